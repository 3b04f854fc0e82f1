//! The command line as its users meet it.

use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// What came of a run with `input` on standard input.
fn marginalia(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_marginalia"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("piped");
    let input = input.to_owned();
    let feeder = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().expect("the program ends");
    // It may have stopped reading; what it said tells why.
    let _ = feeder.join().expect("the feeder ends");
    output
}

fn lines(output: &Output) -> Vec<Value> {
    let text = std::str::from_utf8(&output.stdout).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn ids(output: &Output) -> Vec<Value> {
    lines(output).iter().map(|line| line["id"].clone()).collect()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A file of this test's own.
fn scratch(name: &str, content: &[u8]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).expect("the target folder can be written");
    path
}

#[test]
fn a_text_gives_its_report_and_the_encoding_is_said() {
    let output = marginalia(&["annotate", "--published", "2023-05-23"], b"Caf\xe9 society\n\nIt rained.");
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert!(output.status.success());
    assert_eq!(report["published"]["date"], "2023-05-23");
    assert_eq!(report["blocks"].as_array().map(Vec::len), Some(2));
    assert!(said(&output).contains("windows-1252"), "{}", said(&output));
}

#[test]
fn options_come_from_a_file() {
    let options = scratch("options.json", br#"{"published": "1863", "tokens": true}"#);
    let output = marginalia(&["annotate", "--options", options.to_str().expect("UTF-8")], b"Two words");
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(report["published"]["date"], "1863");
    assert_eq!(report["tokens"], json!([0, 3, 4, 9]));
}

#[test]
fn an_archive_keeps_its_order() {
    let mut input = String::new();
    for number in 0..400 {
        // Long and short texts in turn, so that they are not ready in order.
        let text = "It rained all day. ".repeat(if number % 7 == 0 { 300 } else { 1 });
        writeln!(input, "{}", json!({"id": number, "text": text})).expect("a string");
    }
    let output = marginalia(&["annotate", "--jsonl"], input.as_bytes());
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(ids(&output), (0..400).map(|n| json!(n)).collect::<Vec<_>>());
}

#[test]
fn a_bad_line_is_reported_and_the_rest_carried_on() {
    let input = "{\"id\":\"a\",\"text\":\"x\"}\nnonsense\n\n{\"id\":\"a\",\"text\":\"y\"}\n{\"id\":null,\"text\":\"y\"}\n\
                 {\"id\":\"b\",\"text\":\"z\",\"options\":{\"tokns\":true}}\n{\"id\":\"c\"}\n{\"id\":\"d\",\"text\":\"z\"}";
    let output = marginalia(&["annotate", "--jsonl"], input.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(ids(&output), [json!("a"), json!("d")]);
    let said = said(&output);
    for number in [2, 4, 5, 6, 7] {
        assert!(said.contains(&format!("line {number}: ")), "{number} of {said}");
    }
    assert!(said.contains("tokns") && said.contains("same id"), "{said}");
}

#[test]
fn what_a_line_says_beats_the_command_line() {
    let input = "{\"id\":1,\"text\":\"x\"}\n{\"id\":2,\"text\":\"x\",\"published\":\"1999\"}\n\
                 {\"id\":3,\"text\":\"x\",\"options\":{\"tokens\":true}}\n\
                 {\"id\":4,\"text\":\"x\",\"options\":{\"published\":\"1998-02\"}}\n";
    let output = marginalia(&["annotate", "--jsonl", "--published", "2020-01-01"], input.as_bytes());
    let dates: Vec<Value> = lines(&output).iter().map(|line| line["report"]["published"]["date"].clone()).collect();
    assert_eq!(dates, ["2020-01-01", "1999", "2020-01-01", "1998-02"]);
    assert_eq!(lines(&output)[2]["report"]["tokens"], json!([0, 1]));
}

#[test]
fn resuming_gives_the_output_of_one_run() {
    let input: String = (0..30).fold(String::new(), |all, n| all + &format!("{{\"id\":{n},\"text\":\"Text {n}\"}}\n"));
    let whole = marginalia(&["annotate", "--jsonl"], input.as_bytes()).stdout;
    for kept in [0, 1, whole.len() / 3, whole.len() - 1, whole.len()] {
        let out = scratch(&format!("resume-{kept}.jsonl"), &whole[..kept]);
        let output = marginalia(&["annotate", "--jsonl", "--resume", out.to_str().expect("UTF-8")], input.as_bytes());
        assert!(output.status.success() && output.stdout.is_empty(), "{}", said(&output));
        assert_eq!(std::fs::read(&out).expect("written"), whole, "resumed after {kept} bytes");
    }
}

#[test]
fn resuming_into_something_else_is_refused() {
    let out = scratch("no-output.txt", b"dear diary\n");
    let output =
        marginalia(&["annotate", "--jsonl", "--resume", out.to_str().expect("UTF-8")], b"{\"id\":1,\"text\":\"x\"}");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(std::fs::read(&out).expect("still there"), b"dear diary\n");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let input: String = (0..5000).fold(String::new(), |all, n| all + &format!("{{\"id\":{n},\"text\":\"Text\"}}\n"));
    let path = scratch("many.jsonl", input.as_bytes());
    let mut child = Command::new(env!("CARGO_BIN_EXE_marginalia"))
        .args(["annotate", "--jsonl", path.to_str().expect("UTF-8")])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert!(output.status.success());
    assert_eq!(said(&output), "");
}

#[test]
fn timings_stand_outside_the_report() {
    let plain = marginalia(&["annotate"], b"It rained.");
    let timed = marginalia(&["annotate", "--timings"], b"It rained.");
    assert_eq!(plain.stdout, timed.stdout);
    assert!(said(&timed).contains("ns/char") && said(&timed).contains("report"), "{}", said(&timed));
}

#[test]
fn a_binary_file_gets_one_sentence() {
    let output = marginalia(&["annotate"], b"\x89PNG\r\n\x1a\n\x00\x00");
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty() && said(&output).contains("binary"), "{}", said(&output));
}
