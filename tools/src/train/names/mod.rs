//! `marginalia train names`: the tagger's weights, from labelled documents.
//!
//! Fields are trained, each without a fifth of the documents. What they say of the documents they have not seen is what
//! the second pass and the scale of confidence learn from; their mean, pruned to the room there is, is the first pass.

mod card;
mod copies;
pub mod corpus;
mod field;
mod pieces;
mod scale;
mod second;
mod silver;

use super::in_pairs;
use crate::data;
use corpus::{Examples, GRONINGEN, HABITUAL, Record, Sentence};
use field::{Compact, Field, Lesson, Plan, Visit, prune_together};
use marginalia::lexicon::Lexicon;
use marginalia::names::{COLUMNS, LABELS, Model, Reading, Row, STEPS, Scale, Weights};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Where the fields' seeds begin. Seeds alone move dev.ewt and dev.gum by up to two points, and our own fragments by three.
const FIRST_SEED: u64 = 31;
/// How far the seeds after pruning lie from those before.
const AFTER: u64 = 100;

/// Train the tagger of names.
#[derive(clap::Args)]
pub struct Args {
    /// Folder with `train.jsonl.gz` and `news.jsonl.gz`.
    #[arg(long, default_value = "../shared/data/names")]
    data: PathBuf,
    /// The packed word lists.
    #[arg(long, default_value = "data/packed/lexicon.bin")]
    lexicon: PathBuf,
    /// Folder of the lists whose names are put in the slots of our own pieces.
    #[arg(long, default_value = "../shared/data/lexicon")]
    lists: PathBuf,
    /// Real pages, whose texts a larger tagger has marked.
    #[arg(long, default_value = "../shared/data/structure/dev.dom.jsonl.gz")]
    pages: PathBuf,
    /// Where to write; the card goes beside it.
    #[arg(long, default_value = "data/packed/names.bin")]
    out: PathBuf,
    /// Leave out a source, such as `uner_ewt`: what does it bring? The model is not written; the card of
    /// the model that is there notes the scores.
    #[arg(long)]
    without: Option<String>,
    /// Train nothing, but write what `tools/teacher` reads into this folder: our own pieces with names in their slots, and
    /// the texts that it is to mark.
    #[arg(long)]
    for_teacher: Option<PathBuf>,
}

/// How to train.
#[derive(Clone, Copy, Debug)]
pub struct Recipe {
    /// Epochs of each field before pruning and after it.
    epochs: [usize; 2],
    /// How often the documents are parted anew, five fields each time.
    rounds: usize,
    /// How often an epoch visits a news document.
    news: u32,
    /// How many copies of a news document have other names.
    copies: usize,
    /// How often the slots of each piece of ours are filled.
    pieces: usize,
    /// How often an epoch visits a web text.
    web: u32,
    /// One in how many web texts has a copy in small letters.
    small: usize,
    /// How often a feature must be seen.
    least: u32,
    /// Weights that each field keeps after its first epoch.
    keep: usize,
    /// Bytes that the packed model may take after gzip: weights that matter least are left out.
    room: usize,
    rate: f32,
    decay: f32,
    dropout: f32,
    /// What a kind that the source does not mark loses against none.
    doubt: f32,
}

impl Recipe {
    /// For the packed model.
    const FULL: Self = Self {
        epochs: [1, 3],
        rounds: 2,
        news: 6,
        copies: 3,
        pieces: 3,
        web: 4,
        small: 2,
        least: 3,
        keep: 800_000,
        room: 615_000,
        rate: 0.3,
        decay: 1e-6,
        dropout: 0.1,
        doubt: 0.7,
    };

    fn plan(&self) -> Plan {
        Plan {
            epochs: 0,
            rate: self.rate,
            last: self.rate,
            decay: self.decay,
            dropout: self.dropout,
            seed: 0,
            mean: true,
            doubt: self.doubt,
        }
    }

    /// How often an epoch visits a document of a source.
    fn visits(&self, source: &str) -> u32 {
        match source {
            "uner_ewt" | "gum" => self.web,
            _ if source.starts_with("news") => self.news,
            _ => 1,
        }
    }

    fn describe(&self) -> Value {
        let last = FIRST_SEED + (self.rounds * FOLDS) as u64 - 1;
        json!({
            "folds": FOLDS,
            "rounds of folds": self.rounds,
            "epochs": self.epochs,
            "visits of a news document in an epoch": self.news,
            "copies of a news document with other names": self.copies,
            "times the slots of a piece are filled": self.pieces,
            "visits of a web text in an epoch": self.web,
            "one in how many web texts has a copy in small letters": self.small,
            "sources with habits of their own": HABITUAL,
            "a feature is seen at least": self.least,
            "weights kept after the first epoch": self.keep,
            "bytes it may take after gzip": self.room,
            "rate": f64::from(self.rate),
            "decay": f64::from(self.decay),
            "dropout": f64::from(self.dropout),
            "doubt of kinds not marked": f64::from(self.doubt),
            "seeds": format!(
                "{FIRST_SEED} to {last}, {} to {}, second pass 21; of the pieces 11 and 13; of copies the number of the document",
                FIRST_SEED + AFTER,
                last + AFTER,
            ),
        })
    }
}

