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
/// No token has more features.
pub const MOST_FEATURES: usize = 160;

/// A token that stands for what lies before or after the sentence.
const EDGE: Token = Token {
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
    let mut h = template.wrapping_mul(0x9e37_79b9);
    for part in parts {
        h = (h.rotate_left(5) ^ part).wrapping_mul(0xcc9e_2d51);
    }
    (h ^ h >> 15).wrapping_mul(0x85eb_ca6b) >> (32 - FEATURE_BITS)
}

/// Where features are written.
struct Features<'v>(&'v mut Vec<u32>);

impl Features<'_> {
    /// Adds a feature. Written out at each of its hundred calls it takes 9 KB of the wasm.
    #[inline(never)]
    fn add<const PARTS: usize>(&mut self, template: u32, parts: [u32; PARTS]) {
        self.0.push(hash(template, &parts));
    }
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
    debug_assert!(out.len() <= MOST_FEATURES, "{} features", out.len());
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
    let mut out = Features(out);
    // Templates of a seat: word, shape, the three clusters, ends of three letters, the word in this sort of text.
    let [word, shape, fine, middle, coarse, tail, head, sort] = match seat {
        0 => return own(&mut out, token, &v, genre),
        -1 => [2, 16, 37, 38, 39, 30, 31, 119],
        1 => [3, 17, 40, 41, 42, 32, 33, 124],
        -2 => [4, 0, 43, 44, 0, 0, 0, 0],
        _ => [5, 0, 45, 46, 0, 0, 0, 0],
    };
    out.add(word, [v.word]);
    out.add(fine, [v.fine]);
    out.add(middle, [v.middle]);
    if shape != 0 {
        out.add(shape, [v.shape]);
        out.add(coarse, [v.coarse]);
        out.add(sort, [genre, v.word]);
        if inside {
            out.add(tail, [token.tails[2]]);
            out.add(head, [token.heads[2]]);
        }
    }
}

fn own(out: &mut Features, token: &Token, v: &View, genre: u32) {
    out.add(0, []);
    out.add(1, [v.word]);
    out.add(11, [v.word, v.case]);
    out.add(12, [v.shape]);
    for n in 0..4_u32 {
        out.add(21 + n, [token.heads[n as usize]]);
        out.add(25 + n, [token.tails[n as usize]]);
    }
    out.add(29, [token.tails[2], v.case]);
    out.add(34, [v.fine, v.case]);
    out.add(35, [v.middle, v.case]);
    out.add(36, [v.coarse, v.case]);
    out.add(56, [u32::from(token.people), v.case]);
    out.add(106, [genre, v.case]);
    out.add(107, [genre, v.word]);
    out.add(108, [genre, v.fine, v.case]);
}

/// Writes the features of the token `at` that look at more than one word, or at what the document says.
pub fn joint(reading: &Reading, line: &Line, at: usize, out: &mut Vec<u32>) {
    let i = at as isize;
    let [b2, b1, v, a1, a2] = [-2, -1, 0, 1, 2].map(|d| View::of(reading, line, i + d));
    let token = &reading.tokens[at];
    let mut out = Features(out);
    words(&mut out, &[&b2, &b1, &v, &a1, &a2]);
    clusters(&mut out, &[&b2, &b1, &v, &a1, &a2]);
    lists(&mut out, reading, at, &[&b2, &b1, &v, &a1, &a2]);
    if token.case.is_upper() || token.joins || token.case == Case::Number || matches!(token.mark, '-' | '&' | '.') {
        runs(&mut out, reading, line, at, &v);
    }
    document(&mut out, reading, line, at, &v);
    // "Ms Pugh", "Gen. Asim": whatever the title, a person follows.
    if at > line.first && reading.tokens[at - 1].titled {
        out.add(126, [v.case, u32::from(at - 1 == line.opening)]);
        out.add(127, [v.case, a1.case, a1.list]);
    }
    if token.titled {
        out.add(128, [v.case, a1.case]);
        out.add(129, [v.case, a1.list, b1.case]);
    }
    if reading.acronyms[at] != 0 {
        out.add(118, [u32::from(reading.acronyms[at]), v.case]);
    }
    out.add(109, [reading.genre as u32, v.list, v.case]);
}

