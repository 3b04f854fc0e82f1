// `npm run size`: what a first visit downloads, by part, and whether it keeps the bounds of
// bench/budgets.json: a budget fails the check, an aim is only said.

import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "./build.mjs";
import { root, Sentence, setup, told } from "./setup.mjs";

/** Not downloaded by a first visit. */
const apart = ["marginalia.html"];

await told(async () => {
  await setup();
  await build();
  const served = (await readdir(`${root}dist`)).filter((name) => !apart.includes(name)).sort();
  const page = await Promise.all(served.map((name) => measure(`${root}dist/`, name)));
  const packed = existsSync(`${root}data/packed`) ? (await readdir(`${root}data/packed`)).filter((name) => !/\.(json|md)$/.test(name)) : [];
  const inside = await Promise.all(packed.map((name) => measure(`${root}data/packed/`, name)));
  const whole = await measure(`${root}dist/`, "marginalia.html");

  print("What a first visit downloads", [...page, total("all of it", page)]);
  print("Inside the wasm", inside);
  print("The single file", [whole]);

  const gzip = (/** @type {Size[]} */ sizes, /** @type {RegExp} */ names) => total("", sizes.filter(({ name }) => names.test(name))).gzip;
  const { budgets, aims } = JSON.parse(await readFile(`${root}bench/budgets.json`, "utf8"));
  const over = exceeded([
    ["a first visit", gzip(page, /./), budgets.download],
    ["the scripts, map data aside,", await scripts(served), budgets.scripts],
  ]);
  const missed = exceeded([
    ["the gazetteer", gzip(inside, /^gazetteer/), aims.gazetteer],
    ["model and lexicon", gzip(inside, /^(?!gazetteer)/), aims.modelAndLexicon],
  ]);
  for (const line of missed) console.log(`Above the aim: ${line}`);
  if (over.length > 0) throw new Sentence(over.map((line) => `Over budget: ${line}`).join("\n"));
});

/** The page's scripts as they are downloaded, but without the outlines of the map. @param {string[]} names */
async function scripts(names) {
  const sizes = names.filter((name) => name.endsWith(".js")).map(async (name) => {
    const script = await readFile(`${root}dist/${name}`, "utf8");
    return gzipSync(script.replace(/"[^"]{10000,}"/g, '""'), { level: 9 }).length;
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** @param {[string, number, number][]} parts what it is, its bytes, its bound */
function exceeded(parts) {
  return parts
    .filter(([, bytes, bound]) => bytes > bound)
    .map(([what, bytes, bound]) => `${what} takes ${kilobytes(bytes)} KB gzip of ${kilobytes(bound)}.`);
}

/** @typedef {{name: string, raw: number, gzip: number, brotli: number}} Size */

/**
 * @param {string} folder
 * @param {string} name
 * @returns {Promise<Size>}
 */
async function measure(folder, name) {
  const bytes = await readFile(folder + name);
  // Quality 9 is what servers reach when they compress as they serve; 11 takes half a minute on the wasm.
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return { name, raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes, { params }).length };
}

/**
 * @param {string} name
 * @param {Size[]} sizes
 * @returns {Size}
 */
function total(name, sizes) {
  const sum = (/** @type {"raw" | "gzip" | "brotli"} */ key) => sizes.reduce((all, size) => all + size[key], 0);
  return { name, raw: sum("raw"), gzip: sum("gzip"), brotli: sum("brotli") };
}

/**
 * @param {string} title
 * @param {Size[]} sizes
 */
function print(title, sizes) {
  console.log(`${title.padEnd(34)}${["raw KB", "gzip KB", "brotli KB"].map((head) => head.padStart(11)).join("")}`);
  for (const { name, raw, gzip, brotli } of sizes) {
    console.log(`  ${name.padEnd(32)}${[raw, gzip, brotli].map((bytes) => kilobytes(bytes).padStart(11)).join("")}`);
  }
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return (bytes / 1000).toFixed(1);
}
