//! Which candidate of each sense: size, what the text says of it, and the company it keeps.

use super::senses::Sense;
use crate::lexicon::gazetteer::{Feature, Gazetteer, Number};
use std::collections::BTreeMap;

/// How often the senses look at each other.
const ROUNDS: usize = 3;
/// What the whole company in one country is worth, in quarter decades of people.
const COUNTRY: f32 = 9.0;
/// Likewise in one state or province.
const DIVISION: f32 = 9.0;
/// Likewise within two hundred kilometres.
const NEAR: f32 = 5.0;
/// Likewise of the same rank: among countries a country, among the states of a country a state.
const RANK: f32 = 5.0;
/// So much company is half of a whole.
const HALF: f32 = 1.5;
/// Quarter decades in which the odds grow by e.
const ODDS: f32 = 3.0;
/// What a place that the gazetteer lacks gains on one of a country that the company does not speak for: it would lie where
/// the others lie.
const UNKNOWN_SHARE: f32 = 1.2;
/// So many countries are looked at.
const SPOTS: usize = 8;
/// A candidate less likely than this has no vote.
const LEAST_ODDS: f32 = 0.04;
/// Side of a cell of the map, in degrees.
const CELL: f64 = 2.0;
const CELLS_EAST: usize = 180;
const CELLS_NORTH: usize = 91;

/// An answer: index of a candidate and how sure it is.
pub type Answer = (usize, f32);

impl Sense {
    /// The candidate with the best score.
    fn top(&self) -> Option<usize> {
        (0..self.scores.len()).rev().max_by(|&a, &b| self.scores[a].total_cmp(&self.scores[b]))
    }

    /// The best answer, and the second among those elsewhere: Kyiv and its district are one answer. What remains is the
    /// chance that the gazetteer lacks the place.
    pub fn best(&self, gazetteer: &Gazetteer) -> Option<(Answer, Option<Answer>)> {
        let best = self.top()?;
        if self.chosen {
            return Some(((best, 1.0), None));
        }
        let top = self.scores[best];
        let odds = |score: f32| libm::expf((score - top) / ODDS);
        let (mut here, mut elsewhere, mut second) = (0.0, odds(self.unknown), None);
        for (at, &score) in self.scores.iter().enumerate() {
            if is_one_spot(gazetteer, self.candidates[best].place, self.candidates[at].place) {
                here += odds(score);
            } else {
                elsewhere += odds(score);
                second = second.filter(|&s| self.scores[s] >= score).or(Some(at));
            }
        }
        let total: f32 = here + elsewhere;
        Some(((best, here / total), second.map(|at| (at, odds(self.scores[at]) / total))))
    }
}

/// What a sense says to the others: a place it may stand for, and how much that counts.
struct Vote {
    place: Number,
    weight: f32,
}

impl Sense {
    /// A vote for each likely candidate, by its odds: three towns that each may be in Maine make Maine likely together. A
    /// name counts more when it stands often.
    fn votes(&self) -> Vec<Vote> {
        let top = self.scores.iter().copied().fold(self.unknown, f32::max);
        let odds: Vec<f32> = self.scores.iter().map(|score| libm::expf((score - top) / ODDS)).collect();
        let total = odds.iter().sum::<f32>() + libm::expf((self.unknown - top) / ODDS);
        let often = 1.0 + libm::log2f(self.count.max(0.5)) / 3.0;
        let likely = self.candidates.iter().zip(odds).filter(|(_, odds)| odds / total >= LEAST_ODDS);
        likely.map(|(candidate, odds)| Vote { place: candidate.place, weight: often * odds / total }).collect()
    }
}

/// Whether two places are so near that a map shows one.
fn is_one_spot(gazetteer: &Gazetteer, a: Number, b: Number) -> bool {
    let (one, other) = (gazetteer.row(a), gazetteer.row(b));
    (one.lat() - other.lat()).abs() < 1.0 && (one.lon() - other.lon()).abs() < 1.2
}

/// Scores every candidate: first alone, then in the company of the others' answers.
pub fn settle(senses: &mut [Sense], gazetteer: &Gazetteer) {
    for sense in senses.iter_mut() {
        sense.scores = sense.candidates.iter().map(|c| c.prior + c.bonus).collect();
    }
    let alone: Vec<f32> = senses.iter().map(|sense| sense.unknown).collect();
    let mut company = Company::new(gazetteer);
    for _ in 0..ROUNDS {
        let votes: Vec<Vec<Vote>> = senses.iter().map(Sense::votes).collect();
        votes.iter().flatten().for_each(|vote| company.join(vote.place, vote.weight));
        let spots = company.spots(&votes);
        for ((sense, own), unknown) in senses.iter_mut().zip(&votes).zip(&alone) {
            own.iter().for_each(|vote| company.join(vote.place, -vote.weight));
            for (score, candidate) in sense.scores.iter_mut().zip(&sense.candidates) {
                *score = candidate.prior + candidate.bonus + company.support(candidate.place);
            }
            let best = spots.iter().map(|spot| company.at_home(*spot)).fold(0.0, f32::max);
            let lag = sense.top().and_then(|at| company.lag(sense.candidates[at].place, best));
            sense.unknown = unknown + UNKNOWN_SHARE * lag.unwrap_or(0.0);
            own.iter().for_each(|vote| company.join(vote.place, vote.weight));
        }
        votes.iter().flatten().for_each(|vote| company.clear(vote.place));
    }
}

