//! What the gazetteer says of a sentence: the longest names of places in it.

use crate::lexicon::gazetteer::{Class, Feature, Naming, Walk};
use crate::structure::Article;

/// Bit of the first token of a place's name, above its class.
pub const FIRST: u8 = 1 << 6;
/// Bit of the last.
pub const LAST: u8 = 1 << 7;

/// Longest name that is looked up, in tokens.
const LONGEST: usize = 8;

/// Finds the longest place that starts at a token, if any does: how many tokens, and its class (1 to 15).
pub fn longest(article: &Article, walk: &mut Walk, at: usize, end: usize) -> Option<(usize, u8)> {
    walk.clear();
    let mut longest = None;
    for token in at..end.min(at + LONGEST) {
        let word = article.token(token);
        let step = walk.push(word);
        // A key takes no notice of marks: "India," would be a name as well.
        if let Some(class) = step.class
            && word.starts_with(char::is_alphabetic)
        {
            longest = Some((token + 1 - at, number(class)));
        }
        if !step.more {
            break;
        }
    }
    longest
}

/// Class of countries by their names.
pub const COUNTRY: u8 = 1;
/// Class of countries by what is written just so ("US", "UK").
const SHORT: u8 = 3;

/// Whether a token stands at this edge, [`FIRST`] or [`LAST`], of a country's name.
pub fn is_country(place: u8, edge: u8) -> bool {
    matches!(place & !(FIRST | LAST), COUNTRY | SHORT) && place & edge != 0
}

/// A class as a number, 1 to 15; cities by size.
fn number(class: Class) -> u8 {
    if class.naming == Naming::Demonym {
        return 2;
    }
    match class.feature {
        Feature::Country if class.naming == Naming::Exact => SHORT,
        Feature::Country => COUNTRY,
        Feature::Admin1 => 4,
        Feature::Admin2 => 5,
        Feature::Capital | Feature::Seat | Feature::City => match class.size {
            24.. => 6,
            20.. => 7,
            17.. => 8,
            14.. => 9,
            _ => 10,
        },
        Feature::Water => 11,
        Feature::Mountain => 12,
        Feature::Region => 13,
        Feature::Park => 14,
        Feature::Facility => 15,
    }
}

/// The sort of place that a class is: 1 countries, 2 great divisions and cities, 3 peoples, 4 towns, 5 the rest; 0 none.
fn group(class: u8) -> u32 {
    match class {
        0 => 0,
        1 | 3 => 1,
        4 | 6 | 7 => 2,
        2 => 3,
        5 | 8..=10 => 4,
        _ => 5,
    }
}

/// Whether the class is of countries, their peoples, first-order divisions and great cities.
pub fn is_great(class: u8) -> bool {
    matches!(group(class), 1..=3)
}

/// The sort of a place with where the token stands in its name.
pub fn coarse(place: u8) -> u32 {
    match group(place & 15) {
        0 => 0,
        group => group << 2 | u32::from(place >> 6),
    }
}
