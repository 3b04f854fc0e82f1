//! Words around a name: which of them say what someone is, and which cannot be part of that.

use super::tables::{OCCUPATIONS, TITLES};

/// Forms of address; they say nothing of what someone is.
const ADDRESS: [&str; 19] = [
    "brother", "dame", "don", "dr", "lady", "late", "lord", "madam", "miss", "mr", "mrs", "ms", "mx", "sir", "sister",
    "st", "saint", "then", "us",
];

/// "On Monday President …" begins with the title.
const DAYS: [&str; 10] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tomorrow"];

/// Whether an apposition ends before this token.
pub fn ends_apposition(token: &str) -> bool {
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

/// Whether it leads from what someone is to where or of what: "head of the union".
pub fn is_link(token: &str) -> bool {
    matches!(token, "of" | "for" | "to" | "at" | "in" | "with" | "from" | "on")
}

/// Words that a title cannot reach over.
const PARTING: [&str; 70] = [
    "a",
    "an",
    "the",
    "his",
    "her",
    "their",
    "its",
    "our",
    "my",
    "your",
    "this",
    "that",
    "these",
    "those",
    "he",
    "she",
    "it",
    "they",
    "we",
    "i",
    "you",
    "who",
    "which",
    "when",
    "while",
    "as",
    "by",
    "with",
    "from",
    "in",
    "on",
    "at",
    "after",
    "before",
    "but",
    "or",
    "if",
    "because",
    "than",
    "since",
    "until",
    "into",
    "over",
    "under",
    "between",
    "against",
    "about",
    "like",
    "not",
    "also",
    "including",
    "where",
    "what",
    "how",
    "there",
    "then",
    "now",
    "beside",
    "among",
    "alongside",
    "behind",
    "without",
    "within",
    "towards",
    "toward",
    "outside",
    "inside",
    "despite",
    "unlike",
    "them",
];

/// Whether a title cannot reach over this token.
pub fn parts(token: &str) -> bool {
    let lower = token.to_lowercase();
    let is_word = lower.starts_with(char::is_alphanumeric) || matches!(lower.as_str(), "'s" | "’s" | "-");
    !is_word
        || is_verb(token)
        || DAYS.contains(&lower.as_str())
        || PARTING.contains(&lower.as_str())
        || lower.ends_with("ly")
        || participle(&lower)
}

/// What looks like a verb and describes a person, or is a name.
const DESCRIBING: [&str; 36] = [
    "acting",
    "leading",
    "outgoing",
    "incoming",
    "visiting",
    "founding",
    "managing",
    "commanding",
    "presiding",
    "sitting",
    "ruling",
    "rising",
    "retired",
    "disgraced",
    "exiled",
    "renowned",
    "jailed",
    "imprisoned",
    "ousted",
    "deposed",
    "decorated",
    "united",
    "marketing",
    "engineering",
    "nursing",
    "housing",
    "boxing",
    "racing",
    "skiing",
    "cycling",
    "banking",
    "mining",
    "shipping",
    "training",
    "beijing",
    "self-styled",
];

/// `killed`, `meeting`; but what describes a person may be one: `retired`.
pub fn participle(lower: &str) -> bool {
    let ends = lower.len() > 4 && (lower.ends_with("ed") || lower.ends_with("ing"));
    ends && !DESCRIBING.contains(&lower)
}

const VERBS: [&str; 55] = [
    "is", "was", "are", "were", "be", "been", "has", "had", "have", "will", "would", "can", "could", "may", "might",
    "must", "should", "does", "did", "do", "said", "says", "say", "told", "tells", "added", "met", "won", "made",
    "took", "gave", "got", "went", "came", "saw", "became", "began", "left", "led", "wrote", "spoke", "thinks",
    "thought", "felt", "knew", "put", "kept", "let", "held", "becomes", "remains", "brought", "sent", "lost", "found",
];

/// Whether a sentence goes on with this word.
pub fn is_verb(token: &str) -> bool {
    VERBS.contains(&token)
}

/// Whether a verb follows.
pub fn is_modal(token: &str) -> bool {
    matches!(
        token,
        "will" | "would" | "can" | "could" | "may" | "might" | "must" | "should" | "shall" | "did" | "does" | "do"
    )
}

/// Whether the word says what someone is; of a compound its last part does, `co-founder`, `vice-president`.
pub fn is_occupation(token: &str) -> bool {
    let lower = token.to_lowercase();
    let last = lower.rsplit('-').next().unwrap_or(&lower);
    OCCUPATIONS.has(last)
        || ["woman", "person", "ologist"].iter().any(|end| last.len() > end.len() && last.ends_with(end))
}

/// Whether it is a title with a capital, and more than a form of address.
pub fn is_title(token: &str) -> bool {
    let lower = token.trim_end_matches('.').to_lowercase();
    token.starts_with(char::is_uppercase) && TITLES.has(&lower) && !ADDRESS.contains(&lower.as_str())
}

/// Whether it is a form of address, or a title, before a name.
pub fn is_address(token: &str) -> bool {
    let lower = token.trim_end_matches('.').to_lowercase();
    token.starts_with(char::is_uppercase) && (TITLES.has(&lower) || ADDRESS.contains(&lower.as_str()))
}

/// Whether a description of someone begins behind this word.
pub fn is_determiner(token: &str) -> bool {
    let lower = token.to_lowercase();
    matches!(lower.as_str(), "a" | "an" | "the" | "his" | "her" | "its" | "their" | "our" | "my")
}

/// Whether the next item of a list, or what someone did, begins with this word: "Kiss, and the minister", "Fergal, seven
/// grandchildren", "Walker, seconded by".
pub fn opens_other(token: &str) -> bool {
    token.bytes().all(|b| b.is_ascii_digit()) || participle(token) || OTHERS.contains(&token.to_lowercase().as_str())
}

const OTHERS: [&str; 24] = [
    "and", "or", "but", "as", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "twenty", "several", "many", "some", "both", "other", "another", "all", "no",
];

/// Whether it only says since when someone is something: "then a taxi driver", "now president of the union".
pub fn is_adverb(token: &str) -> bool {
    matches!(token, "then" | "now" | "also" | "currently" | "formerly" | "once" | "later")
}

/// Whether it may open a clause before the subject: "After meeting the mayor, Tom Bell left".
pub fn opens_clause(token: &str) -> bool {
    let lower = token.to_lowercase();
    is_link(&lower)
        || matches!(
            lower.as_str(),
            "after"
                | "before"
                | "when"
                | "while"
                | "as"
                | "if"
                | "because"
                | "since"
                | "despite"
                | "unlike"
                | "like"
                | "during"
                | "by"
                | "though"
                | "although"
                | "until"
                | "without"
        )
}
