//! Packed look-ups behind small doors: word clusters, names, the gazetteer. Identifiers are opaque.

mod filter;
pub mod gazetteer;
mod words;

pub use filter::{Filter, HEADER, fingerprint, places, scramble};
pub use words::{Clusters, Error, Lexicon, SET_BITS, SETS, phrase};
