//! `marginalia annotate`: the report of a text, or of an archive of texts.

pub mod jsonl;
mod resume;
mod timings;
mod words;

use crate::data;
use marginalia::Options;
use marginalia::dates::PublicationDate;
use marginalia::options::Published;
use std::path::{Path, PathBuf};

pub use timings::Timings;

/// Print the report of a text as JSON.
///
/// A text is plain text in any of the web's encodings: its byte order mark decides, then a meta charset, then whether
/// it is UTF-8, else it is windows-1252; which one is said on standard error. Markup is not understood.
///
/// With --jsonl, each line {"id", "text", "published"?, "options"?} gives a line {"id", "report"}, in the same order. A
/// line's own options stand in for those of the command line, its own publication date for any other. Half a pair in a
/// text (`\ud800`) becomes U+FFFD, as in the browser.
///
/// Report and options are described in www/report.schema.json. The exit status is 0, or 1 when something could not be read
/// or written or a line was bad, or 2 when the arguments are wrong.
#[derive(clap::Args)]
pub struct Args {
    /// When the text was published: 2023-05-23, 2023-05 or 1863.
    #[arg(long, value_name = "DATE", value_parser = |text: &str| PublicationDate::try_from(text.to_owned()))]
    published: Option<PublicationDate>,
    /// Options as JSON: published, hints, corrections, tokens. --published goes before theirs.
    #[arg(long, value_name = "FILE")]
    options: Option<PathBuf>,
    /// Read one JSON object a line; a bad line is reported, the rest carried on with.
    #[arg(long)]
    jsonl: bool,
    /// Append to OUT instead of printing, leaving out the ids that stand there; a torn last line is dropped.
    #[arg(long, value_name = "OUT", requires = "jsonl")]
    resume: Option<PathBuf>,
    /// Print how long each stage took to standard error.
    #[arg(long)]
    timings: bool,
    /// A file, plain or .gz, or - for standard input.
    #[arg(default_value = "-")]
    file: PathBuf,
}

/// Runs the command.
///
/// # Errors
/// When a file cannot be read or written, or a line was bad.
pub fn run(args: &Args) -> Result<(), String> {
    if args.options.as_deref().is_some_and(|path| path.as_os_str() == "-") && args.file.as_os_str() == "-" {
        return Err("the options and the text cannot both come from standard input: name a file for one".to_owned());
    }
    let mut options = args.options.as_deref().map_or(Ok(Options::default()), read_options)?;
    if let Some(date) = args.published {
        options.published = Some(Published::One(date));
    }
    let mut timings = Timings::default();
    let done = if args.jsonl {
        jsonl::run(&args.file, args.resume.as_deref(), &options, &mut timings)
    } else {
        one(&args.file, &options, &mut timings)
    };
    if args.timings {
        eprint!("{timings}");
    }
    done
}

fn one(file: &Path, options: &Options, timings: &mut Timings) -> Result<(), String> {
    let text = data::read_article(file)?;
    let report = timings.annotate(&text, options);
    let mut report = serde_json::to_vec_pretty(&report).map_err(|e| e.to_string())?;
    report.push(b'\n');
    data::print(&report)
}

fn read_options(path: &Path) -> Result<Options, String> {
    let text = data::read_text(path)?;
    serde_json::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))
}
