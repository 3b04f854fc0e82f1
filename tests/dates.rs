//! What holds of dates in any text: properties, and the calendar against another library's.

use marginalia::dates::{from_value, read_date};
use marginalia::mention::Kind;
use marginalia::report::DateType;
use marginalia::text::Span;
use marginalia::{Options, Report, annotate};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

fn options(published: &str) -> Options {
    serde_json::from_value(serde_json::json!({ "published": published })).expect("a publication date")
}

/// Words, numbers and signs that dates are made of, and some that break them.
const PIECES: &[&str] = &[
    "Monday",
    "May",
    "march",
    "second",
    "the",
    "of",
    "in",
    "on",
    "at",
    "last",
    "next",
    "two",
    "weeks",
    "ago",
    "early",
    "end",
    "year",
    "1990",
    "1990s",
    "'82",
    "11/12/2019",
    "2019-11-18",
    "3:07:35",
    "9",
    "p.m.",
    "ET",
    "Nov.",
    "18",
    "-",
    "–",
    ",",
    ".",
    "\"",
    "\u{201c}",
    "BC",
    "19th",
    "century",
    "every",
    "a",
    "half",
    "and",
    "Q3",
    "Christmas",
    "Day",
    "before",
    "after",
    "from",
    "to",
    "between",
    "this",
    "morning",
    "night",
    "\n",
    "\u{301}",
    "\u{200d}",
    "é",
    "👩‍👩‍👧",
    "1,000,000,000,000",
    "99999999999999999999",
    "0",
    "00",
    "31",
    "2 1/2",
    "T",
    ":",
    "/",
    "years",
    "old",
    "%",
    "$",
    "now",
    "weekend",
    "week",
    "Tuesday",
    "13th",
    "9/11",
    "4/25",
    "2.30pm",
    "24h",
    "20191118",
    "nineteen",
    "eighty-six",
    "two thousand",
    "quarter",
    "hour",
    "fiscal",
    "semi",
    "annually",
    "Eid al-Fitr",
    "Lunar New Year",
    "Labor Day",
    "tomorrow",
    "around",
    "~",
    "(",
    "EST",
    ")",
    "last",
    "month",
];

fn pieces() -> impl Strategy<Value = String> {
    prop::collection::vec((prop::sample::select(PIECES), prop::sample::select(&[" ", "", " ", "\u{a0}"][..])), 0..40)
        .prop_map(|parts| parts.into_iter().flat_map(|(piece, space)| [piece, space]).collect())
}