/// How many fields are trained, each without a part of the documents.
const FOLDS: usize = 5;
/// How many sizes of weights are told apart.
const LEVELS: u16 = 22;

/// The sizes of packed weights, whole steps of the sums: close together where most weights are.
fn levels() -> Vec<f32> {
    let size = |level| 0.05 * libm::powf(f32::from(level), 1.3);
    (1..=LEVELS).map(|level| (size(level) * STEPS).round() / STEPS).collect()
}

/// The level nearest to a weight: sizes in order, each first positive.
fn nearest(levels: &[f32], weight: f32) -> u8 {
    let size = weight.abs();
    let above = levels.partition_point(|l| *l < size).min(levels.len() - 1);
    let at = if above > 0 && size - levels[above - 1] < levels[above] - size { above - 1 } else { above };
    2 * at as u8 + u8::from(weight < 0.0)
}

pub fn run(args: &Args) -> Result<(), String> {
    let bytes = std::fs::read(&args.lexicon).map_err(|e| format!("{}: {e}", args.lexicon.display()))?;
    let lexicon = Lexicon::from_bytes(&bytes).map_err(|e| e.to_string())?;
    let mut records: Vec<Record> = Vec::new();
    for file in ["news.jsonl.gz", "train.jsonl.gz"] {
        records.extend(corpus::read(&args.data.join(file))?);
    }
    let mut texts = silver::texts(&records, &args.pages)?;
    let recipe = Recipe::FULL;
    let project = Path::new(".");
    let mut pieces =
        pieces::make(&pieces::read_all(project)?, &pieces::Lists::read(&args.lists, project)?, recipe.pieces)?;
    let is_left_out = |source: &str| source == GRONINGEN || args.without.as_deref() == Some(source);
    records.retain(|r| !is_left_out(&r.source));
    copies::renamed(&mut pieces, &records);
    if let Some(folder) = &args.for_teacher {
        let pieces: Vec<&Record> = pieces.iter().map(|(_, piece)| piece).collect();
        data::write_jsonl(&folder.join("pieces.jsonl"), &pieces)?;
        return data::write_jsonl(&folder.join("texts.jsonl"), &texts);
    }
    silver::mark(&mut texts, &project.join(silver::MARKS))?;
    texts.retain(|r| !is_left_out(&r.source));
    let trained = train(&recipe, &records, &pieces, &texts, &lexicon);
    if let Some(source) = &args.without {
        return card::note_without(&args.out, source, &card::scores(&trained.packed, &args.data, &lexicon)?);
    }
    std::fs::write(&args.out, &trained.packed).map_err(|e| format!("{}: {e}", args.out.display()))?;
    card::write(&args.out, &trained, [&args.data, &args.lists, &args.pages], &lexicon, &recipe)
}

/// What training makes.
struct Trained {
    /// The model as it is used.
    packed: Vec<u8>,
    /// The mean of the fields before pruning, to tell what pruning costs.
    whole: Vec<u8>,
}

/// The packed model that the records, news first, the pieces and the texts with silver marks make.
fn train(
    recipe: &Recipe,
    records: &[Record],
    pieces: &[(usize, Record)],
    silver: &[Record],
    lexicon: &Lexicon,
) -> Trained {
    let mut examples = Examples::default();
    for (number, record) in records.iter().enumerate() {
        examples.push(record, number, recipe.visits(&record.source), lexicon);
    }
    // A copy is seen by the fields that see its original.
    for (number, copy) in copies::make(records, recipe.copies, recipe.small) {
        examples.push(&copy, number, 1, lexicon);
    }
    // A piece is seen, whatever names it has, by the same fields.
    for (number, piece) in pieces {
        examples.push(piece, records.len() + number, 1, lexicon);
    }
    for (number, text) in silver.iter().enumerate() {
        examples.push(text, records.len() + number, 1, lexicon);
    }
    eprintln!("{} documents, {} tokens", examples.documents.len(), examples.allowed.len());
    let visits: Vec<Visit> = examples.sentences.iter().map(|s| (*s, examples.documents[s.document].visits)).collect();
    let empty = Field::new(&examples, &visits, recipe.least);
    eprintln!("{} features seen often enough", empty.features.len());

    let (mut first, mut unseen) = fold(recipe, &examples, &visits, &empty);
    first.forget_habits();
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
    let scale = scale::fit(records, &drafts);
    let whole = pack(&first, &votes, &scale);
    let mut packed = whole.clone();
    let mut left = first.drop_small(levels()[0] / 2.0);
    while crate::card::gzip_size(&packed).is_ok_and(|size| size > recipe.room) {
        left = left * 98 / 100;
        first.prune(left);
        packed = pack(&first, &votes, &scale);
    }
    Trained { packed, whole }
}

