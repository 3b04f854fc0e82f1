// `npm run verify`: what takes long or needs more than a clone has. Not part of `npm test`. A tool that is not there gets
// one sentence, and its check counts as skipped. `npm run verify -- twice` runs only the checks whose names begin so.

import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "./build.mjs";
import { inFirefox } from "./firefox.mjs";
import { archive, instructions } from "./measured.mjs";
import { checkNode, commandLine, digest, onPath, root, run, Sentence, setup, Skip, told } from "./setup.mjs";

/** Both workspaces of crates. */
const manifests = ["Cargo.toml", "fuzz/Cargo.toml"];

/** @type {Record<string, () => Promise<void>>} */
const checks = {
  twice: builtTwice,
  instructions,
  archive,
  linearity,
  deny,
  audit,
  fuzz,
  firefox,
};

await told(async () => {
  const only = process.argv.slice(2);
  checkNode();
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const [name, check] of Object.entries(checks)) {
    if (only.length > 0 && !only.some((start) => name.startsWith(start))) continue;
    try {
      await check();
      counts.passed++;
      console.log(`ok   ${name}`);
    } catch (error) {
      if (!(error instanceof Sentence)) throw error;
      counts[error instanceof Skip ? "skipped" : "failed"]++;
      console.log(`${error instanceof Skip ? "skip" : "FAIL"} ${name}: ${error.message.trim()}`);
    }
  }
  console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  if (counts.failed > 0) process.exitCode = 1;
});

/** The same commit, built from another folder, gives the same bytes. */
async function builtTwice() {
  await setup();
  const folder = await mkdtemp(join(tmpdir(), "marginalia-"));
  try {
    const clone = join(folder, "elsewhere");
    await run("git", ["clone", "--quiet", root, clone], { quiet: true });
    const { output } = await run("git", ["status", "--porcelain"], { quiet: true });
    if (output.trim() !== "") throw new Skip("the working tree has changes that a clone would not have: commit them first.");
    await run("cargo", ["run", "--quiet", "--locked", "--package", "marginalia-wasm", "--", join(clone, "www/wasm")], { quiet: true, cwd: clone });
    const [ours, theirs] = await Promise.all(
      [root, `${clone}/`].map(async (from) => digest(await readFile(`${from}www/wasm/marginalia_bg.wasm`), "sha256")),
    );
    if (ours !== theirs) throw new Sentence(`two builds of one commit differ: ${ours.slice(0, 12)} here, ${theirs.slice(0, 12)} elsewhere.`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Hostile shapes up to LINEARITY_BYTES (ten million): a character of a long text costs what one of a short text does. */
async function linearity() {
  const longest = process.env.LINEARITY_BYTES ?? "10000000";
  await run(await commandLine(), ["evaluate", "linearity", `--longest=${longest}`, "--limit=2"]);
}

/** Licences, duplicates and sources of the crates. */
async function deny() {
  await cargoDeny();
  for (const manifest of manifests) await run("cargo", denying(manifest, ["licenses", "bans", "sources"]), { quiet: true });
}

/** Weaknesses that are known of the crates and the node packages. */
async function audit() {
  const unreached = [];
  for (const folder of [root, `${root}bench`]) {
    const { code, output } = await run("npm", ["audit", "--audit-level=moderate"], { quiet: true, allowFailure: true, cwd: folder });
    if (code !== 0 && /vulnerabilit/.test(output)) throw new Sentence(output);
    if (code !== 0) unreached.push("node's");
  }
  await cargoDeny();
  for (const manifest of manifests) {
    const { code, output } = await run("cargo", denying(manifest, ["advisories"]), { quiet: true, allowFailure: true });
    if (code !== 0 && /RUSTSEC-|yanked/.test(output)) throw new Sentence(output);
    if (code !== 0) unreached.push("Rust's");
  }
  if (unreached.length > 0) throw new Skip(`${[...new Set(unreached)].join(" and ")} list of advisories cannot be reached.`);
}

async function cargoDeny() {
  const { code } = await run("cargo", ["deny", "--version"], { quiet: true, allowFailure: true });
  if (code !== 0) throw new Skip("cargo-deny is missing: `cargo install cargo-deny --locked`.");
}

/** @param {string} manifest @param {string[]} what */
function denying(manifest, what) {
  const [graph, config] = [["--workspace", `--manifest-path=${manifest}`, "--locked"], "--config=deny.toml"];
  return ["deny", ...graph, config, "check", "--hide-inclusion-graph", ...what];
}

/** Every fuzz target for half an hour each, or FUZZ_SECONDS. */
async function fuzz() {
  const folder = `${root}fuzz/fuzz_targets`;
  if (!existsSync(folder)) throw new Skip("there are no fuzz targets.");
  const { code } = await run("cargo", ["+nightly", "fuzz", "--version"], { quiet: true, allowFailure: true });
  if (code !== 0) throw new Skip("cargo-fuzz or a nightly Rust is missing: `rustup toolchain install nightly` and `cargo install cargo-fuzz`.");
  const seconds = process.env.FUZZ_SECONDS ?? "1800";
  // Threads of the archive reader may still be putting their own away when leaks would be looked for.
  const limits = [`-max_total_time=${seconds}`, "-timeout=60", "-rss_limit_mb=2048", "-detect_leaks=0"];
  const findings = [];
  for (const file of (await readdir(folder)).filter((name) => name.endsWith(".rs")).sort()) {
    const target = file.replace(".rs", "");
    console.log(`Fuzzing ${target} for ${seconds} s…`);
    // What is found on the way goes into the first folder; the second is our own small corpus.
    const [found, corpus] = [`fuzz/corpus/${target}`, `tests/fixtures/fuzz/${target}`];
    await mkdir(`${root}${found}`, { recursive: true });
    const args = ["+nightly", "fuzz", "run", target, found, corpus, "--", ...limits];
    const { code, output } = await run("cargo", args, { quiet: true, allowFailure: true });
    if (code !== 0) findings.push(`${target}:\n${output.slice(-4000)}`);
  }
  if (findings.length > 0) throw new Sentence(findings.join("\n"));
}

/** The single file, opened from disk in Firefox: nothing that only Chromium has is needed. */
async function firefox() {
  for (const [command, missing] of [
    ["firefox-esr", "Firefox is missing: install it (Debian: `apt install firefox-esr`)."],
    ["geckodriver", "geckodriver is missing: `cargo install geckodriver`."],
  ]) {
    if (!onPath(command)) throw new Skip(missing);
  }
  await setup();
  await build();
  const article = "Ferry returns\n\nAna Reis, the mayor of Lisbon, welcomed it on 3 May 2021.\n\n".repeat(3);
  // A paste event made by a script is empty in Firefox; phones' keyboards fill the box the same way as this.
  const paste = `const box = document.querySelector(".box");
    box.value = ${JSON.stringify(article)};
    box.dispatchEvent(new InputEvent("input", { inputType: "insertFromPaste", bubbles: true }));`;
  const marks = `const marks = [...document.querySelectorAll("article mark")].map((mark) => mark.textContent);
    return marks.length > 0 ? marks : null;`;
  const found = /** @type {string[]} */ (await inFirefox(pathToFileURL(`${root}dist/marginalia.html`).href, paste, marks));
  if (!found.includes("Ana Reis") || !found.includes("3 May 2021")) {
    throw new Sentence(`Firefox marks ${found.join(", ")}; Ana Reis and 3 May 2021 are missing.`);
  }
}
