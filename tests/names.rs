//! What holds of the names of any text: order, bounds, addresses, sameness.

use marginalia::lexicon::Lexicon;
use marginalia::mention::Mention;
use marginalia::names::{self, Model};
use marginalia::structure::{self, Article};
use marginalia::text::Span;
use marginalia::{segment, text};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

fn article(text: &str) -> Article<'_> {
    let blocks = text::blocks(text, &[]);
    let segments = segment::segment(text, &blocks);
    structure::read(text, &[], blocks, segments, &[])
}

fn names_of(text: &str) -> Vec<Mention> {
    names::tag(&article(text))
}

/// Words that names are made of, words around them, and what must not be taken for one.
fn piece() -> impl Strategy<Value = String> {
    let known = proptest::sample::select(vec![
        "Anna",
        "Berg",
        "Kim Jong-un",
        "Paris",
        "the",
        "of",
        "Ministry",
        "Bank of England",
        "said",
        "Mr.",
        "O’Rourke",
        "U.S.",
        "US-China",
        "NATO",
        "(ISW)",
        "Hong Kong-based",
        "anti-Kremlin",
        "Russia's",
        "visited",
        ".",
        ",",
        "\"",
        "\n\n",
        "\n",
        "https://news.example.org/Anna_Berg?x=Paris",
        "anna.berg@bank.example",
        "@AnnaBerg",
        "GERMANY",
        "War and Peace",
        "Boeing 747",
        "\u{1f1eb}\u{1f1f7}",
        "e\u{301}lan",
        "São Paulo",
        "北京",
        "العربية",
        "-",
        "—",
    ]);
    prop_oneof![4 => known.prop_map(str::to_owned), 1 => "\\PC{0,8}"]
}

fn any_text() -> impl Strategy<Value = String> {
    proptest::collection::vec(piece(), 0..60).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn names_stand_in_order_inside_sentences(text in any_text()) {
        let article = article(&text);
        let found = names::tag(&article);
        for pair in found.windows(2) {
            prop_assert!(pair[0].span.end <= pair[1].span.start, "{:?}", pair);
        }
        for mention in &found {
            prop_assert!(mention.kind.is_name());
            prop_assert!(mention.confidence.is_some_and(|c| (0.0..=1.0).contains(&c)));
            let sentence = article.sentence_at(mention.span.start).map(|s| article.segments.sentences[s].span);
            prop_assert!(sentence.is_some_and(|s| s.covers(mention.span)), "{:?}", mention.span.of(&text));
        }
    }

    #[test]
    fn names_end_where_characters_end(text in any_text()) {
        for mention in names_of(&text) {
            prop_assert!(!mention.span.is_empty());
            let surface = mention.span.of(&text);
            prop_assert_eq!(surface.trim(), surface);
            let bounds: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
            prop_assert!(bounds.contains(&(mention.span.start as usize)), "{surface:?}");
            prop_assert!(bounds.contains(&(mention.span.end as usize)), "{surface:?}");
        }
    }

    #[test]
    fn no_name_stands_inside_an_address(text in any_text()) {
        let addresses = names::addresses(&text);
        for mention in names_of(&text) {
            prop_assert!(!addresses.iter().any(|a| a.overlaps(mention.span)), "{:?}", mention.span.of(&text));
        }
    }

    #[test]
    fn the_same_text_has_the_same_names(text in any_text()) {
        prop_assert_eq!(names_of(&text), names_of(&text));
    }

    #[test]
    fn broken_bytes_are_refused(at in 0..200_000_usize, byte: u8, cut in 0..200_000_usize) {
        // Whatever a byte is changed to, opening and asking end without a panic.
        let mut model = include_bytes!("../data/packed/names.bin").to_vec();
        let at = at % model.len();
        model[at] = byte;
        if let Ok(model) = Model::from_bytes(&model) {
            let mut sums = names::Sums::ZERO;
            let features: Vec<u32> = (0..1000).map(|feature| feature * 64_007).collect();
            model.add(&features, &mut sums);
        }
        let cut = cut % model.len();
        prop_assert!(Model::from_bytes(&model[..cut]).is_err());
        let lexicon = include_bytes!("../data/packed/lexicon.bin");
        prop_assert!(Lexicon::from_bytes(&lexicon[..cut % lexicon.len()]).is_err());
    }
}

#[test]
fn addresses_are_found_and_words_are_not() {
    let text = "See https://a.example/Paris, (www.example.org) or write to ann@example.org; @annberg said and/or.";
    let found: Vec<&str> = names::addresses(text).iter().map(|span| span.of(text)).collect();
    assert_eq!(found, ["https://a.example/Paris", "www.example.org", "ann@example.org", "@annberg"]);
}

#[test]
fn both_copies_of_a_paragraph_get_the_same_kinds() {
    let one = "Mara Lindqvist moved the company to Jordan last year. Lindqvist said Jordan had been kind to Corvane, and \
               that Corvane would stay in Amman.";
    let other = "The weather stayed mild for most of the week, and the roads were dry in the hills.";
    let text = format!("{one}\n\n{other}\n\n{one}");
    let found = names_of(&text);
    let second = u32::try_from(text.len() - one.len()).expect("a short text");
    let kinds = |from: u32, to: u32| -> Vec<_> {
        let inside = found.iter().filter(|m| (from..to).contains(&m.span.start));
        inside.map(|m| (m.span.start - from, m.span.end - from, m.kind)).collect()
    };
    assert!(!kinds(0, second).is_empty());
    assert_eq!(kinds(0, u32::try_from(one.len()).expect("a short text")), kinds(second, u32::MAX));
}

#[test]
fn a_mark_that_combines_with_a_blank_begins_no_name() {
    for text in [". \u{2de0} Paris Ministry", "In \u{301} Paris, Anna Berg slept."] {
        assert!(names_of(text).iter().all(|m| m.span.of(text).starts_with(char::is_alphabetic)), "{text:?}");
    }
}

#[test]
fn a_stance_is_cut_off_one_word_alone() {
    let surfaces = |text: &str| -> Vec<String> { names_of(text).iter().map(|m| m.span.of(text).to_owned()).collect() };
    assert_eq!(surfaces("Anti-Kremlin fighters crossed the border."), ["Kremlin"]);
    let whole = "Anti-Defamation\u{a0}League";
    assert_eq!(surfaces(&format!("The {whole} counted the incidents.")), [whole]);
}

#[test]
fn an_office_is_nobody() {
    let trimmed = |text: &str, word: &str| {
        let start = text.find(word).unwrap();
        names::trim(text, Span::new(start, start + word.len()), true).map(|span| span.of(text).to_owned())
    };
    assert_eq!(trimmed("He met the President.", "the President"), None);
    assert_eq!(trimmed("THE PRESIDENT: Thank you.", "PRESIDENT"), None);
    assert_eq!(trimmed("He met President Amara Berg.", "President Amara Berg").as_deref(), Some("Amara Berg"));
    assert_eq!(trimmed("Thank you, Mr. President.", "President").as_deref(), Some("President"));
    assert_eq!(trimmed("Then King spoke.", "King").as_deref(), Some("King"));
    let long = "President,".repeat(100_000);
    assert_eq!(names::trim(&long, Span::new(long.len() - 10, long.len() - 1), true), None);
}
