//! Changed copies of documents: other names in the same sentences, and other habits of capitals.
//!
//! A tagger that sees three hundred news documents again and again learns their names by heart. In a copy, people have
//! other forenames and surnames, places and organisations other names (mention replacement: Dai and Adel 2020), each the
//! same throughout the document; some sentences stand in Title Case, in capitals or in small letters.

use super::corpus::{self, Entity, Record};
use super::field::Random;
use super::pieces::{is_plain, pick};
use crate::data;
use marginalia::text::Span;
use std::collections::BTreeMap;

/// Sources whose names stand for those of other documents.
const LENDERS: [&str; 6] = ["news", "re-docred", "crossner", "wikigold", "gum", "uner_ewt"];

/// Names to choose from.
#[derive(Default)]
struct Pool {
    forenames: Vec<String>,
    surnames: Vec<String>,
    /// By type, number of words, and whether all letters are capitals.
    others: BTreeMap<(String, usize, bool), Vec<String>>,
}

/// The pieces, one in two with some of the names that stand in no slot changed as well.
pub fn renamed(pieces: &mut [(usize, Record)], records: &[Record]) {
    let pool = Pool::of(records);
    let mut random = Random(13);
    for (_, piece) in pieces {
        if random.unit() < 0.5 {
            *piece = Record { source: piece.source.clone(), ..pool.replace(piece, &mut random) };
        }
    }
}

/// Copies with the number of the record each is made from: `times` of each news document, and one of one in `small` of
/// the web texts.
pub fn make(records: &[Record], times: usize, small: usize) -> Vec<(usize, Record)> {
    let pool = Pool::of(records);
    let mut copies = Vec::new();
    for (number, record) in records.iter().enumerate() {
        let mut random = Random(number as u64 + 1);
        if record.source.starts_with("news") {
            for _ in 0..times {
                let other = pool.replace(record, &mut random);
                copies.push((number, recased(&other, &mut random)));
            }
        } else if small > 0
            && ["uner_ewt", "gum", "wnut17", "btc"].contains(&record.source.as_str())
            && number.is_multiple_of(small)
        {
            copies.push((number, rewritten(record, |_, c| simple(c.to_lowercase(), c))));
        }
    }
    copies
}

fn is_capitals(name: &str) -> bool {
    name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
}

/// The key of a name among others like it.
fn like(label: &str, name: &str) -> (String, usize, bool) {
    let label = if label == "GPE" { "PLACE" } else { label };
    (label.to_owned(), name.split(' ').count(), is_capitals(name))
}

fn surface(text: &[char], entity: &Entity) -> String {
    text[entity.start..entity.end].iter().collect()
}

impl Pool {
    fn of(records: &[Record]) -> Self {
        let mut pool = Self::default();
        for record in records.iter().filter(|r| LENDERS.iter().any(|l| r.source.starts_with(l))) {
            let text: Vec<char> = record.text.chars().collect();
            for entity in &record.entities {
                let name = surface(&text, entity);
                match entity.label.as_str() {
                    "PERSON" => {
                        let words: Vec<&str> = name.split(' ').collect();
                        if let [first, .., last] = words[..]
                            && is_plain(first)
                            && is_plain(last)
                            && first.len() > 1
                        {
                            pool.forenames.push(first.to_owned());
                            pool.surnames.push(last.to_owned());
                        }
                    }
                    "ORG" | "PLACE" | "GPE" if !name.contains('\n') => {
                        pool.others.entry(like(&entity.label, &name)).or_default().push(name);
                    }
                    _ => {}
                }
            }
        }
        pool
    }

    /// The record with other names.
    fn replace(&self, record: &Record, random: &mut Random) -> Record {
        let text: Vec<char> = record.text.chars().collect();
        let mut people: BTreeMap<String, String> = BTreeMap::new();
        let mut others: BTreeMap<(String, usize, bool, String), String> = BTreeMap::new();
        // Full names first: a lone surname then has its owner's new one.
        let mut persons: Vec<String> =
            record.entities.iter().filter(|e| e.label == "PERSON").map(|e| surface(&text, e)).collect();
        persons.sort_by_key(|name| (std::cmp::Reverse(name.split(' ').count()), name.clone()));
        for name in persons {
            let words: Vec<&str> = name.split(' ').collect();
            for (at, word) in words.iter().enumerate() {
                if !people.contains_key(*word) {
                    let list = if at == 0 && words.len() > 1 { &self.forenames } else { &self.surnames };
                    let stays = !is_plain(word) || at > 0 && at + 1 < words.len() || random.unit() < 0.3;
                    let other = if stays { None } else { pick(list, random) };
                    people.insert((*word).to_owned(), other.unwrap_or(word).to_owned());
                }
            }
        }
        let mut entities: Vec<&Entity> = record.entities.iter().collect();
        entities.sort_by_key(|e| (e.start, e.end));
        let mut copy = Record { text: String::new(), entities: Vec::new(), ..record.clone() };
        copy.source = "copy".to_owned();
        let (mut taken, mut length) = (0, 0);
        for entity in entities {
            if entity.start < taken {
                continue;
            }
            copy.text.extend(&text[taken..entity.start]);
            length += entity.start - taken;
            let name = surface(&text, entity);
            let other = match entity.label.as_str() {
                "PERSON" => {
                    name.split(' ').map(|w| people.get(w).map_or(w, String::as_str)).collect::<Vec<_>>().join(" ")
                }
                "ORG" | "PLACE" | "GPE" => {
                    let (label, words, capitals) = like(&entity.label, &name);
                    let list = self.others.get(&(label.clone(), words, capitals));
                    let key = (label, words, capitals, name.clone());
                    let pick = || {
                        let stays = random.unit() < 0.5;
                        list.filter(|_| !stays).and_then(|list| pick(list, random)).map_or(name.clone(), str::to_owned)
                    };
                    others.entry(key).or_insert_with(pick).clone()
                }
                _ => name.clone(),
            };
            let end = length + other.chars().count();
            copy.entities.push(Entity { start: length, end, label: entity.label.clone() });
            length = end;
            copy.text.push_str(&other);
            taken = entity.end;
        }
        copy.text.extend(&text[taken..]);
        copy
    }
}

