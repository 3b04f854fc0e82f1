//! Where sentences end.

use super::{Segments, Sentence};
use crate::text::Span;

/// Splits the tokens from `first` on, those of block `block`, into sentences.
pub(super) fn split(text: &str, block: u32, first: usize, out: &mut Segments) {
    let count = out.tokens.len();
    let mut from = first;
    let mut at = first;
    while at < count {
        let mut end = at + 1;
        if stops(out.tokens[at].of(text)) {
            while end < count && closes(text, out.tokens[end - 1], out.tokens[end]) {
                end += 1;
            }
            if end < count && begins(text, out.tokens[at], out.tokens[end]) {
                push(block, from, end, out);
                from = end;
            }
        }
        at = end;
    }
    if from < count {
        push(block, from, count, out);
    }
}

fn push(block: u32, first: usize, last: usize, out: &mut Segments) {
    let span = Span { start: out.tokens[first].start, end: out.tokens[last - 1].end };
    let index = |at: usize| u32::try_from(at).expect("fewer tokens than bytes");
    out.sentences.push(Sentence { span, block, first: index(first), last: index(last) });
}

fn stops(token: &str) -> bool {
    token.ends_with(['.', '!', '?', '…', '。', '！', '？'])
}

fn closes(text: &str, before: Span, token: Span) -> bool {
    before.end == token.start && matches!(token.of(text), "\"" | "”" | "’" | "'" | "''" | ")" | "]" | "»" | "’’")
}

fn begins(text: &str, stop: Span, next: Span) -> bool {
    let upper = next.of(text).chars().next().is_some_and(|c| !c.is_lowercase() && c != ',');
    upper && (stop.of(text).len() == 1 || !stop.of(text).ends_with('.') || stop.of(text).starts_with('.'))
}
