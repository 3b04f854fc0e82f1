//! Phrases with the values that other readers of dates give them: Recognizers-Text's and Duckling's test phrases.
//!
//! Their phrases are said to an assistant, ours stand in the news, so that some values differ by opinion. The opinions
//! are few, and data/date-differences.md gives the reason for each; a phrase that differs by one of them is counted
//! apart, any other difference is an error.

mod agree;
mod iso;
mod opinion;
mod read;

use super::dates::{Answer, answers};
use std::path::Path;

/// A stretch of time as other readers name it; ISO 8601 without zone, the end exclusive.
struct Meant {
    kind: String,
    begin: Option<String>,
    end: Option<String>,
    timex: String,
}

struct Phrase {
    text: String,
    today: String,
    /// Minutes east of Greenwich of the clock that `meant` is told by, where it is known.
    zone: Option<i64>,
    /// In code points.
    start: usize,
    end: usize,
    meant: Vec<Meant>,
}

impl Phrase {
    /// The phrase itself, in lower case.
    fn words(&self) -> String {
        self.text.chars().skip(self.start).take(self.end - self.start).collect::<String>().to_lowercase()
    }
}

/// How ours compares with theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Agrees,
    /// By one of the opinions of data/date-differences.md.
    Differs(&'static str),
    Wrong,
}

pub fn run(file: &Path, errors: bool) -> Result<(), String> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let phrases = if name.starts_with("duckling") { read::duckling(file)? } else { read::recognizers(file)? };
    let (mut agree, mut differ) = (0, 0);
    for phrase in &phrases {
        let mut ours: Vec<Answer> = answers(&phrase.text, Some(&phrase.today))?
            .into_iter()
            .filter(|answer| answer.start < phrase.end && phrase.start < answer.end)
            .collect();
        if let Some(zone) = phrase.zone {
            ours.iter_mut().for_each(|answer| iso::in_zone(answer, zone));
        }
        let verdict = judge(phrase, &ours);
        match verdict {
            Verdict::Agrees => agree += 1,
            Verdict::Differs(_) => differ += 1,
            Verdict::Wrong => {}
        }
        if errors && verdict != Verdict::Agrees {
            let ours: Vec<String> = ours.iter().map(|answer| format!("[{}] {}", answer.text, answer.value)).collect();
            let theirs: Vec<&str> = phrase.meant.iter().map(|meant| meant.timex.as_str()).collect();
            println!("{verdict:?}\t{}\t{}\ttheirs {theirs:?}\tours {ours:?}", phrase.text, phrase.today);
        }
    }
    let share = |count: usize| 100.0 * count as f64 / phrases.len().max(1) as f64;
    println!(
        "{}: phrases {}  agree {:.1}  agree or differ by opinion {:.1}",
        file.display(),
        phrases.len(),
        share(agree),
        share(agree + differ)
    );
    Ok(())
}

/// Theirs may be one of several readings: the best counts.
fn judge(phrase: &Phrase, ours: &[Answer]) -> Verdict {
    if phrase.meant.iter().any(|meant| agree::agrees(meant, ours)) {
        return Verdict::Agrees;
    }
    let opinion = phrase.meant.iter().find_map(|meant| opinion::opinion(phrase, meant, ours));
    opinion.map_or(Verdict::Wrong, Verdict::Differs)
}
