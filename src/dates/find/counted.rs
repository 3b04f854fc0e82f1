//! So many units before or after: "two years ago", "three days later", "18 months after May 2019", "two weeks from now".

use super::numbers::{count, free_after};
use super::relative::{ends, offset};
use super::scan::Row;
use super::words::Class;
use super::{Anchor, Base, Expr, Match, Pick};
use crate::dates::value::{Length, Unit};

/// Number of units, the item past them: "two years", "18 months", "a week", "years" (no number).
pub fn units(row: &Row, at: usize) -> Option<(Option<u32>, Unit, usize)> {
    let item = row.at(at);
    if item.class == Class::Units {
        return Some((None, Unit::numbered(item.value), at + 1));
    }
    let (count, mut end) = count(row, at)?;
    if !item.spaced && row.before(at, 1).class != Class::End && !opens_after_sign(row, at) {
        return None;
    }
    let hyphen = row.dash(end) && !row.at(end).spaced;
    end += usize::from(hyphen);
    while !hyphen && end < at + 16 && between(row, end) {
        end += 1;
    }
    let word = row.at(end);
    // "a 24h strike"
    let fraction = row.glued(at + 1, '/');
    if word.class == Class::Short && row.word(end) == "h" && (!word.spaced || fraction) && item.class == Class::Digits {
        return free_after(row, end + 1).then_some((count, Unit::Hour, end + 1));
    }
    // "two nights": counted as days are.
    if row.is(end, "nights") || row.is(end, "night") && count == Some(1000) && item.class != Class::A {
        return Some((count, Unit::Day, end + 1));
    }
    if !matches!(word.class, Class::Unit | Class::Units) || row.is(end, "second") && item.class == Class::A {
        return None;
    }
    // "5 min" and "2 hr" need their number by digits.
    if row.width(end) <= 3 && word.value <= Unit::Hour as i32 && item.class != Class::Digits {
        return None;
    }
    let unit = Unit::numbered(word.value);
    let fits = count.is_none_or(|count| Length::holds(count, unit));
    fits.then_some((count, unit, end + 1))
}

/// What may stand between a count and its unit: "two more weeks", "two consecutive quarters", "two upcoming weeks".
fn between(row: &Row, at: usize) -> bool {
    let item = row.at(at);
    let days = row.has(at + 1, Class::Units) && row.at(at + 1).value == Unit::Day as i32;
    item.class == Class::Filler && matches!(item.value, 0 | 1)
        || item.class == Class::Next && item.value > 0
        || item.class == Class::Last && item.value == 1
        || matches!(item.class, Class::Next | Class::Last | Class::Previous | Class::Following)
            && row.has(at + 1, Class::Units)
        || days && ["business", "working", "trading"].iter().any(|word| row.is(at, word))
}

fn opens_after_sign(row: &Row, at: usize) -> bool {
    let before = row.before(at, 1);
    before.class == Class::Sign
        && !matches!(before.value, 0x24 | 0xa3 | 0x20ac | 0x2e | 0x2c | 0x3a | 0x2f | 0x2d | 0x23)
}

/// "two years ago", "three days later", "a week before", "18 months after May 2019".
pub fn counted(row: &Row, at: usize, depth: u32) -> Option<Match> {
    if let Some(found) = weekdays(row, at) {
        return Some(found);
    }
    let about = usize::from(row.has(at, Class::About) && row.at(at).value < 3);
    let (count, unit, end) = units(row, at + about)?;
    if let Some(found) = in_parts(row, count, unit, end) {
        return Some(found);
    }
    if let Some(end) = hence(row, at, end) {
        let (by, unit) = whole_units(count, unit)?;
        return Match::new(end, shifted(Anchor::Publication, by, unit));
    }
    let before = row.before(at, 1);
    // "for three days from today", "for a week on Monday"
    let is_length = before.class == Class::In && before.value == 6;
    if count == Some(1000)
        && !is_length
        && let Some(found) = week_on(row, unit, end)
    {
        return Some(found);
    }
    let mark = row.at(end);
    if mark.class == Class::From && is_length {
        return None;
    }
    let one = count == Some(1000) && row.has(at + about, Class::A);
    if matches!(mark.class, Class::After | Class::From) && !of_now(row, end) {
        let sign = if mark.class == Class::From { 1 } else { mark.value };
        return from_date(row, end, (count, unit), sign, depth).or_else(|| {
            after_all(row, end).filter(|_| !one).map(|after| counted_from(after, Anchor::Reference, sign, count, unit))
        });
    }
    let (anchor, sign, end) = match mark.class {
        Class::Ago if mark.value == 0 => (Anchor::Publication, -1, end + 1),
        Class::Ago if mark.value == 2 => (Anchor::Publication, 1, end + 1),
        // "two weeks back Thursday"
        Class::Ago if row.has(end + 1, Class::Weekday) => (Anchor::Publication, -1, end + 1),
        Class::Later if mark.value.abs() == 1 => (Anchor::Reference, mark.value, end + 1),
        Class::From => (Anchor::Publication, 1, end + 2),
        Class::Previous if matches!(mark.value, 1 | 2) && ends(row, end + 1) => (Anchor::Reference, -1, end + 1),
        _ => return None,
    };
    Some(counted_from(end, anchor, sign, count, unit))
}

