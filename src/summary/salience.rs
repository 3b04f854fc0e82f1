//! Who matters.

use super::Spots;

/// What is known of one entity.
#[derive(Clone, Copy)]
struct Seen {
    count: u32,
    /// In how many sentences it stands.
    sentences: u32,
    /// How many of them it opens.
    openings: u32,
    first: u32,
    last: u32,
    headline: bool,
}

/// Weights by hand, checked against which chains of a document its five summaries name (GUM), each over all documents and
/// over five parts of them: weights fitted to four parts were worse on the fifth. Most entities named once matter equally
/// little, so that what orders those, a first position by degrees or their kinds, did harm.
const HEADLINE: f32 = 0.5;
const REPEATED: f32 = 0.5;
const LEAD: f32 = 1.0;
const SPREAD: f32 = 1.0;
const SUBJECT: f32 = 0.25;

/// How many sentences are the lead, the headline counted.
const LEAD_SENTENCES: u32 = 3;

/// Who opens so many sentences is one whom the text follows; fewer openings say nothing.
const OPENINGS: u32 = 3;

/// 0 to 1 for each entity; 0 for those that only stand outside the body.
pub fn weigh(spots: &Spots, entities: usize) -> Vec<f32> {
    let unseen = Seen { count: 0, sentences: 0, openings: 0, first: u32::MAX, last: 0, headline: false };
    let mut seen = vec![unseen; entities];
    for spot in &spots.spots {
        let entity = &mut seen[spot.entity as usize];
        entity.sentences += u32::from(entity.count == 0 || entity.last != spot.rank);
        entity.count += 1;
        entity.openings += u32::from(spot.opens);
        entity.first = entity.first.min(spot.rank);
        entity.last = spot.rank;
        entity.headline |= spot.headline || spot.rank == 0;
    }
    seen.iter().map(|entity| if entity.count == 0 { 0.0 } else { squashed(weight(entity, spots.sentences)) }).collect()
}

fn weight(entity: &Seen, sentences: u32) -> f32 {
    let flag = |is: bool| f32::from(u8::from(is));
    let often = |times: u32| libm::log2f(1.0 + times as f32);
    // Several times in one sentence is less than in several.
    0.5 * (often(entity.count) + often(entity.sentences)) - 1.0
        + HEADLINE * flag(entity.headline)
        + REPEATED * flag(entity.headline && entity.sentences > 1)
        + LEAD * flag(entity.first < LEAD_SENTENCES)
        + SPREAD * (entity.last - entity.first) as f32 / sentences.max(1) as f32
        + SUBJECT * flag(entity.openings >= OPENINGS)
}

/// From 0.1 for one who is named once in passing towards 1.
fn squashed(weight: f32) -> f32 {
    (weight + 0.25) / (weight + 2.5)
}
