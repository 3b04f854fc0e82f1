//! `marginalia evaluate sentences`: boundaries after stops, tokens, and the Golden Rules.

use crate::data;
use marginalia::{segment, text};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Score sentences and tokens.
///
/// A `.jsonl` file (plain or `.gz`) has documents with gold sentences and tokens: boundaries are counted after . ! ? …
/// and their closing marks, tokens by exact span. A `.json` file has rules: a text and the sentences it falls into.
#[derive(clap::Args)]
pub struct Args {
    /// Development sets.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// List the errors.
    #[arg(long)]
    errors: bool,
    /// Only every document whose place in the file, modulo five, is 0: the part that training leaves out.
    #[arg(long)]
    held_out: bool,
}

#[derive(Deserialize)]
struct Document {
    text: String,
    sents: Vec<(usize, usize)>,
    tokens: Vec<(usize, usize)>,
}

#[derive(Deserialize)]
struct Rules {
    golden: Vec<Rule>,
    extra: Vec<Rule>,
}

#[derive(Deserialize)]
struct Rule {
    id: u32,
    text: String,
    expected: Vec<String>,
}

pub fn run(args: &Args) -> Result<(), String> {
    for file in &args.files {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if file.extension().is_some_and(|e| e == "json") {
            rules(file, &name, args.errors)?;
        } else {
            documents(file, &name, args)?;
        }
    }
    Ok(())
}

fn rules(file: &Path, name: &str, errors: bool) -> Result<(), String> {
    let rules: Rules = serde_json::from_reader(data::open(file)?).map_err(|e| format!("{}: {e}", file.display()))?;
    for (part, cases) in [("golden", &rules.golden), ("extra", &rules.extra)] {
        let mut right = 0;
        for case in cases {
            let blocks = text::blocks(&case.text, &[]);
            let segments = segment::segment(&case.text, &blocks);
            let found: Vec<String> = segments.sentences.iter().map(|s| folded(s.span.of(&case.text))).collect();
            let expected: Vec<String> = case.expected.iter().map(|s| folded(s)).collect();
            if found == expected {
                right += 1;
            } else if errors {
                println!("{part} {}\n  want {expected:?}\n  have {found:?}", case.id);
            }
        }
        println!("{name} {part}: {right}/{}", cases.len());
    }
    Ok(())
}

fn folded(sentence: &str) -> String {
    sentence.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn documents(file: &Path, name: &str, args: &Args) -> Result<(), String> {
    let mut boundaries = Counts::default();
    let mut tokens = Counts::default();
    for (place, document) in data::read_jsonl::<Document>(file)?.iter().enumerate() {
        if args.held_out && place % 5 != 0 {
            continue;
        }
        let text = &document.text;
        let at = data::code_points(text);
        let segments = segment::segment(text, &text::blocks(text, &[]));
        let gold: BTreeSet<usize> = document.sents.iter().map(|s| at[s.1]).filter(|end| stopped(text, *end)).collect();
        let found: BTreeSet<usize> =
            segments.sentences.iter().map(|s| s.span.range().end).filter(|end| stopped(text, *end)).collect();
        boundaries.add(&gold, &found);
        let gold_tokens: BTreeSet<(usize, usize)> = document.tokens.iter().map(|t| (at[t.0], at[t.1])).collect();
        let found_tokens = segments.tokens.iter().map(|t| (t.range().start, t.range().end)).collect();
        tokens.add(&gold_tokens, &found_tokens);
        if args.errors {
            for end in gold.symmetric_difference(&found) {
                let sign = if gold.contains(end) { "missed" } else { "extra" };
                println!("{sign} |{}⏎{}", tail(&text[..*end], 50), head(&text[*end..], 40));
            }
            show_tokens(text, &gold_tokens, &found_tokens);
        }
    }
    println!("{name} boundaries: {boundaries}");
    println!("{name} tokens:     {tokens}");
    Ok(())
}

fn show_tokens(text: &str, gold: &BTreeSet<(usize, usize)>, found: &BTreeSet<(usize, usize)>) {
    let missed: Vec<&str> = gold.difference(found).map(|(start, end)| &text[*start..*end]).collect();
    let extra: Vec<&str> = found.difference(gold).map(|(start, end)| &text[*start..*end]).collect();
    if !missed.is_empty() || !extra.is_empty() {
        println!("tokens want {missed:?}\n       have {extra:?}");
    }
}

/// Whether the text before `end` closes with a stop, seen through closing quotes and brackets.
fn stopped(text: &str, end: usize) -> bool {
    text[..end].trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']).ends_with(['.', '!', '?', '…'])
}

fn tail(text: &str, bytes: usize) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(bytes))..]
}

fn head(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

#[derive(Default)]
struct Counts {
    both: usize,
    gold: usize,
    found: usize,
}

impl Counts {
    fn add<T: Ord>(&mut self, gold: &BTreeSet<T>, found: &BTreeSet<T>) {
        self.both += gold.intersection(found).count();
        self.gold += gold.len();
        self.found += found.len();
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share = |of: usize| if of == 0 { 0.0 } else { 100.0 * self.both as f64 / of as f64 };
        let (precision, recall) = (share(self.found), share(self.gold));
        let f1 = if self.both == 0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) };
        write!(f, "P {precision:.2}  R {recall:.2}  F1 {f1:.2}  ({} gold)", self.gold)
    }
}
