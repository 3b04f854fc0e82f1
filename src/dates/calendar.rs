//! Days, months and years in the proleptic Gregorian calendar; years before 1 are astronomical (1 BC is 0).

use super::value::Unit;
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// Years handled: anything else is out of the news.
pub const YEARS: std::ops::RangeInclusive<i32> = -9998..=9999;

/// A day, if the calendar has it.
pub fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    if YEARS.contains(&year) { NaiveDate::from_ymd_opt(year, month, day) } else { None }
}

/// The Monday of an ISO week.
pub fn week(year: i32, week: u32) -> Option<NaiveDate> {
    NaiveDate::from_isoywd_opt(year, week, Weekday::Mon)
}

/// Last day of a month.
pub fn month_end(year: i32, month: u32) -> Option<NaiveDate> {
    let (next_year, next) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    NaiveDate::from_ymd_opt(next_year, next, 1)?.pred_opt().filter(|last| YEARS.contains(&last.year()))
}

/// Adds units to a day; a month without that day gives its last one. None when it leaves the calendar.
pub fn add(date: NaiveDate, amount: i32, unit: Unit) -> Option<NaiveDate> {
    let days = |by: i32| {
        let count = Days::new(u64::from(by.unsigned_abs()));
        if by < 0 { date.checked_sub_days(count) } else { date.checked_add_days(count) }
    };
    let months = |by: i32| {
        let count = Months::new(by.unsigned_abs());
        if by < 0 { date.checked_sub_months(count) } else { date.checked_add_months(count) }
    };
    let moved = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => Some(date),
        Unit::Day => days(amount),
        Unit::Week | Unit::Weekend => days(amount.checked_mul(7)?),
        Unit::Fortnight => days(amount.checked_mul(14)?),
        Unit::Month => months(amount),
        Unit::Quarter => months(amount.checked_mul(3)?),
        Unit::Year => months(amount.checked_mul(12)?),
        Unit::Decade => months(amount.checked_mul(120)?),
        Unit::Century => months(amount.checked_mul(1200)?),
        Unit::Millennium => months(amount.checked_mul(12_000)?),
    };
    moved.filter(|date| YEARS.contains(&date.year()))
}

/// 1 for Monday to 7 for Sunday.
pub fn weekday(date: NaiveDate) -> u32 {
    date.weekday().number_from_monday()
}

/// The latest day on or before `date` that is a given weekday.
pub fn on_or_before(date: NaiveDate, weekday_number: u32) -> Option<NaiveDate> {
    let back = (weekday(date) + 7 - weekday_number) % 7;
    date.checked_sub_days(Days::new(u64::from(back)))
}

/// The earliest day on or after `date` that is a given weekday.
pub fn on_or_after(date: NaiveDate, weekday_number: u32) -> Option<NaiveDate> {
    let ahead = (weekday_number + 7 - weekday(date)) % 7;
    date.checked_add_days(Days::new(u64::from(ahead)))
}

/// The `nth` (1 to 5, or -1 for the last) such weekday of a month.
pub fn nth_weekday(year: i32, month: u32, weekday_number: u32, nth: i32) -> Option<NaiveDate> {
    if nth < 0 {
        return on_or_before(month_end(year, month)?, weekday_number);
    }
    let first = on_or_after(day(year, month, 1)?, weekday_number)?;
    add(first, nth - 1, Unit::Week).filter(|date| date.month() == month)
}

/// Easter Sunday of the Gregorian calendar, by the anonymous algorithm in Meeus, Astronomical Algorithms, chapter 8.
pub fn easter(year: i32) -> Option<NaiveDate> {
    if year < 1 {
        return None;
    }
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let date = (h + l - 7 * m + 33 * month + 19) % 32;
    day(year, month.unsigned_abs(), date.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan;

    /// A fixed generator (xorshift64*, Vigna 2016), so that a failure can be repeated.
    struct Random(u64);

    impl Random {
        fn below(&mut self, limit: u64) -> i64 {
            self.0 ^= self.0 >> 12;
            self.0 ^= self.0 << 25;
            self.0 ^= self.0 >> 27;
            (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) % limit).cast_signed()
        }
    }

    fn same(ours: Option<NaiveDate>, theirs: jiff::civil::Date) -> bool {
        ours.is_some_and(|ours| {
            (ours.year(), ours.month(), ours.day())
                == (i32::from(theirs.year()), theirs.month().unsigned_abs().into(), theirs.day().unsigned_abs().into())
        })
    }

    /// Two million random days and distances of the years 1 to 4000, against jiff.
    #[test]
    fn the_calendar_agrees_with_jiff() {
        let mut random = Random(0x9e37_79b9_7f4a_7c15);
        for _ in 0..2_000_000 {
            let (year, month) = (1 + random.below(4000), 1 + random.below(12));
            let first = jiff::civil::date(year as i16, month as i8, 1);
            let theirs = first.saturating_add(random.below(i64::from(first.days_in_month() as u8) as u64).days());
            let ours = day(year as i32, month as u32, theirs.day() as u32).expect("jiff has this day");
            let by = random.below(2001) - 1000;
            let number = random.below(7) as u32 + 1;
            let good = match random.below(8) {
                0 => same(add(ours, by as i32, Unit::Day), theirs.saturating_add(by.days())),
                1 => same(add(ours, by as i32, Unit::Week), theirs.saturating_add(by.weeks())),
                2 => same(add(ours, by as i32, Unit::Month), theirs.saturating_add(by.months())),
                3 => same(add(ours, by as i32, Unit::Year), theirs.saturating_add(by.years())),
                4 => same(month_end(ours.year(), ours.month()), theirs.last_of_month()),
                5 => {
                    let iso = theirs.iso_week_date();
                    let monday = theirs.saturating_sub((i64::from(weekday(ours)) - 1).days());
                    ours.iso_week().week() == u32::from(iso.week().unsigned_abs())
                        && weekday(ours) == u32::from(iso.weekday().to_monday_one_offset().unsigned_abs())
                        && same(week(iso.year().into(), iso.week().unsigned_abs().into()), monday)
                }
                6 => {
                    let named = jiff::civil::Weekday::from_monday_one_offset(number as i8).expect("1 to 7");
                    let before = theirs.tomorrow().expect("below 4001").nth_weekday(-1, named).expect("a day before");
                    let after = theirs.yesterday().ok().and_then(|yesterday| yesterday.nth_weekday(1, named).ok());
                    same(on_or_before(ours, number), before)
                        && after.is_none_or(|after| same(on_or_after(ours, number), after))
                }
                _ => {
                    let nth = [1, 2, 3, 4, 5, -1][random.below(6) as usize];
                    let named = jiff::civil::Weekday::from_monday_one_offset(number as i8).expect("1 to 7");
                    match theirs.nth_weekday_of_month(nth as i8, named) {
                        Ok(found) => same(nth_weekday(ours.year(), ours.month(), number, nth), found),
                        Err(_) => nth_weekday(ours.year(), ours.month(), number, nth).is_none(),
                    }
                }
            };
            // Where jiff stops at its first or last day, ours may go on.
            let edge = theirs.year() < 100 && by < 0;
            assert!(good || edge, "{theirs}, by {by}, weekday {number}");
        }
    }

    #[test]
    fn easter_falls_where_almanacs_have_it() {
        for (year, month, date) in
            [(1818, 3, 22), (1943, 4, 25), (2000, 4, 23), (2018, 4, 1), (2024, 3, 31), (2038, 4, 25)]
        {
            assert_eq!(easter(year), day(year, month, date), "{year}");
        }
    }
}
