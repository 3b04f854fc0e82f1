//! The clause that holds a date: a line for the timeline.

use crate::structure::Article;
use crate::text::Span;

/// The sentence around `timex`, shortened to the clause that holds it.
pub fn around(article: &Article, timex: Span) -> Span {
    article.sentence_at(timex.start).map_or(timex, |s| article.segments.sentences[s].span)
}
