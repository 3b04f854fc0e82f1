//! Pieces of our own writing with slots for names: what a few hundred documents show too seldom, such as results,
//! earnings, courts, letters, and people of whom a surname alone is said.

use super::corpus::{Entity, Record};
use super::field::Random;
use crate::data::{self, lines};
use marginalia::lexicon::gazetteer::{Feature, Key, gazetteer};
use std::collections::BTreeMap;
use std::path::Path;

/// Folder of the pieces, in the project; a README in it tells how they are written.
pub const PIECES: &str = "data/names/pieces";
/// Our own list of organisations: the clubs and companies under its headings.
pub const ORGANIZATIONS: &str = "data/names/organizations.tsv";
/// Public lists, in the folder of word lists.
pub const LISTS: [&str; 5] =
    ["forenames.tsv", "surnames.tsv", "surnames_us_census.tsv", "organizations.tsv", "nationalities.txt"];

/// Surnames of the census that are put in slots: the most usual.
const USUAL: usize = 4000;
/// The smallest city that is put in a slot, in quarter decades of people: 30,000.
const CITY: u8 = 18;
/// Of smaller ones, one in how many is a place.
const VILLAGES: u32 = 4;
/// Words of a piece that makes a document by itself; shorter ones stand several together, since what stands alone in a text
/// is read in another way.
const LONG: usize = 60;
/// How many short pieces stand together; one document in three has one only.
const TOGETHER: usize = 8;

const SUFFIXES: [&str; 16] = [
    "Inc.",
    "Corp.",
    "Co.",
    "Ltd.",
    "PLC",
    "Group",
    "Holdings",
    "Industries",
    "& Co.",
    "Bank",
    "Brothers",
    "Energy",
    "Motors",
    "Systems",
    "Airlines",
    "Pharmaceuticals",
];
const ADJECTIVES: [&str; 16] = [
    "Last", "Silent", "Broken", "Golden", "Bitter", "Long", "Hidden", "Second", "Crooked", "Blue", "Hungry", "Gentle",
    "Burning", "Lonely", "Distant", "Wild",
];
const NOUNS: [&str; 20] = [
    "Harvest", "River", "Daughter", "Winter", "Bridge", "Letters", "Kingdom", "Hours", "Garden", "Song", "Shore",
    "Stranger", "House", "Road", "Mirror", "Orchard", "Fire", "Witness", "Summer", "Promise",
];

/// Every slot but that of a full name, and the type of the names in it.
const SLOTS: [(&str, &str); 13] = [
    ("forename", "PERSON"),
    ("surname", "PERSON"),
    ("team", "ORG"),
    ("company", "ORG"),
    ("newspaper", "ORG"),
    ("university", "ORG"),
    ("party", "ORG"),
    ("agency", "ORG"),
    ("city", "PLACE"),
    ("country", "PLACE"),
    ("place", "PLACE"),
    ("group", "NORP"),
    ("work", "WORK"),
];

/// What a mark of a piece is called in the training files.
pub const MARKS: [(&str, &str); 8] = [
    ("person", "PERSON"),
    ("organization", "ORG"),
    ("place", "PLACE"),
    ("group", "NORP"),
    ("event", "EVENT"),
    ("work", "WORK"),
    ("law", "LAW"),
    ("product", "PRODUCT"),
];

/// All types that are marked.
pub fn labels() -> Vec<String> {
    MARKS.map(|(_, label)| label.to_owned()).to_vec()
}

