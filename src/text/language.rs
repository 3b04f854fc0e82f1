//! Which language a stretch is written in: by its script, and in Latin script by function words and letters of its own.

use std::sync::OnceLock;

/// An ISO 639-1 code, or `und` where nothing tells.
pub type Code = &'static str;

/// The code where nothing tells.
pub const UNDECIDED: Code = "und";
/// The code of the language whose names are tagged.
pub const ENGLISH: Code = "en";

/// Bytes of a stretch that are looked at: a few dozen words are plenty.
const SEEN: usize = 480;
/// Function words from which on a stretch is decided without its neighbours.
const DECISIVE: u32 = 3;

/// Letters that hardly any other language has, and frequent function words, of each language in Latin script.
struct Latin {
    code: Code,
    letters: &'static str,
    words: &'static str,
}

const fn latin(code: Code, letters: &'static str, words: &'static str) -> Latin {
    Latin { code, letters, words }
}

const LATIN: &[Latin] = &[
    latin(
        "en",
        "",
        "the of and to in is was that for with on as are were be by at from this have has had not but they his her their \
         will would which been who said its an it he she we you or if when there what about after more than into over",
    ),
    latin(
        "de",
        "ß",
        "der die das und ist nicht ein eine einen einem einer von zu mit den dem des auf für im sich auch wird werden \
         wurde sind haben hat nach bei aus dass wie aber oder noch nur über vor durch um zum zur bis am war sie er es ich",
    ),
    latin(
        "fr",
        "œ",
        "le la les de des du et est une un dans que qui pour pas sur au aux par avec ce cette ces il elle ils sont été \
         plus ne se son sa ses leur mais ou où nous vous après entre d'un d'une qu'il c'est être avoir fait comme",
    ),
    latin(
        "es",
        "ñ¿¡",
        "el la los las de del y que en un una por con para es se su sus no al lo como más pero fue ha han este esta \
         entre cuando sobre también desde hasta hay muy son era ser está sin donde según contra ya",
    ),
    latin(
        "pt",
        "ãõ",
        "o a os as de do da dos das e que em um uma para com não no na nos nas por se mais como mas foi ao pelo pela \
         são é está ser tem ou seu sua entre quando também já depois até isso sobre segundo após",
    ),
    latin(
        "it",
        "",
        "il lo la i gli le di del della dei delle e che un una per con non è si in da dal dalla al alla nel nella sono \
         ha hanno anche come più ma questo questa stato essere suo sua tra dopo quando ancora dell sull anni",
    ),
    latin(
        "nl",
        "",
        "de het een en van in is dat op te zijn voor met niet aan er om ook als bij door naar maar dan nog wordt worden \
         heeft hebben werd uit over deze die zich tot of haar hij ze ik wat wel geen meer",
    ),
    latin(
        "sv",
        "",
        "och att det i en ett som är på av för med den till inte har de om var men sig så från vid kan ska när eller \
         hade efter där också mycket under mot över hon han jag vi blev alla två",
    ),
    latin(
        "da",
        "",
        "og at det i en et som er på af for med den til ikke har de om var men sig så fra ved kan skal når eller havde \
         efter der også meget under mod over hun han jeg vi blev alle bliver blevet være siger",
    ),
    latin(
        "no",
        "",
        "og at det i en et som er på av for med den til ikke har de om var men seg så fra ved kan skal når eller hadde \
         etter der også mye under mot over hun han jeg vi ble alle blir blitt være sier",
    ),
    latin(
        "fi",
        "",
        "ja on ei se että oli hän ovat mutta myös kun kuin tai joka ole niin sen mukaan ovat jo vain vielä sitä nyt \
         jos noin ollut sekä olla tämä tämän jonka mitä ettei kanssa jälkeen hänen voi",
    ),
    latin(
        "pl",
        "łąęśżźćń",
        "i w na z do się nie że jest to o jak po za od przez dla ale co oraz są był była było który która które przed \
         tym także tego już może pod bardzo tylko lub czy jego jej ich roku",
    ),
    latin(
        "cs",
        "ěřů",
        "a v na se je že s z do o k ve to i jako za po by pro ale od které který která jsou byl byla bylo už také při \
         jeho podle jen nebo až má před není mezi tak",
    ),
    latin(
        "sk",
        "ľĺŕ",
        "a v na sa je že s z do o k vo to aj ako za po by pre ale od ktoré ktorý ktorá sú bol bola bolo už tiež pri \
         jeho podľa len alebo až má pred nie medzi tak",
    ),
    latin(
        "hu",
        "őű",
        "a az és hogy nem is egy meg de volt van ez már csak mint még ki azt vagy kell el be szerint után minden így \
         majd lesz több ha között amely ezt ami",
    ),
    latin(
        "ro",
        "ăâîșțşţ",
        "și în de la a cu pe că nu este din care un o pentru mai au fost ce se sunt după prin sau dar fi ca lui acest \
         această său între când fără către despre fost",
    ),
    latin(
        "hr",
        "đ",
        "i u je na se da su za od s sa ne što o kao koji koja koje to bi će do ali iz ili nije bio bila bilo prema još \
         nakon samo već biti kako zbog između",
    ),
    latin(
        "sl",
        "",
        "in v je na se da so za od s z ne ki kot to bi do ali iz pa tudi ni bil bila bilo še po le že pri kar lahko med \
         zaradi pred ker",
    ),
    latin(
        "tr",
        "ğış",
        "ve bir bu da de için ile olarak olan çok daha gibi en sonra kadar ne var değil ama ise her olduğu göre diye \
         tarafından oldu etti yeni büyük iki",
    ),
    latin(
        "vi",
        "ơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
        "và của là có trong được cho một không các với những người này đã ra tại từ khi đến về như cũng năm ông",
    ),
    latin(
        "id",
        "",
        "yang dan di dari untuk dengan pada ini itu dalam tidak akan oleh ke adalah juga telah sebagai karena mereka ada \
         atau bisa saat lebih tersebut kami saya sudah dapat tahun kata para",
    ),
    latin(
        "et",
        "",
        "ja on ei et see oli kui ka aga mis tema ning oma kes selle nii või juba ole pole siis need kuid seda välja pärast",
    ),
    latin(
        "lv",
        "ģķļņ",
        "un ir ar no uz par ka kas bija arī lai bet vai pie pēc kā tas tika savu tiek gada nav viņš to",
    ),
    latin(
        "lt",
        "ėęįų",
        "ir yra kad iš su į už bet tai kaip jo buvo apie po ar dėl tik taip pat nuo metų jis dar jau iki",
    ),
    latin(
        "ca",
        "",
        "el la els les de del i que en un una per amb és no al com més però va ha aquest aquesta entre quan sobre també des fins són era ser està dels pels",
    ),
    latin("sq", "", "dhe të në e i për me që është një nga se si më ka kanë por do nuk ishte u ky kjo tij saj pas"),
    latin(
        "sw",
        "",
        "na ya wa kwa ni katika za la kuwa hiyo huo wakati baada hii alisema watu pia kama lakini yake yao",
    ),
    latin(
        "af",
        "",
        "die en van in is dat op te nie vir met het was om ook as by deur maar wat sy hy hulle sal kan word aan uit",
    ),
    latin("tl", "", "ang ng sa na mga at ay ni si para hindi ito kay nang kung din rin siya ayon niya ng mga"),
];

