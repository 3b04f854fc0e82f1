//! The elements of the pasted HTML, as a tree over the lines.

use super::cues::hash;
use crate::text::{Block, Hint};

/// Containers and elements, as bits.
pub mod tag {
    /// `nav`, `header`, `footer`, `form`, `address`.
    pub const FRAME: u16 = 1;
    /// `aside`, `details`.
    pub const ASIDE: u16 = 2;
    /// `article`, `main`.
    pub const MAIN: u16 = 4;
    /// `figure`, `figcaption`, `caption`.
    pub const FIGURE: u16 = 8;
    /// `ul`, `ol`, `li`, `dl`, `dt`, `dd`.
    pub const LIST: u16 = 16;
    /// `table`, `tr`, `td`, `th`.
    pub const TABLE: u16 = 32;
    /// `h1` to `h6`.
    pub const HEADING: u16 = 64;
    /// `p`.
    pub const PARAGRAPH: u16 = 128;
    /// `blockquote`.
    pub const QUOTE: u16 = 256;
    /// `time`.
    pub const TIME: u16 = 512;
    /// `h1`.
    pub const FIRST: u16 = 1024;
    /// `pre`, `code`.
    pub const CODE: u16 = 2048;
    /// `figcaption`, `caption`.
    pub const CAPTION: u16 = 4096;
}

/// No element.
pub const NONE: u32 = u32::MAX;
/// Elements around a line whose contents are told.
pub const LEVELS: usize = 4;
/// Elements around a line that are looked at.
const DEEPEST: usize = 32;

/// An element with lines in it.
#[derive(Clone, Debug)]
pub struct Element {
    /// Its first line.
    pub first: u32,
    /// One past its last.
    pub last: u32,
    /// The element around it.
    pub parent: u32,
    /// The nearest element around it that holds more lines.
    pub outer: u32,
    /// Union of its bits and those around it.
    pub bits: u16,
    /// Level of the innermost heading.
    pub level: u8,
    /// Share of its characters in links, in 255ths.
    pub link_share: u8,
    /// Ancestors, as the page counts them.
    pub depth: u8,
    /// Its end in the text.
    end: u32,
    /// Where its names end among those of all.
    names: u32,
}

/// All elements, an outer one before those in it.
#[derive(Clone, Debug, Default)]
pub struct Elements {
    /// The elements.
    pub list: Vec<Element>,
    /// The innermost element of each line.
    pub of: Vec<u32>,
    /// Hashes of the words that name the elements: tags and classes.
    names: Vec<u32>,
}

impl Elements {
    /// Finds the elements around each line: hints are sorted by start, the wider first.
    #[must_use]
    pub fn look(blocks: &[Block], hints: &[Hint]) -> Self {
        let mut elements = Self { of: vec![NONE; blocks.len()], ..Self::default() };
        // Elements open at this point.
        let mut open: Vec<u32> = Vec::new();
        let mut next = 0;
        for (at, block) in blocks.iter().enumerate() {
            while let Some(hint) = hints.get(next).filter(|hint| hint.span.start <= block.content.start) {
                open.retain(|element| elements.list[*element as usize].end > hint.span.start);
                let index = elements.add(hint, open.last().copied());
                open.push(index);
                next += 1;
            }
            while open.last().is_some_and(|element| elements.list[*element as usize].end < block.content.end) {
                open.pop();
            }
            if let Some(index) = open.last() {
                elements.of[at] = *index;
            }
        }
        elements.measure();
        elements
    }

    fn add(&mut self, hint: &Hint, parent: Option<u32>) -> u32 {
        let tag = hint.tag.split(['.', '#']).next().unwrap_or_default();
        let (bits, level) = element(tag);
        let above = parent.map(|parent| &self.list[parent as usize]);
        let element = Element {
            first: u32::MAX,
            last: 0,
            parent: parent.unwrap_or(NONE),
            outer: NONE,
            bits: bits | above.map_or(0, |above| above.bits),
            level: if level > 0 { level } else { above.map_or(0, |above| above.level) },
            link_share: (hint.link_share.clamp(0.0, 1.0) * 255.0) as u8,
            depth: u8::try_from(hint.depth).unwrap_or(u8::MAX),
            end: hint.span.end,
            names: 0,
        };
        self.list.push(element);
        names(&hint.tag, |name| self.names.push(hash(name)));
        let index = self.list.len() - 1;
        self.list[index].names = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        u32::try_from(index).unwrap_or(NONE)
    }

