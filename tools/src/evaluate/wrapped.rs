//! `marginalia evaluate wrapped`: what names lose where lines are cut at a width, as in e-mail and archives.

use super::names::Score;
use crate::data;
use crate::train::names::corpus::{self, Record};
use marginalia::names;
use std::path::PathBuf;

/// Score names in texts as they are and with their lines cut at a width.
#[derive(clap::Args)]
pub struct Args {
    /// Development sets of names.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Characters to a line.
    #[arg(long, default_value_t = 72)]
    columns: usize,
}

pub fn run(args: &Args) -> Result<(), String> {
    for file in &args.files {
        let records = data::read_jsonl(file)?;
        let found = Comparison::of(&records, args.columns);
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        println!("{name}: F1 {:.1} as it is, {:.1} at {} columns", found.whole, found.wrapped, args.columns);
        println!("{} of {} documents differ by more than 1", found.apart.len(), records.len());
        for (document, whole, wrapped) in found.apart {
            println!("  {document}: {whole:.1}, {wrapped:.1}");
        }
    }
    Ok(())
}

/// F1 of persons, organisations and places, trimmed.
struct Comparison {
    whole: f64,
    wrapped: f64,
    /// Documents more than a point apart: name, as it is, wrapped.
    apart: Vec<(String, f64, f64)>,
}

impl Comparison {
    fn of(records: &[Record], columns: usize) -> Self {
        let (mut whole, mut wrapped) = (Score::default(), Score::default());
        let mut apart = Vec::new();
        for record in records {
            let cut = Record { text: wrap(&record.text, columns), ..record.clone() };
            let alone = [(record, &mut whole), (&cut, &mut wrapped)].map(|(record, all)| {
                let mentions = names::tag(&corpus::article(&record.text));
                all.count(record, &mentions, false);
                let mut score = Score::default();
                score.count(record, &mentions, false);
                score.f1()
            });
            if (alone[0] - alone[1]).abs() > 1.0 {
                apart.push((record.doc_id.clone(), alone[0], alone[1]));
            }
        }
        Self { whole: whole.f1(), wrapped: wrapped.f1(), apart }
    }
}

/// The text with each line cut at its last space before the width: a space becomes a line end, so that offsets stay.
fn wrap(text: &str, columns: usize) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let mut width = 0;
        for word in line.split_inclusive(' ') {
            let length = word.trim_end().chars().count();
            if width + length > columns && width > 0 && out.ends_with(' ') {
                out.pop();
                out.push('\n');
                width = 0;
            }
            out.push_str(word);
            width += word.chars().count();
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn wrapping_keeps_offsets() {
        let text = "The ferry from Nordvik was late again on Monday.\nNobody knew why, said Ann Lee.";
        let cut = wrap(text, 20);
        assert_eq!(cut, "The ferry from\nNordvik was late\nagain on Monday.\nNobody knew why,\nsaid Ann Lee.");
        assert_eq!(cut.replace('\n', " "), text.replace('\n', " "));
    }

    #[test]
    fn wrapped_articles_keep_their_names() {
        let news = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data/names/dev.news.jsonl.gz"));
        if !news.exists() {
            println!("skipped: no ../shared");
            return;
        }
        let found = Comparison::of(&data::read_jsonl(news).unwrap(), 72);
        assert!(
            (found.whole - found.wrapped).abs() <= 1.0,
            "{:.2} as it is, {:.2} wrapped",
            found.whole,
            found.wrapped
        );
        assert!(found.apart.is_empty(), "{:?}", found.apart);
    }
}