/// How often each language's words stood in a stretch.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// Per language of the table.
    hits: Vec<u32>,
    words: u32,
    /// The language of another script, if most letters are of it.
    script: Option<Code>,
    letters: u32,
}

/// Looks at the head of a stretch.
#[must_use]
pub fn look(text: &str) -> Evidence {
    let head = &text[..text.floor_char_boundary(SEEN.min(text.len()))];
    let mut evidence = Evidence { hits: vec![0; LATIN.len()], ..Evidence::default() };
    evidence.script = script(head, &mut evidence.letters);
    if evidence.script.is_some() {
        return evidence;
    }
    let table = Table::get();
    // "Pro-Palestinian" and "U.S." are one word each: "pro", "u" and "s" alone would be Czech.
    let words = head.split(|c: char| !c.is_alphabetic() && !matches!(c, '\'' | '’' | '-' | '.'));
    for word in words.map(|word| word.trim_matches(['-', '.'])).filter(|word| !word.is_empty()) {
        evidence.words += 1;
        let mut known = table.languages(hash(word));
        if !word.is_ascii() {
            let own =
                |language: &Latin| word.chars().flat_map(char::to_lowercase).any(|c| language.letters.contains(c));
            known |= LATIN.iter().enumerate().fold(0, |bits, (at, language)| bits | u32::from(own(language)) << at);
        }
        while known != 0 {
            evidence.hits[known.trailing_zeros() as usize] += 1;
            known &= known - 1;
        }
    }
    evidence
}

/// FNV-1a over the lower-cased characters, a typographic apostrophe as a plain one.
fn hash(word: &str) -> u32 {
    let chars = word.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c });
    chars.fold(0x811c_9dc5, |hash: u32, c| (hash ^ c as u32).wrapping_mul(0x0100_0193))
}

