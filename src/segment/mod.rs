//! Sentences and tokens.

mod abbreviations;
pub mod boundary;
mod broken;
mod items;
mod sentences;
mod tokens;
mod web;
mod words;

use crate::text::{Block, Span};
use broken::Broken;

/// English names of the months, January first.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Words that open sentences and stand inside names at most as "The": a single letter or an acronym before one of them
/// ends its sentence ("plan B. The", "in the U.S. How").
const OPENERS: &[&str] = &[
    "A", "After", "Although", "An", "And", "As", "At", "But", "By", "For", "From", "He", "Her", "His", "How",
    "However", "I", "If", "In", "It", "Its", "On", "Our", "She", "So", "That", "The", "Their", "There", "These",
    "They", "This", "Those", "We", "What", "When", "Where", "While", "Who", "Why", "Yet", "You",
];

/// A sentence: inside one block, its tokens a run of the token list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From the first to the last token.
    pub span: Span,
    /// Index of the block it stands in.
    pub block: u32,
    /// Index of its first token.
    pub first: u32,
    /// One past the index of its last token.
    pub last: u32,
}

impl Sentence {
    /// Its tokens' indices.
    #[must_use]
    pub fn tokens(&self) -> std::ops::Range<usize> {
        self.first as usize..self.last as usize
    }
}

/// Sentences and tokens of a text, both in order and without overlap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segments {
    /// Every sentence of every block.
    pub sentences: Vec<Sentence>,
    /// Every token: words, numbers, punctuation; no white space, but where a line end breaks a word ("Uk-\nraine").
    pub tokens: Vec<Span>,
    /// Index and whole word of each token that a line end breaks, in order.
    pub mended: Vec<(u32, Box<str>)>,
}

impl Segments {
    /// The word that a token of `text` is: its surface, mended where a line end breaks it.
    #[must_use]
    pub fn word<'a>(&'a self, text: &'a str, index: usize) -> &'a str {
        if !self.mended.is_empty()
            && let Ok(at) = self.mended.binary_search_by(|(mended, _)| (*mended as usize).cmp(&index))
        {
            return &self.mended[at].1;
        }
        self.tokens[index].of(text)
    }
}

/// Splits each block into sentences and tokens.
#[must_use]
pub fn segment(text: &str, blocks: &[Block]) -> Segments {
    #[cfg(feature = "packed")]
    let weights = boundary::Weights::packed();
    #[cfg(not(feature = "packed"))]
    let weights = boundary::Weights::plain();
    segment_by(text, blocks, &mut |candidate| weights.score(candidate) > 0)
}

/// The same, asking `decide` whether a sentence ends where no rule knows.
#[must_use]
pub fn segment_by(text: &str, blocks: &[Block], decide: &mut dyn FnMut(&boundary::Candidate) -> bool) -> Segments {
    let mut out = Segments::default();
    let mut broken = Broken::new(text);
    for (index, block) in blocks.iter().enumerate() {
        let first = out.tokens.len();
        let content = block.content.range();
        if block.wrapped {
            let Segments { tokens, mended, .. } = &mut out;
            tokens::tokenize_lines(text, content.start, content.end, tokens, |before, tokens| {
                // Both the word and its hyphen stand in this block: nothing goes on past a blank line.
                if before >= first + 2 {
                    broken.mend(before, tokens, mended);
                }
            });
        } else {
            tokens::tokenize(text, content.start, content.end, &mut out.tokens);
        }
        let index = u32::try_from(index).expect("fewer blocks than bytes");
        sentences::split(text, index, first, decide, &mut out);
    }
    out
}

/// The tokens of a phrase on its own.
#[must_use]
pub fn tokens_of(phrase: &str) -> Vec<Span> {
    let mut out = Vec::new();
    tokens::tokenize(phrase, 0, phrase.len(), &mut out);
    out
}
