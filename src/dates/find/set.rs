//! What recurs: "every Monday", "annually", "three times a week", "a day" after an amount, "on Sundays".

use super::counted::units;
use super::scan::Row;
use super::words::{Class, SHORT};
use super::{Base, Expr, Match, clock, part};
use crate::dates::value::{Clock, Length, Part, Period, Unit, Value, Within};
use crate::mention::Kind;

pub const OPENS: u64 = Class::Every.bit()
    | Class::Often.bit()
    | Class::Times.bit()
    | Class::A.bit()
    | Class::Digits.bit()
    | Class::Cardinal.bit()
    | Class::Few.bit()
    | Class::Weekday.bit()
    | Class::Ordinal.bit()
    | Class::The.bit()
    | Class::Part.bit()
    | Class::Units.bit();

pub fn read(row: &Row, at: usize, _depth: u32) -> Option<Match> {
    let item = row.at(at);
    match item.class {
        Class::Every => every(row, at + 1).map(|found| timed(row, found)),
        Class::Often => often(row, at),
        Class::Part => parts(row, at),
        Class::Times if item.value == 3 => {
            let unit = row.at(at + 1);
            (unit.class == Class::Unit).then(|| length(at + 2, Length::whole(1, Unit::numbered(unit.value))))
        }
        Class::Times => per(row, at + 1),
        Class::A => rate(row, at),
        Class::Weekday => weekdays(row, at).map(|found| timed(row, found)),
        Class::Units => {
            let weekends = item.value == Unit::Weekend as i32 && row.before(at, 1).class != Class::The;
            weekends.then(|| set(at + 1, Value::Length(Length::whole(1, Unit::Weekend)), None))
        }
        Class::Ordinal => monthly(row, at),
        Class::The => monthly(row, at + 1),
        _ => times(row, at).or_else(|| monthly(row, at)),
    }
}

/// "the 19th of every month".
fn monthly(row: &Row, at: usize) -> Option<Match> {
    let (day, end) = super::numbers::ordinal(row, at).filter(|(day, _)| (1..=31).contains(day))?;
    let every = row.has(end, Class::Of) && row.has(end + 1, Class::Every) && row.is(end + 2, "month");
    every.then(|| set(end + 3, Value::At(Period::Of(None, Within::Day(0, day)), None), None))
}

/// "at 7:13 p.m." behind a day that recurs.
fn timed(row: &Row, mut found: Match) -> Match {
    let at = usize::from(row.has(found.end, Class::In) && row.at(found.end).value == 2);
    let clock = clock::read(row, found.end + at, 0).filter(|clock| clock.expr.kind == Kind::Time && at == 1);
    let day = match &found.expr.base {
        Base::Fixed(Value::At(period, _)) => Some(*period),
        Base::Fixed(Value::Length(length)) if *length == Length::whole(1, Unit::Day) => {
            Some(Period::Of(None, Within::Day(0, 0)))
        }
        _ => None,
    };
    if let (Some(clock), Some(period @ Period::Of(_, Within::Day(..) | Within::Weekday(_)))) = (clock, day) {
        found = set(clock.end, Value::At(period, None), clock.expr.clock);
        found.expr.daylight = clock.expr.daylight;
    }
    found
}

fn set(end: usize, value: Value, clock: Option<Clock>) -> Match {
    Match { end, expr: Expr { kind: Kind::Set, base: Base::Fixed(value), clock, daylight: false } }
}

fn length(end: usize, length: Length) -> Match {
    set(end, Value::Length(length), None)
}

/// "every day", "each May", "every two weeks", "every other Sunday", "every Monday morning".
fn every(row: &Row, at: usize) -> Option<Match> {
    let other = usize::from(row.is(at, "other") || row.has(at, Class::Filler) && row.at(at).value == 1);
    let times = if row.is(at, "other") { 2 } else { 1 };
    let item = row.at(at + other);
    match item.class {
        Class::Unit if !row.is(at + other, "second") => {
            Some(length(at + other + 1, Length::whole(times, Unit::numbered(item.value))))
        }
        Class::Weekday if item.value < SHORT => {
            let value = Value::At(Period::Of(None, Within::Weekday(item.value.unsigned_abs())), None);
            let (clock, end) = part::named(row, at + other + 1)
                .map_or((None, at + other + 1), |(part, end)| (Some(Clock::Part(part)), end));
            Some(set(end, value, clock))
        }
        Class::Month if item.capital => {
            let month = (item.value % SHORT).unsigned_abs();
            Some(set(row.past_dot(at + other), Value::At(Period::Of(None, Within::Month(month)), None), None))
        }
        Class::Season => {
            let season = Within::Season(item.value.unsigned_abs());
            Some(set(at + other + 1, Value::At(Period::Of(None, season), None), None))
        }
        Class::Part if item.value < SHORT => {
            let day = Value::At(Period::Of(None, Within::Day(0, 0)), None);
            Some(set(at + other + 1, day, Some(Clock::Part(Part::numbered(item.value)))))
        }
        Class::Digits | Class::Cardinal | Class::Few => {
            let (count, unit, end) = units(row, at + other)?;
            Some(length(end, Length(vec![(count, unit)])))
        }
        _ => None,
    }
}

