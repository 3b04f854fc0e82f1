use super::*;
use crate::corrections::Correction;
use crate::dates::kind_of_value;
use crate::mention::By;
use crate::utf16::Index;
use serde_json::{Value, json};

/// The first occurrence of a surface.
fn find(text: &str, surface: &str) -> Span {
    let start = text.find(surface).expect("the surface is in the text");
    Span::new(start, start + surface.len())
}

fn spot(text: &str, surface: &str) -> Value {
    json!({"quote": surface, "start": text[..find(text, surface).range().start].encode_utf16().count()})
}

fn found(text: &str, mentions: &[(&str, Kind)]) -> Vec<Mention> {
    mentions.iter().map(|(surface, kind)| Mention::found(find(text, surface), *kind, Some(0.5))).collect()
}

/// What stays of these mentions after these corrections: surface, kind and who marked it.
fn left<'t>(text: &'t str, names: &[(&str, Kind)], corrections: &[Value]) -> Vec<(&'t str, Kind, By)> {
    let finders = Finders { names: found(text, names), ..Finders::default() };
    let list: Vec<Correction> =
        corrections.iter().map(|c| serde_json::from_value(c.clone()).expect("a correction")).collect();
    let placed = Corrections::place(text, &Index::new(text), &list, kind_of_value);
    let settled = settle(text, &finders, &placed);
    settled.iter().map(|s| (s.mention.span.of(text), s.mention.kind, s.mention.by)).collect()
}

fn overlapping<'t>(text: &'t str, finders: &Finders) -> Vec<&'t str> {
    let none = Corrections::place(text, &Index::new(text), &[], kind_of_value);
    settle(text, finders, &none).iter().map(|s| s.mention.span.of(text)).collect()
}

#[test]
fn what_stands_beside_a_date_stays() {
    let left = |text: &'static str, name: &str, kind: Kind, date: &str| {
        let (names, dates) = (found(text, &[(name, kind)]), found(text, &[(date, Kind::Date)]));
        overlapping(text, &Finders { names, dates, ..Finders::default() })
    };
    assert_eq!(
        left("in South Korea Jan. 5-7", "South Korea Jan.", Kind::Place, "Jan. 5-7"),
        ["South Korea", "Jan. 5-7"]
    );
    assert_eq!(
        left("on 7 May Harbour Trust sold", "May Harbour Trust", Kind::Organization, "7 May"),
        ["7 May", "Harbour Trust"]
    );
    let text = "in Korea Jan-Feb 2017";
    let finders = Finders {
        names: found(text, &[("Korea Jan", Kind::Place)]),
        dates: found(text, &[("Jan", Kind::Date), ("Feb 2017", Kind::Date)]),
        ..Finders::default()
    };
    assert_eq!(overlapping(text, &finders), ["Korea", "Jan", "Feb 2017"]);
    assert_eq!(left("at Russia Today", "Russia Today", Kind::Organization, "Today"), ["Russia Today"]);
    assert_eq!(left("at Euro 2016", "Euro 2016", Kind::Event, "2016"), ["Euro 2016"]);
    // A person may bear a month's name, and a place a whole date.
    assert_eq!(left("when Theresa May 2017 lost", "Theresa May", Kind::Person, "May 2017"), ["Theresa May"]);
    assert_eq!(left("in 5 May Street", "5 May Street", Kind::Place, "5 May"), ["5 May Street"]);
}

#[test]
fn the_longer_span_wins_then_name_date_amount() {
    let text = "The September 11 attacks cost May May's $10 in May";
    let finders = Finders {
        names: found(text, &[("September 11 attacks", Kind::Event), ("May", Kind::Person)]),
        dates: found(text, &[("September 11", Kind::Date), ("May", Kind::Date)]),
        amounts: found(text, &[("$10", Kind::Money)]),
    };
    assert_eq!(overlapping(text, &finders), ["September 11 attacks", "May", "$10"]);
    let same = |kind: Kind| {
        let text = "On New Year's Eve 1999 they met";
        let finders = Finders {
            names: found(text, &[("New Year's Eve 1999", kind)]),
            dates: found(text, &[("New Year's Eve 1999", Kind::Date)]),
            ..Finders::default()
        };
        let none = Corrections::place(text, &Index::new(text), &[], kind_of_value);
        settle(text, &finders, &none)[0].mention.kind
    };
    assert_eq!([same(Kind::Organization), same(Kind::Place), same(Kind::Event)], [Kind::Date, Kind::Date, Kind::Date]);
    let longer_date = Finders {
        names: found(text, &[("September", Kind::Person)]),
        dates: found(text, &[("September 11", Kind::Date)]),
        ..Finders::default()
    };
    assert_eq!(overlapping(text, &longer_date), ["September 11"]);
}

