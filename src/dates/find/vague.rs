//! Vague references to the past, the present and the future: "recently", "the future", "these days", "at present".

use super::scan::Row;
use super::words::Class;
use super::{Expr, Match};

pub const OPENS: u64 = Class::Vague.bit()
    | Class::The.bit()
    | Class::Last.bit()
    | Class::This.bit()
    | Class::Next.bit()
    | Class::That.bit()
    | Class::Right.bit()
    | Class::Noun.bit()
    | Class::Filler.bit();

pub fn read(row: &Row, at: usize, _depth: u32) -> Option<Match> {
    let item = row.at(at);
    match item.class {
        Class::Vague => adverb(row, at),
        // "more recently"
        Class::Filler if item.value == 1 && row.is(at + 1, "recently") => Match::new(at + 2, Expr::vague(-1)),
        Class::The => the(row, at + 1),
        Class::Last if item.value == 2 => recent(row, at),
        Class::This if item.value == 1 && !row.has(at + 1, Class::Unit) => Match::new(at + 1, Expr::vague(0)),
        Class::Next if item.value == 1 => units(row, at + 1, 1),
        // "by this time"; "This time he won" is about the occasion.
        Class::This if item.value == 0 && row.is(at + 1, "time") && after_preposition(row, at) => {
            Match::new(at + 2, Expr::vague(0))
        }
        Class::That if item.value == 2 && row.is(at + 1, "days") => Match::new(at + 2, Expr::vague(0)),
        // "to date"
        Class::Noun if item.value == 15 => {
            let before = row.before(at, 1);
            let ends = matches!(row.at(at + 1).class, Class::Sign | Class::End | Class::And | Class::In);
            let to = before.class == Class::To && before.value != 1;
            (to && ends).then(|| Match { end: at + 1, expr: Expr::vague(0) })
        }
        // "future elections"; "the future" stands elsewhere
        Class::Noun if item.value == 3 => {
            let next = row.at(at + 1);
            let adjective = next.class == Class::Other && !next.capital && next.spaced && !item.capital;
            (adjective && row.word(at).len() == 6).then(|| Match { end: at + 1, expr: Expr::vague(1) })
        }
        // "at present"
        Class::Noun if item.value == 6 => {
            let at_it = row.before(at, 1).class == Class::In && row.before(at, 1).value == 2;
            let ends = matches!(row.at(at + 1).class, Class::Sign | Class::End | Class::And | Class::In);
            (at_it && ends).then(|| Match { end: at + 1, expr: Expr::vague(0) })
        }
        Class::Right if row.is(at + 1, "now") => Match::new(at + 2, Expr::vague(0)),
        _ => None,
    }
}

fn after_preposition(row: &Row, at: usize) -> bool {
    let before = row.before(at, 1);
    match before.class {
        Class::In => matches!(before.value, 2 | 3 | 5),
        Class::About => before.value == 1,
        Class::To => before.value == 2,
        Class::From => true,
        _ => false,
    }
}

/// "recently", "currently", "now"; not "soon", which tells too little.
fn adverb(row: &Row, at: usize) -> Option<Match> {
    let item = row.at(at);
    let before = row.before(at, 1);
    if row.is(at, "now") && at > 0 && row.is(at - 1, "right") {
        // "right now" is marked whole by its first word.
        return None;
    }
    if row.is(at, "now") {
        // "will now pay" tells what follows, not when; "now that", "every now and then", "Now, then", "the now-closed mill".
        let next = row.at(at + 1);
        let idiom = before.class == Class::Ahead
            || row.is(at + 1, "that")
            || next.class == Class::And && row.is(at + 2, "then")
            || row.at(at).capital && row.glued(at + 1, ',')
            || row.dash(at + 1) && !next.spaced
            || row.word(at) == "NOW";
        return (!idiom).then(|| Match { end: at + 1, expr: Expr::vague(0) });
    }
    if row.is(at, "soon") || row.is(at, "presently") {
        return None;
    }
    let when = match item.value {
        0 => -1,
        3 => return None,
        other => other - 1,
    };
    Match::new(at + 1, Expr::vague(when))
}

/// "recent", "recent years".
fn recent(row: &Row, at: usize) -> Option<Match> {
    units(row, at + 1, -1).or_else(|| Match::new(at + 1, Expr::vague(-1)))
}

/// "years", "weeks" after "recent" or "coming".
fn units(row: &Row, at: usize, when: i32) -> Option<Match> {
    row.has(at, Class::Units).then(|| Match { end: at + 1, expr: Expr::vague(when) })
}

/// "the past", "the future", "the near future", "the present", "the time being", "the moment".
fn the(row: &Row, at: usize) -> Option<Match> {
    let item = row.at(at);
    match item.class {
        Class::Last if item.value == 1 => {
            let noun = matches!(row.at(at + 1).class, Class::Sign | Class::End | Class::And | Class::In);
            noun.then(|| Match { end: at + 1, expr: Expr::vague(-1) })
        }
        Class::Next if item.value == 1 => units(row, at + 1, 1),
        Class::Last if item.value == 2 => recent(row, at)
            .filter(|found| found.end > at + 1 || row.is(at + 1, "past"))
            .map(|found| Match { end: found.end + usize::from(row.is(found.end, "past")), expr: found.expr }),
        Class::Noun => {
            let when = match item.value {
                3 => 1,
                6 if row.is(at + 1, "time") => return Match::new(at + 2, Expr::vague(0)),
                6 => 0,
                1 if row.has(at + 1, Class::Noun) && row.at(at + 1).value == 8 => {
                    return Match::new(at + 2, Expr::vague(0));
                }
                4 if row.before(at, 2).class == Class::In && row.before(at, 2).value == 2 => 0,
                12 => {
                    let past = row.is(at + 1, "past");
                    let found = Match { end: at + 2, expr: Expr::vague(if past { -1 } else { 1 }) };
                    return (past || row.is(at + 1, "future")).then_some(found);
                }
                _ => return None,
            };
            // "the present government", "the future king"
            let ends = matches!(row.at(at + 1).class, Class::Sign | Class::End | Class::And | Class::In | Class::Of);
            let in_the = row.before(at, 2).class == Class::In && row.before(at, 2).value == 0;
            (ends || in_the).then(|| Match { end: at + 1, expr: Expr::vague(when) })
        }
        _ => None,
    }
}
