//! Who is who: mentions of one thing grouped into an entity.

mod address;
mod apply;
mod bodies;
mod build;
mod fold;
mod kinds;
mod links;
mod name;
mod persons;
mod phrase;
mod regroup;
mod role;
mod shared;
mod surnames;
mod tables;

use crate::corrections::Link;
use crate::mention::{Kind, Mention};
use crate::structure::Article;
use links::{Name, Sets};
use std::borrow::Cow;
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
pub fn group(article: &Article, mentions: &mut [Mention], links: &[Link]) -> Vec<Entity> {
    let mut by_place: Vec<u32> = (0..).take(mentions.len()).collect();
    by_place.sort_unstable_by_key(|&m| (mentions[m as usize].span, mentions[m as usize].kind));
    let introduced = kinds::introduced(article, mentions, &by_place);
    kinds::settle(article, mentions, &by_place, &introduced);

    let names = collect(article, mentions);
    let mut name_of: Vec<Option<u32>> = vec![None; mentions.len()];
    for (id, name) in (0..).zip(&names) {
        for &mention in &name.mentions {
            name_of[mention as usize] = Some(id);
        }
    }
    let mut sets = link(article, &names, mentions, &introduced, &mut name_of);
    let mut groups: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (mention, name) in (0..).zip(&name_of) {
        if let Some(name) = name {
            groups.entry(sets.find(*name)).or_default().push(mention);
        }
    }
    let mut groups: Vec<Vec<u32>> = groups.into_values().collect();
    apply::apply(&mut groups, mentions, links);
    build::build(article, mentions, groups)
}

/// Links the names that are one thing. `name_of` holds the name of each mention; a mention of a name that several persons
/// share may get the full name of one of them.
fn link(
    article: &Article,
    names: &[Name],
    mentions: &[Mention],
    introduced: &[kinds::Introduced],
    name_of: &mut [Option<u32>],
) -> Sets {
    let mut sets = Sets::new(names.len());
    let ids: Vec<u32> = (0..).take(names.len()).collect();
    for same_kind in ids.chunk_by(|&a, &b| names[a as usize].kind == names[b as usize].kind) {
        if names[same_kind[0] as usize].kind == Kind::Person {
            for (mention, name) in persons::link(article, names, mentions, same_kind, &mut sets) {
                name_of[mention as usize] = Some(name);
            }
        } else {
            bodies::link(names, same_kind, &mut sets);
        }
    }
    for &(long, short) in introduced {
        let (long, short) = (long as usize, short as usize);
        if let (Some(name), Some(acronym)) = (name_of[long], name_of[short])
            && mentions[long].kind == mentions[short].kind
        {
            sets.join(name, acronym);
        }
    }
    sets
}

/// The names of the text, by kind and key.
fn collect<'a>(article: &'a Article, mentions: &[Mention]) -> Vec<Name<'a>> {
    let mut spellings: BTreeMap<(Kind, Cow<str>), Vec<u32>> = BTreeMap::new();
    for (index, mention) in (0..).zip(mentions).filter(|(_, m)| m.kind.is_name()) {
        spellings.entry((mention.kind, article.surface(mention.span))).or_default().push(index);
    }
    let mut names: BTreeMap<(Kind, String), Name> = BTreeMap::new();
    for ((kind, surface), found) in spellings {
        let key = Some(name::key(kind, &surface)).filter(|key| !key.is_empty()).unwrap_or_else(|| surface.to_string());
        let name = names.entry((kind, key.clone())).or_insert_with(|| Name {
            kind,
            key,
            surfaces: Vec::new(),
            mentions: Vec::new(),
        });
        name.surfaces.push(surface);
        name.mentions.extend(found);
    }
    names.into_values().collect()
}

/// Merges place entities whose mentions were resolved to one place and splits one whose sure mentions disagree.
/// `answers` holds one entry a mention. What the reader linked or split stays as it is.
#[must_use]
pub fn regroup(
    article: &Article,
    mentions: &[Mention],
    entities: Vec<Entity>,
    answers: &[Option<PlaceAnswer>],
    links: &[Link],
) -> Vec<Entity> {
    let (places, mut others): (Vec<Entity>, Vec<Entity>) = entities.into_iter().partition(|e| e.kind == Kind::Place);
    match regroup::regroup(&places, answers, links) {
        Some(groups) => others.extend(build::build(article, mentions, groups)),
        None => others.extend(places),
    }
    others.sort_by_key(|entity| entity.mentions[0]);
    others
}
