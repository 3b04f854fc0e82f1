//! `marginalia evaluate dates`.

use std::path::PathBuf;

/// Score dates.
#[derive(clap::Args)]
pub struct Args {
    /// Development sets.
    files: Vec<PathBuf>,
}

pub fn run(args: &Args) -> Result<(), String> {
    Err(format!("evaluate dates knows no measure yet ({} files)", args.files.len()))
}
