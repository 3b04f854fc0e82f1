//! Currencies by sign, by code and by word.

use super::number::{digits, scale, space, word};

/// The unit of percentages.
pub const PERCENT: &str = "percent";

/// Signs before a number, the longer first.
const SIGNS: &[(&str, &str)] = &[
    ("US$", "USD"),
    ("U.S.$", "USD"),
    ("AU$", "AUD"),
    ("Aus$", "AUD"),
    ("A$", "AUD"),
    ("CA$", "CAD"),
    ("Can$", "CAD"),
    ("C$", "CAD"),
    ("NZ$", "NZD"),
    ("HK$", "HKD"),
    ("NT$", "TWD"),
    ("S$", "SGD"),
    ("R$", "BRL"),
    ("MX$", "MXN"),
    ("CN\u{a5}", "CNY"),
    ("$", "USD"),
    ("\u{a3}", "GBP"),
    ("\u{20ac}", "EUR"),
    ("\u{a5}", "JPY"),
    ("\u{20b9}", "INR"),
    ("\u{20bd}", "RUB"),
    ("\u{20b4}", "UAH"),
    ("\u{20a9}", "KRW"),
    ("\u{20aa}", "ILS"),
    ("\u{20ba}", "TRY"),
    ("\u{20a6}", "NGN"),
    ("\u{20ab}", "VND"),
    ("\u{e3f}", "THB"),
    ("\u{20b1}", "PHP"),
    ("\u{20ad}", "LAK"),
    ("\u{20b8}", "KZT"),
    ("\u{20be}", "GEL"),
];

/// Codes of ISO 4217 that the news writes before or after a number.
const CODES: [&str; 44] = [
    "USD", "EUR", "GBP", "JPY", "CHF", "AUD", "CAD", "NZD", "CNY", "HKD", "SGD", "INR", "RUB", "UAH", "KRW", "BRL",
    "MXN", "ZAR", "TRY", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "ILS", "SAR", "AED", "QAR", "KWD", "EGP", "NGN",
    "KES", "GHS", "THB", "MYR", "IDR", "PHP", "VND", "TWD", "PKR", "BDT", "ARS", "CLP",
];

/// Abbreviations before a number, perhaps with a full stop.
const SHORT: [(&str, &str); 6] =
    [("Rs", "INR"), ("Ksh", "KES"), ("KSh", "KES"), ("RM", "MYR"), ("Rp", "IDR"), ("Tk", "BDT")];

/// Letters glued to a sum that shows by its size that it is one: "N1,617", "R200m", but not "N95" or "R2".
const LETTERS: [(&str, &str); 2] = [("N", "NGN"), ("R", "ZAR")];

/// Words after a number, singular and plural, with how many make one of the unit.
const WORDS: &[(&str, &str, f64)] = &[
    ("dollar", "USD", 1.0),
    ("dollars", "USD", 1.0),
    ("buck", "USD", 1.0),
    ("bucks", "USD", 1.0),
    ("cent", "USD", 100.0),
    ("cents", "USD", 100.0),
    ("euro", "EUR", 1.0),
    ("euros", "EUR", 1.0),
    ("pence", "GBP", 100.0),
    ("quid", "GBP", 1.0),
    ("ruble", "RUB", 1.0),
    ("rubles", "RUB", 1.0),
    ("rouble", "RUB", 1.0),
    ("roubles", "RUB", 1.0),
    ("hryvnia", "UAH", 1.0),
    ("hryvnias", "UAH", 1.0),
    ("hryvnyas", "UAH", 1.0),
    ("yen", "JPY", 1.0),
    ("yuan", "CNY", 1.0),
    ("renminbi", "CNY", 1.0),
    ("won", "KRW", 1.0),
    ("rupee", "INR", 1.0),
    ("rupees", "INR", 1.0),
    ("franc", "CHF", 1.0),
    ("francs", "CHF", 1.0),
    ("kronor", "SEK", 1.0),
    ("krona", "SEK", 1.0),
    ("kroner", "NOK", 1.0),
    ("krone", "NOK", 1.0),
    ("zloty", "PLN", 1.0),
    ("zlotys", "PLN", 1.0),
    ("forint", "HUF", 1.0),
    ("forints", "HUF", 1.0),
    ("koruna", "CZK", 1.0),
    ("korunas", "CZK", 1.0),
    ("crowns", "CZK", 1.0),
    ("lira", "TRY", 1.0),
    ("liras", "TRY", 1.0),
    ("rand", "ZAR", 1.0),
    ("reais", "BRL", 1.0),
    ("reals", "BRL", 1.0),
    ("peso", "MXN", 1.0),
    ("pesos", "MXN", 1.0),
    ("shekel", "ILS", 1.0),
    ("shekels", "ILS", 1.0),
    ("dirham", "AED", 1.0),
    ("dirhams", "AED", 1.0),
    ("riyal", "SAR", 1.0),
    ("riyals", "SAR", 1.0),
    ("rial", "IRR", 1.0),
    ("rials", "IRR", 1.0),
    ("baht", "THB", 1.0),
    ("ringgit", "MYR", 1.0),
    ("rupiah", "IDR", 1.0),
    ("dong", "VND", 1.0),
    ("taka", "BDT", 1.0),
    ("naira", "NGN", 1.0),
    ("cedi", "GHS", 1.0),
    ("cedis", "GHS", 1.0),
    ("shilling", "KES", 1.0),
    ("shillings", "KES", 1.0),
    ("birr", "ETB", 1.0),
    ("tenge", "KZT", 1.0),
    ("lei", "RON", 1.0),
    ("leva", "BGN", 1.0),
    ("guilders", "NLG", 1.0),
    ("marks", "DEM", 1.0),
];

