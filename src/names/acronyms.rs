//! Acronyms that a text introduces: "Institute for the Study of War (ISW)", "ISW (Institute for the Study of War)".

use super::reading::Line;
use super::token::{Case, Token, Tokens};
use crate::structure::Article;

/// What an introduction makes of a token; 0 is nothing.
pub const ACRONYM: u8 = 1;
const FIRST: u8 = 2;
const INNER: u8 = 3;
const LAST: u8 = 4;
/// A later or earlier mention of an acronym that the text introduces somewhere.
pub const KNOWN: u8 = 5;

/// Most letters of an acronym.
const LETTERS: usize = 8;

/// Marks the introductions of a sentence.
pub fn mark(article: &Article, tokens: &Tokens, line: &Line, marks: &mut [u8]) {
    for at in line.first..line.end {
        if tokens[at].case != Case::Capitals {
            continue;
        }
        let surface = article.token(at);
        let count = surface.chars().count();
        if count > LETTERS || !surface.chars().all(char::is_alphabetic) {
            continue;
        }
        let after = |at: usize| if at < line.end { tokens[at].mark } else { '\0' };
        let long = if at >= line.first + 2 && tokens[at - 1].mark == '(' && after(at + 1) == ')' {
            before(tokens, surface, line.first, at - 1)
        } else if after(at + 1) == '(' {
            behind(tokens, surface, at + 2, line.end)
        } else {
            None
        };
        if let Some((first, last)) = long {
            marks[at] = ACRONYM;
            marks[first..=last].fill(INNER);
            marks[first] = FIRST;
            marks[last] = LAST;
        }
    }
}

/// The words that end before `end` and begin with the letters of the acronym, small joining words left out.
fn before(tokens: &Tokens, acronym: &str, first: usize, end: usize) -> Option<(usize, usize)> {
    let mut at = end;
    for letter in acronym.chars().rev().flat_map(char::to_lowercase) {
        at = at.checked_sub(1).filter(|at| *at >= first)?;
        while !is_word(&tokens[at]) {
            let passes = tokens[at].joins || tokens[at].mark == '-';
            at = at.checked_sub(1).filter(|at| passes && *at >= first)?;
        }
        if tokens[at].initial != letter {
            return None;
        }
    }
    Some((at, end - 1))
}

/// The same, from `first` on.
fn behind(tokens: &Tokens, acronym: &str, first: usize, end: usize) -> Option<(usize, usize)> {
    let mut at = first;
    for letter in acronym.chars().flat_map(char::to_lowercase) {
        while at < end && !is_word(&tokens[at]) {
            if !tokens[at].joins && tokens[at].mark != '-' {
                return None;
            }
            at += 1;
        }
        if at >= end || tokens[at].initial != letter {
            return None;
        }
        at += 1;
    }
    Some((first, at - 1))
}

fn is_word(token: &Token) -> bool {
    token.case.is_upper()
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;
    use crate::names::Reading;
    use crate::{segment, structure, text};

    /// The tokens that an introduction marks, as `token/mark`.
    fn marked(text: &str) -> Vec<String> {
        let blocks = text::blocks(text, &[]);
        let segments = segment::segment(text, &blocks);
        let article = structure::read(text, &[], blocks, segments, &[]);
        let lexicon = Lexicon::from_bytes(include_bytes!("../../data/packed/lexicon.bin")).unwrap();
        let marks = Reading::new(&article, &lexicon).acronyms;
        let found = marks.iter().enumerate().filter(|(_, mark)| **mark != 0);
        found.map(|(at, mark)| format!("{}/{mark}", article.token(at))).collect()
    }

    #[test]
    fn an_acronym_is_introduced_on_either_side() {
        let after = marked("The Institute for the Study of Rivers (ISR) warned on Monday. ISR said no more.");
        assert_eq!(after, ["Institute/2", "for/3", "the/3", "Study/3", "of/3", "Rivers/4", "ISR/1", "ISR/5"]);
        let before = marked("A report by NRA (Northern River Agency) says so.");
        assert_eq!(before, ["NRA/1", "Northern/2", "River/3", "Agency/4"]);
    }

    #[test]
    fn other_words_in_brackets_introduce_nothing() {
        assert!(
            marked("The Institute for the Study of Rivers (EDT) warned. The senator (D) and NRA (see below).")
                .is_empty()
        );
    }
}
