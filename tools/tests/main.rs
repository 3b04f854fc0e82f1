//! All tests of the command line in one program.

mod any_jsonl;
mod cli;
mod dates_scorer;
mod places_scorer;

#[path = "../../tests/support/whole.rs"]
mod whole;

#[test]
fn no_file_is_forgotten() {
    whole::no_file_is_forgotten(concat!(env!("CARGO_MANIFEST_DIR"), "/tests"), include_str!("main.rs"));
}
