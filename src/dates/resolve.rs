//! The second pass: what was read becomes a value, left to right, against the publication date and what was mentioned.

use super::calendar;
use super::context::Context;
use super::find::{Anchor, Base, DAYLIGHT, Expr, Look, Pick, Raw, Spot, Year};
use super::period::{around, daylight_saving, in_year, nearest, nth_of, on_weekday, open_period, this_year};
use super::value::{Clock, Period, Unit, Value, Within};
use super::why::Why;
use crate::mention::Kind;
use chrono::{Datelike, NaiveDate};

/// A value and how it was come by.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    pub value: Value,
    /// Nothing was taken from the context.
    pub certain: bool,
    pub why: String,
}

impl Resolved {
    fn read(value: Value) -> Self {
        Self { value, certain: true, why: String::new() }
    }

    fn guessed(period: Period, why: Why) -> Self {
        Self { value: Value::At(period, None), certain: false, why: why.finish() }
    }
}

impl Context {
    /// Gives an expression its value.
    pub fn resolve(&self, raw: &Raw) -> Resolved {
        let mut resolved = self.base(&raw.expr.base, raw);
        if let Value::At(period @ Period::Of(Some(_), within), _) = resolved.value
            && period.bounds().is_none()
        {
            // The last week of the year 9999 ends outside the calendar.
            resolved.value = Value::At(Period::Of(None, within), None);
        }
        let Some(clock) = raw.expr.clock else { return resolved };
        let clock = self.zoned(clock, &raw.expr, &resolved.value);
        resolved.value = match resolved.value {
            Value::At(period @ Period::Of(_, Within::Day(..) | Within::Weekday(_)), _) => {
                Value::At(period, Some(clock))
            }
            // A time of day in a month or a week: its day is not known.
            _ => Value::At(Period::Of(None, Within::Day(0, 0)), Some(clock)),
        };
        resolved
    }

    /// The zone's offset on the day.
    fn zoned(&self, clock: Clock, expr: &Expr, value: &Value) -> Clock {
        let Clock::At { hour, minute, second, zone: Some(zone) } = clock else { return clock };
        let Value::At(period, _) = value else { return clock };
        let saving = match period.bounds() {
            Some((day, _)) if expr.daylight => i32::from(daylight_saving(day)) * 60,
            _ => 0,
        };
        debug_assert!(zone < DAYLIGHT);
        Clock::At { hour, minute, second, zone: Some(zone + saving) }
    }

    fn base(&self, base: &Base, raw: &Raw) -> Resolved {
        match base {
            Base::Fixed(value) => Resolved::read(value.clone()),
            Base::Date { year, spot, pick } => self.date(*year, *spot, *pick, raw.look),
            Base::Swappable { year, first, second } => self.swappable(*year, *first, *second, raw.look),
            Base::Weekday { day, pick, week } => self.weekday(*day, *pick, *week, raw.look),
            Base::Shift { anchor, by, unit, grain } => self.shift(*anchor, *by, *unit, *grain),
            Base::Nth { nth, counted, of } => nth_of(self.base(of, raw), *nth, *counted),
            Base::Offset { from, by, unit } => self.offset(self.base(from, raw), *by, *unit),
            Base::FiscalYear(by) => match self.publication(Unit::Year) {
                Some(day) => Resolved::guessed(
                    Period::Fiscal(day.year() + by),
                    Why::shift(*by, Unit::Year, day, self.name(false)),
                ),
                None => Resolved::guessed(open_period(Unit::Year), Why::words("no publication date is known")),
            },
            Base::Weekend => self.weekend(raw.look),
            Base::Around { of, unit } => around(self.base(of, raw), *unit),
            Base::Numbered { weekday, day } => self.numbered(*weekday, *day, raw.look),
            Base::SamePeriod(years) => match self.last_period {
                Some(period) => {
                    let resolved = Resolved::guessed(period, Why::words("the period last mentioned, in another year"));
                    self.offset(resolved, *years, Unit::Year)
                }
                None => self.shift(Anchor::Reference, *years, Unit::Year, Unit::Year),
            },
            Base::ShortDecade(decade) => {
                let year = self.full_year(*decade);
                Resolved::guessed(Period::Decade(Period::group(year, 10)), Why::words("the latest decade of that name"))
            }
            Base::SomeDay(anchor) => self.some_day(*anchor, raw.expr.kind, raw.look),
        }
    }

