//! Where corrections stand in the text at hand, which may be another draft than the one they were made in.

use super::search::Search;
use super::{Correction, Placement, Spot, Target};
use crate::text::Span;
use crate::utf16::Index;

/// Characters of context that must agree on one side when the whole context is not found.
const SIDE: usize = 16;

/// Places each correction.
pub fn place(text: &str, index: &Index, corrections: &[Correction]) -> Vec<Placement> {
    let mut strings = Vec::new();
    for correction in corrections {
        let (at, with) = correction.targets();
        for target in [Some(at), with].into_iter().flatten() {
            match target {
                Where::Spot(spot) if at_start(text, index, spot).is_none() => strings.push(spot.quote.as_str()),
                Where::Spot(_) => {}
                Where::Rule(surface) => strings.push(surface),
            }
        }
    }
    let search = Search::new(strings);
    let mut quotes: Vec<Quote> = search.run(text).into_iter().map(Quote::new).collect();
    let mut spans = |target: Where| match target {
        // The mouse takes white space along that is no part of what is meant.
        Where::Spot(spot) => at_start(text, index, spot)
            .or_else(|| quotes[search.slot(&spot.quote)?].place(text, index, spot))
            .map(|span| span.trimmed(text))
            .filter(|span| !span.is_empty())
            .into_iter()
            .collect(),
        Where::Rule(surface) => {
            search.slot(surface).map_or_else(Vec::new, |slot| whole_words(text, surface, &quotes[slot].starts))
        }
    };
    corrections
        .iter()
        .map(|correction| {
            let (at, with) = correction.targets();
            Placement { at: spans(at), with: with.map_or_else(Vec::new, &mut spans), value: None }
        })
        .collect()
}

/// What is looked for.
#[derive(Clone, Copy)]
pub enum Where<'c> {
    Spot(&'c Spot),
    Rule(&'c str),
}

impl<'c> From<&'c Target> for Where<'c> {
    fn from(target: &'c Target) -> Self {
        match target {
            Target::Spot { spot } => Self::Spot(spot),
            Target::Rule { surface, .. } => Self::Rule(surface.trim()),
        }
    }
}

/// The spot at the very place it was made.
fn at_start(text: &str, index: &Index, spot: &Spot) -> Option<Span> {
    let start = index.byte(spot.start);
    let here = index.units(start) == spot.start && text[start as usize..].starts_with(&spot.quote);
    (here && !spot.quote.is_empty()).then(|| span(start, &spot.quote))
}

fn span(start: u32, surface: &str) -> Span {
    Span::new(start as usize, start as usize + surface.len())
}

/// The occurrences of a quote, and, once asked for, an order of them by the characters beside.
struct Quote {
    starts: Vec<u32>,
    by_side: Option<[Vec<u32>; 2]>,
}

impl Quote {
    fn new(starts: Vec<u32>) -> Self {
        Self { starts, by_side: None }
    }

    /// The only occurrence with this prefix and suffix; else the nearest with one side the same for 16 characters.
    fn place(&mut self, text: &str, index: &Index, spot: &Spot) -> Option<Span> {
        let length = spot.quote.len();
        // JavaScript may have cut a surrogate pair at the outer ends.
        let prefix = spot.prefix.trim_start_matches('\u{fffd}');
        let suffix = spot.suffix.trim_end_matches('\u{fffd}');
        let starts = &self.starts;
        let by_side = self.by_side.get_or_insert_with(|| {
            [before, after].map(|side| {
                let mut order = starts.clone();
                order.sort_by_key(|&start| (side(text, start, length), start));
                order
            })
        });
        let same = |order: usize, side: fn(&str, u32, usize) -> &str, wanted: Option<&str>| {
            let order = &by_side[order];
            let wanted = wanted?;
            let from = order.partition_point(|&start| side(text, start, length) < wanted);
            let count = order[from..].partition_point(|&start| side(text, start, length) == wanted);
            Some(&order[from..from + count])
        };
        let left = same(0, before, last(prefix));
        let right = same(1, after, first(suffix));
        let candidates = left.or(right).unwrap_or(starts);
        let whole = |start: &&u32| {
            text[..**start as usize].ends_with(prefix) && text[**start as usize + length..].starts_with(suffix)
        };
        let mut exact = candidates.iter().filter(whole);
        if let (Some(&start), None) = (exact.next(), exact.next()) {
            return Some(span(start, &spot.quote));
        }
        let wanted = index.byte(spot.start);
        let near = [left, right].into_iter().flatten().flat_map(|order| nearest(order, wanted));
        near.min_by_key(|start| (start.abs_diff(wanted), *start)).map(|start| span(start, &spot.quote))
    }
}

/// The ones before and after `wanted`.
fn nearest(starts: &[u32], wanted: u32) -> impl Iterator<Item = u32> {
    let after = starts.partition_point(|&start| start < wanted);
    starts[after.saturating_sub(1)..].iter().take(2).copied()
}

/// The 16 characters before the quote, or as many as there are.
fn before(text: &str, start: u32, _length: usize) -> &str {
    let text = &text[..start as usize];
    last(text).unwrap_or(text)
}

/// The 16 characters after the quote, or as many as there are.
fn after(text: &str, start: u32, length: usize) -> &str {
    let text = &text[start as usize + length..];
    first(text).unwrap_or(text)
}

/// The last 16 characters, if there are so many.
fn last(text: &str) -> Option<&str> {
    text.char_indices().rev().nth(SIDE - 1).map(|(at, _)| &text[at..])
}

