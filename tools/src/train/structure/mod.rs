//! `marginalia train structure`: the model of what belongs to an article.
//!
//! Three learners stand on one another: a table of words, then trees that see the shape of a line and of its neighbours,
//! then trees that see what the first made of the lines around. What a learner is told of the ones below comes from models
//! that have not seen the line's site, so that training looks like use; the same holds for the scores printed.

mod pages;
mod trees;
mod words;

use crate::evaluate::structure::{Tally, is_body};
use marginalia::segment;
use marginalia::structure::features::{self, Around, FIRST, SECOND};
use marginalia::structure::{self, facts, model};
use marginalia::text;
use pages::{FOLDS, Sample};
use std::path::PathBuf;
use trees::Lines;
use words::Table;

/// Log odds against its label from which on a line is passed over.
const MISLABELLED: f32 = 2.5;

/// Train the model of what belongs to an article.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    recipe: Recipe,
    /// Where the packed model goes.
    #[arg(long, default_value = "data/packed/structure.bin")]
    out: PathBuf,
}

/// What a model is made of.
#[derive(clap::Args)]
pub struct Recipe {
    /// Development sets: pages as lines labelled content or boilerplate.
    #[arg(required = true)]
    pub pages: Vec<PathBuf>,
    /// Whole texts without anything around them, into which promos are planted.
    #[arg(long)]
    clean: Vec<PathBuf>,
    /// Trees in each round.
    #[arg(long, default_value_t = 150)]
    trees: usize,
    /// List the lines gone wrong.
    #[arg(long)]
    pub errors: bool,
    /// A file that keeps the cross-validated scores of the lines; where it exists, they are read and nothing is trained, so
    /// that rules can be worked on.
    #[arg(long)]
    scores: Option<PathBuf>,
}

pub fn run(args: &Args) -> Result<(), String> {
    let samples = args.recipe.samples()?;
    let trees = args.recipe.trees;
    let rounds = Rounds::of(&samples, trees);
    args.recipe.report(&samples, &rounds.unseen(&samples, trees))?;
    let packed = rounds.pack(&samples, trees);
    model::Model::from_bytes(&packed).map_err(str::to_owned)?;
    std::fs::write(&args.out, &packed).map_err(|e| format!("{}: {e}", args.out.display()))?;
    println!("{} bytes -> {}", packed.len(), args.out.display());
    Ok(())
}

/// What is learned of the pages: rows and scores of both rounds.
struct Rounds {
    first: Vec<u8>,
    second: Vec<u8>,
    /// Log odds of each line by first trees that have not seen its site.
    scores: Vec<f32>,
}

impl Rounds {
    fn of(samples: &[Sample], trees: usize) -> Self {
        let first = first_rows(samples, &Table::Words.unseen(samples), &Table::Names.unseen(samples));
        let scores = Lines::of(samples, weights(samples), &first, FIRST).unseen(trees);
        let second = second_rows(samples, &first, &scores);
        Self { first, second, scores }
    }

    /// Log odds of each line by models that have not seen its site.
    fn unseen(&self, samples: &[Sample], trees: usize) -> Vec<f32> {
        Lines::of(samples, trusted(samples, &self.scores), &self.second, SECOND).unseen(trees)
    }

    /// The model as it is read, trained on all pages.
    fn pack(&self, samples: &[Sample], trees: usize) -> Vec<u8> {
        let mut packed = model::MAGIC.to_vec();
        for table in [Table::Words, Table::Names].map(|table| table.train(samples, None)) {
            let unit = table.iter().fold(1e-6_f32, |most, w| most.max(w.abs())) / 127.0;
            packed.extend(unit.to_le_bytes());
            packed.extend(table.iter().map(|weight| ((weight / unit).round() as i8).cast_unsigned()));
        }
        Lines::of(samples, weights(samples), &self.first, FIRST).forest(trees).pack(&mut packed);
        Lines::of(samples, trusted(samples, &self.scores), &self.second, SECOND).forest(trees).pack(&mut packed);
        packed
    }
}

impl Recipe {
    fn samples(&self) -> Result<Vec<Sample>, String> {
        let samples = pages::read(&self.pages, &self.clean)?;
        let lines: usize = samples.iter().map(|sample| sample.labels.len()).sum();
        eprintln!("{} pages, {lines} lines", samples.len());
        Ok(samples)
    }

