//! Dates that a reader types or corrects.

use super::Timex;
use super::calendar;
use super::context::{Context, Point};
use super::find::{self, Row};
use super::published::PublicationDate;
use super::value::{Period, Value, Within};
use crate::mention::{Kind, Mention};
use crate::text::Span;

/// A text that is no TIMEX3 value of its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueError(&'static str);

impl std::fmt::Display for ValueError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for ValueError {}

/// A temporal expression with the value that a reader gave it: certain, with the bounds that follow from the value.
///
/// # Errors
/// When `kind` is not one of the four TIMEX3 kinds, when `value` is not TIMEX3 or names no day of the calendar, or when
/// it is not a value of that kind: a date has no time of day, a time has one, a duration is a length.
pub fn from_value(span: Span, kind: Kind, value: &str) -> Result<Timex, ValueError> {
    let read = Value::read(value.trim()).ok_or(ValueError(
        "not a TIMEX3 value: write 2023-05-22, 2023-05, 1863, 2019-W46, 2023-05-22TNI, P3Y or PAST_REF",
    ))?;
    let fits = match (kind, &read) {
        (Kind::Date, Value::At(_, None) | Value::Vague(_))
        | (Kind::Time, Value::At(_, Some(_)) | Value::Vague(_))
        | (Kind::Duration, Value::Length(_) | Value::Vague(_))
        | (Kind::Set, Value::At(..) | Value::Length(_)) => true,
        (Kind::Date | Kind::Time | Kind::Duration | Kind::Set, _) => {
            return Err(ValueError(
                "a value of another kind: dates are days or longer, times have a time of day, durations begin with P",
            ));
        }
        _ => false,
    };
    if !fits {
        return Err(ValueError("only dates, times, durations and sets have a TIMEX3 value"));
    }
    let (begin, end) = if kind == Kind::Set { None } else { read.bounds() }.unzip();
    Ok(Timex { span, kind, value: read.write(), certain: true, begin, end, why: "given by the reader".to_owned() })
}

/// The kind that a TIMEX3 value is of by itself, or none when it is no such value.
#[must_use]
pub fn kind_of_value(value: &str) -> Option<Kind> {
    Some(match Value::read(value.trim())? {
        Value::At(_, Some(_)) => Kind::Time,
        Value::At(_, None) | Value::Vague(_) => Kind::Date,
        Value::Length(_) => Kind::Duration,
    })
}

/// The values of mentions, by index, with those that the reader gave in their stead; of the kinds the mentions are of
/// now. A value that does not fit its mention changes nothing.
#[must_use]
pub fn with_given(found: Vec<(u32, Timex)>, mentions: &[Mention], given: &[(u32, &str)]) -> Vec<(u32, Timex)> {
    let read = |&(at, value): &(u32, &str)| {
        let mention = mentions[at as usize];
        // An event may be written as a date ("9/11").
        let kind = if mention.kind == Kind::Event { kind_of_value(value)? } else { mention.kind };
        Some((at, from_value(mention.span, kind, value).ok()?))
    };
    let mut all: Vec<(u32, Timex)> = given.iter().filter_map(read).collect();
    all.extend(found);
    all.sort_by_key(|(at, _)| *at);
    all.dedup_by_key(|(at, _)| *at);
    for (at, timex) in &mut all {
        let kind = mentions[*at as usize].kind;
        timex.kind = if kind.is_date() { kind } else { timex.kind };
    }
    all
}

/// What a text could mean as a publication date, the likeliest first; empty when it is none.
///
/// Reads `2023-05-23`, `23/5/2023`, `May 23, 2023`, `23 May`, `May 1863`, `1863`, `yesterday`; `05/06/2023` has two
/// readings. A date without year (and `yesterday`, `Monday`) is the latest on or before `today`, and unknown without it.
#[must_use]
pub fn read_date(text: &str, today: Option<PublicationDate>) -> Vec<PublicationDate> {
    let text = text.trim();
    if let Some(readings) = by_numbers(text, today) {
        return readings;
    }
    let mut row = Row::new(text);
    let mut raws = Vec::new();
    find::block(&mut row, Span::new(0, text.len()), &mut raws);
    let context = Context::new(today.and_then(Point::published), None);
    let mut readings: Vec<PublicationDate> = raws
        .iter()
        .filter_map(|raw| publication(&context.resolve(raw).value))
        .map(|date| not_after(date, today, !text.bytes().any(|b| b.is_ascii_digit()) || !has_year(text)))
        .take(1)
        .collect();
    readings.dedup();
    readings
}

