//! `marginalia explain`: what each stage made of a text.

use crate::data;
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
    let text = data::read_text(&args.file)?;
    match args.stage {
        Stage::Structure => {
            let blocks = text::blocks(&text, &[]);
            let segments = segment::segment(&text, &blocks);
            for placed in &structure::read(&text, &[], blocks, segments, &[]).blocks {
                let mark = if placed.role.is_body() { ' ' } else { '·' };
                println!("{mark} {:10} {}", format!("{:?}", placed.role), placed.block.content.of(&text));
            }
        }
        Stage::Names => {
            let blocks = text::blocks(&text, &[]);
            let segments = segment::segment(&text, &blocks);
            for mention in names::tag(&structure::read(&text, &[], blocks, segments, &[])) {
                let kind = format!("{:?}", mention.kind).to_lowercase();
                println!("{:.3} {kind:12} {}", mention.confidence.unwrap_or(0.0), mention.span.of(&text));
            }
        }
        Stage::Segment => {
            let segments = segment::segment(&text, &text::blocks(&text, &[]));
            for sentence in &segments.sentences {
                let tokens: Vec<&str> = sentence.tokens().map(|t| segments.tokens[t].of(&text)).collect();
                println!("{}", tokens.join("|"));
            }
        }
    }
    Ok(())
}
