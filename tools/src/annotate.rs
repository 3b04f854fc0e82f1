//! `marginalia annotate`: the report of a text.

use crate::data;
use marginalia::Options;
use marginalia::dates::PublicationDate;
use marginalia::options::Published;
use std::path::PathBuf;

/// Print the report of a text as JSON.
#[derive(clap::Args)]
pub struct Args {
    /// When the text was published: 2023-05-23, 2023-05 or 1863.
    #[arg(long, value_parser = |text: &str| PublicationDate::try_from(text.to_owned()))]
    published: Option<PublicationDate>,
    /// A file, or - for standard input.
    #[arg(default_value = "-")]
    file: PathBuf,
}

pub fn run(args: &Args) -> Result<(), String> {
    let text = data::read_text(&args.file)?;
    let options = Options { published: args.published.map(Published::One), ..Options::default() };
    let report = serde_json::to_string_pretty(&marginalia::annotate(&text, &options)).map_err(|e| e.to_string())?;
    println!("{report}");
    Ok(())
}
