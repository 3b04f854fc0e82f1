//! Training of the network that reads a text's lines, on the logistic loss.

use super::descent::Descent;
use super::pages::{Dice, Sample};
use super::{chance, unseen};
use marginalia::structure::features::{TOLD, told};
use marginalia::structure::network::{CARRIED, Layer, Matrix, Network, Rows, Trace};
use std::ops::Range;

/// Lines of a step, at least.
const BATCH: usize = 1500;
/// The longest step.
const RATE: f32 = 0.004;
/// Share of the lines before which steps grow; then they shrink to nothing.
const WARM: f32 = 0.2;
/// Of a hundred numbers told, how many are hidden.
const HIDDEN: usize = 10;
/// Numbers that vary less count as if they varied so much.
const LEAST_SPREAD: f32 = 0.02;

/// The lines of all pages as the network sees them.
pub struct Lines<'s> {
    samples: &'s [&'s Sample],
    /// Where each page's lines start, and where the last ends.
    starts: Vec<usize>,
    /// What is told of each line, end to end, each number less its mean, by its spread.
    rows: Rows,
    means: Vec<f32>,
    spreads: Vec<f32>,
    weights: Vec<f32>,
}

impl<'s> Lines<'s> {
    /// The lines with the log odds that the tables give them.
    pub fn of(samples: &'s [&'s Sample], tables: &[Vec<f32>; 2]) -> Self {
        let mut starts = vec![0];
        let mut rows = Vec::new();
        for sample in samples {
            let start = starts[starts.len() - 1];
            for (at, own) in (start..).zip(&sample.own) {
                told(own, tables[0][at], tables[1][at], &mut rows);
            }
            starts.push(start + sample.own.len());
        }
        let count = (rows.len() / TOLD) as f64;
        let column = |at: usize| rows.iter().skip(at).step_by(TOLD).map(|number| f64::from(*number));
        let means: Vec<f64> = (0..TOLD).map(|at| column(at).sum::<f64>() / count).collect();
        let spread = |(at, mean): (usize, &f64)| {
            let spread = (column(at).map(|number| (number - mean).powi(2)).sum::<f64>() / count).sqrt();
            (spread as f32).max(LEAST_SPREAD)
        };
        let spreads: Vec<f32> = means.iter().enumerate().map(spread).collect();
        let means: Vec<f32> = means.into_iter().map(|mean| mean as f32).collect();
        for row in rows.chunks_exact_mut(TOLD) {
            for ((number, mean), spread) in row.iter_mut().zip(&means).zip(&spreads) {
                *number = (*number - mean) / spread;
            }
        }
        let weights = samples.iter().flat_map(|sample| sample.weights.iter().copied()).collect();
        Self { samples, starts, rows, means, spreads, weights }
    }

    /// Passes over the lines that networks which have not seen them are so sure of against their label that the label is
    /// more likely wrong: whole sections of articles are missing in the gold of some pages.
    pub fn trust(&mut self, unseen: &[f32]) {
        let labels = self.samples.iter().flat_map(|sample| sample.labels.iter().map(|label| (*label, sample.doubt)));
        for ((weight, (label, doubt)), score) in self.weights.iter_mut().zip(labels).zip(unseen) {
            if (*score > 0.0) != label && score.abs() > doubt {
                *weight = 0.0;
            }
        }
    }

    fn lines(&self, page: usize) -> Range<usize> {
        self.starts[page]..self.starts[page + 1]
    }

    fn rows(&self, page: usize) -> &[f32] {
        let lines = self.lines(page);
        &self.rows[lines.start * TOLD..lines.end * TOLD]
    }

    /// Log odds of each line by networks that have not seen its part.
    pub fn unseen(&self, epochs: usize) -> Vec<f32> {
        let score = |network: &Network, page: usize| network.read(self.rows(page)).verdict;
        unseen(self.samples, |part| self.learn(Some(part), epochs), score)
    }

    /// The network that all pages teach, for numbers as they are told.
    pub fn train(&self, epochs: usize) -> Network {
        let mut network = self.learn(None, epochs);
        let outputs = network.entry.outputs;
        let (weights, bias) = network.entry.parts_mut();
        for ((weights, mean), spread) in weights.chunks_exact_mut(outputs).zip(&self.means).zip(&self.spreads) {
            for (weight, bias) in weights.iter_mut().zip(&mut *bias) {
                *weight /= spread;
                *bias -= mean * *weight;
            }
        }
        network
    }

    /// Trains on all pages but those of the part left out.
    fn learn(&self, without: Option<usize>, epochs: usize) -> Network {
        let mut dice = Dice(0x005e_ed0f_4e75);
        let mut network = fresh(&mut dice);
        let mut gradient = Network::zero(TOLD);
        let mut descent = Descent::of(TOLD);
        let mut pages: Vec<usize> =
            (0..self.samples.len()).filter(|page| Some(self.samples[*page].fold) != without).collect();
        let all = epochs * pages.iter().map(|page| self.lines(*page).len()).sum::<usize>();
        let mut seen = 0;
        for _ in 0..epochs {
            for at in (1..pages.len()).rev() {
                pages.swap(at, dice.roll(at + 1));
            }
            let mut rest = &pages[..];
            while !rest.is_empty() {
                let mut lines = 0;
                let enough = rest.iter().position(|page| {
                    lines += self.lines(*page).len();
                    lines >= BATCH
                });
                let (batch, later) = rest.split_at(enough.map_or(rest.len(), |last| last + 1));
                rest = later;
                seen += lines;
                let weight = |page: &usize| self.weights[self.lines(*page)].iter().sum::<f32>();
                let weight = batch.iter().map(weight).sum::<f32>().max(1.0);
                for page in batch {
                    self.read(*page, weight, &network, &mut gradient, &mut dice);
                }
                descent.step(&mut network, &mut gradient, RATE * pace(seen as f32 / all as f32));
            }
        }
        network
    }

    /// Adds the slopes that a page's lines give, their weights being shares of `whole`.
    fn read(&self, page: usize, whole: f32, network: &Network, gradient: &mut Network, dice: &mut Dice) {
        let mut rows = self.rows(page).to_vec();
        let raise = 100.0 / (100 - HIDDEN) as f32;
        rows.iter_mut().for_each(|number| *number *= if dice.roll(100) < HIDDEN { 0.0 } else { raise });
        let trace = network.read(&rows);
        let slope = |((score, label), weight): ((&f32, &bool), &f32)| {
            (chance(*score) - f32::from(u8::from(*label))) * weight / whole
        };
        let labels = &self.samples[page].labels;
        let slopes: Rows = trace.verdict.iter().zip(labels).zip(&self.weights[self.lines(page)]).map(slope).collect();
        back(network, gradient, &rows, &trace, &slopes);
    }
}

