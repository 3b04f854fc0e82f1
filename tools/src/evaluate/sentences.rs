//! `marginalia evaluate sentences`.

use std::path::PathBuf;

/// Score sentences.
#[derive(clap::Args)]
pub struct Args {
    /// Development sets.
    files: Vec<PathBuf>,
}

pub fn run(args: &Args) -> Result<(), String> {
    Err(format!("evaluate sentences knows no measure yet ({} files)", args.files.len()))
}
