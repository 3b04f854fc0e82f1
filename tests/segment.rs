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

#[track_caller]
fn sentences(text: &str, expected: &[&str]) {
    let (_, segments) = read(text);
    let bare = |sentence: &str| sentence.split_whitespace().collect::<String>();
    let found: Vec<String> = segments.sentences.iter().map(|s| bare(s.span.of(text))).collect();
    let expected: Vec<String> = expected.iter().map(|sentence| bare(sentence)).collect();
    assert_eq!(found, expected);
}

#[test]
fn stops_that_end_sentences_and_stops_that_do_not() {
    sentences(
        "Gen. Ruiz flew to St. Louis on Jan. 5. She met Rep. J. K. Doe, D-Ill., at 5 p.m. in the U.S. Capitol. It rained.",
        &[
            "Gen. Ruiz flew to St. Louis on Jan. 5.",
            "She met Rep. J. K. Doe, D-Ill., at 5 p.m. in the U.S. Capitol.",
            "It rained.",
        ],
    );
    sentences(
        "He moved to the U.S. The rest stayed. Prices rose 3.5 percent at Acme Inc. and fell elsewhere.",
        &["He moved to the U.S.", "The rest stayed.", "Prices rose 3.5 percent at Acme Inc. and fell elsewhere."],
    );
}

#[test]
fn quotes_close_after_the_stop() {
    sentences(
        "\"We won.\" She smiled. \"Really?\" he asked. “Yes!” (No one else spoke.) They left.",
        &["\"We won.\"", "She smiled.", "\"Really?\" he asked.", "“Yes!”", "(No one else spoke.)", "They left."],
    );
}

#[test]
fn datelines_stay_with_their_sentence() {
    sentences(
        "HANOI, Vietnam (AP) — The river rose. Crews left.",
        &["HANOI, Vietnam (AP) — The river rose.", "Crews left."],
    );
}

#[test]
fn items_on_one_line_are_sentences() {
    sentences("1. Bring water 2. Bring a map", &["1. Bring water", "2. Bring a map"]);
    sentences("a) Water b) A map", &["a) Water", "b) A map"]);
    sentences("She came 2. He came 3. in the race", &["She came 2.", "He came 3. in the race"]);
}

const WRAPPED: &str = "The ministry said on Tuesday that the old pumps along the river would\n\
                       be replaced before winter, and that farmers in eastern Uk-\n\
                       raine would be paid for fields that were lost when the US-\n\
                       backed flood barrier was moved in the spring of last year. Its head,\n\
                       Olha Kovalenko, said that half the money had been spent already.\n\
                       A second plan is due in June.\n\
                       \n\
                       Engineers who built the barrier have asked for a new survey of the\n\
                       eastern bank before work on it begins again, and would like to see it\n\
                       done by a firm from abroad.\n";

#[test]
fn wrapped_lines_run_on() {
    let (blocks, segments) = read(WRAPPED);
    assert_eq!(blocks.len(), 2);
    assert!(blocks.iter().all(|block| block.wrapped));
    let words: Vec<&str> = (0..segments.tokens.len()).map(|at| segments.word(WRAPPED, at)).collect();
    assert!(words.contains(&"Ukraine"), "{words:?}");
    assert!(words.windows(3).any(|three| three == ["US", "-", "backed"]), "{words:?}");
    assert_eq!(segments.sentences.len(), 4);
}

#[test]
fn no_word_goes_on_past_a_blank_line() {
    let lines = "boats lay along the old quay while the crews were asleep or\n\
                 mending what the storm had torn, and the keeper of the light\n\
                 walked down to count them, as he did on every day but Sunday\n\
                 and wrote the number on the wall behind the door of the shed";
    let text = format!("{lines}\nwhere his father had written it down for years on end, by Q-\n\n{lines}\n");
    let (blocks, segments) = read(&text);
    assert!(blocks.len() == 2 && blocks.iter().all(|block| block.wrapped));
    assert_eq!(segments.mended, []);
    holds(&text);
}

#[test]
fn quoted_mail_is_wrapped_too() {
    let quoted: String = WRAPPED.lines().map(|line| format!("> {line}\n")).collect();
    let (_, plain) = read(WRAPPED);
    let (_, segments) = read(&quoted);
    let words = |segments: &Segments, text: &str| -> Vec<String> {
        (0..segments.tokens.len()).map(|at| segments.word(text, at).to_owned()).collect()
    };
    assert_eq!(words(&segments, &quoted), words(&plain, WRAPPED));
    assert_eq!(segments.sentences.len(), plain.sentences.len());
}

#[test]
fn lines_that_are_not_wrapped_stay_apart() {
    for text in [
        "Home\nNews\nSport\nWeather\nOpinion\nabout us\ncontact\n",
        "Roses are grown on the hill\nViolets are sold at the fair\nNobody comes to the mill\nEverything good is elsewhere\n",
        "features\ncontact manager\nevents, activities\n",
        "The ferry was late again on Monday.\nIt will be late again on Friday.\nNobody knows why.\nAsk the crew.\nThey are kind.\n",
    ] {
        let (blocks, _) = read(text);
        assert_eq!(blocks.len(), text.lines().count(), "{text}");
    }
    let (blocks, _) = read("It was a cold \nnight in the city.");
    assert_eq!(blocks.len(), 1);
}

#[test]
fn pages_of_wrapped_text_have_numbers_and_running_heads() {
    let margins = |text: &str| -> Vec<String> {
        let (blocks, _) = read(text);
        blocks.iter().filter(|block| block.margin).map(|block| block.content.of(text).to_owned()).collect()
    };
    let paged: String = (1..4).map(|page| format!("{WRAPPED}The Nordvik Messenger\nPage {page} of 3\n")).collect();
    let page = |number: usize| ["The Nordvik Messenger".to_owned(), format!("Page {number} of 3")];
    assert_eq!(margins(&paged), [page(1), page(2), page(3)].concat());
    assert_eq!(margins(&format!("{WRAPPED}\n- 12 -\n{WRAPPED}")), ["- 12 -"]);
    // What people say again and again, and numbers of text that is not wrapped, belong to the text.
    let spoken: String = (1..4).map(|_| format!("{WRAPPED}\n\"Yes, sir.\"\n\n")).collect();
    assert_eq!(margins(&spoken), Vec::<String>::new());
    assert_eq!(margins("The winning numbers\n12\n45\nThey were drawn on Monday night.\n"), Vec::<String>::new());
    assert_eq!(margins(&format!("{WRAPPED}\nIn 1912\n{WRAPPED}")), Vec::<String>::new());
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
    let (_, segments) = read(&"a".repeat(10 * million));
    assert_eq!(segments.tokens.len(), 1);
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
        let surface = token.of(text);
        assert!(!surface.starts_with(char::is_whitespace) && !surface.ends_with(char::is_whitespace));
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
    for (index, word) in &segments.mended {
        assert_ne!(segments.tokens[*index as usize].of(text), &**word);
    }
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
    fn any_wrapped_text_falls_into_blocks_sentences_tokens(
        words in prop::collection::vec(prop_oneof![4 => "[a-z]{1,9}", 1 => piece()], 60..200),
    ) {
        let mut text = String::new();
        let mut width = 0;
        for word in words {
            width += word.chars().count() + 1;
            text.push_str(&word);
            text.push(if width > 60 { '\n' } else { ' ' });
            width %= 61;
        }
        holds(&text);
    }

    #[test]
    fn any_string_falls_into_blocks_sentences_tokens(text in any::<String>()) {
        holds(&text);
    }
}
