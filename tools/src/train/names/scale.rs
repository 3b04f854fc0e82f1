//! From posteriors to confidences, fitted on documents that the weights had not seen.

use super::corpus::{self, Record};
use crate::data;
use marginalia::names::{Draft, KINDS, Scale};
use std::collections::BTreeSet;

/// One found name: log-odds of its posterior, its kind, whether it is right.
type Case = (f64, usize, bool);

/// Fits slope and offsets by gradient descent on the logistic loss; `drafts` are the names found in the first records.
pub fn fit(records: &[Record], drafts: &[Vec<Draft>]) -> Scale {
    let cases: Vec<Case> = records.iter().zip(drafts).flat_map(|(record, drafts)| cases(record, drafts)).collect();
    let right = cases.iter().filter(|c| c.2).count();
    eprintln!("{} names in unseen news, {right} of them right", cases.len());
    let (mut slope, mut offsets) = (1.0_f64, [0.0_f64; KINDS.len()]);
    for _ in 0..2000 {
        let (mut slope_step, mut steps) = (0.0, [0.0; KINDS.len()]);
        for (odds, kind, right) in &cases {
            let p = 1.0 / (1.0 + libm::exp(-(slope * odds + offsets[*kind])));
            let error = p - f64::from(u8::from(*right));
            slope_step += error * odds;
            steps[*kind] += error;
        }
        let size = 1.0 / cases.len().max(1) as f64;
        slope -= 0.2 * size * slope_step;
        for (offset, step) in offsets.iter_mut().zip(steps) {
            // Kinds seen seldom stay near the others.
            *offset -= 2.0 * size * (step + 2.0 * *offset);
        }
    }
    Scale { slope: slope as f32, offsets: offsets.map(|o| o as f32) }
}

fn cases(record: &Record, drafts: &[Draft]) -> Vec<Case> {
    let article = corpus::article(&record.text);
    let bytes = data::code_points(&record.text);
    let gold: BTreeSet<(usize, usize, usize)> =
        record.entities.iter().filter_map(|e| Some((bytes[e.start], bytes[e.end], corpus::kind(&e.label)?))).collect();
    drafts
        .iter()
        .map(|draft| {
            let sentence = &article.segments.sentences[draft.line];
            let token = |at: usize| article.segments.tokens[sentence.first as usize + at];
            let (first, last) = (token(draft.found.first), token(draft.found.last));
            let p = f64::from(draft.probability).clamp(1e-6, 1.0 - 1e-6);
            let right = gold.contains(&(first.start as usize, last.end as usize, draft.found.kind));
            (libm::log(p / (1.0 - p)), draft.found.kind, right)
        })
        .collect()
}
