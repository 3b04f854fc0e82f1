//! The clause that holds a date: a line for the timeline.

use crate::structure::Article;
use crate::text::Span;
use std::ops::Range;

/// A sentence of so many tokens is a line as it is.
const SHORT: usize = 22;

/// What stands alone has at least so many tokens, and a verb.
const LEAST: usize = 5;

/// How many tokens before and behind a date its clause reaches at most, in a sentence that may be of any length.
const FARTHEST: usize = 200;

/// Finds clauses; what is counted of a sentence serves all its dates.
pub struct Clauses<'a> {
    article: &'a Article<'a>,
    sentence: Option<usize>,
    /// What stands before each token of the sentence, and before its end.
    sums: Vec<Sums>,
}

#[derive(Clone, Copy, Default)]
struct Sums {
    verbs: u32,
    /// Parentheses and typographic quotation marks that are open.
    depth: i32,
    quotes: u32,
}

impl<'a> Clauses<'a> {
    pub fn new(article: &'a Article) -> Self {
        Self { article, sentence: None, sums: Vec::new() }
    }

    /// The sentence around `timex`, shortened to the clause that holds it: a long sentence is cut before and behind,
    /// where another clause begins, as long as what is left can be read by itself.
    pub fn around(&mut self, timex: Span) -> Span {
        let article = self.article;
        let Some(at) = article.sentence_at(timex.start) else { return timex };
        let sentence = &article.segments.sentences[at];
        let all = sentence.tokens();
        if all.len() <= SHORT || timex.end > sentence.span.end {
            return sentence.span;
        }
        self.read(at);
        let held = all.start + article.segments.tokens[all.clone()].partition_point(|t| t.end <= timex.start);
        let after = all.start + article.segments.tokens[all.clone()].partition_point(|t| t.start < timex.end);
        let tokens = all.start.max(held.saturating_sub(FARTHEST))..all.end.min(after + FARTHEST);
        let start = (tokens.start + 1..=held)
            .rev()
            .filter_map(|at| opening(article, &tokens, at))
            .find(|&at| at <= held && self.stands(at..tokens.end) && self.stands(tokens.start..at))
            .unwrap_or(tokens.start);
        let end = (after..tokens.end)
            .find(|&at| self.closes(&tokens, at) && self.stands(start..at) && tokens.end - at > LEAST)
            .unwrap_or(tokens.end);
        let surface = |at: usize| article.segments.tokens[at];
        Span { start: surface(start).start, end: surface(end - 1).end }
    }

    fn read(&mut self, sentence: usize) {
        if self.sentence == Some(sentence) {
            return;
        }
        self.sentence = Some(sentence);
        self.sums.clear();
        let mut sums = Sums::default();
        self.sums.push(sums);
        for token in self.article.segments.sentences[sentence].tokens().map(|at| self.article.token(at)) {
            sums.verbs += u32::from(is_verb(token));
            match token {
                "(" | "[" | "“" => sums.depth += 1,
                ")" | "]" | "”" => sums.depth -= 1,
                "\"" => sums.quotes += 1,
                _ => {}
            }
            self.sums.push(sums);
        }
    }

    /// Whether the tokens are enough for a clause: several, with a verb, and quotation marks and parentheses in pairs.
    fn stands(&self, tokens: Range<usize>) -> bool {
        let Some(sentence) = self.sentence.filter(|_| tokens.len() >= LEAST) else { return false };
        let first = self.article.segments.sentences[sentence].tokens().start;
        let (before, end) = (self.sums[tokens.start - first], self.sums[tokens.end - first]);
        end.verbs > before.verbs && end.depth == before.depth && (end.quotes - before.quotes) % 2 == 0
    }

    /// Whether another clause begins with the token `at`.
    fn closes(&self, tokens: &Range<usize>, at: usize) -> bool {
        match self.article.token(at) {
            ";" | "—" | "–" => true,
            "," => {
                at + 1 < tokens.end
                    && matches!(
                        self.article.token(at + 1),
                        "and"
                            | "but"
                            | "so"
                            | "while"
                            | "which"
                            | "who"
                            | "whose"
                            | "where"
                            | "although"
                            | "though"
                            | "because"
                            | "according"
                            | "when"
                            | "after"
                            | "as"
                            | "saying"
                            | "adding"
                    )
                    && self.stands(at + 2..tokens.end)
            }
            _ => false,
        }
    }
}

/// Where a clause that stands alone begins, when one does behind the token before `at`: after a semicolon or a dash, or
/// after a comma and its conjunction.
fn opening(article: &Article, tokens: &Range<usize>, at: usize) -> Option<usize> {
    match article.token(at - 1) {
        ";" | "—" | "–" => Some(at),
        "," if matches!(article.token(at), "and" | "but" | "so" | "while") && at + 1 < tokens.end => Some(at + 1),
        _ => None,
    }
}

/// Whether a word is most likely a finite verb: a short one that is often one, or a past tense.
fn is_verb(token: &str) -> bool {
    const FINITE: [&str; 46] = [
        "are", "be", "became", "began", "broke", "came", "can", "could", "cut", "did", "does", "fell", "found", "gave",
        "goes", "got", "grew", "had", "has", "have", "held", "hit", "is", "kept", "led", "left", "lost", "made", "may",
        "met", "must", "ran", "rose", "said", "saw", "says", "sent", "should", "spoke", "told", "took", "was", "went",
        "were", "will", "won",
    ];
    token == "would" || FINITE.binary_search(&token).is_ok() || token.len() > 4 && token.ends_with("ed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_sorted() {
        assert!(["are", "would"].iter().all(|word| is_verb(word)));
        assert!(!is_verb("Kyiv"));
    }
}
