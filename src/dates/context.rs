//! What is known when an expression is resolved: the publication date, and what the text has mentioned before.

use super::calendar;
use super::find::{Anchor, Base, Look};
use super::published::PublicationDate;
use super::value::{Period, Unit, Value, Within};
use chrono::NaiveDate;

/// A date from which others count, as precise as it is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Its first day.
    pub day: NaiveDate,
    /// How precise it is: day, month or year.
    pub grain: Unit,
}

impl Point {
    /// A publication date as a point.
    pub fn published(date: PublicationDate) -> Option<Self> {
        let day = calendar::day(date.year, date.month.unwrap_or(1), date.day.unwrap_or(1))?;
        let grain = match (date.month, date.day) {
            (None, _) => Unit::Year,
            (_, None) => Unit::Month,
            _ => Unit::Day,
        };
        Some(Self { day, grain })
    }

    pub fn fine(self, unit: Unit) -> bool {
        self.grain <= unit.max(Unit::Day)
    }
}

/// What is known when an expression is resolved.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// The publication date that holds here.
    pub published: Option<Point>,
    /// Whether it is that of a dateline.
    pub dateline: bool,
    /// Whether the text tells of years far from its publication.
    pub narrative: bool,
    /// Whether 05/06 is 5 June here, if other dates of the text tell.
    pub day_first: Option<bool>,
    /// The last date mentioned that was precise to the day, to the month, to the year.
    pub last: [Option<NaiveDate>; 3],
    /// The last period mentioned.
    pub last_period: Option<Period>,
    /// The year, and perhaps the month, that the narrative has come to.
    pub position: Option<(i32, Option<u32>)>,
    /// The day that a quotation was spoken.
    pub quoted: Option<NaiveDate>,
    /// The day that a time of day right before a date belongs to.
    pub day_ahead: Option<NaiveDate>,
    /// Where a day was mentioned last.
    pub day_told: Told,
}

/// How far back something was told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Told {
    InSentence,
    InSentenceBefore,
    #[default]
    Before,
}

impl Told {
    /// The same, seen from a later sentence, perhaps the `next` one.
    pub fn seen_from(self, next: bool) -> Self {
        if next && self == Self::InSentence { Self::InSentenceBefore } else { Self::Before }
    }
}

impl Context {
    /// The context at the head of a text.
    pub fn new(published: Option<Point>, day_first: Option<bool>) -> Self {
        Self { published, day_first, ..Self::default() }
    }

    /// Takes note of a resolved date, so that later ones can count from it. A year without month moves the narrative on
    /// only where it opens a sentence: "In 1941, …", but not "… who died in 1976"; and none begins with what lies ahead: "a
    /// forecast for the year ending March 31, 2025".
    pub fn remember(&mut self, value: &Value, base: &Base, opens: bool, look: Look) {
        let Value::At(period, _) = value else { return };
        let Some((first, _)) = period.bounds() else { return };
        let from_publication = matches!(base, Base::Shift { anchor: Anchor::Publication, .. });
        if from_publication && self.narrative {
            return;
        }
        self.last_period = Some(*period);
        let begins = self.position.is_none() && !self.narrative;
        match *period {
            _ if begins && look == Look::Ahead => {}
            Period::Of(Some(year), Within::Month(month) | Within::Day(month, _)) => {
                self.position = Some((year, Some(month)));
            }
            Period::Of(Some(year), _) if opens || self.position.is_none() => self.position = Some((year, None)),
            _ => {}
        }
        let grain = match period {
            Period::Of(_, Within::Day(..)) => 0,
            Period::Of(_, Within::Month(_)) => 1,
            Period::Of(..) => 2,
            _ => return,
        };
        // A week belongs to the year of its Thursday, a winter to the one it begins in.
        let first = match period {
            Period::Of(Some(year), _) if grain == 2 => calendar::day(*year, 1, 1).unwrap_or(first),
            _ => first,
        };
        for slot in &mut self.last[grain..] {
            *slot = Some(first);
        }
        if grain == 0 {
            self.day_told = Told::InSentence;
        }
    }

    /// The last date mentioned that is at least as precise as a unit, else the publication date.
    pub fn reference(&self, unit: Unit) -> Option<(NaiveDate, bool)> {
        let slot = match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Week | Unit::Weekend | Unit::Fortnight => 0,
            Unit::Month | Unit::Quarter => 1,
            Unit::Year | Unit::Decade | Unit::Century | Unit::Millennium => 2,
        };
        match self.last[slot] {
            Some(day) => Some((day, true)),
            None if self.narrative => None,
            None => self.published.filter(|point| point.fine(unit)).map(|point| (point.day, false)),
        }
    }

    pub fn publication(&self, unit: Unit) -> Option<NaiveDate> {
        self.published.filter(|point| point.fine(unit)).map(|point| point.day)
    }

    /// The year last mentioned, where it is likelier than the publication's.
    pub fn inherited_year(&self) -> Option<i32> {
        self.position.filter(|_| self.narrative || self.published.is_none()).map(|(year, _)| year)
    }

    /// Whether a time that does not say its day is of the day last mentioned: in the same sentence or, about the time of
    /// publication, in the one before ("They marched on Monday. Shortly after 11 p.m. police moved in."). What is to come is
    /// of no day past.
    pub fn goes_on(&self, day: NaiveDate, look: Look) -> bool {
        let recent = |from: NaiveDate| (day - from).num_days().abs() < 7 && !(look == Look::Ahead && day < from);
        match self.day_told {
            _ if self.narrative => true,
            Told::InSentence => true,
            Told::InSentenceBefore => self.publication(Unit::Day).is_some_and(recent),
            Told::Before => false,
        }
    }
}
