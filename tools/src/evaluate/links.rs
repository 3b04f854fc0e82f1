//! Documents of tokens with chains of proper names, their text, and measures over pairs and ranks.

use marginalia::mention::Kind;
use marginalia::text::Span;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::AddAssign;

/// One document.
#[derive(Deserialize)]
pub struct GoldDocument {
    pub doc_id: String,
    pub tokens: Vec<String>,
    /// Number of the sentence of each token.
    pub sent: Vec<u32>,
    pub mentions: Vec<GoldMention>,
}

/// A proper name; tokens, end exclusive.
#[derive(Clone, Deserialize)]
pub struct GoldMention {
    pub start: usize,
    pub end: usize,
    #[serde(rename = "type")]
    pub kind: Kind,
    /// The chain.
    pub cluster: String,
    /// In how many of five summaries the chain occurs.
    pub salience: f64,
}

/// Pairs of mentions.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    pub gold: u64,
    pub own: u64,
    pub right: u64,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.gold += other.gold;
        self.own += other.own;
        self.right += other.right;
    }
}

impl Counts {
    pub fn precision(&self) -> f64 {
        self.right as f64 / self.own.max(1) as f64
    }

    pub fn recall(&self) -> f64 {
        self.right as f64 / self.gold.max(1) as f64
    }

    pub fn f(&self) -> f64 {
        2.0 * self.right as f64 / (self.own + self.gold).max(1) as f64
    }
}

/// Number of pairs within the same chain.
pub fn pairs<'a>(chains: impl Iterator<Item = &'a str>) -> u64 {
    let mut sizes: BTreeMap<&str, u64> = BTreeMap::new();
    for chain in chains {
        *sizes.entry(chain).or_default() += 1;
    }
    sizes.into_values().map(|n| n * (n - 1) / 2).sum()
}

/// Writes tokens as running text and tells where each stands. A sentence without closing punctuation (a title, a
/// heading, a date line) stands in a paragraph of its own, as it would on a page.
pub fn detokenize(tokens: &[String], sentences: &[u32]) -> (String, Vec<Span>) {
    let mut text = String::new();
    let mut spans = Vec::with_capacity(tokens.len());
    let mut open_quote = false;
    for (at, token) in tokens.iter().enumerate() {
        if at > 0 {
            let before = tokens[at - 1].as_str();
            if sentences[at] != sentences[at - 1] {
                let closed = before.ends_with(['.', '!', '?', '"', '”', ')', ':', '\'', '’']);
                open_quote &= closed;
                text.push_str(if closed { " " } else { "\n\n" });
            } else if spaced(before, token, open_quote) {
                text.push(' ');
            }
        }
        if token == "\"" {
            open_quote = !open_quote;
        }
        spans.push(Span::new(text.len(), text.len() + token.len()));
        text.push_str(token);
    }
    (text, spans)
}

/// Whether a space stands between two tokens of a sentence.
fn spaced(before: &str, token: &str, open_quote: bool) -> bool {
    let closing = matches!(
        token,
        "." | "," | ";" | ":" | "!" | "?" | ")" | "]" | "%" | "'s" | "’s" | "n't" | "'" | "’" | "”" | "-" | "/"
    ) || token.starts_with('\'') && token.len() <= 3;
    let opening = matches!(before, "(" | "[" | "$" | "€" | "£" | "“" | "-" | "/");
    let quote = if token == "\"" { open_quote } else { before == "\"" && open_quote };
    !(closing || opening || quote)
}

/// Spearman's rank correlation, ties sharing their mean rank; none when either list does not vary.
pub fn spearman(a: &[f64], b: &[f64]) -> Option<f64> {
    let (a, b) = (ranks(a), ranks(b));
    let mean = (a.len() as f64 + 1.0) / 2.0;
    let covariance = |x: &[f64], y: &[f64]| x.iter().zip(y).map(|(x, y)| (x - mean) * (y - mean)).sum::<f64>();
    let scale = (covariance(&a, &a) * covariance(&b, &b)).sqrt();
    (scale > 0.0).then(|| covariance(&a, &b) / scale)
}

fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&x, &y| values[x].total_cmp(&values[y]));
    let mut ranks = vec![0.0; values.len()];
    for tied in order.chunk_by(|&x, &y| values[x].total_cmp(&values[y]).is_eq()) {
        let below = values.iter().filter(|v| v.total_cmp(&values[tied[0]]).is_lt()).count() as f64;
        for &at in tied {
            ranks[at] = below + (tied.len() as f64 + 1.0) / 2.0;
        }
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_reads_as_written() {
        let tokens: Vec<String> =
            ["A", "headline", "He", "said", "\"", "no", ",", "\"", "Al", "-", "Bar", "'s", "(", "old", ")", "."]
                .map(String::from)
                .to_vec();
        let (text, spans) = detokenize(&tokens, &[1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2]);
        assert_eq!(text, "A headline\n\nHe said \"no,\" Al-Bar's (old).");
        assert!(spans.iter().zip(&tokens).all(|(span, token)| span.of(&text) == token));
    }

    #[test]
    fn ranks_correlate() {
        assert_eq!(spearman(&[1.0, 2.0, 3.0], &[10.0, 20.0, 30.0]), Some(1.0));
        assert_eq!(spearman(&[1.0, 2.0, 3.0], &[3.0, 2.0, 1.0]), Some(-1.0));
        assert_eq!(spearman(&[1.0, 1.0], &[3.0, 2.0]), None);
        assert!((spearman(&[1.0, 1.0, 2.0], &[1.0, 2.0, 3.0]).unwrap() - 0.866_025).abs() < 1e-6);
    }

    #[test]
    fn pairs_of_chains() {
        assert_eq!(pairs(["a", "b", "a", "a"].into_iter()), 3);
    }
}
