//! Which names of persons are one person.

use super::fold::skeleton;
use super::links::{Name, Sets};
use super::tables::{NICKNAMES, TITLES};
use std::collections::BTreeMap;

/// Words between forename and surname that belong to the surname.
const PARTICLES: [&str; 24] = [
    "al", "ap", "as", "bin", "bint", "da", "dal", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "ibn",
    "la", "le", "ter", "van", "von", "y", "zu",
];

/// What tells a son from his father, or one king from the next.
const GENERATIONS: [&str; 14] =
    ["i", "ii", "iii", "iv", "jr", "junior", "senior", "sr", "v", "vi", "vii", "viii", "xiv", "xvi"];

/// How many names of one surname are compared with each other; a text with more is a list.
const BUCKET: usize = 16;

/// A name taken apart.
struct Parsed<'n> {
    id: u32,
    /// Without the generation.
    words: Vec<&'n str>,
    generation: &'n str,
}

impl<'n> Parsed<'n> {
    fn new(id: u32, name: &'n Name) -> Self {
        let mut words: Vec<&str> = name.words().collect();
        let generation = match words.last() {
            Some(last) if words.len() > 1 && GENERATIONS.contains(last) => words.pop().unwrap_or_default(),
            _ => "",
        };
        Self { id, words, generation }
    }

    fn last(&self) -> &'n str {
        self.words[self.words.len() - 1]
    }

    /// Whether it is a forename and a surname, not a surname with its particle, nor a title ("Madam Speaker").
    fn is_full(&self) -> bool {
        self.words.len() > 1 && !PARTICLES.contains(&self.words[0]) && !self.words.iter().all(|word| TITLES.has(word))
    }

    /// The forename, a short form by the long one.
    fn forename(&self) -> &'n str {
        NICKNAMES.get(self.words[0]).unwrap_or(self.words[0])
    }

    /// First letter of the middle name.
    fn middle(&self) -> &'n str {
        let inner = &self.words[1..self.words.len() - 1];
        inner.iter().find(|word| !PARTICLES.contains(word)).map_or("", |word| first_letter(word))
    }
}

fn first_letter(word: &str) -> &str {
    &word[..word.chars().next().map_or(0, char::len_utf8)]
}

/// Links the names of one person. `ids` are the persons among `names`.
pub fn link(names: &[Name], ids: &[u32], sets: &mut Sets) {
    let parsed: Vec<Parsed> = ids.iter().map(|&id| Parsed::new(id, &names[id as usize])).collect();
    let (full, lone): (Vec<Parsed>, Vec<Parsed>) = parsed.into_iter().partition(Parsed::is_full);
    same_forename(&full, sets);
    turned(&full, sets);
    initials(&full, sets);
    shorter(&full, sets);
    claimed(names, &full, &lone, sets);
    twins(&lone, sets);
}

/// The same surname and forename, by short form or another transliteration, unless a middle name or a generation
/// tells two apart: `George W. Bush` and `George H. W. Bush` leave `George Bush` to itself.
fn same_forename(full: &[Parsed], sets: &mut Sets) {
    let mut alike: BTreeMap<(String, String), Vec<&Parsed>> = BTreeMap::new();
    for name in full {
        alike.entry((skeleton_or(name.last()), skeleton_or(name.forename()))).or_default().push(name);
    }
    for bucket in alike.values() {
        let differ = |part: fn(&Parsed) -> String| {
            let mut parts = bucket.iter().map(|name| part(name)).filter(|part| !part.is_empty());
            parts.next().is_some_and(|first| parts.any(|other| other != first))
        };
        let apart = differ(|n| n.middle().to_owned()) || differ(|n| n.generation.to_owned());
        let mut parts: BTreeMap<(&str, &str), u32> = BTreeMap::new();
        for name in bucket {
            let part = if apart { (name.middle(), name.generation) } else { ("", "") };
            let first = *parts.entry(part).or_insert(name.id);
            sets.join(first, name.id);
        }
    }
}

/// The skeleton, or the word itself where it has none (in other scripts).
fn skeleton_or(word: &str) -> String {
    let bones = skeleton(word);
    if bones.is_empty() { word.to_owned() } else { bones }
}

/// The surname first: `Higuchi Ichiyō` is `Ichiyō Higuchi`.
fn turned(full: &[Parsed], sets: &mut Sets) {
    let mut by_words: BTreeMap<Vec<&str>, u32> = BTreeMap::new();
    for name in full {
        let mut words = name.words.clone();
        words.sort_unstable();
        let first = *by_words.entry(words).or_insert(name.id);
        sets.join(first, name.id);
    }
}

