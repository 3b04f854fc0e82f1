//! What the tagger got wrong, one error a line with the words around it.

use super::{Name, Record};
use marginalia::mention::Kind;
use marginalia::text::Span;
use std::collections::BTreeSet;

/// Lists missed and spurious names, wrong kinds and wrong extents, of the kinds that the record marks.
pub fn list(record: &Record, gold: &BTreeSet<Name>, found: &BTreeSet<Name>, used: &[Kind]) {
    let of = |n: &Name| Span { start: n.0, end: n.1 };
    let all: BTreeSet<Name> = gold.symmetric_difference(found).copied().collect();
    for name in all.into_iter().filter(|n| used.contains(&n.2)) {
        let missed = gold.contains(&name);
        let other = if missed { found } else { gold };
        let same = other.iter().find(|o| of(o) == of(&name));
        let near = other.iter().find(|o| of(o).overlaps(of(&name)));
        let what = match (missed, same, near) {
            (true, Some(o), _) => format!("kind\t{:?} taken for {:?}", name.2, o.2),
            (true, None, Some(o)) => format!("extent\t{:?}, found {:?} {:?}", name.2, of(o).of(&record.text), o.2),
            (true, None, None) => format!("missed\t{:?}", name.2),
            (false, None, None) => format!("spurious\t{:?}", name.2),
            (false, ..) => continue,
        };
        println!("{}\t{what}\t{}", record.doc_id, context(&record.text, of(&name)));
    }
}

/// A name in brackets with some words around it, on one line.
fn context(text: &str, span: Span) -> String {
    let before = text[..span.start as usize].char_indices().rev().nth(49).map_or(0, |(at, _)| at);
    let after = text[span.end as usize..].char_indices().nth(50).map_or(text.len(), |(at, _)| span.end as usize + at);
    let line = format!("{}[{}]{}", &text[before..span.start as usize], span.of(text), &text[span.end as usize..after]);
    line.replace(['\n', '\r'], " ")
}
