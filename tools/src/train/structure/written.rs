//! Pages of our own writing, each line of which says by a letter what it is (`data/structure/pages`).

use crate::data;
use crate::evaluate::structure::{Page, PageLine};
use std::path::Path;

/// The pages of a file: lines `L|text`, an empty line between pages, lines that begin with `#` told to the reader only.
pub fn read(file: &Path) -> Result<Vec<Page>, String> {
    let text = data::read_text(file)?;
    let wrong = |number: usize| format!("{}:{}: not a letter and a bar before a text", file.display(), number + 1);
    let told = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
    let lines = told.map(|(number, line)| match line.split_once('|') {
        None if line.is_empty() => Ok(None),
        Some((letter, text)) => self::line(letter, text).map(Some).ok_or_else(|| wrong(number)),
        None => Err(wrong(number)),
    });
    let mut pages = Vec::new();
    let mut blocks = Vec::new();
    for line in lines.chain([Ok(None)]) {
        match line? {
            Some(line) => blocks.push(line),
            None if blocks.is_empty() => {}
            None => pages.push(Page { url: String::new(), blocks: std::mem::take(&mut blocks) }),
        }
    }
    Ok(pages)
}

/// A line by its letter. Titles, and what real gold counts now so, now so, have a kind: rules find them, training passes
/// them over.
fn line(letter: &str, text: &str) -> Option<PageLine> {
    let (content, kind) = match letter {
        "H" => (true, Some("headline")),
        "C" => (true, Some("caption")),
        "B" => (false, Some("byline")),
        "P" => (false, Some("published")),
        "K" => (false, Some("credit")),
        "D" | "A" | "S" | "I" | "T" => (true, None),
        "f" | "p" | "r" | "b" | "m" => (false, None),
        _ => return None,
    };
    let label = if content { "content" } else { "boilerplate" }.to_owned();
    Some(PageLine { text: text.to_owned(), label, kind: kind.map(str::to_owned), link: None, path: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_says_what_a_line_is() {
        let told = |letter: &str| line(letter, "Nobody did.").map(|line| (line.is_content(), line.kind.is_some()));
        assert_eq!(told("A"), Some((true, false)));
        assert_eq!(told("r"), Some((false, false)));
        assert_eq!(told("B"), Some((false, true)));
        assert_eq!(told("x"), None);
    }

    #[test]
    fn every_page_of_ours_reads() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/structure/pages");
        let pages: Vec<Page> = data::texts(&folder).unwrap().iter().flat_map(|file| read(file).unwrap()).collect();
        assert!(pages.len() > 50);
        assert!(pages.iter().all(|page| page.blocks.iter().any(PageLine::is_content)));
    }
}
