//! The table of words: logistic regression over hashed words and pairs.

use super::pages::{FOLDS, Sample};
use marginalia::structure::features::BUCKETS;

const EPOCHS: usize = 4;

/// Trains on all pages but those of the part left out.
pub fn train(samples: &[Sample], without: Option<usize>) -> Vec<f32> {
    let mut weights = vec![0.0_f32; BUCKETS];
    for epoch in 0..EPOCHS {
        let rate = 0.4 / (1.0 + epoch as f32);
        // Pages of one kind stand together in the list: a stride mixes them.
        for start in 0..97 {
            for sample in samples.iter().skip(start).step_by(97).filter(|sample| Some(sample.fold) != without) {
                for at in 0..sample.labels.len() {
                    learn(&mut weights, sample, at, rate);
                }
            }
        }
    }
    weights
}

fn learn(weights: &mut [f32], sample: &Sample, at: usize, rate: f32) {
    let weight = sample.weights[at].min(2.0);
    if weight == 0.0 {
        return;
    }
    let features = sample.words(at);
    let each = 1.0 / (features.len().max(1) as f32).sqrt();
    let label = f32::from(u8::from(sample.labels[at]));
    let error = label - 1.0 / (1.0 + (-score(weights, features)).exp());
    for feature in features {
        let slot = &mut weights[usize::from(*feature)];
        *slot += rate * weight * (error * each - 2e-5 * *slot);
    }
}

fn score(weights: &[f32], features: &[u16]) -> f32 {
    let sum: f32 = features.iter().map(|feature| weights[usize::from(*feature)]).sum();
    sum / (features.len().max(1) as f32).sqrt()
}

/// Scores every line by a table that has not seen its part.
pub fn unseen(samples: &[Sample]) -> Vec<f32> {
    let tables: Vec<Vec<f32>> = (0..FOLDS).map(|fold| train(samples, Some(fold))).collect();
    samples
        .iter()
        .flat_map(|sample| (0..sample.labels.len()).map(|at| score(&tables[sample.fold], sample.words(at))))
        .collect()
}
