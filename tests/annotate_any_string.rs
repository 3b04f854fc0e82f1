//! Any text with any options gives a report that keeps the contract.

use crate::support::contract::checked;
use crate::support::inputs::{self, cases};
use crate::support::wishes;
use marginalia::Options;
use marginalia::mention::Kind;
use proptest::prelude::*;

/// A text and options for it.
fn text_with_options() -> impl Strategy<Value = (String, Options)> {
    inputs::text().prop_flat_map(|text| {
        let options = wishes::options(&text);
        (Just(text), options)
    })
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn any_text(text in inputs::text()) {
        checked(&text, &Options::default());
    }
}

proptest! {
    #![proptest_config(cases(2500))]

    #[test]
    fn any_text_with_any_options((text, options) in text_with_options()) {
        checked(&text, &options);
    }
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn the_same_again((text, options) in text_with_options()) {
        prop_assert_eq!(marginalia::annotate(&text, &options), marginalia::annotate(&text, &options));
    }
}

/// Shapes that break loops: scaled down here, and timed up to 10 MB by `marginalia evaluate linearity`. A sentence
/// between two of them is found where JavaScript finds it.
#[test]
fn adversarial_shapes() {
    let shapes = [
        "a".repeat(50_000),
        "\n".repeat(50_000),
        "\r\n".repeat(20_000),
        "\r".repeat(20_000),
        "(".repeat(20_000) + &"]".repeat(20_000),
        format!("e{}", "\u{301}".repeat(30_000)),
        "A\u{200b}\u{202e}\u{2066}".repeat(5_000),
        // What a lone surrogate becomes.
        "\u{fffd} a\u{fffd}".repeat(10_000),
        "Anna\u{0} Berg\u{0}".repeat(3_000),
        // What the word lists take for the name of a body, with a number in it that can be part of none.
        "ਬ%𐫯/𝔊{2[p🉣t⁵0𐋣CMȺ2023-05-22T10:00By Anna Berg".to_owned(),
        "Мoscow Ꭺnna Вerg ".repeat(2_000),
        "A. ".repeat(20_000),
        "Anna Berg ".repeat(5_000),
        "May 5 ".repeat(5_000),
        "$1 ".repeat(10_000),
        "\"“‘".repeat(10_000),
        "1,".repeat(20_000),
        "-".repeat(30_000),
        "NATO ".repeat(4_000),
        "US ".repeat(4_000),
        "United States ".repeat(2_000),
        "🙂".repeat(10_000),
    ];
    let sentence = "Ana Reis left Lisbon on 3 May 2021.";
    for shape in shapes {
        let text = format!("{shape}\n\n{sentence}\n\n{shape}");
        let report = checked(&text, &Options { tokens: true, ..Options::default() });
        let start = shape.encode_utf16().count() + 2;
        let place =
            |words: &str| [start, start + words.len()].map(|at| (at + sentence.find(words).unwrap_or(0)) as u32);
        let tokens = report.tokens.expect("asked for");
        let around: String = shape.chars().take(9).collect();
        for word in ["Ana", "Reis", "left", "Lisbon", "2021"] {
            assert!(tokens.chunks(2).any(|token| token == place(word)), "{word} between {around:?}");
        }
        let date = report.mentions.iter().find(|m| [m.start, m.end] == place("3 May 2021"));
        assert_eq!(date.map(|m| m.kind), Some(Kind::Date), "between {around:?}");
    }
}

#[test]
fn nothing_to_read() {
    for text in ["", " ", "\n\n", "\u{feff}", "🙂🙂", "\u{0}"] {
        let report = checked(text, &Options::default());
        assert!(report.mentions.is_empty() && report.entities.is_empty() && report.dates.is_empty());
    }
}
