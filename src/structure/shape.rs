//! Lines known by their shape: who, when, where from, captions, credits, items, rows, headings.

use super::facts::{Ending, Line, Opening};

const BY: &[&str] = &[
    "by ",
    "words by ",
    "story by ",
    "written by ",
    "posted by ",
    "reported by ",
    "interview by ",
    "from ",
    "author: ",
    "text by ",
];

/// Blanks from which on they part cells.
pub(super) const BLANKS: &str = "   ";

/// How agencies open the line that names who worked on a report, below its end.
const WORKED: &[&str] = &["reporting by ", "additional reporting by ", "writing by ", "editing by ", "compiled by "];

/// Lines that many sites print word for word inside an article, without telling anything of it.
const NOTICES: &[&str] =
    &["this article is more than ", "main article: ", "coordinates: ", "this page was last edited "];

/// The first bytes of a line, in small letters: enough for the openers looked for.
fn opener(content: &str) -> String {
    content[..content.floor_char_boundary(40)].to_ascii_lowercase()
}

/// "Reporting by Ana Ruiz in Oslo; Editing by Tom Hale".
pub(super) fn is_worked_on(content: &str) -> bool {
    let lower = opener(content);
    WORKED.iter().any(|worked| lower.starts_with(worked) && content[worked.len()..].starts_with(char::is_uppercase))
}

/// "($1 = 0.92 euros)": what an agency counts by, on a line of its own.
pub(super) fn is_rate(content: &str, line: &Line) -> bool {
    content.starts_with('(')
        && content.ends_with(')')
        && content.contains(" = ")
        && line.numbers > 0
        && line.words <= 12
}

/// A line that sites print word for word.
pub(super) fn is_notice(content: &str) -> bool {
    let lower = opener(content);
    NOTICES.iter().any(|notice| lower.starts_with(notice))
}

/// "By Ana Ruiz and Tom Hale, Staff Writers": a short line after "by" whose words are mostly capitalised.
pub(super) fn is_byline(content: &str, line: &Line) -> bool {
    let lower = content.get(..content.len().min(16)).unwrap_or_default().to_ascii_lowercase();
    let Some(opener) = BY.iter().find(|by| lower.starts_with(**by)) else { return false };
    let name = content[opener.len()..].chars().find(|c| !c.is_whitespace()).is_some_and(char::is_uppercase);
    // "From" opens sentences too, so that it needs a line of names alone.
    let most = if *opener == "from " { line.lettered } else { line.lettered / 2 + 1 };
    name && line.words <= 18
        && line.ending != Ending::Stop
        && line.capitals + 1 >= most
        && line.reader + line.house == 0
}

/// A name with a post, on one line or on two: "Maeve Corrigan", "Health editor".
pub(super) fn is_signed(lines: &[Line], at: usize) -> bool {
    let plain = |line: &Line| line.ending != Ending::Stop && line.reader + line.house + line.numbers + line.saying == 0;
    let named = |line: &Line| plain(line) && (2..=4).contains(&line.words) && line.capitals + 1 == line.words;
    let post = |line: &Line| plain(line) && line.trade > 0 && line.words <= 5;
    let line = &lines[at];
    plain(line) && line.trade > 0 && (3..=8).contains(&line.words) && line.capitals >= 2
        || named(line) && lines.get(at + 1).is_some_and(post)
        || post(line) && at > 0 && named(&lines[at - 1])
}

/// A name with a small word in it, alone above or below when: "The Harbour Desk", "3 May 2024". Without one, names of menus
/// and topics are as many as those of writers.
pub(super) fn is_name_at_date(lines: &[Line], at: usize) -> bool {
    let line = &lines[at];
    let named = (2..=5).contains(&line.words) && line.capitals + line.function == line.words && line.capitals >= 2;
    let dated = |at: usize| lines.get(at).is_some_and(|line| is_published(line, true));
    let plain = line.ending != Ending::Stop && line.reader + line.house + line.numbers + line.maybe == 0;
    named && plain && !line.heads_elsewhere && (dated(at + 1) || at > 0 && dated(at - 1))
}

