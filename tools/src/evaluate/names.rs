//! `marginalia evaluate names`.

use std::path::PathBuf;

/// Score names.
#[derive(clap::Args)]
pub struct Args {
    /// Development sets.
    files: Vec<PathBuf>,
}

pub fn run(args: &Args) -> Result<(), String> {
    Err(format!("evaluate names knows no measure yet ({} files)", args.files.len()))
}
