//! What the caller says beside the text; the same JSON for the page, the command line and the npm package.

use crate::corrections::Correction;
use crate::dates::{Calendar, PublicationDate};
use crate::text;
use crate::utf16::Index;
use serde::Deserialize;

/// What the caller says beside the text. All offsets are UTF-16 code units.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// When the text was published.
    pub published: Option<Published>,
    /// What the pasted HTML said of stretches of the text.
    pub hints: Vec<Hint>,
    /// What the reader changed, oldest first.
    pub corrections: Vec<Correction>,
    /// Whether the report lists the tokens.
    pub tokens: bool,
}

/// One publication date, or several that take over from one another (a diary).
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "PublishedOption"))]
#[serde(untagged)]
pub enum Published {
    /// For the whole text.
    One(PublicationDate),
    /// From each start on.
    Many(Vec<From>),
}

/// A publication date that holds from a place in the text on.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "PublishedFrom"))]
#[serde(deny_unknown_fields)]
pub struct From {
    /// First code unit it holds for.
    pub start: u32,
    /// The date.
    pub date: PublicationDate,
}

/// What the pasted HTML said of a stretch of the text.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Hint {
    /// First code unit.
    pub start: u32,
    /// One past the last code unit.
    pub end: u32,
    /// Lower-case element name; its classes and id may follow after dots: `div.related-posts`.
    pub tag: String,
    /// Number of ancestors below `body`.
    #[serde(default)]
    pub depth: u32,
    /// Share of the characters inside links, 0 to 1.
    #[serde(default)]
    pub link_share: f32,
    /// The `datetime` attribute of a `time` element.
    #[serde(default)]
    pub datetime: Option<String>,
}

impl Options {
    /// The publication dates in byte offsets.
    pub(crate) fn calendar(&self, index: &Index) -> Option<Calendar> {
        let mut entries: Vec<(u32, PublicationDate)> = match self.published.as_ref()? {
            Published::One(date) => vec![(0, *date)],
            Published::Many(list) => list.iter().map(|from| (index.byte(from.start), from.date)).collect(),
        };
        entries.sort_unstable();
        (!entries.is_empty()).then_some(Calendar { entries })
    }

    /// The hints in byte offsets, in order; empty and inverted ones are left out.
    pub(crate) fn hints(&self, index: &Index) -> Vec<text::Hint> {
        let mut hints: Vec<text::Hint> = self
            .hints
            .iter()
            .filter(|hint| hint.start < hint.end)
            .map(|hint| text::Hint {
                span: text::Span { start: index.byte(hint.start), end: index.byte(hint.end) },
                tag: hint.tag.clone(),
                depth: hint.depth,
                link_share: hint.link_share,
                datetime: hint.datetime.clone(),
            })
            .filter(|hint| !hint.span.is_empty())
            .collect();
        hints.sort_by_key(|hint| (hint.span.start, std::cmp::Reverse(hint.span.end)));
        hints
    }
}
