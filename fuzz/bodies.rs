//! What is tried on any bytes: no panic, and what the contract promises.

use crate::support::contract::checked;
use marginalia::Options;
use marginalia::dates::{from_value, kind_of_value, read_date};
use marginalia::lexicon::Lexicon;
use marginalia::lexicon::gazetteer::Gazetteer;
use marginalia::mention::Kind;
use marginalia::names::Model;
use marginalia::segment::boundary::Weights;
use marginalia::text::Span;
use serde_json::{Value, json};

/// A text, and after the last NUL the options as JSON.
pub fn annotate(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (text, options) = text.rsplit_once('\0').unwrap_or((&text, ""));
    checked(text, &serde_json::from_str(options).unwrap_or_default());
}

/// A line that may be a date in a text, a date a reader types, a value.
pub fn dates(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    for published in [Value::Null, json!("2024-02-29"), json!("0001"), json!("9999-12-31")] {
        let options: Options = serde_json::from_value(json!({"published": published})).expect("these are options");
        checked(&text, &options);
    }
    let today = read_date("2024-02-29", None).pop();
    for date in read_date(&text, today) {
        assert_eq!(read_date(&date.to_string(), None), [date], "a date reads itself");
    }
    if let Some(kind) = kind_of_value(&text) {
        let timex = from_value(Span::default(), kind, &text).expect("a value of its kind");
        let again = from_value(Span::default(), kind, &timex.value).expect("what is written can be read");
        assert_eq!(again, timex);
    }
    assert!(from_value(Span::default(), Kind::Person, &text).is_err());
}

/// A page, line by line, with what its HTML said.
pub fn structure(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let tags = ["p", "h1", "h2", "li", "aside", "nav", "time", "figcaption", "td", "blockquote", "footer"];
    let mut start = 0;
    let mut hints = Vec::new();
    for (number, line) in text.split('\n').enumerate() {
        let end = start + line.encode_utf16().count();
        let tag = tags[(number + line.len()) % tags.len()];
        hints.push(json!({"start": start, "end": end, "tag": tag, "depth": line.len() % 9, "link_share": 0.5}));
        start = end + 1;
    }
    for hints in [json!([]), json!(hints)] {
        checked(&text, &serde_json::from_value(json!({"hints": hints})).expect("these are options"));
    }
}

/// Packed tables: what is damaged gives an error, never a panic. The bytes are taken as they are, and as damage to the
/// packed files of this program.
pub fn packed(data: &[u8]) {
    open(data);
    let Some((&[file, from, at @ ..], rest)) = data.split_first_chunk::<6>() else { return };
    let whole = FILES[usize::from(file) % FILES.len()];
    let at = u32::from_le_bytes(at) as usize % whole.len();
    let mut damaged = whole.to_vec();
    if from % 2 == 0 {
        damaged.truncate(at);
    }
    for (byte, change) in damaged.iter_mut().skip(at).zip(rest) {
        *byte ^= change;
    }
    // A length that lies is in the first bytes.
    for (byte, change) in damaged.iter_mut().skip(usize::from(from)).zip(rest) {
        *byte ^= change;
    }
    open(&damaged);
}

const FILES: [&[u8]; 4] = [
    include_bytes!("../data/packed/gazetteer.bin"),
    include_bytes!("../data/packed/lexicon.bin"),
    include_bytes!("../data/packed/names.bin"),
    include_bytes!("../data/packed/sentences.bin"),
];

fn open(bytes: &[u8]) {
    // Whether it can be opened is all that is asked.
    let _ = Gazetteer::from_bytes(bytes).map(|gazetteer| gazetteer.len());
    let _ = Model::from_bytes(bytes).is_ok();
    let _ = Lexicon::from_bytes(bytes).is_ok();
    let _ = Weights::from_bytes(bytes).is_ok();
}