/// An initial for the forename: `J. Biden` is `Joe Biden` when no other `J… Biden` is there.
fn initials(full: &[Parsed], sets: &mut Sets) {
    let mut by_initial: BTreeMap<(&str, &str), Vec<u32>> = BTreeMap::new();
    let is_initial = |name: &Parsed| name.words[0].len() <= 2 && !name.words[0].contains(['a', 'e', 'i', 'o', 'u']);
    let initial = |name: &Parsed| name.words[0].len() == 1 || is_initial(name);
    for name in full.iter().filter(|name| !initial(name)) {
        by_initial.entry((name.last(), first_letter(name.words[0]))).or_default().push(name.id);
    }
    for name in full.iter().filter(|name| initial(name)) {
        if let Some(claimants) = by_initial.get(&(name.last(), first_letter(name.words[0])))
            && let Some(set) = sets.only(claimants)
        {
            sets.join(set, name.id);
        }
    }
}

/// Some of the words of a longer name, in order: `Otto Jespersen` is `Jens Otto Harry Jespersen`, `Pierre Charles` is
/// `Pierre Charles L'Enfant`.
fn shorter(full: &[Parsed], sets: &mut Sets) {
    let mut by_end: BTreeMap<(bool, &str), Vec<usize>> = BTreeMap::new();
    for (at, name) in full.iter().enumerate() {
        by_end.entry((true, name.last())).or_default().push(at);
        by_end.entry((false, name.words[0])).or_default().push(at);
    }
    for name in full {
        let ends = [(true, name.last()), (false, name.words[0])];
        let longer: Vec<u32> = ends
            .iter()
            .flat_map(|end| by_end[end].iter().take(BUCKET))
            .map(|&at| &full[at])
            .filter(|other| other.words.len() > name.words.len() && holds(&other.words, &name.words))
            .map(|other| other.id)
            .collect();
        if let Some(set) = sets.only(&longer) {
            sets.join(set, name.id);
        }
    }
}

/// Whether the words of `short` all stand in `long`, in order.
fn holds(long: &[&str], short: &[&str]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|word| rest.any(|other| other == word))
}

/// A surname alone, or a forename: the person's who is the only one to claim it.
/// `Biden` stays by itself beside two Bidens, unless the text is about one of them.
fn claimed(names: &[Name], full: &[Parsed], lone: &[Parsed], sets: &mut Sets) {
    let mut claims: BTreeMap<(u8, String), Vec<u32>> = BTreeMap::new();
    for name in full {
        claims.entry((0, name.last().to_owned())).or_default().push(name.id);
        claims.entry((1, skeleton_or(name.last()))).or_default().push(name.id);
        claims.entry((2, name.words[0].to_owned())).or_default().push(name.id);
    }
    for name in lone {
        let word = name.last();
        let key = |rank: u8| (rank, if rank == 1 { skeleton_or(word) } else { word.to_owned() });
        if let Some(claimants) = (0..3).find_map(|rank| claims.get(&key(rank))) {
            if let Some(set) = sets.only(claimants).or_else(|| foremost(names, claimants, sets)) {
                sets.join(set, name.id);
            }
        }
    }
}

/// Two transliterations of a surname that stands alone.
fn twins(lone: &[Parsed], sets: &mut Sets) {
    const LONG_ENOUGH: usize = 6;
    let mut by_skeleton: BTreeMap<String, u32> = BTreeMap::new();
    for name in lone.iter().filter(|name| name.words.len() == 1 && name.last().len() >= LONG_ENOUGH) {
        let first = *by_skeleton.entry(skeleton_or(name.last())).or_insert(name.id);
        sets.join(first, name.id);
    }
}

/// Of several persons with a name, the one the text is about: named first, and in full twice as often as any other.
fn foremost(names: &[Name], claimants: &[u32], sets: &mut Sets) -> Option<u32> {
    let mut persons: BTreeMap<u32, (usize, u32)> = BTreeMap::new();
    for &claimant in claimants {
        let name = &names[claimant as usize];
        let (count, first) = persons.entry(sets.find(claimant)).or_insert((0, u32::MAX));
        *count += name.mentions.len();
        *first = name.start.min(*first);
    }
    let (&set, &(count, _)) = persons.iter().min_by_key(|(_, (_, first))| *first)?;
    let rest = persons.iter().filter(|(other, _)| **other != set);
    rest.map(|(_, (count, _))| *count).max().is_none_or(|most| count >= 2 * most).then_some(set)
}
