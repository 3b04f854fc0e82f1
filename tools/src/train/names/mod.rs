//! `marginalia train names`: the tagger's weights, from labelled documents.

pub mod corpus;
mod field;

use corpus::Examples;
use field::{Field, Plan, Visit};
use marginalia::lexicon::Lexicon;
use marginalia::names::{LABELS, Model, Weights, nearest_step};
use std::path::PathBuf;

/// Train the tagger of names.
#[derive(clap::Args)]
pub struct Args {
    /// Folder with `train.jsonl.gz` and `news.jsonl.gz`.
    #[arg(long, default_value = "../shared/data/names")]
    data: PathBuf,
    /// The packed word lists.
    #[arg(long, default_value = "data/packed/lexicon.bin")]
    lexicon: PathBuf,
    /// Where to write.
    #[arg(long, default_value = "data/packed/names.bin")]
    out: PathBuf,
    #[arg(long, default_value_t = 6)]
    epochs: usize,
    #[arg(long, default_value_t = 2)]
    tune: usize,
    #[arg(long, default_value_t = 8)]
    news: u32,
    #[arg(long, default_value_t = 0.1)]
    rate: f32,
    #[arg(long, default_value_t = 1e-6)]
    decay: f32,
    #[arg(long, default_value_t = 0.1)]
    dropout: f32,
    #[arg(long, default_value_t = 300_000)]
    keep: usize,
    #[arg(long, default_value_t = 2)]
    least: u32,
    #[arg(long)]
    dense: Option<PathBuf>,
    /// Every how manieth sentence of GMB is used.
    #[arg(long, default_value_t = 1)]
    gmb: usize,
}

pub fn run(args: &Args) -> Result<(), String> {
    let bytes = std::fs::read(&args.lexicon).map_err(|e| format!("{}: {e}", args.lexicon.display()))?;
    let lexicon = Lexicon::from_bytes(&bytes).map_err(|e| e.to_string())?;
    let mut examples = Examples::default();
    for file in ["news.jsonl.gz", "train.jsonl.gz"] {
        for (number, record) in corpus::read(&args.data.join(file))?.iter().enumerate() {
            if record.source == "gmb_kaggle" && number % args.gmb != 0 {
                continue;
            }
            examples.push(record, &lexicon);
        }
    }
    eprintln!(
        "{} documents, {} tokens, {} features",
        examples.documents.len(),
        examples.allowed.len(),
        examples.features.len()
    );
    let times = |document: usize| if examples.documents[document].0.starts_with("news") { args.news } else { 1 };
    let visits: Vec<Visit> = examples.sentences.iter().map(|s| (*s, times(s.document))).collect();
    let mut field = Field::new(&examples, &visits, args.least);
    eprintln!("{} features seen often enough", field.features.len());
    let plan = Plan { epochs: args.epochs, rate: args.rate, decay: args.decay, dropout: args.dropout, seed: 1 };
    field.train(&examples, &visits, plan);
    if let Some(path) = &args.dense {
        std::fs::write(path, pack(&field)).map_err(|e| e.to_string())?;
    }
    field.prune(args.keep);
    field.train(&examples, &visits, Plan { epochs: args.tune, rate: args.rate / 2.0, seed: 2, ..plan });
    let packed = pack(&field);
    Model::from_bytes(&packed).map_err(|e| e.to_string())?;
    std::fs::write(&args.out, &packed).map_err(|e| format!("{}: {e}", args.out.display()))
}

/// The field's weights, quantised.
fn pack(field: &Field) -> Vec<u8> {
    let top = field.weights.iter().flatten().fold(0.0_f32, |top, w| top.max(w.abs()));
    let unit = top.min(12.0) / (127.0 * 127.0);
    let mut weights: Vec<Weights> = field
        .features
        .iter()
        .zip(&field.weights)
        .map(|(feature, row)| Weights {
            feature: *feature,
            labels: (0..LABELS)
                .map(|label| (label as u8, nearest_step(row[label], unit)))
                .filter(|(_, step)| *step != 128)
                .collect(),
        })
        .filter(|w| !w.labels.is_empty())
        .collect();
    weights.sort_by_key(|w| w.feature);
    Model::to_bytes(&weights, unit, &field.transitions)
}
