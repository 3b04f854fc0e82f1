//! A block as a row of items: words, digit runs and signs, each with its class.

use super::words::{Class, SHORT, lookup};
use crate::text::Span;

/// A word, a run of digits or a sign.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// First byte in the text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What it can do.
    pub class: Class,
    /// What it stands for; see [`Class`].
    pub value: i32,
    /// Whether white space, or the block's head, stands before it.
    pub spaced: bool,
    /// Whether it begins with a capital letter.
    pub capital: bool,
}

/// The item past the last one.
const END: Item = Item { start: 0, end: 0, class: Class::End, value: 0, spaced: true, capital: false };

/// A block's items, and the text that they stand in. What families ask most is not inlined: their code in the wasm was a
/// sixth larger with it.
pub struct Row<'t> {
    /// The whole text.
    pub text: &'t str,
    items: Vec<Item>,
}

impl<'t> Row<'t> {
    /// An empty row over a text; [`Row::fill`] gives it items.
    pub fn new(text: &'t str) -> Self {
        Self { text, items: Vec::new() }
    }

    /// Splits a stretch of the text into items, in the place of the former ones.
    pub fn fill(&mut self, span: Span) {
        self.items.clear();
        let bytes = self.text.as_bytes();
        let (mut at, end) = (span.start as usize, span.end as usize);
        let mut spaced = true;
        while at < end {
            let start = at;
            let first = bytes[at];
            let (class, value) = match first {
                0x00..=0x20 | 0x7f => {
                    at += 1;
                    spaced = true;
                    continue;
                }
                b'0'..=b'9' => {
                    while at < end && bytes[at].is_ascii_digit() {
                        at += 1;
                    }
                    (Class::Digits, digits(&bytes[start..at]))
                }
                0x21..=0x7e if !first.is_ascii_alphabetic() => {
                    at += 1;
                    (Class::Sign, i32::from(first))
                }
                _ => match self.word_or_sign(&mut at, end) {
                    Some(found) => found,
                    None => {
                        spaced = true;
                        continue;
                    }
                },
            };
            let (start, end) = (start as u32, at as u32);
            let capital = first.is_ascii_uppercase();
            self.items.push(Item { start, end, class, value, spaced, capital });
            spaced = false;
        }
    }

    /// A word, a sign outside ASCII, or none for white space. Letters outside ASCII, marks and joiners belong to the
    /// word, so that an item never ends inside a grapheme.
    fn word_or_sign(&self, at: &mut usize, end: usize) -> Option<(Class, i32)> {
        let start = *at;
        let bytes = self.text.as_bytes();
        while *at < end {
            if bytes[*at].is_ascii_alphabetic() {
                *at += 1;
                continue;
            }
            if bytes[*at] < 0x80 {
                break;
            }
            let next = self.text[*at..].chars().next()?;
            let (space, sign) = (next.is_whitespace(), is_sign(next));
            if !space && !sign {
                *at += next.len_utf8();
                continue;
            }
            if *at > start {
                break;
            }
            *at += next.len_utf8();
            return sign.then_some((Class::Sign, next as i32));
        }
        Some(lookup(&bytes[start..*at]))
    }

    /// The item at an index, or one of class [`Class::End`] past the last.
    pub fn at(&self, index: usize) -> Item {
        self.items.get(index).copied().unwrap_or(END)
    }

    /// The item before an index, or one of class [`Class::End`] before the first.
    #[inline(never)]
    pub fn before(&self, index: usize, by: usize) -> Item {
        index.checked_sub(by).map_or(END, |at| self.at(at))
    }

    /// Number of items.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// The letters of an item.
    pub fn word(&self, index: usize) -> &'t str {
        let item = self.at(index);
        &self.text[item.start as usize..item.end as usize]
    }

    /// Whether the item is this word, whatever its case.
    #[inline(never)]
    pub fn is(&self, index: usize, word: &str) -> bool {
        self.word(index).eq_ignore_ascii_case(word)
    }

    /// Whether the item is of a class.
    pub fn has(&self, index: usize, class: Class) -> bool {
        self.at(index).class == class
    }

    /// Whether the item is this sign.
    #[inline(never)]
    pub fn sign(&self, index: usize, sign: char) -> bool {
        let item = self.at(index);
        item.class == Class::Sign && item.value == sign as i32
    }

    /// Whether the item is this sign, with no white space before it.
    #[inline(never)]
    pub fn glued(&self, index: usize, sign: char) -> bool {
        self.sign(index, sign) && !self.at(index).spaced
    }

    /// Whether the item is a hyphen or a dash.
    #[inline(never)]
    pub fn dash(&self, index: usize) -> bool {
        let item = self.at(index);
        item.class == Class::Sign && matches!(item.value, 0x2d | 0x2010..=0x2015 | 0x2212)
    }

    /// Whether the item is an apostrophe, straight or curved.
    #[inline(never)]
    pub fn apostrophe(&self, index: usize) -> bool {
        let item = self.at(index);
        item.class == Class::Sign && matches!(item.value, 0x27 | 0x2018 | 0x2019 | 0x2bc)
    }

    /// Whether these items, perhaps with a full stop or a colon, are the whole block: what stands alone in a heading or
    /// a cell of a table needs no other word to be a date.
    #[inline(never)]
    pub fn is_all(&self, from: usize, to: usize) -> bool {
        let stop = usize::from(self.glued(to, '.') || self.glued(to, ':'));
        from == 0 && to + stop >= self.len()
    }

    /// Number of digits of an item.
    pub fn width(&self, index: usize) -> usize {
        let item = self.at(index);
        (item.end - item.start) as usize
    }

    /// Past the full stop of an abbreviated word.
    #[inline(never)]
    pub fn past_dot(&self, word: usize) -> usize {
        let item = self.at(word);
        let short = matches!(item.class, Class::Month | Class::Weekday) && item.value > SHORT
            || item.class == Class::Unit && item.end - item.start < 4;
        if short && self.glued(word + 1, '.') && self.ends_grapheme(word + 1) { word + 2 } else { word + 1 }
    }

    /// Whether nothing that joins the item's last character follows it.
    pub fn ends_grapheme(&self, index: usize) -> bool {
        let next = self.at(index + 1);
        next.class != Class::Other || next.spaced || next.start == 0 || self.text.as_bytes()[next.start as usize] < 0x80
    }
}

/// The number that digits stand for; -1 past nine digits.
fn digits(digits: &[u8]) -> i32 {
    if digits.len() > 9 {
        return -1;
    }
    digits.iter().fold(0, |sum, digit| sum * 10 + i32::from(digit - b'0'))
}

/// Punctuation and symbols outside ASCII that may stand beside a date; joiners and marks are no signs.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{a1}'..='\u{a9}' | '\u{ab}'..='\u{b4}' | '\u{b6}'..='\u{bf}' | '\u{2bc}' | '\u{2010}'..='\u{2027}'
        | '\u{2030}'..='\u{205e}' | '\u{20a0}'..='\u{20c0}' | '\u{2212}' | '\u{3001}' | '\u{3002}')
}
