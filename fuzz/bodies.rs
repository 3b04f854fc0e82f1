//! What is tried on any bytes: no panic, and what the contract promises.

use crate::support::contract::checked;
use marginalia::Options;
use marginalia::dates::{from_value, kind_of_value, read_date};
use marginalia::lexicon::Lexicon;
use marginalia::lexicon::gazetteer::{Gazetteer, Key};
use marginalia::mention::Kind;
use marginalia::names::{Model, Tagger, phrase_key, word_key};
use marginalia::segment::boundary::{Candidate, Weights};
use marginalia::segment::segment;
use marginalia::structure::{self, facts::look};
use marginalia::text::{self, Span};
use serde_json::{Value, json};
use std::hint::black_box;

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

/// Packed tables: what is damaged gives an error, never a panic, and what opens all the same can be used. The bytes are
/// taken as they are, and as damage to the packed files of this program.
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

const FILES: [&[u8]; 5] = [
    include_bytes!("../data/packed/gazetteer.bin"),
    include_bytes!("../data/packed/lexicon.bin"),
    include_bytes!("../data/packed/names.bin"),
    include_bytes!("../data/packed/sentences.bin"),
    include_bytes!("../data/packed/structure.bin"),
];

const PAGE: &str =
    "The mayor of Cork County\n\nAna Reis (Paris, Texas) left on Monday. \u{201c}Dr. No\u{201d} stayed.\nShare";

/// Opens the bytes as whichever table they may be, and looks into it; an error says what is wrong.
fn open(bytes: &[u8]) {
    match Gazetteer::from_bytes(bytes) {
        Ok(gazetteer) => look_up(&gazetteer),
        Err(bad) => assert!(!bad.to_string().is_empty()),
    }
    if let Ok(lexicon) = Lexicon::from_bytes(bytes) {
        for word in PAGE.split_whitespace() {
            black_box((
                lexicon.clusters(word_key(word)),
                lexicon.people(word_key(word)),
                lexicon.phrase(phrase_key(word)),
            ));
        }
    }
    let blocks = text::blocks(PAGE, &[]);
    let segments = segment(PAGE, &blocks);
    if let Ok(weights) = Weights::from_bytes(bytes) {
        black_box(weights.score(&Candidate { text: PAGE, tokens: &segments.tokens, first: 0, stop: 1, next: 2 }));
    }
    if let Ok(model) = structure::model::Model::from_bytes(bytes) {
        let facts = look(PAGE, &[], &blocks, &segments);
        assert_eq!(model.scores(&facts).len(), facts.lines.len());
    }
    if let Ok(model) = Model::from_bytes(bytes) {
        let lexicon = Lexicon::from_bytes(FILES[1]).expect("this one is whole");
        let article = structure::read(PAGE, &[], blocks, segments, &[]);
        let names = Tagger::new(model, lexicon).tag(&article);
        assert!(names.is_sorted_by(|a, b| a.span.end <= b.span.start), "names in order");
    }
}

fn look_up(gazetteer: &Gazetteer) {
    let mut walk = gazetteer.walk();
    for token in PAGE.split_whitespace() {
        black_box(walk.push(token));
    }
    for name in ["Paris", "Cork", "US", "Polish"] {
        for (place, _) in gazetteer.lookup(&Key::of(name), name) {
            let found = gazetteer.find(&gazetteer.id(place));
            assert!(found.is_some(), "{} finds itself", gazetteer.name(place));
            black_box((gazetteer.division(place), gazetteer.nation(place), gazetteer.country(place)));
        }
    }
}
