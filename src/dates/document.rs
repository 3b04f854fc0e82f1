//! The whole document: expressions found block by block, the publication date settled, then each resolved in order.

use super::context::{Context, Point};
use super::find::{self, Anchor, Base, Expr, Pick, Raw, Row, Spot, Year};
use super::period::{in_order, in_year};
use super::published::{self, Calendar, Published, Source};
use super::resolve::Resolved;
use super::value::{Clock, Period, Unit, Value, Within};
use super::{Found, Timex};
use crate::mention::Kind;
use crate::structure::Article;
use crate::text::{Span, splits_character};
use chrono::Datelike;

/// Finds the temporal expressions of an article and resolves them against its publication date: the `given` one, else
/// one found in the text, else none, and relative values stay open.
#[must_use]
pub fn find(article: &Article, given: Option<&Calendar>) -> Found {
    let mut row = Row::new(article.text);
    let mut raws: Vec<Raw> = Vec::new();
    for placed in &article.blocks {
        find::block(&mut row, placed.block.content, &mut raws);
    }
    // An accent may stand on the "2" of "'82".
    raws.retain(|raw| !splits_character(article.text, raw.span.end as usize));
    share(article.text, &mut raws);
    let day_first = day_order(&raws);
    let published = match Published::given(given) {
        given if given.source == Source::Given => given,
        _ => published::in_text(article, &raws, day_first),
    };
    let own = published.date.and_then(Point::published);
    let mut context = Context::new(own, day_first);
    context.narrative = is_narrative(&raws, own);
    let timexes = resolve_all(article, given, &raws, &mut context);
    Found { timexes, published }
}

/// The beginning of a range takes what only its end says: the year of "April to June 2019", the day of "from 9 a.m. to
/// 5 p.m. Saturday".
fn share(text: &str, raws: &mut [Raw]) {
    for at in 1..raws.len() {
        // "Monday, 9 a.m. to 5 p.m. Tuesday"
        let dated = at > 1 && raws[at - 1].span.start - raws[at - 2].span.end <= 6 && raws[at - 2].expr.is_day();
        let (before, after) = raws.split_at_mut(at);
        // "from 2 p.m. till tomorrow 4:30 p.m." begins today.
        let first = text.as_bytes()[after[0].span.start as usize];
        let hour_first = first.is_ascii_digit() || matches!(first, b'n' | b'm' | b'N' | b'M');
        share_one(&mut before[at - 1], &after[0], dated || !hour_first);
    }
}

/// The month that a date names.
fn month_of(base: &Base) -> Option<u32> {
    match base {
        Base::Date { spot: Spot::In(Within::Month(month) | Within::Day(month, _)), .. } => Some(*month),
        _ => None,
    }
}

fn share_one(first: &mut Raw, second: &Raw, dated: bool) {
    if !second.linked {
        return;
    }
    let timed = |raw: &Raw| matches!(raw.expr.clock, Some(Clock::At { .. }));
    // "November to February 2017" began the year before.
    let months = (month_of(&first.expr.base), month_of(&second.expr.base));
    let back = matches!(months, (Some(begin), Some(end)) if begin > end);
    if let (
        Base::Date { year: open @ Year::Open, pick: Pick::Any | Pick::On(_), .. }
        | Base::Swappable { year: open @ Year::Open, .. },
        Base::Date { year, .. } | Base::Swappable { year, .. },
    ) = (&mut first.expr.base, &second.expr.base)
    {
        *open = match *year {
            Year::Known(year) if back => Year::Known(year - 1),
            year => year,
        };
    }
    if matches!(first.expr.base, Base::SomeDay(None)) && timed(first) && timed(second) && !dated && second.expr.is_day()
    {
        first.expr.base = second.expr.base.clone();
    }
}

/// Whether numeric dates of this text put the day first, as far as one tells.
fn day_order(raws: &[Raw]) -> Option<bool> {
    raws.iter().find_map(|raw| match raw.expr.base {
        Base::Swappable { first, second, .. } if first.max(second) > 12 => Some(first > 12),
        _ => None,
    })
}

