use super::Span;
use super::wrap::Wrap;

/// What the pasted HTML said of a stretch of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Hint {
    /// The stretch the element gave.
    pub span: Span,
    /// Lower-case element name, such as `p`, `h1`, `li`, `figcaption`, `aside`, `nav`, `time`; its classes and id may follow
    /// after dots: `div.related-posts`.
    pub tag: String,
    /// Number of ancestors below `body`.
    pub depth: u32,
    /// Share of the characters that stand inside links, 0 to 1.
    pub link_share: f32,
    /// The `datetime` attribute of a `time` element.
    pub datetime: Option<String>,
}

/// A paragraph-like piece of the text. The tiles of all blocks, in order, make up the whole text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// The block with the separators after it (and, for the first block, before it).
    pub tile: Span,
    /// The block without white space around it; empty only when the whole text is white space.
    pub content: Span,
    /// Whether its line ends are only those of a narrow page, so that its words run on over them.
    pub wrapped: bool,
    /// Whether it is the number or the running head of a page of hard-wrapped text.
    pub margin: bool,
}

/// Splits `text` into blocks: one a line with something on it; in hard-wrapped text one a paragraph.
///
/// The tiles cover the text without gap or overlap; an empty text has no block. Where the pasted HTML gave hints, lines
/// are what its elements were, and none are joined.
#[must_use]
pub fn blocks(text: &str, hints: &[Hint]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let tile = Span::new(start, start + line.len());
        start += line.len();
        let content = tile.trimmed(text);
        match blocks.last_mut() {
            Some(last) if content.is_empty() => last.tile.end = tile.end,
            Some(last) if last.content.is_empty() => {
                last.tile.end = tile.end;
                last.content = content;
            }
            _ => blocks.push(Block { tile, content, wrapped: false, margin: false }),
        }
    }
    if hints.is_empty() { joined(text, &blocks) } else { blocks }
}

/// Joins the lines of each wrapped paragraph.
fn joined(text: &str, lines: &[Block]) -> Vec<Block> {
    let wrap = Wrap::of(text, lines);
    let mut blocks: Vec<Block> = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        match blocks.last_mut() {
            Some(last) if wrap.runs_on(at - 1) => {
                last.tile.end = line.tile.end;
                last.content.end = line.content.end;
                last.wrapped = true;
            }
            _ => blocks.push(Block { margin: wrap.is_margin(at), ..*line }),
        }
    }
    blocks
}
