// `npm test`: sets up what the tests need and runs them all. `npm test -- browser page` runs only the steps whose names
// begin so.

import { createWriteStream, existsSync } from "node:fs";
import { mkdir, readdir } from "node:fs/promises";
import { spawn } from "node:child_process";
import { checkNode, packages, root, rust, Sentence, told } from "./setup.mjs";

const logs = `${root}target/test-logs/`;
const shared = existsSync(`${root}../shared`);
/** The same cases each time: one commit passes or fails always. `npm run verify` looks for new ones. */
const environment = { PROPTEST_RNG_SEED: "2026", ...process.env };
/**
 * Clippy as the compiler of our own packages: what it has checked is built, and not a second time for the tests. Nothing is
 * kept for builds that go on from the last one, which makes a first build dearer by a seventh.
 */
const lints = { RUSTC_WORKSPACE_WRAPPER: "clippy-driver", CLIPPY_ARGS: "-Dwarnings", CARGO_INCREMENTAL: "0" };
const commandLine = "target/debug/marginalia";

/**
 * A step: one command, and what it takes to know how many tests ran.
 * @typedef {{name: string, command: [string, ...string[]], env?: Record<string, string>, counts?: (output: string) => Counts, shown?: boolean}} Step
 * @typedef {{passed: number, failed: number, skipped: number}} Counts
 */

/** @type {Step[]} */
const build = [
  { name: "fmt", command: ["cargo", "fmt", "--all", "--check"] },
  { name: "clippy", command: ["cargo", "test", "--no-run", "--all-features", "--locked", "--quiet"], env: lints },
];

/** @type {Step[]} */
const native = [
  { name: "cargo", command: ["cargo", "test", "--all-features", "--locked", "--no-fail-fast", "--", "--show-output"], env: lints, counts: cargoCounts },
  { name: "contract", command: [commandLine, "schema", "--check"] },
  { name: "evaluations", command: ["node", "tools/web/evaluate.mjs", commandLine], counts: lineCounts, shown: true },
  // In the profile of the wasm's own build, whose macros stand already.
  { name: "clippy-wasm", command: ["cargo", "clippy", "--lib", "--package=marginalia", "--profile=wasm", "--target=wasm32-unknown-unknown", "--locked", "--quiet", "--", "-Dwarnings"] },
];

/** @returns {Promise<Step[]>} */
async function web() {
  const pages = (await readdir(`${root}tests/page`)).filter((name) => name.endsWith(".test.js"));
  return [
    { name: "wasm", command: ["node", "tools/web/build.mjs"] },
    { name: "wasm-glue", command: ["cargo", "test", "--package=marginalia-wasm", "--locked", "--quiet"], env: lints, counts: cargoCounts },
    { name: "types", command: ["node", "node_modules/typescript/bin/tsc"] },
    { name: "size", command: ["node", "tools/web/size.mjs"], shown: true },
    { name: "page", command: ["node", "--test", "--test-reporter=tap", ...pages.map((name) => `tests/page/${name}`)], counts: tapCounts },
  ];
}

/** @type {Step} */
const browser = {
  name: "browser",
  command: ["node", "node_modules/@playwright/test/cli.js", "test", "--config=tests/browser/playwright.config.js"],
  counts: playwrightCounts,
};

await told(async () => {
  const only = process.argv.slice(2);
  const wanted = (/** @type {Step} */ step) => only.length === 0 || only.some((name) => step.name.startsWith(name));
  checkNode();
  await mkdir(logs, { recursive: true });
  await Promise.all([packages(), rust()]);

  const inTurn = (/** @type {Step[]} */ steps) => runAll(steps.filter(wanted));
  const [built, page] = [inTurn(build), inTurn(await web())];
  // The browser's tests compare the page with the command line.
  const rest = Promise.all([built, page]).then(() => inTurn([browser]));
  conclude((await Promise.all([built, built.then(() => inTurn(native)), page, rest])).flat());
});

