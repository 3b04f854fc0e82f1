//! Strings of JSON that no text in UTF-8 can hold as they are.

use serde::Deserializer;
use serde::de::{Error, Visitor};
use std::fmt;

/// Reads a string whose escapes may be halves of pairs (`\ud800`), which browsers write: each becomes U+FFFD, as it does
/// in the browser, so that offsets in UTF-16 units hold.
pub fn whole<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    deserializer.deserialize_byte_buf(Words)
}

struct Words;

impl Visitor<'_> for Words {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<String, E> {
        self.visit_byte_buf(bytes.to_owned())
    }

    fn visit_byte_buf<E: Error>(self, mut bytes: Vec<u8>) -> Result<String, E> {
        // A half takes the three bytes that its number would take in UTF-8, as many as U+FFFD.
        for at in 0..bytes.len().saturating_sub(2) {
            if let [0xed, 0xa0..=0xbf, 0x80..=0xbf] = bytes[at..at + 3] {
                bytes[at..at + 3].copy_from_slice("\u{fffd}".as_bytes());
            }
        }
        String::from_utf8(bytes).map_err(|_| E::custom("the text is not UTF-8"))
    }
}
