//! Finding temporal expressions: the first pass, which reads what an expression says and guesses nothing.
//!
//! Each family of expressions has a file and a line in [`FAMILIES`]. A block is split into items once; a family is tried
//! only at items whose class can open one of its expressions. The longest reading wins, then neighbours that tell of one
//! moment are joined ("Monday" + "morning", "9 p.m." + "Tuesday").

mod ahead;
mod clock;
mod counted;
mod day;
mod duration;
mod holiday;
mod join;
mod modified;
mod nth;
mod numbers;
mod numeric;
mod part;
mod past;
mod quarter;
mod range;
mod relative;
mod scan;
mod season;
mod set;
mod spoken;
mod vague;
mod week;
mod weekday;
mod words;
mod year;
mod zone;

pub use ahead::Look;
use ahead::Outlook;
pub use holiday::Feast;
pub use nth::Counted;
pub use scan::Row;
pub use words::{Class, DAYLIGHT};

use super::calendar;
use super::value::{Clock, Length, Unit, Value, Within};
use crate::mention::Kind;
use crate::text::Span;

/// From where a relative expression counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The publication date: "last week".
    Publication,
    /// The date that the text speaks of: "the next day".
    Reference,
}

/// The year of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Year {
    /// Written out; astronomical.
    Known(i32),
    /// Two digits.
    Short(u32),
    /// "last year", "of that year".
    Shift(Anchor, i32),
    /// Not said.
    Open,
}

/// Which of the recurring Mondays, Mays or summers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// Not said.
    Any,
    /// "this".
    This,
    /// "last".
    Last,
    /// "next".
    Next,
    /// "coming", "upcoming": the first ahead.
    Coming,
    /// "the previous": from the reference.
    Previous,
    /// "the following".
    Following,
    /// The one that is this day of the week, 1 Monday to 7: "Monday, 3 March".
    On(u32),
}

impl Pick {
    /// Whether no word says which one.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Any | Self::On(_))
    }
}

/// What of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// Months, days, quarters, seasons.
    In(Within),
    /// A holiday.
    Feast(Feast),
}

/// The day or period that an expression is about, as far as it says.
#[derive(Clone, Debug, PartialEq)]
pub enum Base {
    /// Needs no context.
    Fixed(Value),
    /// A part of a year.
    Date { year: Year, spot: Spot, pick: Pick },
    /// A numeric date whose day and month could be swapped, as month, day.
    Swappable { year: Year, first: u32, second: u32 },
    /// A day of the week, perhaps of a week told apart.
    Weekday { day: u32, pick: Pick, week: Option<(Anchor, i32)> },
    /// So many units from an anchor, told as precisely as `grain`.
    Shift { anchor: Anchor, by: i32, unit: Unit, grain: Unit },
    /// So many units from another expression.
    Offset { from: Box<Base>, by: i32, unit: Unit },
    /// Which (-1 the last) of the days or weeks of a longer period: "the first Monday of October".
    Nth { nth: i32, counted: Counted, of: Box<Base> },
    /// A fiscal year, so many from the one of the publication.
    FiscalYear(i32),
    /// "over the weekend".
    Weekend,
    /// The week or weekend of another date: "the week of 6 October".
    Around { of: Box<Base>, unit: Unit },
    /// A weekday with its number in the month: "Tuesday the 19th".
    Numbered { weekday: u32, day: u32 },
    /// The period last mentioned, so many years from it: "the same period last year".
    SamePeriod(i32),
    /// A decade by its last two digits: "the eighties".
    ShortDecade(u32),
    /// Only a time of day: the day is the context's.
    SomeDay(Option<Anchor>),
}

/// A temporal expression as read.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    /// `Date`, `Time`, `Duration` or `Set`.
    pub kind: Kind,
    /// The day or period.
    pub base: Base,
    /// The time of day.
    pub clock: Option<Clock>,
    /// Whether the zone is one that changes with the daylight saving of the United States.
    pub daylight: bool,
}

impl Expr {
    fn date(base: Base) -> Self {
        Self { kind: Kind::Date, base, clock: None, daylight: false }
    }

    fn time(base: Base, clock: Clock) -> Self {
        Self { kind: Kind::Time, base, clock: Some(clock), daylight: false }
    }

    fn length(length: Length) -> Self {
        Self { kind: Kind::Duration, base: Base::Fixed(Value::Length(length)), clock: None, daylight: false }
    }

    fn vague(when: i32) -> Self {
        Self::date(Base::Fixed(Value::Vague(when)))
    }

    fn shift(anchor: Anchor, by: i32, unit: Unit) -> Self {
        Self::date(Base::Shift { anchor, by, unit, grain: unit })
    }

    fn spot(year: Year, spot: Spot, pick: Pick) -> Self {
        Self::date(Base::Date { year, spot, pick })
    }

    fn within(year: Year, within: Within) -> Self {
        Self::spot(year, Spot::In(within), Pick::Any)
    }

    /// Whether it tells of one day (or of a moment in it).
    pub fn is_day(&self) -> bool {
        self.kind != Kind::Set && self.base.is_day()
    }
}

impl Base {
    fn is_day(&self) -> bool {
        match self {
            Self::Date { spot, .. } => !matches!(spot, Spot::In(w) if !matches!(w, Within::Day(..))),
            Self::Weekday { .. } | Self::Swappable { .. } | Self::Numbered { .. } => true,
            Self::Shift { grain, .. } => *grain == Unit::Day,
            // Three weeks from a day is a day.
            Self::Offset { from, unit, .. } => *unit <= Unit::Day || from.is_day(),
            Self::Nth { counted, .. } => !matches!(counted, Counted::Unit(unit) if *unit > Unit::Day),
            Self::Fixed(_)
            | Self::FiscalYear(_)
            | Self::Weekend
            | Self::Around { .. }
            | Self::SamePeriod(_)
            | Self::ShortDecade(_)
            | Self::SomeDay(_) => false,
        }
    }
}

