//! The card beside each packed file: where it came from, what it holds.

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::io::Write as _;
use std::path::Path;

/// A source of data: name, public address, licence.
pub type Source = (&'static str, &'static str, &'static str);

/// SHA-256 of some bytes, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Size of some bytes after gzip at its best.
pub fn gzip_size(bytes: &[u8]) -> Result<usize, String> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).map_err(|e| e.to_string())?;
    Ok(encoder.finish().map_err(|e| e.to_string())?.len())
}

/// What a card says of an input file.
pub fn input(path: &Path, sources: &[Source]) -> Result<Value, String> {
    let bytes = std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let sources: Vec<Value> = sources
        .iter()
        .map(|(name, address, licence)| json!({"name": name, "address": address, "licence": licence}))
        .collect();
    let file = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    Ok(json!({"file": file, "sha256": sha256(&bytes), "sources": sources}))
}

/// Writes a card beside the packed file: `names.bin` has `names.card.json`.
pub fn write(packed: &Path, card: &Value) -> Result<(), String> {
    let path = packed.with_extension("card.json");
    let text = serde_json::to_string_pretty(card).map_err(|e| e.to_string())? + "\n";
    std::fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display()))
}
