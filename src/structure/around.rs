//! What stands around each line: windows, the densest stretch, sections that a cue opens, lines of the same shape, and
//! the elements that hold it.

use super::cues::Cues;
use super::elements::LEVELS;
use super::facts::{Ending, Facts, Line};
use super::{Role, shape};
use std::ops::Range;

/// Numbers told of windows and stretches of lines.
pub(super) const WINDOWS: usize = 8 + 4 + 6 + 4 + 9;
/// Numbers told of the elements around a line.
pub(super) const ELEMENTS: usize = 5 * LEVELS + 3;

/// Sums up to each line, so that those of any stretch are a difference.
struct Sums(Vec<u64>);

impl Sums {
    fn of(numbers: impl Iterator<Item = u32>) -> Self {
        let mut sum = 0_u64;
        let running = numbers.map(|number| {
            sum += u64::from(number);
            sum
        });
        Self(std::iter::once(0).chain(running).collect())
    }

    fn over(&self, lines: &Range<usize>) -> u64 {
        self.0[lines.end] - self.0[lines.start]
    }
}

/// The lines at most `reach` away.
fn window(at: usize, reach: usize, count: usize) -> Range<usize> {
    at.saturating_sub(reach)..(at + reach + 1).min(count)
}

pub(super) fn small(number: u64) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}

/// A share in 255ths.
pub(super) fn share(part: u64, whole: u64) -> u8 {
    small((part * 255).checked_div(whole).unwrap_or(0))
}

/// A size as its logarithm, in sixteenths of a doubling; below 2³².
pub(super) fn size(number: u64) -> u8 {
    let whole = (number + 1).ilog2();
    small(u64::from(whole) * 16 + (((number + 1) << 4 >> whole) & 15))
}

fn is_prose(line: &Line) -> bool {
    line.words >= 8 && line.ending >= Ending::Asking
}

/// The stretch of lines whose gains add up to most; the first of equals.
#[must_use]
pub(super) fn stretch(gains: impl Iterator<Item = i32>) -> Range<usize> {
    let (mut best, mut most) = (0..0, 0_i64);
    let (mut start, mut sum) = (0, 0_i64);
    for (at, gain) in gains.enumerate() {
        if sum <= 0 {
            (start, sum) = (at, 0);
        }
        sum += i64::from(gain);
        if sum > most {
            (best, most) = (start..at + 1, sum);
        }
    }
    best
}

/// Where a line lies to a stretch: lines since its start and until its end, 128 at the first and the last.
pub(super) fn within(stretch: &Range<usize>, at: usize) -> [u8; 2] {
    let signed = |far: usize, near: usize| (128 + far as i64 - near as i64).clamp(0, 255) as u8;
    [signed(at, stretch.start), signed(stretch.end.saturating_sub(1), at)]
}

/// Windows, stretches, sections and shapes of every line.
pub(super) fn windows(facts: &Facts) -> Vec<[u8; WINDOWS]> {
    let lines = &facts.lines;
    let count = lines.len();
    let words = Sums::of(lines.iter().map(|line| line.words.min(100)));
    let function = Sums::of(lines.iter().map(|line| line.function));
    let prose = Sums::of(lines.iter().map(|line| u32::from(is_prose(line))));
    let sure = Sums::of(lines.iter().map(|line| line.sure));
    let gains =
        |loss: i32| lines.iter().map(move |line| if is_prose(line) { line.words.min(60) as i32 } else { -loss });
    let stretches = [stretch(gains(8)), stretch(gains(24))];
    let cues = [Role::Related, Role::Promo, Role::Furniture].map(|role| {
        let opens = |line: &Line| line.sure > 0 && line.cue == Some(role);
        let walk = |order: &mut dyn Iterator<Item = usize>| since(lines, order, &opens);
        (walk(&mut (0..count)), walk(&mut (0..count).rev()))
    });
    let runs = runs(lines);
    let dated = |line: &Line| shape::is_date_line(line);
    let comments = Cues::get().comments;
    let comments = |line: &Line| line.sure > 0 && line.family == comments;
    let bio = |line: &Line| line.sure > 0 && line.cue == Some(Role::Bio);
    let walks = [&dated as &dyn Fn(&Line) -> bool, &comments, &bio].map(|opens| {
        let walk = |order: &mut dyn Iterator<Item = usize>| since(lines, order, opens);
        (walk(&mut (0..count)), walk(&mut (0..count).rev()))
    });
    let dates = Sums::of(lines.iter().map(|line| u32::from(dated(line))));
    let again = Sums::of(lines.iter().map(|line| u32::from(line.copied > 0)));
    let replies = Sums::of(lines.iter().map(|line| u32::from(line.words <= 2 && line.repeats > 1)));
    let row = |at: usize| {
        let mut row = [0; WINDOWS];
        let mut next = 0;
        let mut tell = |number: u8| {
            row[next] = number;
            next += 1;
        };
        for reach in [3, 8, 20] {
            let window = window(at, reach, count);
            tell(small(words.over(&window) * 2 / window.len() as u64));
            tell(share(prose.over(&window), window.len() as u64));
        }
        tell(share(function.over(&window(at, 5, count)), words.over(&window(at, 5, count))));
        tell(small(sure.over(&window(at, 4, count))));
        stretches.iter().flat_map(|stretch| within(stretch, at)).for_each(&mut tell);
        cues.iter().flat_map(|(since, until)| [since[at], until[at]]).for_each(&mut tell);
        runs[at].into_iter().chain(copies(facts, at)).for_each(&mut tell);
        walks.iter().flat_map(|(since, until)| [since[at], until[at]]).for_each(&mut tell);
        for sums in [&dates, &again, &replies] {
            let window = window(at, 6, count);
            tell(share(sums.over(&window), window.len() as u64));
        }
        row
    };
    (0..count).map(row).collect()
}

