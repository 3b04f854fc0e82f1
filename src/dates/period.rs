//! Periods picked out of a year or of a longer period.

use super::calendar;
use super::find::{Counted, Look, Spot};
use super::resolve::Resolved;
use super::value::{Period, Unit, Value, Within};
use chrono::{Datelike, NaiveDate};

/// The value of a unit that nothing is known of.
pub fn open_period(unit: Unit) -> Period {
    Period::Of(
        None,
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Within::Day(0, 0),
            Unit::Week | Unit::Fortnight => Within::Week(0),
            Unit::Weekend => Within::Weekend(0),
            Unit::Month => Within::Month(0),
            Unit::Quarter => Within::Quarter(0),
            Unit::Year | Unit::Decade | Unit::Century | Unit::Millennium => Within::Whole,
        },
    )
}

/// One of the days or weeks that a period has; open when the period is.
pub fn nth_of(of: Resolved, nth: i32, counted: Counted) -> Resolved {
    let Value::At(period, _) = &of.value else { return of };
    let found = period.bounds().and_then(|(first, last)| {
        let (unit, days) = match counted {
            Counted::Weekday(_) => (Unit::Week, Unit::Day),
            Counted::Unit(unit) => (unit, unit),
        };
        let start = match (counted, nth < 0) {
            // A weekend is the month's that has its Saturday.
            (Counted::Unit(Unit::Weekend), false) => calendar::on_or_after(first, 6)?,
            (Counted::Unit(Unit::Weekend), true) => calendar::on_or_before(last, 6)?,
            (Counted::Weekday(weekday), false) => calendar::on_or_after(first, weekday)?,
            (Counted::Weekday(weekday), true) => calendar::on_or_before(last, weekday)?,
            // The first week of a month is the first with most of its days there.
            (Counted::Unit(Unit::Week), false) => calendar::add(first, 3, Unit::Day)?,
            (Counted::Unit(Unit::Week), true) => calendar::add(last, -3, Unit::Day)?,
            (_, false) => first,
            (_, true) => last,
        };
        let day = calendar::add(start, if nth < 0 { nth + 1 } else { nth - 1 }, unit)?;
        (first <= day && day <= last).then(|| Period::around(day, days))
    });
    let open = match counted {
        Counted::Weekday(weekday) => Within::Weekday(weekday),
        Counted::Unit(unit) => match open_period(unit) {
            Period::Of(_, within) => within,
            _ => Within::Whole,
        },
    };
    let value = Value::At(found.unwrap_or(Period::Of(None, open)), None);
    Resolved { value, certain: of.certain && found.is_some(), ..of }
}

/// The week or weekend that a day is told to lie in: that of Labor Day, a Monday, is the one before it, and a week
/// called by a Sunday begins then.
pub fn around(of: Resolved, unit: Unit) -> Resolved {
    let Value::At(period, _) = &of.value else { return of };
    let found = period.bounds().and_then(|(day, _)| {
        let by = match (unit, calendar::weekday(day)) {
            (Unit::Weekend, weekday @ 1..=2) => -weekday.cast_signed(),
            (Unit::Week, 7) => 1,
            _ => 0,
        };
        calendar::add(day, by, Unit::Day)
    });
    let period = found.map_or(open_period(unit), |day| Period::around(day, unit));
    Resolved { value: Value::At(period, None), certain: of.certain && found.is_some(), ..of }
}

/// A part of a year; none for a day that the year has not.
pub fn in_year(year: i32, spot: Spot) -> Option<Period> {
    match spot {
        Spot::In(Within::Day(month, day)) => calendar::day(year, month, day).map(Period::day),
        Spot::In(within) => calendar::YEARS.contains(&year).then_some(Period::Of(Some(year), within)),
        Spot::Feast(feast) => feast.day(year).map(Period::day),
    }
}

/// The year of "this winter": the one that began in December.
pub fn this_year(from: NaiveDate, spot: Spot) -> i32 {
    from.year() - i32::from(matches!(spot, Spot::In(Within::Season(3))) && from.month() <= 3)
}

/// The period whose nearer end lies nearest to a day. News looks back: months and seasons ahead must be twice as near.
pub fn nearest(
    spans: impl Iterator<Item = (Period, (NaiveDate, NaiveDate))>,
    from: NaiveDate,
    spot: Spot,
) -> Option<Period> {
    let bias = if matches!(spot, Spot::In(Within::Day(..)) | Spot::Feast(_)) { 1 } else { 2 };
    let far = |bounds| match days_to(bounds, from) {
        days @ 1.. => days * bias,
        days => -days,
    };
    spans.min_by_key(|(_, bounds)| far(*bounds)).map(|(period, _)| period)
}

/// The part of this year, the last or the next that begins on a day of the week, the nearest to a day: "Sunday, March 3".
pub fn on_weekday(weekday: u32, from: NaiveDate, spot: Spot, look: Look) -> Option<Period> {
    let years = (from.year() - 1..=from.year() + 1).filter_map(|year| in_year(year, spot));
    let spans = years.filter_map(|period| Some((period, period.bounds()?)));
    let fits = spans.filter(|(_, (first, last))| {
        let lies = match look {
            Look::Around => true,
            Look::Ahead => *last >= from,
            Look::Back | Look::Past => *first <= from,
        };
        lies && calendar::weekday(*first) == weekday
    });
    fits.min_by_key(|(_, bounds)| days_to(*bounds, from).abs()).map(|(period, _)| period)
}

/// Days from a day to a period: below 0 where it is over.
fn days_to((first, last): (NaiveDate, NaiveDate), from: NaiveDate) -> i64 {
    (first - from).num_days().max(0) + (last - from).num_days().min(0)
}

/// The ends of a range whose years were both guessed, put in order. A day near to the given one keeps its year: in
/// March, "from 15 March until August" ends after it begins. Else the end does: in May, "from August to October" is over.
pub fn in_order(begin: Period, end: Period, from: NaiveDate) -> Option<(Period, Period)> {
    let (Period::Of(Some(first), within), Period::Of(Some(last), until)) = (begin, end) else { return None };
    let (opens, closes) = (begin.bounds()?, end.bounds()?);
    if opens <= closes {
        Some((begin, end))
    } else if matches!(within, Within::Day(..)) && days_to(opens, from).abs() <= days_to(closes, from).abs() {
        let mut ends = (first..=first + 1).map(|year| Period::Of(Some(year), until));
        Some((begin, ends.find(|end| end.bounds().is_some_and(|bounds| bounds >= opens))?))
    } else {
        let mut begins = (last - 1..=last).rev().map(|year| Period::Of(Some(year), within));
        Some((begins.find(|begin| begin.bounds().is_some_and(|bounds| bounds <= closes))?, end))
    }
}

/// Whether clocks in the United States were an hour ahead on a day: by the rules of 2007 and 1987.
pub fn daylight_saving(day: NaiveDate) -> bool {
    let year = day.year();
    let (first, last) = if year >= 2007 {
        (calendar::nth_weekday(year, 3, 7, 2), calendar::nth_weekday(year, 11, 7, 1))
    } else {
        (calendar::nth_weekday(year, 4, 7, 1), calendar::nth_weekday(year, 10, 7, -1))
    };
    first.is_some_and(|first| first <= day) && last.is_some_and(|last| day < last)
}
