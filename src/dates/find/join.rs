//! Neighbours that tell of one moment become one expression: "Monday" + "night", "noon" + "on Saturday",
//! "Monday" + ", " + "Nov. 18", "the end of May" + "last year", "Friday" + "next week".

use super::scan::Row;
use super::words::Class;
use super::{Anchor, Base, Expr, Match, Pick, Spot, Year, clock, part, zone};
use crate::dates::value::{Clock, Part, Unit, Within};
use crate::mention::Kind;

/// A reading joined with all that follows it and belongs to it.
pub fn join(row: &Row, mut found: Match, depth: u32) -> Match {
    for _ in 0..3 {
        match step(row, &found, depth) {
            Some(joined) if super::possible(&joined.expr.base) => found = joined,
            _ => break,
        }
    }
    found
}

fn step(row: &Row, left: &Match, depth: u32) -> Option<Match> {
    if !matches!(left.expr.kind, Kind::Date | Kind::Time) {
        return None;
    }
    let end = left.end;
    if let Some((year, after)) = year_shift_after(row, left) {
        return Some(with_year(left, year, after));
    }
    if let Some(weekend) = super::week::of_feast(row, end, &left.expr.base) {
        return Some(weekend);
    }
    if let Some(Clock::Part(part)) = left.expr.clock
        && let Some(joined) = hour_of_part(row, left, part).or_else(|| weekday_of_week(row, left))
    {
        return Some(joined);
    }
    if left.expr.clock.is_none() && left.expr.is_day() {
        return day_then_clock(row, left, depth)
            .or_else(|| weekday_then_date(row, left))
            .or_else(|| weekday_of_week(row, left));
    }
    match left.expr.base {
        Base::SomeDay(_) => clock_then_day(row, left, depth),
        Base::Shift { unit: Unit::Week | Unit::Month, by, anchor: Anchor::Publication, .. } if by != 0 => {
            week_then_weekday(row, left)
        }
        _ => None,
    }
}

/// "this morning at 10", "tonight at 8:30", "in the evening at 7".
fn hour_of_part(row: &Row, left: &Match, part: Part) -> Option<Match> {
    let at = row.at(left.end);
    if !(at.class == Class::In && at.value == 2 || row.is(left.end, "around") || row.sign(left.end, '@')) {
        return None;
    }
    let start = left.end + 1;
    let mut expr = left.expr.clone();
    if let Some(found) = clock::read(row, start, 0).filter(|found| found.expr.kind == Kind::Time)
        && let Some(Clock::At { hour, minute, second, zone }) = found.expr.clock
    {
        // "this afternoon at 3:20" begins after noon.
        let bare = !zone::has_half(row, found.end) && (1..12).contains(&hour);
        let hour = if bare { clock::in_part(hour, part)? } else { hour };
        expr.clock = Some(Clock::At { hour, minute, second, zone });
        expr.daylight = found.expr.daylight;
        return Match::new(found.end, expr);
    }
    let (hour, minute, end) = clock::bare_hour(row, start)?;
    let hour = clock::in_part(hour, part)?;
    expr.clock = Some(Clock::At { hour, minute: Some(minute), second: None, zone: None });
    Match::new(end, expr)
}

/// "last year", "of this year", "that year", "of the following year": the year's anchor and shift, and the item past it.
pub fn year_shift(row: &Row, at: usize) -> Option<(Year, usize)> {
    let the = usize::from(row.has(at, Class::The));
    let item = row.at(at + the);
    let same = usize::from(item.class == Class::That && row.has(at + the + 1, Class::Same));
    if !row.is(at + the + same + 1, "year") {
        return if the == 1 && row.is(at + 1, "year") {
            Some((Year::Shift(Anchor::Reference, 0), at + 2))
        } else {
            None
        };
    }
    let year = match item.class {
        Class::This => Year::Shift(Anchor::Publication, 0),
        Class::Last if item.value == 0 => Year::Shift(Anchor::Publication, -1),
        Class::Next if the == 0 => Year::Shift(Anchor::Publication, 1),
        Class::That | Class::Same => Year::Shift(Anchor::Reference, 0),
        Class::Previous => Year::Shift(Anchor::Reference, -1),
        Class::Following | Class::Next => Year::Shift(Anchor::Reference, 1),
        _ => return None,
    };
    Some((year, at + the + same + 2))
}

