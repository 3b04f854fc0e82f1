//! Labelled documents: what each token is allowed to be.

use super::field::HABIT;
use super::{FOLDS, pieces};
use crate::data;
use marginalia::lexicon::{Lexicon, phrase};
use marginalia::names::{
    Genre, KINDS, LABELS, OUTSIDE, Reading, begin, bits, features, inside, last, phrase_key, unit,
};
use marginalia::segment::{self, Segments};
use marginalia::structure::{self, Article};
use marginalia::text::{self, Span};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// A record of the training files: offsets are code points.
#[derive(Clone, Deserialize, Serialize)]
pub struct Record {
    pub source: String,
    pub doc_id: String,
    pub text: String,
    pub entities: Vec<Entity>,
    /// Types that the source marks wherever they stand.
    pub labels: Vec<String>,
}

#[derive(Clone, Deserialize, Serialize)]
pub struct Entity {
    pub start: usize,
    pub end: usize,
    #[serde(rename = "type")]
    pub label: String,
}

/// Reads records, or texts with marks as our own pieces have them.
pub fn read(path: &Path) -> Result<Vec<Record>, String> {
    if data::is_text(path) { pieces::marked(path) } else { data::read_jsonl(path) }
}

/// Bit set of the kinds a type of the training files may be.
fn kinds(label: &str) -> u32 {
    match label {
        "PERSON" => 1,
        "ORG" => 1 << 1,
        "PLACE" | "GPE" => 1 << 2,
        "NORP" => 1 << 3,
        "EVENT" => 1 << 4,
        "WORK" => 1 << 5,
        "LAW" => 1 << 6,
        "PRODUCT" => 1 << 7,
        "MISC" => 0b1111 << 4,
        _ => 0,
    }
}

/// The type of what a source is not sure of: any kind, or none.
pub const UNSURE: &str = "?";

/// The Groningen Meaning Bank, whose marks are not learned from: they leave many a name out.
pub const GRONINGEN: &str = "gmb_kaggle";

/// Sources whose marks follow habits that a reader does not share: every feature stands once more for the source alone, so
/// that what all agree on is learned in common and the rest apart (Daumé 2007). Of the model only the common part is kept.
pub const HABITUAL: [&str; 4] = ["re-docred", "crossner", "wnut17", "btc"];

/// The sentences of many documents, as features and allowed labels.
#[derive(Default)]
pub struct Examples {
    pub sentences: Vec<Sentence>,
    /// First feature of each token, and one past the last.
    pub offsets: Vec<usize>,
    pub features: Vec<u32>,
    pub allowed: Vec<u64>,
    pub documents: Vec<Document>,
}

/// A document of the examples.
pub struct Document {
    pub source: String,
    /// Number of the record that it is, or is a copy of.
    pub number: usize,
    /// How often an epoch visits it.
    pub visits: u32,
}

impl Document {
    /// Which of the [`FOLDS`] parts it is in, in a round: each round parts the documents another way.
    pub fn part(&self, round: usize) -> usize {
        (self.number + self.number / FOLDS * round) % FOLDS
    }
}

#[derive(Clone, Copy)]
pub struct Sentence {
    pub first: usize,
    pub end: usize,
    pub document: usize,
}

/// Takes a text apart as the program does.
pub fn article(text: &str) -> Article<'_> {
    let blocks = text::blocks(text, &[]);
    let segments = segment::segment(text, &blocks);
    structure::read(text, &[], blocks, segments, &[])
}

impl Examples {
    /// Adds a document.
    pub fn push(&mut self, record: &Record, number: usize, visits: u32, lexicon: &Lexicon) {
        if self.offsets.is_empty() {
            self.offsets.push(0);
        }
        let article = article(&record.text);
        let mut reading = Reading::new(&article, lexicon);
        if reading.lines.len() == 1 && reading.genre == Genre::Short {
            reading.genre = Genre::Lone;
        }
        let allowed = allowed(record, &article.segments, lexicon);
        let document = self.documents.len();
        self.documents.push(Document { source: record.source.clone(), number, visits });
        let base = self.allowed.len();
        let habits = HABITUAL.iter().position(|source| *source == record.source);
        let mut buffer = Vec::new();
        for line in &reading.lines {
            self.sentences.push(Sentence { first: base + line.first, end: base + line.end, document });
            for at in line.first..line.end {
                features(&reading, line, at, &mut buffer);
                self.features.extend(&buffer);
                if let Some(source) = habits {
                    self.features.extend(buffer.iter().map(|feature| habit(*feature, source)));
                }
                self.offsets.push(self.features.len());
            }
        }
        self.allowed.extend(allowed);
    }

    /// The features of a token.
    pub fn features(&self, token: usize) -> &[u32] {
        &self.features[self.offsets[token]..self.offsets[token + 1]]
    }
}

/// The feature as the source with this number alone has it.
fn habit(feature: u32, source: usize) -> u32 {
    let salt = 0x9e37_79b9_u32.wrapping_mul(source as u32 + 1);
    HABIT | (feature ^ salt) & (HABIT - 1)
}

/// Set beside the labels of a token that no entity covers.
pub const UNMARKED: u64 = 1 << 63;

