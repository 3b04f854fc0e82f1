//! Roles of lines, on pages of our own writing and on any text at all.

use marginalia::segment::segment;
use marginalia::structure::facts::look;
use marginalia::structure::features::{NAMES, TOLD, WORDS};
use marginalia::structure::model::{MAGIC, Model};
use marginalia::structure::network::Network;
use marginalia::structure::{Case, Placed, Role, read};
use marginalia::text::{Hint, Span, blocks};
use proptest::prelude::*;

fn placed(text: &str, hints: &[Hint], fixed: &[(Span, Role)]) -> Vec<Placed> {
    let blocks = blocks(text, hints);
    let segments = segment(text, &blocks);
    read(text, hints, blocks, segments, fixed).blocks
}

/// Checks a page written as lines, each with its role before it.
#[track_caller]
fn page(lines: &[(Role, &str)]) {
    let text: Vec<&str> = lines.iter().map(|(_, line)| *line).collect();
    let text = text.join("\n");
    let found = placed(&text, &[], &[]);
    assert_eq!(found.len(), lines.len());
    for (placed, (role, line)) in found.iter().zip(lines) {
        assert_eq!(placed.role, *role, "{line}");
    }
}

const FIRST: &str = "The harbour council voted late on Tuesday to close the old ferry terminal for the winter, after engineers \
                     warned that two of its piers could no longer carry the weight of loaded lorries.";
const SECOND: &str = "\"We had hoped to keep one berth open, but the report leaves us no choice,\" said Marit Solheim, who \
                      chairs the council, adding that crossings would move to the new quay at Nordvik by December.";
const THIRD: &str = "Ferry crews, who learned of the decision from local radio, said on Wednesday that they would ask the \
                     ministry for a second opinion before the berths are closed to traffic.";

#[test]
fn a_plain_article() {
    page(&[
        (Role::Headline, "Harbour council shuts old ferry terminal for the winter"),
        (Role::Byline, "By Ingrid Dahl and Tom Hale"),
        (Role::Published, "Published 14 November 2023"),
        (Role::Paragraph, FIRST),
        (Role::Paragraph, SECOND),
        (Role::Heading, "Crews want a second opinion"),
        (Role::Paragraph, THIRD),
    ]);
}

#[test]
fn promos_inside_an_article_and_what_follows_it() {
    page(&[
        (Role::Headline, "Harbour council shuts old ferry terminal for the winter"),
        (Role::Paragraph, FIRST),
        (Role::Promo, "Sign up for the Harbour Post's evening newsletter"),
        (Role::Promo, "Our editors pick the stories you need, delivered to your inbox."),
        (Role::Paragraph, SECOND),
        (Role::Paragraph, THIRD),
        (
            Role::Bio,
            "Ingrid Dahl is a reporter at the Harbour Post. She previously worked for a shipping weekly in Bergen.",
        ),
        (Role::Related, "Read more"),
        (Role::Related, "Why the northern piers are sinking faster than planned"),
        (Role::Furniture, "Share"),
        (Role::Furniture, "© 2023 Harbour Post. All rights reserved."),
    ]);
}

#[test]
fn articles_about_newsletters_and_companies_keep_their_words() {
    page(&[
        (Role::Headline, "Publisher of farming newsletter sold to rival"),
        (
            Role::Paragraph,
            "The company, which is based in Leeds and sells a weekly newsletter to 40,000 subscribers, said on Monday that \
             it had agreed to be bought by a larger rival for an undisclosed sum.",
        ),
        (
            Role::Paragraph,
            "Readers who subscribe to both titles will be told by e-mail about the change, the buyer said, adding that \
             the privacy policy of the service would stay as it was.",
        ),
        (Role::Paragraph, "No jobs will be lost."),
    ]);
}

#[test]
fn items_rows_captions_and_credits() {
    let roles = |line: &str| placed(&format!("{FIRST}\n{line}\n{SECOND}\n{THIRD}"), &[], &[])[1].role;
    assert_eq!(roles("• The old terminal closes on 1 December"), Role::List);
    assert_eq!(roles("2. Crossings move to the new quay."), Role::List);
    assert_eq!(roles("Route\tOld time\tNew time"), Role::Table);
    assert_eq!(roles("Lorries wait at the old terminal on Tuesday. (AP Photo/Jan Berg)"), Role::Caption);
    assert_eq!(roles("Photograph: Jan Berg/Harbour Post"), Role::Credit);
    assert_eq!(roles("He would not say more."), Role::Paragraph);
}

#[test]
fn what_agencies_and_sites_print_word_for_word() {
    let roles = |line: &str| placed(&format!("{FIRST}\n{SECOND}\n{line}\n{THIRD}"), &[], &[])[2].role;
    assert_eq!(roles("Reporting by Jan Berg in Bergen; Editing by Tom Hale"), Role::Byline);
    assert_eq!(roles("($1 = 10.9000 crowns)"), Role::Paragraph);
    assert_eq!(roles("This article is more than 2 years old"), Role::Furniture);
}

