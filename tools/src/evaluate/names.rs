//! `marginalia evaluate names`: precision, recall and F1 of names, by the measures of the reference scorer.

use crate::data;
use crate::train::names::corpus::{self, Record};
use marginalia::lexicon::Lexicon;
use marginalia::mention::Kind;
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

    fn row(self) -> String {
        let share =
            |part: usize, rest: usize| if part + rest == 0 { 0.0 } else { 100.0 * part as f64 / (part + rest) as f64 };
        let f1 = 100.0 * 2.0 * self.hit as f64 / ((2 * self.hit + self.spurious + self.missed).max(1)) as f64;
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
        let records: Vec<Record> = data::read_jsonl(file)?;
        println!("{}: {} documents", file.display(), records.len());
        score(&tagger, &records, args.errors);
    }
    Ok(())
}

fn score(tagger: &Tagger, records: &[Record], errors: bool) {
    let mut exact = [Count::default(); 9];
    let mut trimmed = [Count::default(); 9];
    for record in records {
        let used: Vec<Kind> = KINDS.iter().copied().filter(|k| marks(record, *k)).collect();
        let gold = gold(record);
        let article = corpus::article(&record.text);
        let found: BTreeSet<Name> = tagger.tag(&article).iter().map(|m| (m.span.start, m.span.end, m.kind)).collect();
        if errors {
            list(record, &gold, &found, &used);
        }
        for kind in used {
            let index = names::index(kind).expect("a kind of name");
            let only = |set: &BTreeSet<Name>| set.iter().copied().filter(|n| n.2 == kind).collect::<BTreeSet<_>>();
            let (gold, found) = (only(&gold), only(&found));
            let trim =
                |set: &BTreeSet<Name>| set.iter().map(|n| trimmed_name(&record.text, *n)).collect::<BTreeSet<_>>();
            let (gold_trimmed, found_trimmed) = (trim(&gold), trim(&found));
            exact[index].add(&gold, &found);
            trimmed[index].add(&gold_trimmed, &found_trimmed);
            if index < 3 {
                exact[8].add(&gold, &found);
                trimmed[8].add(&gold_trimmed, &found_trimmed);
            }
        }
    }
    for index in 0..9 {
        let name = KINDS.get(index).map_or("three".to_owned(), |k| format!("{k:?}").to_lowercase());
        if exact[index].hit + exact[index].missed > 0 {
            println!("{name:13} exact {}   trimmed {}", exact[index].row(), trimmed[index].row());
        }
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
    let span = Span { start: name.0, end: name.1 };
    names::trim(text, span, name.2 == Kind::Person).map_or(name, |s| (s.start, s.end, name.2))
}

fn list(record: &Record, gold: &BTreeSet<Name>, found: &BTreeSet<Name>, used: &[Kind]) {
    let of = |n: &Name| Span { start: n.0, end: n.1 };
    let all: BTreeSet<Name> = gold.symmetric_difference(found).copied().collect();
    for name in all.into_iter().filter(|n| used.contains(&n.2)) {
        let missed = gold.contains(&name);
        let other = if missed { found } else { gold };
        let same = other.iter().find(|o| of(o) == of(&name));
        let near = other.iter().find(|o| of(o).overlaps(of(&name)));
        let what = match (missed, same, near) {
            (true, Some(o), _) => format!("kind      {:?} taken for {:?}", name.2, o.2),
            (true, None, Some(o)) => format!("extent    {:?}, found {:?} {:?}", name.2, of(o).of(&record.text), o.2),
            (true, None, None) => format!("missed    {:?}", name.2),
            (false, None, None) => format!("spurious  {:?}", name.2),
            (false, ..) => continue,
        };
        println!("{}  {what}: {}", record.doc_id, context(&record.text, of(&name)));
    }
}

/// A name in brackets with some words around it, on one line.
fn context(text: &str, span: Span) -> String {
    let before = text[..span.start as usize].char_indices().rev().nth(39).map_or(0, |(at, _)| at);
    let after = text[span.end as usize..].char_indices().nth(40).map_or(text.len(), |(at, _)| span.end as usize + at);
    let line = format!("{}[{}]{}", &text[before..span.start as usize], span.of(text), &text[span.end as usize..after]);
    line.replace(['\n', '\r'], " ")
}
