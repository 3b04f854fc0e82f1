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
const LOOKED_AT: u64 = 4;

/// Parts grown side by side.
const THREADS: usize = 2;

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
pub struct Lines<'r> {
    rows: &'r [u8],
    width: usize,
    labels: Vec<f32>,
    weights: Vec<f32>,
    folds: Vec<usize>,
}

/// A fixed scramble of two numbers.
fn scramble(a: usize, b: usize) -> u64 {
    let mut x = (a as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (b as u64).wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
    x ^= x >> 29;
    x = x.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x ^ (x >> 32)
}

impl<'r> Lines<'r> {
    /// The lines of all pages, end to end, with their weights and as many numbers each as a row is wide.
    pub fn of(samples: &[Sample], weights: Vec<f32>, rows: &'r [u8], width: usize) -> Self {
        let label = |label: &bool| f32::from(u8::from(*label));
        let labels = samples.iter().flat_map(|s| s.labels.iter().map(label)).collect();
        let folds = samples.iter().flat_map(|s| std::iter::repeat_n(s.fold, s.labels.len())).collect();
        Self { rows, width, labels, weights, folds }
    }

    /// Grows a forest on all lines.
    pub fn forest(&self, count: usize) -> Forest {
        self.grow(None, count).0
    }

    /// Log odds of each line by a forest that has not seen its part.
    pub fn unseen(&self, count: usize) -> Vec<f32> {
        let mut unseen = vec![0.0; self.labels.len()];
        let folds: Vec<usize> = (0..FOLDS).collect();
        for side_by_side in folds.chunks(THREADS) {
            let grown: Vec<Vec<f32>> = std::thread::scope(|scope| {
                let grow = |fold: &usize| {
                    let fold = *fold;
                    scope.spawn(move || self.grow(Some(fold), count).1)
                };
                let threads: Vec<_> = side_by_side.iter().map(grow).collect();
                threads.into_iter().map(|thread| thread.join().expect("trees grow")).collect()
            });
            for (fold, margins) in side_by_side.iter().zip(grown) {
                let own = (0..margins.len()).filter(|at| self.folds[*at] == *fold);
                own.for_each(|at| unseen[at] = margins[at]);
            }
            eprintln!("trees without parts {side_by_side:?} grown");
        }
        unseen
    }

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
        let table: Vec<u8> = shown.iter().flat_map(|at| looked.iter().map(|number| self.row(*at)[*number])).collect();
        let shown = Shown { table, width: looked.len(), slopes };
        let mut order: Vec<u32> = (0..slopes.len() as u32).collect();
        // Lines of each node of a level, side by side in the order, and their sums.
        let mut nodes = vec![(0..order.len(), shown.sums(&order))];
        for depth in 0..DEPTH {
            let mut below = Vec::with_capacity(2 * nodes.len());
            for (node, (lines, sums)) in nodes.into_iter().enumerate() {
                let (number, limit) = split(&sums);
                let index = (1 << depth) - 1 + node;
                (tree.numbers[index], tree.limits[index]) = (looked[number] as u8, limit);
                let goes_left = |line: &u32| shown.row(*line)[number] <= limit;
                let (left, right): (Vec<u32>, Vec<u32>) = order[lines.clone()].iter().partition(|line| goes_left(line));
                let middle = lines.start + left.len();
                order[lines.start..middle].copy_from_slice(&left);
                order[middle..lines.end].copy_from_slice(&right);
                let (left_sums, right_sums) = if depth + 1 == DEPTH {
                    Default::default()
                } else if left.len() < right.len() {
                    let small = shown.sums(&left);
                    let rest = less(sums, &small);
                    (small, rest)
                } else {
                    let small = shown.sums(&right);
                    (less(sums, &small), small)
                };
                below.extend([(lines.start..middle, left_sums), (middle..lines.end, right_sums)]);
            }
            nodes = below;
        }
        for (leaf, (lines, _)) in tree.leaves.iter_mut().zip(nodes) {
            let add = |sum: (f32, f32), line: &u32| {
                let (slope, curve) = slopes[*line as usize];
                (sum.0 + slope, sum.1 + curve)
            };
            let (slope, curve) = order[lines].iter().fold((0.0, 0.0), add);
            *leaf = RATE * slope / (curve + DAMPING);
        }
        tree
    }
}

/// The lines that a tree is shown, each with the numbers it may look at.
struct Shown<'s> {
    table: Vec<u8>,
    width: usize,
    slopes: &'s [(f32, f32)],
}

impl Shown<'_> {
    fn row(&self, line: u32) -> &[u8] {
        &self.table[line as usize * self.width..][..self.width]
    }

    /// Slopes and curvatures of some lines by number and value.
    fn sums(&self, lines: &[u32]) -> Sums {
        let mut sums = vec![(0.0, 0.0); self.width * 256];
        for line in lines {
            let (slope, curve) = self.slopes[*line as usize];
            for (index, value) in self.row(*line).iter().enumerate() {
                let slot = &mut sums[index * 256 + usize::from(*value)];
                slot.0 += slope;
                slot.1 += curve;
            }
        }
        sums
    }
}

/// Slopes and curvatures: 256 values of each number.
type Sums = Vec<(f32, f32)>;

/// The sums of a node less those of one of the two below it.
fn less(mut sums: Sums, part: &Sums) -> Sums {
    for (sum, part) in sums.iter_mut().zip(part) {
        sum.0 -= part.0;
        sum.1 -= part.1;
    }
    sums
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
