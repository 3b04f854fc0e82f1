//! Texts without marks, and what a much larger tagger is sure of in them: `tools/teacher` tells how the marks are made.

use super::corpus::{Entity, GRONINGEN, Record, UNSURE};
use super::pieces;
use crate::data;
use crate::evaluate::structure::Page;
use std::path::Path;

/// The file of marks, in the project.
pub const MARKS: &str = "data/names/silver.txt";
/// What the records and their marks are called as a source.
pub const SILVER: &str = "silver";

/// The letters that stand for the kinds in it, in the order of [`pieces::MARKS`].
const LETTERS: &str = "POLGEWAD";

/// Words after which a page ends with its paragraph, and below which it is passed over.
const LONGEST: usize = 900;
const SHORTEST: usize = 60;
/// How many of Groningen's sentences stand together, and in a paragraph: what stands alone is read in another way.
const TOGETHER: usize = 6;
const PARAGRAPH: usize = 3;

/// The texts: what the pages say, and every other of Groningen's sentences, whose own marks are not read.
pub fn texts(records: &[Record], pages: &Path) -> Result<Vec<Record>, String> {
    let mut texts = Vec::new();
    for (number, page) in data::read_jsonl::<Page>(pages)?.iter().enumerate() {
        let (mut text, mut words) = (String::new(), 0);
        for line in page.blocks.iter().filter(|line| line.is_content()) {
            if words < LONGEST {
                text += if words > 0 { "\n\n" } else { "" };
                text += line.text.trim();
                words += line.text.split_whitespace().count();
            }
        }
        if words >= SHORTEST {
            texts.push(unmarked(format!("page{number}"), text));
        }
    }
    let sentences: Vec<&str> =
        records.iter().filter(|r| r.source == GRONINGEN).step_by(2).map(|r| r.text.as_str()).collect();
    for (number, together) in sentences.chunks(TOGETHER).enumerate() {
        let paragraphs: Vec<String> = together.chunks(PARAGRAPH).map(|sentences| sentences.join(" ")).collect();
        texts.push(unmarked(format!("news{number}"), paragraphs.join("\n\n")));
    }
    Ok(texts)
}

fn unmarked(doc_id: String, text: String) -> Record {
    Record { source: SILVER.to_owned(), doc_id, text, entities: Vec::new(), labels: pieces::labels() }
}

/// Puts the marks of the file onto the texts. Each line begins with the name and the length of its text, which tell that it
/// is the one that was marked.
pub fn mark(texts: &mut [Record], file: &Path) -> Result<(), String> {
    let lines: Vec<String> = data::lines(file)?.into_iter().filter(|line| !line.starts_with('#')).collect();
    if lines.len() != texts.len() {
        return Err(format!("{}: marks for {} texts, not for {}", file.display(), lines.len(), texts.len()));
    }
    for (text, line) in texts.iter_mut().zip(&lines) {
        let at = |what: &str| format!("{}: {}: {what}", file.display(), text.doc_id);
        let length = text.text.chars().count();
        let rest = line.strip_prefix(&format!("{} {length}", text.doc_id));
        let marks = rest.filter(|rest| rest.is_empty() || rest.starts_with(' ')).ok_or(at("marks of another text"))?;
        text.entities = entities(marks, length).ok_or(at("marks that no text can have"))?;
    }
    Ok(())
}

/// Marks as `gap kind length`, each gap from the end of the mark before.
fn entities(marks: &str, length: usize) -> Option<Vec<Entity>> {
    let mut last = 0;
    let mut entity = |mark: &str| {
        let (gap, rest) = mark.split_at(mark.find(|c: char| !c.is_ascii_digit())?);
        let label = match rest.chars().next()? {
            '?' => UNSURE,
            letter => pieces::MARKS[LETTERS.find(letter)?].1,
        };
        let start = last + gap.parse::<usize>().ok()?;
        let end = start + rest[1..].parse::<usize>().ok()?;
        last = end;
        (start < end && end <= length).then(|| Entity { start, end, label: label.to_owned() })
    };
    marks.split_whitespace().map(&mut entity).collect()
}

#[cfg(test)]
mod tests {
    use super::{MARKS, entities, mark, unmarked};
    use crate::data;
    use std::path::Path;

    #[test]
    fn marks_are_counted_from_the_one_before() {
        let found = entities(" 0P3 1?4 2L5", 20).unwrap();
        let found: Vec<_> = found.iter().map(|e| (e.start, e.end, e.label.as_str())).collect();
        assert_eq!(found, [(0, 3, "PERSON"), (4, 8, "?"), (10, 15, "PLACE")]);
        assert_eq!(entities("", 20).map(|found| found.len()), Some(0));
        for wrong in ["0X3", "P3", "0P", "0P0", "0P21", "3", "0Pé"] {
            assert!(entities(wrong, 20).is_none(), "{wrong}");
        }
    }

    #[test]
    fn marks_of_another_text_are_an_error() {
        let file = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).join(MARKS);
        assert!(data::lines(&file).unwrap().len() > 1000);
        assert!(mark(&mut [unmarked("page0".to_owned(), "Ana left.".to_owned())], &file).is_err());
    }
}
