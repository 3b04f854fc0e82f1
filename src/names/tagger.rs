//! The tagger: reads an article, decodes each sentence, and hands out spans.

use super::agree::agree;
use super::compounds::join_heads;
use super::held::{SHUT, hold};
use super::label::{KINDS, Sums, unit};
use super::lattice::{Chain, Found, Lattice, Row};
use super::model::Model;
use super::reading::Reading;
use super::score::{Scorer, outside};
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
        let shut = blocked(article, &reading);
        let mut scorer = Scorer::new(&reading, &self.model);
        let (mut open, mut rows) = (vec![false; shut.len()], vec![SHUT; shut.len()]);
        for line in &reading.lines {
            for at in (line.first..line.end).filter(|at| !shut[*at]) {
                open[at] = scorer.row(line, at, &mut rows[at]);
            }
        }
        hold(&reading, &open, &mut rows);
        let mut drafts = decode(&reading, &pieces(&reading, &open), &mut rows, &self.model);
        join_heads(&reading, &mut drafts);
        agree(&reading, &mut drafts);
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
}

/// A stretch of tokens of one sentence, `first..end`, that is decoded by itself: where it begins and where it ends nothing
/// is inside a name.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    /// Index of the sentence.
    pub line: usize,
    /// Its first token in the document.
    pub first: usize,
    /// One past its last.
    pub end: usize,
}

/// The stretches of open tokens, each with the shut one after it, if there is one: what follows a name has its say.
fn pieces(reading: &Reading, open: &[bool]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (number, line) in reading.lines.iter().enumerate() {
        let mut at = line.first;
        while let Some(first) = (at..line.end).find(|t| open[*t]) {
            let shut = (first..line.end).find(|t| !open[*t]);
            let end = shut.map_or(line.end, |t| t + 1);
            pieces.push(Piece { line: number, first, end });
            at = end;
        }
    }
    pieces
}

