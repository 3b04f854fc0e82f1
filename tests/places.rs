//! Resolving given mentions: what no page of cases shows.

use marginalia::mention::{Kind, Mention};
use marginalia::places::{self, Resolved};
use marginalia::structure::Article;
use marginalia::text::Span;
use marginalia::{Options, annotate, segment, structure, text};

fn read(text: &str) -> Article<'_> {
    let blocks = text::blocks(text, &[]);
    let segments = segment::segment(text, &blocks);
    structure::read(text, &[], blocks, segments, &[])
}

/// Every occurrence of the names, in order.
fn mentions(text: &str, names: &[(&str, Kind)]) -> Vec<Mention> {
    let mut found = Vec::new();
    for &(name, kind) in names {
        let spans = text.match_indices(name).map(|(at, _)| Span::new(at, at + name.len()));
        found.extend(spans.map(|span| Mention::found(span, kind, None)));
    }
    found.sort_by_key(|m| m.span);
    found
}

fn resolve(text: &str, names: &[(&str, Kind)]) -> Vec<Option<Resolved>> {
    places::resolve(&read(text), &mentions(text, names), &[])
}

#[test]
fn groups_carry_their_country_without_a_pin() {
    let found = resolve("Ukrainian and Texan officials met.", &[("Ukrainian", Kind::Group), ("Texan", Kind::Group)]);
    let said: Vec<_> = found.iter().flatten().map(|r| (r.place.name.as_str(), r.pin)).collect();
    assert_eq!(said, [("Ukraine", false), ("Texas", false)]);
}

#[test]
fn organizations_and_persons_have_no_place() {
    let text = "The Kremlin and Paris Hilton spoke.";
    assert_eq!(resolve(text, &[("Kremlin", Kind::Organization), ("Paris Hilton", Kind::Person)]), [None, None]);
}

#[test]
fn what_the_gazetteer_lacks_has_no_place() {
    let text = "Earth, the South and Zyxwvut lie here.";
    let names = [("Earth", Kind::Place), ("South", Kind::Place), ("Zyxwvut", Kind::Place)];
    assert_eq!(resolve(text, &names), [None, None, None]);
}

#[test]
fn a_close_call_keeps_the_other_place_and_is_not_sure() {
    let found = resolve("The road to Springfield was closed.", &[("Springfield", Kind::Place)]);
    let answer = found[0].as_ref().expect("a Springfield");
    let (other, chance) = answer.runner_up.as_ref().expect("another Springfield");
    assert!(answer.confidence < 0.6, "{}", answer.confidence);
    assert!(other.key != answer.place.key && *chance <= answer.confidence);
}

#[test]
fn a_street_is_no_town_unless_it_is_said_to_lie_there() {
    let place = |text: &str, names: [&str; 2]| {
        let found = resolve(text, &names.map(|name| (name, Kind::Place)));
        found[0].as_ref().map(|r| r.place.country.clone().unwrap_or_default())
    };
    assert_eq!(place("41 Willow Street, Tauranga", ["Willow Street", "Tauranga"]), None);
    assert_eq!(place("12 Park Avenue, Leeds", ["Park Avenue", "Leeds"]), None);
    let town = place("They voted in Willow Street, Pennsylvania.", ["Willow Street", "Pennsylvania"]);
    assert_eq!(town.as_deref(), Some("US"));
}

#[test]
fn a_small_place_far_from_all_others_is_not_sure() {
    let first = |text: &str, names: &[&str]| {
        let names: Vec<(&str, Kind)> = names.iter().map(|name| (*name, Kind::Place)).collect();
        resolve(text, &names)[0].as_ref().map(|r| r.pin)
    };
    assert_eq!(first("A mill in Candia burned.", &["Candia"]), Some(true), "alone it is the one known");
    assert_eq!(first("Sailors met in Candia in Crete.", &["Candia", "Crete"]), Some(false));
    assert_eq!(first("The South Shore of Nova Scotia froze.", &["South Shore", "Nova Scotia"]), Some(false));
    let towns = ["Lahar", "Manila", "Cebu", "Davao", "Philippines"];
    assert_eq!(first("Lahar fell near Manila, Cebu and Davao in the Philippines.", &towns), Some(false));
    assert_eq!(first("In Boston, Canada's minister spoke.", &["Boston", "Canada"]), Some(true));
    let strains = ["Zaire", "Bundibugyo", "Sudan"];
    let listed = resolve("The Zaire, Bundibugyo, and Sudan strains", &strains.map(|name| (name, Kind::Place)));
    assert!(listed[1].as_ref().is_some_and(|r| r.confidence > 0.2), "a list puts nothing anywhere");
}

#[test]
fn what_was_built_lies_in_the_town_it_is_named_after_alone() {
    let place = |name: &str| resolve(name, &[(name, Kind::Place)])[0].as_ref().map(|r| r.place.name.clone());
    assert_eq!(place("King Shaka International Airport"), None);
    assert_eq!(place("Baghdad International Airport").as_deref(), Some("Baghdad"));
    assert_eq!(place("Chicago O'Hare International Airport").as_deref(), Some("Chicago"));
}

