//! Times of day: "9 p.m. ET", "14:58 UTC", "0800 GMT", "noon".

use super::numbers::free_after;
use super::scan::Row;
use super::words::{Class, DAYLIGHT};
use super::zone::{am_pm, o_clock, offset, zone};
use super::{Base, Expr, Match, spoken};
use crate::dates::value::{Clock, Length, Part, Unit};
use crate::mention::Kind;

pub const OPENS: u64 = Class::Digits.bit()
    | Class::Cardinal.bit()
    | Class::Noon.bit()
    | Class::Half.bit()
    | Class::A.bit()
    | Class::Unit.bit();

pub fn read(row: &Row, at: usize, _depth: u32) -> Option<Match> {
    let found = match row.at(at).class {
        Class::Noon => noon(row, at),
        Class::Digits => by_digits(row, at).or_else(|| spoken::past(row, at)),
        _ => spoken::past(row, at).or_else(|| spoken::by_words(row, at)),
    };
    found.or_else(|| stopwatch(row, at))
}

pub fn time(
    end: usize,
    hour: u32,
    minute: Option<u32>,
    second: Option<u32>,
    zone: Option<(i32, usize)>,
) -> Option<Match> {
    let (offset, end) = match zone {
        Some((offset, end)) => (Some(offset), end),
        None => (None, end),
    };
    let daylight = offset.is_some_and(|offset| offset > DAYLIGHT / 2);
    let zone = offset.map(|offset| if daylight { offset - DAYLIGHT } else { offset });
    let mut expr = Expr::time(Base::SomeDay(None), Clock::At { hour, minute, second, zone });
    expr.daylight = daylight;
    Match::new(end, expr)
}

fn noon(row: &Row, at: usize) -> Option<Match> {
    let item = row.at(at);
    // "High Noon", "Midnight Cowboy"
    let name =
        item.capital && row.at(at + 1).capital && !row.has(at + 1, Class::Weekday) && zone(row, at + 1).is_none();
    if name || row.dash(at + 1) && !row.at(at + 1).spaced {
        return None;
    }
    time(at + 1, item.value.unsigned_abs(), Some(0), None, zone(row, at + 1))
}

/// Hour, minute and second by digits, without am or pm: for ISO times. The flag is the zone's daylight.
pub fn digits(row: &Row, at: usize) -> Option<(Clock, bool, usize)> {
    let (hour, minute, second, end) = colons(row, at)?;
    let minute = minute.or((row.width(at) == 2).then_some(0))?;
    // "14:05:33.250Z"
    let fraction =
        second.is_some() && row.glued(end, '.') && row.has(end + 1, Class::Digits) && !row.at(end + 1).spaced;
    let end = end + 2 * usize::from(fraction);
    let zone = zone(row, end).filter(|(offset, _)| *offset < DAYLIGHT / 2).or_else(|| offset(row, end));
    let (offset, end) = zone.map_or((None, end), |(offset, end)| (Some(offset), end));
    Some((Clock::At { hour, minute: Some(minute), second, zone: offset }, false, end))
}

/// The time of a stamp, told to the second behind its day: "9 Jan 2024 06:31:12 -0500", "2024-01-09 14:05:33".
pub fn stamp(row: &Row, at: usize) -> Option<Match> {
    let (clock, daylight, end) = digits(row, at)?;
    let told = matches!(clock, Clock::At { second: Some(_), .. }) && free_after(row, end);
    let expr = Expr { daylight, ..Expr::time(Base::SomeDay(None), clock) };
    told.then_some(Match { end, expr })
}

/// "9", "9:30", "9:30:15".
fn colons(row: &Row, at: usize) -> Option<(u32, Option<u32>, Option<u32>, usize)> {
    let hour = row.at(at);
    if hour.class != Class::Digits || row.width(at) > 2 || !(0..=24).contains(&hour.value) {
        return None;
    }
    let part = |k: usize| {
        let digits = row.at(k + 1);
        let fits = row.glued(k, ':') && digits.class == Class::Digits && !digits.spaced && row.width(k + 1) == 2;
        (fits && digits.value < 60).then_some(digits.value.unsigned_abs())
    };
    let minute = part(at + 1);
    let second = minute.and_then(|_| part(at + 3));
    let end = at + 1 + 2 * (usize::from(minute.is_some()) + usize::from(second.is_some()));
    // "24:30" and "25:00" are scores or lengths.
    let over = hour.value == 24 && minute != Some(0);
    (!over || minute.is_none()).then_some((hour.value.unsigned_abs(), minute, second, end))
}

