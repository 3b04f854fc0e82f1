//! Years, decades and centuries: "1984", "493 BC", "'82", "the 1990s", "the eighties", "the 19th century".

use super::numbers::{alone, era, four_digits, ordinal, year_by_word};
use super::scan::Row;
use super::words::Class;
use super::{Base, Expr, Match, Year};
use crate::dates::value::{Period, Unit, Value, Within};

pub const OPENS: u64 = Class::Digits.bit()
    | Class::Ordinal.bit()
    | Class::Cardinal.bit()
    | Class::The.bit()
    | Class::Unit.bit()
    | Class::Sign.bit()
    | Class::About.bit()
    | Class::Era.bit();

pub fn read(row: &Row, at: usize, _depth: u32) -> Option<Match> {
    match row.at(at).class {
        Class::The => {
            let inner = the_year(row, at + 1).or_else(|| decade(row, at + 1)).or_else(|| century(row, at + 1));
            inner.or_else(|| spelled_decade(row, at + 1))
        }
        Class::Sign => short(row, at),
        Class::Unit => the_year(row, at),
        Class::About => about(row, at),
        Class::Era => anno_domini(row, at),
        Class::Digits => {
            before_christ(row, at).or_else(|| decade(row, at)).or_else(|| century(row, at)).or_else(|| bare(row, at))
        }
        Class::Cardinal => century(row, at).or_else(|| by_words(row, at)),
        _ => century(row, at),
    }
}

/// "in nineteen ninety-six", where a word before it makes it a year.
fn by_words(row: &Row, at: usize) -> Option<Match> {
    let (year, end) = year_by_word(row, at)?;
    let before = row.before(at, 1);
    let cue = before.class == Class::In && matches!(before.value, 0 | 3..=5)
        || matches!(before.class, Class::Early | Class::From | Class::After)
        || before.class == Class::To && before.value > 0
        || row.is(at.saturating_sub(1), "year");
    let counts = matches!(row.at(end).class, Class::Units | Class::Scale | Class::Unit | Class::Of) || row.dash(end);
    let noun = row.at(end).class == Class::Other && row.at(end).spaced && row.word(end).ends_with('s');
    (cue && !counts && !noun).then(|| Match { end, expr: Expr::within(Year::Known(year), Within::Whole) })
}

/// "AD 64".
fn anno_domini(row: &Row, at: usize) -> Option<Match> {
    let (before, start) = era(row, at)?;
    let year = row.at(start);
    let fits = !before
        && year.class == Class::Digits
        && row.width(start) <= 4
        && year.value > 0
        && alone(row, start, start + 1);
    fits.then(|| Match { end: start + 1, expr: Expr::within(Year::Known(year.value), Within::Whole) })
}

/// "ca. 461 BC".
fn about(row: &Row, at: usize) -> Option<Match> {
    let start = at + 1 + usize::from(row.glued(at + 1, '.'));
    (row.at(at).value == 4).then(|| before_christ(row, start).or_else(|| bare(row, start))).flatten()
}

/// "the year 1984", "the year of 2008".
fn the_year(row: &Row, at: usize) -> Option<Match> {
    let named = row.at(at).capital && row.before(at, 1).capital;
    if !row.is(at, "year") && !row.is(at, "years") || named {
        return None;
    }
    let start = at + 1 + usize::from(row.has(at + 1, Class::Of));
    before_christ(row, start).or_else(|| {
        let (year, end) = four_digits(row, start).filter(|(_, end)| alone(row, start, *end))?;
        Match::new(end, Expr::within(Year::Known(year), Within::Whole))
    })
}

/// "493 BC", "AD 64", "64 AD".
fn before_christ(row: &Row, at: usize) -> Option<Match> {
    let item = row.at(at);
    if item.class != Class::Digits || !(1..=9999).contains(&item.value) || !alone(row, at, at + 1) && !item.spaced {
        return None;
    }
    let (before, end) = era(row, at + 1)?;
    let year = if before { 1 - item.value } else { item.value };
    Match::new(end, Expr::within(Year::Known(year), Within::Whole))
}