/// What must hold of every date of a report.
fn sound(text: &str, report: &Report) {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut edges = vec![0];
    for grapheme in text.graphemes(true) {
        edges.push(edges[edges.len() - 1] + grapheme.encode_utf16().count());
    }
    for date in &report.dates {
        let mention = &report.mentions[date.mention as usize];
        let (start, end) = (mention.start as usize, mention.end as usize);
        assert!(start < end && end <= units.len());
        let surface = String::from_utf16_lossy(&units[start..end]);
        assert!(
            edges.binary_search(&start).is_ok() && edges.binary_search(&end).is_ok(),
            "{surface:?} splits a grapheme"
        );
        let kind = match date.kind {
            DateType::Date => Kind::Date,
            DateType::Time => Kind::Time,
            DateType::Duration => Kind::Duration,
            DateType::Set => Kind::Set,
        };
        let read = from_value(Span::default(), kind, &date.value)
            .unwrap_or_else(|e| panic!("{surface:?} has the value {:?}: {e}", date.value));
        assert_eq!((&read.value, &read.begin, &read.end), (&date.value, &date.begin, &date.end), "{surface:?}");
        if let (Some(begin), Some(end)) = (&date.begin, &date.end)
            && !begin.starts_with('-')
        {
            assert!(begin <= end, "{surface:?}: {begin} after {end}");
        }
    }
    for amount in &report.amounts {
        let mention = &report.mentions[amount.mention as usize];
        let (start, end) = (mention.start as usize, mention.end as usize);
        assert!(edges.binary_search(&start).is_ok() && edges.binary_search(&end).is_ok());
        assert!(amount.value.is_finite());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_of_date_words_is_sound(text in pieces()) {
        sound(&text, &annotate(&text, &options("2023-05-23")));
        sound(&text, &annotate(&text, &Options::default()));
    }

    #[test]
    fn any_string_is_sound(text in "\\PC{0,120}") {
        sound(&text, &annotate(&text, &options("1863")));
    }

    #[test]
    fn any_value_that_parses_is_written_back(value in "[-0-9A-Z:+.]{0,14}") {
        for kind in [Kind::Date, Kind::Time, Kind::Duration, Kind::Set] {
            if let Ok(read) = from_value(Span::default(), kind, &value) {
                let again = from_value(Span::default(), kind, &read.value).expect("what was written is read");
                prop_assert_eq!(read.value, again.value);
            }
        }
    }

    #[test]
    fn any_typed_date_is_read_or_not(text in "\\PC{0,20}") {
        for reading in read_date(&text, None) {
            prop_assert!((1..=9999).contains(&reading.year));
        }
    }

    #[test]
    fn a_week_later_every_weekday_is_a_week_later(
        days in 0_i64..700_000,
        before in prop::sample::select(&["on", "last", "next", "this", "early", "will meet on", "until"][..]),
        weekday in prop::sample::select(&["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][..]),
    ) {
        let text = format!("They met {before} {weekday} in the hall.");
        let first = jiff::civil::date(1, 1, 8).saturating_add(jiff::Span::new().days(days));
        let second = first.saturating_add(jiff::Span::new().days(7));
        let value = |day: jiff::civil::Date| {
            let report = annotate(&text, &options(&day.to_string()));
            let begin = report.dates[0].begin.clone().expect("a day");
            begin[..10].parse::<jiff::civil::Date>().expect("a day")
        };
        prop_assert_eq!(value(first).saturating_add(jiff::Span::new().days(7)), value(second));
    }
}

#[test]
fn an_empty_text_has_no_dates() {
    assert!(annotate("", &Options::default()).dates.is_empty());
}

#[test]
fn a_typed_date_has_its_readings() {
    let read = |text: &str, today: Option<&str>| -> Vec<String> {
        let today = today.map(|today| today.to_owned().try_into().expect("a date"));
        read_date(text, today).iter().map(ToString::to_string).collect()
    };
    let today = Some("2024-03-10");
    assert_eq!(read("2023-05-23", None), ["2023-05-23"]);
    assert_eq!(read("23/5/2023", None), ["2023-05-23"]);
    assert_eq!(read("05/06/2023", None), ["2023-05-06", "2023-06-05"]);
    assert_eq!(read("5.6.2023", None), ["2023-06-05", "2023-05-06"]);
    assert_eq!(read("06/06/2023", None), ["2023-06-06"]);
    assert_eq!(read("23/5", today), ["2023-05-23"]);
    assert_eq!(read("2/3", today), ["2024-02-03", "2024-03-02"]);
    assert_eq!(read("23/5", None), [] as [&str; 0]);
    assert_eq!(read("May 1863", None), ["1863-05"]);
    assert_eq!(read("1863", None), ["1863"]);
    assert_eq!(read("May 23, 2023", None), ["2023-05-23"]);
    assert_eq!(read("23 May", today), ["2023-05-23"]);
    assert_eq!(read("January", today), ["2024-01"]);
    assert_eq!(read("yesterday", today), ["2024-03-09"]);
    assert_eq!(read("Monday", today), ["2024-03-04"]);
    assert_eq!(read("yesterday", None), [] as [&str; 0]);
    assert_eq!(read("31/2/2023", None), [] as [&str; 0]);
    assert_eq!(read("soon", today), [] as [&str; 0]);
    assert_eq!(read("", today), [] as [&str; 0]);
}

#[test]
fn a_given_value_has_its_bounds() {
    let bounds = |kind: Kind, value: &str| {
        let timex = from_value(Span::default(), kind, value).unwrap_or_else(|e| panic!("{value}: {e}"));
        (timex.begin.unwrap_or_default(), timex.end.unwrap_or_default())
    };
    let pair = |begin: &str, end: &str| (begin.to_owned(), end.to_owned());
    assert_eq!(bounds(Kind::Date, "2024-02"), pair("2024-02-01", "2024-02-29"));
    assert_eq!(bounds(Kind::Date, "1863"), pair("1863-01-01", "1863-12-31"));
    assert_eq!(bounds(Kind::Date, "199"), pair("1990-01-01", "1999-12-31"));
    assert_eq!(bounds(Kind::Date, "18"), pair("1800-01-01", "1899-12-31"));
    assert_eq!(bounds(Kind::Date, "2019-W46"), pair("2019-11-11", "2019-11-17"));
    assert_eq!(bounds(Kind::Date, "2019-W46-WE"), pair("2019-11-16", "2019-11-17"));
    assert_eq!(bounds(Kind::Date, "2019-Q3"), pair("2019-07-01", "2019-09-30"));
    assert_eq!(bounds(Kind::Date, "2019-H2"), pair("2019-07-01", "2019-12-31"));
    assert_eq!(bounds(Kind::Date, "2019-WI"), pair("2019-12-01", "2020-02-29"));
    assert_eq!(bounds(Kind::Date, "BC0044"), pair("-0043-01-01", "-0043-12-31"));
    assert_eq!(bounds(Kind::Time, "2023-05-22TNI"), pair("2023-05-22T18:00", "2023-05-22T23:59"));
    assert_eq!(bounds(Kind::Time, "2023-05-22T14:58Z"), pair("2023-05-22T14:58", "2023-05-22T14:58"));
    for (kind, open) in [
        (Kind::Date, "XXXX-WXX-1"),
        (Kind::Date, "XXXX-11-18"),
        (Kind::Date, "PAST_REF"),
        (Kind::Date, "FY2019"),
        (Kind::Duration, "P2.5Y"),
        (Kind::Duration, "PXW"),
        (Kind::Set, "P1D"),
    ] {
        assert_eq!(bounds(kind, open), pair("", ""), "{open}");
    }
    for (kind, wrong) in [
        (Kind::Date, "2023-02-29"),
        (Kind::Date, "2023-13"),
        (Kind::Date, "2021-W53"),
        (Kind::Date, "P3Y"),
        (Kind::Date, "2023-05-22TNI"),
        (Kind::Time, "2023-05-22"),
        (Kind::Time, "2023-05TNI"),
        (Kind::Duration, "2023"),
        (Kind::Duration, "P"),
        (Kind::Set, "PAST_REF"),
        (Kind::Person, "2023"),
        (Kind::Date, "soon"),
        (Kind::Date, ""),
    ] {
        assert!(from_value(Span::default(), kind, wrong).is_err(), "{wrong}");
    }
}

/// The published line of a page is found; what stands around the article is not.
#[test]
fn the_publication_date_is_found_in_the_head() {
    let text = "Bridge falls in Lyon\nPublished: 3 March 2021\n\nThe bridge over the river fell on Monday, the mayor said. \
                Nobody was hurt, and the road will stay shut for two weeks while engineers look at what is left of it.\n";
    let report = annotate(text, &Options::default());
    assert_eq!(report.published.date.as_deref(), Some("2021-03-03"));
    let monday = report.dates.iter().find(|date| date.why.starts_with("Monday")).expect("Monday is a date");
    assert_eq!((monday.value.as_str(), monday.certain), ("2021-03-01", false));
    assert_eq!(monday.why, "Monday on or before 3 March 2021, the publication date");
}

#[test]
fn a_diary_has_many_publication_dates() {
    let text = "It rained today.\n\nIt snowed today.\n";
    let second = text.find("It snowed").expect("it snowed");
    let options: Options = serde_json::from_value(serde_json::json!({
        "published": [{"start": 0, "date": "1863-05-01"}, {"start": second, "date": "1863-05-02"}]
    }))
    .expect("options");
    let values: Vec<String> = annotate(text, &options).dates.into_iter().map(|date| date.value).collect();
    assert_eq!(values, ["1863-05-01", "1863-05-02"]);
}

#[test]
fn a_date_ends_where_a_character_ends() {
    let text = "Eid al-Fitr '82\u{301} and Eid al-Fitr '83";
    let report = annotate(text, &options("2023-05-23"));
    sound(text, &report);
    assert_eq!(report.dates.len(), 1);
}

/// Lines cut at a width part what belongs to one amount; an empty line parts two paragraphs.
#[test]
fn amounts_run_on_over_a_soft_line_break() {
    let text = "The Norwegian company said on Tuesday that it had agreed to sell its oil for NOK\n\
                2.3 billion, after a year of talks that had been broken off twice. It said that\n\
                the sale would bring down its debt, which is large for such a firm, by about 15\n\
                percent, and that the harbour at the head of the long fjord had been built with\n\
                the money of the people of the north.\n\n\
                They read it on page 12\n\npercent by percent.\n";
    let report = annotate(text, &Options::default());
    let amounts: Vec<_> = report.amounts.iter().map(|amount| (amount.value, amount.unit.as_str())).collect();
    assert_eq!(amounts, [(2_300_000_000.0, "NOK"), (15.0, "percent")]);
}
