//! The packed file taken apart.
//!
//! Layout: [`MAGIC`]; the number of places, the seed of the hash and the lengths of the eight sections in bytes, each 32-bit little-endian; the
//! sections:
//! - names: a line a place, its English name first, the others each behind a mark
//! - divisions: a line each, `CC.CODE`
//! - how many places each division holds, as varints
//! - sources, latitudes and longitudes: zigzag varints of the difference from the place before, a section each
//! - features, a byte a place
//! - sizes, a byte a place

use super::index::index;
use super::{Division, Feature, Gazetteer, Key, Naming, Number, Row, hash, without_generic};

/// First bytes of a packed gazetteer; the last is the version of the layout.
pub const MAGIC: [u8; 4] = *b"MGZ1";
/// Before another name of the same place.
pub const ALTERNATE: u8 = b'\t';
/// Before a word for its people.
pub const DEMONYM: u8 = b'\x01';
/// Before a short form that counts in one spelling.
pub const EXACT: u8 = b'\x02';

/// Why a file is no packed gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bad(pub(super) &'static str);

impl std::fmt::Display for Bad {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "not a packed gazetteer: {}", self.0)
    }
}

impl std::error::Error for Bad {}

/// Names part at these.
pub fn is_mark(byte: u8) -> bool {
    matches!(byte, b'\n' | ALTERNATE | DEMONYM | EXACT)
}

pub fn open(bytes: &[u8]) -> Result<Gazetteer<'_>, Bad> {
    let mut file = bytes.strip_prefix(&MAGIC).ok_or(Bad("the first bytes differ"))?;
    let mut head = [0_usize; 10];
    for length in &mut head {
        let (word, rest) = file.split_first_chunk().ok_or(Bad("the head is short"))?;
        *length = u32::from_le_bytes(*word) as usize;
        file = rest;
    }
    let [places, seed, lengths @ ..] = head;
    let mut section = |length: usize| {
        let (section, rest) = file.split_at_checked(length).ok_or(Bad("a section is short"))?;
        file = rest;
        Ok(section)
    };
    let mut sections = [&[][..]; 8];
    for (slot, length) in sections.iter_mut().zip(lengths) {
        *slot = section(length)?;
    }
    let [names, codes, counts, columns @ .., features, sizes] = sections;
    if !file.is_empty() || features.len() != places || sizes.len() != places {
        return Err(Bad("the lengths disagree"));
    }
    let text = |bytes| std::str::from_utf8(bytes).map_err(|_| Bad("a section is not UTF-8"));
    let mut gazetteer = Gazetteer { names: text(names)?, seed: seed as u32, ..Gazetteer::default() };
    read_rows(&mut gazetteer, columns, features, sizes)?;
    read_divisions(&mut gazetteer, text(codes)?, counts)?;
    index(&mut gazetteer)?;
    Ok(gazetteer)
}

fn read_rows(gazetteer: &mut Gazetteer, mut columns: [&[u8]; 3], features: &[u8], sizes: &[u8]) -> Result<(), Bad> {
    if u32::try_from(gazetteer.names.len()).is_err() {
        return Err(Bad("the names are too long"));
    }
    let (mut source, mut lat, mut lon) = (0_i32, 0_i32, 0_i32);
    gazetteer.rows.reserve(features.len());
    for (&feature, &size) in features.iter().zip(sizes) {
        for (value, column) in [&mut source, &mut lat, &mut lon].into_iter().zip(&mut columns) {
            *value = value.checked_add(signed(varint(column)?)).ok_or(Bad("a number is too large"))?;
        }
        if !(-4500..=4500).contains(&lat) || !(-9000..=9000).contains(&lon) || size >= 40 {
            return Err(Bad("a place is off the Earth"));
        }
        gazetteer.rows.push(Row {
            feature: *Feature::ALL.get(usize::from(feature)).ok_or(Bad("a feature is unknown"))?,
            size,
            division: 0,
            lat: lat as i16,
            lon: lon as i16,
            source: u32::try_from(source).map_err(|_| Bad("a source is negative"))?,
            line: 0,
        });
    }
    if columns.iter().all(|c| c.is_empty()) { Ok(()) } else { Err(Bad("the columns are longer than the places")) }
}

