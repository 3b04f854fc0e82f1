//! `marginalia evaluate places`: the measures of `places.py` of the reference scorers.

use crate::data;
use marginalia::mention::{Kind, Mention};
use marginalia::places::{self, PlaceKind, Resolved};
use marginalia::structure::{self, Article};
use marginalia::text::{self, Span};
use marginalia::{Options, report, segment};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Score places.
#[derive(clap::Args)]
pub struct Args {
    /// Development sets.
    files: Vec<PathBuf>,
    /// Print what was missed, invented or put elsewhere.
    #[arg(long)]
    errors: bool,
    /// Write predictions for the reference scorer, a JSON object a line.
    #[arg(long)]
    predictions: Option<PathBuf>,
}

/// Kilometres within which an answer counts as right.
const RIGHT_KM: f64 = 161.0;
/// Half the way around the Earth: the distance of no answer.
const FAR_KM: f64 = 20_038.0;

#[derive(Deserialize)]
struct Document {
    #[serde(default)]
    doc_id: String,
    text: String,
    toponyms: Vec<Toponym>,
}

#[derive(Clone, Deserialize)]
struct Toponym {
    start: usize,
    end: usize,
    geonameid: Option<u64>,
    lat: Option<f64>,
    lon: Option<f64>,
    page: Option<String>,
}

/// Where a prediction lies, as far as the measures ask.
#[derive(Clone, serde::Serialize)]
struct Answer {
    name: String,
    kind: String,
    gid: Option<u64>,
    lat: f64,
    lon: f64,
    confidence: f64,
}

/// What was predicted for a document: places by span, in code points; and the answers for the gold spans.
#[derive(Default, serde::Serialize)]
struct Predicted {
    found: Vec<(usize, usize, Option<Answer>)>,
    given: Vec<(usize, usize, Option<Answer>)>,
}

#[derive(Default)]
struct Counts {
    hits: usize,
    predicted: usize,
    gold: usize,
}

impl Counts {
    fn percent(&self) -> [f64; 3] {
        let ratio = |of: usize| if of == 0 { 0.0 } else { 100.0 * self.hits as f64 / of as f64 };
        let (p, r) = (ratio(self.predicted), ratio(self.gold));
        [p, r, if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }]
    }
}

#[derive(Default)]
struct Scores {
    recognition: Counts,
    given: Counts,
    whole: Counts,
    /// Answers and right answers, by tenths of confidence.
    calibration: [Counts; 10],
}

pub fn run(args: &Args) -> Result<(), String> {
    let mut predictions = Vec::new();
    for file in &args.files {
        let mut scores = Scores::default();
        for mut document in data::read_jsonl::<Document>(file)? {
            document.merge_doubles();
            let predicted = predict(&document);
            scores.count(&document, &predicted, args.errors);
            predictions.push(predicted);
        }
        scores.print(file);
    }
    match &args.predictions {
        Some(path) => data::write_jsonl(path, &predictions),
        None => Ok(()),
    }
}

impl Document {
    /// One toponym a span, that with coordinates if there are two.
    fn merge_doubles(&mut self) {
        let mut kept: BTreeMap<(usize, usize), Toponym> = BTreeMap::new();
        for toponym in self.toponyms.drain(..) {
            let slot = kept.entry((toponym.start, toponym.end)).or_insert_with(|| toponym.clone());
            if slot.lat.is_none() && toponym.lat.is_some() {
                *slot = toponym;
            }
        }
        self.toponyms = kept.into_values().collect();
    }
}

impl Toponym {
    fn overlaps(&self, start: usize, end: usize) -> bool {
        start < self.end && self.start < end
    }

    fn km(&self, answer: Option<&Answer>) -> f64 {
        let (Some(answer), Some(lat), Some(lon)) = (answer, self.lat, self.lon) else { return FAR_KM };
        if answer.gid.is_some() && answer.gid == self.geonameid {
            return 0.0;
        }
        let page = self.page.as_deref().and_then(|p| p.rsplit('/').next()).unwrap_or_default();
        let page = page.replace('_', " ").to_lowercase();
        let name = answer.name.to_lowercase();
        let same = page == name
            || (name == "georgia" && page == "georgia (country)")
            || (name == "united states" && page == "united states of america");
        if answer.kind == "country" && !page.is_empty() && same {
            return 0.0;
        }
        haversine_km((lat, lon), (answer.lat, answer.lon))
    }
}

