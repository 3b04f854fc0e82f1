//! The pages that training reads: real ones, clean texts into which promos, menus and tails are planted, and pages of our
//! own writing.

use super::written;
use crate::data;
use crate::evaluate::structure::{Page, PageLine, Pasted};
use marginalia::structure::facts::{self, Facts};
use marginalia::structure::features;
use marginalia::{segment, text};
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// Parts of the cross-validation; a site is in one.
pub const FOLDS: usize = 4;

/// What a line of extracts counts, of which there are a third as many as of whole pages.
const EXTRACT: f32 = 2.5;
/// What a line of our own writing counts: content, and what stands around it.
const WRITTEN: [f32; 2] = [2.0, 3.0];
/// How often the articles of our own writing are read with what stands around others, in each of two ways.
const AGAIN: usize = 2;

/// Log odds against its label from which on a line is passed over: of whole pages, and of extracts, whose few promos look
/// like lapses of the gold.
const MISLABELLED: f32 = 2.0;
const MISLABELLED_EXTRACT: f32 = 4.0;

/// Excerpts taken of each clean text: people paste a paragraph or two as well.
const EXCERPTS: usize = 4;

/// A page as the learners see it.
pub struct Sample {
    /// Name of its file.
    pub set: String,
    /// The part it is in.
    pub fold: usize,
    /// What is seen of its lines.
    pub facts: Facts,
    /// The numbers of its lines.
    pub own: Vec<[u8; features::OWN]>,
    /// Whether each line is content.
    pub labels: Vec<bool>,
    /// Log odds against its label from which on a line is passed over.
    pub doubt: f32,
    /// What each line counts; 0 for titles and bylines, which rules find.
    pub weights: Vec<f32>,
    /// The page, where scores are taken on it.
    pub page: Option<Page>,
    /// Word features of its lines.
    pub words: Features,
    /// Features of the elements around them.
    pub names: Features,
}

/// Features of lines, end to end.
#[derive(Default)]
pub struct Features {
    all: Vec<u16>,
    ends: Vec<usize>,
}

impl Features {
    /// Those of a line.
    pub fn of(&self, at: usize) -> &[u16] {
        let from = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.all[from..self.ends[at]]
    }

    fn collect(facts: &Facts, each: fn(&Facts, usize, &mut dyn FnMut(usize))) -> Self {
        let mut features = Self::default();
        for at in 0..facts.lines.len() {
            each(facts, at, &mut |feature| features.all.push(u16::try_from(feature).expect("a small table")));
            features.ends.push(features.all.len());
        }
        features
    }
}

impl Sample {
    fn of(page: Page, set: &str, fold: usize, scored: bool) -> Self {
        let pasted = page.paste();
        let blocks = text::blocks(&pasted.text, &pasted.hints);
        let segments = segment::segment(&pasted.text, &blocks);
        let facts = facts::look(&pasted.text, &pasted.hints, &blocks, &segments);
        let own = features::own(&facts);
        let words = Features::collect(&facts, |facts, at, found| features::words(facts, at, found));
        let names = Features::collect(&facts, |facts, at, found| features::names(facts, at, found));
        let (labels, weights) = labels(&page, &pasted, &blocks);
        let page = scored.then_some(page);
        Self { set: set.to_owned(), fold, facts, own, labels, doubt: MISLABELLED, weights, page, words, names }
    }

    /// Makes each line count so many times: content, and others.
    fn count(&mut self, times: [f32; 2]) {
        for (weight, content) in self.weights.iter_mut().zip(&self.labels) {
            *weight *= times[usize::from(!content)];
        }
    }
}

/// Label and weight of each block, by the line that most of it lies in.
fn labels(page: &Page, pasted: &Pasted, blocks: &[text::Block]) -> (Vec<bool>, Vec<f32>) {
    let mut line = 0;
    blocks
        .iter()
        .map(|block| {
            while line + 1 < pasted.lines.len() && pasted.lines[line + 1].start <= block.content.start {
                line += 1;
            }
            let gold = &page.blocks[line];
            let words = gold.text.split_whitespace().count().min(60) as f32;
            let weight = if gold.kind.is_some() {
                0.0
            } else if gold.is_content() {
                1.0 + words / 20.0
            } else {
                1.0
            };
            (gold.is_content(), weight)
        })
        .unzip()
}

fn fold(site: &str) -> usize {
    let hash = site.bytes().fold(0x811c_9dc5_u32, |hash, b| (hash ^ u32::from(b)).wrapping_mul(0x0100_0193));
    (hash >> 7) as usize % FOLDS
}

