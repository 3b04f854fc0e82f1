//! What a name may mean, and how likely that is without any context.

use super::built;
use crate::lexicon::gazetteer::{Feature, Gazetteer, Key, Naming, Number};
use crate::mention::Kind;

/// A place that a name may mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// Which.
    pub place: Number,
    /// How likely without context, in quarter decades of people.
    pub prior: f32,
    /// What the text says for it, likewise.
    pub bonus: f32,
}

/// More candidates of one name are dropped, the least likely first. "San Antonio" has seventy.
const MOST: usize = 80;

/// A name found only after words were taken off it is less sure to be that place.
const SHORTENED: f32 = -4.0;

/// A million people, as sizes go.
const MILLION: u8 = 24;

/// News means New York and São Paulo, the cities, sooner than the states around them.
const METROPOLIS: f32 = 4.0;

/// Three hundred thousand people, as sizes go; capitals of larger nations weigh more, by this share of the difference.
const SMALL_NATION: f32 = 22.0;
const CAPITAL_SHARE: f32 = 0.35;

/// Words before a name that say which part of the place is meant.
const PARTS: [&str; 26] = [
    "north",
    "south",
    "east",
    "west",
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "northeastern",
    "northwestern",
    "southeastern",
    "southwestern",
    "upper",
    "lower",
    "greater",
    "downtown",
    "upstate",
    "mainland",
    "inner",
    "metropolitan",
    "mid",
];

/// Names that news gives to what the gazetteer lacks: "Earth" is no town in Texas.
const SKY: [&str; 9] = ["earth", "moon", "mars", "venus", "mercury", "jupiter", "saturn", "neptune", "sun"];

/// Words that say what kind of place a name is, first or last in it: what they are, what features they allow.
const GENERICS: [(&str, &[Feature]); 33] = [
    ("county", &[Feature::Admin2, Feature::Admin1]),
    ("counties", &[Feature::Admin2]),
    ("parish", &[Feature::Admin2]),
    ("borough", &[Feature::Admin2, Feature::City]),
    ("district", DIVISIONS),
    ("province", DIVISIONS),
    ("region", ADMIN_AND_REGIONS),
    ("state", DIVISIONS),
    ("oblast", DIVISIONS),
    ("krai", DIVISIONS),
    ("governorate", DIVISIONS),
    ("prefecture", DIVISIONS),
    ("department", DIVISIONS),
    ("republic", &[Feature::Country, Feature::Admin1]),
    ("territory", &[Feature::Country, Feature::Admin1, Feature::Region]),
    ("island", LAND),
    ("islands", LAND),
    ("isle", LAND),
    ("peninsula", LAND),
    ("desert", LAND),
    ("river", &[Feature::Water]),
    ("lake", &[Feature::Water]),
    ("sea", &[Feature::Water]),
    ("gulf", &[Feature::Water]),
    ("bay", &[Feature::Water]),
    ("strait", &[Feature::Water]),
    ("mount", &[Feature::Mountain]),
    ("mountains", &[Feature::Mountain]),
    ("city", CITIES),
    ("town", CITIES),
    ("township", CITIES),
    ("village", CITIES),
    ("national", &[Feature::Park]),
];

const DIVISIONS: &[Feature] = &[Feature::Admin1, Feature::Admin2];
const ADMIN_AND_REGIONS: &[Feature] = &[Feature::Admin1, Feature::Admin2, Feature::Region];
const LAND: &[Feature] = &[Feature::Region, Feature::Admin1, Feature::Admin2, Feature::Country];
const CITIES: &[Feature] = &[Feature::Capital, Feature::Seat, Feature::City];

/// Three hundred thousand people, as sizes go.
const LARGE: u8 = 22;

/// How long a name in capitals may be to be nothing else than a short form: "EU", but "BONN" is Bonn.
pub const SHORT: usize = 3;

/// The candidates of a name as it stands in the text, the most likely first.
pub fn of(gazetteer: &Gazetteer, surface: &str, kind: Kind) -> Vec<Candidate> {
    let name = surface.strip_prefix("the ").or_else(|| surface.strip_prefix("The ")).unwrap_or(surface);
    let mut found = match kind {
        // "St Patrick's" and "Cathedral", taken apart: no quarter of Regina.
        _ if built::is_built(name) => Vec::new(),
        Kind::Group => look_up(gazetteer, name, |naming, _| naming == Naming::Demonym),
        _ => of_place(gazetteer, name),
    };
    found.sort_by(|a, b| b.prior.total_cmp(&a.prior).then(a.place.cmp(&b.place)));
    found.truncate(MOST);
    found
}

/// The states and countries that the start of `text` names: "La. (AP)", "Texas, where".
pub fn leading_division(gazetteer: &Gazetteer, text: &str) -> Vec<Candidate> {
    const WORDS: usize = 3;
    let text = text.lines().next().unwrap_or_default();
    let ends = text.char_indices().filter(|(_, c)| matches!(c, ' ' | ',' | ')' | ';' | '.')).map(|(at, _)| at);
    let mut found = Vec::new();
    for end in ends.chain([text.len()]).take(2 * WORDS + 2).take_while(|end| *end < 40) {
        for stretch in [text.get(..end), text.get(..end + 1).filter(|s| s.ends_with('.'))].into_iter().flatten() {
            let divisions = look_up(gazetteer, stretch, |naming, feature| {
                matches!(naming, Naming::Primary | Naming::Exact)
                    && matches!(feature, Feature::Country | Feature::Admin1)
            });
            if stretch.starts_with(char::is_uppercase) && !divisions.is_empty() {
                found = divisions;
            }
        }
    }
    found.sort_by(|a, b| b.prior.total_cmp(&a.prior).then(a.place.cmp(&b.place)));
    found
}

