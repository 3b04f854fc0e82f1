//! Verbs of the past: the month or day that one tells of is over, as in "was replaced on Oct. 2".

use super::ahead::{ends_in_ed, passive};
use super::scan::Row;
use super::words::Class;

/// How many items a verb of the past reaches: "complained of the smell in April".
const REACH: usize = 8;
/// The same of verbs that may tell of what is to come: "announced in May", but not "announced a concert in May".
const SAID: usize = 2;

/// Such verbs, besides those of saying.
const CALLED: [&str; 8] = ["called", "proposed", "postponed", "delayed", "promised", "pledged", "approved", "booked"];

/// Verbs whose past has another form than every other word.
const IRREGULAR: [&str; 48] = [
    "was", "were", "did", "had", "began", "came", "went", "took", "gave", "got", "made", "held", "won", "lost", "led",
    "left", "met", "died", "fled", "fell", "rose", "grew", "broke", "became", "ran", "sold", "sent", "bought", "found",
    "knew", "saw", "wrote", "stood", "struck", "sank", "shot", "spoke", "drove", "flew", "fought", "paid", "built",
    "drew", "threw", "stole", "swore", "spent", "hired",
];

/// How many items past it a verb of the past reaches; none where the item is none, 0 where the past ends.
pub fn reach(row: &Row, at: usize) -> Option<usize> {
    const PRESENT: [&str; 12] =
        ["is", "are", "has", "have", "can", "could", "may", "might", "should", "which", "who", "being"];
    let item = row.at(at);
    match item.class {
        Class::Said => Some(SAID),
        Class::Other if CALLED.iter().any(|verb| row.is(at, verb)) => Some(SAID),
        Class::Ahead | Class::That => Some(0),
        // "refused to sign"
        Class::To if item.value == 0 && row.has(at + 1, Class::Other) && !row.at(at + 1).capital => Some(0),
        Class::Other if is_past(row, at) => Some(REACH),
        Class::Other if PRESENT.iter().any(|word| row.is(at, word)) => Some(0),
        _ => None,
    }
}

/// Whether a verb of the past between `start` and an item tells of it: the nearest word that says either way decides.
pub fn tells_of(row: &Row, start: usize, item: usize) -> bool {
    let near = start.max(item.saturating_sub(REACH))..item;
    near.rev().find_map(|at| Some(item <= at + reach(row, at)?)).unwrap_or(false)
}

/// Whether an item is a verb of the past, not as in "to be opened", "the proposed law" or "once it has faded".
fn is_past(row: &Row, at: usize) -> bool {
    let named = row.at(at).capital || matches!(row.before(at, 1).class, Class::The | Class::A);
    let perfect = (1..=2).any(|by| at >= by && (row.is(at - by, "has") || row.is(at - by, "have")));
    if named || perfect || passive(row, at) {
        return false;
    }
    ends_in_ed(row, at) && !row.word(at).ends_with("eed") || IRREGULAR.iter().any(|verb| row.is(at, verb))
}

/// Whether an expression tells when something was: "in April", "on Oct. 2", "during the February 25 polls", but not "for May".
pub fn tells_when(row: &Row, from: usize) -> bool {
    let the = usize::from(row.before(from, 1).class == Class::The);
    let before = row.before(from, 1 + the);
    before.class == Class::In && matches!(before.value, 0 | 1 | 5)
}
