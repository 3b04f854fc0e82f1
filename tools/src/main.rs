//! `marginalia`: annotate, train, pack, evaluate, explain.

mod annotate;
mod data;
mod evaluate;
mod explain;
mod pack;
mod train;

use clap::{Parser, Subcommand};
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
    #[command(subcommand)]
    Train(train::What),
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Annotate(args) => annotate::run(&args),
        Command::Evaluate(what) => evaluate::run(&what),
        Command::Explain(args) => explain::run(&args),
        Command::Pack(what) => pack::run(&what),
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
