//! What the reader's corrections leave of the engine's mentions.
//!
//! A correction decides over one stretch of text, and the last one over a stretch is the one that counts; so corrections
//! of different stretches give the same mentions in any order.

use super::{Finders, Settled};
use crate::corrections::{Correction, Corrections, Placement, Target};
use crate::mention::{By, Kind, Mention};
use crate::text::Span;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What the reader decided over a stretch of text.
#[derive(Clone, Copy)]
struct Decision {
    /// None: no mention.
    kind: Option<Kind>,
    by: By,
    /// Stretch whose record, such as the value of a date, this mention keeps.
    record: Span,
}

/// Applies the corrections to the engine's mentions.
///
/// What the reader marked at a spot displaces every mention of engine and rules that it overlaps, but not what the
/// reader marked elsewhere: such marks may overlap. A rule leaves alone a longer mention around its spelling ("Jordan"
/// in "Jordan River"), and displaces the rest.
pub fn correct(engine: Vec<Settled>, finders: &Finders, corrections: &Corrections) -> Vec<Settled> {
    let decisions = decide(&engine, corrections);
    if decisions.is_empty() {
        return engine;
    }
    let marked = |by: By| {
        let of = decisions.iter().filter(move |(_, d)| d.by == by);
        of.filter_map(|(span, d)| Some((*span, d.kind?, d))).map(move |(span, kind, d)| Settled {
            mention: Mention { span, kind, confidence: kind.is_name().then_some(1.0), by },
            record: finders.record(d.record, kind),
        })
    };
    let reader: Vec<Settled> = marked(By::Reader).collect();
    let cover = Cover::new(reader.iter().map(|s| s.mention.span));
    let plain = Cover::new(decisions.iter().filter(|(_, d)| d.kind.is_none()).map(|(span, _)| *span));
    let mut engine = engine;
    engine.retain(|s| {
        let span = s.mention.span;
        !decisions.contains_key(&span) && !cover.touches(span) && !plain.covers(span)
    });
    let part_of_longer = |span: Span| {
        let after = engine.partition_point(|s| s.mention.span.start <= span.start);
        after > 0 && engine[after - 1].mention.span.covers(span)
    };
    let rules = marked(By::Rule).filter(|s| !cover.touches(s.mention.span) && !part_of_longer(s.mention.span));
    let rules = longest(rules.collect());
    let ruled = Cover::new(rules.iter().map(|s| s.mention.span));
    engine.retain(|s| !ruled.touches(s.mention.span));
    engine.extend(rules);
    engine.extend(reader);
    engine.sort_by_key(|s| (s.mention.span.start, Reverse(s.mention.span.end)));
    engine
}

/// The last decision over each stretch, in the order the corrections were made.
fn decide(engine: &[Settled], corrections: &Corrections) -> BTreeMap<Span, Decision> {
    let mut decisions: BTreeMap<Span, Decision> = BTreeMap::new();
    for (correction, placement) in corrections.iter() {
        if let Correction::Extent { .. } = correction {
            if let (Some(&from), Some(&to)) = (placement.at.first(), placement.with.first()) {
                extend(&mut decisions, engine, from, to);
            }
            continue;
        }
        let Some((target, change)) = change(correction, placement) else { continue };
        for &span in &placement.at {
            let now = standing(&decisions, engine, span);
            let meant = target.only().is_none_or(|only| now == Some(only));
            // A rule that says what a name is makes no new names of its spelling.
            let needs_mention =
                target.by() == By::Rule && !matches!(correction, Correction::Mark { .. } | Correction::Unmark { .. });
            if meant && (now.is_some() || !needs_mention) {
                decisions.insert(span, Decision { kind: change.of(now), by: target.by(), record: span });
            }
        }
    }
    decisions
}

/// What a correction makes of the kind at its place.
enum Change {
    Plain,
    Kind(Kind),
    Place { known: bool },
    Date(Kind),
}

