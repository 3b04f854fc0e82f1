//! Parts of a period: "early 2019", "mid-November", "the end of the month", "later this year", "early Tuesday".

use super::ahead::is_since;
use super::scan::Row;
use super::words::Class;
use super::{Anchor, Base, Expr, Match, Spot};
use crate::dates::value::{Clock, Part, Unit, Within};
use crate::mention::Kind;

pub const OPENS: u64 =
    Class::Early.bit() | Class::Later.bit() | Class::Edge.bit() | Class::The.bit() | Class::Last.bit();

pub fn read(row: &Row, at: usize, depth: u32) -> Option<Match> {
    let the = usize::from(row.has(at, Class::The));
    let first = at + the + usize::from(the == 1 && row.is(at + 1, "very"));
    let item = row.at(first);
    match item.class {
        Class::Early => early(row, first, depth),
        Class::Later if the == 0 && item.value.abs() == 1 => later(row, first, depth),
        Class::Edge => edge(row, first, depth),
        _ => None,
    }
}

/// "early 2019", "mid-November", "late last year", "early in 1914", "early the next morning", "late in the day".
fn early(row: &Row, at: usize, depth: u32) -> Option<Match> {
    let item = row.at(at);
    let hyphen = row.dash(at + 1) && !row.at(at + 1).spaced;
    let next = at + 1 + usize::from(hyphen);
    // "the latter part of the year", "the early part of the decade"
    if (row.is(next, "part") || row.is(next, "days") || row.is(next, "stages")) && row.has(next + 1, Class::Of) {
        return inner(row, next + 2, depth);
    }
    if row.is(at, "latter") {
        return None;
    }
    let preposition = row.at(next);
    // "early in 1914"; "late on 21 June" leaves its adverb outside.
    let skip = usize::from(preposition.class == Class::In && preposition.value == 0 && !hyphen);
    let found = inner(row, next + skip, depth)?;
    Some(if skip == 1 { found } else { timed(found, item.value) })
}

/// An early day is its morning, a late one its night.
fn timed(mut found: Match, which: i32) -> Match {
    let day = matches!(found.expr.base, Base::Weekday { .. } | Base::Shift { grain: Unit::Day, .. });
    if day && found.expr.clock.is_none() && found.expr.kind == Kind::Date && which != 1 {
        found.expr.clock = Some(Clock::Part(if which == 0 { Part::Morning } else { Part::Night }));
        found.expr.kind = Kind::Time;
    }
    found
}

/// "later this year", "earlier today", "later in 1968", "later that month".
fn later(row: &Row, at: usize, depth: u32) -> Option<Match> {
    let skip = usize::from(row.has(at + 1, Class::In) && matches!(row.at(at + 1).value, 0 | 1));
    let next = row.at(at + 1 + skip);
    let fits = matches!(
        next.class,
        Class::This
            | Class::That
            | Class::Same
            | Class::Today
            | Class::Digits
            | Class::The
            | Class::Month
            | Class::Weekday
            | Class::Tonight
    );
    if !fits || skip == 0 && matches!(next.class, Class::Digits | Class::The | Class::Month) {
        return None;
    }
    let found = inner(row, at + 1 + skip, depth)?;
    // "later the same day" is a day; "later the 2nd battalion" is not read at all.
    (found.expr.kind == Kind::Date || found.expr.clock.is_some()).then_some(found)
}

/// "the end of May", "the beginning of the year", "end of next week", "month's end" stands elsewhere.
fn edge(row: &Row, at: usize, depth: u32) -> Option<Match> {
    let of = row.has(at + 1, Class::Of);
    let hyphen = row.dash(at + 1) && !row.at(at + 1).spaced;
    if !of {
        // "year-end" reads backwards; "start-2019" does not occur.
        return (hyphen && row.at(at).value == 2)
            .then(|| inner(row, at + 2, depth))
            .flatten()
            .filter(|found| matches!(found.expr.base, Base::Date { .. }));
    }
    let mut found = inner(row, at + 2, depth)?;
    // "up since the start of the year": the present one, even where 2011 was mentioned before.
    if let Base::Shift { anchor, by: 0, unit: Unit::Month | Unit::Quarter | Unit::Year, .. } = &mut found.expr.base
        && row.has(at + 2, Class::The)
        && is_since(row, at - usize::from(row.before(at, 1).class == Class::The))
    {
        *anchor = Anchor::Publication;
    }
    (found.expr.kind == Kind::Date).then_some(found)
}

/// The period that a modifier narrows: any date or part of the day, or "the year", "the month", "the day".
fn inner(row: &Row, at: usize, depth: u32) -> Option<Match> {
    let at = at + usize::from(row.is(at, "around"));
    if matches!(row.at(at).class, Class::Early | Class::Later | Class::Edge) && depth > 0 {
        return None;
    }
    if let Some(found) = super::read_at(row, at, depth + 1) {
        let fits = match found.expr.kind {
            Kind::Date => !matches!(&found.expr.base, Base::Fixed(value) if value.is_vague()),
            Kind::Time => matches!(found.expr.clock, Some(Clock::Part(_))),
            _ => false,
        };
        if fits {
            return Some(found);
        }
    }
    // "end of year", "end of month"
    let unit = row.at(at);
    if unit.class == Class::Unit
        && (Unit::Month as i32..=Unit::Year as i32).contains(&unit.value)
        && row.has(at - 1, Class::Of)
    {
        return Match::new(at + 1, Expr::shift(Anchor::Publication, 0, Unit::numbered(unit.value)));
    }
    period(row, at).or_else(|| plain(row, at))
}

/// "the year", "the month", "the day" of the date spoken of.
pub fn period(row: &Row, at: usize) -> Option<Match> {
    let unit = row.at(at + 1);
    let fits = row.has(at, Class::The) && unit.class == Class::Unit && unit.value >= Unit::Day as i32;
    fits.then(|| Match { end: at + 2, expr: Expr::shift(Anchor::Reference, 0, Unit::numbered(unit.value)) })
}

/// "mid april", "early summer", "late eighties": words that only a modifier makes sure.
fn plain(row: &Row, at: usize) -> Option<Match> {
    let item = row.at(at);
    match item.class {
        Class::Month if item.value != 5 || item.capital => {
            super::day::picked(row, at, super::Pick::Any).or_else(|| {
                let month = Within::Month((item.value % super::words::SHORT).unsigned_abs());
                Match::new(at + 1, Expr::spot(super::Year::Open, Spot::In(month), super::Pick::Any))
            })
        }
        Class::Season => super::season::picked(row, at, super::Pick::Any),
        Class::Decade => super::year::spelled_decade(row, at),
        _ => None,
    }
}