fn haversine_km(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (lat1, lon1, lat2, lon2) = (a.0.to_radians(), a.1.to_radians(), b.0.to_radians(), b.1.to_radians());
    let square = |x: f64| x * x;
    let x = square(((lat2 - lat1) / 2.0).sin()) + lat1.cos() * lat2.cos() * square(((lon2 - lon1) / 2.0).sin());
    6371.0 * 2.0 * x.sqrt().min(1.0).asin()
}

fn predict(document: &Document) -> Predicted {
    let report = marginalia::annotate(&document.text, &Options::default());
    let points = code_points_of_units(&document.text);
    let by_id: BTreeMap<&str, &report::Entity> = report.entities.iter().map(|e| (e.id.as_str(), e)).collect();
    let places = report.mentions.iter().filter(|m| m.kind == Kind::Place);
    let found = places.map(|mention| {
        let place = mention.entity.as_deref().and_then(|id| by_id.get(id)).and_then(|e| e.place.as_ref());
        let answer = place.map(|p| answer(&p.id, &p.name, p.kind, (p.lat, p.lon), p.confidence));
        (points[mention.start as usize], points[mention.end as usize], answer)
    });
    Predicted { found: found.collect(), given: given_spans(document, &report) }
}

/// The answers for the gold spans, with the other names that were found around them.
fn given_spans(document: &Document, report: &report::Report) -> Vec<(usize, usize, Option<Answer>)> {
    let text = &document.text;
    let bytes = data::code_points(text);
    let units = data::code_points(text);
    let points = code_points_of_units(text);
    let gold =
        document.toponyms.iter().map(|t| Mention::found(Span::new(bytes[t.start], bytes[t.end]), Kind::Place, None));
    let mut mentions: Vec<Mention> = gold.collect();
    for other in report.mentions.iter().filter(|m| m.kind == Kind::Group) {
        let span = Span::new(units[points[other.start as usize]], units[points[other.end as usize]]);
        if !mentions.iter().any(|m| m.span.overlaps(span)) {
            mentions.push(Mention::found(span, other.kind, None));
        }
    }
    mentions.sort_by_key(|m| m.span);
    let article = read(text);
    let resolved = places::resolve(&article, &mentions, &[]);
    let by_span: BTreeMap<Span, Option<Resolved>> = mentions.iter().map(|m| m.span).zip(resolved).collect();
    let of = |t: &Toponym| {
        let place = by_span.get(&Span::new(bytes[t.start], bytes[t.end])).cloned().flatten();
        (
            t.start,
            t.end,
            place.map(|r| {
                answer(&r.place.id, &r.place.name, r.place.kind, (r.place.lat, r.place.lon), f64::from(r.confidence))
            }),
        )
    };
    document.toponyms.iter().map(of).collect()
}

fn read(text: &str) -> Article<'_> {
    let blocks = text::blocks(text, &[]);
    let segments = segment::segment(text, &blocks);
    structure::read(text, &[], blocks, segments, &[])
}

fn answer(id: &str, name: &str, kind: PlaceKind, (lat, lon): (f64, f64), confidence: f64) -> Answer {
    let gid = id.strip_prefix("geonames:").and_then(|digits| digits.parse().ok());
    let kind = if kind == PlaceKind::Country { "country" } else { "other" };
    Answer { name: name.to_owned(), kind: kind.to_owned(), gid, lat, lon, confidence }
}

/// The number of the code point at each UTF-16 unit of a text, and their count.
fn code_points_of_units(text: &str) -> Vec<usize> {
    let count = text.chars().count();
    text.chars().enumerate().flat_map(|(at, c)| std::iter::repeat_n(at, c.len_utf16())).chain([count]).collect()
}