impl Change {
    fn of(&self, now: Option<Kind>) -> Option<Kind> {
        match *self {
            Self::Plain => None,
            Self::Kind(kind) => Some(kind),
            // A group has a country; anything may be said to be nowhere.
            Self::Place { known } => match now {
                Some(kind) if kind == Kind::Group || (!known && kind.is_name()) => now,
                _ => Some(Kind::Place),
            },
            Self::Date(kind) => match now {
                // "9/11" is an event with a date; "every Monday" a set whatever its value.
                Some(Kind::Event | Kind::Set) => now,
                _ => Some(kind),
            },
        }
    }
}

fn change<'c>(correction: &'c Correction, placement: &Placement) -> Option<(&'c Target, Change)> {
    Some(match correction {
        Correction::Mark { at, kind } | Correction::Kind { at, kind } => (at, Change::Kind(*kind)),
        Correction::Unmark { at } => (at, Change::Plain),
        Correction::Place { at, place } => (at, Change::Place { known: place.is_some() }),
        Correction::Date { at, .. } => (at, Change::Date(placement.value?)),
        _ => return None,
    })
}

/// Moves the mention at `from`, or the one that now overlaps it, to `to`.
fn extend(decisions: &mut BTreeMap<Span, Decision>, engine: &[Settled], from: Span, to: Span) {
    let after = engine.partition_point(|s| s.mention.span.start < from.end);
    let near = engine[..after].last().map(|s| s.mention).filter(|m| m.span.overlaps(from));
    let kind = standing(decisions, engine, from).or_else(|| standing(decisions, engine, to));
    let Some(kind) = kind.or(near.map(|m| m.kind)) else { return };
    let record = decisions.get(&from).filter(|d| d.kind.is_some()).map_or(from, |d| d.record);
    let known = decisions.get(&to).filter(|d| d.kind == Some(kind)).map(|d| d.record);
    if from != to {
        decisions.insert(from, Decision { kind: None, by: By::Reader, record: from });
    }
    decisions.insert(to, Decision { kind: Some(kind), by: By::Reader, record: known.unwrap_or(record) });
}

/// Kind of the mention at exactly this stretch.
fn standing(decisions: &BTreeMap<Span, Decision>, engine: &[Settled], span: Span) -> Option<Kind> {
    match decisions.get(&span) {
        Some(decision) => decision.kind,
        None => engine.binary_search_by_key(&span, |s| s.mention.span).ok().map(|at| engine[at].mention.kind),
    }
}

/// Of mentions that overlap, the longest, then the first.
fn longest(mentions: Vec<Settled>) -> Vec<Settled> {
    let mut by_length = mentions;
    by_length.sort_by_key(|s| (Reverse(s.mention.span.len()), s.mention.span.start));
    let mut kept: BTreeMap<Span, Settled> = BTreeMap::new();
    for next in by_length {
        let span = next.mention.span;
        let before = kept.range(..Span { start: span.end, end: 0 }).next_back();
        if before.is_none_or(|(other, _)| !other.overlaps(span)) {
            kept.insert(span, next);
        }
    }
    kept.into_values().collect()
}

/// Stretches that may overlap one another, to be asked about.
struct Cover {
    /// Start of each, in order, and the furthest end up to it.
    reach: Vec<(u32, u32)>,
}

impl Cover {
    fn new(spans: impl Iterator<Item = Span>) -> Self {
        let mut reach: Vec<(u32, u32)> = Vec::new();
        for span in spans {
            let furthest = reach.last().map_or(0, |&(_, end)| end);
            reach.push((span.start, span.end.max(furthest)));
        }
        Self { reach }
    }

    /// Whether one of them shares a byte with `span`.
    fn touches(&self, span: Span) -> bool {
        let before = self.reach.partition_point(|&(start, _)| start < span.end);
        before > 0 && self.reach[before - 1].1 > span.start
    }

    /// Whether one of them covers `span`.
    fn covers(&self, span: Span) -> bool {
        let before = self.reach.partition_point(|&(start, _)| start <= span.start);
        before > 0 && self.reach[before - 1].1 >= span.end
    }
}
