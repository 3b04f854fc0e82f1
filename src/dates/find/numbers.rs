//! Numbers by digits and by word: counts, ordinals, days and years.

use super::scan::Row;
use super::words::Class;

/// A count in thousandths ("2 1/2", "two and a half", "18", "a dozen"; none for "several"), and the item past it.
pub fn count(row: &Row, at: usize) -> Option<(Option<u32>, usize)> {
    let item = row.at(at);
    match item.class {
        Class::Digits => by_digits(row, at).map(|(count, end)| (Some(count), end)),
        Class::Cardinal | Class::Scale => {
            let (whole, end) = by_word(row, at)?;
            let (half, end) = and_a_half(row, end);
            Some((Some(whole.checked_mul(1000)? + half), end))
        }
        Class::A => match row.at(at + 1).class {
            Class::Few => row_of_few(row, at + 1),
            Class::Scale => by_word(row, at + 1).map(|(count, end)| (count.checked_mul(1000), end)),
            Class::Half => Some((Some(500), past_hyphen(row, at + 2))),
            _ => Some((Some(1000), at + 1)),
        },
        Class::Few => row_of_few(row, at),
        Class::Half => {
            let end = if row.has(at + 1, Class::A) { at + 2 } else { past_hyphen(row, at + 1) };
            Some((Some(500), end))
        }
        Class::Sign => fraction_sign(item.value).map(|part| (Some(part), at + 1)),
        _ => None,
    }
}

/// "few", "several", "couple (of)", "many".
fn row_of_few(row: &Row, at: usize) -> Option<(Option<u32>, usize)> {
    let item = row.at(at);
    let end = at + 1 + usize::from(row.has(at + 1, Class::Of) || row.has(at + 1, Class::Filler) && item.value == 0);
    // "some 19 days" is a count after all.
    if item.value == 1
        && let Some((count, end)) =
            matches!(row.at(at + 1).class, Class::Digits | Class::Cardinal).then(|| count(row, at + 1)).flatten()
    {
        return Some((count, end));
    }
    Some(((item.value == 2).then_some(2000), end))
}

fn fraction_sign(sign: i32) -> Option<u32> {
    match sign {
        0xbc => Some(250),
        0xbd => Some(500),
        0xbe => Some(750),
        _ => None,
    }
}

/// "1,000", "2.5", "2 1/2", "2½".
fn by_digits(row: &Row, at: usize) -> Option<(u32, usize)> {
    let mut whole = u32::try_from(row.at(at).value).ok()?;
    let mut end = at + 1;
    while end < at + 7 && row.glued(end, ',') && row.has(end + 1, Class::Digits) && row.width(end + 1) == 3 {
        if row.at(end + 1).spaced {
            break;
        }
        whole = whole.checked_mul(1000)?.checked_add(row.at(end + 1).value.unsigned_abs())?;
        end += 2;
    }
    // "3/4 hour"
    let over = row.at(end + 1);
    if end == at + 1
        && row.glued(end, '/')
        && over.class == Class::Digits
        && !over.spaced
        && (1..=8).contains(&over.value)
    {
        let of = over.value.unsigned_abs();
        let unit = matches!(row.at(end + 2).class, Class::Unit | Class::Units) || row.word(end + 2) == "h";
        return (whole < of && unit).then(|| (whole * 1000 / of, end + 2));
    }
    let whole = whole.checked_mul(1000)?;
    let next = row.at(end + 1);
    if row.glued(end, '.') && next.class == Class::Digits && !next.spaced && row.width(end + 1) <= 3 {
        let scale = 10_u32.pow(3 - row.width(end + 1) as u32);
        return Some((whole.checked_add(next.value.unsigned_abs() * scale)?, end + 2));
    }
    if let Some(part) = fraction_sign(row.at(end).value).filter(|_| row.has(end, Class::Sign)) {
        return Some((whole + part, end + 1));
    }
    if row.has(end, Class::Digits) && row.at(end).spaced && row.glued(end + 1, '/') && row.has(end + 2, Class::Digits) {
        let (part, of) = (row.at(end).value.unsigned_abs(), row.at(end + 2).value.unsigned_abs());
        if part > 0 && part < of && of <= 8 {
            return Some((whole + part * 1000 / of, end + 3));
        }
    }
    let (half, end) = and_a_half(row, end);
    Some((whole + half, end))
}

