//! Words that a line end breaks: "Uk-\nraine" is one word, "Kong-\nbased" is not.

use crate::text::Span;

/// Second halves of compounds, which keep their hyphen: "US-\nbacked".
const TAILS: &str = "\
    able aged area armed available backed based born bound breaking building built by caliber called century \
    class color controlled day deal degree designed dollar door down driven elect end ended era ever eyed faced \
    fashioned fire first floor foot form found free friendly funded general hand handed held high hit hour house \
    in inch income kilometer kilometre known language last law led level life like line linked list long looking \
    made majority maker making man market member meter metre mile million minded minute month named nation off \
    old on one only or out over owned page paid party percent person place plus point profile profit proof \
    quality range ranging ranked ranking rate related rich right round run running scale school season second \
    seeded set share shirt side sized speaking speed sponsored square standing star state step storey story \
    style supported term third thirds time to ton trained type up value wave week weight wide wing winner \
    winning wrecked year years";

/// Decides about broken words by the other words of the text.
pub(super) struct Broken<'t> {
    text: &'t str,
    /// Hashes of all words, sorted; made when the first broken word is met.
    words: Option<Vec<u32>>,
}

impl<'t> Broken<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, words: None }
    }

    /// Makes one token of a word, a hyphen at its line's end and the rest, the token at `rest`, where they are one word.
    pub(super) fn mend(&mut self, rest: usize, tokens: &mut Vec<Span>, mended: &mut Vec<(u32, Box<str>)>) {
        let Some([.., head, hyphen]) = tokens.get(..rest) else { return };
        let (head, hyphen, tail) = (*head, *hyphen, tokens[rest]);
        let between = Span { start: hyphen.end, end: tail.start }.of(self.text);
        let breaks = hyphen.of(self.text) == "-" && head.end == hyphen.start && between.contains('\n');
        let (first, second) = (head.of(self.text), tail.of(self.text));
        let letters = |word: &str| word.chars().all(char::is_alphabetic);
        if breaks
            && second.starts_with(char::is_lowercase)
            && letters(first)
            && letters(second)
            && self.is_one(first, second)
        {
            tokens[rest - 2] = Span { start: head.start, end: tail.end };
            tokens.drain(rest - 1..=rest);
            let word = [first, second].concat();
            mended.push((u32::try_from(rest - 2).expect("fewer tokens than bytes"), word.into_boxed_str()));
        }
    }

    /// Whether two halves are one word: the text has it elsewhere, or the second half is none that ends compounds, and the
    /// two do not both stand alone in the text.
    fn is_one(&mut self, first: &str, second: &str) -> bool {
        let text = self.text;
        let words = self.words.get_or_insert_with(|| {
            let mut words: Vec<u32> =
                text.split(|c: char| !c.is_alphanumeric()).map(|word| hash(word.chars())).collect();
            words.sort_unstable();
            words
        });
        let compound = TAILS.split_whitespace().any(|tail| tail == second)
            || has(words, hash(first.chars()), 2) && has(words, hash(second.chars()), 2);
        !compound || has(words, hash(first.chars().chain(second.chars())), 1)
    }
}

/// Whether the sorted `words` hold `hash` so often: a half of the broken word itself is one, so that it takes two.
fn has(words: &[u32], hash: u32, often: usize) -> bool {
    let from = words.partition_point(|word| *word < hash);
    words.get(from + often - 1) == Some(&hash)
}

/// FNV-1a over the lower-cased characters.
fn hash(word: impl Iterator<Item = char>) -> u32 {
    word.flat_map(char::to_lowercase).fold(0x811c_9dc5, |hash: u32, c| (hash ^ c as u32).wrapping_mul(0x0100_0193))
}
