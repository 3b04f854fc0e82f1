//! `marginalia evaluate entities`: links between names, and who matters, on proper-name coreference chains.
//!
//! Names linked: all pairs of person, organisation and place mentions of one entity in a document; precision, recall and
//! F over pairs. With `--own` the mentions are the program's own: each is aligned with the gold mention it overlaps most,
//! and a pair is right when both are aligned and their gold mentions are of one chain. Precision counts the pairs whose
//! two mentions are aligned (the chains leave out names inside compounds, such as "Texas" in "a Texas teenager"), recall
//! counts all gold pairs.
//!
//! Salience: Spearman's rank correlation, over the chains of a document, of the gold salience (0 to 5: in how many of
//! five summaries it occurs) with the program's; mean over the documents where both vary.

use super::links::{self, Counts, GoldDocument};
use crate::data;
use marginalia::dates::Timex;
use marginalia::entities::{self, Entity};
use marginalia::mention::{Kind, Mention};
use marginalia::{names, segment, structure, summary, text};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Score the grouping of names and the salience of entities.
#[derive(clap::Args)]
pub struct Args {
    /// Files of documents with proper-name chains.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Group the program's own mentions, not the gold ones.
    #[arg(long)]
    own: bool,
    /// Print wrong and missed links, and the salience's correlation for each document.
    #[arg(long)]
    errors: bool,
}

/// What one document came to.
struct Scored {
    links: Counts,
    spearman: Option<f64>,
}

pub fn run(args: &Args) -> Result<(), String> {
    println!("{:28} {:>6} {:>6} {:>6} {:>9}", "links between names", "P", "R", "F", "salience");
    for file in &args.files {
        let documents: Vec<GoldDocument> = data::read_jsonl(file)?;
        let mut links = Counts::default();
        let mut correlations = Vec::new();
        for document in &documents {
            let scored = score(document, args);
            links += scored.links;
            correlations.extend(scored.spearman);
        }
        let name = file.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        println!(
            "{:28} {:6.1} {:6.1} {:6.1} {:9.3}",
            name.trim_end_matches(".jsonl.gz"),
            100.0 * links.precision(),
            100.0 * links.recall(),
            100.0 * links.f(),
            correlations.iter().sum::<f64>() / correlations.len().max(1) as f64,
        );
    }
    Ok(())
}

fn score(document: &GoldDocument, args: &Args) -> Scored {
    let (text, tokens) = links::detokenize(&document.tokens, &document.sent);
    let mut gold = document.mentions.clone();
    gold.sort_by_key(|m| (m.start, m.end));
    let gold_spans: Vec<text::Span> =
        gold.iter().map(|m| text::Span { start: tokens[m.start].start, end: tokens[m.end - 1].end }).collect();

    let blocks = text::blocks(&text, &[]);
    let segments = segment::segment(&text, &blocks);
    let article = structure::read(&text, &[], blocks, segments, &[]);
    let mut mentions: Vec<Mention> = if args.own {
        names::tag(&article)
    } else {
        gold.iter().zip(&gold_spans).map(|(m, &span)| Mention::found(span, m.kind, Some(1.0))).collect()
    };
    let entities = entities::group(&article, &mut mentions, &[]);
    let no_dates: [(u32, Timex); 0] = [];
    let weighed = summary::summarize(&article, &mentions, &entities, &no_dates);

    let aligned: Vec<Option<usize>> = if args.own {
        mentions.iter().map(|m| best_overlap(m, &gold_spans)).collect()
    } else {
        (0..mentions.len()).map(Some).collect()
    };
    let owner = owners(mentions.len(), &entities);
    let counts = count(&gold, &mentions, &aligned, &owner);
    let spearman = salience(&gold, &aligned, &owner, &weighed.salience);
    if args.errors {
        print_errors(document, &text, &gold, &mentions, &aligned, &owner);
        spearman.iter().for_each(|salience| println!("{} salience {salience:.3}", document.doc_id));
    }
    Scored { links: counts, spearman }
}

fn best_overlap(mention: &Mention, gold: &[text::Span]) -> Option<usize> {
    if !matches!(mention.kind, Kind::Person | Kind::Organization | Kind::Place) {
        return None;
    }
    let shared = |g: &text::Span| mention.span.end.min(g.end).saturating_sub(mention.span.start.max(g.start));
    // Of those that share as much, the one nearest in length.
    let fit = |g: &text::Span| (shared(g), std::cmp::Reverse(g.len().abs_diff(mention.span.len())));
    gold.iter().enumerate().filter(|(_, g)| shared(g) > 0).max_by_key(|(_, g)| fit(g)).map(|(at, _)| at)
}

fn owners(mentions: usize, entities: &[Entity]) -> Vec<Option<usize>> {
    let mut owner = vec![None; mentions];
    for (at, entity) in entities.iter().enumerate() {
        for &mention in &entity.mentions {
            owner[mention as usize] = Some(at);
        }
    }
    owner
}

fn count(
    gold: &[links::GoldMention],
    mentions: &[Mention],
    aligned: &[Option<usize>],
    owner: &[Option<usize>],
) -> Counts {
    let mut counts = Counts { gold: links::pairs(gold.iter().map(|m| m.cluster.as_str())), ..Counts::default() };
    for a in 0..mentions.len() {
        for b in a + 1..mentions.len() {
            let (Some(x), Some(y)) = (aligned[a], aligned[b]) else { continue };
            if x != y && owner[a].is_some() && owner[a] == owner[b] {
                counts.own += 1;
                counts.right += u64::from(gold[x].cluster == gold[y].cluster);
            }
        }
    }
    counts
}

fn salience(
    gold: &[links::GoldMention],
    aligned: &[Option<usize>],
    owner: &[Option<usize>],
    salience: &[f32],
) -> Option<f64> {
    let mut chains: BTreeMap<&str, (f64, f64)> = gold.iter().map(|m| (m.cluster.as_str(), (m.salience, 0.0))).collect();
    for (at, aligned) in aligned.iter().enumerate() {
        if let (Some(gold_at), Some(entity)) = (aligned, owner[at])
            && let Some(chain) = chains.get_mut(gold[*gold_at].cluster.as_str())
        {
            chain.1 = chain.1.max(f64::from(salience[entity]));
        }
    }
    let (gold, own): (Vec<f64>, Vec<f64>) = chains.into_values().unzip();
    links::spearman(&gold, &own)
}

fn print_errors(
    document: &GoldDocument,
    text: &str,
    gold: &[links::GoldMention],
    mentions: &[Mention],
    aligned: &[Option<usize>],
    owner: &[Option<usize>],
) {
    let mut seen: BTreeMap<(bool, &str, &str), usize> = BTreeMap::new();
    for a in 0..mentions.len() {
        for b in a + 1..mentions.len() {
            let (Some(x), Some(y)) = (aligned[a], aligned[b]) else { continue };
            let linked = owner[a].is_some() && owner[a] == owner[b];
            if x != y && linked != (gold[x].cluster == gold[y].cluster) {
                *seen.entry((linked, mentions[a].span.of(text), mentions[b].span.of(text))).or_default() += 1;
            }
        }
    }
    for ((linked, a, b), times) in seen {
        println!("{} {} {times} {a} | {b}", document.doc_id, if linked { "wrong" } else { "missed" });
    }
}
