//! With `autotests` off, a file of tests that its `main.rs` does not name would never run.

use std::fs;

/// Panics when a file in the folder of tests is no module of `main`, the text of its `main.rs`.
pub fn no_file_is_forgotten(folder: &str, main: &str) {
    for file in fs::read_dir(folder).expect("the folder is there") {
        let name = file.expect("readable").file_name().into_string().expect("UTF-8");
        let Some(module) = name.strip_suffix(".rs").filter(|module| *module != "main") else { continue };
        assert!(main.contains(&format!("\nmod {module};\n")), "{name} is not in main.rs");
    }
}
