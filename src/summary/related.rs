//! Who appears with whom.

use super::Spots;
use std::collections::BTreeMap;

/// How many are kept for each entity.
const KEPT: usize = 8;

/// Of a sentence with more entities, a list, only the first ones count: pairs stay linear in the text.
const IN_SENTENCE: usize = 12;

/// For each entity, those that share sentences with it, heaviest first: the share of sentences that hold both among
/// those that hold either, as the cosine of the two sets.
pub fn related(spots: &Spots, entities: usize) -> Vec<Vec<(u32, f32)>> {
    let mut sentences = vec![0_u32; entities];
    let mut shared: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    for sentence in spots.spots.chunk_by(|a, b| a.sentence == b.sentence) {
        let mut present: Vec<u32> = sentence.iter().map(|spot| spot.entity).collect();
        present.sort_unstable();
        present.dedup();
        for &entity in &present {
            sentences[entity as usize] += 1;
        }
        present.truncate(IN_SENTENCE);
        for (at, &a) in present.iter().enumerate() {
            for &b in &present[at + 1..] {
                *shared.entry((a, b)).or_insert(0) += 1;
            }
        }
    }
    let mut related: Vec<Vec<(u32, f32)>> = vec![Vec::new(); entities];
    for ((a, b), both) in shared {
        let either = sentences[a as usize] as f32 * sentences[b as usize] as f32;
        let weight = both as f32 / libm::sqrtf(either);
        related[a as usize].push((b, weight));
        related[b as usize].push((a, weight));
    }
    for others in &mut related {
        others.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
        others.truncate(KEPT);
    }
    related
}
