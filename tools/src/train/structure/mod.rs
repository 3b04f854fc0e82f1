//! `marginalia train structure`: the model of what belongs to an article.
//!
//! A table of words and one of the names of elements, then a network that reads the lines in their order. What the network
//! is told by the tables comes from tables that have not seen the line's site, so that training looks like use. The scores
//! printed are those of whole models, trained and packed without the part of the sites that they are scored on.

mod descent;
mod network;
mod pages;
mod words;
pub mod written;

use super::in_pairs;
use crate::evaluate::structure::{Tally, is_body};
use marginalia::segment;
use marginalia::structure::model::{LEVELS, MAGIC, Model};
use marginalia::structure::network::Network;
use marginalia::structure::{self, facts};
use marginalia::text;
use network::Lines;
use pages::{FOLDS, Sample};
use std::path::PathBuf;
use words::Table;

/// Epochs of the networks that tell which labels can be trusted, and of the last.
const FIRST_EPOCHS: usize = 10;
const EPOCHS: usize = 10;

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
    /// Development sets: pages as lines labelled content or boilerplate. `evaluate` also takes pages of our own writing, `.txt`.
    #[arg(required = true)]
    pub pages: Vec<PathBuf>,
    /// Whole texts without anything around them, into which promos are planted.
    #[arg(long)]
    clean: Vec<PathBuf>,
    /// Pages of our own writing, each line of which says by a letter what it is: data/structure/pages.
    #[arg(long, num_args = 1..)]
    own: Vec<PathBuf>,
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
    let all: Vec<&Sample> = samples.iter().collect();
    args.recipe.report(&samples, &cross_validated(&all))?;
    let packed = train(&all);
    Model::from_bytes(&packed).map_err(str::to_owned)?;
    std::fs::write(&args.out, &packed).map_err(|e| format!("{}: {e}", args.out.display()))?;
    println!("{} bytes -> {}", packed.len(), args.out.display());
    Ok(())
}

/// What learners that have not seen a page's part make of its lines, end to end: `learn` is told the part to leave out,
/// `score` the index of the page.
fn unseen<L: Send>(
    samples: &[&Sample],
    learn: impl Fn(usize) -> L + Sync,
    score: impl Fn(&L, usize) -> Vec<f32>,
) -> Vec<f32> {
    let taken = |part: usize| samples.iter().any(|sample| sample.fold == part);
    let learners = in_pairs((0..FOLDS).collect(), |part| taken(part).then(|| learn(part)));
    let scores =
        |(page, sample): (usize, &&Sample)| score(learners[sample.fold].as_ref().expect("its part is taken"), page);
    samples.iter().enumerate().flat_map(scores).collect()
}

/// Log odds of each line by packed models that have not seen its part.
fn cross_validated(samples: &[&Sample]) -> Vec<f32> {
    let learn = |part| {
        let packed = train(&samples.iter().copied().filter(|sample| sample.fold != part).collect::<Vec<_>>());
        eprintln!("trained without part {part}");
        packed
    };
    let score = |packed: &Vec<u8>, page: usize| {
        Model::from_bytes(packed).expect("it was just packed").scores(&samples[page].facts)
    };
    unseen(samples, learn, score)
}

/// The chance that log odds stand for.
fn chance(odds: f32) -> f32 {
    1.0 / (1.0 + (-odds).exp())
}

/// The packed model that these pages teach.
fn train(samples: &[&Sample]) -> Vec<u8> {
    let told = [Table::Words, Table::Names].map(|table| table.unseen(samples));
    let mut lines = Lines::of(samples, &told);
    let unseen = lines.unseen(FIRST_EPOCHS);
    lines.trust(&unseen);
    let mut packed = MAGIC.to_vec();
    for table in [Table::Words, Table::Names] {
        pack_table(&table.train(samples, None), &mut packed);
    }
    pack_network(&mut lines.train(EPOCHS), &mut packed);
    packed
}

/// Appends a table as the model reads it.
fn pack_table(weights: &[f32], packed: &mut Vec<u8>) {
    let most = weights.iter().fold(1e-6_f32, |most, weight| most.max(weight.abs()));
    let unit = most / f32::from(LEVELS[7]);
    packed.extend(unit.to_le_bytes());
    let level = |weight: f32| {
        let far = |level: &usize| (f32::from(LEVELS[*level]) * unit - weight).abs();
        (0..LEVELS.len()).min_by(|a, b| far(a).total_cmp(&far(b))).unwrap_or(0) as u8
    };
    packed.extend(weights.chunks_exact(2).map(|pair| level(pair[0]) | level(pair[1]) << 4));
}

/// Appends a network as the model reads it.
fn pack_network(network: &mut Network, packed: &mut Vec<u8>) {
    for matrix in network.matrices() {
        for weights in matrix.weights.chunks_exact(matrix.outputs) {
            let unit = weights.iter().fold(1e-9_f32, |most, weight| most.max(weight.abs())) / 127.0;
            packed.extend(unit.to_le_bytes());
            packed.extend(weights.iter().map(|weight| ((weight / unit).round() as i8).cast_unsigned()));
        }
    }
}

impl Recipe {
    fn samples(&self) -> Result<Vec<Sample>, String> {
        let samples = pages::read(&self.pages, &self.clean, &self.own)?;
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
            None => cross_validated(&samples.iter().collect::<Vec<_>>()),
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
