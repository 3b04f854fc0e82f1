//! The index of the names: made when the gazetteer is opened, in one walk over the names.

use super::fold::{Letters, fold_at, long};
use super::read::{Bad, is_mark, naming_of};
use super::{Entry, FNV, Feature, Gazetteer, Naming, Number, mixed, step, without_generic};

/// No entry.
pub const NONE: u32 = u32::MAX;

const BUCKET_BITS: u32 = 16;
const BEGINNING_WORDS: usize = 1 << 13;

/// The hash of a folded name as it is read, without writing it down.
struct Reading<'b> {
    seed: u32,
    /// Of what was read, the space between words included where another followed.
    state: u32,
    /// The same before the word under way.
    before: u32,
    /// The first letters of the word under way and how many it has.
    word: [u8; 2],
    letters: usize,
    /// Whether a word has ended.
    parted: bool,
    /// Hash of all words but the last, where there are several.
    head: u32,
    beginnings: &'b mut [u64],
}

impl Reading<'_> {
    fn clear(&mut self) {
        self.state = FNV ^ self.seed;
        self.before = self.state;
        (self.letters, self.parted) = (0, false);
    }

    /// Reads the name that begins at a byte; gives where the mark after it stands.
    ///
    /// Never inlined: while a browser's engine runs a function for the first time it cannot put the fast code of it in, and
    /// one walk over all names would run slow to its end.
    #[inline(never)]
    fn name(&mut self, names: &str, mut at: usize) -> usize {
        while names.as_bytes().get(at).is_some_and(|byte| !is_mark(*byte)) {
            at += fold_at(names, at, self);
        }
        at
    }

    fn expand(&mut self) {
        if self.letters == 2
            && let Some(long) = long(&self.word)
        {
            self.state = long.iter().fold(self.before, |state, &byte| step(state, byte));
        }
    }

    /// The hash of the name.
    fn hash(&mut self) -> u32 {
        self.expand();
        mixed(self.state)
    }
}

impl Letters for Reading<'_> {
    #[inline]
    fn letter(&mut self, byte: u8) {
        if self.parted {
            self.head = mixed(self.state);
            let bit = self.head as usize % (BEGINNING_WORDS * 64);
            self.beginnings[bit / 64] |= 1 << (bit % 64);
            self.state = step(self.state, b' ');
            self.before = self.state;
            self.parted = false;
        }
        if self.letters < 2 {
            self.word[self.letters] = byte;
        }
        self.letters += 1;
        self.state = step(self.state, byte);
    }

    fn part(&mut self) {
        self.expand();
        self.parted |= self.letters > 0;
        self.letters = 0;
    }
}

/// Indexes every name by the hash of its key, and notes where the line of each place starts.
pub fn index(gazetteer: &mut Gazetteer) -> Result<(), Bad> {
    let names = gazetteer.names;
    let mut beginnings = vec![0_u64; BEGINNING_WORDS];
    let mut entries = Chains::new(gazetteer.rows.len() * 5 / 4);
    let (word, state) = ([0; 2], 0);
    let mut reading = Reading {
        seed: gazetteer.seed,
        state,
        before: state,
        word,
        letters: 0,
        parted: false,
        head: 0,
        beginnings: &mut beginnings,
    };
    reading.clear();
    let (mut place, mut start, mut naming, mut at) = (0, 0, Naming::Primary, 0);
    while at < names.len() {
        at = reading.name(names, at);
        let Some(byte) = names.as_bytes().get(at) else { break };
        let row = gazetteer.rows.get_mut(place).ok_or(Bad("more names than places"))?;
        entries.add(reading.hash(), start, place, naming);
        if naming == Naming::Primary {
            row.line = start as u32;
            if matches!(row.feature, Feature::Admin1 | Feature::Admin2) && without_generic(&names[start..at]).is_some()
            {
                entries.add(reading.head, start, place, Naming::Implied);
            }
        }
        reading.clear();
        at += 1;
        start = at;
        naming = naming_of(*byte);
        place += usize::from(*byte == b'\n');
    }
    if place != gazetteer.rows.len() || start != names.len() {
        return Err(Bad("a place has no name"));
    }
    (gazetteer.heads, gazetteer.entries, gazetteer.beginnings) = (entries.heads, entries.list, beginnings);
    Ok(())
}

/// Entries, each bucket of hashes a chain from its last entry to its first.
struct Chains {
    list: Vec<Entry>,
    heads: Vec<u32>,
}

impl Chains {
    fn new(capacity: usize) -> Self {
        Self { list: Vec::with_capacity(capacity), heads: vec![NONE; 1 << BUCKET_BITS] }
    }

    fn add(&mut self, hash: u32, name: usize, place: usize, naming: Naming) {
        let number = self.list.len() as u32;
        let next = std::mem::replace(&mut self.heads[bucket(hash)], number);
        self.list.push(Entry { hash, name: name as u32, place: place as Number, naming, next });
    }
}

/// The bucket of a hash.
pub fn bucket(hash: u32) -> usize {
    (hash >> (32 - BUCKET_BITS)) as usize
}
