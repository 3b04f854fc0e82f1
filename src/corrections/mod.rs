//! What the reader changed: an append-only list of operations, each placed in the text anew.

mod place;
mod search;

use crate::mention::{By, Kind, Mention};
use crate::structure::Role;
use crate::text::Span;
use crate::utf16::Index;
use place::Where;
use serde::Deserialize;
use std::cmp::Reverse;

/// A stretch of the text, told by its words so that it survives an edited draft.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Spot {
    /// The words themselves; never matched fuzzily.
    pub quote: String,
    /// Up to 32 UTF-16 code units before them.
    #[serde(default)]
    pub prefix: String,
    /// Up to 32 UTF-16 code units after them.
    #[serde(default)]
    pub suffix: String,
    /// UTF-16 code units before them.
    pub start: u32,
}

/// What a correction is about: one spot, or a spelling wherever it stands.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged, deny_unknown_fields)]
pub enum Target {
    /// This one occurrence.
    Spot {
        /// Where.
        spot: Spot,
    },
    /// Every occurrence of a spelling, as whole words in this case.
    Rule {
        /// The spelling.
        surface: String,
        /// Only mentions of this kind.
        #[serde(default)]
        kind: Option<Kind>,
    },
}

/// One thing the reader changed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "op", rename_all = "lowercase", deny_unknown_fields)]
pub enum Correction {
    /// This is a mention.
    Mark {
        /// What to mark.
        at: Target,
        /// As what.
        kind: Kind,
    },
    /// This is no mention.
    Unmark {
        /// What to leave plain.
        at: Target,
    },
    /// This mention is of another kind.
    Kind {
        /// Which.
        at: Target,
        /// What it is.
        kind: Kind,
    },
    /// This mention is longer or shorter.
    Extent {
        /// The mention as it stands.
        at: Spot,
        /// The words it should cover.
        to: Spot,
    },
    /// These two name one thing.
    Same {
        /// The one.
        at: Target,
        /// The other.
        with: Target,
    },
    /// This name is not the same as the others of its entity.
    Split {
        /// Which.
        at: Target,
    },
    /// This name stands for that place.
    Place {
        /// Which.
        at: Target,
        /// A gazetteer identifier from the report, such as `geonames:703448`; null for no place.
        place: Option<String>,
    },
    /// This expression means that date.
    Date {
        /// Which.
        at: Target,
        /// A TIMEX3 value.
        value: String,
    },
    /// This block plays another role.
    Role {
        /// Any stretch inside the block.
        at: Spot,
        /// What it is.
        role: Role,
    },
    /// A note of the reader's; changes nothing.
    Note {
        /// What it is about.
        at: Spot,
        /// The note.
        text: String,
    },
}

impl Target {
    /// Who marks what this target is about.
    #[must_use]
    pub fn by(&self) -> By {
        match self {
            Self::Spot { .. } => By::Reader,
            Self::Rule { .. } => By::Rule,
        }
    }

    /// The only kind of mentions that a rule is about.
    #[must_use]
    pub fn only(&self) -> Option<Kind> {
        match self {
            Self::Spot { .. } => None,
            Self::Rule { kind, .. } => *kind,
        }
    }
}

impl Correction {
    /// What to look for in the text: `at`, and `to` or `with`.
    fn targets(&self) -> (Where<'_>, Option<Where<'_>>) {
        match self {
            Self::Mark { at, .. }
            | Self::Unmark { at }
            | Self::Kind { at, .. }
            | Self::Split { at }
            | Self::Place { at, .. }
            | Self::Date { at, .. } => (at.into(), None),
            Self::Same { at, with } => (at.into(), Some(with.into())),
            Self::Extent { at, to } => (Where::Spot(at), Some(Where::Spot(to))),
            Self::Role { at, .. } | Self::Note { at, .. } => (Where::Spot(at), None),
        }
    }
}

/// A correction with the places it was found at.
#[derive(Clone, Debug, PartialEq)]
pub struct Placement {
    /// Spans of `at`, in order; a spot has one or none.
    pub at: Vec<Span>,
    /// Spans of `to` or `with`, likewise.
    pub with: Vec<Span>,
    /// For a date, the kind that its value is of; without one it stands nowhere.
    pub value: Option<Kind>,
}

/// What the reader says of who is who, in the order it was said; indices into the list of mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// The entities of these mentions are one.
    Same(Vec<u32>),
    /// These mentions are one entity, apart from the others they were grouped with.
    Split(Vec<u32>),
}

/// The corrections as they apply to one text.
#[derive(Clone, Debug)]
pub struct Corrections<'c> {
    list: &'c [Correction],
    placements: Vec<Placement>,
}

