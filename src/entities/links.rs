//! Which names are one thing: names as nodes, links as they are found.

use crate::mention::Kind;
use std::borrow::Cow;

/// A name of one kind, in all the spellings that share its key.
#[derive(Clone, Debug)]
pub struct Name<'t> {
    /// What it names.
    pub kind: Kind,
    /// Folded, without titles, suffixes and the like.
    pub key: String,
    /// Its spellings in the text.
    pub surfaces: Vec<Cow<'t, str>>,
    /// Indices of its mentions.
    pub mentions: Vec<u32>,
}

/// Disjoint sets of names; the representative of a set is its smallest member, whatever the order of the links.
#[derive(Clone, Debug)]
pub struct Sets(Vec<u32>);

impl Sets {
    /// Every name by itself.
    #[must_use]
    pub fn new(names: usize) -> Self {
        Self((0..u32::try_from(names).expect("fewer names than bytes")).collect())
    }

    /// One more set, of no name.
    pub fn add(&mut self) -> u32 {
        let set = u32::try_from(self.0.len()).expect("fewer names than bytes");
        self.0.push(set);
        set
    }

    /// The representative of the set of `name`.
    pub fn find(&mut self, mut name: u32) -> u32 {
        while self.0[name as usize] != name {
            let above = self.0[self.0[name as usize] as usize];
            self.0[name as usize] = above;
            name = above;
        }
        name
    }

    /// Makes the sets of two names one.
    pub fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.find(a), self.find(b));
        self.0[a.max(b) as usize] = a.min(b);
    }

    /// The one set that all of `names` are in; none when there are several, or no name at all.
    pub fn only(&mut self, names: &[u32]) -> Option<u32> {
        let (&first, rest) = names.split_first()?;
        let set = self.find(first);
        rest.iter().all(|&name| self.find(name) == set).then_some(set)
    }
}