/// Whose dollar, franc, krone or peso: the word before the currency, with the unit it makes of it.
const OWNERS: &[(&str, &str, &str)] = &[
    ("US", "dollar", "USD"),
    ("American", "dollar", "USD"),
    ("Australian", "dollar", "AUD"),
    ("Canadian", "dollar", "CAD"),
    ("Singapore", "dollar", "SGD"),
    ("Taiwanese", "dollar", "TWD"),
    ("Jamaican", "dollar", "JMD"),
    ("Zimbabwean", "dollar", "ZWL"),
    ("Swiss", "franc", "CHF"),
    ("CFA", "franc", "XOF"),
    ("French", "franc", "FRF"),
    ("Belgian", "franc", "BEF"),
    ("Rwandan", "franc", "RWF"),
    ("Congolese", "franc", "CDF"),
    ("Danish", "kron", "DKK"),
    ("Norwegian", "kron", "NOK"),
    ("Swedish", "kron", "SEK"),
    ("Icelandic", "kron", "ISK"),
    ("Mexican", "peso", "MXN"),
    ("Argentine", "peso", "ARS"),
    ("Chilean", "peso", "CLP"),
    ("Colombian", "peso", "COP"),
    ("Philippine", "peso", "PHP"),
    ("Cuban", "peso", "CUP"),
    ("Uruguayan", "peso", "UYU"),
    ("Indian", "rupee", "INR"),
    ("Pakistani", "rupee", "PKR"),
    ("Sri", "rupee", "LKR"),
    ("Nepalese", "rupee", "NPR"),
    ("Turkish", "lira", "TRY"),
    ("Lebanese", "pound", "LBP"),
    ("Egyptian", "pound", "EGP"),
    ("Syrian", "pound", "SYP"),
    ("Sudanese", "pound", "SDG"),
    ("British", "pound", "GBP"),
    ("Kenyan", "shilling", "KES"),
    ("Ugandan", "shilling", "UGX"),
    ("Tanzanian", "shilling", "TZS"),
    ("Somali", "shilling", "SOS"),
    ("Iraqi", "dinar", "IQD"),
    ("Kuwaiti", "dinar", "KWD"),
    ("Jordanian", "dinar", "JOD"),
    ("Serbian", "dinar", "RSD"),
    ("Libyan", "dinar", "LYD"),
    ("Algerian", "dinar", "DZD"),
    ("Tunisian", "dinar", "TND"),
    ("Saudi", "riyal", "SAR"),
    ("Qatari", "riyal", "QAR"),
    ("Iranian", "rial", "IRR"),
    ("Yemeni", "rial", "YER"),
    ("Omani", "rial", "OMR"),
    ("Moroccan", "dirham", "MAD"),
    ("Brazilian", "rea", "BRL"),
    ("Czech", "koruna", "CZK"),
    ("Czech", "crown", "CZK"),
    ("Deutsche", "mark", "DEM"),
    ("German", "mark", "DEM"),
    ("Belarusian", "ruble", "BYN"),
];

