//! Runs the pages of tests/cases: behaviour that anyone can read and write.
//!
//! A page is Markdown. A `##` heading names a case; a comment in it, `<!-- published: 2024-05-16 -->`, gives the
//! publication date. Each paragraph under it is a text of its own; `[Tuesday](date:2024-05-14)` marks a mention with its
//! kind and, after a colon, its value: of dates the TIMEX3 value, of places the country (`US`), country and division
//! (`US Texas`) or the id, of money and
//! percentages the number and the unit (`5000000 USD`; a percentage needs no unit). A mark may leave its value out:
//! `[Ann Lee](person)`; `[It rained.](sentence)` marks a sentence. Every mark must be found, and nothing else of the kinds that the page asserts: those that occur
//! in its marks, or those of a comment at its top, `<!-- kinds: date time duration set -->`. Other comments are for the
//! reader. A list item (`- …`) is a paragraph; lines of one paragraph are joined by a space. On a page with
//! `<!-- text: lines -->` at its top all that stands under a heading is one text, line by line, and marks are the roles of
//! blocks, of headings with their level: `[More to come](heading:2)`.

use marginalia::mention::Kind;
use marginalia::{Options, Report, annotate};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// A mark in a page: code units in the text without marks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Mark {
    start: u32,
    end: u32,
    kind: String,
    value: Option<String>,
}

/// A paragraph under a heading.
struct Case {
    heading: String,
    line: usize,
    published: Option<String>,
    text: String,
    marks: Vec<Mark>,
}

struct Page {
    kinds: BTreeSet<String>,
    cases: Vec<Case>,
}

fn kind_name(kind: Kind) -> String {
    serde_json::to_value(kind).expect("a kind is a string").as_str().expect("a kind is a string").to_owned()
}

/// The first comment of this name in a line: `<!-- name: value -->`.
fn comment<'l>(line: &'l str, name: &str) -> Option<&'l str> {
    let body = line.split("<!--").skip(1).filter_map(|rest| rest.split("-->").next());
    body.filter_map(|body| body.trim().strip_prefix(name)?.strip_prefix(':')).map(str::trim).next()
}

fn without_comments(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = rest.find("<!--") {
        out.push_str(&rest[..at]);
        rest = rest[at..].split_once("-->").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out.trim_end().to_owned()
}

fn units(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).expect("cases are short")
}

/// The text of a paragraph without its marks, and the marks.
fn marks(marked: &str) -> (String, Vec<Mark>) {
    let (mut text, mut marks, mut rest) = (String::new(), Vec::new(), marked);
    while let Some(open) = rest.find('[') {
        let found = rest[open..].find("](").and_then(|mid| {
            let close = rest[open + mid..].find(')')?;
            Some((&rest[open + 1..open + mid], &rest[open + mid + 2..open + mid + close], open + mid + close + 1))
        });
        let Some((surface, target, end)) = found else { break };
        text.push_str(&rest[..open]);
        let start = units(&text);
        text.push_str(surface);
        let (kind, value) = target.split_once(':').map_or((target, None), |(kind, value)| (kind, Some(value)));
        marks.push(Mark {
            start,
            end: units(&text),
            kind: kind.trim().to_owned(),
            value: value.map(|value| value.trim().to_owned()),
        });
        rest = &rest[end..];
    }
    text.push_str(rest);
    (text, marks)
}

