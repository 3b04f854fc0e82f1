//! What is known of names before the field decides: where they cannot be parted, where they are, where none may be.
//!
//! "Democratic Republic of the Congo" is one place, or part of one longer name, but never "Democratic Republic" and "Congo".

use super::atlas::{FIRST, LAST, is_country};
use super::label::{KINDS, LABELS, OUTSIDE, begin, last, number, unit};
use super::lattice::Row;
use super::reading::{Reading, Run};
use crate::lexicon::phrase;
use crate::mention::Kind;

/// What a label scores that cannot be: far less than all others together could bring.
const NEVER: f32 = -1e9;

/// The scores of a token that is outside every name.
pub const SHUT: Row = {
    let mut row = [NEVER; LABELS];
    row[OUTSIDE] = 0.0;
    row
};

/// What a name of several words on a list of bodies or of peoples gains where it begins, set by hand: "Downing Street"
/// alone in a sentence looks like any other street, and "Roman Catholics" like a person.
const LISTED: f32 = 3.0;

/// Holds the names together that are never split, favours those on lists, and parts countries at their hyphen. `open` says
/// which tokens may be part of a name: where one inside is not, there is nothing to hold.
pub fn hold(reading: &Reading, open: &[bool], rows: &mut [Row]) {
    for run in &reading.whole {
        let (first, last) = (run.0 as usize, run.1 as usize);
        if open[first..=last].iter().all(|open| *open) {
            join(&mut rows[first..=last]);
            favour(reading, *run, &mut rows[first]);
        }
    }
    part(reading, rows);
}

/// Leaves the first token to begin a name or go on with one, the inner ones to go on, the last one to go on or end it:
/// "Bank of Papua New Guinea" stays one organisation.
fn join(rows: &mut [Row]) {
    let length = rows.len();
    for (at, row) in rows.iter_mut().enumerate() {
        row[OUTSIDE] = NEVER;
        for kind in 0..KINDS.len() {
            row[unit(kind)] = NEVER;
            if at > 0 {
                row[begin(kind)] = NEVER;
            }
            if at + 1 < length {
                row[last(kind)] = NEVER;
            }
        }
    }
}

fn favour(reading: &Reading, (first, _): Run, row: &mut Row) {
    let listed = reading.phrases[first as usize];
    let kind = match listed {
        _ if listed & phrase::BODY != 0 => Kind::Organization,
        _ if listed & phrase::NATIONALITY != 0 => Kind::Group,
        _ if listed & phrase::EVENT != 0 => Kind::Event,
        _ if listed & phrase::PRODUCT != 0 => Kind::Product,
        _ if listed & phrase::LAW != 0 => Kind::Law,
        _ => return,
    };
    row[begin(number(kind))] += LISTED;
}

/// Shuts the hyphen between two countries, since the field has seen too few to part "US-China" everywhere; not inside a
/// name on a list, as in "US-China Business Council".
fn part(reading: &Reading, rows: &mut [Row]) {
    for line in &reading.lines {
        let places = &reading.places[line.first..line.end];
        for (hyphen, around) in (line.first + 1..).zip(places.windows(3)) {
            let countries = is_country(around[0], LAST) && is_country(around[2], FIRST);
            let held = rows[hyphen][OUTSIDE] <= NEVER;
            if countries && reading.tokens[hyphen].mark == '-' && !held {
                rows[hyphen] = SHUT;
            }
        }
    }
}