/// The first 16 characters, if there are so many.
fn first(text: &str) -> Option<&str> {
    text.char_indices().nth(SIDE - 1).map(|(at, c)| &text[..at + c.len_utf8()])
}

/// The occurrences that are whole words, without overlap.
fn whole_words(text: &str, surface: &str, starts: &[u32]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for span in starts.iter().map(|&start| span(start, surface)) {
        let cut_before = joined(text[..span.start as usize].chars().next_back(), surface.chars().next());
        let cut_after = joined(surface.chars().next_back(), text[span.end as usize..].chars().next());
        if !cut_before && !cut_after && spans.last().is_none_or(|last| last.end <= span.start) {
            spans.push(span);
        }
    }
    spans
}

/// Whether two neighbouring characters are of one word.
fn joined(left: Option<char>, right: Option<char>) -> bool {
    let (Some(left), Some(right)) = (left, right) else { return false };
    let combining = |c: char| matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}');
    combining(right) || ((left.is_alphanumeric() || combining(left)) && right.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where a spot of `before`, at `start` bytes, stands in `after`.
    fn moved(before: &str, quote: &str, nth: usize, after: &str) -> Option<u32> {
        let (start, _) = before.match_indices(quote).nth(nth).expect("the quote is in the text");
        let units = |text: &str| text.encode_utf16().count() as u32;
        let tail = &before[start + quote.len()..];
        let spot = Spot {
            quote: quote.to_owned(),
            prefix: before[..start].chars().rev().take(32).collect::<Vec<_>>().into_iter().rev().collect(),
            suffix: tail.chars().take(32).collect(),
            start: units(&before[..start]),
        };
        placed(after, spot)
    }

    fn placed(text: &str, spot: Spot) -> Option<u32> {
        let correction = Correction::Unmark { at: Target::Spot { spot } };
        let placements = place(text, &Index::new(text), &[correction]);
        placements[0].at.first().map(|span| span.start)
    }

    const TEXT: &str =
        "Jordan signed the treaty. Later that year Jordan left the club, and Jordan the country stayed in it.";

    #[test]
    fn the_same_quote_at_its_start() {
        for nth in 0..3 {
            let start = TEXT.match_indices("Jordan").nth(nth).map(|(at, _)| at as u32);
            assert_eq!(moved(TEXT, "Jordan", nth, TEXT), start);
        }
    }

    #[test]
    fn the_only_place_with_its_context() {
        let longer = format!("Jordan! 🙂 A new first paragraph.\n\n{TEXT}");
        let shift = (longer.len() - TEXT.len()) as u32;
        for nth in 1..3 {
            let start = TEXT.match_indices("Jordan").nth(nth).map(|(at, _)| at as u32 + shift);
            assert_eq!(moved(TEXT, "Jordan", nth, &longer), start);
        }
    }

    #[test]
    fn the_nearest_with_one_side_the_same() {
        let edited = TEXT.replace("Later that year", "Much later. Later that year").replace("left the club", "quit");
        assert_eq!(moved(TEXT, "Jordan", 1, &edited), edited.find("year Jordan").map(|at| at as u32 + 5));
        let twice = format!("x {TEXT}\n{TEXT}");
        assert_eq!(moved(TEXT, "Jordan", 1, &twice), twice.find("year Jordan").map(|at| at as u32 + 5));
    }

    #[test]
    fn nowhere_when_both_sides_changed_or_the_quote_is_gone() {
        assert_eq!(moved(TEXT, "Jordan", 1, "x Jordan, and Jordan"), None);
        assert_eq!(moved(TEXT, "Jordan", 1, &TEXT.replace("Jordan", "jordan")), None);
        assert_eq!(
            placed(TEXT, Spot { quote: String::new(), prefix: String::new(), suffix: String::new(), start: 3 }),
            None
        );
    }

    #[test]
    fn a_quote_alone_is_found_when_there_is_only_one() {
        let bare = |quote: &str| Spot { quote: quote.into(), prefix: String::new(), suffix: String::new(), start: 999 };
        assert_eq!(placed(TEXT, bare("treaty")), TEXT.find("treaty").map(|at| at as u32));
        assert_eq!(placed(TEXT, bare("Jordan")), None);
    }

    #[test]
    fn half_a_character_at_the_edge_of_the_context_is_passed_over() {
        let spot =
            Spot { quote: "it".into(), prefix: "\u{fffd} say ".into(), suffix: " 🙂 a\u{fffd}".into(), start: 0 };
        assert_eq!(placed("🙂 say it 🙂 a🙂. And it was it.", spot), Some(9));
    }

    #[test]
    fn a_start_inside_a_surrogate_pair_is_no_start() {
        let spot = Spot { quote: "🙂".into(), prefix: String::new(), suffix: "ab".into(), start: 1 };
        assert_eq!(placed("🙂🙂ab", spot), Some(4));
    }

    #[test]
    fn a_rule_stands_at_whole_words() {
        let words = |text: &str, surface: &str| {
            let rule = Target::Rule { surface: surface.to_owned(), kind: None };
            let placements = place(text, &Index::new(text), &[Correction::Unmark { at: rule }]);
            placements[0].at.iter().map(|span| span.start).collect::<Vec<_>>()
        };
        assert_eq!(words("May, may May's Mayor (May) xMay", "May"), [0, 9, 22]);
        assert_eq!(words("U.S.-led U.S.", "U.S."), [0, 9]);
        assert_eq!(words("cafe\u{301} cafe", "cafe"), [7]);
        assert_eq!(words("da da da", "da da"), [0]);
        assert_eq!(words("text", ""), [0; 0]);
    }
}
