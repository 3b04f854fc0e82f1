//! The reference scorer's trimming: what may stand or fall at the edges of a name without being counted.

use marginalia::text::Span;

const LEADING: &str = " \t\r\n\"'“”‘’,;:!?([";
const TRAILING: &str = " \t\r\n\"'“”‘,;:!?)]";
/// Titles with or without a stop.
const SHORT_TITLES: [&str; 15] =
    ["Mr", "Mrs", "Ms", "Dr", "Prof", "Sen", "Rep", "Gov", "Gen", "Lt", "Col", "Sgt", "Capt", "Maj", "Rev"];
const TITLES: [&str; 28] = [
    "Hon",
    "Hon.",
    "Sir",
    "Lady",
    "Lord",
    "Dame",
    "President",
    "Vice President",
    "Prime Minister",
    "Premier",
    "Chancellor",
    "King",
    "Queen",
    "Prince",
    "Princess",
    "Pope",
    "Senator",
    "Governor",
    "General",
    "Judge",
    "Justice",
    "Secretary",
    "Minister",
    "Foreign Minister",
    "Chairman",
    "Professor",
    "Sheikh",
    "Former President",
];

/// The name without edge marks, a leading article or (of a person) title, a trailing possessive or stop.
pub fn trim(text: &str, span: Span, person: bool) -> Span {
    let (mut start, mut end) = (span.start as usize, span.end as usize);
    loop {
        let before = (start, end);
        start = end - text[start..end].trim_start_matches(|c| LEADING.contains(c)).len();
        end = start + text[start..end].trim_end_matches(|c| TRAILING.contains(c)).len();
        start += lead(&text[start..end], &["the", "a", "an"], true);
        if person {
            let short = SHORT_TITLES.iter().map(|t| lead_one(&text[start..end], t, false, true)).max().unwrap_or(0);
            start += short.max(lead(&text[start..end], &TITLES, false));
        }
        let surface = &text[start..end];
        let tail = ["'s", "’s", "'", "’"].iter().find(|t| surface.ends_with(**t));
        if let Some(tail) = tail
            && surface.chars().count() > 3
        {
            end -= tail.len();
        }
        if text[start..end].ends_with('.') {
            end -= 1;
        }
        if (start, end) == before {
            return Span::new(start, end);
        }
    }
}

fn lead(surface: &str, words: &[&str], any_case: bool) -> usize {
    words.iter().map(|word| lead_one(surface, word, any_case, false)).max().unwrap_or(0)
}

/// Bytes of `word` and the white space after it at the head of `surface`, when more follows.
fn lead_one(surface: &str, word: &str, any_case: bool, stop: bool) -> usize {
    let Some(head) = surface.get(..word.len()) else { return 0 };
    if !(head == word || any_case && head.eq_ignore_ascii_case(word)) {
        return 0;
    }
    let rest = &surface[word.len()..];
    let rest = if stop { rest.strip_prefix('.').unwrap_or(rest) } else { rest };
    let after = rest.trim_start();
    if after.len() == rest.len() || after.is_empty() && !any_case { 0 } else { surface.len() - after.len() }
}

#[cfg(test)]
mod tests {
    use super::trim;
    use marginalia::text::Span;

    #[track_caller]
    fn check(name: &str, person: bool, expected: &str) {
        assert_eq!(trim(name, Span::new(0, name.len()), person).of(name), expected);
    }

    #[test]
    fn edges_fall() {
        check("the Baltic Post's", false, "Baltic Post");
        check("“Lt. Gen. Ana Ruiz”", true, "Ana Ruiz");
        check("Foreign Minister Ana Ruiz’s", true, "Ana Ruiz");
        check("Kalvo Inc.", false, "Kalvo Inc");
    }

    #[test]
    fn what_looks_like_an_edge_stays() {
        check("President", true, "President");
        check("Princeton Ruiz", true, "Princeton Ruiz");
        check("President Ruiz", false, "President Ruiz");
        check("Theodore", false, "Theodore");
    }
}