/// "and a half", "and a quarter": thousandths, and the item past it.
pub fn and_a_half(row: &Row, at: usize) -> (u32, usize) {
    let a = usize::from(row.has(at + 1, Class::A));
    let part = at + 1 + a;
    if !row.has(at, Class::And) || row.at(at).value > 0 {
        (0, at)
    } else if row.has(part, Class::Half) {
        (500, part + 1)
    } else if a == 1 && row.is(part, "quarter") && !row.has(part + 1, Class::Of) {
        (250, part + 1)
    } else {
        (0, at)
    }
}

fn past_hyphen(row: &Row, at: usize) -> usize {
    if row.dash(at) && !row.at(at).spaced { at + 1 } else { at }
}

/// "twenty-two", "a hundred and five", "two thousand".
pub fn by_word(row: &Row, at: usize) -> Option<(u32, usize)> {
    let (mut sum, mut group, mut end) = (0_u32, 0_u32, at);
    while end < at + 12 {
        let item = row.at(end);
        match item.class {
            Class::Cardinal => {
                let value = item.value.unsigned_abs();
                // "five six" is two numbers.
                if group % 10 > 0 || value >= 10 && group % 100 > 0 {
                    break;
                }
                group += value;
            }
            Class::Scale if item.value == 1000 => {
                sum += group.max(1).checked_mul(1000)?;
                group = 0;
            }
            Class::Scale if item.value <= 100 => group = group.max(1).checked_mul(item.value.unsigned_abs())?,
            _ => break,
        }
        end += 1;
        let joined = row.dash(end) && !row.at(end).spaced
            || row.has(end, Class::And) && row.at(end).value == 0 && row.has(end - 1, Class::Scale);
        if joined && row.has(end + 1, Class::Cardinal) {
            // "twenty-two" but not "sixty-five to seventy"; "ten-five" is a clock time.
            if row.dash(end) && (group % 100 < 20 || row.at(end + 1).value >= 10) {
                break;
            }
            end += 1;
        }
    }
    (end > at).then_some((sum + group, end))
}

/// A year by word, and the item past it: "nineteen eighty-six", "nineteen hundred and four", "twenty nineteen", "two
/// thousand and five".
pub fn year_by_word(row: &Row, at: usize) -> Option<(i32, usize)> {
    let item = row.at(at);
    if item.class != Class::Cardinal {
        return None;
    }
    let (year, end) = if item.value == 2 && row.is(at + 1, "thousand") {
        by_word(row, at)?
    } else if (11..=20).contains(&item.value) {
        let hundred = usize::from(row.is(at + 1, "hundred"));
        let and = usize::from(hundred == 1 && row.has(at + 2, Class::And));
        let start = at + 1 + hundred + and;
        match by_word(row, start) {
            Some((rest, end)) if rest < 100 && (rest >= 10 || hundred == 1) => {
                (item.value.unsigned_abs() * 100 + rest, end)
            }
            _ if hundred == 1 && and == 0 => (item.value.unsigned_abs() * 100, start),
            _ => return None,
        }
    } else {
        return None;
    };
    (1100..2100).contains(&year).then_some((year.cast_signed(), end))
}

/// A number without parts, and the item past it.
pub fn whole(row: &Row, at: usize) -> Option<(u32, usize)> {
    match row.at(at).class {
        Class::Digits => u32::try_from(row.at(at).value).ok().map(|number| (number, at + 1)),
        Class::Cardinal => by_word(row, at),
        _ => None,
    }
}

