//! Where on Earth: each place mention resolved to a gazetteer entry.

mod built;
mod candidates;
mod context;
mod score;
mod senses;

use crate::entities::PlaceAnswer;
use crate::lexicon::gazetteer::{Feature, Gazetteer, Number, gazetteer};
use crate::mention::{Kind, Mention};
use crate::structure::Article;
use serde::{Deserialize, Serialize};

/// What kind of place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum PlaceKind {
    /// Sovereign states and dependent territories.
    Country,
    /// First-order divisions: states, provinces, regions.
    Admin1,
    /// Second-order divisions: counties, districts.
    Admin2,
    /// Populated places of any size.
    City,
    /// Seas, rivers, lakes, straits.
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

/// A gazetteer entry.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Place {
    /// Opaque; equal for equal places.
    #[serde(skip)]
    pub key: u32,
    /// `geonames:703448`, or `ne:` and a Natural Earth name.
    pub id: String,
    /// English name.
    pub name: String,
    /// What it is.
    pub kind: PlaceKind,
    /// ISO 3166-1 alpha-2; none for seas and the like.
    pub country: Option<String>,
    /// Name of the first-order division.
    pub admin1: Option<String>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
}

/// The answer for one mention.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    /// The best candidate.
    pub place: Place,
    /// 0 to 1, from the margin to the runner-up.
    pub confidence: f32,
    /// Whether the map shows it: sure enough, and not a group's country.
    pub pin: bool,
    /// The second candidate, where there is one.
    pub runner_up: Option<(Place, f32)>,
}

impl Resolved {
    /// What grouping needs to know.
    #[must_use]
    pub fn answer(&self) -> PlaceAnswer {
        PlaceAnswer { id: self.place.key, sure: self.pin }
    }
}

/// How sure an answer must be to be shown on the map.
const PIN: f32 = 0.5;

/// Resolves place mentions and the countries of groups; one entry a mention, none for other kinds and for names the
/// gazetteer does not know. `chosen` holds the reader's own answers, in order: a mention and a gazetteer identifier, or
/// none for no place.
#[must_use]
pub fn resolve(article: &Article, mentions: &[Mention], chosen: &[(u32, Option<&str>)]) -> Vec<Option<Resolved>> {
    let gazetteer = gazetteer();
    let mut senses = senses::read(article, mentions, gazetteer, chosen);
    score::settle(&mut senses.list, gazetteer);
    let answers: Vec<Option<Resolved>> = senses.list.iter().map(|sense| answer(sense, gazetteer)).collect();
    let of_mention = |(mention, sense): (&Mention, &Option<usize>)| {
        let mut resolved = answers[(*sense)?].clone()?;
        resolved.pin &= mention.kind == Kind::Place;
        Some(resolved)
    };
    mentions.iter().zip(&senses.of_mention).map(of_mention).collect()
}

/// The places that a name may mean by itself, the likeliest first: what a reader chooses from.
#[must_use]
pub fn named(name: &str) -> Vec<Place> {
    let gazetteer = gazetteer();
    candidates::of(gazetteer, name, Kind::Place).iter().map(|c| place(gazetteer, c.place)).collect()
}

fn answer(sense: &senses::Sense, gazetteer: &Gazetteer) -> Option<Resolved> {
    let (best, second) = sense.best(gazetteer)?;
    let placed = |at: usize| place(gazetteer, sense.candidates[at].place);
    Some(Resolved {
        place: placed(best.0),
        confidence: best.1,
        pin: best.1 >= PIN,
        runner_up: second.map(|(at, confidence)| (placed(at), confidence)),
    })
}

fn place(gazetteer: &Gazetteer, number: Number) -> Place {
    let row = gazetteer.row(number);
    let country = gazetteer.country(number);
    Place {
        key: number,
        id: gazetteer.id(number),
        name: gazetteer.name(number).to_owned(),
        kind: match row.feature {
            Feature::Country => PlaceKind::Country,
            Feature::Admin1 => PlaceKind::Admin1,
            Feature::Admin2 => PlaceKind::Admin2,
            Feature::Capital | Feature::Seat | Feature::City => PlaceKind::City,
            Feature::Water => PlaceKind::Water,
            Feature::Mountain => PlaceKind::Mountain,
            Feature::Region => PlaceKind::Region,
            Feature::Park => PlaceKind::Park,
            Feature::Facility => PlaceKind::Facility,
        },
        country: (!country.is_empty()).then(|| country.to_owned()),
        admin1: gazetteer.division(number).map(|d| gazetteer.name(d).to_owned()),
        lat: row.lat(),
        lon: row.lon(),
    }
}
