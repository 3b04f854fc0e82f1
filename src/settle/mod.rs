//! The one place where overlaps are settled: corrections first, then the longer span, then name, date, amount; of the
//! same span, a date or a sum before a body or a place, since these are read by rules ("New Year's Eve 1999", "N1m"). Of a
//! place that reaches into a date ("in Korea Jan-Feb 2017") what stands before the date stays.

mod corrected;

use crate::corrections::Corrections;
use crate::mention::{Kind, Mention};
use crate::text::Span;

/// What the finders found, each in order of the text and without overlap.
#[derive(Clone, Debug, Default)]
pub struct Finders {
    /// People, organisations, places and the like.
    pub names: Vec<Mention>,
    /// Dates, times, durations, sets.
    pub dates: Vec<Mention>,
    /// Money and percentages.
    pub amounts: Vec<Mention>,
}

impl Finders {
    /// Index, in the list of dates or amounts, of what was found at `span` and fits a mention of this kind. An event
    /// may be written as a date ("9/11").
    fn record(&self, span: Span, kind: Kind) -> Option<u32> {
        let fits = |found: &Mention| found.kind == kind || !kind.is_amount();
        let list = match kind {
            Kind::Money | Kind::Percent => &self.amounts,
            Kind::Event | Kind::Date | Kind::Time | Kind::Duration | Kind::Set => &self.dates,
            _ => return None,
        };
        let at = exactly(list, span)?;
        fits(&list[at]).then(|| u32::try_from(at).expect("fewer mentions than bytes"))
    }
}

/// A mention that stays.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settled {
    /// The mention.
    pub mention: Mention,
    /// Index, in its finder's list, of the date or the amount that it is.
    pub record: Option<u32>,
}

/// Keeps, of mentions that overlap, the longer one, then the name before the date before the amount (but see `order`);
/// then applies the corrections. In order of start, the longer first; only what the reader marked may overlap.
#[must_use]
pub fn settle(text: &str, finders: &Finders, corrections: &Corrections) -> Vec<Settled> {
    let names: Vec<Mention> = finders.names.iter().filter_map(|name| outside(text, *name, finders)).collect();
    let engine = strongest(&[&names, &finders.dates, &finders.amounts]);
    let settled = |mention: Mention| Settled { mention, record: finders.record(mention.span, mention.kind) };
    corrected::correct(engine.into_iter().map(settled).collect(), finders, corrections)
}

/// Index of what was found at just this span.
fn exactly(list: &[Mention], span: Span) -> Option<usize> {
    list.binary_search_by_key(&span, |found| found.span).ok()
}

/// Whether a date or a sum is a better guess than a name of this kind. People and books bear the names of months and
/// years, and an event may be written as a date ("9/11").
fn rules_know_better(kind: Kind) -> bool {
    matches!(kind, Kind::Organization | Kind::Place | Kind::Group)
}

/// Who goes first where two stretch as far, 0 the first.
fn order(rank: usize, kind: Kind) -> usize {
    2 * rank + if rules_know_better(kind) { 5 } else { 0 }
}

/// Whether an event's name is more than the date of a day: a feast is known by its day ("Christmas Day", "Easter 2018"),
/// and its date is what a reader asks for; "9/11" is an event.
fn is_feast(surface: &str) -> bool {
    surface.contains(char::is_alphabetic)
}

/// What is left of a name outside of the dates that it crosses, or that end it and go on after it ("in Korea Jan-Feb 2017").
/// Nothing is left of a feast that is a date, nor of a person that is a sum ("N1m").
fn outside(text: &str, name: Mention, Finders { dates, amounts, .. }: &Finders) -> Option<Mention> {
    if !rules_know_better(name.kind) {
        let better = match name.kind {
            Kind::Event if is_feast(name.span.of(text)) => exactly(dates, name.span),
            Kind::Person => exactly(amounts, name.span),
            _ => None,
        };
        return better.is_none().then_some(name);
    }
    let first = dates.partition_point(|date| date.span.end <= name.span.start);
    let mut span = name.span;
    for (at, date) in (first..).zip(&dates[first..]) {
        let date = date.span;
        if date.start >= name.span.end {
            break;
        }
        let goes_on = || {
            let next = dates.get(at + 1).map(|next| Span { start: date.end, end: next.span.start });
            next.is_some_and(|gap| matches!(gap.of(text).trim(), "-" | "–" | "—" | "to"))
        };
        if date.start > name.span.start && (date.end > name.span.end || date.end == name.span.end && goes_on()) {
            span.end = date.start;
        } else if date.start < name.span.start && date.end < name.span.end {
            span.start = date.end;
        }
    }
    let span = span.trimmed(text);
    (!span.is_empty()).then_some(Mention { span, ..name })
}

fn strongest(finders: &[&Vec<Mention>]) -> Vec<Mention> {
    let ranked = finders.iter().enumerate().flat_map(|(rank, mentions)| mentions.iter().map(move |m| (rank, *m)));
    let mut all: Vec<(usize, Mention)> = ranked.collect();
    let strength = |rank: usize, mention: &Mention| (mention.span.len(), std::cmp::Reverse(order(rank, mention.kind)));
    all.sort_by_key(|(rank, m)| (m.span.start, std::cmp::Reverse(m.span.end), *rank));
    let mut kept: Vec<(usize, Mention)> = Vec::with_capacity(all.len());
    for (rank, next) in all {
        // Finders never overlap themselves, so only the last kept ones can be in the way.
        let rivals = kept.iter().rev().take_while(|(_, k)| k.span.overlaps(next.span)).count();
        if kept[kept.len() - rivals..].iter().all(|(r, k)| strength(rank, &next) > strength(*r, k)) {
            kept.truncate(kept.len() - rivals);
            kept.push((rank, next));
        }
    }
    kept.into_iter().map(|(_, mention)| mention).collect()
}

/// The finder's records of the mentions that stay and are of its kinds: index of the mention, and the record.
#[must_use]
pub fn surviving<T: Clone>(settled: &[Settled], records: &[T], of_kind: impl Fn(Kind) -> bool) -> Vec<(u32, T)> {
    let numbered = (0_u32..).zip(settled).filter(|(_, s)| of_kind(s.mention.kind));
    numbered.filter_map(|(at, s)| Some((at, records[s.record? as usize].clone()))).collect()
}

#[cfg(test)]
mod tests;
