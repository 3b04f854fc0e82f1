//! `marginalia train names`: the tagger's weights, from labelled documents.
//!
//! Three fields are trained, each without a third of the documents. What each says of the documents it has not seen is
//! what the second pass and the scale of confidence learn from; the mean of the three, pruned and trained a little more on
//! everything, is the first pass.

pub mod corpus;
mod field;
mod scale;

use corpus::{Examples, Record};
use field::{Compact, Field, Lesson, Plan, Visit};
use marginalia::lexicon::Lexicon;
use marginalia::names::{Draft, LABELS, Lattice, Model, Reading, Row, Scale, Votes, Weights, nearest_step, read_line};
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
    /// Epochs of each of the three fields before its first pruning, after it, and of their mean.
    #[arg(long, num_args = 3, default_values_t = [1, 3, 2])]
    epochs: Vec<usize>,
    /// How often an epoch visits a news document.
    #[arg(long, default_value_t = 8)]
    news: u32,
    /// How many weights are kept.
    #[arg(long, default_value_t = 260_000)]
    keep: usize,
    /// How often a feature must be seen.
    #[arg(long, default_value_t = 3)]
    least: u32,
    #[arg(long, default_value_t = 0.3)]
    rate: f32,
    #[arg(long, default_value_t = 1e-6)]
    decay: f32,
    #[arg(long, default_value_t = 0.1)]
    dropout: f32,
}

/// How many fields are trained, each without a part of the documents.
const FOLDS: usize = 3;
/// Weights kept by each of them after its first epochs.
const FIRST_KEEP: usize = 1_500_000;
/// Smallest difference between packed weights.
const UNIT: f32 = 0.025;

pub fn run(args: &Args) -> Result<(), String> {
    let bytes = std::fs::read(&args.lexicon).map_err(|e| format!("{}: {e}", args.lexicon.display()))?;
    let lexicon = Lexicon::from_bytes(&bytes).map_err(|e| e.to_string())?;
    let mut records: Vec<Record> = Vec::new();
    for file in ["news.jsonl.gz", "train.jsonl.gz"] {
        records.extend(corpus::read(&args.data.join(file))?);
    }
    let mut examples = Examples::default();
    records.iter().for_each(|record| examples.push(record, &lexicon));
    let documents = &examples.documents;
    eprintln!("{} documents, {} tokens, {} features", documents.len(), examples.allowed.len(), examples.features.len());
    let times = |document: usize| if documents[document].0.starts_with("news") { args.news } else { 1 };
    let visits: Vec<Visit> = examples.sentences.iter().map(|s| (*s, times(s.document))).collect();
    let empty = Field::new(&examples, &visits, args.least);
    eprintln!("{} features seen often enough", empty.features.len());

    let (mut mean, unseen) = fold(args, &examples, &visits, empty);
    mean.prune(args.keep);
    mean.loosen();
    let compact = Compact::new(&examples, &mean);
    let lesson = Lesson { compact: &compact, allowed: &examples.allowed, base: &[], visits: &visits };
    mean.train(&lesson, Plan { epochs: args.epochs[2], rate: args.rate / 3.0, last: 0.01, seed: 7, ..plan(args) });
    drop(compact);

    let (votes, drafts) = second_pass(args, &records, &lexicon, &examples, &visits, &mean, unseen);
    let scale = scale::fit(&records, &drafts);
    let packed = pack(&mean, &votes, &scale);
    Model::from_bytes(&packed).map_err(|e| e.to_string())?;
    std::fs::write(&args.out, &packed).map_err(|e| format!("{}: {e}", args.out.display()))
}

fn plan(args: &Args) -> Plan {
    Plan { epochs: 0, rate: args.rate, last: args.rate, decay: args.decay, dropout: args.dropout, seed: 0 }
}

