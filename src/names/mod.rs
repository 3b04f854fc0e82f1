//! People, organisations, places and other names: a learned tagger and the document's vote.
//!
//! A linear-chain conditional random field over hashed features; `marginalia train names` makes the weights.

mod acronyms;
mod agree;
mod atlas;
mod compounds;
mod features;
mod held;
mod label;
mod lattice;
mod model;
mod reading;
mod score;
mod spans;
mod tagger;
mod token;
mod votes;

pub use features::{FEATURE_BITS, features};
pub use label::{
    COLUMNS, Columns, KINDS, LABELS, OUTSIDE, STEPS, Sums, begin, bits, gather, index, inside, last, spread, unit,
};
pub use lattice::{Chain, Found, Lattice, Row, Transitions, exp};
pub use model::{Model, Scale, Weights};
pub use reading::{Genre, Line, Reading};
pub use spans::{addresses, trim};
pub use tagger::{Piece, Tagger, read_piece};
pub use token::{phrase_key, word_key};
pub use votes::{Draft, Votes};

use crate::mention::Mention;
use crate::structure::Article;

/// Names less sure than this are worth a second look.
pub const UNSURE: f32 = 0.8;

/// Finds the names of an article, in order, without overlap, each with a calibrated confidence.
#[must_use]
pub fn tag(article: &Article) -> Vec<Mention> {
    packed::tagger().map_or_else(Vec::new, |tagger| tagger.tag(article))
}

/// Version of the packed model, as its card has it.
#[must_use]
pub fn model_version() -> &'static str {
    packed::VERSION
}

#[cfg(feature = "packed")]
mod packed {
    use super::{Model, Tagger};
    use crate::lexicon::Lexicon;
    use std::sync::LazyLock;

    static MODEL: &[u8] = include_bytes!("../../data/packed/names.bin");
    static LEXICON: &[u8] = include_bytes!("../../data/packed/lexicon.bin");
    static TAGGER: LazyLock<Tagger> = LazyLock::new(|| {
        let model = Model::from_bytes(MODEL).expect("the packed model is whole");
        Tagger::new(model, Lexicon::from_bytes(LEXICON).expect("the packed lexicon is whole"))
    });

    pub(super) const VERSION: &str = "names 1";

    pub(super) fn tagger() -> Option<&'static Tagger<'static>> {
        Some(&TAGGER)
    }
}

#[cfg(not(feature = "packed"))]
mod packed {
    use super::Tagger;

    pub(super) const VERSION: &str = "none";

    pub(super) fn tagger() -> Option<&'static Tagger<'static>> {
        None
    }
}
