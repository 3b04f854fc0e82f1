//! `marginalia schema`: the contract's generated files, `www/report.schema.json` and the `www/report.d.ts` made from it.

use marginalia::{Options, Report};
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};
use std::path::PathBuf;

/// Write the JSON schema and the TypeScript types of reports and options.
#[derive(clap::Args)]
pub struct Args {
    /// Only compare with what stands there; fail on a difference.
    #[arg(long)]
    check: bool,
    /// The folder they stand in.
    #[arg(long, default_value = "www")]
    folder: PathBuf,
}

pub fn run(args: &Args) -> Result<(), String> {
    let schema = schema()?;
    let pretty = serde_json::to_string_pretty(&schema).map_err(|e| e.to_string())? + "\n";
    for (name, fresh) in [("report.schema.json", pretty), ("report.d.ts", types(&schema)?)] {
        let path = args.folder.join(name);
        let at = |e: std::io::Error| format!("{}: {e}", path.display());
        if !args.check {
            std::fs::create_dir_all(&args.folder).and_then(|()| std::fs::write(&path, fresh)).map_err(at)?;
        } else if std::fs::read_to_string(&path).map_err(at)? != fresh {
            let remedy = "run `cargo run -p marginalia-tools --features schema -- schema`";
            return Err(format!("{} is not what src/report says: {remedy}", path.display()));
        }
    }
    Ok(())
}

/// The report's schema, with the options' among its definitions.
fn schema() -> Result<Value, String> {
    let settings = SchemaSettings::draft2020_12();
    let report = settings.clone().for_serialize().into_generator().into_root_schema_for::<Report>();
    let options = settings.for_deserialize().into_generator().into_root_schema_for::<Options>();
    let (mut report, mut options) = (report.to_value(), options.to_value());
    let mut shared = take_definitions(&mut options);
    if let Some(root) = options.as_object_mut() {
        root.remove("$schema");
    }
    shared.insert("Options".to_owned(), options);
    let mut all = take_definitions(&mut report);
    for (name, definition) in shared {
        match all.get(&name) {
            Some(known) if *known != definition => return Err(format!("two types of the contract are named {name}")),
            _ => all.insert(name, definition),
        };
    }
    report["$defs"] = Value::Object(all);
    Ok(report)
}

fn take_definitions(root: &mut Value) -> Map<String, Value> {
    match root.as_object_mut().and_then(|object| object.remove("$defs")) {
        Some(Value::Object(definitions)) => definitions,
        _ => Map::new(),
    }
}

/// The TypeScript of a schema: one declaration a definition, the root first.
fn types(schema: &Value) -> Result<String, String> {
    let mut out = String::from(
        "// DO NOT EDIT. Generated from src/report and src/options.rs by:\n\
         // cargo run -p marginalia-tools --features schema -- schema\n",
    );
    declare(&mut out, schema["title"].as_str().unwrap_or("Report"), schema)?;
    for (name, definition) in schema["$defs"].as_object().into_iter().flatten() {
        declare(&mut out, name, definition)?;
    }
    Ok(out)
}

fn declare(out: &mut String, name: &str, schema: &Value) -> Result<(), String> {
    out.push('\n');
    comment(out, schema, "");
    out.push_str(&if schema.get("properties").is_some() {
        format!("export interface {name} {}\n", object(schema, "")?)
    } else {
        format!("export type {name} ={};\n", spaced(type_of(schema, "")?))
    });
    Ok(())
}

/// Right-hand sides that start on a line of their own need no blank before it.
fn spaced(side: String) -> String {
    if side.starts_with('\n') { side } else { format!(" {side}") }
}

fn comment(out: &mut String, schema: &Value, indent: &str) {
    if let Some(text) = schema["description"].as_str() {
        let text = text.replace("\n\n", "\n").replace('\n', &format!("\n{indent} * "));
        out.push_str(&format!("{indent}/** {text} */\n"));
    }
}

/// The type that a schema stands for; an error for a form this contract does not use.
fn type_of(schema: &Value, indent: &str) -> Result<String, String> {
    if let Some(reference) = schema["$ref"].as_str() {
        return Ok(reference.rsplit('/').next().unwrap_or(reference).to_owned());
    }
    if let Some(value) = schema.get("const") {
        return Ok(value.to_string());
    }
    if let Some(values) = schema["enum"].as_array() {
        return Ok(values.iter().map(Value::to_string).collect::<Vec<_>>().join(" | "));
    }
    if let Some(choices) = schema["oneOf"].as_array().or(schema["anyOf"].as_array()) {
        return union(choices, indent);
    }
    match &schema["type"] {
        Value::Array(names) => {
            let single = |name: &Value| {
                let mut schema = schema.clone();
                schema["type"] = name.clone();
                type_of(&schema, indent)
            };
            Ok(names.iter().map(single).collect::<Result<Vec<_>, _>>()?.join(" | "))
        }
        Value::String(name) => match name.as_str() {
            "string" | "boolean" | "null" => Ok(name.clone()),
            "number" | "integer" => Ok("number".to_owned()),
            "array" => Ok(format!("Array<{}>", type_of(&schema["items"], indent)?)),
            "object" => object(schema, indent),
            _ => Err(format!("no TypeScript for the type {name}")),
        },
        _ => Err(format!("no TypeScript for {schema}")),
    }
}

fn union(choices: &[Value], indent: &str) -> Result<String, String> {
    if choices.iter().all(|choice| choice.get("description").is_none()) {
        return Ok(choices.iter().map(|c| type_of(c, indent)).collect::<Result<Vec<_>, _>>()?.join(" | "));
    }
    let mut out = String::new();
    for choice in choices {
        out.push('\n');
        let deeper = format!("{indent}  ");
        comment(&mut out, choice, &deeper);
        out.push_str(&format!("{deeper}| {}", type_of(choice, &deeper)?));
    }
    Ok(out)
}

fn object(schema: &Value, indent: &str) -> Result<String, String> {
    let mut out = String::from("{\n");
    let required = schema["required"].as_array().cloned().unwrap_or_default();
    let deeper = format!("{indent}  ");
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        comment(&mut out, property, &deeper);
        let mark = if required.contains(&json!(name)) { "" } else { "?" };
        out.push_str(&format!("{deeper}{name}{mark}:{};\n", spaced(type_of(property, &deeper)?)));
    }
    out.push_str(&format!("{indent}}}"));
    Ok(out)
}
