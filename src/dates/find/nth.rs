//! One among the days or weeks of a longer period: "the first Monday of October", "the last week of 2016", "the 20th of
//! next month".

use super::numbers::ordinal;
use super::scan::Row;
use super::words::{Class, SHORT};
use super::{Base, Expr, Match};
use crate::dates::value::{Period, Unit, Value, Within};
use crate::mention::Kind;

pub const OPENS: u64 = Class::The.bit()
    | Class::Ordinal.bit()
    | Class::Digits.bit()
    | Class::Cardinal.bit()
    | Class::Unit.bit()
    | Class::Last.bit()
    | Class::Filler.bit();

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// 1 Monday to 7.
    Weekday(u32),
    Unit(Unit),
}

pub fn read(row: &Row, at: usize, depth: u32) -> Option<Match> {
    let first = at + usize::from(row.has(at, Class::The));
    let item = row.at(first);
    let (nth, next) = match item.class {
        Class::Last if item.value == 0 => (-1, first + 1),
        Class::Filler if item.value == 5 => (-1, first + 1),
        _ => {
            let (nth, end) = ordinal(row, first).map(|(nth, end)| (nth.cast_signed(), end))?;
            // "the second last week", "the third-to-last day"
            let dash = usize::from(row.dash(end));
            let to =
                if row.is(end + dash, "to") { end + dash + 1 + usize::from(row.dash(end + dash + 1)) } else { end };
            if row.is(to, "last") { (-nth, to + 1) } else { (nth, end) }
        }
    };
    let (counted, end) = counted(row, next).unwrap_or((Counted::Unit(Unit::Day), next));
    if end == next && (nth < 0 || !(1..=31).contains(&nth)) {
        return None;
    }
    let link = row.at(end);
    let of = link.class == Class::Of || link.class == Class::In && link.value == 0 && end > next;
    // "the 21st this month"
    let this = end == next && link.class == Class::This;
    if !of && !this {
        return None;
    }
    let start = end + usize::from(of);
    let inner = super::read_at(row, start, depth + 1).or_else(|| super::modified::period(row, start))?;
    let longer = whole(&inner.expr, counted, end == next);
    longer
        .then(|| Match { end: inner.end, expr: Expr::date(Base::Nth { nth, counted, of: Box::new(inner.expr.base) }) })
}

/// A day of the week, or a unit that a month has several of.
fn counted(row: &Row, at: usize) -> Option<(Counted, usize)> {
    let item = row.at(at);
    match item.class {
        Class::Weekday if item.value < SHORT => Some((Counted::Weekday(item.value.unsigned_abs()), at + 1)),
        Class::Unit => {
            let unit = Unit::numbered(item.value);
            (Unit::Day..=Unit::Month).contains(&unit).then_some((Counted::Unit(unit), at + 1))
        }
        _ => None,
    }
}

/// Whether an expression is a period that such units fill: a month, a quarter, a year; for days by number only a month
/// told by its distance.
fn whole(expr: &Expr, counted: Counted, by_number: bool) -> bool {
    if expr.kind != Kind::Date {
        return false;
    }
    match &expr.base {
        Base::Shift { grain, .. } if by_number => *grain == Unit::Month,
        _ if by_number => false,
        Base::Shift { grain, .. } => matches!(grain, Unit::Month | Unit::Quarter | Unit::Year),
        Base::Date { spot: super::Spot::In(Within::Whole | Within::Month(_) | Within::Quarter(_)), .. } => {
            counted != Counted::Unit(Unit::Month)
                || matches!(expr.base, Base::Date { spot: super::Spot::In(Within::Whole), .. })
        }
        Base::Fixed(Value::At(Period::Decade(_) | Period::Century(_), _)) => false,
        _ => false,
    }
}
