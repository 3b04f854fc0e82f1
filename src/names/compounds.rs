//! "Paris Agreement", "Treaty of London", "Australian Open": a place or a people with a head that makes it the name of a
//! treaty, a law or a contest; "Clean Air Act", "HMS Calder", "Typhoon Ada": words whose head alone tells what they name.
//! Too few of them stand in the corpora to be learned; so do people behind whom it is said for whom they speak, "Ana Reis
//! of the National Trust", beside thousands of bodies with an "of" inside.

use super::label::{KINDS, number};
use super::lattice::Found;
use super::reading::{Line, Reading, Style};
use super::token::{Case, Token, word_hash};
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

/// Heads of laws that need no place before them. "Bill" is one behind other words alone.
const STATUTES: [&str; 7] = ["act", "agreement", "amendment", "bill", "directive", "regulation", "treaty"];
/// Parts of laws that go by their number: "Article 370", "Chapter 11".
const NUMBERED: [&str; 3] = ["article", "chapter", "section"];
/// Small words inside the names of laws.
const WITHIN: [&str; 4] = ["and", "for", "of", "on"];
/// What stands before the names of ships.
const SHIPS: [&str; 8] = ["brp", "hmas", "hmcs", "hms", "mv", "rms", "usns", "uss"];
/// What stands before the names of storms.
pub(super) const STORMS: [&str; 4] = ["cyclone", "hurricane", "storm", "typhoon"];
/// Words that a bracket inside the name of a law may hold.
const BRACKET: usize = 8;
/// How usual a forename and a surname must be, of 0 to 3, for "of" behind both to part a person from a body.
const USUAL: u16 = 2;
/// The posterior given to what its head alone tells.
const TOLD: f32 = 0.9;

/// Takes places and peoples together with the heads beside them, in running prose, where capitals tell what belongs to
/// a name. Whatever else was found between is part of it.
pub fn join_heads(reading: &Reading, drafts: &mut Vec<Draft>) {
    let heads = Heads {
        laws: LAWS.map(word_hash),
        contests: CONTESTS.map(word_hash),
        leads: LEADS.map(word_hash),
        statutes: STATUTES.map(word_hash),
        numbered: NUMBERED.map(word_hash),
        within: WITHIN.map(word_hash),
        ships: SHIPS.map(word_hash),
        storms: STORMS.map(word_hash),
        of: word_hash("of"),
        the: word_hash("the"),
        year: word_hash("0000"),
    };
    let mut joined: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in drafts.drain(..) {
        let line = &reading.lines[draft.line];
        let inside = |last: &Draft| last.line == draft.line && draft.found.first <= last.found.last;
        if joined.last().is_some_and(inside) {
            continue;
        }
        if let Some(parts) = heads.part(reading, line, draft.found) {
            joined.extend(parts.map(|found| Draft { found, ..draft }));
            continue;
        }
        let found = heads
            .join(reading, line, draft.found)
            .filter(|found| joined.last().is_none_or(|last| last.line != draft.line || last.found.last < found.first));
        joined.push(Draft { found: found.unwrap_or(draft.found), ..draft });
    }
    *drafts = among(heads.told(reading), joined);
}

/// What heads alone tell of takes the place of the names inside it; where a name reaches out of it, it is none. Both stand
/// in order.
fn among(told: Vec<Draft>, names: Vec<Draft>) -> Vec<Draft> {
    let mut all: Vec<Draft> = Vec::with_capacity(told.len() + names.len());
    let mut names = names.into_iter().peekable();
    for draft in told {
        let Draft { line, found, .. } = draft;
        let before = |name: &Draft| (name.line, name.found.last) < (line, found.first);
        all.extend(std::iter::from_fn(|| names.next_if(before)));
        let reaches = |name: &Draft| name.line == line && name.found.first <= found.last;
        let met: Vec<Draft> = std::iter::from_fn(|| names.next_if(reaches)).collect();
        let inside = |name: &Draft| found.first <= name.found.first && name.found.last <= found.last;
        if met.iter().all(inside) && all.last().is_none_or(before) {
            all.push(draft);
        } else {
            all.extend(met);
        }
    }
    all.extend(names);
    all
}

/// Hashes of the heads.
struct Heads {
    laws: [u32; LAWS.len()],
    contests: [u32; CONTESTS.len()],
    leads: [u32; LEADS.len()],
    statutes: [u32; STATUTES.len()],
    numbered: [u32; NUMBERED.len()],
    within: [u32; WITHIN.len()],
    ships: [u32; SHIPS.len()],
    storms: [u32; STORMS.len()],
    of: u32,
    the: u32,
    year: u32,
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

