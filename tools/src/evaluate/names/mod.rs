//! `marginalia evaluate names`: precision, recall and F1 of names, by the measures of the reference scorer.

mod confidence;
mod errors;
mod trim;

use crate::data;
use crate::train::names::corpus::{self, Record};
use marginalia::lexicon::Lexicon;
use marginalia::mention::{Kind, Mention};
use marginalia::names::{self, KINDS, Model, Tagger};
use marginalia::text::Span;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Score names.
#[derive(clap::Args)]
pub struct Args {
    /// Development sets.
    files: Vec<PathBuf>,
    /// List what is missed, spurious, of the wrong kind, of the wrong extent.
    #[arg(long)]
    errors: bool,
    /// A model other than the packed one.
    #[arg(long, default_value = "data/packed/names.bin")]
    model: PathBuf,
    /// Word lists other than the packed ones.
    #[arg(long, default_value = "data/packed/lexicon.bin")]
    lexicon: PathBuf,
}

/// A name in bytes of the text.
type Name = (u32, u32, Kind);

/// Hits, spurious and missed.
#[derive(Clone, Copy, Default)]
struct Count {
    hit: usize,
    spurious: usize,
    missed: usize,
}

impl Count {
    fn add(&mut self, gold: &BTreeSet<Name>, found: &BTreeSet<Name>) {
        let hit = gold.intersection(found).count();
        self.hit += hit;
        self.spurious += found.len() - hit;
        self.missed += gold.len() - hit;
    }

    /// F1, in percent.
    fn f1(self) -> f64 {
        100.0 * 2.0 * self.hit as f64 / ((2 * self.hit + self.spurious + self.missed).max(1)) as f64
    }

    fn row(self) -> String {
        let share =
            |part: usize, rest: usize| if part + rest == 0 { 0.0 } else { 100.0 * part as f64 / (part + rest) as f64 };
        let f1 = self.f1();
        let (p, r) = (share(self.hit, self.spurious), share(self.hit, self.missed));
        format!("P {p:5.1} R {r:5.1} F1 {f1:5.1}")
    }
}

pub fn run(args: &Args) -> Result<(), String> {
    let read = |path: &PathBuf| std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()));
    let (model, lexicon) = (read(&args.model)?, read(&args.lexicon)?);
    let model = Model::from_bytes(&model).map_err(|e| e.to_string())?;
    let tagger = Tagger::new(model, Lexicon::from_bytes(&lexicon).map_err(|e| e.to_string())?);
    for file in &args.files {
        let records: Vec<Record> = corpus::read(file)?;
        println!("{}: {} documents", file.display(), records.len());
        let mut score = Score::default();
        records.iter().for_each(|record| score.add(&tagger, record, args.errors));
        score.print();
    }
    Ok(())
}

/// Names right and wrong over some documents; the last two counts are of person, organisation and place together, and of
/// event, work, law and product together.
#[derive(Default)]
pub struct Score {
    exact: [Count; KINDS.len() + 2],
    trimmed: [Count; KINDS.len() + 2],
    /// Confidence of each name found, of the kinds that its document marks, and whether it is right.
    cases: Vec<(f32, bool)>,
}

const THREE: usize = KINDS.len();
const OTHERS: usize = KINDS.len() + 1;

impl Score {
    /// Tags a document and counts.
    pub fn add(&mut self, tagger: &Tagger, record: &Record, errors: bool) {
        self.count(record, &tagger.tag(&corpus::article(&record.text)), errors);
    }

    /// Counts what was found in a document.
    pub fn count(&mut self, record: &Record, mentions: &[Mention], errors: bool) {
        let used: Vec<Kind> = KINDS.iter().copied().filter(|k| marks(record, *k)).collect();
        let gold = gold(record);
        let found: BTreeSet<Name> = mentions.iter().map(|m| (m.span.start, m.span.end, m.kind)).collect();
        let trim = |set: &BTreeSet<Name>| set.iter().map(|n| trimmed_name(&record.text, *n)).collect::<BTreeSet<_>>();
        let (gold_trimmed, found_trimmed) = (trim(&gold), trim(&found));
        for mention in mentions.iter().filter(|m| used.contains(&m.kind)) {
            let name = trimmed_name(&record.text, (mention.span.start, mention.span.end, mention.kind));
            self.cases.push((mention.confidence.unwrap_or(0.0), gold_trimmed.contains(&name)));
        }
        if errors {
            errors::list(record, &gold_trimmed, &found_trimmed, &used);
        }
        for kind in used {
            let index = names::index(kind).expect("a kind of name");
            let only = |set: &BTreeSet<Name>| set.iter().copied().filter(|n| n.2 == kind).collect::<BTreeSet<_>>();
            let together = if index < 3 { Some(THREE) } else { (index > 3).then_some(OTHERS) };
            for at in [Some(index), together].into_iter().flatten() {
                self.exact[at].add(&only(&gold), &only(&found));
                self.trimmed[at].add(&only(&gold_trimmed), &only(&found_trimmed));
            }
        }
    }

    /// Trimmed F1 of persons, organisations and places together, in percent.
    pub fn f1(&self) -> f64 {
        self.trimmed[THREE].f1()
    }

