//! Parts of the day: "this morning", "that afternoon", "last night", "tonight", "in the evening".

use super::scan::Row;
use super::words::{Class, SHORT};
use super::{Anchor, Base, Expr, Match};
use crate::dates::value::{Clock, Part, Period, Unit, Value, Within};

pub const OPENS: u64 =
    Class::POINTERS | Class::Part.bit() | Class::Tonight.bit() | Class::Cardinal.bit() | Class::Early.bit();

pub fn read(row: &Row, at: usize, _depth: u32) -> Option<Match> {
    let the = usize::from(row.has(at, Class::The));
    let first = at + the;
    let item = row.at(first);
    let shift = |anchor: Anchor, by: i32| Base::Shift { anchor, by, unit: Unit::Day, grain: Unit::Day };
    let base = match item.class {
        // "overnight Friday"
        Class::Tonight if the == 0 && item.value == 1 && row.has(at + 1, Class::Weekday) => {
            let day = super::weekday::picked(row, at + 1, super::Pick::Any)?;
            return Match::new(day.end, Expr::time(day.expr.base, Clock::Part(Part::Night)));
        }
        Class::Tonight if the == 0 => {
            return Match::new(at + 1, Expr::time(shift(Anchor::Publication, 0), Clock::Part(Part::Night)));
        }
        Class::Part | Class::Early | Class::Noun => return bare(row, first, at),
        Class::This if item.value == 0 => shift(Anchor::Publication, 0),
        Class::That | Class::Same => shift(Anchor::Reference, 0),
        Class::Last if item.value == 0 && row.has(first + 1, Class::Part) && row.at(first + 1).value >= 3 => {
            shift(Anchor::Publication, -1)
        }
        Class::Next if item.value == 0 => shift(Anchor::Reference, 1),
        Class::Following => shift(Anchor::Reference, 1),
        Class::Previous => shift(Anchor::Reference, -1),
        // "one morning": of the day spoken of, or of one not told.
        Class::Cardinal if item.value == 1 && the == 0 => Base::SomeDay(Some(Anchor::Reference)),
        _ => return None,
    };
    let same = usize::from(item.class == Class::That && row.has(first + 1, Class::Same));
    let early = usize::from(row.has(first + 1 + same, Class::Early));
    let part = first + 1 + same + early;
    let (part, end) = named(row, part)?;
    Match::new(end, Expr::time(base, Clock::Part(part)))
}

/// The value of "small", whose hours are the early ones.
const SMALL: i32 = 16;

fn any_day() -> Value {
    Value::At(Period::Of(None, Within::Day(0, 0)), None)
}

/// A part of the day by name, and the item past it: "morning", "night-time", "early hours".
pub fn named(row: &Row, at: usize) -> Option<(Part, usize)> {
    let item = row.at(at);
    let early = item.class == Class::Early && item.value == 0 || item.class == Class::Noun && item.value == SMALL;
    if early && row.is(at + 1, "hours") {
        return Some((Part::Morning, at + 2));
    }
    if item.class != Class::Part || item.value >= SHORT {
        return None;
    }
    let hyphen = usize::from(row.dash(at + 1) && !row.at(at + 1).spaced);
    let time = hyphen == 1 && row.is(at + 2, "time");
    let hours = usize::from(hyphen == 0 && row.is(at + 1, "hours"));
    Some((Part::numbered(item.value), if time { at + 3 } else { at + 1 + hours }))
}

/// "in the morning", "the night of April 18" (its day is joined later), "at dawn" stays out.
fn bare(row: &Row, at: usize, from: usize) -> Option<Match> {
    let (part, end) = named(row, at)?;
    let before = row.before(from, 1);
    let of = row.has(end, Class::Of) || row.has(end, Class::In) && row.at(end).value == 1;
    let in_the = from < at && before.class == Class::In && matches!(before.value, 0 | 3 | 5);
    let early = before.class == Class::Early;
    let daytime = part == Part::Daytime && before.class == Class::In && from == at;
    let at_it = before.class == Class::In && before.value == 2;
    let timed = daytime || at_it && part == Part::Night;
    // "at lunchtime"; a heading "Morning"
    let alone = at_it && row.is(at, "lunchtime") || row.is_all(from, end);
    if !of && !in_the && !early && !timed && !alone {
        return None;
    }
    if of && (!in_the && !early || row.is(end - 1, "hours")) {
        // "the night of the long knives", "in the early hours of the war": only a day makes it a time, and joins it.
        let day = super::read_at(row, end + 1, super::DEEPEST)?;
        if !day.expr.is_day() {
            return None;
        }
    }
    // "at night" is any night.
    let base = if timed { Base::Fixed(any_day()) } else { Base::SomeDay(Some(Anchor::Reference)) };
    Match::new(end, Expr::time(base, Clock::Part(part)))
}
