//! The gazetteer: a hundred thousand places by name, used where they lie in the packed file.
//!
//! Places are numbered in the order of the file: by country, first-order division, then identifier. Opening reads the
//! columns once and indexes the folded names; the names themselves stay in the file. Written by
//! `marginalia pack gazetteer`.

mod fold;
mod index;
mod read;

pub use fold::Key;
pub use read::{ALTERNATE, Bad, DEMONYM, EXACT, MAGIC, collision};

use std::sync::OnceLock;

/// What a place is. The order is that of the packed file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Feature {
    /// Sovereign states and dependent territories.
    Country,
    /// First-order divisions.
    Admin1,
    /// Second-order divisions.
    Admin2,
    /// Capitals of countries.
    Capital,
    /// Capitals of first-order divisions.
    Seat,
    /// Other populated places.
    City,
    /// Seas, rivers, lakes.
    Water,
    /// Mountains and ranges.
    Mountain,
    /// Continents, deserts, peninsulas, islands.
    Region,
    /// Parks and reserves.
    Park,
    /// Airports and other built things.
    Facility,
}

impl Feature {
    /// Every feature, in the order of the packed file.
    pub const ALL: [Self; 11] = [
        Self::Country,
        Self::Admin1,
        Self::Admin2,
        Self::Capital,
        Self::Seat,
        Self::City,
        Self::Water,
        Self::Mountain,
        Self::Region,
        Self::Park,
        Self::Facility,
    ];

    /// Whether people live there under one name: cities of all ranks.
    #[must_use]
    pub fn is_city(self) -> bool {
        matches!(self, Self::Capital | Self::Seat | Self::City)
    }
}

/// How a name names its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Naming {
    /// Its English name.
    Primary,
    /// Another name.
    Alternate,
    /// Its name less the generic last word: "Orange" of Orange County.
    Implied,
    /// Its people, or the adjective: "Ukrainian".
    Demonym,
    /// A short form that counts in this spelling alone: "La.", "US".
    Exact,
}

/// The number of a place in this file.
pub type Number = u32;

/// What stands in a place's columns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// What it is.
    pub feature: Feature,
    /// Size in quarter decades of people: 4 × log10(population), or what a water or mountain is worth beside them.
    pub size: u8,
    /// Its first-order division, and through it its country.
    pub division: u16,
    /// Degrees north, in fiftieths.
    lat: i16,
    /// Degrees east, in fiftieths.
    lon: i16,
    /// GeoNames number; 0 for Natural Earth, 1 for additions of this project.
    source: u32,
    /// Where its line of names starts.
    line: u32,
}

impl Row {
    /// Degrees north, to 0.02.
    #[must_use]
    pub fn lat(&self) -> f64 {
        f64::from(self.lat) / 50.0
    }

    /// Degrees east, to 0.02.
    #[must_use]
    pub fn lon(&self) -> f64 {
        f64::from(self.lon) / 50.0
    }
}

/// What the best place of a name is like: a clue for taggers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Class {
    /// What it is.
    pub feature: Feature,
    /// 0 to 39: quarter decades of people.
    pub size: u8,
    /// How the name names it.
    pub naming: Naming,
}

/// A first-order division, or a country as a whole, or what no country owns.
#[derive(Clone, Copy, Debug)]
struct Division<'a> {
    /// `US`, or empty.
    country: &'a str,
    /// `TX`, or empty.
    code: &'a str,
    /// The first division of the same country.
    country_number: u16,
    /// The country itself as a place, kept with the first division of each country.
    nation: Option<Number>,
    /// The division itself as a place.
    place: Option<Number>,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    hash: u32,
    /// Where the name starts.
    name: u32,
    place: Number,
    naming: Naming,
    /// The one before it in the same bucket.
    next: u32,
}

