//! Addresses kept whole: URLs, bare domains, e-mail addresses, file names, handles and hashtags.

/// Longest local part of an e-mail address that is looked for (RFC 5321).
const LOCAL: usize = 64;
/// Longest host name that is looked for (RFC 1035).
const HOST: usize = 253;

const SCHEMES: &[&str] = &["http://", "https://", "ftp://", "mailto:", "www.", "doi:10."];

/// Last labels of bare host names and endings of file names; none that opens an English sentence, since a missing space
/// after a stop ("ended.It was") must not become an address.
const ENDINGS: &[&str] = &[
    "ai", "au", "biz", "br", "ca", "ch", "cn", "co", "com", "csv", "de", "doc", "docx", "edu", "eu", "exe", "fm", "fr",
    "gov", "htm", "html", "ie", "info", "int", "io", "jp", "jpg", "js", "kr", "mil", "net", "news", "nl", "nz", "org",
    "pdf", "php", "pl", "png", "ppt", "ru", "se", "tv", "tw", "txt", "ua", "uk", "xls", "xlsx", "xyz", "za", "zip",
];

/// End of the address that starts at byte `start`, inside the white-space-free stretch that ends at `end`.
///
/// Looks at a bounded number of bytes unless it finds an address, so calling it at every word stays linear.
pub(super) fn address(text: &str, start: usize, end: usize) -> Option<usize> {
    let bytes = &text.as_bytes()[start..end];
    let scheme = SCHEMES.iter().find(|s| bytes.len() > s.len() && bytes[..s.len()].eq_ignore_ascii_case(s.as_bytes()));
    let length = match scheme {
        Some(scheme) => Some(path(text, start, end, scheme.len())).filter(|length| *length > scheme.len()),
        None => email(bytes).or_else(|| domain(text, start, end)),
    };
    length.map(|length| start + length)
}

/// End of `@handle` or `#tag` at byte `start`; a tag begins with a letter, so that "#1" stays two tokens.
pub(super) fn handle(text: &str, start: usize, end: usize) -> Option<usize> {
    let rest = &text[start + 1..end];
    let first = rest.chars().next().filter(|c| c.is_alphabetic() || *c == '_')?;
    let length = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    (length > 1 || first.is_alphabetic()).then_some(start + 1 + length)
}

/// Length of a URL whose first `known` bytes are certain: up to a quote or bracket, less the punctuation of the sentence.
fn path(text: &str, start: usize, end: usize, known: usize) -> usize {
    let rest = &text[start + known..end];
    let stop = rest.find(|c| "<>\"|“”‘’«»".contains(c)).unwrap_or(rest.len());
    let mut length = stop;
    let open = rest[..stop].contains('(');
    while let Some(last) = rest[..length].chars().next_back() {
        let trailing = ".,;:!?'*]}…—".contains(last) || (last == ')' && !open);
        if !trailing {
            break;
        }
        length -= last.len_utf8();
    }
    known + length
}

fn email(bytes: &[u8]) -> Option<usize> {
    let local = bytes.iter().take(LOCAL).take_while(|b| b.is_ascii_alphanumeric() || b"._%+-&".contains(b)).count();
    if local == 0 || bytes.get(local) != Some(&b'@') {
        return None;
    }
    let host = host(&bytes[local + 1..]);
    (host > 0 && bytes[local + 1..local + 1 + host].contains(&b'.')).then_some(local + 1 + host)
}

/// Length of the host name at the head of `bytes`: labels joined by single dots.
fn host(bytes: &[u8]) -> usize {
    let mut length = 0;
    for (at, &byte) in bytes.iter().enumerate().take(HOST) {
        let joins = (byte == b'.' || byte == b'-') && at > 0 && at == length;
        if byte.is_ascii_alphanumeric() || byte == b'_' {
            length = at + 1;
        } else if !joins {
            break;
        }
    }
    length
}

fn domain(text: &str, start: usize, end: usize) -> Option<usize> {
    let bytes = &text.as_bytes()[start..end];
    let length = host(bytes);
    let dot = bytes[..length].iter().rposition(|&b| b == b'.')?;
    let ending = &bytes[dot + 1..length];
    let known = ENDINGS.iter().any(|e| ending.eq_ignore_ascii_case(e.as_bytes()));
    // "J.De" and "5.4.Com" are no hosts: the label before the ending has two bytes at least, one of them a letter.
    let label = bytes[..dot].rsplit(|&b| b == b'.').next().unwrap_or_default();
    let named = label.len() > 1 && label.iter().any(u8::is_ascii_alphabetic);
    let cased = ending.iter().all(u8::is_ascii_lowercase) || ending.eq_ignore_ascii_case(b"com") || ending.len() == 3;
    if !(known && cased && (named || ending.len() == 3)) {
        return None;
    }
    Some(if bytes.get(length) == Some(&b'/') { path(text, start, end, length) } else { length })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str) -> Option<&str> {
        address(text, 0, text.len()).map(|end| &text[..end])
    }

    #[test]
    fn addresses_end_before_the_sentence_does() {
        assert_eq!(whole("https://example.org/a_(b)?c=1."), Some("https://example.org/a_(b)?c=1"));
        assert_eq!(whole("http://example.org/)."), Some("http://example.org/"));
        assert_eq!(whole("desk@example.co.uk,"), Some("desk@example.co.uk"));
        assert_eq!(whole("TheWeek.com's"), Some("TheWeek.com"));
        assert_eq!(whole("example.org/path,"), Some("example.org/path"));
    }

    #[test]
    fn sentences_run_together_are_no_address() {
        assert_eq!(whole("ended.It"), None);
        assert_eq!(whole("U.S"), None);
        assert_eq!(whole("3.14"), None);
        assert_eq!(whole("end.Co"), None);
        assert_eq!(whole("http://"), None);
    }

    #[test]
    fn handles_and_tags() {
        assert_eq!(handle("@desk_1,", 0, 8), Some(7));
        assert_eq!(handle("#1", 0, 2), None);
        assert_eq!(handle("#elections2023.", 0, 15), Some(14));
        assert_eq!(handle("@", 0, 1), None);
    }
}