/// Names for each slot.
#[derive(Default)]
pub struct Lists(BTreeMap<&'static str, Vec<String>>);

impl Lists {
    /// Reads the public lists in the folder `lexicon`, and our own in that of the project.
    pub fn read(lexicon: &Path, project: &Path) -> Result<Self, String> {
        let mut lists = Self::default();
        lists.people(lexicon)?;
        lists.organizations(lexicon, project)?;
        let mut groups = lines(&lexicon.join("nationalities.txt"))?;
        // "Citizen of Vanuatu"
        groups.retain(|name| !name.contains(' '));
        lists.0.insert("group", groups);
        lists.places();
        Ok(lists)
    }

    /// A few names for each slot.
    #[cfg(test)]
    pub fn of_tests() -> Self {
        let names = |slot: &str| ["Lindqvist", "Marconi", "Bergstrom"].map(|name| format!("{name}{slot}")).to_vec();
        Self(SLOTS.map(|(slot, _)| (slot, names(slot))).into())
    }

    fn push(&mut self, slot: &'static str, name: String) {
        self.0.entry(slot).or_default().push(name);
    }

    fn people(&mut self, lexicon: &Path) -> Result<(), String> {
        for (file, slot) in [("forenames", "forename"), ("surnames", "surname"), ("surnames_us_census", "surname")] {
            for line in lines(&lexicon.join(format!("{file}.tsv")))?.iter().take(USUAL) {
                self.push(slot, capitalised(line.split('\t').next().unwrap_or_default()));
            }
        }
        Ok(())
    }

    fn organizations(&mut self, lexicon: &Path, project: &Path) -> Result<(), String> {
        for line in lines(&lexicon.join("organizations.tsv"))? {
            let mut row = line.split('\t');
            let (Some(name), Some(kind)) = (row.next(), row.next()) else { continue };
            let slot = if kind == "club" { "team" } else { kind };
            let Some((slot, _)) = SLOTS.iter().find(|(known, _)| *known == slot) else { continue };
            if *slot != "team" || is_club(name) {
                self.push(slot, name.trim_start_matches("The ").to_owned());
            }
        }
        let mut slot = None;
        for line in lines(&project.join(ORGANIZATIONS))? {
            if line.starts_with('#') {
                let headings = [("# Companies", "company"), ("# Sports: clubs", "team")];
                slot = headings.into_iter().find_map(|(heading, slot)| line.starts_with(heading).then_some(slot));
            } else if let Some(slot) = slot {
                // Ours are few and well known: three times each.
                self.0.entry(slot).or_default().extend(std::iter::repeat_n(line, 3));
            }
        }
        Ok(())
    }

    fn places(&mut self) {
        let gazetteer = gazetteer();
        for place in 0..gazetteer.len() as u32 {
            let (row, name) = (gazetteer.row(place), gazetteer.name(place));
            let city = row.feature.is_city() && row.size >= CITY;
            if row.feature == Feature::Country {
                self.push("country", name.to_owned());
            }
            if city {
                self.push("city", name.to_owned());
            }
            if city || row.feature == Feature::Admin1 || row.feature.is_city() && place.is_multiple_of(VILLAGES) {
                self.push("place", name.to_owned());
            }
        }
    }

    fn any(&self, slot: &str, random: &mut Random) -> String {
        self.0.get(slot).and_then(|list| pick(list, random)).unwrap_or_default().to_owned()
    }

    /// A name of the list; by this chance one that nobody has.
    fn invented(&self, slot: &str, chance: f32, random: &mut Random) -> String {
        let new = if random.unit() < chance { self.0.get(slot).and_then(|list| spliced(list, random)) } else { None };
        new.unwrap_or_else(|| self.any(slot, random))
    }

    fn name(&self, slot: &str, random: &mut Random) -> String {
        match slot {
            "surname" => self.invented(slot, 0.25, random),
            "forename" => self.invented(slot, 0.1, random),
            "city" | "place" => self.invented(slot, 0.3, random),
            "company" => match random.unit() {
                ..0.5 => self.any(slot, random),
                ..0.6 => self.invented("surname", 0.6, random),
                _ => format!("{} {}", self.invented("surname", 0.6, random), one_of(&SUFFIXES, random)),
            },
            "work" => {
                let (adjective, noun) = (one_of(&ADJECTIVES, random), one_of(&NOUNS, random));
                match random.next() % 4 {
                    0 => format!("The {adjective} {noun}"),
                    1 => format!("{adjective} {noun}"),
                    2 => format!("The {noun} of {}", one_of(&NOUNS, random)),
                    _ => format!("{noun} and {}", one_of(&NOUNS, random)),
                }
            }
            _ => self.any(slot, random),
        }
    }
}

fn one_of(words: &[&'static str], random: &mut Random) -> &'static str {
    words[(random.next() % words.len() as u64) as usize]
}

/// One of a list.
pub fn pick<'a>(list: &'a [String], random: &mut Random) -> Option<&'a str> {
    (!list.is_empty()).then(|| list[(random.next() % list.len() as u64) as usize].as_str())
}

/// A name on no list: how one of the list begins, and how another ends.
pub fn spliced(list: &[String], random: &mut Random) -> Option<String> {
    let (head, tail) = (pick(list, random)?, pick(list, random)?);
    if !is_plain(head) || !is_plain(tail) {
        return None;
    }
    let find = |name: &str, vowel: bool, from: usize| {
        name[from..].find(|c: char| "aeiouy".contains(c.to_ascii_lowercase()) == vowel).map(|at| from + at)
    };
    // "Gom-ery" and "Brans-field" give "Gomield".
    let cut = find(head, false, find(head, true, 0)?)?;
    let next = head[cut..].chars().next().map_or(0, char::len_utf8);
    let rest = find(tail, true, find(tail, false, find(tail, true, 0)?)?)?;
    let name = [&head[..cut + next], &tail[rest..]].concat();
    (name.chars().count() > 3).then_some(name)
}

/// One word with a capital.
pub fn is_plain(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || c == '-')
}