fn read_page(source: &str) -> Page {
    let mut kinds: BTreeSet<String> = BTreeSet::new();
    let mut cases: Vec<Case> = Vec::new();
    let (mut heading, mut published) = (String::new(), None);
    let by_line = source.lines().any(|line| comment(line, "text") == Some("lines"));
    let mut paragraph: Option<(usize, String)> = None;
    let mut finish = |paragraph: &mut Option<(usize, String)>, heading: &str, published: &Option<String>| {
        let Some((line, marked)) = paragraph.take() else { return };
        let (text, marks) = marks(marked.trim());
        let (heading, published) = (heading.to_owned(), published.clone());
        cases.push(Case { heading, line, published, text, marks });
    };
    for (index, line) in source.lines().enumerate() {
        if heading.is_empty()
            && let Some(named) = comment(line, "kinds")
        {
            kinds.extend(named.split_whitespace().map(str::to_owned));
        }
        if let Some(title) = line.strip_prefix("## ") {
            finish(&mut paragraph, &heading, &published);
            heading = without_comments(title);
            published = comment(line, "published").map(str::to_owned);
            continue;
        }
        let plain = without_comments(line);
        let item = plain.strip_prefix("- ").filter(|_| !by_line);
        if heading.is_empty() || plain.trim().is_empty() && !by_line || item.is_some() {
            finish(&mut paragraph, &heading, &published);
        }
        if heading.is_empty() || plain.trim().is_empty() && (!by_line || paragraph.is_none()) {
            continue;
        }
        let words = item.unwrap_or(&plain).trim();
        match &mut paragraph {
            Some((_, text)) => {
                text.push(if by_line { '\n' } else { ' ' });
                text.push_str(words);
            }
            None => paragraph = Some((index + 1, words.to_owned())),
        }
    }
    finish(&mut paragraph, &heading, &published);
    if kinds.is_empty() {
        kinds = cases.iter().flat_map(|case| case.marks.iter().map(|mark| mark.kind.clone())).collect();
    }
    Page { kinds, cases }
}

/// What the report says of a text, as marks with values.
fn found(text: &str, report: &Report) -> Vec<Mark> {
    let mentions = report.mentions.iter().enumerate().map(|(index, mention)| {
        let index = u32::try_from(index).expect("cases are short");
        let date = report.dates.iter().find(|date| date.mention == index).map(|date| date.value.clone());
        let amount = report.amounts.iter().find(|amount| amount.mention == index).map(|amount| {
            if amount.unit == "percent" {
                format!("{}", amount.value)
            } else {
                format!("{} {}", amount.value, amount.unit)
            }
        });
        let entity = report.entities.iter().find(|entity| Some(&entity.id) == mention.entity.as_ref());
        let place = entity.and_then(|entity| entity.place.as_ref()).map(|place| {
            let part = |part: &Option<String>| part.clone().unwrap_or_default();
            format!("{}\t{}\t{}", part(&place.country), part(&place.admin1), place.id)
        });
        Mark { start: mention.start, end: mention.end, kind: kind_name(mention.kind), value: date.or(amount).or(place) }
    });
    let sentences = report.sentences.iter().map(|sentence| Mark {
        start: sentence.start,
        end: sentence.end,
        kind: "sentence".to_owned(),
        value: None,
    });
    mentions.chain(sentences).chain(roles(text, report)).collect()
}

/// The blocks of a report by their roles, without the white space around them.
fn roles(text: &str, report: &Report) -> Vec<Mark> {
    let text: Vec<u16> = text.encode_utf16().collect();
    let role = |block: &marginalia::report::Block| {
        let tile = String::from_utf16_lossy(&text[block.start as usize..block.end as usize]);
        let start = block.start + units(&tile) - units(tile.trim_start());
        let role = serde_json::to_value(block.role).expect("a role is a string");
        Mark {
            start,
            end: start + units(tile.trim()),
            kind: role.as_str().expect("a role is a string").to_owned(),
            value: block.level.map(|level| level.to_string()),
        }
    };
    report.blocks.iter().map(role).collect()
}

/// Whether a found value is what a mark says; of a place, the country, country and division, or the id.
fn agrees(expected: &Mark, found: &Mark) -> bool {
    let Some(value) = &expected.value else { return true };
    let Some(ours) = &found.value else { return false };
    match expected.kind.as_str() {
        "place" | "group" => {
            let parts: Vec<&str> = ours.split('\t').collect();
            let [country, division, id] = parts[..] else { return false };
            value == country || value == id || *value == format!("{country} {division}")
        }
        _ => ours == value,
    }
}

