//! What introduces someone: the words before a name (`Ukrainian President`), or the apposition behind it (`an adviser to
//! President …`) or before it (`The head of the union, Name, …`).

use super::phrase::{
    ends_apposition, is_address, is_adverb, is_determiner, is_link, is_modal, is_occupation, is_title, is_verb,
    opens_clause, opens_other, participle, parts,
};
use crate::mention::{Kind, Mention};
use crate::structure::Article;
use crate::text::Span;
use std::collections::BTreeSet;
use std::ops::Range;

/// How many mentions of an entity are looked at: who needs introducing is introduced early.
const LOOKED_AT: usize = 6;

/// How many tokens an apposition may have.
const LONGEST: usize = 18;

/// How many tokens before a name belong to its title at most.
const FARTHEST: usize = 8;

/// How many tokens an apposition before a name may have.
const LONGEST_BEFORE: usize = 12;

/// Where the mentions of persons start.
pub fn persons(mentions: &[Mention]) -> BTreeSet<u32> {
    mentions.iter().filter(|m| m.kind == Kind::Person).map(|m| m.span.start).collect()
}

/// The role of an entity, without its article, by the first of its `mentions` that has one.
pub fn role(
    article: &Article,
    kind: Kind,
    mentions: &[Mention],
    group: &[u32],
    persons: &BTreeSet<u32>,
) -> Option<String> {
    if !matches!(kind, Kind::Person | Kind::Organization) {
        return None;
    }
    group.iter().take(LOOKED_AT).find_map(|&m| {
        let span = mentions[m as usize].span;
        let words = around(article, span, persons)?;
        let of_person = || words.posted().or_else(|| words.apposed()).or_else(|| words.before());
        let found = words.behind(kind).or_else(|| if kind == Kind::Person { of_person() } else { None })?;
        Some(words.text(found).split_whitespace().collect::<Vec<_>>().join(" "))
    })
}

/// The tokens of a sentence, and those of a name in it.
struct Words<'a> {
    article: &'a Article<'a>,
    persons: &'a BTreeSet<u32>,
    sentence: Range<usize>,
    name: Range<usize>,
}

