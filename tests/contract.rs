//! The report and the options as JSON: what their schema says is what they are.

use crate::support::contract;
use marginalia::Options;
use serde_json::{Value, json};

const ARTICLE: &str = "Ferry strands 40 passengers\n\nBy Anna Berg\n\nPublished 23 May 2023\n\n\
    TALLINN (AP) — A ferry ran aground near Tallinn on Monday, the Baltic Rescue Agency said. “We lost steering,” said \
    captain Juhan Tamm, 51. Repairs will cost $10 million, or 12 percent of the fleet's value.\n\n\
    Tamm told Estonian reporters that the ferry, the Saint Olga, sails every day. 🙂 The agency expects it back in June.\n\n\
    Sign up for our newsletter";

fn options() -> Options {
    let start = |quote: &str| ARTICLE[..ARTICLE.find(quote).expect("in the article")].encode_utf16().count();
    let at = |quote: &str| json!({"spot": {"quote": quote, "prefix": "", "suffix": "", "start": start(quote)}});
    let list = json!({
        "published": "2023-05-23",
        "tokens": true,
        "hints": [{"start": 0, "end": 27, "tag": "h1", "depth": 2, "link_share": 0.0, "datetime": null}],
        "corrections": [
            {"op": "mark", "at": at("Juhan Tamm"), "kind": "person"},
            {"op": "mark", "at": {"surface": "Tallinn", "kind": null}, "kind": "place"},
            {"op": "place", "at": at("Tallinn"), "place": "geonames:588409"},
            {"op": "date", "at": at("Monday"), "value": "2023-05-22"},
            {"op": "kind", "at": at("Saint Olga"), "kind": "product"},
            {"op": "extent", "at": at("Anna Berg")["spot"], "to": at("Anna Berg")["spot"]},
            {"op": "same", "at": at("Juhan Tamm"), "with": {"surface": "Tamm"}},
            {"op": "split", "at": at("Anna Berg")},
            {"op": "unmark", "at": at("captain")},
            {"op": "role", "at": at("Sign up")["spot"], "role": "promo"},
            {"op": "note", "at": at("newsletter")["spot"], "text": "whose?"},
            {"op": "unmark", "at": {"spot": {"quote": "gone", "start": 3}}},
        ],
    });
    serde_json::from_value(list).expect("these are options")
}

#[test]
fn a_report_is_what_its_schema_says() {
    let schema = schema();
    for options in [Options::default(), options()] {
        let report = serde_json::to_value(contract::checked(ARTICLE, &options)).expect("JSON");
        let mut wrong = Vec::new();
        compare(&schema, &schema, &report, "report", &mut wrong);
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

#[test]
fn the_comparison_sees_what_is_wrong() {
    let schema = schema();
    let report = serde_json::to_value(marginalia::annotate(ARTICLE, &options())).expect("JSON");
    let wrongs = |change: &dyn Fn(&mut Value)| {
        let mut changed = report.clone();
        change(&mut changed);
        let mut wrong = Vec::new();
        compare(&schema, &schema, &changed, "report", &mut wrong);
        wrong.len()
    };
    assert_eq!(wrongs(&|_| ()), 0);
    assert_eq!(wrongs(&|r| r["extra"] = json!(1)), 1);
    assert_eq!(wrongs(&|r| r["published"]["date"] = json!(1)), 1);
    assert_eq!(wrongs(&|r| r["mentions"][0]["kind"] = json!("persons")), 1);
    assert_eq!(wrongs(&|r| drop(r.as_object_mut().expect("an object").remove("summary"))), 1);
}

#[test]
fn corrections_that_found_no_place_are_listed() {
    assert_eq!(marginalia::annotate(ARTICLE, &options()).unplaced, [11]);
}

#[test]
fn offsets_are_units_of_the_text_as_javascript_has_it() {
    let report = marginalia::annotate(ARTICLE, &options());
    let units: Vec<u16> = ARTICLE.encode_utf16().collect();
    let surface = |start: u32, end: u32| String::from_utf16_lossy(&units[start as usize..end as usize]);
    let marked: Vec<String> = report.mentions.iter().map(|m| surface(m.start, m.end)).collect();
    for expected in ["Juhan Tamm", "Tallinn", "Monday", "Saint Olga"] {
        assert!(marked.iter().any(|m| m == expected), "{expected} is not in {marked:?}");
    }
}

#[test]
fn options_are_refused_when_they_do_not_fit() {
    for wrong in [
        json!({"publishd": "2023"}),
        json!({"published": "2023-13-01"}),
        json!({"published": "23 May 2023"}),
        json!({"published": [{"start": 0}]}),
        json!({"corrections": [{"op": "erase", "at": {"surface": "x"}}]}),
        json!({"corrections": [{"op": "kind", "at": {"surface": "x", "knd": "person"}, "kind": "person"}]}),
        json!({"corrections": [{"op": "kind", "at": {"surface": "x"}, "kind": "human"}]}),
        json!({"corrections": [{"op": "extent", "at": {"surface": "x"}, "to": {"quote": "x", "start": 0}}]}),
        json!({"hints": [{"start": -1, "end": 2, "tag": "p"}]}),
    ] {
        assert!(serde_json::from_value::<Options>(wrong.clone()).is_err(), "{wrong}");
    }
}

fn schema() -> Value {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("www/report.schema.json");
    serde_json::from_str(&std::fs::read_to_string(path).expect("the schema is there")).expect("JSON")
}

/// Lists where `value` is not what `schema` says: the parts of JSON Schema that ours is made of, and no key but those
/// it names.
fn compare(root: &Value, schema: &Value, value: &Value, path: &str, wrong: &mut Vec<String>) {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.trim_start_matches("#/$defs/");
        return compare(root, &root["$defs"][name], value, path, wrong);
    }
    if let Some(choices) = schema["oneOf"].as_array().or(schema["anyOf"].as_array()) {
        let fits = |choice: &Value| {
            let mut wrong = Vec::new();
            compare(root, choice, value, path, &mut wrong);
            wrong.is_empty()
        };
        if !choices.iter().any(fits) {
            wrong.push(format!("{path}: {value} is none of the choices"));
        }
        return;
    }
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(n) if n.is_u64() => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let is = |name: &Value| name == kind || (name == "number" && kind == "integer");
    let of_type = schema["type"].as_array().map_or_else(|| is(&schema["type"]), |names| names.iter().any(is));
    if !of_type || schema.get("const").is_some_and(|only| only != value) {
        wrong.push(format!("{path}: {value} is not {}", schema["type"]));
    }
    for (at, item) in value.as_array().into_iter().flatten().enumerate() {
        compare(root, &schema["items"], item, &format!("{path}[{at}]"), wrong);
    }
    if let (Some(properties), Some(object)) = (schema["properties"].as_object(), value.as_object()) {
        for key in properties.keys().filter(|key| !object.contains_key(*key)) {
            wrong.push(format!("{path}: no {key}"));
        }
        for (key, value) in object {
            match properties.get(key) {
                Some(schema) => compare(root, schema, value, &format!("{path}.{key}"), wrong),
                None => wrong.push(format!("{path}: {key} is not in the schema")),
            }
        }
    }
}
