//! The opinions of data/date-differences.md: rules about kinds of phrases, each with its reason there.

use super::iso::{days, minutes, seconds};
use super::{Meant, Phrase};
use crate::evaluate::dates::Answer;

/// The opinion by which ours differs from theirs, if it does by one.
pub fn opinion(phrase: &Phrase, meant: &Meant, ours: &[Answer]) -> Option<&'static str> {
    if ours.is_empty() {
        return unmarked(phrase, meant);
    }
    if !covered(phrase, ours) {
        return None;
    }
    ours.iter().find_map(|answer| by_value(phrase, answer, meant).or_else(|| by_stretch(phrase, answer, meant)))
}

/// Prepositions and articles, and words that say as little.
const SMALL: &[&str] = &[
    "a",
    "an",
    "the",
    "at",
    "on",
    "in",
    "of",
    "by",
    "for",
    "from",
    "to",
    "until",
    "till",
    "through",
    "thru",
    "since",
    "between",
    "and",
    "around",
    "about",
    "before",
    "after",
    "within",
    "more",
    "less",
    "than",
    "during",
    "over",
    "any",
    "anytime",
    "approximately",
    "starting",
];

/// Whether ours say all that the phrase says, but for prepositions and articles: else we have missed something.
fn covered(phrase: &Phrase, ours: &[Answer]) -> bool {
    let text: Vec<char> = phrase.text.chars().collect();
    let mut at = phrase.start;
    while at < phrase.end {
        let letter = |at: usize| at < phrase.end && text[at].is_alphanumeric();
        let start = at;
        while letter(at) {
            at += 1;
        }
        let word: String = text[start..at].iter().collect::<String>().to_lowercase();
        let said = || ours.iter().any(|answer| answer.start <= start && at <= answer.end);
        if at > start && !SMALL.contains(&word.as_str()) && !said() {
            return false;
        }
        at += usize::from(at == start);
    }
    true
}

/// Of the kind of value.
fn by_value(phrase: &Phrase, ours: &Answer, meant: &Meant) -> Option<&'static str> {
    if ours.value.contains('X') && ours.kind == "DURATION" || ours.value.ends_with("_REF") {
        return Some("vague");
    }
    // "three weeks from tomorrow" would be a day.
    let counted = has_word(&phrase.words(), &["ago", "later", "hence"]);
    if ours.kind == "DURATION" && meant.kind != "duration" && seconds(&ours.value).is_some() && !counted {
        return Some("length");
    }
    let season = |value: &str| ["SP", "SU", "FA", "WI"].iter().any(|season| value.ends_with(season));
    let unlike = meant.timex.len() > 2 || ours.value.ends_with(&meant.timex);
    if season(&ours.value) && unlike {
        return Some("season");
    }
    if meant.timex.starts_with("TME") {
        return Some("event");
    }
    // "in the morning" has no day, and theirs an hour.
    let open = ours.value.starts_with("XXXX-XX-XXT") && is_part(&ours.value) && !has_digit(&phrase.words());
    (open && meant.begin.is_some()).then_some("part")
}

/// Whether a value ends in a part of the day.
fn is_part(value: &str) -> bool {
    value.rsplit_once('T').is_some_and(|(_, part)| part.len() == 2 && part.bytes().all(|b| b.is_ascii_uppercase()))
}

/// Of the place in the calendar.
fn by_stretch(phrase: &Phrase, ours: &Answer, meant: &Meant) -> Option<&'static str> {
    let theirs = meant.begin.as_deref().or(meant.end.as_deref())?;
    let (begin, end) = (ours.begin.as_deref()?, ours.last.as_deref()?);
    let (from, to, day) = (days(begin)?, days(end)?, days(theirs)?);
    let words = phrase.words();
    let same_clock = theirs.len() <= 10 || begin.len() <= 10 || begin.get(11..16) == theirs.get(11..16);
    if same_clock && direction(&words, ours, (from, to), theirs, day) {
        return Some("direction");
    }
    // Theirs begin on Friday evening.
    if ours.value.ends_with("-WE") && from - day == 1 {
        return Some("part");
    }
    // Jewish and Muslim days begin in the evening before; the new moon is seen a day earlier or later.
    if meant.timex.contains("Holiday") && (from - day).abs() <= 1 {
        return Some("evening");
    }
    let half = ours.value.contains('T') && begin.len() > 10 && !has_word(&words, &["am", "pm", "a", "p"]);
    if half && minutes(begin).zip(minutes(theirs)).is_some_and(|(ours, theirs)| (ours - theirs).abs() == 720) {
        return Some("half");
    }
    if is_part(&ours.value) && !has_digit(&words) && (from == day || meant.end.as_deref().and_then(days) == Some(from))
    {
        return Some("part");
    }
    let narrowed = has_word(&words, &NARROWING);
    let counted = has_word(&words, &["ago", "hence", "from", "back", "later", "earlier", "now"]);
    if ours.kind == "DATE" && to > from && (from..=to).contains(&day) {
        if narrowed {
            return Some("narrowed");
        }
        return (to - from <= 31 || counted).then_some("grain");
    }
    // What lies before "the end of the year" from now on, or after it.
    let ends = meant.end.as_deref().and_then(days);
    (narrowed && ends.is_some_and(|ends| (from..=to + 1).contains(&ends))).then_some("narrowed")
}

