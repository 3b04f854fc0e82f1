//! A surname that several persons bear: whose each mention of it is.

use super::address::Address;
use super::links::{Name, Sets};
use crate::mention::Mention;
use crate::structure::Article;
use crate::text::Span;
use std::collections::BTreeMap;

/// How many names of one surname are compared with each other; a text with more is a list.
pub const BUCKET: usize = 16;

/// What is asked about the mentions of names.
pub struct People<'a> {
    pub article: &'a Article<'a>,
    pub names: &'a [Name<'a>],
    pub mentions: &'a [Mention],
}

impl People<'_> {
    /// How those of a name are addressed.
    pub fn address(&self, name: u32) -> Address {
        let mut address = Address::default();
        for &mention in &self.names[name as usize].mentions {
            address.add(&Address::of(self.article, self.mentions[mention as usize].span));
        }
        address
    }

    /// Whether a name only ever stands behind "née": it is no relative's name, though they bear it.
    pub fn is_maiden(&self, name: u32) -> bool {
        let behind_nee = |&mention: &u32| {
            let before = &self.article.text[..self.mentions[mention as usize].span.start as usize];
            // "The nominee Okoro" is behind none.
            let cut = ["née ", "ne\u{301}e ", "nee "].iter().find_map(|word| before.strip_suffix(word));
            cut.is_some_and(|before| !before.ends_with(char::is_alphanumeric))
        };
        self.names[name as usize].mentions.iter().all(behind_nee)
    }

    /// Whether a name only ever stands behind a word of kinship: "second son of Pierre L'Enfant".
    pub fn is_relative(&self, name: u32) -> bool {
        let tokens = &self.article.segments.tokens;
        let behind_kin = |&mention: &u32| {
            let start = self.mentions[mention as usize].span.start;
            let at = tokens.partition_point(|token| token.start < start);
            let before = |back: usize| at.checked_sub(back).map_or("", |at| self.article.token(at));
            is_kin(before(1)) || matches!(before(1), "of" | ",") && is_kin(before(2))
        };
        self.names[name as usize].mentions.iter().all(behind_kin)
    }
}

/// Who bears a name.
struct Bearers {
    foremost: Option<u32>,
    /// Where each is named in full, as start and set.
    named: Vec<(u32, u32)>,
    /// Where the second of them is, for the first time.
    second: u32,
}

/// Whose each mention of a shared name is, as a set: the person's whom the text is about, unless another one has just
/// taken the name over; where it is about none more than others, theirs who bears it alone so far or was the last to be
/// named in full in the paragraph; else nobody's, apart from those behind another full name. "Mrs. Okoro" is none of the
/// men, and "Dr. Okoro" the one who is called so elsewhere.
pub fn told_apart(people: &People, shared: u32, claimants: &[u32], sets: &mut Sets) -> Vec<(u32, u32)> {
    let (named, addressed) = bearers(people, claimants, sets);
    let passing = passing(people.article, &named);
    let fitting = |address: &Address| {
        let shared = addressed.values().any(|other| address.fits(other) && address.shares(other));
        let fits = |other: &Address| address.fits(other) && (!shared || address.shares(other));
        let named: Vec<(u32, u32)> = named.iter().copied().filter(|(_, set)| fits(&addressed[set])).collect();
        Bearers { foremost: foremost(&named), second: second(&named, &passing), named }
    };
    let mut by_address: BTreeMap<Address, Bearers> = BTreeMap::new();
    let mut nobody: BTreeMap<(Option<u32>, Address), u32> = BTreeMap::new();
    let mut told: Vec<(u32, u32)> = Vec::new();
    let mut latest = Address::default();
    let mut spots: Vec<(Span, u32)> =
        people.names[shared as usize].mentions.iter().map(|&m| (people.mentions[m as usize].span, m)).collect();
    spots.sort_unstable();
    for (Span { start, .. }, mention) in spots {
        let mut address = Address::of(people.article, people.mentions[mention as usize].span);
        // Where nobody is named in full, the last form of address holds on.
        if named.is_empty() && address.told() == Address::default() {
            address = latest.clone();
        }
        latest = address.told();
        if by_address.len() > BUCKET {
            address = address.told();
        }
        // "President Okoro" is someone else where nobody is called so.
        let plain = address.is_empty() || address.told() != Address::default();
        let Bearers { foremost, named, second } = &*by_address.entry(address).or_insert_with_key(&fitting);
        let before = &named[..named.partition_point(|(other, _)| *other < start)];
        let block = people.article.block_at(start);
        let takes_over = |&&(at, set): &&(u32, u32)| match passing.get(&set) {
            _ if Some(set) == *foremost => true,
            Some(Passing::Relative) => false,
            Some(Passing::Once) => people.article.block_at(at) == block,
            None => true,
        };
        let last = before.iter().rev().take(BUCKET).find(takes_over).map(|(_, set)| *set);
        let only = named.first().filter(|_| start < *second).map(|(_, set)| *set);
        let here = before.last().is_some_and(|&(at, set)| last == Some(set) && people.article.block_at(at) == block);
        let fresh = last.filter(|_| here && plain && foremost.is_none());
        let whose = foremost.filter(|foremost| last.is_none_or(|last| last == *foremost)).or(only).or(fresh);
        let whose = whose.unwrap_or_else(|| {
            let address = if last.is_none() { latest.clone() } else { Address::default() };
            *nobody.entry((last, address)).or_insert_with(|| sets.add())
        });
        told.push((mention, whose));
    }
    told
}

