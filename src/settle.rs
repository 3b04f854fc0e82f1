//! The one place where overlaps are settled: names, dates and amounts become one list of mentions.

use crate::mention::{Kind, Mention};

/// A mention with the finder and the place in the finder's list that it came from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settled {
    /// The mention.
    pub mention: Mention,
    /// Index into the list that its finder handed in; none for what the reader marked.
    pub origin: Option<u32>,
}

/// Keeps, of mentions that overlap, the longer one, then the one whose finder stands first in `finders` (names, dates,
/// amounts). The result is in order of the text.
#[must_use]
pub fn settle(finders: &[Vec<Mention>]) -> Vec<Settled> {
    let mut all: Vec<(usize, Settled)> = Vec::new();
    for (rank, mentions) in finders.iter().enumerate() {
        for (index, mention) in mentions.iter().enumerate() {
            all.push((rank, Settled { mention: *mention, origin: u32::try_from(index).ok() }));
        }
    }
    all.sort_by_key(|(rank, s)| (s.mention.span.start, std::cmp::Reverse(s.mention.span.end), *rank));
    let mut kept: Vec<(usize, Settled)> = Vec::with_capacity(all.len());
    for (rank, next) in all {
        // Finders never overlap themselves, so only the last kept ones can be in the way.
        let rivals = kept.iter().rev().take_while(|(_, k)| k.mention.span.overlaps(next.mention.span)).count();
        let strength = |rank: usize, s: &Settled| (s.mention.span.len(), std::cmp::Reverse(rank));
        let beaten = kept[kept.len() - rivals..].iter().all(|(r, k)| strength(rank, &next) > strength(*r, k));
        if beaten {
            kept.truncate(kept.len() - rivals);
            kept.push((rank, next));
        }
    }
    kept.into_iter().map(|(_, settled)| settled).collect()
}

/// What a finder said of the mentions of its kinds that survived: index of the mention and the finder's own record.
#[must_use]
pub fn surviving<T: Clone>(settled: &[Settled], records: &[T], of_kind: impl Fn(Kind) -> bool) -> Vec<(u32, T)> {
    let numbered = (0_u32..).zip(settled).filter(|(_, s)| of_kind(s.mention.kind));
    numbered.filter_map(|(at, s)| Some((at, records[s.origin? as usize].clone()))).collect()
}
