//! Holidays that name a day: "Christmas Day", "New Year's Eve", "Thanksgiving", "Eid al-Fitr". A feast of several days is
//! told by its first.

use super::day::year_tail;
use super::scan::Row;
use super::words::Class;
use super::{Expr, Match, Pick, Spot, Year};
use crate::dates::{calendar, moon};
use chrono::NaiveDate;

pub const OPENS: u64 = Class::Holiday.bit() | Class::Filler.bit() | Class::Suffix.bit();

/// Index into [`FEASTS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Feast(usize);

/// How a holiday finds its day.
enum Rule {
    /// Month and day.
    On(u32, u32),
    /// Which such weekday (1 Monday to 7; -1 the last) of a month.
    Nth(u32, i32, u32),
    /// Month and day, or the working day nearest to it.
    Working(u32, u32),
    /// Days after Easter Sunday.
    Easter(i32),
    /// The last Saturday of March, a week earlier when that is Easter Saturday.
    EarthHour,
    /// Days after the Easter of the Orthodox churches.
    Orthodox(i32),
    /// Days after 1 Tishri, and after 1 Nisan, of the Jewish year.
    Tishri(i32),
    Nisan(i32),
    Hanukkah,
    /// Month and day of the Islamic year, as reckoned.
    Islamic(i32, i32),
    LunarNewYear,
    Diwali,
    Holi,
    /// Days after the fourth Thursday of November.
    Thanksgiving(i32),
    /// 20 January of the year after an election, the Tuesday after the first Monday of November.
    Election,
}

