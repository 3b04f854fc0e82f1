//! Corrections, from the list to the report.

use crate::support::contract::checked;
use crate::support::inputs::cases;
use marginalia::mention::{By, Kind};
use marginalia::report::Report;
use marginalia::{Options, structure::Role};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const TEXT: &str = "Ferry aground\n\nA ferry ran aground near Sorvik on Monday. Captain Tamm said Sorvik was close. The mayor of \
    Sorvik, Ida Holm, thanked Tamm. “Jordan helped,” Holm said.\n\nSign up for our letter";

fn options(corrections: Value) -> Options {
    serde_json::from_value(json!({"published": "2023-05-23", "corrections": corrections})).expect("these are options")
}

/// The nth occurrence of a quote in `TEXT`, as the page would tell it.
fn spot(quote: &str, nth: usize) -> Value {
    let (at, _) = TEXT.match_indices(quote).nth(nth).expect("in the text");
    let prefix: String = TEXT[..at].chars().rev().take(32).collect::<Vec<_>>().into_iter().rev().collect();
    let suffix: String = TEXT[at + quote.len()..].chars().take(32).collect();
    json!({"quote": quote, "prefix": prefix, "suffix": suffix, "start": TEXT[..at].encode_utf16().count()})
}

fn at(quote: &str, nth: usize) -> Value {
    json!({"spot": spot(quote, nth)})
}

/// The mentions that the corrections made: surface, kind, who.
fn corrected(text: &str, report: &Report) -> Vec<(String, Kind, By)> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let of = |m: &marginalia::report::Mention| String::from_utf16_lossy(&units[m.start as usize..m.end as usize]);
    let made = report.mentions.iter().filter(|m| m.by != By::Engine);
    made.map(|m| (of(m), m.kind, m.by)).collect()
}

#[test]
fn a_mark_is_a_mention_with_an_entity() {
    let report = checked(TEXT, &options(json!([{"op": "mark", "at": at("Ida Holm", 0), "kind": "person"}])));
    assert_eq!(corrected(TEXT, &report), [("Ida Holm".into(), Kind::Person, By::Reader)]);
    let mention = report.mentions.iter().find(|m| m.by == By::Reader).expect("marked");
    assert_eq!(mention.confidence, Some(1.0));
    assert!(report.entities.iter().any(|e| Some(&e.id) == mention.entity.as_ref() && e.name == "Ida Holm"));
}

#[test]
fn a_rule_is_applied_wherever_its_spelling_stands() {
    let report = checked(TEXT, &options(json!([{"op": "mark", "at": {"surface": "Sorvik"}, "kind": "product"}])));
    let expected = ("Sorvik".to_owned(), Kind::Product, By::Rule);
    assert_eq!(corrected(TEXT, &report), [expected.clone(), expected.clone(), expected]);
}

#[test]
fn an_unmarked_name_is_gone() {
    let rule = json!({"op": "mark", "at": {"surface": "Tamm"}, "kind": "person"});
    let but_one = options(json!([rule, {"op": "unmark", "at": at("Tamm", 1)}]));
    assert_eq!(corrected(TEXT, &checked(TEXT, &but_one)).len(), 1);
}

#[test]
fn a_role_is_settled_before_names() {
    let role = |role: &str| options(json!([{"op": "role", "at": spot("Sign up", 0), "role": role}]));
    assert_eq!(checked(TEXT, &role("promo")).blocks.last().map(|b| (b.role, b.body)), Some((Role::Promo, false)));
    assert_eq!(checked(TEXT, &role("caption")).blocks.last().map(|b| (b.role, b.body)), Some((Role::Caption, true)));
}

#[test]
fn corrections_follow_their_words_into_another_draft() {
    let list = json!([
        {"op": "mark", "at": at("Sorvik", 1), "kind": "law"},
        {"op": "mark", "at": at("Jordan", 0), "kind": "person"},
        {"op": "mark", "at": at("Monday", 0), "kind": "event"},
    ]);
    let draft = format!("🙂 Updated at noon.\n\n{}", TEXT.replace("on Monday", "this morning"));
    let report = checked(&draft, &options(list));
    let law = ("Sorvik".to_owned(), Kind::Law, By::Reader);
    assert_eq!(corrected(&draft, &report), [law, ("Jordan".into(), Kind::Person, By::Reader)]);
    assert_eq!(report.unplaced, [2]);
    let units: Vec<u16> = draft.encode_utf16().collect();
    let marked = report.mentions.iter().find(|m| m.kind == Kind::Law).expect("marked");
    assert!(String::from_utf16_lossy(&units[..marked.start as usize]).ends_with("Captain Tamm said "));
}

#[test]
fn a_date_takes_the_value_it_is_given() {
    let value = |value: &str| {
        let report = checked(TEXT, &options(json!([{"op": "date", "at": at("Monday", 0), "value": value}])));
        let date = report.dates.iter().find(|d| report.mentions[d.mention as usize].by == By::Reader);
        (date.map(|d| (d.value.clone(), d.begin.clone().unwrap_or_default(), d.certain)), report.unplaced)
    };
    assert_eq!(value("2023-05-15"), (Some(("2023-05-15".into(), "2023-05-15".into(), true)), vec![]));
    assert_eq!(value("P2D"), (Some(("P2D".into(), String::new(), true)), vec![]));
    assert_eq!(value("the day before"), (None, vec![0]));
}

