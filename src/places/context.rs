//! What the words around a mention say of it: "Paris, Texas", "Mosul in Iraq", "Kherson (Ukraine)", "Belgorod region".

use crate::lexicon::gazetteer::{Feature, Gazetteer, Number};

/// How firmly a mention is said to lie in another place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// "Paris, Texas", "Paris (Texas)".
    Named,
    /// "Mosul in northern Iraq", "Ukraine's Kherson", "the Iraqi city of Mosul".
    Told,
}

/// Reads what stands between a mention and the one after it.
pub fn link(between: &str) -> Option<Link> {
    match between {
        ", " | " (" | "," | " , " => Some(Link::Named),
        _ => {
            // "Mosul in northern Iraq", "Karo district of North Sumatra", "Austin, a town in Indiana", "Troy, near Albany"
            let words = between.strip_prefix([' ', ',']).filter(|w| w.ends_with(' '))?;
            let plain = words.chars().all(|c| c.is_lowercase() || matches!(c, ' ' | '-'));
            let place = |word: &&str| matches!(*word, "in" | "near" | "outside" | "of");
            let lead = words.split(' ').filter(|w| !w.is_empty()).position(|w| place(&w))?;
            let last = words.trim_end().rsplit(' ').next().unwrap_or_default();
            let ends = place(&last) || matches!(last, "the") || DIRECTIONS.contains(&last);
            (plain && ends && lead <= 4).then_some(Link::Told)
        }
    }
}

/// Whether "in" or "of" alone stands between: "Candia in Crete", "the South Shore of Nova Scotia", "Kut in southern Iraq".
pub fn is_direct(between: &str) -> bool {
    let mut words = between.split([' ', ',']).filter(|w| !w.is_empty());
    words.next().is_some_and(|word| matches!(word, "in" | "of"))
        && words.all(|word| word == "the" || DIRECTIONS.contains(&word))
}

/// Parts of a country, in lower case before its name.
const DIRECTIONS: [&str; 14] = [
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "north",
    "south",
    "east",
    "west",
    "northeastern",
    "northwestern",
    "southeastern",
    "southwestern",
    "neighboring",
];

/// Reads what stands between a mention and the one before it, whose part it may be.
pub fn link_back(between: &str) -> Option<Link> {
    let words =
        between.strip_prefix("'s ").or_else(|| between.strip_prefix("’s ")).or_else(|| between.strip_prefix(' '));
    let words = words?;
    let lower = words.chars().all(|c| c.is_lowercase() || matches!(c, ' ' | '-'));
    let possessive = between.starts_with(['\'', '’']);
    let short = words.split(' ').count() <= 5;
    (lower && short && (possessive || words.ends_with("of ") || words.is_empty())).then_some(Link::Told)
}

/// Whether a list goes on after a place: "Texas, Oklahoma and Kansas" does not put Texas in Oklahoma.
pub fn goes_on(after: &str) -> bool {
    let words =
        after.strip_prefix([' ', '\n']).or_else(|| after.strip_prefix(", ")).or_else(|| after.strip_prefix(",\n"));
    words.is_some_and(|words| ["and", "or", "&"].iter().any(|word| words.strip_prefix(word).is_some_and(is_parted)))
}

fn is_parted(rest: &str) -> bool {
    rest.starts_with([' ', '\n'])
}

/// What kind of place the word after a mention says it is.
pub fn wanted(after: &str) -> Option<Wanted> {
    let word: &str = after.strip_prefix([' ', '\n'])?.split(|c: char| !c.is_alphabetic()).next()?;
    Some(match word {
        "state" | "province" | "oblast" | "governorate" | "prefecture" | "region" | "krai" | "department" => {
            Wanted::Division
        }
        "county" | "parish" | "counties" | "County" | "Counties" | "Parish" => Wanted::County,
        "river" | "lake" | "sea" | "Sea" | "River" | "ocean" => Wanted::Water,
        _ => return None,
    })
}

/// A kind of place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wanted {
    /// A state or province.
    Division,
    /// A county, or what goes by another name elsewhere.
    County,
    /// A river or lake.
    Water,
}

impl Wanted {
    /// Whether a feature is of this kind.
    pub fn is(self, feature: Feature) -> bool {
        match self {
            Self::Division => matches!(feature, Feature::Admin1 | Feature::Admin2 | Feature::Region),
            Self::County => feature == Feature::Admin2,
            Self::Water => feature == Feature::Water,
        }
    }
}

/// Whether a place lies in another: in the country, in the division, or near the town and no larger.
pub fn lies_in(gazetteer: &Gazetteer, inner: Number, outer: Number) -> bool {
    let (a, b) = (gazetteer.row(inner), gazetteer.row(outer));
    if inner == outer || a.feature == Feature::Country {
        return false;
    }
    match b.feature {
        Feature::Country => gazetteer.country_number(inner) == gazetteer.country_number(outer),
        Feature::Admin1 => a.division == b.division,
        _ => (a.lat() - b.lat()).abs() < 0.6 && (a.lon() - b.lon()).abs() < 0.8 && a.size <= b.size,
    }
}
