//! What can be seen of each line: counts, shape, cues, what the HTML said.

use super::cues::{Cues, class, hash};
use super::elements::Elements;
use super::{Case, Role};
use crate::segment::Segments;
use crate::text::{Block, Hint, Span};

/// How a line ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Ending {
    /// In a word.
    #[default]
    Open,
    /// In a comma, a dash or another mark.
    Mark,
    /// In a colon.
    Colon,
    /// In a question or exclamation mark.
    Asking,
    /// In a full stop or ellipsis, perhaps with closing quotes.
    Stop,
}

/// How a line starts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Opening {
    /// With another mark.
    #[default]
    Mark,
    /// With a small letter.
    Small,
    /// With a capital.
    Capital,
    /// With a digit.
    Digit,
    /// With a bullet or a dash.
    Bullet,
    /// With a quotation mark.
    Quote,
}

/// What is seen of one line.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// Its tokens.
    pub first: u32,
    /// One past the last.
    pub last: u32,
    /// Tokens with a letter or digit in them.
    pub words: u32,
    /// Bytes.
    pub length: u32,
    /// Sentences.
    pub sentences: u32,
    /// How it starts.
    pub opening: Opening,
    /// How it ends.
    pub ending: Ending,
    /// Words that start with a capital, the first left out.
    pub capitals: u32,
    /// Words of two letters or more, all capitals.
    pub upper: u32,
    /// Words that start with a digit.
    pub numbers: u32,
    /// Words of a letter or more.
    pub lettered: u32,
    /// Words of each class.
    pub function: u32,
    /// "you", "your".
    pub reader: u32,
    /// "we", "our".
    pub house: u32,
    /// "said" and the like.
    pub saying: u32,
    /// "he", "was" and the like.
    pub telling: u32,
    /// "reporter" and the like.
    pub trade: u32,
    /// Names of months.
    pub months: u32,
    /// Names of weekdays.
    pub weekdays: u32,
    /// "published" and the like.
    pub issued: u32,
    /// Quotation marks.
    pub quotes: u32,
    /// Bars, bullets and middle dots.
    pub bars: u32,
    /// Addresses, handles and tags.
    pub links: u32,
    /// Words that end in "ed".
    pub past: u32,
    /// Phrases of the table that decide a short line.
    pub sure: u32,
    /// Other phrases of the table.
    pub maybe: u32,
    /// Role of the first sure phrase, else of the first.
    pub cue: Option<Role>,
    /// Family of that phrase, counted from 1; 0 is none.
    pub family: u8,
    /// Family phrases of author bios.
    pub bio: u32,
    /// How often the same words make up another line.
    pub repeats: u32,
    /// How many of those lines stand before it.
    pub copied: u32,
    /// Lines since the last of them.
    pub apart: u32,
    /// Whether one of them stands right above a long line, as a heading does.
    pub heads_elsewhere: bool,
    /// Of its pairs of words, the share that another line has too, in 255ths.
    pub said: u8,
    /// Words that the line which claims the copyright has too: whose page it is.
    pub branded: u32,
    /// Of its pairs of words, the share that a line before it has, in 255ths.
    pub said_before: u8,
    /// Of its longer words, the share that also stands in the text's long lines, in 255ths.
    pub shared: u8,
    /// Union of the elements it stands in ([`tag`](super::elements::tag)).
    pub tags: u16,
    /// Share of characters in links, in 255ths.
    pub link_share: u8,
    /// Ancestors.
    pub depth: u8,
    /// Whether the HTML said anything of it.
    pub hinted: bool,
    /// Tabs, which part the cells of a table.
    pub tabs: u32,
    /// Whether it is an entry of the page's list of its own headings, or the line above that says so.
    pub listed: bool,
    /// Whether it is a page's number or running head.
    pub margin: bool,
    /// Level of the heading element, 1 to 6; 0 is none.
    pub level: u8,
}

impl Line {
    /// Prose of some length that ends like a sentence.
    #[must_use]
    pub fn is_long(&self) -> bool {
        self.words >= LONG && self.ending >= Ending::Asking && self.function * 6 >= self.words
    }

    /// How it uses capitals.
    #[must_use]
    pub fn case(&self) -> Case {
        let plain = self.lettered.saturating_sub(self.function + 1);
        if self.upper * 10 >= self.lettered * 8 && self.upper > 1 {
            Case::Upper
        } else if self.lettered >= 3 && plain > 0 && self.capitals * 10 >= plain * 8 && self.words <= 40 {
            Case::Title
        } else {
            Case::Sentence
        }
    }
}

/// Words from which on a line counts as long.
pub const LONG: u32 = 20;

/// The lines of a text, and their words' hashes.
pub struct Facts {
    /// One a block.
    pub lines: Vec<Line>,
    /// One a token.
    pub hashes: Vec<u32>,
    /// What the HTML said.
    pub elements: Elements,
}

