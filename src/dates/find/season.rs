//! Seasons: "the summer of 1940", "last spring", "winter"; never a fall from power or a spring of water.

use super::day::year_tail;
use super::numbers::{alone, four_digits};
use super::scan::Row;
use super::words::Class;
use super::{Expr, Match, Pick, Spot, Year};
use crate::dates::value::Within;

pub const OPENS: u64 = Class::Season.bit() | Class::The.bit() | Class::Digits.bit();

pub fn read(row: &Row, at: usize, _depth: u32) -> Option<Match> {
    match row.at(at).class {
        // "the summer offensive" is about the offensive: the season is marked alone, later.
        Class::The if attributive(row, at + 2) => None,
        Class::The => season(row, at + 1, at),
        Class::Season => season(row, at, at),
        _ => {
            // "1982 summer"
            let (year, end) = four_digits(row, at).filter(|(_, end)| alone(row, at, *end))?;
            let season = row.at(end);
            let fits = season.class == Class::Season && season.spaced && !season.capital && season.value != 2;
            fits.then(|| Match { end: end + 1, expr: spot(Year::Known(year), season.value, Pick::Any) })
        }
    }
}

/// Whether a noun follows, of which the season is an attribute.
fn attributive(row: &Row, at: usize) -> bool {
    let next = row.at(at);
    next.class == Class::Other && !next.capital && next.spaced && !super::day::is_verb(row, at)
}

fn spot(year: Year, season: i32, pick: Pick) -> Expr {
    Expr::spot(year, Spot::In(Within::Season(season.unsigned_abs())), pick)
}

fn season(row: &Row, at: usize, from: usize) -> Option<Match> {
    let item = row.at(at);
    if item.class != Class::Season {
        return None;
    }
    let (year, end) = year_tail(row, at + 1);
    if year == Year::Open {
        let of_year = row.has(end, Class::Of) && super::join::year_shift(row, end + 1).is_some();
        if !of_year && !is_season(row, at, from) {
            return None;
        }
    }
    Match::new(end, spot(year, item.value, Pick::Any))
}

/// Whether a bare word means the season.
fn is_season(row: &Row, at: usize, from: usize) -> bool {
    let (item, next, before) = (row.at(at), row.at(at + 1), row.before(from, 1));
    if next.class == Class::Of || row.dash(at + 1) && !next.spaced || item.capital && next.capital {
        return false;
    }
    let cue = before.class == Class::In && before.value != 1 && before.value != 2
        || matches!(before.class, Class::Early | Class::Last | Class::Of)
        || before.class == Class::From && next.class == Class::To
        || matches!(before.class, Class::To | Class::And) && row.before(from, 2).class == Class::Season
        || next.class == Class::And && matches!(row.at(at + 2).class, Class::Season | Class::Early);
    match (item.value, item.capital) {
        // spring, fall: also a source, a coil, a drop
        (0 | 2, false) => cue && !(item.value == 2 && before.class == Class::Last),
        (_, true) => cue,
        _ => true,
    }
}

/// A season at an item, with "last", "next" or the like before it.
pub fn picked(row: &Row, at: usize, pick: Pick) -> Option<Match> {
    let item = row.at(at);
    (item.class == Class::Season && !(item.capital && row.at(at + 1).capital))
        .then(|| Match { end: at + 1, expr: spot(Year::Open, item.value, pick) })
}
