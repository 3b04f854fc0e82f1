//! Lengths of time: "three years", "two-week", "the past nine days", "a year and a half", "decades"; never ages.

use super::counted::units;
use super::numbers::{and_a_half, count};
use super::scan::Row;
use super::words::Class;
use super::{Expr, Match};
use crate::dates::value::{Length, Unit};

pub const OPENS: u64 = Class::Digits.bit()
    | Class::Cardinal.bit()
    | Class::A.bit()
    | Class::Few.bit()
    | Class::Half.bit()
    | Class::About.bit()
    | Class::Units.bit()
    | Class::Unit.bit()
    | Class::The.bit()
    | Class::Last.bit()
    | Class::Next.bit()
    | Class::This.bit()
    | Class::Filler.bit()
    | Class::Ordinal.bit()
    | Class::Sign.bit();

pub fn read(row: &Row, at: usize, _depth: u32) -> Option<Match> {
    let item = row.at(at);
    match item.class {
        Class::The => the(row, at + 1),
        Class::Last | Class::Next => framed(row, at),
        Class::This => framed(row, at + 1).filter(|_| matches!(row.at(at + 1).class, Class::Last | Class::Next)),
        Class::Ordinal => framed(row, at).filter(|_| row.before(at, 1).class == Class::From),
        Class::Filler => filler(row, at),
        Class::About if item.value < 3 => match row.at(at + 1).class {
            Class::A | Class::Digits | Class::Cardinal | Class::Half => length(row, at + 1),
            _ => None,
        },
        Class::About => None,
        Class::Units => plural(row, at),
        Class::Unit => hyphened(row, at),
        _ => length(row, at),
    }
}

/// "the past nine days", "the first ten months of 1915", "the last decade".
fn the(row: &Row, at: usize) -> Option<Match> {
    match row.at(at).class {
        Class::Last | Class::Next | Class::Ordinal | Class::Previous | Class::Following => framed(row, at),
        Class::Filler if row.at(at).value == 5 => framed(row, at),
        Class::Filler => filler(row, at),
        // "the four previous weeks"
        Class::Digits | Class::Cardinal => {
            let (_, end) = bare_count(row, at)?;
            let points = matches!(row.at(end).class, Class::Last | Class::Next | Class::Previous | Class::Following);
            points.then(|| length(row, at)).flatten()
        }
        _ => None,
    }
}

/// "past two years", "next six months", "last few days", "past decade".
fn framed(row: &Row, at: usize) -> Option<Match> {
    let item = row.at(at);
    let about = usize::from(row.has(at + 1, Class::About));
    let next = at + 1 + about;
    if item.class == Class::Last && item.value >= 2 {
        return None;
    }
    if row.has(next, Class::Unit) {
        // "the past year" is a length; "last year" and "next year" are dates.
        let unit = Unit::numbered(row.at(next).value);
        let past = item.class == Class::Last && item.value == 1 && row.width(next) > 2 && unit != Unit::Weekend;
        // "the last week of October"
        if let Some(end) = of_date(row, next + 1).filter(|_| !past && unit < Unit::Quarter && row.width(next) > 3) {
            return Match::new(end, Expr::length(Length::whole(1, unit)));
        }
        return past.then(|| Match { end: next + 1, expr: Expr::length(Length::whole(1, unit)) });
    }
    if !matches!(row.at(next).class, Class::Digits | Class::Cardinal | Class::Few | Class::Half | Class::A) {
        return None;
    }
    let mut found = length(row, next)?;
    if row.dash(found.end) && !row.at(found.end).spaced {
        return None;
    }
    // "the first ten months of 1915"
    if let Some(end) = of_date(row, found.end) {
        found.end = end;
    }
    Some(found)
}

/// "of 1915", "of February 1951" behind a length: the item past it.
fn of_date(row: &Row, at: usize) -> Option<usize> {
    let found = row.has(at, Class::Of).then(|| super::read_at(row, at + 1, super::DEEPEST)).flatten()?;
    (found.expr.kind == crate::mention::Kind::Date && !found.expr.is_day()).then_some(found.end)
}

/// "a full year", "another seven months", "all day", "the entire week".
fn filler(row: &Row, at: usize) -> Option<Match> {
    let item = row.at(at);
    if item.value == 3 {
        if row.has(at + 1, Class::Unit) && row.width(at + 1) > 2 && !row.is(at + 1, "second") {
            let unit = Unit::numbered(row.at(at + 1).value);
            return (unit >= Unit::Day).then(|| Match { end: at + 2, expr: Expr::length(Length::whole(1, unit)) });
        }
        return matches!(row.at(at + 1).class, Class::Digits | Class::Cardinal | Class::Few)
            .then(|| length(row, at + 1))
            .flatten();
    }
    let unit = row.at(at + 1);
    let whole = matches!(item.value, 0 | 6) && unit.class == Class::Unit && unit.value >= Unit::Day as i32;
    whole.then(|| Match { end: at + 2, expr: Expr::length(Length::whole(1, Unit::numbered(unit.value))) })
}

