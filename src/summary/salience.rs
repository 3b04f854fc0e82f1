//! Who matters.

use super::Spots;

/// What is known of one entity.
#[derive(Clone, Copy)]
struct Seen {
    count: u32,
    openings: u32,
    first: u32,
    last: u32,
    headline: bool,
}

/// Weights by hand, checked against which chains of a document its five summaries name (GUM): a first position by
/// degrees, rather than in the lead or not, was worse, for most entities named once matter equally little.
const HEADLINE: f32 = 0.5;
const LEAD: f32 = 1.0;
const SPREAD: f32 = 1.0;
const OPENINGS: f32 = 0.25;

/// How many sentences are the lead, the headline counted.
const LEAD_SENTENCES: u32 = 3;

/// 0 to 1 for each entity; 0 for those that only stand outside the body.
pub fn weigh(spots: &Spots, entities: usize) -> Vec<f32> {
    let unseen = Seen { count: 0, openings: 0, first: u32::MAX, last: 0, headline: false };
    let mut seen = vec![unseen; entities];
    for spot in &spots.spots {
        let entity = &mut seen[spot.entity as usize];
        entity.count += 1;
        entity.openings += u32::from(spot.opens);
        entity.first = entity.first.min(spot.rank);
        entity.last = entity.last.max(spot.rank);
        entity.headline |= spot.headline;
    }
    seen.iter().map(|entity| if entity.count == 0 { 0.0 } else { squashed(weight(entity, spots.sentences)) }).collect()
}

fn weight(entity: &Seen, sentences: u32) -> f32 {
    let flag = |is: bool| f32::from(u8::from(is));
    libm::log2f(1.0 + entity.count as f32) - 1.0
        + HEADLINE * flag(entity.headline || entity.first == 0)
        + LEAD * flag(entity.first < LEAD_SENTENCES)
        + SPREAD * (entity.last - entity.first) as f32 / sentences.max(1) as f32
        + OPENINGS * libm::log2f(entity.openings.max(1) as f32)
}

/// From 0.1 for one who is named once in passing towards 1.
fn squashed(weight: f32) -> f32 {
    (weight + 0.25) / (weight + 2.5)
}