/// "SMITH" of the census as it is written.
fn capitalised(name: &str) -> String {
    let mut rest = name.chars();
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    rest.next().into_iter().chain(rest.flat_map(char::to_lowercase)).collect()
}

/// A club by a name it may be called in the news, and not by its city's alone: that is a place.
fn is_club(name: &str) -> bool {
    let plain = name.chars().all(|c| c.is_alphabetic() || " -'&".contains(c));
    plain && name.len() > 3 && name.split(' ').count() <= 3 && gazetteer().lookup(&Key::of(name), name).next().is_none()
}

/// All pieces of ours, in the folder of the project.
pub fn read_all(project: &Path) -> Result<Vec<String>, String> {
    let pieces: Result<Vec<Vec<String>>, String> =
        data::texts(&project.join(PIECES))?.iter().map(|file| read(file)).collect();
    Ok(pieces?.concat())
}

/// The pieces of a file: paragraphs a line each, an empty line between pieces.
pub fn read(path: &Path) -> Result<Vec<String>, String> {
    let mut lines = lines(path)?;
    lines.retain(|line| !line.starts_with('#'));
    let pieces = lines.chunk_by(|a, b| a.is_empty() == b.is_empty());
    Ok(pieces.filter(|piece| !piece[0].is_empty()).map(|piece| piece.join("\n\n")).collect())
}

/// Documents of pieces, each piece with names in its slots `times` times, with the number of the piece that they begin with.
pub fn make(pieces: &[String], lists: &Lists, times: usize) -> Result<Vec<(usize, Record)>, String> {
    let mut random = Random(11);
    let is_long = |piece: usize| pieces[piece].split_whitespace().count() >= LONG;
    let (long, short): (Vec<usize>, Vec<usize>) = (0..pieces.len()).partition(|piece| is_long(*piece));
    let mut short = short.repeat(times);
    random.shuffle(&mut short);
    let mut documents: Vec<Vec<usize>> = long.repeat(times).into_iter().map(|piece| vec![piece]).collect();
    let mut rest = &short[..];
    while !rest.is_empty() {
        let together = if random.next().is_multiple_of(3) { 1 } else { TOGETHER.min(rest.len()) };
        documents.push(rest[..together].to_vec());
        rest = &rest[together..];
    }
    let mut records = Vec::new();
    for document in documents {
        let mut text = Text::default();
        for (before, piece) in document.iter().map(|piece| &pieces[*piece]).enumerate() {
            text.push(if before > 0 { "\n\n" } else { "" });
            text.fill(piece, lists, &mut random).map_err(|e| format!("{e}: {piece}"))?;
        }
        records.push((document[0], text.record("pieces")));
    }
    Ok(records)
}

/// The texts of a file in which every name is marked, and none is a slot.
pub fn marked(path: &Path) -> Result<Vec<Record>, String> {
    let record = |piece: &String| {
        let mut text = Text::default();
        text.fill(piece, &Lists::default(), &mut Random(0)).map_err(|e| format!("{e}: {piece}"))?;
        Ok(text.record("marked"))
    };
    read(path)?.iter().map(record).collect()
}

/// A text being written.
#[derive(Default)]
struct Text {
    text: String,
    /// Code points.
    length: usize,
    entities: Vec<Entity>,
}