fn words(out: &mut Features, [b2, b1, v, a1, a2]: &[&View; 5]) {
    out.add(6, [b1.word, v.word]);
    out.add(7, [v.word, a1.word]);
    out.add(8, [b1.word, a1.word]);
    out.add(9, [b2.word, b1.word]);
    out.add(10, [a1.word, a2.word]);
    out.add(13, [b1.shape, v.shape]);
    out.add(14, [v.shape, a1.shape]);
    out.add(15, [b1.shape, v.shape, a1.shape]);
    out.add(18, [b1.word, v.shape]);
    out.add(19, [v.shape, a1.word]);
    out.add(20, [b2.case, b1.case, v.case, a1.case, a2.case]);
}

fn clusters(out: &mut Features, [b2, b1, v, a1, a2]: &[&View; 5]) {
    out.add(47, [b1.middle, v.middle, v.case]);
    out.add(48, [v.middle, a1.middle, v.case]);
    out.add(49, [b1.middle, a1.middle, v.case]);
    out.add(50, [b2.middle, b1.middle]);
    out.add(51, [a1.middle, a2.middle]);
    out.add(52, [b1.coarse, v.coarse, a1.coarse, v.case]);
    out.add(53, [b1.case, b1.coarse, v.coarse, v.case]);
    out.add(54, [v.coarse, v.case, a1.coarse, a1.case]);
}

fn lists(out: &mut Features, reading: &Reading, at: usize, [_, b1, v, a1, _]: &[&View; 5]) {
    let people = u32::from(reading.tokens[at].people);
    let listed = u32::from(reading.phrases[at]);
    out.add(55, [v.list]);
    out.add(57, [listed, v.case]);
    out.add(58, [b1.list]);
    out.add(59, [a1.list]);
    out.add(60, [b1.list, v.list]);
    out.add(61, [v.list, a1.list]);
    out.add(62, [v.list, b1.middle]);
    out.add(63, [v.list, a1.middle]);
    out.add(64, [v.list, b1.word]);
    out.add(65, [v.list, a1.word]);
    if v.place != 0 {
        out.add(110, [v.place, v.case]);
        out.add(111, [v.place, b1.case, a1.case]);
        out.add(112, [v.place, b1.word]);
        out.add(113, [v.place, a1.word]);
        out.add(114, [v.place, people]);
        out.add(115, [v.place, v.middle]);
        out.add(116, [v.place, b1.place]);
        out.add(117, [v.place, a1.place]);
    }
    if reading.tokens[at].joins || v.case == Case::Mark as u32 {
        out.add(68, [b1.list, v.word, a1.list]);
        out.add(69, [b1.middle, v.word, a1.middle]);
    }
    for bit in 0..phrase::BITS {
        if listed >> bit & 1 == 1 {
            let ends = listed & u32::from(PHRASE_FIRST | PHRASE_LAST);
            out.add(66, [bit, ends, v.case]);
            out.add(67, [bit, ends, a1.case, b1.case]);
        }
    }
}

/// Where in its run of capitals a token stands, and what the run begins with, ends in and is surrounded by.
fn runs(out: &mut Features, reading: &Reading, line: &Line, at: usize, v: &View) {
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
        out.add(template, [place, v.case]);
        out.add(template + 1, [tail.word, place]);
        out.add(template + 2, [tail.fine, place]);
        out.add(template + 3, [tail.middle, place]);
        out.add(template + 4, [head.word, place]);
        out.add(template + 5, [head.fine, place]);
        out.add(template + 6, [head.middle, place]);
        out.add(template + 7, [before.word, place]);
        out.add(template + 8, [before.middle, place]);
        out.add(template + 9, [after.word, place]);
        out.add(template + 10, [after.middle, place]);
        out.add(template + 11, [head.list, tail.list, place]);
        out.add(template + 12, [head.coarse, tail.coarse, place]);
    }
}

fn document(out: &mut Features, reading: &Reading, line: &Line, at: usize, v: &View) {
    let opening = u32::from(at == line.opening) | u32::from(at == line.first) << 1;
    let style = line.style as u32 | u32::from(line.heading) << 2;
    out.add(100, [opening, v.case]);
    out.add(101, [style, v.case, opening & 1]);
    out.add(102, [opening & 1, v.middle, v.case]);
    if reading.tokens[at].case.is_upper() {
        let habit = reading.habits[reading.types[at] as usize];
        let own = u16::from(at != line.opening && line.style == Style::Prose && line.body);
        let (lower, upper) = (habit.lower.min(2), habit.upper.saturating_sub(own).min(2));
        let known = u32::from(lower) << 4 | u32::from(upper);
        out.add(103, [known, opening & 1, v.case]);
        out.add(104, [known, style, opening & 1]);
        out.add(105, [known, v.coarse]);
    }
}