/// "1990s", "the 70s", "1870s BC".
fn decade(row: &Row, at: usize) -> Option<Match> {
    let item = row.at(at);
    if item.class != Class::Digits || item.value % 10 != 0 || !(10..=9990).contains(&item.value) {
        return None;
    }
    let apostrophe = usize::from(row.apostrophe(at + 1) && !row.at(at + 1).spaced);
    let s = at + 1 + apostrophe;
    if !row.is(s, "s") || row.at(s).spaced || !alone(row, at, at + 1 + apostrophe) && !followed_by_s(row, at) {
        return None;
    }
    if let Some((true, end)) = era(row, s + 1) {
        let group = Base::Fixed(Value::At(Period::Decade(-(item.value / 10)), None));
        return Match::new(end, Expr::date(group));
    }
    match row.width(at) {
        4 if (1000..=2990).contains(&item.value) => {
            let fixed = if item.value % 100 == 0 && item.value < 2000 {
                Period::Century(item.value / 100)
            } else {
                Period::Decade(item.value / 10)
            };
            Match::new(s + 1, Expr::date(Base::Fixed(Value::At(fixed, None))))
        }
        2 if item.value >= 10 && decade_cue(row, at) => {
            Match::new(s + 1, Expr::date(Base::ShortDecade(item.value.unsigned_abs())))
        }
        _ => None,
    }
}

/// The letter of "1990s" is glued, and nothing else is.
fn followed_by_s(row: &Row, at: usize) -> bool {
    let before = row.before(at, 1);
    row.at(at).spaced || before.class == Class::Sign && !matches!(before.value, 0x24 | 0xa3 | 0x20ac | 0x2e | 0x2c)
}

/// "the 70s", "early 80s", "'90s", "70s and 80s"; but "in his 70s" and "low 30s" are ages and degrees.
fn decade_cue(row: &Row, at: usize) -> bool {
    let before = row.before(at, 1);
    let quoted = before.class == Class::Sign && matches!(before.value, 0x27 | 0x2018 | 0x2019);
    let listed = before.class == Class::And && row.is(at.saturating_sub(2), "s");
    quoted || listed || before.class == Class::The || in_part(row, at)
}

/// "the eighties"; "the late eighties" is put together elsewhere.
pub fn spelled_decade(row: &Row, at: usize) -> Option<Match> {
    let item = row.at(at);
    let told = row.before(at, 1).class == Class::The || in_part(row, at);
    (item.class == Class::Decade && told)
        .then(|| Match { end: at + 1, expr: Expr::date(Base::ShortDecade(item.value.unsigned_abs())) })
}

/// Whether "the mid-" or "the late" stands before a decade; but "highs in the mid-80s" are degrees, "his late 80s" an age.
fn in_part(row: &Row, at: usize) -> bool {
    const DEGREES: [&str; 3] = ["temperatures", "highs", "lows"];
    let hyphen = usize::from(row.dash(at.wrapping_sub(1)) && !row.at(at - 1).spaced);
    let weather = || (at.saturating_sub(WEATHER)..at).any(|at| DEGREES.iter().any(|word| row.is(at, word)));
    row.before(at, 1 + hyphen).class == Class::Early && row.before(at, 2 + hyphen).class == Class::The && !weather()
}

/// How many items before degrees the weather is told: "highs on Monday were in the mid-80s".
const WEATHER: usize = 10;

/// "19th century", "nineteenth-century", "the 5th century BC".
fn century(row: &Row, at: usize) -> Option<Match> {
    let (number, end) = ordinal(row, at)?;
    let end = end + usize::from(row.dash(end) && !row.at(end).spaced);
    if !row.has(end, Class::Unit) || row.at(end).value != Unit::Century as i32 || !(1..=30).contains(&number) {
        return None;
    }
    let number = number.cast_signed();
    let (period, end) = match era(row, end + 1) {
        Some((true, end)) => (Period::Century(-(number - 1)), end),
        Some((false, end)) => (Period::Century(number - 1), end),
        None => (Period::Century(number - 1), end + 1),
    };
    Match::new(end, Expr::date(Base::Fixed(Value::At(period, None))))
}

/// "'82".
fn short(row: &Row, at: usize) -> Option<Match> {
    let digits = at + 1;
    let fits = row.apostrophe(at) && row.at(at).spaced && row.has(digits, Class::Digits) && !row.at(digits).spaced;
    if !fits || row.width(digits) != 2 {
        return None;
    }
    if let Some(found) = decade(row, digits) {
        return Some(found);
    }
    let after = row.at(digits + 1);
    (after.spaced || after.class == Class::Sign && !row.apostrophe(digits + 1) || after.class == Class::End).then(
        || Match {
            end: digits + 1,
            expr: Expr::within(Year::Short(row.at(digits).value.unsigned_abs()), Within::Whole),
        },
    )
}

