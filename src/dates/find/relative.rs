//! What points from another date: "yesterday", "last week", "the following day", "the day before".

use super::scan::Row;
use super::words::Class;
use super::{Anchor, Base, Expr, Match, Pick, counted, holiday, season, weekday};
use crate::dates::value::{Unit, Value};

pub const OPENS: u64 = Class::POINTERS
    | Class::Today.bit()
    | Class::A.bit()
    | Class::Digits.bit()
    | Class::Cardinal.bit()
    | Class::Few.bit()
    | Class::Half.bit()
    | Class::About.bit()
    | Class::Units.bit()
    | Class::Unit.bit();

pub fn read(row: &Row, at: usize, depth: u32) -> Option<Match> {
    match row.at(at).class {
        Class::Today => Match::new(at + 1, Expr::shift(Anchor::Publication, row.at(at).value, Unit::Day)),
        Class::The => the(row, at + 1, depth),
        Class::This | Class::That | Class::Same | Class::Last | Class::Next | Class::Previous | Class::Following => {
            pointed(row, at, false)
        }
        Class::Unit => unit_last(row, at),
        _ => counted::counted(row, at, depth),
    }
}

/// A unit, singular, that is counted by days or more; and the item past it.
fn unit(row: &Row, at: usize) -> Option<Unit> {
    let item = row.at(at);
    (item.class == Class::Unit && item.value >= Unit::Day as i32).then(|| Unit::numbered(item.value))
}

fn the(row: &Row, at: usize, depth: u32) -> Option<Match> {
    if let Some(found) = pointed(row, at, true) {
        return Some(found);
    }
    let unit = unit(row, at)?;
    // "over the weekend", "at the weekend"
    if unit == Unit::Weekend && after_weekend_word(row, at - 1) && ends(row, at + 1) {
        return Match::new(at + 1, Expr::date(Base::Weekend));
    }
    // "ended the day lower"
    let ended =
        at > 1 && ["end", "ended", "ending", "ends", "closed", "finished"].iter().any(|word| row.is(at - 2, word));
    if ended && unit <= Unit::Year && !row.has(at + 1, Class::Of) {
        return Match::new(at + 1, Expr::shift(Anchor::Reference, 0, unit));
    }
    // "the day before yesterday", "the week after next"
    let item = row.at(at + 1);
    if item.class == Class::After {
        if row.has(at + 2, Class::Today) && unit == Unit::Day {
            let by = row.at(at + 2).value + item.value;
            return Match::new(at + 3, Expr::shift(Anchor::Publication, by, Unit::Day));
        }
        if (row.has(at + 2, Class::Next) && item.value > 0) || (row.has(at + 2, Class::Last) && item.value < 0) {
            return Match::new(at + 3, Expr::shift(Anchor::Publication, 2 * item.value, unit));
        }
        if let Some(found) = offset(row, at + 2, item.value, unit, depth) {
            return Some(found);
        }
        return ends(row, at + 2)
            .then(|| Match { end: at + 2, expr: Expr::shift(Anchor::Reference, item.value, unit) });
    }
    let by = match item.class {
        Class::Following => 1,
        Class::Previous if item.value != 3 => -1,
        Class::Later if item.value.abs() == 1 => item.value,
        _ => return None,
    };
    Match::new(at + 2, Expr::shift(Anchor::Reference, by, unit))
}

/// "over the weekend", "at the weekend", "during the weekend": words before "the weekend" that make it the one just past
/// or at hand.
fn after_weekend_word(row: &Row, the: usize) -> bool {
    let before = row.before(the, 1);
    match before.class {
        Class::About => row.is(the - 1, "over"),
        Class::In => matches!(before.value, 2 | 4 | 5),
        Class::End => true,
        _ => false,
    }
}

/// "two days before Christmas": so many units from a date that follows.
pub fn offset(row: &Row, at: usize, by: i32, unit: Unit, depth: u32) -> Option<Match> {
    let inner = super::read_at(row, at, depth + 1)?;
    if !matches!(inner.expr.kind, crate::mention::Kind::Date) || matches!(inner.expr.base, Base::Fixed(Value::Vague(_)))
    {
        return None;
    }
    let from = Box::new(inner.expr.base);
    Match::new(inner.end, Expr::date(Base::Offset { from, by, unit }))
}

/// Whether nothing follows that "before" or "after" could govern.
pub fn ends(row: &Row, at: usize) -> bool {
    let item = row.at(at);
    matches!(item.class, Class::Sign | Class::End | Class::And | Class::In)
        && !(item.class == Class::Sign && item.value == 0x22)
}

/// "last week", "this past Monday", "the following year", "that same day", "next summer".
fn pointed(row: &Row, at: usize, the: bool) -> Option<Match> {
    let item = row.at(at);
    let mut next = at + 1;
    let mut class = item.class;
    if matches!(class, Class::This) && item.value == 1 && !the && !row.has(next, Class::Unit) {
        return None;
    }
    // "this past week", "that same day", "this coming Friday"
    if matches!(class, Class::This | Class::That)
        && matches!(row.at(next).class, Class::Last | Class::Next | Class::Same)
    {
        class = row.at(next).class;
        next += 1;
    }
    let (anchor, by, pick) = match class {
        Class::This => (Anchor::Publication, 0, Pick::This),
        Class::That | Class::Same => (Anchor::Reference, 0, Pick::This),
        Class::Last => (Anchor::Publication, -1, Pick::Last),
        Class::Next if row.at(next - 1).value > 0 => (Anchor::Publication, 1, Pick::Coming),
        Class::Next if the => (Anchor::Reference, 1, Pick::Next),
        Class::Next => (Anchor::Publication, 1, Pick::Next),
        Class::Previous => (Anchor::Reference, -1, Pick::Previous),
        Class::Following => (Anchor::Reference, 1, Pick::Following),
        _ => return None,
    };
    if matches!(class, Class::Last) && item.value >= 2 || row.at(next).class == Class::End {
        return None;
    }
    if let Some(found) = recurring(row, next, class, pick) {
        return Some(found);
    }
    by_unit(row, next, class, (anchor, by))
}

