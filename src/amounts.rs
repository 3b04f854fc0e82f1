//! Money and percentages.

use crate::mention::Kind;
use crate::structure::Article;
use crate::text::Span;

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
pub fn find(_article: &Article) -> Vec<Amount> {
    Vec::new()
}
