//! `marginalia train names`: the tagger's weights, from labelled documents.
//!
//! Three fields are trained, each without a third of the documents. What each says of the documents it has not seen is
//! what the second pass and the scale of confidence learn from; the mean of the three, pruned and trained a little more on
//! everything, is the first pass.

mod card;
pub mod corpus;
mod field;
mod scale;
mod second;

use corpus::{Examples, Record};
use field::{Compact, Field, Lesson, Plan, Visit};
use marginalia::lexicon::Lexicon;
use marginalia::names::{LABELS, Model, Reading, Row, Scale, Weights, nearest_step};
use serde_json::{Value, json};
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
    /// Where to write; the card goes beside it.
    #[arg(long, default_value = "data/packed/names.bin")]
    out: PathBuf,
    /// Leave out a source, such as `gmb_kaggle` or `uner_ewt`: what does it bring?
    #[arg(long)]
    without: Vec<String>,
}

/// How to train.
#[derive(Clone, Copy, Debug)]
pub struct Recipe {
    /// Epochs of each field before its first pruning, after it, and of their mean.
    epochs: [usize; 3],
    /// How often an epoch visits a news document.
    news: u32,
    /// How often a feature must be seen.
    least: u32,
    /// Weights that each field keeps after its first pruning, and that their mean keeps.
    keep: [usize; 2],
    rate: f32,
    decay: f32,
    dropout: f32,
}

impl Recipe {
    /// For the packed model.
    const FULL: Self = Self {
        epochs: [1, 3, 3],
        news: 10,
        least: 3,
        keep: [1_500_000, 240_000],
        rate: 0.3,
        decay: 1e-6,
        dropout: 0.1,
    };

    fn plan(&self) -> Plan {
        Plan { epochs: 0, rate: self.rate, last: self.rate, decay: self.decay, dropout: self.dropout, seed: 0 }
    }

    fn describe(&self) -> Value {
        json!({
            "folds": FOLDS,
            "epochs": self.epochs,
            "visits of a news document in an epoch": self.news,
            "a feature is seen at least": self.least,
            "weights kept": self.keep,
            "rate": f64::from(self.rate),
            "decay": f64::from(self.decay),
            "dropout": f64::from(self.dropout),
            "seeds": "1 to 3, 11 to 13, 7, 21",
        })
    }
}

/// How many fields are trained, each without a part of the documents.
const FOLDS: usize = 3;
/// Smallest difference between packed weights.
const UNIT: f32 = 0.025;

pub fn run(args: &Args) -> Result<(), String> {
    let bytes = std::fs::read(&args.lexicon).map_err(|e| format!("{}: {e}", args.lexicon.display()))?;
    let lexicon = Lexicon::from_bytes(&bytes).map_err(|e| e.to_string())?;
    let mut records: Vec<Record> = Vec::new();
    for file in ["news.jsonl.gz", "train.jsonl.gz"] {
        records.extend(corpus::read(&args.data.join(file))?);
    }
    records.retain(|r| !args.without.contains(&r.source));
    let recipe = Recipe::FULL;
    let packed = train(&recipe, &records, &lexicon);
    Model::from_bytes(&packed).map_err(|e| e.to_string())?;
    std::fs::write(&args.out, &packed).map_err(|e| format!("{}: {e}", args.out.display()))?;
    card::write(&args.out, &packed, &args.data, &lexicon, &recipe)
}

/// The packed model that the records, news first, make.
fn train(recipe: &Recipe, records: &[Record], lexicon: &Lexicon) -> Vec<u8> {
    let mut examples = Examples::default();
    records.iter().for_each(|record| examples.push(record, lexicon));
    let documents = &examples.documents;
    eprintln!("{} documents, {} tokens", documents.len(), examples.allowed.len());
    let times = |document: usize| if documents[document].starts_with("news") { recipe.news } else { 1 };
    let visits: Vec<Visit> = examples.sentences.iter().map(|s| (*s, times(s.document))).collect();
    let empty = Field::new(&examples, &visits, recipe.least);
    eprintln!("{} features seen often enough", empty.features.len());

    let (mut first, mut unseen) = fold(recipe, &examples, &visits, empty);
    first.prune(recipe.keep[1]);
    first.loosen();
    let compact = Compact::new(&examples, &first);
    let lesson = Lesson { compact: &compact, allowed: &examples.allowed, base: &[], visits: &visits };
    let plan = Plan { epochs: recipe.epochs[2], rate: recipe.rate / 3.0, last: 0.01, seed: 7, ..recipe.plan() };
    first.train(&lesson, plan);
    drop(compact);

    let votes = second::train(recipe, records, lexicon, &visits, &first.transitions, &mut unseen, &examples);
    let mut base = 0;
    let mut drafts = Vec::new();
    for record in records.iter().take_while(|r| r.source.starts_with("news")) {
        let article = corpus::article(&record.text);
        let reading = Reading::new(&article, lexicon);
        let rows = &unseen[base..base + reading.tokens.len()];
        drafts.push(second::drafts(&reading, rows, &first.transitions));
        base += reading.tokens.len();
    }
    pack(&first, &votes, &scale::fit(records, &drafts))
}

