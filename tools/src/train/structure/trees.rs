//! Small trees of one depth, grown by gradient boosting on the logistic loss.

use super::pages::{FOLDS, Sample};
use marginalia::structure::model::{DEPTH, TREE};

const NODES: usize = (1 << DEPTH) - 1;
const LEAVES: usize = 1 << DEPTH;
/// Share of a tree's step that is taken.
const RATE: f32 = 0.15;
/// Added to the curvature of a leaf, against leaves of few lines.
const DAMPING: f32 = 8.0;
/// Of how many lines one is shown to a tree.
const THIN: usize = 4;
/// Of ten numbers, how many a tree may look at.
const LOOKED_AT: u64 = 6;

struct Tree {
    numbers: [u8; NODES],
    limits: [u8; NODES],
    leaves: [f32; LEAVES],
}

/// Trees whose leaves add up to log odds.
pub struct Forest {
    trees: Vec<Tree>,
    bias: f32,
}

/// All the lines, and what is known of each.
struct Lines<'r> {
    rows: &'r [u8],
    width: usize,
    labels: Vec<f32>,
    weights: Vec<f32>,
    folds: Vec<usize>,
}

/// Grows a forest on all lines; also scores each line by a forest that has not seen its part.
pub fn train(samples: &[Sample], rows: &[u8], width: usize, count: usize) -> (Forest, Vec<f32>) {
    let lines = Lines {
        rows,
        width,
        labels: samples.iter().flat_map(|s| s.labels.iter().map(|label| f32::from(u8::from(*label)))).collect(),
        weights: samples.iter().flat_map(|s| s.weights.iter().copied()).collect(),
        folds: samples.iter().flat_map(|s| std::iter::repeat_n(s.fold, s.labels.len())).collect(),
    };
    let mut unseen = vec![0.0; lines.labels.len()];
    for fold in 0..FOLDS {
        let (_, margins) = lines.grow(Some(fold), count);
        for (at, margin) in margins.into_iter().enumerate() {
            if lines.folds[at] == fold {
                unseen[at] = margin;
            }
        }
        eprintln!("trees without part {fold} grown");
    }
    (lines.grow(None, count).0, unseen)
}

/// A fixed scramble of two numbers.
fn scramble(a: usize, b: usize) -> u64 {
    let mut x = (a as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (b as u64).wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
    x ^= x >> 29;
    x = x.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x ^ (x >> 32)
}

impl Lines<'_> {
    fn row(&self, at: usize) -> &[u8] {
        &self.rows[at * self.width..(at + 1) * self.width]
    }

    /// Grows trees on the lines outside a part; returns every line's log odds too.
    fn grow(&self, without: Option<usize>, count: usize) -> (Forest, Vec<f32>) {
        let learns = |at: &usize| Some(self.folds[*at]) != without && self.weights[*at] > 0.0;
        let known: Vec<usize> = (0..self.labels.len()).filter(learns).collect();
        let weight: f64 = known.iter().map(|at| f64::from(self.weights[*at])).sum();
        let positive: f64 = known.iter().map(|at| f64::from(self.weights[*at] * self.labels[*at])).sum();
        let bias = (positive / (weight - positive)).ln() as f32;
        let mut margins = vec![bias; self.labels.len()];
        let mut trees = Vec::with_capacity(count);
        for number in 0..count {
            let shown: Vec<usize> =
                known.iter().copied().filter(|at| scramble(*at, number).is_multiple_of(THIN as u64)).collect();
            let looked: Vec<usize> = (0..self.width).filter(|f| scramble(*f, number + 7) % 10 < LOOKED_AT).collect();
            let slopes: Vec<(f32, f32)> = shown
                .iter()
                .map(|at| {
                    let odds = 1.0 / (1.0 + (-margins[*at]).exp());
                    (self.weights[*at] * (self.labels[*at] - odds), self.weights[*at] * odds * (1.0 - odds))
                })
                .collect();
            let tree = self.tree(&shown, &slopes, &looked);
            for (at, margin) in margins.iter_mut().enumerate() {
                *margin += tree.leaf(self.row(at));
            }
            trees.push(tree);
        }
        (Forest { trees, bias }, margins)
    }

    fn tree(&self, shown: &[usize], slopes: &[(f32, f32)], looked: &[usize]) -> Tree {
        let mut tree = Tree { numbers: [0; NODES], limits: [u8::MAX; NODES], leaves: [0.0; LEAVES] };
        let mut place = vec![0_usize; shown.len()];
        for depth in 0..DEPTH {
            let base = (1 << depth) - 1;
            let sums = self.sums(shown, slopes, looked, &place, 1 << depth);
            for node in 0..1 << depth {
                let size = looked.len() * 256;
                let (number, limit) = split(&sums[node * size..(node + 1) * size]);
                tree.numbers[base + node] = looked[number] as u8;
                tree.limits[base + node] = limit;
            }
            for (line, place) in shown.iter().zip(&mut place) {
                let node = base + *place;
                let right = self.row(*line)[usize::from(tree.numbers[node])] > tree.limits[node];
                *place = 2 * *place + usize::from(right);
            }
        }
        let mut leaves = [(0.0_f32, 0.0_f32); LEAVES];
        for (place, (slope, curve)) in place.iter().zip(slopes) {
            leaves[*place].0 += slope;
            leaves[*place].1 += curve;
        }
        tree.leaves = leaves.map(|(slope, curve)| RATE * slope / (curve + DAMPING));
        tree
    }

    /// Slopes and curvatures by node, number and value.
    fn sums(
        &self,
        shown: &[usize],
        slopes: &[(f32, f32)],
        looked: &[usize],
        place: &[usize],
        nodes: usize,
    ) -> Vec<(f32, f32)> {
        let mut sums = vec![(0.0, 0.0); nodes * looked.len() * 256];
        for ((line, place), (slope, curve)) in shown.iter().zip(place).zip(slopes) {
            let row = self.row(*line);
            let base = place * looked.len() * 256;
            for (index, number) in looked.iter().enumerate() {
                let slot = &mut sums[base + index * 256 + usize::from(row[*number])];
                slot.0 += slope;
                slot.1 += curve;
            }
        }
        sums
    }
}