    /// A person and whom they speak for, taken for one name: "John Smith of the National Trust".
    fn part(&self, reading: &Reading, line: &Line, found: Found) -> Option<[Found; 2]> {
        let token = |at: usize| &reading.tokens[line.first + at];
        let of = (found.first + 2..(found.first + 4).min(found.last)).find(|at| token(*at).word == self.of)?;
        let the = token(of + 1).word == self.the && of + 1 < found.last;
        let usual = |at: usize, shift: u32| token(at).people >> shift & 3 >= USUAL && token(at).case.is_upper();
        let kind = KINDS[found.kind];
        let one = kind == Kind::Organization || kind == Kind::Person && the;
        let full = usual(found.first, 0) && usual(of - 1, 2);
        let body = of + 1 + usize::from(the);
        (one && full && token(body).case.is_upper()).then(|| {
            [
                Found { first: found.first, last: of - 1, kind: number(Kind::Person) },
                Found { first: body, last: found.last, kind: number(Kind::Organization) },
            ]
        })
    }

    /// What heads alone tell of, in order.
    fn told(&self, reading: &Reading) -> Vec<Draft> {
        let mut told: Vec<Draft> = Vec::new();
        for (number, line) in reading.lines.iter().enumerate().filter(|(_, line)| line.style == Style::Prose) {
            for at in line.first..line.end {
                let free =
                    |found: &Found| told.last().is_none_or(|last| last.line != number || last.found.last < found.first);
                if let Some(found) = self.alone(reading, line, at).filter(free) {
                    told.push(Draft { line: number, found, probability: TOLD });
                }
            }
        }
        told
    }

    /// The law that ends with the token `at`, or the ship or storm that begins with it.
    fn alone(&self, reading: &Reading, line: &Line, at: usize) -> Option<Found> {
        let token = &reading.tokens[at];
        if !token.case.is_upper() {
            return None;
        }
        let found = |kind, first: usize, last: usize| {
            Some(Found { first: first - line.first, last: last - line.first, kind: number(kind) })
        };
        let (first, last) = (reading.tight[at].0 as usize, reading.tight[at].1 as usize);
        if self.ships.contains(&token.word) && token.case == Case::Capitals && last > at {
            return found(Kind::Product, at, last);
        }
        // "Cyclone Fence Company" is none.
        if self.storms.contains(&token.word) && last == at + 1 {
            return found(Kind::Event, if first + 1 == at { first } else { at }, last);
        }
        // At the head of a sentence it is the book's own: "Chapter 3 tells of rain".
        let number = at + 1 < line.end && reading.tokens[at + 1].case == Case::Number;
        if self.numbered.contains(&token.word) && number && at != line.opening {
            return found(Kind::Law, at, at + 1);
        }
        if !self.statutes.contains(&token.word) || last != at {
            return None;
        }
        let mut first = first;
        loop {
            let bracket = self.bracket(reading, line, first);
            let joined = first >= line.first + 2 && self.within.contains(&reading.tokens[first - 1].word);
            let end = match bracket {
                Some(bracket) if bracket > line.first => bracket - 1,
                None if joined => first - 2,
                _ => break,
            };
            if reading.tight[end].1 as usize != end || !reading.tokens[end].case.is_upper() {
                break;
            }
            first = reading.tight[end].0 as usize;
        }
        if first < at { found(Kind::Law, first, self.year(reading, line, at)) } else { None }
    }

    /// Where the bracket opens that closes right before a token: "Money Laundering (Prevention) Act".
    fn bracket(&self, reading: &Reading, line: &Line, before: usize) -> Option<usize> {
        let mark = |at: usize| reading.tokens[at].mark;
        let close = before.checked_sub(1).filter(|close| *close > line.first && mark(*close) == ')')?;
        let open = (line.first.max(close.saturating_sub(BRACKET))..close).rev().find(|at| mark(*at) == '(')?;
        let part = |at: usize| reading.tokens[at].case.is_upper() || self.within.contains(&reading.tokens[at].word);
        (open + 1 < close && (open + 1..close).all(part)).then_some(open)
    }

    /// The last token of a law's name with its year, if one stands behind the head: "Act 2002", "Act, 2022", "Act of 2021".
    fn year(&self, reading: &Reading, line: &Line, head: usize) -> usize {
        let link = |token: &Token| token.mark == ',' || token.word == self.of;
        let year = head + 1 + usize::from(head + 1 < line.end && link(&reading.tokens[head + 1]));
        let is_year =
            year < line.end && reading.tokens[year].word == self.year && reading.tokens[year].case == Case::Number;
        if is_year { year } else { head }
    }
}
