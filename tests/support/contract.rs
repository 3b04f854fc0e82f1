//! What holds of every report, whatever the text and the options.

use marginalia::mention::{By, Kind};
use marginalia::report::Report;
use marginalia::{Options, annotate, dates::Source};
use std::collections::{BTreeMap, BTreeSet};

/// Annotates and checks all that the contract promises.
pub fn checked(text: &str, options: &Options) -> Report {
    let report = annotate(text, options);
    let units: Vec<u16> = text.encode_utf16().collect();
    let stretch = |start: u32, end: u32, what: &str| {
        assert!(start < end && end as usize <= units.len(), "{what} {start}..{end} of {}", units.len());
        let cut = String::from_utf16(&units[start as usize..end as usize]);
        assert!(cut.is_ok(), "{what} {start}..{end} splits a character");
    };
    blocks_tile(&report, units.len());
    for block in &report.blocks {
        stretch(block.start, block.end, "block");
    }
    let mut sentence_end = 0;
    for sentence in &report.sentences {
        stretch(sentence.start, sentence.end, "sentence");
        assert!(sentence.start >= sentence_end, "sentences in order, without overlap");
        sentence_end = sentence.end;
        let holds = |b: &marginalia::report::Block| b.start <= sentence.start && sentence.end <= b.end;
        assert!(report.blocks.iter().any(holds), "a sentence stands in one block");
    }
    for mention in &report.mentions {
        stretch(mention.start, mention.end, "mention");
    }
    mentions(&report, options);
    entities(&report);
    dates(&report, &stretch);
    amounts(&report);
    rest(&report, options, &stretch);
    report
}

fn blocks_tile(report: &Report, length: usize) {
    let mut end = 0;
    for block in &report.blocks {
        assert_eq!(block.start, end, "blocks tile the text");
        end = block.end;
        let level = block.level.is_none_or(|level| (2..=4).contains(&level));
        assert!(level && !block.language.is_empty());
        assert_eq!(block.body, block.role.is_body());
    }
    assert_eq!(end as usize, length, "blocks tile the text to its end");
}

fn mentions(report: &Report, options: &Options) {
    let order = |m: &marginalia::report::Mention| (m.start, std::cmp::Reverse(m.end));
    assert!(report.mentions.is_sorted_by(|a, b| order(a) < order(b)), "mentions in order, each stretch once");
    let mut end = 0;
    for mention in report.mentions.iter().filter(|m| m.by != By::Reader) {
        assert!(mention.start >= end, "engine and rules never overlap");
        end = mention.end;
    }
    for mention in &report.mentions {
        assert_eq!(mention.entity.is_some(), mention.kind.is_name(), "names have entities: {mention:?}");
        assert_eq!(mention.confidence.is_some(), mention.kind.is_name(), "names have a confidence: {mention:?}");
        assert!(mention.confidence.is_none_or(|c| fraction(c) && (mention.by == By::Engine || c == 1.0)));
        assert!(mention.by == By::Engine || !options.corrections.is_empty(), "nobody corrected {mention:?}");
    }
}

fn entities(report: &Report) {
    let ids: BTreeSet<&str> = report.entities.iter().map(|e| e.id.as_str()).collect();
    assert_eq!(ids.len(), report.entities.len(), "identifiers are unique");
    let mut owned = BTreeMap::new();
    for entity in &report.entities {
        assert!(!entity.name.is_empty() && entity.kind.is_name() && fraction(entity.salience), "{entity:?}");
        assert!(!entity.mentions.is_empty() && entity.mentions.is_sorted_by(|a, b| a < b), "{entity:?}");
        for &mention in &entity.mentions {
            assert_eq!(report.mentions[mention as usize].entity.as_deref(), Some(entity.id.as_str()));
            assert!(owned.insert(mention, &entity.id).is_none(), "a mention is of one entity");
        }
        assert!(entity.related.len() <= 8);
        for related in &entity.related {
            assert!(ids.contains(related.id.as_str()) && related.id != entity.id && fraction(related.weight));
        }
        if let Some(place) = &entity.place {
            assert!(place.lat.abs() <= 90.0 && place.lon.abs() <= 180.0 && fraction(place.confidence), "{place:?}");
            assert!(place.runner_up.as_ref().is_none_or(|r| !r.pin && fraction(r.confidence)));
        }
    }
    let order = |e: &marginalia::report::Entity| (std::cmp::Reverse((e.salience * 1e3) as u64), e.mentions[0]);
    assert!(report.entities.is_sorted_by_key(order), "entities by salience, then first mention");
}

fn dates(report: &Report, stretch: &impl Fn(u32, u32, &str)) {
    assert!(report.dates.is_sorted_by(|a, b| a.mention < b.mention), "dates in order");
    for date in &report.dates {
        let kind = report.mentions[date.mention as usize].kind;
        assert!(kind.is_date() || kind == Kind::Event, "{kind:?} has a value");
        stretch(date.clause.start, date.clause.end, "clause");
        assert_eq!(date.begin.is_some(), date.end.is_some(), "{date:?}");
        assert!(!date.value.is_empty(), "{date:?}");
    }
}

fn amounts(report: &Report) {
    assert!(report.amounts.is_sorted_by(|a, b| a.mention < b.mention), "amounts in order");
    for amount in &report.amounts {
        assert!(report.mentions[amount.mention as usize].kind.is_amount());
        assert!(amount.value.is_finite() && !amount.unit.is_empty(), "{amount:?}");
    }
}

fn rest(report: &Report, options: &Options, stretch: &impl Fn(u32, u32, &str)) {
    assert!(report.summary.sentences.is_sorted_by(|a, b| a < b), "key sentences in order");
    assert!(report.summary.sentences.iter().all(|s| (*s as usize) < report.sentences.len()));
    assert!(report.unplaced.is_sorted_by(|a, b| a < b), "unplaced in order");
    assert!(report.unplaced.iter().all(|c| (*c as usize) < options.corrections.len()));
    assert_eq!(report.tokens.is_some(), options.tokens);
    let mut end = 0;
    for token in report.tokens.iter().flat_map(|tokens| tokens.chunks(2)) {
        stretch(token[0], token[1], "token");
        assert!(token[0] >= end, "tokens in order, without overlap");
        end = token[1];
    }
    let published = &report.published;
    assert_eq!(published.date.is_none(), published.source == Source::None);
    assert_eq!(published.start.is_some(), published.source == Source::Found);
    if let (Some(start), Some(end)) = (published.start, published.end) {
        stretch(start, end, "published");
    }
    let given = match &options.published {
        Some(marginalia::options::Published::Many(list)) => !list.is_empty(),
        one => one.is_some(),
    };
    assert_eq!(published.source == Source::Given, given);
}

/// From 0 to 1, to three decimals.
fn fraction(value: f64) -> bool {
    (0.0..=1.0).contains(&value) && (value * 1e3 - (value * 1e3).round()).abs() < 1e-6
}
