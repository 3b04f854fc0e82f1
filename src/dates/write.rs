//! TIMEX3 values written out.

use super::value::{Clock, LETTERS, Length, PARTS, Period, SEASONS, Unit, Value, Within};
use chrono::{Datelike, NaiveDate};

impl Value {
    /// Written as TIMEX3 has it.
    pub fn write(&self) -> String {
        let mut out = String::new();
        match self {
            Self::At(period, clock) => {
                period.write(&mut out);
                if let Some(clock) = clock {
                    clock.write(&mut out);
                }
            }
            Self::Length(length) => length.write(&mut out),
            Self::Vague(when) => out.push_str(match when {
                ..0 => "PAST_REF",
                0 => "PRESENT_REF",
                1.. => "FUTURE_REF",
            }),
        }
        out
    }
}

impl Period {
    fn write(self, out: &mut String) {
        match self {
            Self::Century(group) => write_group(out, group, 2),
            Self::Decade(group) => write_group(out, group, 3),
            Self::Fiscal(year) => {
                out.push_str("FY");
                push(out, Some(year.unsigned_abs()), 4);
            }
            Self::Of(year, within) => {
                match year {
                    Some(year) if year < 1 => {
                        out.push_str("BC");
                        push(out, Some((1 - year).unsigned_abs()), 4);
                    }
                    year => push(out, year.map(i32::unsigned_abs), 4),
                }
                within.write(out);
            }
        }
    }
}

fn write_group(out: &mut String, group: i32, width: usize) {
    if group <= 0 {
        out.push_str("BC");
    }
    push(out, Some(group.unsigned_abs()), width);
}

impl Within {
    fn write(self, out: &mut String) {
        let mut lettered = |letter: &str, number: u32, width: usize| {
            out.push_str(letter);
            push(out, field(number), width);
        };
        match self {
            Self::Whole => {}
            Self::Half(half) => lettered("-H", half, 1),
            Self::Quarter(quarter) => lettered("-Q", quarter, 1),
            Self::Season(season) => {
                out.push('-');
                out.push_str(SEASONS[season.min(3) as usize]);
            }
            Self::Month(month) => lettered("-", month, 2),
            Self::Day(month, day) => {
                lettered("-", month, 2);
                lettered("-", day, 2);
            }
            Self::Week(week) => lettered("-W", week, 2),
            Self::Weekend(week) => {
                lettered("-W", week, 2);
                out.push_str("-WE");
            }
            Self::Weekday(weekday) => {
                out.push_str("-WXX-");
                push(out, field(weekday), 1);
            }
        }
    }
}

impl Clock {
    pub fn write(self, out: &mut String) {
        out.push('T');
        match self {
            Self::Part(part) => out.push_str(PARTS[part as usize].1),
            Self::At { hour, minute, second, zone } => {
                push(out, Some(hour), 2);
                for part in [minute, second].into_iter().flatten() {
                    out.push(':');
                    push(out, Some(part), 2);
                }
                match zone {
                    None => {}
                    Some(0) => out.push('Z'),
                    Some(zone) => {
                        out.push(if zone < 0 { '-' } else { '+' });
                        push(out, Some(zone.unsigned_abs() / 60), 2);
                        out.push(':');
                        push(out, Some(zone.unsigned_abs() % 60), 2);
                    }
                }
            }
        }
    }
}

impl Length {
    fn write(&self, out: &mut String) {
        out.push('P');
        let mut in_time = false;
        for (count, unit) in &self.0 {
            if *unit <= Unit::Hour && !in_time {
                out.push('T');
                in_time = true;
            }
            let (letters, factor) = LETTERS[*unit as usize];
            match count {
                Some(count) => {
                    push_thousandths(out, u64::from(*count) * u64::from(factor));
                    out.push_str(letters);
                }
                None => {
                    out.push('X');
                    out.push_str(match unit {
                        Unit::Decade => "DE",
                        Unit::Century | Unit::Millennium => "CE",
                        _ => letters,
                    });
                }
            }
        }
    }
}

fn push_thousandths(out: &mut String, count: u64) {
    let whole = u32::try_from(count / 1000).unwrap_or(u32::MAX);
    push(out, Some(whole), 1);
    let mut rest = (count % 1000) as u32;
    if rest > 0 {
        out.push('.');
        let mut place = 100;
        while rest > 0 {
            push(out, Some(rest / place), 1);
            rest %= place;
            place = (place / 10).max(1);
        }
    }
}

/// A day as ISO 8601; years before 1 with a sign.
pub fn iso(date: NaiveDate) -> String {
    let mut out = String::new();
    if date.year() < 0 {
        out.push('-');
    }
    push(&mut out, Some(date.year().unsigned_abs()), 4);
    Within::Day(date.month(), date.day()).write(&mut out);
    out
}

/// Appends a number with leading zeros; `X`s for none.
fn push(out: &mut String, number: Option<u32>, width: usize) {
    match number {
        None => (0..width).for_each(|_| out.push('X')),
        Some(number) => {
            let digits = digits(number);
            (digits.len()..width).for_each(|_| out.push('0'));
            out.push_str(&digits);
        }
    }
}

fn digits(mut number: u32) -> String {
    let mut reversed = Vec::with_capacity(10);
    loop {
        reversed.push(char::from(b'0' + (number % 10) as u8));
        number /= 10;
        if number == 0 {
            return reversed.iter().rev().collect();
        }
    }
}

/// A field that is unknown when zero.
fn field(number: u32) -> Option<u32> {
    (number > 0).then_some(number)
}
