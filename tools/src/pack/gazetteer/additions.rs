//! What people add by hand: `data/places/*.tsv`.

use super::Site;
use crate::data;
use marginalia::lexicon::gazetteer::{ALTERNATE, DEMONYM, EXACT, Feature, Key};
use std::collections::BTreeMap;
use std::path::Path;

/// The tables of additions.
pub const FILES: [&str; 5] = ["regions.tsv", "names.tsv", "abbreviations.tsv", "demonyms.tsv", "centres.tsv"];

/// Adds the places and names of the tables.
pub fn add(sites: &mut Vec<Site>, folder: &Path) -> Result<(), String> {
    let [regions, tables @ .., centres] = FILES;
    add_regions(sites, &folder.join(regions))?;
    let known = index(sites);
    let mut unknown = Vec::new();
    for (file, mark) in tables.into_iter().zip([ALTERNATE, EXACT, DEMONYM]) {
        for line in lines(&folder.join(file))? {
            let [name, at, words] = &line[..] else { return Err(format!("{file}: not three fields: {line:?}")) };
            match find(sites, &known, name, at) {
                Some(place) => add_names(&mut sites[place], mark, words),
                None => unknown.push(format!("{file}: {name} ({at})")),
            }
        }
    }
    for line in lines(&folder.join(centres))? {
        let [name, at, lat, lon, shown] = &line[..] else {
            return Err(format!("{centres}: not five fields: {line:?}"));
        };
        match find(sites, &known, name, at) {
            Some(place) => centre(&mut sites[place], lat, lon, shown).map_err(|e| format!("{centres}: {name}: {e}"))?,
            None => unknown.push(format!("{centres}: {name} ({at})")),
        }
    }
    if unknown.is_empty() { Ok(()) } else { Err(format!("places not in the table:\n{}", unknown.join("\n"))) }
}

fn lines(path: &Path) -> Result<Vec<Vec<String>>, String> {
    let text = data::read_text(path)?;
    let rows = text.lines().filter(|l| !l.starts_with('#') && !l.is_empty());
    Ok(rows.map(|l| l.split('\t').map(str::to_owned).collect()).collect())
}

fn add_regions(sites: &mut Vec<Site>, path: &Path) -> Result<(), String> {
    let known = index(sites);
    for line in lines(path)? {
        let bad = || format!("{}: {line:?}", path.display());
        let [name, kind, country, lat, lon, weight, others] = &line[..] else { return Err(bad()) };
        let number = |s: &str| s.parse::<f64>().map_err(|_| bad());
        let site = Site {
            feature: feature(kind).ok_or_else(bad)?,
            name: name.clone(),
            others: Vec::new(),
            lat: number(lat)?,
            lon: number(lon)?,
            country: country.clone(),
            division: String::new(),
            weight: number(weight)?,
            source: 1,
        };
        // A division, an island or a town that the table has already takes the names; what Natural Earth alone knows
        // takes the coordinates too.
        let listed = known.get(&Key::of(name).into_string()).into_iter().flatten().copied().find(|&at| {
            let other = &sites[at];
            let apart = (other.lat - site.lat).abs().max((other.lon - site.lon).abs());
            (other.source == 0 && other.feature == site.feature) || (apart < 1.5 && other.feature != Feature::Admin2)
        });
        let at = listed.unwrap_or(sites.len());
        match listed {
            Some(at) if sites[at].source == 0 => {
                let other = &mut sites[at];
                (other.lat, other.lon, other.weight) = (site.lat, site.lon, site.weight);
                other.country.clone_from(&site.country);
            }
            Some(at) => sites[at].weight = sites[at].weight.max(site.weight),
            None => sites.push(site),
        }
        add_names(&mut sites[at], ALTERNATE, others);
    }
    Ok(())
}

fn centre(site: &mut Site, lat: &str, lon: &str, shown: &str) -> Result<(), std::num::ParseFloatError> {
    (site.lat, site.lon) = (lat.parse()?, lon.parse()?);
    if !shown.is_empty() {
        let before = std::mem::replace(&mut site.name, shown.to_owned());
        site.others.retain(|(mark, other)| *mark != ALTERNATE || other != shown);
        site.others.push((ALTERNATE, before));
    }
    Ok(())
}

fn feature(kind: &str) -> Option<Feature> {
    Some(match kind {
        "city" => Feature::City,
        "water" => Feature::Water,
        "mountain" => Feature::Mountain,
        "region" => Feature::Region,
        "park" => Feature::Park,
        "facility" => Feature::Facility,
        _ => return None,
    })
}

fn index(sites: &[Site]) -> BTreeMap<String, Vec<usize>> {
    let mut known: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, site) in sites.iter().enumerate() {
        let names = [&site.name].into_iter().chain(site.others.iter().map(|(_, other)| other));
        for name in names {
            known.entry(Key::of(name).into_string()).or_default().push(at);
        }
    }
    known
}

/// The place meant by a name and `US` or `US:admin1`: the country of that name if there is one, else the heaviest place.
fn find(sites: &[Site], known: &BTreeMap<String, Vec<usize>>, name: &str, at: &str) -> Option<usize> {
    let (country, kind) = at.split_once(':').map_or((at, None), |(c, k)| (c, Some(k)));
    let fits = |site: &Site| match kind {
        Some("country") => site.feature == Feature::Country,
        Some("admin1") => site.feature == Feature::Admin1,
        Some("city") => site.feature.is_city(),
        _ => true,
    };
    let named = known.get(&Key::of(name).into_string())?.iter().copied();
    let found = named.filter(|&p| sites[p].country == country && fits(&sites[p]));
    found.max_by(|&a, &b| {
        let rank = |p: usize| (sites[p].feature == Feature::Country, sites[p].weight);
        rank(a).partial_cmp(&rank(b)).expect("weights are numbers")
    })
}

fn add_names(site: &mut Site, mark: u8, words: &str) {
    for word in words.split('|').filter(|w| !w.is_empty()) {
        let key = Key::of(word);
        let has = mark == ALTERNATE
            && [&site.name]
                .into_iter()
                .chain(site.others.iter().filter(|(m, _)| *m == ALTERNATE).map(|(_, n)| n))
                .any(|name| Key::of(name).as_bytes() == key.as_bytes());
        if !has {
            site.others.push((mark, word.to_owned()));
        }
    }
}
