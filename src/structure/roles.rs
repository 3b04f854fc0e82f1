//! From what is seen of the lines to the role of each.

use super::elements::tag;
use super::facts::{Ending, Facts, Line, Opening};
use super::{Case, Role};
use super::{letters, shape};
use crate::text::Block;

/// The role of a line and the level of a heading.
pub(super) type Part = (Role, Option<u8>);

/// Names each line's role, given whether it belongs to the article.
pub(super) fn name(text: &str, blocks: &[Block], facts: &Facts, body: &[bool]) -> Vec<Part> {
    let lines = &facts.lines;
    let content = |at: usize| blocks[at].content.of(text);
    let letter = letters::roles(text, blocks);
    let top = prose(lines, body, None);
    let subject = letter[..top.unwrap_or(lines.len())].iter().position(|role| *role == Some(Role::Heading));
    let headline = subject.or_else(|| headline(text, blocks, lines, body, (top, &letter)));
    // A standfirst may be as long as prose: then who and when stand below it.
    let tells_who = |at: usize| shape::is_byline(content(at), &lines[at]) || shape::is_published(&lines[at], true);
    let deck = headline.map(|headline| headline + 1).filter(|at| {
        let mut below = at + 1..lines.len().min(at + 1 + RIGHT_BELOW);
        lines.get(*at).is_some_and(|line| shape::is_deck(line, lines.get(at + 1))) && below.any(tells_who)
    });
    let first = if deck.is_some() { prose(lines, body, deck) } else { top };
    let mut parts: Vec<Part> = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        let above = first.is_none_or(|first| at < first);
        let head = (above, above && headline.is_none_or(|headline| at > headline));
        let part = if Some(at) == headline {
            (Role::Headline, None)
        } else if let Some(role) = letter[at] {
            (role, None)
        } else if shape::is_notice(content(at)) {
            (Role::Furniture, None)
        } else if body[at] {
            inside(content(at), line, lines, at, head, headline)
        } else {
            let among = at > 0 && body[at - 1] && body.get(at + 1).is_some_and(|next| *next);
            (outside(content(at), line, lines, at, (headline, first, among)), None)
        };
        parts.push(part);
    }
    tie_tails(lines, &mut parts);
    parts
}

/// The first line of prose, which is no standfirst; where none is long, the first sentence.
fn prose(lines: &[Line], body: &[bool], deck: Option<usize>) -> Option<usize> {
    let first = |holds: &dyn Fn(&Line) -> bool| {
        (0..lines.len()).find(|at| body[*at] && Some(*at) != deck && holds(&lines[*at]))
    };
    first(&Line::is_long).or_else(|| first(&is_sentence))
}

fn is_sentence(line: &Line) -> bool {
    line.words >= SENTENCE && line.ending == Ending::Stop
}

/// Words of a sentence that is no title.
const SENTENCE: u32 = 10;

/// Share of a standfirst's longer words that the prose has too, in 255ths.
const WORDED: u8 = 64;
/// How many lines above the first prose a title is looked for, and from where on none is the nearer.
const REACH: usize = 60;
const NEAR: usize = 24;
/// How many lines below it who or when may stand, and who.
const BELOW: usize = 8;
const RIGHT_BELOW: usize = 3;
/// Words of which more make no better title.
const ENOUGH: u32 = 12;
/// Lines above the first prose of a text that has no menus: its first line is the title.
const BARE: usize = 6;

/// The line that is the title: worded like the prose, near it, of a title's length, who and when or a standfirst below it,
/// nothing of the article above; an `h1` before all. The weights are those of a logistic choice fitted to the titles of 686
/// pages of dev.paste and 133 of our own, in points of an eighth.
fn headline(
    text: &str,
    blocks: &[Block],
    lines: &[Line],
    body: &[bool],
    (top, letter): (Option<usize>, &[Option<Role>]),
) -> Option<usize> {
    let until = top.unwrap_or(lines.len().min(4));
    let content = |at: usize| blocks[at].content.of(text);
    let tells_who = |at: usize| shape::is_byline(content(at), &lines[at]) || shape::is_date_line(&lines[at]);
    let fits = |at: &usize| {
        let line = &lines[*at];
        // "THE TROUBLES IN CRETE." stood in old papers.
        let open =
            !matches!(line.ending, Ending::Stop | Ending::Colon) || line.case() == Case::Upper && line.sentences == 1;
        let title = (2..=34).contains(&line.words) && line.lettered > 1 && open || line.tags & tag::FIRST != 0;
        // "Football | Cricket | Formula 1", "Posted: 9 January 2024 | Updated: 2 hours ago", a letterhead.
        let menu = line.bars >= 2 && line.words <= 3 * (line.bars + 1)
            || line.months > 0 && shape::is_published(line, true)
            || content(*at).contains(shape::BLANKS);
        title
            && line.sure == 0
            && !line.margin
            && !menu
            && letter[*at].is_none()
            // A question of an interview, a heading.
            && !(*at > 0 && body[*at - 1] && is_sentence(&lines[*at - 1]))
            && !matches!(line.opening, Opening::Bullet)
            && !tells_who(*at)
            && !shape::is_credit(content(*at), line)
            && !shape::is_caption(content(*at))
            && !shape::is_notice(content(*at))
    };
    // "Home » News » Tanker burns in Oyo"
    let start = until.saturating_sub(REACH);
    let is_crumb = |at: usize| {
        let longer = |other: &usize| lines[*other].words > lines[at].words;
        (start..until).filter(longer).any(|other| content(other).contains(content(at)))
    };
    let mut above = 0;
    let mut best: Option<(i32, usize)> = None;
    for at in (start..until).filter(fits) {
        let line = &lines[at];
        let bonus = |holds: bool, points: i32| if holds { points } else { 0 };
        let below = |lines: usize| at + 1..until.min(at + 1 + lines);
        let far = (until - at) as i32;
        let standfirst = |next: &Line| next.words > line.words && (8..=45).contains(&next.words);
        let worth = bonus(line.tags & tag::FIRST != 0, 100)
            + i32::from(line.shared) / 10
            + (NEAR as i32 - far).max(0) * 3 / 4
            + line.words.min(ENOUGH) as i32 * 7 / 4
            + bonus((5..=20).contains(&line.words), 21)
            + bonus((3..=4).contains(&line.words), 9)
            + bonus(below(BELOW).any(tells_who), 17)
            + bonus(below(RIGHT_BELOW).any(|at| shape::is_byline(content(at), &lines[at])), 10)
            + bonus(lines.get(at + 1).is_some_and(standfirst), 9)
            + bonus(is_crumb(at), 6)
            + bonus(at == 0 && until <= BARE, 8)
            + i32::from(line.said) / 38
            - far / 4
            - bonus(at > 0 && body[at - 1], 11)
            - bonus(line.bars > 0, 8)
            - bonus(line.heads_elsewhere, 7)
            - 2 * above;
        // Lines as long as titles above a title are few.
        above = (above + i32::from(line.words >= 5)).min(6);
        if best.is_none_or(|(most, _)| worth > most) {
            best = Some((worth, at));
        }
    }
    // A text of one line is prose, not a title; a single short line above prose may be either.
    best.filter(|_| lines.len() > 1).map(|(_, at)| at)
}

