//! What is tried on any archive: every line is answered, and every answer is a line of JSON.

use marginalia::Options;
use marginalia_tools::annotate::{Timings, jsonl};
use std::collections::BTreeSet;

/// An archive, one JSON object a line.
pub fn jsonl(data: &[u8]) {
    let (mut out, mut complaints) = (Vec::new(), Vec::new());
    let known = jsonl::Ids::new();
    let done = jsonl::annotate(data, &mut out, &mut complaints, &known, &Options::default(), &mut Timings::default());
    let out = String::from_utf8(out).expect("UTF-8");
    let lines: Vec<serde_json::Value> =
        out.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect();
    let ids: BTreeSet<String> = lines.iter().map(|line| line["id"].to_string()).collect();
    assert_eq!(ids.len(), lines.len(), "ids are unique");
    assert!(lines.iter().all(|line| line["report"]["version"] == 1));
    let bad = String::from_utf8(complaints).expect("UTF-8").lines().count();
    let given = data.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).count();
    assert_eq!(lines.len() + bad, given, "every line is answered");
    assert_eq!(done.is_err(), bad > 0);
}