/// Share of the longest step when so much is done: a climb, then a cosine.
fn pace(done: f32) -> f32 {
    if done < WARM {
        return done / WARM;
    }
    let after = (done - WARM) / (1.0 - WARM);
    0.5 + 0.5 * (std::f32::consts::PI * after).cos()
}

/// A network with weights by chance, smaller where more come together.
fn fresh(dice: &mut Dice) -> Network {
    let mut network = Network::zero(TOLD);
    for matrix in network.matrices() {
        let most = 1.0 / (matrix.inputs as f32).sqrt();
        for weight in matrix.parts_mut().0 {
            *weight = (dice.roll(20_001) as f32 / 10_000.0 - 1.0) * most;
        }
    }
    network
}

/// Adds the slopes of a matrix's weights; gives those of its inputs.
fn through(matrix: &Matrix, gradient: &mut Matrix, inputs: &[f32], slopes: &[f32]) -> Rows {
    let (weights, _) = matrix.parts();
    let (sums, bias) = gradient.parts_mut();
    let mut out = Vec::with_capacity(inputs.len());
    for (row, slopes) in inputs.chunks_exact(matrix.inputs).zip(slopes.chunks_exact(matrix.outputs)) {
        bias.iter_mut().zip(slopes).for_each(|(bias, slope)| *bias += slope);
        for ((number, weights), sums) in
            row.iter().zip(weights.chunks_exact(matrix.outputs)).zip(sums.chunks_exact_mut(matrix.outputs))
        {
            if *number != 0.0 {
                sums.iter_mut().zip(slopes).for_each(|(sum, slope)| *sum += number * slope);
            }
            out.push(dot(weights, slopes));
        }
    }
    out
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    let (left, left_rest) = a.as_chunks::<8>();
    let (right, right_rest) = b.as_chunks::<8>();
    let mut sums = [0.0_f32; 8];
    for (a, b) in left.iter().zip(right) {
        for at in 0..8 {
            sums[at] += a[at] * b[at];
        }
    }
    sums.iter().sum::<f32>() + left_rest.iter().zip(right_rest).map(|(a, b)| a * b).sum::<f32>()
}

/// Where a number was cut at nothing, no slope passes.
fn uncut(slopes: &mut [f32], after: &[f32]) {
    slopes.iter_mut().zip(after).filter(|(_, after)| **after <= 0.0).for_each(|(slope, _)| *slope = 0.0);
}

