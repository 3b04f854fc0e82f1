//! Hard-wrapped text, as e-mail, archives and PDF give it: whether a line runs on in the next.

use super::{Block, Span};

/// What the joining of lines needs to know of one.
struct Line {
    /// Characters, the quoting before it left out.
    width: usize,
    /// Characters of its first word.
    first: usize,
    /// How many ">" stand before it.
    quoting: usize,
    /// Spaces before it.
    indent: usize,
    /// Whether the next line follows without an empty one between.
    followed: bool,
    opens_small: bool,
    opens_capital: bool,
    /// Whether it opens like an item of a list.
    item: bool,
    /// Whether blanks part it into columns, as in a table or a letterhead.
    columns: bool,
    /// Ends in a stop, a colon or the quotes after one.
    stopped: bool,
    broken: bool,
    comma: bool,
    /// Words, four at most.
    words: usize,
    /// Hash of what it says, numbers and marks left out; 0 where it cannot be a running head.
    says: u32,
    /// Whether it is a page's number or its running head.
    margin: bool,
}

/// Blanks inside a line that part columns; type set to a straight margin has fewer.
const COLUMNS: &str = "     ";

/// Lines that say the same from which on they are running heads.
const HEADS: usize = 3;

/// The lines of a text, and its width if it is wrapped.
pub(super) struct Wrap {
    lines: Vec<Line>,
    width: Option<usize>,
}

/// Widths that hard-wrapped text has: a column of a PDF to a wide terminal.
const WIDTHS: std::ops::RangeInclusive<usize> = 32..=110;

impl Wrap {
    /// Looks at the lines of a text, given as blocks.
    pub(super) fn of(text: &str, lines: &[Block]) -> Self {
        let mut wrap = Self { lines: lines.iter().map(|line| look(text, line)).collect(), width: None };
        wrap.width = wrap.measure();
        if let Some(width) = wrap.width {
            wrap.find_margins(text, lines, width);
        }
        wrap
    }

    /// Finds the pages' numbers, and their running heads: short lines that say the same three times or more. The text's first
    /// line may be its title as well.
    fn find_margins(&mut self, text: &str, lines: &[Block], width: usize) {
        let mut said: Vec<u32> = self.lines.iter().map(|line| line.says).filter(|says| *says != 0).collect();
        said.sort_unstable();
        for (at, line) in self.lines.iter_mut().enumerate().skip(1) {
            let first = said.partition_point(|says| *says < line.says);
            let short = line.says != 0 && line.width * 4 <= width * 3;
            let head = short && said.get(first + HEADS - 1) == Some(&line.says);
            line.margin = head || is_page_number(lines[at].content.of(text));
        }
    }

    /// Whether line `at` is a page's number or its running head.
    pub(super) fn is_margin(&self, at: usize) -> bool {
        self.lines[at].margin
    }

    /// The width the text is wrapped at, if it is: hardly a line is longer, and the lines that end without a stop are as long
    /// as they could be and often run on.
    fn measure(&self) -> Option<usize> {
        let open = |at: &usize| self.lines[*at].followed && !self.lines[*at].stopped && self.lines[*at].words > 0;
        let open: Vec<usize> = (0..self.lines.len().saturating_sub(1)).filter(open).collect();
        let mut widths: Vec<usize> = open.iter().map(|at| self.lines[*at].width).collect();
        if widths.len() < 3 || widths.len() * 8 < self.lines.len() {
            return None;
        }
        let place = widths.len() * 9 / 10;
        let (_, width, _) = widths.select_nth_unstable(place);
        let width = *width;
        // Titles and dates stand above the prose of short texts.
        let open: Vec<usize> = open.into_iter().filter(|at| self.lines[*at].width * 2 > width).collect();
        let count = |holds: &dyn Fn(usize) -> bool| open.iter().filter(|at| holds(**at)).count();
        let full = count(&|at| self.is_full(at, width));
        let cut = count(&|at| self.is_cut(at));
        let longer = self.lines.iter().filter(|line| line.width > width * 5 / 4).count();
        let wrapped = full * 10 >= open.len() * 8 && cut * 10 >= open.len() * 4 && longer * 10 <= self.lines.len();
        (wrapped && WIDTHS.contains(&width)).then_some(width)
    }

    /// Whether line `at`, which has no stop, and the next look like one sentence: "in San Jose, / California."
    fn is_cut(&self, at: usize) -> bool {
        let (line, next) = (&self.lines[at], &self.lines[at + 1]);
        next.opens_small || line.broken || line.comma || next.stopped && next.words <= 2
    }

