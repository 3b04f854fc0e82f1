//! What the reader changed: an append-only list of operations, each placed in the text anew.

use crate::mention::Kind;
use crate::structure::Role;
use crate::text::Span;
use serde::Deserialize;

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

/// A correction with the places it was found at; nowhere is empty, and the report lists it as unplaced.
#[derive(Clone, Debug, PartialEq)]
pub struct Placement {
    /// Spans of `at`, in order.
    pub at: Vec<Span>,
    /// Spans of `to` or `with`, in order.
    pub with: Vec<Span>,
}
