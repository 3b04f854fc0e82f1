//! `marginalia explain`: what each stage made of a text.

use crate::data;
use marginalia::mention::Mention;
use marginalia::segment::Sentence;
use marginalia::structure::{Article, Placed};
use marginalia::{names, segment, structure, text};
use std::path::PathBuf;

/// Show what a stage made of a text.
#[derive(clap::Args)]
pub struct Args {
    /// A file, or - for standard input.
    #[arg(default_value = "-")]
    file: PathBuf,
    /// Which stage.
    #[arg(long, value_enum, default_value_t = Stage::Segment)]
    stage: Stage,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Stage {
    Segment,
    Structure,
    Names,
}

pub fn run(args: &Args) -> Result<(), String> {
    let text = data::read_article(&args.file)?;
    let lines = match args.stage {
        Stage::Segment => sentences(&text),
        Stage::Structure => roles(&text),
        Stage::Names => tagged(&text),
    };
    data::print((lines.join("\n") + "\n").as_bytes())
}

fn sentences(text: &str) -> Vec<String> {
    let segments = segment::segment(text, &text::blocks(text, &[]));
    let tokens = |sentence: &Sentence| sentence.tokens().map(|t| segments.tokens[t].of(text)).collect::<Vec<_>>();
    segments.sentences.iter().map(|sentence| tokens(sentence).join("|")).collect()
}

fn roles(text: &str) -> Vec<String> {
    let line = |placed: &Placed| {
        let mark = if placed.role.is_body() { ' ' } else { '·' };
        format!("{mark} {:10} {}", format!("{:?}", placed.role), placed.block.content.of(text))
    };
    read(text).blocks.iter().map(line).collect()
}

fn tagged(text: &str) -> Vec<String> {
    let line = |mention: &Mention| {
        let kind = format!("{:?}", mention.kind).to_lowercase();
        format!("{:.3} {kind:12} {}", mention.confidence.unwrap_or(0.0), mention.span.of(text))
    };
    names::tag(&read(text)).iter().map(line).collect()
}

fn read(text: &str) -> Article<'_> {
    let blocks = text::blocks(text, &[]);
    let segments = segment::segment(text, &blocks);
    structure::read(text, &[], blocks, segments, &[])
}
