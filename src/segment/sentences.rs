//! Where sentences end: certain cases by rule, the others by the trained [`boundary`](super::boundary).

use super::boundary::Candidate;
use super::items::Items;
use super::{MONTHS, OPENERS};
use super::{Segments, Sentence};
use crate::text::Span;

/// Whether a sentence ends at a candidate that no rule decides.
pub(super) type Decide<'d> = &'d mut dyn FnMut(&Candidate) -> bool;

/// Splits the tokens from `first` on, those of block `block`, into sentences.
pub(super) fn split(text: &str, block: u32, first: usize, decide: Decide, out: &mut Segments) {
    let tokens = std::mem::take(&mut out.tokens);
    let mut items = Items::new(text, &tokens, first);
    let mut from = first;
    let mut at = first;
    while at < tokens.len() {
        if at > from && items.starts(at) {
            push(block, &tokens, from, at, out);
            from = at;
        }
        let mut next = at + 1;
        if stops(tokens[at].of(text)) && !items.in_marker(at) {
            at = spaced_dots(text, &tokens, at);
            next = at + 1;
            while next < tokens.len() && closes(text, &tokens, next) {
                next += 1;
            }
            let candidate = Candidate { text, tokens: &tokens, first: from, stop: at, next };
            if next < tokens.len() && ends(&candidate, decide) {
                push(block, &tokens, from, next, out);
                from = next;
            }
        }
        at = next;
    }
    if from < tokens.len() {
        push(block, &tokens, from, tokens.len(), out);
    }
    out.tokens = tokens;
}

fn push(block: u32, tokens: &[Span], first: usize, last: usize, out: &mut Segments) {
    let span = Span { start: tokens[first].start, end: tokens[last - 1].end };
    let index = |at: usize| u32::try_from(at).expect("fewer tokens than bytes");
    out.sentences.push(Sentence { span, block, first: index(first), last: index(last) });
}

/// Whether a sentence may end after this token.
fn stops(token: &str) -> bool {
    token.ends_with(['.', '!', '?', '…', '。', '！', '？'])
}

/// Whether the token closes what the stop before it ended: a quote or bracket without a space before it.
fn closes(text: &str, tokens: &[Span], at: usize) -> bool {
    let touches = tokens[at - 1].end == tokens[at].start;
    touches && matches!(tokens[at].of(text), "\"" | "”" | "’" | "'" | "''" | "’’" | ")" | "]" | "}" | "»")
}

/// Index of the last of dots set apart by spaces (". . ."), seen from the first; where the first is a full stop of its own
/// before three that open the next sentence ("compounds. . . . The"), that one.
fn spaced_dots(text: &str, tokens: &[Span], at: usize) -> usize {
    let dot = |at: usize| tokens.get(at).is_some_and(|t| t.of(text) == ".");
    let apart = |at: usize| tokens[at].start == tokens[at - 1].end + 1;
    if !dot(at) || !dot(at + 1) || !apart(at + 1) {
        return at;
    }
    let mut last = at;
    while dot(last + 1) && apart(last + 1) {
        last += 1;
    }
    let attached = at > 0 && tokens[at - 1].end == tokens[at].start;
    let opens = tokens.get(last + 1).is_some_and(|t| t.of(text).starts_with(char::is_uppercase));
    if attached && last - at == 3 && opens { at } else { last }
}

fn is_number(token: &str) -> bool {
    token.len() <= 2 && token.bytes().all(|b| b.is_ascii_digit())
}

/// "October", "Oct."
fn is_month(token: &str) -> bool {
    let word = token.trim_end_matches('.');
    word.len() >= 3 && MONTHS.iter().any(|month| *month == word || word.len() < 5 && month.starts_with(word))
}

/// Whether the sentence ends at the candidate.
fn ends(candidate: &Candidate, decide: Decide) -> bool {
    let token = |at: usize| candidate.tokens[at].of(candidate.text);
    let (stop, next) = (token(candidate.stop), token(candidate.next));
    let before = if candidate.stop > candidate.first { token(candidate.stop - 1) } else { "" };
    let apart = candidate.tokens[candidate.next].start > candidate.tokens[candidate.next - 1].end;
    let closed = candidate.next > candidate.stop + 1;
    let runs_on = next.starts_with([',', ';', ':', '%'])
        // "Jr.'s", "[...] used", "N°. 12"
        || !apart && next.starts_with(['\'', '’'])
        || before == "[" && stop.len() > 1
        || before == "°" && next.starts_with(|c: char| c.is_ascii_digit())
        // "'This is great.' she said", "Yahoo! in"
        || next.starts_with(char::is_lowercase) && (closed || stop == "!" && before.starts_with(char::is_uppercase));
    if runs_on {
        return false;
    }
    if stop == "."
        && candidate.stop > 0
        && candidate.tokens[candidate.stop].start == candidate.tokens[candidate.stop - 1].end + 1
    {
        // A row of spaced dots ends a sentence when a fourth stands among them.
        let dots = (0..5)
            .take_while(|back| candidate.stop >= candidate.first + back && token(candidate.stop - back) == ".")
            .count();
        if dots >= 3 {
            return dots > 3 && !next.starts_with(char::is_lowercase);
        }
    }
    if stop.len() > 1 && stop.ends_with('.') && !stop.starts_with('.') && OPENERS.binary_search(&next).is_ok() {
        return true;
    }
    // "on Oct. 2. She said", "in Fig. 2. The line": no number of an item, which stands first.
    let number = stop == "." && apart && candidate.stop > candidate.first + 2 && is_number(before);
    if number && (is_month(token(candidate.stop - 2)) || OPENERS.binary_search(&next).is_ok()) {
        return next.starts_with(char::is_uppercase);
    }
    let capitalised = next.len() > 1 && next.starts_with(char::is_uppercase) && !next.ends_with('.');
    if stop == "." && !apart && !closed && capitalised {
        return true; // a space left out: "world.Today"
    }
    // After "compounds." the dots of an omission open the next sentence.
    stop == "." && next == "." && apart || decide(candidate)
}
