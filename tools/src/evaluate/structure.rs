//! `marginalia evaluate structure`.

use std::path::PathBuf;

/// Score structure.
#[derive(clap::Args)]
pub struct Args {
    /// Development sets.
    files: Vec<PathBuf>,
}

pub fn run(args: &Args) -> Result<(), String> {
    Err(format!("evaluate structure knows no measure yet ({} files)", args.files.len()))
}
