//! The role of each block: what is the article, and what only stands around it.

mod around;
pub mod cues;
pub mod elements;
pub mod facts;
pub mod features;
mod judge;
mod letters;
pub mod model;
pub mod network;
mod repeats;
mod roles;
mod shape;

use crate::segment::Segments;
use crate::text::{Block, Hint, Span, language};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What a block is to the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The article's title.
    Headline,
    /// The standfirst below it.
    Deck,
    /// A heading inside the article.
    Heading,
    /// Who wrote it.
    Byline,
    /// Where (and when) it was filed, on a line of its own.
    Dateline,
    /// When it was published or updated.
    Published,
    /// Running prose.
    Paragraph,
    /// A block quotation.
    Quote,
    /// Words below a picture.
    Caption,
    /// Whose picture.
    Credit,
    /// An item of a list.
    List,
    /// A row of a table.
    Table,
    /// About the author. Not body.
    Bio,
    /// Other articles. Not body.
    Related,
    /// Newsletters, subscriptions, advertisements. Not body.
    Promo,
    /// Menus, share buttons, page numbers, notices. Not body.
    Furniture,
}

impl Role {
    /// Whether blocks of this role belong to the article.
    #[must_use]
    pub fn is_body(self) -> bool {
        !matches!(self, Self::Bio | Self::Related | Self::Promo | Self::Furniture)
    }
}

/// How a line uses capitals, so that they can be trusted less where every word has one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Case {
    /// As prose does.
    #[default]
    Sentence,
    /// Each Longer Word Has One.
    Title,
    /// ALL LETTERS ARE.
    Upper,
}

/// A block and what it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// The stretch of text.
    pub block: Block,
    /// What it is to the article.
    pub role: Role,
    /// Level of a heading, 2 to 4.
    pub level: Option<u8>,
    /// How it uses capitals.
    pub case: Case,
    /// The language it is written in: its own where it decides one, else the text's.
    pub language: language::Code,
}

impl Placed {
    /// Whether names are tagged in its language.
    #[must_use]
    pub fn is_supported(&self) -> bool {
        self.language == language::ENGLISH
    }
}

/// The text taken apart: what every later stage reads.
#[derive(Clone, Debug)]
pub struct Article<'t> {
    /// The text as it was given.
    pub text: &'t str,
    /// What the pasted HTML said.
    pub hints: &'t [Hint],
    /// The blocks with their roles; their tiles make up the text.
    pub blocks: Vec<Placed>,
    /// Sentences and tokens.
    pub segments: Segments,
    /// The language of the text.
    pub language: language::Code,
}

impl Article<'_> {
    /// The word that a token is: its surface, mended where a line end breaks it.
    #[must_use]
    pub fn token(&self, index: usize) -> &str {
        self.segments.word(self.text, index)
    }

    /// A stretch as one would write it on one line: line ends, and the quoting after them, are a space or, inside a broken
    /// word, nothing.
    #[must_use]
    pub fn surface(&self, span: Span) -> Cow<'_, str> {
        let surface = span.of(self.text);
        if !surface.contains('\n') {
            return Cow::Borrowed(surface);
        }
        let tokens = &self.segments.tokens;
        let from = tokens.partition_point(|token| token.end <= span.start);
        let mut out = String::with_capacity(surface.len());
        let mut last = span.start;
        for index in (from..tokens.len()).take_while(|index| tokens[*index].start < span.end) {
            out.push_str(if tokens[index].start > last { " " } else { "" });
            out.push_str(self.token(index));
            last = tokens[index].end;
        }
        Cow::Owned(out)
    }

    /// What stands between two bytes, a single line end in it as the space that it is to a reader; empty where the first
    /// does not come before the second.
    #[must_use]
    pub fn gap(&self, from: u32, to: u32) -> Cow<'_, str> {
        let gap = self.text.get(from as usize..to as usize).unwrap_or_default();
        if gap.bytes().filter(|&b| b == b'\n').count() != 1 {
            return Cow::Borrowed(gap);
        }
        let words: Vec<&str> = gap.split_whitespace().filter(|word| !word.trim_matches('>').is_empty()).collect();
        let edge = |at: Option<char>| if at.is_some_and(char::is_whitespace) { " " } else { "" };
        if words.is_empty() {
            return Cow::Borrowed(" ");
        }
        Cow::Owned([edge(gap.chars().next()), &words.join(" "), edge(gap.chars().next_back())].concat())
    }

    /// The words of the title: those of the headline, without the "Subject:" of an e-mail.
    #[must_use]
    pub fn title(&self) -> Option<Span> {
        let headline = self.blocks.iter().find(|placed| placed.role == Role::Headline)?.block.content;
        let words = letters::subject(headline.of(self.text)).len();
        Some(Span { start: headline.end - u32::try_from(words).ok()?, end: headline.end })
    }

    /// Index of the block whose tile holds the byte `at`.
    #[must_use]
    pub fn block_at(&self, at: u32) -> Option<usize> {
        let after = self.blocks.partition_point(|b| b.block.tile.start <= at);
        (after > 0 && at < self.blocks[after - 1].block.tile.end).then(|| after - 1)
    }

    /// Index of the sentence that holds the byte `at`; none between sentences.
    #[must_use]
    pub fn sentence_at(&self, at: u32) -> Option<usize> {
        let after = self.segments.sentences.partition_point(|s| s.span.start <= at);
        (after > 0 && at < self.segments.sentences[after - 1].span.end).then(|| after - 1)
    }

    /// Whether the byte `at` stands in a block that belongs to the article.
    #[must_use]
    pub fn in_body(&self, at: u32) -> bool {
        self.block_at(at).is_some_and(|b| self.blocks[b].role.is_body())
    }
}

