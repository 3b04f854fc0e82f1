//! Which names of persons are one person.

use super::fold::skeleton;
use super::links::{Name, Sets};
use super::name;
use super::shared::{BUCKET, People, told_apart};
use super::tables::{NICKNAMES, TITLES};
use crate::mention::{Kind, Mention};
use crate::structure::Article;
use std::collections::BTreeMap;

/// Words between forename and surname that belong to the surname.
const PARTICLES: [&str; 24] = [
    "al", "ap", "as", "bin", "bint", "da", "dal", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "ibn",
    "la", "le", "ter", "van", "von", "y", "zu",
];

/// What tells a son from his father, or one king from the next.
const GENERATIONS: [&str; 14] =
    ["i", "ii", "iii", "iv", "jr", "junior", "senior", "sr", "v", "vi", "vii", "viii", "xiv", "xvi"];

/// A name taken apart.
struct Parsed<'n> {
    id: u32,
    /// Without the generation.
    words: Vec<&'n str>,
    generation: &'n str,
}

impl<'n> Parsed<'n> {
    fn new(id: u32, key: &'n str) -> Self {
        let mut words: Vec<&str> = key.split(' ').collect();
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

/// The surname of someone named in full, folded; none of a forename or a surname alone.
#[must_use]
pub fn surname(surface: &str) -> Option<String> {
    let key = name::key(Kind::Person, surface);
    let parsed = Parsed::new(0, &key);
    parsed.is_full().then(|| parsed.last().to_owned())
}

/// Links the names of one person. `ids` are the persons among `names`.
///
/// Of a name that several persons share, each mention is looked at by itself: those that are one of them are handed out,
/// as mention and full name.
pub fn link(article: &Article, names: &[Name], mentions: &[Mention], ids: &[u32], sets: &mut Sets) -> Vec<(u32, u32)> {
    let people = People { article, names, mentions };
    let ids = ids.iter().filter(|&&id| !people.is_maiden(id));
    let parsed: Vec<Parsed> = ids.map(|&id| Parsed::new(id, &names[id as usize].key)).collect();
    let (full, lone): (Vec<Parsed>, Vec<Parsed>) = parsed.into_iter().partition(Parsed::is_full);
    same_forename(&full, &people, sets);
    same_middle(&full, sets);
    turned(&full, sets);
    initials(&full, sets);
    shorter(&full, &people, sets);
    let shared = claimed(&full, &lone, &people, sets);
    twins(&lone, sets);
    shared.iter().flat_map(|(name, claimants)| told_apart(&people, *name, claimants, sets)).collect()
}

/// The same surname and forename, by short form or another transliteration, unless a middle name or a generation
/// tells two apart: `George W. Bush` and `George H. W. Bush` leave `George Bush` to itself, and a `father, George Bush`, is
/// no `George W. Bush`.
fn same_forename(full: &[Parsed], people: &People, sets: &mut Sets) {
    let mut alike: BTreeMap<(String, String), Vec<&Parsed>> = BTreeMap::new();
    for name in full {
        alike.entry((skeleton_or(name.last()), sound(name.forename()))).or_default().push(name);
    }
    for bucket in alike.values() {
        let differ = |part: fn(&Parsed) -> String| {
            let mut parts = bucket.iter().map(|name| part(name)).filter(|part| !part.is_empty());
            parts.next().is_some_and(|first| parts.any(|other| other != first))
        };
        let apart = differ(|n| n.middle().to_owned()) || differ(|n| n.generation.to_owned());
        let middle = bucket.iter().any(|name| !name.middle().is_empty());
        let mut parts: BTreeMap<(&str, &str), u32> = BTreeMap::new();
        for name in bucket {
            if middle && name.words.len() == 2 && people.is_relative(name.id) {
                continue;
            }
            let part = if apart { (name.middle(), name.generation) } else { ("", "") };
            let first = *parts.entry(part).or_insert(name.id);
            sets.join(first, name.id);
        }
    }
}

/// The same surname and middle name, and a forename in another language: `Pierre Charles L'Enfant` signed `Peter Charles`.
fn same_middle(full: &[Parsed], sets: &mut Sets) {
    const LONG_ENOUGH: usize = 4;
    let mut alike: BTreeMap<(&str, &str, &str), u32> = BTreeMap::new();
    for name in full.iter().filter(|name| name.words.len() == 3 && name.words[1].len() >= LONG_ENOUGH) {
        let key = (name.last(), name.words[1], first_letter(name.words[0]));
        let first = *alike.entry(key).or_insert(name.id);
        sets.join(first, name.id);
    }
}

/// The skeleton, or the word itself where it has none (in other scripts).
fn skeleton_or(word: &str) -> String {
    let bones = skeleton(word);
    if bones.is_empty() { word.to_owned() } else { bones }
}

/// A forename as it sounds; `Moammar` is `Muammar` and `Mohamed` is `Muhammad`, but short ones (`Jan`, `Jon`) are kept apart.
fn sound(forename: &str) -> String {
    const CONSONANTS: usize = 3;
    const LONG_ENOUGH: usize = 5;
    let bones = skeleton_or(forename);
    let consonants = bones.chars().filter(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')).count();
    if consonants < CONSONANTS || bones.len() < LONG_ENOUGH {
        return bones;
    }
    bones.replace('o', "u").replace('e', "a")
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
fn shorter(full: &[Parsed], people: &People, sets: &mut Sets) {
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
        if let Some(set) = sets.only(&longer)
            && !people.is_relative(name.id)
        {
            sets.join(set, name.id);
        }
    }
}

/// Whether the words of `short` all stand in `long`, in order.
fn holds(long: &[&str], short: &[&str]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|word| rest.any(|other| other == word))
}

/// A surname alone, or a forename: the person's who is the only one to claim it. Hands out the names that several
/// persons claim, each with their full names, and those that are addressed as no one person is.
fn claimed(full: &[Parsed], lone: &[Parsed], people: &People, sets: &mut Sets) -> Vec<(u32, Vec<u32>)> {
    let mut claims: BTreeMap<(u8, String), Vec<u32>> = BTreeMap::new();
    for name in full {
        claims.entry((0, name.last().to_owned())).or_default().push(name.id);
        claims.entry((1, skeleton_or(name.last()))).or_default().push(name.id);
        claims.entry((2, name.words[0].to_owned())).or_default().push(name.id);
    }
    let mut shared = Vec::new();
    for name in lone {
        let word = name.last();
        let key = |rank: u8| (rank, if rank == 1 { skeleton_or(word) } else { word.to_owned() });
        // "Johann II" is not Johann Berg.
        let ranks = if name.generation.is_empty() { 0..3 } else { 0..2 };
        // One word may be the surname of many; of words that only sound like it there may be as many again.
        let few = |rank: u8, claimants: &&Vec<u32>| rank != 1 || claimants.len() <= BUCKET;
        let claimants = ranks.into_iter().find_map(|rank| claims.get(&key(rank)).filter(|c| few(rank, c)));
        let claimants = claimants.map_or(&[][..], Vec::as_slice);
        let mut address = people.address(name.id);
        if !address.is_empty() {
            claimants.iter().for_each(|&claimant| address.add(&people.address(claimant)));
        }
        match sets.only(claimants) {
            Some(set) if !address.clashes() => sets.join(set, name.id),
            None if claimants.is_empty() && !address.clashes() => {}
            _ => shared.push((name.id, claimants.to_vec())),
        }
    }
    shared
}

/// Two transliterations of a surname that stands alone; `Frederick I` and `Frederick II` are two.
fn twins(lone: &[Parsed], sets: &mut Sets) {
    const LONG_ENOUGH: usize = 6;
    let mut by_skeleton: BTreeMap<(String, &str), u32> = BTreeMap::new();
    for name in lone.iter().filter(|name| name.words.len() == 1 && name.last().len() >= LONG_ENOUGH) {
        let first = *by_skeleton.entry((skeleton_or(name.last()), name.generation)).or_insert(name.id);
        sets.join(first, name.id);
    }
}
