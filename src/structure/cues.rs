//! Words and phrases that give a line away: a hand-written table of families (`data/structure/families.tsv`) and a few
//! classes of words.

use super::Role;
use crate::segment::tokens_of;
use std::sync::OnceLock;

const FAMILIES: &str = include_str!("../../data/structure/families.tsv");

/// Classes of words, as bits.
pub mod class {
    /// "the", "of", "and".
    pub const FUNCTION: u16 = 1;
    /// "you", "your".
    pub const READER: u16 = 2;
    /// "we", "our".
    pub const HOUSE: u16 = 4;
    /// "said", "told".
    pub const SAYING: u16 = 8;
    /// "January" to "December", and their short forms.
    pub const MONTH: u16 = 16;
    /// "published", "updated", "posted".
    pub const ISSUED: u16 = 32;
    /// "reporter", "editor", "columnist".
    pub const TRADE: u16 = 64;
    /// "he", "she", "was", "has": a line that tells of someone.
    pub const TELLING: u16 = 128;
    /// "Monday" to "Sunday".
    pub const WEEKDAY: u16 = 256;
}

const CLASSES: &[(u16, &str)] = &[
    (
        class::FUNCTION,
        "the of and a an to in that for on with as by at from it is was be are were but or not this which have has had \
         its their his her he she they who would could will when after about than been one into over also more said \
         there if out up so no what because while before during",
    ),
    (class::READER, "you your yours yourself"),
    (class::HOUSE, "we our us ours"),
    (
        class::SAYING,
        "said says told added reported reports according announced wrote asked explained claimed warned confirmed denied",
    ),
    (
        class::MONTH,
        "january february march april may june july august september october november december jan feb mar apr jun jul \
         aug sep sept oct nov dec jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec.",
    ),
    (class::ISSUED, "published updated posted modified revised filed"),
    (
        class::TRADE,
        "reporter editor writer journalist correspondent columnist contributor freelance author producer anchor \
         photographer fellow professor researcher lecturer journalism",
    ),
    (class::TELLING, "he she they was were has had his her their"),
    (class::WEEKDAY, "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun"),
];

/// Where in the line a phrase must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// At its start.
    Start,
    /// Nothing else stands on it.
    Whole,
    /// Anywhere.
    Any,
}

/// One row of the table.
#[derive(Clone, Debug)]
pub struct Family {
    /// Index of the family among all, in order of appearance.
    pub id: u8,
    /// What a line of this family is.
    pub role: Role,
    /// Where the phrase stands.
    pub place: Where,
    /// Whether a short line is decided by it alone.
    pub sure: bool,
}

struct Phrase {
    first: u32,
    /// Hashes of the words after the first.
    rest: Box<[u32]>,
    row: u16,
}

/// The tables, hashed.
pub struct Cues {
    /// Rows of the family table.
    pub rows: Vec<Family>,
    phrases: Vec<Phrase>,
    /// Open addressing by hash: class bits, and whether a phrase starts with the word.
    slots: Vec<(u32, u16)>,
    /// The family of lines that open or close the readers' comments.
    pub comments: u8,
    /// The family of labels that set an advertisement apart.
    pub advertisements: u8,
    /// The family of lines that claim the copyright.
    pub copyright: u8,
}

/// Set in a slot's bits when a phrase starts with the word.
const STARTS: u16 = 1 << 15;

/// FNV-1a over the lower-cased characters, a typographic apostrophe as a plain one.
#[must_use]
pub fn hash(word: &str) -> u32 {
    let mut hash = 0x811c_9dc5_u32;
    let mut add = |byte: u8| hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    if word.is_ascii() {
        word.bytes().for_each(|b| add(b.to_ascii_lowercase()));
    } else {
        for c in word.chars().flat_map(char::to_lowercase) {
            let c = if c == '’' { '\'' } else { c };
            c.encode_utf8(&mut [0; 4]).bytes().for_each(&mut add);
        }
    }
    hash
}

