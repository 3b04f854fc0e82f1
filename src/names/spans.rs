//! From tokens to spans: where no name may stand, and what does not belong to one.

use crate::text::{Span, splits_character};

/// Titles that stand before a person's name and are no part of it.
const TITLES: [&str; 109] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "messrs",
    "dr",
    "prof",
    "professor",
    "sen",
    "senator",
    "rep",
    "representative",
    "gov",
    "governor",
    "gen",
    "general",
    "lt",
    "lieutenant",
    "col",
    "colonel",
    "sgt",
    "sergeant",
    "capt",
    "captain",
    "maj",
    "major",
    "rev",
    "reverend",
    "hon",
    "sir",
    "lady",
    "lord",
    "dame",
    "president",
    "premier",
    "chancellor",
    "king",
    "queen",
    "prince",
    "princess",
    "pope",
    "judge",
    "justice",
    "secretary",
    "minister",
    "chairman",
    "sheikh",
    "pm",
    "adm",
    "admiral",
    "cmdr",
    "commander",
    "cpl",
    "pvt",
    "det",
    "detective",
    "inspector",
    "officer",
    "mayor",
    "ambassador",
    "madam",
    "sheriff",
    "coach",
    "cllr",
    "insp",
    "supt",
    "baroness",
    "archbishop",
    "shri",
    "emperor",
    "empress",
    "tsar",
    "czar",
    "cardinal",
    "bishop",
    "marshal",
    "imam",
    "ayatollah",
    "congressman",
    "congresswoman",
    "alderman",
    "alderwoman",
    "alhaji",
    "alhaja",
    "councillor",
    "councilman",
    "councilwoman",
    "justices",
    "alh",
    "hajia",
    "hajiya",
    "barr",
    "engr",
    "smt",
    "shrimati",
    "mme",
    "mlle",
    "msgr",
    "monsignor",
    "rabbi",
    "mullah",
    "maulana",
    "comrade",
    "taoiseach",
    "viscount",
    "baron",
    "herr",
    "frau",
];

/// Stretches of the text in which nothing is a name: addresses of the web and of mail, and handles.
#[must_use]
pub fn addresses(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = 0;
    for piece in text.split(char::is_whitespace) {
        let start = at + piece.len() - piece.trim_start_matches(OPENING).len();
        let bare = piece.trim_start_matches(OPENING).trim_end_matches(CLOSING);
        if is_address(bare) {
            found.push(Span::new(start, start + bare.len()));
        }
        at += piece.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
    found
}

const OPENING: [char; 8] = ['(', '[', '<', '"', '“', '‘', '\'', '.'];
const CLOSING: [char; 14] = [')', ']', '>', '"', '”', '’', '\'', '.', ',', ';', ':', '!', '?', '…'];

fn is_address(piece: &str) -> bool {
    if piece.contains("://") || piece.len() > 4 && piece.get(..4).is_some_and(|w| w.eq_ignore_ascii_case("www.")) {
        return true;
    }
    if let Some((before, after)) = piece.split_once('@') {
        return after.starts_with(|c: char| c.is_alphanumeric() || c == '_') && !before.ends_with(' ');
    }
    // "example.org/page", but neither "and/or" nor "Jan.5/6".
    piece.split_once('/').is_some_and(|(host, _)| {
        host.rsplit_once('.').is_some_and(|(name, top)| {
            name.len() >= 2 && (2..=6).contains(&top.len()) && top.bytes().all(|b| b.is_ascii_lowercase())
        })
    })
}

/// Whether a word, with or without its stop, is a title before a person's name.
#[must_use]
pub(super) fn is_title(word: &str) -> bool {
    let bare = word.trim_end_matches('.');
    TITLES.iter().any(|t| t.eq_ignore_ascii_case(bare))
}

/// Titles that are surnames as well, or the name that a stage knows somebody by.
const SURNAMES: [&str; 20] = [
    "bishop",
    "cardinal",
    "chancellor",
    "coach",
    "dame",
    "general",
    "justice",
    "judge",
    "king",
    "lady",
    "lord",
    "major",
    "marshal",
    "mayor",
    "pope",
    "prince",
    "princess",
    "queen",
    "sheikh",
    "sheriff",
];

/// Whether a span is a title and nobody's name: "the President" is an office, where King may be Bernice King and "Mr.
/// President" is spoken to.
fn is_office(text: &str, span: Span) -> bool {
    let word = span.of(text).trim_end_matches('.');
    if !is_title(word) || SURNAMES.iter().any(|surname| surname.eq_ignore_ascii_case(word)) {
        return false;
    }
    let before = &text[..span.start as usize];
    // Not further back than a title is long: a line without a space may be as long as the text.
    let near = before.char_indices().rev().take(20).last().map_or("", |(at, _)| &before[at..]);
    !is_title(near.split_whitespace().next_back().unwrap_or_default())
}

/// Academic degrees, which look like the short forms of states; without the last dot.
const DEGREES: [&str; 14] =
    ["B.A", "B.Ed", "B.S", "B.Sc", "Ed.D", "J.D", "LL.B", "LL.M", "M.A", "M.B.A", "M.D", "M.S", "M.Sc", "Ph.D"];

/// First halves that only say how somebody stands to what one word after the hyphen names: "Anti-Kremlin", but not
/// "Anti-Defamation League".
pub(super) const STANCES: [&str; 5] = ["anti", "pro", "ex", "non", "post"];

/// The part of a found span that is the name: without quotes, articles, titles (of people), "Anti-" and the possessive.
/// None when nothing is left but an academic degree or an office.
#[must_use]
pub fn trim(text: &str, span: Span, person: bool) -> Option<Span> {
    let mut span = span;
    loop {
        let before = span;
        let surface = span.of(text);
        let start = surface.len() - surface.trim_start_matches(LOOSE).len();
        let body = surface.trim_matches(LOOSE);
        span = Span::new(span.start as usize + start, span.start as usize + start + body.len());
        if let Some((word, _)) = span.of(text).split_once(char::is_whitespace) {
            let leads = ["the", "a", "an"].iter().any(|a| a.eq_ignore_ascii_case(word)) || person && is_title(word);
            if leads {
                span = Span::new(span.start as usize + word.len(), span.end as usize).trimmed(text);
            }
        }
        if let Some((stance, name)) = span.of(text).split_once('-') {
            let one_word =
                name.starts_with(char::is_uppercase) && !name.contains(|c: char| c == '-' || c.is_whitespace());
            if one_word && STANCES.iter().any(|s| s.eq_ignore_ascii_case(stance)) {
                span = Span::new(span.start as usize + stance.len() + 1, span.end as usize);
            }
        }
        for possessive in ["'s", "’s", "'S", "’S", "'", "’"] {
            if let Some(bare) = span.of(text).strip_suffix(possessive) {
                span = Span::new(span.start as usize, span.start as usize + bare.len());
                break;
            }
        }
        // A mark that combines with the blank before it is a token, but no character of its own.
        while !span.is_empty() && splits_character(text, span.start as usize) {
            let first = span.of(text).chars().next().map_or(0, char::len_utf8);
            span = Span::new(span.start as usize + first, span.end as usize);
        }
        if span.is_empty() {
            return None;
        }
        if span == before {
            let degree = DEGREES.contains(&span.of(text).trim_end_matches('.'));
            return if degree || person && is_office(text, span) { None } else { Some(span) };
        }
    }
}

const LOOSE: [char; 16] = [' ', '\t', '\n', '\r', '\u{a0}', '"', '“', '”', '‘', ',', ';', ':', '(', '[', ']', '«'];