/// "3rd", "third", "twenty-first"; never the unit in "seconds".
pub fn ordinal(row: &Row, at: usize) -> Option<(u32, usize)> {
    let item = row.at(at);
    match item.class {
        Class::Digits if row.has(at + 1, Class::Suffix) && !row.at(at + 1).spaced => {
            Some((u32::try_from(item.value).ok()?, at + 2))
        }
        Class::Ordinal => Some((item.value.unsigned_abs(), at + 1)),
        Class::Unit if row.is(at, "second") => Some((2, at + 1)),
        Class::Cardinal if item.value >= 20 => {
            let next = at + 1 + usize::from(row.dash(at + 1));
            let unit = match row.at(next).class {
                Class::Ordinal => row.at(next).value.unsigned_abs(),
                Class::Unit if row.is(next, "second") => 2,
                _ => return None,
            };
            (unit < 10).then_some((item.value.unsigned_abs() + unit, next + 1))
        }
        _ => None,
    }
}

/// Whether digits stand by themselves, and are no part of a larger number, a price, a score or a code.
pub fn alone(row: &Row, at: usize, end: usize) -> bool {
    let (item, before) = (row.at(at), row.before(at, 1));
    let glued_before = !item.spaced
        && match before.class {
            Class::Sign => {
                matches!(before.value, 0x23 | 0x24 | 0x25 | 0x26 | 0x2a | 0x2b | 0x3d | 0x40 | 0x5c | 0x5f)
                    || matches!(before.value, 0xa3 | 0xa5 | 0x20a0..=0x20c0)
                    || matches!(before.value, 0x2e | 0x2c | 0x3a | 0x2f)
                        && row.before(at, 2).class == Class::Digits
                        && !before.spaced
            }
            Class::End => false,
            _ => true,
        };
    let currency =
        item.spaced && before.class == Class::Sign && matches!(before.value, 0x24 | 0xa3 | 0xa5 | 0x20ac | 0x23);
    !glued_before && !currency && free_after(row, end)
}

/// Whether digits that end here are not the head of a larger number, a percentage or a code.
pub fn free_after(row: &Row, end: usize) -> bool {
    let after = row.at(end);
    after.spaced
        || match after.class {
            Class::Sign => {
                let code = matches!(after.value, 0x24 | 0x25 | 0x23 | 0x26 | 0x2a | 0x2b | 0x3d | 0x40 | 0x5f);
                let decimal = matches!(after.value, 0x2e | 0x2c | 0x3a | 0x2f)
                    && row.has(end + 1, Class::Digits)
                    && !row.at(end + 1).spaced;
                !code && !decimal
            }
            Class::End => true,
            _ => false,
        }
}

/// A day of the month by digits ("5", "05", "5th") or by word ("fifth"), and the item past it.
pub fn month_day(row: &Row, at: usize) -> Option<(u32, usize)> {
    if let Some((day, end)) = ordinal(row, at) {
        return (1..=31).contains(&day).then_some((day, end));
    }
    let item = row.at(at);
    if item.class == Class::Cardinal && row.has(at.wrapping_sub(1), Class::Month) {
        return by_word(row, at).filter(|(day, _)| (1..=31).contains(day));
    }
    let fits = item.class == Class::Digits && row.width(at) <= 2 && (1..=31).contains(&item.value);
    fits.then(|| (item.value.unsigned_abs(), at + 1))
}

/// A year of four digits that could stand in any text, and the item past it.
pub fn four_digits(row: &Row, at: usize) -> Option<(i32, usize)> {
    let item = row.at(at);
    let fits = item.class == Class::Digits && row.width(at) == 4 && (1000..=2999).contains(&item.value);
    fits.then_some((item.value, at + 1))
}

/// "BC", "B.C.", "BCE", "A.D.": whether before our era, and the item past it.
pub fn era(row: &Row, at: usize) -> Option<(bool, usize)> {
    let item = row.at(at);
    if item.class == Class::Era {
        // "ad" is an advertisement, "ce" French.
        let shouted = row.word(at).bytes().all(|b| b.is_ascii_uppercase());
        return (shouted || item.value == 0).then_some((item.value == 0, at + 1));
    }
    let dotted = |first: &str, second: &str| {
        row.is(at, first) && row.glued(at + 1, '.') && row.is(at + 2, second) && !row.at(at + 2).spaced
    };
    let before = dotted("b", "c");
    (before || dotted("a", "d")).then(|| (before, at + 3 + usize::from(row.glued(at + 3, '.'))))
}
