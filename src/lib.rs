//! Marks the people, organisations, places and dates of a news article, and tells who, where, when and what it says.
//!
//! [`annotate`] is the whole of it: a pure function of a text and [`Options`], without clock, randomness or I/O.

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

pub use options::Options;
pub use report::Report;

use mention::Mention;

/// Reads a text and reports all that is known of it: the stages in order.
#[must_use]
pub fn annotate(text: &str, options: &Options) -> Report {
    let index = utf16::Index::new(text);
    let hints = options.hints(&index);

    let blocks = text::blocks(text, &hints);
    let segments = segment::segment(text, &blocks);
    let article = structure::read(text, &hints, blocks, segments, &[]);

    let names = names::tag(&article);
    let found = dates::find(&article, options.calendar(&index).as_ref());
    let amounts = amounts::find(&article);

    let timex_mentions = found.timexes.iter().map(|t| Mention::found(t.span, t.kind, None)).collect();
    let amount_mentions = amounts.iter().map(|a| Mention::found(a.span, a.kind, None)).collect();
    let settled = settle::settle(&[names, timex_mentions, amount_mentions]);
    let mut mentions: Vec<Mention> = settled.iter().map(|s| s.mention).collect();
    let dates = settle::surviving(&settled, &found.timexes, mention::Kind::is_date);
    let amounts = settle::surviving(&settled, &amounts, mention::Kind::is_amount);

    let grouped = entities::group(&article, &mut mentions, &[]);
    let places = places::resolve(&article, &mentions);
    let answers: Vec<_> = places.iter().map(|p| p.as_ref().map(places::Resolved::answer)).collect();
    let entities = entities::regroup(&article, &mentions, grouped, &answers, &[]);
    let summary = summary::summarize(&article, &mentions, &entities, &dates);

    let parts = report::Parts {
        article: &article,
        published: found.published,
        mentions: &mentions,
        dates: &dates,
        amounts: &amounts,
        entities: &entities,
        places: &places,
        summary: &summary,
        unplaced: Vec::new(),
        tokens: options.tokens,
    };
    report::build(&parts, &index)
}
