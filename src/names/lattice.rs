//! The linear chain over a sentence: best path, posteriors, and the probability of one name.
//!
//! A conditional random field (Lafferty, McCallum and Pereira 2001) whose transitions are scored between kinds, not
//! between labels: what follows a name does not depend on how long the name was.

use super::label::{KINDS, LABELS, OUTSIDE, begin, inside, last, parts, unit};

/// Kinds and outside: what a stretch of the chain can be.
pub const STATES: usize = KINDS.len() + 1;

/// A score for each label of one token.
pub type Row = [f32; LABELS];

/// Scores of neighbouring labels.
#[derive(Clone, Debug, PartialEq)]
pub struct Transitions {
    /// From the end of one stretch to the start of the next; the last index is outside, which a sentence starts from.
    pub between: [[f32; STATES]; STATES],
    /// Inside a name, for each kind: first to inner, first to last, inner to inner, inner to last.
    pub within: [[f32; KINDS.len()]; 4],
}

impl Transitions {
    /// All scores zero.
    #[must_use]
    pub const fn zero() -> Self {
        Self { between: [[0.0; STATES]; STATES], within: [[0.0; KINDS.len()]; 4] }
    }

    fn map(&self, f: impl Fn(f32) -> f32) -> Self {
        Self { between: self.between.map(|row| row.map(&f)), within: self.within.map(|row| row.map(&f)) }
    }

    /// Every score, in a fixed order.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut f32> {
        self.between.iter_mut().flatten().chain(self.within.iter_mut().flatten())
    }

    /// Every score, in the order of [`Self::values_mut`].
    pub fn values(&self) -> impl Iterator<Item = &f32> {
        self.between.iter().flatten().chain(self.within.iter().flatten())
    }
}

/// Transitions, with their exponentials beside them.
#[derive(Clone, Debug, PartialEq)]
pub struct Chain {
    scores: Transitions,
    weights: Transitions,
    /// Those between stretches, from the start of the next to the end of the one before.
    back: [[f32; STATES]; STATES],
}

impl Chain {
    /// The chain of these transitions.
    #[must_use]
    pub fn new(scores: &Transitions) -> Self {
        let weights = scores.map(exp);
        let back = std::array::from_fn(|to| std::array::from_fn(|from| weights.between[from][to]));
        Self { scores: scores.clone(), weights, back }
    }
}

/// A name as the chain has it: tokens `first..=last` of the sentence, index of the kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// First token, counted from the sentence's first.
    pub first: usize,
    /// Last token.
    pub last: usize,
    /// Index into [`KINDS`].
    pub kind: usize,
}

/// Buffers for one sentence after another.
#[derive(Default)]
pub struct Lattice {
    potential: Vec<Row>,
    alpha: Vec<Row>,
    beta: Vec<Row>,
    scale: Vec<f32>,
    back: Vec<Back>,
}

/// What the best path to a token came from.
struct Back {
    /// For each state that starts here, or goes on outside: the label before.
    from: [u8; STATES],
    /// For each kind, whether an inner token, and whether a last one, follows an inner one.
    inner: [[bool; KINDS.len()]; 2],
}

impl Back {
    /// The label before this one.
    fn before(&self, label: usize) -> usize {
        match parts(label) {
            None => usize::from(self.from[STATES - 1]),
            Some((part @ (1 | 2), kind)) if self.inner[part - 1][kind] => inside(kind),
            Some((1 | 2, kind)) => begin(kind),
            Some((_, kind)) => usize::from(self.from[kind]),
        }
    }
}

