//! Tokens and sentences, on texts of our own and on any text at all.

use marginalia::segment::{Segments, segment};
use marginalia::text::{Block, blocks};
use proptest::prelude::*;

fn read(text: &str) -> (Vec<Block>, Segments) {
    let blocks = blocks(text, &[]);
    let segments = segment(text, &blocks);
    (blocks, segments)
}

#[track_caller]
fn tokens(text: &str, expected: &str) {
    let (_, segments) = read(text);
    let found: Vec<&str> = segments.tokens.iter().map(|t| t.of(text)).collect();
    assert_eq!(found.join(" "), expected);
}

#[test]
fn clitics_are_tokens() {
    tokens("They didn't say who'd won.", "They did n't say who 'd won .");
    tokens("Kyiv’s allies can’t, the states' can.", "Kyiv ’s allies ca n’t , the states ' can .");
    tokens("We shouldn't've; you cannot.", "We should n't 've ; you can not .");
    tokens("John Doe Jr.'s 2023's", "John Doe Jr. 's 2023 's");
}

#[test]
fn names_and_decades_keep_their_apostrophe() {
    tokens("O'Brien at five o'clock", "O'Brien at five o'clock");
    tokens("the '90s, the 1960's", "the '90s , the 1960's");
    tokens("'Quoted' words", "' Quoted ' words");
}

#[test]
fn abbreviations_keep_their_stop() {
    tokens("Gen. Lee met Mr. Roe at 5 p.m. in Washington, D.C.", "Gen. Lee met Mr. Roe at 5 p.m. in Washington , D.C.");
    tokens("The U.S.-led talks, e.g. No. 5.", "The U.S. - led talks , e.g. No. 5 .");
    tokens("On Nov. 3 J. K. Poe left.", "On Nov. 3 J. K. Poe left .");
    tokens("It was plan B. The end.", "It was plan B . The end .");
    tokens("He said no. You and I. They sat. The novel.", "He said no . You and I . They sat . The novel .");
}

#[test]
fn either_half_of_a_compound_can_be_a_name() {
    tokens("anti-Kremlin US-China Hong Kong-based", "anti - Kremlin US - China Hong Kong - based");
    tokens("a non-profit co-founder", "a non-profit co-founder");
    tokens("twenty-six mid-September", "twenty - six mid - September");
}

#[test]
fn addresses_are_whole() {
    tokens(
        "See https://example.org/a?b=c. Or www.example.com!",
        "See https://example.org/a?b=c . Or www.example.com !",
    );
    tokens("desk@example.co.uk (@desk_one) #floods", "desk@example.co.uk ( @desk_one ) #floods");
    tokens("It ended.It began at example.com.", "It ended . It began at example.com .");
}

#[test]
fn numbers_and_money() {
    tokens("$1,250.50, 3.5%, C$5bn, €2", "$ 1,250.50 , 3.5 % , C $ 5 bn , € 2");
    tokens("at 7:30pm on 9/11, 2023-05-23", "at 7:30 pm on 9/11 , 2023-05-23");
    tokens("the 19th, 5-10 times, call 555-0100", "the 19th , 5 - 10 times , call 555-0100");
}

#[test]
fn marks_come_in_runs() {
    tokens("Wait... what?! Yes—no -- maybe…", "Wait ... what ?! Yes — no -- maybe …");
    tokens("“So,” he said.", "“ So , ” he said .");
}

#[test]
fn letters_beyond_ascii() {
    tokens("José's café, Zürich-based", "José 's café , Zürich - based");
    tokens("Cafe\u{301} Дніпро 東京", "Cafe\u{301} Дніпро 東 京");
    tokens("👩‍🚀 went 🇺🇦 -\u{301}", "👩‍🚀 went 🇺🇦 -\u{301}");
}

/// Long texts without a break that have made segmenters quadratic. Here only the result counts; a quadratic path would
/// not end.
#[test]
fn endless_lines() {
    let million = 1_000_000;
    for piece in
        ["a", "a'", "a.", "é.", "s's", "1-", "1,000", "e\u{301}", "\u{301}", "東", "http://", "a@", "😀", "’", "ก"]
    {
        let text = piece.repeat(million / piece.len());
        let (_, segments) = read(&text);
        assert!(!segments.tokens.is_empty(), "{piece:?}");
    }
    let (blocks, segments) = read(&"\n".repeat(million));
    assert_eq!((blocks.len(), segments.tokens.len()), (1, 0));
    let (blocks, _) = read(&"a\n".repeat(million));
    assert!(!blocks.is_empty());
}

fn holds(text: &str) {
    let (blocks, segments) = read(text);
    let mut at = 0;
    for block in &blocks {
        assert_eq!(block.tile.start, at);
        assert!(block.tile.covers(block.content));
        at = block.tile.end;
    }
    assert_eq!(at as usize, text.len());
    let mut last = 0;
    for token in &segments.tokens {
        assert!(token.start >= last && token.start < token.end, "{token:?} after {last}");
        assert!(!token.of(text).starts_with(char::is_whitespace) && !token.of(text).ends_with(char::is_whitespace));
        last = token.end;
    }
    let mut next = 0;
    for sentence in &segments.sentences {
        assert_eq!(sentence.first, next);
        assert!(sentence.first < sentence.last);
        assert_eq!(sentence.span.start, segments.tokens[sentence.first as usize].start);
        assert_eq!(sentence.span.end, segments.tokens[sentence.last as usize - 1].end);
        assert!(blocks[sentence.block as usize].content.covers(sentence.span));
        next = sentence.last;
    }
    assert_eq!(next as usize, segments.tokens.len());
}

/// Pieces that the rules look at, so that random strings reach their corners.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<char>().prop_map(String::from),
        "[ \n\t.,!?'’\"\\-:;/@#&$%()0-9A-Za-z]{1,4}",
        prop::sample::select(vec![
            "U.S.",
            "Mr. ",
            "n't",
            "’s",
            "http://",
            "www.a",
            "...",
            "\u{301}",
            "é",
            "\u{200b}",
            "> ",
            "-\n",
            "No. 5",
            "東",
            "👩‍🚀",
            "Ph.D",
            "J. ",
            "I. ",
            "1.",
            "5pm",
            "“",
            "” ",
            "\r\n",
            "a@b.co",
            "e-mail",
            "cannot",
        ])
        .prop_map(String::from),
    ]
}

proptest! {
    #[test]
    fn any_text_falls_into_blocks_sentences_tokens(pieces in prop::collection::vec(piece(), 0..40)) {
        holds(&pieces.concat());
    }

    #[test]
    fn any_string_falls_into_blocks_sentences_tokens(text in any::<String>()) {
        holds(&text);
    }
}
