//! `marginalia pack lexicon`: word clusters, people and phrases into `data/packed/lexicon.bin`.

use super::filter;
use crate::card::{self, Source};
use crate::data;
use marginalia::lexicon::{Lexicon, SET_BITS, SETS, phrase};
use marginalia::names::{phrase_key, word_key};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Pack word clusters, name lists and lists of organisations and places.
#[derive(clap::Args)]
pub struct Args {
    /// Folder with `lexicon/` and `places/`.
    #[arg(long, default_value = "../shared/data")]
    data: PathBuf,
    /// Folder of the project, with our own lists.
    #[arg(long, default_value = ".")]
    project: PathBuf,
    /// Where to write.
    #[arg(long, default_value = "data/packed/lexicon.bin")]
    out: PathBuf,
}

pub fn run(args: &Args) -> Result<(), String> {
    let (clusters, coarser) = clusters(&args.data.join("lexicon/glove_clusters.tsv.gz"))?;
    let people = people(&args.data.join("lexicon"))?;
    let phrases = phrases(&args.data, &args.project)?;
    let (numbers, sets) = numbered(&phrases)?;
    let bytes = Lexicon::to_bytes(
        &filter::build(&clusters, 11)?,
        &filter::build(&people, 4)?,
        &filter::build(&numbers, SET_BITS)?,
        &sets,
        &coarser,
    );
    println!("{} clustered words, {} people's names, {} phrases", clusters.len(), people.len(), phrases.len());
    std::fs::write(&args.out, &bytes).map_err(|e| format!("{}: {e}", args.out.display()))?;
    write_card(args, &bytes, [clusters.len(), people.len(), phrases.len()])
}

/// Our own lists: peoples, faiths and political groups; organisations; bodies, and the buildings that stand for them.
const GROUPS: &str = "data/names/groups.tsv";
const ORGANIZATIONS: &str = "data/names/organizations.tsv";
const METONYMS: &str = "data/entities/metonyms.tsv";
/// Our own list of events, products and laws.
const THINGS: &str = "data/names/things.tsv";

/// Every input of the shared data with its sources.
const INPUTS: &[(&str, &[Source])] = &[
    ("lexicon/glove_clusters.tsv.gz", &[("GloVe 6B", "https://nlp.stanford.edu/projects/glove/", "PDDL")]),
    (
        "lexicon/forenames.tsv",
        &[("Popular names", "https://github.com/sigpwned/popular-names-by-country-dataset", "CC0")],
    ),
    (
        "lexicon/surnames.tsv",
        &[("Popular names", "https://github.com/sigpwned/popular-names-by-country-dataset", "CC0")],
    ),
    ("lexicon/forenames_us_census.tsv", &[("US Census 1990", "https://www.census.gov/", "public domain")]),
    ("lexicon/surnames_us_census.tsv", &[("US Census 1990", "https://www.census.gov/", "public domain")]),
    (
        "lexicon/organizations.tsv",
        &[
            ("openfootball clubs; corpora", "https://github.com/openfootball/clubs", "CC0"),
            ("Hipo university domains", "https://github.com/Hipo/university-domains-list", "MIT"),
            ("S&P 500 companies", "https://github.com/datasets/s-and-p-500-companies", "PDDL"),
        ],
    ),
    ("lexicon/nationalities.txt", &[("UK government registers", "https://www.gov.uk/", "Open Government Licence v3")]),
];

/// The sources of an input in the folder of word lists.
pub fn sources(file: &str) -> &'static [Source] {
    let input = INPUTS.iter().find(|(input, _)| input.strip_prefix("lexicon/") == Some(file));
    input.map_or(&[], |(_, sources)| sources)
}

fn write_card(args: &Args, bytes: &[u8], [words, people, phrases]: [usize; 3]) -> Result<(), String> {
    let inputs = INPUTS.iter().map(|(file, sources)| card::input(&args.data.join(file), sources));
    let own = [GROUPS, ORGANIZATIONS, METONYMS, THINGS]
        .map(|file| card::input(&args.project.join(file), &[("our own list", file, "MIT OR Apache-2.0")]));
    let inputs: Vec<Value> = inputs.chain(own).collect::<Result<_, _>>()?;
    let card = json!({
        "command": "marginalia pack lexicon",
        "licence": "CC BY 4.0",
        "inputs": inputs,
        "counts": {"clustered words": words, "people's names": people, "phrases": phrases},
        "bytes": bytes.len(),
        "gzip": card::gzip_size(bytes)?,
        "sha256": card::sha256(bytes),
    });
    card::write(&args.out, &card)
}

