//! The only file that knows JavaScript.
//!
//! A report's long lists leave as typed arrays, which a worker hands over without a copy; its small parts as plain
//! values. `www/engine/transfer.js` puts the report together again, whole: the contract is the same on both sides.

use crate::report::{Block, Engine, Language, Mention, Published, Quantity, Report, Summary};
use crate::{Options, PublicationDate};
use js_sys::{Array, Function, Object, Reflect, Uint32Array};
use serde::Serialize;
use std::collections::BTreeMap;
use wasm_bindgen::prelude::*;

/// Says in the console where a panic happened, and not with what words: they could be the reader's.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(String::new, ToString::to_string);
        web_sys::console::error_1(&format!("the engine stopped at {place}").into());
    }));
}

/// Annotates `text` with `options` (null for none) and hands out the packed report.
///
/// # Errors
/// When `options` does not fit the contract; the message says where.
#[wasm_bindgen]
pub fn annotate(text: &str, options: JsValue) -> Result<Object, JsError> {
    pack(&crate::annotate(text, &read(options)?))
}

/// The names of the stages and the milliseconds that each took on `text` by the caller's `clock`.
///
/// # Errors
/// When `options` does not fit the contract.
#[wasm_bindgen]
pub fn stages(text: &str, options: JsValue, clock: &Function) -> Result<Array, JsError> {
    let now = || clock.call0(&JsValue::NULL).ok().and_then(|now| now.as_f64()).unwrap_or_default();
    let options = read(options)?;
    let taken = Array::new();
    let mut before = now();
    let mut done = |stage: &str| {
        let after = now();
        taken.push(&Array::of2(&stage.into(), &(after - before).into()));
        before = after;
    };
    let report = crate::annotate_watched(text, &options, &mut done);
    pack(&report)?;
    done("pack");
    Ok(taken)
}

/// What a text could mean as a publication date, the likeliest first; empty when it is none. A date without year is read
/// against `today`.
///
/// # Errors
/// When `today` is not a date like `2023-05-23`.
#[wasm_bindgen(js_name = readDate)]
pub fn read_date(text: &str, today: Option<String>) -> Result<Vec<String>, JsError> {
    let today = today.map(PublicationDate::try_from).transpose().map_err(|e| JsError::new(&e.to_string()))?;
    Ok(crate::read_date(text, today).iter().map(ToString::to_string).collect())
}

/// The places that a name may mean by itself, the likeliest first: entries of the gazetteer, as a report has them.
///
/// # Errors
/// None is expected; the door cannot promise it.
#[wasm_bindgen(js_name = placesNamed)]
pub fn places_named(name: &str) -> Result<JsValue, JsError> {
    plain(&crate::places_named(name))
}

fn read(options: JsValue) -> Result<Options, JsError> {
    if options.is_null() || options.is_undefined() {
        return Ok(Options::default());
    }
    serde_wasm_bindgen::from_value(options).map_err(|e| JsError::new(&format!("the options do not fit: {e}")))
}

/// The parts of a report that are neither long nor many.
#[derive(Serialize)]
struct Head<'r> {
    version: u32,
    engine: &'r Engine,
    language: &'r Language,
    published: &'r Published,
    amounts: &'r [Quantity],
    summary: &'r Summary,
    unplaced: &'r [u32],
}

/// The contract's words, each as its place in a list that goes along.
struct Words<T>(Vec<T>);

impl<T: PartialEq> Words<T> {
    /// Linear: the longest list, the roles, has sixteen.
    fn number(&mut self, word: T) -> u32 {
        let place = self.0.iter().position(|known| *known == word).unwrap_or_else(|| {
            self.0.push(word);
            self.0.len() - 1
        });
        u32::try_from(place).expect("few words")
    }
}

fn pack(report: &Report) -> Result<Object, JsError> {
    let head = Head {
        version: report.version,
        engine: &report.engine,
        language: &report.language,
        published: &report.published,
        amounts: &report.amounts,
        summary: &report.summary,
        unplaced: &report.unplaced,
    };
    let (blocks, roles, languages) = blocks(&report.blocks)?;
    let (mentions, kinds, by) = mentions(report)?;
    let sentences: Vec<u32> = report.sentences.iter().flat_map(|s| [s.start, s.end]).collect();
    let packed = Object::new();
    for (key, value) in [
        ("head", plain(&head)?),
        ("roles", roles),
        ("languages", languages),
        ("kinds", kinds),
        ("by", by),
        ("blocks", Uint32Array::from(&blocks[..]).into()),
        ("sentences", Uint32Array::from(&sentences[..]).into()),
        ("mentions", Uint32Array::from(&mentions[..]).into()),
        ("tokens", report.tokens.as_ref().map_or(JsValue::NULL, |tokens| Uint32Array::from(&tokens[..]).into())),
        ("entities", plain(&report.entities)?),
        ("dates", plain(&report.dates)?),
    ] {
        Reflect::set(&packed, &key.into(), &value).map_err(|_| JsError::new("the report cannot be handed over"))?;
    }
    Ok(packed)
}

/// Six numbers a block: start, end, role, level or 0, language, body; and the words they stand for.
fn blocks(blocks: &[Block]) -> Result<(Vec<u32>, JsValue, JsValue), JsError> {
    let (mut roles, mut languages) = (Words(Vec::new()), Words(Vec::new()));
    let mut flat = Vec::with_capacity(blocks.len() * 6);
    for block in blocks {
        flat.extend([
            block.start,
            block.end,
            roles.number(block.role),
            block.level.map_or(0, u32::from),
            languages.number(block.language.as_str()),
            u32::from(block.body),
        ]);
    }
    Ok((flat, plain(&roles.0)?, plain(&languages.0)?))
}

/// Six numbers a mention: start, end, kind, place of its entity in the list plus 1 or 0, thousandths of confidence plus 1
/// or 0, who marked it; and the words they stand for.
fn mentions(report: &Report) -> Result<(Vec<u32>, JsValue, JsValue), JsError> {
    let (mut kinds, mut by) = (Words(Vec::new()), Words(Vec::new()));
    let places: BTreeMap<&str, u32> = report.entities.iter().map(|e| e.id.as_str()).zip(1..).collect();
    let entity = |mention: &Mention| mention.entity.as_deref().and_then(|id| places.get(id)).copied().unwrap_or(0);
    let mut flat = Vec::with_capacity(report.mentions.len() * 6);
    for mention in &report.mentions {
        flat.extend([
            mention.start,
            mention.end,
            kinds.number(mention.kind),
            entity(mention),
            mention.confidence.map_or(0, thousandths),
            by.number(mention.by),
        ]);
    }
    Ok((flat, plain(&kinds.0)?, plain(&by.0)?))
}

/// A confidence of at most three decimals as a whole number, plus 1.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a confidence lies between 0 and 1")]
fn thousandths(confidence: f64) -> u32 {
    (confidence * 1e3).round() as u32 + 1
}

fn plain<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, JsError> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).map_err(|e| JsError::new(&e.to_string()))
}