/// Looks at every line.
#[must_use]
pub fn look(text: &str, hints: &[Hint], blocks: &[Block], segments: &Segments) -> Facts {
    let cues = Cues::get();
    let hashes: Vec<u32> = segments.tokens.iter().map(|token| hash(token.of(text))).collect();
    let mut lines = Vec::with_capacity(blocks.len());
    let mut sentence = 0;
    let mut token = 0;
    for (index, block) in blocks.iter().enumerate() {
        let first = token;
        let mut sentences = 0;
        while let Some(next) = segments.sentences.get(sentence).filter(|s| s.block as usize == index) {
            token = next.last as usize;
            sentence += 1;
            sentences += 1;
        }
        let mut line = Line { first: count(first), last: count(token), sentences, ..Line::default() };
        line.length = count(block.content.len());
        line.margin = block.margin;
        line.tabs = count(block.content.of(text).bytes().filter(|byte| *byte == b'\t').count());
        line.count(text, &segments.tokens[first..token], &hashes[first..token], cues);
        lines.push(line);
    }
    let mut facts = Facts { lines, hashes, elements: Elements::look(blocks, hints) };
    facts.hint();
    facts.repeat();
    facts.list(text, blocks);
    facts.say();
    facts.share(text, &segments.tokens, cues);
    facts
}

pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl Line {
    fn count(&mut self, text: &str, tokens: &[Span], hashes: &[u32], cues: &Cues) {
        for (at, (token, hash)) in tokens.iter().zip(hashes).enumerate() {
            let bits = cues.bits(*hash);
            self.word(token.of(text), bits);
            cues.phrases_at(hashes, at, bits, |row| {
                let known = if row.sure { self.sure } else { self.sure + self.maybe };
                if known == 0 {
                    self.cue = Some(row.role);
                    self.family = row.id + 1;
                }
                self.bio += u32::from(row.role == Role::Bio);
                *(if row.sure { &mut self.sure } else { &mut self.maybe }) += 1;
            });
        }
        self.opening = tokens.first().map_or(Opening::Mark, |token| opening(token.of(text)));
        self.ending = ending(text, tokens);
    }

    fn word(&mut self, word: &str, bits: u16) {
        let Some(first) = word.chars().next() else { return };
        if !word.chars().any(char::is_alphanumeric) {
            self.quotes += u32::from(matches!(first, '"' | '“' | '”' | '«' | '»'));
            self.bars += u32::from(matches!(first, '|' | '•' | '·' | '»' | '›'));
            return;
        }
        self.words += 1;
        self.numbers += u32::from(first.is_ascii_digit());
        self.links +=
            u32::from(first == '@' || first == '#' || word.len() > 6 && (word.contains('@') || word.contains("://")));
        if first.is_alphabetic() {
            self.lettered += 1;
            self.capitals += u32::from(self.words > 1 && first.is_uppercase());
            self.upper += u32::from(word.len() > 1 && !word.chars().any(char::is_lowercase));
            self.past += u32::from(word.len() > 4 && word.ends_with("ed"));
        }
        let counters = [
            (class::FUNCTION, &mut self.function),
            (class::READER, &mut self.reader),
            (class::HOUSE, &mut self.house),
            (class::SAYING, &mut self.saying),
            (class::TELLING, &mut self.telling),
            (class::TRADE, &mut self.trade),
            (class::MONTH, &mut self.months),
            (class::WEEKDAY, &mut self.weekdays),
            (class::ISSUED, &mut self.issued),
        ];
        if bits != 0 {
            for (class, counter) in counters {
                *counter += u32::from(bits & class != 0);
            }
        }
    }
}

fn opening(token: &str) -> Opening {
    match token.chars().next() {
        Some(c) if c.is_lowercase() => Opening::Small,
        Some(c) if c.is_alphabetic() => Opening::Capital,
        Some(c) if c.is_numeric() => Opening::Digit,
        Some('•' | '·' | '-' | '–' | '—' | '*' | '●' | '▪' | '◦' | '⁃' | '‣' | '■' | '►' | '✓' | '✔') => {
            Opening::Bullet
        }
        Some('"' | '“' | '‘' | '\'' | '«') => Opening::Quote,
        _ => Opening::Mark,
    }
}

fn ending(text: &str, tokens: &[Span]) -> Ending {
    let last =
        tokens.iter().rev().map(|t| t.of(text)).find(|t| !matches!(*t, "\"" | "”" | "’" | "'" | ")" | "]" | "»"));
    let Some(last) = last else { return Ending::Open };
    match last.chars().next_back() {
        Some('.' | '…' | '。') => Ending::Stop,
        Some('?' | '!') => Ending::Asking,
        Some(':') => Ending::Colon,
        Some(c) if c.is_alphanumeric() => Ending::Open,
        _ => Ending::Mark,
    }
}

impl Facts {
    /// Gives each line what its elements say.
    fn hint(&mut self) {
        for (line, element) in self.lines.iter_mut().zip(&self.elements.of) {
            if let Some(element) = self.elements.list.get(*element as usize) {
                (line.tags, line.level) = (element.bits, element.level);
                (line.link_share, line.depth, line.hinted) = (element.link_share, element.depth, true);
            }
        }
    }
}