    /// Trimmed F1 by kind, for a card.
    pub fn summary(&self) -> serde_json::Value {
        let named = (0..KINDS.len() + 2).filter(|at| self.trimmed[*at].hit + self.trimmed[*at].missed > 0);
        named.map(|at| (name(at), serde_json::json!((self.trimmed[at].f1() * 10.0).round() / 10.0))).collect()
    }

    fn print(self) {
        for at in 0..KINDS.len() + 2 {
            if self.exact[at].hit + self.exact[at].missed > 0 {
                println!("{:25} exact {}   trimmed {}", name(at), self.exact[at].row(), self.trimmed[at].row());
            }
        }
        confidence::print(self.cases, names::UNSURE);
    }
}

/// Name of a row of the scores.
fn name(at: usize) -> String {
    match at {
        THREE => "person+organization+place".to_owned(),
        OTHERS => "event+work+law+product".to_owned(),
        kind => format!("{:?}", KINDS[kind]).to_lowercase(),
    }
}

fn marks(record: &Record, kind: Kind) -> bool {
    let label = label(kind);
    record.labels.iter().any(|l| l == label) || kind == Kind::Place && record.labels.iter().any(|l| l == "GPE")
}

fn label(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "PERSON",
        Kind::Organization => "ORG",
        Kind::Place => "PLACE",
        Kind::Group => "NORP",
        Kind::Event => "EVENT",
        Kind::Work => "WORK",
        Kind::Law => "LAW",
        _ => "PRODUCT",
    }
}

fn gold(record: &Record) -> BTreeSet<Name> {
    let bytes = data::code_points(&record.text);
    let named = record.entities.iter().filter_map(|e| {
        let wanted = if e.label == "GPE" { "PLACE" } else { &e.label };
        let kind = KINDS.iter().find(|k| label(**k) == wanted)?;
        let span = Span::new(bytes[e.start], bytes[e.end]);
        Some((span.start, span.end, *kind))
    });
    named.collect()
}

fn trimmed_name(text: &str, name: Name) -> Name {
    let span = trim::trim(text, Span { start: name.0, end: name.1 }, name.2 == Kind::Person);
    (span.start, span.end, name.2)
}

#[cfg(test)]
mod tests {
    use super::{Score, THREE};
    use crate::data;
    use crate::train::names::corpus::{self, Record};
    use marginalia::lexicon::Lexicon;
    use marginalia::names::{Model, Tagger};
    use serde_json::{Value, json};
    use std::path::Path;
    use std::process::Command;

    /// What the reference scorer says of the same names.
    fn reference(shared: &Path, set: &str, records: &[Record], tagger: &Tagger) -> Option<Value> {
        let folder = std::env::temp_dir().join(format!("marginalia-names-{}-{set}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let (gold, found) = (folder.join(format!("dev.{set}.jsonl")), folder.join("found.jsonl"));
        let packed = data::read_text(&shared.join(format!("data/names/dev.{set}.jsonl.gz"))).unwrap();
        std::fs::write(&gold, packed).unwrap();
        let lines = records.iter().map(|record| {
            let points = |at: u32| record.text[..at as usize].chars().count();
            let mentions = tagger.tag(&corpus::article(&record.text));
            let entities: Vec<Value> = mentions
                .iter()
                .map(
                    |m| json!({"start": points(m.span.start), "end": points(m.span.end), "type": super::label(m.kind)}),
                )
                .collect();
            json!({"doc_id": record.doc_id, "entities": entities}).to_string() + "\n"
        });
        std::fs::write(&found, lines.collect::<String>()).unwrap();
        let out =
            Command::new("python3").arg(shared.join("scoring/names.py")).args([&gold, &found]).arg("--json").output();
        std::fs::remove_dir_all(&folder).unwrap();
        out.ok().map(|out| serde_json::from_slice(&out.stdout).unwrap())
    }

    #[test]
    fn the_scores_are_those_of_the_reference_scorer() {
        let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
        let shared = root.join("../shared");
        if !shared.exists() {
            println!("skipped: no ../shared");
            return;
        }
        let read = |file: &str| std::fs::read(root.join("data/packed").join(file)).unwrap();
        let (model, lexicon) = (read("names.bin"), read("lexicon.bin"));
        let tagger = Tagger::new(Model::from_bytes(&model).unwrap(), Lexicon::from_bytes(&lexicon).unwrap());
        for set in ["news", "pud"] {
            let records: Vec<Record> =
                data::read_jsonl(&shared.join(format!("data/names/dev.{set}.jsonl.gz"))).unwrap();
            let mut score = Score::default();
            records.iter().for_each(|record| score.add(&tagger, record, false));
            let Some(reference) = reference(&shared, set, &records, &tagger) else {
                println!("skipped: no python3");
                return;
            };
            for (how, count) in [("trim", score.trimmed[THREE]), ("exact", score.exact[THREE])] {
                let theirs = reference[how]["NAMES"]["f1"].as_f64().unwrap();
                assert!(
                    (theirs - count.f1()).abs() <= 0.1,
                    "{set} {how}: {theirs} by the reference, {:.2} here",
                    count.f1()
                );
            }
        }
    }
}
