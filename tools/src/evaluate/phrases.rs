//! Phrases with the values that other readers of dates give them: Recognizers-Text's and Duckling's test phrases.
//!
//! Their phrases are said to an assistant, ours stand in the news, so that some values differ by opinion. The opinions
//! are few, and data/date-differences.md gives the reason for each; a phrase that differs by one of them is counted
//! apart, any other difference is an error.

use super::dates::{Answer, answers};
use crate::data;
use serde::Deserialize;
use std::io::Read;
use std::path::Path;

/// A stretch of time as other readers name it; ISO 8601 without zone, the end exclusive.
struct Meant {
    kind: String,
    begin: Option<String>,
    end: Option<String>,
    timex: String,
}

struct Phrase {
    text: String,
    today: String,
    /// In code points.
    start: usize,
    end: usize,
    meant: Vec<Meant>,
}

/// How ours compares with theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Agrees,
    /// By one of the opinions of data/date-differences.md.
    Differs(&'static str),
    Wrong,
}

pub fn run(file: &Path, errors: bool) -> Result<(), String> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let phrases = if name.starts_with("duckling") { duckling(file)? } else { recognizers(file)? };
    let (mut agree, mut differ) = (0, 0);
    for phrase in &phrases {
        let ours: Vec<Answer> = answers(&phrase.text, Some(&phrase.today))?
            .into_iter()
            .filter(|answer| answer.start < phrase.end && phrase.start < answer.end)
            .collect();
        let verdict = judge(&phrase.meant, &ours);
        match verdict {
            Verdict::Agrees => agree += 1,
            Verdict::Differs(_) => differ += 1,
            Verdict::Wrong => {}
        }
        if errors && verdict != Verdict::Agrees {
            let ours: Vec<String> = ours.iter().map(|answer| format!("[{}] {}", answer.text, answer.value)).collect();
            let theirs: Vec<&str> = phrase.meant.iter().map(|meant| meant.timex.as_str()).collect();
            println!("{verdict:?}\t{}\t{}\ttheirs {theirs:?}\tours {ours:?}", phrase.text, phrase.today);
        }
    }
    let share = |count: usize| 100.0 * count as f64 / phrases.len().max(1) as f64;
    println!(
        "{}: phrases {}  agree {:.1}  agree or differ by opinion {:.1}",
        file.display(),
        phrases.len(),
        share(agree),
        share(agree + differ)
    );
    Ok(())
}

fn judge(meant: &[Meant], ours: &[Answer]) -> Verdict {
    let verdicts: Vec<Verdict> = meant.iter().map(|meant| compare(meant, ours)).collect();
    let differs = verdicts.iter().find(|verdict| matches!(verdict, Verdict::Differs(_)));
    if verdicts.contains(&Verdict::Agrees) { Verdict::Agrees } else { differs.copied().unwrap_or(Verdict::Wrong) }
}

fn compare(meant: &Meant, ours: &[Answer]) -> Verdict {
    if ours.iter().any(|answer| answer.value == meant.timex) || same_length(meant, ours) || same_stretch(meant, ours) {
        return Verdict::Agrees;
    }
    opinion(meant, ours).map_or(Verdict::Wrong, Verdict::Differs)
}

/// A length of as many seconds.
fn same_length(meant: &Meant, ours: &[Answer]) -> bool {
    let theirs = seconds(&meant.timex);
    meant.kind == "duration" && theirs.is_some() && ours.iter().any(|answer| seconds(&answer.value) == theirs)
}

/// The same first and last moment: of one of ours, or from the first of ours to the last. A day and a time of day that
/// stand apart are one moment.
fn same_stretch(meant: &Meant, ours: &[Answer]) -> bool {
    let (Some(first), Some(last)) = (ours.first(), ours.last()) else { return false };
    let at = |moment: &Option<String>, theirs: &Option<String>| match (moment, theirs) {
        (Some(ours), Some(theirs)) => same_moment(ours, theirs),
        (_, None) => true,
        _ => false,
    };
    let ended = |answer: &Answer, theirs: &Option<String>| {
        at(&answer.begin, theirs)
            || answer.last.as_deref().is_some_and(|end| theirs.as_deref().is_some_and(|t| next(end, t)))
    };
    if meant.begin.is_none() && meant.end.is_none() {
        return false;
    }
    ours.iter()
        .any(|answer| answer.begin.is_some() && at(&answer.begin, &meant.begin) && ended_or_open(answer, meant, &ended))
        || ours.len() > 1 && at(&first.begin, &meant.begin) && ended(last, &meant.end)
        || meant.end.is_none() && apart(meant, ours)
}

fn ended_or_open(answer: &Answer, meant: &Meant, ended: &dyn Fn(&Answer, &Option<String>) -> bool) -> bool {
    meant.end.is_none() || ended(answer, &meant.end)
}

/// A day from one of ours and its time from another.
fn apart(meant: &Meant, ours: &[Answer]) -> bool {
    let Some(theirs) = &meant.begin else { return false };
    let begins = || ours.iter().filter_map(|answer| answer.begin.as_deref());
    theirs.len() > 10
        && begins().any(|ours| ours.get(..10) == theirs.get(..10))
        && begins().any(|ours| ours.len() > 10 && ours.get(11..16) == theirs.get(11..16))
}

/// To the day, and to the minute where both tell it; a time without day agrees with any.
fn same_moment(ours: &str, theirs: &str) -> bool {
    if theirs.len() <= 8 {
        return ours.get(11..16) == theirs.get(..5);
    }
    ours.get(..10) == theirs.get(..10)
        && (theirs.len() <= 10 || ours.len() <= 10 || ours.get(11..16) == theirs.get(11..16))
}

