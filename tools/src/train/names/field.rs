//! Training a conditional random field with partly known labels: the likelihood of all paths that the labels allow.

use super::corpus::{Examples, Sentence, UNMARKED};
use marginalia::names::{COLUMNS, Chain, Columns, FEATURE_BITS, Lattice, Row, Transitions, gather, spread};

/// How to train.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    pub epochs: usize,
    /// Step of `AdaGrad` at first.
    pub rate: f32,
    /// And at last.
    pub last: f32,
    /// Pull of every touched weight towards zero.
    pub decay: f32,
    /// Share of features left out at random.
    pub dropout: f32,
    pub seed: u64,
    /// Whether the result is the mean over the last epoch.
    pub mean: bool,
    /// What a kind that the source does not mark loses against none.
    pub doubt: f32,
}

/// Weights: a row of labels for each feature seen often enough.
#[derive(Clone)]
pub struct Field {
    /// The feature of each row.
    pub features: Vec<u32>,
    pub weights: Vec<Columns>,
    /// Sum of squared gradients of each weight: what pruning takes for curvature.
    squares: Vec<Columns>,
    /// The same of each row: what its steps shrink by.
    paces: Vec<f32>,
    /// Of each weight, the sum of its changes times the number of the step: what the mean of all steps lacks.
    drift: Vec<Columns>,
    step: f32,
    /// Whether squares are summed up: in the last epoch, for the pruning that follows.
    measuring: bool,
    /// Labels that a row may still use; everything before pruning.
    kept: Vec<u64>,
    pub transitions: Transitions,
    transition_squares: Transitions,
    /// Whether the transitions are trained too.
    pub free: bool,
}

/// Set in a feature that stands for one source alone.
pub const HABIT: u32 = 1 << FEATURE_BITS;

/// How many features there may be, those of one source alone among them.
const FEATURES: usize = 2 * HABIT as usize;
/// Features that are looked through at once.
const BLOCK: usize = 1 << 10;

/// Added to the root of a row's pace: keeps the first steps small.
const PATIENCE: f32 = 0.5;
/// A sentence whose labels cost less than this is known well.
const WELL_KNOWN: f64 = 0.03;
/// One in how many visits to sentences known well takes place.
const REST: u64 = 5;

/// What is visited in an epoch: a sentence, how often.
pub type Visit = (Sentence, u32);

/// The rows of each token's features, after those seen too seldom are left out.
pub struct Compact {
    offsets: Vec<usize>,
    rows: Vec<u32>,
}

impl Compact {
    /// Row numbers of every token.
    pub fn new(examples: &Examples, field: &Field) -> Self {
        let numbers = field.numbers();
        let mut compact = Self { offsets: vec![0], rows: Vec::new() };
        for token in 0..examples.allowed.len() {
            let rows = examples.features(token).iter().filter_map(|f| numbers[*f as usize].checked_sub(1));
            compact.rows.extend(rows);
            compact.offsets.push(compact.rows.len());
        }
        compact
    }

    fn rows(&self, token: usize) -> &[u32] {
        &self.rows[self.offsets[token]..self.offsets[token + 1]]
    }
}

/// What a field learns from.
pub struct Lesson<'a> {
    pub compact: &'a Compact,
    /// Labels that each token may have.
    pub allowed: &'a [u64],
    /// Scores that every token has to begin with; none when empty.
    pub base: &'a [Row],
    pub visits: &'a [Visit],
}