/// Lines found around and inside articles, by part.
#[derive(Default)]
struct Pool {
    /// Runs of one to four lines between lines of content.
    inserts: Vec<Vec<String>>,
    /// What follows the last line of content.
    tails: Vec<Vec<String>>,
    /// What stands before the first.
    heads: Vec<Vec<String>>,
}

impl Pool {
    fn take(&mut self, page: &Page) {
        let runs =
            page.blocks.chunk_by(|a, b| a.is_content() == b.is_content() && a.kind.is_none() == b.kind.is_none());
        let runs: Vec<&[PageLine]> = runs.collect();
        for (at, run) in runs.iter().enumerate().filter(|(_, run)| !run[0].is_content() && run[0].kind.is_none()) {
            let lines = |count: usize| run.iter().take(count).map(|line| line.text.clone()).collect::<Vec<_>>();
            let words: usize = run.iter().map(|line| line.text.split_whitespace().count()).sum();
            if at + 1 == runs.len() {
                self.tails.push(lines(40));
            } else if at == 0 {
                self.heads.push(run.iter().rev().take(15).rev().map(|line| line.text.clone()).collect());
            } else if run.len() <= 4 && words >= 3 {
                self.inserts.push(lines(4));
            }
        }
    }
}

/// A small generator with a fixed start, so that training yields the same bytes again.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % sides.max(1)
    }
}

/// Reads the pages, the clean texts bare and with something planted, and the pages of our own writing likewise.
pub fn read(pages: &[PathBuf], clean: &[PathBuf], own: &[PathBuf]) -> Result<Vec<Sample>, String> {
    let mut samples = Vec::new();
    let mut pools: [Pool; FOLDS] = Default::default();
    let mut extracts = Vec::new();
    for file in pages {
        let set = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let pages = data::read_jsonl::<Page>(file)?;
        let extract = are_extracts(&pages);
        for page in pages {
            let fold = fold(page.site());
            let hinted = page.blocks.iter().any(|line| line.link.is_some());
            let busy = page.blocks.iter().filter(|line| !line.is_content()).count() * 3 > page.blocks.len();
            if !hinted {
                pools[fold].take(&page);
            }
            if !hinted && !busy {
                extracts.push((page.blocks.iter().map(|line| (line.text.clone(), line.is_content())).collect(), fold));
            }
            let mut sample = Sample::of(page, &set, fold, true);
            if extract {
                sample.count([EXTRACT; 2]);
                sample.doubt = MISLABELLED_EXTRACT;
            }
            samples.push(sample);
        }
    }
    let mut dice = Dice(0x005e_ed0f_4e75);
    for file in clean {
        for (number, text) in texts(file)?.into_iter().enumerate() {
            let fold = number % FOLDS;
            samples.push(Sample::of(page_of(text.clone()), "clean", fold, true));
            for _ in 0..EXCERPTS {
                samples.push(Sample::of(page_of(excerpt(&text, &mut dice)), "excerpt", fold, true));
            }
            samples.push(Sample::of(page_of(boxed(&text, &pools[fold], &mut dice)), "boxed", fold, true));
            samples.push(Sample::of(page_of(planted(text, &pools[fold], &mut dice)), "planted", fold, true));
        }
    }
    for (lines, fold) in extracts {
        samples.push(Sample::of(page_of(planted(lines, &pools[fold], &mut dice)), "planted", fold, true));
    }
    samples.extend(own_pages(own, &pools)?);
    Ok(samples)
}

/// The pages of our own writing, a part for each in turn, and their articles among what stands around others, of our own
/// writing and real.
fn own_pages(files: &[PathBuf], pools: &[Pool; FOLDS]) -> Result<Vec<Sample>, String> {
    let pages: Vec<Vec<Page>> = files.iter().map(|file| written::read(file)).collect::<Result<_, _>>()?;
    let mut own: [Pool; FOLDS] = Default::default();
    pages.iter().flatten().enumerate().for_each(|(number, page)| own[number % FOLDS].take(page));
    let mut dice = Dice(0x005e_ed0f_4e75);
    let mut samples = Vec::new();
    for (number, page) in pages.into_iter().flatten().enumerate() {
        let fold = number % FOLDS;
        let article: Lines =
            page.blocks.iter().filter(|line| line.is_content()).map(|line| (line.text.clone(), true)).collect();
        samples.push(Sample::of(page, "written", fold, true));
        for pool in [&own[fold], &pools[fold]].into_iter().cycle().take(AGAIN) {
            let planted = planted(article.clone(), pool, &mut dice);
            samples.push(Sample::of(page_of(planted), "written, planted", fold, true));
            samples.push(Sample::of(page_of(boxed(&article, pool, &mut dice)), "written, boxed", fold, true));
        }
    }
    for sample in &mut samples {
        sample.count(WRITTEN);
        // Every label is meant.
        sample.doubt = f32::INFINITY;
    }
    Ok(samples)
}

