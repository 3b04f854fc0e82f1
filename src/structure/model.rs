//! The learned model of what belongs to an article: a table of words, then two rounds of small trees, the second of which
//! sees what the first made of the lines around.

use super::facts::Facts;
use super::features::{self, Around, FIRST, NAMES, SECOND, WORDS};

/// What a packed model starts with.
pub const MAGIC: &[u8; 4] = b"MST2";
/// Levels of every tree.
pub const DEPTH: usize = 5;
const NODES: usize = (1 << DEPTH) - 1;
const LEAVES: usize = 1 << DEPTH;
/// Bytes of a packed tree: for each inner node the number it looks at and the most that goes left; then the leaves.
pub const TREE: usize = 2 * NODES + LEAVES;

#[cfg(feature = "packed")]
static PACKED: &[u8] = include_bytes!("../../data/packed/structure.bin");

/// A sum of trees.
#[derive(Clone, Copy, Debug)]
struct Trees<'m> {
    bytes: &'m [u8],
    /// A leaf's unit.
    scale: f32,
    bias: f32,
}

/// Signed weights by hash.
#[derive(Clone, Copy, Debug)]
struct Table<'m> {
    bytes: &'m [u8],
    scale: f32,
}

/// The packed model, used in place: `MAGIC`; the unit of a word's weight and [`WORDS`] signed weights; the same of
/// [`NAMES`] of elements; twice the unit of a leaf, the bias, the number of trees and the trees. Numbers are little-endian.
#[derive(Clone, Copy, Debug)]
pub struct Model<'m> {
    words: Table<'m>,
    names: Table<'m>,
    first: Trees<'m>,
    second: Trees<'m>,
}

const SHORT: &str = "a structure model cut short";

fn take<'m>(bytes: &mut &'m [u8], length: usize) -> Result<&'m [u8], &'static str> {
    let (head, rest) = bytes.split_at_checked(length).ok_or(SHORT)?;
    *bytes = rest;
    Ok(head)
}

fn float(bytes: &mut &[u8]) -> Result<f32, &'static str> {
    let number = f32::from_le_bytes(take(bytes, 4)?.try_into().map_err(|_| SHORT)?);
    if number.is_finite() { Ok(number) } else { Err("a structure model without measure") }
}

fn trees<'m>(bytes: &mut &'m [u8], numbers: usize) -> Result<Trees<'m>, &'static str> {
    let (scale, bias) = (float(bytes)?, float(bytes)?);
    let count = u16::from_le_bytes(take(bytes, 2)?.try_into().map_err(|_| SHORT)?);
    let bytes = take(bytes, usize::from(count) * TREE)?;
    let known = |tree: &[u8]| tree[..2 * NODES].chunks_exact(2).all(|node| usize::from(node[0]) < numbers);
    let whole = bytes.chunks_exact(TREE).all(known);
    if whole { Ok(Trees { bytes, scale, bias }) } else { Err("a structure model for other features") }
}

fn table<'m>(bytes: &mut &'m [u8], size: usize) -> Result<Table<'m>, &'static str> {
    let scale = float(bytes)?;
    Ok(Table { bytes: take(bytes, size)?, scale })
}

impl Table<'_> {
    /// Log odds by the features that `each` calls with, 0 for none.
    fn score(&self, each: impl FnOnce(&mut dyn FnMut(usize))) -> f32 {
        let (mut sum, mut count) = (0_i32, 0_u32);
        each(&mut |bucket| {
            sum += i32::from(self.bytes[bucket].cast_signed());
            count += 1;
        });
        sum as f32 * self.scale / (count.max(1) as f32).sqrt()
    }
}

impl Trees<'_> {
    /// Log odds that the line with these numbers belongs to the article.
    fn score(&self, row: &[u8]) -> f32 {
        let mut sum = 0_i32;
        for tree in self.bytes.chunks_exact(TREE) {
            let mut node = 0;
            for _ in 0..DEPTH {
                node = 2 * node + 1 + usize::from(row[usize::from(tree[2 * node])] > tree[2 * node + 1]);
            }
            sum += i32::from(tree[2 * NODES + node - NODES].cast_signed());
        }
        sum as f32 * self.scale + self.bias
    }
}

impl<'m> Model<'m> {
    /// Opens a packed model.
    ///
    /// # Errors
    /// When it does not start with [`MAGIC`], is cut short or too long, or looks at numbers that there are not.
    pub fn from_bytes(bytes: &'m [u8]) -> Result<Self, &'static str> {
        let mut rest = bytes.strip_prefix(MAGIC).ok_or("no structure model")?;
        let words = table(&mut rest, WORDS)?;
        let names = table(&mut rest, NAMES)?;
        let first = trees(&mut rest, FIRST)?;
        let second = trees(&mut rest, SECOND)?;
        if rest.is_empty() { Ok(Self { words, names, first, second }) } else { Err("a structure model too long") }
    }

    /// The model that is compiled in.
    #[cfg(feature = "packed")]
    #[must_use]
    pub fn packed() -> Self {
        Self::from_bytes(PACKED).expect("the packed model is whole")
    }

    /// Log odds that each line belongs to the article.
    #[must_use]
    pub fn scores(&self, facts: &Facts) -> Vec<f32> {
        let count = facts.lines.len();
        let own = features::own(facts);
        let told = |table: &Table, each: fn(&Facts, usize, &mut dyn FnMut(usize))| -> Vec<u8> {
            (0..count).map(|at| step(table.score(|found| each(facts, at, found)))).collect()
        };
        let words = told(&self.words, |facts, at, found| features::words(facts, at, found));
        let names = told(&self.names, |facts, at, found| features::names(facts, at, found));
        let mut row = Vec::with_capacity(SECOND);
        let told = |at: usize, row: &mut Vec<u8>| features::first(&own, &words, &names, at, row);
        let first: Vec<u8> = (0..count)
            .map(|at| {
                told(at, &mut row);
                step(self.first.score(&row))
            })
            .collect();
        let around = Around::of(facts, &first);
        (0..count)
            .map(|at| {
                told(at, &mut row);
                features::second(&first, &around, at, &mut row);
                self.second.score(&row)
            })
            .collect()
    }
}

/// Log odds as a small number for the next trees: 128 is even.
#[must_use]
pub fn step(score: f32) -> u8 {
    (128.0 + score * 20.0).clamp(0.0, 255.0) as u8
}