impl Field {
    /// A field of zeros over the features that `visits` show at least `least` times.
    pub fn new(examples: &Examples, visits: &[Visit], least: u32) -> Self {
        let mut counts = vec![0_u32; FEATURES];
        for (sentence, _) in visits {
            for token in sentence.first..sentence.end {
                for feature in examples.features(token) {
                    counts[*feature as usize] += 1;
                }
            }
        }
        let mut features: Vec<u32> = Vec::new();
        for (first, counts) in (0..).step_by(BLOCK).zip(counts.chunks(BLOCK)) {
            // Most blocks of a small corpus are empty, and tests are not optimised.
            if counts != [0; BLOCK] {
                features
                    .extend((first..).zip(counts).filter(|(_, count)| **count >= least).map(|(feature, _)| feature));
            }
        }
        // Rows used often stand together, so that they stay in the processor's cache.
        features.sort_by_key(|f| std::cmp::Reverse(counts[*f as usize]));
        let zeros = vec![[0.0; COLUMNS]; features.len()];
        Self {
            drift: Vec::new(),
            step: 0.0,
            measuring: false,
            kept: vec![u64::MAX; features.len()],
            paces: vec![0.0; features.len()],
            weights: zeros.clone(),
            squares: zeros,
            features,
            transitions: Transitions::zero(),
            transition_squares: Transitions::zero(),
            free: true,
        }
    }

    /// The row of every feature, counted from 1; 0 for one without.
    fn numbers(&self) -> Vec<u32> {
        let mut numbers = vec![0; FEATURES];
        for (row, feature) in (1..).zip(&self.features) {
            numbers[*feature as usize] = row;
        }
        numbers
    }

    /// Scores of a token.
    pub fn score(&self, compact: &Compact, token: usize) -> Row {
        let mut sums = [0.0; COLUMNS];
        for at in compact.rows(token) {
            sums.iter_mut().zip(&self.weights[*at as usize]).for_each(|(x, w)| *x += w);
        }
        gather(&sums)
    }

    /// Trains for some epochs, the step falling from `plan.rate` to `plan.last`.
    pub fn train(&mut self, lesson: &Lesson, plan: Plan) {
        let mut random = Random(plan.seed);
        let mut order: Vec<(Sentence, usize)> = Vec::new();
        for (number, (sentence, times)) in lesson.visits.iter().enumerate() {
            order.extend(std::iter::repeat_n((*sentence, number), *times as usize));
        }
        let total = (order.len() * plan.epochs) as f32;
        let mut scratch = Scratch::default();
        let mut done = 0.0;
        let mut known = vec![false; lesson.visits.len()];
        for epoch in 0..plan.epochs {
            random.shuffle(&mut order);
            if plan.mean && epoch + 1 == plan.epochs {
                self.drift = vec![[0.0; COLUMNS]; self.weights.len()];
                self.step = 0.0;
            }
            if epoch + 1 == plan.epochs {
                self.measuring = true;
                self.squares.iter_mut().for_each(|row| row.fill(0.0));
            }
            let (mut loss, mut visited) = (0.0_f64, 0);
            for (sentence, number) in &order {
                let rate = plan.rate + (plan.last - plan.rate) * done / total;
                done += 1.0;
                // What is known well is looked at once in a while only.
                if known[*number] && !random.next().is_multiple_of(REST) {
                    continue;
                }
                let surprise = self.learn(lesson, *sentence, Plan { rate, ..plan }, &mut random, &mut scratch);
                known[*number] = surprise < WELL_KNOWN;
                loss += surprise;
                visited += 1;
            }
            self.settle(epoch + 1 == plan.epochs);
            self.measuring = false;
            eprintln!("epoch {}: {visited} sentences, loss {:.4} each", epoch + 1, loss / f64::from(visited));
        }
    }

    /// At the end, puts the mean over the steps in the place of the last weights.
    fn settle(&mut self, end: bool) {
        if end && !self.drift.is_empty() {
            for (row, drift) in self.weights.iter_mut().zip(&self.drift) {
                row.iter_mut().zip(drift).for_each(|(w, d)| *w -= d / self.step);
            }
            self.drift = Vec::new();
        }
    }

