//! Where the words around an expression look: ahead in "will meet on Monday" and "On Monday it will meet", back in "shut since
//! Monday".

use super::past;
use super::scan::Row;
use super::words::Class;

/// How many items a word that looks ahead reaches: "will be held at the Guildhall at 7.30pm on Thursday".
const FAR: usize = 16;
/// The same of timetables ("opens on Friday"), and of ends that are not yet ("until noon on Wednesday").
const NEAR: usize = 8;
/// How many items behind an expression that opens a sentence are looked at: "On Thursday the new board will choose".
const BEHIND: usize = 8;

/// Where the words around an expression look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Not said.
    Around,
    /// To what is to come.
    Ahead,
    /// To what has been.
    Back,
    /// Not said, but the verb is one of the past.
    Past,
}

/// What the words of a block look to, up to some item.
#[derive(Default)]
pub struct Outlook {
    /// One past the last item that lies ahead.
    until: usize,
    /// The first item of the sentence.
    start: usize,
    /// The first item of the sentence that is more than a mark, an article or a preposition.
    told: Option<usize>,
    /// Whether the sentence tells of what had been.
    had: bool,
}

impl Outlook {
    /// Takes note of an item.
    pub fn pass(&mut self, row: &Row, at: usize) {
        let item = row.at(at);
        if !matches!(item.class, Class::In | Class::The | Class::Sign) {
            self.told.get_or_insert(at);
        }
        let mut reach = |items: usize| self.until = self.until.max(at + 1 + items);
        match item.class {
            Class::Ahead => reach(if item.value == TIMETABLE { NEAR } else { FAR }),
            Class::To if item.value == UNTIL => reach(NEAR),
            Class::To if item.value == 1 => reach(1),
            // "is to visit"
            Class::To if is_to(row, at) => reach(FAR),
            Class::In if item.value == BY && !self.had => reach(deadline(row, at)),
            // "as early as Monday"
            Class::Early if row.is(at + 1, "as") && row.is(at.wrapping_sub(1), "as") => reach(NEAR),
            Class::Said => self.until = 0,
            Class::Other if row.is(at, "had") => self.had = true,
            // "will scrap a law passed on Monday", but "will be opened on Monday"
            Class::Other if self.until > at && ends_in_ed(row, at) && !passive(row, at) => self.until = 0,
            Class::Sign if item.value == 0x2e && ends_sentence(row, at) => {
                *self = Self { start: at + 1, ..Self::default() };
            }
            _ => {}
        }
    }

    /// Where the expression of these items lies: "It will be the first since May" looks back to May.
    pub fn look(&mut self, row: &Row, from: usize, to: usize) -> Look {
        let opens = *self.told.get_or_insert(from) >= from;
        if is_since(row, from) {
            Look::Back
        } else if from < self.until || opens && is_followed(row, to) {
            Look::Ahead
        } else if past::tells_when(row, from) && (past::tells_of(row, self.start, from) || opens && was(row, to)) {
            Look::Past
        } else {
            Look::Around
        }
    }
}

/// The value of "until" and "till".
const UNTIL: i32 = 2;
/// The value of "since".
const SINCE: i32 = 4;
/// The value of "by".
const BY: i32 = 3;
/// The value of verbs that tell a timetable.
const TIMETABLE: i32 = 2;

/// How far "by" reaches: "by Friday", "by noon on Wednesday", but not "by police on Friday", nor "By Monday, 20 had died".
fn deadline(row: &Row, by: usize) -> usize {
    let timed = matches!(row.at(by + 1).class, Class::Noon | Class::Digits);
    let had = (by + 2..by + 2 + NEAR).any(|at| row.is(at, "had"));
    if had {
        0
    } else if timed {
        NEAR / 2
    } else {
        1
    }
}

/// Whether "since", or "since about", stands before an item.
pub fn is_since(row: &Row, at: usize) -> bool {
    let about = usize::from(row.before(at, 1).class == Class::About);
    let before = row.before(at, 1 + about);
    before.class == Class::In && before.value == SINCE
}

/// Whether what will be follows an expression at the head of its sentence, before anything that was.
fn is_followed(row: &Row, to: usize) -> bool {
    for at in to..to + BEHIND {
        match row.at(at).class {
            Class::Ahead => return row.at(at).value == 0,
            Class::To if is_to(row, at) => return true,
            Class::Said | Class::End => return false,
            Class::Sign if row.at(at).value != i32::from(b',') && !row.apostrophe(at) => return false,
            Class::Other if ends_in_ed(row, at) => return false,
            _ => {}
        }
    }
    false
}

/// Whether what was follows an expression at the head of its sentence: "On Oct. 2 the alarm was replaced".
fn was(row: &Row, to: usize) -> bool {
    (to..to + BEHIND).find_map(|at| past::reach(row, at)).is_some_and(|reach| reach > 0)
}

fn is_to(row: &Row, at: usize) -> bool {
    row.at(at).value == 0 && ["is", "are"].iter().any(|verb| row.is(at.wrapping_sub(1), verb))
}

pub fn ends_in_ed(row: &Row, at: usize) -> bool {
    row.word(at).len() > 4 && row.word(at).ends_with("ed")
}

/// Whether a form of "be" stands one or two words before: "be formally opened".
pub fn passive(row: &Row, at: usize) -> bool {
    let of_be = |at: usize| ["be", "been", "being", "is", "are"].iter().any(|form| row.is(at, form));
    (1..=2).any(|by| at >= by && of_be(at - by))
}

/// Whether a full stop is one: not within "7.30" or behind "p.m".
fn ends_sentence(row: &Row, at: usize) -> bool {
    let next = row.at(at + 1);
    let initial = at > 0 && row.width(at - 1) == 1 && row.at(at - 1).class != Class::Digits;
    next.class == Class::End || next.spaced && !initial
}
