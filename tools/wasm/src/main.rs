//! Builds the wasm and its JavaScript glue.

fn main() {}
