//! The features of one token: hashed properties of it and of what stands around it.
//!
//! A feature is 26 bits of a hash over the number of its template and the properties that the template joins. Changing a
//! template, its number or their order of joining asks for retraining.

use super::atlas;
use super::reading::{Line, PHRASE_FIRST, PHRASE_LAST, Reading, Style};
use super::token::{Case, Token};
use crate::lexicon::phrase;

/// Bits of a feature.
pub const FEATURE_BITS: u32 = 26;

/// A token that stands for what lies before or after the sentence.
const EDGE: Token = Token {
    surface: 0,
    word: 1,
    heads: [0; 4],
    tails: [0; 4],
    shape: 1,
    case: Case::Mark,
    clusters: [0; 3],
    people: 0,
    letters: 0,
    power: 1,
    mark: '\0',
    joins: false,
    titled: false,
    initial: '\0',
};

/// The feature that a template makes of some properties.
pub(super) fn hash(template: u32, parts: &[u32]) -> u32 {
    let mut h = template.wrapping_mul(0x9e37_79b9) ^ 0x51ed_270b;
    for part in parts {
        h = (h ^ part).wrapping_mul(0xcc9e_2d51);
        h = (h ^ h >> 15).wrapping_mul(0x1b87_3593).rotate_left(13);
    }
    h = (h ^ h >> 16).wrapping_mul(0x85eb_ca6b);
    (h ^ h >> 13) >> (32 - FEATURE_BITS)
}

/// Adds a feature. Written out at each of its hundred calls it takes 9 KB of the wasm.
#[inline(never)]
fn push(out: &mut Vec<u32>, template: u32, parts: &[u32]) {
    out.push(hash(template, parts));
}

/// What a token looks like to its neighbours' features.
struct View {
    word: u32,
    shape: u32,
    fine: u32,
    middle: u32,
    coarse: u32,
    list: u32,
    place: u32,
    case: u32,
}

impl View {
    /// The view of a token by itself; `spoken` where its sentence has capitals alone.
    fn alone(token: &Token, spoken: bool) -> Self {
        let [fine, middle, coarse] = token.clusters.map(u32::from);
        // Without a cluster, the way a word is written still says what sort of word it may be.
        let coarse = if coarse == 0 { 100 + token.case as u32 } else { coarse };
        let middle = if middle == 0 { 1000 + token.case as u32 } else { middle };
        Self {
            word: token.word,
            shape: if spoken { 7 } else { token.shape },
            fine,
            middle,
            coarse,
            list: u32::from(token.people),
            place: 0,
            case: if spoken { 20 } else { token.case as u32 },
        }
    }

    fn of(reading: &Reading, line: &Line, at: isize) -> Self {
        let spoken = line.style == Style::Capitals;
        if at < line.first as isize || at >= line.end as isize {
            return Self::alone(&EDGE, spoken);
        }
        let at = at as usize;
        let (phrase, place) = (u32::from(reading.phrases[at]), reading.places[at]);
        let alone = Self::alone(&reading.tokens[at], spoken);
        Self { list: phrase << 10 | atlas::coarse(place) << 4 | alone.list, place: u32::from(place), ..alone }
    }
}

/// Writes the features of the token `at` of the sentence `line`.
pub fn features(reading: &Reading, line: &Line, at: usize, out: &mut Vec<u32>) {
    out.clear();
    for seat in SEATS {
        single(reading, line, at, seat, out);
    }
    joint(reading, line, at, out);
}

/// Where a token stands that a feature looks at alone, counted from the token that is scored.
pub type Seat = isize;

/// The seats whose features depend on one word and nothing else: what they add up to may be kept for the next time the
/// word stands there.
pub const SEATS: [Seat; 5] = [0, -1, 1, -2, 2];