/// The exponential function to a relative 2e-7, by additions and multiplications alone, so that every machine agrees on
/// every bit. Arguments below -87 give 0; above 88 they count as 88. Without branches, so that several are made at once.
#[must_use]
#[inline]
pub fn exp(argument: f32) -> f32 {
    let x = if argument < 88.0 { argument } else { 88.0 };
    let x = if x > -87.0 { x } else { -87.0 };
    let shifted = x * std::f32::consts::LOG2_E + 12_582_912.0;
    let whole = shifted - 12_582_912.0;
    let rest = (x - whole * 0.693_359_4) + whole * 2.121_944_4e-4;
    let p = 1.987_569_1e-4;
    let p = p * rest + 1.398_199_9e-3;
    let p = p * rest + 8.333_452e-3;
    let p = p * rest + 4.166_579_6e-2;
    let p = p * rest + 1.666_666_5e-1;
    let p = p * rest + 0.5;
    let value = p * rest * rest + rest + 1.0;
    let value = value * f32::from_bits(((whole as i32 + 127) as u32) << 23);
    if argument < -87.0 { 0.0 } else { value }
}

/// The largest of a row but for the first of its labels.
pub(super) fn top(row: &Row) -> f32 {
    let mut tops = [f32::NEG_INFINITY; KINDS.len()];
    for part in row[1..].chunks_exact(KINDS.len()) {
        for (top, x) in tops.iter_mut().zip(part) {
            *top = if *x > *top { *x } else { *top };
        }
    }
    tops.into_iter().fold(f32::NEG_INFINITY, f32::max)
}

/// Sums below this are taken for zero: their inverses would overflow.
const LEAST: f32 = 1e-30;
/// Sums above this are taken for it.
const MOST: f32 = 1e30;

/// Sums over the starts of stretches: what each state can follow.
fn enter(ends: &[f32; STATES], between: &[[f32; STATES]; STATES]) -> [f32; STATES] {
    let mut starts = [0.0; STATES];
    for (end, row) in ends.iter().zip(between) {
        for (start, weight) in starts.iter_mut().zip(row) {
            *start += end * weight;
        }
    }
    starts
}

impl Lattice {
    /// The best path: its names, in order.
    pub fn best(&mut self, emissions: &[Row], chain: &Chain, names: &mut Vec<Found>) {
        names.clear();
        self.back.clear();
        let mut score = [f32::NEG_INFINITY; LABELS];
        score[OUTSIDE] = 0.0;
        for emission in emissions {
            let (next, back) = step(&score, emission, &chain.scores);
            self.back.push(back);
            score = next;
        }
        let ends = (0..KINDS.len()).flat_map(|k| [last(k), unit(k)]);
        let mut label = ends.fold(OUTSIDE, |best, l| if score[l] > score[best] { l } else { best });
        let mut end = 0;
        for at in (0..emissions.len()).rev() {
            if let Some((part, kind)) = parts(label) {
                if part >= 2 {
                    end = at;
                }
                if part == 0 || part == 3 {
                    names.push(Found { first: at, last: end, kind });
                }
            }
            label = self.back[at].before(label);
        }
        names.reverse();
    }

    /// Runs the sums forward and backward over `emissions`, allowing only the labels in `allowed` (one bit set a token;
    /// all when empty). Gives the logarithm of the total, or none when no path is allowed.
    pub fn sum(&mut self, emissions: &[Row], allowed: &[u64], chain: &Chain) -> Option<f32> {
        let weights = &chain.weights;
        let mut logarithm = self.potentials(emissions, allowed);
        self.alpha.clear();
        self.scale.clear();
        let mut ends = [0.0; STATES];
        ends[STATES - 1] = 1.0;
        let mut inner = [0.0; LABELS];
        for e in &self.potential {
            let starts = enter(&ends, &weights.between);
            let mut row = [0.0; LABELS];
            row[OUTSIDE] = starts[STATES - 1] * e[OUTSIDE];
            let [bi, bl, ii, il] = &weights.within;
            let mut totals = [0.0; KINDS.len()];
            for k in 0..KINDS.len() {
                row[begin(k)] = starts[k] * e[begin(k)];
                row[unit(k)] = starts[k] * e[unit(k)];
                row[inside(k)] = (inner[begin(k)] * bi[k] + inner[inside(k)] * ii[k]) * e[inside(k)];
                row[last(k)] = (inner[begin(k)] * bl[k] + inner[inside(k)] * il[k]) * e[last(k)];
                totals[k] = row[begin(k)] + row[unit(k)] + row[inside(k)] + row[last(k)];
            }
            let total = row[OUTSIDE] + totals.iter().sum::<f32>();
            if total < LEAST {
                return None;
            }
            let scale = 1.0 / total;
            row.iter_mut().for_each(|x| *x *= scale);
            logarithm += libm::logf(total);
            ends[STATES - 1] = row[OUTSIDE];
            for k in 0..KINDS.len() {
                ends[k] = row[last(k)] + row[unit(k)];
            }
            inner = row;
            self.alpha.push(row);
            self.scale.push(scale);
        }
        let closing: f32 = ends.iter().sum();
        self.backward(chain, closing);
        (closing > LEAST).then(|| logarithm + libm::logf(closing))
    }