/// Whether the text tells of years far from its publication: then a month belongs to the year last mentioned. A history
/// begins there; news that goes back to 1994 and to 2008 first tells what happened on Monday.
fn is_narrative(raws: &[Raw], published: Option<Point>) -> bool {
    let Some(point) = published else { return false };
    // Far dates, those before all others, and what counts from publication.
    let (mut far, mut first, mut near) = (0, None, 0);
    for raw in raws {
        match raw.expr.base {
            Base::Date { year: Year::Known(year), .. } if (year - point.day.year()).abs() > 1 => far += 1,
            // A dateline tells nothing.
            Base::Date { year: Year::Known(year), spot, .. } if in_year(year, spot) != Some(Period::day(point.day)) => {
                first = first.or(Some(far));
            }
            Base::Weekday { week: None, .. } | Base::Shift { anchor: Anchor::Publication, .. } => {
                near += 1;
                first = first.or(Some(far));
            }
            _ => {}
        }
    }
    first.unwrap_or(far) >= BEGINNING && far >= 4 && far > 2 * near
}

/// How many far dates a history has before all others.
const BEGINNING: usize = 3;

fn resolve_all(article: &Article, given: Option<&Calendar>, raws: &[Raw], context: &mut Context) -> Vec<Timex> {
    let mut timexes = Vec::with_capacity(raws.len());
    let mut entries = given.map_or(&[][..], |calendar| &calendar.entries).iter().peekable();
    let (mut sentence, mut range_end) = (None, None);
    let mut own = context.published;
    for (at, raw) in raws.iter().enumerate() {
        while let Some((_, date)) = entries.next_if(|(start, _)| *start <= raw.span.start) {
            own = Point::published(*date);
            (context.published, context.dateline) = (own, false);
        }
        let dateline = !context.narrative && published::is_dateline(article, raw);
        if dateline {
            (context.published, context.dateline) = (own, false);
        }
        let here = article.sentence_at(raw.span.start);
        if here != sentence || here.is_none() {
            // The day of a quotation does not lead on: '"He called on Saturday." She spoke at noon.'
            let quoted = at > 0 && raws[at - 1].quoted;
            let next = sentence.zip(here).is_some_and(|(before, here)| here == before + 1) && !quoted;
            sentence = here;
            context.day_told = context.day_told.seen_from(next);
        }
        context.day_ahead = beside(article.text, raws, at, context);
        context.quoted = spoken(article, raws, at, context);
        let mut resolved = range_end.take().unwrap_or_else(|| context.resolve(raw));
        if let Some(next) = raws.get(at + 1).filter(|next| next.linked && is_open(raw) && is_open(next)) {
            let mut end = context.resolve(next);
            settle_range(&mut resolved, &mut end, context);
            range_end = Some(end);
        }
        if let Some(day) = day_of_dateline(&resolved, own).filter(|_| dateline) {
            context.dateline = Some(day) != own;
            context.published = Some(day);
        }
        if raw.expr.kind != Kind::Set {
            let opens =
                here.is_none_or(|index| raw.span.start - article.segments.sentences[index].span.start <= OPENING);
            context.remember(&resolved.value, &raw.expr.base, opens, raw.look);
        }
        timexes.push(timex(raw, resolved));
    }
    timexes
}

/// An expression with its value.
fn timex(raw: &Raw, resolved: Resolved) -> Timex {
    let bounds = if raw.expr.kind == Kind::Set { None } else { resolved.value.bounds() };
    let (begin, end) = bounds.unzip();
    let (value, certain, why) = (resolved.value.write(), resolved.certain, resolved.why);
    Timex { span: raw.span, kind: raw.expr.kind, value, certain, begin, end, why }
}

/// The day of a dateline, from which what follows counts, if it is near to the publication's `own` date.
fn day_of_dateline(resolved: &Resolved, own: Option<Point>) -> Option<Point> {
    let day = day_of(&resolved.value)?;
    own.filter(|own| (own.day - day).num_days().abs() <= DATELINE).map(|_| Point { day, grain: Unit::Day })
}