/// A count and its unit, and further ones: "1 hour and 30 minutes", "a year and a half".
fn length(row: &Row, at: usize) -> Option<Match> {
    let item = row.at(at);
    if let Some(found) = quarters(row, at) {
        return Some(found);
    }
    let (first, unit, mut end) = units(row, at)?;
    if !sensible(row, at, unit, end) || age(row, at, end) {
        return None;
    }
    let mut parts = vec![(first, unit)];
    // "a year and a half"; but "a year and a half century"
    let (more, past) = and_a_half(row, end);
    let half = more > 0 && !matches!(row.at(past).class, Class::Unit | Class::Units);
    if half {
        parts[0].0 = first.and_then(|count| count.checked_add(more));
        end = past;
    }
    while parts.len() < 4 && more == 0 {
        let and = usize::from(row.has(end, Class::And) || row.glued(end, ','));
        let next = end + and;
        if !matches!(row.at(next).class, Class::Digits | Class::Cardinal) || item.class == Class::A && and == 0 {
            break;
        }
        match units(row, next) {
            Some((count, smaller, after)) if smaller < parts[parts.len() - 1].1 && and + parts.len() > 0 => {
                parts.push((count, smaller));
                end = after;
            }
            _ => break,
        }
    }
    // "six-month-long"; the article of "a year-long row" stays out.
    let long = long(row, end);
    if long > 0 && item.class == Class::A {
        return None;
    }
    Match::new(end + long, Expr::length(Length(parts)))
}

/// "a quarter of an hour", "three quarters of an hour".
fn quarters(row: &Row, at: usize) -> Option<Match> {
    let (count, end) = count(row, at)?;
    let quarter = end + usize::from(row.dash(end) && !row.at(end).spaced);
    let of_hour = row.has(quarter + 1, Class::Of) && row.has(quarter + 2, Class::A) && row.is(quarter + 3, "hour");
    let count = count.filter(|count| *count <= 3000 && of_hour)?;
    let fits = row.is(quarter, "quarter") || row.is(quarter, "quarters");
    fits.then(|| Match { end: quarter + 4, expr: Expr::length(Length(vec![(Some(count / 4), Unit::Hour)])) })
}

/// Items of "-long" or "long" after a length.
fn long(row: &Row, end: usize) -> usize {
    if row.dash(end) && !row.at(end).spaced && row.is(end + 1, "long") { 2 } else { 0 }
}

/// Whether a count and a unit are a length: not "the second second", "a quarter of the people", "one day he left".
fn sensible(row: &Row, at: usize, unit: Unit, end: usize) -> bool {
    let item = row.at(at);
    let singular = row.has(end - 1, Class::Unit);
    let hyphened = row.dash(end - 2) && !row.at(end - 2).spaced;
    let one = matches!(item.class, Class::A | Class::Half) || row.is(at, "one") || item.value == 1;
    let numbered = matches!(item.class, Class::Digits | Class::Cardinal | Class::Sign);
    if singular && !one && !hyphened && !numbered {
        return false;
    }
    match unit {
        // "three quarters of the troops" is a share.
        Unit::Quarter => {
            !(row.has(end, Class::Of) && (item.value == 3 || item.class == Class::Few)) && (!singular || hyphened)
        }
        Unit::Second if singular => hyphened || item.class == Class::Digits && item.value == 1,
        _ => !(row.has(end, Class::Of) && matches!(unit, Unit::Weekend)),
    }
}

/// "56 years old", "56-year-old", "aged 18 months", "a year-old": ages are no time.
fn age(row: &Row, at: usize, end: usize) -> bool {
    let dash = usize::from(row.dash(end));
    row.has(end + dash, Class::Old) && row.at(end + dash).value == 0
        || row.before(at, 1).class == Class::Old
        || row.has(end, Class::Of) && row.has(end + 1, Class::Old)
        || row.is(end + dash, "olds")
}

/// "years", "decades", where they stand for an unknown number.
fn plural(row: &Row, at: usize) -> Option<Match> {
    let item = row.at(at);
    let unit = Unit::numbered(item.value);
    if unit < Unit::Hour || row.width(at) < 4 || unit == Unit::Weekend || unit == Unit::Quarter {
        return None;
    }
    let long = long(row, at + 1);
    let before = row.before(at, 1);
    let cue = matches!(before.class, Class::And | Class::About)
        || before.class == Class::In && matches!(before.value, 0 | 3 | 5 | 6 | 7)
        || before.class == Class::After && before.value > 0
        || row.has(at + 1, Class::Of) && matches!(before.class, Class::End | Class::Sign | Class::Early);
    if row.has(at + 1, Class::Of) && row.has(at + 2, Class::Old) {
        return None;
    }
    (cue || long > 0).then(|| Match { end: at + 1 + long, expr: Expr::length(Length(vec![(None, unit)])) })
}

/// "month-long", "year-long", "week-long".
fn hyphened(row: &Row, at: usize) -> Option<Match> {
    let unit = Unit::numbered(row.at(at).value);
    let long = long(row, at + 1);
    (long > 0).then(|| Match { end: at + 1 + long, expr: Expr::length(Length::whole(1, unit)) })
}

/// Whether a count without unit stands at an item: "between 60 and 90 days".
pub fn bare_count(row: &Row, at: usize) -> Option<(u32, usize)> {
    matches!(row.at(at).class, Class::Digits | Class::Cardinal)
        .then(|| count(row, at))
        .flatten()
        .and_then(|(n, end)| Some((n?, end)))
}
