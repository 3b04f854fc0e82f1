//! The packed weights of the tagger.

use super::features::FEATURE_BITS;
use super::label::{COLUMNS, KINDS, Sums};
use super::lattice::{Chain, Transitions};
use std::ops::Range;

const MAGIC: [u8; 4] = *b"MNAM";
const VERSION: u32 = 3;
/// Bits of a feature that are told apart: so few that one foreign feature in a hundred passes for one of the model's.
const BITS: u32 = 24;
/// Bits of those within a bucket.
const REST: u32 = BITS - 16;
/// Features are found by their high bits.
const BUCKETS: usize = 1 << 16;

/// So many weights are a row.
const MANY: usize = 10;
/// Stands for a column where the number of a row follows.
const ROW: u8 = u8::MAX;
/// How many features are looked up at once.
const AT_ONCE: usize = 32;

/// Why bytes are no model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Error(&'static str);

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "not a model of names: {}", self.0)
    }
}

impl std::error::Error for Error {}

/// The weights: for each kept feature a few columns with a weight each. On disk they are written so that gzip makes little
/// of them: about 11 bits a weight, where features, columns and values as they are take 17.
#[derive(Clone, Debug)]
pub struct Model {
    buckets: Vec<Bucket>,
    /// For each bucket how many features it has, the rest of each one's bits, where the weights of each end, in pairs of
    /// bytes; then for each weight its column and its level. All that a look-up reads stands in one place: far reads are
    /// what takes time.
    features: Vec<u8>,
    /// The weight in steps that each level stands for.
    steps: [i16; 256],
    /// The weights of features that have many: a row is added faster than its columns one by one.
    rows: Vec<Sums>,
    /// How many weights there are.
    weights: usize,
    /// Scores of neighbouring labels.
    pub chain: Chain,
    /// From a posterior to a confidence.
    pub scale: Scale,
}

/// Where a bucket's features stand among all, and a bit for each: most features of a text are none of the model's, and
/// nine in ten of those are told by these bits alone.
#[derive(Clone, Copy, Debug)]
struct Bucket {
    at: u32,
    bits: u32,
}

impl Bucket {
    /// The bit of the feature with this rest.
    fn bit(rest: u8) -> u32 {
        1 << (rest % 32)
    }
}

/// What a packed model's sections hold, taken apart.
struct Read<'b> {
    /// The rest of each feature.
    rests: &'b [u8],
    /// The first weight of each feature, and one past the last.
    starts: &'b [u32],
    /// The column and the level of each weight.
    columns: &'b [u8],
    levels: &'b [u8],
}

/// From the posterior of a name to how often names like it are right: a line through the log-odds (Platt 1999).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// What the log-odds are multiplied by.
    pub slope: f32,
    /// What is added, by kind.
    pub offsets: [f32; KINDS.len()],
}

impl Scale {
    /// Leaves posteriors as they are.
    pub const PLAIN: Self = Self { slope: 1.0, offsets: [0.0; KINDS.len()] };

    /// The calibrated confidence, 0 to 1, of a name of the kind with this index.
    #[must_use]
    pub fn confidence(&self, posterior: f32, kind: usize) -> f32 {
        let p = posterior.clamp(1e-6, 1.0 - 1e-6);
        let odds = self.slope * libm::logf(p / (1.0 - p)) + self.offsets[kind];
        1.0 / (1.0 + libm::expf(-odds))
    }
}

/// The weights of one feature, on their way into a packed model.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weights {
    /// The feature, as [`Model::short`] leaves it.
    pub feature: u32,
    /// Columns, each with the number of its level, by column.
    pub columns: Vec<(u8, u8)>,
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], Error> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(Error("cut short"))?;
        self.0 = rest;
        Ok(taken)
    }

    fn number(&mut self) -> Result<u32, Error> {
        Ok(u32::from_le_bytes(self.take(4)?.try_into().expect("four bytes")))
    }

    fn length(&mut self) -> Result<usize, Error> {
        self.number().map(|n| n as usize)
    }

    fn float(&mut self) -> Result<f32, Error> {
        let value = f32::from_bits(self.number()?);
        if value.is_finite() { Ok(value) } else { Err(Error("a weight is no number")) }
    }
}