/// The number and limit that part a node's lines best; where none gains, the limit sends all left.
fn split(sums: &[(f32, f32)]) -> (usize, u8) {
    let add = |a: (f32, f32), b: &(f32, f32)| (a.0 + b.0, a.1 + b.1);
    let worth = |(slope, curve): (f32, f32)| slope * slope / (curve + DAMPING);
    let all = sums[..256].iter().fold((0.0, 0.0), add);
    let mut best = (1e-3, 0, u8::MAX);
    for (number, values) in sums.chunks_exact(256).enumerate() {
        let mut left = (0.0, 0.0);
        for (value, sum) in values[..255].iter().enumerate() {
            left = add(left, sum);
            if sum.1 == 0.0 {
                continue;
            }
            let right = (all.0 - left.0, all.1 - left.1);
            if left.1 < 4.0 || right.1 < 4.0 {
                continue;
            }
            let gain = worth(left) + worth(right) - worth(all);
            if gain > best.0 {
                best = (gain, number, value as u8);
            }
        }
    }
    (best.1, best.2)
}

impl Tree {
    fn leaf(&self, row: &[u8]) -> f32 {
        let mut node = 0;
        for _ in 0..DEPTH {
            node = 2 * node + 1 + usize::from(row[usize::from(self.numbers[node])] > self.limits[node]);
        }
        self.leaves[node - NODES]
    }
}

impl Forest {
    /// Appends the forest as the model reads it.
    pub fn pack(&self, packed: &mut Vec<u8>) {
        let most = self.trees.iter().flat_map(|tree| tree.leaves).fold(1e-6_f32, |most, leaf| most.max(leaf.abs()));
        let unit = most / 127.0;
        packed.extend(unit.to_le_bytes());
        packed.extend(self.bias.to_le_bytes());
        packed.extend((self.trees.len() as u16).to_le_bytes());
        for tree in &self.trees {
            let start = packed.len();
            packed.extend(tree.numbers.iter().zip(tree.limits).flat_map(|(number, limit)| [*number, limit]));
            packed.extend(tree.leaves.map(|leaf| ((leaf / unit).round() as i8).cast_unsigned()));
            assert_eq!(packed.len() - start, TREE);
        }
    }
}
