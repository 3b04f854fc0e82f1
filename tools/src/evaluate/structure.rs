//! `marginalia evaluate structure`: which lines are the article's.

use crate::data;
use crate::train::structure::{Recipe, written};
use marginalia::structure::Role;
use marginalia::text::{Hint, Span};
use marginalia::{segment, structure, text};
use serde::Deserialize;

/// Score block roles.
///
/// A line counts as content when most of it lies in a block that belongs to the article. Titles and bylines, which the
/// gold leaves out of its content though they belong to the article, are scored apart: "all lines" counts them as
/// boilerplate, "without title and byline" passes them over.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    recipe: Recipe,
    /// Score models that have not seen the page's site, trained here: minutes. Otherwise the packed model is scored, which
    /// may have seen it.
    #[arg(long)]
    unseen: bool,
}

/// A page of the structure sets.
#[derive(Deserialize)]
pub struct Page {
    /// Where it was published.
    pub url: String,
    /// Its lines.
    pub blocks: Vec<PageLine>,
}

/// A line of a page.
#[derive(Deserialize)]
pub struct PageLine {
    /// The words on it.
    pub text: String,
    /// `content` or `boilerplate`.
    pub label: String,
    /// `headline` or `byline`.
    pub kind: Option<String>,
    /// Characters in links.
    pub link: Option<usize>,
    /// Elements around it, the innermost first.
    pub path: Option<Vec<String>>,
}

impl PageLine {
    /// Whether the gold counts it to the article.
    pub fn is_content(&self) -> bool {
        self.label == "content"
    }
}

/// A page put together as a paste would give it.
pub struct Pasted {
    /// The lines joined.
    pub text: String,
    /// Where each stands.
    pub lines: Vec<Span>,
    /// What the HTML said, if anything.
    pub hints: Vec<Hint>,
}

impl Page {
    /// The site, by which training and scoring are kept apart.
    pub fn site(&self) -> &str {
        let host = self.url.split("//").nth(1).unwrap_or(&self.url).split('/').next().unwrap_or_default();
        host.strip_prefix("www.").unwrap_or(host)
    }

    /// Joins the lines by newlines and turns their paths into hints.
    pub fn paste(&self) -> Pasted {
        let mut text = String::new();
        let mut lines = Vec::new();
        for block in &self.blocks {
            let start = text.len();
            text.push_str(&block.text);
            lines.push(Span::new(start, text.len()));
            text.push('\n');
        }
        let hints = hints(&self.blocks, &lines);
        Pasted { text, lines, hints }
    }
}

/// Elements of text level, which the page passes over.
const INLINE: &[&str] =
    &["a", "span", "strong", "b", "em", "i", "u", "small", "mark", "sub", "sup", "cite", "code", "label"];
/// Elements around a line that the page tells of, beside the line's own.
const AROUND: &[&str] = &[
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ul",
    "ol",
    "dt",
    "dd",
    "blockquote",
    "pre",
    "figure",
    "figcaption",
    "table",
    "tr",
    "td",
    "th",
    "caption",
    "article",
    "main",
    "aside",
    "nav",
    "header",
    "footer",
    "address",
    "details",
    "summary",
    "time",
    "div",
    "section",
    "form",
    "fieldset",
    "center",
];

/// Hints as the page makes them: one for each line's own element, and for the elements around runs of lines.
fn hints(blocks: &[PageLine], lines: &[Span]) -> Vec<Hint> {
    let mut hints = Vec::new();
    let paths: Vec<Vec<&str>> =
        blocks.iter().map(|block| block.path.iter().flatten().rev().map(String::as_str).collect()).collect();
    for (at, block) in blocks.iter().enumerate() {
        let Some(link) = block.link else { continue };
        let own = paths[at].iter().rev().copied().find(|p| !INLINE.contains(&name(p))).unwrap_or("div");
        hints.push(hint(lines[at], own, paths[at].len(), link as f32 / block.text.chars().count().max(1) as f32));
        for depth in 0..paths[at].len().saturating_sub(1) {
            let element = paths[at][depth];
            let opens = at == 0 || paths[at - 1].get(..=depth) != paths[at].get(..=depth);
            if !opens || !AROUND.contains(&name(element)) {
                continue;
            }
            let run = (at..blocks.len()).take_while(|other| paths[*other].get(..=depth) == paths[at].get(..=depth));
            let (mut last, mut linked, mut all) = (at, 0, 0);
            for other in run {
                last = other;
                linked += blocks[other].link.unwrap_or(0);
                all += blocks[other].text.chars().count();
            }
            let span = Span { start: lines[at].start, end: lines[last].end };
            hints.push(hint(span, element, depth, linked as f32 / all.max(1) as f32));
        }
    }
    hints.sort_by_key(|hint| (hint.span.start, std::cmp::Reverse(hint.span.end), hint.depth));
    hints
}