/// Whether the pages have little around their content, as a reader mode leaves it.
fn are_extracts(pages: &[Page]) -> bool {
    let lines: usize = pages.iter().map(|page| page.blocks.len()).sum();
    let content = pages.iter().flat_map(|page| &page.blocks).filter(|line| line.is_content()).count();
    content * 3 > lines * 2
}

/// Lines of a text, and whether each is content.
type Lines = Vec<(String, bool)>;

/// Texts of a file of documents: their lines, or paragraphs of two sentences where they have none.
fn texts(file: &Path) -> Result<Vec<Lines>, String> {
    #[derive(Deserialize)]
    struct Document {
        text: String,
    }
    let paragraphs = |document: Document| {
        let lines: Vec<String> = document.text.lines().filter(|l| !l.trim().is_empty()).map(str::to_owned).collect();
        if lines.len() > 2 {
            return lines.into_iter().map(|line| (line, true)).collect();
        }
        let paragraph = |two: &[text::Span]| {
            let span = text::Span { start: two[0].start, end: two[two.len() - 1].end };
            (span.of(&document.text).to_owned(), true)
        };
        sentences(&document.text).chunks(2).map(paragraph).collect()
    };
    Ok(data::read_jsonl::<Document>(file)?.into_iter().map(paragraphs).collect())
}

/// A few lines of a text, from its start as often as not.
fn excerpt(lines: &Lines, dice: &mut Dice) -> Lines {
    let count = 1 + dice.roll(6);
    let start = if dice.roll(2) == 0 { 0 } else { dice.roll(lines.len()) };
    lines.iter().skip(start).take(count).cloned().collect()
}

/// A run of lines around articles.
fn pick(runs: &[Vec<String>], dice: &mut Dice) -> Lines {
    let run = runs.get(dice.roll(runs.len())).cloned().unwrap_or_default();
    run.into_iter().map(|line| (line, false)).collect()
}

/// The lines, of every other text one for each sentence, with a box of a few others before the last ones: in most pages
/// the article has ended where such a box stands near its end, but a short ending behind one is not to be lost.
fn boxed(lines: &Lines, pool: &Pool, dice: &mut Dice) -> Lines {
    let lines = if dice.roll(2) == 0 { parted(lines) } else { lines.clone() };
    let last = (1 + dice.roll(8)).min(lines.len() - 1);
    let (before, after) = lines.split_at(lines.len() - last);
    let mut out = if dice.roll(2) == 0 { pick(&pool.heads, dice) } else { Vec::new() };
    out.extend_from_slice(before);
    if dice.roll(2) == 0 {
        out.extend(pick(&pool.inserts, dice));
    } else {
        // What stands below articles stands in boxes inside others.
        let below = pick(&pool.tails, dice);
        let (first, count) = (dice.roll(below.len()), 1 + dice.roll(8));
        out.extend(below.into_iter().skip(first).take(count));
    }
    out.extend_from_slice(after);
    if dice.roll(4) > 0 {
        out.extend(pick(&pool.tails, dice));
    }
    out
}

/// Each sentence of the lines as a line.
fn parted(lines: &Lines) -> Lines {
    let of_line = |(line, content): &(String, bool)| -> Lines {
        sentences(line).iter().map(|sentence| (sentence.of(line).to_owned(), *content)).collect()
    };
    lines.iter().flat_map(of_line).collect()
}

/// Where the sentences of a text stand.
fn sentences(text: &str) -> Vec<text::Span> {
    let segments = segment::segment(text, &text::blocks(text, &[]));
    segments.sentences.iter().map(|sentence| sentence.span).collect()
}

/// The lines with runs of others planted between, after and before them.
fn planted(lines: Lines, pool: &Pool, dice: &mut Dice) -> Lines {
    let mut out = if dice.roll(10) < 3 { pick(&pool.heads, dice) } else { Vec::new() };
    let often = 2 + dice.roll(10);
    for (at, line) in lines.into_iter().enumerate() {
        if at > 0 && line.1 && dice.roll(often) == 0 {
            out.extend(pick(&pool.inserts, dice));
        }
        out.push(line);
    }
    if dice.roll(10) < 6 {
        out.extend(pick(&pool.tails, dice));
    }
    out
}

fn page_of(lines: Lines) -> Page {
    let line = |(text, content): (String, bool)| PageLine {
        text,
        label: if content { "content" } else { "boilerplate" }.to_owned(),
        kind: None,
        link: None,
        path: None,
    };
    Page { url: String::new(), blocks: lines.into_iter().map(line).collect() }
}