    /// Exponentials of the emissions, each token's largest made 1; gives the sum of what was taken out.
    fn potentials(&mut self, emissions: &[Row], allowed: &[u64]) -> f32 {
        self.potential.clear();
        let mut taken = 0.0;
        for (at, emission) in emissions.iter().enumerate() {
            let mask = allowed.get(at).copied().unwrap_or(u64::MAX);
            let mut row = *emission;
            if mask != u64::MAX {
                for (label, x) in row.iter_mut().enumerate() {
                    if mask >> label & 1 == 0 {
                        *x = f32::NEG_INFINITY;
                    }
                }
            }
            let top = top(&row).max(row[OUTSIDE]);
            taken += top;
            self.potential.push(row.map(|x| exp(x - top)));
        }
        taken
    }

    fn backward(&mut self, chain: &Chain, closing: f32) {
        let n = self.potential.len();
        self.beta.clear();
        self.beta.resize(n, [0.0; LABELS]);
        let share = if closing > LEAST { 1.0 / closing } else { 0.0 };
        let mut next = [0.0; LABELS];
        next[OUTSIDE] = share;
        for k in 0..KINDS.len() {
            next[last(k)] = share;
            next[unit(k)] = share;
        }
        for at in (0..n).rev() {
            // A label that the past rules out may fit the future beyond all bounds.
            next.iter_mut().for_each(|x| *x = if *x > MOST { MOST } else { *x });
            self.beta[at] = next;
            let e = &self.potential[at];
            let scale = self.scale[at];
            let reached: Row = std::array::from_fn(|l| next[l] * e[l] * scale);
            let mut starts = [0.0; STATES];
            starts[STATES - 1] = reached[OUTSIDE];
            for k in 0..KINDS.len() {
                starts[k] = reached[begin(k)] + reached[unit(k)];
            }
            let ends = enter(&starts, &chain.back);
            next[OUTSIDE] = ends[STATES - 1];
            let [bi, bl, ii, il] = &chain.weights.within;
            for k in 0..KINDS.len() {
                next[last(k)] = ends[k];
                next[unit(k)] = ends[k];
                next[begin(k)] = bi[k] * reached[inside(k)] + bl[k] * reached[last(k)];
                next[inside(k)] = ii[k] * reached[inside(k)] + il[k] * reached[last(k)];
            }
        }
    }

    /// Posterior of each label of the token `at`, after [`Self::sum`].
    #[must_use]
    pub fn posterior(&self, at: usize) -> Row {
        std::array::from_fn(|l| self.alpha[at][l] * self.beta[at][l])
    }

    /// Posterior of exactly this name, after [`Self::sum`] with the same chain.
    #[must_use]
    pub fn probability(&self, name: Found, chain: &Chain) -> f32 {
        let Found { first, last: end, kind } = name;
        if first == end {
            return self.alpha[first][unit(kind)] * self.beta[first][unit(kind)];
        }
        let [bi, bl, ii, il] = chain.weights.within.map(|of_kinds| of_kinds[kind]);
        let mut mass = self.alpha[first][begin(kind)];
        for at in first + 1..end {
            let step = if at == first + 1 { bi } else { ii };
            mass *= step * self.potential[at][inside(kind)] * self.scale[at];
        }
        let step = if end == first + 1 { bl } else { il };
        mass * step * self.potential[end][last(kind)] * self.scale[end] * self.beta[end][last(kind)]
    }

