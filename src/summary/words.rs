//! The content words of sentences, as numbers.

/// Words of four letters and more that say nothing of what a text is about; shorter ones are passed over unread.
const COMMON: [&str; 88] = [
    "about",
    "according",
    "after",
    "also",
    "another",
    "anything",
    "around",
    "back",
    "because",
    "been",
    "before",
    "being",
    "between",
    "both",
    "came",
    "come",
    "could",
    "does",
    "doing",
    "done",
    "down",
    "during",
    "each",
    "even",
    "every",
    "from",
    "going",
    "good",
    "have",
    "having",
    "here",
    "into",
    "just",
    "know",
    "like",
    "made",
    "make",
    "many",
    "maybe",
    "more",
    "most",
    "much",
    "must",
    "never",
    "only",
    "other",
    "over",
    "quite",
    "really",
    "said",
    "same",
    "says",
    "shall",
    "should",
    "since",
    "some",
    "something",
    "still",
    "such",
    "take",
    "than",
    "that",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "thing",
    "things",
    "think",
    "this",
    "those",
    "through",
    "told",
    "under",
    "until",
    "very",
    "want",
    "well",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "with",
    "would",
];

/// Words longer than the common ones are not worth looking up.
const LONGEST: usize = 9;

/// The number of a word, its case aside; none for one that is common, short, or no word. Two words may share a number.
pub fn number(word: &str) -> Option<u32> {
    const SHORTEST: usize = 4;
    if word.len() < SHORTEST || !word.starts_with(char::is_alphanumeric) {
        return None;
    }
    let mut lower = [0_u8; LONGEST];
    if let Some(lower) = lower.get_mut(..word.len()) {
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        if COMMON.binary_search_by(|common| common.as_bytes().cmp(lower)).is_ok() {
            return None;
        }
    }
    // FNV-1a over the first eight letters: "attack", "attacks" and "attacked" stay apart, "negotiate" and
    // "negotiation" do not.
    let mut hash = 0x811c_9dc5_u32;
    for byte in word.bytes().take(8) {
        hash = (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193);
    }
    Some(hash)
}

/// In how many sentences each word stands, by number; words whose numbers end alike are counted together.
pub struct Spread {
    cells: Vec<u32>,
    logs: Vec<f32>,
}

impl Spread {
    const SMALLEST: usize = 1 << 10;
    const LARGEST: usize = 1 << 16;
    const LOGS: usize = 64;

    /// Counts the words of sentences, each holding a word once.
    pub fn new(sentences: &[Vec<u32>]) -> Self {
        let words: usize = sentences.iter().map(Vec::len).sum();
        let size = words.next_power_of_two().clamp(Self::SMALLEST, Self::LARGEST);
        let mut cells = vec![0_u32; size];
        for &number in sentences.iter().flatten() {
            cells[number as usize & (size - 1)] += 1;
        }
        Self { cells, logs: (0..Self::LOGS).map(|n| libm::logf(n.max(1) as f32)).collect() }
    }

    /// Logarithm of the number of sentences that hold a word.
    pub fn log(&self, number: u32) -> f32 {
        let count = self.cells[number as usize & (self.cells.len() - 1)];
        self.logs[(count as usize).min(Self::LOGS - 1)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_are_sorted_and_found() {
        assert!(COMMON.is_sorted());
        for word in COMMON {
            assert!(word.len() <= LONGEST, "{word}");
            assert_eq!(number(word), None, "{word}");
            assert_eq!(number(&word.to_uppercase()), None, "{word}");
        }
    }

    #[test]
    fn content_words_have_numbers() {
        assert!(number("Kremlin").is_some());
        assert_eq!(number("Kremlin"), number("KREMLIN"));
        assert_ne!(number("Kremlin"), number("Kyiv"));
        assert_eq!(number("the"), None);
        assert_eq!(number("—"), None);
    }
}
