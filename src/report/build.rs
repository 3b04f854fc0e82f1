//! From what the stages found, in byte offsets, to the contract.

use super::{
    Block, Date, DateType, Engine, Entity, Language, Mention, Place, Published, Quantity, Related, Report, RunnerUp,
    Sentence, Summary,
};
use crate::amounts::Amount;
use crate::dates::{Published as PublicationFound, Timex};
use crate::entities::Entity as Grouped;
use crate::mention::{Kind, Mention as Marked};
use crate::places::{Place as Found, Resolved};
use crate::structure::Article;
use crate::summary::Summary as Summarized;
use crate::text::Span;
use crate::text::language::{ENGLISH, UNDECIDED};
use crate::utf16::Index;

/// What the stages found, in byte offsets.
pub struct Parts<'a> {
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
pub fn build(parts: &Parts, index: &Index) -> Report {
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
            title: parts.summary.title.map_or_else(String::new, |span| article.surface(span).into_owned()),
            sentences: parts.summary.sentences.clone(),
        },
        unplaced: parts.unplaced.clone(),
        tokens: parts
            .tokens
            .then(|| article.segments.tokens.iter().flat_map(|t| [index.units(t.start), index.units(t.end)]).collect()),
    }
}

fn by_salience(parts: &Parts) -> Vec<usize> {
    // As they are handed out: what looks equally salient stands in order of the text.
    let shown = |at: usize| rounded(f64::from(parts.summary.salience[at]), 1e3);
    let mut order: Vec<usize> = (0..parts.entities.len()).collect();
    order.sort_by(|&a, &b| {
        let first = |at: usize| parts.entities[at].mentions.first();
        shown(b).total_cmp(&shown(a)).then_with(|| first(a).cmp(&first(b)))
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

/// A struct of the contract that says where something is, and what else it says.
macro_rules! whereabouts {
    ($name:ident, $found:expr, $confidence:expr, $($more:tt)*) => {{
        let Found { id, name, kind, country, admin1, lat, lon, .. } = $found.clone();
        let (lat, lon, confidence) = (rounded(lat, 1e4), rounded(lon, 1e4), rounded(f64::from($confidence), 1e3));
        $name { id, name, kind, country, admin1, lat, lon, confidence, $($more)* }
    }};
}

fn place(resolved: &Resolved) -> Place {
    let other = |(found, confidence): &(Found, f32)| whereabouts!(RunnerUp, found, *confidence, pin: false);
    let runner_up = resolved.runner_up.as_ref().map(other);
    whereabouts!(Place, resolved.place, resolved.confidence, pin: resolved.pin, runner_up)
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
