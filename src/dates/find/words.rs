//! The words that temporal expressions are made of, and the class each belongs to.

/// What a word, number or sign can do in a temporal expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Class {
    /// Any other word.
    Other,
    /// Past the last item of a block.
    End,
    /// A run of digits; the value is its number.
    Digits,
    /// A sign; the value is its code point.
    Sign,
    /// `january` 1 to 12; abbreviations add 16.
    Month,
    /// `monday` 1 to 7; abbreviations add 16.
    Weekday,
    /// A unit of time, singular; the value is a [`super::super::value::Unit`].
    Unit,
    /// Plural; likewise.
    Units,
    /// `two` to `nineteen`, `twenty` … `ninety`.
    Cardinal,
    /// `hundred`, `thousand`, `million`, `dozen`.
    Scale,
    /// `first` to `thirty-first` by word.
    Ordinal,
    /// The letters after a number: `st`, `nd`, `rd`, `th`.
    Suffix,
    /// `spring` 0, `summer`, `fall`/`autumn`, `winter` 3.
    Season,
    /// A part of the day; the value is a [`super::super::value::Part`].
    Part,
    /// `noon` and `midday` 12, `midnight` 0.
    Noon,
    /// `today` 0, `yesterday` -1, `tomorrow` 1.
    Today,
    /// `tonight` 0, `overnight` 1.
    Tonight,
    /// `this` and `current`.
    This,
    /// `that`, `those`.
    That,
    /// `same`.
    Same,
    /// `last` and its like, looking back from the text's present.
    Last,
    /// `next`, `coming`, `upcoming`.
    Next,
    /// `previous`, `preceding`, `prior`.
    Previous,
    /// `following`, `subsequent`, `ensuing`.
    Following,
    /// `ago`.
    Ago,
    /// `earlier` -1, `later` 1.
    Later,
    /// `before` -1, `after` 1.
    After,
    /// `early` 0, `mid` 1, `late` 2.
    Early,
    /// `beginning` 0, `middle` 1, `end` 2 and their like.
    Edge,
    /// `the`.
    The,
    /// `a`, `an`.
    A,
    /// `of`.
    Of,
    /// `and` 0, `or` 1.
    And,
    /// `to`, `through`, `until`, `till`, `thru`.
    To,
    /// `from` 0, `between` 1.
    From,
    /// `in` 0, `on` 1, `at` 2, `by` 3, `since` 4, `during` 5, `for` 6, `within` 7, `around` 8.
    In,
    /// `every` 0, `each` 1.
    Every,
    /// `daily`, `weekly` …; the value is a unit.
    Often,
    /// `few`, `several`, `many`, `some` 0; `couple` 2.
    Few,
    /// `half`.
    Half,
    /// `about`, `nearly`, `over` …: part of the extent.
    About,
    /// Vague references to past 0, present 1 and future 2.
    Vague,
    /// `am` 0, `pm` 12; `a` and `p` are found by their letters.
    AmPm,
    /// A zone; the value is its offset in minutes, or a special from 10000 on.
    Zone,
    /// `bc`, `bce` 0; `ad`, `ce` 1.
    Era,
    /// `fiscal`, `financial`.
    Fiscal,
    /// A letter that opens a short period: `q`, `h`, `fy`.
    Short,
    /// The first word of a holiday; the value is its first line in the list of holidays.
    Holiday,
    /// `times` 0, `once` 1, `twice` 2, `per` 3.
    Times,
    /// `whole`, `entire`, `full`, `past`-less fillers inside durations: `more`, `consecutive`, `straight`.
    Filler,
    /// `old`.
    Old,
    /// `right`, of "right now".
    Right,
    /// Words that make what follows lie ahead: `will`, `scheduled`, `expected` 0, `would` 1, verbs of timetables 2.
    Ahead,
    /// `said` and its like: what they tell of when was.
    Said,
    /// `clock` of "o'clock".
    Clock,
    /// `eighties`; the value is 80.
    Decade,
    /// Words that only longer expressions are made of: `time`, `period`, `future`, `near`, `small`.
    Noun,
}

impl Class {
    /// The class as a bit of a set.
    pub const fn bit(self) -> u64 {
        1 << self as u8
    }