    /// A two-digit year in full: not long after the publication, or of the century spoken of.
    fn full_year(&self, short: u32) -> i32 {
        let short = short.cast_signed();
        let spoken_of = self.position.map(|(year, _)| year).filter(|year| self.narrative && *year > 0);
        match spoken_of.or(self.published.map(|point| point.day.year())) {
            Some(now) => {
                let year = now - now.rem_euclid(100) + short;
                if year > now + 10 { year - 100 } else { year }
            }
            None if short >= 50 => 1900 + short,
            None => 2000 + short,
        }
    }

    /// The year and why, none when open.
    fn year(&self, year: Year) -> Option<(i32, Option<Why>)> {
        match year {
            Year::Known(year) => Some((year, None)),
            Year::Short(short) => Some((self.full_year(short), Some(Why::words("a year of two digits")))),
            Year::Shift(anchor, by) => {
                let (from, mentioned) = self.anchored(anchor, Unit::Year)?;
                Some((from.year() + by, Some(Why::shift(by, Unit::Year, from, self.name(mentioned)))))
            }
            Year::Open => None,
        }
    }

    /// The date that an anchor stands for, and whether it was mentioned in the text.
    fn anchored(&self, anchor: Anchor, unit: Unit) -> Option<(NaiveDate, bool)> {
        match anchor {
            Anchor::Publication => self.publication(unit).map(|day| (day, false)),
            Anchor::Reference => self.reference(unit),
        }
    }