#[test]
fn a_word_can_be_made_a_date() {
    let report = checked(TEXT, &options(json!([{"op": "date", "at": at("close", 0), "value": "2023-05"}])));
    let date = report.dates.iter().find(|d| d.value == "2023-05").expect("in the report");
    assert_eq!(report.mentions[date.mention as usize].kind, Kind::Date);
}

#[test]
fn a_place_is_the_one_that_was_chosen() {
    let list = json!([
        {"op": "mark", "at": at("Jordan", 0), "kind": "person"},
        {"op": "place", "at": at("Jordan", 0), "place": "geonames:248816"},
    ]);
    let report = checked(TEXT, &options(list));
    let jordan = report.entities.iter().find(|e| e.name == "Jordan").expect("in the report");
    let place = jordan.place.as_ref().expect("a place");
    assert_eq!((place.id.as_str(), place.pin, place.confidence), ("geonames:248816", true, 1.0));
}

#[test]
fn names_are_joined_and_split() {
    let marks = [("Tamm", "person"), ("Ida Holm", "person"), ("Captain", "person")];
    let of = |more: &[Value]| {
        let marked = marks.iter().map(|(name, kind)| json!({"op": "mark", "at": at(name, 0), "kind": kind}));
        let list: Vec<Value> = marked.chain(more.iter().cloned()).collect();
        let report = checked(TEXT, &options(json!(list)));
        report.entities.iter().filter(|e| e.kind == Kind::Person).count()
    };
    let same = json!({"op": "same", "at": at("Captain", 0), "with": at("Tamm", 0)});
    let split = json!({"op": "split", "at": at("Captain", 0)});
    let apart = of(&[]);
    assert_eq!(of(std::slice::from_ref(&same)), apart - 1);
    assert_eq!(of(&[same.clone(), split.clone()]), apart);
    assert_eq!(of(&[split, same]), apart - 1);
}

#[test]
fn notes_change_nothing() {
    let plain = checked(TEXT, &options(json!([])));
    assert_eq!(checked(TEXT, &options(json!([{"op": "note", "at": spot("Holm", 0), "text": "who?"}]))), plain);
}

/// Words of the text to correct, one correction each at most.
const WORDS: &[&str] =
    &["Ferry", "ran", "near", "Sorvik", "Monday", "Captain", "said", "close", "mayor", "Ida Holm", "Jordan"];

fn one_correction(word: &'static str) -> impl Strategy<Value = Value> {
    let kind = prop::sample::select(vec!["person", "organization", "place", "group", "date", "money"]);
    (0..5_usize, kind).prop_map(move |(op, kind)| match op {
        0 => json!({"op": "unmark", "at": at(word, 0)}),
        1 => json!({"op": "kind", "at": at(word, 0), "kind": kind}),
        2 => json!({"op": "mark", "at": {"surface": word}, "kind": kind}),
        3 => json!({"op": "place", "at": at(word, 0), "place": null}),
        _ => json!({"op": "mark", "at": at(word, 0), "kind": kind}),
    })
}

/// Corrections of different words, in some order, and the same in another.
fn two_orders() -> impl Strategy<Value = (Vec<Value>, Vec<Value>)> {
    let each: Vec<_> = WORDS.iter().map(|word| prop::option::of(one_correction(word))).collect();
    each.prop_map(|list| list.into_iter().flatten().collect::<Vec<_>>())
        .prop_flat_map(|list| (Just(list.clone()), Just(list).prop_shuffle()))
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn corrections_of_different_words_come_in_any_order((one, other) in two_orders()) {
        prop_assert_eq!(checked(TEXT, &options(json!(one))), checked(TEXT, &options(json!(other))));
    }

    #[test]
    fn corrections_made_twice_count_once((list, _) in two_orders()) {
        let twice: Vec<&Value> = list.iter().chain(&list).collect();
        prop_assert_eq!(checked(TEXT, &options(json!(twice))), checked(TEXT, &options(json!(list))));
    }

    #[test]
    fn overlapping_marks_come_in_any_order(cuts in prop::collection::btree_set((0..60_usize, 1..20_usize), 2..8)) {
        let mark = |(start, length): &(usize, usize)| {
            json!({"op": "mark", "at": {"spot": {"quote": &TEXT[*start..start + length], "start": start}}, "kind": "person"})
        };
        // White space alone has no place.
        let cuts: Vec<_> = cuts.into_iter().filter(|(at, length)| !TEXT[*at..at + length].trim().is_empty()).collect();
        let forwards: Vec<Value> = cuts.iter().map(mark).collect();
        let backwards: Vec<Value> = cuts.iter().rev().map(mark).collect();
        let report = checked(TEXT, &options(json!(forwards)));
        let trimmed = |(start, length): &(usize, usize)| {
            let quote = TEXT[*start..start + length].trim_end();
            (*start + quote.len() - quote.trim_start().len(), start + quote.len())
        };
        let stretches: BTreeSet<_> = cuts.iter().map(trimmed).collect();
        prop_assert_eq!(corrected(TEXT, &report).len(), stretches.len());
        prop_assert_eq!(report, checked(TEXT, &options(json!(backwards))));
    }
}
