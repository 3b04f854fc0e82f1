//! Going on where an earlier run stopped.

use super::jsonl::{Ids, fingerprint};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Seek, SeekFrom};
use std::path::Path;

#[derive(Deserialize)]
struct Written {
    id: Value,
    #[serde(rename = "report")]
    _report: IgnoredAny,
}

/// Opens the output of an earlier run for appending, without the last line if it is torn, and tells the ids in it.
pub fn open(path: &Path) -> Result<(File, Ids), String> {
    let at = |e: std::io::Error| format!("{}: {e}", path.display());
    let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path).map_err(at)?;
    let mut ids = Ids::new();
    let mut whole = 0;
    let mut line = Vec::new();
    let mut reader = BufReader::new(&file);
    for number in 1_usize.. {
        line.clear();
        let length = reader.read_until(b'\n', &mut line).map_err(at)?;
        if line.last() != Some(&b'\n') {
            break;
        }
        let written: Written = serde_json::from_slice(&line)
            .map_err(|e| format!("{}:{number}: not a line of an earlier run: {e}", path.display()))?;
        ids.insert(fingerprint(&written.id));
        whole += length as u64;
    }
    let mut file = file;
    file.set_len(whole).map_err(at)?;
    file.seek(SeekFrom::Start(whole)).map_err(at)?;
    Ok((file, ids))
}
