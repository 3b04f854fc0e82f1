//! The tables of data/entities: sorted lines, looked up in place.

/// A table of sorted lines: a folded key, and after a tab what is known of it.
#[derive(Clone, Copy)]
pub struct Table(&'static str);

macro_rules! tables {
    ($($(#[$meta:meta])* $name:ident = $file:literal;)*) => {
        $($(#[$meta])* pub const $name: Table = Table(include_str!(concat!("../../data/entities/", $file)));)*
        #[cfg(test)]
        const ALL: &[(&str, Table)] = &[$(($file, $name)),*];
    };
}

tables! {
    /// Names of one body.
    BODIES = "bodies.tsv";
    /// Ends of company names.
    COMPANY = "company.tsv";
    /// Words that say what sort of body it is.
    HEADS = "heads.tsv";
    /// Bodies and buildings, with their country.
    METONYMS = "metonyms.tsv";
    /// Short forms of forenames.
    NICKNAMES = "nicknames.tsv";
    /// Nouns that say what a person is.
    OCCUPATIONS = "occupations.tsv";
    /// Members of a people, and its adjective.
    PEOPLES = "peoples.tsv";
    /// Names of one place.
    PLACES = "places.tsv";
    /// What stands after a person's name.
    POSTNOMINALS = "postnominals.tsv";
    /// What stands before a person's name.
    TITLES = "titles.tsv";
}

impl Table {
    /// What the table says of a key: what follows the tab, empty without one; none for a key it does not hold.
    #[must_use]
    pub fn get(self, key: &str) -> Option<&'static str> {
        let bytes = self.0.as_bytes();
        let (mut low, mut high) = (0, bytes.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            let start = bytes[..middle].iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
            let end = bytes[middle..].iter().position(|&b| b == b'\n').map_or(bytes.len(), |at| middle + at);
            let tab = bytes[start..end].iter().position(|&b| b == b'\t').map_or(end, |at| start + at);
            match bytes[start..tab].cmp(key.as_bytes()) {
                std::cmp::Ordering::Equal => return Some(self.0.get(tab + 1..end).unwrap_or_default()),
                std::cmp::Ordering::Less => low = end + 1,
                std::cmp::Ordering::Greater => high = start,
            }
        }
        None
    }

    /// Whether the table holds a key.
    #[must_use]
    pub fn has(self, key: &str) -> bool {
        self.get(key).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::fold::fold;

    #[test]
    fn every_line_is_found() {
        for (file, table) in ALL {
            let mut lines = table.0.lines().filter(|line| !line.starts_with('#')).peekable();
            assert!(lines.peek().is_some(), "{file} is empty");
            for line in lines {
                let (key, rest) = line.split_once('\t').unwrap_or((line, ""));
                assert_eq!(fold(key), key, "{file}: a key is not folded");
                assert_eq!(table.get(key), Some(rest), "{file}: lines must be sorted by byte and keys stand once");
            }
        }
    }

    #[test]
    fn others_are_not() {
        for (file, table) in ALL {
            for key in ["", "a", "zz", "no such line", "\n", "#"] {
                assert_eq!(table.get(key), None, "{file}: {key}");
            }
        }
    }
}
