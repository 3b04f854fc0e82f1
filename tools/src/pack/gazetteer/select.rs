//! Which places of the table are kept, and under which names.

use super::Site;
use crate::data;
use marginalia::lexicon::gazetteer::{ALTERNATE, Feature, Key};
use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;
use std::path::Path;

/// English news names small places of these countries.
const ENGLISH: [&str; 7] = ["US", "GB", "CA", "AU", "NZ", "IE", "ZA"];

/// The least population of a city that is kept, for countries whose small towns English news names more or less often
/// than others.
const LEAST: [(&str, f64); 28] = [
    ("UA", 3000.0),
    ("IL", 2000.0),
    ("PS", 3000.0),
    ("LB", 3000.0),
    ("SY", 4000.0),
    ("IQ", 4000.0),
    ("AF", 4000.0),
    ("CN", 20000.0),
    ("ID", 18000.0),
    ("MX", 11000.0),
    ("IN", 15000.0),
    ("BR", 14000.0),
    ("CI", 18000.0),
    ("PH", 9000.0),
    ("RO", 10000.0),
    ("IT", 10000.0),
    ("DE", 10000.0),
    ("FR", 8000.0),
    ("ES", 10000.0),
    ("TR", 12000.0),
    ("PE", 12000.0),
    ("CO", 14000.0),
    ("VN", 14000.0),
    ("BE", 10000.0),
    ("NL", 8000.0),
    ("AR", 10000.0),
    ("JP", 10000.0),
    ("IR", 10000.0),
];

/// The least population of a city in all other countries.
const LEAST_ELSEWHERE: f64 = 5500.0;

/// News names the second-order divisions of these countries: provinces, departments, governorates.
const PROVINCES: [&str; 9] = ["PH", "IT", "ES", "FR", "HT", "UA", "PS", "BD", "RU"];

/// Reads the table and keeps what English news is likely to name.
pub fn read(path: &Path) -> Result<Vec<Site>, String> {
    let mut sites = Vec::new();
    for (number, line) in data::open(path)?.lines().enumerate().skip(1) {
        let line = line.map_err(|e| e.to_string())?;
        let fields: Vec<&str> = line.split('\t').collect();
        let [kind, name, others, lat, lon, country, division, _, population, class, source] = fields[..] else {
            return Err(format!("{}:{}: not eleven fields", path.display(), number + 1));
        };
        let people: f64 = population.parse().unwrap_or(0.0);
        let Some((feature, weight)) = weigh(kind, class, people) else { continue };
        if !is_kept(feature, kind, class, country, people) {
            continue;
        }
        let degrees = |s: &str| s.parse::<f64>().map_err(|e| format!("{}:{}: {e}", path.display(), number + 1));
        sites.push(Site {
            feature,
            name: plain(shown(name, others)),
            others: alternates(name, others, feature, weight),
            lat: degrees(lat)?,
            lon: degrees(lon)?,
            country: country.to_owned(),
            division: if feature == Feature::Country { String::new() } else { division.to_owned() },
            weight,
            source: source.parse().unwrap_or(0),
        });
    }
    Ok(sites)
}

/// What a row is and what it weighs beside others of its name, in people. Natural Earth ranks from 0, the most important.
fn weigh(kind: &str, class: &str, people: f64) -> Option<(Feature, f64)> {
    let rank: f64 = class.parse().unwrap_or(5.0);
    let ranked = |top: f64, step: f64| 10_f64.powf(top - step * rank.min(12.0));
    Some(match kind {
        "country" => (Feature::Country, people.max(1000.0)),
        "adm1" => (Feature::Admin1, people.max(10_000.0)),
        "adm2" => (Feature::Admin2, people.max(1000.0)),
        "city" => match class {
            "PPLC" => (Feature::Capital, people),
            "PPLA" => (Feature::Seat, people),
            _ => (Feature::City, people),
        },
        "sea" => (Feature::Water, ranked(8.0, 0.5)),
        "river" | "lake" => (Feature::Water, ranked(6.5, 0.4)),
        "mountain" => (Feature::Mountain, ranked(5.5, 0.3)),
        "region" => (Feature::Region, ranked(6.5, 0.4)),
        "park" => (Feature::Park, ranked(5.0, 0.2)),
        "airport" => (Feature::Facility, ranked(5.0, 0.3)),
        _ => return None,
    })
}

