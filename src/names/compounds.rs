//! "Paris Agreement", "Treaty of London", "Australian Open": a place or a people with a head that makes it the name of a
//! treaty, a law or a contest. Too few of them stand in the corpora to be learned.

use super::label::{KINDS, number};
use super::lattice::Found;
use super::reading::{Line, Reading, Style};
use super::token::word_hash;
use super::votes::Draft;
use crate::mention::Kind;

/// Heads that follow.
const LAWS: [&str; 11] = [
    "accord",
    "accords",
    "act",
    "agreement",
    "agreements",
    "amendment",
    "convention",
    "conventions",
    "pact",
    "protocol",
    "treaty",
];
/// See [`LAWS`].
const CONTESTS: [&str; 5] = ["championship", "championships", "games", "olympics", "open"];
/// Heads with "of" that lead.
const LEADS: [&str; 4] = ["convention", "declaration", "peace", "treaty"];

/// Takes places and peoples together with the heads beside them, in running prose, where capitals tell what belongs to
/// a name. Whatever else was found between is part of it.
pub fn join_heads(reading: &Reading, drafts: &mut Vec<Draft>) {
    let heads = Heads {
        laws: LAWS.map(word_hash),
        contests: CONTESTS.map(word_hash),
        leads: LEADS.map(word_hash),
        of: word_hash("of"),
    };
    let mut joined: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in drafts.drain(..) {
        let line = &reading.lines[draft.line];
        let inside = |last: &Draft| last.line == draft.line && draft.found.first <= last.found.last;
        if joined.last().is_some_and(inside) {
            continue;
        }
        let found = heads
            .join(reading, line, draft.found)
            .filter(|found| joined.last().is_none_or(|last| last.line != draft.line || last.found.last < found.first));
        joined.push(Draft { found: found.unwrap_or(draft.found), ..draft });
    }
    *drafts = joined;
}

/// Hashes of the heads.
struct Heads {
    laws: [u32; LAWS.len()],
    contests: [u32; CONTESTS.len()],
    leads: [u32; LEADS.len()],
    of: u32,
}

impl Heads {
    /// The longer name that a place or a people is part of.
    fn join(&self, reading: &Reading, line: &Line, found: Found) -> Option<Found> {
        let kind = KINDS[found.kind];
        if line.style != Style::Prose || !matches!(kind, Kind::Place | Kind::Group) {
            return None;
        }
        let law = number(Kind::Law);
        let (first, last) = (line.first + found.first, line.first + found.last);
        let word = |at: usize| reading.tokens[at].word;
        let upper = |at: usize| reading.tokens[at].case.is_upper();
        let led = first >= line.first + 2 && word(first - 1) == self.of && upper(first - 2);
        if led && kind == Kind::Place && self.leads.contains(&word(first - 2)) {
            return Some(Found { first: found.first - 2, last: found.last, kind: law });
        }
        // Of "US-China Agreement" the agreement is not China's.
        if first > line.first && reading.tokens[first - 1].mark == '-' {
            return None;
        }
        let end = (reading.tight[last].1 as usize).max(last);
        if end == first {
            return None;
        }
        let kind = match word(end) {
            head if self.laws.contains(&head) => law,
            head if self.contests.contains(&head) => number(Kind::Event),
            _ => return None,
        };
        Some(Found { first: found.first, last: end - line.first, kind })
    }
}
