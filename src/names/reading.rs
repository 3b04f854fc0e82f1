//! An article as the tagger sees it: its tokens' properties, and what the whole document says of each word.

use super::acronyms;
use super::atlas;
use super::spans::STANCES;
use super::token::{Case, Token, Tokens, word_hash};
use crate::lexicon::gazetteer::{Walk, gazetteer};
use crate::lexicon::{Lexicon, phrase};
use crate::structure::{Article, Role};

/// How the words of a sentence are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Capitals where English has them.
    Prose,
    /// Most words begin with a capital.
    Title,
    /// Capitals alone.
    Capitals,
    /// No capital at all.
    Small,
}

/// What sort of text it is, as far as names are concerned: how much context there is, and whose voice it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Genre {
    /// Some sentences that do not speak of "I" and "you" much.
    Long,
    /// One to three of them.
    Short,
    /// Letters, questions, reviews.
    Personal,
    /// One sentence of a corpus of single sentences, in training: the habits of such corpora are learned apart, so that a
    /// reader's one sentence is not read by them.
    Lone,
    /// One sentence with handles or addresses.
    Post,
}

/// A stretch of tokens, `first..=last`.
pub type Run = (u32, u32);

/// What the tagger sees of a sentence.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// Index of its first token in the document.
    pub first: usize,
    /// One past its last.
    pub end: usize,
    /// How its words are written.
    pub style: Style,
    /// Its first token that is no mark.
    pub opening: usize,
    /// Whether it is a headline or heading.
    pub heading: bool,
    /// Whether it belongs to the article and has a say in the document's vote.
    pub body: bool,
}

/// What the document says of a word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Habit {
    /// Times it begins with a small letter.
    pub lower: u16,
    /// Times it begins with a capital inside running prose, where only names do.
    pub upper: u16,
    /// Times it stands at all.
    pub count: u16,
}

/// An article's tokens as features see them.
pub struct Reading {
    /// Every token's own properties.
    pub tokens: Tokens,
    /// Every sentence.
    pub lines: Vec<Line>,
    /// Which list phrase each token is part of: the lists' bits, then whether it stands first and whether last in it.
    pub phrases: Vec<u16>,
    /// What place of the gazetteer each token is part of: its class, whether it stands first and whether last in it.
    pub places: Vec<u8>,
    /// Names of several words that are never split: those of countries, of peoples and of bodies that the news knows.
    pub whole: Vec<Run>,
    /// The run of capitalised tokens that each token is part of.
    pub tight: Vec<Run>,
    /// The same, passing over small words such as "of" and "and".
    pub loose: Vec<Run>,
    /// What the introduction of an acronym makes of each token.
    pub acronyms: Vec<u8>,
    small_words: [u32; SMALL_WORDS.len()],
    stances: [u32; STANCES.len()],
    /// What sort of text it is.
    pub genre: Genre,
    /// Number of each token's word among the document's words.
    pub types: Vec<u32>,
    /// What the document says of each of its words.
    pub habits: Vec<Habit>,
}

/// Words that often open a sentence and seldom a name.
const SMALL_WORDS: [&str; 32] = [
    "a", "an", "the", "in", "on", "at", "for", "from", "by", "with", "to", "as", "of", "and", "but", "if", "when",
    "while", "after", "before", "since", "though", "although", "both", "that", "this", "these", "his", "her", "their",
    "its", "it",
];

/// Bits above the lists' in [`Reading::phrases`].
pub const PHRASE_FIRST: u16 = 1 << phrase::BITS;
/// See [`PHRASE_FIRST`].
pub const PHRASE_LAST: u16 = 2 << phrase::BITS;
/// Longest phrase that is looked up, in tokens.
const PHRASE_TOKENS: usize = 7;

