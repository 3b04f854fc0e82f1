//! The plain structs handed out: one contract for the page, the command line and the npm package.
//!
//! All offsets are UTF-16 code units into the text given, end exclusive; lists are sorted by start. Every key is always
//! present; what is absent is null.

mod build;

pub(crate) use build::{Parts, build};

use crate::dates::Source;
use crate::mention::{By, Kind};
use crate::places::PlaceKind;
use crate::structure::Role;
use serde::Serialize;

/// Declares a struct of the contract.
macro_rules! contract {
    ($($(#[$meta:meta])* pub struct $name:ident { $($(#[$field_meta:meta])* pub $field:ident: $type:ty,)* })*) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub struct $name { $($(#[$field_meta])* pub $field: $type,)* }
    )*};
}

/// Declares structs of the contract that say where something is, before what else they say.
macro_rules! whereabouts {
    ($($(#[$meta:meta])* pub struct $name:ident { $($more:tt)* })*) => {$(contract! {
        $(#[$meta])*
        pub struct $name {
            /// `geonames:703448` or `ne:…`.
            pub id: String,
            /// English name.
            pub name: String,
            /// What it is.
            pub kind: PlaceKind,
            /// ISO 3166-1 alpha-2.
            pub country: Option<String>,
            /// Name of the first-order division.
            pub admin1: Option<String>,
            /// Degrees north.
            pub lat: f64,
            /// Degrees east.
            pub lon: f64,
            /// 0 to 1.
            pub confidence: f64,
            $($more)*
        }
    })*};
}

whereabouts! {
    /// Where on Earth.
    pub struct Place {
        /// Whether the map shows it.
        pub pin: bool,
        /// The second candidate.
        pub runner_up: Option<RunnerUp>,
    }

    /// The place it could be instead.
    pub struct RunnerUp {
        /// Whether the map shows it: never.
        pub pin: bool,
    }
}

contract! {
    /// Everything that is known of a text: a pure function of the text and the options.
    pub struct Report {
        /// Of this contract: 1.
        pub version: u32,
        /// What made the report.
        pub engine: Engine,
        /// Language of the text.
        pub language: Language,
        /// When it was published.
        pub published: Published,
        /// Tiles of the text, separators included.
        pub blocks: Vec<Block>,
        /// Sentences, inside blocks.
        pub sentences: Vec<Sentence>,
        /// What is marked; the engine's never overlap.
        pub mentions: Vec<Mention>,
        /// Who and what is named, by salience, then first mention.
        pub entities: Vec<Entity>,
        /// Temporal expressions.
        pub dates: Vec<Date>,
        /// Money and percentages.
        pub amounts: Vec<Quantity>,
        /// What it says.
        pub summary: Summary,
        /// Indices of the corrections that no longer fit the text.
        pub unplaced: Vec<u32>,
        /// Start and end of each token, flat; null unless asked for.
        pub tokens: Option<Vec<u32>>,
    }

    /// What made the report.
    pub struct Engine {
        /// Of the program.
        pub version: String,
        /// Of the packed names model.
        pub model: String,
    }

    /// Language of a text.
    pub struct Language {
        /// ISO 639-1, or `und`.
        pub code: String,
        /// Whether names are tagged in this language.
        pub supported: bool,
    }

    /// When the text was published.
    pub struct Published {
        /// `2023-05-23`, `2023-05` or `1863`.
        pub date: Option<String>,
        /// Where the date came from.
        pub source: Source,
        /// Where it stands in the text.
        pub start: Option<u32>,
        /// Its end.
        pub end: Option<u32>,
    }

    /// A paragraph-like piece.
    pub struct Block {
        /// First unit.
        pub start: u32,
        /// One past the last, the separator after it included.
        pub end: u32,
        /// What it is to the article.
        pub role: Role,
        /// Level of a heading, 2 to 4.
        pub level: Option<u8>,
        /// ISO 639-1, or `und`.
        pub language: String,
        /// Whether it belongs to the article.
        pub body: bool,
    }

    /// A sentence.
    pub struct Sentence {
        /// First unit.
        pub start: u32,
        /// One past the last.
        pub end: u32,
    }

    /// A marked stretch.
    pub struct Mention {
        /// First unit.
        pub start: u32,
        /// One past the last.
        pub end: u32,
        /// What it names.
        pub kind: Kind,
        /// Identifier of its entity; null exactly for dates and amounts.
        pub entity: Option<String>,
        /// 0 to 1; null for dates and amounts.
        pub confidence: Option<f64>,
        /// Who marked it.
        pub by: By,
    }

    /// A named thing.
    pub struct Entity {
        /// Stable across reports.
        pub id: String,
        /// What it is.
        pub kind: Kind,
        /// The fullest, best-cased name.
        pub name: String,
        /// Other spellings.
        pub aliases: Vec<String>,
        /// What introduces it.
        pub role: Option<String>,
        /// ISO 3166-1 alpha-2.
        pub country: Option<String>,
        /// Indices into `mentions`.
        pub mentions: Vec<u32>,
        /// 0 to 1.
        pub salience: f64,
        /// Up to eight that share sentences with it.
        pub related: Vec<Related>,
        /// Where on Earth.
        pub place: Option<Place>,
    }

    /// One that shares sentences.
    pub struct Related {
        /// Identifier of the other.
        pub id: String,
        /// 0 to 1.
        pub weight: f64,
    }

    /// A temporal expression.
    pub struct Date {
        /// Index into `mentions`.
        pub mention: u32,
        /// TIMEX3.
        pub value: String,
        /// TIMEX3 type.
        #[serde(rename = "type")]
        pub kind: DateType,
        /// Whether every field was read, none guessed.
        pub certain: bool,
        /// First local moment, ISO 8601, inclusive.
        pub begin: Option<String>,
        /// Last local moment.
        pub end: Option<String>,
        /// Why it has this value.
        pub why: String,
        /// The clause that holds its news.
        pub clause: Sentence,
    }

    /// An amount.
    pub struct Quantity {
        /// Index into `mentions`.
        pub mention: u32,
        /// The number meant.
        pub value: f64,
        /// ISO 4217 currency, or `percent`.
        pub unit: String,
    }

    /// What it says.
    pub struct Summary {
        /// The headline; empty without one.
        pub title: String,
        /// Indices of key sentences.
        pub sentences: Vec<u32>,
    }
}

/// TIMEX3 type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "UPPERCASE")]
pub enum DateType {
    /// A calendar date.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A recurring time.
    Set,
}
