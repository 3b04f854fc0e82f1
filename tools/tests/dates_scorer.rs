//! `evaluate dates` agrees with the reference scorer to a tenth of a point.

use std::io::Read;
use std::path::Path;
use std::process::Command;

/// The numbers that follow these words in a line.
fn numbers(line: &str, words: &[&str]) -> Vec<f64> {
    let after = |word: &str| {
        let rest = line.split_once(word).unwrap_or_else(|| panic!("no {word:?} in {line}")).1;
        let digits: String = rest.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
        digits.parse().unwrap_or_else(|e| panic!("{word:?} in {line}: {e}"))
    };
    words.iter().map(|word| after(word)).collect()
}

#[test]
fn evaluate_agrees_with_the_reference_scorer() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let scorer = shared.join("scoring/dates.py");
    if !scorer.exists() || Command::new("python3").arg("--version").output().is_err() {
        println!("skipped: no ../shared, or no python3");
        return;
    }
    let folder = std::env::temp_dir().join(format!("marginalia-dates-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    let packed = shared.join("data/dates/dev.meantime.jsonl.gz");
    let (gold, predictions) = (folder.join("gold.jsonl"), folder.join("predictions.jsonl"));
    let mut text = String::new();
    let file = std::fs::File::open(&packed).expect("the development set");
    flate2::read::MultiGzDecoder::new(file).read_to_string(&mut text).expect("the development set");
    std::fs::write(&gold, text).expect("a temporary file");
    let ours = Command::new(env!("CARGO_BIN_EXE_marginalia"))
        .args(["evaluate", "dates", "--predictions"])
        .args([&predictions, &packed])
        .output()
        .expect("marginalia runs");
    let theirs = Command::new("python3").arg(scorer).args([&gold, &predictions]).output().expect("the scorer runs");
    let ours = String::from_utf8_lossy(&ours.stdout).into_owned();
    let theirs = String::from_utf8_lossy(&theirs.stdout).into_owned();
    std::fs::remove_dir_all(&folder).expect("the temporary folder goes");
    let ours = numbers(&ours, &["strict ", "relaxed ", "type ", "value "]);
    let theirs = numbers(&theirs, &["strict F1 ", "relaxed F1 ", "type F1 ", "value F1 "]);
    for (ours, theirs) in ours.iter().zip(&theirs) {
        assert!((ours - theirs).abs() < 0.1, "{ours} here, {theirs} by the reference");
    }
}
