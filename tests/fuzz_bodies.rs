//! The bodies of the fuzz targets, on stable: over our small corpora, and over what proptest thinks up.

#[path = "../fuzz/bodies.rs"]
mod bodies;

use crate::support::inputs::{self, cases};
use proptest::prelude::*;
use std::path::Path;

/// Runs a body over each file of its corpus.
fn corpus(target: &str, body: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/fuzz").join(target);
    let mut files = 0;
    for entry in std::fs::read_dir(folder).expect("the corpus is there") {
        body(&std::fs::read(entry.expect("readable").path()).expect("readable"));
        files += 1;
    }
    assert!(files > 2, "{target} has a corpus");
}

#[test]
fn annotate_corpus() {
    corpus("annotate", bodies::annotate);
}

#[test]
fn dates_corpus() {
    corpus("dates", bodies::dates);
}

#[test]
fn structure_corpus() {
    corpus("structure", bodies::structure);
}

#[test]
fn packed_corpus() {
    corpus("packed", bodies::packed);
}

/// Expressions of time put together, whole or torn.
fn expressions() -> impl Strategy<Value = String> {
    const PARTS: &[&str] = &[
        "May",
        "Mon",
        "Sept.",
        "5",
        "05",
        "31st",
        "2023",
        "'98",
        "1990s",
        "-",
        "–",
        "/",
        ":",
        ".",
        ",",
        "to",
        "from",
        "of",
        "the",
        "end",
        "early",
        "mid-",
        "late",
        "last",
        "next",
        "this",
        "week",
        "weekend",
        "months",
        "two",
        "dozen",
        "ago",
        "later",
        "before",
        "every",
        "other",
        "half",
        "past",
        "a.m.",
        "noon",
        "GMT",
        "+02:00",
        "Q3",
        "FY2024",
        "BC",
        "century",
        "spring",
        "Christmas",
        "Easter",
        "P3Y",
        "XXXX",
        "W46",
        "TNI",
        "PAST_REF",
        "T10",
        "99999999999",
        "0",
        "-1",
        "\u{301}",
        "é",
    ];
    let spaced = (prop::collection::vec(prop::sample::select(PARTS), 0..9), any::<bool>());
    spaced.prop_map(|(parts, spaced)| parts.join(if spaced { " " } else { "" }))
}

/// Lines of a page.
fn page() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        3 => inputs::text().prop_map(|text| text.chars().take(40).collect::<String>()),
        2 => prop::sample::select(vec![
            "", "By Anna Berg", "Published 5 May 2023", "Share this", "Read more: The ferry", "• One", "1. Two", "Advertisement",
            "Anna Berg is a reporter.", "Sign up", "| a | b |", "> quoted", "Photo: A. Berg", "THE HEADLINE", "Menu Home About",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(line, 0..10).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #![proptest_config(cases(5500))]

    #[test]
    fn annotate_bytes(data in prop::collection::vec(any::<u8>(), 0..200)) {
        bodies::annotate(&data);
    }
}

proptest! {
    #![proptest_config(cases(4500))]

    #[test]
    fn dates_expressions(text in expressions()) {
        bodies::dates(text.as_bytes());
    }
}

proptest! {
    #![proptest_config(cases(2500))]

    #[test]
    fn structure_pages(text in page()) {
        bodies::structure(text.as_bytes());
    }
}

proptest! {
    // Each opens files of a megabyte.
    #![proptest_config(cases(500))]

    #[test]
    fn packed_damage(data in prop::collection::vec(any::<u8>(), 6..40)) {
        bodies::packed(&data);
    }
}
