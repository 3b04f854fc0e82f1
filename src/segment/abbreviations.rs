//! Which words keep the full stop after them.

/// How an abbreviation behaves before what follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// Stands before a name, so it hardly ever ends a sentence: `Mr.`, `Gen.`, `St.`
    Title,
    /// Keeps its stop anywhere, also at a sentence's end: `Inc.`, `Nov.`, `etc.`
    Any,
    /// An abbreviation only before a number: `No. 5`, `p. 55`, `Art. 3`.
    BeforeNumber,
    /// Also an ordinary word (`Sun.`, `in.`, `Miss.`), so an abbreviation only where the sentence visibly runs on:
    /// before a lower-case word, a number or a comma.
    RunningOn,
}

use Abbreviation::{Any, BeforeNumber, RunningOn, Title};

/// Sorted by bytes: capitalised forms first, then lower-case ones. A capitalised entry also stands for its all-capitals form.
const TABLE: &[(&str, Abbreviation)] = &[
    ("Adm", Title),
    ("Ala", Any),
    ("Alh", Title),
    ("Apr", Any),
    ("Ariz", Any),
    ("Ark", RunningOn),
    ("Art", BeforeNumber),
    ("Assn", Any),
    ("Assoc", Any),
    ("Asst", Title),
    ("Atty", Title),
    ("Aug", Any),
    ("Ave", Any),
    ("Barr", Title),
    ("Bldg", Any),
    ("Blvd", Any),
    ("Brig", Title),
    ("Bros", Any),
    ("Calif", Any),
    ("Capt", Title),
    ("Cf", Any),
    ("Ch", BeforeNumber),
    ("Cie", Any),
    ("Cir", RunningOn),
    ("Cllr", Title),
    ("Cmdr", Title),
    ("Co", Any),
    ("Col", Title),
    ("Colo", Any),
    ("Cols", Title),
    ("Comdr", Title),
    ("Conn", Any),
    ("Corp", Any),
    ("Cpl", Title),
    ("Ct", Any),
    ("Dec", Any),
    ("Del", RunningOn),
    ("Dept", Any),
    ("Det", Title),
    ("Dist", Any),
    ("Dr", Title),
    ("Drs", Title),
    ("Eg", Any),
    ("Eng", Any),
    ("Engr", Title),
    ("Esq", Any),
    ("Est", Any),
    ("Ext", BeforeNumber),
    ("Feb", Any),
    ("Fig", BeforeNumber),
    ("Figs", BeforeNumber),
    ("Fla", Any),
    ("Fr", Title),
    ("Fri", Any),
    ("Ft", Title),
    ("Ga", Any),
    ("Gen", Title),
    ("Gens", Title),
    ("Gov", Title),
    ("Govs", Title),
    ("Hon", Title),
    ("Hwy", Any),
    ("Ill", RunningOn),
    ("Inc", Any),
    ("Ind", RunningOn),
    ("Insp", Title),
    ("Jan", Any),
    ("Jr", Any),
    ("Jul", Any),
    ("Jun", Any),
    ("Kan", Any),
    ("Ky", Any),
    ("La", RunningOn),
    ("Lieut", Title),
    ("Lt", Title),
    ("Ltd", Any),
    ("Ltda", Any),
    ("Maj", Title),
    ("Mar", RunningOn),
    ("Mass", RunningOn),
    ("Md", Any),
    ("Messrs", Title),
    ("Mfg", Any),
    ("Mgr", Title),
    ("Mich", Any),
    ("Minn", Any),
    ("Miss", RunningOn),
    ("Mlle", Title),
    ("Mme", Title),
    ("Mo", RunningOn),
    ("Mon", RunningOn),
    ("Mont", Any),
    ("Mr", Title),
    ("Mrs", Title),
    ("Ms", Title),
    ("Msgr", Title),
    ("Mt", Title),
    ("Mts", Any),
    ("Neb", Any),
    ("Nev", Any),
    ("No", BeforeNumber),
    ("Nos", BeforeNumber),
    ("Nov", Any),
    ("Oct", Any),
    ("Okla", Any),
    ("Ont", Any),
    ("Ore", RunningOn),
    ("Pa", RunningOn),
    ("Penn", RunningOn),
    ("Pfc", Title),
    ("Ph", Any),
    ("Pp", BeforeNumber),
    ("Pres", Title),
    ("Prof", Title),
    ("Profs", Title),
    ("Pte", Any),
    ("Pty", Any),
    ("Pvt", Title),
    ("Rd", Any),
    ("Rep", Title),
    ("Reps", Title),
    ("Rev", Title),
    ("Revs", Title),
    ("Rt", Title),
    ("Sat", RunningOn),
    ("Sec", BeforeNumber),
    ("Sen", Title),
    ("Sens", Title),
    ("Sep", Any),
    ("Sept", Any),
    ("Sgt", Title),
    ("Shri", Title),
    ("Smt", Title),
    ("Sr", Any),
    ("St", Title),
    ("Ste", Title),
    ("Sun", RunningOn),
    ("Supt", Title),
    ("Tel", Any),
    ("Tenn", Any),
    ("Tex", Any),
    ("Thu", Any),
    ("Thur", Any),
    ("Thurs", Any),
    ("Tue", Any),
    ("Tues", Any),
    ("Univ", Any),
    ("Va", Any),
    ("Vol", BeforeNumber),
    ("Vols", BeforeNumber),
    ("Vs", Any),
    ("Vt", Any),
    ("Wash", RunningOn),
    ("Wed", RunningOn),
    ("Wis", Any),
    ("Wyo", Any),
    ("al", Any),
    ("approx", Any),
    ("art", BeforeNumber),
    ("ave", Any),
    ("blvd", Any),
    ("ca", Any),
    ("cf", Any),
    ("ch", BeforeNumber),
    ("co", Any),
    ("corp", Any),
    ("dept", Any),
    ("ed", RunningOn),
    ("eds", Any),
    ("eg", Any),
    ("est", Any),
    ("etc", Any),
    ("ext", Any),
    ("fig", RunningOn),
    ("figs", RunningOn),
    ("ft", Any),
    ("gal", RunningOn),
    ("hr", Any),
    ("hrs", Any),
    ("ie", Any),
    ("inc", Any),
    ("inst", RunningOn),
    ("lb", Any),
    ("lbs", Any),
    ("ltd", Any),
    ("mi", RunningOn),
    ("min", RunningOn),
    ("mt", Title),
    ("no", BeforeNumber),
    ("nos", BeforeNumber),
    ("oz", Any),
    ("pp", BeforeNumber),
    ("prof", Title),
    ("prox", RunningOn),
    ("pt", RunningOn),
    ("sec", RunningOn),
    ("sq", Any),
    ("st", RunningOn),
    ("tel", RunningOn),
    ("ult", RunningOn),
    ("viz", Any),
    ("vol", BeforeNumber),
    ("vols", BeforeNumber),
    ("vs", Any),
    ("yr", Any),
    ("yrs", Any),
];

