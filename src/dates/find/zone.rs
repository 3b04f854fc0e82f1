//! What stands behind a time of day: its half of the day, "o'clock", its zone.

use super::scan::Row;
use super::words::Class;

/// Whether a time that ends before an item says which half of the day it means.
pub fn has_half(row: &Row, end: usize) -> bool {
    let last = row.at(end - 1);
    last.class == Class::AmPm
        || matches!(last.class, Class::Sign | Class::Zone | Class::Noon)
        || ["a", "p", "m"].iter().any(|letter| row.is(end - 1, letter))
}

/// "p.m.", "pm", "a.m"; "9p" and "9a" only where a time is sure. Twelve for the afternoon.
pub fn am_pm(row: &Row, at: usize, sure: bool) -> Option<(u32, usize)> {
    let item = row.at(at);
    if item.class == Class::AmPm {
        // "I am 9 am I not": am follows a number here.
        let end = at + 1;
        return Some((item.value.unsigned_abs(), end));
    }
    let half = if row.is(at, "p") {
        12
    } else if row.is(at, "a") {
        0
    } else {
        return None;
    };
    if row.glued(at + 1, '.') && row.is(at + 2, "m") && !row.at(at + 2).spaced {
        let dot = row.glued(at + 3, '.') && row.ends_grapheme(at + 3);
        return Some((half, at + 3 + usize::from(dot)));
    }
    if row.is(at + 1, "m") && row.at(at + 1).spaced && row.at(at).spaced {
        return Some((half, at + 2));
    }
    (sure && !item.spaced).then_some((half, at + 1))
}

/// "o'clock".
pub fn o_clock(row: &Row, at: usize) -> Option<usize> {
    if row.is(at, "oclock") {
        return Some(at + 1);
    }
    (row.is(at, "o") && row.apostrophe(at + 1) && row.has(at + 2, Class::Clock)).then_some(at + 3)
}

/// Zones that are told by their capitals, since they are words, or letters of other names, as well.
const CAPITALS: [(&str, i32); 24] = [
    ("NST", -210),
    ("AST", -240),
    ("NDT", -150),
    ("ADT", -180),
    ("AKDT", -480),
    ("BRT", -180),
    ("WAT", 60),
    ("CAT", 120),
    ("SAST", 120),
    ("EAT", 180),
    ("TRT", 180),
    ("IDT", 180),
    ("PKT", 300),
    ("NPT", 345),
    ("ICT", 420),
    ("WIB", 420),
    ("WITA", 480),
    ("PHT", 480),
    ("AWST", 480),
    ("ACST", 570),
    ("ACDT", 630),
    ("NZST", 720),
    ("NZDT", 780),
    ("CHST", 600),
];

/// "-0500" or "+01:00" behind a time: minutes east of Greenwich, and the item past it.
pub fn offset(row: &Row, at: usize) -> Option<(i32, usize)> {
    let (plus, hours) = (row.sign(at, '+'), row.at(at + 1));
    if !plus && !row.sign(at, '-') || hours.class != Class::Digits || hours.spaced {
        return None;
    }
    let (hours, minutes, end) = match row.width(at + 1) {
        4 => (hours.value / 100, hours.value % 100, at + 2),
        2 if row.glued(at + 2, ':') && row.has(at + 3, Class::Digits) && row.width(at + 3) == 2 => {
            (hours.value, row.at(at + 3).value, at + 4)
        }
        _ => return None,
    };
    let offset = hours * 60 + minutes;
    (hours <= 14 && minutes < 60).then_some((if plus { offset } else { -offset }, end))
}

/// "UTC", "ET", "Eastern time", "GMT+2", "Z": offset and the item past it.
pub fn zone(row: &Row, at: usize) -> Option<(i32, usize)> {
    let item = row.at(at);
    if !item.spaced && row.word(at) == "Z" {
        return Some((0, at + 1));
    }
    if let Some((_, offset)) = CAPITALS.iter().find(|(zone, _)| row.word(at) == *zone) {
        return Some((*offset, at + 1));
    }
    // "9 a.m. (BST)"
    if row.sign(at, '(') && row.at(at + 1).capital && row.sign(at + 2, ')') {
        return zone(row, at + 1).filter(|(_, end)| *end == at + 2).map(|(offset, end)| (offset, end + 1));
    }
    let word = row.word(at);
    // "8 am est", but not the "et" of another language.
    let small = word.len() == 3 || word.len() == 4;
    if item.class != Class::Zone || !item.capital && item.value != 0 && !small {
        return None;
    }
    if word.len() > 4 {
        // "Eastern Standard Time"
        let standard = usize::from(row.is(at + 1, "standard") || row.is(at + 1, "daylight"));
        let time = row.is(at + 1 + standard, "time");
        return time.then_some((item.value, at + 2 + standard));
    }
    let shouted = word.bytes().all(|b| b.is_ascii_uppercase()) || item.value == 0 || small && !item.capital;
    let sign = row.at(at + 1);
    let hours = row.at(at + 2);
    if item.value == 0
        && !sign.spaced
        && matches!(sign.value, 0x2b | 0x2d)
        && hours.class == Class::Digits
        && !hours.spaced
        && hours.value <= 14
    {
        let minutes = hours.value * 60;
        return Some((if sign.value == 0x2d { -minutes } else { minutes }, at + 3));
    }
    shouted.then_some((item.value, at + 1))
}
