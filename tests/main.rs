//! All tests of the core in one program: each more would be compiled and linked by itself.

mod annotate_any_string;
mod cases;
mod contract;
mod corrections;
mod dates;
mod entities;
mod fuzz_bodies;
mod layers;
mod names;
mod places;
mod places_gazetteer;
mod segment;
mod structure;
mod summary;

mod support {
    pub mod contract;
    pub mod inputs;
    pub mod wishes;
}

#[test]
fn no_file_is_forgotten() {
    for file in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests")).expect("the folder is there") {
        let name = file.expect("readable").file_name().into_string().expect("UTF-8");
        let Some(module) = name.strip_suffix(".rs").filter(|module| *module != "main") else { continue };
        assert!(include_str!("main.rs").contains(&format!("\nmod {module};\n")), "{name} is not in main.rs");
    }
}
