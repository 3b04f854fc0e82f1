//! Who is who, on texts of our own writing with marks, and on whatever else.

use marginalia::corrections::Link;
use marginalia::entities::{self, Entity, PlaceAnswer};
use marginalia::mention::{By, Kind, Mention};
use marginalia::segment::segment;
use marginalia::structure::{self, Article};
use marginalia::text::{self, Span};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// A section of a page: its heading, the text without marks, the mentions and what each is said to be.
struct Section {
    heading: String,
    text: String,
    mentions: Vec<Mention>,
    names: Vec<String>,
}

fn sections(page: &str) -> Vec<Section> {
    page.split("\n## ")
        .skip(1)
        .map(|section| section.split_once('\n').unwrap())
        .map(|(h, body)| read(h, body.trim()))
        .collect()
}

/// Reads `[surface](kind:name)` marks.
fn read(heading: &str, marked: &str) -> Section {
    let mut section = Section { heading: heading.into(), text: String::new(), mentions: Vec::new(), names: Vec::new() };
    let mut rest = marked;
    while let Some((before, mark)) = rest.split_once('[') {
        section.text.push_str(before);
        let (surface, mark) = mark.split_once("](").unwrap();
        let (kind, mark) = mark.split_once(':').unwrap();
        let (name, after) = mark.split_once(')').unwrap();
        let kind: Kind = serde_json::from_value(kind.into()).unwrap();
        let start = section.text.len();
        section.text.push_str(surface);
        section.mentions.push(Mention::found(Span::new(start, section.text.len()), kind, Some(0.9)));
        section.names.push(name.into());
        rest = after;
    }
    section.text.push_str(rest);
    section
}

fn article(text: &str) -> Article<'_> {
    let blocks = text::blocks(text, &[]);
    let segments = segment(text, &blocks);
    structure::read(text, &[], blocks, segments, &[])
}

fn group(text: &str, mentions: &[Mention], links: &[Link]) -> (Vec<Entity>, Vec<Mention>) {
    let mut mentions = mentions.to_vec();
    let entities = entities::group(&article(text), &mut mentions, links);
    (entities, mentions)
}

#[test]
fn who_is_who() {
    let page = include_str!("fixtures/who-is-who.md");
    let mut wrong: Vec<(String, [Vec<Vec<String>>; 2])> = Vec::new();
    assert!(sections(page).len() > 10);
    for section in sections(page) {
        let (entities, _) = group(&section.text, &section.mentions, &[]);
        let mut expected: BTreeMap<(Kind, &str), Vec<u32>> = BTreeMap::new();
        for (at, (mention, name)) in (0..).zip(section.mentions.iter().zip(&section.names)) {
            expected.entry((mention.kind, name)).or_default().push(at);
        }
        let expected: BTreeSet<Vec<u32>> = expected.into_values().collect();
        let found: BTreeSet<Vec<u32>> = entities.iter().map(|e| e.mentions.clone()).collect();
        let surfaces = |groups: BTreeSet<Vec<u32>>| -> Vec<Vec<String>> {
            let surface = |m: &u32| section.mentions[*m as usize].span.of(&section.text).to_owned();
            groups.iter().map(|group| group.iter().map(surface).collect()).collect()
        };
        if found != expected {
            wrong.push((section.heading.clone(), [surfaces(found), surfaces(expected)]));
        }
    }
    assert!(wrong.is_empty(), "found, expected: {wrong:#?}");
}

#[test]
fn unrelated_articles_merge_nobody() {
    let page = sections(include_str!("fixtures/unrelated.md"));
    assert_eq!(page.len(), 10);
    let mut wrong: Vec<(String, String)> = Vec::new();
    for section in page {
        let (entities, _) = group(&section.text, &section.mentions, &[]);
        for entity in &entities {
            let names: BTreeSet<&str> = entity.mentions.iter().map(|&m| section.names[m as usize].as_str()).collect();
            if names.len() > 1 {
                wrong.push((section.heading.clone(), entity.name.clone()));
            }
        }
        let halves = section.text.split("\n\n").count();
        assert_eq!(halves, 2, "{}", section.heading);
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Marks every one of these spellings.
fn marked(text: &str, surfaces: &[(&str, Kind)]) -> Vec<Mention> {
    let mut mentions: Vec<Mention> = Vec::new();
    for (surface, kind) in surfaces {
        let found = text.match_indices(surface).map(|(at, _)| Span::new(at, at + surface.len()));
        mentions.extend(found.map(|span| Mention::found(span, *kind, Some(0.9))));
    }
    mentions.sort_by_key(|m| m.span);
    mentions
}

fn named<'e>(entities: &'e [Entity], name: &str) -> &'e Entity {
    entities.iter().find(|e| e.name == name).unwrap_or_else(|| panic!("no {name} in {entities:#?}"))
}