/// The role of a line of the article.
fn inside(
    content: &str,
    line: &Line,
    lines: &[Line],
    at: usize,
    (above, head): (bool, bool),
    headline: Option<usize>,
) -> Part {
    if line.tags & tag::TABLE != 0 || shape::is_table_row(content) {
        return (Role::Table, None);
    }
    if shape::is_credit(content, line) {
        return (Role::Credit, None);
    }
    if line.tags & tag::CAPTION != 0 || shape::is_caption(content) {
        return (Role::Caption, None);
    }
    if shape::is_byline(content, line) || shape::is_worked_on(content) || head && shape::is_signed(lines, at) {
        return (Role::Byline, None);
    }
    if shape::is_dateline(content, line) {
        return (Role::Dateline, None);
    }
    if shape::is_published(line, above) {
        return (Role::Published, None);
    }
    if head && headline.is_some_and(|headline| at == headline + 1) && shape::is_deck(line, lines.get(at + 1)) {
        return (Role::Deck, None);
    }
    if line.level > 0 && line.words <= 30 {
        return (Role::Heading, Some(line.level.clamp(2, 4)));
    }
    if line.tags & tag::QUOTE != 0 || content.starts_with("> ") {
        return (Role::Quote, None);
    }
    if line.tags & tag::LIST != 0 && line.tags & tag::PARAGRAPH == 0 || shape::is_list_item(content, line) {
        return (Role::List, None);
    }
    let last = at + 1 == lines.len();
    if !line.hinted && !last && shape::is_heading(line, &lines[at + 1]) {
        return (Role::Heading, Some(2));
    }
    (Role::Paragraph, None)
}

/// The role of a line that is not of the article. Who and when may stand above it without being prose.
fn outside(
    content: &str,
    line: &Line,
    lines: &[Line],
    at: usize,
    (headline, first, among): (Option<usize>, Option<usize>, bool),
) -> Role {
    if line.margin {
        return Role::Furniture;
    }
    let near = headline.is_some_and(|headline| at.abs_diff(headline) <= 10 && at < first.unwrap_or(lines.len()));
    let signed = || shape::is_signed(lines, at) || shape::is_name_at_date(lines, at);
    if near && (shape::is_byline(content, line) || signed()) || shape::is_worked_on(content) {
        return Role::Byline;
    }
    if first.is_some_and(|first| at > first) && shape::is_rate(content, line) {
        return Role::Paragraph;
    }
    // Written out like the prose, right below the title: no menu has such a line.
    let below = headline.is_some_and(|headline| at == headline + 1 && near);
    if below && line.shared >= WORDED && line.cue.is_none() && shape::is_deck(line, lines.get(at + 1)) {
        return Role::Deck;
    }
    if near && shape::is_published(line, true) {
        return Role::Published;
    }
    if (near || among) && shape::is_credit(content, line) {
        return Role::Credit;
    }
    if among && line.tags & tag::CAPTION == 0 && shape::is_caption(content) {
        return Role::Caption;
    }
    if line.words == 0 {
        return Role::Furniture;
    }
    if shape::is_bio(line) {
        return Role::Bio;
    }
    line.cue.filter(|role| *role != Role::Bio || line.sure > 0).unwrap_or(
        if line.reader + line.house > 0 && line.words > 4 {
            Role::Promo
        } else if at > first.unwrap_or(0) && line.words >= 4 && line.repeats == 0 {
            Role::Related
        } else {
            Role::Furniture
        },
    )
}

/// In a list of other articles, who and when belong to it.
fn tie_tails(lines: &[Line], parts: &mut [Part]) {
    let Some(last) = parts.iter().rposition(|part| part.0 == Role::Paragraph) else { return };
    for at in last + 1..parts.len() {
        let listed = matches!(parts[at].0, Role::Byline | Role::Published | Role::Furniture | Role::Promo);
        let between = at > 0 && parts[at - 1].0 == Role::Related && lines[at].sure == 0 && lines[at].words > 0;
        if listed && between {
            parts[at].0 = Role::Related;
        }
    }
}
