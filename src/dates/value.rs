//! TIMEX3 values: what they are, and the stretch of calendar they cover.

use super::calendar;
use super::write::iso;
use chrono::{Datelike, NaiveDate};

/// A unit of time, small to large.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Weekend,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

impl Unit {
    /// Every unit, in order.
    pub const ALL: [Self; 13] = [
        Self::Second,
        Self::Minute,
        Self::Hour,
        Self::Day,
        Self::Week,
        Self::Weekend,
        Self::Fortnight,
        Self::Month,
        Self::Quarter,
        Self::Year,
        Self::Decade,
        Self::Century,
        Self::Millennium,
    ];

    /// The unit with this number in the word list.
    pub fn numbered(number: i32) -> Self {
        Self::ALL[usize::try_from(number).unwrap_or(0).min(12)]
    }

    /// Its English name.
    pub fn name(self) -> &'static str {
        const NAMES: [&str; 13] = [
            "second",
            "minute",
            "hour",
            "day",
            "week",
            "weekend",
            "fortnight",
            "month",
            "quarter",
            "year",
            "decade",
            "century",
            "millennium",
        ];
        NAMES[self as usize]
    }
}

/// A part of the day, as TIMEX3 names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
    Daytime,
}

/// Codes of the parts of the day, with their first and last hour.
pub const PARTS: [(Part, &str, u32, u32); 6] = [
    (Part::Morning, "MO", 0, 11),
    (Part::Midday, "MI", 11, 13),
    (Part::Afternoon, "AF", 12, 17),
    (Part::Evening, "EV", 17, 23),
    (Part::Night, "NI", 18, 23),
    (Part::Daytime, "DT", 6, 17),
];

impl Part {
    /// The part with this number in the word list.
    pub fn numbered(number: i32) -> Self {
        PARTS[usize::try_from(number).unwrap_or(0).min(5)].0
    }
}

/// What of a year is meant; a zero is an unknown field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    Whole,
    Half(u32),
    Quarter(u32),
    /// Spring 0, summer, autumn, winter 3; winter is the one that begins in December of the year.
    Season(u32),
    Month(u32),
    Day(u32, u32),
    Week(u32),
    Weekend(u32),
    /// A day of an unknown week, 1 for Monday.
    Weekday(u32),
}

/// A stretch of calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// 18 for 1800 to 1899; before our era, -3 for 300 BC to 399 BC.
    Century(i32),
    /// 199 for the 1990s; before our era, -47 for 470 BC to 479 BC.
    Decade(i32),
    /// A fiscal year, whose bounds its owner decides.
    Fiscal(i32),
    /// Of a year (astronomical; ISO week year for weeks), or of an unknown one.
    Of(Option<i32>, Within),
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    Part(Part),
    At {
        hour: u32,
        minute: Option<u32>,
        second: Option<u32>,
        /// Minutes east of Greenwich.
        zone: Option<i32>,
    },
}

/// A length of time: counts in thousandths, none for an unknown count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Length(pub Vec<(Option<u32>, Unit)>);

/// A TIMEX3 value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    At(Period, Option<Clock>),
    Length(Length),
    /// The vague past (below 0), present or future.
    Vague(i32),
}

/// Codes of the seasons.
pub const SEASONS: [&str; 4] = ["SP", "SU", "FA", "WI"];

impl Period {
    /// A day of the calendar.
    pub fn day(date: NaiveDate) -> Self {
        Self::Of(Some(date.year()), Within::Day(date.month(), date.day()))
    }