impl Scores {
    fn count(&mut self, document: &Document, predicted: &Predicted, errors: bool) {
        let note = |what: &str, start: usize, end: usize, more: &str| {
            if errors {
                println!(
                    "{what}\t{}\t{}\t{more}\t{}",
                    document.doc_id,
                    slice(document, start, end),
                    around(document, start, end)
                );
            }
        };
        self.count_recognition(document, predicted, &note);
        let placed: Vec<&Toponym> = document.toponyms.iter().filter(|t| t.lat.is_some()).collect();
        for (toponym, (_, _, answer)) in document.toponyms.iter().zip(&predicted.given).filter(|(t, _)| t.lat.is_some())
        {
            self.given.gold += 1;
            let km = toponym.km(answer.as_ref());
            if let Some(answer) = answer {
                let tenth = &mut self.calibration[((answer.confidence * 10.0) as usize).min(9)];
                tenth.gold += 1;
                tenth.hits += usize::from(km <= RIGHT_KM);
            }
            if km <= RIGHT_KM {
                self.given.hits += 1;
            } else {
                let said =
                    answer.as_ref().map_or("nowhere".to_owned(), |a| format!("{} {:.1} {:.1}", a.name, a.lat, a.lon));
                let page = toponym.page.as_deref().unwrap_or_default();
                note("elsewhere", toponym.start, toponym.end, &format!("{said}, {km:.0} km from {page}"));
            }
        }
        self.given.predicted = self.given.gold;
        let unplaced: Vec<&Toponym> = document.toponyms.iter().filter(|t| t.lat.is_none()).collect();
        let sure = |(start, end, answer): &&(usize, usize, Option<Answer>)| {
            answer.is_some() && !unplaced.iter().any(|t| t.overlaps(*start, *end))
        };
        self.whole.predicted += predicted.found.iter().filter(sure).count();
        self.whole.gold += placed.len();
        let hit = |t: &&&Toponym| {
            predicted.found.iter().any(|(s, e, a)| t.overlaps(*s, *e) && a.is_some() && t.km(a.as_ref()) <= RIGHT_KM)
        };
        self.whole.hits += placed.iter().filter(hit).count();
    }

    fn count_recognition(
        &mut self,
        document: &Document,
        predicted: &Predicted,
        note: &dyn Fn(&str, usize, usize, &str),
    ) {
        let mut spans: Vec<(usize, usize)> = predicted.found.iter().map(|(s, e, _)| (*s, *e)).collect();
        spans.dedup();
        let gold: Vec<(usize, usize)> = document.toponyms.iter().map(|t| (t.start, t.end)).collect();
        self.recognition.predicted += spans.len();
        self.recognition.gold += gold.len();
        self.recognition.hits += spans.iter().filter(|s| gold.contains(s)).count();
        spans.iter().filter(|s| !gold.contains(s)).for_each(|(s, e)| note("invented", *s, *e, ""));
        gold.iter().filter(|s| !spans.contains(s)).for_each(|(s, e)| note("missed", *s, *e, ""));
    }

    fn print(&self, file: &Path) {
        let [p, r, f] = self.recognition.percent();
        println!("{}", file.display());
        println!("recognition, exact    P {p:5.1}  R {r:5.1}  F {f:5.1}   {} toponyms", self.recognition.gold);
        println!("within 161 km, given  {:5.1}", self.given.percent()[0]);
        let [p, r, f] = self.whole.percent();
        println!("end to end            P {p:5.1}  R {r:5.1}  F {f:5.1}");
        let tenths = self.calibration.iter().enumerate().filter(|(_, c)| c.gold > 0);
        let told: Vec<String> = tenths.map(|(at, c)| format!("{at} {:.0}% of {}", c.percent()[1], c.gold)).collect();
        println!("right by tenth of confidence: {}", told.join(", "));
    }
}

fn slice(document: &Document, start: usize, end: usize) -> String {
    document.text.chars().skip(start).take(end - start).collect()
}

fn around(document: &Document, start: usize, end: usize) -> String {
    let from = start.saturating_sub(40);
    slice(document, from, end + 40).replace('\n', " ")
}
