//! Builds the core for the browser: `cargo run -p marginalia-wasm -- OUT_DIR` compiles it to WebAssembly and writes
//! `marginalia.js`, `marginalia.d.ts` and `marginalia_bg.wasm` there.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::SystemTime;
use std::{env, fs};
use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";

fn main() -> ExitCode {
    let Some(out) = env::args_os().nth(1) else {
        eprintln!("usage: marginalia-wasm OUT_DIR");
        return ExitCode::FAILURE;
    };
    match build(Path::new(&out)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("marginalia-wasm: {message}");
            ExitCode::FAILURE
        }
    }
}

fn build(out: &Path) -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("tools/wasm stands in the workspace");
    let lock = fs::read_to_string(root.join("Cargo.lock")).map_err(|e| format!("Cargo.lock cannot be read: {e}"))?;
    in_step(&lock)?;
    let compiled = compile(root)?;
    if newer(&out.join("marginalia_bg.wasm"), &compiled) {
        return Ok(());
    }
    Bindgen::new()
        .input_path(compiled)
        .no_modules(true)
        .and_then(|bindgen| {
            bindgen.typescript(true).remove_name_section(true).remove_producers_section(true).generate(out)
        })
        .map_err(|e| format!("the glue cannot be written: {e:#}"))
}

/// Compiles the core and returns the path of its wasm.
fn compile(root: &Path) -> Result<PathBuf, String> {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let status = Command::new(env!("CARGO"))
        .current_dir(root)
        .args([
            "rustc",
            "--quiet",
            "--locked",
            "--lib",
            "--crate-type",
            "cdylib",
            "--package",
            "marginalia",
            "--profile",
            "wasm",
            "--target",
            TARGET,
        ])
        .env("CARGO_ENCODED_RUSTFLAGS", rustflags(root).join("\x1f"))
        .status()
        .map_err(|e| format!("cargo does not start: {e}"))?;
    if !status.success() {
        return Err("the core does not compile to WebAssembly; cargo says why above".to_owned());
    }
    Ok(target.join(TARGET).join("wasm/marginalia.wasm"))
}

/// Vector instructions, which every browser since 2023 has, and no path of this machine in the bytes: the same commit
/// gives the same wasm everywhere.
fn rustflags(root: &Path) -> Vec<String> {
    let mut flags = vec!["-Ctarget-feature=+simd128".to_owned()];
    let home = env::var_os("HOME").or_else(|| env::var_os("USERPROFILE")).map(PathBuf::from);
    let cargo_home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| home.map(|home| home.join(".cargo")));
    for (path, name) in [(Some(root.to_owned()), "marginalia"), (cargo_home, "cargo")] {
        if let Some(path) = path {
            flags.push(format!("--remap-path-prefix={}=/{name}", path.display()));
        }
    }
    flags
}

/// Glue and wasm are only understood by each other when both come from one version of wasm-bindgen.
fn in_step(lock: &str) -> Result<(), String> {
    let core = locked(lock, "wasm-bindgen").ok_or("Cargo.lock does not list wasm-bindgen")?;
    let support =
        locked(lock, "wasm-bindgen-cli-support").ok_or("Cargo.lock does not list wasm-bindgen-cli-support")?;
    if core == support {
        return Ok(());
    }
    Err(format!(
        "wasm-bindgen is {core} and wasm-bindgen-cli-support is {support}: they must be the same version, so run \
         `cargo update -p wasm-bindgen-cli-support --precise {core}`"
    ))
}

/// The version of a package in a lock file.
fn locked<'l>(lock: &'l str, package: &str) -> Option<&'l str> {
    let mut lines = lock.lines();
    lines.find(|line| line.strip_prefix("name = ").is_some_and(|name| name.trim_matches('"') == package))?;
    lines.next()?.strip_prefix("version = ").map(|version| version.trim_matches('"'))
}

/// Whether `made` exists and was written after `source`.
fn newer(made: &Path, source: &Path) -> bool {
    let written = |path: &Path| -> Option<SystemTime> { fs::metadata(path).ok()?.modified().ok() };
    written(made).is_some_and(|made| written(source).is_some_and(|source| made > source))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.9\"\n\n\
        [[package]]\nname = \"wasm-bindgen-cli-support\"\nversion = \"0.2.9\"\n";

    #[test]
    fn the_locked_version_is_that_of_the_whole_name() {
        assert_eq!(locked(LOCK, "wasm-bindgen"), Some("0.2.9"));
        assert_eq!(locked(LOCK, "wasm"), None);
    }

    #[test]
    fn versions_apart_get_one_sentence() {
        assert_eq!(in_step(LOCK), Ok(()));
        let apart = LOCK.replace("cli-support\"\nversion = \"0.2.9\"", "cli-support\"\nversion = \"0.2.8\"");
        let message = in_step(&apart).unwrap_err();
        assert!(message.contains("0.2.9") && message.contains("0.2.8"), "{message}");
    }
}