/// A reading: the item past its last one, and what it says.
pub struct Match {
    pub end: usize,
    pub expr: Expr,
}

impl Match {
    fn new(end: usize, expr: Expr) -> Option<Self> {
        Some(Self { end, expr })
    }
}

/// An expression found in the text.
#[derive(Clone, Debug)]
pub struct Raw {
    pub span: Span,
    pub expr: Expr,
    /// Whether it ends a range whose beginning is the one before it.
    pub linked: bool,
    /// Where the words around it look.
    pub look: Look,
    /// Whether it stands inside quotation marks that opened in its block.
    pub quoted: bool,
}

/// A family of expressions: what may open it, and how it is read at an item.
struct Family {
    opens: u64,
    read: fn(&Row, usize, u32) -> Option<Match>,
}

/// Every family, one a file.
const FAMILIES: &[Family] = &[
    Family { opens: day::OPENS, read: day::read },
    Family { opens: numeric::OPENS, read: numeric::read },
    Family { opens: year::OPENS, read: year::read },
    Family { opens: quarter::OPENS, read: quarter::read },
    Family { opens: weekday::OPENS, read: weekday::read },
    Family { opens: nth::OPENS, read: nth::read },
    Family { opens: week::OPENS, read: week::read },
    Family { opens: relative::OPENS, read: relative::read },
    Family { opens: season::OPENS, read: season::read },
    Family { opens: holiday::OPENS, read: holiday::read },
    Family { opens: part::OPENS, read: part::read },
    Family { opens: clock::OPENS, read: clock::read },
    Family { opens: set::OPENS, read: set::read },
    Family { opens: duration::OPENS, read: duration::read },
    Family { opens: vague::OPENS, read: vague::read },
    Family { opens: modified::OPENS, read: modified::read },
];

/// All classes that open some expression.
const OPENS: u64 = {
    let mut all = 0;
    let mut at = 0;
    while at < FAMILIES.len() {
        all |= FAMILIES[at].opens;
        at += 1;
    }
    all
};

/// How deep expressions may stand inside one another: "the end of the week before Christmas".
const DEEPEST: u32 = 2;

/// The longest reading that begins at an item, joined with what follows it.
fn read_at(row: &Row, at: usize, depth: u32) -> Option<Match> {
    let class = row.at(at).class;
    if OPENS & class.bit() == 0 || depth > DEEPEST {
        return None;
    }
    let mut best: Option<Match> = None;
    for family in FAMILIES.iter().filter(|family| family.opens & class.bit() != 0) {
        if let Some(found) = (family.read)(row, at, depth)
            && best.as_ref().is_none_or(|b| found.end > b.end)
        {
            best = Some(found);
        }
    }
    best.filter(|found| possible(&found.expr.base)).map(|found| join::join(row, found, depth))
}

/// Whether the next item lets an expression begin at this one: most articles and signs are told by a look.
fn promising(row: &Row, at: usize) -> bool {
    let item = row.at(at);
    match item.class {
        Class::The | Class::A => !matches!(row.at(at + 1).class, Class::Other | Class::Sign | Class::End),
        Class::Sign => row.apostrophe(at) || numbers::count(row, at).is_some(),
        _ => true,
    }
}

/// Whether some year has the day: "31 November" is a misprint.
fn possible(base: &Base) -> bool {
    let exists = |month: u32, day: u32| month == 0 || calendar::day(2000, month, day).is_some();
    match *base {
        Base::Date { spot: Spot::In(Within::Day(month, day)), .. } => exists(month, day),
        Base::Swappable { first, second, .. } => exists(first, second) || exists(second, first),
        _ => true,
    }
}

/// Finds the expressions of a block, appending them in order.
pub fn block(row: &mut Row, content: Span, out: &mut Vec<Raw>) {
    row.fill(content);
    let first = out.len();
    let mut at = 0;
    let mut outlook = Outlook::default();
    let mut quoted = false;
    while at < row.len() {
        let item = row.at(at);
        outlook.pass(row, at);
        match (item.class, item.value) {
            (Class::Sign, 0x22) => quoted = !quoted,
            (Class::Sign, 0x201c | 0xab) => quoted = true,
            (Class::Sign, 0x201d | 0xbb) => quoted = false,
            _ => {}
        }
        if OPENS & item.class.bit() == 0 || !promising(row, at) {
            at += 1;
            continue;
        }
        if let Some(end) = range::shared(row, at, out) {
            at = end;
            continue;
        }
        let Some(found) = read_at(row, at, 0) else {
            at += 1;
            continue;
        };
        let linked = out.len() > first && range::is_link(row, out[out.len() - 1].span.end, at);
        // "has been closed from April until June" looks no more ahead than its beginning does.
        let look = if linked { out[out.len() - 1].look } else { outlook.look(row, at, found.end) };
        out.push(Raw { span: span(row, at, found.end), expr: found.expr, linked, look, quoted });
        at = range::rest(row, found.end, out).unwrap_or(found.end);
    }
}

/// From the first byte of an item to the last byte before another.
fn span(row: &Row, from: usize, to: usize) -> Span {
    Span { start: row.at(from).start, end: row.at(to - 1).end }
}
