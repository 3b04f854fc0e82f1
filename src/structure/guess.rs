//! Which lines belong to the article.

use super::facts::{Ending, Facts, Line};
use super::shape;
use super::{Role, facts::tag};
use crate::text::Block;

/// Whether each line belongs to the article.
pub(super) fn body(text: &str, blocks: &[Block], facts: &Facts) -> Vec<bool> {
    let lines = &facts.lines;
    let mut body: Vec<bool> = lines.iter().map(|line| !certain(line)).collect();
    spread(lines, &mut body);
    end(text, blocks, lines, &mut body);
    body
}

/// Lines that their words alone give away.
fn certain(line: &Line) -> bool {
    let told = line.is_long() && (line.saying > 0 || line.quotes >= 2);
    line.words == 0
        || line.sure > 0 && line.words <= 40 && !told
        || line.repeats > 0 && line.words >= 8 && line.reader + line.house > 0
        || line.tags & tag::FRAME != 0 && line.tags & tag::MAIN == 0
}

/// What stands beside a promo and speaks to the reader is one too.
fn spread(lines: &[Line], body: &mut [bool]) {
    let speaks = |line: &Line| {
        let asks = line.reader + line.house > 0 || line.maybe > 0 && line.cue == Some(Role::Promo);
        asks && line.words <= 40 && line.saying == 0 && line.quotes == 0
    };
    let promo = |line: &Line, body: bool| !body && line.cue == Some(Role::Promo);
    for at in 1..lines.len() {
        if promo(&lines[at - 1], body[at - 1]) && speaks(&lines[at]) {
            body[at] = false;
        }
    }
    for at in (1..lines.len()).rev() {
        if promo(&lines[at], body[at]) && speaks(&lines[at - 1]) && lines[at - 1].maybe > 0 {
            body[at - 1] = false;
        }
    }
}

/// After the last prose, what no longer reads like prose is not the article's.
fn end(text: &str, blocks: &[Block], lines: &[Line], body: &mut [bool]) {
    let prose = |at: usize| body[at] && lines[at].is_long() && !shape::is_bio(&lines[at]);
    let solid = |at: usize| {
        prose(at) && (lines[at].words >= 30 || at > 0 && prose(at - 1) || at + 1 < lines.len() && prose(at + 1))
    };
    let Some(last) = (0..lines.len()).rev().find(|at| solid(*at)) else { return };
    let mut ended = false;
    for at in last + 1..lines.len() {
        let line = &lines[at];
        let runs_on = line.ending >= Ending::Asking && line.words >= 3 && body[at] && !shape::is_bio(line);
        ended |= !runs_on && !shape::is_caption(blocks[at].content.of(text));
        body[at] &= !ended;
    }
}
