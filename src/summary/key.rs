//! The sentences that tell the story.

use super::words::{Spread, number};
use super::{Spots, words};
use crate::structure::{Article, Role};

/// How many key sentences suit the length of an article: none below 250 words, two below 800, then three, then four.
#[must_use]
pub fn fitting(article: &Article) -> usize {
    let body = article.segments.sentences.iter().filter(|s| article.blocks[s.block as usize].role.is_body());
    let tokens = body.flat_map(|s| &article.segments.tokens[s.tokens()]);
    let words = tokens.filter(|token| token.of(article.text).starts_with(char::is_alphanumeric)).count();
    match words {
        0..250 => 0,
        250..800 => 2,
        800..1600 => 3,
        _ => 4,
    }
}

/// What a sentence is scored by; the weights are those of a logistic model of which sentences summaries speak of (GUM,
/// all genres), with the weight of the lead raised for news, where nothing beats it.
struct Features {
    /// It is the first sentence of the prose.
    first: f32,
    /// It is one of the first three, by how much the text reads like news.
    lead: f32,
    /// It is one of the last three, by how little.
    last: f32,
    /// Share of the headline's words that it repeats.
    title: f32,
    /// Its words, each by the logarithm of the number of sentences that have it.
    spread: f32,
    /// Salience of its entities, each counted once.
    salience: f32,
    /// It holds a quotation.
    quote: f32,
    /// Its length above 25 words, in tens.
    length: f32,
}

impl Features {
    fn score(&self) -> f32 {
        0.45 * self.first
            + 3.0 * self.lead
            + 0.6 * self.last
            + 0.55 * self.title
            + 0.045 * self.spread
            + 0.1 * self.salience.min(2.0)
            - 0.3 * self.quote
            - 0.1 * self.length
    }
}

/// A sentence that may be chosen.
struct Candidate {
    sentence: u32,
    score: f32,
    /// Numbers of its words, sorted.
    words: Vec<u32>,
}

/// Chooses `count` sentences of the prose, in order: the highest scores, less what they repeat of one another.
#[must_use]
pub fn choose(article: &Article, spots: &Spots, salience: &[f32], count: usize) -> Vec<u32> {
    if count == 0 {
        return Vec::new();
    }
    let prose = prose(article);
    let mut candidates = score(article, &prose, spots, salience);
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.sentence.cmp(&b.sentence)));
    candidates.truncate(count * 8);
    let mut chosen: Vec<Candidate> = Vec::with_capacity(count);
    while chosen.len() < count && !candidates.is_empty() {
        let worth = |c: &Candidate| c.score - REPETITION * chosen.iter().map(|k| overlap(k, c)).fold(0.0, f32::max);
        let best = (0..candidates.len())
            .max_by(|&a, &b| worth(&candidates[a]).total_cmp(&worth(&candidates[b])).then(b.cmp(&a)));
        let Some(best) = best else { break };
        chosen.push(candidates.remove(best));
    }
    let mut sentences: Vec<u32> = chosen.iter().map(|c| c.sentence).collect();
    sentences.sort_unstable();
    sentences
}

/// What a sentence loses that repeats another one whole.
const REPETITION: f32 = 1.0;

/// Share of the words of the shorter sentence that the other has too.
fn overlap(a: &Candidate, b: &Candidate) -> f32 {
    let shared = a.words.iter().filter(|word| b.words.binary_search(word).is_ok()).count();
    shared as f32 / a.words.len().min(b.words.len()).max(1) as f32
}

/// The sentences of paragraphs, quotations and lists that read as sentences: six words or more and a full stop.
fn prose(article: &Article) -> Vec<u32> {
    const WORDS: usize = 6;
    let reads = |s: &crate::segment::Sentence| {
        matches!(article.blocks[s.block as usize].role, Role::Paragraph | Role::Quote | Role::List)
            && article.segments.tokens[s.tokens()]
                .iter()
                .filter(|token| token.of(article.text).starts_with(char::is_alphanumeric))
                .nth(WORDS - 1)
                .is_some()
            && s.span
                .of(article.text)
                .trim_end_matches(['"', '\'', '”', '’', ')', ']', '»'])
                .ends_with(['.', '!', '?', '…'])
    };
    (0..).zip(&article.segments.sentences).filter(|(_, s)| reads(s)).map(|(at, _)| at).collect()
}

