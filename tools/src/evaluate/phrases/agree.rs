//! When our answers say what another reader means.

use super::Meant;
use super::iso::{days, minutes, seconds};
use crate::evaluate::dates::Answer;

/// Whether one of ours is the same value, length or stretch, or ours together are the same stretch.
pub fn agrees(meant: &Meant, ours: &[Answer]) -> bool {
    ours.iter().any(|answer| same_value(&answer.value, &meant.timex))
        || same_length(meant, ours)
        || set_at_time(meant, ours)
        || same_stretch(meant, ours)
}

/// A time without a day, and one on an unknown day; `T07` and `T07:00`; `P3M` and `P1Q`; `P1WE` and `XXXX-WXX-WE`.
fn same_value(ours: &str, theirs: &str) -> bool {
    let plain = |value: &str| {
        let value = value.strip_prefix("XXXX-XX-XX").filter(|rest| rest.starts_with('T')).unwrap_or(value);
        value.strip_suffix(":00").filter(|rest| rest.contains('T')).unwrap_or(value).to_owned()
    };
    let lasts = |value: &str| if value == "XXXX-WXX-WE" { seconds("P1WE") } else { seconds(value) };
    plain(ours) == plain(theirs) || lasts(ours).is_some() && lasts(ours) == lasts(theirs)
}

/// A length of as many seconds.
fn same_length(meant: &Meant, ours: &[Answer]) -> bool {
    let theirs = seconds(&meant.timex);
    meant.kind == "duration" && theirs.is_some() && ours.iter().any(|answer| seconds(&answer.value) == theirs)
}

/// "3pm each day": what recurs and its time apart, where theirs is the time alone.
fn set_at_time(meant: &Meant, ours: &[Answer]) -> bool {
    let time = |answer: &&Answer| {
        answer.value.split_once('T').is_some_and(|(_, time)| same_value(&format!("T{time}"), &meant.timex))
    };
    meant.kind == "set" && ours.iter().any(|answer| answer.kind == "SET") && ours.iter().any(|answer| time(&answer))
}

/// The same first and last moment: of one of ours, or from the first of ours to the last. A day and a time of day that
/// stand apart are one moment.
fn same_stretch(meant: &Meant, ours: &[Answer]) -> bool {
    let at = |moment: &Option<String>, theirs: &Option<String>| match (moment, theirs) {
        (Some(ours), Some(theirs)) => same_moment(ours, theirs),
        (_, None) => true,
        _ => false,
    };
    let ended = |answer: &Answer| {
        at(&answer.begin, &meant.end)
            || answer.last.as_deref().is_some_and(|end| meant.end.as_deref().is_some_and(|theirs| next(end, theirs)))
    };
    if meant.begin.is_none() && meant.end.is_none() {
        return false;
    }
    let dated: Vec<&Answer> = ours.iter().filter(|answer| answer.begin.is_some()).collect();
    let (Some(first), Some(last)) = (dated.first(), dated.last()) else { return false };
    dated.iter().any(|answer| at(&answer.begin, &meant.begin) && (meant.end.is_none() || ended(answer)))
        || dated.len() > 1 && at(&first.begin, &meant.begin) && ended(last)
        || [&meant.begin, &meant.end].into_iter().flatten().all(|theirs| apart(theirs, &dated))
}

/// A day from one of ours and its time from another.
fn apart(theirs: &str, ours: &[&Answer]) -> bool {
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
    // Theirs number the years before our era without a year 0 between.
    if let (Some(ours), Some(theirs)) = (ours.strip_prefix('-'), theirs.strip_prefix('-')) {
        let year = |text: &str| text.get(..4).and_then(|year| year.parse::<i32>().ok());
        return year(ours).map(|year| year + 1) == year(theirs);
    }
    ours.get(..10) == theirs.get(..10)
        && (theirs.len() <= 10 || ours.len() <= 10 || ours.get(11..16) == theirs.get(11..16))
}

/// Whether `theirs`, which is exclusive, is the day after `ours`, or the minute or hour after it.
fn next(ours: &str, theirs: &str) -> bool {
    if ours.len() > 10 && theirs.len() > 10 {
        return minutes(ours).zip(minutes(theirs)).is_some_and(|(ours, theirs)| matches!(theirs - ours, 1 | 60));
    }
    let day = |text: &str| text.get(..10).and_then(days);
    day(ours).zip(day(theirs)).is_some_and(|(ours, theirs)| theirs == ours + 1)
}
