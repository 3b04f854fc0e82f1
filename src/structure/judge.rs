//! Which lines belong to the article: the learned model, held in by what is certain.

use super::cues::Cues;
use super::elements::tag;
use super::facts::{Ending, Facts, Line, Opening};
use super::{Role, shape};

/// Log odds that bring a line back after the article's end: one that ends like a sentence or is a table's row, and another.
const BACK: [f32; 2] = [0.0, 2.0];
/// Log odds that keep a line beside a promo though it speaks to the reader: an interview's questions do.
const SPOKEN: f32 = 1.5;
/// How much higher they must be for a line of a sign or two: a counter, a page of many.
const SIGN: f32 = 1.0;

/// Log odds that keep an item beside one that is kept.
const ITEM: f32 = -0.5;
/// The same where a line that is kept announces the list by a colon.
const ANNOUNCED: f32 = -2.5;
/// Log odds that keep a short line of a menu, a form, the page's head or foot.
const FRAMED: f32 = 2.5;
/// Log odds that keep a long line which stood before.
const AGAIN: f32 = 4.0;

/// Log odds above which a line of one word is kept: in a page with all its menus, and in prose, where a line that is
/// none was more likely left in by mistake.
const SHORT: f32 = -0.4;
const SHORT_IN_PROSE: f32 = 0.8;
/// How much lower they may be for each doubling of the words: a long line lost costs the article more.
const DOUBLING: f32 = 0.2;
/// How much lower they may be for the rows of a table: no menu has tabs.
const ROW: f32 = 2.5;
/// Tabs from which on a line is a row.
const ROW_TABS: u32 = 2;
/// How much lower they may be for a heading between paragraphs, a few words that ask for nothing, where the titles of
/// other articles have more; and for a standfirst, so many lines above the first paragraph.
const HEADING: f32 = 1.5;
const HEAD: usize = 3;
const HEADING_WORDS: u32 = 5;
const SENTENCE_WORDS: u32 = 10;

/// Whether each line belongs to the article, given its log odds.
pub(super) fn body(facts: &Facts, scores: &[f32]) -> Vec<bool> {
    let lines = &facts.lines;
    let least = if is_prose(lines) { SHORT_IN_PROSE } else { SHORT };
    let long = |at: usize| lines.get(at).is_some_and(Line::is_long);
    let mut body = Vec::with_capacity(lines.len());
    let prose = (0..lines.len()).find(|at| long(*at)).unwrap_or(0);
    for (at, (line, score)) in lines.iter().zip(scores).enumerate() {
        let heading = is_heading(line) && at > 0 && long(at - 1) && long(at + 1);
        let deck = is_sentence(line) && line.cue.is_none() && at > 0 && at < prose && prose - at <= HEAD;
        body.push(keeps(line, *score, if heading || deck { least - HEADING } else { least }));
    }
    items(lines, scores, &mut body);
    spread(lines, scores, &mut body);
    end(lines, scores, &mut body);
    if is_list(lines, &body) {
        lines.iter().zip(&mut body).for_each(|(line, body)| *body |= is_sentence(line));
    }
    body
}

/// Whether a line may be a sentence of an article: it has words enough, and asks for nothing.
fn is_sentence(line: &Line) -> bool {
    line.words >= SENTENCE_WORDS && line.sure == 0 && !line.margin
}

/// Whether most of many sentences would be set aside: they are alike as the lines of a log or a chronicle are, and
/// no article stands among them, nor are there menus.
fn is_list(lines: &[Line], body: &[bool]) -> bool {
    let all = lines.iter().filter(|line| is_sentence(line)).count();
    let kept = lines.iter().zip(body).filter(|(line, body)| is_sentence(line) && **body).count();
    all >= 20 && all * 2 >= lines.len() && kept * 3 < all
}

/// Whether a line could be a heading inside an article.
fn is_heading(line: &Line) -> bool {
    line.words <= HEADING_WORDS && line.cue.is_none() && line.sure + line.maybe + line.reader + line.house == 0
}

