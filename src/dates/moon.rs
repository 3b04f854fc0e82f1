//! Feasts of calendars that follow the moon: the Jewish year (exact), the Islamic one (as reckoned; the sighted moon may
//! be a day off), the Easter of the Julian calendar, and new and full moons for the Lunar New Year, Diwali and Holi.
//!
//! Formulas: Dershowitz and Reingold, Calendrical Calculations, for the two calendars; Meeus, Astronomical Algorithms,
//! chapters 8 and 49, for Easter and the moon.

use super::calendar;
use super::value::Unit;
use chrono::{Datelike, NaiveDate};

/// The day with a number, 1 for 1 January of the year 1.
fn fixed(number: i32) -> Option<NaiveDate> {
    calendar::add(calendar::day(1, 1, 1)?, number.checked_sub(1)?, Unit::Day)
}

/// Number of 1 Tishri of a Jewish year.
fn tishri(year: i32) -> i32 {
    let elapsed = |year: i32| {
        let months = (235 * year - 234).div_euclid(19);
        let parts = 12_084 + 13_753 * i64::from(months);
        let day = 29 * months + parts.div_euclid(25_920) as i32;
        if (3 * (day + 1)).rem_euclid(7) < 3 { day + 1 } else { day }
    };
    let [before, this, after] = [elapsed(year - 1), elapsed(year), elapsed(year + 1)];
    let late = match (after - this, this - before) {
        (356, _) => 2,
        (_, 382) => 1,
        _ => 0,
    };
    this + late - 1_373_427
}

/// The Jewish year that begins in a year of ours.
fn jewish_year(year: i32) -> i32 {
    year + 3761
}

/// So many days after 1 Tishri, in autumn.
pub fn after_tishri(year: i32, days: i32) -> Option<NaiveDate> {
    fixed(tishri(jewish_year(year)) + days)
}

/// So many days after 1 Nisan, in spring: its half-year has 177 days, whatever the year.
pub fn after_nisan(year: i32, days: i32) -> Option<NaiveDate> {
    fixed(tishri(jewish_year(year)) - 177 + days)
}

/// 25 Kislev, the first day of Hanukkah: the month before it has 30 days in long years only.
pub fn hanukkah(year: i32) -> Option<NaiveDate> {
    let first = tishri(jewish_year(year));
    let length = tishri(jewish_year(year) + 1) - first;
    fixed(first + 30 + if length % 10 == 5 { 30 } else { 29 } + 24)
}

/// The day of an Islamic month that falls in a year of ours, the first where two do.
pub fn islamic(year: i32, month: i32, day: i32) -> Option<NaiveDate> {
    let about = (year - 622) * 33 / 32;
    let dates = (about - 1..=about + 2).filter(|hijri| *hijri > 0).filter_map(|hijri| {
        fixed(227_014 + (hijri - 1) * 354 + (3 + 11 * hijri) / 30 + 29 * (month - 1) + month / 2 + day)
    });
    dates.into_iter().find(|date| date.year() == year)
}

/// Easter Sunday of the Orthodox churches.
pub fn orthodox_easter(year: i32) -> Option<NaiveDate> {
    if year < 325 {
        return None;
    }
    let d = (19 * (year % 19) + 15) % 30;
    let e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
    let of_march = d + e + 114;
    let julian = calendar::day(year, (of_march / 31).unsigned_abs(), (of_march % 31 + 1).unsigned_abs())?;
    calendar::add(julian, year / 100 - year / 400 - 2, Unit::Day)
}

/// Sine of an angle in degrees, to five places: the same arithmetic natively and in wasm.
fn sine(degrees: f64) -> f64 {
    let turn = degrees / 360.0;
    let turn = turn - turn.floor();
    let (sign, half) = if turn < 0.5 { (1.0, turn) } else { (-1.0, turn - 0.5) };
    let x = std::f64::consts::TAU * if half > 0.25 { 0.5 - half } else { half };
    let square = x * x;
    sign * x * (1.0 - square / 6.0 * (1.0 - square / 20.0 * (1.0 - square / 42.0 * (1.0 - square / 72.0))))
}

/// The moment of a new moon (or a full one), so many after the first of 2000, in days after 1 January 2000, 0 h UTC.
fn moon(number: i32, full: bool) -> f64 {
    let k = f64::from(number) + if full { 0.5 } else { 0.0 };
    let sun = 2.5534 + 29.105_356_7 * k;
    let anomaly = 201.5643 + 385.816_935_28 * k;
    let node = 160.7108 + 390.670_502_84 * k;
    let (first, second) = if full { (-0.40614, 0.17302) } else { (-0.40720, 0.17241) };
    5.59766
        + 29.530_588_861 * k
        + first * sine(anomaly)
        + second * sine(sun)
        + 0.0161 * sine(2.0 * anomaly)
        + 0.0104 * sine(2.0 * node)
        + 0.0074 * sine(anomaly - sun)
        - 0.0051 * sine(anomaly + sun)
        + 0.0021 * sine(2.0 * sun)
}

