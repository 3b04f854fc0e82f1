//! Dates by digits alone: "2019-11-18", "11/18/2019", "18.11.2019", "2019-11-18T09:30Z".

use super::clock;
use super::numbers::{alone, free_after};
use super::scan::Row;
use super::words::{Class, SHORT};
use super::{Base, Expr, Match, Year};
use crate::dates::calendar;
use crate::dates::value::Within;
use crate::mention::Kind;

pub const OPENS: u64 = Class::Digits.bit() | Class::Month.bit();

pub fn read(row: &Row, at: usize, _depth: u32) -> Option<Match> {
    if row.width(at) == 8 {
        return compact(row, at);
    }
    let sign = row.at(at + 1).value;
    let joined = |k: usize| {
        row.has(k, Class::Sign)
            && row.at(k).value == sign
            && !row.at(k).spaced
            && !row.at(k + 1).spaced
            && !row.at(k).spaced
    };
    if !matches!(sign, 0x2d | 0x2f | 0x2e | 0x2010 | 0x2011) || !joined(at + 1) {
        return None;
    }
    if row.has(at, Class::Month) {
        return month_first(row, at);
    }
    if !starts(row, at) && !eleventh_of_september(row, at) {
        return None;
    }
    let three = joined(at + 3) && matches!(row.at(at + 4).class, Class::Digits);
    if three { three_parts(row, at, sign) } else { two(row, at, sign) }
}

/// "20191118", a day of this century or the last.
fn compact(row: &Row, at: usize) -> Option<Match> {
    let number = row.at(at).value;
    let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
    if !(1900..=2099).contains(&year) || !alone(row, at, at + 1) || !row.at(at).spaced {
        return None;
    }
    calendar::day(year, month.unsigned_abs(), day.unsigned_abs())?;
    Match::new(at + 1, Expr::within(Year::Known(year), Within::Day(month.unsigned_abs(), day.unsigned_abs())))
}

/// "2019-11-18", "11/18/2019", "18-Nov-2019".
fn three_parts(row: &Row, at: usize, sign: i32) -> Option<Match> {
    let (a, c) = (row.at(at).value, row.at(at + 4).value);
    let (wide_a, wide_c) = (row.width(at), row.width(at + 4));
    let named = row.has(at + 2, Class::Month).then(|| (row.at(at + 2).value % SHORT).unsigned_abs());
    let middle = row.has(at + 2, Class::Digits) && row.width(at + 2) <= 2;
    let b = row.at(at + 2).value.unsigned_abs();
    if named.is_none() && !middle {
        return None;
    }
    if wide_a == 4 && wide_c <= 2 && (1000..=2999).contains(&a) {
        let (month, day) = (named.unwrap_or(b), c.unsigned_abs());
        calendar::day(a, month, day)?;
        let expr = Expr::within(Year::Known(a), Within::Day(month, day));
        return with_time(row, at + 5, expr);
    }
    let year = match wide_c {
        4 if (1000..=2999).contains(&c) => Year::Known(c),
        // "1.2.12" is a version, "5/6/23" a date.
        2 if sign != 0x2e => Year::Short(c.unsigned_abs()),
        _ => return None,
    };
    if wide_a > 2 || !free_after(row, at + 5) {
        return None;
    }
    let a = a.unsigned_abs();
    let expr = match named {
        Some(month) => Expr::within(year, Within::Day(month, a)),
        None if sign == 0x2e && b > 12 => Expr::within(year, Within::Day(a, b)),
        None if sign == 0x2e => Expr::within(year, Within::Day(b, a)),
        None => slashed(year, a, b)?,
    };
    plausible(&expr)?;
    Match::new(at + 5, expr)
}

/// "Dec/2018", "Jan-3".
fn month_first(row: &Row, at: usize) -> Option<Match> {
    let month = (row.at(at).value % SHORT).unsigned_abs();
    let digits = row.at(at + 2);
    if digits.class != Class::Digits || !free_after(row, at + 3) || !row.at(at).capital {
        return None;
    }
    let within = match row.width(at + 2) {
        4 if (1000..=2999).contains(&digits.value) => {
            return Match::new(at + 3, Expr::within(Year::Known(digits.value), Within::Month(month)));
        }
        1 | 2 if (1..=31).contains(&digits.value) => Within::Day(month, digits.value.unsigned_abs()),
        _ => return None,
    };
    // "Sep-23-2020"
    let year = row.at(at + 4);
    if row.at(at + 3).value == row.at(at + 1).value && !row.at(at + 3).spaced && !year.spaced && row.width(at + 4) == 4
    {
        return (year.class == Class::Digits && (1000..=2999).contains(&year.value) && free_after(row, at + 5))
            .then(|| Match { end: at + 5, expr: Expr::within(Year::Known(year.value), within) });
    }
    Match::new(at + 3, Expr::within(Year::Open, within))
}

/// "on 2/15", "by 22/04", "2014/10", "2/2013", "2014-10": two numbers where something says that they are a date.
fn two(row: &Row, at: usize, sign: i32) -> Option<Match> {
    let (a, b) = (row.at(at), row.at(at + 2));
    let ranged = row.dash(at + 3) && !row.at(at + 3).spaced;
    if b.class != Class::Digits || !free_after(row, at + 3) || ranged && !row.glued(at + 5, '/') {
        return None;
    }
    let month = |value: i32| (1..=12).contains(&value).then_some(Within::Month(value.unsigned_abs()));
    match (row.width(at), row.width(at + 2)) {
        // "2014-10" is a month, "2009-10" two years.
        (4, 2) if (1500..=2100).contains(&a.value) && (sign == 0x2f || sign == 0x2d && b.value <= a.value % 100) => {
            Match::new(at + 3, Expr::within(Year::Known(a.value), month(b.value)?))
        }
        (1 | 2, 4) if sign == 0x2f && (1500..=2100).contains(&b.value) => {
            Match::new(at + 3, Expr::within(Year::Known(b.value), month(a.value)?))
        }
        (1 | 2, 1 | 2) if sign == 0x2f => slashed_alone(row, at),
        _ => None,
    }
}

