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
type Mass = [f32; KINDS.len()];

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
        let mut covered = line.first;
        for at in line.first..line.end {
            if !reading.tokens[at].case.is_upper() {
                continue;
            }
            if at >= covered
                && let Some((last, mass)) = self.longest(reading, line, drafts, at)
            {
                covered = last + 1;
                for token in at..=last {
                    let place = u32::from(token == at) | u32::from(token == last) << 1;
                    say(Part::Whole, mass, place, token, out);
                }
            }
            for part in [Part::First, Part::Last, Part::Acronym] {
                let key = part_key(reading.tokens[at].letters, part);
                let Some(mut mass) = self.mass(key) else { continue };
                if let Some(own) = self.owner(drafts, at)
                    && key_of(reading, line.first + own.found.first, line.first + own.found.last, own.found.kind, part)
                        == Some(key)
                    && line.body
                {
                    mass[own.found.kind] -= own.probability;
                }
                say(part, mass, 0, at, out);
            }
        }
        out.sort_by_key(|(token, _)| *token);
    }

    fn owner<'d>(&self, drafts: &'d [Draft], token: usize) -> Option<&'d Draft> {
        (self.owners[token] as usize).checked_sub(1).map(|at| &drafts[at])
    }

    /// The longest name known elsewhere that begins at a token: its last token, and its votes but for its own.
    fn longest(&self, reading: &Reading, line: &Line, drafts: &[Draft], at: usize) -> Option<(usize, Mass)> {
        let (mut key, mut best) = (0_u64, None);
        for last in at..line.end.min(at + LONGEST) {
            let token = &reading.tokens[last];
            key = key.wrapping_mul(token.power).wrapping_add(token.letters);
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

fn key_of(reading: &Reading, first: usize, last: usize, kind: usize, part: Part) -> Option<u64> {
    let tokens = &reading.tokens[first..=last];
    let person = KINDS[kind] == Kind::Person;
    let letters = match part {
        Part::Whole => tokens.iter().fold(0_u64, |key, t| key.wrapping_mul(t.power).wrapping_add(t.letters)),
        Part::First if tokens.len() > 1 => tokens[0].letters,
        Part::Last if tokens.len() > 1 => tokens[tokens.len() - 1].letters,
        Part::Acronym if !person && tokens.len() > 1 => initials(reading, first, last)?,
        _ => return None,
    };
    Some(part_key(letters, part))
}

/// Letters of the acronym of a name: the initials of its capitalised words.
fn initials(reading: &Reading, first: usize, last: usize) -> Option<u64> {
    let capitals = reading.tokens[first..=last].iter().filter(|t| t.case.is_upper());
    let (mut key, mut count) = (0_u64, 0);
    for token in capitals {
        key = token.append_initial(key);
        count += 1;
    }
    (count >= 2).then_some(key)
}

fn say(part: Part, mass: Mass, place: u32, token: usize, out: &mut Vec<(usize, u32)>) {
    let total: f32 = mass.iter().sum();
    if total < LEAST {
        return;
    }
    let (top, most) = mass.iter().enumerate().fold((0, 0.0), |best, (k, m)| if *m > best.1 { (k, *m) } else { best });
    let size = if total < 0.9 {
        0
    } else if total < 1.9 {
        1
    } else if total < 4.0 {
        2
    } else {
        3
    };
    let share = if most > 0.95 * total {
        2
    } else if most > 0.7 * total {
        1
    } else {
        0
    };
    let kind = top as u32 | (part as u32) << 4 | place << 6;
    let mut add = |template: u32, parts: &[u32]| out.push((token, hash(template, parts)));
    add(120, &[kind, size, share]);
    for (other, m) in mass.iter().enumerate() {
        if other != top && *m > 0.3 * total {
            add(122, &[kind, other as u32, size]);
        }
    }
}
