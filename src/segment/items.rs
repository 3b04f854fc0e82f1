//! Items of a list run together on one line: "1. Bring water 2. Bring a map".

use crate::text::Span;

/// How items are marked: what stands before the number, and after it.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Style {
    bullet: Option<char>,
    letter: bool,
    tail: &'static str,
}

/// A mark: its style, its number (letters count from 1), its end.
#[derive(Clone, Copy)]
struct Marker {
    style: Style,
    value: u32,
    end: u32,
}

/// The list that a block opens with, if it opens with one.
pub(super) struct Items<'t> {
    text: &'t str,
    tokens: &'t [Span],
    last: Option<Marker>,
}

impl<'t> Items<'t> {
    /// Looks whether the tokens from `first` on open with an item's mark.
    pub(super) fn new(text: &'t str, tokens: &'t [Span], first: usize) -> Self {
        let last = tokens.get(first).and_then(|token| marker(text, token.start as usize));
        Self { text, tokens, last }
    }

    /// Whether the next item starts at this token.
    pub(super) fn starts(&mut self, at: usize) -> bool {
        let Some(last) = self.last else { return false };
        let Some(next) = marker(self.text, self.tokens[at].start as usize) else { return false };
        let follows = next.style == last.style && next.value == last.value + 1;
        let apart = self.tokens[at].start > self.tokens[at - 1].end;
        if follows && apart {
            self.last = Some(next);
        }
        follows && apart
    }

    /// Whether the token belongs to the mark of the item at hand, so that its stop ends nothing.
    pub(super) fn in_marker(&self, at: usize) -> bool {
        self.last.is_some_and(|marker| self.tokens[at].end <= marker.end)
    }
}

const TAILS: &[&str] = &[".)", ".", ")"];

fn marker(text: &str, at: usize) -> Option<Marker> {
    let mut rest = &text[at..];
    let bullet = rest.chars().next().filter(|c| matches!(c, '•' | '⁃' | '·' | '-' | '–' | '*'));
    if let Some(bullet) = bullet {
        rest = rest[bullet.len_utf8()..].trim_start_matches(' ');
    }
    let digits = rest.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let (length, letter, value) = match rest.as_bytes() {
        [first, ..] if digits == 0 && first.is_ascii_lowercase() => (1, true, u32::from(first - b'a') + 1),
        _ => (digits, false, rest[..digits].parse().ok()?),
    };
    let tail = TAILS.iter().find(|tail| rest[length..].starts_with(**tail))?;
    let after = rest[length + tail.len()..].chars().next()?;
    let end = text.len() - rest.len() + length + tail.len();
    let style = Style { bullet, letter, tail };
    (digits < 4 && after.is_whitespace()).then(|| Marker { style, value, end: u32::try_from(end).unwrap_or(u32::MAX) })
}