/// How many days a dateline may be from the publication.
const DATELINE: i64 = 31;

/// The day of a date that stands right behind a time without one, or behind another such time: "16:15 UTC, June 1st", "9:30 to
/// 11:00 on Thursday", "3 p.m. local time (1200 GMT) on Sunday".
fn beside(text: &str, raws: &[Raw], at: usize, context: &Context) -> Option<chrono::NaiveDate> {
    let behind = |at: usize| {
        let (raw, next) = (raws.get(at).filter(|raw| is_bare_time(raw))?, raws.get(at + 1)?);
        let between = Span { start: raw.span.end, end: next.span.start }.of(text);
        let between = between.strip_prefix(" local time").unwrap_or(between);
        (between.len() <= 5 || next.linked).then_some(next)
    };
    let next = behind(at)?;
    let next = if is_bare_time(next) { behind(at + 1)? } else { next };
    if next.expr.clock.is_some() { None } else { day_of(&context.resolve(next).value) }
}

/// A time of day without its day.
fn is_bare_time(raw: &Raw) -> bool {
    matches!(raw.expr.base, Base::SomeDay(_)) && raw.expr.kind == Kind::Time
}

/// A month or a day whose year is guessed.
fn is_open(raw: &Raw) -> bool {
    let Base::Date { year: Year::Open, pick, spot: Spot::In(Within::Month(_) | Within::Day(..)) } = raw.expr.base
    else {
        return false;
    };
    pick.is_open() && raw.expr.clock.is_none()
}

/// Puts the ends of a range in order whose years were guessed from the publication date.
fn settle_range(begin: &mut Resolved, end: &mut Resolved, context: &Context) {
    let (Value::At(first, None), Value::At(last, None)) = (&begin.value, &end.value) else { return };
    let Some(from) = context.publication(Unit::Day).filter(|_| context.inherited_year().is_none()) else { return };
    let Some((opens, closes)) = in_order(*first, *last, from) else { return };
    for (resolved, period, how) in
        [(begin, opens, "the last one before the end of its range"), (end, closes, "the first one after it began")]
    {
        let settled = Value::At(period, None);
        if resolved.value != settled {
            *resolved = Resolved { value: settled, certain: false, why: how.to_owned() };
        }
    }
}

fn day_of(value: &Value) -> Option<chrono::NaiveDate> {
    match value {
        Value::At(period @ Period::Of(_, Within::Day(..)), _) => period.bounds().map(|(day, _)| day),
        _ => None,
    }
}

/// The day on which a quotation was spoken, for a "today" inside it: the day that its sentence tells outside the
/// quotation ("'Today they advanced,' he said Monday").
fn spoken(article: &Article, raws: &[Raw], at: usize, context: &Context) -> Option<chrono::NaiveDate> {
    let raw = &raws[at];
    let deictic = |expr: &Expr| matches!(expr.base, Base::Shift { anchor: Anchor::Publication, unit: Unit::Day, .. });
    if !deictic(&raw.expr) {
        return None;
    }
    if !raw.quoted {
        return None;
    }
    let sentence = &article.segments.sentences[article.sentence_at(raw.span.start)?];
    let before = raws[..at].iter().rev().take_while(|other| other.span.start >= sentence.span.start);
    let after = raws[at + 1..].iter().take_while(|other| other.span.start < sentence.span.end);
    let others = after.take(NEIGHBOURS).chain(before.take(NEIGHBOURS));
    others
        .filter(|other| is_dated(&other.expr) && !other.quoted)
        .find_map(|other| day_of(&context.resolve(other).value))
}

/// How many bytes a sentence's opening goes: "By the end of 1941".
const OPENING: u32 = 25;

/// How many expressions of its sentence a quoted "today" looks at, on either side.
const NEIGHBOURS: usize = 4;

fn is_dated(expr: &Expr) -> bool {
    match expr.base {
        Base::Weekday { .. } | Base::Shift { anchor: Anchor::Publication, unit: Unit::Day, .. } => true,
        Base::Date { spot: Spot::In(Within::Day(month, _)), .. } => month > 0,
        _ => false,
    }
}
