//! The only file that knows JavaScript.

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