/// A line that holds a date and little else.
pub(super) fn is_date_line(line: &Line) -> bool {
    let dated = line.months > 0 && line.numbers > 0 || line.numbers >= 1 && line.weekdays > 0;
    let other = line.words.saturating_sub(line.numbers + line.months + line.weekdays + line.issued);
    dated && other <= 4 && line.sentences <= 2 && line.function <= 2 && line.opening != Opening::Bullet
}

/// A date line, or "Published …", "Updated …" with a number. Below the first prose a day alone: "Next meeting: Thursday 15
/// August 2024" tells of another.
pub(super) fn is_published(line: &Line, above: bool) -> bool {
    let alone = line.words == line.numbers + line.months + line.weekdays;
    is_date_line(line) && (above || alone || line.issued > 0)
        || line.issued > 0 && line.numbers > 0 && line.words <= 16 && line.telling == 0
}

/// "CANEA, Feb. 16." on a line of its own, as old papers and agencies put it above what came from there.
fn is_place_and_day(content: &str, line: &Line) -> bool {
    let Some((place, day)) = content.split_once(", ") else { return false };
    let capitals = place.chars().all(|c| c.is_uppercase() || matches!(c, ' ' | '.' | '-' | '\''));
    let dated = line.months == 1 && line.numbers > 0 && line.weekdays + line.issued == 0;
    capitals && place.len() >= 3 && dated && line.words <= 6 && day.starts_with(char::is_alphanumeric)
}

/// "HANOI, Vietnam (AP) —" on a line of its own.
pub(super) fn is_dateline(content: &str, line: &Line) -> bool {
    if is_place_and_day(content, line) {
        return true;
    }
    let capitals = content
        .chars()
        .take_while(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '\''))
        .filter(|c| c.is_uppercase())
        .count();
    let end = content.trim_end();
    capitals >= 3
        && line.upper >= 1
        && line.words <= 8
        && (end.ends_with(['—', '–', '-']) || end.ends_with(')') && names_agency(end))
}

/// Whether brackets at the end hold what may be an agency: "(AP)", "(Xinhua)", not "(used)", "(Monday)".
fn names_agency(line: &str) -> bool {
    let Some((before, agency)) = line.trim_end_matches(')').rsplit_once(" (") else { return false };
    let city = before.split(',').next().unwrap_or_default();
    let upper = |part: &str| !part.chars().any(char::is_lowercase);
    agency.starts_with(char::is_uppercase) && upper(city)
}

/// Sources of pictures, as they sign below them.
const AGENCIES: &[&str] = &[
    "getty images",
    "ap photo",
    "associated press",
    "reuters",
    "afp",
    "shutterstock",
    "istock",
    "alamy",
    "epa",
    "pa media",
    "unsplash",
    "file photo",
    "wikimedia",
    "handout",
];
const CREDITS: &[&str] = &[
    "photo:",
    "photos:",
    "photo by ",
    "photograph:",
    "photograph by ",
    "image:",
    "images:",
    "credit:",
    "credit...",
    "picture:",
    "photo credit",
    "image credit",
    "illustration:",
    "illustration by ",
    "courtesy of ",
    "photo illustration",
];

/// A short line that names whose picture it is.
pub(super) fn is_credit(content: &str, line: &Line) -> bool {
    if line.words > 14 || line.words == 0 || line.saying > 0 {
        return false;
    }
    let lower = content.to_ascii_lowercase();
    let agency = AGENCIES.iter().any(|agency| lower.contains(agency));
    CREDITS.iter().any(|credit| lower.starts_with(credit)) || agency && line.words <= 6 && line.ending != Ending::Stop
}

