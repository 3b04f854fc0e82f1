//! Who is who: mentions of one thing grouped into an entity.

mod bodies;
mod build;
mod fold;
mod links;
mod name;
mod persons;
mod tables;

use crate::corrections::Link;
use crate::mention::{Kind, Mention};
use crate::structure::Article;
use links::{Name, Sets};
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
    let names = collect(article, mentions);
    let mut sets = Sets::new(names.len());
    let ids: Vec<u32> = (0..).take(names.len()).collect();
    for same_kind in ids.chunk_by(|&a, &b| names[a as usize].kind == names[b as usize].kind) {
        if names[same_kind[0] as usize].kind == Kind::Person {
            persons::link(&names, same_kind, &mut sets);
        } else {
            bodies::link(&names, same_kind, &mut sets);
        }
    }
    let mut clusters: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (id, name) in (0..).zip(&names) {
        clusters.entry(sets.find(id)).or_default().extend(&name.mentions);
    }
    build::build(article, mentions, clusters.into_values().collect())
}

/// The names of the text, by kind and key.
fn collect<'t>(article: &Article<'t>, mentions: &[Mention]) -> Vec<Name<'t>> {
    let mut spellings: BTreeMap<(Kind, &str), Vec<u32>> = BTreeMap::new();
    for (index, mention) in (0..).zip(mentions).filter(|(_, m)| m.kind.is_name()) {
        spellings.entry((mention.kind, mention.span.of(article.text))).or_default().push(index);
    }
    let mut names: BTreeMap<(Kind, String), Name> = BTreeMap::new();
    for ((kind, surface), found) in spellings {
        let key = Some(name::key(kind, surface)).filter(|key| !key.is_empty()).unwrap_or_else(|| surface.to_owned());
        let name = names.entry((kind, key.clone())).or_insert_with(|| Name {
            kind,
            key,
            surfaces: Vec::new(),
            mentions: Vec::new(),
            start: u32::MAX,
        });
        name.surfaces.push(surface);
        name.start = found.iter().fold(name.start, |start, &m| start.min(mentions[m as usize].span.start));
        name.mentions.extend(found);
    }
    names.into_values().collect()
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