#[test]
fn one_long_span_beats_several_short_ones() {
    let text = "Paris on May 5";
    let finders = Finders {
        names: found(text, &[("Paris", Kind::Place)]),
        dates: found(text, &[("May 5", Kind::Date)]),
        amounts: found(text, &[("Paris on May 5", Kind::Money)]),
    };
    assert_eq!(overlapping(text, &finders), ["Paris on May 5"]);
}

#[test]
fn an_event_may_be_a_date_too() {
    let text = "After 9/11, on May 5";
    let finders = Finders {
        names: found(text, &[("9/11", Kind::Event)]),
        dates: found(text, &[("9/11", Kind::Date), ("May 5", Kind::Date)]),
        ..Finders::default()
    };
    let none = Corrections::place(text, &Index::new(text), &[], kind_of_value);
    let settled = settle(text, &finders, &none);
    assert_eq!(settled[0].mention.kind, Kind::Event);
    assert_eq!(surviving(&settled, &["nine", "five"], |k| k.is_date() || k == Kind::Event), [(0, "nine"), (1, "five")]);
}

#[test]
fn a_feast_is_the_date_of_its_day() {
    let text = "Shut on Christmas Day, and all Ramadan";
    let finders = Finders {
        names: found(text, &[("Christmas Day", Kind::Event), ("Ramadan", Kind::Event)]),
        dates: found(text, &[("Christmas Day", Kind::Date)]),
        ..Finders::default()
    };
    let none = Corrections::place(text, &Index::new(text), &[], kind_of_value);
    let kinds: Vec<Kind> = settle(text, &finders, &none).iter().map(|settled| settled.mention.kind).collect();
    assert_eq!(kinds, [Kind::Date, Kind::Event]);
}

#[test]
fn no_other_name_is_a_date() {
    let text = "May left in May";
    let finders = Finders {
        names: found(text, &[("May", Kind::Person)]),
        dates: found(text, &[("May", Kind::Date)]),
        ..Finders::default()
    };
    let none = Corrections::place(text, &Index::new(text), &[], kind_of_value);
    assert_eq!(surviving(&settle(text, &finders, &none), &["may"], |_| true), []);
}

#[test]
fn corrections_at_a_spot() {
    use Kind::{Organization, Person, Place};
    let text = "Jordan met Bank of Jordan";
    let names = [("Jordan", Place), ("Bank of Jordan", Organization)];
    let bank = ("Bank of Jordan", Organization, By::Engine);
    let jordan = spot(text, "Jordan");
    assert_eq!(left(text, &names, &[]), [("Jordan", Place, By::Engine), bank]);
    let kind = json!({"op": "kind", "at": {"spot": jordan}, "kind": "person"});
    assert_eq!(left(text, &names, &[kind]), [("Jordan", Person, By::Reader), bank]);
    assert_eq!(left(text, &names, &[json!({"op": "unmark", "at": {"spot": jordan}})]), [bank]);
    let longer = json!({"op": "extent", "at": jordan, "to": spot(text, "Jordan met")});
    assert_eq!(left(text, &names, &[longer]), [("Jordan met", Place, By::Reader), bank]);
    let shorter = json!({"op": "extent", "at": spot(text, "Bank of Jordan"), "to": spot(text, "Bank")});
    assert_eq!(left(text, &names[1..], &[shorter]), [("Bank", Organization, By::Reader)]);
    let mark = json!({"op": "mark", "at": {"spot": spot(text, "met Bank")}, "kind": "event"});
    assert_eq!(left(text, &names[1..], &[mark]), [("met Bank", Kind::Event, By::Reader)]);
}

#[test]
fn a_rule_is_for_whole_words_and_leaves_longer_names_alone() {
    let text = "Jordan and Jordan's Jordanian Bank of Jordan, Jordan-based";
    let names = [("Jordan", Kind::Place), ("Bank of Jordan", Kind::Organization)];
    let first = ("Jordan", Kind::Person, By::Rule);
    let bank = ("Bank of Jordan", Kind::Organization, By::Engine);
    let mark = json!({"op": "mark", "at": {"surface": "Jordan"}, "kind": "person"});
    assert_eq!(left(text, &names, &[mark]), [first, first, bank, first]);
    let kind = json!({"op": "kind", "at": {"surface": "Jordan"}, "kind": "person"});
    assert_eq!(left(text, &names, &[kind]), [first, bank]);
    let other = json!({"op": "unmark", "at": {"surface": "Jordan", "kind": "person"}});
    assert_eq!(left(text, &names, &[other]), [("Jordan", Kind::Place, By::Engine), bank]);
    let river = json!({"op": "mark", "at": {"surface": "Bank of Jordan, Jordan"}, "kind": "law"});
    assert_eq!(left(text, &[], &[river]), [("Bank of Jordan, Jordan", Kind::Law, By::Rule)]);
}

