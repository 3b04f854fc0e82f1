//! How someone is addressed: "Mr. Okoro" and "Mrs. Okoro" are two.

use super::tables::TITLES;
use crate::structure::Article;
use crate::text::Span;
use std::ops::Range;

/// What the titles of mentions say. Several mentions may be added up.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    bits: u8,
    titles: Vec<String>,
}

const HE: u8 = 1;
const SHE: u8 = 2;
const BENCH: u8 = 4;
const POLICE: u8 = 8;
const CLERGY: u8 = 16;
/// One of a family: "a Kennedy".
const MEMBER: u8 = 32;

/// Of each of these one person has one.
const RIVALS: [u8; 2] = [HE | SHE, BENCH | POLICE | CLERGY];

/// Titles that tell people apart: lower case, without dots.
const TELLING: [(u8, &[&str]); 5] = [
    (
        HE,
        &[
            "baron",
            "chairman",
            "congressman",
            "councilman",
            "czar",
            "duke",
            "earl",
            "emperor",
            "herr",
            "king",
            "lord",
            "marquis",
            "monsieur",
            "mr",
            "pope",
            "prince",
            "senor",
            "sheikh",
            "sir",
            "spokesman",
            "sultan",
            "tsar",
        ],
    ),
    (
        SHE,
        &[
            "abbess",
            "baroness",
            "chairwoman",
            "congresswoman",
            "councilwoman",
            "countess",
            "dame",
            "duchess",
            "empress",
            "frau",
            "lady",
            "madam",
            "madame",
            "miss",
            "mlle",
            "mme",
            "mrs",
            "ms",
            "princess",
            "queen",
            "spokeswoman",
        ],
    ),
    (BENCH, &["judge", "justice", "magistrate"]),
    (POLICE, &["constable", "detective", "officer", "sheriff"]),
    (CLERGY, &["archbishop", "ayatollah", "bishop", "cardinal", "imam", "pastor", "rabbi", "rev", "reverend"]),
];

impl Address {
    /// What the titles before a mention, or at its head, say. Nothing where a couple is meant: "Mr. and Mrs. Okoro".
    pub fn of(article: &Article, span: Span) -> Self {
        const FARTHEST: usize = 3;
        let tokens = &article.segments.tokens;
        let first = tokens.partition_point(|token| token.end <= span.start);
        let end = first + tokens[first..].partition_point(|token| token.start < span.end);
        let before = (first.saturating_sub(FARTHEST)..first).rev().take_while(|&at| is_title(article.token(at)));
        let head = first - before.count();
        // A name of one word is no form of address: "King".
        let own = (first..end.saturating_sub(1)).take_while(|&at| is_title(article.token(at))).count();
        let mut address = Self::default();
        (head..first + own).for_each(|at| address.add_title(article.token(at)));
        if head > 0 && matches!(article.token(head - 1), "and" | "or" | "&") {
            let mut other = Self::default();
            head.checked_sub(2).into_iter().for_each(|at| other.add_title(article.token(at)));
            if other.bits & (HE | SHE) != 0 {
                return Self::default();
            }
        }
        address.bits |= if is_member(article, first..end) { MEMBER } else { 0 };
        address
    }

    fn add_title(&mut self, token: &str) {
        let word = token.trim_end_matches('.').to_lowercase();
        let telling = TELLING.iter().filter(|(_, words)| words.contains(&word.as_str()));
        self.bits |= telling.fold(0, |bits, (bit, _)| bits | bit);
        if !self.titles.contains(&word) {
            self.titles.push(word);
        }
    }

    /// Adds what is said elsewhere.
    pub fn add(&mut self, other: &Self) {
        self.bits |= other.bits;
        let new = other.titles.iter().filter(|title| !self.titles.contains(title));
        let new: Vec<String> = new.cloned().collect();
        self.titles.extend(new);
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.bits == 0 && self.titles.is_empty()
    }

    /// Whether no one person is addressed in all these ways.
    pub fn clashes(&self) -> bool {
        self.bits & MEMBER != 0 || RIVALS.iter().any(|rivals| (self.bits & rivals).count_ones() > 1)
    }

    /// Whether someone addressed in the other ways may be meant.
    pub fn fits(&self, other: &Self) -> bool {
        let apart = |rivals: &u8| {
            let (own, others) = (self.bits & rivals, other.bits & rivals);
            own != 0 && others != 0 && own & others == 0
        };
        self.bits & MEMBER == 0 && !RIVALS.iter().any(apart)
    }

    /// Whether a title is shared.
    pub fn shares(&self, other: &Self) -> bool {
        self.titles.iter().any(|title| other.titles.contains(title))
    }

    /// Only what tells people apart.
    pub fn told(&self) -> Self {
        Self { bits: self.bits, titles: Vec::new() }
    }
}

/// Whether a token stands between a form of address and the name, or is one: "Mr. Justice Okoro".
fn is_title(token: &str) -> bool {
    TITLES.has(&token.trim_end_matches('.').to_lowercase())
}

/// Whether the name stands for one of its bearers: "a Kennedy", but not "a Kennedy biographer".
fn is_member(article: &Article, name: Range<usize>) -> bool {
    let article_before = name.start > 0 && matches!(article.token(name.start - 1), "a" | "A" | "another" | "every");
    let next = article.segments.tokens.get(name.end).map_or("", |_| article.token(name.end));
    let ends = !next.starts_with(char::is_alphanumeric) && !matches!(next, "-" | "'s" | "’s" | "’" | "'");
    name.len() == 1 && article_before && (ends || matches!(next, "and" | "in" | "is" | "or" | "was" | "who"))
}