    /// Words that point at one of many: "this", "last", "the same".
    pub const POINTERS: u64 = Self::This.bit()
        | Self::That.bit()
        | Self::Same.bit()
        | Self::Last.bit()
        | Self::Next.bit()
        | Self::Previous.bit()
        | Self::Following.bit()
        | Self::The.bit();
}

use Class::{
    A, About, After, Ago, Ahead, AmPm, And, Cardinal, Clock, Decade, Early, Edge, Era, Every, Few, Filler, Fiscal,
    Following, From, Half, Holiday, In, Last, Later, Month, Next, Noon, Noun, Of, Often, Old, Ordinal, Part, Previous,
    Right, Said, Same, Scale, Season, Short, Suffix, That, The, This, Times, To, Today, Tonight, Unit, Units, Vague,
    Weekday, Zone,
};

/// Marks the value of an abbreviated month or weekday.
pub const SHORT: i32 = 16;

/// Zones whose offset follows the daylight saving of the United States: `10000 + minutes` of their winter.
pub const DAYLIGHT: i32 = 10_000;

/// Every word with its class and value.
#[rustfmt::skip]
const WORDS: &[(&str, Class, i32)] = &[
    ("mondays", Weekday, 33), ("tuesdays", Weekday, 34), ("wednesdays", Weekday, 35), ("thursdays", Weekday, 36),
    ("fridays", Weekday, 37), ("saturdays", Weekday, 38), ("sundays", Weekday, 39),
    ("january", Month, 1), ("february", Month, 2), ("march", Month, 3), ("april", Month, 4), ("may", Month, 5),
    ("june", Month, 6), ("july", Month, 7), ("august", Month, 8), ("september", Month, 9), ("october", Month, 10),
    ("november", Month, 11), ("december", Month, 12),
    ("jan", Month, 17), ("feb", Month, 18), ("mar", Month, 19), ("apr", Month, 20), ("jun", Month, 22),
    ("jul", Month, 23), ("aug", Month, 24), ("sep", Month, 25), ("sept", Month, 25), ("oct", Month, 26),
    ("nov", Month, 27), ("dec", Month, 28),
    ("monday", Weekday, 1), ("tuesday", Weekday, 2), ("wednesday", Weekday, 3), ("thursday", Weekday, 4),
    ("friday", Weekday, 5), ("saturday", Weekday, 6), ("sunday", Weekday, 7),
    ("mon", Weekday, 17), ("tue", Weekday, 18), ("tues", Weekday, 18), ("wed", Weekday, 19), ("weds", Weekday, 19),
    ("thu", Weekday, 20), ("thur", Weekday, 20), ("thurs", Weekday, 20), ("fri", Weekday, 21), ("sat", Weekday, 22),
    ("sun", Weekday, 23),
    ("second", Unit, 0), ("sec", Unit, 0), ("minute", Unit, 1), ("min", Unit, 1), ("hour", Unit, 2), ("hr", Unit, 2),
    ("day", Unit, 3), ("week", Unit, 4), ("weekend", Unit, 5), ("fortnight", Unit, 6), ("month", Unit, 7),
    ("quarter", Unit, 8), ("qtr", Unit, 8), ("year", Unit, 9), ("yr", Unit, 9), ("decade", Unit, 10), ("century", Unit, 11),
    ("millennium", Unit, 12),
    ("seconds", Units, 0), ("secs", Units, 0), ("minutes", Units, 1), ("mins", Units, 1), ("hours", Units, 2),
    ("hrs", Units, 2), ("days", Units, 3), ("weeks", Units, 4), ("weekends", Units, 5), ("fortnights", Units, 6),
    ("months", Units, 7), ("quarters", Units, 8), ("years", Units, 9), ("yrs", Units, 9), ("decades", Units, 10),
    ("centuries", Units, 11), ("millennia", Units, 12),
    ("one", Cardinal, 1), ("two", Cardinal, 2), ("three", Cardinal, 3), ("four", Cardinal, 4), ("five", Cardinal, 5),
    ("six", Cardinal, 6), ("seven", Cardinal, 7), ("eight", Cardinal, 8), ("nine", Cardinal, 9), ("ten", Cardinal, 10),
    ("eleven", Cardinal, 11), ("twelve", Cardinal, 12), ("thirteen", Cardinal, 13), ("fourteen", Cardinal, 14),
    ("fifteen", Cardinal, 15), ("sixteen", Cardinal, 16), ("seventeen", Cardinal, 17), ("eighteen", Cardinal, 18),
    ("nineteen", Cardinal, 19), ("twenty", Cardinal, 20), ("thirty", Cardinal, 30), ("forty", Cardinal, 40),
    ("fifty", Cardinal, 50), ("sixty", Cardinal, 60), ("seventy", Cardinal, 70), ("eighty", Cardinal, 80),
    ("ninety", Cardinal, 90),
    ("hundred", Scale, 100), ("thousand", Scale, 1000), ("million", Scale, 1_000_000), ("lakh", Scale, 100_000), ("crore", Scale, 10_000_000), ("dozen", Scale, 12),
    ("first", Ordinal, 1), ("third", Ordinal, 3), ("fourth", Ordinal, 4), ("fifth", Ordinal, 5), ("sixth", Ordinal, 6),
    ("seventh", Ordinal, 7), ("eighth", Ordinal, 8), ("ninth", Ordinal, 9), ("tenth", Ordinal, 10),
    ("eleventh", Ordinal, 11), ("twelfth", Ordinal, 12), ("thirteenth", Ordinal, 13), ("fourteenth", Ordinal, 14),
    ("fifteenth", Ordinal, 15), ("sixteenth", Ordinal, 16), ("seventeenth", Ordinal, 17), ("eighteenth", Ordinal, 18),
    ("nineteenth", Ordinal, 19), ("twentieth", Ordinal, 20), ("thirtieth", Ordinal, 30),
    ("st", Suffix, 0), ("nd", Suffix, 0), ("rd", Suffix, 0), ("th", Suffix, 0),
    ("spring", Season, 0), ("summer", Season, 1), ("fall", Season, 2), ("autumn", Season, 2), ("winter", Season, 3),
    ("springtime", Season, 0), ("summertime", Season, 1), ("wintertime", Season, 3),
    ("morning", Part, 0), ("afternoon", Part, 2), ("evening", Part, 3), ("night", Part, 4), ("daytime", Part, 5),
    ("dawn", Part, 0), ("dusk", Part, 3), ("sunrise", Part, 0), ("sunset", Part, 3), ("nighttime", Part, 4),
    ("lunchtime", Part, 1), ("mornings", Part, 16), ("afternoons", Part, 18), ("evenings", Part, 19),
    ("nights", Part, 20), ("midmorning", Part, 0), ("midafternoon", Part, 2),
    ("noon", Noon, 12), ("midday", Noon, 12), ("midnight", Noon, 0), ("noontime", Noon, 12),
    ("today", Today, 0), ("yesterday", Today, -1), ("tomorrow", Today, 1),
    ("tonight", Tonight, 0), ("tonite", Tonight, 0), ("overnight", Tonight, 1),
    ("this", This, 0), ("current", This, 1), ("that", That, 0), ("those", That, 1), ("same", Same, 0),
    ("last", Last, 0), ("past", Last, 1), ("recent", Last, 2), ("latest", Last, 3),
    ("next", Next, 0), ("coming", Next, 1), ("upcoming", Next, 2), ("forthcoming", Next, 3),
    ("previous", Previous, 0), ("preceding", Previous, 1), ("prior", Previous, 2), ("intervening", Previous, 3),
    ("following", Following, 0), ("subsequent", Following, 1), ("ensuing", Following, 2), ("succeeding", Following, 3),
    ("ago", Ago, 0), ("back", Ago, 1), ("hence", Ago, 2), ("earlier", Later, -1), ("later", Later, 1),
    ("afterwards", Later, 2), ("afterward", Later, 2), ("beforehand", Later, -2), ("before", After, -1),
    ("after", After, 1),
    ("early", Early, 0), ("mid", Early, 1), ("late", Early, 2), ("latter", Early, 2),
    ("beginning", Edge, 0), ("start", Edge, 0), ("opening", Edge, 0), ("onset", Edge, 0), ("middle", Edge, 1),
    ("end", Edge, 2), ("close", Edge, 2), ("rest", Edge, 3), ("remainder", Edge, 3), ("turn", Edge, 0),
    ("the", The, 0), ("a", A, 0), ("an", A, 0), ("of", Of, 0), ("and", And, 0), ("or", And, 1),
    ("to", To, 0), ("through", To, 1), ("until", To, 2), ("till", To, 2), ("thru", To, 1),
    ("from", From, 0), ("between", From, 1),
    ("in", In, 0), ("on", In, 1), ("at", In, 2), ("by", In, 3), ("since", In, 4), ("during", In, 5), ("for", In, 6),
    ("within", In, 7), ("throughout", In, 5), ("into", In, 0),
    ("every", Every, 0), ("each", Every, 1),
    ("hourly", Often, 2), ("daily", Often, 3), ("weekly", Often, 4), ("monthly", Often, 7), ("quarterly", Often, 8),
    ("yearly", Often, 9), ("annual", Often, 9), ("annually", Often, 9), ("nightly", Often, 13),
    ("biweekly", Often, 14), ("bimonthly", Often, 17), ("bi", Often, 30), ("semi", Often, 31),
    ("semiannual", Often, 15), ("semiannually", Often, 15), ("biannually", Often, 15), ("fortnightly", Often, 6), ("biannual", Often, 15), ("biennial", Often, 16),
    ("few", Few, 0), ("several", Few, 0), ("many", Few, 0), ("some", Few, 1), ("couple", Few, 2), ("numerous", Few, 0),
    ("half", Half, 0),
    ("about", About, 0), ("nearly", About, 0), ("almost", About, 0), ("roughly", About, 0), ("around", About, 1),
    ("approximately", About, 0), ("over", About, 2), ("under", About, 2), ("just", About, 3), ("only", About, 3),
    ("exactly", About, 3), ("barely", About, 3), ("circa", About, 0), ("ca", About, 4),
    ("now", Vague, 1), ("currently", Vague, 1), ("nowadays", Vague, 1), ("recently", Vague, 0), ("lately", Vague, 0),
    ("soon", Vague, 2), ("presently", Vague, 1), ("formerly", Vague, 3),
    ("am", AmPm, 0), ("pm", AmPm, 12),
    ("utc", Zone, 0), ("gmt", Zone, 0), ("bst", Zone, 60), ("cet", Zone, 60), ("cest", Zone, 120), ("eet", Zone, 120),
    ("eest", Zone, 180), ("msk", Zone, 180), ("ist", Zone, 330), ("jst", Zone, 540), ("kst", Zone, 540),
    ("hkt", Zone, 480), ("sgt", Zone, 480), ("aest", Zone, 600), ("aedt", Zone, 660), ("est", Zone, -300),
    ("edt", Zone, -240), ("cst", Zone, -360), ("cdt", Zone, -300), ("mst", Zone, -420), ("mdt", Zone, -360),
    ("pst", Zone, -480), ("pdt", Zone, -420), ("akst", Zone, -540), ("hst", Zone, -600),
    ("et", Zone, DAYLIGHT - 300), ("ct", Zone, DAYLIGHT - 360), ("mt", Zone, DAYLIGHT - 420),
    ("pt", Zone, DAYLIGHT - 480), ("eastern", Zone, DAYLIGHT - 300), ("central", Zone, DAYLIGHT - 360),
    ("mountain", Zone, DAYLIGHT - 420), ("pacific", Zone, DAYLIGHT - 480),
    ("bc", Era, 0), ("bce", Era, 0), ("ad", Era, 1), ("ce", Era, 1),
    ("fiscal", Fiscal, 0), ("financial", Fiscal, 1),
    ("q", Short, 0), ("h", Short, 1), ("fy", Short, 2),
    ("times", Times, 0), ("once", Times, 1), ("twice", Times, 2), ("per", Times, 3), ("thrice", Times, 4),
    ("whole", Filler, 0), ("entire", Filler, 0), ("full", Filler, 0), ("more", Filler, 1), ("consecutive", Filler, 1),
    ("straight", Filler, 1), ("additional", Filler, 1), ("long", Filler, 2), ("another", Filler, 3),
    ("single", Filler, 1), ("successive", Filler, 1), ("calendar", Filler, 4), ("final", Filler, 5), ("all", Filler, 6),
    ("old", Old, 0), ("age", Old, 1), ("aged", Old, 2),
    ("right", Right, 0), ("these", That, 2),
    ("will", Ahead, 0), ("scheduled", Ahead, 0), ("expected", Ahead, 0), ("expects", Ahead, 0), ("plans", Ahead, 0),
    ("planned", Ahead, 0), ("due", Ahead, 0), ("slated", Ahead, 0), ("set", Ahead, 1),
    ("shall", Ahead, 0), ("would", Ahead, 1), ("ll", Ahead, 0), ("must", Ahead, 0), ("forecast", Ahead, 1),
    ("likely", Ahead, 0), ("deadline", Ahead, 1), ("hopes", Ahead, 0), ("intends", Ahead, 0), ("aims", Ahead, 0),
    ("begins", Ahead, 2), ("starts", Ahead, 2), ("opens", Ahead, 2), ("reopens", Ahead, 2), ("closes", Ahead, 2),
    ("ends", Ahead, 2), ("takes", Ahead, 2), ("meets", Ahead, 2), ("resumes", Ahead, 2), ("expires", Ahead, 2),
    ("kicks", Ahead, 2), ("concludes", Ahead, 2), ("arrives", Ahead, 2), ("hosts", Ahead, 2), ("travels", Ahead, 2),
    ("said", Said, 0), ("told", Said, 0), ("announced", Said, 0), ("reported", Said, 0), ("added", Said, 0),
    ("clock", Clock, 0),
    ("history", Noun, 0), ("time", Noun, 1), ("period", Noun, 2), ("future", Noun, 3), ("moment", Noun, 4),
    ("eve", Noun, 5), ("present", Noun, 6), ("being", Noun, 8), ("term", Noun, 9),
    ("date", Noun, 15), ("small", Noun, 16), ("wee", Noun, 16), ("near", Noun, 12), ("foreseeable", Noun, 12), ("immediate", Noun, 12), ("distant", Noun, 12), ("very", Noun, 13),
    ("twenties", Decade, 20), ("thirties", Decade, 30), ("forties", Decade, 40), ("fifties", Decade, 50),
    ("sixties", Decade, 60), ("seventies", Decade, 70), ("eighties", Decade, 80), ("nineties", Decade, 90),
    ("christmas", Holiday, 0), ("xmas", Holiday, 0), ("new", Holiday, 0), ("thanksgiving", Holiday, 0),
    ("easter", Holiday, 0), ("good", Holiday, 0), ("halloween", Holiday, 0), ("valentine", Holiday, 0),
    ("independence", Holiday, 0), ("memorial", Holiday, 0), ("labor", Holiday, 0), ("labour", Holiday, 0),
    ("boxing", Holiday, 0), ("veterans", Holiday, 0), ("martin", Holiday, 0), ("mlk", Holiday, 0),
    ("presidents", Holiday, 0), ("columbus", Holiday, 0), ("mother", Holiday, 0), ("father", Holiday, 0),
    ("ash", Holiday, 0), ("palm", Holiday, 0), ("mardi", Holiday, 0), ("groundhog", Holiday, 0), ("earth", Holiday, 0),
    ("juneteenth", Holiday, 0), ("bastille", Holiday, 0), ("armistice", Holiday, 0), ("remembrance", Holiday, 0),
    ("black", Holiday, 0), ("cyber", Holiday, 0), ("inauguration", Holiday, 0), ("election", Holiday, 0),
    ("guy", Holiday, 0), ("canada", Holiday, 0), ("australia", Holiday, 0), ("anzac", Holiday, 0),
    ("pentecost", Holiday, 0), ("whit", Holiday, 0), ("maundy", Holiday, 0), ("d", Holiday, 0),
    ("patrick", Holiday, 0), ("patricks", Holiday, 0), ("saint", Holiday, 0), ("boss", Holiday, 0),
    ("international", Holiday, 0), ("orthodox", Holiday, 0), ("lazarus", Holiday, 0), ("clean", Holiday, 0),
    ("rosh", Holiday, 0), ("yom", Holiday, 0), ("sukkot", Holiday, 0), ("shemini", Holiday, 0), ("simchat", Holiday, 0),
    ("hanukkah", Holiday, 0), ("chanukah", Holiday, 0), ("hanukah", Holiday, 0), ("hannukah", Holiday, 0), ("id", Holiday, 0), ("bakr", Holiday, 0), ("bakrid", Holiday, 0),
    ("sacrifice", Holiday, 0), ("purim", Holiday, 0), ("passover", Holiday, 0),
    ("lag", Holiday, 0), ("shavuot", Holiday, 0), ("islamic", Holiday, 0), ("ashura", Holiday, 0),
    ("mawlid", Holiday, 0), ("ramadan", Holiday, 0), ("laylat", Holiday, 0), ("eid", Holiday, 0), ("lunar", Holiday, 0),
    ("chinese", Holiday, 0), ("diwali", Holiday, 0), ("deepavali", Holiday, 0), ("holi", Holiday, 0), ("shrove", Holiday, 0), ("pancake", Holiday, 0),
    ("bonfire", Holiday, 0), ("burns", Holiday, 0), ("hogmanay", Holiday, 0), ("ve", Holiday, 0),
    ("vj", Holiday, 0), ("world", Holiday, 0), ("indigenous", Holiday, 0), ("waitangi", Holiday, 0), ("cinco", Holiday, 0),
    ("kwanzaa", Holiday, 0), ("nowruz", Holiday, 0), ("giving", Holiday, 0), ("mothering", Holiday, 0),
    ("holy", Holiday, 0), ("ascension", Holiday, 0),
];

