//! The learned model of what belongs to an article: a table of words, one of the names of elements, and a network that
//! reads the lines in their order with what the tables make of them.

use super::facts::Facts;
use super::features::{self, NAMES, TOLD, WORDS};
use super::network::Network;
#[cfg(feature = "packed")]
use std::sync::OnceLock;

/// What a packed model starts with.
pub const MAGIC: &[u8; 4] = b"MST3";
/// What the half bytes of a table stand for, in its units.
pub const LEVELS: [i8; 16] = [0, 1, 4, 9, 16, 25, 36, 49, 0, -1, -4, -9, -16, -25, -36, -49];
/// Lines that the network reads together: what it keeps of them stays below 7 MB.
const TOGETHER: usize = 2048;

#[cfg(feature = "packed")]
static PACKED: &[u8] = include_bytes!("../../data/packed/structure.bin");

/// Weights by hash, two a byte.
#[derive(Clone, Copy, Debug)]
struct Table<'m> {
    bytes: &'m [u8],
    unit: f32,
}

/// The packed model: [`MAGIC`]; the unit of a word's weight and [`WORDS`] half bytes, the lower first, that stand for
/// [`LEVELS`]; the same of [`NAMES`] of elements; then the network. Numbers are little-endian.
#[derive(Clone, Debug)]
pub struct Model<'m> {
    words: Table<'m>,
    names: Table<'m>,
    network: Network,
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

fn table<'m>(bytes: &mut &'m [u8], size: usize) -> Result<Table<'m>, &'static str> {
    let unit = float(bytes)?;
    Ok(Table { bytes: take(bytes, size / 2)?, unit })
}

/// Of each matrix in order, for each input and at last for the bias, the unit of its weights and the signed weights.
fn network(bytes: &mut &[u8]) -> Result<Network, &'static str> {
    let mut network = Network::zero(TOLD);
    for matrix in network.matrices() {
        for weights in matrix.weights.chunks_exact_mut(matrix.outputs) {
            let unit = float(bytes)?;
            let packed = take(bytes, weights.len())?;
            for (weight, byte) in weights.iter_mut().zip(packed) {
                *weight = f32::from(byte.cast_signed()) * unit;
            }
        }
    }
    Ok(network)
}

impl Table<'_> {
    /// Log odds by the features that `each` calls with, 0 for none.
    fn score(&self, each: impl FnOnce(&mut dyn FnMut(usize))) -> f32 {
        let (mut sum, mut count) = (0_i32, 0_u32);
        each(&mut |feature| {
            let level = self.bytes[feature / 2] >> (feature % 2 * 4) & 15;
            sum += i32::from(LEVELS[usize::from(level)]);
            count += 1;
        });
        sum as f32 * self.unit / (count.max(1) as f32).sqrt()
    }
}

impl<'m> Model<'m> {
    /// Opens a packed model.
    ///
    /// # Errors
    /// When it does not start with [`MAGIC`], is cut short or too long, or a unit is no number.
    pub fn from_bytes(bytes: &'m [u8]) -> Result<Self, &'static str> {
        let mut rest = bytes.strip_prefix(MAGIC).ok_or("no structure model")?;
        let words = table(&mut rest, WORDS)?;
        let names = table(&mut rest, NAMES)?;
        let network = network(&mut rest)?;
        if rest.is_empty() { Ok(Self { words, names, network }) } else { Err("a structure model too long") }
    }

    /// The model that is compiled in, opened once.
    #[cfg(feature = "packed")]
    #[must_use]
    pub fn packed() -> &'static Model<'static> {
        static OPENED: OnceLock<Model<'static>> = OnceLock::new();
        OPENED.get_or_init(|| Model::from_bytes(PACKED).expect("the packed model is whole"))
    }

    /// Log odds that each line belongs to the article.
    #[must_use]
    pub fn scores(&self, facts: &Facts) -> Vec<f32> {
        let own = features::own(facts);
        let mut scores = Vec::with_capacity(own.len());
        let mut rows = Vec::new();
        for lines in own.chunks(TOGETHER) {
            rows.clear();
            for (at, own) in (scores.len()..).zip(lines) {
                let words = self.words.score(|found| features::words(facts, at, found));
                let names = self.names.score(|found| features::names(facts, at, found));
                features::told(own, words, names, &mut rows);
            }
            scores.extend(self.network.read(&rows).verdict);
        }
        scores
    }
}