    fn name(&self, mentioned: bool) -> &'static str {
        match (mentioned, self.dateline) {
            (true, _) => "the date last mentioned",
            (false, true) => "the date of the dateline",
            (false, false) => "the publication date",
        }
    }

    fn date(&self, year: Year, spot: Spot, pick: Pick, look: Look) -> Resolved {
        if let Spot::In(Within::Day(0, day)) = spot {
            return self.day_of_month(day, look);
        }
        if let Some((year, why)) = self.year(year) {
            return match (in_year(year, spot), why) {
                (Some(period), None) if matches!(spot, Spot::Feast(feast) if feast.is_reckoned()) => Resolved::guessed(
                    period,
                    Why::words("as the moon is reckoned; it may be seen a day earlier or later"),
                ),
                (Some(period), None) => Resolved::read(Value::At(period, None)),
                (Some(period), Some(why)) => Resolved::guessed(period, why),
                // 29 February 2019
                (None, _) => {
                    Resolved::guessed(Period::Of(Some(year), Within::Whole), Why::words("the calendar has no such day"))
                }
            };
        }
        let open = match spot {
            Spot::In(within) => within,
            Spot::Feast(feast) => feast.day(2001).map_or(Within::Day(0, 0), |day| Within::Day(day.month(), day.day())),
        };
        let chosen = match year {
            Year::Open => self.recurring(spot, pick, look),
            _ => None,
        };
        chosen.unwrap_or_else(|| Resolved::guessed(Period::Of(None, open), Why::words("the year is not known")))
    }

    /// The year of a month, day, season, quarter or holiday that does not say it.
    fn recurring(&self, spot: Spot, pick: Pick, look: Look) -> Option<Resolved> {
        let inherits = pick.is_open() || matches!(pick, Pick::Previous | Pick::Following);
        if let (true, Some(year)) = (inherits, self.inherited_year()) {
            return self.inherited(year, spot, pick);
        }
        let point = self.published?;
        let from = point.day;
        let year = from.year();
        if point.grain == Unit::Year {
            return Some(Resolved::guessed(in_year(year, spot)?, Why::year(year)));
        }
        if let Pick::On(day) = pick
            && let Some(period) = on_weekday(day, from, spot, look)
        {
            return Some(Resolved::guessed(
                period,
                Why::weekday(day, "of that date nearest to", from, self.name(false)),
            ));
        }
        let candidates = (year - 8..=year + 8).filter_map(|year| in_year(year, spot));
        let spans = candidates.filter_map(|period| period.bounds().map(|bounds| (period, bounds)));
        let (period, how) = match pick {
            Pick::Last | Pick::Previous => (spans.rev().find(|(_, (_, last))| *last < from)?.0, "the last one before"),
            Pick::Next | Pick::Coming | Pick::Following => {
                (spans.into_iter().find(|(_, (first, _))| *first > from)?.0, "the next one after")
            }
            _ if pick.is_open() && look == Look::Ahead => {
                (spans.into_iter().find(|(_, (_, last))| *last >= from)?.0, "the first one from")
            }
            _ if pick.is_open() && look == Look::Back => {
                (spans.rev().find(|(_, (first, _))| *first <= from)?.0, "the last one begun by")
            }
            // A text may have been changed after the day that it gives.
            _ if pick.is_open() && look == Look::Past && matches!(spot, Spot::In(_)) => {
                let latest = calendar::add(from, CHANGED, Unit::Day)?;
                (spans.rev().find(|(_, (first, _))| *first <= latest)?.0, "the last one begun by")
            }
            Pick::This if !matches!(spot, Spot::In(Within::Day(..))) => {
                (in_year(this_year(from, spot), spot)?, "of the year of")
            }
            _ => (nearest(spans, from, spot)?, "the one nearest to"),
        };
        Some(Resolved::guessed(period, Why::from(how, from, self.name(false))))
    }

    /// The same, of the year last mentioned.
    fn inherited(&self, year: i32, spot: Spot, pick: Pick) -> Option<Resolved> {
        let step = match pick {
            Pick::Previous => -1,
            Pick::Following => 1,
            _ => 0,
        };
        let year = if step == 0 { self.flow(year, spot) } else { self.around_last(year, spot, step) };
        let period = in_year(year, spot)?;
        // The year was spoken of beside something else.
        if matches!(pick, Pick::On(day) if period.bounds().is_none_or(|(first, _)| calendar::weekday(first) != day)) {
            return None;
        }
        Some(Resolved::guessed(period, Why::year(year)))
    }

    /// A narrative goes on: in a text at November 1941, "January" is that of 1942.
    fn flow(&self, year: i32, spot: Spot) -> i32 {
        match (self.position, spot) {
            (Some((_, Some(last))), Spot::In(Within::Month(month) | Within::Day(month, _))) if last >= month + 8 => {
                year + 1
            }
            _ => year,
        }
    }

    /// "the previous April", "the following May": around the date last mentioned.
    fn around_last(&self, year: i32, spot: Spot, step: i32) -> i32 {
        let Some(last) = self.last[1].or(self.last[2]) else { return year + step };
        let this = in_year(year, spot).and_then(Period::bounds);
        match this {
            Some((_, end)) if step < 0 && end < last => year,
            Some((start, _)) if step > 0 && start > last => year,
            _ => year + step,
        }
    }

    /// "the 20th": of the month spoken of.
    fn day_of_month(&self, day: u32, look: Look) -> Resolved {
        let open = || Resolved::guessed(Period::Of(None, Within::Day(0, day)), Why::words("the month is not known"));
        let Some((from, mentioned)) = self.reference(Unit::Month) else { return open() };
        let mut found = calendar::day(from.year(), from.month(), day);
        if !mentioned && look != Look::Ahead && found.is_some_and(|found| found > from) {
            found = calendar::add(from, -1, Unit::Month).and_then(|back| calendar::day(back.year(), back.month(), day));
        }
        match found {
            Some(found) => {
                Resolved::guessed(Period::day(found), Why::from("in the month of", from, self.name(mentioned)))
            }
            None => open(),
        }
    }

    fn swappable(&self, year: Year, first: u32, second: u32, look: Look) -> Resolved {
        let sure = first.max(second) > 12 || first == second;
        let day_first = if sure { first > 12 } else { self.day_first.unwrap_or(false) };
        let (month, day) = if day_first { (second, first) } else { (first, second) };
        let mut resolved = self.date(year, Spot::In(Within::Day(month, day)), Pick::Any, look);
        resolved.certain &= sure;
        if resolved.why.is_empty() && !sure {
            resolved.why = Why::words(match self.day_first {
                None => "read as month/day; it could be day/month",
                Some(true) => "day before month, as in the other dates of this text",
                Some(false) => "month before day, as in the other dates of this text",
            })
            .finish();
        }
        resolved
    }

    fn weekday(&self, day: u32, pick: Pick, week: Option<(Anchor, i32)>, look: Look) -> Resolved {
        let open =
            || Resolved::guessed(Period::Of(None, Within::Weekday(day)), Why::words("no publication date is known"));
        let reference = matches!(pick, Pick::Previous | Pick::Following)
            || self.narrative && pick == Pick::Any && look != Look::Ahead;
        let anchor = if reference { Anchor::Reference } else { Anchor::Publication };
        let Some((from, mentioned)) = self.anchored(anchor, Unit::Day) else { return open() };
        let name = self.name(mentioned);
        let in_week = |by: i32| {
            let monday = calendar::on_or_before(from, 1)?;
            calendar::add(monday, by * 7 + day.cast_signed() - 1, Unit::Day)
        };
        let (found, how) = match (week, pick) {
            (Some((_, by)), _) => (in_week(by), "in the week that counts from"),
            (None, Pick::Any) if look == Look::Ahead || mentioned && matches!(look, Look::Around | Look::Past) => {
                (calendar::on_or_after(from, day), "on or after")
            }
            (None, Pick::Any | Pick::On(_)) => (calendar::on_or_before(from, day), "on or before"),
            (None, Pick::This) => (in_week(0), "in the week of"),
            (None, Pick::Last | Pick::Previous) => {
                (from.pred_opt().and_then(|before| calendar::on_or_before(before, day)), "before")
            }
            (None, Pick::Next) => (in_week(1), "in the week after"),
            (None, Pick::Coming) => (from.succ_opt().and_then(|after| calendar::on_or_after(after, day)), "after"),
            (None, Pick::Following) => (from.succ_opt().and_then(|after| calendar::on_or_after(after, day)), "after"),
        };
        match found {
            Some(found) => Resolved::guessed(Period::day(found), Why::weekday(day, how, from, name)),
            None => open(),
        }
    }

    /// "over the weekend": the last one that has begun, or the next to come.
    fn weekend(&self, look: Look) -> Resolved {
        let open = || Resolved::guessed(open_period(Unit::Weekend), Why::words("no publication date is known"));
        let Some(from) = self.publication(Unit::Day).filter(|_| !self.narrative) else { return open() };
        let day = if look == Look::Ahead { calendar::on_or_after(from, 7) } else { calendar::on_or_before(from, 6) };
        let how = if look == Look::Ahead { "the weekend on or after" } else { "the weekend on or before" };
        day.map_or_else(open, |day| {
            Resolved::guessed(Period::around(day, Unit::Weekend), Why::from(how, from, self.name(false)))
        })
    }

    /// "Tuesday the 19th": the nearest day of that number that is a Tuesday.
    fn numbered(&self, weekday: u32, day: u32, look: Look) -> Resolved {
        let open = || Resolved::guessed(Period::Of(None, Within::Day(0, day)), Why::words("the month is not known"));
        let anchor = if self.narrative { Anchor::Reference } else { Anchor::Publication };
        let Some((from, mentioned)) = self.anchored(anchor, Unit::Day) else { return open() };
        let month = |by: i32| {
            let month = calendar::add(calendar::day(from.year(), from.month(), 1)?, by, Unit::Month)?;
            let found = calendar::day(month.year(), month.month(), day)?;
            let away = match look {
                Look::Around => false,
                Look::Ahead => found < from,
                Look::Back | Look::Past => found > from,
            };
            (calendar::weekday(found) == weekday && !away).then_some(found)
        };
        // In a year and a half every weekday meets every number.
        match (-18..=18).filter_map(month).min_by_key(|found| (*found - from).num_days().abs()) {
            Some(found) => Resolved::guessed(
                Period::day(found),
                Why::weekday(weekday, "of that number nearest to", from, self.name(mentioned)),
            ),
            None => open(),
        }
    }

    fn shift(&self, anchor: Anchor, by: i32, unit: Unit, grain: Unit) -> Resolved {
        if unit < Unit::Day {
            return Resolved::read(Value::Vague(by.signum()));
        }
        let open = || Resolved::guessed(open_period(grain), Why::words("no publication date is known"));
        let anchored = self.anchored(anchor, unit);
        // The "today" of a narrative is that of someone in it.
        if self.narrative && anchor == Anchor::Publication && unit == Unit::Day {
            return open();
        }
        if let (Some(day), Anchor::Publication, Unit::Day) = (self.quoted, anchor, unit) {
            let Some(moved) = calendar::add(day, by, unit) else { return open() };
            return Resolved::guessed(
                Period::around(moved, grain),
                Why::from("spoken on", day, "the day of the quotation"),
            );
        }
        let Some((from, mentioned)) = anchored else { return open() };
        match calendar::add(from, by, unit) {
            Some(moved) => {
                Resolved::guessed(Period::around(moved, grain), Why::shift(by, unit, from, self.name(mentioned)))
            }
            None => open(),
        }
    }

    fn offset(&self, from: Resolved, by: i32, unit: Unit) -> Resolved {
        let Value::At(period, _) = &from.value else { return from };
        let open = || Resolved::guessed(open_period(unit), Why::words("no publication date is known"));
        let Some((first, last)) = period.bounds() else { return open() };
        let start = if by < 0 || first.day() == last.day() { first } else { last };
        let Some(moved) = calendar::add(start, by, unit) else { return open() };
        // A year before a day is a day; a day after a month is a day.
        let grain = match period {
            Period::Of(_, Within::Day(..)) => Unit::Day,
            Period::Of(_, Within::Month(_)) if unit >= Unit::Month => Unit::Month,
            Period::Of(_, Within::Quarter(_)) if unit >= Unit::Quarter => Unit::Quarter,
            Period::Of(_, Within::Week(_)) if unit >= Unit::Week => Unit::Week,
            _ => unit,
        };
        Resolved { value: Value::At(Period::around(moved, grain), None), ..from }
    }

    /// The day of a time that does not say it.
    fn some_day(&self, anchor: Option<Anchor>, kind: Kind, look: Look) -> Resolved {
        let open = || Resolved::guessed(Period::Of(None, Within::Day(0, 0)), Why::words("the day is not known"));
        if kind != Kind::Time {
            return open();
        }
        if let Some(day) = self.day_ahead {
            return Resolved::guessed(Period::day(day), Why::from("on", day, "the date beside it"));
        }
        let mentioned = self.last[0].filter(|day| self.goes_on(*day, look));
        let day = match (mentioned, anchor) {
            (Some(day), _) => Some((day, true)),
            (None, Some(_)) => None,
            (None, None) => self.publication(Unit::Day).filter(|_| !self.narrative).map(|day| (day, false)),
        };
        match day {
            Some((day, mentioned)) => Resolved::guessed(Period::day(day), Why::from("on", day, self.name(mentioned))),
            None => open(),
        }
    }
}

/// How many days after its publication a text may tell of as past.
const CHANGED: i32 = 2;