/// "annual", "weekly"; but "Daily Mail" and "New York Daily News" are names.
fn often(row: &Row, at: usize) -> Option<Match> {
    let item = row.at(at);
    if matches!(item.value, 30 | 31) {
        return twice(row, at, item.value == 30);
    }
    if item.capital && row.at(at + 1).capital || row.dash(at + 1) && !row.at(at + 1).spaced {
        return None;
    }
    let length_of = match item.value {
        13 => {
            return Some(set(
                at + 1,
                Value::At(Period::Of(None, Within::Day(0, 0)), None),
                Some(Clock::Part(Part::Night)),
            ));
        }
        14 => Length::whole(2, Unit::Week),
        15 => Length::whole(6, Unit::Month),
        16 => Length::whole(2, Unit::Year),
        17 => Length::whole(2, Unit::Month),
        unit => Length::whole(1, Unit::numbered(unit)),
    };
    Some(length(at + 1, length_of))
}

/// "bi-monthly", "semi-annually": twice the time between, or half of it.
fn twice(row: &Row, at: usize, double: bool) -> Option<Match> {
    let often = row.at(at + 2);
    if !row.glued(at + 1, '-') || often.class != Class::Often || often.spaced || often.value > 12 {
        return None;
    }
    let unit = Unit::numbered(often.value);
    let of = match (double, unit) {
        (true, _) => Length::whole(2, unit),
        (false, Unit::Year) => Length::whole(6, Unit::Month),
        (false, _) => Length(vec![(Some(500), unit)]),
    };
    Some(length(at + 3, of))
}

/// "three times a week", "five days a week".
fn times(row: &Row, at: usize) -> Option<Match> {
    let (_, end) = super::numbers::count(row, at)?;
    let counted = row.has(end, Class::Times) && row.at(end).value == 0
        || row.has(end, Class::Units) && matches!(row.at(end).value, 2..=4);
    counted.then(|| per(row, end + 1)).flatten()
}

/// "a week", "per day", "each year" after a number of times.
fn per(row: &Row, at: usize) -> Option<Match> {
    let item = row.at(at);
    let opens = matches!(item.class, Class::A | Class::Every) || item.class == Class::Times && item.value == 3;
    let unit = row.at(at + 1);
    (opens && unit.class == Class::Unit && !row.is(at + 1, "second"))
        .then(|| length(at + 2, Length::whole(1, Unit::numbered(unit.value))))
}

/// "a year" in "$5 million a year", "£3bn a year", "60,000 people a day", "3% a month".
fn rate(row: &Row, at: usize) -> Option<Match> {
    let unit = row.at(at + 1);
    if unit.class != Class::Unit || unit.value < Unit::Hour as i32 || row.is(at + 1, "quarter") {
        return None;
    }
    let before = row.before(at, 1);
    let word = at > 0
        && ["percent", "billion", "cents", "dollars", "pounds", "euros", "barrels"].iter().any(|w| row.is(at - 1, w));
    let counted = before.class == Class::Other
        && !before.capital
        && is_amount(row, at.wrapping_sub(2))
        && row.word(at - 1).ends_with('s');
    let follows = matches!(row.at(at + 2).class, Class::Ago | Class::Later | Class::After) || row.dash(at + 2);
    ((is_amount(row, at.wrapping_sub(1)) || word || counted) && !follows)
        .then(|| length(at + 2, Length::whole(1, Unit::numbered(unit.value))))
}

/// Whether an amount ends with an item: "5", "5%", "5 million", "5m".
fn is_amount(row: &Row, at: usize) -> bool {
    let item = row.at(at);
    let short = || !item.spaced && ["k", "m", "bn", "tn"].iter().any(|scale| row.is(at, scale));
    match item.class {
        Class::Digits | Class::Scale => true,
        Class::Sign => item.value == i32::from(b'%'),
        Class::Other => row.before(at, 1).class == Class::Digits && short(),
        _ => false,
    }
}

/// "Mondays", "on Sundays".
fn weekdays(row: &Row, at: usize) -> Option<Match> {
    let item = row.at(at);
    let day = (item.value % SHORT).unsigned_abs();
    let value = Value::At(Period::Of(None, Within::Weekday(day)), None);
    let part = row.at(at + 1);
    // "Friday mornings"
    if item.value < SHORT && part.class == Class::Part && part.value >= SHORT {
        return Some(set(at + 2, value, Some(Clock::Part(Part::numbered(part.value - SHORT)))));
    }
    (item.value > 2 * SHORT && item.capital).then(|| set(at + 1, value, None))
}

/// "in the mornings".
fn parts(row: &Row, at: usize) -> Option<Match> {
    let (item, the, before) = (row.at(at), row.before(at, 1), row.before(at, 2));
    let cue = the.class == Class::The && before.class == Class::In && before.value == 0;
    let day = Value::At(Period::Of(None, Within::Day(0, 0)), None);
    (cue && item.value >= SHORT).then(|| set(at + 1, day, Some(Clock::Part(Part::numbered(item.value - SHORT)))))
}