impl Reading {
    /// Reads an article.
    #[must_use]
    pub fn new(article: &Article, lexicon: &Lexicon) -> Self {
        let tokens = Tokens::read((0..article.segments.tokens.len()).map(|t| article.token(t)), lexicon);
        let lines = article.segments.sentences.iter().map(|sentence| {
            let range = sentence.tokens();
            let role = article.blocks[sentence.block as usize].role;
            let opening = range.clone().find(|t| !tokens[*t].is_mark()).unwrap_or(range.start);
            Line {
                first: range.start,
                end: range.end,
                style: style(tokens.within(range)),
                opening,
                heading: matches!(role, Role::Headline | Role::Heading),
                body: role.is_body(),
            }
        });
        let lines: Vec<Line> = lines.collect();
        let types = tokens.types();
        let mut reading = Self {
            phrases: vec![0; tokens.len()],
            places: vec![0; tokens.len()],
            whole: Vec::new(),
            acronyms: vec![0; tokens.len()],
            genre: Genre::Long,
            small_words: SMALL_WORDS.map(word_hash),
            stances: STANCES.map(word_hash),
            tight: (0..).take(tokens.len()).map(|t| (t, t)).collect(),
            loose: (0..).take(tokens.len()).map(|t| (t, t)).collect(),
            habits: vec![Habit::default(); types.iter().max().map_or(0, |top| *top as usize + 1)],
            types,
            tokens,
            lines,
        };
        reading.habits();
        reading.genre = reading.genre(article.text);
        let mut walk = gazetteer().walk();
        for line in 0..reading.lines.len() {
            reading.runs(line);
            reading.find_phrases(line, lexicon);
            reading.find_places(line, article, &mut walk);
            acronyms::mark(article, &reading.tokens, &reading.lines[line], &mut reading.acronyms);
        }
        reading.know_acronyms();
        reading
    }

    /// Whether a token stands behind a stance and a hyphen, as "Kremlin" does in "anti-Kremlin".
    #[must_use]
    pub fn follows_stance(&self, line: &Line, at: usize) -> bool {
        at >= line.first + 2 && self.tokens[at - 1].mark == '-' && self.stances.contains(&self.tokens[at - 2].word)
    }

    fn habits(&mut self) {
        for line in self.lines.iter().filter(|l| l.body) {
            for at in line.first..line.end {
                let habit = &mut self.habits[self.types[at] as usize];
                let case = self.tokens[at].case;
                habit.count = habit.count.saturating_add(1);
                if case == Case::Lower {
                    habit.lower = habit.lower.saturating_add(1);
                } else if case.is_upper() && at != line.opening && line.style == Style::Prose {
                    habit.upper = habit.upper.saturating_add(1);
                }
            }
        }
    }

    /// Marks the other mentions of acronyms that are introduced somewhere.
    fn know_acronyms(&mut self) {
        if self.acronyms.contains(&acronyms::ACRONYM) {
            let mut known = vec![false; self.habits.len()];
            let of_type = |at: usize| self.types[at] as usize;
            (0..self.tokens.len())
                .filter(|at| self.acronyms[*at] == acronyms::ACRONYM)
                .for_each(|at| known[of_type(at)] = true);
            for at in 0..self.tokens.len() {
                if self.acronyms[at] == 0 && self.tokens[at].case == Case::Capitals && known[of_type(at)] {
                    self.acronyms[at] = acronyms::KNOWN;
                }
            }
        }
    }

    fn genre(&self, text: &str) -> Genre {
        if let [_] = self.lines[..] {
            let post = text.contains(['@', '#']) || text.contains("http");
            return if post { Genre::Post } else { Genre::Short };
        }
        let personal = ["i", "you", "my", "me", "your", "im", "u"].map(word_hash);
        let count = self.tokens.within(..).filter(|t| personal.contains(&t.word)).count();
        if count * 70 > self.tokens.len() {
            Genre::Personal
        } else if self.lines.len() < 4 {
            Genre::Short
        } else {
            Genre::Long
        }
    }

    fn runs(&mut self, line: usize) {
        let Line { first, end, style, opening, .. } = self.lines[line];
        if style == Style::Capitals {
            return;
        }
        // "In Boston", "A World Health Organization report": only their place gives these words a capital.
        let upper = |t: usize| {
            let token = &self.tokens[t];
            token.case.is_upper() && !(t == opening && self.small_words.contains(&token.word))
        };
        let joins = |t: usize| self.tokens[t].joins || joiner(self.tokens[t].mark);
        let mut at = first;
        while at < end {
            if !upper(at) {
                at += 1;
                continue;
            }
            let mut last = at;
            while last + 1 < end && upper(last + 1) {
                last += 1;
            }
            let run = (at as u32, last as u32);
            self.tight[at..=last].fill(run);
            at = last + 1;
        }
        at = first;
        while at < end {
            if !upper(at) {
                at += 1;
                continue;
            }
            let mut last = at;
            loop {
                let gap = (last + 1..end.min(last + 3)).find(|t| !joins(*t)).unwrap_or(end.min(last + 3));
                if gap < end && upper(gap) {
                    last = gap;
                } else if last + 3 < end && joins(last + 1) && joins(last + 2) && upper(last + 3) {
                    last += 3;
                } else {
                    break;
                }
            }
            self.loose[at..=last].fill((at as u32, last as u32));
            at = last + 1;
        }
    }

