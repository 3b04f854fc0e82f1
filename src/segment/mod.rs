//! Sentences and tokens.

use crate::text::{Block, Span};
use unicode_segmentation::UnicodeSegmentation;

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
        for (at, sentence) in
            block.content.of(text).unicode_sentences().map(|s| (s.as_ptr() as usize - text.as_ptr() as usize, s))
        {
            let first = out.tokens.len();
            for (offset, word) in sentence.split_word_bound_indices() {
                if !word.trim().is_empty() {
                    out.tokens.push(Span::new(at + offset, at + offset + word.len()));
                }
            }
            let last = out.tokens.len();
            if first < last {
                out.sentences.push(Sentence {
                    span: Span { start: out.tokens[first].start, end: out.tokens[last - 1].end },
                    block: u32::try_from(index).expect("fewer blocks than bytes"),
                    first: u32::try_from(first).expect("fewer tokens than bytes"),
                    last: u32::try_from(last).expect("fewer tokens than bytes"),
                });
            }
        }
    }
    out
}
