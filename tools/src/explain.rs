//! `marginalia explain`: what each stage made of a text.

use crate::data;
use marginalia::segment;
use marginalia::text;
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
}

pub fn run(args: &Args) -> Result<(), String> {
    let text = data::read_text(&args.file)?;
    match args.stage {
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