/// Whether two lines of nine and more are long: a page with its menus has more short ones.
fn is_prose(lines: &[Line]) -> bool {
    lines.iter().filter(|line| line.is_long()).count() * 9 >= lines.len() * 2
}

fn keeps(line: &Line, score: f32, least: f32) -> bool {
    let told = line.is_long() && (line.saying > 0 || line.quotes >= 2);
    if line.words == 0 || line.margin || line.listed || line.sure > 0 && line.words <= 40 && !told && score < 1.0 {
        return false;
    }
    if line.tags & tag::FRAME != 0 && line.tags & tag::MAIN == 0 && !line.is_long() && score < FRAMED {
        return false;
    }
    // Said before, and not just above: a teaser of this very article, or the page's second copy of it.
    if line.is_long() && line.copied > 0 && line.apart > 2 && score < AGAIN {
        return false;
    }
    let least = match line {
        row if row.tabs >= ROW_TABS => least - ROW,
        sign if sign.length <= 2 => least + SIGN,
        _ => least,
    };
    score > least - DOUBLING * line.words.max(1).ilog2() as f32
}

/// The items of a list belong together: one beside another that is kept needs less, and less still below a colon.
fn items(lines: &[Line], scores: &[f32], body: &mut [bool]) {
    let item = |at: usize| lines[at].opening == Opening::Bullet && lines[at].sure == 0 && !lines[at].margin;
    let mut announced = false;
    for at in 1..lines.len() {
        announced = item(at) && (announced || body[at - 1] && lines[at - 1].ending == Ending::Colon);
        body[at] |= announced && scores[at] > ANNOUNCED;
        if item(at) && item(at - 1) && body[at] != body[at - 1] {
            let other = if body[at] { at - 1 } else { at };
            body[other] = scores[other] > ITEM;
        }
    }
}

/// What stands beside a promo and speaks to the reader is one too.
fn spread(lines: &[Line], scores: &[f32], body: &mut [bool]) {
    let speaks = |at: usize| {
        let line = &lines[at];
        let asks = line.reader + line.house > 0 || line.maybe > 0 && line.cue == Some(Role::Promo);
        asks && line.words <= 40 && line.saying == 0 && line.quotes == 0 && scores[at] < SPOKEN
    };
    let promo = |line: &Line, body: bool| !body && line.cue == Some(Role::Promo) && line.sure > 0;
    for at in 1..lines.len() {
        if promo(&lines[at - 1], body[at - 1]) && speaks(at) {
            body[at] = false;
        }
    }
    for at in (1..lines.len()).rev() {
        if promo(&lines[at], body[at]) && speaks(at - 1) && lines[at - 1].maybe > 0 {
            body[at - 1] = false;
        }
    }
}

/// After the last solid prose, a promo, a bio or a heading such as "Related" ends the article: what follows is other
/// articles, though their titles and standfirsts may read like this one.
fn end(lines: &[Line], scores: &[f32], body: &mut [bool]) {
    let prose = |at: usize| body[at] && lines[at].is_long() && !shape::is_bio(&lines[at]);
    let beside = |at: usize| at > 0 && prose(at - 1) || at + 1 < lines.len() && prose(at + 1);
    let solid = |at: usize| prose(at) && (lines[at].words >= 30 || beside(at));
    let Some(last) = (0..lines.len()).rev().find(|at| solid(*at)) else { return };
    let advertisements = Cues::get().advertisements;
    let mut ended = false;
    for (at, line) in lines.iter().enumerate().skip(last + 1) {
        let bio = shape::is_bio(line);
        let back = BACK[usize::from(line.ending != Ending::Stop && line.tabs < ROW_TABS)];
        body[at] &= !bio && (!ended || scores[at] > back);
        let label = line.cue == Some(Role::Furniture) || line.family == advertisements;
        ended |= bio || !body[at] && line.sure > 0 && !label;
    }
}
