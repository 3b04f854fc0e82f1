//! A country's name of several words is never split: "Democratic Republic of the Congo" is one place, or part of one
//! longer name, but never "Democratic Republic" and "Congo".

use super::label::{KINDS, OUTSIDE, begin, last, unit};
use super::lattice::Row;
use super::reading::Reading;
use crate::lexicon::gazetteer::{Feature, Gazetteer, Naming, Walk};
use crate::structure::Article;

/// Score of a label that may not be.
pub const NEVER: f32 = -1e9;

/// Forbids, in the scores of each token of such a name, the labels that would end or begin another name within it.
pub fn hold_together(article: &Article, reading: &Reading, gazetteer: &Gazetteer, rows: &mut [Row]) {
    let mut walk = gazetteer.walk();
    for line in &reading.lines {
        let mut at = line.first;
        while at < line.end {
            // Articles stay outside names, though lists have "The Gambia".
            let may = reading.tokens[at].case.is_upper() && !article.token(at).eq_ignore_ascii_case("the");
            let length = if may { longest(article, &mut walk, at, line.end) } else { 0 };
            if length > 1 {
                join(&mut rows[at..at + length]);
            }
            at += length.max(1);
        }
    }
}

/// Tokens in the longest name of a country that starts at a token.
fn longest(article: &Article, walk: &mut Walk, at: usize, end: usize) -> usize {
    walk.clear();
    let mut longest = 0;
    for token in at..end {
        let word = article.token(token);
        let step = walk.push(word);
        // A key takes no notice of marks: "India," would be a name as well.
        let ends = word.starts_with(char::is_alphabetic);
        let country = |naming| matches!(naming, Naming::Primary | Naming::Alternate);
        if ends && step.class.is_some_and(|class| class.feature == Feature::Country && country(class.naming)) {
            longest = token + 1 - at;
        }
        if !step.more {
            break;
        }
    }
    longest
}

/// Leaves the first token to begin a name or go on with one, the inner ones to go on, the last one to go on or end it:
/// "Bank of Papua New Guinea" stays one organisation.
fn join(rows: &mut [Row]) {
    let length = rows.len();
    for (at, row) in rows.iter_mut().enumerate() {
        row[OUTSIDE] = NEVER;
        for kind in 0..KINDS.len() {
            row[unit(kind)] = NEVER;
            if at > 0 {
                row[begin(kind)] = NEVER;
            }
            if at + 1 < length {
                row[last(kind)] = NEVER;
            }
        }
    }
}