#[test]
fn the_fullest_and_best_cased_name_is_the_name() {
    let text = "MARA QUILL WINS\n\nQuill beat the Ostrava Institute of Glass (OIG). Mara Quill thanked the OIG.";
    let kinds = [
        ("MARA QUILL", Kind::Person),
        ("Mara Quill", Kind::Person),
        ("Quill beat", Kind::Person),
        ("Ostrava Institute of Glass", Kind::Organization),
        ("OIG", Kind::Organization),
    ];
    let mut mentions = marked(text, &kinds);
    for mention in &mut mentions {
        if mention.span.of(text) == "Quill beat" {
            mention.span.end -= 5;
        }
    }
    let (entities, _) = group(text, &mentions, &[]);
    assert_eq!(entities.len(), 2);
    let quill = named(&entities, "Mara Quill");
    assert_eq!((quill.id.as_str(), quill.aliases.len()), ("person:mara quill", 2));
    assert_eq!(named(&entities, "Ostrava Institute of Glass").aliases, ["OIG"]);
}

#[test]
fn a_name_over_a_line_end_is_the_same_name() {
    let text = "Nobody at the finish had thought that Mara Quill would win it, and yet Mara\n\
        Quill did. The next day she flew to her mother's village in the west of Uk-\n\
        raine, and all Ukraine was cheering her on while she walked along the road\n\
        with her mother and with two of her sisters in a coat of the Ostrava Glass\n\
        House (OGH), which she had been given by the neighbours of her grandfather\n\
        and which was too small for her.";
    let names = [
        ("Mara Quill", Kind::Person),
        ("Mara\nQuill", Kind::Person),
        ("Uk-\nraine", Kind::Place),
        ("Ukraine", Kind::Place),
        ("Ostrava Glass\nHouse", Kind::Organization),
        ("OGH", Kind::Organization),
    ];
    let (entities, _) = group(text, &marked(text, &names), &[]);
    let said: Vec<(&str, usize, &[String])> =
        entities.iter().map(|e| (e.name.as_str(), e.mentions.len(), e.aliases.as_slice())).collect();
    let none: &[String] = &[];
    assert_eq!(
        said,
        [("Mara Quill", 2, none), ("Ukraine", 2, none), ("Ostrava Glass House", 2, &["OGH".to_owned()][..])]
    );
}

#[test]
fn a_surname_is_no_country() {
    let jordan = |text: &str| -> Vec<Kind> {
        let names = [("Kwame Jordan", Kind::Person), ("Jordan", Kind::Place), ("Syria", Kind::Place)];
        let mut mentions = marked(text, &names);
        mentions.dedup_by(|next, before| before.span.covers(next.span));
        let inside = |m: &Mention| mentions.iter().any(|other| other.span != m.span && other.span.covers(m.span));
        let mentions: Vec<Mention> = mentions.iter().filter(|m| !inside(m)).copied().collect();
        let settled = group(text, &mentions, &[]).1;
        settled.iter().filter(|m| m.span.of(text) == "Jordan").map(|m| m.kind).collect()
    };
    assert_eq!(jordan("Kwame Jordan scored. Jordan left."), [Kind::Person]);
    assert_eq!(jordan("Jordan scored, and Kwame Jordan left."), [Kind::Person]);
    assert_eq!(jordan("Kwame Jordan lives in Jordan. Jordan is hot."), [Kind::Place, Kind::Place]);
    assert_eq!(jordan("Kwame Jordan saw Syria and Jordan."), [Kind::Place]);
    assert_eq!(jordan("Jordan closed its border."), [Kind::Place]);
}