/// The function words of all languages, by hash: open addressing, a bit a language.
struct Table(Vec<(u32, u32)>);

impl Table {
    fn get() -> &'static Self {
        static TABLE: OnceLock<Table> = OnceLock::new();
        TABLE.get_or_init(|| {
            let mut table = Self(vec![(0, 0); 4096]);
            for (at, language) in LATIN.iter().enumerate() {
                for word in language.words.split_whitespace() {
                    let slot = table.slot(hash(word));
                    table.0[slot] = (hash(word), table.0[slot].1 | 1 << at);
                }
            }
            table
        })
    }

    fn slot(&self, hash: u32) -> usize {
        let mut at = hash as usize % self.0.len();
        while self.0[at].1 != 0 && self.0[at].0 != hash {
            at = (at + 1) % self.0.len();
        }
        at
    }

    fn languages(&self, hash: u32) -> u32 {
        self.0[self.slot(hash)].1
    }
}

impl Evidence {
    /// Adds what was seen of another stretch.
    pub fn add(&mut self, other: &Self) {
        self.hits.resize(LATIN.len(), 0);
        for (hits, more) in self.hits.iter_mut().zip(&other.hits) {
            *hits += more;
        }
        self.words += other.words;
        // The script with the most letters wins.
        if other.letters > self.letters {
            self.script = other.script;
            self.letters = other.letters;
        }
    }

    /// The language, where the stretch decides it by itself.
    #[must_use]
    pub fn decide(&self) -> Option<Code> {
        if self.script.is_some() {
            return self.script;
        }
        let (best, most) = self.best()?;
        let second =
            self.hits.iter().enumerate().filter(|(at, _)| *at != best).map(|(_, hits)| *hits).max().unwrap_or(0);
        let english = self.hits[0];
        let sure = most >= DECISIVE && most * 8 >= self.words;
        let clear = if best == 0 { most > second } else { most > english * 2 };
        (sure && clear).then_some(LATIN[best].code)
    }

    fn best(&self) -> Option<(usize, u32)> {
        let best = self.hits.iter().enumerate().max_by_key(|(at, hits)| (**hits, usize::MAX - at))?;
        Some((best.0, *best.1))
    }

    /// The language of a whole text: what decides, else English for Latin letters that speak for no other language.
    #[must_use]
    pub fn settle(&self) -> Code {
        match self.decide() {
            Some(code) => code,
            None if self.words > 0 => ENGLISH,
            None => UNDECIDED,
        }
    }
}

/// The language told by the script, when most letters are not Latin.
fn script(text: &str, letters: &mut u32) -> Option<Code> {
    let mut counts = [0_u32; SCRIPTS.len()];
    let mut latin = 0;
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        match other_script(c) {
            Some(script) => counts[script] += 1,
            None => latin += 1,
        }
    }
    *letters = latin + counts.iter().sum::<u32>();
    let (script, most) = counts.iter().enumerate().max_by_key(|(_, count)| **count)?;
    (*most > latin).then(|| own_letters(SCRIPTS[script].0, text))
}

/// Index in [`SCRIPTS`] of a letter's script; none where it is Latin, as nearly all before the Greek ones are.
fn other_script(c: char) -> Option<usize> {
    let holds = |ranges: &[(char, char)]| ranges.iter().any(|(from, to)| (*from..=*to).contains(&c));
    if c < '\u{370}' { None } else { SCRIPTS.iter().position(|(_, ranges)| holds(ranges)) }
}

