//! Entities from groups of mentions: what each is called, and its identifier.

use super::Entity;
use super::fold::{fold, spelling};
use super::role;
use super::tables::METONYMS;
use crate::mention::{Kind, Mention};
use crate::structure::Article;
use crate::text::Span;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// An entity for each group of mentions, in order of the first mention.
pub fn build(article: &Article, mentions: &[Mention], mut groups: Vec<Vec<u32>>) -> Vec<Entity> {
    groups.retain(|group| !group.is_empty());
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.sort_unstable_by_key(|group| group[0]);
    let mut taken: BTreeMap<String, u32> = BTreeMap::new();
    let persons = role::persons(mentions);
    let mut entities = Vec::with_capacity(groups.len());
    for group in groups {
        let role = role::role(article, mentions[group[0] as usize].kind, mentions, &group, &persons);
        entities.push(Entity { role, ..entity(article, mentions, group, &mut taken) });
    }
    entities
}

fn entity(article: &Article, mentions: &[Mention], group: Vec<u32>, taken: &mut BTreeMap<String, u32>) -> Entity {
    let kind = mentions[group[0] as usize].kind;
    let mut spellings: BTreeMap<Cow<str>, (usize, u32)> = BTreeMap::new();
    for &mention in &group {
        let Span { start, .. } = mentions[mention as usize].span;
        let surface = spelling(article, mentions[mention as usize].span);
        let (count, first) = spellings.entry(surface).or_insert((0, start));
        *count += 1;
        *first = start.min(*first);
    }
    let mut ordered: Vec<(Cow<str>, usize, u32)> = spellings.into_iter().map(|(s, (n, first))| (s, n, first)).collect();
    ordered.sort_by_key(|(surface, count, first)| Reverse((worth(surface), *count, Reverse(*first))));
    let name = &*ordered[0].0;
    Entity {
        id: unique(identifier(kind, name), taken),
        kind,
        name: name.to_owned(),
        aliases: ordered[1..].iter().map(|(surface, ..)| surface.to_string()).collect(),
        role: None,
        country: country(kind, &ordered),
        mentions: group,
    }
}

/// How good a spelling is as the name of its entity: full, and not in capitals when there is another, `Britain` before
/// `UK`.
fn worth(surface: &str) -> (usize, bool, usize) {
    let words = fold(surface).split(' ').count();
    let shouted = !surface.chars().any(char::is_lowercase);
    (words, !shouted, if words > 1 { surface.len() } else { 0 })
}

fn identifier(kind: Kind, name: &str) -> String {
    let folded = fold(name);
    let word = match kind {
        Kind::Person => "person",
        Kind::Organization => "organization",
        Kind::Place => "place",
        Kind::Group => "group",
        Kind::Event => "event",
        Kind::Work => "work",
        Kind::Law => "law",
        _ => "product",
    };
    [word, ":", if folded.is_empty() { name } else { &folded }].concat()
}

/// The identifier, numbered where an earlier entity has it.
fn unique(id: String, taken: &mut BTreeMap<String, u32>) -> String {
    let times = taken.entry(id.clone()).or_insert(0);
    *times += 1;
    if *times == 1 { id } else { format!("{id}~{times}") }
}

fn country(kind: Kind, spellings: &[(Cow<str>, usize, u32)]) -> Option<String> {
    if !matches!(kind, Kind::Organization | Kind::Place) {
        return None;
    }
    spellings.iter().find_map(|(surface, ..)| {
        let folded = fold(surface);
        METONYMS.get(folded.strip_prefix("the ").unwrap_or(&folded)).map(str::to_owned)
    })
}