fn name(element: &str) -> &str {
    element.split(['.', '#']).next().unwrap_or_default()
}

fn hint(span: Span, tag: &str, depth: usize, link_share: f32) -> Hint {
    Hint { span, tag: tag.to_owned(), depth: u32::try_from(depth).unwrap_or(u32::MAX), link_share, datetime: None }
}

/// Whether each line of the page lies mostly in blocks of the article.
pub fn is_body(pasted: &Pasted, article: &structure::Article) -> Vec<bool> {
    let mut block = 0;
    pasted
        .lines
        .iter()
        .map(|line| {
            while block < article.blocks.len() && article.blocks[block].block.tile.end <= line.start {
                block += 1;
            }
            let mut inside = 0;
            for placed in article.blocks[block..].iter().take_while(|placed| placed.block.tile.start < line.end) {
                let tile = placed.block.tile;
                let shared = tile.end.min(line.end) - tile.start.max(line.start);
                inside += if placed.role.is_body() { shared as usize } else { 0 };
            }
            inside * 2 > line.len()
        })
        .collect()
}

/// Counts of lines, and of words of content.
#[derive(Clone, Copy, Default)]
pub struct Tally {
    /// Content found as content.
    pub right: usize,
    /// Content lost.
    pub lost: usize,
    /// Boilerplate left in.
    pub left: usize,
    /// Boilerplate found.
    pub found: usize,
    /// Words of content.
    pub words: usize,
    /// Words of content lost.
    pub words_lost: usize,
}

impl Tally {
    /// Counts one line.
    pub fn add(&mut self, content: bool, body: bool, words: usize) {
        *(match (content, body) {
            (true, true) => &mut self.right,
            (true, false) => &mut self.lost,
            (false, true) => &mut self.left,
            (false, false) => &mut self.found,
        }) += 1;
        if content {
            self.words += words;
            self.words_lost += if body { 0 } else { words };
        }
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let f1 = |right: usize, wrong: usize| 100.0 * 2.0 * right as f64 / (2 * right + wrong).max(1) as f64;
        let wrong = self.lost + self.left;
        let lost = 100.0 * self.words_lost as f64 / self.words.max(1) as f64;
        let (content, boilerplate) = (f1(self.right, wrong), f1(self.found, wrong));
        write!(f, "content F {content:.1}  boilerplate F {boilerplate:.1}  content words lost {lost:.2}%")
    }
}

pub fn run(args: &Args) -> Result<(), String> {
    if args.unseen {
        return args.recipe.cross_validate();
    }
    for file in &args.recipe.pages {
        let (mut all, mut plain) = (Tally::default(), Tally::default());
        let (mut titled, mut found) = (0_usize, 0_usize);
        let pages = if data::is_text(file) { written::read(file)? } else { data::read_jsonl::<Page>(file)? };
        for page in pages {
            let pasted = page.paste();
            let blocks = text::blocks(&pasted.text, &pasted.hints);
            let segments = segment::segment(&pasted.text, &blocks);
            let article = structure::read(&pasted.text, &pasted.hints, blocks, segments, &[]);
            let headline = article.blocks.iter().find(|placed| placed.role == Role::Headline);
            let headline = headline.map(|placed| placed.block.content.of(&pasted.text).trim());
            let titles = || page.blocks.iter().filter(|line| line.kind.as_deref() == Some("headline"));
            titled += usize::from(titles().next().is_some());
            found += usize::from(titles().any(|title| Some(title.text.trim()) == headline));
            for ((line, body), span) in page.blocks.iter().zip(is_body(&pasted, &article)).zip(&pasted.lines) {
                let words = line.text.split_whitespace().count();
                all.add(line.is_content(), body, words);
                if line.kind.is_none() {
                    plain.add(line.is_content(), body, words);
                }
                if args.recipe.errors && line.is_content() != body {
                    let role = article.block_at(span.start).map(|b| article.blocks[b].role);
                    println!("{} {role:?} {}", if body { "left" } else { "lost" }, line.text);
                }
            }
        }
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        println!("{name} all lines:                {all}");
        println!("{name} without title and byline: {plain}");
        let share = 100.0 * found as f64 / titled.max(1) as f64;
        println!("{name} headline right:           {share:.1}% of {titled} pages with one");
    }
    Ok(())
}
