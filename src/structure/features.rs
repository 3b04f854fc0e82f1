//! What the learned model is told of a line, as small numbers.

use super::around::{self, ELEMENTS, WINDOWS, share, small};
use super::elements::{NONE, tag};
use super::facts::{Facts, Line};
use super::{Role, shape};

/// Numbers told of a line and its place.
pub const OWN: usize = LINE + WINDOWS + ELEMENTS;
/// Of these, told of the line alone.
const LINE: usize = 59;
/// Elements around a line whose names are told.
const NAMED: usize = 16;
/// Numbers told to the network: a line's own, and the log odds by its words and by its elements' names.
pub const TOLD: usize = OWN + 2;
/// Weights in the table of words: a power of two.
pub const WORDS: usize = 1 << 15;
/// Weights in the table of elements' names: a power of two.
pub const NAMES: usize = 1 << 14;

/// Appends what the network is told of a line. Square roots set small counts apart, and are the same everywhere.
pub fn told(own: &[u8; OWN], words: f32, names: f32, row: &mut Vec<f32>) {
    row.extend(own.iter().map(|number| f32::from(*number).sqrt() / 16.0));
    row.extend([words, names].map(|odds| odds.clamp(-6.0, 6.0) / 6.0));
}

/// Calls `found` with the place in the table of each word feature of line `at`: words, pairs, the first and the last.
pub fn words(facts: &Facts, at: usize, mut found: impl FnMut(usize)) {
    let line = &facts.lines[at];
    let hashes = &facts.hashes[line.first as usize..line.last as usize];
    let mut add = |hash: u32| found((hash.wrapping_mul(0x9e37_79b1) >> (u32::BITS - WORDS.ilog2())) as usize);
    for pair in hashes.windows(2) {
        add(pair[0]);
        add(pair[0].rotate_left(7) ^ pair[1].wrapping_mul(0x85eb_ca6b));
    }
    if let [first, .., last] | [first @ last] = hashes {
        add(*last);
        add(first.wrapping_mul(31) ^ 1);
        add(last.wrapping_mul(31) ^ 2);
    }
}

/// Calls `found` with the place in the table of each name of the elements around line `at`; those nearest count twice, as
/// what they are and as what they are near.
pub fn names(facts: &Facts, at: usize, mut found: impl FnMut(usize)) {
    let place = |hash: u32| (hash.wrapping_mul(0x9e37_79b1) >> (u32::BITS - NAMES.ilog2())) as usize;
    let mut element = facts.elements.of[at];
    for level in 0..NAMED {
        if element == NONE {
            break;
        }
        facts.elements.names(element as usize, |hash| {
            found(place(hash));
            if level < 2 {
                found(place(hash.rotate_left(9) ^ 0x5bd1_e995));
            }
        });
        element = facts.elements.list[element as usize].parent;
    }
}

/// Numbers of every line: shape, cues, elements, place.
#[must_use]
pub fn own(facts: &Facts) -> Vec<[u8; OWN]> {
    let lines = &facts.lines;
    let count = |number: u32| small(u64::from(number));
    let ratio = |part: u32, whole: u32| share(u64::from(part), u64::from(whole));
    let (windows, elements) = (around::windows(facts), around::elements(facts));
    let (mut words, mut long_words) = (0_u32, 0_u32);
    for line in lines {
        words += line.words;
        long_words += if line.is_long() { line.words } else { 0 };
    }
    let total = u32::try_from(lines.len()).unwrap_or(u32::MAX);
    let size = count(total.max(1).ilog2() * 16);
    let (since, until) = distances(lines);
    let mut before = 0_u64;
    let mut rows = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        let place = (at as u64 * 255 / u64::from(total.max(1))) as u8;
        let share_before = (before * 255 / u64::from(words.max(1))) as u8;
        before += u64::from(line.words);
        let bit = |bits: u16| u8::from(line.tags & bits != 0);
        let cue = match line.cue {
            None => 0,
            Some(Role::Promo) => 1,
            Some(Role::Related) => 2,
            Some(Role::Bio) => 3,
            Some(_) => 4,
        };
        let line = [
            count(line.words),
            count((line.length * 8).checked_div(line.words).unwrap_or(0)),
            count(line.sentences),
            line.opening as u8,
            line.ending as u8,
            ratio(line.capitals, line.lettered),
            ratio(line.upper, line.lettered),
            ratio(line.numbers, line.words),
            ratio(line.function, line.words),
            count(line.reader),
            count(line.house),
            count(line.saying),
            count(line.telling),
            count(line.trade),
            count(line.months + line.weekdays),
            count(line.issued),
            count(line.quotes),
            count(line.bars),
            count(line.links),
            ratio(line.past, line.words),
            count(line.sure),
            count(line.maybe),
            cue,
            line.family,
            count(line.bio),
            count(line.repeats),
            line.shared,
            bit(tag::FRAME),
            bit(tag::ASIDE),
            bit(tag::MAIN),
            bit(tag::FIGURE),
            bit(tag::LIST),
            bit(tag::TABLE),
            line.level,
            bit(tag::PARAGRAPH),
            bit(tag::QUOTE),
            bit(tag::TIME),
            bit(tag::CODE),
            line.link_share,
            line.depth,
            u8::from(line.hinted),
            place,
            share_before,
            size,
            ratio(long_words / 64, words.max(64) / 64),
            since[at],
            until[at],
            since[at].saturating_add(until[at]),
            u8::from(shape::is_date_line(line)),
            u8::from(line.is_long()),
            line.case() as u8,
            ratio(facts.reader_near(at), 8),
            count(line.copied),
            around::size(u64::from(line.apart)),
            u8::from(line.heads_elsewhere),
            line.said,
            line.said_before,
            count(line.branded),
            ratio(line.last - line.first - line.words.min(line.last - line.first), line.last - line.first),
        ];
        let mut row = [0; OWN];
        row[..LINE].copy_from_slice(&line);
        row[LINE..LINE + WINDOWS].copy_from_slice(&windows[at]);
        row[LINE + WINDOWS..].copy_from_slice(&elements[at]);
        rows.push(row);
    }
    rows
}

impl Facts {
    /// How often the lines around speak to the reader or of the house, at most 8.
    fn reader_near(&self, at: usize) -> u32 {
        let from = at.saturating_sub(2);
        let until = (at + 3).min(self.lines.len());
        self.lines[from..until].iter().map(|line| (line.reader + line.house).min(2)).sum::<u32>().min(8)
    }
}

/// Lines since the last long line, and until the next.
fn distances(lines: &[Line]) -> (Vec<u8>, Vec<u8>) {
    let walk = |order: &mut dyn Iterator<Item = usize>| {
        let mut out = vec![u8::MAX; lines.len()];
        let mut last = u8::MAX;
        for at in order {
            out[at] = last;
            last = if lines[at].is_long() { 0 } else { last.saturating_add(1) };
        }
        out
    };
    (walk(&mut (0..lines.len())), walk(&mut (0..lines.len()).rev()))
}