/// The one character that `changed` is, or `c`: offsets have to stay.
fn simple(mut changed: impl Iterator<Item = char>, c: char) -> char {
    match (changed.next(), changed.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

fn rewritten(record: &Record, change: impl Fn(usize, char) -> char) -> Record {
    let text = record.text.chars().enumerate().map(|(at, c)| change(at, c)).collect();
    Record { text, source: "copy".to_owned(), ..record.clone() }
}

/// The record with some sentences in Title Case, capitals or small letters.
fn recased(record: &Record, random: &mut Random) -> Record {
    let article = corpus::article(&record.text);
    let starts = data::code_points(&record.text);
    let at = |byte: u32| starts.partition_point(|s| *s < byte as usize);
    let mut text: Vec<char> = record.text.chars().collect();
    for sentence in &article.segments.sentences {
        let Span { start, end } = sentence.span;
        let part = &mut text[at(start)..at(end)];
        let chance = random.unit();
        if chance < 0.05 {
            part.iter_mut().for_each(|c| *c = simple(c.to_uppercase(), *c));
        } else if chance < 0.07 {
            part.iter_mut().for_each(|c| *c = simple(c.to_lowercase(), *c));
        } else if chance < 0.15 {
            title(part);
        }
    }
    Record { text: text.into_iter().collect(), ..record.clone() }
}

/// Small words of headlines.
const SMALL: [&str; 17] =
    ["a", "an", "the", "of", "and", "or", "but", "to", "in", "on", "at", "for", "by", "from", "with", "as", "is"];

fn title(part: &mut [char]) {
    let mut at = 0;
    while at < part.len() {
        let end = at + part[at..].iter().take_while(|c| c.is_alphanumeric()).count();
        let word: String = part[at..end].iter().collect();
        let follows = at > 0 && matches!(part[at - 1], '\'' | '’');
        if end > at && !follows && !SMALL.contains(&word.as_str()) {
            part[at] = simple(part[at].to_uppercase(), part[at]);
        }
        at = end.max(at + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::{Entity, Record, make, surface};

    fn record(source: &str, text: &str, names: &[(&str, &str)]) -> Record {
        let entities = names.iter().map(|(name, label)| {
            let start = text[..text.find(name).unwrap()].chars().count();
            Entity { start, end: start + name.chars().count(), label: (*label).to_owned() }
        });
        Record {
            source: source.to_owned(),
            doc_id: "d".to_owned(),
            text: text.to_owned(),
            entities: entities.collect(),
            labels: vec!["PERSON".to_owned(), "ORG".to_owned(), "PLACE".to_owned()],
        }
    }

    #[test]
    fn a_copy_keeps_its_sentences_and_marks_its_new_names() {
        let all = ["PERSON", "PLACE", "ORG"];
        let marks = |names: [&'static str; 3]| names.into_iter().zip(all).collect::<Vec<_>>();
        let records = [
            record("news", "Ana Lund left Ösby for Brix.", &marks(["Ana Lund", "Ösby", "Brix"])),
            record("gum", "Per Holm met Ida in Aarby at Zelt.", &marks(["Per Holm", "Aarby", "Zelt"])),
        ];
        let copies = make(&records, 30, 1);
        let news: Vec<&Record> = copies.iter().filter(|(number, _)| *number == 0).map(|(_, copy)| copy).collect();
        assert_eq!(news.len(), 30);
        assert!(news.iter().any(|copy| !copy.text.to_lowercase().contains("lund")));
        for copy in news {
            let text: Vec<char> = copy.text.chars().collect();
            let names: Vec<String> = copy.entities.iter().map(|e| surface(&text, e)).collect();
            let wanted = format!("{} left {} for {}.", names[0], names[1], names[2]);
            assert_eq!(copy.text.to_lowercase(), wanted.to_lowercase());
        }
        let web = copies.iter().find(|(number, _)| *number == 1).map(|(_, copy)| copy.text.as_str());
        assert_eq!(web, Some("per holm met ida in aarby at zelt."));
    }
}