    /// Whether the next line's first word would not have fitted on this one; a column set in type varies by a seventh.
    fn is_full(&self, at: usize, width: usize) -> bool {
        let needed = self.lines[at].width + 1 + self.lines[at + 1].first;
        needed > width * 6 / 7 && self.lines[at].width <= width * 5 / 4
    }

    /// Whether line `at` runs on in line `at + 1`.
    pub(super) fn runs_on(&self, at: usize) -> bool {
        let (line, next) = (&self.lines[at], &self.lines[at + 1]);
        if line.margin
            || next.margin
            || !line.followed
            || line.quoting != next.quoting
            || next.item
            || line.columns
            || next.columns
            || line.words == 0
            || next.words == 0
        {
            return false;
        }
        match self.width {
            Some(width) => {
                let indented = next.indent > line.indent + 1 && line.stopped;
                let ends = next.stopped && next.words == 1;
                let open = !line.stopped && (next.opens_small || line.broken || ends);
                !indented && (self.is_full(at, width) || open && line.words > 2)
            }
            // A lone sentence cut in two: "It was a cold / night in the city."
            None => {
                let cut = line.opens_capital && line.words > 2 && !line.stopped && next.opens_small && next.stopped;
                cut && line.width <= *WIDTHS.end() && !line.item && next.words > 1 && self.is_alone(at)
            }
        }
    }

    /// Whether neither the line before nor the line after the pair could be part of the same sentence.
    fn is_alone(&self, at: usize) -> bool {
        let before = at.checked_sub(1).is_none_or(|before| self.lines[before].stopped || !self.lines[before].followed);
        let after = self.lines.get(at + 2).is_none_or(|after| !after.opens_small);
        before && after
    }
}

/// Length in bytes of the quoting (`> `, `>> `) that a line starts with.
#[must_use]
pub fn quoting(line: &str) -> usize {
    let end = line.find(|c| c != '>' && c != ' ').unwrap_or(line.len());
    if line[..end].contains('>') { end } else { 0 }
}

/// "12", "- 12 -", "Page 3 of 10", "3/10"; not "2022.", where a sentence ends.
fn is_page_number(line: &str) -> bool {
    let mut numbers = 0;
    line.len() <= 24
        && !line.ends_with('.')
        && line.split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '/' | '|' | '[' | ']' | '.')).all(
            |word| {
                let number = word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit());
                numbers += usize::from(number && !word.is_empty());
                number || ["page", "p", "pg", "of"].iter().any(|known| word.eq_ignore_ascii_case(known))
            },
        )
        && (1..=2).contains(&numbers)
}

/// A hash of a line's letters, 0 for fewer than four.
fn letters(words: &str) -> u32 {
    let mut count = 0;
    let hash =
        words.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).fold(0x811c_9dc5, |hash: u32, c| {
            count += 1;
            (hash ^ c as u32).wrapping_mul(0x0100_0193)
        });
    if count < 4 { 0 } else { hash.max(1) }
}

fn look(text: &str, block: &Block) -> Line {
    let content = block.content.of(text);
    let quoted = quoting(content);
    let words = &content[quoted..];
    let opening = words.chars().next().unwrap_or(' ');
    let after = Span { start: block.content.end, end: block.tile.end }.of(text);
    let before = Span { start: block.tile.start, end: block.content.start }.of(text);
    // "May / 2021. It said": a year is no item's number.
    let digits = words.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let numbered =
        (1..=3).contains(&digits) && words[digits..].starts_with(['.', ')']) && words[digits + 1..].starts_with(' ');
    let bullet = matches!(opening, '•' | '·' | '*' | '-' | '–' | '●' | '▪')
        && words.chars().nth(1).is_some_and(char::is_whitespace);
    let closed = words.trim_end_matches(['"', '”', '’', '\'', ')', ']']);
    let stopped = closed.ends_with(['.', '!', '?', ':', '…']);
    Line {
        width: words.chars().take(1 + 2 * WIDTHS.end()).count(),
        first: words.split_whitespace().next().map_or(0, |word| word.chars().take(64).count()),
        quoting: content[..quoted].matches('>').count(),
        indent: before.rsplit('\n').next().map_or(0, str::len),
        followed: after.bytes().filter(|b| *b == b'\n').count() == 1,
        opens_small: opening.is_lowercase(),
        opens_capital: opening.is_uppercase(),
        item: bullet || numbered,
        columns: words.contains(COLUMNS),
        stopped,
        broken: words.ends_with('-') && words.chars().rev().nth(1).is_some_and(char::is_alphabetic),
        comma: words.ends_with(','),
        words: words.split_whitespace().take(4).count(),
        says: if words.len() > 2 * WIDTHS.end() || stopped { 0 } else { letters(words) },
        margin: false,
    }
}
