//! Marks the people, organisations, places and dates of a news article, and tells who, where, when and what it says.
//!
//! [`annotate`] is the whole of it: a pure function of a text and [`Options`], without clock, randomness or I/O.
//!
//! ```
//! let report = marginalia::annotate("Ana Reis left Lisbon on 3 May 2021.", &marginalia::Options::default());
//! assert_eq!(report.dates[0].value, "2021-05-03");
//! let date = &report.mentions[report.dates[0].mention as usize];
//! // Offsets are UTF-16 code units, as in JavaScript.
//! assert_eq!((date.start, date.end), (24, 34));
//! ```

#![cfg_attr(not(test), warn(clippy::disallowed_methods, clippy::disallowed_types))]

pub mod amounts;
pub mod corrections;
pub mod dates;
pub mod entities;
pub mod lexicon;
pub mod mention;
pub mod names;
pub mod options;
pub mod places;
pub mod report;
pub mod segment;
pub mod settle;
pub mod structure;
pub mod summary;
pub mod text;
mod utf16;
#[cfg(target_arch = "wasm32")]
mod wasm;

pub use dates::{PublicationDate, read_date};
pub use options::Options;
pub use places::named as places_named;
pub use report::Report;

use corrections::Corrections;
use mention::{Kind, Mention};

/// Reads a text and reports all that is known of it.
///
/// # Panics
/// When the text is 4 GiB or longer.
#[must_use]
pub fn annotate(text: &str, options: &Options) -> Report {
    annotate_watched(text, options, &mut |_| ())
}

/// The stages in order; `done` is called with the name of each when it is through, for callers with a clock.
#[must_use]
pub fn annotate_watched(text: &str, options: &Options, done: &mut dyn FnMut(&'static str)) -> Report {
    let index = utf16::Index::new(text);
    let hints = options.hints(&index);
    let corrections = Corrections::place(text, &index, &options.corrections, dates::kind_of_value);

    let blocks = text::blocks(text, &hints);
    done("text");
    let segments = segment::segment(text, &blocks);
    done("segment");
    let article = structure::read(text, &hints, blocks, segments, &corrections.roles());
    done("structure");
    let names = names::tag(&article);
    done("names");
    let found = dates::find(&article, options.calendar(&index).as_ref());
    done("dates");
    let amounts = amounts::find(&article);
    done("amounts");
    let finders = settle::Finders {
        names,
        dates: found.timexes.iter().map(|t| Mention::found(t.span, t.kind, None)).collect(),
        amounts: amounts.iter().map(|a| Mention::found(a.span, a.kind, None)).collect(),
    };
    let settled = settle::settle(text, &finders, &corrections);
    let mut mentions: Vec<Mention> = settled.iter().map(|s| s.mention).collect();
    let dates = settle::surviving(&settled, &found.timexes, |kind| kind.is_date() || kind == Kind::Event);
    let dates = dates::with_given(dates, &mentions, &corrections.dates(&mentions));
    let amounts = settle::surviving(&settled, &amounts, Kind::is_amount);
    let links = corrections.links(&mentions);
    done("settle");
    let grouped = entities::group(&article, &mut mentions, &links);
    done("group");
    let places = places::resolve(&article, &mentions, &corrections.places(&mentions));
    done("places");
    let answers: Vec<_> = places.iter().map(|p| p.as_ref().map(places::Resolved::answer)).collect();
    let entities = entities::regroup(&article, &mentions, grouped, &answers, &links);
    done("regroup");
    let summary = summary::summarize(&article, &mentions, &entities, &dates);
    done("summary");
    let parts = report::Parts {
        article: &article,
        published: found.published,
        mentions: &mentions,
        dates: &dates,
        amounts: &amounts,
        entities: &entities,
        places: &places,
        summary: &summary,
        unplaced: corrections.unplaced(),
        tokens: options.tokens,
    };
    let report = report::build(&parts, &index);
    done("report");
    report
}
