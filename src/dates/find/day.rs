//! Months and days of months: "Nov. 18, 2019", "the 18th of November", "November 2019", "in May".

use super::numbers::{alone, by_word, era, four_digits, free_after, month_day, ordinal, year_by_word};
use super::scan::{Item, Row};
use super::words::{Class, SHORT};
use super::{Expr, Match, Pick, Spot, Year};
use crate::dates::value::Within;

pub const OPENS: u64 = Class::Month.bit()
    | Class::Digits.bit()
    | Class::Ordinal.bit()
    | Class::The.bit()
    | Class::Cardinal.bit()
    | Class::Unit.bit();

pub fn read(row: &Row, at: usize, _depth: u32) -> Option<Match> {
    match row.at(at).class {
        Class::Month => month_first(row, at),
        Class::The => day_first(row, at + 1, true)
            .filter(|found| row.has(at + 3, Class::Of) || !attributive(row, found.end))
            .or_else(|| day_alone(row, at + 1, at)),
        Class::Digits => day_first(row, at, false)
            .or_else(|| year_first(row, at))
            .or_else(|| day_alone(row, at, at).filter(|found| found.end > at + 1)),
        _ => day_first(row, at, false),
    }
}

/// "November 18th, 2019", "Nov. 2019", "November".
fn month_first(row: &Row, at: usize) -> Option<Match> {
    let month = (row.at(at).value % SHORT).unsigned_abs();
    let after = row.past_dot(at);
    let the = usize::from(row.has(after, Class::The));
    // "January nineteen eighty-six" is no nineteenth.
    if let Some((year, end)) = year_by_word(row, after) {
        return Match::new(end, Expr::within(Year::Known(year), Within::Month(month)));
    }
    if let Some((day, end)) = month_day(row, after + the).filter(|(_, end)| is_day(row, after + the, *end)) {
        let (year, end) = year_tail(row, end);
        return Match::new(end, Expr::within(year, Within::Day(month, day)));
    }
    let (year, end) = year_tail(row, after);
    if year == Year::Open && !stands_alone(row, at, after) {
        return None;
    }
    Match::new(end, Expr::within(year, Within::Month(month)))
}

/// "18 November 2019", "18th of November", with or without "the" before it.
fn day_first(row: &Row, at: usize, the: bool) -> Option<Match> {
    let (day, end) = month_day(row, at).or_else(|| day_by_word(row, at))?;
    let by_digits = row.has(at, Class::Digits);
    // "two May" is no date, "fifteen August nineteen ninety" is.
    let by_words = row.has(end, Class::Month) && year_by_word(row, end + 1).is_some();
    if by_digits && !alone_before(row, at) || !by_digits && !the && !row.has(end, Class::Of) && !by_words {
        return None;
    }
    let of = usize::from(row.has(end, Class::Of) || row.dash(end) && !row.at(end).spaced);
    let month = end + of;
    // "20 may come", "30 march": verbs in lower case.
    let verb = !row.at(month).capital && (row.is(month, "may") || row.is(month, "march")) && of == 0;
    if !row.has(month, Class::Month) || verb {
        return None;
    }
    let number = (row.at(month).value % SHORT).unsigned_abs();
    let (year, end) = year_tail(row, row.past_dot(month));
    Match::new(end, Expr::within(year, Within::Day(number, day)))
}

/// "fifteen" before its month.
fn day_by_word(row: &Row, at: usize) -> Option<(u32, usize)> {
    by_word(row, at).filter(|(day, end)| (1..=31).contains(day) && row.has(*end, Class::Month))
}

/// "2017 April", "2018 September 23".
fn year_first(row: &Row, at: usize) -> Option<Match> {
    let (year, end) = four_digits(row, at)?;
    if !row.has(end, Class::Month) || !row.at(end).spaced || !alone(row, at, end) || row.is(end, "may") {
        return None;
    }
    let month = (row.at(end).value % SHORT).unsigned_abs();
    let after = row.past_dot(end);
    let year = Year::Known(year);
    match month_day(row, after).filter(|(_, end)| is_day(row, after, *end)) {
        Some((day, end)) => Match::new(end, Expr::within(year, Within::Day(month, day))),
        None => Match::new(after, Expr::within(year, Within::Month(month))),
    }
}