    fn learn(
        &mut self,
        lesson: &Lesson,
        sentence: Sentence,
        plan: Plan,
        random: &mut Random,
        scratch: &mut Scratch,
    ) -> f64 {
        scratch.clear();
        for token in sentence.first..sentence.end {
            let mut sums = [0.0; COLUMNS];
            for at in lesson.compact.rows(token) {
                if random.unit() >= plan.dropout {
                    scratch.active.push(*at);
                    sums.iter_mut().zip(&self.weights[*at as usize]).for_each(|(x, w)| *x += w);
                }
            }
            let mut row = gather(&sums);
            if let Some(base) = lesson.base.get(token) {
                row.iter_mut().zip(base).for_each(|(x, b)| *x += b);
            }
            scratch.ends.push(scratch.active.len());
            scratch.rows.push(row);
        }
        let allowed = &lesson.allowed[sentence.first..sentence.end];
        let chain = Chain::new(&self.transitions);
        let Some(free) = scratch.lattice.sum(&scratch.rows, &[], &chain) else { return 0.0 };
        let mut gradient = Transitions::zero();
        scratch.lattice.expect(&chain, 1.0, &mut gradient);
        scratch.gradients.extend((0..allowed.len()).map(|t| scratch.lattice.posterior(t)));
        self.step += 1.0;
        for (row, allowed) in scratch.rows.iter_mut().zip(allowed) {
            if allowed & UNMARKED != 0 {
                row.iter_mut().skip(1).for_each(|x| *x -= plan.doubt);
            }
        }
        let Some(bound) = scratch.lattice.sum(&scratch.rows, allowed, &chain) else { return 0.0 };
        scratch.lattice.expect(&chain, -1.0, &mut gradient);
        for (token, gradient) in scratch.gradients.iter_mut().enumerate() {
            let wanted = scratch.lattice.posterior(token);
            gradient.iter_mut().zip(wanted).for_each(|(g, w)| *g -= w);
        }
        // Of marks that are all but impossible the sums leave what a number holds: one such sentence would spoil every weight.
        if !scratch.gradients.iter().flatten().chain(gradient.values()).all(|g| g.is_finite()) {
            return 0.0;
        }
        let mut first = 0;
        for (gradient, end) in scratch.gradients.iter().zip(&scratch.ends) {
            if gradient.iter().any(|g| g.abs() > 1e-3) {
                let gradient = spread(gradient);
                let pace = gradient.iter().map(|g| g * g).sum();
                for at in &scratch.active[first..*end] {
                    self.step(*at as usize, &gradient, pace, plan);
                }
            }
            first = *end;
        }
        if self.free {
            let squares = self.transition_squares.values_mut();
            for ((weight, square), g) in self.transitions.values_mut().zip(squares).zip(gradient.values()) {
                *square += g * g;
                *weight -= plan.rate * g / (1.0 + square.sqrt());
            }
        }
        f64::from(free - bound)
    }

    fn step(&mut self, at: usize, gradient: &Columns, pace: f32, plan: Plan) {
        let (weights, squares) = (&mut self.weights[at], &mut self.squares[at]);
        self.paces[at] += pace;
        let rate = plan.rate / (PATIENCE + self.paces[at].sqrt());
        let drift = self.drift.get_mut(at);
        for (weight, g) in weights.iter_mut().zip(gradient) {
            *weight -= rate * (g + plan.decay * *weight);
        }
        if self.measuring {
            squares.iter_mut().zip(gradient).for_each(|(square, g)| *square += g * g);
        }
        if let Some(drift) = drift {
            for ((d, weight), g) in drift.iter_mut().zip(weights.iter()).zip(gradient) {
                // Close enough: the decay uses the new weight.
                *d -= self.step * rate * (g + plan.decay * *weight);
            }
        }
        if self.kept[at] != u64::MAX {
            for (label, weight) in weights.iter_mut().enumerate() {
                if self.kept[at] >> label & 1 == 0 {
                    *weight = 0.0;
                }
            }
        }
    }

    /// Keeps the `most` weights that the likelihood would miss most and sets the others to zero for good.
    ///
    /// What a weight is worth is its square times the curvature there, for which the sum of squared gradients stands
    /// (LeCun, Denker and Solla 1990): size alone would keep large weights of features hardly ever seen.
    pub fn prune(&mut self, most: usize) {
        prune_together(std::slice::from_mut(self), most);
    }

