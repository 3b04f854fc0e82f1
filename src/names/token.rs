//! What the tagger sees of one token, found once and looked at by its neighbours.

use super::spans::is_title;
use crate::lexicon::{Clusters, Lexicon};
use std::ops::{Index, RangeBounds};

/// How a token is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Case {
    /// No letter or digit.
    #[default]
    Mark,
    /// No letter, but a digit.
    Number,
    /// Begins with a small letter, or with one of a script without case.
    Lower,
    /// One capital.
    Letter,
    /// Capitals alone, two at least.
    Capitals,
    /// A capital, then small letters.
    Title,
    /// Capitals inside ("McCain", "iPhone").
    Mixed,
}

impl Case {
    /// Whether it can begin a name as names are usually written.
    #[must_use]
    pub fn is_upper(self) -> bool {
        matches!(self, Self::Letter | Self::Capitals | Self::Title | Self::Mixed)
    }
}

/// One token's own properties.
#[derive(Clone, Copy, Debug, Default)]
pub struct Token {
    /// Hash of the word in small letters, digits taken as one.
    pub word: u32,
    /// Hash of the first 1 to 4 characters.
    pub heads: [u32; 4],
    /// Hash of the last 1 to 4 characters.
    pub tails: [u32; 4],
    /// Kinds of characters in order, runs as one, six at most.
    pub shape: u32,
    /// How it is written.
    pub case: Case,
    /// Word clusters.
    pub clusters: Clusters,
    /// Forename and surname lists.
    pub people: u16,
    /// Letters and digits as a polynomial, so that keys of phrases are sums.
    pub letters: u64,
    /// The power that shifts a polynomial past this token.
    pub power: u64,
    /// Its only character, for marks and single letters; else NUL.
    pub mark: char,
    /// Whether it is a small word that stands inside names.
    pub joins: bool,
    /// Whether it is a title before a person's name ("Ms", "Gen.").
    pub titled: bool,
    /// The first letter, in small; NUL without letters or digits.
    pub initial: char,
}

/// The tokens of a document. What a word shows by itself is read once, however often it stands there.
#[derive(Debug, Default)]
pub struct Tokens {
    words: Vec<Token>,
    /// The word of each token.
    of: Vec<u32>,
}

impl Tokens {
    /// Reads tokens in order.
    #[must_use]
    pub fn read<'t>(surfaces: impl ExactSizeIterator<Item = &'t str>, lexicon: &Lexicon) -> Self {
        let mut table = Numbers::new(surfaces.len());
        let (mut words, mut buffer) = (Vec::new(), Vec::new());
        let of = surfaces.map(|surface| {
            let key = surface.bytes().fold(SEED, |key, b| (key ^ u64::from(b)).wrapping_mul(BASE).rotate_left(29));
            let number = table.number(key);
            if number as usize == words.len() {
                words.push(Token::read(surface, lexicon, &mut buffer));
            }
            number
        });
        let of = of.collect();
        Self { words, of }
    }

    /// How many tokens there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.of.len()
    }

    /// How many words there are, as they are written.
    #[must_use]
    pub fn words(&self) -> usize {
        self.words.len()
    }

    /// Number of a token's word.
    #[must_use]
    pub fn word(&self, at: usize) -> u32 {
        self.of[at]
    }

    /// The tokens of a stretch.
    pub fn within(&self, stretch: impl RangeBounds<usize>) -> impl DoubleEndedIterator<Item = &Token> {
        let range = (stretch.start_bound().cloned(), stretch.end_bound().cloned());
        self.of[range].iter().map(|word| &self.words[*word as usize])
    }

    /// Numbers each token's word as it is in small letters, in order of first appearance.
    pub(super) fn types(&self) -> Vec<u32> {
        let mut table = Numbers::new(self.words.len());
        let types: Vec<u32> = self.words.iter().map(|word| table.number(u64::from(word.word))).collect();
        self.of.iter().map(|word| types[*word as usize]).collect()
    }
}

impl Index<usize> for Tokens {
    type Output = Token;

    fn index(&self, at: usize) -> &Token {
        &self.words[self.of[at] as usize]
    }
}

/// Numbers keys in order of first appearance, by open addressing.
struct Numbers {
    table: Vec<(u64, u32)>,
    next: u32,
}

impl Numbers {
    /// Room for so many keys.
    fn new(most: usize) -> Self {
        Self { table: vec![(0, u32::MAX); (2 * most).next_power_of_two().max(16)], next: 0 }
    }

    fn number(&mut self, key: u64) -> u32 {
        let mask = self.table.len() - 1;
        let mut at = key as usize & mask;
        while self.table[at].1 != u32::MAX && self.table[at].0 != key {
            at = (at + 1) & mask;
        }
        if self.table[at].1 == u32::MAX {
            self.table[at] = (key, self.next);
            self.next += 1;
        }
        self.table[at].1
    }
}