impl Model {
    /// Opens packed bytes.
    ///
    /// # Errors
    /// When magic, version, a length, a feature, a column or a level is not what this program writes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let rest = bytes.strip_prefix(&MAGIC).ok_or(Error("wrong magic"))?;
        let mut reader = Reader(rest.strip_prefix(&VERSION.to_le_bytes()).ok_or(Error("another version"))?);
        let mut transitions = Transitions::zero();
        for value in transitions.values_mut() {
            *value = reader.float()?;
        }
        let mut scale = Scale { slope: reader.float()?, ..Scale::PLAIN };
        for offset in &mut scale.offsets {
            *offset = reader.float()?;
        }
        let mut steps = [0; 256];
        let known = reader.length()?;
        for steps in steps.get_mut(..known).ok_or(Error("too many levels"))? {
            *steps = Sums::steps(reader.float()?);
            if steps.unsigned_abs() > Sums::MOST {
                return Err(Error("a weight is too large"));
            }
        }
        let (features, gaps, low, weights) = (reader.length()?, reader.length()?, reader.length()?, reader.length()?);
        let (common, rare) = (reader.length()?, reader.length()?);
        let (firsts, rests) = features_of(features, reader.take(gaps)?, reader.take(low)?)?;
        let common = reader.take(common)?;
        let (starts, columns) = columns_of(common, reader.take(features)?, reader.take(rare)?)?;
        let levels = reader.take(weights)?;
        if !reader.0.is_empty() {
            return Err(Error("bytes left over"));
        }
        if columns.len() != weights {
            return Err(Error("counts do not add up"));
        }
        let needed = |numbers: &[u8]| numbers.iter().max().map_or(0, |most| usize::from(*most) + 1);
        if needed(levels) > known || needed(&columns) > COLUMNS {
            return Err(Error("unknown level or column"));
        }
        let chain = Chain::new(&transitions);
        let mut model =
            Self { buckets: Vec::new(), features: Vec::new(), steps, rows: Vec::new(), weights, chain, scale };
        model.spread_out(&firsts, &Read { rests: &rests, starts: &starts, columns: &columns, levels })?;
        Ok(model)
    }

    /// The bytes that [`Self::from_bytes`] opens. `weights` stand in order of their features; `values` are the weights of
    /// the levels.
    ///
    /// # Panics
    /// When the features are out of order.
    #[must_use]
    pub fn to_bytes(weights: &[Weights], values: &[f32], transitions: &Transitions, scale: &Scale) -> Vec<u8> {
        assert!(weights.is_sorted_by(|a, b| a.feature < b.feature), "features are in order");
        let total: usize = weights.iter().map(|w| w.columns.len()).sum();
        let (gaps, low) = gaps(weights);
        let (common, sets, rare) = sets(weights);
        let mut bytes = [&MAGIC[..], &VERSION.to_le_bytes()].concat();
        bytes.extend(transitions.values().flat_map(|v| v.to_le_bytes()));
        bytes.extend(scale.slope.to_le_bytes());
        bytes.extend(scale.offsets.iter().flat_map(|v| v.to_le_bytes()));
        bytes.extend((values.len() as u32).to_le_bytes());
        bytes.extend(values.iter().flat_map(|v| v.to_le_bytes()));
        let lengths = [weights.len(), gaps.len(), low.len(), total, common.len(), rare.len()];
        bytes.extend(lengths.iter().flat_map(|n| (*n as u32).to_le_bytes()));
        for part in [gaps, low, common, sets, rare] {
            bytes.extend(part);
        }
        bytes.extend(weights.iter().flat_map(|w| w.columns.iter().map(|(_, level)| *level)));
        bytes
    }

    /// What is kept of a feature: its highest bits.
    #[must_use]
    pub fn short(feature: u32) -> u32 {
        feature >> (FEATURE_BITS - BITS)
    }

    /// How many weights there are.
    #[must_use]
    pub fn weights(&self) -> usize {
        self.weights
    }

    /// Puts together what belongs to each bucket.
    fn spread_out(&mut self, firsts: &[u32], read: &Read) -> Result<(), Error> {
        self.features.reserve_exact(BUCKETS + 2 * (read.rests.len() + read.columns.len()));
        self.buckets.reserve_exact(BUCKETS);
        firsts.windows(2).try_for_each(|bucket| self.push_bucket(bucket[0] as usize..bucket[1] as usize, read))
    }

    /// Appends a bucket. A function of its own: while a browser's engine runs a function for the first time it cannot put
    /// the fast code of it in, and one walk over all buckets would run slow to its end.
    #[inline(never)]
    fn push_bucket(&mut self, of_bucket: Range<usize>, read: &Read) -> Result<(), Error> {
        let rests = &read.rests[of_bucket.clone()];
        let bits = rests.iter().fold(0, |bits, rest| bits | Bucket::bit(*rest));
        self.buckets.push(Bucket { at: self.features.len() as u32, bits });
        self.features.push(rests.len() as u8);
        self.features.extend(rests);
        let mut end = 0_u8;
        let ranges = of_bucket.map(|feature| read.starts[feature] as usize..read.starts[feature + 1] as usize);
        for range in ranges.clone() {
            let pairs = if range.len() < MANY { range.len() } else { 2 };
            end = end.checked_add(pairs as u8).ok_or(Error("too many weights in one place"))?;
            self.features.push(end);
        }
        for range in ranges {
            let weights = read.columns[range.clone()].iter().zip(&read.levels[range.clone()]);
            if range.len() < MANY {
                weights.for_each(|(column, level)| self.features.extend([*column, *level]));
            } else {
                let mut row = Sums::ZERO;
                weights.for_each(|(column, level)| row.push(*column, self.steps[usize::from(*level)]));
                let [low, middle, high, _] = (self.rows.len() as u32).to_le_bytes();
                self.features.extend([ROW, low, middle, high]);
                self.rows.push(row);
            }
        }
        Ok(())
    }

    /// Adds the weights of features to a token's sums; tells whether there are any.
    pub fn add(&self, features: &[u32], sums: &mut Sums) -> bool {
        let mut any = false;
        for some in features.chunks(AT_ONCE) {
            // First where those are that may be known, then a byte of each, so that the far reads do not wait for each other.
            let (mut likely, mut count) = ([(0, 0, 0); AT_ONCE], 0);
            for feature in some {
                let feature = Self::short(*feature);
                let Bucket { at, bits } = self.buckets[(feature >> REST) as usize];
                let rest = (feature & ((1 << REST) - 1)) as u8;
                likely[count] = (at, rest, 0);
                count += usize::from(bits & Bucket::bit(rest) != 0);
            }
            let likely = &mut likely[..count];
            likely.iter_mut().for_each(|(at, _, shared)| *shared = self.features[*at as usize]);
            for (at, rest, shared) in likely {
                any |= self.add_one(*at as usize + 1, usize::from(*shared), *rest, sums);
            }
        }
        any
    }

    /// Adds the weights of the feature with this rest, if it is among the `count` that stand at `at`.
    fn add_one(&self, at: usize, count: usize, rest: u8, sums: &mut Sums) -> bool {
        let (rests, after) = self.features[at..].split_at(count);
        let Some(number) = rests.iter().position(|found| *found == rest) else { return false };
        let (ends, weights) = after.split_at(count);
        let start = if number > 0 { ends[number - 1] } else { 0 };
        let weights = &weights[2 * usize::from(start)..2 * usize::from(ends[number])];
        if let [ROW, low, middle, high] = *weights {
            sums.add(&self.rows[u32::from_le_bytes([low, middle, high, 0]) as usize]);
        } else {
            weights.chunks_exact(2).for_each(|w| sums.push(w[0], self.steps[usize::from(w[1])]));
        }
        true
    }
}

