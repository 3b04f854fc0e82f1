//! The tables of words and of elements' names: logistic regression over hashed features.

use super::pages::Sample;
use super::{chance, unseen};
use marginalia::structure::features::{NAMES, WORDS};

const EPOCHS: usize = 4;

/// Which features a table weighs.
#[derive(Clone, Copy)]
pub enum Table {
    /// Words and pairs of words.
    Words,
    /// Names of the elements around.
    Names,
}

impl Table {
    fn size(self) -> usize {
        match self {
            Self::Words => WORDS,
            Self::Names => NAMES,
        }
    }

    fn of(self, sample: &Sample, at: usize) -> &[u16] {
        match self {
            Self::Words => sample.words.of(at),
            Self::Names => sample.names.of(at),
        }
    }

    /// Trains on all pages but those of the part left out.
    pub fn train(self, samples: &[&Sample], without: Option<usize>) -> Vec<f32> {
        let mut weights = vec![0.0_f32; self.size()];
        for epoch in 0..EPOCHS {
            let rate = 0.4 / (1.0 + epoch as f32);
            // Pages of one kind stand together in the list: a stride mixes them.
            for start in 0..97 {
                for sample in samples.iter().skip(start).step_by(97).filter(|sample| Some(sample.fold) != without) {
                    for at in 0..sample.labels.len() {
                        let label = f32::from(u8::from(sample.labels[at]));
                        learn(&mut weights, self.of(sample, at), label, rate * sample.weights[at].min(2.0));
                    }
                }
            }
        }
        weights
    }

    /// Scores every line by a table that has not seen its part.
    pub fn unseen(self, samples: &[&Sample]) -> Vec<f32> {
        let score = |table: &Vec<f32>, page: usize| -> Vec<f32> {
            let sample = samples[page];
            (0..sample.labels.len()).map(|at| score(table, self.of(sample, at))).collect()
        };
        unseen(samples, |part| self.train(samples, Some(part)), score)
    }
}

fn learn(weights: &mut [f32], features: &[u16], label: f32, rate: f32) {
    if rate == 0.0 || features.is_empty() {
        return;
    }
    let each = 1.0 / (features.len() as f32).sqrt();
    let error = label - chance(score(weights, features));
    for feature in features {
        let slot = &mut weights[usize::from(*feature)];
        *slot += rate * (error * each - 2e-5 * *slot);
    }
}

fn score(weights: &[f32], features: &[u16]) -> f32 {
    let sum: f32 = features.iter().map(|feature| weights[usize::from(*feature)]).sum();
    sum / (features.len().max(1) as f32).sqrt()
}
