//! Weeks and weekends told by a day in them or by their number: "the week of October 6", "the week beginning 4 February",
//! "the weekend of Halloween", "week 27 of last year".

use super::scan::Row;
use super::words::Class;
use super::{Base, Expr, Match, Spot, Year};
use crate::dates::value::{Unit, Within};

pub const OPENS: u64 = Class::The.bit() | Class::Unit.bit();

pub fn read(row: &Row, at: usize, depth: u32) -> Option<Match> {
    let the = usize::from(row.has(at, Class::The));
    let item = row.at(at + the);
    if item.class != Class::Unit {
        return None;
    }
    match Unit::numbered(item.value) {
        Unit::Week => numbered(row, at + the + 1).or_else(|| of_day(row, at + the + 1, Unit::Week, depth)),
        Unit::Weekend => of_day(row, at + the + 1, Unit::Weekend, depth),
        _ => None,
    }
}

/// "27 of last year", "3 of 2027" after "week".
fn numbered(row: &Row, at: usize) -> Option<Match> {
    let number = row.at(at);
    if number.class != Class::Digits || !(1..=53).contains(&number.value) || !row.has(at + 1, Class::Of) {
        return None;
    }
    let within = Within::Week(number.value.unsigned_abs());
    if let Some((year, end)) = super::join::year_shift(row, at + 2) {
        return Match::new(end, Expr::within(year, within));
    }
    let (year, end) = super::numbers::four_digits(row, at + 2)?;
    Match::new(end, Expr::within(Year::Known(year), within))
}

/// "of October 6", "beginning February 4", "starting on Monday" after "week".
fn of_day(row: &Row, at: usize, unit: Unit, depth: u32) -> Option<Match> {
    let opens = ["beginning", "starting", "commencing", "ending"].iter().any(|word| row.is(at, word));
    if !opens && !row.has(at, Class::Of) {
        return None;
    }
    let on = usize::from(opens && row.has(at + 1, Class::In) && row.at(at + 1).value == 1);
    let start = at + 1 + on;
    let day = super::read_at(row, start, depth + 1).or_else(|| super::day::numbered(row, start))?;
    let fits = day.expr.is_day() && day.expr.clock.is_none() && !matches!(day.expr.base, Base::Shift { .. });
    let last = row.is(at, "ending");
    let before = |day: Base| Base::Offset { from: Box::new(day), by: -1, unit: Unit::Day };
    fits.then(|| Match { end: day.end, expr: around(if last { before(day.expr.base) } else { day.expr.base }, unit) })
}

// The week ending on a Sunday is that of the Saturday before.
fn around(of: Base, unit: Unit) -> Expr {
    Expr::date(Base::Around { of: Box::new(of), unit })
}

/// "Labor Day weekend": the item past the weekend of a holiday, and the weekend.
pub fn of_feast(row: &Row, end: usize, feast: &Base) -> Option<Match> {
    let Base::Date { spot: Spot::Feast(_), .. } = feast else { return None };
    let unit = row.at(end);
    if unit.class != Class::Unit || unit.value != Unit::Weekend as i32 || row.at(end + 1).capital {
        return None;
    }
    let mut of = feast.clone();
    let mut after = end + 1;
    if let Base::Date { year: open @ Year::Open, .. } = &mut of {
        (*open, after) = super::day::year_tail(row, after);
    }
    Match::new(after, around(of, Unit::Weekend))
}
