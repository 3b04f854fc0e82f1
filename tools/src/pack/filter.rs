//! Builds the static maps that `marginalia::lexicon::Filter` reads.

use marginalia::lexicon::{fingerprint, places, scramble};
use std::collections::BTreeMap;

/// Packs a map from keys to values below `1 << value_bits`.
pub fn build(entries: &BTreeMap<u64, u16>, value_bits: u32) -> Result<Vec<u8>, String> {
    let keys: Vec<(u64, u16)> = entries.iter().map(|(key, value)| (*key, *value)).collect();
    let length = segment_length(keys.len());
    let cells = (keys.len() as f64 * 1.125 + f64::from(length)).ceil() as u32;
    let segments = cells.div_ceil(length).max(3) - 2 + 1;
    for seed in 1..200_u64 {
        if let Some(cells) = peel(&keys, seed, length, segments, value_bits) {
            let mut bytes = Vec::new();
            bytes.extend(seed.to_le_bytes());
            for number in [length, segments, value_bits] {
                bytes.extend(number.to_le_bytes());
            }
            bytes.extend(cells.iter().flat_map(|c| c.to_le_bytes()));
            return Ok(bytes);
        }
    }
    Err(format!("no seed packs {} keys", keys.len()))
}

/// Length of a segment for three cells a key, as Graf and Lemire found it.
fn segment_length(keys: usize) -> u32 {
    let exponent = (libm::log(keys.max(2) as f64) / libm::log(3.33) + 2.25).floor() as u32;
    1 << exponent.min(18)
}

/// Takes away, one after another, keys that have a cell to themselves; then fills the cells in the other direction.
fn peel(keys: &[(u64, u16)], seed: u64, length: u32, segments: u32, value_bits: u32) -> Option<Vec<u16>> {
    let total = ((segments + 2) * length) as usize;
    let hashes: Vec<u64> = keys.iter().map(|(key, _)| scramble(key ^ seed)).collect();
    let (mut count, mut members) = (vec![0_u32; total], vec![0_usize; total]);
    for (at, hash) in hashes.iter().enumerate() {
        for place in places(*hash, length, segments) {
            count[place] += 1;
            members[place] ^= at;
        }
    }
    let mut alone: Vec<usize> = (0..total).filter(|p| count[*p] == 1).collect();
    let mut order = Vec::with_capacity(keys.len());
    while let Some(place) = alone.pop() {
        if count[place] != 1 {
            continue;
        }
        let key = members[place];
        order.push((key, place));
        for other in places(hashes[key], length, segments) {
            count[other] -= 1;
            members[other] ^= key;
            if count[other] == 1 {
                alone.push(other);
            }
        }
    }
    if order.len() < keys.len() {
        return None;
    }
    let mut cells = vec![0_u16; total];
    for (key, place) in order.into_iter().rev() {
        let hash = hashes[key];
        let wanted = fingerprint(hash, value_bits) << value_bits | keys[key].1;
        cells[place] = 0;
        cells[place] = places(hash, length, segments).iter().fold(wanted, |x, p| x ^ cells[*p]);
    }
    Some(cells)
}

#[cfg(test)]
mod tests {
    use super::build;
    use marginalia::lexicon::Filter;
    use std::collections::BTreeMap;

    #[test]
    fn every_key_comes_back_and_few_others_do() {
        let entries: BTreeMap<u64, u16> = (0..5000_u64).map(|k| (k * 7919, (k % 100) as u16)).collect();
        let bytes = build(&entries, 7).unwrap();
        let (filter, rest) = Filter::open(&bytes).unwrap();
        assert!(rest.is_empty());
        assert!(entries.iter().all(|(key, value)| filter.get(*key) == Some(*value)));
        let strangers = (0..100_000_u64).filter(|k| filter.get(k * 7919 + 1).is_some()).count();
        assert!(strangers < 400, "{strangers} of 100,000 strangers pass, 195 expected");
    }

    #[test]
    fn one_key_is_enough() {
        let bytes = build(&BTreeMap::from([(42, 3)]), 2).unwrap();
        assert_eq!(Filter::open(&bytes).unwrap().0.get(42), Some(3));
    }
}
