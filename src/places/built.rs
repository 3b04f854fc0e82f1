//! Names of what was built: streets, airports, stadiums.

/// Built things, named after the town they stand in.
const BUILT: [&str; 12] = [
    "airport",
    "airbase",
    "stadium",
    "port",
    "harbor",
    "harbour",
    "station",
    "prison",
    "university",
    "hospital",
    "airfield",
    "base",
];

/// Words that end the names of streets. Towns are called Terrace, Square and Way as well.
const STREETS: [&str; 10] = ["street", "road", "avenue", "lane", "boulevard", "drive", "st.", "rd", "ave", "blvd"];

/// Whether a name is a street's: "Willow Street", but "Street" is a town.
pub fn is_street(name: &str) -> bool {
    name.rsplit_once(' ').is_some_and(|(_, last)| STREETS.contains(&&*last.to_ascii_lowercase()))
}

/// Whether a name only says what was built there, so that it may stand anywhere.
pub fn is_built(name: &str) -> bool {
    let word = name.to_ascii_lowercase();
    BUILT.contains(&&*word) || ["cathedral", "courthouse", "guildhall"].contains(&&*word)
}

/// Whether a word says what sort of built thing it is.
pub fn is_sort(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    BUILT.contains(&&*word) || SORTS.contains(&&*word)
}

/// Words before those of [`BUILT`].
const SORTS: [&str; 17] = [
    "air",
    "bus",
    "central",
    "city",
    "domestic",
    "force",
    "general",
    "international",
    "memorial",
    "metro",
    "military",
    "municipal",
    "national",
    "naval",
    "railway",
    "regional",
    "train",
];

/// Whether a name of several words ends with what was built.
pub fn ends_built(name: &str) -> bool {
    name.rsplit_once(' ').is_some_and(|(_, last)| BUILT.contains(&&*last.to_ascii_lowercase()))
}
