//! All tests of the command line in one program.

mod any_jsonl;
mod cli;
mod dates_scorer;
mod places_scorer;

#[test]
fn no_file_is_forgotten() {
    for file in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests")).expect("the folder is there") {
        let name = file.expect("readable").file_name().into_string().expect("UTF-8");
        let Some(module) = name.strip_suffix(".rs").filter(|module| *module != "main") else { continue };
        assert!(include_str!("main.rs").contains(&format!("\nmod {module};\n")), "{name} is not in main.rs");
    }
}
