//! `marginalia evaluate places` agrees with the reference scorer in Python.

use std::path::Path;
use std::process::Command;

/// Scores predictions with the reference scorer: recognition F, accuracy within 161 km, end-to-end F, in percent.
const REFERENCE: &str = r#"
import gzip, json, sys
scorer, gold, predictions = sys.argv[1:]
places = {}
exec(open(scorer).read(), places)
docs = [json.loads(line) for line in gzip.open(gold, "rt")]
for doc in docs:
    spans = {}
    for t in doc["toponyms"]:
        at = (t["start"], t["end"])
        if at not in spans or (spans[at]["lat"] is None and t["lat"] is not None):
            spans[at] = t
    doc["toponyms"] = [spans[at] for at in sorted(spans)]
ours = [json.loads(line) for line in open(predictions)]
found = [{(s, e): answer for s, e, answer in doc["found"]} for doc in ours]
given = [{(s, e): answer for s, e, answer in doc["given"]} for doc in ours]
recognition = places["recog"](docs, [list(doc) for doc in found])["F"]
print(100 * recognition, 100 * places["resol"](docs, given)["acc161"], 100 * places["e2e"](docs, found)["F"])
"#;

#[test]
fn the_reference_scorer_says_the_same() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let (scorer, gold) = (shared.join("scoring/places.py"), shared.join("data/places/dev.geovirus.jsonl.gz"));
    if !scorer.exists() || !gold.exists() || Command::new("python3").arg("--version").output().is_err() {
        println!("skipped: no ../shared, or no python3");
        return;
    }
    let predictions = Path::new(env!("CARGO_TARGET_TMPDIR")).join("places.jsonl");
    let evaluated = Command::new(env!("CARGO_BIN_EXE_marginalia"))
        .args(["evaluate", "places", "--predictions"])
        .args([&predictions, &gold])
        .output()
        .expect("the program runs");
    let scored = Command::new("python3").args(["-c", REFERENCE]).args([&scorer, &gold, &predictions]).output();
    let scored = scored.expect("python3 runs");
    assert!(scored.status.success(), "{}", String::from_utf8_lossy(&scored.stderr));
    let theirs: Vec<f64> =
        String::from_utf8_lossy(&scored.stdout).split(' ').map(|n| n.trim().parse().unwrap()).collect();
    let told = String::from_utf8_lossy(&evaluated.stdout).into_owned();
    let last = |line: &str, skip: &str| -> f64 {
        let line = told.lines().find(|l| l.starts_with(line)).unwrap_or_else(|| panic!("no {line} in {told}"));
        line.split(skip).nth(1).unwrap().split_whitespace().next().unwrap().parse().unwrap()
    };
    let ours = [last("recognition", " F "), last("within", "given"), last("end to end", " F ")];
    for (ours, theirs) in ours.into_iter().zip(theirs) {
        assert!((ours - theirs).abs() <= 0.1, "{ours} and {theirs}");
    }
}
