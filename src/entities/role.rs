//! What introduces someone: the words before a name (`Ukrainian President`) or the apposition behind it (`an adviser to
//! President …`).

use super::tables::{OCCUPATIONS, TITLES};
use crate::mention::{Kind, Mention};
use crate::structure::Article;
use crate::text::Span;
use std::ops::Range;

/// How many mentions of an entity are looked at: who needs introducing is introduced early.
const LOOKED_AT: usize = 6;

/// How many tokens an apposition may have.
const LONGEST: usize = 18;

/// How many tokens before a name belong to its title at most.
const FARTHEST: usize = 8;

/// Forms of address; they say nothing of what someone is.
const ADDRESS: [&str; 19] = [
    "brother", "dame", "don", "dr", "lady", "late", "lord", "madam", "miss", "mr", "mrs", "ms", "mx", "sir", "sister",
    "st", "saint", "then", "us",
];

/// The role of an entity, without its article, by the first of its `mentions` that has one.
pub fn role(article: &Article, kind: Kind, mentions: &[Mention], group: &[u32]) -> Option<String> {
    if !matches!(kind, Kind::Person | Kind::Organization) {
        return None;
    }
    group.iter().take(LOOKED_AT).find_map(|&m| {
        let span = mentions[m as usize].span;
        let words = around(article, span)?;
        let found = words.behind(kind).or_else(|| words.before(kind))?;
        Some(words.text(found).split_whitespace().collect::<Vec<_>>().join(" "))
    })
}

/// The tokens of a sentence, and those of a name in it.
struct Words<'a> {
    article: &'a Article<'a>,
    sentence: Range<usize>,
    name: Range<usize>,
}

fn around<'a>(article: &'a Article<'a>, span: Span) -> Option<Words<'a>> {
    let sentence = article.segments.sentences[article.sentence_at(span.start)?].tokens();
    let tokens = &article.segments.tokens;
    let first = tokens.partition_point(|token| token.end <= span.start);
    let last = tokens.partition_point(|token| token.start < span.end);
    (sentence.start <= first && first < last && last <= sentence.end).then_some(Words {
        article,
        sentence,
        name: first..last,
    })
}

impl<'a> Words<'a> {
    fn token(&self, at: usize) -> &'a str {
        self.article.segments.tokens[at].of(self.article.text)
    }

    fn text(&self, range: Range<usize>) -> &'a str {
        let tokens = &self.article.segments.tokens[range];
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return "" };
        Span { start: first.start, end: last.end }.of(self.article.text)
    }

    /// `Name, an adviser to the president, …`
    fn behind(&self, kind: Kind) -> Option<Range<usize>> {
        let mut at = self.name.end;
        if at >= self.sentence.end || self.token(at) != "," {
            return None;
        }
        at += 1;
        // Someone's age stands between: "Jane Roe, 45, a teacher".
        if at + 1 < self.sentence.end && self.token(at).bytes().all(|b| b.is_ascii_digit()) && self.token(at + 1) == ","
        {
            at += 2;
        }
        let limit = self.sentence.end.min(at + LONGEST);
        let end = (at..limit).find(|&t| ends_apposition(self.token(t)))?;
        let article = matches!(self.token(at), "a" | "an" | "the");
        let owned = matches!(self.token(at), "his" | "her" | "its" | "their");
        let start = at + usize::from(article || owned);
        let phrase = start..end;
        if phrase.is_empty() || phrase.clone().any(|t| is_verb(self.token(t))) {
            return None;
        }
        let head = phrase.clone().find(|&t| is_link(self.token(t))).unwrap_or(end);
        let says_what = (start..head).any(|t| is_occupation(self.token(t)));
        let fits = if kind == Kind::Person { says_what } else { article && end - start > 1 && !says_what };
        fits.then_some(phrase)
    }

    /// `Ukrainian military intelligence spokesman Name`, or `A Kremlin spokesman, Name, …`
    fn before(&self, kind: Kind) -> Option<Range<usize>> {
        if kind != Kind::Person {
            return None;
        }
        let mut end = self.name.start;
        let comma = end > self.sentence.start && self.token(end - 1) == ",";
        if comma {
            let closed = self.name.end < self.sentence.end && matches!(self.token(self.name.end), "," | "." | ";");
            end -= 1;
            if !closed {
                return None;
            }
        }
        let first = self.sentence.start.max(end.saturating_sub(FARTHEST));
        let mut start = (first..end).rev().find(|&t| parts(self.token(t))).map_or(first, |t| t + 1);
        // "will meet President Name"
        if start > first && start < end && is_modal(self.token(start - 1)) {
            start += 1;
        }
        // "Murray and Rep. Name" are two persons; a "chairman and chief executive" is one.
        let says_what = |t: usize| is_occupation(self.token(t)) || is_title(self.token(t));
        let other = |&t: &usize| self.token(t) == "and" && says_what(t + 1) && !says_what(t - 1);
        start = (start + 1..end.saturating_sub(1)).rev().find(other).unwrap_or(start);
        // What is left of a clause or of someone else: "of the party leader" begins after "of".
        while start < end && (is_link(self.token(start)) || matches!(self.token(start), "'s" | "’s" | "and" | "-")) {
            start += 1;
        }
        // "an adviser to President Name" and "in the name of Col. Name" are two; a "Secretary of State" is one.
        let parted = |&t: &usize| {
            let compound = self.token(t + 1) == "-";
            is_link(self.token(t))
                && !compound
                && (is_occupation(self.token(end - 1)) || t > start && !says_what(t - 1))
        };
        if end > start && says_what(end - 1) {
            start = (start..end).rev().find(parted).map_or(start, |t| t + 1);
        }
        let led =
            start > self.sentence.start && matches!(self.token(start - 1), "a" | "an" | "the" | "A" | "An" | "The");
        // "a lawyer for Name" is someone else.
        let last = end.checked_sub(1).filter(|&t| t >= start && !is_link(self.token(t)))?;
        let head = is_occupation(self.token(last)) || !comma && is_title(self.token(last));
        let linked = (start + 1..end).any(|t| is_link(self.token(t)) && is_occupation(self.token(t - 1)));
        ((head || linked) && (!comma || led)).then_some(start..end)
    }
}