/// Scripts by the language that most often uses them.
const SCRIPTS: &[(Code, &[(char, char)])] = &[
    ("ru", &[('\u{400}', '\u{52f}')]),
    ("el", &[('\u{370}', '\u{3ff}'), ('\u{1f00}', '\u{1fff}')]),
    ("ar", &[('\u{600}', '\u{6ff}'), ('\u{750}', '\u{77f}'), ('\u{fb50}', '\u{fdff}'), ('\u{fe70}', '\u{feff}')]),
    ("he", &[('\u{590}', '\u{5ff}')]),
    ("zh", &[('\u{3400}', '\u{4dbf}'), ('\u{4e00}', '\u{9fff}'), ('\u{3040}', '\u{30ff}')]),
    ("ko", &[('\u{ac00}', '\u{d7af}'), ('\u{1100}', '\u{11ff}')]),
    ("hi", &[('\u{900}', '\u{97f}')]),
    ("bn", &[('\u{980}', '\u{9ff}')]),
    ("pa", &[('\u{a00}', '\u{a7f}')]),
    ("gu", &[('\u{a80}', '\u{aff}')]),
    ("ta", &[('\u{b80}', '\u{bff}')]),
    ("te", &[('\u{c00}', '\u{c7f}')]),
    ("kn", &[('\u{c80}', '\u{cff}')]),
    ("ml", &[('\u{d00}', '\u{d7f}')]),
    ("si", &[('\u{d80}', '\u{dff}')]),
    ("th", &[('\u{e00}', '\u{e7f}')]),
    ("lo", &[('\u{e80}', '\u{eff}')]),
    ("my", &[('\u{1000}', '\u{109f}')]),
    ("ka", &[('\u{10a0}', '\u{10ff}')]),
    ("am", &[('\u{1200}', '\u{139f}')]),
    ("km", &[('\u{1780}', '\u{17ff}')]),
    ("hy", &[('\u{530}', '\u{58f}')]),
];

/// Languages that share a script, by letters of their own.
fn own_letters(script: Code, text: &str) -> Code {
    let has = |letters: &str| text.chars().any(|c| letters.contains(c));
    match script {
        "ru" if has("іїєґІЇЄҐ") => "uk",
        "ru" if has("ўЎ") => "be",
        "ru" if has("ђћџЂЋЏљњЉЊ") => "sr",
        "ru" if has("әқңұӘҚҢҰ") => "kk",
        "ru" if has("ъЪ") && !has("ыэёЫЭЁ") => "bg",
        "ar" if has("ٹڈڑے") => "ur",
        "ar" if has("پچژگ") => "fa",
        "zh" if text.chars().any(|c| ('\u{3040}'..='\u{30ff}').contains(&c)) => "ja",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Code {
        look(text).settle()
    }

    #[test]
    fn languages_in_latin_letters() {
        assert_eq!(of("The ferry was late again on Monday, and nobody knew why."), "en");
        assert_eq!(of("Die Fähre kam am Montag wieder zu spät, und niemand wusste, warum."), "de");
        assert_eq!(of("Le bac est arrivé en retard lundi, et personne ne sait pourquoi il est si lent."), "fr");
        assert_eq!(of("El barco llegó tarde el lunes y nadie sabe por qué no salió del puerto."), "es");
        assert_eq!(of("A balsa chegou tarde na segunda-feira e ninguém sabe por que não saiu do porto."), "pt");
        assert_eq!(of("Il traghetto è arrivato in ritardo lunedì e nessuno sa perché non è partito dal porto."), "it");
        assert_eq!(of("De veerboot was maandag weer te laat en niemand weet waarom het niet op tijd is."), "nl");
        assert_eq!(of("Prom spóźnił się w poniedziałek i nikt nie wie, dlaczego się to stało."), "pl");
        assert_eq!(of("Färjan var sen på måndagen och ingen vet varför det inte gick att köra."), "sv");
        assert_eq!(of("Feribot pazartesi günü yine geç kaldı ve kimse bunun için bir şey söylemedi."), "tr");
    }

    #[test]
    fn parts_of_a_word_are_no_words() {
        assert_eq!(of("A pro-Palestinian march, an anti-ISIS force, anti-U.S. feelings."), "en");
        assert_eq!(of("Pro cestu do Prahy a na vlak je u nás i v zimě dost lidí, ale s jízdenkou."), "cs");
    }

    #[test]
    fn languages_by_script() {
        assert_eq!(of("Паром опоздал в понедельник, и никто не знает, почему это было."), "ru");
        assert_eq!(of("Пором запізнився в понеділок, і ніхто не знає, чому."), "uk");
        assert_eq!(of("フェリーは月曜日に遅れた。"), "ja");
        assert_eq!(of("渡轮星期一又晚点了。"), "zh");
        assert_eq!(of("تأخرت العبارة يوم الاثنين"), "ar");
        assert_eq!(of("Το πλοίο άργησε τη Δευτέρα"), "el");
    }

    #[test]
    fn little_text_decides_nothing() {
        assert_eq!(look("Kestrel buys Voltara").decide(), None);
        assert_eq!(of("Kestrel buys Voltara"), "en");
        assert_eq!(of("José Muñoz, Besançon, São Paulo"), "en");
        assert_eq!(of("😀 🎉 12"), "und");
        assert_eq!(of(""), "und");
        assert_eq!(of("The mayor of Kyiv (Київ) met the mayor of Łódź, and they signed it."), "en");
    }
}
