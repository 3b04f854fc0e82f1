//! The packed gazetteer and its door.

use marginalia::lexicon::gazetteer::{Class, Feature, Gazetteer, Key, Naming, gazetteer};

const PACKED: &[u8] = include_bytes!("../data/packed/gazetteer.bin");

/// Name and country of the largest place of a name, those that bear it in full first.
fn largest(surface: &str) -> Option<(&'static str, &'static str, Naming)> {
    let opened = gazetteer();
    let key = Key::of(surface);
    let best = opened.lookup(&key, surface).max_by_key(|&(place, naming)| {
        (naming != Naming::Implied, opened.row(place).size, naming == Naming::Primary, place)
    })?;
    Some((opened.name(best.0), opened.country(best.0), best.1))
}

#[test]
fn names_lead_to_their_places() {
    for (surface, name, country, naming) in [
        ("Kyiv", "Kyiv", "UA", Naming::Primary),
        ("KIEV", "Kyiv", "UA", Naming::Alternate),
        ("Burma", "Myanmar", "MM", Naming::Alternate),
        ("St. Louis", "St. Louis", "US", Naming::Primary),
        ("Ft. Worth", "Fort Worth", "US", Naming::Primary),
        ("Winston Salem", "Winston-Salem", "US", Naming::Primary),
        ("Ukrainians", "Ukraine", "UA", Naming::Demonym),
        ("U.S.", "United States", "US", Naming::Exact),
        ("La.", "Louisiana", "US", Naming::Exact),
        ("Belgorod", "Belgorod", "RU", Naming::Primary),
        ("Bakhmut", "Bakhmut", "UA", Naming::Primary),
        ("Calcasieu", "Calcasieu Parish", "US", Naming::Implied),
    ] {
        assert_eq!(largest(surface), Some((name, country, naming)), "{surface}");
    }
}

#[test]
fn short_forms_count_in_one_spelling() {
    for surface in ["us", "Us", "LA.", "la", "or"] {
        assert!(!matches!(largest(surface), Some((_, _, Naming::Exact))), "{surface}");
    }
}

#[test]
fn what_is_no_place_is_not_found() {
    for surface in ["", " ", "Zelensky", "Kyi", "Kyivs", "the", "St.", "\u{1}", "Ukraine\tKyiv"] {
        assert_eq!(largest(surface), None, "{surface:?}");
    }
}

#[test]
fn a_walk_finds_short_and_long_names() {
    let mut walk = gazetteer().walk();
    let first = walk.push("New");
    assert!(first.class.is_none() && first.more);
    let second = walk.push("York");
    assert!(second.class.is_some_and(|c| c.size > 25) && second.more, "New York City goes on");
    let third = walk.push("City");
    assert!(matches!(third.class, Some(Class { feature: Feature::City | Feature::Seat, .. })));
    assert!(!walk.push("Ballet").more);
    walk.clear();
    assert!(walk.push("Russian").class.is_some_and(|c| c.naming == Naming::Demonym));
}

#[test]
fn divisions_know_their_countries() {
    let opened = gazetteer();
    let key = Key::of("Alexandria");
    let found: Vec<_> = opened.lookup(&key, "Alexandria").map(|(p, _)| p).collect();
    let in_louisiana = found.iter().find(|&&p| (opened.country(p), opened.division_code(p)) == ("US", "LA"));
    let division = opened.division(*in_louisiana.expect("Alexandria, La.")).expect("a state");
    assert_eq!(opened.name(division), "Louisiana");
    assert_eq!(opened.division(division), None, "a division is not its own division");
}

#[test]
fn only_a_whole_file_is_opened() {
    assert!(Gazetteer::from_bytes(PACKED).is_ok());
    for length in (0..200).chain([1000, 100_000, PACKED.len() / 2, PACKED.len() - 1]) {
        assert!(Gazetteer::from_bytes(&PACKED[..length]).is_err(), "{length} bytes");
    }
    let longer = [PACKED, b"x"].concat();
    assert!(Gazetteer::from_bytes(&longer).is_err());
    // The seed at 8 to 11 may be any number.
    for at in (0..8).chain(12..44) {
        let mut changed = PACKED.to_vec();
        changed[at] ^= 0xff;
        assert!(Gazetteer::from_bytes(&changed).is_err(), "byte {at} changed");
    }
}
