//! The phrases of the two sets, and what they mean.

use super::iso::exists;
use super::{Meant, Phrase};
use crate::data;
use serde::Deserialize;
use std::io::Read;
use std::path::Path;

#[derive(Deserialize)]
struct Recognized {
    text: String,
    dct: String,
    timex: Vec<RecognizedTimex>,
}

#[derive(Deserialize)]
struct RecognizedTimex {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
    values: Vec<RecognizedValue>,
}

#[derive(Deserialize)]
struct RecognizedValue {
    timex: Option<String>,
    value: Option<String>,
    start: Option<String>,
    end: Option<String>,
}

/// Kinds of phrases that name a date, a time, a duration or a set.
const KINDS: [&str; 8] = ["date", "daterange", "time", "timerange", "datetime", "datetimerange", "duration", "set"];

pub fn recognizers(file: &Path) -> Result<Vec<Phrase>, String> {
    let records: Vec<Recognized> = data::read_jsonl(file)?;
    let mut phrases = Vec::new();
    for record in records {
        for timex in record.timex.iter().filter(|timex| KINDS.contains(&timex.kind.as_str())) {
            let iso = |moment: &Option<String>| {
                let named = moment.as_ref().filter(|moment| moment.starts_with(|c: char| c.is_ascii_digit()));
                named.map(|moment| moment.replace(' ', "T"))
            };
            let meant = timex.values.iter().map(|value| Meant {
                kind: timex.kind.clone(),
                begin: iso(&value.start).or_else(|| iso(&value.value).filter(|_| timex.kind != "duration")),
                end: iso(&value.end),
                timex: value.timex.clone().unwrap_or_default(),
            });
            phrases.push(Phrase {
                text: record.text.clone(),
                today: record.dct.clone(),
                zone: None,
                start: timex.start,
                end: timex.end,
                meant: meant.collect(),
            });
        }
    }
    phrases.retain(|phrase| phrase.meant.iter().any(of_the_calendar));
    Ok(phrases)
}

/// "30 February" names no day, and has no value of theirs.
fn of_the_calendar(meant: &Meant) -> bool {
    let days = meant.timex.split(['(', ',', ')']).filter(|part| part.len() >= 10 && part.is_char_boundary(10));
    days.map(|day| day.replace("XXXX", "2000")).all(|day| exists(&day))
}

/// Duckling's clock stands two hours west of Greenwich.
const ZONE: i64 = -120;

#[derive(Deserialize)]
struct Duckling {
    r#ref: String,
    positive: Vec<DucklingCase>,
}

#[derive(Deserialize)]
struct DucklingCase {
    expr: String,
    phrases: Vec<String>,
}

pub fn duckling(file: &Path) -> Result<Vec<Phrase>, String> {
    let mut text = String::new();
    data::open(file)?.read_to_string(&mut text).map_err(|e| format!("{}: {e}", file.display()))?;
    let cases: Duckling = serde_json::from_str(&text).map_err(|e| format!("{}: {e}", file.display()))?;
    let today = cases.r#ref.get(..10).unwrap_or_default().to_owned();
    let mut phrases = Vec::new();
    for case in cases.positive.iter().filter(|case| reckoned(&case.expr)) {
        for text in &case.phrases {
            let end = text.chars().count();
            phrases.push(Phrase {
                text: text.clone(),
                today: today.clone(),
                zone: Some(ZONE),
                start: 0,
                end,
                meant: vec![moments(&case.expr)],
            });
        }
    }
    Ok(phrases)
}

/// Whether a holiday's day can be reckoned by a public formula, and is known beyond one country and one faith; others are
/// not counted (data/date-differences.md).
fn reckoned(expr: &str) -> bool {
    const KNOWN: &[&str] = &[
        "Thanksgiving Day",
        "Christmas",
        "Martin Luther King's Day",
        "Easter Sunday",
        "Black Friday",
        "St Patrick's Day",
        "Halloween",
        "Maundy Thursday",
        "New Year's Eve",
        "New Year's Day",
        "Valentine's Day",
        "Pentecost",
        "Whit Monday",
        "Palm Sunday",
        "Shrove Tuesday",
        "Easter Monday",
        "Boss's Day",
        "Earth Hour",
        "Ash Wednesday",
        "Orthodox Easter Sunday",
        "Orthodox Good Friday",
        "Clean Monday",
        "Lazarus Saturday",
        "Chinese New Year",
        "Yom Kippur",
        "Rosh Hashanah",
        "Sukkot",
        "Shemini Atzeret",
        "Simchat Torah",
        "Hanukkah",
        "Purim",
        "Passover",
        "Lag BaOmer",
        "Shavuot",
        "Islamic New Year",
        "Ashura",
        "Mawlid",
        "Ramadan",
        "Laylat al-Qadr",
        "Eid al-Fitr",
        "Eid al-Adha",
        "Diwali",
        "Holi",
    ];
    !expr.contains("Holiday") || expr.split('"').nth(1).is_some_and(|name| KNOWN.contains(&name))
}

/// `datetime (2013, 2, 15, 0, 0, 0) Day` and its like; an interval's end is exclusive.
fn moments(expr: &str) -> Meant {
    let fields = |part: &str| -> Option<String> {
        let numbers: Vec<i64> = part.split(',').filter_map(|number| number.trim().parse().ok()).collect();
        let &[year, month, day, hour, minute, _] = numbers.as_slice() else { return None };
        let timed = ["Hour", "Minute", "Second"].iter().any(|grain| expr.contains(grain));
        let clock = if timed { format!("T{hour:02}:{minute:02}") } else { String::new() };
        Some(format!("{year:04}-{month:02}-{day:02}{clock}"))
    };
    let moments: Vec<String> = expr.split(['(', ')']).filter_map(fields).collect();
    let after = expr.contains("OpenInterval After");
    let only = |at: usize| moments.get(at).cloned();
    let (begin, end) = match (moments.len(), expr.contains("OpenInterval"), after) {
        (1, true, false) => (None, only(0)),
        _ => (only(0), only(1)),
    };
    let kind = if expr.contains("Interval") { "daterange" } else { "date" };
    Meant { kind: kind.to_owned(), begin, end, timex: expr.to_owned() }
}
