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
    pub mod whole;
    pub mod wishes;
}

#[test]
fn no_file_is_forgotten() {
    support::whole::no_file_is_forgotten(concat!(env!("CARGO_MANIFEST_DIR"), "/tests"), include_str!("main.rs"));
}
