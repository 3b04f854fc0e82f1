//! Dates, times, durations and sets: found, valued, explained.
//!
//! Two passes: [`find`](self::find) reads what each expression says (src/dates/find, one family of expressions a file),
//! then `resolve` gives it a TIMEX3 value, left to right, against the publication date and the dates already mentioned.

mod calendar;
mod context;
mod document;
mod find;
mod moon;
mod parse;
mod period;
mod published;
mod read;
mod resolve;
mod value;
mod why;
mod write;

pub use document::find;
pub use published::{Calendar, PublicationDate, Published, Source};
pub use read::{ValueError, from_value, kind_of_value, read_date, with_given};

use crate::mention::Kind;
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