/// A line that closes with a picture's credit, or opens by saying that it tells of one.
pub(super) fn is_caption(content: &str) -> bool {
    let end = content.len();
    let tail = content[content.floor_char_boundary(end.saturating_sub(60))..].to_ascii_lowercase();
    let closing = tail.ends_with(')')
        && (tail.contains("(ap photo") || tail.contains("/ap)") || tail.contains("via ap)"))
        || tail.contains("/getty images")
        || tail.contains("/afp")
        || tail.contains("/reuters")
        || tail.contains("(photo by ")
        || tail.contains("(photo: ")
        || tail.contains("photograph: ")
        || tail.ends_with("file photo")
        || ends_in_credit(content)
        || ends_in_source(content);
    closing || content.starts_with("Pictured") || content.starts_with("FILE - ") || content.starts_with("FILE — ")
}

/// "The new bridge at dusk. Credit: Ana Ruiz": names after the last colon.
fn ends_in_credit(content: &str) -> bool {
    let credit = ["Credit: ", "Photo: ", "Photograph: ", "Picture: ", "PHOTO BY ", "Photo by ", "PHOTO: "];
    let found = credit.iter().find_map(|credit| content.rsplit_once(credit));
    found.is_some_and(|(before, names)| before.len() > 12 && is_few_names(names))
}

/// "The ferry lies on the rocks. (Ana Ruiz/Evening Post)".
fn ends_in_source(content: &str) -> bool {
    let inside = content.strip_suffix(')').and_then(|content| content.rsplit_once(" ("));
    let source = inside.and_then(|(before, names)| names.split_once('/').filter(|_| before.len() > 12));
    source.is_some_and(|(name, source)| is_few_names(name) && is_few_names(source) && name.contains(' '))
}

/// A few words that open with a capital and hold no number or sentence.
fn is_few_names(names: &str) -> bool {
    let words = names.split_whitespace().count();
    let plain = !names.contains(|c: char| c.is_ascii_digit() || matches!(c, '!' | '?' | ';')) && !names.contains(". ");
    (1..=6).contains(&words) && names.starts_with(char::is_uppercase) && plain
}

/// Cells parted by tabs, bars or many blanks.
pub(super) fn is_table_row(content: &str) -> bool {
    content.matches('\t').take(2).count() == 2
        || content.split(BLANKS).filter(|cell| !cell.is_empty()).take(3).count() == 3
        || content.starts_with('|') && content.ends_with('|') && content.len() > 1
}

/// A bullet or "1." before words.
pub(super) fn is_list_item(content: &str, line: &Line) -> bool {
    if line.words == 0 {
        return false;
    }
    let bytes = content.as_bytes();
    let digits = bytes.iter().take(3).take_while(|b| b.is_ascii_digit()).count();
    let numbered = digits > 0 && matches!(bytes.get(digits), Some(b'.' | b')')) && bytes.get(digits + 1) == Some(&b' ');
    let bullet = line.opening == Opening::Bullet
        && content.chars().nth(1).is_some_and(|c| c.is_whitespace() || c.is_alphanumeric());
    numbered
        || bullet && !content.starts_with("--") && !content.starts_with('—') && !content.starts_with('-')
        || content.starts_with("- ")
        || content.starts_with("* ")
}

/// A sentence or two below the title, above who and when, or plainly shorter than the prose that follows.
pub(super) fn is_deck(line: &Line, next: Option<&Line>) -> bool {
    line.words >= 6
        && line.words <= 45
        && line.quotes < 4
        && line.sentences <= 3
        && next.is_some_and(|next| !next.is_long() || next.words > line.words * 2 && line.words < 30)
}

/// A short line that ends without a stop above prose.
pub(super) fn is_heading(line: &Line, next: &Line) -> bool {
    let short = line.words >= 1 && line.words <= 14 && line.lettered > 0;
    let opens = matches!(line.opening, Opening::Capital | Opening::Digit | Opening::Quote);
    let ends = matches!(line.ending, Ending::Open | Ending::Asking) || line.ending == Ending::Mark && line.words > 1;
    short && opens && ends && line.quotes < 2 && next.words > line.words && next.words >= 8
}

/// What someone does or did for a living, told about a writer.
pub(super) fn is_bio(line: &Line) -> bool {
    line.words >= 6 && line.words <= 120 && line.bio > 0 && (line.trade > 0 || line.sure > 0) && line.quotes == 0
}
