//! Numbers by digits and by word, and the words that scale them.

/// A number and the byte past it.
pub struct Number {
    /// Its digits as a whole number: 41 of "4.1".
    whole: f64,
    /// What they are to be divided by, a power of ten.
    parts: f64,
    pub end: usize,
    /// Whether a word such as "million" is already in it.
    pub has_scale: bool,
}

impl Number {
    /// The number in units of which it has `scale`, a power of ten, and of which `parts` make one. It is rounded once: 4.1
    /// times a million is else 4,099,999.9999999995.
    pub fn value(&self, scale: f64, parts: f64) -> f64 {
        let parts = self.parts * parts;
        if scale >= parts { self.whole * (scale / parts) } else { self.whole / (parts / scale) }
    }
}

/// Whether a number or currency may begin at a byte: nothing before it belongs to it.
pub fn begins(text: &str, at: usize) -> bool {
    match text[..at].chars().next_back() {
        None => true,
        Some(c) if c.is_ascii() => {
            let decimal = matches!(c, '.' | ',') && text[..at - 1].ends_with(|d: char| d.is_ascii_digit());
            !c.is_ascii_alphanumeric() && !decimal && !matches!(c, '_' | '$' | '#' | '@' | '&' | '/' | '\\')
        }
        Some(c) => is_plain(c),
    }
}

/// Whether an amount may end at a byte: neither a letter nor a mark that joins it follows.
pub fn ends(text: &str, at: usize) -> bool {
    match text[at..].chars().next() {
        None => true,
        Some(c) if c.is_ascii() => !c.is_ascii_alphanumeric() && c != '_',
        Some(c) => is_plain(c),
    }
}

/// White space and punctuation outside ASCII: neither letters nor marks nor joiners.
fn is_plain(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{ab}' | '\u{bb}')
}

/// White space that may stand between the parts of an amount; the byte past it.
pub fn space(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    // A line may end there: "15\npercent".
    if let Some(line) = [" \r\n", " \n", "\r\n", "\n"].iter().find(|line| rest.starts_with(**line)) {
        return at + line.len();
    }
    match rest.chars().next() {
        Some(c) if matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}') => at + c.len_utf8(),
        _ => at,
    }
}

/// "1,000", "2.5", "125"; never a part of "1.2.3" or "12:30". Thousands may be parted by narrow spaces.
pub fn digits(text: &str, at: usize) -> Option<Number> {
    let bytes = text.as_bytes();
    let run = |from: usize| bytes[from..].iter().take(16).take_while(|b| b.is_ascii_digit()).count();
    let first = run(at);
    if first == 0 || first > 15 {
        return None;
    }
    let (mut whole, mut parts) = (parse(&bytes[at..at + first]), 1.0);
    let mut end = at + first;
    while first <= 3 && end < at + 24 && bytes.get(end) == Some(&b',') && run(end + 1) == 3 {
        whole = whole * 1000.0 + parse(&bytes[end + 1..end + 4]);
        end += 4;
    }
    if bytes.get(end) == Some(&b'.') {
        let places = run(end + 1);
        if (1..=6).contains(&places) {
            parts = POWERS[places];
            whole = whole * parts + parse(&bytes[end + 1..=end + places]);
            end += 1 + places;
        }
    }
    let code =
        matches!(bytes.get(end), Some(b'.' | b',' | b':' | b'/')) && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
    (!code).then_some(Number { whole, parts, end, has_scale: false })
}

/// Powers of ten, exact.
const POWERS: [f64; 7] = [1.0, 10.0, 100.0, 1e3, 1e4, 1e5, 1e6];

fn parse(digits: &[u8]) -> f64 {
    digits.iter().fold(0.0, |sum, digit| sum * 10.0 + f64::from(digit - b'0'))
}

