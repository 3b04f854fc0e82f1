//! `marginalia evaluate`: how right the program is, by the measures of the reference scorers.

mod dates;
mod entities;
mod linearity;
mod links;
pub mod names;
mod phrases;
mod places;
mod sentences;
pub mod structure;
mod summary;
mod wrapped;

/// Score a stage on development sets.
#[derive(clap::Subcommand)]
pub enum What {
    Dates(dates::Args),
    Entities(entities::Args),
    Linearity(linearity::Args),
    Names(names::Args),
    Places(places::Args),
    Sentences(sentences::Args),
    Structure(structure::Args),
    Summary(summary::Args),
    Wrapped(wrapped::Args),
}

pub fn run(what: &What) -> Result<(), String> {
    match what {
        What::Dates(args) => dates::run(args),
        What::Entities(args) => entities::run(args),
        What::Linearity(args) => linearity::run(args),
        What::Names(args) => names::run(args),
        What::Places(args) => places::run(args),
        What::Sentences(args) => sentences::run(args),
        What::Structure(args) => structure::run(args),
        What::Summary(args) => summary::run(args),
        What::Wrapped(args) => wrapped::run(args),
    }
}