    /// Finds which lines each element holds, from the innermost elements of the lines.
    fn measure(&mut self) {
        for (at, element) in self.of.iter().enumerate().filter(|(_, element)| **element != NONE) {
            let element = &mut self.list[*element as usize];
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            (element.first, element.last) = (element.first.min(at), element.last.max(at + 1));
        }
        for index in (0..self.list.len()).rev() {
            let Element { first, last, parent, .. } = self.list[index];
            if let Some(parent) = self.list.get_mut(parent as usize) {
                (parent.first, parent.last) = (parent.first.min(first), parent.last.max(last));
            }
        }
        for index in 0..self.list.len() {
            let Element { first, last, parent, .. } = self.list[index];
            let Some(around) = self.list.get(parent as usize) else { continue };
            let same = (around.first, around.last) == (first, last);
            self.list[index].outer = if same { around.outer } else { parent };
        }
    }

    /// Calls `found` with the hash of each word that names an element.
    pub fn names(&self, element: usize, found: impl FnMut(u32)) {
        let from = if element == 0 { 0 } else { self.list[element - 1].names as usize };
        self.names[from..self.list[element].names as usize].iter().copied().for_each(found);
    }

    /// The elements around a line that hold more than it, the innermost first.
    pub fn around(&self, at: usize) -> impl Iterator<Item = &Element> {
        let inner = self.list.get(self.of[at] as usize);
        let outer = |element: &&Element| self.list.get(element.outer as usize);
        std::iter::successors(inner, outer).filter(|element| element.last - element.first > 1).take(DEEPEST)
    }
}

/// Calls `found` with the tag and the words of the classes after it: "div.related-posts" is div, related, posts.
fn names(tag: &str, mut found: impl FnMut(&str)) {
    let telling = |name: &&str| (2..=16).contains(&name.len()) && !name.bytes().any(|b| b.is_ascii_digit());
    for class in tag.split('.') {
        let mut rest = class;
        while !rest.is_empty() {
            let mut before = 'A';
            // A word ends at a mark or, as in "relatedPosts", before a capital.
            let end = rest.find(|c: char| {
                let ends = !c.is_alphanumeric() || c.is_uppercase() && before.is_lowercase();
                before = c;
                ends
            });
            let end = end.unwrap_or(rest.len());
            Some(&rest[..end]).filter(telling).into_iter().for_each(&mut found);
            rest = rest[end..].trim_start_matches(|c: char| !c.is_alphanumeric());
        }
    }
}

/// Bits and heading level of an element.
fn element(name: &str) -> (u16, u8) {
    let heading = |level: u8| (tag::HEADING | if level == 1 { tag::FIRST } else { 0 }, level);
    match name {
        "nav" | "header" | "footer" | "form" | "address" | "button" => (tag::FRAME, 0),
        "aside" | "details" | "summary" => (tag::ASIDE, 0),
        "article" | "main" => (tag::MAIN, 0),
        "figure" => (tag::FIGURE, 0),
        "figcaption" | "caption" => (tag::FIGURE | tag::CAPTION, 0),
        "ul" | "ol" | "li" | "dl" | "dt" | "dd" => (tag::LIST, 0),
        "table" | "tr" | "td" | "th" => (tag::TABLE, 0),
        "p" => (tag::PARAGRAPH, 0),
        "blockquote" => (tag::QUOTE, 0),
        "time" => (tag::TIME, 0),
        "pre" | "code" => (tag::CODE, 0),
        "h1" => heading(1),
        "h2" => heading(2),
        "h3" => heading(3),
        "h4" => heading(4),
        "h5" => heading(5),
        "h6" => heading(6),
        _ => (0, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_elements_fall_into_words() {
        let of = |tag: &str| {
            let mut out = Vec::new();
            names(tag, |name| out.push(name.to_owned()));
            out
        };
        assert_eq!(of("div.related-posts.is-wide"), ["div", "related", "posts", "is", "wide"]);
        assert_eq!(of("p"), Vec::<String>::new());
        assert_eq!(of("section.relatedPosts__list"), ["section", "related", "Posts", "list"]);
        assert_eq!(of("li.css-1x2y3z"), ["li", "css"]);
        assert_eq!(of(""), Vec::<String>::new());
    }
}
