//! The tagger: reads an article, decodes each sentence, and hands out spans.

use super::atlas::{NEVER, hold_together};
use super::features::features;
use super::label::{COLUMNS, KINDS, OUTSIDE, gather};
use super::lattice::{Found, Lattice, Row, Transitions};
use super::model::Model;
use super::reading::{Line, Reading};
use super::spans;
use super::votes::{Draft, Votes};
use crate::lexicon::Lexicon;
use crate::mention::{Kind, Mention};
use crate::structure::Article;
use crate::text::Span;

/// A model with the word lists it was trained with.
#[derive(Clone, Debug)]
pub struct Tagger<'a> {
    model: Model,
    lexicon: Lexicon<'a>,
}

impl<'a> Tagger<'a> {
    /// A tagger from its parts.
    #[must_use]
    pub fn new(model: Model, lexicon: Lexicon<'a>) -> Self {
        Self { model, lexicon }
    }

    /// Finds the names of an article, in order and without overlap.
    #[must_use]
    pub fn tag(&self, article: &Article) -> Vec<Mention> {
        let reading = Reading::new(article, &self.lexicon);
        let blocked = blocked(article);
        let mut rows = Vec::with_capacity(reading.tokens.len());
        let mut buffer = Vec::new();
        for line in &reading.lines {
            self.score(&reading, line, &mut buffer, &mut rows);
        }
        hold_together(&reading.countries, &mut rows);
        for (row, blocked) in rows.iter_mut().zip(blocked) {
            if blocked {
                *row = never();
            }
        }
        let drafts = decode(&reading, &mut rows, &self.model);
        drafts.iter().filter_map(|draft| self.mention(article, &reading, draft)).collect()
    }

    fn mention(&self, article: &Article, reading: &Reading, draft: &Draft) -> Option<Mention> {
        let (tokens, base) = (&article.segments.tokens, reading.lines[draft.line].first);
        let (first, last) = (tokens[base + draft.found.first], tokens[base + draft.found.last]);
        let span = Span { start: first.start, end: last.end };
        let span = spans::trim(article.text, span, KINDS[draft.found.kind] == Kind::Person)?;
        let confidence = self.model.scale.confidence(draft.probability, draft.found.kind);
        Some(Mention::found(span, KINDS[draft.found.kind], Some(confidence)))
    }

    /// The scores of every label of every token of a sentence.
    fn score(&self, reading: &Reading, line: &Line, buffer: &mut Vec<u32>, rows: &mut Vec<Row>) {
        for at in line.first..line.end {
            let mut sums = [0.0; COLUMNS];
            features(reading, line, at, buffer);
            for feature in buffer.iter() {
                self.model.add(*feature, &mut sums);
            }
            rows.push(gather(&sums));
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

/// Both passes over the scores of a whole document: the names, in order. The votes are added to `rows`.
#[must_use]
pub fn decode(reading: &Reading, rows: &mut [Row], model: &Model) -> Vec<Draft> {
    let mut lattice = Lattice::default();
    let (mut first, mut names, mut features) = (Vec::new(), Vec::new(), Vec::new());
    for line in 0..reading.lines.len() {
        read_line(reading, line, rows, &model.transitions, &mut lattice, &mut names, &mut first);
    }
    let votes = Votes::count(reading, &first);
    let mut second = Vec::with_capacity(first.len());
    let mut taken = 0;
    for (number, line) in reading.lines.iter().enumerate() {
        let end = taken + first[taken..].iter().take_while(|d| d.line == number).count();
        votes.features(reading, line, &first, &mut features);
        let mut changed = false;
        for of_token in features.chunk_by(|a, b| a.0 == b.0) {
            let mut sums = [0.0; COLUMNS];
            if of_token.iter().fold(false, |any, (_, feature)| model.add(*feature, &mut sums) || any) {
                rows[of_token[0].0].iter_mut().zip(gather(&sums)).for_each(|(x, s)| *x += s);
                changed = true;
            }
        }
        if changed {
            read_line(reading, number, rows, &model.transitions, &mut lattice, &mut names, &mut second);
        } else {
            second.extend_from_slice(&first[taken..end]);
        }
        taken = end;
    }
    second
}

/// Decodes one sentence and appends its names with their posteriors.
pub fn read_line(
    reading: &Reading,
    line: usize,
    rows: &[Row],
    transitions: &Transitions,
    lattice: &mut Lattice,
    names: &mut Vec<Found>,
    out: &mut Vec<Draft>,
) {
    let Line { first, end, .. } = reading.lines[line];
    let rows = &rows[first..end];
    lattice.best(rows, transitions, names);
    if names.is_empty() {
        return;
    }
    lattice.sum(rows, &[], transitions);
    out.extend(names.iter().map(|found| Draft {
        line,
        found: *found,
        probability: lattice.probability(*found, transitions).clamp(0.0, 1.0),
    }));
}
