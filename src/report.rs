//! The plain structs handed out: one contract for the page, the command line and the npm package.
//!
//! All offsets are UTF-16 code units into the text given, end exclusive; lists are sorted by start. Every key is always
//! present; what is absent is null.

use crate::amounts::Amount;
use crate::dates::{Published as PublicationFound, Source, Timex};
use crate::entities::Entity as Grouped;
use crate::mention::{By, Kind, Mention as Marked};
use crate::places::{Place as Found, PlaceKind, Resolved};
use crate::structure::{Article, Role};
use crate::summary::Summary as Summarized;
use crate::text::Span;
use crate::text::language::{ENGLISH, UNDECIDED};
use crate::utf16::Index;
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

    /// Where on Earth.
    pub struct Place {
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
        /// Whether the map shows it.
        pub pin: bool,
        /// The second candidate.
        pub runner_up: Option<RunnerUp>,
    }

    /// The place it could be instead.
    pub struct RunnerUp {
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
        /// Whether the map shows it: never.
        pub pin: bool,
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

/// What the stages found, in byte offsets.
pub(crate) struct Parts<'a> {
    pub article: &'a Article<'a>,
    pub published: PublicationFound,
    pub mentions: &'a [Marked],
    /// Index into `mentions` and the expression, in order.
    pub dates: &'a [(u32, Timex)],
    /// Likewise.
    pub amounts: &'a [(u32, Amount)],
    pub entities: &'a [Grouped],
    /// One entry a mention.
    pub places: &'a [Option<Resolved>],
    pub summary: &'a Summarized,
    pub unplaced: Vec<u32>,
    pub tokens: bool,
}

/// Turns what the stages found into the contract.
pub(crate) fn build(parts: &Parts, index: &Index) -> Report {
    let article = parts.article;
    let order = by_salience(parts);
    Report {
        version: 1,
        engine: Engine {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            model: crate::names::model_version().to_owned(),
        },
        language: Language {
            code: article.language.to_owned(),
            supported: article.language == ENGLISH || article.language == UNDECIDED,
        },
        published: Published {
            date: parts.published.date.map(|date| date.to_string()),
            source: parts.published.source,
            start: parts.published.span.map(|span| index.units(span.start)),
            end: parts.published.span.map(|span| index.units(span.end)),
        },
        blocks: blocks(article, index),
        sentences: article.segments.sentences.iter().map(|s| stretch(s.span, index)).collect(),
        mentions: mentions(parts, index),
        entities: order.iter().map(|&at| entity(at, parts)).collect(),
        dates: parts
            .dates
            .iter()
            .enumerate()
            .map(|(at, (mention, timex))| date(*mention, timex, parts.summary.clauses[at], index))
            .collect(),
        amounts: parts
            .amounts
            .iter()
            .map(|(mention, a)| Quantity { mention: *mention, value: a.value, unit: a.unit.clone() })
            .collect(),
        summary: Summary {
            title: parts.summary.title.map_or_else(String::new, |span| span.of(article.text).to_owned()),
            sentences: parts.summary.sentences.clone(),
        },
        unplaced: parts.unplaced.clone(),
        tokens: parts
            .tokens
            .then(|| article.segments.tokens.iter().flat_map(|t| [index.units(t.start), index.units(t.end)]).collect()),
    }
}

fn by_salience(parts: &Parts) -> Vec<usize> {
    let mut order: Vec<usize> = (0..parts.entities.len()).collect();
    order.sort_by(|&a, &b| {
        let salience = parts.summary.salience[b].total_cmp(&parts.summary.salience[a]);
        salience.then_with(|| parts.entities[a].mentions.first().cmp(&parts.entities[b].mentions.first()))
    });
    order
}

fn stretch(span: Span, index: &Index) -> Sentence {
    Sentence { start: index.units(span.start), end: index.units(span.end) }
}

fn blocks(article: &Article, index: &Index) -> Vec<Block> {
    let block = |placed: &crate::structure::Placed| Block {
        start: index.units(placed.block.tile.start),
        end: index.units(placed.block.tile.end),
        role: placed.role,
        level: placed.level,
        language: placed.language.to_owned(),
        body: placed.role.is_body(),
    };
    article.blocks.iter().map(block).collect()
}

fn mentions(parts: &Parts, index: &Index) -> Vec<Mention> {
    let mut owner: Vec<Option<&str>> = vec![None; parts.mentions.len()];
    for entity in parts.entities {
        for &mention in &entity.mentions {
            owner[mention as usize] = Some(&entity.id);
        }
    }
    let mention = |(marked, entity): (&Marked, Option<&str>)| Mention {
        start: index.units(marked.span.start),
        end: index.units(marked.span.end),
        kind: marked.kind,
        entity: entity.map(str::to_owned),
        confidence: marked.confidence.map(|c| rounded(f64::from(c), 1e3)),
        by: marked.by,
    };
    parts.mentions.iter().zip(owner).map(mention).collect()
}

fn entity(at: usize, parts: &Parts) -> Entity {
    let grouped = &parts.entities[at];
    let best = grouped
        .mentions
        .iter()
        .filter_map(|&m| parts.places[m as usize].as_ref())
        .max_by(|a, b| a.confidence.total_cmp(&b.confidence));
    Entity {
        id: grouped.id.clone(),
        kind: grouped.kind,
        name: grouped.name.clone(),
        aliases: grouped.aliases.clone(),
        role: grouped.role.clone(),
        country: grouped.country.clone().or_else(|| best.and_then(|b| b.place.country.clone())),
        mentions: grouped.mentions.clone(),
        salience: rounded(f64::from(parts.summary.salience[at]), 1e3),
        related: parts.summary.related[at]
            .iter()
            .map(|&(other, weight)| Related {
                id: parts.entities[other as usize].id.clone(),
                weight: rounded(f64::from(weight), 1e3),
            })
            .collect(),
        place: best.map(place),
    }
}

fn place(resolved: &Resolved) -> Place {
    let Found { id, name, kind, country, admin1, lat, lon, .. } = resolved.place.clone();
    Place {
        id,
        name,
        kind,
        country,
        admin1,
        lat: rounded(lat, 1e4),
        lon: rounded(lon, 1e4),
        confidence: rounded(f64::from(resolved.confidence), 1e3),
        pin: resolved.pin,
        runner_up: resolved.runner_up.as_ref().map(|(other, confidence)| {
            let Found { id, name, kind, country, admin1, lat, lon, .. } = other.clone();
            RunnerUp {
                id,
                name,
                kind,
                country,
                admin1,
                lat: rounded(lat, 1e4),
                lon: rounded(lon, 1e4),
                confidence: rounded(f64::from(*confidence), 1e3),
                pin: false,
            }
        }),
    }
}

fn date(mention: u32, timex: &Timex, clause: Span, index: &Index) -> Date {
    Date {
        mention,
        value: timex.value.clone(),
        kind: match timex.kind {
            Kind::Time => DateType::Time,
            Kind::Duration => DateType::Duration,
            Kind::Set => DateType::Set,
            _ => DateType::Date,
        },
        certain: timex.certain,
        begin: timex.begin.clone(),
        end: timex.end.clone(),
        why: timex.why.clone(),
        clause: stretch(clause, index),
    }
}

/// To the decimals that `scale` has noughts, so that native and wasm agree to the last digit.
fn rounded(value: f64, scale: f64) -> f64 {
    (value * scale).round() / scale
}
