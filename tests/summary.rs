//! What the summary picks, on texts of our own writing and on whatever else.

use marginalia::dates::Timex;
use marginalia::entities::{self, Entity};
use marginalia::mention::{Kind, Mention};
use marginalia::segment::segment;
use marginalia::structure::{self, Article, Role};
use marginalia::summary::{self, Summary, summarize};
use marginalia::text::{self, Span};
use proptest::prelude::*;

fn article(text: &str) -> Article<'_> {
    let blocks = text::blocks(text, &[]);
    let segments = segment(text, &blocks);
    structure::read(text, &[], blocks, segments, &[])
}

/// Everything known of a text in which these names are marked, and the first of each of these dates.
fn summarized(text: &str, names: &[(&str, Kind)], dates: &[&str]) -> (Vec<Entity>, Summary) {
    let article = article(text);
    let mut mentions: Vec<Mention> = Vec::new();
    for (surface, kind) in names {
        let found = text.match_indices(surface).map(|(at, _)| Span::new(at, at + surface.len()));
        mentions.extend(found.map(|span| Mention::found(span, *kind, Some(0.9))));
    }
    mentions.sort_by_key(|m| m.span);
    let entities = entities::group(&article, &mut mentions, &[]);
    let timex = |surface: &&str| {
        let at = text.find(surface).unwrap();
        let span = Span::new(at, at + surface.len());
        let value = "XXXX".to_owned();
        Timex { span, kind: Kind::Date, value, certain: false, begin: None, end: None, why: String::new() }
    };
    let timexes: Vec<(u32, Timex)> = (0..).zip(dates.iter().map(timex)).collect();
    let summary = summarize(&article, &mentions, &entities, &timexes);
    (entities, summary)
}

const HEAD: &str = "Ferry owner Lindgren sells Harbour Line to rival";

/// An article about a ferry line of about 30 words a paragraph.
fn long_article(paragraphs: usize) -> String {
    let mut text = format!("{HEAD}\n\n");
    text.push_str("Marta Lindgren has sold Harbour Line, the ferry company that her grandfather founded, to its rival Baltic Lines for 40 million crowns, both companies said in a joint statement on Monday.\n\n");
    for n in 0..paragraphs {
        let said = ["warned", "promised", "denied", "explained", "repeated"][n % 5];
        text.push_str(&format!(
            "Deckhand number {n} {said} that route {n} between the {n} islands keeps its timetable, its cats, its lamp oil and its old captain for at least {n} more winters, storms or not.\n\n"
        ));
    }
    text
}

#[test]
fn the_number_of_sentences_fits_the_length() {
    for (paragraphs, expected) in [(0, 0), (4, 0), (9, 2), (15, 2), (30, 3), (70, 4)] {
        let text = long_article(paragraphs);
        let (_, summary) = summarized(&text, &[("Marta Lindgren", Kind::Person)], &[]);
        assert_eq!(summary.sentences.len(), expected, "{paragraphs}");
        assert!(summary.sentences.is_sorted());
    }
}

#[test]
fn the_lead_is_a_key_sentence_and_repeats_are_not() {
    let text = long_article(20);
    let lead = text.split("\n\n").nth(1).unwrap();
    // Right below, where it stays of the article: a copy at the end would be the page's.
    let text = text.replacen(lead, &format!("{lead}\n\n{lead}"), 1);
    let article = article(&text);
    let chosen: Vec<&str> = summary::key_sentences(&article, &[], &[], 3)
        .iter()
        .map(|&s| article.segments.sentences[s as usize].span.of(&text))
        .collect();
    assert_eq!(chosen[0], lead);
    assert_eq!(chosen.iter().filter(|s| **s == lead).count(), 1, "{chosen:#?}");
}

#[test]
fn only_prose_of_the_body_is_chosen() {
    let text = format!(
        "{}\n\nSubscribe to our newsletter and get every story about the ferry company sold.\n",
        long_article(20)
    );
    let article = article(&text);
    for sentence in summary::key_sentences(&article, &[], &[], 10) {
        let role = article.blocks[article.segments.sentences[sentence as usize].block as usize].role;
        assert!(matches!(role, Role::Paragraph | Role::Quote | Role::List), "{role:?}");
    }
}

#[test]
fn the_title_is_the_headline() {
    let text = long_article(10);
    let (_, summary) = summarized(&text, &[], &[]);
    assert_eq!(summary.title.map(|span| span.of(&text)), Some(HEAD));
}

#[test]
fn who_matters_comes_first() {
    let text = format!("{}Lindgren thanked the harbour master, Olof Brandt.\n", long_article(8));
    let names = [("Lindgren", Kind::Person), ("Baltic Lines", Kind::Organization), ("Olof Brandt", Kind::Person)];
    let (entities, summary) = summarized(&text, &names, &[]);
    let salience = |name: &str| summary.salience[entities.iter().position(|e| e.name == name).unwrap()];
    assert!(salience("Lindgren") > salience("Baltic Lines"));
    assert!(salience("Baltic Lines") > salience("Olof Brandt"));
    assert!(summary.salience.iter().all(|s| (0.0..=1.0).contains(s)));
}

