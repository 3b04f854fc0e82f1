//! Which names of organisations, places and other things that are no persons are one.

use super::links::{Name, Sets};
use super::tables::HEADS;
use crate::mention::Kind;
use std::collections::BTreeMap;

/// Words that an acronym may pass over.
const SMALL: [&str; 12] = ["a", "and", "at", "by", "de", "del", "for", "in", "of", "on", "the", "to"];

/// Countries that a body may be named with or without: `US State Department`.
const LANDS: [&str; 9] = ["american", "british", "england", "federal", "national", "royal", "uk", "us", "wales"];

/// Words that a name may have to be shortened: all its parts are looked at, and no one shortens a line of capitals.
const MOST: usize = 20;

/// Links acronyms with their names, and shorter names with longer ones, within each kind. `ids` are the names of one kind.
pub fn link(names: &[Name], ids: &[u32], sets: &mut Sets) {
    let ids: Vec<u32> =
        ids.iter().copied().filter(|&id| names[id as usize].key.split(' ').nth(MOST).is_none()).collect();
    let ids = ids.as_slice();
    acronyms(names, ids, sets);
    let Some(&first) = ids.first() else { return };
    match names[first as usize].kind {
        Kind::Place => {
            shorter(names, ids, sets, |rest| rest.split(' ').all(|word| matches!(word, "dc" | "strip" | "town")))
        }
        Kind::Group | Kind::Work => {}
        Kind::Organization => {
            papers(names, ids, sets);
            shorter(names, ids, sets, |_| true);
        }
        _ => shorter(names, ids, sets, |_| true),
    }
}

/// Whether a surface is written as an acronym: `WHO`, `U.N.`, `R&D`.
#[must_use]
pub fn is_acronym(surface: &str) -> bool {
    let capitals = surface.chars().filter(|c| c.is_uppercase()).count();
    (2..=7).contains(&capitals) && !surface.contains([' ', '-']) && !surface.chars().any(char::is_lowercase)
}

/// The initials that an acronym of these words may be made of: with the small words, without them, and without a
/// country before.
#[must_use]
pub fn initials(words: &str) -> Vec<String> {
    let letters = |words: &str, keep_small: bool| -> String {
        words.split(' ').filter(|w| keep_small || !SMALL.contains(w)).filter_map(|w| w.chars().next()).collect()
    };
    let mut all = vec![letters(words, false), letters(words, true)];
    if let Some(rest) = words.strip_prefix("united states ").or_else(|| words.strip_prefix("us ")) {
        for letters in [letters(rest, false), letters(rest, true)] {
            all.extend([["us", &letters].concat(), letters]);
        }
    }
    all.retain(|letters| letters.len() > 1);
    all.sort_unstable();
    all.dedup();
    all
}

fn acronyms(names: &[Name], ids: &[u32], sets: &mut Sets) {
    let mut by_initials: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for &id in ids.iter().filter(|&&id| names[id as usize].key.contains(' ')) {
        for letters in initials(&names[id as usize].key) {
            by_initials.entry(letters).or_default().push(id);
        }
    }
    for &id in ids {
        let name = &names[id as usize];
        if name.surfaces.iter().any(|surface| is_acronym(surface))
            && let Some(claimants) = by_initials.get(&name.key)
            && let Some(set) = sets.only(claimants)
        {
            sets.join(set, id);
        }
    }
}

/// The beginning or the end of one longer name: `Harvard` of `Harvard University`, `Red Sox` of `Boston Red Sox`. A
/// longer name that only adds words such as `University` comes before one that adds others.
fn shorter(names: &[Name], ids: &[u32], sets: &mut Sets, fits: impl Fn(&str) -> bool) {
    let mut parts: BTreeMap<&str, Vec<(u32, bool)>> = BTreeMap::new();
    for &id in ids {
        let key = names[id as usize].key.as_str();
        for (at, _) in key.match_indices(' ') {
            let (head, tail) = (&key[..at], &key[at + 1..]);
            if fits(tail) && is_head(head, tail) {
                parts.entry(head).or_default().push((id, tells(tail)));
            }
            if fits(head) && is_tail(head) {
                parts.entry(tail).or_default().push((id, tells(head)));
            }
        }
    }
    for &id in ids.iter().filter(|&&id| tells(&names[id as usize].key)) {
        let Some(longer) = parts.get(names[id as usize].key.as_str()) else { continue };
        let plain: Vec<u32> = longer.iter().filter(|(_, tells)| !tells).map(|(longer, _)| *longer).collect();
        let any: Vec<u32> = longer.iter().map(|(longer, _)| *longer).collect();
        if let Some(set) = sets.only(if plain.is_empty() { &any } else { &plain }) {
            sets.join(set, id);
        }
    }
}

/// Whether the beginning can stand for the whole: what follows adds nothing (`Harvard University`) or only says of what
/// (`Comic Corps of Canada`). `Harvard Law School` is not `Harvard`, and `Harvard University Press` is not the university.
fn is_head(head: &str, tail: &str) -> bool {
    let part = head.split(' ').any(|word| HEADS.has(word)) && HEADS.has(tail) || tail == "community";
    !tells(tail) && !part || tail.split_once(' ').is_some_and(|(next, _)| matches!(next, "of" | "for" | "in"))
}

/// Whether the end can stand for the whole. `Red Sox of the Major League` is not the `Major League`, but the `Church of
/// Scientology` is `Scientology`.
fn is_tail(head: &str) -> bool {
    !tells(head) || !head.rsplit(' ').any(|word| SMALL.contains(&word))
}

/// Last words of newspapers' names, which stand for them alone: `the Journal`. `The Institute` may be any.
const PAPERS: [&str; 5] = ["journal", "magazine", "post", "press", "times"];

/// A newspaper by its last word, where one name only ends in it.
fn papers(names: &[Name], ids: &[u32], sets: &mut Sets) {
    let mut by_last: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for &id in ids {
        if let Some((_, last)) = names[id as usize].key.rsplit_once(' ').filter(|(_, last)| PAPERS.contains(last)) {
            by_last.entry(last).or_default().push(id);
        }
    }
    for &id in ids {
        if let Some(longer) = by_last.get(names[id as usize].key.as_str())
            && let Some(set) = sets.only(longer)
        {
            sets.join(set, id);
        }
    }
}

/// Whether some word tells one body from another.
fn tells(words: &str) -> bool {
    words.split(' ').any(|word| !HEADS.has(word) && !SMALL.contains(&word) && !LANDS.contains(&word))
}