    /// Leaves out what holds in one source alone.
    pub fn forget_habits(&mut self) {
        let shared: Vec<bool> = self.features.iter().map(|feature| feature & HABIT == 0).collect();
        self.retain(&shared);
    }

    /// Keeps the rows whose place in `live` is true.
    fn retain(&mut self, live: &[bool]) {
        fn of_live<T>(rows: &mut Vec<T>, live: &[bool]) {
            let mut live = live.iter();
            rows.retain(|_| live.next() == Some(&true));
        }
        of_live(&mut self.features, live);
        of_live(&mut self.weights, live);
        of_live(&mut self.squares, live);
        of_live(&mut self.paces, live);
        of_live(&mut self.kept, live);
    }

    /// Sets weights smaller than `least` to zero; gives how many are left.
    pub fn drop_small(&mut self, least: f32) -> usize {
        let mut left = 0;
        for weight in self.weights.iter_mut().flatten() {
            if weight.abs() < least {
                *weight = 0.0;
            } else {
                left += 1;
            }
        }
        left
    }

    /// The mean of fields of the same features.
    pub fn mean(fields: &[Self]) -> Self {
        let share = 1.0 / fields.len() as f32;
        let mut mean = fields[0].clone();
        mean.weights.iter_mut().for_each(|row| row.fill(0.0));
        mean.squares.iter_mut().for_each(|row| row.fill(0.0));
        mean.transitions = Transitions::zero();
        for field in fields {
            let add = |sums: &mut [Columns], rows: &[Columns]| {
                let pairs = sums.iter_mut().flatten().zip(rows.iter().flatten());
                pairs.for_each(|(sum, x)| *sum += share * x);
            };
            add(&mut mean.weights, &field.weights);
            add(&mut mean.squares, &field.squares);
            mean.transitions.values_mut().zip(field.transitions.values()).for_each(|(sum, w)| *sum += share * w);
        }
        mean
    }
}

/// Prunes fields of the same features to the same `most` weights: those that they would miss most on the whole.
pub fn prune_together(fields: &mut [Field], most: usize) {
    let worth = |fields: &[Field], row: usize, label: usize| -> f32 {
        fields.iter().map(|f| f.weights[row][label] * f.weights[row][label] * f.squares[row][label]).sum()
    };
    let rows = fields.first().map_or(0, |field| field.features.len());
    let mut all: Vec<f32> = Vec::new();
    for row in 0..rows {
        all.extend((0..COLUMNS).map(|label| worth(fields, row, label)).filter(|v| *v > 0.0));
    }
    let bar = if all.len() > most {
        let at = all.len() - most;
        *all.select_nth_unstable_by(at, f32::total_cmp).1
    } else {
        f32::MIN_POSITIVE
    };
    let kept: Vec<u64> = (0..rows)
        .map(|row| (0..COLUMNS).fold(0, |kept, label| kept | u64::from(worth(fields, row, label) >= bar) << label))
        .collect();
    let live: Vec<bool> = kept.iter().map(|kept| *kept != 0).collect();
    for field in fields {
        field.kept.copy_from_slice(&kept);
        for (row, kept) in field.weights.iter_mut().zip(&kept) {
            row.iter_mut()
                .enumerate()
                .filter(|(label, _)| kept >> label & 1 == 0)
                .for_each(|(_, weight)| *weight = 0.0);
        }
        field.retain(&live);
    }
}

#[derive(Default)]
struct Scratch {
    active: Vec<u32>,
    ends: Vec<usize>,
    rows: Vec<Row>,
    gradients: Vec<Row>,
    lattice: Lattice,
}

impl Scratch {
    fn clear(&mut self) {
        self.active.clear();
        self.ends.clear();
        self.rows.clear();
        self.gradients.clear();
    }
}

/// `SplitMix64`: the same numbers on every machine.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let x = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let x = (x ^ x >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ x >> 31
    }

    /// From 0 to 1, 1 excluded.
    pub fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1_u64 << 24) as f32
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, (self.next() % (at as u64 + 1)) as usize);
        }
    }
}
