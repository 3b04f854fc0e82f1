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
fn half_a_pair_is_read_as_in_the_browser() {
    // "bad" and "Lisbon" stand where JavaScript finds them; the pair is one character of two units.
    let input = br#"{"id":1,"text":"bad \udfff\ud800 \ud83d\ude00 Lisbon","options":{"tokens":true}}"#;
    let output = marginalia(&["annotate", "--jsonl"], input);
    assert!(output.status.success(), "{}", said(&output));
    let tokens = lines(&output)[0]["report"]["tokens"].clone();
    let tokens: Vec<u64> = serde_json::from_value(tokens).expect("numbers");
    assert_eq!((&tokens[..2], &tokens[tokens.len() - 2..]), (&[0, 3][..], &[10, 16][..]));
}

#[test]
fn a_text_that_is_not_utf_8_or_no_string_is_a_bad_line() {
    let input = b"{\"id\":1,\"text\":\"\xff\"}\n{\"id\":2,\"text\":[98]}\n{\"id\":3,\"text\":\"x\"}\n{\"id\":\"\\ud800\",\"text\":\"x\"}";
    let output = marginalia(&["annotate", "--jsonl"], input);
    assert_eq!((output.status.code(), ids(&output)), (Some(1), vec![json!(3)]));
    let said = said(&output);
    for line in ["line 1: the text is not UTF-8", "line 2: ", "line 4: "] {
        assert!(said.contains(line), "{said}");
    }
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
    let archive: String = (0..5000).fold(String::new(), |all, n| all + &format!("{{\"id\":{n},\"text\":\"Text\"}}\n"));
    let archive = scratch("many.jsonl", archive.as_bytes());
    let text = scratch("long.txt", "It rained all day.\n".repeat(5000).as_bytes());
    for (command, file) in
        [(&["annotate", "--jsonl"][..], archive), (&["annotate"], text.clone()), (&["explain"], text)]
    {
        let mut child = Command::new(env!("CARGO_BIN_EXE_marginalia"))
            .args(command)
            .arg(file)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("the program ends");
        assert!(output.status.success(), "{}", said(&output));
        assert!(said(&output).lines().all(|line| line.contains("read as UTF-8")), "{}", said(&output));
    }
}

#[test]
fn timings_stand_outside_the_report() {
    let plain = marginalia(&["annotate"], b"It rained.");
    let timed = marginalia(&["annotate", "--timings"], b"It rained.");
    assert_eq!(plain.stdout, timed.stdout);
    assert!(said(&timed).contains("ns/char") && said(&timed).contains("report"), "{}", said(&timed));
}

/// What is said without the name of the program, in one line.
fn sentence(arguments: &[&str], input: &[u8]) -> String {
    let output = marginalia(arguments, input);
    assert_eq!((output.status.code(), &output.stdout[..]), (Some(1), &b""[..]), "{}", said(&output));
    let said = said(&output);
    assert_eq!(said.lines().count(), 1, "{said}");
    said
}

#[test]
fn what_cannot_be_read_gets_one_sentence() {
    let folder = env!("CARGO_TARGET_TMPDIR");
    let broken = scratch("broken.json", b"{\"published\":");
    let unknown = scratch("unknown.json", b"{\"tokns\": true}");
    let (broken, unknown) = (broken.to_str().expect("UTF-8"), unknown.to_str().expect("UTF-8"));
    for (arguments, part) in [
        (vec!["annotate"], "binary"),
        (vec!["annotate", "no-such-file"], "no-such-file: "),
        (vec!["annotate", folder], "folder"),
        (vec!["annotate", "--jsonl", folder], "folder"),
        (vec!["annotate", "--options", folder], "folder"),
        (vec!["annotate", "--options", broken], "broken.json: EOF"),
        (vec!["annotate", "--options", unknown], "unknown field `tokns`"),
        (vec!["annotate", "--options", "-"], "standard input"),
        (vec!["explain"], "binary"),
    ] {
        let said = sentence(&arguments, b"\x89PNG\r\n\x1a\n\x00\x00");
        assert!(said.contains(part), "{said}");
    }
    assert!(sentence(&["annotate"], b"%PDF-1.7 words").contains("plain text"));
}

#[test]
fn what_may_be_meant_otherwise_is_said() {
    let page = marginalia(&["annotate"], b"<!DOCTYPE html>\n<p>Ana Reis left.");
    assert!(page.status.success() && said(&page).contains("tags are read as words"), "{}", said(&page));
    let archive = scratch("one.jsonl", b"{\"id\":1,\"text\":\"x\"}\n");
    let archive = marginalia(&["annotate", archive.to_str().expect("UTF-8")], b"");
    assert!(archive.status.success() && said(&archive).contains("--jsonl"), "{}", said(&archive));
    let plain = marginalia(&["annotate"], b"A <p> is a tag.");
    assert_eq!(said(&plain).lines().count(), 1, "{}", said(&plain));
}

#[test]
fn nothing_to_read_is_no_error() {
    let empty = marginalia(&["annotate"], b"");
    let report: Value = serde_json::from_slice(&empty.stdout).expect("JSON");
    assert!(empty.status.success() && report["mentions"] == json!([]) && report["blocks"] == json!([]));
    let archive = marginalia(&["annotate", "--jsonl"], b"");
    assert!(archive.status.success() && archive.stdout.is_empty() && archive.stderr.is_empty());
}
