//! The text that the native measurements share.

use marginalia::Options;
use marginalia::options::Published;

/// An article of our own.
pub const ARTICLE: &str = include_str!("../../../tests/articles/danube-ferry-standoff.txt");

/// Options that date the article, so that its relative dates are reckoned too.
///
/// # Panics
/// Never: the date is one.
#[must_use]
pub fn options() -> Options {
    let date = marginalia::read_date("2023-05-23", None)[0];
    Options { published: Some(Published::One(date)), ..Options::default() }
}
