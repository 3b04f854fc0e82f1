//! `marginalia train`: learned weights from labelled data.

pub mod names;
mod sentences;
pub mod structure;

/// Train a model.
#[derive(clap::Subcommand)]
pub enum What {
    Names(names::Args),
    Sentences(sentences::Args),
    Structure(structure::Args),
}

pub fn run(what: &What) -> Result<(), String> {
    match what {
        What::Names(args) => names::run(args),
        What::Sentences(args) => sentences::run(args),
        What::Structure(args) => structure::run(args),
    }
}