    /// Adds the expected count of each transition, times `sign`, to `into`, after [`Self::sum`].
    pub fn expect(&self, chain: &Chain, sign: f32, into: &mut Transitions) {
        let weights = &chain.weights;
        let mut ends = [0.0; STATES];
        ends[STATES - 1] = 1.0;
        for at in 0..self.alpha.len() {
            let reached: Row =
                std::array::from_fn(|l| self.beta[at][l] * self.potential[at][l] * self.scale[at] * sign);
            for (from, end) in ends.iter().enumerate() {
                for to in 0..KINDS.len() {
                    let start = reached[begin(to)] + reached[unit(to)];
                    into.between[from][to] += end * weights.between[from][to] * start;
                }
                let outside = end * weights.between[from][STATES - 1] * reached[OUTSIDE];
                into.between[from][STATES - 1] += outside;
            }
            if at > 0 {
                let before = &self.alpha[at - 1];
                for k in 0..KINDS.len() {
                    let [bi, bl, ii, il] = weights.within.map(|of_kinds| of_kinds[k]);
                    into.within[0][k] += before[begin(k)] * bi * reached[inside(k)];
                    into.within[1][k] += before[begin(k)] * bl * reached[last(k)];
                    into.within[2][k] += before[inside(k)] * ii * reached[inside(k)];
                    into.within[3][k] += before[inside(k)] * il * reached[last(k)];
                }
            }
            ends[STATES - 1] = self.alpha[at][OUTSIDE];
            for (k, end) in ends.iter_mut().enumerate().take(KINDS.len()) {
                *end = self.alpha[at][last(k)] + self.alpha[at][unit(k)];
            }
        }
    }
}

/// One step of the best path: the scores after the token, and what each came from.
fn step(score: &Row, emission: &Row, transitions: &Transitions) -> (Row, Back) {
    let mut ends = [score[OUTSIDE]; STATES];
    let mut labels = [OUTSIDE as u8; STATES];
    for k in 0..KINDS.len() {
        let longer = score[last(k)] >= score[unit(k)];
        ends[k] = if longer { score[last(k)] } else { score[unit(k)] };
        labels[k] = (if longer { last(k) } else { unit(k) }) as u8;
    }
    let mut starts = [f32::NEG_INFINITY; STATES];
    // As wide as the scores, so that both are picked at once.
    let mut from = [STATES as u32 - 1; STATES];
    for (state, (end, between)) in (0..).zip(ends.iter().zip(&transitions.between)) {
        for to in 0..STATES {
            let reached = end + between[to];
            let better = reached > starts[to];
            starts[to] = if better { reached } else { starts[to] };
            from[to] = if better { state } else { from[to] };
        }
    }
    let mut next = [0.0; LABELS];
    let mut inner = [[false; KINDS.len()]; 2];
    next[OUTSIDE] = starts[STATES - 1] + emission[OUTSIDE];
    let [bi, bl, ii, il] = &transitions.within;
    for k in 0..KINDS.len() {
        next[begin(k)] = starts[k] + emission[begin(k)];
        next[unit(k)] = starts[k] + emission[unit(k)];
        let (first, more) = (score[begin(k)] + bi[k], score[inside(k)] + ii[k]);
        inner[0][k] = more > first;
        next[inside(k)] = emission[inside(k)] + if more > first { more } else { first };
        let (first, more) = (score[begin(k)] + bl[k], score[inside(k)] + il[k]);
        inner[1][k] = more > first;
        next[last(k)] = emission[last(k)] + if more > first { more } else { first };
    }
    (next, Back { from: from.map(|state| labels[state as usize]), inner })
}
