//! The tagger's labels: outside, and the first, inner, last and only token of a name of each kind (BILOU).

use super::features::MOST_FEATURES;
use crate::mention::Kind;

/// The kinds the tagger knows, in the order of its labels.
pub const KINDS: [Kind; 8] =
    [Kind::Person, Kind::Organization, Kind::Place, Kind::Group, Kind::Event, Kind::Work, Kind::Law, Kind::Product];

/// How many labels there are: outside, then for all kinds the first token's, the inner one's, the last one's and the only
/// one's, so that what is done for each kind is done for several at once.
pub const LABELS: usize = 1 + 4 * KINDS.len();

/// The label of a token outside every name.
pub const OUTSIDE: usize = 0;

/// Label of the first of several tokens of a name of the kind with this index.
#[must_use]
pub const fn begin(kind: usize) -> usize {
    1 + kind
}

/// Label of a token neither first nor last.
#[must_use]
pub const fn inside(kind: usize) -> usize {
    1 + KINDS.len() + kind
}

/// Label of the last of several tokens.
#[must_use]
pub const fn last(kind: usize) -> usize {
    1 + 2 * KINDS.len() + kind
}

/// Label of the only token.
#[must_use]
pub const fn unit(kind: usize) -> usize {
    1 + 3 * KINDS.len() + kind
}

/// Which token of a name a label is of (0 first, 1 inner, 2 last, 3 only), and the index of its kind; none outside.
#[must_use]
pub const fn parts(label: usize) -> Option<(usize, usize)> {
    match label.checked_sub(1) {
        Some(inside) => Some((inside / KINDS.len(), inside % KINDS.len())),
        None => None,
    }
}

/// All four labels of a kind as a bit set.
#[must_use]
pub const fn bits(kind: usize) -> u64 {
    1 << begin(kind) | 1 << inside(kind) | 1 << last(kind) | 1 << unit(kind)
}

/// How many columns a feature's weights have: one a label, and for each kind one for all its labels, one for those that
/// begin a name and one for those that end it. What a word before a name says of its kind is then one weight, not two.
pub const COLUMNS: usize = LABELS + 3 * KINDS.len();

/// A number for each column.
pub type Columns = [f32; COLUMNS];

/// Sums of weights by column, in steps of 1/[`STEPS`]. Whole numbers, so that it does not matter in which order or in which
/// parts they are added up; filled up to a whole number of vector registers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sums([i16; 64]);

/// Steps of [`Sums`] in one: so few that the weights of all features of a token fit together ([`Sums::MOST`]).
pub const STEPS: f32 = 64.0;

impl Sums {
    /// All zero.
    pub const ZERO: Self = Self([0; 64]);
    /// No weight may be larger, in steps, so that sums of [`MOST_FEATURES`] never overflow.
    pub const MOST: u16 = i16::MAX as u16 / MOST_FEATURES as u16;

    /// A weight in steps.
    #[must_use]
    pub fn steps(weight: f32) -> i16 {
        (weight * STEPS).round() as i16
    }

    /// Adds a weight in steps to a column.
    pub fn push(&mut self, column: u8, steps: i16) {
        let sum = &mut self.0[usize::from(column) & 63];
        *sum = sum.wrapping_add(steps);
    }

    /// Adds other sums.
    pub fn add(&mut self, other: &Self) {
        for (sum, other) in self.0.iter_mut().zip(&other.0) {
            *sum = sum.wrapping_add(*other);
        }
    }

    /// The score of each label.
    #[must_use]
    pub fn gather(&self) -> [f32; LABELS] {
        let columns: Columns = std::array::from_fn(|column| f32::from(self.0[column]) / STEPS);
        gather(&columns)
    }
}

/// The score of each label from the sums of the columns.
#[must_use]
pub fn gather(columns: &Columns) -> [f32; LABELS] {
    let mut row: [f32; LABELS] = std::array::from_fn(|label| columns[label]);
    for kind in 0..KINDS.len() {
        let [all, starts, ends] = shared(kind).map(|column| columns[column]);
        row[begin(kind)] += all + starts;
        row[inside(kind)] += all;
        row[last(kind)] += all + ends;
        row[unit(kind)] += all + starts + ends;
    }
    row
}

/// The columns of all labels of a kind, of its first tokens, and of its last.
const fn shared(kind: usize) -> [usize; 3] {
    [LABELS + kind, LABELS + KINDS.len() + kind, LABELS + 2 * KINDS.len() + kind]
}

/// The gradient of the columns from that of the labels.
#[must_use]
pub fn spread(row: &[f32; LABELS]) -> Columns {
    let mut columns = [0.0; COLUMNS];
    columns[..LABELS].copy_from_slice(row);
    for kind in 0..KINDS.len() {
        let [all, starts, ends] = shared(kind);
        columns[starts] = row[begin(kind)] + row[unit(kind)];
        columns[ends] = row[last(kind)] + row[unit(kind)];
        columns[all] = columns[starts] + row[inside(kind)] + row[last(kind)];
    }
    columns
}

/// Place of a name's kind among [`KINDS`].
#[must_use]
pub fn index(kind: Kind) -> Option<usize> {
    KINDS.iter().position(|k| *k == kind)
}

/// The same of a kind that is known to be a name's.
pub(super) fn number(kind: Kind) -> usize {
    index(kind).expect("a kind of name")
}

#[cfg(test)]
mod tests {
    use super::{COLUMNS, LABELS, gather, spread};

    #[test]
    fn gathering_and_spreading_are_transposed() {
        // The product of columns with a spread row is that of the row with the gathered columns.
        let columns: [f32; COLUMNS] = std::array::from_fn(|c| (c * 7 % 11) as f32 - 5.0);
        let row: [f32; LABELS] = std::array::from_fn(|l| (l * 5 % 13) as f32 - 6.0);
        let product = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f32>();
        assert!((product(&columns, &spread(&row)) - product(&gather(&columns), &row)).abs() < 1e-3);
    }
}