/// A step between features that takes another byte.
const FAR: u8 = u8::MAX;
/// The set of columns that is written out.
const RARE: u8 = u8::MAX;

/// Steps from feature to feature: a byte each, more where the step is long, and the lowest bits apart, eight features to
/// a byte. Packers like bytes that are small most of the time.
fn gaps(weights: &[Weights]) -> (Vec<u8>, Vec<u8>) {
    let (mut gaps, mut low) = (Vec::new(), vec![0; weights.len().div_ceil(8)]);
    let mut previous = 0;
    for (at, w) in weights.iter().enumerate() {
        low[at / 8] |= ((w.feature & 1) as u8) << (at % 8);
        let mut gap = (w.feature >> 1) - previous;
        previous = w.feature >> 1;
        while gap >= u32::from(FAR) {
            gaps.push(FAR);
            gap -= u32::from(FAR);
        }
        gaps.push(gap as u8);
    }
    (gaps, low)
}

/// First feature of each bucket, and the rest of each feature.
fn features_of(features: usize, gaps: &[u8], low: &[u8]) -> Result<(Vec<u32>, Vec<u8>), Error> {
    if low.len() != features.div_ceil(8) {
        return Err(Error("wrong number of low bits"));
    }
    let mut buckets = Vec::with_capacity(BUCKETS + 1);
    let mut rests = Vec::with_capacity(features);
    let mut high = 0_u32;
    for gap in gaps {
        high += u32::from(*gap);
        if *gap == FAR {
            continue;
        }
        let at = rests.len();
        if at == features || high >= 1 << (BITS - 1) {
            return Err(Error("features out of range"));
        }
        let feature = high << 1 | u32::from(low[at / 8] >> (at % 8) & 1);
        while buckets.len() <= (feature >> REST) as usize {
            buckets.push(at as u32);
        }
        rests.push((feature & ((1 << REST) - 1)) as u8);
    }
    if rests.len() != features {
        return Err(Error("features missing"));
    }
    buckets.resize(BUCKETS + 1, features as u32);
    Ok((buckets, rests))
}

