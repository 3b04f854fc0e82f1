//! Folding: the same name written two ways gets one key.

use crate::structure::Article;
use crate::text::Span;
use std::borrow::Cow;

/// A name without case, accents, punctuation and possessive; its words are separated by one space.
///
/// `U.S.` and `U. S.` give `us`, `Jong-un` gives `jong un`, `L'Enfant` gives `lenfant`, `Dvořák's` gives `dvorak`.
#[must_use]
pub fn fold(surface: &str) -> String {
    let mut key = String::with_capacity(surface.len());
    for c in without_possessive(surface).chars() {
        match c {
            '&' => push_word(&mut key, "and"),
            '.' | '\'' | '’' | 'ʼ' | '`' => {}
            c if c.is_ascii_alphanumeric() => key.push(c.to_ascii_lowercase()),
            c if c.is_alphanumeric() => push_plain(&mut key, c),
            // A combining accent after its letter.
            '\u{300}'..='\u{36f}' => {}
            _ if key.ends_with(' ') || key.is_empty() => {}
            _ => key.push(' '),
        }
    }
    key.truncate(key.trim_end().len());
    if key.len() > 2 && key.split(' ').all(|word| word.len() == 1) {
        key.retain(|c| c != ' ');
    }
    key
}

fn push_word(key: &mut String, word: &str) {
    if !key.is_empty() && !key.ends_with(' ') {
        key.push(' ');
    }
    key.push_str(word);
    key.push(' ');
}

/// A mention's surface on one line, without the possessive at its end.
#[must_use]
pub fn spelling<'a>(article: &'a Article, span: Span) -> Cow<'a, str> {
    match article.surface(span) {
        Cow::Borrowed(surface) => Cow::Borrowed(without_possessive(surface)),
        Cow::Owned(surface) => Cow::Owned(without_possessive(&surface).to_owned()),
    }
}

/// A surface without the possessive at its end: `Biden's`, `Biden’s`, `Williams'`; one that is nothing else stays.
#[must_use]
pub fn without_possessive(surface: &str) -> &str {
    for ending in ["'s", "’s", "'S", "’S"] {
        if let Some(bare) = surface.strip_suffix(ending).filter(|bare| !bare.is_empty()) {
            return bare;
        }
    }
    match surface.strip_suffix(['\'', '’']) {
        Some(bare) if bare.ends_with(['s', 'z', 'x']) => bare,
        _ => surface,
    }
}

/// A letter in lower case, Latin ones without their accents.
fn push_plain(key: &mut String, c: char) {
    for c in c.to_lowercase() {
        match plain(c) {
            Some(letters) => key.push_str(letters),
            None if ('\u{300}'..='\u{36f}').contains(&c) => {}
            None => key.push(c),
        }
    }
}

/// The letters below the accents of a lower-case Latin letter.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ạ'..='ặ' if c != 'æ' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' | 'ḍ' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ə' | 'ẹ'..='ệ' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' | 'ḥ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ỉ' | 'ị' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ơ' | 'ọ'..='ợ' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ß' => "ss",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' | 'ṣ' => "s",
        'ţ' | 'ť' | 'ŧ' | 'ț' | 'ṭ' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ư' | 'ụ'..='ự' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' | 'ỳ'..='ỹ' => "y",
        'ź' | 'ż' | 'ž' | 'ẓ' => "z",
        _ => return None,
    })
}

/// What two transliterations of one word share: `zelensky` and `zelenskyy`, `qaddafi` and `gadhafi`, `yusov` and `iusov`
/// give one skeleton. Only used where something else speaks for the two being one.
#[must_use]
pub fn skeleton(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let letters: Vec<char> = word.chars().collect();
    let mut at = 0;
    while at < letters.len() {
        let (sound, width) = sound(&letters, at);
        for c in sound.chars() {
            if !out.ends_with(c) {
                out.push(c);
            }
        }
        at += width;
    }
    while out.len() > 2 && out.ends_with(['i', 'e']) {
        out.pop();
    }
    out
}

/// How a letter or a pair of letters at `at` is written in the skeleton, and how many letters it takes.
fn sound(letters: &[char], at: usize) -> (&'static str, usize) {
    const PAIRS: [(&str, &str); 20] = [
        ("gh", "g"),
        ("dh", "d"),
        ("kh", "h"),
        ("ph", "f"),
        ("th", "t"),
        ("zh", "j"),
        ("ck", "k"),
        ("ks", "x"),
        ("ou", "u"),
        ("oo", "u"),
        ("ee", "i"),
        ("ei", "e"),
        ("ey", "e"),
        ("ay", "ai"),
        ("tz", "ts"),
        ("cz", "ch"),
        ("ya", "ia"),
        ("yu", "iu"),
        ("yo", "io"),
        ("ye", "e"),
    ];
    if let (first, Some(&second)) = (letters[at], letters.get(at + 1))
        && let Some((_, sound)) = PAIRS.iter().find(|(pair, _)| pair.chars().eq([first, second]))
    {
        return (sound, 2);
    }
    const SINGLES: [(char, &str); 26] = [
        ('a', "a"),
        ('b', "b"),
        ('c', "k"),
        ('d', "d"),
        ('e', "e"),
        ('f', "f"),
        ('g', "g"),
        ('h', "h"),
        ('i', "i"),
        ('j', "i"),
        ('k', "k"),
        ('l', "l"),
        ('m', "m"),
        ('n', "n"),
        ('o', "o"),
        ('p', "p"),
        ('q', "g"),
        ('r', "r"),
        ('s', "s"),
        ('t', "t"),
        ('u', "u"),
        ('v', "v"),
        ('w', "v"),
        ('x', "x"),
        ('y', "i"),
        ('z', "z"),
    ];
    (SINGLES.iter().find(|(letter, _)| *letter == letters[at]).map_or("", |(_, sound)| sound), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_key_for_one_name() {
        for (surface, key) in [
            ("U.S.", "us"),
            ("U. S.", "us"),
            ("Kim Jong-un", "kim jong un"),
            ("L'Enfant", "lenfant"),
            ("Antonín Dvořák's", "antonin dvorak"),
            ("Procter & Gamble", "procter and gamble"),
            ("AT&T", "at and t"),
            ("Williams'", "williams"),
            ("Ołena  Kravčuk", "olena kravcuk"),
            ("Łódź", "lodz"),
            ("J. K. Rowling", "j k rowling"),
            ("…", ""),
        ] {
            assert_eq!(fold(surface), key, "{surface}");
        }
    }

    #[test]
    fn transliterations_share_a_skeleton() {
        for (a, b) in [
            ("zelensky", "zelenskyy"),
            ("zelensky", "zelenskiy"),
            ("qaddafi", "gaddafi"),
            ("gaddafi", "gadhafi"),
            ("yusov", "iusov"),
            ("navalny", "navalnyi"),
            ("lavrov", "lawrow"),
        ] {
            assert_eq!(skeleton(a), skeleton(b), "{a} {b}");
        }
    }

    #[test]
    fn other_names_do_not() {
        for (a, b) in [("yusov", "yusef"), ("obama", "osama"), ("putin", "patten"), ("bush", "busch"), ("lee", "lake")]
        {
            assert_ne!(skeleton(a), skeleton(b), "{a} {b}");
        }
    }
}