/// Gives each block its role. `fixed` holds the reader's own choices: a stretch of text and the role of its block.
#[must_use]
pub fn read<'t>(
    text: &'t str,
    hints: &'t [Hint],
    blocks: Vec<Block>,
    segments: Segments,
    fixed: &[(Span, Role)],
) -> Article<'t> {
    #[cfg(feature = "packed")]
    let scores = |facts: &facts::Facts| model::Model::packed().scores(facts);
    #[cfg(not(feature = "packed"))]
    let scores = |facts: &facts::Facts| vec![0.0; facts.lines.len()];
    read_by(text, hints, blocks, segments, fixed, &scores)
}

/// The same, asking `scores` for the log odds that each line belongs to the article.
#[must_use]
pub fn read_by<'t>(
    text: &'t str,
    hints: &'t [Hint],
    blocks: Vec<Block>,
    segments: Segments,
    fixed: &[(Span, Role)],
    scores: &dyn Fn(&facts::Facts) -> Vec<f32>,
) -> Article<'t> {
    let facts = facts::look(text, hints, &blocks, &segments);
    let mut body = judge::body(&facts, &scores(&facts));
    let chosen: Vec<Option<Role>> = blocks
        .iter()
        .map(|block| fixed.iter().rev().find(|(span, _)| block.tile.covers(*span)).map(|(_, role)| *role))
        .collect();
    for (body, role) in body.iter_mut().zip(&chosen) {
        *body = role.map_or(*body, Role::is_body);
    }
    let parts = roles::name(text, &blocks, &facts, &body);
    let (language, languages) = languages(text, &blocks);
    let placed = blocks
        .into_iter()
        .zip(languages)
        .zip(parts.into_iter().zip(chosen))
        .zip(&facts.lines)
        .map(|(((block, language), ((role, level), chosen)), line)| {
            let role = chosen.unwrap_or(role);
            let level = (role == Role::Heading).then(|| level.unwrap_or(2));
            Placed { block, role, level, case: line.case(), language }
        })
        .collect();
    Article { text, hints, blocks: placed, segments, language }
}

/// The language of the text and of each block; a block that decides none has the text's.
fn languages(text: &str, blocks: &[Block]) -> (language::Code, Vec<language::Code>) {
    let mut whole = language::Evidence::default();
    let own: Vec<Option<language::Code>> = blocks
        .iter()
        .map(|block| {
            let evidence = language::look(block.content.of(text));
            whole.add(&evidence);
            evidence.decide()
        })
        .collect();
    let language = whole.settle();
    (language, own.into_iter().map(|own| own.unwrap_or(language)).collect())
}