    /// Prints the scores of the whole room on pages that its models have not seen.
    pub fn cross_validate(&self) -> Result<(), String> {
        let samples = self.samples()?;
        let kept = self.scores.as_ref().and_then(|path| std::fs::read(path).ok());
        let unseen = match kept {
            Some(bytes) => bytes.as_chunks().0.iter().map(|number| f32::from_le_bytes(*number)).collect(),
            None => Rounds::of(&samples, self.trees).unseen(&samples, self.trees),
        };
        self.report(&samples, &unseen)
    }

    fn report(&self, samples: &[Sample], unseen: &[f32]) -> Result<(), String> {
        report(samples, unseen, self.errors);
        let Some(path) = &self.scores else { return Ok(()) };
        let bytes: Vec<u8> = unseen.iter().flat_map(|score| score.to_le_bytes()).collect();
        std::fs::write(path, bytes).map_err(|e| format!("{}: {e}", path.display()))
    }
}

fn weights(samples: &[Sample]) -> Vec<f32> {
    samples.iter().flat_map(|sample| sample.weights.iter().copied()).collect()
}

/// The weights without the lines that models which have not seen them are so sure of against their label that the label is
/// more likely wrong: whole sections of articles are missing in the gold of some pages.
fn trusted(samples: &[Sample], unseen: &[f32]) -> Vec<f32> {
    let labels = samples.iter().flat_map(|sample| &sample.labels);
    let mut weights = weights(samples);
    for ((weight, label), score) in weights.iter_mut().zip(labels).zip(unseen) {
        if (*score > 0.0) != *label && score.abs() > MISLABELLED {
            *weight = 0.0;
        }
    }
    weights
}

/// What the first trees are told of every line of every page, end to end.
fn first_rows(samples: &[Sample], words: &[f32], names: &[f32]) -> Vec<u8> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut start = 0;
    for sample in samples {
        let count = sample.labels.len();
        let steps =
            |scores: &[f32]| -> Vec<u8> { scores[start..start + count].iter().map(|s| model::step(*s)).collect() };
        let (words, names) = (steps(words), steps(names));
        for at in 0..count {
            features::first(&sample.own, &words, &names, at, &mut row);
            rows.extend_from_slice(&row);
        }
        start += count;
    }
    rows
}

/// What the second trees are told.
fn second_rows(samples: &[Sample], first: &[u8], unseen: &[f32]) -> Vec<u8> {
    let mut rows = Vec::new();
    let mut start = 0;
    for sample in samples {
        let count = sample.labels.len();
        let scores: Vec<u8> = unseen[start..start + count].iter().map(|score| model::step(*score)).collect();
        let around = Around::of(&sample.facts, &scores);
        for at in 0..count {
            let mut row = first[(start + at) * FIRST..(start + at + 1) * FIRST].to_vec();
            features::second(&scores, &around, at, &mut row);
            rows.extend_from_slice(&row);
        }
        start += count;
    }
    rows
}

/// Prints the scores of the whole room, rules included, with the scores of models that have not seen the page's site.
fn report(samples: &[Sample], unseen: &[f32], errors: bool) {
    let mut sets: Vec<(&str, Tally, Tally)> = Vec::new();
    let mut start = 0;
    for sample in samples {
        let count = sample.labels.len();
        let scores = &unseen[start..start + count];
        start += count;
        let Some(page) = &sample.page else { continue };
        let pasted = page.paste();
        let blocks = text::blocks(&pasted.text, &pasted.hints);
        let segments = segment::segment(&pasted.text, &blocks);
        let judge = |_: &facts::Facts| scores.to_vec();
        let article = structure::read_by(&pasted.text, &pasted.hints, blocks, segments, &[], &judge);
        if !sets.iter().any(|(name, ..)| *name == sample.set) {
            sets.push((&sample.set, Tally::default(), Tally::default()));
        }
        let Some((_, all, plain)) = sets.iter_mut().find(|(name, ..)| *name == sample.set) else { continue };
        for ((line, body), span) in page.blocks.iter().zip(is_body(&pasted, &article)).zip(&pasted.lines) {
            let words = line.text.split_whitespace().count();
            all.add(line.is_content(), body, words);
            if line.kind.is_none() {
                plain.add(line.is_content(), body, words);
            }
            if errors && line.is_content() != body {
                let block = article.block_at(span.start);
                let role = block.map(|b| article.blocks[b].role);
                let score = block.map_or(0.0, |b| scores[b]);
                let wrong = if body { "left" } else { "lost" };
                println!("{} {wrong} {role:?} {score:.2} {}\t{}", sample.set, page.url, line.text);
            }
        }
    }
    println!("cross-validated by site, {FOLDS} parts:");
    for (name, all, plain) in &sets {
        println!("{name} all lines:                {all}");
        println!("{name} without title and byline: {plain}");
    }
}