impl Text {
    fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.length += text.chars().count();
    }

    fn record(self, source: &str) -> Record {
        Record {
            source: source.to_owned(),
            doc_id: self.text.chars().take(30).collect(),
            text: self.text,
            entities: self.entities,
            labels: labels(),
        }
    }

    /// Adds a piece with names in its slots.
    fn fill(&mut self, piece: &str, lists: &Lists, random: &mut Random) -> Result<(), String> {
        let mut names = Names { lists, given: BTreeMap::new() };
        let mut rest = piece;
        while let Some(at) = rest.find(['{', '[']) {
            self.push(&rest[..at]);
            let start = self.length;
            let label;
            if let Some(marked) = rest[at..].strip_prefix("[[") {
                let (mark, after) = marked.split_once("]]").ok_or("a mark without an end")?;
                let (mut surface, kind) = mark.rsplit_once('|').ok_or("a mark without a kind")?;
                while let Some((before, slot)) = surface.split_once('{') {
                    self.push(before);
                    let (name, _, after) = names.next(slot, random)?;
                    self.push(&name);
                    surface = after;
                }
                self.push(surface);
                label = MARKS.iter().find(|(name, _)| *name == kind).ok_or("a mark of no kind")?.1;
                rest = after;
            } else if let Some(slot) = rest[at..].strip_prefix('{') {
                let (name, of, after) = names.next(slot, random)?;
                self.push(&name);
                label = of;
                rest = after;
            } else {
                self.push("[");
                rest = &rest[at + 1..];
                continue;
            }
            self.entities.push(Entity { start, end: self.length, label: label.to_owned() });
        }
        self.push(rest);
        Ok(())
    }
}

/// The names that the slots of one piece have.
struct Names<'l> {
    lists: &'l Lists,
    given: BTreeMap<String, String>,
}

impl Names<'_> {
    /// The name in the slot that the text begins in, behind its brace, its type, and what follows.
    fn next<'t>(&mut self, text: &'t str, random: &mut Random) -> Result<(String, &'static str, &'t str), String> {
        let (slot, after) = text.split_once('}').ok_or("a slot without an end")?;
        let (name, label) = self.of(slot, random)?;
        Ok((name, label, after))
    }

    /// The name in a slot and its type: the same each time that the piece has the slot, in capitals where the slot is.
    fn of(&mut self, slot: &str, random: &mut Random) -> Result<(String, &'static str), String> {
        let low = slot.to_lowercase();
        let (base, number) = low.split_at(low.find(|c: char| c.is_ascii_digit()).unwrap_or(low.len()));
        let (name, label) = if base == "person" {
            let of = |part: &str| format!("{part}{number}");
            let (forename, _) = self.of(&of("forename"), random)?;
            let (surname, _) = self.of(&of("surname"), random)?;
            (format!("{forename} {surname}"), "PERSON")
        } else {
            let (slot, label) =
                SLOTS.iter().find(|(known, _)| *known == base).ok_or(format!("{{{low}}} is no slot"))?;
            let lists = self.lists;
            (self.given.entry(low.clone()).or_insert_with(|| lists.name(slot, random)).clone(), *label)
        };
        let capitals = !slot.contains(char::is_lowercase);
        Ok((if capitals { name.to_uppercase() } else { name }, label))
    }
}

#[cfg(test)]
mod tests {
    use super::{Lists, make, read_all};
    use marginalia::text::Span;
    use std::path::Path;

    #[test]
    fn every_piece_is_well_written() {
        let pieces = read_all(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))).unwrap();
        assert!(pieces.len() > 500);
        for (_, record) in make(&pieces, &Lists::of_tests(), 1).unwrap() {
            assert!(!record.text.contains(['{', '}', '|']), "{}", record.text);
            let length = record.text.chars().count();
            assert!(record.entities.iter().all(|e| e.start < e.end && e.end <= length));
            assert!(record.entities.windows(2).all(|two| two[0].end <= two[1].start));
        }
    }

    fn names(piece: &str) -> Result<Vec<(String, String)>, String> {
        let records = make(&[piece.to_owned()], &Lists::of_tests(), 1)?;
        let (_, record) = &records[0];
        let bytes = crate::data::code_points(&record.text);
        let name = |e: &super::Entity| Span::new(bytes[e.start], bytes[e.end]).of(&record.text).to_owned();
        Ok(record.entities.iter().map(|e| (name(e), e.label.clone())).collect())
    }

    #[test]
    fn a_slot_has_one_name_throughout_a_piece() {
        let found = names("{PERSON} of [[{city} Bank|organization]] said {surname} liked {city}.").unwrap();
        let [(person, _), (bank, kind), (surname, _), (city, _)] = &found[..] else { panic!("{found:?}") };
        assert!(person.ends_with(&surname.to_uppercase()) && person.len() > surname.len());
        assert_eq!((bank.as_str(), kind.as_str()), (format!("{city} Bank").as_str(), "ORG"));
    }

    #[test]
    fn a_piece_written_wrong_is_an_error() {
        for piece in ["{nobody} left.", "{city", "[[X|thing]]", "[[X]]", "[[X|place"] {
            assert!(names(piece).is_err(), "{piece}");
        }
    }
}
