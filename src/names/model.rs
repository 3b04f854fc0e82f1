//! The packed weights of the tagger, read where they lie.

use super::features::FEATURE_BITS;
use super::label::{KINDS, LABELS};
use super::lattice::{Row, Transitions};

const MAGIC: [u8; 4] = *b"MNAM";
const VERSION: u32 = 2;
/// Features are found by their high bits; the rest is told apart by one byte.
const BUCKETS: usize = 1 << (FEATURE_BITS - 8);

/// Why bytes are no model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Error(&'static str);

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "not a model of names: {}", self.0)
    }
}

impl std::error::Error for Error {}

/// The weights: for each kept feature a few labels with a weight each.
#[derive(Clone, Debug)]
pub struct Model<'a> {
    /// First feature of each bucket.
    buckets: Vec<u32>,
    /// First weight of each feature.
    starts: Vec<u32>,
    rests: &'a [u8],
    labels: &'a [u8],
    steps: &'a [u8],
    /// The weight each step stands for.
    values: [f32; 256],
    /// Scores of neighbouring labels.
    pub transitions: Transitions,
    /// From a posterior to a confidence.
    pub scale: Scale,
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
    /// The feature.
    pub feature: u32,
    /// Labels with their quantised weights, by label.
    pub labels: Vec<(u8, u8)>,
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

    fn float(&mut self) -> Result<f32, Error> {
        let value = f32::from_bits(self.number()?);
        if value.is_finite() { Ok(value) } else { Err(Error("a weight is no number")) }
    }
}

/// The weight a step stands for.
#[must_use]
pub fn step_value(step: u8, unit: f32) -> f32 {
    (f32::from(step) - 128.0) * unit
}

/// The step nearest to a weight.
#[must_use]
pub fn nearest_step(weight: f32, unit: f32) -> u8 {
    let steps = weight.abs() / unit + 0.5;
    let steps = if weight < 0.0 { -steps.min(127.0) } else { steps.min(127.0) };
    (128 + steps as i16) as u8
}

impl<'a> Model<'a> {
    /// Opens packed bytes.
    ///
    /// # Errors
    /// When magic, version, a length or a label is not what this program writes.
    pub fn from_bytes(bytes: &'a [u8]) -> Result<Self, Error> {
        let rest = bytes.strip_prefix(&MAGIC).ok_or(Error("wrong magic"))?;
        let mut reader = Reader(rest.strip_prefix(&VERSION.to_le_bytes()).ok_or(Error("another version"))?);
        let (features, weights) = (reader.number()? as usize, reader.number()? as usize);
        let unit = reader.float()?;
        let mut transitions = Transitions::zero();
        for value in transitions.values_mut() {
            *value = reader.float()?;
        }
        let mut scale = Scale { slope: reader.float()?, ..Scale::PLAIN };
        for offset in &mut scale.offsets {
            *offset = reader.float()?;
        }
        let sizes = reader.take(BUCKETS)?;
        let rests = reader.take(features)?;
        let counts = reader.take(features)?;
        let (labels, steps) = (reader.take(weights)?, reader.take(weights)?);
        if !reader.0.is_empty() {
            return Err(Error("bytes left over"));
        }
        if labels.iter().any(|l| usize::from(*l) >= LABELS) {
            return Err(Error("unknown label"));
        }
        let buckets = sums(sizes, features)?;
        let starts = sums(counts, weights)?;
        let values = std::array::from_fn(|step| step_value(step as u8, unit));
        Ok(Self { buckets, starts, rests, labels, steps, values, transitions, scale })
    }

    /// The bytes that [`Self::from_bytes`] opens. `weights` stand in order of their features.
    ///
    /// # Panics
    /// When the features are out of order, or more than 255 share a bucket.
    #[must_use]
    pub fn to_bytes(weights: &[Weights], unit: f32, transitions: &Transitions, scale: &Scale) -> Vec<u8> {
        assert!(weights.is_sorted_by_key(|w| w.feature), "features are in order");
        let total: usize = weights.iter().map(|w| w.labels.len()).sum();
        let mut bytes = [&MAGIC[..], &VERSION.to_le_bytes()].concat();
        bytes.extend((weights.len() as u32).to_le_bytes());
        bytes.extend((total as u32).to_le_bytes());
        bytes.extend(unit.to_le_bytes());
        bytes.extend(transitions.values().flat_map(|v| v.to_le_bytes()));
        bytes.extend(scale.slope.to_le_bytes());
        bytes.extend(scale.offsets.iter().flat_map(|v| v.to_le_bytes()));
        let mut sizes = vec![0_u8; BUCKETS];
        for w in weights {
            let size = &mut sizes[(w.feature >> 8) as usize];
            *size = size.checked_add(1).expect("features spread over the buckets");
        }
        bytes.extend(sizes);
        bytes.extend(weights.iter().map(|w| w.feature as u8));
        bytes.extend(weights.iter().map(|w| w.labels.len() as u8));
        bytes.extend(weights.iter().flat_map(|w| w.labels.iter().map(|(label, _)| *label)));
        bytes.extend(weights.iter().flat_map(|w| w.labels.iter().map(|(_, step)| *step)));
        bytes
    }

    /// Adds the weights of a feature to a token's scores; tells whether there are any.
    #[inline]
    pub fn add(&self, feature: u32, row: &mut Row) -> bool {
        let (bucket, rest) = ((feature >> 8) as usize, feature as u8);
        let (first, end) = (self.buckets[bucket] as usize, self.buckets[bucket + 1] as usize);
        let Some(at) = self.rests[first..end].iter().position(|r| *r == rest) else { return false };
        let weights = self.starts[first + at] as usize..self.starts[first + at + 1] as usize;
        for (label, step) in self.labels[weights.clone()].iter().zip(&self.steps[weights]) {
            row[*label as usize] += self.values[*step as usize];
        }
        true
    }
}

/// Running sums of counts, beginning with 0; an error when they do not add up to `total`.
fn sums(counts: &[u8], total: usize) -> Result<Vec<u32>, Error> {
    let mut sum = 0_u32;
    let mut sums = Vec::with_capacity(counts.len() + 1);
    sums.push(0);
    for count in counts {
        sum = sum.checked_add(u32::from(*count)).ok_or(Error("counts too large"))?;
        sums.push(sum);
    }
    if sum as usize == total { Ok(sums) } else { Err(Error("counts do not add up")) }
}
