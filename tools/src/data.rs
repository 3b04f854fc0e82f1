//! Reading files: text, and one JSON object a line, plain or gzip.

use crate::charset;
use flate2::read::MultiGzDecoder;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fs::File;
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

/// Reads a UTF-8 text file, or standard input for `-`.
pub fn read_text(path: &Path) -> Result<String, String> {
    let mut text = String::new();
    open_or_stdin(path)?.read_to_string(&mut text).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(text)
}

/// Reads an article in whichever encoding it is, and says which on standard error, as well as what the file may be instead.
pub fn read_article(path: &Path) -> Result<String, String> {
    let name = name_of(path);
    let mut bytes = Vec::new();
    open_or_stdin(path)?.read_to_end(&mut bytes).map_err(|e| format!("{name}: {e}"))?;
    let (text, reading) = charset::decode(&bytes).map_err(|e| format!("{name}: {e}"))?;
    eprintln!("marginalia: {name}: read as {reading}");
    if charset::is_html(&text) {
        eprintln!("marginalia: {name}: this is HTML, and its tags are read as words: give the page's text alone");
    }
    if name.ends_with(".jsonl") || name.ends_with(".jsonl.gz") {
        eprintln!("marginalia: {name}: read as one text: --jsonl reads one from each line");
    }
    Ok(text)
}

/// What a file is called in messages.
fn name_of(path: &Path) -> String {
    if path.as_os_str() == "-" { "standard input".to_owned() } else { path.display().to_string() }
}

/// Opens a file, or standard input for `-`.
pub fn open_or_stdin(path: &Path) -> Result<Box<dyn BufRead>, String> {
    if path.as_os_str() == "-" { Ok(Box::new(io::stdin().lock())) } else { open(path) }
}

/// Opens a file, unpacking it when its name ends in `.gz`.
pub fn open(path: &Path) -> Result<Box<dyn BufRead>, String> {
    let at = |e| format!("{}: {e}", path.display());
    let file = File::open(path).map_err(at)?;
    if file.metadata().map_err(at)?.is_dir() {
        return Err(format!("{}: this is a folder: give the files in it", path.display()));
    }
    Ok(if path.extension().is_some_and(|e| e == "gz") {
        Box::new(BufReader::new(MultiGzDecoder::new(file)))
    } else {
        Box::new(BufReader::new(file))
    })
}

/// Writes to standard output.
pub fn print(bytes: &[u8]) -> Result<(), String> {
    let mut out = io::stdout().lock();
    written(out.write_all(bytes).and_then(|()| out.flush()))
}

/// A reader that has gone away (`marginalia … | head`) is no error.
pub fn written(result: io::Result<()>) -> Result<(), String> {
    match result {
        Err(e) if e.kind() != ErrorKind::BrokenPipe => Err(format!("cannot write: {e}")),
        _ => Ok(()),
    }
}

/// The lines of a file.
pub fn lines(path: &Path) -> Result<Vec<String>, String> {
    open(path)?.lines().map(|line| line.map_err(|e| format!("{}: {e}", path.display()))).collect()
}

/// Whether a file is a plain text (`.txt`), as our own writing is.
pub fn is_text(path: &Path) -> bool {
    path.extension().is_some_and(|e| e == "txt")
}

/// The text files (`.txt`) of a folder, in order of their names.
pub fn texts(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let at = |e: io::Error| format!("{}: {e}", folder.display());
    let files = std::fs::read_dir(folder).map_err(at)?.map(|file| file.map(|file| file.path()));
    let mut files: Vec<PathBuf> = files.collect::<Result<_, _>>().map_err(at)?;
    files.retain(|file| is_text(file));
    files.sort();
    Ok(files)
}

/// Reads one JSON object a line; empty lines are passed over.
pub fn read_jsonl<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, String> {
    let mut records = Vec::new();
    for (number, line) in open(path)?.lines().enumerate() {
        let at = || format!("{}:{}", path.display(), number + 1);
        let line = line.map_err(|e| format!("{}: {e}", at()))?;
        if !line.trim().is_empty() {
            records.push(serde_json::from_str(&line).map_err(|e| format!("{}: {e}", at()))?);
        }
    }
    Ok(records)
}

/// Writes one JSON object a line.
pub fn write_jsonl<T: Serialize>(path: &Path, records: &[T]) -> Result<(), String> {
    let at = |e: &dyn std::fmt::Display| format!("{}: {e}", path.display());
    let mut lines = String::new();
    for record in records {
        lines += &serde_json::to_string(record).map_err(|e| at(&e))?;
        lines.push('\n');
    }
    std::fs::write(path, lines).map_err(|e| at(&e))
}

/// Byte offset of each code point of `text`, and its length: turns the data's offsets into ours.
pub fn code_points(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}
