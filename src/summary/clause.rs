//! The clause that holds a date: a line for the timeline.

use crate::structure::Article;
use crate::text::Span;
use std::ops::Range;

/// A sentence of so many tokens is a line as it is.
const SHORT: usize = 22;

/// What stands alone has at least so many tokens, and a verb.
const LEAST: usize = 5;

/// The sentence around `timex`, shortened to the clause that holds it: a long sentence is cut before and behind, where
/// another clause begins, as long as what is left can be read by itself.
pub fn around(article: &Article, timex: Span) -> Span {
    let Some(sentence) = article.sentence_at(timex.start).map(|at| &article.segments.sentences[at]) else {
        return timex;
    };
    let tokens = sentence.tokens();
    if tokens.len() <= SHORT || timex.end > sentence.span.end {
        return sentence.span;
    }
    let held = tokens.start + article.segments.tokens[tokens.clone()].partition_point(|t| t.end <= timex.start);
    let after = tokens.start + article.segments.tokens[tokens.clone()].partition_point(|t| t.start < timex.end);
    let start = (tokens.start + 1..=held)
        .rev()
        .filter_map(|at| opening(article, &tokens, at))
        .find(|&at| at <= held && stands(article, at..tokens.end) && stands(article, tokens.start..at))
        .unwrap_or(tokens.start);
    let end = (after..tokens.end)
        .find(|&at| closes(article, &tokens, at) && stands(article, start..at) && tokens.end - at > LEAST)
        .unwrap_or(tokens.end);
    let surface = |at: usize| article.segments.tokens[at];
    Span { start: surface(start).start, end: surface(end - 1).end }
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

/// Whether another clause begins with the token `at`.
fn closes(article: &Article, tokens: &Range<usize>, at: usize) -> bool {
    match article.token(at) {
        ";" | "—" | "–" => true,
        "," => {
            at + 1 < tokens.end
                && matches!(
                    article.token(at + 1),
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
                && stands(article, at + 2..tokens.end)
        }
        _ => false,
    }
}

/// Whether the tokens are enough for a clause: several, with a verb, and quotation marks and parentheses in pairs.
fn stands(article: &Article, tokens: Range<usize>) -> bool {
    if tokens.len() < LEAST {
        return false;
    }
    let (mut verb, mut depth, mut quotes) = (false, 0_i32, 0_u32);
    for token in tokens.map(|at| article.token(at)) {
        verb |= is_verb(token);
        match token {
            "(" | "[" | "“" => depth += 1,
            ")" | "]" | "”" => depth -= 1,
            "\"" => quotes += 1,
            _ => {}
        }
    }
    verb && depth == 0 && quotes % 2 == 0
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
