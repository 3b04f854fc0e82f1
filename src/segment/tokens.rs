//! Tokens: UAX #29 words, then the conventions of the English treebanks.
//!
//! Clitics are split off (`do|n't`, `Kyiv|'s`), abbreviations keep their stop, compounds are split at hyphens unless the
//! first half is a mere prefix before a small letter (`non-profit`, but `anti|-|Kremlin`), addresses stay whole.

use super::OPENERS;
use super::abbreviations::{Abbreviation, abbreviation};
use super::web;
use super::words::{self, is_apostrophe};
use crate::text::{Span, quoting};
use unicode_segmentation::UnicodeSegmentation;

/// Splits the bytes `start..end` of `text` into tokens and appends them to `out`; the quoting before its lines is passed
/// over.
///
/// Linear in the length, whatever the characters: every look ahead is bounded or consumed.
pub(super) fn tokenize(text: &str, start: usize, end: usize, out: &mut Vec<Span>) {
    let mut at = start;
    while at < end {
        at = step(text, start, at, end, out);
    }
}

/// The same for a block of several lines: `mend` sees how many tokens there were before each new stretch of characters.
pub(super) fn tokenize_lines(
    text: &str,
    start: usize,
    end: usize,
    out: &mut Vec<Span>,
    mut mend: impl FnMut(usize, &mut Vec<Span>),
) {
    let mut at = start;
    while at < end {
        let before = out.len();
        at = step(text, start, at, end, out);
        if out.len() > before {
            mend(before, out);
        }
    }
}

/// Goes over white space, quoting, or a stretch without white space; returns where it ends.
fn step(text: &str, start: usize, at: usize, end: usize, out: &mut Vec<Span>) -> usize {
    let opens_line = at == start || text.as_bytes()[at - 1] == b'\n';
    let quoted = if opens_line { quoting(&text[at..end]) } else { 0 };
    match quoted.max(blank(text, at)) {
        0 => stretch(text, start, at, end, out),
        length => at + length,
    }
}

/// Length of the white space at `at`: none is 0. Zero-width spaces and byte-order marks separate too.
fn blank(text: &str, at: usize) -> usize {
    match text.as_bytes()[at] {
        b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => 1,
        0..=0x7f => 0,
        _ => match text[at..].chars().next() {
            Some(c) if c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}') => c.len_utf8(),
            _ => 0,
        },
    }
}

/// Tokens of the white-space-free stretch at `from`; returns its end.
fn stretch(text: &str, block: usize, from: usize, limit: usize, out: &mut Vec<Span>) -> usize {
    let bytes = text.as_bytes();
    let (mut end, mut web) = (from, false);
    while end < limit && blank(text, end) == 0 {
        web |= matches!(bytes[end], b'@' | b'.' | b':' | b'#');
        end += if bytes[end] < 0x80 { 1 } else { words::width(bytes[end]) };
    }
    let mut at = from;
    while at < end {
        let fresh = at == from || !words::ends_alphanumeric(text, from, at);
        at = if web
            && fresh
            && let Some(done) = whole(text, from, at, end)
        {
            out.push(Span::new(at, done));
            done
        } else if words::starts_word(text, at) {
            word(text, block, at, end, limit, out)
        } else {
            mark(text, from, at, end, out)
        };
    }
    end
}

/// End of the address, handle, tag or emoticon at `at`.
fn whole(text: &str, from: usize, at: usize, end: usize) -> Option<usize> {
    match text.as_bytes()[at] {
        b'@' | b'#' => web::handle(text, at, end),
        b':' | b';' if at == from => emoticon(&text.as_bytes()[at..end]).map(|length| at + length),
        byte if byte.is_ascii_alphanumeric() => web::address(text, at, end),
        _ => None,
    }
}

/// Length of a smiley that fills its stretch.
fn emoticon(bytes: &[u8]) -> Option<usize> {
    let nose = usize::from(bytes.get(1) == Some(&b'-'));
    (bytes.len() == nose + 2 && b")(DPp|/".contains(&bytes[nose + 1])).then_some(bytes.len())
}

/// Tokens of the word at `at`: its clitics, its stop if it is an abbreviation.
fn word(text: &str, block: usize, at: usize, end: usize, limit: usize, out: &mut Vec<Span>) -> usize {
    let done = words::word(text, at, end);
    if text.as_bytes().get(done) == Some(&b'.')
        && done < end
        && keeps_stop(text, block, at, done, limit, out.last().copied())
    {
        out.push(Span::new(at, done + 1));
        return done + 1;
    }
    words::split(text, at, done, out);
    done
}