/// The lines of a file, split at tabs.
fn rows(path: &Path) -> Result<Vec<Vec<String>>, String> {
    Ok(data::lines(path)?.iter().map(|line| line.split('\t').map(str::to_owned).collect()).collect())
}

/// Fine cluster of each word's key, and the two coarser clusters of each fine one (counted from 1; 0 is none).
type Clusters = (BTreeMap<u64, u16>, Vec<(u16, u8)>);

/// Reads the table of clusters.
fn clusters(path: &Path) -> Result<Clusters, String> {
    let mut words = BTreeMap::new();
    let mut coarser = vec![(0, 0); 2001];
    for row in rows(path)? {
        let [fine, middle, coarse, word] = &row[..] else {
            return Err(format!("{}: not four columns", path.display()));
        };
        let number = |text: &str| text.parse::<u16>().map_err(|e| format!("{text}: {e}"));
        let fine = number(fine)? + 1;
        coarser[fine as usize] = (number(middle)? + 1, number(coarse)? as u8 + 1);
        words.entry(word_key(word)).or_insert(fine);
    }
    Ok((words, coarser))
}

/// Low two bits: how usual as a forename; next two: as a surname.
fn people(folder: &Path) -> Result<BTreeMap<u64, u16>, String> {
    let mut people: BTreeMap<u64, u16> = BTreeMap::new();
    let mut note = |name: &str, usual: u16, shift: u32| {
        let entry = people.entry(word_key(name)).or_default();
        *entry = *entry & !(3 << shift) | usual.max(*entry >> shift & 3) << shift;
    };
    for (file, shift) in [("forenames", 0), ("surnames", 2)] {
        for row in rows(&folder.join(format!("{file}.tsv")))? {
            row[0].split([' ', '-']).for_each(|part| note(part, 2, shift));
        }
        for row in rows(&folder.join(format!("{file}_us_census.tsv")))? {
            let percent: f32 = row[1].parse().map_err(|e| format!("{}: {e}", row[1]))?;
            note(
                &row[0],
                if percent >= 0.05 {
                    3
                } else if percent >= 0.005 {
                    2
                } else {
                    1
                },
                shift,
            );
        }
    }
    Ok(people)
}

/// The number of each phrase's set of lists, and the sets.
fn numbered(phrases: &BTreeMap<u64, u16>) -> Result<(BTreeMap<u64, u16>, [u8; SETS]), String> {
    let occurring: BTreeSet<u16> = phrases.values().copied().collect();
    let mut sets = [0; SETS];
    for (number, bits) in (1..).zip(&occurring) {
        let set = sets.get_mut(number).ok_or(format!("more than {SETS} sets of lists"))?;
        *set = u8::try_from(*bits).map_err(|e| e.to_string())?;
    }
    let number = |bits: &u16| 1 + occurring.range(..bits).count() as u16;
    Ok((phrases.iter().map(|(key, bits)| (*key, number(bits))).collect(), sets))
}

fn phrases(folder: &Path, project: &Path) -> Result<BTreeMap<u64, u16>, String> {
    let mut phrases: BTreeMap<u64, u16> = BTreeMap::new();
    let mut note = |name: &str, bit: u16| {
        if name.chars().filter(|c| c.is_alphanumeric()).count() >= 2 {
            *phrases.entry(phrase_key(name)).or_default() |= bit;
        }
    };
    for row in rows(&folder.join("lexicon/organizations.tsv"))? {
        match row[1].as_str() {
            "club" => note(&row[0], phrase::CLUB),
            "university" => note(&row[0], phrase::UNIVERSITY),
            _ => note(&row[0], phrase::ORGANIZATION),
        }
    }
    for row in rows(&project.join(THINGS))?.iter().filter(|row| !row[0].starts_with('#')) {
        let bit = match row.get(1).map(String::as_str) {
            Some("event") => phrase::EVENT,
            Some("product") => phrase::PRODUCT,
            Some("law") => phrase::LAW,
            _ => return Err(format!("{THINGS}: {}: neither event, product nor law", row[0])),
        };
        note(&row[0], bit);
    }
    let lists = [
        (folder.join("lexicon/nationalities.txt"), phrase::NATIONALITY),
        (project.join(GROUPS), phrase::NATIONALITY),
        (project.join(ORGANIZATIONS), phrase::BODY),
        (project.join(METONYMS), phrase::BODY),
    ];
    for (list, bit) in lists {
        rows(&list)?.iter().filter(|row| !row[0].starts_with('#')).for_each(|row| note(&row[0], bit));
    }
    Ok(phrases)
}