/// Whether `theirs` is the day after `ours`, or the minute after it.
fn next(ours: &str, theirs: &str) -> bool {
    let day = |text: &str| text.get(..10).and_then(days);
    match (day(ours), day(theirs)) {
        (Some(ours), Some(theirs)) => theirs == ours + 1,
        _ => false,
    }
}

/// The opinion by which ours differs from theirs, if it does by one.
fn opinion(meant: &Meant, ours: &[Answer]) -> Option<&'static str> {
    let theirs = meant.begin.as_deref().or(meant.end.as_deref());
    for answer in ours {
        if answer.value.contains('X') && answer.kind == "DURATION" || answer.value.ends_with("_REF") {
            return Some("vague");
        }
        if answer.kind == "DURATION" && meant.kind != "duration" && seconds(&answer.value).is_some() {
            return Some("length");
        }
        let (Some(begin), Some(end), Some(theirs)) = (&answer.begin, &answer.last, theirs) else { continue };
        let (Some(from), Some(to), Some(day)) = (days(begin), days(end), days(theirs)) else { continue };
        let clock = theirs.len() <= 10 || begin.len() <= 10 || begin.get(11..16) == theirs.get(11..16);
        let week = (from - day) % 7 == 0 && (from - day).abs() <= 14 && from == to;
        let year = begin.get(4..10) == theirs.get(4..10) && (from - day).abs() <= 366;
        if clock && (week || year) {
            return Some("direction");
        }
        if answer.kind == "DATE" && (from..=to).contains(&day) && to - from <= 31 && to > from {
            return Some("grain");
        }
        let part = answer.value.rsplit_once('T').is_some_and(|(_, part)| part.bytes().all(|b| b.is_ascii_uppercase()));
        if part && from == day {
            return Some("part");
        }
    }
    None
}

/// Day number of an ISO date (Hinnant, "days from civil").
fn days(date: &str) -> Option<i64> {
    let mut fields = date.get(..10)?.split('-').map(|field| field.parse::<i64>().ok());
    let (year, month, day) = (fields.next()??, fields.next()??, fields.next()??);
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year)
}

/// Seconds of a length, with months of 30 and years of 365 days.
fn seconds(timex: &str) -> Option<f64> {
    let (date, time) = timex.strip_prefix('P')?.split_once('T').unwrap_or((&timex[1..], ""));
    let mut sum = 0.0;
    for (part, in_time) in [(date, false), (time, true)] {
        let mut rest = part;
        while !rest.is_empty() {
            let end = rest.find(|c: char| c.is_ascii_alphabetic())?;
            let count: f64 = rest[..end].parse().ok()?;
            let letters = rest[end..].find(|c: char| !c.is_ascii_alphabetic()).map_or(rest.len(), |at| end + at);
            sum += count
                * match (&rest[end..letters], in_time) {
                    ("Y", false) => 31_536_000.0,
                    ("Q", false) => 7_776_000.0,
                    ("M", false) => 2_592_000.0,
                    ("W" | "WE", false) => 604_800.0,
                    ("D", false) => 86_400.0,
                    ("H", true) => 3600.0,
                    ("M", true) => 60.0,
                    ("S", true) => 1.0,
                    _ => return None,
                };
            rest = &rest[letters..];
        }
    }
    Some(sum)
}

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

fn recognizers(file: &Path) -> Result<Vec<Phrase>, String> {
    let records: Vec<Recognized> = data::read_jsonl(file)?;
    let mut phrases = Vec::new();
    for record in records {
        for timex in record.timex.iter().filter(|timex| KINDS.contains(&timex.kind.as_str())) {
            let iso = |moment: &Option<String>| moment.as_ref().map(|moment| moment.replace(' ', "T"));
            let meant = timex.values.iter().map(|value| Meant {
                kind: timex.kind.clone(),
                begin: iso(&value.start).or_else(|| iso(&value.value).filter(|_| timex.kind != "duration")),
                end: iso(&value.end),
                timex: value.timex.clone().unwrap_or_default(),
            });
            phrases.push(Phrase {
                text: record.text.clone(),
                today: record.dct.clone(),
                start: timex.start,
                end: timex.end,
                meant: meant.collect(),
            });
        }
    }
    Ok(phrases)
}

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

fn duckling(file: &Path) -> Result<Vec<Phrase>, String> {
    let mut text = String::new();
    data::open(file)?.read_to_string(&mut text).map_err(|e| format!("{}: {e}", file.display()))?;
    let cases: Duckling = serde_json::from_str(&text).map_err(|e| format!("{}: {e}", file.display()))?;
    let today = cases.r#ref.get(..10).unwrap_or_default().to_owned();
    let mut phrases = Vec::new();
    for case in cases.positive.iter().filter(|case| solar(&case.expr)) {
        for text in &case.phrases {
            let end = text.chars().count();
            phrases.push(Phrase {
                text: text.clone(),
                today: today.clone(),
                start: 0,
                end,
                meant: vec![moments(&case.expr)],
            });
        }
    }
    Ok(phrases)
}

/// Whether a holiday has a day in the calendar of the sun, or by Easter; those of the moon, and of one country's or one
/// faith's calendar, are out of the news reader's list (data/date-differences.md).
fn solar(expr: &str) -> bool {
    const KNOWN: [&str; 19] = [
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