/// "a week on Tuesday", "a fortnight on Friday".
fn week_on(row: &Row, unit: Unit, end: usize) -> Option<Match> {
    if !matches!(unit, Unit::Week | Unit::Fortnight) || !row.is(end, "on") {
        return None;
    }
    let weekday = super::weekday::read(row, end + 1, 0)?;
    let Base::Weekday { day, pick: Pick::Any, week: None } = weekday.expr.base else { return None };
    if !ends(row, weekday.end) || row.apostrophe(weekday.end) {
        return None;
    }
    Match::new(weekday.end, Expr { base: after_coming(day, unit), ..weekday.expr })
}

/// A week or a fortnight after the coming day of the week.
pub fn after_coming(day: u32, unit: Unit) -> Base {
    Base::Offset { from: Box::new(Base::Weekday { day, pick: Pick::Coming, week: None }), by: 1, unit }
}

/// Whether "from now" or "from today" stands at an item.
fn of_now(row: &Row, at: usize) -> bool {
    row.is(at, "from") && (row.is(at + 1, "now") || row.is(at + 1, "today"))
}

/// "after" or "before" with nothing behind it that it could govern: the item past it.
fn after_all(row: &Row, at: usize) -> Option<usize> {
    (row.has(at, Class::After) && ends(row, at + 1)).then_some(at + 1)
}

/// "two weeks after May 5", "three days from Tuesday": from the date behind the word at an item.
fn from_date(row: &Row, at: usize, length: (Option<u32>, Unit), sign: i32, depth: u32) -> Option<Match> {
    let from = row.has(at, Class::From);
    if from && !row.is(at, "from") {
        return None;
    }
    let (by, unit) = whole_units(length.0, length.1)?;
    offset(row, at + 1, sign * by, unit, depth).filter(|found| !from || found.expr.is_day())
}

fn counted_from(end: usize, anchor: Anchor, sign: i32, count: Option<u32>, unit: Unit) -> Match {
    let expr = match whole_units(count, unit) {
        Some((by, unit)) => shifted(anchor, sign * by, unit),
        None => Expr::vague(sign),
    };
    Match { end, expr }
}

/// "two years and three months ago", "1 year, 5 months later": a second part behind the first.
fn in_parts(row: &Row, count: Option<u32>, unit: Unit, end: usize) -> Option<Match> {
    let and = usize::from(row.has(end, Class::And) && row.at(end).value == 0 || row.glued(end, ','));
    if !matches!(row.at(end + and).class, Class::Digits | Class::Cardinal) {
        return None;
    }
    let (more, smaller, end) =
        units(row, end + and).filter(|(_, smaller, _)| *smaller < unit && *smaller >= Unit::Day)?;
    let mark = row.at(end);
    let (anchor, sign) = match mark.class {
        Class::Ago if mark.value == 0 => (Anchor::Publication, -1),
        Class::Later if mark.value.abs() == 1 => (Anchor::Reference, mark.value),
        _ => return None,
    };
    let (by, unit) = whole_units(count, unit)?;
    let (more, smaller) = whole_units(more, smaller)?;
    let from = Box::new(Base::Shift { anchor, by: sign * by, unit, grain: smaller });
    Match::new(end + 1, Expr::date(Base::Offset { from, by: sign * more, unit: smaller }))
}

/// "three Fridays ago", "two Sundays from now".
fn weekdays(row: &Row, at: usize) -> Option<Match> {
    let (count, end) = super::numbers::whole(row, at).filter(|(count, _)| (1..100).contains(count))?;
    let item = row.at(end);
    if item.class != Class::Weekday {
        return None;
    }
    let mark = row.at(end + 1);
    let (by, after) = match mark.class {
        Class::Ago if mark.value < 2 => (-count.cast_signed(), end + 2),
        Class::From if row.is(end + 2, "now") => (count.cast_signed(), end + 3),
        _ => return None,
    };
    let day = (item.value % super::words::SHORT).unsigned_abs();
    let pick = if by < 0 { Pick::Last } else { Pick::Following };
    let weekday = Base::Weekday { day, pick, week: None };
    let expr = Expr::date(Base::Offset { from: Box::new(weekday), by: by - by.signum(), unit: Unit::Week });
    Match::new(after, expr)
}

/// A number of units without parts: one and a half years are 18 months.
fn whole_units(count: Option<u32>, unit: Unit) -> Option<(i32, Unit)> {
    let count = count?.cast_signed();
    if count % 1000 == 0 {
        return Some((count / 1000, unit));
    }
    let (parts, smaller) = match unit {
        Unit::Year => (12, Unit::Month),
        Unit::Decade => (10, Unit::Year),
        Unit::Century => (100, Unit::Year),
        Unit::Week => (7, Unit::Day),
        Unit::Day => (24, Unit::Hour),
        Unit::Hour => (60, Unit::Minute),
        Unit::Month => (30, Unit::Day),
        _ => return None,
    };
    Some((count.checked_mul(parts)? / 1000, smaller))
}

/// Decades and centuries back are told by the year.
fn shifted(anchor: Anchor, by: i32, unit: Unit) -> Expr {
    let grain = match unit {
        Unit::Decade | Unit::Century | Unit::Millennium => Unit::Year,
        Unit::Fortnight => Unit::Week,
        other => other,
    };
    Expr::date(Base::Shift { anchor, by, unit, grain })
}

/// "in two weeks' time": the item past it.
fn hence(row: &Row, at: usize, end: usize) -> Option<usize> {
    let before = row.before(at, 1);
    let s = usize::from(row.is(end + 1, "s"));
    (before.class == Class::In && before.value == 0 && row.apostrophe(end) && row.is(end + 1 + s, "time"))
        .then_some(end + 2 + s)
}