fn year_shift_after(row: &Row, left: &Match) -> Option<(Year, usize)> {
    let Base::Date { year: Year::Open, pick, .. } = left.expr.base else { return None };
    if !pick.is_open() {
        return None;
    }
    let of = usize::from(row.has(left.end, Class::Of));
    year_shift(row, left.end + of).filter(|_| of == 1 || !row.has(left.end, Class::The))
}

fn with_year(left: &Match, year: Year, end: usize) -> Match {
    let mut expr = left.expr.clone();
    if let Base::Date { year: open, .. } = &mut expr.base {
        *open = year;
    }
    Match { end, expr }
}

/// "Monday night", "tomorrow at 9 p.m.", "Nov. 18, 9:30 a.m.".
fn day_then_clock(row: &Row, left: &Match, depth: u32) -> Option<Match> {
    let end = left.end;
    let merge = |clock: &Expr, end: usize| {
        let mut expr = left.expr.clone();
        expr.kind = Kind::Time;
        expr.clock = clock.clock;
        expr.daylight = clock.daylight;
        Match { end, expr }
    };
    let early = usize::from(row.has(end, Class::Early));
    // "Tuesday in the morning"
    let link = row.at(end + early);
    let inside = 2 * usize::from(link.class == Class::In && link.value == 0 && row.has(end + early + 1, Class::The));
    if let Some((part, after)) = part::named(row, end + early + inside) {
        return Some(merge(&Expr::time(Base::SomeDay(None), Clock::Part(part)), after));
    }
    let comma = usize::from(row.glued(end, ','));
    let start = end + comma;
    if depth > super::DEEPEST
        || !matches!(row.at(start).class, Class::Digits | Class::Noon | Class::Cardinal | Class::Half)
    {
        return None;
    }
    let time = clock::read(row, start, depth)
        .filter(|found| found.expr.kind == Kind::Time)
        .or_else(|| clock::stamp(row, start))?;
    // "On May 5, 10:30 was too late" is rare; "Monday, 9:30" is a listing.
    Some(merge(&time.expr, time.end))
}

/// "Monday, Nov. 18", "Tuesday 5 May 2019"
fn weekday_then_date(row: &Row, left: &Match) -> Option<Match> {
    let Base::Weekday { pick: Pick::Any | Pick::This | Pick::Last | Pick::Next, week: None, day: weekday } =
        left.expr.base
    else {
        return None;
    };
    let comma = usize::from(row.glued(left.end, ','));
    let start = left.end + comma;
    let right = match row.at(start).class {
        Class::Month | Class::Digits | Class::Ordinal | Class::The => {
            let dated = super::day::read(row, start, 0).or_else(|| super::numeric::read(row, start, 0));
            dated.or_else(|| number(row, start).filter(|_| comma == 0))?
        }
        _ => return None,
    };
    match right.expr.base {
        Base::Date { spot: Spot::In(Within::Day(0, day)), .. } => {
            Match::new(right.end, Expr::date(Base::Numbered { weekday, day }))
        }
        Base::Date { year: Year::Open, spot, pick: Pick::Any } if right.expr.is_day() => {
            let base = Base::Date { year: Year::Open, spot, pick: Pick::On(weekday) };
            Match::new(right.end, Expr { base, ..right.expr })
        }
        _ => right.expr.is_day().then_some(right),
    }
}

/// The day's number behind a weekday, where nothing follows that it could count: "Tuesday the 19th", "Mon 13th",
/// "on Sunday 31".
fn number(row: &Row, at: usize) -> Option<Match> {
    let the = usize::from(row.has(at, Class::The));
    let start = at + the;
    let by_ordinal = super::numbers::ordinal(row, start);
    let by_digits = || {
        (row.has(start, Class::Digits) && row.width(start) == 2)
            .then(|| (row.at(start).value.unsigned_abs(), start + 1))
    };
    let (day, end) = by_ordinal.or_else(by_digits)?;
    let next = row.at(end);
    let ends = matches!(next.class, Class::Sign | Class::End | Class::And | Class::To | Class::In | Class::From)
        || matches!(next.class, Class::About | Class::Digits | Class::Cardinal) && by_ordinal.is_some();
    let free = ends && !row.dash(end) && super::numbers::free_after(row, end) && row.at(start).spaced;
    (free && (1..=31).contains(&day)).then(|| Match { end, expr: Expr::within(Year::Open, Within::Day(0, day)) })
}

