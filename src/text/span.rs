use std::ops::Range;
use unicode_segmentation::GraphemeCursor;

/// Whether a byte offset, a character boundary of `text`, stands inside a grapheme cluster of UAX #29.
#[must_use]
pub fn splits_character(text: &str, at: usize) -> bool {
    GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0) == Ok(false)
}

/// A stretch of the text: UTF-8 byte offsets stored as `u32`, end exclusive, on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from byte offsets.
    ///
    /// # Panics
    /// When an offset does not fit 32 bits: texts are limited to 4 GiB at the door.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "span ends before it starts: {start}..{end}");
        Self {
            start: u32::try_from(start).expect("texts are below 4 GiB"),
            end: u32::try_from(end).expect("texts are below 4 GiB"),
        }
    }

    /// The bytes covered, as a range for slicing.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The characters of `text` that the span covers.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether nothing is covered.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The span without white space at either end, as `char::is_whitespace` has it.
    #[must_use]
    pub fn trimmed(self, text: &str) -> Self {
        let surface = self.of(text);
        let head = surface.len() - surface.trim_start().len();
        let body = surface.trim().len();
        Self::new(self.start as usize + head, self.start as usize + head + body)
    }
}