/// An opened gazetteer.
#[derive(Debug, Default)]
pub struct Gazetteer<'a> {
    names: &'a str,
    /// Of the hash: one under which no two keys clash.
    seed: u32,
    rows: Vec<Row>,
    divisions: Vec<Division<'a>>,
    /// Last entry of each bucket of hashes.
    heads: Vec<u32>,
    /// In the order of the file.
    entries: Vec<Entry>,
    /// A bit for each hash of the first words of a longer name.
    beginnings: Vec<u64>,
}

/// The packed gazetteer; empty without the feature `packed`.
#[must_use]
pub fn gazetteer() -> &'static Gazetteer<'static> {
    static OPENED: OnceLock<Gazetteer<'static>> = OnceLock::new();
    OPENED.get_or_init(|| {
        #[cfg(feature = "packed")]
        return Gazetteer::from_bytes(include_bytes!("../../data/packed/gazetteer.bin"))
            .expect("packed by this program");
        #[cfg(not(feature = "packed"))]
        Gazetteer::default()
    })
}

impl<'a> Gazetteer<'a> {
    /// Opens a packed gazetteer.
    ///
    /// # Errors
    /// Returns an error when the magic, a length or a value is not what the packer writes.
    pub fn from_bytes(bytes: &'a [u8]) -> Result<Self, Bad> {
        read::open(bytes)
    }

    /// How many places it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Columns of a place.
    ///
    /// # Panics
    /// Panics when `place` is not of this gazetteer.
    #[must_use]
    pub fn row(&self, place: Number) -> &Row {
        &self.rows[place as usize]
    }

    /// English name of a place.
    #[must_use]
    pub fn name(&self, place: Number) -> &'a str {
        self.name_at(self.row(place).line as usize)
    }

    /// ISO 3166-1 alpha-2 country of a place; empty for seas and the like.
    #[must_use]
    pub fn country(&self, place: Number) -> &'a str {
        self.divisions[self.row(place).division as usize].country
    }

    /// A number for the country of a place, equal for equal countries, below the number of divisions; none for seas and
    /// the like.
    #[must_use]
    pub fn country_number(&self, place: Number) -> Option<usize> {
        let division = &self.divisions[self.row(place).division as usize];
        (!division.country.is_empty()).then_some(division.country_number as usize)
    }

    /// How many first-order divisions there are; each country as a whole counts as one more.
    #[must_use]
    pub fn divisions(&self) -> usize {
        self.divisions.len()
    }

    /// The place of an identifier as [`Self::id`] gives it.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<Number> {
        let source = match id.strip_prefix("geonames:") {
            Some(digits) => digits.parse().ok()?,
            None => u32::from(id.starts_with("own:")),
        };
        let mut numbers = (0..self.rows.len() as Number).filter(|&n| self.row(n).source == source);
        numbers.find(|&n| source > 1 || self.id(n) == id)
    }

    /// Code of a place's first-order division as GeoNames has it, `TX`; may be empty.
    #[must_use]
    pub fn division_code(&self, place: Number) -> &'a str {
        self.divisions[self.row(place).division as usize].code
    }

    /// The first-order division of a place, as a place.
    #[must_use]
    pub fn division(&self, place: Number) -> Option<Number> {
        self.divisions[self.row(place).division as usize].place.filter(|&d| d != place)
    }

    /// The country of a place, as a place.
    #[must_use]
    pub fn nation(&self, place: Number) -> Option<Number> {
        self.divisions[self.country_number(place)?].nation
    }

    /// `geonames:703448`, `ne:baltic-sea` or `own:latin-america`.
    #[must_use]
    pub fn id(&self, place: Number) -> String {
        let source = self.row(place).source;
        let prefix = match source {
            0 => "ne",
            1 => "own",
            _ => return format!("geonames:{source}"),
        };
        format!("{prefix}:{}", Key::of(self.name(place)).into_string().replace(' ', "-"))
    }

    /// The places that a name may mean, and how it names them. `surface` is the name as it stands in the text.
    pub fn lookup<'s>(&'s self, key: &Key, surface: &'s str) -> impl Iterator<Item = (Number, Naming)> + 's {
        self.hits(hash(self.seed, key.as_bytes()), key, surface)
    }

    /// Starts a walk over the tokens of a text.
    #[must_use]
    pub fn walk(&self) -> Walk<'_> {
        Walk { gazetteer: self, key: Key::default() }
    }

    /// Entries of one hash are of one key: the packer sees to it, so the first vouches for all.
    fn hits<'s>(&'s self, hash: u32, key: &Key, surface: &'s str) -> impl Iterator<Item = (Number, Naming)> + 's {
        let entry = |number: u32| self.entries.get(number as usize);
        let chain = |from: Option<&'s Entry>| std::iter::successors(from, move |e| entry(e.next));
        let head = self.heads.get(index::bucket(hash)).and_then(|&head| entry(head));
        let first = chain(head).find(|e| e.hash == hash).filter(|e| self.is_named(e, key));
        chain(first)
            .filter(move |e| e.hash == hash)
            .filter(move |e| e.naming != Naming::Exact || self.name_at(e.name as usize) == surface)
            .map(|e| (e.place, e.naming))
    }

    fn name_at(&self, start: usize) -> &'a str {
        let rest = &self.names[start..];
        let length = rest.bytes().position(read::is_mark);
        &rest[..length.unwrap_or(rest.len())]
    }

    fn is_named(&self, entry: &Entry, key: &Key) -> bool {
        let name = self.name_at(entry.name as usize);
        let name = if entry.naming == Naming::Implied { without_generic(name) } else { Some(name) };
        name.is_some_and(|n| Key::of(n).as_bytes() == key.as_bytes())
    }
}