/// The labels each token may have: exactly the marked ones where the source marks, anything it does not mark elsewhere.
pub fn allowed(record: &Record, segments: &Segments, lexicon: &Lexicon) -> Vec<u64> {
    let bytes = data::code_points(&record.text);
    let known = record.labels.iter().fold(0, |set, label| set | kinds(label));
    let unknown = (0..KINDS.len()).filter(|k| known >> k & 1 == 0).fold(0, |set, k| set | bits(k));
    let mut allowed: Vec<u64> = segments
        .tokens
        .iter()
        .map(|t| {
            let capital = t.of(&record.text).chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric());
            let starts = (0..KINDS.len()).fold(0, |set, k| set | 1 << begin(k) | 1 << unit(k));
            UNMARKED | 1 << OUTSIDE | if capital { unknown } else { unknown & !starts }
        })
        .collect();
    let mut touched = vec![false; allowed.len()];
    for entity in &record.entities {
        let span = Span::new(bytes[entity.start], bytes[entity.end]);
        let mut first = segments.tokens.partition_point(|t| t.end <= span.start);
        let end = segments.tokens.partition_point(|t| t.start < span.end);
        // "eastern Afghanistan": the guideline leaves small words before a name out.
        while first + 1 < end && is_direction(segments.tokens[first].of(&record.text)) {
            first += 1;
        }
        if first >= end {
            continue;
        }
        let free =
            entity.label == UNSURE || touched[first..end].iter().any(|t| *t) || !one_sentence(segments, first, end);
        touched[first..end].fill(true);
        if free {
            allowed[first..end].fill((1 << LABELS) - 1);
        } else {
            mark(&mut allowed[first..end], kinds_of(entity));
        }
    }
    if !record.source.starts_with("news") {
        groups(record, segments, lexicon, &mut allowed);
    }
    allowed
}

/// Outside the news documents, peoples and faiths are marked as anything or nothing: a listed word that stands alone is a
/// group, whatever the source says.
fn groups(record: &Record, segments: &Segments, lexicon: &Lexicon, allowed: &mut [u64]) {
    let alone = (0..KINDS.len()).fold(1 << OUTSIDE, |set, k| set | 1 << unit(k));
    for (token, allowed) in segments.tokens.iter().zip(allowed) {
        let surface = token.of(&record.text);
        if *allowed & alone != 0 && listed(surface, lexicon, phrase::NATIONALITY) {
            *allowed = 1 << unit(GROUP);
        }
    }
}

/// Index of the kind for groups.
const GROUP: usize = 3;

fn listed(surface: &str, lexicon: &Lexicon, list: u16) -> bool {
    surface.starts_with(char::is_uppercase) && lexicon.phrase(phrase_key(surface)) & list != 0
}

fn is_direction(word: &str) -> bool {
    let tails = ["north", "south", "east", "west", "central", "northern", "southern", "eastern", "western"];
    let compound = |head: &str| word.strip_prefix(head).is_some_and(|rest| tails.contains(&rest));
    tails.contains(&word) || compound("north") || compound("south")
}

/// Kinds an entity may be, and whether it may be no name at all.
fn kinds_of(entity: &Entity) -> (u32, bool) {
    let set = kinds(&entity.label);
    match entity.label.as_str() {
        // Awards, languages, ranks: what the sources call MISC is often none of our kinds.
        "MISC" => (set | 1 << GROUP, true),
        _ => (set, set == 0),
    }
}

fn one_sentence(segments: &Segments, first: usize, end: usize) -> bool {
    let after = segments.sentences.partition_point(|s| s.first as usize <= first);
    after > 0 && segments.sentences[after - 1].last as usize >= end
}

/// Restricts the tokens of a name to its kinds, first to last.
fn mark(allowed: &mut [u64], (kinds, outside): (u32, bool)) {
    let length = allowed.len();
    for (at, token) in allowed.iter_mut().enumerate() {
        *token = if outside { 1 << OUTSIDE } else { 0 };
        for kind in (0..KINDS.len()).filter(|k| kinds >> k & 1 == 1) {
            *token |= 1
                << if length == 1 {
                    unit(kind)
                } else if at == 0 {
                    begin(kind)
                } else if at + 1 == length {
                    last(kind)
                } else {
                    inside(kind)
                };
        }
    }
}

/// The one kind that a type of the training files means; none for types that are no names, or several kinds.
pub fn kind(label: &str) -> Option<usize> {
    let set = kinds(label);
    (set.count_ones() == 1).then(|| set.trailing_zeros() as usize)
}

#[cfg(test)]
mod tests {
    use super::{Examples, HABIT, Record};
    use marginalia::lexicon::Lexicon;

    fn features(source: &str) -> Vec<u32> {
        let record = Record {
            source: source.to_owned(),
            doc_id: String::new(),
            text: "Ana left.".to_owned(),
            entities: Vec::new(),
            labels: Vec::new(),
        };
        let bytes = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../data/packed/lexicon.bin")).unwrap();
        let mut examples = Examples::default();
        examples.push(&record, 0, 1, &Lexicon::from_bytes(&bytes).unwrap());
        examples.features(0).to_vec()
    }

    #[test]
    fn a_source_with_habits_has_every_feature_once_more_for_itself() {
        let (shared, of_one, of_other) = (features("news"), features("crossner"), features("btc"));
        assert!(shared.iter().all(|feature| feature & HABIT == 0));
        let parted = |features: &[u32]| features.split_at(shared.len()).1.to_vec();
        for all in [&of_one, &of_other] {
            assert!(all.starts_with(&shared));
            assert!(all.len() == 2 * shared.len() && parted(all).iter().all(|feature| feature & HABIT != 0));
        }
        assert!(parted(&of_one).iter().all(|feature| !parted(&of_other).contains(feature)));
    }
}
