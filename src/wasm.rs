//! The only file that knows JavaScript.

use crate::PublicationDate;
use wasm_bindgen::prelude::*;

/// Annotates `text` with `options` (null for none) and hands out the report.
///
/// # Errors
/// When `options` does not fit the contract; the message says where.
#[wasm_bindgen]
pub fn annotate(text: &str, options: JsValue) -> Result<JsValue, JsError> {
    let options: crate::Options = if options.is_null() || options.is_undefined() {
        crate::Options::default()
    } else {
        serde_wasm_bindgen::from_value(options).map_err(|e| JsError::new(&format!("the options do not fit: {e}")))?
    };
    let report = crate::annotate(text, &options);
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    serde::Serialize::serialize(&report, &serializer).map_err(|e| JsError::new(&e.to_string()))
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