#[test]
fn a_name_comes_before_its_acronym() {
    let text = "The UK voted, and the UK waited. Britain shrugged.";
    let (entities, _) = group(text, &marked(text, &[("UK", Kind::Place), ("Britain", Kind::Place)]), &[]);
    assert_eq!(named(&entities, "Britain").aliases, ["UK"]);
}

#[test]
fn a_metonym_knows_its_country() {
    let text = "The Kremlin denied it. Downing Street did not. The Quarry Board slept.";
    let kind = Kind::Organization;
    let (entities, _) =
        group(text, &marked(text, &[("Kremlin", kind), ("Downing Street", kind), ("Quarry Board", kind)]), &[]);
    let country = |name| named(&entities, name).country.as_deref();
    assert_eq!(entities.len(), 3);
    assert_eq!(
        (country("Kremlin"), country("Downing Street"), country("Quarry Board")),
        (Some("RU"), Some("GB"), None)
    );
}

#[test]
fn roles_introduce() {
    let mut wrong: Vec<(&str, Option<String>)> = Vec::new();
    for (text, name, role) in [
        (
            "Late Adeyemi double sinks Oldham.\n\nTobi Adeyemi scored twice in the last five minutes.",
            "Tobi Adeyemi",
            None,
        ),
        (
            "Said Ilya Bronn, an adviser to Moldovan President Ana Petrescu, on Monday.",
            "Ilya Bronn",
            Some("adviser to Moldovan President Ana Petrescu"),
        ),
        (
            "Moldovan military intelligence spokesman Ilya Bronn told reporters.",
            "Ilya Bronn",
            Some("Moldovan military intelligence spokesman"),
        ),
        ("On Monday President Ana Petrescu left.", "Ana Petrescu", Some("President")),
        ("A Senate spokesman, Ilya Bronn, said so.", "Ilya Bronn", Some("Senate spokesman")),
        ("Ana Petrescu, 52, chief executive of Acme, resigned.", "Ana Petrescu", Some("chief executive of Acme")),
        ("He met Foreign Minister Ana Petrescu there.", "Ana Petrescu", Some("Foreign Minister")),
        ("So said an adviser to Moldovan President Ana Petrescu.", "Ana Petrescu", Some("Moldovan President")),
        ("He wrote to Secretary of State Ana Petrescu.", "Ana Petrescu", Some("Secretary of State")),
        ("The minister for fisheries Ana Petrescu fell.", "Ana Petrescu", Some("minister for fisheries")),
        ("Ilya Bronn will meet Moldovan President Ana Petrescu.", "Ana Petrescu", Some("Moldovan President")),
        ("Bronn and Rep. Ana Petrescu left.", "Ana Petrescu", Some("Rep.")),
        ("They met chairman and chief executive Ana Petrescu.", "Ana Petrescu", Some("chairman and chief executive")),
        ("The trade and industry minister Ana Petrescu fell.", "Ana Petrescu", Some("trade and industry minister")),
        ("It bears the name of Col. Ilya Bronn.", "Ilya Bronn", Some("Col.")),
        ("Acme named Ana Petrescu, its chief executive, on Monday.", "Ana Petrescu", Some("chief executive")),
        ("Army Chief-of-Staff Ana Petrescu left.", "Ana Petrescu", Some("Army Chief-of-Staff")),
        ("A public defender for Ilya Bronn did not call.", "Ilya Bronn", None),
        ("Mr. Bronn left early.", "Bronn", None),
        ("Ana Petrescu, the doctor said, was asleep.", "Ana Petrescu", None),
        ("In Chisinau, Ana Petrescu spoke.", "Ana Petrescu", None),
        ("They asked Ana Petrescu, Ilya Bronn and others.", "Ana Petrescu", None),
        ("The rebels killed Ilya Bronn.", "Ilya Bronn", None),
        ("Mali's environment minister, Ana Petrescu, left.", "Ana Petrescu", Some("Mali's environment minister")),
        ("It is a deal with Mali's prime minister, Ana Petrescu.", "Ana Petrescu", Some("Mali's prime minister")),
        ("The head of the union, Ana Petrescu, spoke.", "Ana Petrescu", Some("head of the union")),
        ("He met the owner of the shop, Ana Petrescu.", "Ana Petrescu", Some("owner of the shop")),
        ("The party's spokesman in Lagos, Mr. Ilya Bronn, left.", "Ilya Bronn", Some("party's spokesman in Lagos")),
        ("His lawyer, Ana Petrescu, was not there.", "Ana Petrescu", Some("lawyer")),
        ("The new chief is Ana Petrescu (Chief Executive).", "Ana Petrescu", Some("Chief Executive")),
        ("They saw Ana Petrescu (right) and others.", "Ana Petrescu", None),
        ("OSLO - Prime Minister Ana Petrescu left.", "Ana Petrescu", Some("Prime Minister")),
        ("They met Ana Petrescu, then a taxi driver.", "Ana Petrescu", Some("then a taxi driver")),
        ("Either may be meant by a spokesman for the minister, Ana Petrescu.", "Ana Petrescu", None),
        ("After a call to the mayor, Ana Petrescu, still angry, left.", "Ana Petrescu", None),
        ("There were Ana Petrescu, three ministers and a judge.", "Ana Petrescu", None),
        ("It was moved by Ana Petrescu, seconded by the mayor.", "Ana Petrescu", None),
        ("The captain is Ana Petrescu, and the guard was late.", "Ana Petrescu", None),
    ] {
        let (entities, _) = group(text, &marked(text, &[(name, Kind::Person)]), &[]);
        if named(&entities, name).role.as_deref() != role {
            wrong.push((text, named(&entities, name).role.clone()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    for (text, role) in [
        ("The Quarry Board, a state regulator, met.", Some("state regulator")),
        ("The Quarry Board, the Rock Agency and others met.", None),
        ("The Quarry Board, the Government of Georgia and others met.", None),
    ] {
        let (entities, _) = group(text, &marked(text, &[("Quarry Board", Kind::Organization)]), &[]);
        assert_eq!(named(&entities, "Quarry Board").role.as_deref(), role, "{text}");
    }
}

#[test]
fn someone_else_in_a_list_is_no_role() {
    let text =
        "She leaves her daughters, Ana and Ilya, her son Bronn, a coach and the mayor, Petrescu, Quill and others.";
    let names = ["Ana", "Ilya", "Bronn", "Petrescu", "Quill"].map(|name| (name, Kind::Person));
    let (entities, _) = group(text, &marked(text, &names), &[]);
    let roles = ["Ana", "Ilya", "Petrescu", "Quill"].map(|name| named(&entities, name).role.as_deref());
    assert_eq!(roles, [None; 4]);
    let text = "The cup went to Bronn, the Kerry manager.";
    let (entities, _) = group(text, &marked(text, &["Bronn", "Kerry"].map(|name| (name, Kind::Person))), &[]);
    assert_eq!(named(&entities, "Bronn").role.as_deref(), Some("Kerry manager"));
}

#[test]
fn kinds_are_settled_by_evidence() {
    let text = "Brix rose. Brix fell. Brix slept. Brix, they say.";
    let mut mentions = marked(text, &[("Brix", Kind::Organization)]);
    mentions[1].kind = Kind::Person;
    mentions[3].kind = Kind::Person;
    mentions[3].by = By::Reader;
    let (entities, settled) = group(text, &mentions, &[]);
    let kinds: Vec<Kind> = settled.iter().map(|m| m.kind).collect();
    assert_eq!(kinds, [Kind::Organization, Kind::Organization, Kind::Organization, Kind::Person]);
    assert_eq!(entities.len(), 2);
    // One against one is no evidence.
    let even = [mentions[0], mentions[1]];
    assert_eq!(group(text, &even, &[]).0.len(), 2);
}

#[test]
fn the_reader_links_and_splits() {
    let text = "Ana Petrescu spoke. Petrescu left. The Falcon returned. Ana Petrescu slept.";
    let mentions =
        marked(text, &[("Ana Petrescu", Kind::Person), (" Petrescu left", Kind::Person), ("Falcon", Kind::Product)]);
    let mentions: Vec<Mention> = mentions
        .into_iter()
        .map(|mut m| {
            if m.span.of(text).starts_with(' ') {
                m.span = Span { start: m.span.start + 1, end: m.span.end - 5 };
            }
            m
        })
        .collect();
    let groups =
        |links: &[Link]| -> Vec<Vec<u32>> { group(text, &mentions, links).0.into_iter().map(|e| e.mentions).collect() };
    assert_eq!(groups(&[]), [vec![0, 1, 3], vec![2]]);
    assert_eq!(groups(&[Link::Split(vec![1])]), [vec![0, 3], vec![1], vec![2]]);
    assert_eq!(groups(&[Link::Same(vec![1, 2])]), [vec![0, 1, 2, 3]]);
    assert_eq!(groups(&[Link::Split(vec![1]), Link::Same(vec![1, 2])]), [vec![0, 3], vec![1, 2]]);
    assert_eq!(groups(&[Link::Same(vec![0, 2]), Link::Split(vec![3])]), [vec![0, 1, 2], vec![3]]);
    assert_eq!(groups(&[Link::Same(vec![]), Link::Split(vec![99])]), groups(&[]));
    let (entities, _) = group(text, &mentions, &[Link::Split(vec![3])]);
    let ids: BTreeSet<&str> = entities.iter().map(|e| e.id.as_str()).collect();
    assert_eq!(ids.len(), entities.len(), "identifiers are unique");
    let (_, settled) = group(text, &mentions, &[Link::Same(vec![0, 2])]);
    assert!(settled.iter().all(|m| m.kind == Kind::Person), "one entity has one kind");
}

#[test]
fn places_known_to_be_one_are_merged_and_others_split() {
    let text = "Laketown and Old Lake. Laketown again, then Laketown far away.";
    let mentions = marked(text, &[("Laketown", Kind::Place), ("Old Lake", Kind::Place)]);
    let (entities, mentions) = group(text, &mentions, &[]);
    let at = |id, sure| Some(PlaceAnswer { id, sure });
    let groups = |answers: &[Option<PlaceAnswer>], links: &[Link]| -> Vec<Vec<u32>> {
        let regrouped = entities::regroup(&article(text), &mentions, entities.clone(), answers, links);
        regrouped.into_iter().map(|e| e.mentions).collect()
    };
    assert_eq!(groups(&[None; 4], &[]), [vec![0, 2, 3], vec![1]]);
    assert_eq!(groups(&[at(1, true), at(1, true), None, at(2, true)], &[]), [vec![0, 1, 2], vec![3]]);
    assert_eq!(groups(&[at(1, true), at(3, true), None, at(2, false)], &[]), [vec![0, 2, 3], vec![1]]);
    let split = [Link::Split(vec![1])];
    assert_eq!(groups(&[at(1, true), at(1, true), None, at(1, true)], &split), [vec![0, 2, 3], vec![1]]);
}

#[test]
fn a_real_article_agrees_with_its_gold() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/articles/anti-kremlin-raid");
    let (Ok(text), Ok(gold)) =
        (std::fs::read_to_string(format!("{folder}.txt")), std::fs::read_to_string(format!("{folder}.gold.json")))
    else {
        println!("skipped: no ../shared");
        return;
    };
    let gold: serde_json::Value = serde_json::from_str(&gold).unwrap();
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let (mut mentions, mut names) = (Vec::new(), Vec::new());
    for mention in gold["mentions"].as_array().unwrap() {
        let at = |field: &str| bytes[usize::try_from(mention[field].as_u64().unwrap()).unwrap()];
        let kind: Kind = serde_json::from_value(mention["kind"].clone()).unwrap();
        if kind.is_name() {
            mentions.push(Mention::found(Span::new(at("start"), at("end")), kind, Some(0.9)));
            names.push(mention["entity"].as_str().unwrap());
        }
    }
    let (entities, _) = group(&text, &mentions, &[]);
    let mut expected: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (at, name) in (0..).zip(names) {
        expected.entry(name).or_default().push(at);
    }
    let found: BTreeSet<Vec<u32>> = entities.iter().map(|e| e.mentions.clone()).collect();
    assert_eq!(found, expected.into_values().collect());
    assert_eq!(named(&entities, "Kremlin").country.as_deref(), Some("RU"));
    assert_eq!(named(&entities, "Andriy Yusov").role.as_deref(), Some("Ukrainian military intelligence spokesman"));
    let podolyak = named(&entities, "Mykhailo Podolyak");
    assert_eq!(podolyak.role.as_deref(), Some("adviser to Ukrainian President Volodymyr Zelensky"));
    assert_eq!(named(&entities, "Volodymyr Zelensky").role.as_deref(), Some("Ukrainian President"));
}

const KINDS: [Kind; 9] = [
    Kind::Person,
    Kind::Organization,
    Kind::Place,
    Kind::Group,
    Kind::Event,
    Kind::Work,
    Kind::Law,
    Kind::Product,
    Kind::Date,
];

/// Words that names are made of, strung together, and mentions anywhere over them.
fn any_text() -> impl Strategy<Value = (String, Vec<Mention>)> {
    let word = prop::sample::select(vec![
        "Biden",
        "Joe",
        "Mr.",
        "President",
        "J.",
        "van",
        "der",
        "Berg",
        "U.S.",
        "US",
        "of",
        "the",
        "The",
        "Church",
        "(",
        ")",
        "WHO",
        "World",
        "Health",
        "Organization",
        ",",
        ".",
        "an",
        "adviser",
        "to",
        "’s",
        "é",
        "日本",
        "😀",
        "-",
        "Inc.",
        "\n\n",
        "King",
        "II",
        "Jr.",
        "said",
        "\"",
    ]);
    let spot = (0..60_usize, 1..4_usize, 0..KINDS.len(), 0.0_f32..1.0, any::<bool>());
    (prop::collection::vec(word, 0..60), prop::collection::vec(spot, 0..40)).prop_map(|(words, spots)| {
        let mut text = String::new();
        let mut spans = Vec::new();
        for word in words {
            let start = text.len();
            text.push_str(word);
            spans.push((start, text.len()));
            text.push(' ');
        }
        let mention = |(at, length, kind, confidence, reader): (usize, usize, usize, f32, bool)| {
            let first = spans.get(at)?;
            let last = spans[(at + length).min(spans.len()) - 1];
            let mut mention = Mention::found(Span::new(first.0, last.1), KINDS[kind], Some(confidence));
            mention.by = if reader { By::Reader } else { By::Engine };
            Some(mention)
        };
        let mut mentions: Vec<Mention> = spots.into_iter().filter_map(mention).collect();
        mentions.sort_by_key(|m| (m.span, m.kind));
        mentions.dedup_by_key(|m| m.span);
        (text, mentions)
    })
}

proptest! {
    #[test]
    fn every_name_has_one_entity_of_its_kind((text, mentions) in any_text()) {
        let (entities, settled) = group(&text, &mentions, &[]);
        let mut owner = vec![0; settled.len()];
        for entity in &entities {
            for &m in &entity.mentions {
                owner[m as usize] += 1;
                prop_assert_eq!(settled[m as usize].kind, entity.kind);
            }
            prop_assert!(entity.mentions.is_sorted());
        }
        for (mention, owners) in settled.iter().zip(owner) {
            prop_assert_eq!(owners, i32::from(mention.kind.is_name()));
        }
        let ids: BTreeSet<&str> = entities.iter().map(|e| e.id.as_str()).collect();
        prop_assert_eq!(ids.len(), entities.len());
    }

    #[test]
    fn the_order_of_tagging_does_not_matter((text, mentions) in any_text(), turn in 0..40_usize) {
        let spans = |entities: &[Entity], mentions: &[Mention]| -> BTreeSet<(String, Kind, Vec<Span>)> {
            let of = |e: &Entity| e.mentions.iter().map(|&m| mentions[m as usize].span).collect::<BTreeSet<Span>>();
            entities.iter().map(|e| (e.name.clone(), e.kind, of(e).into_iter().collect())).collect()
        };
        let (entities, settled) = group(&text, &mentions, &[]);
        let mut turned = mentions.clone();
        turned.sort_by_key(|m| std::cmp::Reverse((m.kind, m.span)));
        turned.rotate_left(turn % mentions.len().max(1));
        let (others, others_settled) = group(&text, &turned, &[]);
        prop_assert_eq!(spans(&entities, &settled), spans(&others, &others_settled));
    }
}
