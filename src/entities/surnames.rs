//! Surnames that are places too: "Jordan" beside "Kwame Jordan".

use super::persons;
use crate::mention::{Kind, Mention};
use crate::structure::Article;
use std::collections::{BTreeMap, BTreeSet};

/// Words before a name that make it a place: "in Jordan". "Of", "to" and "from" stand before people as well.
const WHERE: [&str; 20] = [
    "across",
    "around",
    "at",
    "central",
    "eastern",
    "in",
    "inside",
    "into",
    "near",
    "neighboring",
    "neighbouring",
    "northern",
    "outside",
    "southern",
    "through",
    "throughout",
    "toward",
    "towards",
    "western",
    "within",
];

/// The engine's mentions of places that are the surname of a person named in full: unless the text puts
/// something into the place, or lists it among places. `spellings` are folded names with their mentions; `by_place` lists
/// all mentions in order of the text.
pub fn of_places(
    article: &Article,
    mentions: &[Mention],
    spellings: &BTreeMap<String, Vec<u32>>,
    by_place: &[u32],
) -> Vec<u32> {
    let is_place = |m: &u32| mentions[*m as usize].kind == Kind::Place;
    let lone = |(spelling, found): &(&String, &Vec<u32>)| !spelling.contains(' ') && found.iter().any(is_place);
    let candidates: BTreeMap<&String, &Vec<u32>> = spellings.iter().filter(lone).collect();
    if candidates.is_empty() {
        return Vec::new();
    }
    let persons = mentions.iter().filter(|m| m.kind == Kind::Person && article.in_body(m.span.start));
    let full: BTreeSet<String> = persons.filter_map(|m| persons::surname(&article.surface(m.span))).collect();
    let surnames = candidates.into_iter().filter(|(spelling, _)| full.contains(*spelling)).map(|(_, found)| found);
    let untold = |found: &&Vec<u32>| !found.iter().any(|m| is_place(m) && is_told(article, mentions, *m, by_place));
    surnames.filter(untold).flatten().copied().filter(is_place).collect()
}

/// Whether the words around a mention say that it is a place.
fn is_told(article: &Article, mentions: &[Mention], mention: u32, by_place: &[u32]) -> bool {
    let span = mentions[mention as usize].span;
    let token = article.segments.tokens.partition_point(|t| t.end <= span.start);
    let before = token.checked_sub(1).map(|at| article.token(at).to_lowercase());
    if before.is_some_and(|word| WHERE.binary_search(&word.as_str()).is_ok()) {
        return true;
    }
    let at = by_place.partition_point(|&m| mentions[m as usize].span.start < span.start);
    let place = |at: usize| by_place.get(at).map(|&m| &mentions[m as usize]).filter(|m| m.kind == Kind::Place);
    let listed = |gap: &str| matches!(gap, ", " | " and " | ", and " | " or " | " (");
    let after = place(at + 1).is_some_and(|next| listed(&article.gap(span.end, next.span.start)));
    after || at.checked_sub(1).and_then(place).is_some_and(|last| listed(&article.gap(last.span.end, span.start)))
}