fn is_kept(feature: Feature, kind: &str, class: &str, country: &str, people: f64) -> bool {
    let english = ENGLISH.contains(&country);
    let rank: f64 = class.parse().unwrap_or(5.0);
    match feature {
        Feature::Capital => true,
        Feature::Seat => english || people >= 1000.0,
        Feature::City if matches!(class, "PPLH" | "PPLQ" | "PPLW") => people > 0.0,
        Feature::City if english => people >= 300.0 || class.starts_with("PPLA"),
        Feature::City => {
            let least = LEAST.iter().find(|(c, _)| *c == country).map_or(LEAST_ELSEWHERE, |(_, least)| *least);
            people >= least
        }
        Feature::Admin1 => !matches!(country, "SI" | "MK" | "MT" | "LV" | "AZ") || people >= 20_000.0,
        Feature::Admin2 => english || PROVINCES.contains(&country) || people >= 200_000.0,
        Feature::Water if kind == "river" => rank <= 7.0,
        Feature::Water if kind == "lake" => rank <= 8.0,
        Feature::Facility => rank <= 4.0,
        _ => true,
    }
}

/// The name without marks that no English newspaper prints: Arabic half rings, dots below, soft signs.
fn plain(name: &str) -> String {
    let spoken = name.replace(['’', 'ʼ', '‘', 'ʻ'], "'");
    spoken.chars().map(|c| if ('\u{1e00}'..='\u{1eff}').contains(&c) { unmarked(c) } else { c }).collect()
}

/// "Pangasinan" where the table has "Province of Pangasinan" and knows the other too.
fn shown<'n>(name: &'n str, others: &str) -> &'n str {
    let bare = name.strip_prefix("Province of ").filter(|bare| others.split('|').any(|other| other == *bare));
    bare.unwrap_or(name)
}

fn unmarked(c: char) -> char {
    let folded = Key::of(&c.to_string()).into_string().chars().next().unwrap_or(c);
    if c.is_uppercase() { folded.to_ascii_uppercase() } else { folded }
}

/// The other names worth their bytes: those that fold to another key, of places large enough to be called by them.
fn alternates(name: &str, others: &str, feature: Feature, weight: f64) -> Vec<(u8, String)> {
    const FOREIGN: [&str; 14] = [
        "Condado",
        "Estado",
        "Provincia",
        "Província",
        "Município",
        "Municipio",
        "State of",
        "Province of",
        "Région",
        "Département",
        "Parroquia",
        "River ",
        "Lake ",
        "Departamento",
    ];
    const GENERIC: [&str; 12] = [
        "County",
        "Parish",
        "District",
        "River",
        "Lake",
        "Municipality",
        "Province",
        "Region",
        "State",
        "oblast",
        "oblast'",
        "Governorate",
    ];
    let worth = match feature {
        Feature::Country | Feature::Capital => true,
        Feature::Admin1 => weight >= 300_000.0,
        Feature::Seat | Feature::City => weight >= 30_000.0,
        Feature::Admin2 => false,
        _ => weight >= 1_000_000.0,
    };
    let mut seen = BTreeSet::from([Key::of(name).into_string()]);
    let kept = others.split('|').filter(|other| {
        worth
            && !other.is_empty()
            && !FOREIGN.iter().any(|f| other.starts_with(f))
            && !GENERIC.iter().any(|g| other.ends_with(g))
            && (other.is_ascii() || feature == Feature::Country)
            && seen.insert(Key::of(other).into_string())
    });
    kept.map(|other| (ALTERNATE, plain(other))).collect()
}

/// Drops what says the same twice: a city listed again nearby, a region that is also a division, a stretch of a river.
pub fn settle(sites: &mut Vec<Site>) {
    sites.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.source.cmp(&b.source)));
    let mut kept: BTreeMap<String, Vec<Site>> = BTreeMap::new();
    for site in sites.drain(..) {
        let same = kept.entry(Key::of(&site.name).into_string()).or_default();
        if !same.iter().any(|other| repeats(&site, other)) {
            same.push(site);
        }
    }
    sites.extend(kept.into_values().flatten());
}

/// Whether `site` says what the heavier `other` of the same name says already.
fn repeats(site: &Site, other: &Site) -> bool {
    let apart = (site.lat - other.lat).abs().max((site.lon - other.lon).abs());
    let unnumbered = |s: &Site| s.source <= 1;
    match (unnumbered(site), unnumbered(other)) {
        (true, true) => true,
        (false, false) => site.feature.is_city() && other.feature.is_city() && apart < 0.05,
        (true, false) => apart < 5.0 && matches!(other.feature, Feature::Country | Feature::Admin1),
        (false, true) => false,
    }
}
