//! Place entities, once each mention is known to be somewhere on Earth.

use super::{Entity, PlaceAnswer};
use crate::corrections::Link;
use std::collections::BTreeMap;

/// The groups of place mentions after merging and splitting; none when nothing changes.
pub fn regroup(places: &[Entity], answers: &[Option<PlaceAnswer>], links: &[Link]) -> Option<Vec<Vec<u32>>> {
    let mut said: Vec<u32> = links.iter().flat_map(|(Link::Same(m) | Link::Split(m))| m).copied().collect();
    said.sort_unstable();
    let mut groups: Vec<Vec<u32>> = Vec::with_capacity(places.len());
    let mut by_place: BTreeMap<u32, usize> = BTreeMap::new();
    let mut changed = false;
    for entity in places {
        let readers = entity.mentions.iter().any(|m| said.binary_search(m).is_ok());
        if readers {
            groups.push(entity.mentions.clone());
            continue;
        }
        let parts = split(&entity.mentions, answers);
        changed |= parts.len() > 1;
        for (place, part) in parts {
            match place.and_then(|place| by_place.get(&place)) {
                Some(&at) => {
                    groups[at].extend(part);
                    changed = true;
                }
                None => {
                    by_place.extend(place.map(|place| (place, groups.len())));
                    groups.push(part);
                }
            }
        }
    }
    changed.then_some(groups)
}

/// The mentions by the place they are surely at; those that are not sure go with the last sure one before them, or the
/// first.
fn split(mentions: &[u32], answers: &[Option<PlaceAnswer>]) -> Vec<(Option<u32>, Vec<u32>)> {
    let sure =
        |m: &u32| answers.get(*m as usize).copied().flatten().filter(|answer| answer.sure).map(|answer| answer.id);
    let mut last = mentions.iter().find_map(sure);
    let mut parts: BTreeMap<Option<u32>, Vec<u32>> = BTreeMap::new();
    for mention in mentions {
        last = sure(mention).or(last);
        parts.entry(last).or_default().push(*mention);
    }
    parts.into_iter().collect()
}
