//! One string, one kind: what most of its mentions are, all of them are.
//!
//! The votes of the document are features of the second pass, so that a mention may still go its own way: "Kessho does not
//! comment" a person, "Shares in Kessho" a place. A reader would take neither for a choice.

use super::compounds::STORMS;
use super::label::{KINDS, number};
use super::reading::Reading;
use super::token::word_hash;
use super::votes::{Draft, Mass, name_key};
use crate::mention::Kind;

/// The share of the posteriors of all mentions from which on a kind is that of each.
const MOST: f32 = 0.5;
/// What "Hurricane Ada" says of "Ada", in mentions.
const NAMED: f32 = 3.0;

/// Forms of address, behind which a person stands.
const ADDRESS: [&str; 30] = [
    "mr",
    "mr.",
    "mrs",
    "mrs.",
    "ms",
    "ms.",
    "mx",
    "cllr",
    "cllr.",
    "councillor",
    "barr",
    "barr.",
    "engr",
    "engr.",
    "alh",
    "alh.",
    "alhaji",
    "alhaja",
    "hajia",
    "hajiya",
    "smt",
    "smt.",
    "shri",
    "shri.",
    "shrimati",
    "mme",
    "mme.",
    "mlle",
    "herr",
    "frau",
];

/// Gives all names of the same letters the kind that most of their posteriors speak for. Where a place bears the surname of
/// somebody, "Austin lives in Austin, Texas", each keeps its own.
pub(super) fn agree(reading: &Reading, drafts: &mut [Draft]) {
    address(reading, drafts);
    let storms = STORMS.map(word_hash);
    let mut said: Vec<(u64, usize, bool)> = Vec::with_capacity(drafts.len());
    let mut surnames: Vec<u64> = Vec::new();
    for (at, draft) in drafts.iter().enumerate() {
        let base = reading.lines[draft.line].first;
        let (first, last) = (base + draft.found.first, base + draft.found.last);
        said.push((name_key(reading, first, last), at, true));
        if KINDS[draft.found.kind] == Kind::Person && last > first {
            surnames.push(name_key(reading, last, last));
        }
        let storm = KINDS[draft.found.kind] == Kind::Event && last > first;
        if storm && (first..last).any(|at| storms.contains(&reading.tokens[at].word)) {
            said.push((name_key(reading, last, last), at, false));
        }
    }
    said.sort_unstable();
    surnames.sort_unstable();
    for same in said.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
        let mut mass: Mass = [0.0; KINDS.len()];
        for (_, at, whole) in same {
            let draft = &drafts[*at];
            mass[draft.found.kind] += draft.probability * if *whole { 1.0 } else { NAMED };
        }
        let both = mass[number(Kind::Person)] > 0.0 && mass[number(Kind::Place)] > 0.0;
        if both && surnames.binary_search(&same[0].0).is_ok() {
            continue;
        }
        let total: f32 = mass.iter().sum();
        if let Some(kind) = mass.iter().position(|mass| *mass >= MOST * total) {
            same.iter().filter(|(.., whole)| *whole).for_each(|(_, at, _)| drafts[*at].found.kind = kind);
        }
    }
}

/// Behind "Mr" and the like stands a person, whatever the name looks like: "Mr Rangi", "Cllr Dunmore".
fn address(reading: &Reading, drafts: &mut [Draft]) {
    let forms = ADDRESS.map(word_hash);
    let is_form = |at: usize| reading.tokens[at].case.is_upper() && forms.contains(&reading.tokens[at].word);
    for draft in drafts {
        let line = &reading.lines[draft.line];
        let (first, last) = (line.first + draft.found.first, line.first + draft.found.last);
        let before = first > line.first && is_form(first - 1) && last - first <= 2;
        let other = matches!(KINDS[draft.found.kind], Kind::Organization | Kind::Place | Kind::Group);
        if other && (before || last == first + 1 && is_form(first)) {
            draft.found.kind = number(Kind::Person);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::lattice::Found;
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::structure::{Article, read};
    use crate::{segment, text};

    fn kinds(words: &str, drafts: &[(usize, usize, Kind, f32)]) -> Vec<Kind> {
        let blocks = text::blocks(words, &[]);
        let segments = segment::segment(words, &blocks);
        let article: Article = read(words, &[], blocks, segments, &[]);
        let lexicon = Lexicon::from_bytes(include_bytes!("../../data/packed/lexicon.bin")).unwrap();
        let reading = Reading::new(&article, &lexicon);
        let draft = |(first, last, kind, probability): &(usize, usize, Kind, f32)| Draft {
            line: 0,
            found: Found { first: *first, last: *last, kind: number(*kind) },
            probability: *probability,
        };
        let mut drafts: Vec<Draft> = drafts.iter().map(draft).collect();
        agree(&reading, &mut drafts);
        drafts.iter().map(|draft| KINDS[draft.found.kind]).collect()
    }

    #[test]
    fn most_of_the_posteriors_decide() {
        use Kind::{Organization, Person, Place};
        let words = "Kessho and Kessho and Kessho and Ada";
        let told = [(0, 0, Person, 0.4), (2, 2, Organization, 0.9), (4, 4, Organization, 0.5), (6, 6, Place, 0.3)];
        assert_eq!(kinds(words, &told), [Organization, Organization, Organization, Place]);
        let split = [(0, 0, Person, 0.4), (2, 2, Organization, 0.4), (4, 4, Place, 0.4)];
        assert_eq!(kinds(words, &split), [Person, Organization, Place], "no kind has most");
    }

    #[test]
    fn a_place_may_bear_a_surname() {
        use Kind::{Person, Place};
        let words = "Eric Austin and Austin and Austin";
        assert_eq!(
            kinds(words, &[(0, 1, Person, 0.9), (3, 3, Person, 0.6), (5, 5, Place, 0.9)]),
            [Person, Person, Place]
        );
    }

    #[test]
    fn behind_mr_stands_a_person() {
        use Kind::{Organization, Person, Place, Product};
        let words = "Mr Rangi and Cllr Dunmore and Rangi and General Motors";
        let told = [(1, 1, Place, 0.6), (3, 4, Organization, 0.6), (6, 6, Person, 0.5), (8, 9, Organization, 0.9)];
        assert_eq!(kinds(words, &told), [Person, Person, Person, Organization]);
        assert_eq!(kinds("Mr Muscle", &[(0, 1, Product, 0.6)]), [Product]);
    }

    #[test]
    fn a_storm_is_one_by_its_name_alone() {
        use Kind::{Event, Person, Place};
        let words = "Hurricane Ada and Ada and Ada";
        let told = [(0, 1, Event, 0.9), (3, 3, Place, 0.9), (5, 5, Person, 0.9)];
        assert_eq!(kinds(words, &told), [Event, Event, Event]);
    }
}
