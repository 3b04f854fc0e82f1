//! Names and the senses they are used in: "Paris" and, elsewhere in the text, "Paris, Texas" are two senses of one name.

use super::built;
use super::candidates::{self, Candidate};
use super::context::{self, Link, Wanted};
use crate::lexicon::gazetteer::{Feature, Gazetteer, Key, Number};
use crate::mention::{Kind, Mention};
use crate::structure::Article;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What the text says in full outweighs every size.
const NAMED: f32 = 30.0;
/// What it says in passing outweighs three decades of people.
const TOLD: f32 = 13.0;
/// Each time a place is named as the one that holds another.
const HOLDS: f32 = 6.0;
/// A word for the kind of place after the name.
const WANTED: f32 = 8.0;

/// The score of a place that the gazetteer lacks: a town of a few hundred without any company.
const UNKNOWN: f32 = 11.0;
/// What it gains where the text puts the name into a place in which none of its candidates lies.
const ELSEWHERE: f32 = 8.0;

/// Names farther apart than so many bytes say nothing of each other.
const GAP: u32 = 48;

/// One sense of a name.
#[derive(Clone, Debug)]
pub struct Sense {
    /// The places it may mean.
    pub candidates: Vec<Candidate>,
    /// The score of each, filled in by `score`.
    pub scores: Vec<f32>,
    /// How many mentions have it; those of groups count half.
    pub count: f32,
    /// The score of a place of that name that the gazetteer lacks.
    pub unknown: f32,
    /// Whether the reader chose the place.
    pub chosen: bool,
}

/// All senses of a text, and which mention has which.
#[derive(Debug, Default)]
pub struct Senses {
    /// Every sense.
    pub list: Vec<Sense>,
    /// One entry a mention.
    pub of_mention: Vec<Option<usize>>,
}

/// The candidates of a distinct spelling.
type Name = Vec<Candidate>;

/// Reads the senses of the place and group mentions.
pub fn read(article: &Article, mentions: &[Mention], gazetteer: &Gazetteer, chosen: &[(u32, Option<&str>)]) -> Senses {
    let (names, name_of) = read_names(article, mentions, gazetteer);
    let mut reader = Reader { article, mentions, gazetteer, names, name_of };
    let mut contexts = reader.contexts();
    reader.inherit(&mut contexts);
    let mut senses = reader.senses(&contexts);
    reader.choose(&mut senses, chosen);
    senses
}

fn read_names(article: &Article, mentions: &[Mention], gazetteer: &Gazetteer) -> (Vec<Name>, Vec<Option<usize>>) {
    let mut known: BTreeMap<(bool, String), usize> = BTreeMap::new();
    let mut names = Vec::new();
    let mut name_of = Vec::with_capacity(mentions.len());
    for mention in mentions {
        let name = matches!(mention.kind, Kind::Place | Kind::Group).then(|| {
            let surface = spelling(article, mention, gazetteer);
            // "PARIS" in the dateline is the Paris of the text; "US" is no "us".
            let key = if surface.len() > candidates::SHORT { surface.to_lowercase() } else { surface.to_string() };
            *known.entry((mention.kind == Kind::Group, key)).or_insert_with(|| {
                names.push(candidates::of(gazetteer, &surface, mention.kind));
                names.len() - 1
            })
        });
        name_of.push(name);
    }
    (names, name_of)
}

/// The mention's surface, with the dot of a short form that ends the sentence.
fn spelling<'a>(article: &'a Article, mention: &Mention, gazetteer: &Gazetteer) -> Cow<'a, str> {
    let surface = article.surface(mention.span);
    let dotted = article.text.get(mention.span.start as usize..mention.span.end as usize + 1);
    let known = |dotted: &&str| gazetteer.lookup(&Key::of(dotted), dotted).next().is_some();
    let short = surface.len() <= 6 && !surface.ends_with('.');
    dotted.filter(|d| short && d.ends_with('.')).filter(known).map_or(surface, Cow::Borrowed)
}

struct Reader<'a> {
    article: &'a Article<'a>,
    mentions: &'a [Mention],
    gazetteer: &'a Gazetteer<'a>,
    names: Vec<Name>,
    name_of: Vec<Option<usize>>,
}

/// What the words around a mention say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Context {
    /// The place that holds it, and whether it is named outright.
    within: Option<(Number, bool)>,
    wanted: Option<Wanted>,
    /// Whether the text puts it into a place in which none of its candidates lies.
    elsewhere: bool,
}

