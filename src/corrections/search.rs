//! Every occurrence of many strings in one walk over the text.

/// Strings looked for together.
pub struct Search<'p> {
    /// Sorted, each once, none empty.
    patterns: Vec<&'p str>,
    /// For each pattern the longest other one that it starts with.
    shorter: Vec<Option<usize>>,
    /// One bit for each pair of bytes that a pattern starts with.
    pairs: Vec<u64>,
}

impl<'p> Search<'p> {
    /// Prepares the search for `patterns`, in any order.
    pub fn new(mut patterns: Vec<&'p str>) -> Self {
        patterns.retain(|pattern| !pattern.is_empty());
        patterns.sort_unstable();
        patterns.dedup();
        let mut shorter = Vec::with_capacity(patterns.len());
        let mut open: Vec<usize> = Vec::new();
        let mut pairs = vec![0; 1 << 10];
        for (at, pattern) in patterns.iter().enumerate() {
            while open.last().is_some_and(|&o| !pattern.starts_with(patterns[o])) {
                open.pop();
            }
            shorter.push(open.last().copied());
            open.push(at);
            let seconds = match pattern.as_bytes() {
                [_] => 0..=255,
                bytes => bytes[1]..=bytes[1],
            };
            for second in seconds {
                let pair = pair(pattern.as_bytes()[0], second);
                pairs[pair / 64] |= 1 << (pair % 64);
            }
        }
        Self { patterns, shorter, pairs }
    }

    /// Place of a pattern in the results of `run`.
    pub fn slot(&self, pattern: &str) -> Option<usize> {
        self.patterns.binary_search(&pattern).ok()
    }

    /// For each pattern the bytes it starts at, in order, overlapping ones included.
    pub fn run(&self, text: &str) -> Vec<Vec<u32>> {
        let mut found = vec![Vec::new(); self.patterns.len()];
        if self.patterns.is_empty() {
            return found;
        }
        let bytes = text.as_bytes();
        for at in 0..bytes.len() {
            let pair = pair(bytes[at], bytes.get(at + 1).copied().unwrap_or(0));
            if self.pairs[pair / 64] >> (pair % 64) & 1 == 0 {
                continue;
            }
            // The patterns that the rest starts with are the last one not above it, if it is one, and those that this
            // one starts with: whatever sorts between a head of the rest and the rest starts with that head.
            let rest = &bytes[at..];
            let mut candidate = self.patterns.partition_point(|p| p.as_bytes() <= rest).checked_sub(1);
            while let Some(slot) = candidate {
                if rest.starts_with(self.patterns[slot].as_bytes()) {
                    found[slot].push(u32::try_from(at).expect("texts are below 4 GiB"));
                }
                candidate = self.shorter[slot];
            }
        }
        found
    }
}

fn pair(first: u8, second: u8) -> usize {
    usize::from(first) << 8 | usize::from(second)
}

#[cfg(test)]
mod tests {
    use super::Search;

    fn assert_same_as_one_by_one(text: &str, patterns: &[&str]) {
        let search = Search::new(patterns.to_vec());
        let found = search.run(text);
        for pattern in patterns.iter().filter(|p| !p.is_empty()) {
            let expected: Vec<u32> = (0..text.len())
                .filter(|&at| text.as_bytes()[at..].starts_with(pattern.as_bytes()))
                .map(|at| at as u32)
                .collect();
            assert_eq!(found[search.slot(pattern).expect("known")], expected, "{pattern:?} in {text:?}");
        }
    }

    #[test]
    fn finds_what_a_search_for_each_would() {
        assert_same_as_one_by_one(
            "Jordan met Jordan's Jo in Jordan",
            &["Jordan", "Jo", "Jordan's", "J", "met", "in Jordan", "zz"],
        );
        assert_same_as_one_by_one("aaaaaaa", &["a", "aa", "aaaa", "aaaaaaaa", "ab"]);
        assert_same_as_one_by_one("Zürich, Zug und Zürich", &["Zü", "Zürich", "ü", "Zug", "h", ""]);
        assert_same_as_one_by_one("abcabd", &["ab", "abc", "abcaz", "abcabd", "b", "bc"]);
        assert_same_as_one_by_one("", &["a"]);
    }

    #[test]
    fn nothing_is_looked_for_without_patterns() {
        assert!(Search::new(vec![""]).run("text").is_empty());
    }
}
