//! Ranges give two expressions that share what only one of them says: "Nov. 18-20", "6-7 January 1916", "1915-17",
//! "from 5 to 7 p.m.", "between 60 and 90 days".

use super::duration::bare_count;
use super::numbers::{alone, month_day};
use super::scan::Row;
use super::words::Class;
use super::{Base, Expr, Look, Match, Pick, Raw, Spot, Year, clock, day, read_at, span, zone};
use crate::dates::value::{Clock, Length, Period, Value, Within};
use crate::mention::Kind;

/// Whether an item joins the ends of a range or a list, and the item past it.
pub fn link(row: &Row, at: usize) -> Option<usize> {
    let item = row.at(at);
    match item.class {
        Class::To | Class::And => Some(at + 1),
        Class::Sign if row.glued(at, '~') => Some(at + 1),
        Class::Sign if row.dash(at) => {
            // "May 5--May 8"
            Some(at + 1 + usize::from(row.dash(at + 1) && !row.at(at + 1).spaced))
        }
        _ => None,
    }
}

/// Whether only a link stands between the end of the last expression and an item.
pub fn is_link(row: &Row, last_end: u32, at: usize) -> bool {
    let single = at >= 2 && row.at(at - 2).end == last_end
        || at >= 1 && row.at(at - 1).start >= last_end && at >= 2 && row.at(at - 2).end == last_end;
    single && link(row, at - 1) == Some(at)
        || at >= 3 && row.at(at - 3).end == last_end && link(row, at - 2) == Some(at)
}

fn push(row: &Row, from: usize, to: usize, expr: Expr, linked: bool, out: &mut Vec<Raw>) {
    out.push(Raw { span: span(row, from, to), expr, linked, look: Look::Around, quoted: false });
}

/// What follows an expression and leans on it: the "20" of "Nov. 18-20", the "17" of "1915-17". The item past it.
pub fn rest(row: &Row, end: usize, out: &mut Vec<Raw>) -> Option<usize> {
    let before = &out.last()?.expr;
    if let Base::Fixed(Value::At(Period::Fiscal(first), None)) = before.base {
        return short_fiscal(row, end, first, out);
    }
    if let Base::Swappable { year, .. } = before.base
        && (year == Year::Open || row.dash(end) && !row.at(end).spaced)
    {
        return more_slashed(row, end, out);
    }
    let start = link(row, end)?;
    let item = row.at(start);
    if !matches!(item.class, Class::Digits | Class::Ordinal | Class::The) {
        return None;
    }
    let Base::Date { year, spot: Spot::In(within), .. } = before.base else { return None };
    if before.kind != Kind::Date {
        return None;
    }
    match (within, year) {
        (Within::Day(month, first), _) if month > 0 => more_days(row, end, start, (month, first), out),
        (Within::Whole, Year::Known(first)) => short_year(row, end, start, first, out),
        _ => None,
    }
}

/// The "11/22" of "on 11/20, 11/22 or 11/25", the "11/2/2017" of "10/1-11/2/2017".
fn more_slashed(row: &Row, end: usize, out: &mut Vec<Raw>) -> Option<usize> {
    let (mut end, mut last) = (end, None);
    while let Some(start) = link(row, end).or_else(|| row.glued(end, ',').then_some(end + 1)) {
        let Some(found) = super::numeric::another(row, start) else { break };
        let Base::Swappable { year, first, second } = found.expr.base else { break };
        let (tail, after) = day::year_tail(row, found.end);
        let (year, after) = if year == Year::Open { (tail, after) } else { (year, found.end) };
        push(row, start, after, Expr::date(Base::Swappable { year, first, second }), true, out);
        (end, last) = (after, Some(after));
    }
    last
}

/// The "20" of "Nov. 18-20", the "5" of "May 4 and 5": `day` is the month and day before it.
fn more_days(row: &Row, end: usize, start: usize, day: (u32, u32), out: &mut Vec<Raw>) -> Option<usize> {
    let (month, first) = day;
    // "from April the ninth till the seventeenth"
    let the = usize::from(row.has(start, Class::The));
    let (day, after) = month_day(row, start + the)
        .filter(|(_, after)| the == 0 || *after > start + 2 || row.has(start + 1, Class::Ordinal))?;
    let item = row.at(after);
    // "May 4 and 5 people": the next word must not be counted.
    let noun = item.class == Class::Other && item.spaced && !item.capital && row.word(after).ends_with('s');
    let counted = noun && !row.dash(end)
        || matches!(item.class, Class::Month | Class::Units | Class::Scale | Class::AmPm)
        || zone::am_pm(row, after, false).is_some();
    let exists =
        super::possible(&Base::Date { year: Year::Open, spot: Spot::In(Within::Day(month, day)), pick: Pick::Any });
    let backwards = day <= first && row.dash(end);
    if !exists || counted || backwards || !alone(row, start, after) && !dashed(row, start, after) {
        return None;
    }
    let (tail, after) = day::year_tail(row, after);
    let Some(Raw { expr: Expr { base: Base::Date { year, pick, .. }, .. }, .. }) = out.last_mut() else { return None };
    if *year == Year::Open {
        *year = tail;
    }
    let year = if tail == Year::Open { *year } else { tail };
    let base = Base::Date { year, spot: Spot::In(Within::Day(month, day)), pick: *pick };
    push(row, start, after, Expr::date(base), true, out);
    Some(after)
}

