//! `marginalia evaluate summary`: key sentences against what human and machine summaries speak of.
//!
//! Each document is set as running text (a sentence without closing punctuation is a paragraph of its own, the title is
//! the first line) and goes through the program with its own names; three sentences are chosen, however short the document.
//!
//! Lead-3 is the first three prose sentences: six words or more, closing punctuation, not the title. ROUGE-1 is the F1
//! of word counts (case aside) between the three sentences and each of a document's summaries, meaned. Prominence P@3 is
//! the share of the three whose prominence is 1 or 2, on the scale of 1 (every summary speaks of it) to 5; a sentence
//! that the program draws otherwise has the prominence of the gold sentence at its middle.

use crate::data;
use marginalia::{entities, names, segment, structure, summary, text};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Score the key sentences.
#[derive(clap::Args)]
pub struct Args {
    /// Files of documents with summaries.
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

#[derive(Deserialize)]
struct Document {
    doc_id: String,
    title: String,
    sentences: Vec<String>,
    prominence: Vec<u8>,
    summaries: Vec<String>,
}

/// Sums of one measure over documents, for the program and for Lead-3.
#[derive(Default)]
struct Mean {
    own: f64,
    lead: f64,
    documents: f64,
}

impl Mean {
    fn add(&mut self, own: f64, lead: f64) {
        self.own += own;
        self.lead += lead;
        self.documents += 1.0;
    }

    fn print(&self, name: &str) {
        let (own, lead) = (100.0 * self.own / self.documents.max(1.0), 100.0 * self.lead / self.documents.max(1.0));
        println!("{name:32} {:5} {own:8.2} {lead:8.2} {:+8.2}", self.documents, own - lead);
    }
}

/// How many sentences are compared.
const CHOSEN: usize = 3;

pub fn run(args: &Args) -> Result<(), String> {
    println!("{:32} {:>5} {:>8} {:>8} {:>8}", "", "docs", "own", "lead-3", "gain");
    for file in &args.files {
        let documents: Vec<Document> = data::read_jsonl(file)?;
        let mut rouge = Mean::default();
        let mut prominence: BTreeMap<&str, Mean> = BTreeMap::new();
        let mut rest = Mean::default();
        for document in &documents {
            let genre = document.doc_id.split('_').nth(1).unwrap_or_default();
            let lead: Vec<usize> = prose(document).take(CHOSEN).collect();
            let own = choose(document);
            if genre == "news" {
                let told = lead.iter().map(|&at| document.sentences[at].as_str());
                rouge.add(rouge1(document, own.iter().map(|(_, s)| s.as_str())), rouge1(document, told));
            } else if !lead.is_empty() {
                let own: Vec<usize> = own.iter().map(|(gold, _)| *gold).collect();
                let (own, lead) = (prominent(document, &own), prominent(document, &lead));
                prominence.entry(genre).or_default().add(own, lead);
                rest.add(own, lead);
            }
        }
        rouge.print("ROUGE-1, news");
        rest.print("prominence P@3, the rest");
        for (genre, mean) in prominence {
            mean.print(&format!("  {genre}"));
        }
    }
    Ok(())
}

fn closed(sentence: &str) -> bool {
    sentence.trim_end_matches(['"', '\'', '”', '’', ')', ']']).ends_with(['.', '!', '?', '…'])
}

fn prose(document: &Document) -> impl Iterator<Item = usize> {
    let reads = |s: &String| s.split_whitespace().count() >= 6 && closed(s) && *s != document.title;
    document.sentences.iter().enumerate().filter(move |(_, s)| reads(s)).map(|(at, _)| at)
}

/// The sentences that the program chooses, and the gold sentences that they stand for.
fn choose(document: &Document) -> Vec<(usize, String)> {
    let (text, starts) = set(document);
    let blocks = text::blocks(&text, &[]);
    let segments = segment::segment(&text, &blocks);
    let article = structure::read(&text, &[], blocks, segments, &[]);
    let mut mentions = names::tag(&article);
    let entities = entities::group(&article, &mut mentions, &[]);
    let chosen = summary::key_sentences(&article, &mentions, &entities, CHOSEN);
    let told = |&sentence: &u32| {
        let span = article.segments.sentences[sentence as usize].span;
        let middle = usize::midpoint(span.range().start, span.range().end);
        (starts.partition_point(|&start| start <= middle).saturating_sub(1), span.of(&text).to_owned())
    };
    chosen.iter().map(told).collect()
}

/// The document as running text, and where each sentence starts.
fn set(document: &Document) -> (String, Vec<usize>) {
    let mut text = String::new();
    let mut starts = Vec::with_capacity(document.sentences.len());
    if document.sentences.first() != Some(&document.title) {
        text.push_str(&document.title);
        text.push_str("\n\n");
    }
    let mut before = None;
    for sentence in &document.sentences {
        match before {
            Some(before) if closed(before) && closed(sentence) => text.push(' '),
            Some(_) => text.push_str("\n\n"),
            None => {}
        }
        starts.push(text.len());
        text.push_str(sentence);
        before = Some(sentence);
    }
    (text, starts)
}

fn prominent(document: &Document, chosen: &[usize]) -> f64 {
    chosen.iter().filter(|&&at| document.prominence[at] <= 2).count() as f64 / chosen.len().max(1) as f64
}

fn rouge1<'a>(document: &Document, chosen: impl Iterator<Item = &'a str>) -> f64 {
    let own = bag(chosen);
    let total: f64 = document.summaries.iter().map(|summary| f1(&own, &bag([model_aside(summary)].into_iter()))).sum();
    total / document.summaries.len().max(1) as f64
}