/// The names, in lower case without apostrophes, and the day of each; of names that begin alike, the longer first.
const FEASTS: &[(&str, Rule)] = &[
    ("christmas eve", Rule::On(12, 24)),
    ("christmas day", Rule::On(12, 25)),
    ("christmas", Rule::On(12, 25)),
    ("xmas eve", Rule::On(12, 24)),
    ("xmas day", Rule::On(12, 25)),
    ("xmas", Rule::On(12, 25)),
    ("boxing day", Rule::On(12, 26)),
    ("new years eve", Rule::On(12, 31)),
    ("new year s eve", Rule::On(12, 31)),
    ("new year eve", Rule::On(12, 31)),
    ("new years day", Rule::On(1, 1)),
    ("new year s day", Rule::On(1, 1)),
    ("new year day", Rule::On(1, 1)),
    ("valentines day", Rule::On(2, 14)),
    ("valentine s day", Rule::On(2, 14)),
    ("valentine day", Rule::On(2, 14)),
    ("groundhog day", Rule::On(2, 2)),
    ("earth day", Rule::On(4, 22)),
    ("saint patrick s day", Rule::On(3, 17)),
    ("saint patricks day", Rule::On(3, 17)),
    ("saint paddy s day", Rule::On(3, 17)),
    ("st patrick s day", Rule::On(3, 17)),
    ("st patricks day", Rule::On(3, 17)),
    ("st paddy s day", Rule::On(3, 17)),
    ("earth hour", Rule::EarthHour),
    ("boss s day", Rule::Working(10, 16)),
    ("boss day", Rule::Working(10, 16)),
    ("shrove tuesday", Rule::Easter(-47)),
    ("pancake day", Rule::Easter(-47)),
    ("independence day", Rule::On(7, 4)),
    ("canada day", Rule::On(7, 1)),
    ("bastille day", Rule::On(7, 14)),
    ("australia day", Rule::On(1, 26)),
    ("anzac day", Rule::On(4, 25)),
    ("juneteenth", Rule::On(6, 19)),
    ("halloween", Rule::On(10, 31)),
    ("guy fawkes night", Rule::On(11, 5)),
    ("guy fawkes day", Rule::On(11, 5)),
    ("all saints day", Rule::On(11, 1)),
    ("all souls day", Rule::On(11, 2)),
    ("veterans day", Rule::On(11, 11)),
    ("armistice day", Rule::On(11, 11)),
    ("remembrance day", Rule::On(11, 11)),
    ("remembrance sunday", Rule::Nth(7, 2, 11)),
    ("bonfire night", Rule::On(11, 5)),
    ("burns night", Rule::On(1, 25)),
    ("hogmanay", Rule::On(12, 31)),
    ("ve day", Rule::On(5, 8)),
    ("vj day", Rule::On(8, 15)),
    ("international womens day", Rule::On(3, 8)),
    ("international women s day", Rule::On(3, 8)),
    ("world aids day", Rule::On(12, 1)),
    ("indigenous peoples day", Rule::Nth(1, 2, 10)),
    ("indigenous people s day", Rule::Nth(1, 2, 10)),
    ("waitangi day", Rule::On(2, 6)),
    ("cinco de mayo", Rule::On(5, 5)),
    ("kwanzaa", Rule::On(12, 26)),
    ("nowruz", Rule::On(3, 20)),
    ("inauguration day", Rule::On(1, 20)),
    ("election day", Rule::Election),
    ("martin luther king s day", Rule::Nth(1, 3, 1)),
    ("martin luther kings day", Rule::Nth(1, 3, 1)),
    ("martin luther king day", Rule::Nth(1, 3, 1)),
    ("martin luther king jr day", Rule::Nth(1, 3, 1)),
    ("martin luther king jr s day", Rule::Nth(1, 3, 1)),
    ("mlk jr day", Rule::Nth(1, 3, 1)),
    ("mlk day", Rule::Nth(1, 3, 1)),
    ("international workers day", Rule::On(5, 1)),
    ("presidents day", Rule::Nth(1, 3, 2)),
    ("memorial day", Rule::Nth(1, -1, 5)),
    ("labor day", Rule::Nth(1, 1, 9)),
    ("labour day", Rule::On(5, 1)),
    ("columbus day", Rule::Nth(1, 2, 10)),
    ("mothers day", Rule::Nth(7, 2, 5)),
    ("mother s day", Rule::Nth(7, 2, 5)),
    ("fathers day", Rule::Nth(7, 3, 6)),
    ("father s day", Rule::Nth(7, 3, 6)),
    ("thanksgiving eve", Rule::Thanksgiving(-1)),
    ("thanksgiving day", Rule::Thanksgiving(0)),
    ("thanksgiving", Rule::Thanksgiving(0)),
    ("black friday", Rule::Thanksgiving(1)),
    ("cyber monday", Rule::Thanksgiving(4)),
    ("giving tuesday", Rule::Thanksgiving(5)),
    ("mothering sunday", Rule::Easter(-21)),
    ("holy saturday", Rule::Easter(-1)),
    ("ascension day", Rule::Easter(39)),
    ("mardi gras", Rule::Easter(-47)),
    ("ash wednesday", Rule::Easter(-46)),
    ("palm sunday", Rule::Easter(-7)),
    ("maundy thursday", Rule::Easter(-3)),
    ("good friday", Rule::Easter(-2)),
    ("easter sunday", Rule::Easter(0)),
    ("easter monday", Rule::Easter(1)),
    ("easter", Rule::Easter(0)),
    ("pentecost", Rule::Easter(49)),
    ("whit sunday", Rule::Easter(49)),
    ("whit monday", Rule::Easter(50)),
    ("orthodox good friday", Rule::Orthodox(-2)),
    ("orthodox great friday", Rule::Orthodox(-2)),
    ("orthodox easter sunday", Rule::Orthodox(0)),
    ("orthodox easter monday", Rule::Orthodox(1)),
    ("orthodox easter", Rule::Orthodox(0)),
    ("orthodox christmas", Rule::On(1, 7)),
    ("lazarus saturday", Rule::Orthodox(-8)),
    ("clean monday", Rule::Orthodox(-48)),
    ("rosh hashanah", Rule::Tishri(0)),
    ("rosh hashana", Rule::Tishri(0)),
    ("yom kippur", Rule::Tishri(9)),
    ("sukkot", Rule::Tishri(14)),
    ("shemini atzeret", Rule::Tishri(21)),
    ("simchat torah", Rule::Tishri(22)),
    ("hanukkah", Rule::Hanukkah),
    ("chanukah", Rule::Hanukkah),
    ("hanukah", Rule::Hanukkah),
    ("hannukah", Rule::Hanukkah),
    ("purim", Rule::Nisan(-16)),
    ("passover", Rule::Nisan(14)),
    ("lag baomer", Rule::Nisan(47)),
    ("lag b omer", Rule::Nisan(47)),
    ("shavuot", Rule::Nisan(64)),
    ("islamic new year", Rule::Islamic(1, 1)),
    ("ashura", Rule::Islamic(1, 10)),
    ("mawlid al nabawi", Rule::Islamic(3, 12)),
    ("mawlid", Rule::Islamic(3, 12)),
    ("ramadan", Rule::Islamic(9, 1)),
    ("laylat al qadr", Rule::Islamic(9, 27)),
    ("eid al fitr", Rule::Islamic(10, 1)),
    ("eid ul fitr", Rule::Islamic(10, 1)),
    ("eid al adha", Rule::Islamic(12, 10)),
    ("eid ul adha", Rule::Islamic(12, 10)),
    ("id al adha", Rule::Islamic(12, 10)),
    ("id ul adha", Rule::Islamic(12, 10)),
    ("id al fitr", Rule::Islamic(10, 1)),
    ("id ul fitr", Rule::Islamic(10, 1)),
    ("sacrifice feast", Rule::Islamic(12, 10)),
    ("bakrid", Rule::Islamic(12, 10)),
    ("bakr id", Rule::Islamic(12, 10)),
    ("lunar new year s day", Rule::LunarNewYear),
    ("lunar new year", Rule::LunarNewYear),
    ("chinese lunar new year s day", Rule::LunarNewYear),
    ("chinese lunar new year", Rule::LunarNewYear),
    ("chinese new year s day", Rule::LunarNewYear),
    ("chinese new years", Rule::LunarNewYear),
    ("chinese new year", Rule::LunarNewYear),
    ("diwali", Rule::Diwali),
    ("deepavali", Rule::Diwali),
    ("holi", Rule::Holi),
    ("d day", Rule::On(6, 6)),
];