fn around<'a>(article: &'a Article<'a>, span: Span, persons: &'a BTreeSet<u32>) -> Option<Words<'a>> {
    let sentence = article.segments.sentences[article.sentence_at(span.start)?].tokens();
    let tokens = &article.segments.tokens;
    let first = tokens.partition_point(|token| token.end <= span.start);
    let last = tokens.partition_point(|token| token.start < span.end);
    (sentence.start <= first && first < last && last <= sentence.end).then_some(Words {
        article,
        persons,
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

    fn is_person(&self, at: usize) -> bool {
        self.persons.contains(&self.article.segments.tokens[at].start)
    }

    /// Whether the mark stands between spaces: "INDIANAPOLIS - Coach Name".
    fn is_dash(&self, at: usize) -> bool {
        let tokens = &self.article.segments.tokens;
        self.token(at) == "-" && at > 0 && tokens[at - 1].end < tokens[at].start
    }

    /// Up to where a phrase says what someone is, before it says of what or where.
    fn head(&self, phrase: Range<usize>) -> usize {
        phrase.clone().find(|&t| is_link(self.token(t)) || self.token(t) == "by").unwrap_or(phrase.end)
    }

    /// Whether someone else is named in these words, as in "her son Fergal", and not as in "Fergal's son".
    fn names_other(&self, words: Range<usize>) -> bool {
        let owner = |t: usize| matches!(self.token(t), "'s" | "’s" | "'" | "’");
        let introduced =
            |t: usize| t > words.start && (is_occupation(self.token(t - 1)) || is_title(self.token(t - 1)));
        words.clone().any(|t| self.is_person(t) && introduced(t) && !(t..words.end).any(owner))
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
        let phrase = at + usize::from(article || owned)..end;
        if phrase.is_empty() || phrase.clone().any(|t| is_verb(self.token(t))) {
            return None;
        }
        let head = self.head(phrase.clone());
        let fits = if kind == Kind::Person {
            self.says_who(phrase.start..head, article || owned)
        } else {
            article && phrase.len() > 1 && self.says_what(phrase.start..head)
        };
        fits.then_some(phrase)
    }

    /// Whether the words before "of" and the like say what a person is. Without a determiner they may be the next item of
    /// a list: "Kiss, and the minister", "Walker, seconded Mayor Tulloch".
    fn says_who(&self, head: Range<usize>, led: bool) -> bool {
        let opens = |t: usize| opens_other(self.token(t)) && !(t + 1 < head.end && self.token(t + 1) == "-");
        // "Baxter, then a taxi driver"
        let first = head.start + usize::from(!head.is_empty() && is_adverb(self.token(head.start)));
        let led = led || first < head.end && is_determiner(self.token(first));
        let other = !led
            && (first..head.end)
                .any(|t| t == first && opens(t) || is_determiner(self.token(t)) || self.token(t) == "plus");
        !other && head.clone().any(|t| is_occupation(self.token(t))) && !self.names_other(head)
    }

    /// Whether they say what a body is. Where they end with a capital they name another: "Nasa, the European Space
    /// Agency and others".
    fn says_what(&self, mut head: Range<usize>) -> bool {
        let described = head.clone().last().is_some_and(|t| !self.token(t).starts_with(char::is_uppercase));
        let listed =
            head.clone().any(|t| self.token(t) == "and" && t + 1 < head.end && is_determiner(self.token(t + 1)));
        described && !listed && !head.any(|t| is_occupation(self.token(t)))
    }

    /// `Name (Chief Executive)`
    fn posted(&self) -> Option<Range<usize>> {
        let open = self.name.end;
        if open >= self.sentence.end || self.token(open) != "(" {
            return None;
        }
        let limit = self.sentence.end.min(open + 1 + FARTHEST);
        let end = (open + 1..limit).find(|&t| ends_apposition(self.token(t)) || is_verb(self.token(t)))?;
        let head = open + 1..self.head(open + 1..end);
        let says = head.clone().last().is_some_and(|t| is_occupation(self.token(t)));
        let plain =
            self.token(end) == ")" && !is_determiner(self.token(open + 1)) && !opens_other(self.token(open + 1));
        (says && plain && !self.names_other(head)).then_some(open + 1..end)
    }

    /// `The head of the union, Name, …`, `Brazil's minister, Name, …`, `His lawyer, Name, …`
    fn apposed(&self) -> Option<Range<usize>> {
        let named = self.name.start.checked_sub(1).filter(|&t| t > self.sentence.start)?;
        let comma = if is_address(self.token(named)) { named - 1 } else { named };
        if comma <= self.sentence.start || self.token(comma) != "," || !self.is_closed() {
            return None;
        }
        let first = self.sentence.start.max(comma.saturating_sub(LONGEST_BEFORE));
        let stops = |&t: &usize| {
            let (token, word) = (self.token(t), self.token(t).starts_with(char::is_alphanumeric));
            is_verb(token) || self.is_dash(t) || !word && !matches!(token, "'s" | "’s" | "-")
        };
        let window = (first..comma).rev().find(stops).map_or(first, |t| t + 1)..comma;
        let starts = |&t: &usize| {
            let before = t.checked_sub(1).filter(|&t| t >= window.start).map(|t| self.token(t));
            before.map_or(t == self.sentence.start, |token| is_determiner(token) || parts(token))
        };
        let (start, fits) = window.clone().filter(starts).find_map(|t| Some((t, self.introduces(t..comma)?)))?;
        (fits && !self.opens_sentence(start, comma)).then_some(self.bare(start)..comma)
    }

    /// Past a determiner.
    fn bare(&self, start: usize) -> usize {
        start + usize::from(is_determiner(self.token(start)))
    }

    /// Whether the apposition ends behind the name, and no list of names goes on there.
    fn is_closed(&self) -> bool {
        let end = self.name.end;
        let listed = end + 1 < self.sentence.end && self.is_person(end + 1);
        end < self.sentence.end && matches!(self.token(end), "," | "." | ";") && !listed
    }

    /// Whether what stands before a comma says what someone is; none where something else begins there. Of "a spokesman for
    /// the minister" either may be meant: it does not.
    fn introduces(&self, phrase: Range<usize>) -> Option<bool> {
        let start = self.bare(phrase.start);
        let head = start..self.head(start..phrase.end);
        let led = start > phrase.start
            || start == self.sentence.start
            || start > self.sentence.start && is_determiner(self.token(start - 1))
            || head.clone().any(|t| matches!(self.token(t), "'s" | "’s"));
        let apart = |t: usize| parts(self.token(t)) || opens_other(self.token(t));
        let says = head.clone().last().is_some_and(|t| is_occupation(self.token(t)));
        let joins = |t: usize| self.token(t) == "and" && is_determiner(self.token(t + 1));
        let tail = head.end..phrase.end;
        let other = tail.clone().any(|t| participle(self.token(t)) || t + 1 < phrase.end && joins(t));
        if !led || !says || head.clone().any(apart) || other {
            return None;
        }
        let nested = tail.len() > 1 && is_occupation(self.token(phrase.end - 1));
        Some(!nested || !tail.clone().any(|t| is_determiner(self.token(t))))
    }

    /// Whether the words before the comma belong to what opens the sentence, so that the name is its subject: "After a
    /// call to the mayor, Name left".
    fn opens_sentence(&self, start: usize, comma: usize) -> bool {
        let opening = self.sentence.start;
        let at = start - usize::from(start > opening && is_determiner(self.token(start - 1)));
        let first = !(opening..comma).any(|t| self.token(t) == ",");
        let governed = at > opening && (opens_clause(self.token(at - 1)) || participle(self.token(at - 1)));
        first && governed && opens_clause(self.token(opening))
    }

    /// `Ukrainian military intelligence spokesman Name`
    fn before(&self) -> Option<Range<usize>> {
        let end = self.name.start;
        let first = self.sentence.start.max(end.saturating_sub(FARTHEST));
        let stops = |&t: &usize| parts(self.token(t)) || self.is_dash(t);
        let mut start = (first..end).rev().find(stops).map_or(first, |t| t + 1);
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
        // "a lawyer for Name" is someone else.
        let last = end.checked_sub(1).filter(|&t| t >= start && !is_link(self.token(t)))?;
        let head = is_occupation(self.token(last)) || is_title(self.token(last));
        let linked = (start + 1..end).any(|t| is_link(self.token(t)) && is_occupation(self.token(t - 1)));
        (head || linked).then_some(start..end)
    }
}