impl Cues {
    /// The tables, read once.
    pub fn get() -> &'static Self {
        static CUES: OnceLock<Cues> = OnceLock::new();
        CUES.get_or_init(Self::read)
    }

    fn read() -> Self {
        let mut cues = Self {
            rows: Vec::new(),
            phrases: Vec::new(),
            slots: vec![(0, 0); 4096],
            comments: 0,
            advertisements: 0,
            copyright: 0,
        };
        for (bits, words) in CLASSES {
            words.split_whitespace().for_each(|word| cues.mark(hash(word), *bits));
        }
        let mut names: Vec<&str> = Vec::new();
        for line in FAMILIES.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            let mut field = || fields.next().unwrap_or_default();
            let (name, role, place, sure, phrases) = (field(), field(), field(), field(), field());
            let id = names.iter().position(|n| *n == name).unwrap_or_else(|| {
                names.push(name);
                names.len() - 1
            });
            let row = u16::try_from(cues.rows.len()).unwrap_or(u16::MAX);
            cues.rows.push(family(id, role, place, sure));
            phrases.split(" / ").for_each(|phrase| cues.phrase(phrase, row));
        }
        let family = |name: &str| names.iter().position(|n| *n == name).and_then(|id| u8::try_from(id + 1).ok());
        cues.comments = family("comments").unwrap_or(0);
        cues.advertisements = family("ad label").unwrap_or(0);
        cues.copyright = family("copyright").unwrap_or(0);
        cues.phrases.sort_by_key(|phrase| phrase.first);
        cues
    }

    fn phrase(&mut self, phrase: &str, row: u16) {
        let words: Vec<u32> = tokens_of(phrase).iter().map(|span| hash(span.of(phrase))).collect();
        if let [first, rest @ ..] = &words[..] {
            self.mark(*first, STARTS);
            self.phrases.push(Phrase { first: *first, rest: rest.into(), row });
        }
    }

    fn mark(&mut self, hash: u32, bits: u16) {
        let mut at = hash as usize % self.slots.len();
        while self.slots[at].1 != 0 && self.slots[at].0 != hash {
            at = (at + 1) % self.slots.len();
        }
        self.slots[at].0 = hash;
        self.slots[at].1 |= bits;
    }

    /// Class bits of a word by its hash.
    #[must_use]
    pub fn bits(&self, hash: u32) -> u16 {
        let mut at = hash as usize % self.slots.len();
        loop {
            let (key, bits) = self.slots[at];
            if bits == 0 || key == hash {
                return bits;
            }
            at = (at + 1) % self.slots.len();
        }
    }

    /// Calls `found` with the row of each phrase of the table that starts at word `at` of the line `words`.
    pub fn phrases_at(&self, words: &[u32], at: usize, bits: u16, mut found: impl FnMut(&Family)) {
        if bits & STARTS == 0 {
            return;
        }
        let first = self.phrases.partition_point(|phrase| phrase.first < words[at]);
        for phrase in self.phrases[first..].iter().take_while(|phrase| phrase.first == words[at]) {
            let row = &self.rows[phrase.row as usize];
            let fits = match row.place {
                Where::Any => true,
                Where::Start => at == 0,
                Where::Whole => at == 0 && words.len() == 1 + phrase.rest.len(),
            };
            if fits && words[at + 1..].starts_with(&phrase.rest) {
                found(row);
            }
        }
    }
}

fn family(id: usize, role: &str, place: &str, sure: &str) -> Family {
    let role = match role {
        "promo" => Role::Promo,
        "related" => Role::Related,
        "bio" => Role::Bio,
        _ => Role::Furniture,
    };
    let place = match place {
        "start" => Where::Start,
        "whole" => Where::Whole,
        _ => Where::Any,
    };
    Family { id: u8::try_from(id).unwrap_or(u8::MAX), role, place, sure: sure == "sure" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(line: &str) -> Vec<(Role, bool)> {
        let cues = Cues::get();
        let words: Vec<u32> = tokens_of(line).iter().map(|span| hash(span.of(line))).collect();
        let mut found = Vec::new();
        for at in 0..words.len() {
            cues.phrases_at(&words, at, cues.bits(words[at]), |row| found.push((row.role, row.sure)));
        }
        found
    }

    #[test]
    fn every_row_is_well_formed() {
        for line in FAMILIES.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            assert_eq!(fields.len(), 5, "{line}");
            assert!(["promo", "related", "bio", "furniture"].contains(&fields[1]), "{line}");
            assert!(["start", "whole", "any"].contains(&fields[2]), "{line}");
            assert!(["sure", "maybe"].contains(&fields[3]), "{line}");
        }
    }

    #[test]
    fn phrases_match_in_their_place_only() {
        assert!(rows("Sign up for our letter").contains(&(Role::Promo, true)));
        assert!(rows("Residents can sign up for help").iter().all(|(role, _)| *role != Role::Promo));
        assert!(rows("Share").contains(&(Role::Furniture, true)));
        assert!(rows("Share prices fell").is_empty());
    }

    #[test]
    fn words_have_their_classes() {
        let cues = Cues::get();
        assert_ne!(cues.bits(hash("Your")) & class::READER, 0);
        assert_ne!(cues.bits(hash("MAY")) & class::MONTH, 0);
        assert_eq!(cues.bits(hash("Kyiv")), 0);
    }
}