/// A month, weekday, season or holiday that "last", "next", "that" or the like points at.
fn recurring(row: &Row, at: usize, class: Class, pick: Pick) -> Option<Match> {
    if class == Class::Same && row.is(at, "period") {
        let (_, by, end) = year_back(row, at + 1)?;
        return Match::new(end, Expr::date(Base::SamePeriod(by)));
    }
    let spoken_of = matches!(class, Class::That | Class::Same);
    if spoken_of && matches!(row.at(at).class, Class::Season | Class::Month) {
        let mut found = super::day::picked(row, at, Pick::Any).or_else(|| season::picked(row, at, Pick::Any))?;
        if let Base::Date { year, .. } = &mut found.expr.base {
            *year = super::Year::Shift(Anchor::Reference, 0);
        }
        return Some(found);
    }
    let pick = if spoken_of { Pick::Following } else { pick };
    super::day::picked(row, at, pick)
        .or_else(|| weekday::picked(row, at, pick))
        .or_else(|| season::picked(row, at, pick))
        .or_else(|| holiday::picked(row, at, pick))
}

/// "week", "fiscal year", "day" after "last", "next", "that" or the like.
fn by_unit(row: &Row, next: usize, class: Class, shift: (Anchor, i32)) -> Option<Match> {
    let (anchor, by) = shift;
    let filler = usize::from(
        row.has(next, Class::Filler) && row.at(next).value == 4
            || row.has(next, Class::Fiscal)
            || row.is(next, "working") && row.is(next + 1, "week"),
    );
    let unit = unit(row, next + filler)?;
    // "last day", "this day": "the last day of school" is no date; "the next century" is.
    if class == Class::Last && (unit == Unit::Day || row.has(next + 1, Class::Of)) {
        return None;
    }
    // "the past year", "the past decade" are lengths; a weekend is none.
    if class == Class::Last && row.at(next - 1).value == 1 && unit != Unit::Weekend {
        return None;
    }
    let end = next + filler + 1;
    if let Some(found) = same_elsewhen(row, end, class, unit) {
        return Some(found);
    }
    if filler == 1 && row.dash(end) {
        return None;
    }
    if row.has(next, Class::Fiscal) {
        return (unit == Unit::Year).then(|| Match { end, expr: Expr::date(Base::FiscalYear(by)) });
    }
    let anchor = if unit == Unit::Day { Anchor::Reference } else { anchor };
    Match::new(end, Expr::shift(anchor, by, unit))
}

/// "the same month a year ago", "the same period last year".
fn same_elsewhen(row: &Row, at: usize, class: Class, grain: Unit) -> Option<Match> {
    if class != Class::Same {
        return None;
    }
    let (anchor, by, end) = year_back(row, at)?;
    let from = Box::new(Base::Shift { anchor, by: 0, unit: grain, grain });
    Match::new(end, Expr::date(Base::Offset { from, by, unit: Unit::Year }))
}

/// "a year ago", "a year earlier", "last year", "the previous year".
pub fn year_back(row: &Row, at: usize) -> Option<(Anchor, i32, usize)> {
    let the = usize::from(
        row.has(at, Class::The) || row.has(at, Class::A) || row.has(at, Class::Of) || row.has(at, Class::In),
    );
    if row.has(at, Class::A) && row.is(at + 1, "year") {
        let ago = row.has(at + 2, Class::Ago) || row.has(at + 2, Class::Later) && row.at(at + 2).value < 0;
        return ago.then_some((Anchor::Reference, -1, at + 3));
    }
    let item = row.at(at + the);
    let by = match item.class {
        Class::Last | Class::Previous if item.value == 0 => -1,
        Class::Next if item.value == 0 => 1,
        _ => return None,
    };
    row.is(at + the + 1, "year").then_some((Anchor::Reference, by, at + the + 2))
}

/// "week last", "year-ago", "Monday last" are old; "month's end" and "year-end" are edges.
fn unit_last(row: &Row, at: usize) -> Option<Match> {
    let unit = unit(row, at)?;
    if row.is(at, "year") && row.glued(at + 1, '-') && row.is(at + 2, "ago") {
        return Match::new(at + 3, Expr::shift(Anchor::Publication, -1, Unit::Year));
    }
    // "day after tomorrow"
    let mark = row.at(at + 1);
    let today = row.at(at + 2);
    if unit == Unit::Day && mark.class == Class::After && today.class == Class::Today && today.value == mark.value {
        return Match::new(at + 3, Expr::shift(Anchor::Publication, 2 * mark.value, Unit::Day));
    }
    let possessive =
        row.apostrophe(at + 1) && row.is(at + 2, "s") && row.has(at + 3, Class::Edge) && row.at(at + 3).value == 2;
    (possessive && unit >= Unit::Month && unit <= Unit::Year)
        .then(|| Match { end: at + 4, expr: Expr::shift(Anchor::Reference, 0, unit) })
}