impl<'c> Corrections<'c> {
    /// Finds the place of each correction in the text, in one walk over it: the same quote at its start; else the only
    /// match of prefix, quote and suffix; else the nearest exact quote with 16 characters or more the same on one side.
    /// `kind_of_value` knows the values of dates.
    #[must_use]
    pub(crate) fn place(
        text: &str,
        index: &Index,
        list: &'c [Correction],
        kind_of_value: fn(&str) -> Option<Kind>,
    ) -> Self {
        let mut placements = place::place(text, index, list);
        for (correction, placement) in list.iter().zip(&mut placements) {
            if let Correction::Date { value, .. } = correction {
                placement.value = kind_of_value(value);
                placement.at.retain(|_| placement.value.is_some());
            }
        }
        Self { list, placements }
    }

    /// Each correction with its places, in the order they were made.
    pub fn iter(&self) -> impl Iterator<Item = (&'c Correction, &Placement)> {
        self.list.iter().zip(&self.placements)
    }

    /// The roles the reader gave to blocks: a stretch of each and its role.
    #[must_use]
    pub fn roles(&self) -> Vec<(Span, Role)> {
        let role = |(correction, placement): (&Correction, &Placement)| match correction {
            Correction::Role { role, .. } => placement.at.first().map(|span| (*span, *role)),
            _ => None,
        };
        self.iter().filter_map(role).collect()
    }

    /// The mentions the reader linked or split.
    #[must_use]
    pub fn links(&self, mentions: &[Mention]) -> Vec<Link> {
        let link = |(correction, placement): (&Correction, &Placement)| match correction {
            Correction::Same { at, with } => {
                let mut both = standing(mentions, &placement.at, at.only());
                both.extend(standing(mentions, &placement.with, with.only()));
                Some(Link::Same(both))
            }
            Correction::Split { at } => Some(Link::Split(standing(mentions, &placement.at, at.only()))),
            _ => None,
        };
        self.iter().filter_map(link).collect()
    }

    /// The places the reader chose: mention and gazetteer identifier, none for no place; the last choice for each.
    #[must_use]
    pub fn places(&self, mentions: &[Mention]) -> Vec<(u32, Option<&'c str>)> {
        self.chosen(mentions, |correction| match correction {
            Correction::Place { at, place } => Some((at, place.as_deref())),
            _ => None,
        })
    }

    /// The values the reader gave to dates: mention and TIMEX3 value; the last one for each.
    #[must_use]
    pub fn dates(&self, mentions: &[Mention]) -> Vec<(u32, &'c str)> {
        self.chosen(mentions, |correction| match correction {
            Correction::Date { at, value } => Some((at, value.as_str())),
            _ => None,
        })
    }

    /// Of the corrections that `choice` knows, the last one for each mention, in order of the mentions.
    fn chosen<T: Copy>(
        &self,
        mentions: &[Mention],
        choice: impl Fn(&'c Correction) -> Option<(&'c Target, T)>,
    ) -> Vec<(u32, T)> {
        let mut chosen = Vec::new();
        for (correction, placement) in self.iter() {
            if let Some((target, value)) = choice(correction) {
                chosen.extend(standing(mentions, &placement.at, target.only()).into_iter().map(|m| (m, value)));
            }
        }
        chosen.reverse();
        chosen.sort_by_key(|(mention, _)| *mention);
        chosen.dedup_by_key(|(mention, _)| *mention);
        chosen
    }

    /// Indices of the corrections whose spots are no longer in the text, or whose value is no date. A rule fits every
    /// text.
    #[must_use]
    pub fn unplaced(&self) -> Vec<u32> {
        let lost = |(correction, placement): (&Correction, &Placement)| {
            let (at, with) = correction.targets();
            let gone = |target: Where, spans: &[Span]| matches!(target, Where::Spot(_)) && spans.is_empty();
            let no_date = matches!(correction, Correction::Date { .. }) && placement.value.is_none();
            no_date || gone(at, &placement.at) || with.is_some_and(|with| gone(with, &placement.with))
        };
        (0_u32..).zip(self.iter()).filter(|(_, both)| lost(*both)).map(|(at, _)| at).collect()
    }
}

/// The mentions that stand at exactly these places.
fn standing(mentions: &[Mention], spans: &[Span], only: Option<Kind>) -> Vec<u32> {
    let order = |span: Span| (span.start, Reverse(span.end));
    let at = |span: &Span| mentions.binary_search_by_key(&order(*span), |m| order(m.span)).ok();
    let found = spans.iter().filter_map(at).filter(|&at| only.is_none_or(|kind| mentions[at].kind == kind));
    found.filter_map(|at| u32::try_from(at).ok()).collect()
}