#[test]
fn who_wrote_it_does_not_matter() {
    let text = format!("{HEAD}\n\nBy Olof Brandt\n\n{}", long_article(8).split_once("\n\n").unwrap().1);
    let article = article(&text);
    assert!(article.blocks.iter().any(|b| b.role == Role::Byline));
    let (entities, summary) = summarized(&text, &[("Olof Brandt", Kind::Person), ("Lindgren", Kind::Person)], &[]);
    let salience = |name: &str| summary.salience[entities.iter().position(|e| e.name == name).unwrap()];
    assert_eq!(salience("Olof Brandt"), 0.0);
    assert!(salience("Lindgren") > 0.5);
}

#[test]
fn who_shares_sentences_is_related() {
    let text = "Ana Roe met Bo Dahl on Friday. Ana Roe likes Bo Dahl. Bo Dahl called Cy Falk. Di Grau slept.";
    let person = Kind::Person;
    let (entities, summary) =
        summarized(text, &[("Ana Roe", person), ("Bo Dahl", person), ("Cy Falk", person), ("Di Grau", person)], &[]);
    let related = |name: &str| -> Vec<&str> {
        let at = entities.iter().position(|e| e.name == name).unwrap();
        summary.related[at].iter().map(|(other, _)| entities[*other as usize].name.as_str()).collect()
    };
    assert_eq!(related("Bo Dahl"), ["Ana Roe", "Cy Falk"]);
    assert_eq!(related("Ana Roe"), ["Bo Dahl"]);
    assert!(related("Di Grau").is_empty());
    for others in &summary.related {
        assert!(
            others.is_sorted_by(|a, b| a.1 >= b.1) && others.iter().all(|(_, weight)| (0.0..=1.0).contains(weight))
        );
    }
}

#[test]
fn a_date_has_its_clause() {
    for (text, date, clause) in [
        ("The council met on Monday.", "Monday", "The council met on Monday."),
        (
            "The council met behind closed doors on Monday to choose a new harbour master, but nobody outside the old customs house was told who had won the vote.",
            "Monday",
            "The council met behind closed doors on Monday to choose a new harbour master",
        ),
        (
            "Nobody outside the old customs house was told who had won the first vote; the council will meet again on 5 May to choose a new harbour master.",
            "5 May",
            "the council will meet again on 5 May to choose a new harbour master.",
        ),
        (
            "The harbour master, who took office in 1998 after a long strike of the pilots and the deckhands, will leave his old post before the winter.",
            "1998",
            "The harbour master, who took office in 1998 after a long strike of the pilots and the deckhands, will leave his old post before the winter.",
        ),
    ] {
        let (_, summary) = summarized(text, &[], &[date]);
        assert_eq!(summary.clauses[0].of(text), clause);
    }
}

#[test]
fn a_sentence_without_end_still_has_clauses() {
    let clause = "the old council met again on Monday to choose a harbour master; ";
    let text = clause.repeat(400);
    let article = article(&text);
    let dates: Vec<(u32, Timex)> = text
        .match_indices("Monday")
        .map(|(at, surface)| {
            let span = Span::new(at, at + surface.len());
            let (value, why) = (String::new(), String::new());
            (0, Timex { span, kind: Kind::Date, value, certain: true, begin: None, end: None, why })
        })
        .collect();
    let clauses = summarize(&article, &[], &[], &dates).clauses;
    assert_eq!(clauses.len(), 400);
    for (span, (_, timex)) in clauses.iter().zip(&dates) {
        assert_eq!(span.of(&text).trim_end_matches(';'), clause.trim_end().trim_end_matches(';'));
        assert!(span.covers(timex.span));
    }
}

proptest! {
    #[test]
    fn any_text_is_summarized(words in prop::collection::vec(prop::sample::select(vec![
        "The", "council", "met", "on", "Monday", ",", "but", "and", "which", "was", "\"", "“", "”", "(", ")", ";", "—", ".",
        "\n\n", "😀", "日本", "é", "said", "Kyiv", "said.", "\u{0}", "  ",
    ]), 0..120), count in 0..9_usize) {
        let text = words.join(" ");
        let article = article(&text);
        let chosen = summary::key_sentences(&article, &[], &[], count);
        prop_assert!(chosen.len() <= count && chosen.is_sorted());
        let (entities, summary) = summarized(&text, &[("Kyiv", Kind::Place), ("council", Kind::Organization)], &[]);
        prop_assert_eq!(summary.salience.len(), entities.len());
        let dates: Vec<(u32, Timex)> = text.match_indices("Monday").map(|(at, _)| (0, Timex {
            span: Span::new(at, at + 6), kind: Kind::Date, value: String::new(), certain: true, begin: None, end: None, why: String::new(),
        })).collect();
        let clauses = summarize(&article, &[], &[], &dates).clauses;
        for ((_, timex), clause) in dates.iter().zip(clauses) {
            prop_assert!(clause.covers(timex.span));
            prop_assert!(text.get(clause.range()).is_some());
        }
    }
}