fn read_divisions<'a>(gazetteer: &mut Gazetteer<'a>, codes: &'a str, mut counts: &[u8]) -> Result<(), Bad> {
    let mut first = 0_usize;
    for code in codes.lines() {
        let (country, code) = code.split_once('.').ok_or(Bad("a division has no country"))?;
        let number = u16::try_from(gazetteer.divisions.len()).map_err(|_| Bad("too many divisions"))?;
        let count = varint(&mut counts)? as usize;
        let last =
            first.checked_add(count).filter(|&l| l <= gazetteer.rows.len()).ok_or(Bad("a division is too large"))?;
        let (mut place, mut nation) = (None, None);
        for at in first..last {
            let row = &mut gazetteer.rows[at];
            row.division = number;
            if row.feature == Feature::Admin1 && !code.is_empty() && place.is_none() {
                place = Some(at as Number);
            }
            if row.feature == Feature::Country && nation.is_none() {
                nation = Some(at as Number);
            }
        }
        let before = gazetteer.divisions.last().filter(|d| d.country == country);
        let country_number = before.map_or(number, |d| d.country_number);
        gazetteer.divisions.push(Division { country, code, country_number, nation, place });
        first = last;
    }
    if first == gazetteer.rows.len() && counts.is_empty() { Ok(()) } else { Err(Bad("a place has no division")) }
}

/// How the name behind a mark names its place.
pub fn naming_of(mark: u8) -> Naming {
    match mark {
        DEMONYM => Naming::Demonym,
        EXACT => Naming::Exact,
        ALTERNATE => Naming::Alternate,
        _ => Naming::Primary,
    }
}

/// Calls `each` with every name: its key, where it stands, its place and how it names it.
fn each_name(gazetteer: &Gazetteer, mut each: impl FnMut(&Key, usize, usize, Naming)) {
    let mut key = Key::default();
    let (mut place, mut start, mut naming) = (0, 0, Naming::Primary);
    for (end, byte) in gazetteer.names.bytes().enumerate().filter(|&(_, b)| is_mark(b)) {
        let name = &gazetteer.names[start..end];
        key.clear();
        key.push(name);
        each(&key, start, place, naming);
        if naming == Naming::Primary
            && matches!(gazetteer.rows[place].feature, Feature::Admin1 | Feature::Admin2)
            && let Some(head) = without_generic(name)
        {
            key.clear();
            key.push(head);
            each(&key, start, place, Naming::Implied);
        }
        start = end + 1;
        naming = naming_of(byte);
        place += usize::from(byte == b'\n');
    }
}

/// Two names of different keys but one hash, which a packed file must not have.
#[must_use]
pub fn collision(gazetteer: &Gazetteer) -> Option<(String, String)> {
    let mut keys: Vec<(u32, String)> = Vec::new();
    each_name(gazetteer, |key, _, _, _| keys.push((hash(gazetteer.seed, key.as_bytes()), key.clone().into_string())));
    keys.sort();
    let clash = keys.windows(2).find(|pair| pair[0].0 == pair[1].0 && pair[0].1 != pair[1].1)?;
    Some((clash[0].1.clone(), clash[1].1.clone()))
}

/// Whether a longer name may begin with the words hashed.
pub fn begins(beginnings: &[u64], hash: u32) -> bool {
    if beginnings.is_empty() {
        return false;
    }
    let bit = hash as usize % (beginnings.len() * 64);
    beginnings[bit / 64] >> (bit % 64) & 1 == 1
}

fn varint(bytes: &mut &[u8]) -> Result<u32, Bad> {
    if let [byte @ 0..128, rest @ ..] = *bytes {
        *bytes = rest;
        return Ok(u32::from(*byte));
    }
    let mut value = 0_u32;
    for shift in [0, 7, 14, 21, 28] {
        let (&byte, rest) = bytes.split_first().ok_or(Bad("a number is cut short"))?;
        *bytes = rest;
        value |= u32::from(byte & 127) << shift;
        if byte < 128 {
            return Ok(value);
        }
    }
    Err(Bad("a number is too long"))
}

/// Undoes zigzag: 0, 1, 2, 3 are 0, -1, 1, -2.
fn signed(value: u32) -> i32 {
    (value >> 1).cast_signed() ^ -(value & 1).cast_signed()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::gazetteer::gazetteer;

    #[test]
    fn the_index_holds_every_name_under_the_hash_of_its_key() {
        let opened = gazetteer();
        let mut indexed = opened.entries.iter();
        each_name(opened, |key, name, place, naming| {
            let entry = indexed.next().expect("an entry a name");
            let found = (entry.hash, entry.name as usize, entry.place as usize, entry.naming);
            assert_eq!(found, (hash(opened.seed, key.as_bytes()), name, place, naming), "{}", opened.name_at(name));
            let folded = key.as_bytes();
            let mut ends = (0..folded.len()).filter(|&at| folded[at] == b' ');
            assert!(ends.all(|at| begins(&opened.beginnings, hash(opened.seed, &folded[..at]))));
        });
        assert!(indexed.next().is_none() && opened.entries.len() > opened.rows.len());
    }
}