    fn find_phrases(&mut self, line: usize, lexicon: &Lexicon) {
        let Line { first, end, style, .. } = self.lines[line];
        let mut covered = (first, 0);
        for start in first..end {
            let case = self.tokens[start].case;
            let small = case == Case::Lower;
            let personal = self.genre == Genre::Personal;
            if !(case.is_upper() || small && (style == Style::Small || personal)) {
                continue;
            }
            let (mut key, mut best) = (0_u64, None);
            for at in start..end.min(start + PHRASE_TOKENS) {
                let token = &self.tokens[at];
                if token.is_mark() && !joiner(token.mark) && token.mark != '.' {
                    break;
                }
                key = token.append(key);
                let value = if token.is_mark() { 0 } else { lexicon.phrase(key) };
                if value != 0 {
                    best = Some((at, value));
                }
            }
            let Some((last, value)) = best else { continue };
            // "I asked google", but neither "on target" nor "who": where there are capitals, small letters name what is on our
            // own list alone, and nothing short.
            let known = value & phrase::BODY != 0 && (last > start || self.tokens[start].tails[3] != 0);
            if small && style != Style::Small && !known {
                continue;
            }
            if start < covered.0 && last + 1 - start <= covered.1 {
                continue;
            }
            covered = (last + 1, last + 1 - start);
            self.phrases[start..=last].fill(value);
            self.phrases[start] |= PHRASE_FIRST;
            self.phrases[last] |= PHRASE_LAST;
            let written = |t: usize| self.tokens[t].case != Case::Lower || self.tokens[t].joins;
            let held = value & !(phrase::ORGANIZATION | phrase::CLUB | phrase::UNIVERSITY) != 0;
            if held && last > start && style == Style::Prose && (start..=last).all(written) {
                self.whole.push((start as u32, last as u32));
            }
        }
    }

    fn find_places(&mut self, line: usize, article: &Article, walk: &mut Walk) {
        let Line { first, end, style, .. } = self.lines[line];
        let (mut at, mut covered) = (first, 0);
        while at < end {
            let case = self.tokens[at].case;
            let small = case == Case::Lower && !self.tokens[at].joins;
            let eligible = case.is_upper() || small && (style == Style::Small || self.genre == Genre::Personal);
            // Articles stay outside names, though lists have "The Gambia".
            if eligible
                && !article.token(at).eq_ignore_ascii_case("the")
                && let Some((length, class)) = atlas::longest(article, walk, at, end)
            {
                // "How is vietnam?", but "a nice reading": where there are capitals, small letters name great places alone.
                let known = case.is_upper() || style == Style::Small || atlas::is_great(class);
                if known && at + length > covered {
                    covered = at + length;
                    self.places[at..covered].fill(class);
                    self.places[at] |= atlas::FIRST;
                    self.places[covered - 1] |= atlas::LAST;
                    if class == atlas::COUNTRY && length > 1 && case.is_upper() {
                        self.whole.push((at as u32, covered as u32 - 1));
                        at = covered;
                        continue;
                    }
                }
            }
            at += 1;
        }
    }
}

fn joiner(mark: char) -> bool {
    matches!(mark, '-' | '&' | '\'' | '’' | '‑' | '–')
}

fn style<'t>(tokens: impl Iterator<Item = &'t Token>) -> Style {
    let (mut words, mut upper, mut capitals, mut long, mut long_upper) = (0, 0, 0, 0, 0);
    for token in tokens.filter(|t| !matches!(t.case, Case::Mark | Case::Number)) {
        words += 1;
        upper += usize::from(token.case.is_upper());
        capitals += usize::from(matches!(token.case, Case::Capitals | Case::Letter));
        let is_long = token.tails[3] != 0;
        long += usize::from(is_long);
        long_upper += usize::from(is_long && token.case.is_upper());
    }
    if words >= 3 && capitals * 5 >= words * 4 {
        Style::Capitals
    } else if words >= 4 && long >= 3 && long_upper * 5 >= long * 4 && upper * 3 >= words * 2 {
        Style::Title
    } else if upper == 0 && words >= 3 {
        Style::Small
    } else {
        Style::Prose
    }
}
