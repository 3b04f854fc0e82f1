//! `marginalia evaluate entities`.

use std::path::PathBuf;

/// Score entities.
#[derive(clap::Args)]
pub struct Args {
    /// Development sets.
    files: Vec<PathBuf>,
}

pub fn run(args: &Args) -> Result<(), String> {
    Err(format!("evaluate entities knows no measure yet ({} files)", args.files.len()))
}