/// Adds the slopes of all weights, given those of the verdicts.
fn back(network: &Network, gradient: &mut Network, rows: &[f32], trace: &Trace, slopes: &[f32]) {
    let width = 2 * CARRIED;
    let mut meeting = through(&network.verdict, &mut gradient.verdict, &trace.meeting, slopes);
    uncut(&mut meeting, &trace.meeting);
    let met = through(&network.meeting, &mut gradient.meeting, &trace.met, &meeting);
    let (mut known, mut entry): (Rows, Rows) = (Vec::new(), Vec::new());
    for both in met.chunks_exact(2 * width) {
        known.extend_from_slice(&both[..width]);
        entry.extend_from_slice(&both[width..]);
    }
    for layer in (0..network.layers.len()).rev() {
        let Layer { known: read, gates, carried } = &trace.layers[layer];
        let slopes = uncarried(gates, carried, &known);
        let inner = through(&network.layers[layer], &mut gradient.layers[layer], read, &slopes);
        let sums = if layer == 0 { &mut entry } else { &mut known };
        sums.iter_mut().zip(inner).for_each(|(sum, slope)| *sum += slope);
    }
    uncut(&mut entry, &trace.layers[0].known);
    through(&network.entry, &mut gradient.entry, rows, &entry);
}

/// Slopes of what the gates were before they were bounded.
fn uncarried(gates: &[f32], carried: &[f32], slopes: &[f32]) -> Rows {
    let count = gates.len() / (4 * CARRIED);
    let mut out = vec![0.0; gates.len()];
    for side in 0..2 {
        let mut later = [0.0_f32; CARRIED];
        for step in 0..count {
            let at = if side == 0 { count - 1 - step } else { step };
            let before = if side == 0 { at.checked_sub(1) } else { Some(at + 1).filter(|at| *at < count) };
            for (unit, later) in later.iter_mut().enumerate() {
                let take = at * 4 * CARRIED + side * CARRIED + unit;
                let keep = take + 2 * CARRIED;
                let place = side * CARRIED + unit;
                let slope = slopes[at * 2 * CARRIED + place] + *later;
                let held = before.map_or(0.0, |before| carried[before * 2 * CARRIED + place]);
                let (taken, kept) = (gates[take], gates[keep]);
                let flat = |bounded: f32| (1.0 - bounded.abs()) * (1.0 - bounded.abs());
                out[take] = slope * (1.0 - kept) * flat(taken);
                out[keep] = slope * (held - taken) * 0.5 * flat(2.0 * kept - 1.0);
                *later = slope * kept;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Some numbers told of five lines.
    fn rows(dice: &mut Dice) -> Rows {
        (0..5 * TOLD).map(|_| dice.roll(2_001) as f32 / 1_000.0 - 1.0).collect()
    }

    #[test]
    fn slopes_are_those_of_the_verdicts() {
        let mut dice = Dice(7);
        let mut network = fresh(&mut dice);
        let rows = rows(&mut dice);
        let shares = [0.5, -1.0, 2.0, 0.25, -0.5];
        let sum = |network: &Network| -> f32 {
            network.read(&rows).verdict.iter().zip(shares).map(|(verdict, share)| verdict * share).sum()
        };
        let mut gradient = Network::zero(TOLD);
        back(&network, &mut gradient, &rows, &network.read(&rows), &shares);
        let count = network.matrices().count();
        for matrix in 0..count {
            let weights = network.matrices().nth(matrix).unwrap().weights.len();
            for at in [0, weights / 3, weights / 2, weights - 1] {
                let moved = |by: f32| {
                    let mut network = network.clone();
                    network.matrices().nth(matrix).unwrap().weights[at] += by;
                    sum(&network)
                };
                let measured = (moved(1e-2) - moved(-1e-2)) / 2e-2;
                let found = gradient.matrices().nth(matrix).unwrap().weights[at];
                assert!((measured - found).abs() < 0.01 + 0.05 * found.abs(), "{matrix} {at}: {measured} {found}");
            }
        }
    }

    #[test]
    fn steps_climb_then_shrink_to_nothing() {
        let paces = [0.0, 0.1, 0.2, 0.6, 1.0].map(pace);
        assert!(paces[0] < paces[1] && paces[1] < paces[2] && paces[2] > paces[3] && paces[3] > paces[4], "{paces:?}");
        assert!(paces[0] == 0.0 && (paces[2] - 1.0).abs() < 1e-6 && paces[4] < 1e-6);
    }
}
