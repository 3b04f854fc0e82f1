//! What the learned model is told of a line, as small numbers.

use super::around::{self, ELEMENTS, JUDGED, WINDOWS, share, small};
use super::elements::{NONE, tag};
use super::facts::{Facts, Line};
use super::{Role, shape};

/// Numbers told of the line itself and its place.
pub const OWN: usize = LINE + WINDOWS + ELEMENTS;
/// Of these, told of the line alone.
const LINE: usize = 59;
/// Of these, told of the neighbours too.
const SHARED: [usize; 9] = [0, 3, 4, 8, 20, 22, 25, 26, 38];
/// Neighbours whose shape is told.
const SHAPED: [isize; 4] = [-2, -1, 1, 2];
/// Elements around a line whose names are told.
const NAMED: usize = 16;
/// Neighbours whose words' score is told.
const WORDED: std::ops::RangeInclusive<isize> = -3..=3;
/// Numbers told to the first trees.
pub const FIRST: usize = OWN + SHARED.len() * SHAPED.len() + 8 + 3;
/// Neighbours whose first score is told to the second trees.
const SCORED: std::ops::RangeInclusive<isize> = -5..=5;
/// Numbers told to the second trees.
pub const SECOND: usize = FIRST + 11 + 3 + 6 + JUDGED;
/// Weights in the table of words.
pub const WORDS: usize = 8192;
/// Weights in the table of elements' names.
pub const NAMES: usize = 4096;

/// Calls `found` with the place in the table of each word feature of line `at`: words, pairs, the first and the last.
pub fn words(facts: &Facts, at: usize, mut found: impl FnMut(usize)) {
    let line = &facts.lines[at];
    let hashes = &facts.hashes[line.first as usize..line.last as usize];
    let mut add = |hash: u32| found((hash.wrapping_mul(0x9e37_79b1) >> 19) as usize % WORDS);
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
    let place = |hash: u32| (hash.wrapping_mul(0x9e37_79b1) >> 20) as usize % NAMES;
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

/// Numbers for the first trees, given every line's own numbers and its words' score.
pub fn first(own: &[[u8; OWN]], words: &[u8], names: &[u8], at: usize, row: &mut Vec<u8>) {
    row.clear();
    row.extend_from_slice(&own[at]);
    for offset in SHAPED {
        let neighbour = at.checked_add_signed(offset).and_then(|at| own.get(at));
        row.extend(SHARED.iter().map(|number| neighbour.map_or(0, |own| own[*number])));
    }
    row.extend(WORDED.map(|offset| near(words, at, offset)));
    row.push(mean(words, at, 5));
    row.extend([-1, 0, 1].map(|offset| near(names, at, offset)));
}

/// Numbers for the second trees, given the numbers and the scores of the first.
pub fn second(scores: &[u8], around: &Around, at: usize, row: &mut Vec<u8>) {
    row.extend(SCORED.map(|offset| near(scores, at, offset)));
    row.extend([3, 8, 20].map(|reach| mean(scores, at, reach)));
    row.extend_from_slice(&around.rows[at]);
    row.extend_from_slice(&around.judged[at]);
}

/// A score of a neighbour; beyond the text, the lowest.
fn near(scores: &[u8], at: usize, offset: isize) -> u8 {
    at.checked_add_signed(offset).and_then(|at| scores.get(at)).copied().unwrap_or(0)
}

fn mean(scores: &[u8], at: usize, reach: usize) -> u8 {
    let window = &scores[at.saturating_sub(reach)..(at + reach + 1).min(scores.len())];
    (window.iter().map(|s| usize::from(*s)).sum::<usize>() / window.len()) as u8
}

/// How the likely lines of the article lie around each line.
pub struct Around {
    rows: Vec<[u8; 6]>,
    judged: Vec<[u8; JUDGED]>,
}

impl Around {
    /// Looks at the scores of the first trees: lines above the middle count as likely.
    #[must_use]
    pub fn of(facts: &Facts, scores: &[u8]) -> Self {
        let likely = |at: usize| scores[at] > 128;
        let count = scores.len();
        let words = |at: usize| if likely(at) { u64::from(facts.lines[at].words) } else { 0 };
        let all: u64 = (0..count).map(words).sum();
        let lines = (0..count).filter(|at| likely(*at)).count().max(1);
        let mut rows = vec![[0_u8; 6]; count];
        let (mut seen_words, mut seen_lines, mut since) = (0, 0, u8::MAX);
        for (at, row) in rows.iter_mut().enumerate() {
            row[0] = (seen_words * 255 / all.max(1)) as u8;
            row[1] = (seen_lines * 255 / lines) as u8;
            row[2] = since;
            seen_words += words(at);
            seen_lines += usize::from(likely(at));
            since = if likely(at) { 0 } else { since.saturating_add(1) };
            row[3] = ((all - seen_words) * 255 / all.max(1)) as u8;
        }
        let mut until = u8::MAX;
        for (at, row) in rows.iter_mut().enumerate().rev() {
            row[4] = until;
            row[5] = u8::from(row[2] < 4 && until < 4);
            until = if likely(at) { 0 } else { until.saturating_add(1) };
        }
        Self { rows, judged: around::judged(facts, scores) }
    }
}