/// The places of a text by country, by division and on a coarse map.
struct Company<'g> {
    gazetteer: &'g Gazetteer<'g>,
    countries: Vec<f32>,
    divisions: Vec<f32>,
    cells: Vec<f32>,
    /// Countries themselves.
    nations: f32,
    /// States and provinces themselves, by country.
    states: Vec<f32>,
    total: f32,
}

impl<'g> Company<'g> {
    fn new(gazetteer: &'g Gazetteer<'g>) -> Self {
        let divisions = gazetteer.divisions();
        Self {
            gazetteer,
            countries: vec![0.0; divisions],
            divisions: vec![0.0; divisions],
            cells: vec![0.0; CELLS_EAST * CELLS_NORTH],
            nations: 0.0,
            states: vec![0.0; divisions],
            total: 0.0,
        }
    }

    fn join(&mut self, place: Number, weight: f32) {
        self.total += weight;
        let row = self.gazetteer.row(place);
        if let Some(country) = self.gazetteer.country_number(place) {
            self.countries[country] += weight;
            match row.feature {
                Feature::Country => self.nations += weight,
                Feature::Admin1 => self.states[country] += weight,
                _ => {}
            }
        }
        self.divisions[row.division as usize] += weight;
        let (north, east) = cell(row.lat(), row.lon());
        self.cells[north * CELLS_EAST + east] += weight;
    }

    /// Forgets all that was said for the country, the division and the cell of a place.
    fn clear(&mut self, place: Number) {
        let row = self.gazetteer.row(place);
        if let Some(country) = self.gazetteer.country_number(place) {
            self.countries[country] = 0.0;
            self.states[country] = 0.0;
        }
        self.divisions[row.division as usize] = 0.0;
        let (north, east) = cell(row.lat(), row.lon());
        self.cells[north * CELLS_EAST + east] = 0.0;
        (self.nations, self.total) = (0.0, 0.0);
    }

    /// Places of the countries that most are voted into.
    fn spots(&self, votes: &[Vec<Vote>]) -> Vec<Number> {
        let places = votes.iter().flatten().filter_map(|v| Some((self.gazetteer.country_number(v.place)?, v.place)));
        let places: BTreeMap<usize, Number> = places.collect();
        let mut spots: Vec<(f32, Number)> = places.into_values().map(|place| (self.at_home(place), place)).collect();
        spots.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        spots.into_iter().take(SPOTS).map(|(_, place)| place).collect()
    }

    /// How much of a whole a mass of company is.
    fn part(&self, mass: f32) -> f32 {
        0.5 * (mass / (mass + HALF) + mass / (self.total + HALF))
    }

    /// What the others are worth to a place by its country.
    fn at_home(&self, place: Number) -> f32 {
        COUNTRY * self.gazetteer.country_number(place).map_or(0.0, |c| self.part(self.countries[c].max(0.0)))
    }

    /// How much less the company is worth to the country of a place than at best; seas and the like are of no country.
    fn lag(&self, place: Number, best: f32) -> Option<f32> {
        self.gazetteer.country_number(place).map(|_| (best - self.at_home(place)).max(0.0))
    }

    /// What the others are worth to a place.
    fn support(&self, place: Number) -> f32 {
        let part = |mass: f32| self.part(mass);
        let row = self.gazetteer.row(place);
        let own_division = self.gazetteer.division_code(place).is_empty();
        let division = if own_division { 0.0 } else { part(self.divisions[row.division as usize].max(0.0)) };
        let peers = match (row.feature, self.gazetteer.country_number(place)) {
            (Feature::Country, _) => part(self.nations.max(0.0)),
            (Feature::Admin1, Some(country)) => part(self.states[country].max(0.0)),
            _ => 0.0,
        };
        let near = part(self.near(row.lat(), row.lon()).max(0.0));
        self.at_home(place) + DIVISION * division + NEAR * near + RANK * peers
    }

    fn near(&self, lat: f64, lon: f64) -> f32 {
        let (north, east) = cell(lat, lon);
        let mut mass = 0.0;
        for n in north.saturating_sub(1)..=(north + 1).min(CELLS_NORTH - 1) {
            for e in [east + CELLS_EAST - 1, east, east + 1] {
                mass += self.cells[n * CELLS_EAST + e % CELLS_EAST];
            }
        }
        mass
    }
}

fn cell(lat: f64, lon: f64) -> (usize, usize) {
    let north = ((lat + 90.0) / CELL) as usize;
    let east = ((lon + 180.0) / CELL) as usize;
    (north.min(CELLS_NORTH - 1), east % CELLS_EAST)
}