fn score(article: &Article, prose: &[u32], spots: &Spots, salience: &[f32]) -> Vec<Candidate> {
    const LEAD: usize = 3;
    let words: Vec<Vec<u32>> = prose.iter().map(|&at| content(article, at)).collect();
    let spread = Spread::new(&words);
    let title = title_words(article);
    let news = likeness(article, prose);
    let mut named = spots.spots.iter().peekable();
    let mut candidates = Vec::with_capacity(prose.len());
    for (rank, (&sentence, words)) in prose.iter().zip(words).enumerate() {
        let span = &article.segments.sentences[sentence as usize];
        let tokens = &article.segments.tokens[span.tokens()];
        while named.next_if(|spot| spot.sentence < sentence).is_some() {}
        let mut entities: Vec<u32> = Vec::new();
        while let Some(spot) = named.next_if(|spot| spot.sentence == sentence) {
            entities.push(spot.entity);
        }
        entities.sort_unstable();
        entities.dedup();
        let flag = |is: bool| f32::from(u8::from(is));
        let repeated = title.iter().filter(|word| words.binary_search(word).is_ok()).count();
        let features = Features {
            first: flag(rank == 0),
            lead: flag(rank < LEAD) * news,
            last: flag(rank + LEAD >= prose.len()) * (1.0 - news),
            title: repeated as f32 / title.len().max(1) as f32,
            spread: words.iter().map(|&word| spread.log(word)).sum(),
            salience: entities.iter().map(|&entity| salience[entity as usize]).sum(),
            quote: flag(tokens.iter().any(|token| is_quote(token.of(article.text)))),
            length: (tokens.len() as f32 / 10.0 - 2.5).max(0.0),
        };
        candidates.push(Candidate { sentence, score: features.score(), words });
    }
    candidates
}

/// Numbers of a sentence's content words, sorted.
fn content(article: &Article, sentence: u32) -> Vec<u32> {
    let tokens = article.segments.sentences[sentence as usize].tokens();
    let mut words: Vec<u32> = tokens.filter_map(|token| number(article.token(token))).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// Numbers of the headline's words, sorted.
fn title_words(article: &Article) -> Vec<u32> {
    let headline = article.blocks.iter().position(|b| b.role == Role::Headline);
    let sentences = article.segments.sentences.iter().filter(|s| headline == Some(s.block as usize));
    let tokens = sentences.flat_map(|s| &article.segments.tokens[s.tokens()]);
    let mut words: Vec<u32> = tokens.filter_map(|token| words::number(token.of(article.text))).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// How much the prose reads like news, 0 to 1: two capitals a sentence beside its own, and no one who says `I`, `we` or
/// `you` outside quotations.
fn likeness(article: &Article, prose: &[u32]) -> f32 {
    const CAPITALS: f32 = 2.0;
    const MOST: usize = 5;
    const PERSONAL: f32 = 0.25;
    let (mut capitals, mut personal) = (0, 0);
    for &at in prose {
        let mut surfaces = article.segments.sentences[at as usize].tokens().map(|token| article.token(token));
        let others = surfaces.clone().skip(1);
        capitals += others.filter(|token| token.starts_with(char::is_uppercase) && *token != "I").count().min(MOST);
        personal += usize::from(surfaces.clone().any(is_personal) && !surfaces.any(is_quote));
    }
    let sentences = prose.len().max(1) as f32;
    (capitals as f32 / sentences / CAPITALS).min(1.0) * (1.0 - personal as f32 / sentences / PERSONAL).max(0.0)
}

fn is_personal(token: &str) -> bool {
    matches!(
        token,
        "I" | "i" | "we" | "We" | "my" | "My" | "our" | "Our" | "us" | "me" | "you" | "You" | "your" | "Your"
    )
}

fn is_quote(token: &str) -> bool {
    matches!(token, "\"" | "“" | "”")
}
