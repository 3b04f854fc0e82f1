//! Why a date has its value, in a few words.

use super::value::Unit;
use crate::segment::MONTHS;
use chrono::{Datelike, NaiveDate};

/// English names, Monday first.
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// A reason in the making.
pub struct Why(String);

impl Why {
    /// Plain words.
    pub fn words(words: &str) -> Self {
        Self(words.to_owned())
    }

    /// "the one nearest to 23 May 2023, the publication date".
    pub fn from(how: &str, day: NaiveDate, name: &str) -> Self {
        let mut why = Self(how.to_owned());
        why.0.push(' ');
        why.day(day);
        why.0.push_str(", ");
        why.0.push_str(name);
        why
    }

    /// "Monday on or before 23 May 2023, the publication date".
    pub fn weekday(weekday: u32, how: &str, day: NaiveDate, name: &str) -> Self {
        let mut why = Self(WEEKDAYS[(weekday.clamp(1, 7) - 1) as usize].to_owned());
        why.0.push(' ');
        why.0.push_str(&Self::from(how, day, name).0);
        why
    }

    /// "2 weeks before 23 May 2023, the publication date".
    pub fn shift(by: i32, unit: Unit, day: NaiveDate, name: &str) -> Self {
        let mut how = String::new();
        match by {
            0 => {
                how.push_str("the ");
                how.push_str(unit.name());
                how.push_str(" of");
            }
            _ => {
                how.push_str(&by.unsigned_abs().to_string());
                how.push(' ');
                match (unit, by) {
                    (_, -1 | 1) => how.push_str(unit.name()),
                    (Unit::Century, _) => how.push_str("centuries"),
                    _ => {
                        how.push_str(unit.name());
                        how.push('s');
                    }
                }
                how.push_str(if by < 0 { " before" } else { " after" });
            }
        }
        Self::from(&how, day, name)
    }

    /// "1941, the year spoken of".
    pub fn year(year: i32) -> Self {
        let mut why = Self(String::new());
        why.number_of_year(year);
        why.0.push_str(", the year spoken of");
        why
    }

    /// The words.
    pub fn finish(self) -> String {
        self.0
    }

    fn day(&mut self, day: NaiveDate) {
        self.0.push_str(&day.day().to_string());
        self.0.push(' ');
        self.0.push_str(MONTHS[day.month0() as usize]);
        self.0.push(' ');
        self.number_of_year(day.year());
    }

    fn number_of_year(&mut self, year: i32) {
        if year > 0 {
            self.0.push_str(&year.to_string());
        } else {
            self.0.push_str(&(1 - year).to_string());
            self.0.push_str(" BC");
        }
    }
}
