//! `marginalia pack`: word lists and tables into the packed files that are compiled in.

mod filter;
mod gazetteer;
pub mod lexicon;

/// Pack a table.
#[derive(clap::Subcommand)]
pub enum What {
    Gazetteer(gazetteer::Args),
    Lexicon(lexicon::Args),
}

pub fn run(what: &What) -> Result<(), String> {
    match what {
        What::Gazetteer(args) => gazetteer::run(args),
        What::Lexicon(args) => lexicon::run(args),
    }
}
