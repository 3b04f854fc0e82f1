//! One spelling of a name, read: what is left of it when titles, suffixes and the like are put aside.

use super::fold::fold;
use super::tables::{BODIES, COMPANY, PEOPLES, PLACES, POSTNOMINALS, TITLES};
use crate::mention::Kind;

/// The key of a surface: equal for surfaces that are one name of this kind, whatever else the text says.
///
/// Never empty unless the surface folds to nothing.
#[must_use]
pub fn key(kind: Kind, surface: &str) -> String {
    let folded = fold(surface);
    let bare = folded.strip_prefix("the ").unwrap_or(&folded);
    match kind {
        Kind::Person => person(bare),
        Kind::Organization => organization(bare),
        Kind::Place => place(bare),
        Kind::Group => people(bare),
        _ => bare.to_owned(),
    }
}

/// Without titles before and honours behind: `us president donald trump` gives `donald trump`. A title alone is kept, and
/// so is a saint's, lest `Saint Teresa` be anyone of that forename.
fn person(folded: &str) -> String {
    let mut words: Vec<&str> = folded.split(' ').collect();
    let titles = words.iter().take_while(|word| TITLES.has(word)).count();
    let saint = matches!(words[..], ["saint" | "st", _]);
    if saint {
        words[0] = "st";
    } else if titles < words.len() {
        words.drain(..titles);
    }
    while words.len() > 1 && POSTNOMINALS.has(words[words.len() - 1]) {
        words.pop();
    }
    words.join(" ")
}

/// Without the legal form: `acme holdings inc` gives `acme`. A table knows the bodies with irregular names.
fn organization(folded: &str) -> String {
    if let Some(known) = BODIES.get(folded) {
        return known.to_owned();
    }
    let mut bare = folded;
    while let Some((head, last)) = bare.rsplit_once(' ')
        && COMPANY.has(last)
    {
        bare = head.strip_suffix(" and").unwrap_or(head);
    }
    BODIES.get(bare).unwrap_or(bare).to_owned()
}

/// By its common name: `republic of albania` gives `albania`, `uk` gives `united kingdom`, `mount fuji` gives `mt fuji`.
fn place(folded: &str) -> String {
    const FORMS: [&str; 6] =
        ["federal republic of ", "islamic republic of ", "republic of ", "kingdom of ", "state of ", "city of "];
    if let Some(known) = PLACES.get(folded) {
        return known.to_owned();
    }
    let bare = FORMS.iter().find_map(|form| folded.strip_prefix(form)).unwrap_or(folded);
    let bare = bare.strip_prefix("the ").unwrap_or(bare);
    if let Some(known) = PLACES.get(bare) {
        return known.to_owned();
    }
    for (long, short) in [("saint ", "st "), ("mount ", "mt "), ("fort ", "ft ")] {
        if let Some(rest) = bare.strip_prefix(long) {
            return [short, rest].concat();
        }
    }
    bare.to_owned()
}

/// The adjective, singular: `russians` and `russian`, `britons` and `british`.
fn people(folded: &str) -> String {
    if let Some(known) = PEOPLES.get(folded) {
        return known.to_owned();
    }
    // "Swiss" and "Gauss" are no plurals.
    let singular = folded.strip_suffix('s').filter(|bare| bare.len() > 3 && !bare.ends_with(['s', 'u', 'i']));
    let singular = singular.unwrap_or(folded);
    PEOPLES.get(singular).unwrap_or(singular).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_aside() {
        for (kind, surface, expected) in [
            (Kind::Person, "U.S. President Donald Trump", "donald trump"),
            (Kind::Person, "Dame Zaha Hadid DBE RA", "zaha hadid"),
            (Kind::Person, "Martin Luther King", "martin luther king"),
            (Kind::Person, "King", "king"),
            (Kind::Person, "Saint Teresa", "st teresa"),
            (Kind::Person, "Prime Minister", "prime minister"),
            (Kind::Organization, "The Acme Corporation", "acme"),
            (Kind::Organization, "Tiffany & Co.", "tiffany"),
            (Kind::Organization, "Company", "company"),
            (Kind::Organization, "ISIS", "islamic state"),
            (Kind::Place, "the United Kingdom", "united kingdom"),
            (Kind::Place, "U.K.", "united kingdom"),
            (Kind::Place, "Republic of Albania", "albania"),
            (Kind::Place, "Republic of Korea", "south korea"),
            (Kind::Place, "Saint Petersburg", "st petersburg"),
            (Kind::Group, "Russians", "russian"),
            (Kind::Group, "Britons", "british"),
            (Kind::Group, "Swiss", "swiss"),
            (Kind::Event, "the Olympics", "olympics"),
            (Kind::Work, "—", ""),
        ] {
            assert_eq!(key(kind, surface), expected, "{surface}");
        }
    }
}
