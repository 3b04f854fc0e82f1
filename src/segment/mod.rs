//! Sentences and tokens.

mod abbreviations;
mod sentences;
mod tokens;
mod web;
mod words;

use crate::text::{Block, Span};

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
    /// Every token: words, numbers, punctuation; no white space.
    pub tokens: Vec<Span>,
}

/// Splits each block into sentences and tokens.
#[must_use]
pub fn segment(text: &str, blocks: &[Block]) -> Segments {
    let mut out = Segments::default();
    for (index, block) in blocks.iter().enumerate() {
        let first = out.tokens.len();
        tokens::tokenize(text, block.content.range().start, block.content.range().end, &mut out.tokens);
        let index = u32::try_from(index).expect("fewer blocks than bytes");
        sentences::split(text, index, first, &mut out);
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