/// Words that narrow a period.
const NARROWING: [&str; 16] = [
    "end",
    "beginning",
    "start",
    "middle",
    "mid",
    "early",
    "late",
    "earlier",
    "later",
    "rest",
    "by",
    "until",
    "before",
    "after",
    "since",
    "within",
];

fn has_digit(words: &str) -> bool {
    words.bytes().any(|b| b.is_ascii_digit())
}

fn has_word(words: &str, list: &[&str]) -> bool {
    words.split(|c: char| !c.is_alphabetic()).any(|word| list.contains(&word))
}

/// Whether theirs is another of the days that recur: of the weekdays, the days of a month, of a year, the hours of a day.
fn direction(words: &str, ours: &Answer, stretch: (i64, i64), theirs: &str, day: i64) -> bool {
    let (from, to) = stretch;
    let dated = words.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() == 4) || words.contains("two thousand");
    if dated {
        return false;
    }
    let begin = ours.begin.as_deref().unwrap_or_default();
    let week = (from - day) % 7 == 0 && (from - day).abs() <= 14 && to - from <= 6;
    let year = begin.get(4..10) == theirs.get(4..10) && (from - day).abs() <= 366;
    // Holidays and Mondays of a month come back after a year or so.
    let moves = (340..=390).contains(&(from - day).abs()) && to - from <= 6;
    let month = begin.get(8..10) == theirs.get(8..10) && (from - day).abs() <= 31 && !has_word(words, &["month"]);
    let hour = begin.len() > 10 && (from - day).abs() == 1 && !words.contains("day") && !has_word(words, &OF_A_DAY);
    week || year || moves || month || hour
}

/// Words that name a day.
const OF_A_DAY: [&str; 6] = ["tomorrow", "yesterday", "tomorrows", "night", "of", "on"];

/// Why a phrase in which we mark nothing is no date in the news.
fn unmarked(phrase: &Phrase, meant: &Meant) -> Option<&'static str> {
    let words = phrase.words();
    let bare: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let first = bare.iter().position(|word| !["at", "for", "in", "of", "by"].contains(word)).unwrap_or(0);
    let bare = &bare[first..];
    let is_number = |word: &&str| NUMBERS.contains(word) || word.bytes().all(|b| b.is_ascii_digit());
    let timed = meant.kind.contains("time") || meant.begin.as_ref().is_some_and(|begin| begin.len() > 10);
    let marked = words.contains(':') || has_word(&words, &["am", "pm", "clock", "oclock", "h"]);
    match bare {
        ["now"] | ["just", "now"] => Some("vague"),
        ["the", "day" | "week" | "fortnight" | "month" | "year" | "hour"] => Some("generic"),
        ["week", number] | ["the", "week", number] if is_number(number) => Some("numbered week"),
        [.., "season" | "seasons"] => Some("season"),
        _ if has_word(&words, &["eod", "eom", "eoy", "bom", "boy", "atm", "asap", "otd"]) => Some("abbreviation"),
        _ if has_word(&words, &["breakfast", "lunch", "dinner", "dinnertime", "school"]) => Some("event"),
        _ if timed && !marked && bare.iter().all(is_number) => Some("bare number"),
        _ if in_code(phrase) => Some("code"),
        _ => None,
    }
}

/// Numbers, and the words that stand between them.
const NUMBERS: [&str; 30] = [
    "zero",
    "oh",
    "o",
    "ou",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "fifteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "half",
    "around",
    "approximately",
    "and",
    "to",
    "from",
    "between",
    "about",
    "until",
];

/// Whether a phrase stands inside an address or a file's name.
fn in_code(phrase: &Phrase) -> bool {
    let text: Vec<char> = phrase.text.chars().collect();
    let glues = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(|c| matches!(c, '-' | '_' | '/'));
    glues(phrase.start.checked_sub(1))
}