impl Feast {
    /// The name as written in the list.
    pub fn name(self) -> &'static str {
        FEASTS[self.0].0
    }

    /// Its day in a year.
    pub fn day(self, year: i32) -> Option<NaiveDate> {
        let from = |date: NaiveDate, days: i32| calendar::add(date, days, crate::dates::value::Unit::Day);
        match FEASTS[self.0].1 {
            Rule::On(month, day) => calendar::day(year, month, day),
            Rule::Nth(weekday, nth, month) => calendar::nth_weekday(year, month, weekday, nth),
            Rule::Working(month, day) => {
                let date = calendar::day(year, month, day)?;
                from(date, [0, 0, 0, 0, 0, -1, 1][calendar::weekday(date) as usize - 1])
            }
            Rule::Easter(days) => from(calendar::easter(year)?, days),
            Rule::EarthHour => {
                let saturday = calendar::nth_weekday(year, 3, 6, -1)?;
                let eve = from(calendar::easter(year)?, -1)?;
                from(saturday, if saturday == eve { -7 } else { 0 })
            }
            Rule::Orthodox(days) => from(moon::orthodox_easter(year)?, days),
            Rule::Tishri(days) => moon::after_tishri(year, days),
            Rule::Nisan(days) => moon::after_nisan(year, days),
            Rule::Hanukkah => moon::hanukkah(year),
            Rule::Islamic(month, day) => moon::islamic(year, month, day),
            Rule::LunarNewYear => moon::lunar_new_year(year),
            Rule::Diwali => moon::diwali(year),
            Rule::Holi => moon::holi(year),
            Rule::Thanksgiving(days) => from(calendar::nth_weekday(year, 11, 4, 4)?, days),
            Rule::Election => from(calendar::nth_weekday(year, 11, 1, 1)?, 1),
        }
    }

    /// Whether the day follows the moon, and is reckoned here as others see or announce it.
    pub fn is_reckoned(self) -> bool {
        matches!(FEASTS[self.0].1, Rule::Islamic(..) | Rule::LunarNewYear | Rule::Diwali | Rule::Holi)
    }

    /// The year that the day belongs to whatever the context: D-Day was in 1944.
    fn only_year(self) -> Year {
        if self.name() == "d day" { Year::Known(1944) } else { Year::Open }
    }
}

pub fn read(row: &Row, at: usize, _depth: u32) -> Option<Match> {
    picked(row, at, Pick::Any)
}

/// A holiday at an item, with "last", "next" or the like before it.
pub fn picked(row: &Row, at: usize, pick: Pick) -> Option<Match> {
    let item = row.at(at);
    let opens = item.class == Class::Holiday
        || item.class == Class::Filler && item.value == 6
        || item.class == Class::Suffix && item.spaced && row.is(at, "st");
    if !opens {
        return None;
    }
    let before = row.before(at, 1);
    // "White Christmas"
    if before.class == Class::Other && before.capital && item.spaced && row.before(at, 2).class == Class::Sign {
        return None;
    }
    let (index, end) =
        FEASTS.iter().enumerate().find_map(|(index, (name, _))| Some((index, spelled(row, at, name)?)))?;
    // In lower case only what can be nothing else: "mardi gras", "new year's eve"; not "good friday's work".
    let name = FEASTS[index].0;
    let sure = name.contains(' ') || name.len() > 5 || name == "xmas" || row.is_all(at, end);
    if !item.capital && !sure {
        return None;
    }
    // "Easter Island", "Christmas Carol", "Independence Day Parade": a name goes on.
    let next = row.at(end);
    let named = next.class == Class::Other && next.capital && next.spaced;
    if named && !name_ends(index) {
        return None;
    }
    let feast = Feast(index);
    let (year, end) = year_tail(row, end);
    let year = if year == Year::Open { feast.only_year() } else { year };
    Match::new(end, Expr::spot(year, Spot::Feast(feast), pick))
}

/// Names that end in "day" or "eve" are whole.
fn name_ends(index: usize) -> bool {
    FEASTS[index].0.ends_with("day") || FEASTS[index].0.ends_with("eve")
}

/// The item past the name, if it stands here; apostrophes are passed over, hyphens are as good as spaces.
fn spelled(row: &Row, at: usize, name: &str) -> Option<usize> {
    let mut at = at;
    for word in name.split(' ') {
        while row.apostrophe(at) || row.glued(at, '-') || row.glued(at, '.') {
            at += 1;
        }
        if !row.is(at, word) {
            return None;
        }
        at += 1;
    }
    Some(at)
}