/// Number of buckets of the table.
const BUCKETS: usize = 512;

const fn bucket(word: &[u8]) -> usize {
    let last = word.len() - 1;
    let middle = word[last / 2] as usize;
    (word[0] as usize * 31 + word[last] as usize * 7 + middle * 3 + last * 57) % BUCKETS
}

/// Where each bucket starts in `ORDER`, and the words in order of their buckets.
const INDEX: ([u16; BUCKETS + 1], [u16; WORDS.len()]) = {
    let mut starts = [0_u16; BUCKETS + 1];
    let mut at = 0;
    while at < WORDS.len() {
        starts[bucket(WORDS[at].0.as_bytes()) + 1] += 1;
        at += 1;
    }
    at = 0;
    while at < BUCKETS {
        starts[at + 1] += starts[at];
        at += 1;
    }
    let mut free = starts;
    let mut order = [0_u16; WORDS.len()];
    at = 0;
    while at < WORDS.len() {
        let home = bucket(WORDS[at].0.as_bytes());
        order[free[home] as usize] = at as u16;
        free[home] += 1;
        at += 1;
    }
    (starts, order)
};
static STARTS: [u16; BUCKETS + 1] = INDEX.0;
static ORDER: [u16; WORDS.len()] = INDEX.1;

/// Length in bytes of the longest word of the table.
const LONGEST: usize = 14;

/// Class and value of a word, whatever its case.
pub fn lookup(word: &[u8]) -> (Class, i32) {
    if word.is_empty() || word.len() > LONGEST {
        return (Class::Other, 0);
    }
    let mut lower = [0_u8; LONGEST];
    let lower = &mut lower[..word.len()];
    lower.copy_from_slice(word);
    lower.make_ascii_lowercase();
    let home = bucket(lower);
    for &at in &ORDER[STARTS[home] as usize..STARTS[home + 1] as usize] {
        let (text, class, value) = WORDS[at as usize];
        if text.as_bytes() == lower {
            return (class, value);
        }
    }
    (Class::Other, 0)
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, WORDS, lookup};

    #[test]
    fn every_word_is_found_once() {
        for (at, (word, class, value)) in WORDS.iter().enumerate() {
            assert!(word.len() <= LONGEST, "{word} is longer than {LONGEST}");
            assert!(!WORDS[..at].iter().any(|(other, ..)| other == word), "{word} stands twice");
            assert_eq!(lookup(word.to_uppercase().as_bytes()), (*class, *value), "{word}");
        }
    }
}