fn of_place(gazetteer: &Gazetteer, name: &str) -> Vec<Candidate> {
    let lower = name.to_lowercase();
    // "The South" and "the West" lie elsewhere in every text.
    if SKY.contains(&lower.as_str()) || PARTS.contains(&lower.as_str()) {
        return Vec::new();
    }
    let mut found = look_up(gazetteer, name, |naming, _| naming != Naming::Demonym);
    if found.is_empty() || found.iter().all(|c| gazetteer.row(c.place).feature == Feature::Admin2) {
        found.extend(of_generic(gazetteer, name));
    }
    if found.is_empty() {
        found = of_shortened(gazetteer, name);
    }
    if found.is_empty() {
        found = look_up(gazetteer, name, |naming, _| naming == Naming::Demonym);
    }
    found
}

/// "Ohio River", "Lake Erie", "Helmand Province": the bare name, of the kinds that the generic word allows.
fn of_generic(gazetteer: &Gazetteer, name: &str) -> Vec<Candidate> {
    let ends = [name.rsplit_once(' ').map(|(head, last)| (last, head)), name.split_once(' ')];
    for (generic, bare) in ends.into_iter().flatten() {
        let generic = generic.to_ascii_lowercase();
        let Some((_, allowed)) = GENERICS.iter().find(|(word, _)| *word == generic) else { continue };
        let bare = bare.strip_prefix("of ").unwrap_or(bare);
        let found = look_up(gazetteer, bare, |naming, feature| {
            !matches!(naming, Naming::Demonym | Naming::Exact) && allowed.contains(&feature)
        });
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// "Northern Iraq", "Baghdad International Airport", "Kabul's Wazir": the place whose part it is.
fn of_shortened(gazetteer: &Gazetteer, name: &str) -> Vec<Candidate> {
    let named = |naming, _: Feature| !matches!(naming, Naming::Demonym | Naming::Exact | Naming::Implied);
    let mut shortened = Vec::new();
    if let Some((part, rest)) = name.split_once([' ', '-'])
        && PARTS.contains(&part.to_ascii_lowercase().as_str())
    {
        shortened = look_up(gazetteer, rest, named);
    }
    if let Some((town, _)) = name.rsplit_once(", ").filter(|_| shortened.is_empty()) {
        shortened = look_up(gazetteer, town, named);
    }
    let ends_built = built::ends_built(name);
    let mut head = name;
    let mut only = true;
    while let Some((shorter, cut)) = head.rsplit_once(' ').filter(|_| shortened.is_empty() && ends_built) {
        // "King Shaka International Airport" lies in no town named King, but "Chicago O'Hare Airport" in Chicago.
        only &= built::is_sort(cut);
        shortened = look_up(gazetteer, shorter, named);
        shortened.retain(|c| only || gazetteer.row(c.place).size >= LARGE);
        head = shorter;
    }
    shortened.iter_mut().for_each(|c| c.prior += SHORTENED);
    shortened
}

fn look_up(gazetteer: &Gazetteer, name: &str, allowed: impl Fn(Naming, Feature) -> bool) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    // "EU" is no town in Normandy.
    let mut letters = name.chars().filter(|c| *c != '.');
    let short = letters.clone().count() <= SHORT && letters.all(char::is_uppercase);
    for (place, naming) in gazetteer.lookup(&Key::of(name), name) {
        let row = gazetteer.row(place);
        if !allowed(naming, row.feature) || (short && naming != Naming::Exact) {
            continue;
        }
        let metropolis = if row.feature.is_city() && row.size >= MILLION { METROPOLIS } else { 0.0 };
        let capital = if row.feature == Feature::Capital { of_capital(gazetteer, place) } else { 0.0 };
        let prior = f32::from(row.size) + of_feature(row.feature) + of_naming(naming) + metropolis + capital;
        match found.iter_mut().find(|c| c.place == place) {
            Some(known) => known.prior = known.prior.max(prior),
            None => found.push(Candidate { place, prior, bonus: 0.0 }),
        }
    }
    found
}

/// How much likelier news is to mean a place of this kind than a city of as many people.
fn of_feature(feature: Feature) -> f32 {
    match feature {
        Feature::Country => 6.0,
        Feature::Admin1 => 0.5,
        Feature::Capital => 4.0,
        Feature::Seat => 1.0,
        Feature::City | Feature::Region => 0.0,
        Feature::Admin2 => -3.0,
        Feature::Water | Feature::Mountain | Feature::Park | Feature::Facility => -2.0,
    }
}

/// A capital stands for its country: Washington, though small, for the United States.
fn of_capital(gazetteer: &Gazetteer, place: Number) -> f32 {
    let country = gazetteer.nation(place).map_or(0.0, |nation| f32::from(gazetteer.row(nation).size));
    (country - SMALL_NATION).max(0.0) * CAPITAL_SHARE
}

fn of_naming(naming: Naming) -> f32 {
    match naming {
        Naming::Primary | Naming::Demonym => 0.0,
        Naming::Exact => 4.0,
        Naming::Alternate => -1.0,
        Naming::Implied => -6.0,
    }
}