/// The sets of columns met most often (their lengths, then their columns); the number of each feature's set; the columns
/// of the features with another set, each after their count.
fn sets(weights: &[Weights]) -> (Vec<u8>, Vec<u8>, Vec<u8>) {
    let set = |w: &Weights| w.columns.iter().map(|(column, _)| *column).collect::<Vec<u8>>();
    let mut counts = std::collections::BTreeMap::<Vec<u8>, usize>::new();
    weights.iter().for_each(|w| *counts.entry(set(w)).or_default() += 1);
    let mut order: Vec<(usize, Vec<u8>)> = counts.into_iter().map(|(set, count)| (count, set)).collect();
    order.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    order.truncate(RARE as usize);
    let common: std::collections::BTreeMap<&[u8], u8> =
        order.iter().zip(0..).map(|((_, set), number)| (set.as_slice(), number)).collect();
    let (mut numbers, mut rare) = (Vec::new(), Vec::new());
    for w in weights {
        let set = set(w);
        numbers.push(common.get(set.as_slice()).copied().unwrap_or(RARE));
        if numbers.last() == Some(&RARE) {
            rare.push(set.len() as u8);
            rare.extend(set);
        }
    }
    let lengths = order.iter().map(|(_, set)| set.len() as u8).chain(std::iter::repeat(0)).take(RARE as usize);
    (lengths.chain(order.iter().flat_map(|(_, set)| set.iter().copied())).collect(), numbers, rare)
}

/// First weight of each feature, and the column of each weight.
fn columns_of(common: &[u8], numbers: &[u8], rare: &[u8]) -> Result<(Vec<u32>, Vec<u8>), Error> {
    let (lengths, mut rest) = common.split_at_checked(RARE as usize).ok_or(Error("sets cut short"))?;
    let mut sets = Vec::with_capacity(lengths.len());
    for length in lengths {
        let (set, after) = rest.split_at_checked(usize::from(*length)).ok_or(Error("sets cut short"))?;
        sets.push(set);
        rest = after;
    }
    let mut rare = Reader(rare);
    let (mut starts, mut columns) = (Vec::with_capacity(numbers.len() + 1), Vec::new());
    for number in numbers {
        starts.push(columns.len() as u32);
        columns.extend(match sets.get(usize::from(*number)) {
            Some(set) => set,
            None => {
                let length = rare.take(1)?[0];
                rare.take(usize::from(length))?
            }
        });
    }
    starts.push(columns.len() as u32);
    Ok((starts, columns))
}