/// "Friday next week", "Wednesday of this week", "Monday week".
fn weekday_of_week(row: &Row, left: &Match) -> Option<Match> {
    let Base::Weekday { day, pick: Pick::Any, week: None } = left.expr.base else { return None };
    let after_next =
        row.has(left.end, Class::After) && row.at(left.end).value > 0 && row.has(left.end + 1, Class::Next);
    let week = row.is(left.end, "week") && row.at(left.end).spaced && is_last_word(row, left.end);
    if after_next || week {
        let end = left.end + if week { 1 } else { 2 };
        return Match::new(end, Expr { base: super::counted::after_coming(day, Unit::Week), ..left.expr.clone() });
    }
    let of = usize::from(row.has(left.end, Class::Of));
    let start = left.end + of;
    let item = row.at(start);
    let by = match item.class {
        Class::This if item.value == 0 => 0,
        Class::Last if item.value == 0 => -1,
        Class::Next if item.value == 0 => 1,
        _ => return None,
    };
    let base = Base::Weekday { day, pick: Pick::Any, week: Some((Anchor::Publication, by)) };
    row.is(start + 1, "week").then(|| Match { end: start + 2, expr: Expr { base, ..left.expr.clone() } })
}

/// Whether no further word belongs to the one at an item: "on Monday week, at", but not "the Tuesday week's work" or "a Monday
/// week 3".
fn is_last_word(row: &Row, at: usize) -> bool {
    let next = row.at(at + 1);
    !row.apostrophe(at + 1)
        && matches!(next.class, Class::Sign | Class::End | Class::In | Class::And | Class::To | Class::From)
}

/// "two weeks ago Thursday", "next week Monday".
fn week_then_weekday(row: &Row, left: &Match) -> Option<Match> {
    let Base::Shift { anchor, by, unit: Unit::Week, .. } = left.expr.base else { return None };
    let on = usize::from(row.has(left.end, Class::In) && row.at(left.end).value == 1);
    let item = row.at(left.end + on);
    if item.class != Class::Weekday || !item.capital || item.value > 16 {
        return None;
    }
    let day = item.value.unsigned_abs();
    let expr = Expr::date(Base::Weekday { day, pick: Pick::Any, week: Some((anchor, by)) });
    Match::new(left.end + on + 1, expr)
}

/// "9 p.m. Tuesday", "12:00 UTC on Monday", "the night of April 18", "7 in the morning".
fn clock_then_day(row: &Row, left: &Match, depth: u32) -> Option<Match> {
    let end = left.end;
    let clock = left.expr.clock?;
    if let Some(joined) = hour_in_part(row, left, clock) {
        return Some(joined);
    }
    let link = row.at(end);
    let is_part = matches!(clock, Clock::Part(_));
    let skip = match link.class {
        Class::Of if is_part => 1,
        // "at 11 a.m. on Monday" is two expressions, "on the morning of Monday" one.
        Class::In if link.value == 1 && is_part => 1,
        Class::Sign if link.value == 0x2c && !is_part && row.has(end + 1, Class::Weekday) => 1,
        _ => 0,
    };
    let day = super::read_at(row, end + skip, depth + 1)?;
    if !day.expr.is_day() || day.expr.clock.is_some() && !matches!(day.expr.clock, Some(Clock::Part(_))) {
        return None;
    }
    let mut expr = day.expr;
    expr.kind = Kind::Time;
    // "10 a.m. Monday morning" keeps the hour, "5:30 tomorrow evening" is after noon.
    expr.clock = Some(match (clock, expr.clock) {
        (Clock::At { hour: hour @ 1..12, minute, second, zone }, Some(Clock::Part(part)))
            if !zone::has_half(row, left.end) =>
        {
            Clock::At { hour: clock::in_part(hour, part)?, minute, second, zone }
        }
        _ => clock,
    });
    expr.daylight = left.expr.daylight;
    Match::new(day.end, expr)
}

/// "7 in the morning", "9 at night" cannot begin without a sure time; "3:30 in the afternoon" does.
fn hour_in_part(row: &Row, left: &Match, clock: Clock) -> Option<Match> {
    let Clock::At { hour, minute, second, zone } = clock else { return None };
    let link = row.at(left.end);
    let the = row.has(left.end + 1, Class::The);
    if link.class != Class::In || !(link.value == 0 && the || link.value == 2 && !the) {
        return None;
    }
    let (part, end) = part::named(row, left.end + 1 + usize::from(the))?;
    let hour = match part {
        Part::Afternoon | Part::Evening if hour < 12 => hour + 12,
        Part::Night if (6..12).contains(&hour) => hour + 12,
        _ => hour,
    };
    let mut expr = left.expr.clone();
    expr.clock = Some(Clock::At { hour, minute, second, zone });
    Match::new(end, expr)
}
