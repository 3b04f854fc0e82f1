//! TIMEX3 values read back.

use super::calendar;
use super::value::{Clock, Length, PARTS, Period, SEASONS, Unit, Value, Within};

impl Value {
    /// Reads a value back. None when it is not TIMEX3, or names no day of the calendar.
    pub fn read(text: &str) -> Option<Self> {
        match text {
            "PAST_REF" => return Some(Self::Vague(-1)),
            "PRESENT_REF" => return Some(Self::Vague(0)),
            "FUTURE_REF" => return Some(Self::Vague(1)),
            _ => {}
        }
        if !text.is_ascii() {
            return None;
        }
        if let Some(length) = text.strip_prefix('P') {
            return read_length(length).map(Self::Length);
        }
        let (date, time) = text.split_once('T').map_or((text, None), |(date, time)| (date, Some(time)));
        let period = read_period(date)?;
        let clock = match time {
            Some(time) => Some(read_clock(time)?),
            None => None,
        };
        let is_day = matches!(period, Period::Of(_, Within::Day(..) | Within::Weekday(_)));
        (clock.is_none() || is_day).then_some(Self::At(period, clock))
    }
}

/// A number of exactly `width` digits, or 0 for as many `X`s.
fn read_field(text: &str, width: usize) -> Option<u32> {
    if text.len() != width {
        None
    } else if text.bytes().all(|b| b == b'X') {
        Some(0)
    } else if text.bytes().all(|b| b.is_ascii_digit()) {
        text.parse().ok().filter(|number| *number > 0)
    } else {
        None
    }
}

fn read_period(text: &str) -> Option<Period> {
    let (before_christ, text) = text.strip_prefix("BC").map_or((false, text), |rest| (true, rest));
    if let Some(year) = text.strip_prefix("FY") {
        return read_field(year, 4).filter(|year| *year > 0 && !before_christ).map(|y| Period::Fiscal(y.cast_signed()));
    }
    let (year, rest) = text.split_once('-').map_or((text, None), |(year, rest)| (year, Some(rest)));
    let plain = year.bytes().all(|b| b.is_ascii_digit());
    if let (2 | 3, None, true) = (year.len(), rest, plain) {
        let group = year.parse::<i32>().ok()?;
        let group = if before_christ { -group } else { group };
        let period = if year.len() == 2 { Period::Century(group) } else { Period::Decade(group) };
        return (group > 0 || before_christ).then_some(period);
    }
    let number = read_field(year, 4)?.cast_signed();
    let year = (number > 0).then_some(if before_christ { 1 - number } else { number });
    if before_christ && year.is_none() {
        return None;
    }
    let within = rest.map_or(Some(Within::Whole), read_within)?;
    let period = Period::Of(year, within);
    let open = year.is_none()
        || matches!(
            within,
            Within::Half(0)
                | Within::Quarter(0)
                | Within::Month(0)
                | Within::Week(0)
                | Within::Weekend(0)
                | Within::Day(0, _)
                | Within::Day(_, 0)
                | Within::Weekday(_)
        );
    // A leap day is a day of some year.
    let exists = match within {
        Within::Day(month @ 1.., day @ 1..) if year.is_none() => calendar::day(2000, month, day).is_some(),
        Within::Day(month, day) if open => month <= 12 && day <= 31,
        Within::Month(month) => month <= 12,
        Within::Half(half) => half <= 2,
        Within::Quarter(quarter) => quarter <= 4,
        Within::Week(week) | Within::Weekend(week) => week <= 53,
        _ => true,
    };
    (exists && (open || period.bounds().is_some())).then_some(period)
}

fn read_within(text: &str) -> Option<Within> {
    if let Some(season) = SEASONS.iter().position(|code| *code == text) {
        return Some(Within::Season(season as u32));
    }
    let (head, tail) = text.split_once('-').map_or((text, None), |(head, tail)| (head, Some(tail)));
    let lettered = |letter: char, width: usize| head.strip_prefix(letter).and_then(|rest| read_field(rest, width));
    match (head.as_bytes().first()?, tail) {
        (b'H', None) => lettered('H', 1).map(Within::Half),
        (b'Q', None) => lettered('Q', 1).map(Within::Quarter),
        (b'W', None) => lettered('W', 2).map(Within::Week),
        (b'W', Some("WE")) => lettered('W', 2).map(Within::Weekend),
        (b'W', Some(day)) if head == "WXX" => read_field(day, 1).filter(|day| *day <= 7).map(Within::Weekday),
        (_, None) => read_field(head, 2).map(Within::Month),
        (_, Some(day)) => Some(Within::Day(read_field(head, 2)?, read_field(day, 2)?)),
    }
}

fn read_clock(text: &str) -> Option<Clock> {
    if let Some((part, ..)) = PARTS.iter().find(|(_, code, ..)| *code == text) {
        return Some(Clock::Part(*part));
    }
    let (time, zone) = match text.find(['Z', '+', '-']) {
        None => (text, None),
        Some(at) if &text[at..] == "Z" => (&text[..at], Some(0)),
        Some(at) => {
            let (hours, minutes) = text[at + 1..].split_once(':')?;
            let offset = (two(hours, 14)? * 60 + two(minutes, 59)?).cast_signed();
            (&text[..at], Some(if text.as_bytes()[at] == b'-' { -offset } else { offset }))
        }
    };
    let mut fields = time.split(':');
    let hour = two(fields.next()?, 24)?;
    let mut next = || fields.next().map_or(Some(None), |text| two(text, 59).map(Some));
    let (minute, second) = (next()?, next()?);
    fields.next().is_none().then_some(Clock::At { hour, minute, second, zone })
}

fn two(text: &str, most: u32) -> Option<u32> {
    let digits = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|number| digits && *number <= most)
}

fn read_length(text: &str) -> Option<Length> {
    let (date, time) = text.split_once('T').map_or((text, ""), |(date, time)| (date, time));
    let mut parts = Vec::new();
    for (mut rest, in_time) in [(date, false), (time, true)] {
        while !rest.is_empty() {
            let count_end = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != 'X')?;
            let count = read_count(&rest[..count_end])?;
            let letters = &rest[count_end..];
            let end = letters.find(|c: char| c.is_ascii_digit() || c == '.' || c == 'X').unwrap_or(letters.len());
            let unit = match (&letters[..end], in_time) {
                ("S", true) => Unit::Second,
                ("M", true) => Unit::Minute,
                ("H", true) => Unit::Hour,
                ("D", false) => Unit::Day,
                ("W", false) => Unit::Week,
                ("WE", false) => Unit::Weekend,
                ("M", false) => Unit::Month,
                ("Q", false) => Unit::Quarter,
                ("Y", false) => Unit::Year,
                ("DE", false) => Unit::Decade,
                ("CE", false) => Unit::Century,
                _ => return None,
            };
            parts.push((count, unit));
            rest = &letters[end..];
        }
    }
    (!parts.is_empty()).then_some(Length(parts))
}

fn read_count(text: &str) -> Option<Option<u32>> {
    if text == "X" {
        return Some(None);
    }
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    if whole.len() > 7 || part.len() > 3 || whole.is_empty() && part.is_empty() || text.ends_with('.') {
        return None;
    }
    let whole: u32 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let mut thousandths = 0;
    for place in 0..3 {
        thousandths = thousandths * 10 + part.as_bytes().get(place).map_or(0, |b| u32::from(b - b'0'));
    }
    whole.checked_mul(1000)?.checked_add(thousandths).map(Some)
}
