import assert from "node:assert/strict";
import test from "node:test";
import { hits } from "../../www/reading/search.js";

/** @param {string} text @param {string} query */
const found = (text, query) => hits(text, query).map(({ start, end }) => text.slice(start, end));

test("upper and lower case, quotes and white space are alike", () => {
  assert.deepEqual(found("Kyiv said; KYIV.", "kyiv"), ["Kyiv", "KYIV"]);
  assert.deepEqual(found("the New\n York Times", "new york"), ["New\n York"]);
  assert.deepEqual(found("Russia’s “line”", 'russia\'s "line"'), ["Russia’s “line”"]);
});

test("signs are looked for as they are", () => {
  assert.deepEqual(found("cost (about) $1.5", "(about) $1.5"), ["(about) $1.5"]);
  assert.deepEqual(found("abc", "."), []);
  assert.deepEqual(found("a-b/c", "a-b/c"), ["a-b/c"]);
  assert.deepEqual(found("anything", "  "), []);
});
