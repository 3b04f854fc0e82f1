//! `marginalia train sentences`: the classifier of stops.

use crate::data;
use marginalia::segment::boundary::{self, BUCKETS, Candidate, MAGIC};
use marginalia::{segment, text};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Train the classifier that says where sentences end.
///
/// Of the first file, every fifth document is left out: `marginalia evaluate sentences --held-out` scores on those.
#[derive(clap::Args)]
pub struct Args {
    /// Documents with gold sentences, one a line.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Where the packed weights go.
    #[arg(long, default_value = "data/packed/sentences.bin")]
    out: PathBuf,
    /// Passes over the data.
    #[arg(long, default_value_t = 30)]
    epochs: usize,
}

#[derive(Deserialize)]
struct Document {
    text: String,
    sents: Vec<(usize, usize)>,
}

/// Its features, and whether a sentence ends there.
type Example = (Vec<usize>, bool);

pub fn run(args: &Args) -> Result<(), String> {
    let mut examples: Vec<Example> = Vec::new();
    for (number, file) in args.files.iter().enumerate() {
        for (place, document) in data::read_jsonl::<Document>(file)?.iter().enumerate() {
            if number > 0 || place % 5 != 0 {
                collect(document, &mut examples);
            }
        }
    }
    let weights = logistic(&examples, args.epochs);
    let largest = weights.iter().fold(0.0_f64, |most, w| most.max(w.abs()));
    let mut packed = MAGIC.to_vec();
    packed.extend(weights.iter().map(|w| ((w * 127.0 / largest).round() as i8).cast_unsigned()));
    std::fs::write(&args.out, &packed).map_err(|e| format!("{}: {e}", args.out.display()))?;
    let used = packed[MAGIC.len()..].iter().filter(|w| **w != 0).count();
    println!("{} stops, {used} weights, {} bytes -> {}", examples.len(), packed.len(), args.out.display());
    Ok(())
}

/// The stops of a document that no rule decides.
fn collect(document: &Document, examples: &mut Vec<Example>) {
    let at = data::code_points(&document.text);
    let ends: BTreeSet<usize> = document.sents.iter().map(|s| at[s.1]).collect();
    let mut decide = |candidate: &Candidate| {
        let end = candidate.tokens[candidate.next - 1].range().end;
        let mut features = Vec::new();
        boundary::features(candidate, |feature| features.push(feature));
        examples.push((features, ends.contains(&end)));
        ends.contains(&end)
    };
    let _ = segment::segment_by(&document.text, &text::blocks(&document.text, &[]), &mut decide);
}

/// Logistic regression by stochastic gradient descent in a fixed order, a little weight decay against rare features.
fn logistic(examples: &[Example], epochs: usize) -> Vec<f64> {
    let mut weights = vec![0.0_f64; BUCKETS];
    // A step coprime to the number of examples walks them all in an order that is not the corpus's.
    let step = (examples.len() * 5 / 13..).find(|step| gcd(*step, examples.len()) == 1).unwrap_or(1);
    for epoch in 0..epochs {
        let rate = 0.2 / (1.0 + epoch as f64 * 0.5);
        let mut place = epoch % examples.len().max(1);
        for _ in 0..examples.len() {
            let (features, label) = &examples[place];
            place = (place + step) % examples.len();
            let sum: f64 = features.iter().map(|f| weights[*f]).sum();
            let error = f64::from(u8::from(*label)) - 1.0 / (1.0 + (-sum).exp());
            for feature in features {
                weights[*feature] += rate * (error - 1e-4 * weights[*feature]);
            }
        }
    }
    weights
}

fn gcd(a: usize, b: usize) -> usize {
    if b == 0 { a } else { gcd(b, a % b) }
}
