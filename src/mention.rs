//! What is marked in the text.

use crate::text::Span;
use serde::{Deserialize, Serialize};

/// What a mention names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A human being, real or fictional, without title.
    Person,
    /// Companies, bodies, courts, parties, teams, armed groups, media.
    Organization,
    /// Countries to streets, named buildings, waters, planets.
    Place,
    /// Nationalities, religions, political groups.
    Group,
    /// Wars, storms, tournaments, named holidays.
    Event,
    /// Titles of books, films, songs, reports.
    Work,
    /// Named statutes and treaties.
    Law,
    /// Named products, vehicles, craft, services.
    Product,
    /// A calendar date, TIMEX3 `DATE`.
    Date,
    /// A time of day, TIMEX3 `TIME`.
    Time,
    /// A length of time, TIMEX3 `DURATION`.
    Duration,
    /// A recurring time, TIMEX3 `SET`.
    Set,
    /// An amount of money.
    Money,
    /// A percentage.
    Percent,
}

impl Kind {
    /// Whether mentions of this kind are names, grouped into entities and given a confidence.
    #[must_use]
    pub fn is_name(self) -> bool {
        self <= Self::Product
    }

    /// Whether this is money or a percentage.
    #[must_use]
    pub fn is_amount(self) -> bool {
        matches!(self, Self::Money | Self::Percent)
    }

    /// Whether this is one of the four TIMEX3 kinds.
    #[must_use]
    pub fn is_date(self) -> bool {
        matches!(self, Self::Date | Self::Time | Self::Duration | Self::Set)
    }
}

/// Who marked a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum By {
    /// This program.
    Engine,
    /// The reader, at this spot.
    Reader,
    /// A rule the reader keeps for a spelling.
    Rule,
}

/// A marked stretch of the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mention {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: Kind,
    /// How sure, 0 to 1, calibrated; for names only.
    pub confidence: Option<f32>,
    /// Who marked it.
    pub by: By,
}

impl Mention {
    /// A mention the engine found.
    #[must_use]
    pub fn found(span: Span, kind: Kind, confidence: Option<f32>) -> Self {
        Self { span, kind, confidence, by: By::Engine }
    }
}
