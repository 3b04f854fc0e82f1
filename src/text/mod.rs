//! The text as it was given, never edited: spans into it, and the blocks it falls into.

mod blocks;
pub mod language;
mod span;
mod wrap;

pub use blocks::{Block, Hint, blocks};
pub use span::{Span, splits_character};
pub use wrap::quoting;