#[test]
fn one_spot_is_no_close_call() {
    let found = resolve("He flew to Kyiv.", &[("Kyiv", Kind::Place)]);
    let kyiv = found[0].as_ref().expect("Kyiv");
    assert!(kyiv.confidence > 0.9 && kyiv.pin, "the city and its district are one answer: {}", kyiv.confidence);
}

#[test]
fn the_readers_answer_counts_and_speaks_for_others() {
    let text = "The road to Paris was closed.";
    let marked = mentions(text, &[("Paris", Kind::Place)]);
    let article = read(text);
    let before = places::resolve(&article, &marked, &[])[0].clone().expect("Paris");
    let other = before.runner_up.expect("another Paris").0;
    let after = places::resolve(&article, &marked, &[(0, Some(&other.id))])[0].clone().expect("the other Paris");
    assert_eq!((after.place.key, after.confidence), (other.key, 1.0));
    assert_eq!(places::resolve(&article, &marked, &[(0, None)]), [None]);
    assert_eq!(places::resolve(&article, &marked, &[(0, Some("geonames:1"))]), [None], "an unknown place is none");
}

#[test]
fn towns_that_may_be_in_one_state_make_it_likely_together() {
    let text = "Roads to Bath, to Brunswick, to Freeport and to Topsham were closed.";
    let names = ["Bath", "Brunswick", "Freeport", "Topsham"].map(|name| (name, Kind::Place));
    let states: Vec<_> = resolve(text, &names).into_iter().flatten().map(|r| r.place.admin1).collect();
    assert_eq!(states, vec![Some("Maine".to_owned()); 4]);
}

#[test]
fn any_spans_of_any_text_are_taken() {
    let text = "Paris, (Texas), in São Paulo’s St. X — 🙂 U.S., La.\u{301} O\u{0} of the in 's  , Kyiv.";
    let cuts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    for width in 0..12 {
        for stride in 1..4 {
            let spans = cuts.windows(width + 1).step_by(width.max(1) * stride);
            let marked: Vec<Mention> = spans
                .enumerate()
                .map(|(i, w)| {
                    let kind = if i % 3 == 0 { Kind::Group } else { Kind::Place };
                    Mention::found(Span::new(w[0], w[width]), kind, None)
                })
                .collect();
            assert_eq!(places::resolve(&read(text), &marked, &[]).len(), marked.len());
        }
    }
}

#[test]
fn two_names_of_one_place_are_one_entity() {
    let report = annotate("Kiev was calm. Officials in Kyiv said so. Kyiv is in Ukraine.", &Options::default());
    let kyiv: Vec<_> = report.entities.iter().filter(|e| e.place.as_ref().is_some_and(|p| p.name == "Kyiv")).collect();
    assert_eq!(kyiv.len(), 1);
    assert_eq!(kyiv[0].mentions.len(), 3);
}

#[test]
fn a_reader_chooses_among_all_places_of_a_name() {
    let paris = places::named("Paris");
    let told: Vec<_> = paris.iter().map(|p| (p.name.as_str(), p.country.as_deref(), p.admin1.as_deref())).collect();
    assert_eq!(told[0].1, Some("FR"));
    assert!(told.contains(&("Paris", Some("US"), Some("Texas"))), "{told:?}");
    let text = "Paris was calm.";
    let texas = paris.iter().find(|p| p.admin1.as_deref() == Some("Texas")).expect("listed");
    let found = places::resolve(&read(text), &mentions(text, &[("Paris", Kind::Place)]), &[(0, Some(&texas.id))]);
    assert_eq!(found[0].as_ref().map(|r| &r.place), Some(texas));
    assert_eq!(places::named("Zyxwvut"), []);
    assert_eq!(places::named(""), []);
}

#[test]
fn a_line_end_inside_names_and_between_them_changes_nothing() {
    let flat = "A storm hit Paris, Texas, and San Antonio. The mayor of New York City helped.";
    let wrapped = "A storm hit Paris,\nTexas, and San\nAntonio. The mayor of New York\nCity helped.";
    let names = ["Paris", "Texas", "San Antonio", "New York City"];
    let answers = |text: &str, names: &[String]| -> Vec<Option<String>> {
        let names: Vec<(&str, Kind)> = names.iter().map(|name| (name.as_str(), Kind::Place)).collect();
        resolve(text, &names).into_iter().map(|found| found.map(|r| r.place.id)).collect()
    };
    let broken = ["Paris", "Texas", "San\nAntonio", "New York\nCity"].map(str::to_owned);
    let found = answers(flat, &names.map(str::to_owned));
    assert_eq!(found.len(), 4);
    assert!(found.iter().all(Option::is_some), "{found:?}");
    assert_eq!(answers(wrapped, &broken), found);
}

#[test]
fn a_blank_line_parts_names() {
    let answer = |between: &str| {
        let found =
            resolve(&format!("He left Paris{between}Texas won."), &[("Paris", Kind::Place), ("Texas", Kind::Place)]);
        found[0].as_ref().map(|r| r.place.country.clone().unwrap_or_default())
    };
    assert_eq!(answer(", ").as_deref(), Some("US"));
    assert_eq!(answer(",\n").as_deref(), Some("US"));
    assert_eq!(answer(",\n\n").as_deref(), Some("FR"));
}