/// Lines since the last, in the given order, that `opens` holds of.
fn since(lines: &[Line], order: &mut dyn Iterator<Item = usize>, opens: &dyn Fn(&Line) -> bool) -> Vec<u8> {
    let mut out = vec![u8::MAX; lines.len()];
    let mut last = u8::MAX;
    for at in order {
        last = if opens(&lines[at]) { 0 } else { last.saturating_add(1) };
        out[at] = last;
    }
    out
}

/// Length of the run of lines shaped alike that each line is in, and its place in it.
fn runs(lines: &[Line]) -> Vec<[u8; 2]> {
    let alike = |a: &Line, b: &Line| {
        a.opening == b.opening && a.ending == b.ending && a.words.abs_diff(b.words) <= 3 + a.words.min(b.words) / 2
    };
    let mut out = Vec::with_capacity(lines.len());
    for run in lines.chunk_by(alike) {
        let length = small(run.len() as u64);
        out.extend((0..run.len()).map(|at| [length, small(at as u64)]));
    }
    out
}

/// Lines near that start, and that end, with the same word.
fn copies(facts: &Facts, at: usize) -> [u8; 2] {
    let line = &facts.lines[at];
    if line.words == 0 {
        return [0; 2];
    }
    let hashes = &facts.hashes;
    let (first, last) = (hashes[line.first as usize], hashes[line.last as usize - 1]);
    let mut counts = [0; 2];
    for other in facts.lines[window(at, 4, facts.lines.len())].iter().filter(|other| other.words > 0) {
        counts[0] += u8::from(hashes[other.first as usize] == first);
        counts[1] += u8::from(hashes[other.last as usize - 1] == last);
    }
    counts
}

/// What the elements around every line hold.
pub(super) fn elements(facts: &Facts) -> Vec<[u8; ELEMENTS]> {
    let lines = &facts.lines;
    let words = Sums::of(lines.iter().map(|line| line.words));
    let solid = |line: &Line| if line.is_long() && line.link_share < 128 { line.words } else { 0 };
    let long = Sums::of(lines.iter().map(solid));
    let linked = Sums::of(lines.iter().map(|line| line.words * u32::from(line.link_share) / 255));
    let all = long.0[lines.len()];
    let row = |at: usize| {
        let mut row = [0; ELEMENTS];
        let (mut levels, mut main) = (0, u8::MAX);
        for (level, element) in facts.elements.around(at).enumerate() {
            let inside = element.first as usize..element.last as usize;
            if let Some(numbers) = row.get_mut(5 * level..5 * level + 5).filter(|_| level < LEVELS) {
                let held = words.over(&inside);
                numbers[0] = size(inside.len() as u64);
                numbers[1] = size(held);
                numbers[2] = share(linked.over(&inside), held);
                numbers[3] = share(long.over(&inside), held);
                numbers[4] = share(long.over(&inside), all);
            }
            // Steps up to the first element that holds most of the prose.
            if main == u8::MAX && all > 0 && long.over(&inside) * 3 >= all * 2 {
                main = small(level as u64);
                row[5 * LEVELS + 1] = size(inside.len() as u64);
            }
            levels += 1;
        }
        row[5 * LEVELS] = main;
        row[5 * LEVELS + 2] = small(levels);
        row
    };
    (0..lines.len()).map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_stretch_bridges_small_losses() {
        assert_eq!(stretch([-1, 5, -2, 4, -9, 3].into_iter()), 1..4);
        assert_eq!(stretch([-1, -2].into_iter()), 0..0);
        assert_eq!(stretch([2, -2, 2].into_iter()), 0..1);
    }

    #[test]
    fn sizes_grow_with_their_numbers() {
        let sizes: Vec<u8> = [0, 1, 2, 3, 7, 100, 10_000, 1_000_000].map(size).to_vec();
        assert!(sizes.windows(2).all(|pair| pair[0] < pair[1]), "{sizes:?}");
        assert_eq!(size(0), 0);
    }
}