/// The "17" of "1915-17".
fn short_year(row: &Row, end: usize, start: usize, first: i32, out: &mut Vec<Raw>) -> Option<usize> {
    let (item, next) = (row.at(start), row.at(start + 1));
    let two = item.class == Class::Digits && row.width(start) == 2;
    let glued = row.dash(end) && !row.at(end).spaced && !item.spaced;
    let last = first - first.rem_euclid(100) + item.value;
    let code = row.dash(start + 1) || !next.spaced && next.class == Class::Other;
    if !two || !glued || last <= first || first < 1000 || code {
        return None;
    }
    push(row, start, start + 1, Expr::within(Year::Known(last), Within::Whole), true, out);
    Some(start + 1)
}

/// The "22" of "FY2020-22" and "FY2020/22".
fn short_fiscal(row: &Row, end: usize, first: i32, out: &mut Vec<Raw>) -> Option<usize> {
    let start = end + 1;
    let last = first - first.rem_euclid(100) + row.at(start).value;
    let sign = row.dash(end) && !row.at(end).spaced || row.glued(end, '/');
    let glued = sign && row.has(start, Class::Digits) && !row.at(start).spaced;
    if !glued || row.width(start) != 2 || last <= first || !super::numbers::free_after(row, start + 1) {
        return None;
    }
    push(row, start, start + 1, Expr::date(Base::Fixed(Value::At(Period::Fiscal(last), None))), true, out);
    Some(start + 1)
}

/// A day after a glued hyphen is alone but for it.
fn dashed(row: &Row, at: usize, end: usize) -> bool {
    !row.at(at).spaced
        && row.at(at - 1).class == Class::Sign
        && (row.at(end).spaced || row.at(end).class != Class::Other)
}

/// A number that leans on what follows it: the "6" of "6-7 January", the "5" of "5 to 7 p.m.", the "60" of "60 and 90
/// days". Both expressions are appended; the item past them.
pub fn shared(row: &Row, at: usize, out: &mut Vec<Raw>) -> Option<usize> {
    let item = row.at(at);
    if !matches!(item.class, Class::Digits | Class::Cardinal | Class::Ordinal | Class::The)
        || !item.spaced && !row.has(at.wrapping_sub(1), Class::Sign)
    {
        return None;
    }
    let found = days(row, at, out).or_else(|| hours(row, at, out)).or_else(|| counts(row, at, out));
    found.or_else(|| years_bc(row, at, out))
}

/// "499-493 BC", "from 264 to 241 BC".
fn years_bc(row: &Row, at: usize, out: &mut Vec<Raw>) -> Option<usize> {
    let item = row.at(at);
    let start = link(row, at + 1)?;
    let last = row.at(start);
    if item.class != Class::Digits || last.class != Class::Digits || !(1..=9999).contains(&item.value) {
        return None;
    }
    let (before, end) = super::numbers::era(row, start + 1)?;
    if !before || !(1..=item.value).contains(&last.value) {
        return None;
    }
    let year = |value: i32| Expr::within(Year::Known(1 - value), Within::Whole);
    push(row, at, at + 1, year(item.value), false, out);
    push(row, start, end, year(last.value), true, out);
    Some(end)
}

/// "6-7 January 1916", "the 5th and 6th of May".
fn days(row: &Row, at: usize, out: &mut Vec<Raw>) -> Option<usize> {
    let the = usize::from(row.has(at, Class::The));
    let (first, end) = month_day(row, at + the)?;
    let start = link(row, end)?;
    if !matches!(row.at(start).class, Class::Digits | Class::Ordinal | Class::The) {
        return None;
    }
    let found = day::read(row, start, 0).filter(|found| super::possible(&found.expr.base))?;
    let Base::Date { year, spot: Spot::In(Within::Day(month, last)), .. } = found.expr.base else { return None };
    if month == 0 || first >= last || row.has(start, Class::Month) {
        return None;
    }
    push(row, at, end, Expr::within(year, Within::Day(month, first)), false, out);
    push(row, start, found.end, found.expr, true, out);
    Some(found.end)
}

