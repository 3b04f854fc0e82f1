//! When the text was published.

use super::context::Context;
use super::find::{Base, Raw};
use super::read::publication;
use crate::mention::Kind;
use crate::structure::{Article, Role};
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// A publication date as precise as it is known: a year, a month or a day.
///
/// Written `1863`, `2023-05` or `2023-05-23`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(extend("pattern" = r"^\d{4}(-\d{2}(-\d{2})?)?$")))]
#[serde(try_from = "String")]
pub struct PublicationDate {
    /// 1 to 9999.
    pub year: i32,
    /// 1 to 12.
    pub month: Option<u32>,
    /// 1 to 31; none without a month.
    pub day: Option<u32>,
}

impl std::fmt::Display for PublicationDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}", self.year)?;
        self.month.map_or(Ok(()), |month| write!(f, "-{month:02}"))?;
        self.day.map_or(Ok(()), |day| write!(f, "-{day:02}"))
    }
}

impl TryFrom<String> for PublicationDate {
    type Error = String;

    /// # Errors
    /// When the text is not `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, or names no day of the calendar.
    fn try_from(text: String) -> Result<Self, String> {
        let error = || format!("\"{text}\" is not a publication date: write 2023-05-23, 2023-05 or 1863");
        let parts: Vec<&str> = text.split('-').collect();
        let widths_fit = parts.iter().enumerate().all(|(at, part)| part.len() == if at == 0 { 4 } else { 2 });
        if parts.len() > 3 || !widths_fit || !text.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
            return Err(error());
        }
        let field = |at: usize| parts.get(at).and_then(|part| part.parse::<u32>().ok());
        let year = field(0).and_then(|year| i32::try_from(year).ok()).filter(|year| *year > 0).ok_or_else(error)?;
        let date = Self { year, month: field(1), day: field(2) };
        chrono::NaiveDate::from_ymd_opt(year, date.month.unwrap_or(1), date.day.unwrap_or(1)).ok_or_else(error)?;
        Ok(date)
    }
}

/// Publication dates given by the caller: one for the whole text, or one from each of several places on (a diary).
#[derive(Clone, Debug, PartialEq)]
pub struct Calendar {
    /// Byte offset from which the date holds, in order.
    pub entries: Vec<(u32, PublicationDate)>,
}

/// Where the publication date came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// The caller said so.
    Given,
    /// It stands in the text.
    Found,
    /// Unknown.
    None,
}

/// The publication date that relative expressions were resolved against.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Published {
    /// None exactly when the source is `None`.
    pub date: Option<PublicationDate>,
    /// Where it came from.
    pub source: Source,
    /// Where it stands in the text, if found there.
    pub span: Option<Span>,
}

impl Published {
    /// What the caller said, if anything.
    #[must_use]
    pub fn given(calendar: Option<&Calendar>) -> Self {
        let date = calendar.and_then(|c| c.entries.first()).map(|(_, date)| *date);
        Self { date, source: if date.is_some() { Source::Given } else { Source::None }, span: None }
    }
}

/// Where a publication date may stand, the likeliest first.
const PLACES: [Role; 4] = [Role::Published, Role::Byline, Role::Dateline, Role::Headline];

/// Finds the publication date in the article's own head lines or in what the pasted HTML said of them; never in what
/// only stands around the article.
pub(super) fn in_text(article: &Article, raws: &[Raw], day_first: Option<bool>) -> Published {
    if let Some(found) = by_hint(article) {
        return found;
    }
    let context = Context::new(None, day_first);
    let mut best: Option<(usize, Published)> = None;
    for raw in raws {
        let Some(rank) = rank(article, raw) else { continue };
        if best.as_ref().is_some_and(|(other, _)| *other <= rank) || raw.expr.kind == Kind::Set {
            continue;
        }
        let dated = matches!(raw.expr.base, Base::Date { .. } | Base::Swappable { .. });
        if let Some(date) = dated.then(|| publication(&context.resolve(raw).value)).flatten()
            && (date.day.is_some() || rank < 2)
        {
            best = Some((rank, Published { date: Some(date), source: Source::Found, span: Some(raw.span) }));
        }
    }
    best.map_or_else(|| Published::given(None), |(_, found)| found)
}

/// The `datetime` of a `<time>` element in a block of the article.
fn by_hint(article: &Article) -> Option<Published> {
    article.hints.iter().find_map(|hint| {
        let datetime = hint.datetime.as_deref().filter(|_| hint.tag == "time")?;
        let role = article.blocks[article.block_at(hint.span.start)?].role;
        let day = datetime.get(..10).unwrap_or(datetime);
        let date = PublicationDate::try_from(day.to_owned()).ok().filter(|_| role.is_body())?;
        Some(Published { date: Some(date), source: Source::Found, span: Some(hint.span) })
    })
}

/// How far before a date its label is looked for, in bytes.
const LABEL: usize = 200;

/// How likely a date at this place is the article's own, 0 the likeliest; none where it is not.
fn rank(article: &Article, raw: &Raw) -> Option<usize> {
    let index = article.block_at(raw.span.start)?;
    let placed = &article.blocks[index];
    let content = placed.block.content;
    if let Some(rank) = PLACES.iter().position(|role| *role == placed.role) {
        // What was published counts before what was updated; a line with more before its date is no such line.
        let from = article.text.ceil_char_boundary((raw.span.start as usize).saturating_sub(LABEL));
        let before = &article.text[from.max(content.start as usize)..raw.span.start as usize];
        let updated = before.to_ascii_lowercase().contains("updated");
        return Some(2 * rank + usize::from(updated));
    }
    (placed.role == Role::Paragraph && opens_paragraph(article, raw, content)).then_some(2 * PLACES.len())
}

/// "LONDON, March 5, 2009 (Reuters) —" at the head of the first paragraph.
fn opens_paragraph(article: &Article, raw: &Raw, content: Span) -> bool {
    let first = article.blocks.iter().find(|placed| placed.role == Role::Paragraph);
    first.is_some_and(|placed| placed.block.content == content) && follows_place(article, raw, content)
}

/// Whether a date is that of a dateline, at the head of any paragraph; but "NASA said on Oct. 27 - its birthday -" is none.
pub(super) fn is_dateline(article: &Article, raw: &Raw) -> bool {
    let Some(index) = article.block_at(raw.span.start).filter(|_| raw.expr.is_day()) else { return false };
    let placed = &article.blocks[index];
    let content = placed.block.content;
    let before = &article.text[content.start as usize..raw.span.start as usize];
    matches!(placed.role, Role::Paragraph | Role::Dateline)
        && follows_place(article, raw, content)
        && !before.split(|c: char| !c.is_alphabetic()).any(|word| word.starts_with(char::is_lowercase))
}

/// Whether a place in capitals stands before a date at the head of a block, and a dash or the like behind it.
fn follows_place(article: &Article, raw: &Raw, content: Span) -> bool {
    if raw.span.start - content.start > 60 {
        return false;
    }
    let before = &article.text[content.start as usize..raw.span.start as usize];
    let after = article.text[raw.span.end as usize..content.end as usize].trim_start();
    let shouted =
        before.split(|c: char| !c.is_alphabetic()).any(|word| word.len() > 2 && word.chars().all(char::is_uppercase));
    shouted && after.starts_with(['\u{2014}', '\u{2013}', '-', '(', ':'])
}
