//! What the reader linked or split, over what was grouped.

use crate::corrections::Link;
use crate::mention::{By, Kind, Mention};
use std::collections::BTreeMap;

/// Applies the links in order. Linked entities take one kind: the reader's, where the reader marked one of their
/// mentions, else the kind of most of them.
pub fn apply(groups: &mut Vec<Vec<u32>>, mentions: &mut [Mention], links: &[Link]) {
    if links.is_empty() {
        return;
    }
    let mut owner: Vec<Option<usize>> = vec![None; mentions.len()];
    for (at, group) in groups.iter().enumerate() {
        for &mention in group {
            owner[mention as usize] = Some(at);
        }
    }
    for link in links {
        match link {
            Link::Same(linked) => join(groups, &mut owner, mentions, linked),
            Link::Split(parted) => part(groups, &mut owner, mentions, parted),
        }
    }
}

fn join(groups: &mut [Vec<u32>], owner: &mut [Option<usize>], mentions: &mut [Mention], linked: &[u32]) {
    let mut of: Vec<usize> = linked.iter().filter_map(|&m| owner.get(m as usize).copied().flatten()).collect();
    of.sort_unstable();
    of.dedup();
    let Some((&into, rest)) = of.split_first() else { return };
    for &from in rest {
        let moved = std::mem::take(&mut groups[from]);
        for &mention in &moved {
            owner[mention as usize] = Some(into);
        }
        groups[into].extend(moved);
    }
    if let Some(kind) = kind_of(&groups[into], mentions) {
        for &mention in &groups[into] {
            mentions[mention as usize].kind = kind;
        }
    }
}

fn kind_of(group: &[u32], mentions: &[Mention]) -> Option<Kind> {
    let mut votes: BTreeMap<Kind, (usize, usize)> = BTreeMap::new();
    for &mention in group {
        let mention = &mentions[mention as usize];
        let vote = votes.entry(mention.kind).or_default();
        vote.0 += usize::from(mention.by != By::Engine);
        vote.1 += 1;
    }
    votes.into_iter().max_by_key(|&(kind, vote)| (vote, std::cmp::Reverse(kind))).map(|(kind, _)| kind)
}

fn part(groups: &mut Vec<Vec<u32>>, owner: &mut [Option<usize>], mentions: &[Mention], parted: &[u32]) {
    let mut by_kind: BTreeMap<Kind, Vec<u32>> = BTreeMap::new();
    for &mention in parted {
        if let Some(from) = owner.get(mention as usize).copied().flatten() {
            groups[from].retain(|&m| m != mention);
            by_kind.entry(mentions[mention as usize].kind).or_default().push(mention);
        }
    }
    for group in by_kind.into_values() {
        for &mention in &group {
            owner[mention as usize] = Some(groups.len());
        }
        groups.push(group);
    }
}
