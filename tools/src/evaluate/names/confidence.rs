//! How far the confidence of names can be trusted.

/// Bins of equal mass for the calibration error.
const BINS: usize = 10;

/// Prints what confidences say against what is right: `(confidence, right)` of every name found.
pub fn print(mut cases: Vec<(f32, bool)>, unsure: f32) {
    if cases.is_empty() {
        return;
    }
    cases.sort_by(|a, b| a.0.total_cmp(&b.0));
    let right = |part: &[(f32, bool)]| part.iter().filter(|c| c.1).count() as f64 / part.len().max(1) as f64;
    let mut error = 0.0;
    for bin in 0..BINS {
        let part = &cases[bin * cases.len() / BINS..(bin + 1) * cases.len() / BINS];
        let sure = part.iter().map(|c| f64::from(c.0)).sum::<f64>() / part.len().max(1) as f64;
        error += (sure - right(part)).abs() * part.len() as f64 / cases.len() as f64;
        println!("  bin {bin}: said {sure:.3}, right {:.3} of {}", right(part), part.len());
    }
    let surest = &cases[cases.len() / 5..];
    println!("  calibration error {error:.3}, AUROC {:.3}", ranking(&cases));
    println!("  right: all {:.1} %, the surest 80 % {:.1} %", 100.0 * right(&cases), 100.0 * right(surest));
    let queue = &cases[..cases.partition_point(|c| c.0 < unsure)];
    let wrong = |part: &[(f32, bool)]| part.iter().filter(|c| !c.1).count() as f64;
    println!(
        "  below {unsure}: {:.1} % of the names, {:.1} % of the wrong ones",
        100.0 * queue.len() as f64 / cases.len() as f64,
        100.0 * wrong(queue) / wrong(&cases).max(1.0)
    );
}

/// Probability that a right name is surer than a wrong one, ties counted half; the cases stand in order.
fn ranking(cases: &[(f32, bool)]) -> f64 {
    let (mut wrong_below, mut sum, mut rights) = (0.0, 0.0, 0.0);
    for tied in cases.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()) {
        let rights_here = tied.iter().filter(|c| c.1).count() as f64;
        let wrongs_here = tied.len() as f64 - rights_here;
        sum += rights_here * (wrong_below + wrongs_here / 2.0);
        wrong_below += wrongs_here;
        rights += rights_here;
    }
    sum / (wrong_below * rights).max(1.0)
}

#[cfg(test)]
mod tests {
    use super::ranking;

    #[test]
    fn ranking_counts_pairs_in_order() {
        let near = |a: f64, b: f64| (a - b).abs() < 1e-9;
        assert!(near(ranking(&[(0.1, false), (0.9, true)]), 1.0));
        assert!(near(ranking(&[(0.1, true), (0.9, false)]), 0.0));
        assert!(near(ranking(&[(0.5, true), (0.5, false)]), 0.5));
        assert!(near(ranking(&[(0.1, false), (0.2, true), (0.3, false), (0.4, true)]), 0.75));
    }
}
