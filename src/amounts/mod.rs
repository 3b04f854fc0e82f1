//! Money and percentages: "$125 million", "10 billion rubles", "€5m", "3.5 per cent", "five percentage points".

mod currency;
mod number;

use crate::mention::Kind;
use crate::structure::Article;
use crate::text::Span;
use number::Number;

/// An amount with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    /// Where it stands.
    pub span: Span,
    /// `Money` or `Percent`.
    pub kind: Kind,
    /// The number meant: "10 billion rubles" is 1e10.
    pub value: f64,
    /// ISO 4217 currency, or `percent`.
    pub unit: String,
}

/// Finds the sums of money and percentages of an article, in order, without overlap.
#[must_use]
pub fn find(article: &Article) -> Vec<Amount> {
    let mut amounts = Vec::new();
    for placed in &article.blocks {
        let content = placed.block.content;
        block(content.of(article.text), content.start as usize, &mut amounts);
    }
    amounts
}

/// Finds the amounts of a block that begins at byte `base` of the text.
fn block(text: &str, base: usize, out: &mut Vec<Amount>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let opens = bytes[at].is_ascii_alphanumeric() || bytes[at] == b'$' || bytes[at] >= 0x80;
        if !opens || !text.is_char_boundary(at) {
            at += 1;
            continue;
        }
        match amounts_at(text, at) {
            Some((end, found)) if number::ends(text, end) => {
                out.extend(found.into_iter().flatten().map(|f| f.amount(base)));
                at = end;
            }
            _ => at = next_word(text, at),
        }
    }
}

/// Past the word, number or sign at a byte: an amount begins nowhere inside it.
fn next_word(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = at;
    while end < bytes.len() && bytes[end].is_ascii_alphanumeric() {
        end += 1;
    }
    if end > at { end } else { at + text[at..].chars().next().map_or(1, char::len_utf8) }
}

/// An amount inside a block.
struct Found {
    start: usize,
    end: usize,
    value: f64,
    unit: &'static str,
}

impl Found {
    fn amount(self, base: usize) -> Amount {
        let kind = if self.unit == currency::PERCENT { Kind::Percent } else { Kind::Money };
        let span = Span::new(base + self.start, base + self.end);
        Amount { span, kind, value: self.value, unit: self.unit.to_owned() }
    }
}

/// One amount, or the two ends of a range, at a byte; and the byte past them.
fn amounts_at(text: &str, at: usize) -> Option<(usize, [Option<Found>; 2])> {
    if !number::begins(text, at) {
        return None;
    }
    match currency::before(text, at) {
        Some((after, unit)) => prefixed(text, at, after, unit),
        None => suffixed(text, at),
    }
}

/// "$5 million", "US$2.7bn", "EUR 500", "$5-10 million", "$5 million to $7 million" (its first end).
fn prefixed(text: &str, at: usize, after: usize, unit: &'static str) -> Option<(usize, [Option<Found>; 2])> {
    let first = number::digits(text, after)?;
    let (scale, end) = scale(text, &first);
    let one = |scale: f64| Found { start: at, end, value: first.value(scale, 1.0), unit };
    if end == first.end
        && let Some(start) = number::link(text, end)
        && let Some(second) = number::digits(text, start)
    {
        let (scale, second_end) = self::scale(text, &second);
        // "$5-10 million": the scale is shared; "$5 to 10 people" is no range.
        if second_end > second.end && second.value(1.0, 1.0) > first.value(1.0, 1.0) {
            let second = Found { start, end: second_end, value: second.value(scale, 1.0), unit };
            return Some((second_end, [Some(one(scale)), Some(second)]));
        }
    }
    Some((end, [Some(one(scale)), None]))
}

/// The scale of a number, 1 for none, and the byte past both.
fn scale(text: &str, number: &Number) -> (f64, usize) {
    number::scale(text, number.end).unwrap_or((1.0, number.end))
}

/// "10 billion rubles", "3.5 per cent", "5 to 10%", "fifty cents".
fn suffixed(text: &str, at: usize) -> Option<(usize, [Option<Found>; 2])> {
    let first = number::read(text, at)?;
    let (first_scale, end) = scale(text, &first);
    let sure = end > first.end || first.has_scale;
    if let Some((unit, parts, after)) = currency::after(text, end, sure) {
        let found = Found { start: at, end: after, value: first.value(first_scale, parts), unit };
        return Some((after, [Some(found), None]));
    }
    let start = number::link(text, end)?;
    let second = number::read(text, start)?;
    let (last_scale, second_end) = scale(text, &second);
    let (unit, parts, after) = currency::after(text, second_end, second_end > second.end || second.has_scale)?;
    if second.value(last_scale, 1.0) < first.value(first_scale, 1.0) {
        return None;
    }
    let shared = if end == first.end { last_scale } else { first_scale };
    let first = Found { start: at, end, value: first.value(shared, parts), unit };
    let second = Found { start, end: after, value: second.value(last_scale, parts), unit };
    Some((after, [Some(first), Some(second)]))
}