#[test]
fn of_rules_that_overlap_the_longest_counts_in_any_order() {
    let text = "Bank of Jordan River";
    let bank = json!({"op": "mark", "at": {"surface": "Bank of Jordan"}, "kind": "organization"});
    let river = json!({"op": "mark", "at": {"surface": "Jordan River"}, "kind": "place"});
    let jordan = json!({"op": "mark", "at": {"surface": "Jordan"}, "kind": "place"});
    let expected = [("Bank of Jordan", Kind::Organization, By::Rule)];
    assert_eq!(left(text, &[], &[bank.clone(), river.clone(), jordan.clone()]), expected);
    assert_eq!(left(text, &[], &[jordan, river, bank]), expected);
}

#[test]
fn what_the_reader_marks_may_overlap_and_beats_rules() {
    let text = "Bank of Jordan River";
    let bank = json!({"op": "mark", "at": {"spot": spot(text, "Bank of Jordan")}, "kind": "organization"});
    let jordan = json!({"op": "mark", "at": {"spot": spot(text, "Jordan")}, "kind": "place"});
    let river = json!({"op": "mark", "at": {"surface": "Jordan River"}, "kind": "place"});
    let expected = [("Bank of Jordan", Kind::Organization, By::Reader), ("Jordan", Kind::Place, By::Reader)];
    assert_eq!(left(text, &[], &[bank.clone(), jordan.clone(), river.clone()]), expected);
    assert_eq!(left(text, &[], &[river, jordan, bank]), expected);
}

#[test]
fn the_last_correction_of_a_stretch_counts_and_none_counts_twice() {
    let text = "Jordan won";
    let at = json!({"spot": spot(text, "Jordan")});
    let list = [
        json!({"op": "kind", "at": at, "kind": "person"}),
        json!({"op": "extent", "at": spot(text, "Jordan"), "to": spot(text, "Jordan won")}),
        json!({"op": "kind", "at": {"spot": spot(text, "Jordan won")}, "kind": "work"}),
    ];
    let once = left(text, &[("Jordan", Kind::Place)], &list);
    assert_eq!(once, [("Jordan won", Kind::Work, By::Reader)]);
    let twice: Vec<Value> = list.iter().flat_map(|c| [c.clone(), c.clone()]).collect();
    assert_eq!(left(text, &[("Jordan", Kind::Place)], &twice), once);
}

#[test]
fn places_and_dates_say_what_a_mention_is() {
    let text = "Georgia on Monday, 9/11, French";
    let names = [("Georgia", Kind::Person), ("9/11", Kind::Event), ("French", Kind::Group)];
    let place = |surface: &str, id: Value| json!({"op": "place", "at": {"spot": spot(text, surface)}, "place": id});
    let date = |surface: &str, value: &str| json!({"op": "date", "at": {"spot": spot(text, surface)}, "value": value});
    let kinds = |correction: Value| left(text, &names, &[correction]).iter().map(|m| m.1).collect::<Vec<_>>();
    assert_eq!(kinds(place("Georgia", json!("geonames:614540"))), [Kind::Place, Kind::Event, Kind::Group]);
    assert_eq!(kinds(place("Georgia", Value::Null)), [Kind::Person, Kind::Event, Kind::Group]);
    assert_eq!(kinds(place("French", json!("geonames:3017382"))), [Kind::Person, Kind::Event, Kind::Group]);
    assert_eq!(kinds(date("9/11", "2001-09-11")), [Kind::Person, Kind::Event, Kind::Group]);
    assert_eq!(kinds(date("Monday", "2023-05-22"))[1], Kind::Date);
    assert_eq!(kinds(date("Monday", "2023-05-22TEV"))[1], Kind::Time);
    assert_eq!(kinds(date("Monday", "P3D"))[1], Kind::Duration);
    assert_eq!(kinds(date("Monday", "PAST_REF"))[1], Kind::Date);
}

#[test]
fn a_date_moved_or_renamed_keeps_its_record() {
    let text = "early Tuesday";
    let finders = Finders { dates: found(text, &[("Tuesday", Kind::Date)]), ..Finders::default() };
    let list = [json!({"op": "extent", "at": spot(text, "Tuesday"), "to": spot(text, "early Tuesday")})];
    let list: Vec<Correction> = list.iter().map(|c| serde_json::from_value(c.clone()).expect("a correction")).collect();
    let placed = Corrections::place(text, &Index::new(text), &list, kind_of_value);
    let settled = settle(text, &finders, &placed);
    assert_eq!((settled[0].mention.span.of(text), settled[0].record), ("early Tuesday", Some(0)));
}
