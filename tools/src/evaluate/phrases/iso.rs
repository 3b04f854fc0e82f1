//! Days, minutes and lengths of ISO 8601.

use crate::evaluate::dates::Answer;

/// Day number of an ISO date (Hinnant, "days from civil").
pub fn days(date: &str) -> Option<i64> {
    let mut fields = date.get(..10)?.split('-').map(|field| field.parse::<i64>().ok());
    let (year, month, day) = (fields.next()??, fields.next()??, fields.next()??);
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year)
}

/// The ISO date of a day number (Hinnant, "civil from days").
fn date(days: i64) -> String {
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    format!("{:04}-{month:02}-{day:02}", year + era * 400 + i64::from(month <= 2))
}

/// Minutes of an ISO moment, from the day that `days` counts from; of a day, its first.
pub fn minutes(moment: &str) -> Option<i64> {
    let field = |from: usize| moment.get(from..from + 2).and_then(|field| field.parse::<i64>().ok()).unwrap_or(0);
    Some(days(moment)? * 1440 + field(11) * 60 + field(14))
}

/// Whether a day is in the calendar: 30 February is not.
pub fn exists(day: &str) -> bool {
    days(day).is_none_or(|number| Some(date(number).as_str()) == day.get(..10))
}

/// Tells the bounds of an answer whose value names a zone by the clocks of another one, so many minutes east of Greenwich.
pub fn in_zone(answer: &mut Answer, zone: i64) {
    let Some((_, time)) = answer.value.split_once('T') else { return };
    let offset = match time.find(['Z', '+', '-']) {
        None => return,
        Some(at) if time[at..].starts_with('Z') => 0,
        Some(at) => {
            let (hours, minutes) = time[at + 1..].split_once(':').unwrap_or((&time[at + 1..], "0"));
            let minutes = hours.parse().unwrap_or(0) * 60 + minutes.parse().unwrap_or(0);
            if time[at..].starts_with('-') { -minutes } else { minutes }
        }
    };
    for moment in [&mut answer.begin, &mut answer.last].into_iter().flatten() {
        if let Some(told) = minutes(moment) {
            let minutes = told + zone - offset;
            let (day, of_day) = (minutes.div_euclid(1440), minutes.rem_euclid(1440));
            *moment = format!("{}T{:02}:{:02}", date(day), of_day / 60, of_day % 60);
        }
    }
}

/// Seconds of a length, with months of 30 and years of twelve months.
pub fn seconds(timex: &str) -> Option<f64> {
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
                    ("Y", false) => 31_104_000.0,
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