/// Writes the features that the word on one seat alone has for the token `at`.
pub fn single(reading: &Reading, line: &Line, at: usize, seat: Seat, out: &mut Vec<u32>) {
    let from = at as isize + seat;
    let inside = from >= line.first as isize && from < line.end as isize;
    let token = if inside { &reading.tokens[from as usize] } else { &EDGE };
    let v = View::alone(token, line.style == Style::Capitals);
    // What sources and editors take for a name differs with the sort of text.
    let genre = reading.genre as u32;
    let mut add = |template: u32, parts: &[u32]| push(out, template, parts);
    // Templates of a seat: word, shape, the three clusters, ends of three letters, the word in this sort of text.
    let [word, shape, fine, middle, coarse, tail, head, sort] = match seat {
        0 => return own(&mut add, token, &v, genre),
        -1 => [2, 16, 37, 38, 39, 30, 31, 119],
        1 => [3, 17, 40, 41, 42, 32, 33, 124],
        -2 => [4, 0, 43, 44, 0, 0, 0, 0],
        _ => [5, 0, 45, 46, 0, 0, 0, 0],
    };
    add(word, &[v.word]);
    add(fine, &[v.fine]);
    add(middle, &[v.middle]);
    if shape != 0 {
        add(shape, &[v.shape]);
        add(coarse, &[v.coarse]);
        add(sort, &[genre, v.word]);
        if inside {
            add(tail, &[token.tails[2]]);
            add(head, &[token.heads[2]]);
        }
    }
}

fn own(add: &mut impl FnMut(u32, &[u32]), token: &Token, v: &View, genre: u32) {
    add(0, &[]);
    add(1, &[v.word]);
    add(11, &[v.word, v.case]);
    add(12, &[v.shape]);
    for n in 0..4_u32 {
        add(21 + n, &[token.heads[n as usize]]);
        add(25 + n, &[token.tails[n as usize]]);
    }
    add(29, &[token.tails[2], v.case]);
    add(34, &[v.fine, v.case]);
    add(35, &[v.middle, v.case]);
    add(36, &[v.coarse, v.case]);
    add(56, &[u32::from(token.people), v.case]);
    add(106, &[genre, v.case]);
    add(107, &[genre, v.word]);
    add(108, &[genre, v.fine, v.case]);
}

/// Writes the features of the token `at` that look at more than one word, or at what the document says.
pub fn joint(reading: &Reading, line: &Line, at: usize, out: &mut Vec<u32>) {
    let i = at as isize;
    let [b2, b1, v, a1, a2] = [-2, -1, 0, 1, 2].map(|d| View::of(reading, line, i + d));
    let token = &reading.tokens[at];
    let mut add = |template: u32, parts: &[u32]| push(out, template, parts);
    words(&mut add, &[&b2, &b1, &v, &a1, &a2]);
    clusters(&mut add, &[&b2, &b1, &v, &a1, &a2]);
    lists(&mut add, reading, at, &[&b2, &b1, &v, &a1, &a2]);
    if token.case.is_upper() || token.joins || token.case == Case::Number || matches!(token.mark, '-' | '&' | '.') {
        runs(&mut add, reading, line, at, &v);
    }
    document(&mut add, reading, line, at, &v);
    // "Ms Pugh", "Gen. Asim": whatever the title, a person follows.
    if at > line.first && reading.tokens[at - 1].titled {
        add(126, &[v.case, u32::from(at - 1 == line.opening)]);
        add(127, &[v.case, a1.case, a1.list]);
    }
    if token.titled {
        add(128, &[v.case, a1.case]);
        add(129, &[v.case, a1.list, b1.case]);
    }
    if reading.acronyms[at] != 0 {
        add(118, &[u32::from(reading.acronyms[at]), v.case]);
    }
    add(109, &[reading.genre as u32, v.list, v.case]);
}

fn words(add: &mut impl FnMut(u32, &[u32]), [b2, b1, v, a1, a2]: &[&View; 5]) {
    add(6, &[b1.word, v.word]);
    add(7, &[v.word, a1.word]);
    add(8, &[b1.word, a1.word]);
    add(9, &[b2.word, b1.word]);
    add(10, &[a1.word, a2.word]);
    add(13, &[b1.shape, v.shape]);
    add(14, &[v.shape, a1.shape]);
    add(15, &[b1.shape, v.shape, a1.shape]);
    add(18, &[b1.word, v.shape]);
    add(19, &[v.shape, a1.word]);
    add(20, &[b2.case, b1.case, v.case, a1.case, a2.case]);
}

fn clusters(add: &mut impl FnMut(u32, &[u32]), [b2, b1, v, a1, a2]: &[&View; 5]) {
    add(47, &[b1.middle, v.middle, v.case]);
    add(48, &[v.middle, a1.middle, v.case]);
    add(49, &[b1.middle, a1.middle, v.case]);
    add(50, &[b2.middle, b1.middle]);
    add(51, &[a1.middle, a2.middle]);
    add(52, &[b1.coarse, v.coarse, a1.coarse, v.case]);
    add(53, &[b1.case, b1.coarse, v.coarse, v.case]);
    add(54, &[v.coarse, v.case, a1.coarse, a1.case]);
}