fn by_digits(row: &Row, at: usize) -> Option<Match> {
    let item = row.at(at);
    if row.width(at) >= 3 {
        return military(row, at).or_else(|| run_together(row, at));
    }
    let before = row.before(at, 1);
    let free = item.spaced
        || before.class == Class::End
        || before.class == Class::Sign && !matches!(before.value, 0x2e | 0x2c | 0x3a | 0x2f | 0x24 | 0xa3 | 0x20ac);
    if !free {
        return None;
    }
    // "2.30pm" is a time by its letters, "9.30" none by itself.
    let by_dot = dotted(row, at).filter(|(.., end)| am_pm(row, *end, false).is_some());
    let (hour, minute, second, end) = by_dot.or_else(|| colons(row, at))?;
    if let Some((half, end)) = am_pm(row, end, minute.is_some() || cue(row, at) || at == 0 && row.is_all(at, end + 1)) {
        if !(1..=12).contains(&hour) {
            return None;
        }
        return time(end, hour % 12 + half, minute.or(Some(0)), second, zone(row, end));
    }
    if let Some(end) = o_clock(row, end) {
        let (hour, end) = am_pm(row, end, true).map_or((hour, end), |(half, end)| (hour % 12 + half, end));
        return time(end, hour, Some(0), None, zone(row, end));
    }
    // "building 4 this afternoon"
    let named = minute.is_none()
        && before.class == Class::Other
        && matches!(row.at(end).class, Class::This | Class::Today | Class::Tonight);
    if let Some(found) = of_the_day(row, end, hour, minute).filter(|_| !named) {
        return Some(found);
    }
    if minute.is_none() && row.is(end, "h") && !row.at(end).spaced {
        return lettered(row, at, hour);
    }
    bare(row, at, (hour, minute, second), end)
}

/// A time without half of the day: "14:58 UTC", "at 9:30", "at 8 GMT".
fn bare(row: &Row, at: usize, told: (u32, Option<u32>, Option<u32>), end: usize) -> Option<Match> {
    let (hour, minute, second) = told;
    let before = row.before(at, 1);
    let alone = row.is_all(at, end);
    let zone = zone(row, end);
    // "at 8 GMT"
    if minute.is_none() && zone.is_some() && cue(row, at) {
        return time(end, hour, Some(0), None, zone);
    }
    if minute.is_none() || row.glued(at + 1, '.') || second.is_some() && zone.is_none() && !cue(row, at) {
        return None;
    }
    let hours = row.has(end, Class::Units) && row.at(end).value == Unit::Hour as i32 && !row.at(end).spaced;
    if !free_after(row, end) && !hours {
        return None;
    }
    // "3:1" is a score, "a 2:30 lead" a length: a bare time needs a word before it, or two digits to the hour.
    let sure = zone.is_some()
        || cue(row, at)
        || alone
        || followed(row, end)
        || hours
        || hour > 12 && before.class != Class::Other;
    let end = end + usize::from(hours);
    sure.then(|| time(end, hour, minute, second, zone)).flatten()
}

/// "16h00", "at 16h", "8h GMT"; "a 24h strike" and "2h 30m" are lengths.
fn lettered(row: &Row, at: usize, hour: u32) -> Option<Match> {
    let h = at + 1;
    let minutes = row.at(h + 1);
    if minutes.class == Class::Digits && !minutes.spaced {
        let fits = row.width(h + 1) == 2 && minutes.value < 60;
        return fits.then(|| time(h + 2, hour, Some(minutes.value.unsigned_abs()), None, zone(row, h + 2))).flatten();
    }
    let before = row.before(at, 1);
    let at_it = before.class == Class::In && before.value == 2 || before.class == Class::Weekday;
    let zone = zone(row, h + 1);
    let counted = matches!(minutes.class, Class::Digits | Class::Old | Class::Ago | Class::Later);
    (zone.is_some() || at_it && !counted).then(|| time(h + 1, hour, Some(0), None, zone)).flatten()
}

/// Whether a time of day can be read at an item.
pub fn opens(row: &Row, at: usize) -> bool {
    OPENS & row.at(at).class.bit() != 0 && read(row, at, 0).is_some_and(|found| found.expr.kind == Kind::Time)
}

/// "3 in the morning", "3:20 in the afternoon", "8 this evening", "8 tonight", "9 tomorrow morning".
pub fn of_the_day(row: &Row, end: usize, hour: u32, minute: Option<u32>) -> Option<Match> {
    let link = row.at(end);
    let (base, at) = match link.class {
        Class::In if link.value == 0 && row.has(end + 1, Class::The) => (Base::SomeDay(None), end + 2),
        Class::This if link.value == 0 => (day(0), end + 1),
        Class::Today => (day(link.value), end + 1),
        Class::Tonight if link.value == 0 => (day(0), end),
        _ => return None,
    };
    let (part, end) = match link.class {
        Class::Tonight => (Part::Night, end + 1),
        _ => super::part::named(row, at)?,
    };
    let hour = in_part(hour, part)?;
    Match::new(end, Expr::time(base, Clock::At { hour, minute: minute.or(Some(0)), second: None, zone: None }))
}