impl Reader<'_> {
    /// What the words around each mention say, and what that says of the mentions around it.
    fn contexts(&mut self) -> Vec<Context> {
        let text = self.article.text;
        let mut contexts = vec![Context::default(); self.mentions.len()];
        // From the end, so that "Guildford, Surrey, UK" knows which Surrey.
        for at in (0..self.mentions.len()).rev() {
            let (Some(name), Kind::Place) = (self.name_of[at], self.mentions[at].kind) else { continue };
            let after = &text[self.mentions[at].span.end as usize..];
            let beyond = contexts.get(at + 1).and_then(|c| c.within).map(|(place, _)| place);
            let within = self.ahead(at, name, beyond).or_else(|| self.behind(at, name));
            let elsewhere = within.is_none() && self.is_elsewhere(at);
            contexts[at] = Context { within, wanted: context::wanted(after), elsewhere };
        }
        contexts
    }

    /// The place that the words after a mention put it in; `beyond` is where they put the next mention.
    fn ahead(&mut self, at: usize, name: usize, beyond: Option<Number>) -> Option<(Number, bool)> {
        let end = self.mentions[at].span.end;
        let next =
            self.mentions.get(at + 1).filter(|m| m.kind == Kind::Place && (end..end + GAP).contains(&m.span.start));
        let between = next.map(|m| self.article.gap(end, m.span.start));
        if let Some(link) = between.and_then(|between| context::link(&between)) {
            let outer_name = self.name_of[at + 1]?;
            if link == Link::Named && self.is_list(at) {
                return None;
            }
            let mut outer = self.holder(name, outer_name, beyond)?;
            // "Bellevue, Washington" is not the one in the capital; "Brooklyn, New York" may be in the city.
            let division = self.division(name, outer_name, beyond).filter(|_| link == Link::Named);
            outer = division.filter(|d| !context::lies_in(self.gazetteer, outer, *d)).unwrap_or(outer);
            self.hold(outer_name, outer);
            return Some((outer, link == Link::Named));
        }
        let rest = &self.article.text[end as usize..];
        let tail = [", ", " (", ",\n", "\n("].iter().find_map(|lead| rest.strip_prefix(lead))?;
        let outers = candidates::leading_division(self.gazetteer, tail);
        outers.iter().find(|outer| self.holds(outer.place, name)).map(|outer| (outer.place, true))
    }

    /// Whether a mention and the next stand in a list of countries or of states: "Georgia, Oklahoma, Pennsylvania and".
    fn is_list(&self, at: usize) -> bool {
        let top = |at: usize| {
            let name = *self.name_of.get(at)?;
            self.names[name?].first().map(|c| self.gazetteer.row(c.place).feature)
        };
        let wide = |f: Feature| matches!(f, Feature::Country | Feature::Admin1);
        if !top(at).is_some_and(wide) {
            return false;
        }
        let end = self.mentions[at + 1].span.end;
        let listed = self.mentions.get(at + 2).is_some_and(|m| self.article.gap(end, m.span.start) == ", ");
        context::goes_on(&self.article.text[end as usize..]) || (listed && top(at + 2) == top(at))
    }

    /// Whether a mention is put into a country or a state that holds no place of its name: "Candia in Crete". "In Boston,
    /// Canada's minister" puts nothing anywhere.
    fn is_elsewhere(&self, at: usize) -> bool {
        let top =
            |at: usize| self.names[(*self.name_of.get(at)?)?].first().map(|c| self.gazetteer.row(c.place).feature);
        let wide = |at: usize| top(at).is_some_and(|f| matches!(f, Feature::Country | Feature::Admin1));
        if !top(at).is_some_and(Feature::is_city) || !wide(at + 1) || self.mentions[at + 1].kind != Kind::Place {
            return false;
        }
        let rest = &self.article.text[self.mentions[at + 1].span.end as usize..];
        // "Boston, Cork and Ukraine", "In Boston, Ukraine and Poland signed"
        let listed = context::goes_on(rest) || at > 0 && self.between(at - 1) == ", ";
        let between = self.between(at);
        let named = context::link(&between) == Some(Link::Named) && !listed && !rest.starts_with(['\'', '’']);
        named || context::is_direct(&between)
    }

    /// What stands between a mention and the next; nothing where that is far.
    fn between(&self, at: usize) -> Cow<'_, str> {
        let (end, start) = (self.mentions[at].span.end, self.mentions[at + 1].span.start);
        if (end..end + GAP).contains(&start) { self.article.gap(end, start) } else { Cow::Borrowed("") }
    }

    /// The place that the words before a mention put it in.
    fn behind(&mut self, at: usize, name: usize) -> Option<(Number, bool)> {
        let before = at.checked_sub(1)?;
        let (start, end) = (self.mentions[at].span.start, self.mentions[before].span.end);
        let between = (end..end + GAP).contains(&start).then(|| self.article.gap(end, start))?;
        context::link_back(&between)?;
        let outer_name = self.name_of[before]?;
        let outer = self.holder(name, outer_name, None)?;
        self.hold(outer_name, outer);
        Some((outer, false))
    }

    /// The state or country of that name in which a candidate of the inner lies.
    fn division(&self, inner: usize, outer: usize, beyond: Option<Number>) -> Option<Number> {
        let wide = |place: Number| matches!(self.gazetteer.row(place).feature, Feature::Country | Feature::Admin1);
        let fits = |place: Number| beyond.is_none_or(|beyond| context::lies_in(self.gazetteer, place, beyond));
        let mut outers = self.names[outer].iter().map(|c| c.place);
        outers.find(|&outer| wide(outer) && fits(outer) && self.holds(outer, inner))
    }

    /// The likeliest meaning of the outer name in which a candidate of the inner lies; of towns only the likeliest of all.
    fn holder(&self, inner: usize, outer: usize, beyond: Option<Number>) -> Option<Number> {
        let wide = |c: &Candidate| {
            matches!(self.gazetteer.row(c.place).feature, Feature::Country | Feature::Admin1 | Feature::Admin2)
        };
        let outers = self.names[outer].iter();
        let mut inside =
            outers.filter(|o| beyond.is_none_or(|b| context::lies_in(self.gazetteer, o.place, b))).enumerate();
        inside.find(|(rank, o)| (*rank == 0 || wide(o)) && self.holds(o.place, inner)).map(|(_, o)| o.place)
    }

    fn holds(&self, outer: Number, inner: usize) -> bool {
        self.names[inner].iter().any(|c| context::lies_in(self.gazetteer, c.place, outer))
    }

    /// Notes that a name was used for the place that holds another.
    fn hold(&mut self, name: usize, place: Number) {
        if let Some(held) = self.names[name].iter_mut().find(|c| c.place == place) {
            held.bonus = (held.bonus + HOLDS).min(3.0 * HOLDS);
        }
    }

    /// A name once put into a place stays there until it is put elsewhere.
    fn inherit(&mut self, contexts: &mut [Context]) {
        let mut last: Vec<Option<(Number, bool)>> = vec![None; self.names.len()];
        for (name, context) in self.name_of.iter().zip(contexts.iter()).rev() {
            if let (Some(name), Some(_)) = (name, context.within) {
                last[*name] = context.within;
            }
        }
        for (name, context) in self.name_of.iter().zip(contexts) {
            let Some(name) = *name else { continue };
            match context.within {
                Some(_) => last[name] = context.within,
                None => context.within = last[name],
            }
        }
    }

    fn senses(&self, contexts: &[Context]) -> Senses {
        let mut senses = Senses::default();
        let mut known: BTreeMap<(usize, Context), usize> = BTreeMap::new();
        for (at, mention) in self.mentions.iter().enumerate() {
            let Some(name) = self.name_of[at] else {
                senses.of_mention.push(None);
                continue;
            };
            let sense = *known.entry((name, contexts[at])).or_insert_with(|| {
                let street = built::is_street(&self.article.surface(mention.span));
                senses.list.push(self.sense(name, contexts[at], street));
                senses.list.len() - 1
            });
            senses.list[sense].count += if mention.kind == Kind::Group { 0.5 } else { 1.0 };
            senses.of_mention.push(Some(sense));
        }
        senses
    }

    fn sense(&self, name: usize, context: Context, street: bool) -> Sense {
        let mut candidates = self.names[name].clone();
        for candidate in &mut candidates {
            if let Some((outer, named)) = context.within
                && context::lies_in(self.gazetteer, candidate.place, outer)
            {
                candidate.bonus += if named { NAMED } else { TOLD };
            }
            if context.wanted.is_some_and(|w| w.is(self.gazetteer.row(candidate.place).feature)) {
                candidate.bonus += WANTED;
            }
        }
        // "Willow Street, Tauranga" is none of the towns of that name, unless one lies there.
        if street {
            candidates.retain(|c| c.bonus > 0.0 || self.gazetteer.row(c.place).feature == Feature::Facility);
        }
        let unknown = UNKNOWN + if context.elsewhere { ELSEWHERE } else { 0.0 };
        Sense { scores: Vec::new(), candidates, count: 0.0, unknown, chosen: false }
    }

    /// The reader's own answers stand apart from all others.
    fn choose(&self, senses: &mut Senses, chosen: &[(u32, Option<&str>)]) {
        for &(mention, id) in chosen {
            let place = id.and_then(|id| self.gazetteer.find(id));
            let slot = &mut senses.of_mention[mention as usize];
            *slot = place.map(|place| {
                let candidates = vec![Candidate { place, prior: 0.0, bonus: 0.0 }];
                senses.list.push(Sense { candidates, scores: Vec::new(), count: 1.0, unknown: UNKNOWN, chosen: true });
                senses.list.len() - 1
            });
        }
    }
}