/// Whether four digits stand in a row.
fn has_year(text: &str) -> bool {
    text.as_bytes().windows(4).any(|four| four.iter().all(u8::is_ascii_digit))
}

/// The same day of the year before, for a guessed year that puts a day after today.
fn not_after(date: PublicationDate, today: Option<PublicationDate>, guessed: bool) -> PublicationDate {
    match today {
        Some(today) if guessed && date > today => PublicationDate { year: date.year - 1, ..date },
        _ => date,
    }
}

/// A value as a publication date: a day, a month or a year.
pub fn publication(value: &Value) -> Option<PublicationDate> {
    let Value::At(Period::Of(Some(year), within), _) = *value else { return None };
    let (month, day) = match within {
        Within::Whole => (None, None),
        Within::Month(month) if month > 0 => (Some(month), None),
        Within::Day(month, day) if month > 0 && day > 0 => (Some(month), Some(day)),
        _ => return None,
    };
    (1..=9999).contains(&year).then_some(PublicationDate { year, month, day })
}

/// Readings of digits and separators; none when there are letters.
fn by_numbers(text: &str, today: Option<PublicationDate>) -> Option<Vec<PublicationDate>> {
    let separator = |c: char| matches!(c, '/' | '-' | '.' | ' ');
    if text.is_empty() || !text.chars().all(|c| c.is_ascii_digit() || separator(c)) {
        return None;
    }
    let parts: Vec<&str> = text.split(separator).filter(|part| !part.is_empty()).collect();
    let mut readings = by_parts(&parts, today);
    // Dots are the day-first way of writing.
    if text.contains('.') {
        readings.reverse();
    }
    readings.dedup();
    Some(readings)
}

/// Readings of one to three numbers, the month before the day first.
fn by_parts(parts: &[&str], today: Option<PublicationDate>) -> Vec<PublicationDate> {
    let number = |at: usize| parts.get(at).and_then(|part| part.parse::<u32>().ok()).unwrap_or(0);
    let either = |year: u32| [day(year, number(0), number(1)), day(year, number(1), number(0))].into_iter().flatten();
    let month = |year: usize, month: usize| PublicationDate::try_from(format!("{}-{:02}", parts[year], number(month)));
    let widths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    match widths.as_slice() {
        [4] => PublicationDate::try_from(parts[0].to_owned()).into_iter().collect(),
        [8] => day(number(0) / 10_000, number(0) / 100 % 100, number(0) % 100).into_iter().collect(),
        [4, _] => month(0, 1).into_iter().collect(),
        // "5/2023"
        [_, 4] => month(1, 0).into_iter().collect(),
        [_, _] => {
            let year = today.map_or(0, |today| today.year.unsigned_abs());
            either(year).map(|date| not_after(date, today, true)).collect()
        }
        [4, _, _] => day(number(0), number(1), number(2)).into_iter().collect(),
        [_, _, 2] => either(full_year(number(2), today)).collect(),
        [_, _, _] => either(number(2)).collect(),
        _ => Vec::new(),
    }
}

/// A day of the calendar as a publication date.
fn day(year: u32, month: u32, day: u32) -> Option<PublicationDate> {
    let date = calendar::day(i32::try_from(year).ok()?, month, day)?;
    publication(&Value::At(Period::day(date), None))
}

/// A year of two digits: the latest one that is not ahead.
fn full_year(short: u32, today: Option<PublicationDate>) -> u32 {
    let this = today.map_or(2050, |today| today.year.unsigned_abs());
    let full = this - this % 100 + short;
    if full > this { full.saturating_sub(100) } else { full }
}