/// Finds the names that start at a token, one token after the other.
#[derive(Debug)]
pub struct Walk<'g> {
    gazetteer: &'g Gazetteer<'g>,
    key: Key,
}

/// What a walk knows after a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The tokens so far name a place: its largest.
    pub class: Option<Class>,
    /// A longer name may begin with the tokens so far; seldom true without cause, never false with it.
    pub more: bool,
}

impl Walk<'_> {
    /// Starts again.
    pub fn clear(&mut self) {
        self.key.clear();
    }

    /// Goes on by one token.
    pub fn push(&mut self, token: &str) -> Step {
        let alone = self.key.as_bytes().is_empty();
        self.key.push(token);
        if self.key.as_bytes().is_empty() {
            return Step { class: None, more: true };
        }
        let hash = hash(self.gazetteer.seed, self.key.as_bytes());
        let hits = self.gazetteer.hits(hash, &self.key, if alone { token } else { "" });
        let classes = hits.map(|(place, naming)| {
            let Row { feature, size, .. } = *self.gazetteer.row(place);
            Class { feature, size, naming }
        });
        let class = classes.reduce(|best, next| if next.size > best.size { next } else { best });
        Step { class, more: read::begins(&self.gazetteer.beginnings, hash) }
    }
}

/// The name without its generic last word, where it has one: counties and provinces go by the bare name too.
fn without_generic(name: &str) -> Option<&str> {
    const GENERIC: [&str; 12] = [
        "County",
        "Parish",
        "Borough",
        "Oblast",
        "Province",
        "Region",
        "State",
        "Department",
        "Governorate",
        "District",
        "Prefecture",
        "Krai",
    ];
    let (head, last) = name.rsplit_once(' ')?;
    GENERIC.contains(&last).then_some(head)
}

/// FNV-1a, its high bits well mixed.
fn hash(seed: u32, key: &[u8]) -> u32 {
    mixed(key.iter().fold(FNV ^ seed, |state, &byte| step(state, byte)))
}

const FNV: u32 = 0x811c_9dc5;

fn step(state: u32, byte: u8) -> u32 {
    (state ^ u32::from(byte)).wrapping_mul(0x0100_0193)
}

fn mixed(fnv: u32) -> u32 {
    let mixed = (fnv ^ (fnv >> 15)).wrapping_mul(0x2c1b_3c6d);
    mixed ^ (mixed >> 13)
}