/// "the 20th", "the twentieth", where it can only be a day: after "on", or alone in its block. It begins at `from`.
fn day_alone(row: &Row, at: usize, from: usize) -> Option<Match> {
    let (day, end) = ordinal(row, at)?;
    let before = row.before(from, 1);
    let after_on =
        before.class == Class::In && before.value == 1 || before.class == Class::Weekday || row.is_all(from, end);
    let ends = matches!(row.at(end).class, Class::Sign | Class::End | Class::And | Class::To | Class::In)
        || row.at(end).class == Class::Other && !row.at(end).capital && is_verb(row, end);
    let dashed = row.dash(end) && !row.at(end).spaced;
    (after_on && ends && !dashed && (1..=31).contains(&day))
        .then(|| Match { end, expr: Expr::within(Year::Open, Within::Day(0, day)) })
}

/// "the 18th" of the month spoken of, where the words before it ask for a day.
pub fn numbered(row: &Row, at: usize) -> Option<Match> {
    let the = usize::from(row.has(at, Class::The));
    let (day, end) = ordinal(row, at + the)?;
    ((1..=31).contains(&day) && the == 1).then(|| Match { end, expr: Expr::within(Year::Open, Within::Day(0, day)) })
}

/// "the 21 January execution" is about the execution: the date is marked alone, later.
fn attributive(row: &Row, at: usize) -> bool {
    let next = row.at(at);
    next.class == Class::Other && !next.capital && next.spaced && !is_verb(row, at)
}

/// Whether a word is no noun that a date could be an attribute of.
pub fn is_verb(row: &Row, at: usize) -> bool {
    [
        "was", "is", "were", "had", "has", "he", "she", "they", "it", "when", "which", "as", "with", "but", "because",
        "while", "would", "could", "that", "who", "we", "saw", "if", "where", "are", "be", "did", "marked", "came",
    ]
    .iter()
    .any(|verb| row.is(at, verb))
}

/// A number glued to what stands before it is no day: "A18 November", "1.5 March", but "(14 August-24 August)" is.
fn alone_before(row: &Row, at: usize) -> bool {
    let (item, before) = (row.at(at), row.before(at, 1));
    item.spaced
        || match before.class {
            Class::End => true,
            Class::Sign => {
                let number = row.before(at, 2).class == Class::Digits && matches!(before.value, 0x2c | 0x3a);
                !number && !matches!(before.value, 0x2e | 0x2f | 0x24 | 0xa3 | 0x20ac)
            }
            _ => false,
        }
}

/// Whether the number after a month is its day: "May 10", but not "May 10 million", "May 10% drop" or "in May 10 people".
fn is_day(row: &Row, at: usize, end: usize) -> bool {
    let next = row.at(end);
    if row.width(at) <= 2 && row.has(at, Class::Digits) && end == at + 1 {
        // "Dec31" is as good as "Dec 31".
        let glued = !row.at(at).spaced && row.before(at, 1).class == Class::Month && row.before(at, 1).capital;
        if !(alone(row, at, end) || glued && free_after(row, end)) {
            return false;
        }
        let plural = next.class == Class::Other
            && !next.capital
            && next.spaced
            && (row.word(end).ends_with('s') && row.word(end).len() > 4 || row.is(end, "people"))
            && !row.before(at, 1).capital;
        let scaled = next.class == Class::Scale || row.is(end, "percent") || row.is(end, "billion");
        return !plural && !scaled;
    }
    true
}

/// ", 2019", "of 2019", "2019", "'19", "of that year", "480 BC" after a month or a day of a month.
pub fn year_tail(row: &Row, at: usize) -> (Year, usize) {
    let in_year = row.has(at, Class::In) && row.at(at).value == 0 && row.width(at + 1) == 4;
    let comma = usize::from(row.sign(at, ',') || row.has(at, Class::Of) || in_year);
    // "on December 7 (December 8 in Asia), 1941" stays open.
    let start = at + comma;
    let item = row.at(start);
    if item.class == Class::Digits {
        if let Some((true, end)) = era(row, start + 1).filter(|_| item.value > 0 && row.width(start) <= 4) {
            return (Year::Known(1 - item.value), end);
        }
        // "May 5-2019" is odd, "10 May, 2,000 people" is a count.
        if let Some((year, end)) = four_digits(row, start).filter(|(_, end)| item.spaced && alone(row, start, *end))
            && !counts(row, end, comma > 0)
        {
            return (Year::Known(year), end);
        }
    }
    if let Some((year, end)) = year_by_word(row, start) {
        return (Year::Known(year), end);
    }
    // "in April of 87"
    if row.has(at, Class::Of)
        && item.class == Class::Digits
        && row.width(start) == 2
        && item.value > 31
        && alone(row, start, start + 1)
    {
        let next = row.at(start + 1);
        if next.class != Class::Other && next.class != Class::Units && next.class != Class::Scale {
            return (Year::Short(item.value.unsigned_abs()), start + 1);
        }
    }
    if row.apostrophe(start) && row.has(start + 1, Class::Digits) && row.width(start + 1) == 2 {
        return (Year::Short(row.at(start + 1).value.unsigned_abs()), start + 2);
    }
    (Year::Open, at)
}

