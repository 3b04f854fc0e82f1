//! The import law: which room of `src` may know which. A room is a top-level module; `lib.rs` alone knows them all.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Each room, and the rooms it may import. A room stands below all that it imports, so that there is no circle.
const LAW: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("utf16", &[]),
    ("mention", &["text"]),
    ("segment", &["text"]),
    ("lexicon", &["text"]),
    ("structure", &["text", "segment", "lexicon"]),
    // These three never know each other.
    ("names", &["text", "segment", "mention", "lexicon", "structure"]),
    ("dates", &["text", "segment", "mention", "structure"]),
    ("amounts", &["text", "segment", "mention", "structure"]),
    ("corrections", &["text", "utf16", "mention", "structure"]),
    ("options", &["text", "utf16", "dates", "corrections"]),
    ("settle", &["text", "mention", "corrections"]),
    ("entities", &["text", "segment", "mention", "lexicon", "structure", "names", "amounts", "corrections", "settle"]),
    ("places", &["text", "segment", "mention", "lexicon", "structure", "entities"]),
    (
        "summary",
        &["text", "segment", "mention", "lexicon", "structure", "names", "dates", "amounts", "entities", "places"],
    ),
    (
        "report",
        &[
            "text",
            "utf16",
            "segment",
            "mention",
            "structure",
            "names",
            "dates",
            "amounts",
            "entities",
            "places",
            "summary",
        ],
    ),
    ("wasm", &["lib", "report", "options", "utf16"]),
];

/// All that `places` may take from `entities`: what it answers in.
const PLACES_FROM_ENTITIES: &str = "PlaceAnswer";

#[test]
fn every_import_keeps_the_law() {
    let broken: Vec<String> = sources().iter().flat_map(|(file, source)| breaches(file, source)).collect();
    assert!(broken.is_empty(), "against the import law:\n{}", broken.join("\n"));
}

#[test]
fn the_law_has_no_circle() {
    for (at, (room, allowed)) in LAW.iter().enumerate() {
        for other in allowed.iter().filter(|other| **other != "lib") {
            assert!(LAW[..at].iter().any(|(above, _)| above == other), "{room} stands above {other}, which it imports");
        }
    }
}

#[test]
fn every_room_is_in_the_law() {
    for file in sources().keys() {
        let room = room(file);
        assert!(room == "lib" || LAW.iter().any(|(name, _)| *name == room), "{room} is not in the law");
    }
}

#[test]
fn breaches_are_seen() {
    let seen = |file: &str, source: &str| breaches(Path::new(file), source).len();
    assert_eq!(seen("names/model.rs", "use crate::dates::Timex;"), 1);
    assert_eq!(seen("names/model.rs", "use crate::{text::Span, dates::{Timex, find}, amounts};"), 2);
    assert_eq!(seen("names/mod.rs", "let x = super::amounts::find(a);"), 1);
    assert_eq!(seen("names/model.rs", "use super::super::amounts;"), 1);
    assert_eq!(seen("text/mod.rs", "fn f() { crate::annotate(x) }"), 1);
    assert_eq!(seen("places/mod.rs", "use crate::entities::Entity;"), 1);
    assert_eq!(seen("names/mod.rs", "use crate::*;"), 1);
    assert_eq!(seen("places/mod.rs", "use crate::entities::PlaceAnswer;\nuse crate::places::x;"), 0);
    assert_eq!(seen("names/mod.rs", "//! See [`crate::dates`].\nuse super::super_tag;\npub(crate) fn f() {}"), 0);
    assert_eq!(seen("names/mod.rs", "mod vote;\n#[cfg(test)]\nmod tests { use crate::dates; }"), 0);
}

/// The files of `src` by their path in it; test modules in files of their own are left out.
fn sources() -> BTreeMap<PathBuf, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = BTreeMap::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("src can be read") {
            let path = entry.expect("src can be read").path();
            let inside = path.strip_prefix(&root).expect("inside src").to_owned();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("tests.rs") {
                found.insert(inside, std::fs::read_to_string(&path).expect("Rust sources are UTF-8"));
            }
        }
    }
    assert!(found.len() > LAW.len(), "the sources are there");
    found
}

/// The top-level module that a file of `src` belongs to.
fn room(file: &Path) -> String {
    let first = file.components().next().expect("not empty").as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

fn breaches(file: &Path, source: &str) -> Vec<String> {
    let room = room(file);
    let Some((_, allowed)) = LAW.iter().find(|(name, _)| *name == room) else { return Vec::new() };
    let mut broken = Vec::new();
    for (first, second) in imports(file, source) {
        let other = if is_room(&first) { first.as_str() } else { "lib" };
        let too_much = room == "places" && other == "entities" && second != PLACES_FROM_ENTITIES;
        if too_much || (other != room && !allowed.contains(&other)) {
            broken.push(format!("  src/{}: {room} -> {first}::{second}", file.display()));
        }
    }
    broken
}

fn is_room(name: &str) -> bool {
    LAW.iter().any(|(room, _)| *room == name)
}

/// What a file names by a path from the crate's root: the first and the second name of each path. Unit tests and
/// comments may name what they like.
fn imports(file: &Path, source: &str) -> Vec<(String, String)> {
    let tested = source.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let lines = tested.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code = lines.fold(String::new(), |code, line| code + line + "\n");
    let depth = file.components().count() - usize::from(file.ends_with("mod.rs"));
    let supers = "super::".repeat(depth);
    let by_name = code.match_indices("crate::").flat_map(|(at, from)| heads(&code[at + from.len()..]));
    let by_parent = code.match_indices(&supers).flat_map(|(at, from)| heads(&code[at + from.len()..]));
    by_name.chain(by_parent.filter(|(first, _)| is_room(first))).collect()
}

/// First and second names of the paths at the head of `rest`: one, or those inside its braces.
fn heads(rest: &str) -> Vec<(String, String)> {
    let Some(inside) = rest.strip_prefix('{') else { return vec![head(rest)] };
    let mut depth = 0;
    let mut start = 0;
    let mut found = Vec::new();
    for (at, c) in inside.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            '}' | ',' if depth == 0 => {
                found.push(head(inside[start..at].trim()));
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    found.retain(|(first, _)| !first.is_empty());
    found
}

fn head(path: &str) -> (String, String) {
    let name = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || "_*".contains(*c)).collect::<String>();
    let first = name(path);
    let second = path[first.len()..].strip_prefix("::").map(name).unwrap_or_default();
    (first, second)
}
