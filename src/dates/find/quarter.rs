//! Quarters, halves and fiscal years: "Q3 2019", "the third quarter of this year", "FY2020", "H2", "fiscal 2019".

use super::day::year_tail;
use super::numbers::{alone, four_digits, ordinal};
use super::scan::Row;
use super::words::Class;
use super::{Base, Expr, Match, Pick, Spot, Year};
use crate::dates::value::{Period, Unit, Value, Within};

pub const OPENS: u64 = Class::Short.bit()
    | Class::The.bit()
    | Class::Ordinal.bit()
    | Class::Unit.bit()
    | Class::Digits.bit()
    | Class::Filler.bit()
    | Class::Fiscal.bit();

pub fn read(row: &Row, at: usize, _depth: u32) -> Option<Match> {
    match row.at(at).class {
        Class::Short => coded(row, at),
        Class::Fiscal => fiscal(row, at),
        Class::Digits => year_coded(row, at).or_else(|| spelled(row, at)),
        Class::The => spelled(row, at + 1).or_else(|| fiscal_the(row, at + 1)),
        _ => spelled(row, at),
    }
}

/// "Q3", "H2 2019", "FY2020", "FY20".
fn coded(row: &Row, at: usize) -> Option<Match> {
    let digits = row.at(at + 1);
    if digits.class != Class::Digits || digits.spaced || !row.at(at).spaced && row.before(at, 1).class != Class::Sign {
        return None;
    }
    let number = digits.value.unsigned_abs();
    let after = at + 2;
    let within = match (row.at(at).value, number, row.width(at + 1)) {
        (0, 1..=4, 1) => Within::Quarter(number),
        (1, 1..=2, 1) => Within::Half(number),
        (2, _, 4) if row.at(at).capital => return fixed(after, Period::Fiscal(digits.value)),
        (2, _, 2) if row.at(at).capital => return fixed(after, Period::Fiscal(2000 + digits.value)),
        _ => return None,
    };
    // "H1N1", "Q1:".
    if !alone(row, at + 1, after) && row.at(after).class != Class::Sign && !row.at(after).spaced {
        return None;
    }
    // "Q1-2019"
    let dash = usize::from(row.glued(after, '-') && !row.at(after + 1).spaced && row.width(after + 1) == 4);
    let (year, end) = match four_digits(row, after + dash).filter(|_| dash == 1) {
        Some((year, end)) => (Year::Known(year), end),
        None => year_tail(row, after),
    };
    (row.at(at).capital || year != Year::Open).then(|| Match { end, expr: Expr::within(year, within) })
}

fn fixed(end: usize, period: Period) -> Option<Match> {
    Match::new(end, Expr::date(Base::Fixed(Value::At(period, None))))
}

/// "2019 Q3", "2019Q3", "2019-Q3".
fn year_coded(row: &Row, at: usize) -> Option<Match> {
    let (year, end) = four_digits(row, at)?;
    let end = end + usize::from(row.dash(end) && !row.at(end).spaced);
    if !row.has(end, Class::Short) {
        return None;
    }
    let digits = row.at(end + 1);
    let number = digits.value.unsigned_abs();
    let within = match (row.at(end).value, number) {
        (0, 1..=4) => Within::Quarter(number),
        (1, 1..=2) => Within::Half(number),
        _ => return None,
    };
    (digits.class == Class::Digits && !digits.spaced)
        .then(|| Match { end: end + 2, expr: Expr::within(Year::Known(year), within) })
}

/// "third quarter", "final quarter of 2009", "first half of 2018", "fourth-quarter".
fn spelled(row: &Row, at: usize) -> Option<Match> {
    let fiscal = usize::from(row.has(at, Class::Fiscal));
    let (number, end) = match row.at(at + fiscal).class {
        Class::Filler if row.at(at + fiscal).value == 5 => (9, at + fiscal + 1),
        _ => ordinal(row, at + fiscal)?,
    };
    let end = end + usize::from(row.dash(end) && !row.at(end).spaced);
    let half = row.has(end, Class::Half);
    let quarter = row.has(end, Class::Unit) && row.at(end).value == Unit::Quarter as i32;
    if !half && !quarter {
        return None;
    }
    let (year, tail) = year_tail(row, end + 1);
    let within = match number {
        9 if half => Within::Half(2),
        9 => Within::Quarter(4),
        1..=2 if half => Within::Half(number),
        1..=4 if !half => Within::Quarter(number),
        _ => return None,
    };
    // The second half of a match is no half of a year.
    let of_year = year != Year::Open || row.has(end + 1, Class::Of) && super::join::year_shift(row, end + 2).is_some();
    if half && !of_year {
        return None;
    }
    Match::new(tail, Expr::spot(year, Spot::In(within), Pick::Any))
}

/// "fiscal 2019", "fiscal year 2019", "financial year 2019-20" (its first part).
fn fiscal(row: &Row, at: usize) -> Option<Match> {
    let start = at + 1 + usize::from(row.is(at + 1, "year"));
    let (year, end) = four_digits(row, start).filter(|(_, end)| alone(row, start, *end))?;
    fixed(end, Period::Fiscal(year))
}

/// "the 2019 fiscal year".
fn fiscal_the(row: &Row, at: usize) -> Option<Match> {
    let (year, end) = four_digits(row, at)?;
    (row.has(end, Class::Fiscal) && row.is(end + 1, "year")).then(|| fixed(end + 2, Period::Fiscal(year))).flatten()
}