/// The hour of twenty-four that an hour of twelve is in a part of the day.
pub fn in_part(hour: u32, part: Part) -> Option<u32> {
    Some(match part {
        _ if !(1..=12).contains(&hour) => return None,
        Part::Morning => hour % 12,
        Part::Night if hour == 12 || hour < 5 => hour % 12,
        _ => hour % 12 + 12,
    })
}

/// An hour without its half of the day, as in "this morning at 10", "tonight at 8:30", "at half past nine"; and the item
/// past it. Nothing that it could count may follow.
pub fn bare_hour(row: &Row, at: usize) -> Option<(u32, u32, usize)> {
    let (hour, minute, end) = match colons(row, at).or_else(|| dotted(row, at)) {
        Some((hour, minute, None, end)) => (hour, minute.unwrap_or(0), end),
        Some(_) => return None,
        None => super::numbers::whole(row, at).map(|(hour, end)| (hour, 0, end))?,
    };
    let next = row.at(end);
    let free = matches!(next.class, Class::Sign | Class::End | Class::And | Class::To | Class::In)
        && (next.class != Class::Sign || free_after(row, end) && !row.dash(end) && next.value != 0x25);
    (free && (1..=12).contains(&hour)).then_some((hour, minute, end))
}

/// So many days from the publication.
fn day(by: i32) -> Base {
    Base::Shift { anchor: super::Anchor::Publication, by, unit: Unit::Day, grain: Unit::Day }
}

/// "9.30" as in "9.30am".
fn dotted(row: &Row, at: usize) -> Option<(u32, Option<u32>, Option<u32>, usize)> {
    let (hour, minute) = (row.at(at), row.at(at + 2));
    let fits = row.width(at) <= 2 && row.glued(at + 1, '.') && minute.class == Class::Digits && !minute.spaced;
    (fits && row.width(at + 2) == 2 && (0..=23).contains(&hour.value) && minute.value < 60)
        .then(|| (hour.value.unsigned_abs(), Some(minute.value.unsigned_abs()), None, at + 3))
}

/// A word before a number that makes it a time.
pub fn cue(row: &Row, at: usize) -> bool {
    let before = row.before(at, 1);
    match before.class {
        Class::In => matches!(before.value, 2..=4),
        Class::About => before.value == 1,
        Class::From | Class::To | Class::After | Class::Part | Class::Today | Class::Tonight | Class::Weekday => true,
        Class::Sign => matches!(before.value, 0x2d | 0x2013) && row.before(at, 2).class == Class::Digits,
        _ => false,
    }
}

/// A day right behind a bare time.
fn followed(row: &Row, end: usize) -> bool {
    let on = usize::from(row.has(end, Class::In) && row.at(end).value == 1);
    matches!(row.at(end + on).class, Class::Weekday | Class::Today | Class::Tonight)
}

/// "330 p.m.", "1140 a.m.".
fn run_together(row: &Row, at: usize) -> Option<Match> {
    let value = row.at(at).value.unsigned_abs();
    let (hour, minute) = (value / 100, value % 100);
    let (half, end) = am_pm(row, at + 1, false)?;
    let fits = row.width(at) <= 4 && (1..=12).contains(&hour) && minute < 60 && row.at(at).spaced;
    fits.then(|| time(end, hour % 12 + half, Some(minute), None, zone(row, end))).flatten()
}

/// "0800 UTC", "0530hrs", "0400 local time".
fn military(row: &Row, at: usize) -> Option<Match> {
    let value = row.at(at).value.unsigned_abs();
    let (hour, minute) = (value / 100, value % 100);
    if hour > 24 || minute > 59 || !row.at(at).spaced && row.before(at, 1).class != Class::Sign {
        return None;
    }
    let hours = row.has(at + 1, Class::Units)
        && row.at(at + 1).value == Unit::Hour as i32
        && (!row.at(at + 1).spaced || hour < 10 && row.word(at).starts_with('0'));
    let end = at + 1 + usize::from(hours);
    // "In 2020 CAT exams"
    let zone = zone(row, end).filter(|_| row.has(end, Class::Zone) || cue(row, at));
    let local = row.is(end, "local") && row.is(end + 1, "time");
    (hours || local || zone.is_some()).then(|| time(end, hour, Some(minute), None, zone)).flatten()
}

/// "3:07:35": a length of time when nothing makes it a time of day.
fn stopwatch(row: &Row, at: usize) -> Option<Match> {
    let (hour, minute, second, end) = colons(row, at)?;
    if !row.at(at).spaced && row.before(at, 1).class != Class::End || !free_after(row, end) {
        return None;
    }
    let parts = [(hour, Unit::Hour), (minute?, Unit::Minute), (second?, Unit::Second)];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, unit)| (Some(count * 1000), unit));
    let length = Length(parts.collect());
    if length.0.is_empty() { None } else { Match::new(end, Expr::length(length)) }
}
