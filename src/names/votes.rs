//! What the rest of the document says of a string: the second pass looks at what the first found elsewhere.
//!
//! A name keeps its kind through an article (Krishnan and Manning 2006): the posteriors of all mentions of a string are
//! added up by kind, for whole names, for the first and last words of longer names, and for the acronyms of
//! organisations. How far each is to be followed is learned, like every other feature.

use super::features::hash;
use super::label::KINDS;
use super::lattice::Found;
use super::reading::{Line, Reading};
use crate::mention::Kind;

/// A name of the first pass: which sentence, which tokens, how probable.
#[derive(Clone, Copy, Debug)]
pub struct Draft {
    /// Index of the sentence.
    pub line: usize,
    /// The tokens.
    pub found: Found,
    /// Posterior.
    pub probability: f32,
}

/// Summed posteriors by kind.
pub(super) type Mass = [f32; KINDS.len()];

/// What a key stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Whole,
    First,
    Last,
    Acronym,
}

const PARTS: [Part; 4] = [Part::Whole, Part::First, Part::Last, Part::Acronym];

/// The document's vote on every string that the first pass found.
pub struct Votes {
    table: Vec<(u64, Mass)>,
    mask: usize,
    /// The draft that each token is part of, counted from 1.
    owners: Vec<u32>,
}

/// Longest name that is looked up, in tokens.
const LONGEST: usize = 8;
/// Less than this says nothing.
const LEAST: f32 = 0.4;

impl Votes {
    /// Counts the votes of the first pass, which stand in order.
    #[must_use]
    pub fn count(reading: &Reading, drafts: &[Draft]) -> Self {
        let capacity = (8 * drafts.len()).next_power_of_two().max(16);
        let mut votes = Self {
            table: vec![(0, [0.0; KINDS.len()]); capacity],
            mask: capacity - 1,
            owners: vec![0; reading.tokens.len()],
        };
        for (number, draft) in (1..).zip(drafts) {
            let line = &reading.lines[draft.line];
            let (first, last) = (line.first + draft.found.first, line.first + draft.found.last);
            votes.owners[first..=last].fill(number);
            if line.body {
                for part in PARTS {
                    if let Some(key) = key_of(reading, first, last, draft.found.kind, part) {
                        votes.entry(key)[draft.found.kind] += draft.probability;
                    }
                }
            }
        }
        votes
    }

    fn slot(&self, key: u64) -> usize {
        let mut at = (key ^ key >> 32) as usize & self.mask;
        while self.table[at].0 != key && self.table[at].0 != 0 {
            at = (at + 1) & self.mask;
        }
        at
    }

    fn entry(&mut self, key: u64) -> &mut Mass {
        let at = self.slot(key);
        self.table[at].0 = key;
        &mut self.table[at].1
    }

    fn mass(&self, key: u64) -> Option<Mass> {
        let (found, mass) = self.table[self.slot(key)];
        (found == key && key != 0).then_some(mass)
    }

    /// Writes the features that the votes give each token of a sentence: `(token, feature)`, in order of the tokens.
    pub fn features(&self, reading: &Reading, line: &Line, drafts: &[Draft], out: &mut Vec<(usize, u32)>) {
        out.clear();
        let (mut covered, mut whole) = (line.first, None);
        for at in line.first..line.end {
            if at >= covered {
                whole = None;
            }
            if !reading.tokens[at].case.is_upper() && whole.is_none() {
                continue;
            }
            let own = self.owner(drafts, at);
            if at >= covered
                && reading.tokens[at].case.is_upper()
                && let Some((last, mass)) = self.longest(reading, line, drafts, at)
            {
                covered = last + 1;
                whole = Vote::of(&mass).map(|vote| (vote, at));
            }
            let before = own.map_or(0, |draft| first_pass(reading, draft, at));
            let mut add = |template: u32, parts: &[u32]| out.push((at, hash(template, parts)));
            let mut said = 0;
            if let Some((vote, first)) = whole {
                let place = u32::from(at == first) | u32::from(at + 1 == covered) << 1;
                said = vote.say(Part::Whole, place, before, &mut add);
            }
            for part in [Part::First, Part::Last, Part::Acronym] {
                let key = part_key(reading.tokens[at].letters, part);
                let Some(mut mass) = self.mass(key).filter(|_| reading.tokens[at].case.is_upper()) else { continue };
                if let Some(own) = own
                    && key_of(reading, line.first + own.found.first, line.first + own.found.last, own.found.kind, part)
                        == Some(key)
                    && line.body
                {
                    mass[own.found.kind] -= own.probability;
                }
                if let Some(vote) = Vote::of(&mass) {
                    let part = vote.say(part, 0, before, &mut add);
                    add(123, &[said, part]);
                }
            }
        }
    }