/// The mean of the fields, and of each token's document the scores by the field that has not seen it.
fn fold(args: &Args, examples: &Examples, visits: &[Visit], empty: Field) -> (Field, Vec<Row>) {
    let all = Compact::new(examples, &empty);
    let mut unseen = vec![[0.0; LABELS]; examples.allowed.len()];
    let mut mean = empty.clone();
    for fold in 0..FOLDS {
        let seen: Vec<Visit> = visits.iter().filter(|(s, _)| s.document % FOLDS != fold).copied().collect();
        let seed = fold as u64 + 1;
        let mut field = empty.clone();
        let lesson = Lesson { compact: &all, allowed: &examples.allowed, base: &[], visits: &seen };
        field.train(&lesson, Plan { epochs: args.epochs[0], seed, ..plan(args) });
        field.prune(FIRST_KEEP);
        let compact = Compact::new(examples, &field);
        let lesson = Lesson { compact: &compact, ..lesson };
        field.train(&lesson, Plan { epochs: args.epochs[1], last: args.rate / 10.0, seed: seed + 10, ..plan(args) });
        for (sentence, _) in visits.iter().filter(|(s, _)| s.document % FOLDS == fold) {
            for token in sentence.first..sentence.end {
                unseen[token] = field.score(&compact, token);
            }
        }
        mean.add(&field, 1.0 / FOLDS as f32);
    }
    (mean, unseen)
}

/// Trains the weights of the document's votes on the scores of fields that had not seen the document, and decodes the
/// documents once more with them.
fn second_pass(
    args: &Args,
    records: &[Record],
    lexicon: &Lexicon,
    examples: &Examples,
    visits: &[Visit],
    first: &Field,
    mut unseen: Vec<Row>,
) -> (Field, Vec<Vec<Draft>>) {
    let mut voted = Examples { allowed: examples.allowed.clone(), offsets: vec![0], ..Examples::default() };
    let mut lattice = Lattice::default();
    let (mut names, mut features) = (Vec::new(), Vec::new());
    let mut base = 0;
    let mut touched = vec![false; unseen.len()];
    for record in records {
        let article = corpus::article(&record.text);
        let reading = Reading::new(&article, lexicon);
        let rows = &unseen[base..base + reading.tokens.len()];
        let mut drafts = Vec::new();
        for line in 0..reading.lines.len() {
            read_line(&reading, line, rows, &first.transitions, &mut lattice, &mut names, &mut drafts);
        }
        let votes = Votes::count(&reading, &drafts);
        for line in &reading.lines {
            votes.features(&reading, line, &drafts, &mut features);
            for at in line.first..line.end {
                voted.features.extend(features.iter().filter(|(token, _)| *token == at).map(|(_, f)| f));
                voted.offsets.push(voted.features.len());
            }
            touched[base + line.first..base + line.end].fill(!features.is_empty());
        }
        base += reading.tokens.len();
    }
    let visits: Vec<Visit> = visits.iter().filter(|(s, _)| touched[s.first]).copied().collect();
    let mut field = Field::new(&voted, &visits, 5);
    eprintln!("{} features of votes in {} sentences", field.features.len(), visits.len());
    field.transitions = first.transitions.clone();
    field.free = false;
    let compact = Compact::new(&voted, &field);
    let lesson = Lesson { compact: &compact, allowed: &voted.allowed, base: &unseen, visits: &visits };
    field.train(&lesson, Plan { epochs: 3, last: 0.02, rate: args.rate, seed: 21, decay: 1e-4, dropout: 0.0 });
    field.prune(20_000);
    let compact = Compact::new(&voted, &field);
    for (token, row) in unseen.iter_mut().enumerate() {
        row.iter_mut().zip(field.score(&compact, token)).for_each(|(x, w)| *x += w);
    }
    let mut all = Vec::new();
    let mut base = 0;
    for record in records.iter().take_while(|r| r.source.starts_with("news")) {
        let article = corpus::article(&record.text);
        let reading = Reading::new(&article, lexicon);
        let rows = &unseen[base..base + reading.tokens.len()];
        let mut drafts = Vec::new();
        for line in 0..reading.lines.len() {
            read_line(&reading, line, rows, &first.transitions, &mut lattice, &mut names, &mut drafts);
        }
        base += reading.tokens.len();
        all.push(drafts);
    }
    (field, all)
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
