//! The only place that knows UTF-16: JavaScript's offsets to bytes and back.

/// Bytes between two checkpoints.
const STRIDE: usize = 64;

/// Converts between UTF-8 byte offsets and UTF-16 code unit offsets of one text.
pub struct Index<'t> {
    text: &'t str,
    /// Units of the characters that begin before each multiple of `STRIDE` bytes; empty for ASCII, where the two offsets
    /// agree.
    checkpoints: Vec<u32>,
}

impl<'t> Index<'t> {
    /// Walks the text once.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let mut checkpoints = Vec::new();
        if !text.is_ascii() {
            checkpoints.reserve(text.len() / STRIDE + 1);
            let mut units = 0;
            for stride in text.as_bytes().chunks(STRIDE) {
                checkpoints.push(units);
                units += count(stride);
            }
            if text.len().is_multiple_of(STRIDE) {
                checkpoints.push(units);
            }
        }
        Self { text, checkpoints }
    }

    /// Code units before the byte offset `byte`, a character boundary.
    #[must_use]
    pub fn units(&self, byte: u32) -> u32 {
        let byte = byte as usize;
        match self.checkpoints.get(byte / STRIDE) {
            Some(&base) => base + count(&self.text.as_bytes()[byte / STRIDE * STRIDE..byte]),
            None => u32::try_from(byte).unwrap_or(u32::MAX),
        }
    }

    /// The byte offset of the character that holds code unit `unit`; the text's length when past its end.
    #[must_use]
    pub fn byte(&self, unit: u32) -> u32 {
        if self.checkpoints.is_empty() {
            return unit.min(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        }
        let slot = self.checkpoints.partition_point(|&units| units <= unit).saturating_sub(1);
        let mut at = self.text.ceil_char_boundary(slot * STRIDE);
        let mut units = self.checkpoints[slot];
        for c in self.text[at..].chars() {
            units += if c > '\u{ffff}' { 2 } else { 1 };
            if units > unit {
                break;
            }
            at += c.len_utf8();
        }
        u32::try_from(at).unwrap_or(u32::MAX)
    }
}

/// Units of the characters that begin in these bytes: one each, and one more for those of four bytes.
fn count(bytes: &[u8]) -> u32 {
    bytes.iter().map(|&b| u32::from(b & 0xc0 != 0x80) + u32::from(b >= 0xf0)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_directions_agree_with_the_standard_library() {
        for text in ["", "plain", "Zürich – 🇺🇦 e\u{301}", &"é🙂x".repeat(100), &"é🙂".repeat(32), &"a".repeat(200)]
        {
            let index = Index::new(text);
            for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
                let units = text[..byte].encode_utf16().count();
                assert_eq!(index.units(byte as u32) as usize, units, "{text:?} at {byte}");
                assert_eq!(index.byte(units as u32) as usize, byte, "{text:?} at unit {units}");
            }
        }
    }

    #[test]
    fn a_unit_past_the_end_is_the_end() {
        assert_eq!(Index::new("ab").byte(9), 2);
        assert_eq!(Index::new("é").byte(9), 2);
    }

    #[test]
    fn a_unit_inside_a_surrogate_pair_is_its_character() {
        assert_eq!(Index::new("🙂b").byte(1), 0);
    }
}
