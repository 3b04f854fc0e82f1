//! `marginalia`: annotate, train, pack, evaluate, explain.

mod card;
mod evaluate;
mod explain;
mod pack;
#[cfg(feature = "schema")]
mod schema;
mod train;

use clap::{Parser, Subcommand};
use marginalia_tools::{annotate, data};
use std::process::ExitCode;

/// Marks the people, organisations, places and dates of news articles.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Annotate(annotate::Args),
    #[command(subcommand)]
    Evaluate(evaluate::What),
    Explain(explain::Args),
    #[command(subcommand)]
    Pack(pack::What),
    #[cfg(feature = "schema")]
    Schema(schema::Args),
    #[command(subcommand)]
    Train(train::What),
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Annotate(args) => annotate::run(&args),
        Command::Evaluate(what) => evaluate::run(&what),
        Command::Explain(args) => explain::run(&args),
        Command::Pack(what) => pack::run(&what),
        #[cfg(feature = "schema")]
        Command::Schema(args) => schema::run(&args),
        Command::Train(what) => train::run(&what),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("marginalia: {message}");
            ExitCode::FAILURE
        }
    }
}
