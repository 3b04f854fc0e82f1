//! `marginalia evaluate dates`: strict, relaxed, type and value F1 in the sense of TempEval-3.

use crate::data;
use marginalia::report::DateType;
use marginalia::{Options, annotate};
use serde::Deserialize;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Score dates against documents with TIMEX3 marks, or phrases with their values.
#[derive(clap::Args)]
pub struct Args {
    /// Development sets: .jsonl(.gz) of documents or phrases, duckling's .json(.gz).
    files: Vec<PathBuf>,
    /// Only documents whose id contains one of these.
    #[arg(long)]
    only: Vec<String>,
    /// Leave out documents whose id contains one of these.
    #[arg(long)]
    except: Vec<String>,
    /// List what differs.
    #[arg(long)]
    errors: bool,
    /// Write predictions as JSON lines for the reference scorer.
    #[arg(long)]
    predictions: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Document {
    doc_id: String,
    dct: Option<String>,
    text: String,
    timex: Vec<Gold>,
}

#[derive(Clone, Deserialize, serde::Serialize)]
struct Gold {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    value: Option<String>,
    #[serde(default, skip_serializing)]
    func: Option<String>,
    #[serde(default)]
    text: String,
}

/// Counts of a set: marks in the gold, in the answer, and pairs that agree.
#[derive(Default)]
struct Counts {
    gold: usize,
    answered: usize,
    strict: usize,
    relaxed: usize,
    kind: usize,
    value: usize,
}

pub fn run(args: &Args) -> Result<(), String> {
    for file in &args.files {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with("recognizers") || name.starts_with("duckling") {
            super::phrases::run(file, args.errors)?;
        } else {
            documents(args, file)?;
        }
    }
    Ok(())
}

fn documents(args: &Args, file: &Path) -> Result<(), String> {
    let documents: Vec<Document> = data::read_jsonl(file)?;
    let mut counts = Counts::default();
    let mut predictions = String::new();
    let named = |id: &str, parts: &[String]| parts.iter().any(|part| id.contains(part.as_str()));
    for document in &documents {
        if !args.only.is_empty() && !named(&document.doc_id, &args.only) || named(&document.doc_id, &args.except) {
            continue;
        }
        let answer = answer(&document.text, document.dct.as_deref())?;
        if args.predictions.is_some() {
            predictions.push_str(&serde_json::json!({"doc_id": document.doc_id, "timex": answer}).to_string());
            predictions.push('\n');
        }
        score(document, answer, &mut counts, args.errors);
    }
    if let Some(path) = &args.predictions {
        std::fs::write(path, predictions).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    print(file, &counts);
    Ok(())
}

/// A date of a report, in code points.
pub struct Answer {
    pub start: usize,
    pub end: usize,
    pub kind: &'static str,
    pub value: String,
    pub text: String,
    pub begin: Option<String>,
    pub last: Option<String>,
}

/// The dates of a text.
pub fn answers(text: &str, published: Option<&str>) -> Result<Vec<Answer>, String> {
    let options = match published {
        Some(date) if !date.is_empty() => serde_json::from_value::<Options>(serde_json::json!({ "published": date }))
            .map_err(|e| format!("publication date {date}: {e}"))?,
        _ => Options::default(),
    };
    let report = annotate(text, &options);
    let mut code_points = vec![0_usize];
    for (at, c) in text.chars().enumerate() {
        code_points.extend(std::iter::repeat_n(at + 1, c.len_utf16()));
    }
    let characters: Vec<char> = text.chars().collect();
    let answered = report.dates.into_iter().map(|date| {
        let mention = &report.mentions[date.mention as usize];
        let (start, end) = (code_points[mention.start as usize], code_points[mention.end as usize]);
        Answer {
            start,
            end,
            kind: kind(date.kind),
            value: date.value,
            text: characters[start..end].iter().collect(),
            begin: date.begin,
            last: date.end,
        }
    });
    Ok(answered.collect())
}

/// The dates of a text as marks to be scored.
fn answer(text: &str, published: Option<&str>) -> Result<Vec<Gold>, String> {
    let marks = answers(text, published)?.into_iter().map(|answer| Gold {
        start: answer.start,
        end: answer.end,
        kind: answer.kind.to_owned(),
        value: Some(answer.value),
        func: None,
        text: answer.text,
    });
    Ok(marks.collect())
}

fn kind(kind: DateType) -> &'static str {
    match kind {
        DateType::Date => "DATE",
        DateType::Time => "TIME",
        DateType::Duration => "DURATION",
        DateType::Set => "SET",
    }
}

/// Pairs gold and answer as the reference scorer does: equal spans first, then by the largest overlap.
fn pair(gold: &[&Gold], answer: &[&Gold]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut by_span: HashMap<(usize, usize), Vec<usize>> = HashMap::new();
    for (at, mark) in gold.iter().enumerate().rev() {
        by_span.entry((mark.start, mark.end)).or_default().push(at);
    }
    let (mut gold_free, mut answer_free) = (vec![true; gold.len()], vec![true; answer.len()]);
    for (at, mark) in answer.iter().enumerate() {
        if let Some(other) = by_span.get_mut(&(mark.start, mark.end)).and_then(Vec::pop) {
            pairs.push((other, at));
            (gold_free[other], answer_free[at]) = (false, false);
        }
    }
    let mut overlaps = Vec::new();
    for (g, mark) in gold.iter().enumerate().filter(|(g, _)| gold_free[*g]) {
        for (a, other) in answer.iter().enumerate().filter(|(a, _)| answer_free[*a]) {
            let (from, to) = (mark.start.max(other.start), mark.end.min(other.end));
            if from < to {
                overlaps.push((std::cmp::Reverse(to - from), mark.start, g, a));
            }
        }
    }
    overlaps.sort_unstable();
    for (_, _, g, a) in overlaps {
        if gold_free[g] && answer_free[a] {
            pairs.push((g, a));
            (gold_free[g], answer_free[a]) = (false, false);
        }
    }
    pairs
}

fn score(document: &Document, answer: Vec<Gold>, counts: &mut Counts, errors: bool) {
    let creation = |mark: &&Gold| mark.func.as_deref() == Some("CREATION_TIME");
    let gold: Vec<&Gold> = document.timex.iter().filter(|mark| !creation(mark)).collect();
    let created: Vec<&Gold> = document.timex.iter().filter(creation).collect();
    let outside = |mark: &&Gold| !created.iter().any(|c| mark.start < c.end && c.start < mark.end);
    let answer: Vec<&Gold> = answer.iter().filter(outside).collect();
    let pairs = pair(&gold, &answer);
    counts.gold += gold.len();
    counts.answered += answer.len();
    counts.relaxed += pairs.len();
    for &(g, a) in &pairs {
        let (gold, answer) = (gold[g], answer[a]);
        let strict = (gold.start, gold.end) == (answer.start, answer.end);
        let value = gold.value.as_deref().unwrap_or("") == answer.value.as_deref().unwrap_or("");
        counts.strict += usize::from(strict);
        counts.kind += usize::from(gold.kind == answer.kind);
        counts.value += usize::from(value);
        if errors && !(strict && value) {
            difference(document, Some(gold), Some(answer));
        }
    }
    if errors {
        for (g, gold) in gold.iter().enumerate().filter(|(g, _)| !pairs.iter().any(|pair| pair.0 == *g)) {
            let _ = g;
            difference(document, Some(gold), None);
        }
        for (_, answer) in answer.iter().enumerate().filter(|(a, _)| !pairs.iter().any(|pair| pair.1 == *a)) {
            difference(document, None, Some(answer));
        }
    }
}

fn difference(document: &Document, gold: Option<&Gold>, answer: Option<&Gold>) {
    let Some(first) = gold.or(answer) else { return };
    let characters: Vec<char> = document.text.chars().collect();
    let cut = |from: usize, to: usize| characters[from..to].iter().collect::<String>().replace('\n', "~");
    let before = cut(first.start.saturating_sub(40), first.start);
    let after = cut(first.end, (first.end + 25).min(characters.len()));
    let show = |mark: Option<&Gold>| {
        mark.map_or_else(|| "-".to_owned(), |m| format!("[{}] {} {}", m.text, m.kind, m.value.as_deref().unwrap_or("")))
    };
    println!("{}\t{before}<{}>{after}\tgold {}\tours {}", document.doc_id, first.text, show(gold), show(answer));
}

fn print(file: &Path, counts: &Counts) {
    let f1 = |right: usize| {
        let sum = counts.gold + counts.answered;
        if sum == 0 { 0.0 } else { 200.0 * right as f64 / sum as f64 }
    };
    println!(
        "{}: gold {} answered {}  strict {:.2}  relaxed {:.2}  type {:.2}  value {:.2}",
        file.display(),
        counts.gold,
        counts.answered,
        f1(counts.strict),
        f1(counts.relaxed),
        f1(counts.kind),
        f1(counts.value)
    );
}
