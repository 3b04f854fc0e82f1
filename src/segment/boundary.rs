//! Whether a stop ends its sentence: a linear classifier over hashed features of what stands around it.

use super::OPENERS;
use super::abbreviations::{Abbreviation, abbreviation};
use crate::text::Span;

/// Weights in the table; features are hashed into it.
pub const BUCKETS: usize = 4096;
/// What a packed table starts with.
pub const MAGIC: &[u8; 4] = b"MSB1";

#[cfg(feature = "packed")]
static PACKED: &[u8] = include_bytes!("../../data/packed/sentences.bin");

/// A stop that may end a sentence.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'t> {
    /// The text.
    pub text: &'t str,
    /// Its tokens.
    pub tokens: &'t [Span],
    /// First token of the sentence so far.
    pub first: usize,
    /// The token that is the stop, or ends in it.
    pub stop: usize,
    /// The token after the stop and the quotes and brackets that close after it.
    pub next: usize,
}

/// The trained weights: `MAGIC`, then [`BUCKETS`] signed bytes.
#[derive(Clone, Copy, Debug)]
pub struct Weights<'w>(&'w [u8]);

impl<'w> Weights<'w> {
    /// Opens a packed table.
    ///
    /// # Errors
    /// When it does not start with [`MAGIC`] or is not of that many weights.
    pub fn from_bytes(bytes: &'w [u8]) -> Result<Self, &'static str> {
        let weights = bytes.strip_prefix(MAGIC).ok_or("no table of sentence boundaries")?;
        if weights.len() == BUCKETS { Ok(Self(weights)) } else { Err("a table of the wrong length") }
    }

    /// The table that is compiled in.
    #[cfg(feature = "packed")]
    #[must_use]
    pub fn packed() -> Self {
        Self::from_bytes(PACKED).expect("the packed table is whole")
    }

    /// No weights at all: every stop ends its sentence.
    #[cfg(not(feature = "packed"))]
    #[must_use]
    pub fn plain() -> Self {
        const ONES: [u8; BUCKETS] = [1; BUCKETS];
        Self(&ONES)
    }

    /// Sum of the features' weights: a boundary when above 0.
    #[must_use]
    pub fn score(self, candidate: &Candidate) -> i32 {
        let mut sum = 0;
        features(candidate, |feature| sum += i32::from(self.0[feature].cast_signed()));
        sum
    }
}

/// What a word looks like.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Shape {
    None,
    Lower,
    Capital,
    Upper,
    Letter,
    Number,
    Mixed,
    Quote,
    Bracket,
    Dash,
    Stop,
    Other,
}

fn shape(token: &str) -> Shape {
    let mut chars = token.chars();
    let Some(first) = chars.next() else { return Shape::None };
    if first.is_numeric() {
        return Shape::Number;
    }
    if first.is_lowercase() {
        return if chars.any(char::is_uppercase) { Shape::Mixed } else { Shape::Lower };
    }
    if first.is_alphabetic() {
        return match chars.next() {
            None | Some('.') => Shape::Letter,
            Some(_) if token.chars().skip(1).any(char::is_lowercase) => Shape::Capital,
            Some(_) => Shape::Upper,
        };
    }
    match first {
        '"' | '“' | '‘' | '\'' | '`' | '«' => Shape::Quote,
        '(' | '[' | '{' => Shape::Bracket,
        '-' | '–' | '—' | '•' | '*' => Shape::Dash,
        '.' | '!' | '?' | '…' => Shape::Stop,
        _ => Shape::Other,
    }
}

/// What kind of stop it is.
fn stop_kind(token: &str) -> u32 {
    if !token.starts_with(['.', '!', '?', '…']) {
        let word = token.trim_end_matches('.');
        return match abbreviation(word) {
            Some(Abbreviation::Title) => 1,
            Some(Abbreviation::BeforeNumber) => 2,
            Some(_) => 3,
            None if word.contains('.') => 4,
            None if word.len() == 1 => 5,
            None => 6,
        };
    }
    match (token.chars().next(), token.chars().nth(1)) {
        (Some('.'), None) => 7,
        (Some('?'), _) => 8,
        (Some('!'), _) => 9,
        _ => 10,
    }
}

/// Calls `found` with the index of each feature of the candidate.
pub fn features(candidate: &Candidate, mut found: impl FnMut(usize)) {
    let token = |at: usize| candidate.tokens.get(at).map_or("", |span| span.of(candidate.text));
    let stop = token(candidate.stop);
    let kind = stop_kind(stop);
    let attached = kind <= 6;
    let before = if attached {
        stop.trim_end_matches('.')
    } else if candidate.stop > candidate.first {
        token(candidate.stop - 1)
    } else {
        ""
    };
    let next = token(candidate.next);
    let after = token(candidate.next + 1);
    let next_shape = shape(next) as u32;
    let before_shape = shape(before) as u32;
    let gap = gap(candidate);
    let closers = (candidate.next - candidate.stop - 1).min(2) as u32;
    let closer = if closers > 0 { u32::from(token(candidate.stop + 1).bytes().next().unwrap_or(0)) } else { 0 };
    let length = (before.len() as u32).min(8);
    let so_far = ((candidate.stop - candidate.first) as u32).min(6);
    let mut add = |template: u32, parts: [u32; 3]| {
        let mut hash = 0x811c_9dc5 ^ template;
        for part in parts {
            hash = (hash ^ part).wrapping_mul(0x0100_0193);
            hash ^= hash >> 15;
        }
        found((hash.wrapping_mul(0x9e37_79b1) >> 20) as usize % BUCKETS);
    };
    add(0, [0, 0, 0]);
    add(1, [kind, next_shape, gap]);
    add(2, [kind, next_shape, closers * 256 + closer]);
    add(3, [kind, next_shape, before_shape]);
    add(4, [kind, word(before), 0]);
    add(5, [kind.max(7), word(next), gap]);
    add(6, [word(before), next_shape, 0]);
    add(7, [next_shape, shape(after) as u32, kind]);
    add(8, [kind, length, next_shape]);
    add(9, [kind, so_far, next_shape]);
    add(10, [stop.len().min(6) as u32, kind, next_shape]);
    add(11, [gap, next_shape, closers]);
    add(12, [word(after), next_shape, 0]);
    add(14, [kind, u32::from(OPENERS.binary_search(&next).is_ok()), next_shape]);
    add(13, [kind, u32::from(next.starts_with(char::is_uppercase)), word(next)]);
}

/// FNV-1a of the lower-cased word.
fn word(word: &str) -> u32 {
    word.chars()
        .flat_map(char::to_lowercase)
        .fold(0x811c_9dc5, |hash: u32, c| (hash ^ c as u32).wrapping_mul(0x0100_0193))
}

/// What stands between the sentence and the next token: nothing, a space, more.
fn gap(candidate: &Candidate) -> u32 {
    let Some(next) = candidate.tokens.get(candidate.next) else { return 3 };
    let last = candidate.tokens[candidate.next - 1];
    match next.start - last.end {
        0 => 0,
        1 => 1,
        _ => 2,
    }
}