/// A summary without the name of the model that wrote it: `(gpt4o; postedited) Using …`.
fn model_aside(summary: &str) -> &str {
    match summary.strip_prefix('(').and_then(|rest| rest.split_once(") ")) {
        Some((_, rest)) => rest,
        None => summary,
    }
}

fn bag<'a>(texts: impl Iterator<Item = &'a str>) -> BTreeMap<String, u32> {
    let mut bag = BTreeMap::new();
    for word in texts.flat_map(|text| text.split(|c: char| !c.is_alphanumeric())).filter(|word| !word.is_empty()) {
        *bag.entry(word.to_lowercase()).or_insert(0) += 1;
    }
    bag
}

fn f1(a: &BTreeMap<String, u32>, b: &BTreeMap<String, u32>) -> f64 {
    let shared: u32 = a.iter().map(|(word, n)| (*n).min(b.get(word).copied().unwrap_or(0))).sum();
    2.0 * f64::from(shared) / f64::from(a.values().sum::<u32>() + b.values().sum::<u32>()).max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_shared() {
        let (a, b) = (bag(["The cat sat."].into_iter()), bag(["the dog sat"].into_iter()));
        assert!((f1(&a, &b) - 2.0 / 3.0).abs() < 1e-9);
        assert_eq!(f1(&a, &bag([""].into_iter())), 0.0);
    }

    #[test]
    fn the_model_is_no_part_of_its_summary() {
        assert_eq!(model_aside("(some-model; edited) A cat sat."), "A cat sat.");
        assert_eq!(model_aside("A cat (a tabby) sat."), "A cat (a tabby) sat.");
    }

    #[test]
    fn sentences_are_found_again() {
        let document = Document {
            doc_id: "own_news_cat".into(),
            title: "Cat sits".into(),
            sentences: vec![
                "Cat sits".into(),
                "A cat sat on the mat today.".into(),
                "It then left the room again.".into(),
            ],
            prominence: vec![1, 1, 3],
            summaries: vec!["A cat sat.".into()],
        };
        let (text, starts) = set(&document);
        assert_eq!(text, "Cat sits\n\nA cat sat on the mat today. It then left the room again.");
        assert!(starts.iter().zip(&document.sentences).all(|(&start, s)| text[start..].starts_with(s.as_str())));
        assert_eq!(prose(&document).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(prominent(&document, &[1, 2]), 0.5);
    }
}