/// A currency by sign or code before a number: its unit, and the byte of the number.
pub fn before(text: &str, at: usize) -> Option<(usize, &'static str)> {
    let rest = &text.as_bytes()[at..];
    let first = *rest.first()?;
    if first.is_ascii_digit() || first.is_ascii_lowercase() {
        return None;
    }
    let digit = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    if let Some((sign, unit)) = SIGNS.iter().find(|(sign, _)| rest.starts_with(sign.as_bytes())) {
        let number = space(text, at + sign.len());
        return digit(number).then_some((number, *unit));
    }
    let name = word(text, at);
    let after = at + name.len();
    if let Some((_, unit)) = SHORT.iter().find(|(short, _)| *short == name) {
        let dot = usize::from(text.as_bytes().get(after) == Some(&b'.'));
        let number = space(text, after + dot);
        return digit(number).then_some((number, *unit));
    }
    if let Some((_, unit)) = LETTERS.iter().find(|(letter, _)| *letter == name) {
        return (digit(after) && is_large(text, after)).then_some((after, *unit));
    }
    let unit = CODES.iter().find(|code| **code == name)?;
    let number = space(text, after);
    digit(number).then_some((number, *unit))
}

/// Whether a number has thousands set apart, or millions behind it.
fn is_large(text: &str, at: usize) -> bool {
    digits(text, at).is_some_and(|number| {
        let scaled = scale(text, number.end).is_some_and(|(factor, _)| factor >= 1e6);
        scaled || text[at..number.end].contains(',')
    })
}

/// A currency or a percentage after a number: unit, how many make one of it, and the byte past it. `scaled` tells that the
/// number has a scale, so that "pounds" are money and no weight.
pub fn after(text: &str, at: usize, scaled: bool) -> Option<(&'static str, f64, usize)> {
    let bytes = text.as_bytes();
    let next = space(text, at);
    match bytes.get(next)? {
        b'%' => return Some((PERCENT, 1.0, next + 1)),
        b'p' if next == at && word(text, at) == "p" => return Some(("GBP", 100.0, at + 1)),
        b if *b >= 0x80 => {
            let (sign, unit) = SIGNS.iter().find(|(sign, _)| text[next..].starts_with(sign))?;
            return Some((unit, 1.0, next + sign.len()));
        }
        _ => {}
    }
    // "a 5-percent rise", "20-euro notes"
    let hyphen = usize::from(next == at && bytes[at] == b'-');
    let start = next + hyphen;
    if start == at {
        return None;
    }
    let name = word(text, start);
    percent(text, start, name).or_else(|| named(text, start, name, scaled))
}

/// "percent", "per cent", "percentage points", "pct"; a basis point is a hundredth.
fn percent(text: &str, start: usize, name: &str) -> Option<(&'static str, f64, usize)> {
    let end = start + name.len();
    if name.eq_ignore_ascii_case("percent") || name.eq_ignore_ascii_case("pct") {
        return Some((PERCENT, 1.0, end));
    }
    let second_start = space(text, end);
    let second = word(text, second_start);
    let part = match (name, second) {
        ("per", "cent") | ("percentage", "point" | "points") => 1.0,
        ("basis", "points") => 100.0,
        _ => return None,
    };
    Some((PERCENT, part, second_start + second.len()))
}

/// "rubles", "US dollars", "Swiss francs", "pounds sterling", "Hong Kong dollars".
fn named(text: &str, start: usize, name: &str, scaled: bool) -> Option<(&'static str, f64, usize)> {
    let end = start + name.len();
    if let Some((_, unit, part)) = WORDS.iter().find(|(word, ..)| *word == name) {
        // "the team won", "the marks", "the lei"
        let needs_scale = matches!(name, "won" | "dong" | "lei" | "marks" | "leva" | "crowns");
        return (!needs_scale || scaled).then_some((*unit, *part, end));
    }
    if name == "pounds" || name == "pound" {
        let second_start = space(text, end);
        let sterling = word(text, second_start) == "sterling";
        let end = if sterling { second_start + 8 } else { end };
        return (sterling || scaled).then_some(("GBP", 1.0, end));
    }
    if let Some(code) = CODES.iter().find(|code| **code == name) {
        return Some((code, 1.0, end));
    }
    let dotted = name == "U" && text[start..].starts_with("U.S.");
    let end = if dotted { start + 4 } else { end };
    let owner = if dotted { "US" } else { name };
    let mut second_start = space(text, end);
    let mut second = word(text, second_start);
    let mut two = "";
    if matches!((owner, second), ("Hong", "Kong") | ("New", "Zealand") | ("Sri", "Lankan")) {
        two = second;
        second_start = space(text, second_start + second.len());
        second = word(text, second_start);
    }
    let after = second_start + second.len();
    match (owner, two, second) {
        ("Hong", "Kong", "dollar" | "dollars") => return Some(("HKD", 1.0, after)),
        ("New", "Zealand", "dollar" | "dollars") => return Some(("NZD", 1.0, after)),
        _ => {}
    }
    let (_, _, unit) = OWNERS.iter().find(|(who, what, _)| *who == owner && second.starts_with(what))?;
    Some((unit, 1.0, after))
}