/** Runs steps one after the other; a failed one does not stop the next. */
async function runAll(/** @type {Step[]} */ steps) {
  const results = [];
  for (const step of steps) results.push(await runStep(step));
  return results;
}

/**
 * @param {Step} step
 * @returns {Promise<Counts & {unshared: number}>}
 */
async function runStep({ name, command: [program, ...args], env, counts, shown }) {
  const began = Date.now();
  const { code, output } = await logged(name, program, args, env);
  const ok = code === 0;
  const found = counts?.(output) ?? { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
  // A runner that fails without naming a failed test (it did not compile, say) has failed once.
  if (!ok && found.failed === 0) found.failed = 1;
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(`${ok ? "ok  " : "FAIL"} ${name.padEnd(12)} ${seconds.padStart(6)} s  ${found.passed} passed${found.failed ? `, ${found.failed} failed` : ""}`);
  if (ok && shown) console.log(output.trim().replace(/^/gm, "     "));
  if (!ok) console.log(output.split("\n").slice(-200).join("\n"));
  return { ...found, unshared: output.split("\n").filter((line) => line.includes("skipped: no ../shared")).length };
}

/**
 * Runs a command; its output goes to a log and comes back.
 * @param {string} name
 * @param {string} program
 * @param {string[]} args
 * @param {Record<string, string>} [more] of the environment
 * @returns {Promise<{code: number, output: string}>}
 */
function logged(name, program, args, more) {
  return new Promise((resolve, reject) => {
    const log = createWriteStream(`${logs}${name}.log`);
    const child = spawn(program, args, { cwd: root, env: { ...environment, ...more }, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        output += chunk;
        log.write(chunk);
      });
    }
    child.on("error", (/** @type {NodeJS.ErrnoException} */ error) => {
      reject(error.code === "ENOENT" ? new Sentence(`${program} is missing, which the step ${name} needs.`) : error);
    });
    child.on("close", (code) => {
      log.end();
      resolve({ code: code ?? 1, output });
    });
  });
}

/** @param {(Counts & {unshared: number})[]} results */
function conclude(results) {
  const sum = (/** @type {"passed" | "failed" | "skipped" | "unshared"} */ key) => results.reduce((total, result) => total + result[key], 0);
  if (!shared) console.log(`${sum("unshared")} checks were skipped because ../shared is absent.`);
  console.log(`${sum("passed")} passed, ${sum("failed")} failed, ${sum("skipped")} skipped`);
  if (sum("failed") > 0) process.exitCode = 1;
}

/** Sums of `test result: ok. 3 passed; 0 failed; 1 ignored; …`. */
function cargoCounts(/** @type {string} */ output) {
  const totals = { passed: 0, failed: 0, skipped: 0 };
  for (const [, passed, failed, ignored] of output.matchAll(/^test result: \w+\. (\d+) passed; (\d+) failed; (\d+) ignored/gm)) {
    totals.passed += Number(passed);
    totals.failed += Number(failed);
    totals.skipped += Number(ignored);
  }
  return totals;
}

/** The last `3 passed, 0 failed, 1 skipped`. */
function lineCounts(/** @type {string} */ output) {
  const [, passed, failed, skipped] = [...output.matchAll(/^(\d+) passed, (\d+) failed, (\d+) skipped$/gm)].at(-1) ?? [];
  return { passed: Number(passed ?? 0), failed: Number(failed ?? 0), skipped: Number(skipped ?? 0) };
}

function tapCounts(/** @type {string} */ output) {
  const of = (/** @type {string} */ word) => Number(output.match(new RegExp(`^# ${word} (\\d+)$`, "m"))?.[1] ?? 0);
  return { passed: of("pass"), failed: of("fail"), skipped: of("skipped") };
}

function playwrightCounts(/** @type {string} */ output) {
  const of = (/** @type {string} */ word) => Number(output.match(new RegExp(`^\\s+(\\d+) ${word}\\b`, "m"))?.[1] ?? 0);
  return { passed: of("passed"), failed: of("failed") + of("flaky"), skipped: of("skipped") };
}
