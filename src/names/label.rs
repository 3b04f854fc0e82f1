//! The tagger's labels: outside, and the first, inner, last and only token of a name of each kind (BILOU).

use crate::mention::Kind;

/// The kinds the tagger knows, in the order of its labels.
pub const KINDS: [Kind; 8] =
    [Kind::Person, Kind::Organization, Kind::Place, Kind::Group, Kind::Event, Kind::Work, Kind::Law, Kind::Product];

/// How many labels there are.
pub const LABELS: usize = 1 + 4 * KINDS.len();

/// The label of a token outside every name.
pub const OUTSIDE: usize = 0;

/// Label of the first of several tokens of a name of the kind with this index.
#[must_use]
pub const fn begin(kind: usize) -> usize {
    1 + 4 * kind
}

/// Label of a token neither first nor last.
#[must_use]
pub const fn inside(kind: usize) -> usize {
    2 + 4 * kind
}

/// Label of the last of several tokens.
#[must_use]
pub const fn last(kind: usize) -> usize {
    3 + 4 * kind
}

/// Label of the only token.
#[must_use]
pub const fn unit(kind: usize) -> usize {
    4 + 4 * kind
}

/// All four labels of a kind as a bit set.
#[must_use]
pub const fn bits(kind: usize) -> u64 {
    0b1111 << begin(kind)
}

/// Place of a name's kind among [`KINDS`].
#[must_use]
pub fn index(kind: Kind) -> Option<usize> {
    KINDS.iter().position(|k| *k == kind)
}
