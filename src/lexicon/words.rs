//! What is known of single words and of short phrases: distributional clusters, name lists, lists of organisations,
//! nationalities, events, products and laws.

use super::Filter;

const MAGIC: [u8; 4] = *b"MLEX";
const VERSION: u32 = 3;
/// Number of the finest clusters; identifier 0 stands for a word without one.
const CLUSTERS: usize = 2001;

/// Bits of a phrase's entry in the lists.
pub mod phrase {
    /// A company, agency, party, newspaper or armed group.
    pub const ORGANIZATION: u16 = 1;
    /// A sports club.
    pub const CLUB: u16 = 2;
    /// A university.
    pub const UNIVERSITY: u16 = 4;
    /// A nationality.
    pub const NATIONALITY: u16 = 8;
    /// A body that news names often and by hardly any other thing: NATO, Reuters, the Kremlin.
    pub const BODY: u16 = 16;
    /// A war, storm, tournament or holiday.
    pub const EVENT: u16 = 32;
    /// A product, ship, spacecraft or service.
    pub const PRODUCT: u16 = 64;
    /// A statute or treaty.
    pub const LAW: u16 = 128;
    /// How many bits there are.
    pub const BITS: u32 = 8;
}

/// Bits of a phrase's number: which of the sets of lists that occur it is on. The lists' own bits would leave the filter
/// three fewer to tell a phrase from one it does not have.
pub const SET_BITS: u32 = 5;
/// How many sets of lists there may be; number 0 is on none.
pub const SETS: usize = 1 << SET_BITS;

/// Why bytes are no lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Error(&'static str);

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "not a lexicon: {}", self.0)
    }
}

impl std::error::Error for Error {}

/// A word's clusters, fine to coarse (2,000, 300 and 60 clusters); 0 where it has none.
pub type Clusters = [u16; 3];

/// The packed word lists, read where they lie.
#[derive(Clone, Copy, Debug)]
pub struct Lexicon<'a> {
    clusters: Filter<'a>,
    people: Filter<'a>,
    phrases: Filter<'a>,
    sets: &'a [u8; SETS],
    coarser: &'a [u8],
}

impl<'a> Lexicon<'a> {
    /// Opens packed bytes.
    ///
    /// # Errors
    /// When magic, version or any length is not what this program writes.
    pub fn from_bytes(bytes: &'a [u8]) -> Result<Self, Error> {
        let rest = bytes.strip_prefix(&MAGIC).ok_or(Error("wrong magic"))?;
        let rest = rest.strip_prefix(&VERSION.to_le_bytes()).ok_or(Error("another version"))?;
        let (clusters, rest) = Filter::open(rest).ok_or(Error("word clusters cut short"))?;
        let (people, rest) = Filter::open(rest).ok_or(Error("people cut short"))?;
        let (phrases, rest) = Filter::open(rest).ok_or(Error("phrases cut short"))?;
        let (sets, rest) = rest.split_first_chunk().ok_or(Error("sets of lists cut short"))?;
        let coarser = (rest.len() == 3 * CLUSTERS).then_some(rest).ok_or(Error("wrong number of clusters"))?;
        Ok(Self { clusters, people, phrases, sets, coarser })
    }

    /// The bytes that [`Self::from_bytes`] opens; `sets` holds the lists' bits of each number in `phrases`, `coarser` the
    /// two coarser clusters of each fine one.
    #[must_use]
    pub fn to_bytes(
        clusters: &[u8],
        people: &[u8],
        phrases: &[u8],
        sets: &[u8; SETS],
        coarser: &[(u16, u8)],
    ) -> Vec<u8> {
        let mut bytes = [&MAGIC[..], &VERSION.to_le_bytes(), clusters, people, phrases, sets].concat();
        bytes.extend(coarser.iter().flat_map(|(middle, _)| middle.to_le_bytes()));
        bytes.extend(coarser.iter().map(|(_, coarse)| *coarse));
        bytes
    }

    /// Clusters of a word, by its key.
    #[must_use]
    pub fn clusters(&self, key: u64) -> Clusters {
        let fine = self.clusters.get(key).unwrap_or(0);
        let at = fine as usize;
        if at == 0 || at >= CLUSTERS {
            return [0; 3];
        }
        let middle = u16::from_le_bytes([self.coarser[2 * at], self.coarser[2 * at + 1]]);
        [fine, middle, u16::from(self.coarser[2 * CLUSTERS + at])]
    }

    /// How usual a word is as a forename (low two bits) and as a surname (next two): 0 not at all, 3 very.
    #[must_use]
    pub fn people(&self, key: u64) -> u16 {
        self.people.get(key).unwrap_or(0)
    }

    /// Which lists hold a phrase ([`phrase`]), by the key of its letters and digits.
    #[must_use]
    pub fn phrase(&self, key: u64) -> u16 {
        u16::from(self.sets[usize::from(self.phrases.get(key).unwrap_or(0)) % SETS])
    }
}