/// Whether a number of four digits counts what follows it: "in May, 2000 soldiers".
fn counts(row: &Row, at: usize, comma: bool) -> bool {
    let next = row.at(at);
    comma
        && next.class == Class::Other
        && next.spaced
        && !next.capital
        && (row.word(at).len() > 4 && row.word(at).ends_with('s') && !row.word(at).ends_with("ss")
            || ["people", "men", "women", "children"].iter().any(|word| row.is(at, word)))
}

/// Whether a word makes the one behind it a month.
fn month_cue(before: Item) -> bool {
    let points = Class::POINTERS & !(Class::That.bit() | Class::Same.bit());
    let others = Class::Early.bit() | Class::Of.bit() | Class::From.bit() | Class::Every.bit() | Class::After.bit();
    (points | others | Class::Ahead.bit()) & before.class.bit() != 0
        || before.class == Class::In && !matches!(before.value, 1 | 2)
        || before.class == Class::To && before.value != 0
}

/// Whether a month without day or year is one: "in May", but not "May said", "may", "March on" or "Jan Smith".
fn stands_alone(row: &Row, at: usize, after: usize) -> bool {
    let item = row.at(at);
    let before = row.before(at, 1);
    let ends = matches!(row.at(after).class, Class::Sign | Class::End) && !row.apostrophe(after) && !row.dash(after);
    if row.is_all(at, after) {
        return true;
    }
    let short = item.value > SHORT;
    if short && (after == at + 1 || !item.capital) {
        // "Nov-Feb 2017", "after Feb."
        let ranged = row.dash(after) || row.has(after, Class::To);
        let sure = ends
            && (matches!(before.class, Class::After | Class::From | Class::Of | Class::To)
                || before.class == Class::In && !matches!(before.value, 1..=3));
        return item.capital && (ranged && row.has(after + 1, Class::Month) || sure);
    }
    let cue = month_cue(before);
    let ranged = matches!(before.class, Class::To | Class::And)
        || before.class == Class::Sign && matches!(before.value, 0x2d | 0x2c | 0x2013 | 0x2014);
    let next = row.at(after);
    let surname = next.class == Class::Other && next.capital && next.spaced;
    let paired = ranged && row.before(at, 2).class == Class::Month && !surname;
    // "May to March", "between august and october"
    let to_month = matches!(next.class, Class::To | Class::And) && row.has(after + 1, Class::Month);
    let pair = to_month && (item.capital && next.class == Class::To || before.class == Class::From);
    match item.value % SHORT {
        // May, March, August
        5 | 3 | 8 if !item.capital => {
            let in_it = before.class == Class::In && before.value == 0 && ends;
            in_it || before.class == Class::This && item.value != 5 || pair
        }
        5 | 3 => {
            let by_person = before.class == Class::In && before.value == 3 && surname;
            (cue || pair || paired && item.capital) && !by_person && !(item.value == 3 && before.class == Class::The)
        }
        4 | 6 | 8 => (item.capital || cue || pair) && (cue || pair || paired || !surname),
        _ => item.capital || cue || pair || paired,
    }
}

/// A month by name at an item, with "last", "next" or the like before it.
pub fn picked(row: &Row, at: usize, pick: Pick) -> Option<Match> {
    if !row.has(at, Class::Month) {
        return None;
    }
    let found = month_first(row, at)?;
    let super::Base::Date { year: Year::Open, spot: Spot::In(within), .. } = found.expr.base else { return None };
    Match::new(found.end, Expr::spot(Year::Open, Spot::In(within), pick))
}