/// Which tokens stand inside an address, where nothing is a name, or in another language than English, or are dashes.
fn blocked(article: &Article, reading: &Reading) -> Vec<bool> {
    let tokens = &article.segments.tokens;
    // "STRASBOURG — Ana Reis": nothing is one name across a dash, which an en dash is between spaces.
    let is_dash = |at: usize| match reading.tokens[at].mark {
        '—' => true,
        '–' => at > 0 && tokens[at - 1].end < tokens[at].start,
        _ => false,
    };
    let mut blocked: Vec<bool> = (0..tokens.len()).map(is_dash).collect();
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
fn decode(reading: &Reading, pieces: &[Piece], rows: &mut [Row], model: &Model) -> Vec<Draft> {
    let mut lattice = Lattice::default();
    let (mut first, mut names, mut features) = (Vec::new(), Vec::new(), Vec::new());
    for piece in pieces {
        read_piece(reading, piece, rows, &model.chain, &mut lattice, &mut names, &mut first);
    }
    let votes = Votes::count(reading, &first);
    let mut second = Vec::with_capacity(first.len());
    let mut before = first.iter().peekable();
    for of_line in pieces.chunk_by(|a, b| a.line == b.line) {
        let line = &reading.lines[of_line[0].line];
        votes.features(reading, line, &first, &mut features);
        let mut voted = features.chunk_by(|a, b| a.0 == b.0).peekable();
        for piece in of_line {
            let mut changed = false;
            while let Some(of_token) = voted.next_if(|of_token| of_token[0].0 < piece.end) {
                let (at, mut sums) = (of_token[0].0, Sums::ZERO);
                let known = of_token.iter().fold(false, |any, (_, feature)| model.add(&[*feature], &mut sums) || any);
                if known && at >= piece.first {
                    rows[at].iter_mut().zip(sums.gather()).for_each(|(x, s)| *x += s);
                    changed = true;
                }
            }
            let drafts = std::iter::from_fn(|| {
                before.next_if(|draft| draft.line == piece.line && line.first + draft.found.first < piece.end)
            });
            if changed {
                drafts.for_each(drop);
                read_piece(reading, piece, rows, &model.chain, &mut lattice, &mut names, &mut second);
            } else {
                second.extend(drafts);
            }
        }
    }
    second
}

/// How probable it must be that a token outside every name of the best path is one, whatever its kind. "Google" beside
/// "Firefox" is a company or a product, and each alone less probable than no name; that it is one of them is not.
const SOME_NAME: f32 = 0.4;
/// By how much no name may lead with each token of a piece for this to be looked at: eight kinds together, and what stands
/// beside, make good for no more.
const AHEAD: f32 = 4.0;

/// Decodes a piece and appends its names with their posteriors.
pub fn read_piece(
    reading: &Reading,
    piece: &Piece,
    rows: &[Row],
    chain: &Chain,
    lattice: &mut Lattice,
    names: &mut Vec<Found>,
    out: &mut Vec<Draft>,
) {
    let rows = &rows[piece.first..piece.end];
    lattice.best(rows, chain, names);
    if names.is_empty() && rows.iter().all(|row| outside(row) > AHEAD) || lattice.sum(rows, &[], chain).is_none() {
        return;
    }
    add_doubtful(lattice, rows.len(), names);
    let before = piece.first - reading.lines[piece.line].first;
    out.extend(names.iter().map(|found| Draft {
        line: piece.line,
        found: Found { first: before + found.first, last: before + found.last, ..*found },
        probability: lattice.probability(*found, chain).clamp(0.0, 1.0),
    }));
}

/// Adds single tokens between the names of the best path that are more probably a name of some kind than [`SOME_NAME`],
/// with the most probable of these kinds.
fn add_doubtful(lattice: &Lattice, length: usize, names: &mut Vec<Found>) {
    let known = names.len();
    let (mut at, mut passed) = (0, 0);
    while at < length {
        if passed < known && names[passed].first <= at {
            at = names[passed].last + 1;
            passed += 1;
            continue;
        }
        let row = lattice.posterior(at);
        let kinds = || (0..KINDS.len()).map(|kind| (kind, row[unit(kind)]));
        if kinds().map(|(_, share)| share).sum::<f32>() > SOME_NAME {
            let (kind, _) = kinds().fold((0, 0.0), |top, kind| if kind.1 > top.1 { kind } else { top });
            names.push(Found { first: at, last: at, kind });
        }
        at += 1;
    }
    names.sort_unstable_by_key(|name| name.first);
}

#[cfg(test)]
mod tests {
    use super::super::label::{LABELS, OUTSIDE, number};
    use super::super::lattice::Transitions;
    use super::*;

    /// The kinds that a token gets which no name would cost `none`, a company 0.6 and a product `product`.
    fn kinds(none: f32, product: f32) -> Vec<Kind> {
        let mut row = [-20.0; LABELS];
        row[OUTSIDE] = none;
        row[unit(number(Kind::Organization))] = 0.6;
        row[unit(number(Kind::Product))] = product;
        let (mut lattice, chain, mut names) = (Lattice::default(), Chain::new(&Transitions::zero()), Vec::new());
        lattice.best(&[row], &chain, &mut names);
        assert!(names.is_empty());
        lattice.sum(&[row], &[], &chain).unwrap();
        add_doubtful(&lattice, 1, &mut names);
        names.iter().map(|name| KINDS[name.kind]).collect()
    }

    #[test]
    fn a_word_is_some_name_though_no_kind_alone_beats_none() {
        assert_eq!(kinds(1.0, 0.5), [Kind::Organization]);
        assert_eq!(kinds(1.0, 0.7), [Kind::Product]);
        assert_eq!(kinds(3.0, 0.5), []);
        assert_eq!(kinds(1.3, 0.5), [Kind::Organization]);
        assert_eq!(kinds(1.3, -20.0), [], "what only one kind speaks for");
    }
}
