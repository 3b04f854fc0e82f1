//! Where the tagger calls one name two kinds of thing: settled once, for the whole text, before names are grouped.

use super::bodies::{initials, is_acronym};
use super::fold::fold;
use super::{name, surnames};
use crate::lexicon::gazetteer::{Key, Naming, gazetteer};
use crate::mention::{By, Kind, Mention};
use crate::structure::Article;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// How much more there must be for a kind than for each other one.
const CLEAR: f32 = 2.0;

/// A name with its acronym behind it in parentheses, or the other way round: indices of both mentions.
pub type Introduced = (u32, u32);

/// Gives the engine's mentions of one name the kind that clearly most of them have, and an acronym the kind of the name
/// that introduces it; then lone surnames are persons, and peoples no places. The reader's mentions are no evidence and keep their kind: they
/// are about their own spot. `by_place` lists the mentions in order of the text.
pub fn settle(article: &Article, mentions: &mut [Mention], by_place: &[u32], introduced: &[Introduced]) {
    let mut surfaces: BTreeMap<Cow<str>, Vec<u32>> = BTreeMap::new();
    for &at in by_place {
        let mention = &mentions[at as usize];
        if mention.by == By::Engine && is_thing(mention.kind) {
            surfaces.entry(article.surface(mention.span)).or_default().push(at);
        }
    }
    let mut spellings: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (surface, found) in surfaces {
        spellings.entry(bare(&surface)).or_default().extend(found);
    }
    for found in spellings.values().filter(|found| found.len() > 1) {
        if let Some(kind) = clear_kind(mentions, found) {
            take(mentions, found, kind);
        }
    }
    for &(long, short) in introduced {
        let kind = mentions[long as usize].kind;
        if is_thing(kind)
            && let Some(found) = spellings.get(&bare(&article.surface(mentions[short as usize].span)))
        {
            take(mentions, found, kind);
        }
    }
    for (spelling, found) in &spellings {
        let places = found.iter().copied().filter(|&m| mentions[m as usize].kind == Kind::Place);
        let places: Vec<u32> = places.collect();
        if !places.is_empty() && is_people(spelling) {
            take(mentions, &places, Kind::Group);
        }
    }
    let surnames = surnames::of_places(article, mentions, &spellings, by_place);
    take(mentions, &surnames, Kind::Person);
}

/// Kinds that are taken for each other. A group is not: `Republican` is one, and the party another.
fn is_thing(kind: Kind) -> bool {
    matches!(kind, Kind::Person | Kind::Organization | Kind::Place | Kind::Product)
}

/// Whether a folded name is known for a people, or its adjective, and for no place: `texan`.
fn is_people(folded: &str) -> bool {
    let mut known = gazetteer().lookup(&Key::of(folded), folded).peekable();
    known.peek().is_some() && known.all(|(_, naming)| naming == Naming::Demonym)
}

fn bare(surface: &str) -> String {
    let folded = fold(surface);
    folded.strip_prefix("the ").map_or_else(|| folded.clone(), str::to_owned)
}

fn take(mentions: &mut [Mention], found: &[u32], kind: Kind) {
    for &at in found {
        mentions[at as usize].kind = kind;
    }
}

fn clear_kind(mentions: &[Mention], found: &[u32]) -> Option<Kind> {
    let mut weights: BTreeMap<Kind, f32> = BTreeMap::new();
    for &at in found {
        let mention = &mentions[at as usize];
        *weights.entry(mention.kind).or_insert(0.0) += mention.confidence.unwrap_or(1.0);
    }
    let (&kind, &most) = weights.iter().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(a.0)))?;
    let clear = weights.iter().all(|(other, weight)| *other == kind || most >= CLEAR * weight);
    (weights.len() > 1 && clear).then_some(kind)
}

/// Names that introduce an acronym, in order of the text: `World Health Organization (WHO)`, `WHO (World Health …)`, the
/// acronym in quotation marks or not. `by_place` lists the mentions in order of the text.
pub fn introduced(article: &Article, mentions: &[Mention], by_place: &[u32]) -> Vec<Introduced> {
    let mut pairs = Vec::new();
    for pair in by_place.windows(2) {
        let (a, b) = (&mentions[pair[0] as usize], &mentions[pair[1] as usize]);
        if !a.kind.is_name() || !b.kind.is_name() || !in_parentheses(article, a, b) {
            continue;
        }
        for (long, short, behind) in [(0, 1, true), (1, 0, false)] {
            if introduces(article, &mentions[pair[long] as usize], &mentions[pair[short] as usize], behind) {
                pairs.push((pair[long], pair[short]));
            }
        }
    }
    pairs
}

fn in_parentheses(article: &Article, before: &Mention, inner: &Mention) -> bool {
    let between = article.gap(before.span.end, inner.span.start);
    let after = article.text[inner.span.end as usize..].trim_start_matches(['"', '”', '’', '\'']);
    (matches!(&*between, " (" | " (the ") || is_quoted(&between)) && after.starts_with([')', ';', ','])
}

/// Whether an opening bracket and quotation mark stand between: `Nordvik Energy ASA ("Nordvik")`, `the Space Agency (the
/// “Agency”)`.
fn is_quoted(between: &str) -> bool {
    matches!(between, " (\"" | " (“" | " (‘" | " (the \"" | " (the “" | " (the ‘")
}

/// Whether `short` is an acronym of `long`: its initials, or, behind the name of a body, any acronym that the text calls
/// a body too (`Workers' Party (PT)`), but for where its shares are traded.
fn introduces(article: &Article, long: &Mention, short: &Mention, behind: bool) -> bool {
    const EXCHANGES: [&str; 8] = ["AMEX", "ASX", "HKEX", "LSE", "NASDAQ", "NYSE", "TSE", "TSX"];
    let (name, acronym) = (article.surface(long.span), article.surface(short.span));
    // What a contract or a company's notice calls a body from here on.
    let body = long.kind == Kind::Organization && is_thing(short.kind);
    if behind && body && is_quoted(&article.gap(long.span.end, short.span.start)) {
        return true;
    }
    if !is_acronym(&acronym) || is_acronym(&name) || EXCHANGES.contains(&&*acronym) {
        return false;
    }
    let made_of = initials(&name::key(long.kind, &name)).contains(&fold(&acronym));
    made_of || behind && long.kind == Kind::Organization && short.kind == Kind::Organization
}