/// "5 to 7 p.m.", "9:30-11 a.m.", "between 7 and 9 last night", "tonight from 7 to 9".
fn hours(row: &Row, at: usize, out: &mut Vec<Raw>) -> Option<usize> {
    let item = row.at(at);
    if item.class != Class::Digits || row.width(at) > 2 || item.value > 12 {
        return None;
    }
    let minutes =
        row.glued(at + 1, ':') && row.has(at + 2, Class::Digits) && row.width(at + 2) == 2 && row.at(at + 2).value < 60;
    let end = at + 1 + 2 * usize::from(minutes);
    let start = link(row, end)?;
    let from = row.before(at, 1).class == Class::From;
    if !matches!(row.at(start).class, Class::Digits | Class::Cardinal) || row.has(end, Class::And) && !from {
        return None;
    }
    let first = (item.value.unsigned_abs(), if minutes { row.at(at + 2).value.unsigned_abs() } else { 0 });
    if zone::am_pm(row, end, false).is_some() || first.0 == 0 {
        return None;
    }
    let read = || read_at(row, start, 1).filter(|found| found.expr.kind == Kind::Time);
    let found = in_a_part(row, at, start, out).or_else(read)?;
    let Some(Clock::At { hour: last, minute, zone, .. }) = found.expr.clock else { return None };
    let clock =
        Clock::At { hour: begin_hour(first, (last, minute.unwrap_or(0))), minute: Some(first.1), second: None, zone };
    let expr = Expr { clock: Some(clock), ..found.expr.clone() };
    push(row, at, end, expr, false, out);
    push(row, start, found.end, found.expr, true, out);
    Some(found.end)
}

/// The hour of twenty-four of a beginning: "11 to 1 p.m." begins in the morning.
fn begin_hour(first: (u32, u32), last: (u32, u32)) -> u32 {
    let (hour, minute) = first;
    let afternoon = last.0 >= 12 && hour != 12 && ((hour + 12, minute) <= last || last.0 == 24);
    match hour {
        12 if last.0 < 12 => 0,
        _ if afternoon => hour + 12,
        _ => hour,
    }
}

/// The hour that ends a range inside a part of the day, which stands behind it or before: "7 and 9 last night", "tonight
/// from 7 to 9".
fn in_a_part(row: &Row, at: usize, start: usize, out: &[Raw]) -> Option<Match> {
    let (hour, minute, end) = clock_end(row, start)?;
    let at_hour = |mut expr: Expr, end: usize| {
        let Some(Clock::Part(part)) = expr.clock else { return None };
        let hour = clock::in_part(hour, part)?;
        expr.clock = Some(Clock::At { hour, minute: Some(minute), second: None, zone: None });
        Some(Match { end, expr })
    };
    if let Some(found) = read_at(row, end, 1).and_then(|found| at_hour(found.expr, found.end)) {
        return Some(found);
    }
    let before =
        out.last().filter(|raw| at >= 2 && row.has(at - 1, Class::From) && raw.span.end == row.at(at - 2).end)?;
    at_hour(before.expr.clone(), end)
}

/// An hour of twelve, its minute, and the item past them.
fn clock_end(row: &Row, at: usize) -> Option<(u32, u32, usize)> {
    let (hour, end) = super::numbers::whole(row, at).filter(|(hour, _)| (1..=12).contains(hour))?;
    let minutes = row.at(end + 1);
    let told = row.glued(end, ':') && minutes.class == Class::Digits && row.width(end + 1) == 2 && minutes.value < 60;
    Some(if told { (hour, minutes.value.unsigned_abs(), end + 2) } else { (hour, 0, end) })
}

/// "60 and 90 days", "two to three weeks", "five or six years": both are lengths.
fn counts(row: &Row, at: usize, out: &mut Vec<Raw>) -> Option<usize> {
    let (first, end) = bare_count(row, at)?;
    let start = link(row, end)?;
    if !matches!(row.at(start).class, Class::Digits | Class::Cardinal) || row.dash(end) && row.at(end).spaced {
        return None;
    }
    if !alone(row, at, end) && !row.dash(end) || row.before(at, 1).class == Class::Month {
        return None;
    }
    let found = read_at(row, start, 1).filter(|found| found.expr.kind == Kind::Duration)?;
    let Base::Fixed(Value::Length(Length(parts))) = &found.expr.base else { return None };
    let &[(Some(last), unit)] = parts.as_slice() else { return None };
    if first >= last {
        return None;
    }
    push(row, at, end, Expr::length(Length(vec![(Some(first), unit)])), false, out);
    push(row, start, found.end, found.expr, true, out);
    Some(found.end)
}