    /// The unit-long period that holds a day.
    pub fn around(date: NaiveDate, unit: Unit) -> Self {
        let (year, month) = (date.year(), date.month());
        let week = date.iso_week();
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Self::day(date),
            Unit::Week | Unit::Fortnight => Self::Of(Some(week.year()), Within::Week(week.week())),
            Unit::Weekend => Self::Of(Some(week.year()), Within::Weekend(week.week())),
            Unit::Month => Self::Of(Some(year), Within::Month(month)),
            Unit::Quarter => Self::Of(Some(year), Within::Quarter(month.div_ceil(3))),
            Unit::Year => Self::Of(Some(year), Within::Whole),
            Unit::Decade => Self::Decade(Self::group(year, 10)),
            Unit::Century | Unit::Millennium => Self::Century(Self::group(year, 100)),
        }
    }

    /// Number of the decade or century that holds a year; negative, and counted in years BC, before our era.
    pub fn group(year: i32, size: i32) -> i32 {
        if year > 0 { year / size } else { -((1 - year) / size) }
    }

    /// First and last day; none for open and fiscal periods.
    pub fn bounds(self) -> Option<(NaiveDate, NaiveDate)> {
        let years = |group: i32, size: i32| {
            let (first, last) = if group > 0 {
                (group * size, group * size + size - 1)
            } else {
                (1 + group * size - (size - 1), 1 + group * size)
            };
            Some((calendar::day(first, 1, 1)?, calendar::day(last, 12, 31)?))
        };
        let months =
            |year: i32, first: u32, last: u32| Some((calendar::day(year, first, 1)?, calendar::month_end(year, last)?));
        match self {
            Self::Century(group) => years(group, 100),
            Self::Decade(group) => years(group, 10),
            Self::Fiscal(_) | Self::Of(None, _) => None,
            Self::Of(Some(year), within) => match within {
                Within::Whole => months(year, 1, 12),
                Within::Half(half @ 1..=2) => months(year, half * 6 - 5, half * 6),
                Within::Quarter(quarter @ 1..=4) => months(year, quarter * 3 - 2, quarter * 3),
                Within::Season(3) => Some((calendar::day(year, 12, 1)?, calendar::month_end(year + 1, 2)?)),
                Within::Season(season) => months(year, season * 3 + 3, season * 3 + 5),
                Within::Month(month) if month > 0 => months(year, month, month),
                Within::Day(month, day) => calendar::day(year, month, day).map(|date| (date, date)),
                Within::Week(week) => {
                    let monday = calendar::week(year, week)?;
                    Some((monday, calendar::add(monday, 6, Unit::Day)?))
                }
                Within::Weekend(week) => {
                    let monday = calendar::week(year, week)?;
                    Some((calendar::add(monday, 5, Unit::Day)?, calendar::add(monday, 6, Unit::Day)?))
                }
                Within::Half(_) | Within::Quarter(_) | Within::Month(_) | Within::Weekday(_) => None,
            },
        }
    }
}

impl Clock {
    /// First and last moment as `T05:00`.
    fn bounds(self) -> (String, String) {
        let at = |hour: u32, minute: u32, second: Option<u32>| {
            let mut out = String::new();
            Self::At { hour, minute: Some(minute), second, zone: None }.write(&mut out);
            out
        };
        match self {
            Self::Part(part) => {
                let (_, _, first, last) = PARTS[part as usize];
                (at(first, 0, None), at(last, 59, None))
            }
            Self::At { hour, minute: None, .. } => (at(hour, 0, None), at(hour, 59, None)),
            Self::At { hour, minute: Some(minute), second, .. } => (at(hour, minute, second), at(hour, minute, second)),
        }
    }
}

/// The letters of each unit in a period value: none where another unit stands in, with its factor.
pub const LETTERS: [(&str, u32); 13] = [
    ("S", 1),
    ("M", 1),
    ("H", 1),
    ("D", 1),
    ("W", 1),
    ("WE", 1),
    ("W", 2),
    ("M", 1),
    ("Q", 1),
    ("Y", 1),
    ("Y", 10),
    ("Y", 100),
    ("Y", 1000),
];

impl Length {
    /// A whole number of units.
    pub fn whole(count: u32, unit: Unit) -> Self {
        Self(vec![(count.checked_mul(1000), unit)])
    }

    /// Whether a count in thousandths can be written and read back.
    pub fn holds(count: u32, unit: Unit) -> bool {
        count.checked_mul(LETTERS[unit as usize].1).is_some()
    }
}

impl Value {
    /// Whether it only points to the past, the present or the future.
    pub fn is_vague(&self) -> bool {
        matches!(self, Self::Vague(_))
    }

    /// First and last local moment, ISO 8601, both inclusive; none for lengths and open values.
    pub fn bounds(&self) -> Option<(String, String)> {
        let Self::At(period, clock) = self else { return None };
        let (first, last) = period.bounds()?;
        let (mut begin, mut end) = (iso(first), iso(last));
        if let Some(clock) = clock {
            let (from, to) = clock.bounds();
            begin.push_str(&from);
            end.push_str(&to);
        }
        Some((begin, end))
    }
}