#[cfg(test)]
mod tests {
    use super::{COLUMNS, FEATURE_BITS, Model, Scale, Sums, Transitions, Weights};

    /// Features near and far from each other; more sets of columns than have a number, some of them large.
    fn weights() -> Vec<Weights> {
        let columns = |n: u32| (0..COLUMNS as u32).filter(move |c| ((n >> (c % 9)) ^ (n / 7)) & 1 == 1).take(12);
        let level = |n: u32, c: u32| ((n + c) % 4) as u8;
        (1..2000_u32)
            .map(|n| Weights {
                feature: n * n % 97 + n * if n % 10 == 0 { 8000 } else { 8000 - 97 },
                columns: columns(n).map(|c| (c as u8, level(n, c))).collect(),
            })
            .filter(|w| !w.columns.is_empty())
            .collect()
    }

    #[test]
    fn every_weight_comes_back() {
        let mut weights = weights();
        weights.sort_by_key(|w| w.feature);
        weights.dedup_by_key(|w| w.feature);
        let values = [0.5, -0.5, 2.0, -2.0];
        let bytes = Model::to_bytes(&weights, &values, &Transitions::zero(), &Scale::PLAIN);
        let model = Model::from_bytes(&bytes).unwrap();
        assert_eq!(model.weights(), weights.iter().map(|w| w.columns.len()).sum::<usize>());
        for w in &weights {
            let (mut sums, mut wanted) = (Sums::ZERO, Sums::ZERO);
            assert!(model.add(&[w.feature << (FEATURE_BITS - 24)], &mut sums));
            w.columns.iter().for_each(|(column, level)| wanted.push(*column, Sums::steps(values[*level as usize])));
            assert_eq!(sums, wanted);
        }
        let known = |feature: u32| weights.iter().any(|w| w.feature == feature);
        let stranger = (0..1 << 24).step_by(9973).filter(|f| !known(*f));
        assert!(stranger.into_iter().all(|f| !model.add(&[f << (FEATURE_BITS - 24)], &mut Sums::ZERO.clone())));
    }

    #[test]
    fn what_is_cut_short_or_too_long_is_refused() {
        let weights =
            vec![Weights { feature: 3, columns: vec![(1, 0)] }, Weights { feature: 9000, columns: vec![(2, 1)] }];
        let bytes = Model::to_bytes(&weights, &[0.5, -0.5], &Transitions::zero(), &Scale::PLAIN);
        assert!(Model::from_bytes(&bytes).is_ok());
        assert!((0..bytes.len()).all(|end| Model::from_bytes(&bytes[..end]).is_err()));
        assert!(Model::from_bytes(&[&bytes[..], &[0]].concat()).is_err());
        let strange = vec![Weights { feature: 3, columns: vec![(COLUMNS as u8, 0)] }];
        let bytes = Model::to_bytes(&strange, &[0.5], &Transitions::zero(), &Scale::PLAIN);
        assert!(Model::from_bytes(&bytes).is_err());
        for levels in [&[][..], &[0.5]] {
            let bytes = Model::to_bytes(&weights, levels, &Transitions::zero(), &Scale::PLAIN);
            assert!(Model::from_bytes(&bytes).is_err(), "a weight of no level");
        }
        let first = Model::to_bytes(&weights[..1], &[], &Transitions::zero(), &Scale::PLAIN);
        assert!(Model::from_bytes(&first).is_err(), "a weight where there are no levels");
        let large = Model::to_bytes(&weights, &[0.5, 3.5], &Transitions::zero(), &Scale::PLAIN);
        assert!(Model::from_bytes(&large).is_err(), "sums of such weights would overflow");
    }
}