/// The mean of the fields, and of each token's document the mean score by the fields that have not seen it.
fn fold(recipe: &Recipe, examples: &Examples, visits: &[Visit], empty: &Field) -> (Field, Vec<Row>) {
    let all = Compact::new(examples, empty);
    let parts: Vec<Part> = (0..recipe.rounds * FOLDS).map(|number| Part::new(examples, visits, number)).collect();
    let mut fields = in_pairs(parts.iter().collect(), |part: &Part| {
        let mut field = empty.clone();
        let lesson = Lesson { compact: &all, allowed: &examples.allowed, base: &[], visits: &part.seen };
        field.train(&lesson, Plan { epochs: recipe.epochs[0], seed: part.seed, ..recipe.plan() });
        field
    });
    // All keep the same weights: of what one has and another lacks, the mean would be too small.
    prune_together(&mut fields, recipe.keep);
    let compact = Compact::new(examples, &fields[0]);
    let mut unseen = vec![[0.0; LABELS]; examples.allowed.len()];
    let learned = in_pairs(parts.iter().zip(fields).collect(), |(part, mut field)| {
        let lesson = Lesson { compact: &compact, allowed: &examples.allowed, base: &[], visits: &part.seen };
        let plan =
            Plan { epochs: recipe.epochs[1], last: recipe.rate / 10.0, seed: part.seed + AFTER, ..recipe.plan() };
        field.train(&lesson, plan);
        field
    });
    for (part, field) in parts.iter().zip(&learned) {
        for token in part.unseen.iter().flat_map(|sentence| sentence.first..sentence.end) {
            let score = field.score(&compact, token);
            unseen[token].iter_mut().zip(score).for_each(|(x, s)| *x += s / recipe.rounds as f32);
        }
    }
    (Field::mean(&learned), unseen)
}

/// What one field is taught, and what it is not to see.
struct Part {
    seen: Vec<Visit>,
    unseen: Vec<Sentence>,
    seed: u64,
}

impl Part {
    fn new(examples: &Examples, visits: &[Visit], number: usize) -> Self {
        let (round, part) = (number / FOLDS, number % FOLDS);
        let (unseen, seen): (Vec<Visit>, _) =
            visits.iter().partition(|(sentence, _)| examples.documents[sentence.document].part(round) == part);
        Self {
            seen,
            unseen: unseen.into_iter().map(|(sentence, _)| sentence).collect(),
            seed: number as u64 + FIRST_SEED,
        }
    }
}

/// The weights of both passes, quantised.
fn pack(first: &Field, votes: &Field, scale: &Scale) -> Vec<u8> {
    let levels = levels();
    let rows = |field: &Field| -> Vec<Weights> {
        let weights = field.features.iter().zip(&field.weights).map(|(feature, row)| Weights {
            feature: *feature,
            columns: (0..COLUMNS)
                .filter(|column| row[*column].abs() >= levels[0] / 2.0)
                .map(|column| (column as u8, nearest(&levels, row[column])))
                .collect(),
        });
        weights.filter(|w| !w.columns.is_empty()).collect()
    };
    // Where a feature of the second pass falls on one of the first, the first keeps it.
    let mut weights = rows(first);
    weights.extend(rows(votes));
    weights.iter_mut().for_each(|w| w.feature = Model::short(w.feature));
    weights.sort_by_key(|w| w.feature);
    weights.dedup_by_key(|w| w.feature);
    let values: Vec<f32> = levels.iter().flat_map(|v| [*v, -*v]).collect();
    Model::to_bytes(&weights, &values, &first.transitions, scale)
}

#[cfg(test)]
mod tests {
    use super::corpus::{self, Record, UNSURE};
    use super::{Recipe, card, pieces, train};
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
        // One round of folds and fewer epochs: the same code, and nobody waits half a minute for it.
        let recipe = Recipe { rounds: 1, epochs: [1, 2], least: 1, keep: 20_000, room: 12_000, ..Recipe::FULL };
        let pieces = ["Ana {surname} left {city}.".to_owned()];
        let pieces = pieces::make(&pieces, &pieces::Lists::of_tests(), 3).unwrap();
        let mut silver = vec![Record { source: "silver".to_owned(), ..records[0].clone() }];
        silver[0].entities[0].label = UNSURE.to_owned();
        let packed = train(&recipe, &records, &pieces, &silver, &Lexicon::from_bytes(&bytes).unwrap()).packed;
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