const UNITS: [(&str, f64); 28] = [
    ("zero", 0.0),
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("thirteen", 13.0),
    ("fourteen", 14.0),
    ("fifteen", 15.0),
    ("sixteen", 16.0),
    ("seventeen", 17.0),
    ("eighteen", 18.0),
    ("nineteen", 19.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("seventy", 70.0),
    ("eighty", 80.0),
    ("ninety", 90.0),
];

/// Words and letters that scale a number; the letters only glued to it.
const SCALES: [(&str, f64, bool); 16] = [
    ("hundred", 1e2, true),
    ("thousand", 1e3, true),
    ("million", 1e6, true),
    ("billion", 1e9, true),
    ("trillion", 1e12, true),
    ("lakh", 1e5, true),
    ("crore", 1e7, true),
    ("bn", 1e9, true),
    ("mn", 1e6, true),
    ("mln", 1e6, true),
    ("tn", 1e12, true),
    ("trn", 1e12, true),
    ("k", 1e3, false),
    ("m", 1e6, false),
    ("b", 1e9, false),
    ("t", 1e12, false),
];

/// The letters from a byte on.
pub fn word(text: &str, at: usize) -> &str {
    let rest = &text.as_bytes()[at..];
    &text[at..at + rest.iter().take(24).take_while(|b| b.is_ascii_alphabetic()).count()]
}

/// "million", "bn", "m": the factor, and the byte past it. A hyphen may stand before a word: "$1.5-million".
pub fn scale(text: &str, at: usize) -> Option<(f64, usize)> {
    let spaced = space(text, at);
    let hyphen = usize::from(spaced == at && text.as_bytes().get(at) == Some(&b'-'));
    let start = spaced + hyphen;
    let name = word(text, start);
    let (_, factor, is_word) = SCALES.iter().find(|(scale, ..)| name.eq_ignore_ascii_case(scale))?;
    if !is_word && start > at {
        return None;
    }
    let end = start + name.len();
    // "two hundred million"
    match if *is_word { scale(text, end) } else { None } {
        Some((more, end)) => Some((factor * more, end)),
        None => ends(text, end).then_some((*factor, end)),
    }
}

/// A number by digits or by word.
pub fn read(text: &str, at: usize) -> Option<Number> {
    if text.as_bytes().get(at)?.is_ascii_digit() { digits(text, at) } else { words(text, at) }
}

/// "five", "twenty-two", "a million", "half a billion", "two hundred and fifty thousand".
fn words(text: &str, at: usize) -> Option<Number> {
    let first = word(text, at);
    let (mut sum, mut group, mut end) = (0.0, 0.0, at);
    let mut has_scale = false;
    if first.eq_ignore_ascii_case("half") {
        let a = space(text, at + first.len());
        let article = word(text, a);
        let (factor, end) = article.eq_ignore_ascii_case("a").then(|| scale(text, a + 1)).flatten()?;
        return Some(Number { whole: factor / 2.0, parts: 1.0, end, has_scale: true });
    }
    if first.eq_ignore_ascii_case("a") || first.eq_ignore_ascii_case("an") {
        let (factor, end) =
            scale(text, at + first.len()).filter(|_| space(text, at + first.len()) > at + first.len())?;
        return Some(Number { whole: factor, parts: 1.0, end, has_scale: true });
    }
    for _ in 0..12 {
        let start = if end == at { at } else { past_joint(text, end) };
        let name = word(text, start);
        if let Some((_, value)) = UNITS.iter().find(|(unit, _)| name.eq_ignore_ascii_case(unit)) {
            // "five six" is two numbers.
            if group % 10.0 > 0.0 || *value >= 10.0 && group % 100.0 > 0.0 {
                break;
            }
            group += value;
        } else {
            let scale = SCALES
                .iter()
                .find(|(scale, _, is_word)| *is_word && scale.len() > 3 && name.eq_ignore_ascii_case(scale));
            let Some((_, factor, _)) = scale.filter(|_| end > at) else { break };
            has_scale = true;
            if *factor > 100.0 {
                sum += group.max(1.0) * factor;
                group = 0.0;
            } else {
                group *= factor;
            }
        }
        end = start + name.len();
    }
    (end > at && ends(text, end)).then_some(Number { whole: sum + group, parts: 1.0, end, has_scale })
}

/// Past a space, a hyphen or "and" inside a number by word.
fn past_joint(text: &str, at: usize) -> usize {
    if text.as_bytes().get(at) == Some(&b'-') {
        return at + 1;
    }
    let next = space(text, at);
    if word(text, next) == "and" { space(text, next + 3) } else { next }
}

/// "to", "-", "–", "and", "or" between the ends of a range; the byte past it.
pub fn link(text: &str, at: usize) -> Option<usize> {
    let next = space(text, at);
    let rest = &text[next..];
    for dash in ["-", "\u{2013}", "\u{2014}", "\u{2212}"] {
        if rest.starts_with(dash) {
            return Some(space(text, next + dash.len()));
        }
    }
    let name = word(text, next);
    (next > at && ["to", "and", "or"].contains(&name)).then(|| space(text, next + name.len()))
}
