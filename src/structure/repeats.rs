//! What a text says twice: the same line, the same pair of words, the words of its prose and of its owner in other lines.

use super::around;
use super::cues::{Cues, class};
use super::facts::{Facts, Line, count};
use crate::text::{Block, Span};
use std::collections::BTreeMap;

/// What stands above a page's list of its own headings.
const CONTENTS: &[&str] = &[
    "table of contents",
    "contents",
    "in this article",
    "in this guide",
    "in this post",
    "in this story",
    "on this page",
    "jump to",
    "what's inside",
    "what’s inside",
];
/// Words of the line that says so, and of an entry.
const CONTENTS_WORDS: u32 = 5;
const ENTRY_WORDS: u32 = 15;
/// Lines without a heading of their own that may stand between entries, and entries from which on there is a list.
const BETWEEN: usize = 2;
const ENTRIES: usize = 3;

fn share(part: u32, whole: u32) -> u8 {
    around::share(u64::from(part), u64::from(whole))
}

impl Facts {
    /// Counts lines of the same words.
    pub(super) fn repeat(&mut self) {
        let mut keys: Vec<(u64, usize)> = Vec::with_capacity(self.lines.len());
        for (index, line) in self.lines.iter().enumerate() {
            let mut key = 0xcbf2_9ce4_8422_2325_u64;
            for hash in &self.hashes[line.first as usize..line.last as usize] {
                key = (key ^ u64::from(*hash)).wrapping_mul(0x0000_0100_0000_01b3);
            }
            keys.push((key, index));
        }
        keys.sort_unstable();
        let heads: Vec<bool> = self.lines.iter().skip(1).map(Line::is_long).chain([false]).collect();
        for run in keys.chunk_by(|a, b| a.0 == b.0) {
            let heading = run.iter().filter(|(_, index)| heads[*index]).count();
            for (rank, (_, index)) in run.iter().enumerate() {
                let own = usize::from(heads[*index]);
                let line = &mut self.lines[*index];
                line.repeats = count(run.len() - 1);
                line.copied = count(rank);
                line.apart = if rank > 0 { count(index - run[rank - 1].1) } else { 0 };
                line.heads_elsewhere = heading > own;
            }
        }
    }

    /// Marks the entries of a list of contents, and what says so above them: short lines that stand again further down, as
    /// headings, with or without their number. Without the line above, the names of things that a text compares would do
    /// the same.
    pub(super) fn list(&mut self, text: &str, blocks: &[Block]) {
        let content = |at: usize| blocks[at].content.of(text);
        let opens = |line: &Line, content: &str| {
            let opened =
                |opener: &&str| content.get(..opener.len()).is_some_and(|head| head.eq_ignore_ascii_case(opener));
            line.words <= CONTENTS_WORDS && CONTENTS.iter().any(opened)
        };
        let key = |at: usize| content(at).trim_start_matches(|c: char| !c.is_alphabetic()).to_lowercase();
        let mut last: Option<BTreeMap<String, usize>> = None;
        let mut next = 0;
        while let Some(start) = (next..self.lines.len()).find(|at| opens(&self.lines[*at], content(*at))) {
            let last = last.get_or_insert_with(|| (0..blocks.len()).map(|at| (key(at), at)).collect());
            let again = |at: usize| last.get(&key(at)).is_some_and(|other| *other > at + BETWEEN);
            let mut list = vec![start];
            for at in start + 1..self.lines.len() {
                let line = &self.lines[at];
                if (1..=ENTRY_WORDS).contains(&line.words) && line.lettered > 0 && again(at) {
                    list.push(at);
                } else if line.is_long() || at - list[list.len() - 1] > BETWEEN {
                    break;
                }
            }
            next = list[list.len() - 1] + 1;
            if list.len() > ENTRIES {
                list.into_iter().for_each(|at| self.lines[at].listed = true);
            }
        }
    }

    /// How much of each line is said elsewhere, by pairs of words.
    pub(super) fn say(&mut self) {
        let mut pairs: Vec<(u32, u32)> = Vec::with_capacity(self.hashes.len());
        for (at, line) in self.lines.iter().enumerate() {
            let hashes = &self.hashes[line.first as usize..line.last as usize];
            pairs.extend(
                hashes.windows(2).map(|pair| (pair[0].rotate_left(7) ^ pair[1].wrapping_mul(0x85eb_ca6b), count(at))),
            );
        }
        pairs.sort_unstable();
        pairs.dedup();
        let mut said = vec![(0_u32, 0_u32, 0_u32); self.lines.len()];
        for run in pairs.chunk_by(|a, b| a.0 == b.0) {
            for (rank, (_, at)) in run.iter().enumerate() {
                let counts = &mut said[*at as usize];
                counts.0 += 1;
                counts.1 += u32::from(run.len() > 1);
                counts.2 += u32::from(rank > 0);
            }
        }
        for (line, (all, elsewhere, before)) in self.lines.iter_mut().zip(said) {
            (line.said, line.said_before) = (share(elsewhere, all), share(before, all));
        }
    }

    /// Finds how much of the longer words of each line is that of the long lines.
    pub(super) fn share(&mut self, text: &str, tokens: &[Span], cues: &Cues) {
        let telling = |at: usize| {
            tokens[at].len() >= 4
                && text.as_bytes()[tokens[at].start as usize].is_ascii_alphabetic()
                && cues.bits(self.hashes[at]) & class::FUNCTION == 0
        };
        let mut words = Vec::with_capacity(tokens.len() / 2);
        let mut brand = Vec::new();
        for (index, line) in self.lines.iter().enumerate() {
            let telling = (line.first as usize..line.last as usize).filter(|at| telling(*at));
            words.extend(telling.clone().map(|at| (self.hashes[at], count(index))));
            if line.sure > 0 && line.family == cues.copyright {
                let capital = |at: &usize| text.as_bytes()[tokens[*at].start as usize].is_ascii_uppercase();
                brand.extend(telling.filter(capital).map(|at| self.hashes[at]));
            }
        }
        brand.sort_unstable();
        words.sort_unstable();
        words.dedup();
        let mut counts = vec![(0_u32, 0_u32, 0_u32); self.lines.len()];
        for run in words.chunk_by(|a, b| a.0 == b.0) {
            let long = run.iter().filter(|(_, line)| self.lines[*line as usize].is_long()).take(2).count();
            let branded = u32::from(brand.binary_search(&run[0].0).is_ok());
            for (_, line) in run {
                let own = usize::from(self.lines[*line as usize].is_long());
                let counts = &mut counts[*line as usize];
                counts.0 += 1;
                counts.1 += u32::from(long > own);
                counts.2 += branded;
            }
        }
        for (line, (all, known, branded)) in self.lines.iter_mut().zip(counts) {
            line.shared = share(known, all);
            line.branded = branded;
        }
    }
}