/// Where each of the claimants is named in full, as start and set, and how each set is addressed.
fn bearers(people: &People, claimants: &[u32], sets: &mut Sets) -> (Vec<(u32, u32)>, BTreeMap<u32, Address>) {
    let (mut named, mut addressed) = (Vec::new(), BTreeMap::<u32, Address>::new());
    for &claimant in claimants {
        let set = sets.find(claimant);
        let mentions = &people.names[claimant as usize].mentions;
        named.extend(mentions.iter().map(|&m| (people.mentions[m as usize].span.start, set)));
        addressed.entry(set).or_default().add(&people.address(claimant));
    }
    named.sort_unstable();
    (named, addressed)
}

/// The person named first, when named in full twice as often as any other.
fn foremost(named: &[(u32, u32)]) -> Option<u32> {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for (_, set) in named {
        *counts.entry(*set).or_default() += 1;
    }
    let first = named.first()?.1;
    counts.iter().all(|(set, count)| *set == first || counts[&first] >= 2 * count).then_some(first)
}

/// Where another than the person named first, and no relative, is named in full.
fn second(named: &[(u32, u32)], passing: &BTreeMap<u32, Passing>) -> u32 {
    let rival = |set: u32| set != named[0].1 && !matches!(passing.get(&set), Some(Passing::Relative));
    named.iter().find(|(_, set)| rival(*set)).map_or(u32::MAX, |(start, _)| *start)
}

/// Words of kinship: who is introduced by one of them does not take the surname over.
const KIN: [&str; 22] = [
    "aunt",
    "brother",
    "brothers",
    "children",
    "cousin",
    "daughter",
    "daughters",
    "family",
    "father",
    "grandfather",
    "grandmother",
    "grandson",
    "husband",
    "mother",
    "nephew",
    "niece",
    "parents",
    "sister",
    "sisters",
    "son",
    "sons",
    "uncle",
];

fn is_kin(token: &str) -> bool {
    KIN.binary_search(&token).is_ok()
}

/// Why someone does not take a surname over for good.
enum Passing {
    /// Introduced by a word of kinship: never.
    Relative,
    /// Named in full only once: for the paragraph.
    Once,
}

fn passing(article: &Article, named: &[(u32, u32)]) -> BTreeMap<u32, Passing> {
    const BEFORE: usize = 6;
    const BEHIND: usize = 8;
    let mut seen: BTreeMap<u32, (usize, u32)> = BTreeMap::new();
    for &(start, set) in named {
        seen.entry(set).or_insert((0, start)).0 += 1;
    }
    let tokens = &article.segments.tokens;
    let kin = |token: &Span| is_kin(token.of(article.text));
    let passing = |(set, (count, start)): (u32, (usize, u32))| {
        let at = tokens.partition_point(|token| token.start < start);
        let near = &tokens[at.saturating_sub(BEFORE)..tokens.len().min(at + BEHIND)];
        if near.iter().any(kin) { Some((set, Passing::Relative)) } else { (count == 1).then_some((set, Passing::Once)) }
    };
    seen.into_iter().filter_map(passing).collect()
}
