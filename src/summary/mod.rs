//! What it says: who matters, who appears with whom, and the sentences that tell the story.

mod clause;
mod key;
mod related;
mod salience;
mod words;

use crate::dates::Timex;
use crate::entities::Entity;
use crate::mention::Mention;
use crate::segment::Sentence;
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
pub fn summarize(article: &Article, mentions: &[Mention], entities: &[Entity], timexes: &[(u32, Timex)]) -> Summary {
    let spots = Spots::new(article, mentions, entities);
    let salience = salience::weigh(&spots, entities.len());
    let mut found = clause::Clauses::new(article);
    Summary {
        title: article.title(),
        sentences: key::choose(article, &spots, &salience, key::fitting(article)),
        related: related::related(&spots, entities.len()),
        salience,
        clauses: timexes.iter().map(|(_, timex)| found.around(timex.span)).collect(),
    }
}

/// The `count` sentences that tell the story best, in order, however short the article.
#[must_use]
pub fn key_sentences(article: &Article, mentions: &[Mention], entities: &[Entity], count: usize) -> Vec<u32> {
    let spots = Spots::new(article, mentions, entities);
    let salience = salience::weigh(&spots, entities.len());
    key::choose(article, &spots, &salience, count)
}

/// Where the entities stand in the body of the article.
struct Spots {
    /// Sentence, entity and whether it opens the sentence; in order.
    spots: Vec<Spot>,
    /// Number of sentences that tell.
    sentences: u32,
}

/// Whether a sentence begins with the name at `start`, an article, a title or quotation marks put aside.
fn opens(article: &Article, sentence: &Sentence, start: u32) -> bool {
    const FARTHEST: usize = 3;
    let mut tokens = sentence.tokens().take(FARTHEST);
    let aside = |at: &usize| {
        let token = article.token(*at);
        matches!(token, "The" | "A" | "An" | "Mr." | "Mrs." | "Ms." | "Dr." | "President" | "\"" | "“")
    };
    tokens.find(|at| !aside(at)).is_some_and(|at| article.segments.tokens[at].start >= start)
}

/// A mention of an entity in a sentence of the body.
struct Spot {
    /// Index of the sentence.
    sentence: u32,
    /// How many sentences that tell stand before it.
    rank: u32,
    /// Index of the entity.
    entity: u32,
    /// Whether the sentence begins with it, an article or a title put aside.
    opens: bool,
    /// Whether it stands in the headline or the deck.
    headline: bool,
}

impl Spots {
    /// One walk over sentences and mentions together. Who wrote the article and where it was filed is no part of what it
    /// tells.
    fn new(article: &Article, mentions: &[Mention], entities: &[Entity]) -> Self {
        let mut marked: Vec<(u32, u32)> = Vec::with_capacity(mentions.len());
        for (at, entity) in (0..).zip(entities) {
            marked.extend(entity.mentions.iter().map(|&m| (mentions[m as usize].span.start, at)));
        }
        marked.sort_unstable();
        let mut marked = marked.into_iter().peekable();
        let (mut spots, mut rank) = (Vec::with_capacity(marked.len()), 0);
        for (at, sentence) in (0..).zip(&article.segments.sentences) {
            let role = article.blocks[sentence.block as usize].role;
            let tells =
                role.is_body() && !matches!(role, Role::Byline | Role::Credit | Role::Dateline | Role::Published);
            while let Some((start, entity)) = marked.next_if(|(start, _)| *start < sentence.span.end) {
                if tells {
                    spots.push(Spot {
                        sentence: at,
                        rank,
                        entity,
                        opens: opens(article, sentence, start),
                        headline: matches!(role, Role::Headline | Role::Deck),
                    });
                }
            }
            rank += u32::from(tells);
        }
        Self { spots, sentences: rank }
    }
}