/// Looks `word` up, without its stop: as written, or, where it is all capitals, as capitalised.
pub(super) fn abbreviation(word: &str) -> Option<Abbreviation> {
    let bytes = word.as_bytes();
    if bytes.len() < 2 || bytes.len() > 6 || !bytes.iter().all(u8::is_ascii_alphabetic) {
        return None;
    }
    let all_capitals = bytes.iter().all(u8::is_ascii_uppercase);
    let at = |index: usize, byte: u8| if all_capitals && index > 0 { byte.to_ascii_lowercase() } else { byte };
    let found = TABLE.binary_search_by(|(entry, _)| {
        entry.bytes().cmp(bytes.iter().enumerate().map(|(index, &byte)| at(index, byte)))
    });
    let kind = found.ok().map(|index| TABLE[index].1)?;
    // "NO." and "IN." in capitals are words; "U.S. DEPT." is not.
    Some(if all_capitals && kind == Any && bytes.len() < 3 { RunningOn } else { kind })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(TABLE.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }

    #[test]
    fn capitals_find_the_capitalised_entry() {
        assert_eq!(abbreviation("MRS"), Some(Title));
        assert_eq!(abbreviation("Nov"), Some(Any));
        assert_eq!(abbreviation("nov"), None);
        assert_eq!(abbreviation("Novel"), None);
        assert_eq!(abbreviation("MD"), Some(RunningOn));
    }
}
