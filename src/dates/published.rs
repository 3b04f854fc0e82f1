//! When the text was published.

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
