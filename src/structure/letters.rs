//! E-mails: the fields of a header, and the line that says whose words are quoted below.

use super::Role;
use crate::text::{Block, quoting};

/// What a field tells.
const FIELDS: &[(&str, Role)] = &[
    ("from:", Role::Byline),
    ("date:", Role::Published),
    ("sent:", Role::Published),
    (SUBJECT, Role::Heading),
    ("to:", Role::Furniture),
    ("cc:", Role::Furniture),
    ("bcc:", Role::Furniture),
    ("reply-to:", Role::Furniture),
];
const SUBJECT: &str = "subject:";

/// The field that a line is, if it is one.
fn field(line: &str) -> Option<(&'static str, Role)> {
    let line = &line[quoting(line)..];
    FIELDS.iter().copied().find(|(name, _)| {
        let (head, rest) = line.split_at_checked(name.len()).unwrap_or_default();
        head.eq_ignore_ascii_case(name) && rest.starts_with([' ', '\t'])
    })
}

/// What a title says: without the name of its field, where it is an e-mail's subject.
#[must_use]
pub fn subject(title: &str) -> &str {
    if field(title).is_some_and(|(name, _)| name == SUBJECT) { title[SUBJECT.len()..].trim_start() } else { title }
}

/// "On Mon, 8 Jan 2024 at 17:04, Ana Ruiz <ana@post.example> wrote:"
fn is_attribution(line: &str) -> bool {
    let line = &line[quoting(line)..];
    line.starts_with("On ") && line.ends_with(" wrote:") && line.contains(|c: char| c.is_ascii_digit())
}

/// The roles that e-mails give their lines: those of a header, which has a sender and a subject or a date at least, so that
/// "From: Leeds" above "To: York" is none.
pub(super) fn roles(text: &str, blocks: &[Block]) -> Vec<Option<Role>> {
    let content = |at: usize| blocks[at].content.of(text);
    let fields: Vec<Option<(&str, Role)>> = (0..blocks.len()).map(|at| field(content(at))).collect();
    let mut roles = Vec::with_capacity(blocks.len());
    for run in fields.chunk_by(|a, b| a.is_some() == b.is_some()) {
        let has = |role: Role| run.iter().flatten().any(|(_, other)| *other == role);
        let header = has(Role::Byline) && (has(Role::Heading) || has(Role::Published));
        for field in run {
            let attribution = is_attribution(content(roles.len())).then_some(Role::Furniture);
            roles.push(field.filter(|_| header).map_or(attribution, |(_, role)| Some(role)));
        }
    }
    roles
}