/// An article and the stretches of it that are its paragraphs.
fn article(path: &std::path::Path) -> (String, Vec<(usize, usize)>) {
    let text = std::fs::read_to_string(path).expect("the article reads");
    let gold = std::fs::read_to_string(path.with_extension("gold.json")).expect("it has a gold file");
    let gold: serde_json::Value = serde_json::from_str(&gold).expect("the gold is JSON");
    let at: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let number = |value: &serde_json::Value| at[usize::try_from(value.as_u64().expect("an offset")).expect("small")];
    let paragraphs = gold["article_paragraphs"].as_array().expect("a list");
    let paragraphs = paragraphs.iter().map(|pair| (number(&pair[0]), number(&pair[1]))).collect();
    (text, paragraphs)
}

#[test]
fn whole_articles_line_by_line() {
    let own = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let shared = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/articles");
    if !shared.exists() {
        println!("skipped: no ../shared");
    }
    let texts = [own, shared].into_iter().filter(|folder| folder.exists()).flat_map(|folder| {
        let files = std::fs::read_dir(folder).expect("the folder opens");
        files.map(|file| file.expect("an entry").path()).filter(|path| path.extension().is_some_and(|e| e == "txt"))
    });
    for path in texts {
        let (text, paragraphs) = article(&path);
        let first = paragraphs[0].0;
        for placed in placed(&text, &[], &[]) {
            let content = placed.block.content.range();
            let line = format!("{}: {:?} {}", path.display(), placed.role, &text[content.clone()]);
            if paragraphs.iter().any(|(start, end)| *start <= content.start && content.end <= *end) {
                assert_eq!(placed.role, Role::Paragraph, "{line}");
            } else if content.start < first {
                let head = [Role::Headline, Role::Deck, Role::Byline, Role::Published, Role::Dateline];
                assert!(head.contains(&placed.role), "{line}");
            } else {
                assert!(!placed.role.is_body() || placed.role == Role::Heading || placed.role == Role::List, "{line}");
            }
        }
    }
}

#[test]
fn the_readers_choice_stands() {
    let text = format!("{FIRST}\nSign up for our newsletter\n{SECOND}");
    let promo = placed(&text, &[], &[])[1].block.content;
    assert_eq!(placed(&text, &[], &[])[1].role, Role::Promo);
    assert_eq!(placed(&text, &[], &[(promo, Role::Paragraph)])[1].role, Role::Paragraph);
}

#[test]
fn elements_of_the_page_decide() {
    let text = format!("Quay news today\n{FIRST}\nBerths for rent\n{SECOND}");
    let at = |line: &str| {
        let start = text.find(line).expect("the line is there");
        Span::new(start, start + line.len())
    };
    let hint =
        |line: &str, tag: &str| Hint { span: at(line), tag: tag.into(), depth: 3, link_share: 0.0, datetime: None };
    let hints =
        [hint("Quay news today", "h1"), hint(FIRST, "p"), hint("Berths for rent", "nav"), hint(SECOND, "blockquote")];
    let roles: Vec<Role> = placed(&text, &hints, &[]).iter().map(|p| p.role).collect();
    assert_eq!(roles, [Role::Headline, Role::Paragraph, Role::Furniture, Role::Quote]);
}

#[test]
fn elements_may_be_named_and_headings_have_levels() {
    let lines = ["Quay news today", FIRST, "Berths for rent", SECOND, "What crews say", THIRD];
    let text = lines.join("\n");
    let tags = ["h1.title.wide", "p.intro", "h3", "p", "h6#crews", "p"];
    let mut start = 0;
    let hints: Vec<Hint> = lines
        .iter()
        .zip(tags)
        .map(|(line, tag)| {
            let span = Span::new(start, start + line.len());
            start += line.len() + 1;
            Hint { span, tag: tag.into(), depth: 3, link_share: 0.0, datetime: None }
        })
        .collect();
    let found: Vec<(Role, Option<u8>)> = placed(&text, &hints, &[]).iter().map(|p| (p.role, p.level)).collect();
    let paragraph = (Role::Paragraph, None);
    let heading = |level| (Role::Heading, Some(level));
    assert_eq!(found, [(Role::Headline, None), paragraph, heading(3), paragraph, heading(4), paragraph]);
}

#[test]
fn names_over_a_line_end_are_read_as_one() {
    let text = "The ministry said on Monday that the old bridge near the town has to\n\
                be replaced before winter, and that farmers in the east of all Uk-\n\
                raine would be paid for fields that were lost. Its head, Olha\n\
                Kovalenko, said that half the money had been spent. Farmers in the\n\
                west of Ukraine had asked Olha Kovalenko for more of it in March.\n";
    let report = marginalia::annotate(text, &marginalia::Options::default());
    let names: Vec<&str> = report.entities.iter().map(|entity| entity.name.as_str()).collect();
    assert!(names.contains(&"Ukraine") && names.contains(&"Olha Kovalenko"), "{names:?}");
    assert!(report.entities.iter().all(|entity| entity.aliases.is_empty()), "{:?}", report.entities);
    let twice = |name: &str| report.entities.iter().find(|entity| entity.name == name).map(|e| e.mentions.len());
    assert_eq!((twice("Ukraine"), twice("Olha Kovalenko")), (Some(2), Some(2)));
    let ukraine = report.entities.iter().find(|entity| entity.name == "Ukraine").and_then(|e| e.place.as_ref());
    assert_eq!(ukraine.and_then(|place| place.country.as_deref()), Some("UA"));
}

