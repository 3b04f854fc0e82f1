// All set-up that the page needs: node packages, Rust's WebAssembly target, the wasm with its worker. What is up to
// date is left alone.

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's root. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

/** An error that is told in its one sentence, without a stack. */
export class Sentence extends Error {}

/** A check that cannot run here. */
export class Skip extends Sentence {}

const tools = {
  cargo: "Rust is missing: install rustup from https://rustup.rs and open a new terminal.",
  rustup: "rustup is missing: install it from https://rustup.rs and open a new terminal.",
  npm: "npm is missing: it comes with Node.js 20 or newer, from https://nodejs.org.",
};

/**
 * Runs a command in the project's root and resolves with its output.
 * @param {string} command
 * @param {string[]} args
 * @param {{quiet?: boolean, env?: Record<string, string>, cwd?: string, allowFailure?: boolean}} [options] quiet: the output is only shown
 *   when the command fails
 * @returns {Promise<{code: number, output: string}>}
 */
export function run(command, args, { quiet = false, env = {}, cwd = root, allowFailure = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", quiet ? "pipe" : "inherit", quiet ? "pipe" : "inherit"],
      shell: process.platform === "win32" && command === "npm",
    });
    let output = "";
    child.stdout?.on("data", (chunk) => (output += chunk));
    child.stderr?.on("data", (chunk) => (output += chunk));
    child.on("error", (/** @type {NodeJS.ErrnoException} */ error) => {
      const missing = error.code === "ENOENT" && tools[/** @type {keyof typeof tools} */ (command)];
      reject(missing ? new Sentence(missing) : error);
    });
    child.on("close", (code) => {
      if (code === 0 || allowFailure) resolve({ code: code ?? 1, output });
      else reject(new Sentence(`${output}\n\`${command} ${args.join(" ")}\` failed (exit status ${code}).`));
    });
  });
}

/** Runs `main`; an error that is a sentence is told as one. */
export async function told(/** @type {() => Promise<void>} */ main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Sentence ? error.message.trim() : error);
    // Servers and browsers that still run would keep the process alive.
    process.exit(1);
  }
}

export function checkNode() {
  if (Number(process.versions.node.split(".")[0]) < 20) {
    throw new Sentence(`Node.js ${process.versions.node} is too old: install version 20 or newer from https://nodejs.org.`);
  }
}

/** Node packages, from the lock file. */
export async function packages(folder = root) {
  const lock = await readFile(`${folder}/package-lock.json`, "utf8");
  const stamp = `${folder}/node_modules/.from-lock`;
  if (existsSync(stamp) && (await readFile(stamp, "utf8")) === digest(lock, "sha256")) return;
  console.log("Installing node packages…");
  await run("npm", ["ci", "--no-audit", "--no-fund"], { quiet: true, cwd: folder });
  await writeFile(stamp, digest(lock, "sha256"));
}

/** Rust's WebAssembly target; the compiler itself comes with rustup's first cargo call. */
export async function rust() {
  const { output } = await run("rustup", ["target", "list", "--installed"], { quiet: true });
  if (output.includes("wasm32-unknown-unknown")) return;
  console.log("Adding Rust's WebAssembly target…");
  await run("rustup", ["target", "add", "wasm32-unknown-unknown"], { quiet: true });
}

/** The wasm, the worker script and what the page must know of them, into www/wasm. */
export async function wasm() {
  const folder = `${root}www/wasm/`;
  if (!existsSync(`${folder}files.js`)) console.log("Building the engine (a few minutes the first time)…");
  await run("cargo", ["run", "--quiet", "--locked", "--package", "marginalia-wasm", "--", folder], { quiet: true });
  const glue = await readFile(`${folder}marginalia.js`, "utf8");
  const worker = `"use strict";\n${glue}\n${await readFile(`${root}www/engine/worker.js`, "utf8")}`;
  await writeFile(`${folder}worker.js`, worker);
  const files = `// Machine-written by tools/web/setup.mjs: where the engine's two files lie and what they must be.
export const worker = { url: "wasm/worker.js", integrity: "${integrity(worker)}" };
export const wasm = { url: "wasm/marginalia_bg.wasm", integrity: "${integrity(await readFile(`${folder}marginalia_bg.wasm`))}" };
/** @type {string | null} only the built page has one */
export const serviceWorker = null;
`;
  await writeFile(`${folder}files.js`, files);
}

/** What the page only ever sends, and never takes in. */
const unheld = new Set(["Options", "PublishedOption", "PublishedFrom"]);

/** The contract as a module, by which the page checks what comes from its store and from files. */
export async function contract() {
  const { $defs, ...report } = JSON.parse(await readFile(`${root}www/report.schema.json`, "utf8"));
  const held = Object.entries($defs).filter(([name]) => !unheld.has(name));
  const definitions = held.map(([name, schema]) => `  ${name}: ${source(schema)},\n`);
  const made = `// Machine-written by tools/web/setup.mjs from report.schema.json.
import { list, maybe, number, object, oneOf, ref, text, whole, yes } from "../keeping/shape.js";
export const report = ${source(report)};
export const definitions = {\n${definitions.join("")}};
`;
  await writeFile(`${root}www/wasm/contract.js`, made);
}

/**
 * A schema as an expression that makes it, in the terms of www/keeping/shape.js.
 * @param {any} schema
 * @returns {string}
 */
function source(schema) {
  const choices = schema.oneOf ?? schema.anyOf;
  if (schema.$ref) return `ref(${JSON.stringify(schema.$ref.split("/").at(-1))})`;
  if (choices?.every((/** @type {any} */ one) => typeof one.const === "string"))
    return JSON.stringify({ enum: choices.map((/** @type {any} */ one) => one.const) });
  if (choices) return `oneOf(${choices.map(source).join(", ")})`;
  if ("const" in schema || schema.pattern) return JSON.stringify(schema);
  if (Array.isArray(schema.type)) return `maybe(${source({ ...schema, type: schema.type[0] })})`;
  const parts = Object.entries(schema.properties ?? {}).map(([name, part]) => {
    return `${schema.required?.includes(name) ? "" : "$"}${name}: ${source(part)}`;
  });
  const named = { string: "text", boolean: "yes", integer: "whole", number: "number", null: "{ type: \"null\" }" };
  if (schema.type === "object") return `object({ ${parts.join(", ")} })`;
  if (schema.type === "array") return `list(${source(schema.items)})`;
  const simple = named[/** @type {keyof typeof named} */ (schema.type)];
  if (!simple) throw new Error(`the contract has a form that the page cannot check: ${JSON.stringify(schema)}`);
  return simple;
}

/** Builds the command line with optimisation and resolves with its path. */
export async function commandLine() {
  await run("cargo", ["build", "--release", "--quiet", "--locked", "--package=marginalia-tools"], { quiet: true });
  return `${root}target/release/marginalia`;
}

/** Everything `npm start` needs. */
export async function setup() {
  checkNode();
  await Promise.all([packages(), rust()]);
  await wasm();
  await contract();
}

/**
 * The value of an `integrity` attribute.
 * @param {string | Buffer} bytes
 */
export function integrity(bytes) {
  return `sha384-${digest(bytes, "sha384", "base64")}`;
}

/**
 * @param {string | Buffer} bytes
 * @param {"sha256" | "sha384"} algorithm
 * @param {"hex" | "base64"} encoding
 */
export function digest(bytes, algorithm, encoding = "hex") {
  return createHash(algorithm).update(bytes).digest(encoding);
}

/** @param {string} command */
export function onPath(command) {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, command)));
}