/// Whether the word `at..done` keeps the stop that follows it.
fn keeps_stop(text: &str, block: usize, at: usize, done: usize, limit: usize, before: Option<Span>) -> bool {
    let bytes = text.as_bytes();
    let surface = &text[at..done];
    if bytes.get(done + 1) == Some(&b'.') {
        return false; // an ellipsis
    }
    let letters = surface.bytes().all(|b| b.is_ascii_alphabetic() || b == b'.');
    if letters && surface.contains('.') {
        return true;
    }
    let next = next_char(text, done + 1, limit);
    if at == block && bytes.get(done + 1).is_none_or(u8::is_ascii_whitespace) && next.is_some_and(char::is_alphabetic) {
        let number = surface.len() <= 4 && surface.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        if number {
            return true; // the number of a heading or a list item
        }
    }
    if surface.len() == 1 {
        return initial(text, surface.as_bytes()[0], done, limit, before);
    }
    match abbreviation(surface) {
        Some(Abbreviation::Title | Abbreviation::Any) => true,
        Some(Abbreviation::BeforeNumber) => next.is_some_and(|c| c.is_ascii_digit()),
        Some(Abbreviation::RunningOn) => next.is_some_and(|c| c.is_lowercase() || c.is_ascii_digit() || c == ','),
        None => false,
    }
}

/// The first visible character from `at` on, looked for over a few spaces.
fn next_char(text: &str, at: usize, limit: usize) -> Option<char> {
    text[at..limit].chars().take(8).find(|c| !c.is_whitespace())
}

/// Whether the single character `letter` before the stop at `stop` is an initial ("J. Smith", "W. W. Norton") or the
/// `p. 55`, `c. 1800`, `v. Wade` of references.
fn initial(text: &str, letter: u8, stop: usize, limit: usize, before: Option<Span>) -> bool {
    let rest = text[stop + 1..limit].trim_start();
    let Some(next) = rest.chars().next() else { return false };
    if letter.is_ascii_lowercase() {
        return match letter {
            b'p' | b'c' | b'b' | b'd' | b'n' | b'm' | b'r' => next.is_ascii_digit(),
            b'v' => next.is_uppercase(),
            _ => false,
        };
    }
    if !letter.is_ascii_uppercase() || !next.is_alphabetic() {
        return letter.is_ascii_uppercase() && next == ',' && capitalised(text, before);
    }
    if next.is_lowercase() {
        return true;
    }
    let length = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len()).min(16);
    let opens = OPENERS.binary_search_by(|o| o.as_bytes().cmp(&rest.as_bytes()[..length])).is_ok()
        && !rest[length.min(rest.len())..].starts_with('.');
    // "you and I. Did …" ends, "Albert I. Jones" does not.
    if letter == b'I' { capitalised(text, before) } else { !opens }
}

fn capitalised(text: &str, token: Option<Span>) -> bool {
    token.is_some_and(|span| span.of(text).starts_with(char::is_uppercase))
}

/// The token at a character that starts no word: punctuation, symbols, apostrophes with what belongs to them.
fn mark(text: &str, from: usize, at: usize, end: usize, out: &mut Vec<Span>) -> usize {
    let bytes = text.as_bytes();
    let first = text[at..end].chars().next().unwrap_or(' ');
    let done = if is_apostrophe(first) {
        words::apostrophe(text, from, at, end)
    } else if first == '.' && at == from && bytes[at + 1..end].first().is_some_and(u8::is_ascii_digit) {
        at + 1 + run(&text[at + 1..end], |c| c.is_ascii_digit())
    } else if matches!(first, '.' | '…') {
        at + run(&text[at..end], |c| matches!(c, '.' | '…'))
    } else if matches!(first, '!' | '?') {
        at + run(&text[at..end], |c| matches!(c, '!' | '?'))
    } else if matches!(first, '-' | '*' | '=' | '_' | '~' | '+' | '#' | '<' | '>' | '$' | '`') {
        at + run(&text[at..end], |c| c == first)
    } else if first.is_ascii() {
        at + 1
    } else {
        let piece = text[at..end].split_word_bounds().next().map_or(first.len_utf8(), str::len);
        out.push(Span::new(at, at + piece));
        return at + piece;
    };
    // A combining mark stays with the character it stands on.
    let last = text[at..done].chars().next_back().map_or(1, char::len_utf8);
    let done = if bytes.get(done).is_some_and(|&b| b >= 0x80) && done < end {
        let piece = text[done - last..end].split_word_bounds().next().map_or(last, str::len);
        done.max(done - last + piece)
    } else {
        done
    };
    out.push(Span::new(at, done));
    done
}

fn run(text: &str, same: impl Fn(char) -> bool) -> usize {
    text.find(|c| !same(c)).unwrap_or(text.len())
}