/// Small words inside names: "Bank of England", "Ludwig van Beethoven", "Osama bin Laden".
const JOINING: [&str; 24] = [
    "of", "the", "and", "for", "de", "la", "del", "van", "der", "von", "bin", "al", "el", "da", "di", "du", "des",
    "le", "ibn", "ben", "y", "et", "to", "in",
];

const BASE: u64 = 0x9e37_79b9_7f4a_7c15 | 1;

/// Key of a phrase: its letters and digits in small letters, whatever stands between them.
#[must_use]
pub fn phrase_key(phrase: &str) -> u64 {
    let letters = phrase.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric());
    letters.fold(0, |key: u64, c| key.wrapping_mul(BASE).wrapping_add(u64::from(c) + 1))
}

/// Key of a word: its characters in small letters, the typographic apostrophe taken for the straight one.
#[must_use]
pub fn word_key(word: &str) -> u64 {
    word.chars().flat_map(char::to_lowercase).fold(SEED, |key, c| mix(key, if c == '’' { '\'' } else { c }))
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

fn mix(key: u64, c: char) -> u64 {
    (key ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3).rotate_left(23)
}

fn fold(key: u64) -> u32 {
    let key = key.wrapping_mul(BASE);
    (key >> 32) as u32 ^ key as u32
}

/// The hash that a token of this word has, for words in small letters with 0 for every digit.
#[must_use]
pub fn word_hash(word: &str) -> u32 {
    fold(word.chars().fold(SEED, mix))
}

impl Token {
    /// Reads a token. `buffer` is scratch space.
    #[must_use]
    pub fn read(surface: &str, lexicon: &Lexicon, buffer: &mut Vec<char>) -> Self {
        let mut token = Self { case: case(surface), shape: shape(surface), power: 1, ..Self::default() };
        buffer.clear();
        let (mut word, mut key) = (SEED, SEED);
        for c in surface.chars().flat_map(char::to_lowercase) {
            let c = if c == '’' { '\'' } else { c };
            key = mix(key, c);
            word = mix(word, if c.is_ascii_digit() { '0' } else { c });
            if c.is_alphanumeric() {
                if token.initial == '\0' {
                    token.initial = c;
                }
                token.letters = token.letters.wrapping_mul(BASE).wrapping_add(u64::from(c) + 1);
                token.power = token.power.wrapping_mul(BASE);
            }
            buffer.push(c);
        }
        token.word = fold(word);
        if let [only] = buffer[..] {
            token.mark = only;
        }
        let (mut head, mut tail) = (SEED, SEED);
        for n in 0..4.min(buffer.len()) {
            head = mix(head, buffer[n]);
            tail = mix(tail, buffer[buffer.len() - 1 - n]);
            token.heads[n] = fold(head);
            token.tails[n] = fold(tail);
        }
        token.joins = token.case == Case::Lower && JOINING.contains(&surface);
        token.titled = token.case.is_upper() && is_title(surface);
        token.clusters = lexicon.clusters(key);
        token.people = if token.case == Case::Mark { 0 } else { lexicon.people(key) };
        token
    }

    /// The polynomial `key` with this token's letters after it.
    #[must_use]
    pub fn append(&self, key: u64) -> u64 {
        key.wrapping_mul(self.power).wrapping_add(self.letters)
    }

    /// The polynomial `key` with this token's first letter after it.
    #[must_use]
    pub fn append_initial(&self, key: u64) -> u64 {
        key.wrapping_mul(BASE).wrapping_add(u64::from(self.initial) + 1)
    }

    /// Whether it is a full stop, comma or other mark.
    #[must_use]
    pub fn is_mark(&self) -> bool {
        self.case == Case::Mark
    }
}

fn case(surface: &str) -> Case {
    let (mut upper, mut lower, mut digit) = (0, 0, false);
    let mut first_upper = None;
    for c in surface.chars() {
        if c.is_uppercase() {
            upper += 1;
            first_upper.get_or_insert(true);
        } else if c.is_alphabetic() {
            lower += 1;
            first_upper.get_or_insert(false);
        } else if c.is_numeric() {
            digit = true;
        }
    }
    match (first_upper, upper, lower) {
        (None, ..) if digit => Case::Number,
        (None, ..) => Case::Mark,
        (Some(_), 0, _) => Case::Lower,
        (Some(_), 1, 0) => Case::Letter,
        (Some(_), _, 0) => Case::Capitals,
        (Some(true), 1, _) => Case::Title,
        _ => Case::Mixed,
    }
}

/// The kinds of characters in order: capital, small, digit, each mark itself; a run counts as one, or as two when long.
fn shape(surface: &str) -> u32 {
    let (mut shape, mut previous, mut run) = (0_u32, 0, 0);
    for c in surface.chars() {
        let class = if c.is_uppercase() {
            1
        } else if c.is_alphabetic() {
            2
        } else if c.is_numeric() {
            3
        } else {
            4 + (c as u32 & 0xff)
        };
        run = if class == previous { run + 1 } else { 1 };
        previous = class;
        if run <= 2 {
            shape = (shape ^ class).wrapping_mul(0x0100_0193).rotate_left(7);
        }
    }
    shape
}