fn lists(add: &mut impl FnMut(u32, &[u32]), reading: &Reading, at: usize, [_, b1, v, a1, _]: &[&View; 5]) {
    let people = u32::from(reading.tokens[at].people);
    let listed = u32::from(reading.phrases[at]);
    add(55, &[v.list]);
    add(57, &[listed, v.case]);
    add(58, &[b1.list]);
    add(59, &[a1.list]);
    add(60, &[b1.list, v.list]);
    add(61, &[v.list, a1.list]);
    add(62, &[v.list, b1.middle]);
    add(63, &[v.list, a1.middle]);
    add(64, &[v.list, b1.word]);
    add(65, &[v.list, a1.word]);
    if v.place != 0 {
        add(110, &[v.place, v.case]);
        add(111, &[v.place, b1.case, a1.case]);
        add(112, &[v.place, b1.word]);
        add(113, &[v.place, a1.word]);
        add(114, &[v.place, people]);
        add(115, &[v.place, v.middle]);
        add(116, &[v.place, b1.place]);
        add(117, &[v.place, a1.place]);
    }
    if reading.tokens[at].joins || v.case == Case::Mark as u32 {
        add(68, &[b1.list, v.word, a1.list]);
        add(69, &[b1.middle, v.word, a1.middle]);
    }
    for bit in 0..phrase::BITS {
        if listed >> bit & 1 == 1 {
            let ends = listed & u32::from(PHRASE_FIRST | PHRASE_LAST);
            add(66, &[bit, ends, v.case]);
            add(67, &[bit, ends, a1.case, b1.case]);
        }
    }
}

/// Where in its run of capitals a token stands, and what the run begins with, ends in and is surrounded by.
fn runs(add: &mut impl FnMut(u32, &[u32]), reading: &Reading, line: &Line, at: usize, v: &View) {
    let (tight, loose) = (reading.tight[at], reading.loose[at]);
    let wider = (loose != tight).then_some((85, loose));
    for (template, (first, last)) in [(70, tight)].into_iter().chain(wider) {
        let (first, last) = (first as usize, last as usize);
        let place = u32::from(at == first) | u32::from(at == last) << 1 | u32::from(at < first || at > last) << 2;
        let length = (last - first + 1).min(5) as u32;
        let place = place | length << 3;
        let [head, tail] = [first, last].map(|t| View::of(reading, line, t as isize));
        let before = View::of(reading, line, first as isize - 1);
        let after = View::of(reading, line, last as isize + 1);
        add(template, &[place, v.case]);
        add(template + 1, &[tail.word, place]);
        add(template + 2, &[tail.fine, place]);
        add(template + 3, &[tail.middle, place]);
        add(template + 4, &[head.word, place]);
        add(template + 5, &[head.fine, place]);
        add(template + 6, &[head.middle, place]);
        add(template + 7, &[before.word, place]);
        add(template + 8, &[before.middle, place]);
        add(template + 9, &[after.word, place]);
        add(template + 10, &[after.middle, place]);
        add(template + 11, &[head.list, tail.list, place]);
        add(template + 12, &[head.coarse, tail.coarse, place]);
    }
}

fn document(add: &mut impl FnMut(u32, &[u32]), reading: &Reading, line: &Line, at: usize, v: &View) {
    let opening = u32::from(at == line.opening) | u32::from(at == line.first) << 1;
    let style = line.style as u32 | u32::from(line.heading) << 2;
    add(100, &[opening, v.case]);
    add(101, &[style, v.case, opening & 1]);
    add(102, &[opening & 1, v.middle, v.case]);
    if reading.tokens[at].case.is_upper() {
        let habit = reading.habits[reading.types[at] as usize];
        let own = u16::from(at != line.opening && line.style == Style::Prose && line.body);
        let (lower, upper) = (habit.lower.min(2), habit.upper.saturating_sub(own).min(2));
        let known = u32::from(lower) << 4 | u32::from(upper);
        add(103, &[known, opening & 1, v.case]);
        add(104, &[known, style, opening & 1]);
        add(105, &[known, v.coarse]);
    }
}
