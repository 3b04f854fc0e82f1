//! The tagger: reads an article, decodes each sentence, and hands out spans.

use super::features::features;
use super::label::{KINDS, OUTSIDE};
use super::lattice::{Found, Lattice, Row};
use super::model::Model;
use super::reading::{Line, Reading};
use super::spans;
use crate::lexicon::Lexicon;
use crate::mention::Mention;
use crate::structure::Article;
use crate::text::Span;

/// A model with the word lists it was trained with.
#[derive(Clone, Debug)]
pub struct Tagger<'a> {
    model: Model<'a>,
    lexicon: Lexicon<'a>,
}

/// Score of a label that may not be.
const NEVER: f32 = -1e9;

impl<'a> Tagger<'a> {
    /// A tagger from its parts.
    #[must_use]
    pub fn new(model: Model<'a>, lexicon: Lexicon<'a>) -> Self {
        Self { model, lexicon }
    }

    /// Finds the names of an article, in order and without overlap.
    #[must_use]
    pub fn tag(&self, article: &Article) -> Vec<Mention> {
        let reading = Reading::new(article, &self.lexicon);
        let blocked = blocked(article);
        let mut lattice = Lattice::default();
        let (mut rows, mut buffer, mut names) = (Vec::new(), Vec::new(), Vec::new());
        let mut mentions: Vec<Mention> = Vec::new();
        for line in &reading.lines {
            self.score(&reading, line, &mut buffer, &mut rows);
            for (row, at) in rows.iter_mut().zip(line.first..) {
                if blocked[at] {
                    *row = never();
                }
            }
            lattice.best(&rows, &self.model.transitions, &mut names);
            if !names.is_empty() {
                lattice.sum(&rows, &[], &self.model.transitions);
            }
            for name in &names {
                let confidence = lattice.probability(*name, &self.model.transitions).clamp(0.0, 1.0);
                mentions.extend(mention(article, line, *name, confidence));
            }
        }
        mentions
    }

    /// The scores of every label of every token of a sentence.
    fn score(&self, reading: &Reading, line: &Line, buffer: &mut Vec<u32>, rows: &mut Vec<Row>) {
        rows.clear();
        for at in line.first..line.end {
            let mut row = [0.0; super::LABELS];
            features(reading, line, at, buffer);
            for feature in buffer.iter() {
                self.model.add(*feature, &mut row);
            }
            rows.push(row);
        }
    }
}

fn never() -> Row {
    let mut row = [NEVER; super::LABELS];
    row[OUTSIDE] = 0.0;
    row
}

/// Which tokens stand inside an address, where nothing is a name, or in another language than English.
fn blocked(article: &Article) -> Vec<bool> {
    let tokens = &article.segments.tokens;
    let mut blocked = vec![false; tokens.len()];
    for address in spans::addresses(article.text) {
        let first = tokens.partition_point(|t| t.end <= address.start);
        let end = tokens.partition_point(|t| t.start < address.end);
        blocked[first..end].fill(true);
    }
    for sentence in &article.segments.sentences {
        if !article.blocks[sentence.block as usize].is_supported() {
            blocked[sentence.tokens()].fill(true);
        }
    }
    blocked
}

fn mention(article: &Article, line: &Line, name: Found, confidence: f32) -> Option<Mention> {
    let tokens = &article.segments.tokens;
    let (first, last) = (tokens[line.first + name.first], tokens[line.first + name.last]);
    let kind = KINDS[name.kind];
    let span = spans::trim(article.text, Span { start: first.start, end: last.end }, name.kind == 0)?;
    Some(Mention::found(span, kind, Some(confidence)))
}
