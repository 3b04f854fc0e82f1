//! Training the second pass: how far the document's votes are to be followed.

use super::Recipe;
use super::corpus::{self, Examples, Record};
use super::field::{Compact, Field, Lesson, Plan, Visit};
use marginalia::lexicon::Lexicon;
use marginalia::names::{Chain, Draft, Lattice, Line, Piece, Reading, Row, Transitions, Votes, read_piece};

/// Sources whose records are whole documents, so that there is a vote to learn from.
const WHOLE: [&str; 4] = ["news", "uner_ewt", "gum", "wikigold"];
/// Most visits to a document in an epoch: what holds of every sort of text must not be learned from news alone.
const MOST: u32 = 3;
/// Weights of votes that are kept.
const KEEP: usize = 20_000;

/// Trains the weights of the document's votes on the scores of fields that had not seen the document, and adds them to
/// those scores.
pub fn train(
    recipe: &Recipe,
    records: &[Record],
    lexicon: &Lexicon,
    visits: &[Visit],
    transitions: &Transitions,
    unseen: &mut [Row],
    examples: &Examples,
) -> Field {
    let tokens = examples.allowed.len();
    let mut voted = Examples { allowed: examples.allowed.clone(), offsets: vec![0], ..Examples::default() };
    let mut touched = vec![false; tokens];
    let mut base = 0;
    let mut features = Vec::new();
    for record in records {
        let article = corpus::article(&record.text);
        let reading = Reading::new(&article, lexicon);
        let drafts = drafts(&reading, &unseen[base..base + reading.tokens.len()], transitions);
        let votes = Votes::count(&reading, &drafts);
        for line in &reading.lines {
            votes.features(&reading, line, &drafts, &mut features);
            let mut rest = features.iter().peekable();
            for at in line.first..line.end {
                while let Some((_, feature)) = rest.next_if(|(token, _)| *token == at) {
                    voted.features.push(*feature);
                }
                voted.offsets.push(voted.features.len());
            }
            touched[base + line.first..base + line.end].fill(!features.is_empty());
        }
        base += reading.tokens.len();
    }
    voted.offsets.resize(tokens + 1, voted.features.len());
    let whole = |document: usize| WHOLE.iter().any(|source| examples.documents[document].source.starts_with(source));
    let visits = visits.iter().filter(|(s, _)| touched[s.first] && whole(s.document));
    let visits: Vec<Visit> = visits.map(|(s, times)| (*s, (*times).min(MOST))).collect();
    let mut field = Field::new(&voted, &visits, recipe.least);
    eprintln!("{} features of votes in {} sentences", field.features.len(), visits.len());
    field.transitions = transitions.clone();
    field.free = false;
    let compact = Compact::new(&voted, &field);
    let lesson = Lesson { compact: &compact, allowed: &voted.allowed, base: unseen, visits: &visits };
    field.train(
        &lesson,
        Plan { epochs: 4, rate: 0.1, last: 0.01, seed: 21, decay: 1e-2, dropout: 0.0, mean: false, doubt: 0.0 },
    );
    field.prune(KEEP);
    let compact = Compact::new(&voted, &field);
    for (token, row) in unseen.iter_mut().enumerate() {
        row.iter_mut().zip(field.score(&compact, token)).for_each(|(x, w)| *x += w);
    }
    field
}

/// The names that the scores of a document's tokens make.
pub fn drafts(reading: &Reading, rows: &[Row], transitions: &Transitions) -> Vec<Draft> {
    let (chain, mut lattice) = (Chain::new(transitions), Lattice::default());
    let (mut names, mut drafts) = (Vec::new(), Vec::new());
    for line in 0..reading.lines.len() {
        let Line { first, end, .. } = reading.lines[line];
        read_piece(reading, &Piece { line, first, end }, rows, &chain, &mut lattice, &mut names, &mut drafts);
    }
    drafts
}
