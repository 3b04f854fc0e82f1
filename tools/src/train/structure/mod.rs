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
use marginalia::structure::features::{self, Around, BUCKETS, FIRST, SECOND};
use marginalia::structure::{self, facts, model};
use marginalia::text;
use pages::{FOLDS, Sample};
use std::path::PathBuf;
use trees::Forest;

/// Train the model of what belongs to an article.
#[derive(clap::Args)]
pub struct Args {
    /// Pages as lines labelled content or boilerplate.
    #[arg(required = true)]
    pages: Vec<PathBuf>,
    /// Whole texts without anything around them, into which promos are planted.
    #[arg(long)]
    clean: Vec<PathBuf>,
    /// Where the packed model goes.
    #[arg(long, default_value = "data/packed/structure.bin")]
    out: PathBuf,
    /// Trees in each round.
    #[arg(long, default_value_t = 150)]
    trees: usize,
    /// List the lines that the cross-validated model gets wrong.
    #[arg(long)]
    errors: bool,
}

pub fn run(args: &Args) -> Result<(), String> {
    let samples = pages::read(&args.pages, &args.clean)?;
    let lines: usize = samples.iter().map(|sample| sample.labels.len()).sum();
    eprintln!("{} pages, {lines} lines", samples.len());

    let unseen = words::unseen(&samples);
    let table = words::train(&samples, None);
    let rows = first_rows(&samples, &unseen);
    let (first, unseen) = trees::train(&samples, &rows, FIRST, args.trees);
    let rows = second_rows(&samples, &rows, &unseen);
    let (second, unseen) = trees::train(&samples, &rows, SECOND, args.trees);

    report(&samples, &unseen, args.errors);
    let packed = pack(&table, &first, &second);
    model::Model::from_bytes(&packed).map_err(str::to_owned)?;
    std::fs::write(&args.out, &packed).map_err(|e| format!("{}: {e}", args.out.display()))?;
    println!("{} bytes -> {}", packed.len(), args.out.display());
    Ok(())
}

/// What the first trees are told of every line of every page, end to end.
fn first_rows(samples: &[Sample], unseen: &[f32]) -> Vec<u8> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut start = 0;
    for sample in samples {
        let count = sample.labels.len();
        let words: Vec<u8> = unseen[start..start + count].iter().map(|score| model::step(*score)).collect();
        for at in 0..count {
            features::first(&sample.own, &words, at, &mut row);
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
                println!("{} {} {role:?} {score:.2} {}", sample.set, if body { "left" } else { "lost" }, line.text);
            }
        }
    }
    println!("cross-validated by site, {FOLDS} parts:");
    for (name, all, plain) in &sets {
        println!("{name} all lines:                {all}");
        println!("{name} without title and byline: {plain}");
    }
}

fn pack(words: &[f32], first: &Forest, second: &Forest) -> Vec<u8> {
    let mut packed = model::MAGIC.to_vec();
    let unit = words.iter().fold(0.0_f32, |most, w| most.max(w.abs())) / 127.0;
    packed.extend(unit.to_le_bytes());
    assert_eq!(words.len(), BUCKETS);
    packed.extend(words.iter().map(|weight| ((weight / unit).round() as i8).cast_unsigned()));
    first.pack(&mut packed);
    second.pack(&mut packed);
    packed
}
