//! The bytes of the packed file; the layout is told where it is read, in the core's `lexicon/gazetteer/read.rs`.

use super::Site;
use marginalia::lexicon::gazetteer::{self, Feature, Gazetteer, MAGIC};
use std::fmt::Write as _;

/// Coordinates are kept in fiftieths of a degree.
const STEPS: f64 = 50.0;

/// Sorts the places into the order of the file and packs them, under the first seed with which no two names clash.
pub fn pack(sites: &mut [Site]) -> Result<Vec<u8>, String> {
    sort(sites);
    for seed in 0..100 {
        let packed = pack_sorted(sites, seed)?;
        if gazetteer::collision(&Gazetteer::from_bytes(&packed).map_err(|e| e.to_string())?).is_none() {
            return Ok(packed);
        }
    }
    Err("two names have one hash under every seed".to_owned())
}

fn sort(sites: &mut [Site]) {
    sites.sort_by(|a, b| {
        let key = |s: &Site| (s.country.clone(), s.division.clone(), s.source);
        key(a).cmp(&key(b)).then_with(|| a.name.cmp(&b.name))
    });
}

fn pack_sorted(sites: &[Site], seed: u32) -> Result<Vec<u8>, String> {
    let (codes, counts) = divisions(sites);
    let features = sites.iter().map(|s| position(s.feature)).collect();
    let sizes = sites.iter().map(|s| size(s.weight)).collect();
    let sections = [
        names(sites).into_bytes(),
        codes.into_bytes(),
        counts,
        column(sites, |s| s.source.cast_signed()),
        column(sites, |s| (s.lat * STEPS).round() as i32),
        column(sites, |s| (s.lon * STEPS).round() as i32),
        features,
        sizes,
    ];
    let mut packed = MAGIC.to_vec();
    for length in [sites.len(), seed as usize].into_iter().chain(sections.iter().map(Vec::len)) {
        packed.extend(u32::try_from(length).map_err(|e| e.to_string())?.to_le_bytes());
    }
    packed.extend(sections.concat());
    Ok(packed)
}

fn names(sites: &[Site]) -> String {
    let mut names = String::new();
    for site in sites {
        names.push_str(&site.name);
        for (mark, other) in &site.others {
            names.push(char::from(*mark));
            names.push_str(other);
        }
        names.push('\n');
    }
    names
}

fn divisions(sites: &[Site]) -> (String, Vec<u8>) {
    let (mut codes, mut counts) = (String::new(), Vec::new());
    for run in sites.chunk_by(|a, b| (&a.country, &a.division) == (&b.country, &b.division)) {
        let _ = writeln!(codes, "{}.{}", run[0].country, run[0].division);
        varint(&mut counts, run.len() as u32);
    }
    (codes, counts)
}

/// A column of numbers, each as its difference from the one before.
fn column(sites: &[Site], value: impl Fn(&Site) -> i32) -> Vec<u8> {
    let mut column = Vec::new();
    let mut before = 0;
    for now in sites.iter().map(value) {
        varint(&mut column, zigzag(now - before));
        before = now;
    }
    column
}

fn position(feature: Feature) -> u8 {
    Feature::ALL.iter().position(|f| *f == feature).expect("every feature is in the list") as u8
}

/// Quarter decades of people.
fn size(weight: f64) -> u8 {
    (weight.max(1.0).log10() * 4.0).round().min(39.0) as u8
}

fn varint(out: &mut Vec<u8>, mut value: u32) {
    while value >= 128 {
        out.push((value & 127) as u8 | 128);
        value >>= 7;
    }
    out.push(value as u8);
}

fn zigzag(value: i32) -> u32 {
    ((value << 1) ^ (value >> 31)).cast_unsigned()
}
