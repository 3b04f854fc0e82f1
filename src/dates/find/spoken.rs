//! Times of day by word: "half past seven", "quarter to six", "nine p.m.", "three twenty".

use super::Match;
use super::clock::{cue, in_part, of_the_day, time};
use super::numbers::{by_word, free_after};
use super::scan::Row;
use super::words::Class;
use super::zone::{am_pm, o_clock, zone};

/// "half past seven", "quarter to six", "ten past nine", "20 past 3pm".
pub fn past(row: &Row, at: usize) -> Option<Match> {
    let a = usize::from(row.has(at, Class::A));
    let (minutes, end) = if row.has(at + a, Class::Half) {
        (30, at + a + 1)
    } else if row.is(at + a, "quarter") {
        (15, at + a + 1)
    } else if a == 0 {
        super::numbers::whole(row, at).filter(|(minutes, _)| (1..60).contains(minutes))?
    } else {
        return None;
    };
    let end = end + usize::from(["minutes", "mins", "min"].iter().any(|word| row.is(end, word)));
    let before = row.has(end, Class::To) && row.is(end, "to");
    if !before && !row.is(end, "past") {
        return None;
    }
    let (hour, after) = hour_word(row, end + 1)?;
    // "ten to twelve people", "20 to 30": only "quarter to" is sure by itself.
    let told = am_pm(row, after, false).map(|(half, end)| (hour % 12 + half, end));
    let told = told.or_else(|| o_clock(row, after).map(|end| (hour, end))).or_else(|| {
        let in_the = row.has(after, Class::In) && row.at(after).value == 0 && row.has(after + 1, Class::The);
        let (part, end) = super::part::named(row, after + 2).filter(|_| in_the)?;
        Some((in_part(hour, part)?, end))
    });
    if before && minutes != 15 && told.is_none() {
        return None;
    }
    let (hour, after) = told.unwrap_or((hour, after));
    let hour = if before { (hour + 23) % 24 } else { hour };
    let minutes = if before { 60 - minutes } else { minutes };
    time(after, hour, Some(minutes), None, None)
}

fn hour_word(row: &Row, at: usize) -> Option<(u32, usize)> {
    if row.has(at, Class::Noon) {
        return Some((row.at(at).value.unsigned_abs(), at + 1));
    }
    super::numbers::whole(row, at).filter(|(hour, _)| (1..=12).contains(hour))
}

/// "seven o'clock", "nine p.m.", "ten thirty p.m.".
pub fn by_words(row: &Row, at: usize) -> Option<Match> {
    let (hour, end) = by_word(row, at).filter(|(hour, _)| (1..=12).contains(hour))?;
    if let Some(end) = o_clock(row, end) {
        let (hour, end) = am_pm(row, end, false).map_or((hour, end), |(half, end)| (hour % 12 + half, end));
        return time(end, hour, Some(0), None, zone(row, end));
    }
    if let Some((half, end)) = am_pm(row, end, false) {
        return time(end, hour % 12 + half, Some(0), None, zone(row, end));
    }
    if hour > 1 && matches!(row.at(end).class, Class::In | Class::Today | Class::Tonight) {
        return of_the_day(row, end, hour, None);
    }
    let (minutes, end) = minutes_by_word(row, end + usize::from(row.dash(end)))?;
    if let Some((half, end)) = am_pm(row, end, false) {
        return time(end, hour % 12 + half, Some(minutes), None, zone(row, end));
    }
    // "at three twenty", but not "at ten fifty-year-olds"
    let next = row.at(end);
    let ends = matches!(next.class, Class::Sign | Class::End | Class::To | Class::In | Class::Weekday | Class::Today);
    let sure = (cue(row, at) || row.is_all(at, end)) && ends && !row.dash(end) && free_after(row, end);
    sure.then(|| time(end, hour, Some(minutes), None, None)).flatten()
}

/// "thirty", "forty-five", "oh five".
fn minutes_by_word(row: &Row, at: usize) -> Option<(u32, usize)> {
    let zero = usize::from(["oh", "o", "zero"].iter().any(|word| row.is(at, word)));
    let start = at + zero + usize::from(zero == 1 && row.dash(at + 1));
    let smallest = if zero == 1 { 1 } else { 10 };
    let largest = if zero == 1 { 10 } else { 60 };
    by_word(row, start).filter(|(minutes, _)| (smallest..largest).contains(minutes))
}
