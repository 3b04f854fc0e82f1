//! The score of every label of every token.

use super::features::{SEATS, joint, single};
use super::label::{OUTSIDE, Sums, number, unit};
use super::lattice::{Row, top};
use super::model::Model;
use super::reading::{Genre, Line, Reading, Style};
use crate::mention::Kind;

/// Most words whose sums are kept at a time.
const KEPT: usize = 1 << 11;

/// Scores one line after another; what a word adds by itself is looked up once and kept.
pub struct Scorer<'r> {
    reading: &'r Reading,
    model: &'r Model,
    /// For each seat, some words with their sums.
    kept: [Vec<(u32, Sums)>; SEATS.len()],
    features: Vec<u32>,
}

/// By how much a small word that stands among small words must itself be against being a name for nothing else to be
/// asked. More than half of an article's tokens are so; on four development sets of 78,000 tokens no name that would be
/// found with all that stands around them is lost.
const CLEAR: f32 = 0.5;

/// The same of any word without a capital that is no place, with what the words around it say: for so sure a token neither
/// pairs of words nor the document need be asked. One open token in ten; no name of the development sets is lost.
const SURE: f32 = 3.0;

/// What being no name loses with a word with a capital in a text of one to three sentences: nothing else in it says what
/// the word is. Brings dev.pud 0.3 points.
const ALONE: f32 = 0.6;

/// What being no name loses behind "anti-" and the like: the corpora leave "anti-Kremlin" unmarked more often than not.
const STANCE: f32 = 1.5;

/// What a product of one word loses: our pieces and lists show more of them than texts have, and many a word that nobody
/// knows ("Yaqubi", "Azurix") was taken for one. Brings dev.ewt 0.3 points, and the rarer kinds of dev.news 2.
const PRODUCT: f32 = 0.4;

/// By how much the best label is that of no name.
pub(super) fn outside(row: &Row) -> f32 {
    row[OUTSIDE] - top(row)
}

/// No word.
const NONE: u32 = u32::MAX;

impl<'r> Scorer<'r> {
    /// Nothing is scored yet.
    pub fn new(reading: &'r Reading, model: &'r Model) -> Self {
        let size = (2 * reading.tokens.words() + 2).next_power_of_two().min(KEPT);
        let kept = SEATS.map(|_| vec![(NONE, Sums::ZERO); size]);
        Self { reading, model, kept, features: Vec::new() }
    }

    /// Writes the scores of the token `at`, unless it is no part of a name; tells whether it may be.
    pub fn row(&mut self, line: &Line, at: usize, row: &mut Row) -> bool {
        let mut sums = *self.single(line, at, 0);
        if self.is_small(line, at) && outside(&sums.gather()) > CLEAR {
            return false;
        }
        for seat in 1..SEATS.len() {
            sums.add(self.single(line, at, seat));
        }
        if self.is_plain(line, at) && outside(&sums.gather()) > SURE {
            return false;
        }
        joint(self.reading, line, at, &mut self.features);
        self.model.add(&self.features, &mut sums);
        self.features.clear();
        *row = sums.gather();
        let upper = self.reading.tokens[at].case.is_upper();
        if upper && self.reading.genre == Genre::Short {
            row[OUTSIDE] -= ALONE;
        }
        if upper && self.reading.follows_stance(line, at) {
            row[OUTSIDE] -= STANCE;
        }
        row[unit(number(Kind::Product))] -= PRODUCT;
        true
    }

    /// Whether a token has no capital, in a sentence that has some, and is no place.
    fn is_plain(&self, line: &Line, at: usize) -> bool {
        line.style != Style::Small && self.reading.places[at] == 0 && !self.reading.tokens[at].case.is_upper()
    }

    /// Whether it is plain and neither the one before it nor the one after it has a capital.
    fn is_small(&self, line: &Line, at: usize) -> bool {
        let around = at.saturating_sub(1).max(line.first)..(at + 2).min(line.end);
        self.is_plain(line, at) && self.reading.tokens.within(around).all(|token| !token.case.is_upper())
    }

    /// What the word on a seat adds.
    fn single(&mut self, line: &Line, at: usize, seat: usize) -> &Sums {
        let from = at as isize + SEATS[seat];
        let inside = from >= line.first as isize && from < line.end as isize;
        let number = if inside { self.reading.tokens.word(from as usize) + 1 } else { 0 };
        let word = number << 1 | u32::from(line.style == Style::Capitals);
        let kept = &mut self.kept[seat];
        let slot = word as usize & (kept.len() - 1);
        let (known, sums) = &mut kept[slot];
        if *known != word {
            *known = word;
            *sums = Sums::ZERO;
            single(self.reading, line, at, SEATS[seat], &mut self.features);
            self.model.add(&self.features, sums);
            self.features.clear();
        }
        sums
    }
}
