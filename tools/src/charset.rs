//! The encoding of a file: its byte order mark says, then a meta charset, then whether it is UTF-8, else windows-1252.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// How far into a file a meta charset is looked for, in bytes, as browsers do.
const HEAD: usize = 1024;

/// First bytes of documents that hold text but are none.
const DOCUMENTS: [&[u8]; 4] = [b"%PDF", b"PK\x03\x04", b"{\\rtf", b"\xd0\xcf\x11\xe0"];

/// Decodes `bytes` and tells how it was done; what the encoding does not know becomes U+FFFD.
///
/// # Errors
/// When this is no text: it begins like a document of another program, or is full of characters that no prose has.
pub fn decode(bytes: &[u8]) -> Result<(String, String), String> {
    if DOCUMENTS.iter().any(|head| bytes.starts_with(head)) {
        return Err("this is a document of another program: save it as plain text, and give that".to_owned());
    }
    let (encoding, reason) = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => (encoding, "its byte order mark says so"),
        None => match declared(bytes) {
            Some(encoding) => (encoding, "its meta charset says so"),
            None if std::str::from_utf8(bytes).is_ok() => (UTF_8, "it is valid"),
            None => (WINDOWS_1252, "it is not valid UTF-8"),
        },
    };
    let (text, malformed) = encoding.decode_with_bom_removal(bytes);
    if is_binary(&text) {
        return Err("this is a binary file, not a text".to_owned());
    }
    let lost = if malformed { "; some bytes mean nothing in it" } else { "" };
    Ok((text.into_owned(), format!("{} ({reason}{lost})", encoding.name())))
}

/// Whether one in fifty characters of the beginning is none of prose, as the page counts them.
fn is_binary(text: &str) -> bool {
    let odd = |c: char| matches!(c, '\0'..='\u{8}' | '\u{e}'..='\u{1a}' | '\u{1c}'..='\u{1f}' | '\u{fffd}');
    let head = || text.chars().take(4096);
    50 * head().filter(|c| odd(*c)).count() > head().count()
}

/// Whether a text is the source of a web page.
#[must_use]
pub fn is_html(text: &str) -> bool {
    let head: String = text.trim_start().chars().take(9).collect();
    let head = head.to_ascii_lowercase();
    head == "<!doctype"
        || head.strip_prefix("<html").is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
}

/// The encoding that a `<meta charset=…>` or `<meta … content="…; charset=…">` near the head declares.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let meta = &head[head.find("<meta")?..];
    let value = &meta[meta.find("charset=")? + "charset=".len()..];
    let label = value.trim_start_matches(['"', '\'', ' ']);
    let end = label.find(['"', '\'', ' ', ';', '>', '/']).unwrap_or(label.len());
    // A declaration that could be read as ASCII is not in UTF-16, whatever it says.
    Encoding::for_label(&label.as_bytes()[..end]).map(|e| if e.is_ascii_compatible() { e } else { UTF_8 })
}

#[cfg(test)]
mod tests {
    use super::{decode, is_html};

    fn reading(bytes: &[u8]) -> (String, String) {
        let (text, how) = decode(bytes).expect("a text");
        (text, how.split(' ').next().unwrap_or_default().to_owned())
    }

    #[test]
    fn the_byte_order_mark_decides_and_is_dropped() {
        assert_eq!(reading(b"\xff\xfeh\x00i\x00"), ("hi".into(), "UTF-16LE".into()));
        assert_eq!(reading("\u{feff}é <meta charset=latin1>".as_bytes()).1, "UTF-8");
        assert_eq!(reading("\u{feff}é".as_bytes()).0, "é");
    }

    #[test]
    fn then_a_meta_charset() {
        assert_eq!(reading(b"<META CHARSET='koi8-r'>\xd3"), ("<META CHARSET='koi8-r'>с".into(), "KOI8-R".into()));
        let equivalent = b"<meta http-equiv=content-type content=\"text/html; charset=iso-8859-2\">\xb1";
        assert!(reading(equivalent).0.ends_with('ą'));
        assert_eq!(reading("<meta charset=utf-16>é".as_bytes()).1, "UTF-8");
        assert_eq!(reading(b"<meta charset=nonsense>\xe9").1, "windows-1252");
    }

    #[test]
    fn then_utf_8_else_windows_1252() {
        assert_eq!(reading("Zürich".as_bytes()), ("Zürich".into(), "UTF-8".into()));
        assert_eq!(reading(b"\x93Z\xfcrich\x94"), ("“Zürich”".into(), "windows-1252".into()));
    }

    #[test]
    fn a_binary_file_is_no_text() {
        assert!(decode(b"\x89PNG\r\n\x1a\n\x00\x00\x00").is_err());
        // UTF-16 without a mark passes for UTF-8.
        assert!(decode(b"h\0e\0l\0l\0o\0").is_err());
        for document in [&b"%PDF-1.7\nwords"[..], b"PK\x03\x04words", b"{\\rtf1 words}"] {
            assert!(decode(document).is_err_and(|e| e.contains("plain text")));
        }
        let text = format!("A word and a NUL\0 in a hundred letters. {}", "More words. ".repeat(9));
        assert_eq!(reading(text.as_bytes()).0, text);
    }

    #[test]
    fn the_source_of_a_page_is_known_by_its_first_tag() {
        for page in ["<!DOCTYPE html><p>x", "\n <html lang=en>", "<HTML>"] {
            assert!(is_html(page), "{page}");
        }
        for text in ["<htmlish> prose", "An <html> tag opens a page.", "<p>", ""] {
            assert!(!is_html(text), "{text}");
        }
    }
}
