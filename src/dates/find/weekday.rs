//! Days of the week: "Monday", "last Monday", "Sat., Nov. 18".

use super::scan::Row;
use super::words::{Class, SHORT};
use super::{Base, Expr, Match, Pick};
use crate::dates::value::{Period, Value, Within};

pub const OPENS: u64 = Class::Weekday.bit();

pub fn read(row: &Row, at: usize, _depth: u32) -> Option<Match> {
    picked(row, at, Pick::Any)
}

/// A day of the week at an item, with "last", "next" or the like before it.
pub fn picked(row: &Row, at: usize, pick: Pick) -> Option<Match> {
    let item = row.at(at);
    if item.class != Class::Weekday || item.value > 2 * SHORT {
        return None;
    }
    let end = row.past_dot(at);
    if pick == Pick::Any && !is_weekday(row, at, end) {
        return None;
    }
    let day = (item.value % SHORT).unsigned_abs();
    if pick == Pick::Any && is_some(row, at) {
        return Match::new(end, Expr::date(Base::Fixed(Value::At(Period::Of(None, Within::Weekday(day)), None))));
    }
    Match::new(end, Expr::date(Base::Weekday { day, pick, week: None }))
}

/// Whether some such day is meant: "born on a Monday", "on a wet Thursday in October"; "at a Thursday briefing" is a sure
/// one.
fn is_some(row: &Row, at: usize) -> bool {
    let wet = usize::from(row.before(at, 1).class == Class::Other);
    let on = row.before(at, 2 + wet);
    row.before(at, 1 + wet).class == Class::A && on.class == Class::In && on.value == 1
}

/// "Monday" and "Mon., Nov. 18", but not "the sun", "The Sun", "sat" or "Wed".
fn is_weekday(row: &Row, at: usize, end: usize) -> bool {
    let item = row.at(at);
    if item.value < SHORT {
        const NAMED: [&str; 9] = ["black", "bloody", "super", "giving", "red", "ruby", "sheffield", "joe", "man"];
        if item.capital && at > 0 && row.at(at - 1).capital && NAMED.iter().any(|name| row.is(at - 1, name)) {
            return false;
        }
        return true;
    }
    if row.is_all(at, end) {
        return true;
    }
    let next = end + usize::from(row.sign(end, ','));
    let dated = matches!(row.at(next).class, Class::Month | Class::Digits | Class::Part | Class::Ordinal)
        && (next > end || row.at(next).spaced);
    let on = row.before(at, 1).class == Class::In && row.before(at, 1).value == 1;
    // "next week Mon or Tue", "Thu at 8 GMT"
    let listed = row.before(at, 1).class == Class::And && row.before(at, 2).class == Class::Weekday;
    let timed = row.has(next, Class::In) && row.at(next).value == 2 && row.has(next + 1, Class::Digits);
    // "The Sun 5 years ago" is the newspaper: the sun needs its month, or its number.
    let sun = row.word(at) == "Sun";
    let numbered = row.has(next + 1, Class::Suffix) && !row.at(next + 1).spaced;
    item.capital && (dated && (!sun || row.has(next, Class::Month) || numbered) || (on || listed || timed) && !sun)
}
