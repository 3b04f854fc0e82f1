//! Options for a text that nobody would write.

use marginalia::Options;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};

/// Options for a text: hints and corrections that fit it, and some that do not.
pub fn options(text: &str) -> impl Strategy<Value = Options> + use<> {
    let hints = prop::collection::vec(hint(text), 0..6);
    let corrections = prop::collection::vec(correction(text), 0..12);
    let dates = select(vec!["2023-05-23", "2024-02-29", "1863", "0001-01", "9999-12-31"]);
    let many = prop::collection::vec((0..200_u32, dates.clone()), 0..3)
        .prop_map(|list| list.iter().map(|(start, date)| json!({"start": start, "date": date})).collect());
    let published = prop_oneof![Just(Value::Null), dates.prop_map(|date| json!(date)), many.prop_map(Value::Array)];
    (hints, corrections, published, any::<bool>()).prop_map(|(hints, corrections, published, tokens)| {
        let options = json!({"hints": hints, "corrections": corrections, "published": published, "tokens": tokens});
        serde_json::from_value(options).expect("these are options")
    })
}

fn hint(text: &str) -> impl Strategy<Value = Value> + use<> {
    let length = text.encode_utf16().count() as u32 + 3;
    let tag = select(vec!["p", "h1", "h3", "li", "aside", "nav", "time", "figcaption", "td", "blockquote", "x"]);
    (0..length, 0..length, tag, any::<u32>(), -1.0..2.0_f32)
        .prop_map(|(start, end, tag, depth, share)| {
            json!({"start": start, "end": end, "tag": tag, "depth": depth, "link_share": share, "datetime": "2023-05-22"})
        })
}

fn correction(text: &str) -> impl Strategy<Value = Value> + use<> {
    let kind =
        || select(vec!["person", "place", "group", "event", "date", "time", "duration", "set", "money", "percent"]);
    let op = select(vec!["mark", "unmark", "kind", "extent", "same", "split", "place", "date", "role", "note"]);
    let role = select(vec!["headline", "heading", "paragraph", "promo", "bio", "published", "byline", "list"]);
    let value = select(vec!["2023-05-22", "P3D", "XXXX-WXX-1", "2019-Q3", "PAST_REF", "", "T10", "9999999999-99", "é"]);
    let place = select(vec![Value::Null, json!("geonames:703448"), json!("geonames:0"), json!("ne:"), json!("é")]);
    (op, [spot(text), spot(text)], [rule(text), rule(text)], kind(), role, value, place, any::<[bool; 2]>()).prop_map(
        |(op, [spot, other], [rule, second], kind, role, value, place, by_rule)| {
            let at = if by_rule[0] { rule } else { json!({"spot": spot}) };
            let with = if by_rule[1] { second } else { json!({"spot": other}) };
            match op {
                "mark" | "kind" => json!({"op": op, "at": at, "kind": kind}),
                "extent" => json!({"op": op, "at": spot, "to": other}),
                "same" => json!({"op": op, "at": at, "with": with}),
                "place" => json!({"op": op, "at": at, "place": place}),
                "date" => json!({"op": op, "at": at, "value": value}),
                "role" => json!({"op": op, "at": spot, "role": role}),
                "note" => json!({"op": op, "at": spot, "text": value}),
                _ => json!({"op": op, "at": at}),
            }
        },
    )
}

/// Up to 13 characters of the text, from anywhere in it.
fn cut(text: &str) -> impl Strategy<Value = (String, usize)> + use<> {
    let text = text.to_owned();
    (any::<Index>(), 0..14_usize).prop_map(move |(at, length)| {
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let from = at.index(starts.len());
        (text[starts[from]..starts[(from + length).min(starts.len() - 1)]].to_owned(), starts[from])
    })
}

fn spot(text: &str) -> impl Strategy<Value = Value> + use<> {
    let text_units: String = text.to_owned();
    (cut(text), cut(text), cut(text), 0..4_u32, any::<u32>()).prop_map(
        move |((quote, at), left, right, right_place, any)| {
            let units = text_units[..at].encode_utf16().count() as u32;
            let start = if right_place > 0 { units } else { any };
            json!({"quote": quote, "prefix": left.0, "suffix": right.0, "start": start})
        },
    )
}

fn rule(text: &str) -> impl Strategy<Value = Value> + use<> {
    let kind = prop_oneof![4 => Just(Value::Null), 1 => Just(json!("person")), 1 => Just(json!("date"))];
    (cut(text), kind).prop_map(|((surface, _), kind)| json!({"surface": surface, "kind": kind}))
}