/// "on 2/15", "from 10/1 to 11/7", "4/25 at 4 p.m."; "9/11" has its own day.
fn slashed_alone(row: &Row, at: usize) -> Option<Match> {
    let (first, second) = (row.at(at).value.unsigned_abs(), row.at(at + 2).value.unsigned_abs());
    let expr = slashed(Year::Open, first, second)?;
    let (before, next) = (row.before(at, 1), row.at(at + 3));
    let after_in = before.class == Class::In;
    let timed = (next.class == Class::In && next.value == 2 || next.class == Class::After) && clock::opens(row, at + 4);
    let end = super::range::link(row, at + 3).and_then(|next| another(row, next));
    if (first, second) == (9, 11) && !timed && end.is_none() && (after_in || eleventh_of_september(row, at)) {
        return Match::new(at + 3, Expr::within(Year::Known(2001), Within::Day(9, 11)));
    }
    let on = after_in && before.value == 1 || before.class == Class::Weekday;
    let cue = match before.class {
        Class::In => matches!(before.value, 3 | 4),
        Class::From | Class::This | Class::Next => true,
        Class::To | Class::After => before.value != 0,
        _ => row.is_all(at, at + 3),
    };
    // "from 1/3 to 2/3", "by 3/4": what could be a share needs the surest word.
    let ranged = end.is_some();
    let is_share = |expr: &Expr| matches!(expr.base, Base::Swappable { first, second, .. } if share(first, second));
    let dated = end.is_some_and(|end| !is_share(&end.expr));
    let fits = on || dated || !is_share(&expr) && (cue || timed || ranged);
    (fits && next.class != Class::Of).then_some(Match { end: at + 3, expr })
}

/// Whether two numbers could be a share: "3/4".
fn share(first: u32, second: u32) -> bool {
    first < second && matches!(second, 2..=6 | 8 | 10 | 16)
}

/// "the 9/11 attacks", "after 9/11", "post-9/11".
fn eleventh_of_september(row: &Row, at: usize) -> bool {
    let before = row.before(at, 1);
    let prefixed = row.dash(at - usize::from(at > 0))
        && (row.is(at.saturating_sub(2), "post") || row.is(at.saturating_sub(2), "pre"));
    matches!(before.class, Class::The | Class::After) || prefixed
}

/// Another day of a list or a range: the "11/22" of "on 11/20, 11/22 or 11/25", the "11/7" of "10/1-11/7".
pub fn another(row: &Row, at: usize) -> Option<Match> {
    let digits = |k: usize| row.has(k, Class::Digits) && row.width(k) <= 2;
    if !digits(at) || !row.glued(at + 1, '/') || !digits(at + 2) || row.at(at + 2).spaced {
        return None;
    }
    if row.glued(at + 3, '/') && row.has(at + 4, Class::Digits) && !row.at(at + 4).spaced {
        return three_parts(row, at, 0x2f);
    }
    if !free_after(row, at + 3) {
        return None;
    }
    let expr = slashed(Year::Open, row.at(at).value.unsigned_abs(), row.at(at + 2).value.unsigned_abs())?;
    Match::new(at + 3, expr)
}

/// Month and day in either order, which other dates of the text may tell.
fn slashed(year: Year, first: u32, second: u32) -> Option<Expr> {
    let fits = (1..=31).contains(&first) && (1..=31).contains(&second) && first.min(second) <= 12;
    fits.then(|| Expr::date(Base::Swappable { year, first, second }))
}

/// None for a day that no year has.
fn plausible(expr: &Expr) -> Option<()> {
    match &expr.base {
        Base::Date { spot: super::Spot::In(Within::Day(month, day)), .. } => {
            calendar::day(2000, *month, *day).map(|_| ())
        }
        _ => Some(()),
    }
}

/// Whether digits begin here, not in the middle of a longer code: "12-2019-11-18", "v5.1.2012".
fn starts(row: &Row, at: usize) -> bool {
    let before = row.before(at, 1);
    row.at(at).spaced
        || before.class == Class::End
        || before.class == Class::Sign && !matches!(before.value, 0x2d | 0x2e | 0x2f | 0x23 | 0x24 | 0x5f | 0x3d)
}

/// "T09:30" or "09:30" after an ISO date.
fn with_time(row: &Row, at: usize, expr: Expr) -> Option<Match> {
    let t = usize::from(row.is(at, "t") && !row.at(at).spaced);
    if t == 1
        && let Some((time, zone, end)) = clock::digits(row, at + 1)
    {
        return Match::new(end, Expr { kind: Kind::Time, clock: Some(time), daylight: zone, ..expr });
    }
    // "2019-11-18-3" and "2019-11-18x" are codes.
    let after = row.at(at);
    let code = !after.spaced
        && (after.class == Class::Sign && matches!(after.value, 0x2d | 0x5f) && row.has(at + 1, Class::Digits)
            || !matches!(after.class, Class::Sign | Class::End));
    if code { None } else { Match::new(at, expr) }
}