#[test]
fn capitals_are_told_apart() {
    let cases = |line: &str| placed(line, &[], &[])[0].case;
    assert_eq!(cases("Harbour Council Shuts Old Ferry Terminal for the Winter"), Case::Title);
    assert_eq!(cases("HARBOUR COUNCIL SHUTS TERMINAL"), Case::Upper);
    assert_eq!(cases("Harbour council shuts old ferry terminal in Nordvik"), Case::Sentence);
    assert_eq!(cases("NATO and the EU met in Oslo to talk"), Case::Sentence);
}

#[test]
fn a_page_of_two_languages_has_one_a_block() {
    let french = "Le conseil du port a voté mardi la fermeture de l'ancien terminal pour l'hiver, après un rapport des ingénieurs \
                  qui avaient mis en garde contre l'état de deux de ses piles.";
    let text = format!("Harbour notes\n{FIRST}\n{french}\n{SECOND}");
    let languages: Vec<&str> = placed(&text, &[], &[]).iter().map(|p| p.language).collect();
    assert_eq!(languages, ["en", "en", "fr", "en"]);
    let supported: Vec<bool> = placed(&text, &[], &[]).iter().map(Placed::is_supported).collect();
    assert_eq!(supported, [true, true, false, true]);
}

#[test]
fn a_damaged_model_does_not_open() {
    let packed = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/packed/structure.bin");
    let packed = std::fs::read(packed).expect("the packed model is there");
    assert!(Model::from_bytes(&packed).is_ok());
    for length in [0, 3, 4, 7, 100, packed.len() / 2, packed.len() - 1] {
        assert!(Model::from_bytes(&packed[..length]).is_err(), "{length}");
    }
    let longer = [&packed[..], &[0]].concat();
    assert!(Model::from_bytes(&longer).is_err());
}

proptest! {
    #[test]
    fn any_bytes_open_or_do_not(
        numbers in prop::collection::vec(any::<u8>(), 100),
        unit in any::<f32>(),
    ) {
        let mut numbers = numbers.into_iter().cycle();
        let mut bytes = MAGIC.to_vec();
        for size in [WORDS, NAMES] {
            bytes.extend(unit.to_le_bytes());
            bytes.extend(numbers.by_ref().take(size / 2));
        }
        for matrix in Network::zero(TOLD).matrices() {
            for _ in 0..=matrix.inputs {
                bytes.extend(unit.to_le_bytes());
                bytes.extend(numbers.by_ref().take(matrix.outputs));
            }
        }
        prop_assert_eq!(Model::from_bytes(&bytes).is_ok(), unit.is_finite());
        if let Ok(model) = Model::from_bytes(&bytes) {
            let text = format!("Share\n{FIRST}\n{SECOND}");
            let blocks = blocks(&text, &[]);
            let segments = segment(&text, &blocks);
            prop_assert_eq!(model.scores(&look(&text, &[], &blocks, &segments)).len(), 3);
        }
    }

    #[test]
    fn any_text_keeps_its_blocks(
        lines in prop::collection::vec(
            prop_oneof![
                any::<String>(),
                prop::sample::select(vec!["-", "Share", FIRST, SECOND, "Sign up for our newsletter", "By Ann Lee", "", "May 3, 2021"])
                    .prop_map(String::from),
            ],
            0..12,
        ),
        spans in prop::collection::vec((0usize..200, 0usize..200, "(p|nav|h1|h3|li|time|x)"), 0..6),
    ) {
        let text = lines.join("\n");
        let mut hints: Vec<Hint> = spans
            .into_iter()
            .map(|(from, length, tag)| {
                let start = text.floor_char_boundary(from);
                let end = text.floor_char_boundary(from + length).max(start);
                Hint { span: Span::new(start, end), tag, depth: 2, link_share: 0.5, datetime: None }
            })
            .filter(|hint| !hint.span.is_empty())
            .collect();
        hints.sort_by_key(|hint| (hint.span.start, std::cmp::Reverse(hint.span.end)));
        let tiles: Vec<Span> = blocks(&text, &hints).iter().map(|block| block.tile).collect();
        let found: Vec<Span> = placed(&text, &hints, &[]).iter().map(|placed| placed.block.tile).collect();
        prop_assert_eq!(tiles, found);
    }
}

#[test]
fn the_lines_of_a_chronicle_are_alike_and_stay() {
    let line = |at: usize| {
        format!("Captain Ana Reis{at} sailed the Calder from Lisbon to Cairo on 3 May 2021, said Omar Haddad.\n")
    };
    let text: String = (0..400).map(line).collect();
    assert!(placed(&text, &[], &[]).iter().all(|placed| placed.role.is_body()));
}