/// The first new (or full) moon after a moment of a year, by clocks so many hours ahead of Greenwich: its day, and the
/// part of the day.
fn moon_after(day: NaiveDate, part: f64, full: bool, hours: f64) -> Option<(NaiveDate, f64)> {
    let start = calendar::day(2000, 1, 1)?;
    let days = (day - start).num_days() as f64 + part;
    let about = (days / 29.530_588_861) as i32 - 2;
    let found = (about..about + 5).map(|number| moon(number, full) + hours / 24.0).find(|moment| *moment >= days)?;
    let whole = found.floor();
    Some((calendar::add(start, whole as i32, Unit::Day)?, found - whole))
}

/// The Chinese New Year: the second new moon after the winter solstice, and none before 21 January.
pub fn lunar_new_year(year: i32) -> Option<NaiveDate> {
    let (first, _) = moon_after(calendar::day(year - 1, 12, 23)?, 0.0, false, 8.0)?;
    let from = calendar::add(first, 20, Unit::Day)?.max(calendar::day(year, 1, 21)?);
    moon_after(from, 0.0, false, 8.0).map(|(day, _)| day)
}

/// Diwali: the evening before or of the first new moon after the sun enters the Indian Libra, on the morning of 17 October.
pub fn diwali(year: i32) -> Option<NaiveDate> {
    let (day, part) = moon_after(calendar::day(year, 10, 17)?, 0.29, false, 5.5)?;
    calendar::add(day, if part < SUNSET { -1 } else { 0 }, Unit::Day)
}

/// Holi: the day after the evening of the full moon of March.
pub fn holi(year: i32) -> Option<NaiveDate> {
    let (day, part) = moon_after(calendar::day(year, 2, 28)?, 0.0, true, 5.5)?;
    calendar::add(day, if part < SUNSET { 0 } else { 1 }, Unit::Day)
}

/// Six in the evening.
const SUNSET: f64 = 0.75;

#[cfg(test)]
mod tests {
    use super::*;

    fn on(found: Option<NaiveDate>) -> (i32, u32, u32) {
        found.map_or((0, 0, 0), |day| (day.year(), day.month(), day.day()))
    }

    #[test]
    fn jewish_feasts_fall_where_almanacs_have_them() {
        assert_eq!(on(after_tishri(2018, 0)), (2018, 9, 10));
        assert_eq!(on(after_tishri(2023, 9)), (2023, 9, 25));
        assert_eq!(on(after_nisan(2018, 14)), (2018, 3, 31));
        assert_eq!(on(after_nisan(2024, 14)), (2024, 4, 23));
        assert_eq!(on(after_nisan(2013, -16)), (2013, 2, 24));
        assert_eq!(on(hanukkah(2018)), (2018, 12, 3));
        assert_eq!(on(hanukkah(2021)), (2021, 11, 29));
    }

    #[test]
    fn islamic_feasts_fall_within_a_day_of_the_sighted_ones() {
        for (found, sighted) in [
            (islamic(2018, 10, 1), (2018, 6, 15)),
            (islamic(1950, 10, 1), (1950, 7, 16)),
            (islamic(2022, 10, 1), (2022, 5, 2)),
            (islamic(2018, 12, 10), (2018, 8, 21)),
            (islamic(2023, 9, 1), (2023, 3, 23)),
            (islamic(2000, 10, 1), (2000, 1, 8)),
        ] {
            let sighted = calendar::day(sighted.0, sighted.1, sighted.2).expect("a day");
            assert!((found.expect("a day") - sighted).num_days().abs() <= 1, "{found:?} {sighted}");
        }
    }

    #[test]
    fn orthodox_easter_falls_where_almanacs_have_it() {
        assert_eq!(on(orthodox_easter(2018)), (2018, 4, 8));
        assert_eq!(on(orthodox_easter(2020)), (2020, 4, 19));
        assert_eq!(on(orthodox_easter(2024)), (2024, 5, 5));
    }

    #[test]
    fn feasts_by_the_moon_fall_where_almanacs_have_them() {
        for (year, month, day) in
            [(1985, 2, 20), (2000, 2, 5), (2013, 2, 10), (2014, 1, 31), (2018, 2, 16), (2023, 1, 22), (2024, 2, 10)]
        {
            assert_eq!(on(lunar_new_year(year)), (year, month, day));
        }
        for (year, month, day) in
            [(2018, 11, 7), (2019, 10, 27), (2020, 11, 14), (2021, 11, 4), (2022, 10, 24), (2023, 11, 12)]
        {
            assert_eq!(on(diwali(year)), (year, month, day));
        }
        for (year, month, day) in
            [(2010, 3, 1), (2018, 3, 2), (2019, 3, 21), (2020, 3, 10), (2021, 3, 29), (2022, 3, 18), (2024, 3, 25)]
        {
            assert_eq!(on(holi(year)), (year, month, day));
        }
    }
}