/// A number of four digits that is a year and counts nothing.
fn bare(row: &Row, at: usize) -> Option<Match> {
    let (year, end) = four_digits(row, at)?;
    let before = row.before(at, 1);
    let the = before.class == Class::The && year % 100 != 0;
    if !alone(row, at, end) || !row.at(at).spaced && before.class == Class::Sign && code_before(row, at) {
        return None;
    }
    let next = row.at(end);
    let cue = before.class == Class::In && before.value != 2 && before.value != 8
        || matches!(before.class, Class::Early | Class::From | Class::To)
        || before.class == Class::After;
    let likely = if cue { 1200..=2100 } else { 1500..=2100 };
    if !likely.contains(&year)
        || counts(row, end, cue || the)
        || row.is(end, "index")
        || before.class == Class::Ahead
        || named(row, at)
    {
        return None;
    }
    // "report-2002-10-09.xlsx": no year of its own.
    let coded =
        row.glued(end, '-') && row.width(end + 1) == 2 && row.glued(end + 2, '-') && row.has(end + 3, Class::Digits);
    if coded || next.class == Class::Sign && !next.spaced && code_after(row, end) {
        return None;
    }
    Match::new(end, Expr::within(Year::Known(year), Within::Whole))
}

/// "GP-2000", "x.1984".
fn code_before(row: &Row, at: usize) -> bool {
    let (sign, before) = (row.before(at, 1), row.before(at, 2));
    let hyphen = matches!(sign.value, 0x2d..=0x2f) && !sign.spaced;
    hyphen
        && before.class != Class::Digits
        && before.class != Class::Month
        && before.class != Class::Season
        && before.class != Class::Early
        && (sign.value != 0x2d || before.capital)
}

/// "1984-b", "2000/xp".
fn code_after(row: &Row, at: usize) -> bool {
    let after = row.at(at + 1);
    matches!(row.at(at).value, 0x2f | 0x5f) && !after.spaced && after.class == Class::Other
}

/// Whether the number counts what follows: "2000 people", "1500 km", "1984 votes".
fn counts(row: &Row, at: usize, cue: bool) -> bool {
    const COUNTED: [&str; 26] = [
        "people", "km", "m", "kg", "g", "ft", "feet", "lb", "lbs", "mph", "kph", "mm", "cm", "men", "women", "percent",
        "rpm", "hp", "mb", "gb", "mw", "kw", "hz", "mhz", "cc", "bn",
    ];
    let next = row.at(at);
    if !next.spaced {
        return false;
    }
    match next.class {
        Class::Units | Class::Scale | Class::Zone | Class::Clock | Class::Old | Class::Of => true,
        Class::Unit => !matches!(row.at(at).value, 3.. if !cue) && !row.is(at, "quarter"),
        Class::Other if !next.capital => {
            let word = row.word(at);
            COUNTED.iter().any(|unit| word.eq_ignore_ascii_case(unit)) || !cue && word.len() > 3 && plural(word)
        }
        _ => false,
    }
}

fn plural(word: &str) -> bool {
    word.ends_with('s')
        && !["ss", "us", "is", "as", "ies'"].iter().any(|end| word.ends_with(end))
        && ![
            "sales",
            "elections",
            "shows",
            "saw",
            "marks",
            "polls",
            "sees",
            "brings",
            "brought",
            "games",
            "figures",
            "results",
            "protests",
            "riots",
            "attacks",
            "talks",
            "Olympics",
            "models",
            "levels",
            "earnings",
            "profits",
            "marked",
            "terms",
            "bombings",
            "floods",
            "wars",
            "accords",
            "reforms",
            "plans",
            "hearings",
        ]
        .contains(&word)
}

/// "Route 1945", "No. 1984", "Flight 1549": a number that names.
fn named(row: &Row, at: usize) -> bool {
    const NAMES: [&str; 16] = [
        "no",
        "number",
        "route",
        "flight",
        "room",
        "highway",
        "boeing",
        "area",
        "page",
        "section",
        "channel",
        "nasdaq",
        "code",
        "about",
        "nearly",
        "approximately",
    ];
    let before = at.wrapping_sub(1 + usize::from(at > 1 && row.glued(at - 1, '.')));
    at > 0
        && NAMES.iter().any(|name| row.is(before, name))
        && (row.at(before).capital
            || row.is(before, "page")
            || row.is(before, "about")
            || row.is(before, "nearly")
            || row.is(before, "approximately"))
}