/// What is wrong with a case; empty when nothing is.
fn check(page: &Page, case: &Case) -> String {
    let published = case.published.as_ref().map(|date| serde_json::json!({ "published": date }));
    let options: Options = published.map_or_else(Options::default, |json| {
        serde_json::from_value(json).unwrap_or_else(|e| panic!("line {}: published: {e}", case.line))
    });
    let report = annotate(&case.text, &options);
    let surface = |mark: &Mark| {
        let units: Vec<u16> = case.text.encode_utf16().collect();
        String::from_utf16_lossy(&units[mark.start as usize..mark.end as usize])
    };
    let show = |mark: &Mark| {
        let value = mark.value.as_ref().map_or_else(String::new, |value| format!(":{value}"));
        format!("[{}]({}{value})", surface(mark), mark.kind)
    };
    let found: Vec<Mark> =
        found(&case.text, &report).into_iter().filter(|mark| page.kinds.contains(&mark.kind)).collect();
    let same = |a: &Mark, b: &Mark| (a.start, a.end, &a.kind) == (b.start, b.end, &b.kind);
    let mut wrong = String::new();
    for mark in &case.marks {
        match found.iter().find(|other| same(mark, other)) {
            None => writeln!(wrong, "    missing {}", show(mark)),
            Some(other) if !agrees(mark, other) => {
                writeln!(wrong, "    expected {}, found {}", show(mark), show(other))
            }
            Some(_) => Ok(()),
        }
        .expect("writing to a string");
    }
    for other in found.iter().filter(|other| !case.marks.iter().any(|mark| same(mark, other))) {
        writeln!(wrong, "    not marked {}", show(other)).expect("writing to a string");
    }
    wrong
}

#[test]
fn pages_hold() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut pages: Vec<_> =
        std::fs::read_dir(&folder).expect("tests/cases").map(|entry| entry.expect("an entry").path()).collect();
    pages.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    pages.sort();
    assert!(!pages.is_empty(), "no pages in {}", folder.display());
    let only = std::env::var("CASES").ok();
    let (mut failures, mut cases) = (String::new(), 0);
    for path in pages {
        let name = path.file_name().expect("a file").to_string_lossy().into_owned();
        if only.as_ref().is_some_and(|only| !name.contains(only.as_str())) {
            continue;
        }
        let page = read_page(&std::fs::read_to_string(&path).expect("a readable page"));
        assert!(!page.kinds.is_empty(), "{name} asserts no kind");
        for case in &page.cases {
            cases += 1;
            let wrong = check(&page, case);
            if !wrong.is_empty() {
                writeln!(failures, "{name}:{} {}\n  {}\n{wrong}", case.line, case.heading, case.text)
                    .expect("a string");
            }
        }
    }
    assert!(failures.is_empty(), "of {cases} cases:\n{failures}");
}

#[test]
fn a_page_is_read() {
    let page = read_page(
        "# Title\n<!-- kinds: date -->\n\n## One <!-- published: 2024-05-16 -->\nIt came [Tuesday](date:2024-05-14)\n\
         on foot. <!-- a remark -->\n\n- [May](person) said.\n",
    );
    assert_eq!(page.kinds.iter().map(String::as_str).collect::<Vec<_>>(), ["date"]);
    let texts: Vec<&str> = page.cases.iter().map(|case| case.text.as_str()).collect();
    assert_eq!(texts, ["It came Tuesday on foot.", "May said."]);
    assert_eq!(page.cases[0].published.as_deref(), Some("2024-05-16"));
    let mark = Mark { start: 8, end: 15, kind: "date".to_owned(), value: Some("2024-05-14".to_owned()) };
    assert_eq!(page.cases[0].marks, [mark]);
    assert_eq!(page.cases[1].marks[0].value, None);
}
