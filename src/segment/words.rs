//! One word: where it ends, and the clitics it falls into.

use crate::text::Span;
use unicode_segmentation::UnicodeSegmentation;

pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// Bytes of the character whose first byte is `lead`.
pub(super) fn width(lead: u8) -> usize {
    match lead {
        0..=0x7f => 1,
        0x80..=0xdf => 2,
        0xe0..=0xef => 3,
        _ => 4,
    }
}

pub(super) fn starts_word(text: &str, at: usize) -> bool {
    let byte = text.as_bytes()[at];
    if byte < 0x80 { byte.is_ascii_alphanumeric() } else { char_at(text, at).is_some_and(char::is_alphanumeric) }
}

pub(super) fn ends_alphanumeric(text: &str, from: usize, at: usize) -> bool {
    text[from..at].chars().next_back().is_some_and(char::is_alphanumeric)
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// First halves that make no word of their own: the treebanks keep `non-profit`, `re-elected`, `co-founder` whole.
const PREFIXES: &[&str] = &[
    "anti", "bi", "co", "counter", "cross", "e", "ex", "inter", "intra", "macro", "micro", "mid", "mini", "multi",
    "neo", "non", "over", "post", "pre", "pro", "pseudo", "psycho", "re", "semi", "socio", "sub", "super", "trans",
    "tri", "ultra", "un", "under",
];

/// End of the word that starts at byte `at`, inside the white-space-free stretch that ends at `end`.
pub(super) fn word(text: &str, at: usize, end: usize) -> usize {
    let bytes = text.as_bytes();
    let mut done = at;
    // Start of the last letter or digit: UAX #29 is asked from there whether a character beyond ASCII belongs to it.
    let mut base = at;
    // Start of the piece after the last joining mark.
    let mut piece = at;
    while done < end {
        let byte = bytes[done];
        if byte.is_ascii_alphanumeric() || byte == b'_' {
            if piece < done && unit_follows_number(&bytes[at..end], done - at) {
                break;
            }
            base = done;
            done += 1;
        } else if byte < 0x80 {
            let Some(length) = joint(text, at, piece, done, end) else { break };
            done += length;
            piece = done;
        } else if let Some(c @ '’') = char_at(text, done) {
            if done == at || !text[done + c.len_utf8()..end].starts_with(char::is_alphabetic) {
                break;
            }
            done += c.len_utf8();
            piece = done;
        } else {
            let window = window(text, base, done, end);
            let whole = text[base..window].split_word_bounds().next().unwrap_or_default();
            if base + whole.len() <= done {
                break;
            }
            let last = whole.char_indices().rev().find(|(_, c)| c.is_alphanumeric()).map_or(0, |(i, _)| i);
            done = base + whole.len();
            base += last;
        }
    }
    done.max(at + char_at(text, at).map_or(1, char::len_utf8))
}

/// End of the text that UAX #29 is shown of a word whose last letter stands at `base`: up to a mark with rules of its own
/// here, and not far, so that asking again and again along one endless word stays linear.
fn window(text: &str, base: usize, done: usize, end: usize) -> usize {
    let far = text.floor_char_boundary(end.min(done + (done - base).max(64)));
    text[done..far].find(['.', ':', '\'', '’', ',', ';']).map_or(far, |at| done + at)
}

/// Units the treebanks split from their number: `5|pm`, `35|mm`.
const UNITS: &[&[u8]] = &[
    b"am", b"pm", b"mm", b"cm", b"km", b"kg", b"mg", b"mph", b"kph", b"km/h", b"lbs", b"lb", b"ft", b"bn", b"mn",
    b"AM", b"PM", b"MB", b"GB", b"TB", b"MW", b"GW", b"kW", b"MHz", b"GHz",
];

/// Whether the letters from `at` on, right after a digit, are one of [`UNITS`] and the word began with that number.
fn unit_follows_number(word: &[u8], at: usize) -> bool {
    if at == 0 || !word[at].is_ascii_alphabetic() || !word[at - 1].is_ascii_digit() {
        return false;
    }
    let letters = word[at..].iter().take(5).take_while(|b| b.is_ascii_alphabetic()).count();
    let ends = !word.get(at + letters).is_some_and(u8::is_ascii_alphanumeric);
    ends && UNITS.contains(&&word[at..at + letters])
        && word[..at].iter().all(|b| b.is_ascii_digit() || b".,:".contains(b))
}

/// Length of the ASCII mark at `done` that joins the word begun at `at` to what follows it; none where the word ends.
fn joint(text: &str, at: usize, piece: usize, done: usize, end: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let next = *bytes.get(done + 1).filter(|_| done + 1 < end)?;
    let before = *bytes.get(done.wrapping_sub(1)).filter(|_| done > at)?;
    let digits = before.is_ascii_digit() && next.is_ascii_digit();
    let letter_next =
        next >= 0x80 && char_at(text, done + 1).is_some_and(char::is_alphabetic) || next.is_ascii_alphabetic();
    let joins = match bytes[done] {
        b'\'' => letter_next && (before.is_ascii_alphanumeric() || before >= 0x80),
        b'.' => digits || acronym(&bytes[..end], piece, done),
        b',' => digits && digits_from(bytes, done + 1, end) == 3,
        b':' => digits && digits_from(bytes, done + 1, end) == 2,
        b'/' => digits || slashed(&bytes[..end], at, done),
        b'&' => letter_next && before.is_ascii_uppercase() && next.is_ascii_uppercase() && done - piece <= 4,
        b'-' => hyphen(text, at, piece, done, end),
        _ => false,
    };
    joins.then_some(1)
}

/// At most five are counted.
fn digits_from(bytes: &[u8], from: usize, end: usize) -> usize {
    bytes[from..end].iter().take(5).take_while(|b| b.is_ascii_digit()).count()
}

/// Whether the stop at `stop` stands inside an acronym: `U.S`, `Ph.D`, `a.m`, but not `ended.It`.
fn acronym(bytes: &[u8], piece: usize, stop: usize) -> bool {
    let before = &bytes[piece..stop];
    let after = bytes[stop + 1..].iter().take(3).take_while(|b| b.is_ascii_alphanumeric()).count();
    let letter = bytes[stop + 1].is_ascii_alphabetic();
    let short = before.len() == 1 && before[0].is_ascii_alphabetic();
    let degree = matches!(before, b"Ph" | b"Sc" | b"Ed" | b"Litt" | b"Phil");
    let degree_after = matches!(&bytes[stop + 1..(stop + 3).min(bytes.len())], b"Sc" | b"Ed" | b"Ph");
    letter && ((short && (after == 1 || degree_after)) || (degree && after == 1))
}

/// `s/he`, `w/o`, `c/o`.
fn slashed(bytes: &[u8], at: usize, slash: usize) -> bool {
    matches!((&bytes[at..slash], bytes.get(slash + 1..slash + 2)), (b"w" | b"c", Some(b"o")) | (b"s", Some(b"h")))
}

/// Whether the hyphen at `done` is part of the word: after a prefix before a small letter, and inside telephone numbers
/// and numeric dates.
fn hyphen(text: &str, at: usize, piece: usize, done: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    let next = bytes[done + 1];
    if next.is_ascii_lowercase() {
        let first = &bytes[at..done];
        return PREFIXES.iter().any(|p| first.eq_ignore_ascii_case(p.as_bytes()))
            // "e-mail" and "E-mail", but "E-flat" has a name for its first half.
            && (first.len() > 1 || bytes[done + 1..end].starts_with(b"mail") || first == b"e");
    }
    let numeric = done - at <= 16 && bytes[at..done].iter().all(|b| b.is_ascii_digit() || *b == b'-');
    if !next.is_ascii_digit() || !numeric {
        return false;
    }
    let (first, second) = (done - piece, digits_from(bytes, done + 1, end));
    let third = bytes.get(done + 1 + second) == Some(&b'-');
    let telephone =
        first == 3 && (second == 4 || third) || first == 5 && second == 4 || first == 1 && second == 3 && third;
    let date = second == 2 && (first == 4 || first == 2) && third;
    telephone || date || piece > at
}

/// Splits the word into stem and clitics and appends them.
pub(super) fn split(text: &str, at: usize, end: usize, out: &mut Vec<Span>) {
    let word = &text[at..end];
    if let Some(cut) = fused(word) {
        out.push(Span::new(at, at + cut));
        out.push(Span::new(at + cut, end));
        return;
    }
    let Some(cut) = clitic(word).map(|cut| at + cut) else {
        out.push(Span::new(at, end));
        return;
    };
    // "should|n't|'ve": two clitics at most.
    match clitic(&text[at..cut]).map(|cut| at + cut) {
        Some(first) => out.extend([Span::new(at, first), Span::new(first, cut)]),
        None => out.push(Span::new(at, cut)),
    }
    out.push(Span::new(cut, end));
}

/// Two words written as one, and where the second starts.
fn fused(word: &str) -> Option<usize> {
    let cut = match word.len() {
        5 | 6 => 3,
        _ => return None,
    };
    let is = |whole: &str| word.eq_ignore_ascii_case(whole);
    (is("cannot") || is("gonna") || is("wanna") || is("gotta")).then_some(cut)
}

/// Where the clitic at the end of the word starts.
fn clitic(word: &str) -> Option<usize> {
    let (at, mark) = word.char_indices().rev().take(3).find(|(_, c)| is_apostrophe(*c))?;
    let (stem, tail) = (&word[..at], &word.as_bytes()[at + mark.len_utf8()..]);
    let is = |clitic: &[u8]| tail.eq_ignore_ascii_case(clitic);
    if stem.is_empty() || stem.bytes().all(|b| b.is_ascii_digit()) && (stem.len() < 3 || stem.ends_with('0')) {
        return None; // "the 1960's", but "2023|'s floods"
    }
    if is(b"t") {
        let negated = stem.ends_with(['n', 'N']) && stem.len() > 1;
        return negated.then(|| at - 1);
    }
    [&b"s"[..], b"re", b"ve", b"ll", b"d", b"m"].iter().any(|c| is(c)).then_some(at)
}

/// Words that begin with an apostrophe.
const ELIDED: &[&str] = &["bout", "cause", "cuz", "em", "n", "round", "til", "tis", "twas"];

/// End of the token that the apostrophe at `at` starts: a clitic left alone (`Jr.|'s`), a decade (`'70s`), an elision
/// (`'em`), else the mark itself.
pub(super) fn apostrophe(text: &str, from: usize, at: usize, end: usize) -> usize {
    let mark = char_at(text, at).map_or(1, char::len_utf8);
    let tail = &text.as_bytes()[at + mark..end];
    if text[at..end].starts_with("''") || text[at..end].starts_with("’’") {
        return at + 2 * mark;
    }
    let length = tail.iter().take(8).take_while(|b| b.is_ascii_alphanumeric()).count();
    let ended = tail.get(length).is_none_or(|&b| b < 0x80 && !is_apostrophe(char::from(b)));
    let word = &tail[..length];
    let is = |candidate: &str| word.eq_ignore_ascii_case(candidate.as_bytes());
    let decade = length >= 2 && word[..2].iter().all(u8::is_ascii_digit) && (length == 2 || &word[2..] == b"s");
    let clitic = at > from && ["s", "re", "ve", "ll", "d", "m"].iter().any(|c| is(c));
    if ended && length > 0 && (decade || clitic || ELIDED.iter().any(|e| is(e))) {
        at + mark + length
    } else {
        at + mark
    }
}