/// "On Monday President …" begins with the title.
const DAYS: [&str; 10] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tomorrow"];

fn ends_apposition(token: &str) -> bool {
    matches!(
        token,
        "," | ";"
            | ":"
            | "."
            | "!"
            | "?"
            | "("
            | ")"
            | "—"
            | "–"
            | "\""
            | "”"
            | "“"
            | "who"
            | "which"
            | "that"
            | "whose"
    )
}

fn is_link(token: &str) -> bool {
    matches!(token, "of" | "for" | "to" | "at" | "in" | "with" | "from" | "on")
}

/// Whether a title cannot reach over this token.
fn parts(token: &str) -> bool {
    let lower = token.to_lowercase();
    let is_word = lower.starts_with(char::is_alphanumeric) || matches!(lower.as_str(), "'s" | "’s" | "-");
    !is_word
        || is_verb(token)
        || DAYS.contains(&lower.as_str())
        || matches!(
            lower.as_str(),
            "a" | "an"
                | "the"
                | "his"
                | "her"
                | "their"
                | "its"
                | "our"
                | "my"
                | "your"
                | "this"
                | "that"
                | "these"
                | "those"
                | "he"
                | "she"
                | "it"
                | "they"
                | "we"
                | "i"
                | "you"
                | "who"
                | "which"
                | "when"
                | "while"
                | "as"
                | "by"
                | "with"
                | "from"
                | "in"
                | "on"
                | "at"
                | "after"
                | "before"
                | "but"
                | "or"
                | "if"
                | "because"
                | "than"
                | "since"
                | "until"
                | "into"
                | "over"
                | "under"
                | "between"
                | "against"
                | "about"
                | "like"
                | "not"
                | "also"
                | "including"
                | "where"
                | "what"
                | "how"
                | "there"
                | "then"
                | "now"
        )
        || lower.ends_with("ly")
        || participle(&lower)
}

/// `killed`, `meeting`; but what describes a person may be one: `retired`.
fn participle(lower: &str) -> bool {
    let ends = lower.len() > 4 && (lower.ends_with("ed") || lower.ends_with("ing"));
    ends && !matches!(
        lower,
        "acting"
            | "leading"
            | "outgoing"
            | "incoming"
            | "visiting"
            | "founding"
            | "managing"
            | "commanding"
            | "presiding"
            | "sitting"
            | "ruling"
            | "rising"
            | "retired"
            | "disgraced"
            | "exiled"
            | "renowned"
            | "jailed"
            | "imprisoned"
            | "ousted"
            | "deposed"
            | "decorated"
            | "united"
            | "marketing"
            | "engineering"
            | "nursing"
            | "housing"
            | "boxing"
            | "racing"
            | "skiing"
            | "cycling"
            | "banking"
            | "mining"
            | "shipping"
            | "training"
            | "beijing"
            | "self-styled"
    )
}

fn is_verb(token: &str) -> bool {
    matches!(
        token,
        "is" | "was"
            | "are"
            | "were"
            | "be"
            | "been"
            | "has"
            | "had"
            | "have"
            | "will"
            | "would"
            | "can"
            | "could"
            | "may"
            | "might"
            | "must"
            | "should"
            | "does"
            | "did"
            | "do"
            | "said"
            | "says"
            | "say"
            | "told"
            | "tells"
            | "added"
            | "met"
            | "won"
            | "made"
            | "took"
            | "gave"
            | "got"
            | "went"
            | "came"
            | "saw"
            | "became"
            | "began"
            | "left"
            | "led"
            | "wrote"
            | "spoke"
            | "thinks"
            | "thought"
            | "felt"
            | "knew"
            | "put"
            | "kept"
            | "let"
            | "held"
    )
}

/// Whether a verb follows.
fn is_modal(token: &str) -> bool {
    matches!(
        token,
        "will" | "would" | "can" | "could" | "may" | "might" | "must" | "should" | "shall" | "did" | "does" | "do"
    )
}

/// Whether the word says what someone is; of a compound its last part does, `co-founder`, `vice-president`.
fn is_occupation(token: &str) -> bool {
    let lower = token.to_lowercase();
    let last = lower.rsplit('-').next().unwrap_or(&lower);
    OCCUPATIONS.has(last)
        || ["woman", "person", "ologist"].iter().any(|end| last.len() > end.len() && last.ends_with(end))
}

fn is_title(token: &str) -> bool {
    let lower = token.trim_end_matches('.').to_lowercase();
    token.starts_with(char::is_uppercase) && TITLES.has(&lower) && !ADDRESS.contains(&lower.as_str())
}