    fn owner<'d>(&self, drafts: &'d [Draft], token: usize) -> Option<&'d Draft> {
        (self.owners[token] as usize).checked_sub(1).map(|at| &drafts[at])
    }

    /// The longest name known elsewhere that begins at a token: its last token, and its votes but for its own.
    fn longest(&self, reading: &Reading, line: &Line, drafts: &[Draft], at: usize) -> Option<(usize, Mass)> {
        let (mut key, mut best) = (0_u64, None);
        for last in at..line.end.min(at + LONGEST) {
            let token = &reading.tokens[last];
            key = token.append(key);
            if token.is_mark() {
                continue;
            }
            let Some(mut mass) = self.mass(part_key(key, Part::Whole)) else { continue };
            if let Some(own) = self.owner(drafts, at)
                && (line.first + own.found.first, line.first + own.found.last) == (at, last)
                && line.body
            {
                mass[own.found.kind] -= own.probability;
            }
            if mass.iter().sum::<f32>() >= LEAST {
                best = Some((last, mass));
            }
        }
        best
    }
}

/// Distinguishes the same letters as a whole, a part and an acronym.
fn part_key(letters: u64, part: Part) -> u64 {
    (letters ^ (part as u64) << 61).max(1)
}

/// What names of the same letters share.
pub(super) fn name_key(reading: &Reading, first: usize, last: usize) -> u64 {
    part_key(reading.tokens.within(first..=last).fold(0, |key, token| token.append(key)), Part::Whole)
}

fn key_of(reading: &Reading, first: usize, last: usize, kind: usize, part: Part) -> Option<u64> {
    let several = last > first;
    let person = KINDS[kind] == Kind::Person;
    let letters = match part {
        Part::Whole => return Some(name_key(reading, first, last)),
        Part::First if several => reading.tokens[first].letters,
        Part::Last if several => reading.tokens[last].letters,
        Part::Acronym if !person && several => initials(reading, first, last)?,
        _ => return None,
    };
    Some(part_key(letters, part))
}

/// Letters of the acronym of a name: the initials of its capitalised words.
fn initials(reading: &Reading, first: usize, last: usize) -> Option<u64> {
    let capitals = reading.tokens.within(first..=last).filter(|t| t.case.is_upper());
    let (mut key, mut count) = (0_u64, 0);
    for token in capitals {
        key = token.append_initial(key);
        count += 1;
    }
    (count >= 2).then_some(key)
}

/// What the first pass made of a token: kind, where in the name it stands, how sure.
fn first_pass(reading: &Reading, draft: &Draft, at: usize) -> u32 {
    let first = reading.lines[draft.line].first;
    let place = u32::from(at == first + draft.found.first) | u32::from(at == first + draft.found.last) << 1;
    let sure = if draft.probability > 0.95 { 2 } else { u32::from(draft.probability > 0.7) };
    1 + (draft.found.kind as u32 | place << 3 | sure << 5)
}

/// A vote in short: the kind most voted for, how many votes there are, what share it has, and who comes second.
#[derive(Clone, Copy)]
struct Vote {
    top: u32,
    size: u32,
    share: u32,
    second: Option<u32>,
}

impl Vote {
    /// None where there is next to nothing.
    fn of(mass: &Mass) -> Option<Self> {
        let total: f32 = mass.iter().sum();
        if total < LEAST {
            return None;
        }
        let best = |but: usize| {
            let others = mass.iter().enumerate().filter(|(kind, _)| *kind != but);
            others.fold((usize::MAX, 0.0), |best, (kind, m)| if *m > best.1 { (kind, *m) } else { best })
        };
        let (top, most) = best(usize::MAX);
        let (second, less) = best(top);
        let steps = |value: f32, bounds: &[f32]| bounds.iter().filter(|bound| value >= **bound).count() as u32;
        Some(Self {
            top: top as u32,
            size: steps(total, &[0.9, 1.9, 4.0]),
            share: steps(most / total, &[0.7, 0.95]),
            second: (less > 0.3 * total).then_some(second as u32),
        })
    }

    /// Writes the features; gives the vote as a number.
    fn say(&self, part: Part, place: u32, before: u32, add: &mut impl FnMut(u32, &[u32])) -> u32 {
        let kind = self.top | (part as u32) << 4 | place << 6;
        add(120, &[kind, self.size, self.share]);
        add(121, &[kind, self.size.min(2), self.share, before]);
        if let Some(second) = self.second {
            add(122, &[kind, second, self.size]);
        }
        1 + (kind | self.share << 8)
    }
}