/// The mean of the fields, and of each token's document the scores by the field that has not seen it.
fn fold(recipe: &Recipe, examples: &Examples, visits: &[Visit], empty: Field) -> (Field, Vec<Row>) {
    let all = Compact::new(examples, &empty);
    let mut unseen = vec![[0.0; LABELS]; examples.allowed.len()];
    let mut mean = empty.clone();
    for fold in 0..FOLDS {
        let seen: Vec<Visit> = visits.iter().filter(|(s, _)| s.document % FOLDS != fold).copied().collect();
        let seed = fold as u64 + 1;
        let mut field = empty.clone();
        let lesson = Lesson { compact: &all, allowed: &examples.allowed, base: &[], visits: &seen };
        field.train(&lesson, Plan { epochs: recipe.epochs[0], seed, ..recipe.plan() });
        field.prune(recipe.keep[0]);
        let compact = Compact::new(examples, &field);
        let lesson = Lesson { compact: &compact, ..lesson };
        let plan = Plan { epochs: recipe.epochs[1], last: recipe.rate / 10.0, seed: seed + 10, ..recipe.plan() };
        field.train(&lesson, plan);
        for (sentence, _) in visits.iter().filter(|(s, _)| s.document % FOLDS == fold) {
            let scores = (sentence.first..sentence.end).map(|token| field.score(&compact, token));
            unseen[sentence.first..sentence.end].iter_mut().zip(scores).for_each(|(row, score)| *row = score);
        }
        mean.add(&field, 1.0 / FOLDS as f32);
    }
    (mean, unseen)
}

/// The weights of both passes, quantised.
fn pack(first: &Field, votes: &Field, scale: &Scale) -> Vec<u8> {
    let rows = |field: &Field| -> Vec<Weights> {
        let weights = field.features.iter().zip(&field.weights).map(|(feature, row)| Weights {
            feature: *feature,
            labels: (0..LABELS)
                .map(|label| (label as u8, nearest_step(row[label], UNIT)))
                .filter(|(_, step)| *step != 128)
                .collect(),
        });
        weights.filter(|w| !w.labels.is_empty()).collect()
    };
    // Where a feature of the second pass falls on one of the first, the first keeps it.
    let mut weights = rows(first);
    weights.extend(rows(votes));
    weights.sort_by_key(|w| w.feature);
    weights.dedup_by_key(|w| w.feature);
    Model::to_bytes(&weights, UNIT, &first.transitions, scale)
}

#[cfg(test)]
mod tests {
    use super::{Recipe, card, corpus, train};
    use crate::data;
    use marginalia::lexicon::Lexicon;
    use std::path::Path;

    /// Everything of the repository is found from the tools' folder.
    fn root() -> &'static Path {
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
    }

    fn lexicon() -> Vec<u8> {
        std::fs::read(root().join("data/packed/lexicon.bin")).unwrap()
    }

    #[test]
    fn training_again_yields_the_same_bytes() {
        let bytes = lexicon();
        let records = corpus::read(&root().join("tests/fixtures/train-mini.jsonl")).unwrap();
        let recipe = Recipe { least: 1, keep: [20_000, 4_000], ..Recipe::FULL };
        let packed = train(&recipe, &records, &Lexicon::from_bytes(&bytes).unwrap());
        let path = root().join("tests/fixtures/train-mini.bin");
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&path, &packed).unwrap();
        }
        let kept = std::fs::read(&path).unwrap();
        assert!(packed == kept, "training on train-mini.jsonl yields other bytes; BLESS=1 writes them anew");
    }

    #[test]
    fn the_packed_model_was_trained_with_these_features() {
        let bytes = lexicon();
        let found = card::fingerprint(&Lexicon::from_bytes(&bytes).unwrap(), &root().join("tests/articles")).unwrap();
        let card = data::read_text(&root().join("data/packed/names.card.json")).unwrap();
        let card: serde_json::Value = serde_json::from_str(&card).unwrap();
        assert_eq!(card["fingerprint"], found, "tokens, roles, features or word lists have changed: train names again");
        let model = std::fs::read(root().join("data/packed/names.bin")).unwrap();
        assert_eq!(card["sha256"], crate::card::sha256(&model), "the card is of another model");
    }
}
