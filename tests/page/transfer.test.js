import assert from "node:assert/strict";
import { test } from "node:test";
import { unpack } from "../../www/engine/transfer.js";

/** @type {import("../../www/engine/transfer.js").Packed} */
const packed = /** @type {any} */ ({
  head: { version: 1, amounts: [], summary: { title: "T", sentences: [0] }, unplaced: [] },
  roles: ["headline", "promo"],
  languages: ["en"],
  kinds: ["date", "person"],
  by: ["engine", "reader"],
  blocks: Uint32Array.of(0, 5, 0, 0, 0, 1, 5, 9, 1, 2, 0, 0),
  sentences: Uint32Array.of(0, 4, 5, 9),
  mentions: Uint32Array.of(0, 2, 1, 1, 988, 0, 3, 4, 0, 0, 0, 1, 6, 8, 1, 1, 1, 0),
  tokens: null,
  entities: [{ id: "person:ana" }],
  dates: [],
});

test("words, absences and numbers come back as the contract has them", async () => {
  const report = await unpack(packed, async () => {});
  assert.deepEqual(report.blocks, [
    { start: 0, end: 5, role: "headline", level: null, language: "en", body: true },
    { start: 5, end: 9, role: "promo", level: 2, language: "en", body: false },
  ]);
  assert.deepEqual(report.sentences, [
    { start: 0, end: 4 },
    { start: 5, end: 9 },
  ]);
  assert.deepEqual(report.mentions, [
    { start: 0, end: 2, kind: "person", entity: "person:ana", confidence: 0.987, by: "engine" },
    { start: 3, end: 4, kind: "date", entity: null, confidence: null, by: "reader" },
    { start: 6, end: 8, kind: "person", entity: "person:ana", confidence: 0, by: "engine" },
  ]);
  assert.equal(report.tokens, null);
});

test("tokens become a plain list", async () => {
  const report = await unpack({ ...packed, tokens: Uint32Array.of(0, 4) }, async () => {});
  assert.deepEqual(report.tokens, [0, 4]);
});

test("a long list is unpacked in slices, and given up when a slice may not follow", async () => {
  const sentences = new Uint32Array(2 * 5_000);
  let rests = 0;
  const report = await unpack({ ...packed, sentences }, async () => void rests++);
  assert.equal(report.sentences.length, 5_000);
  assert.equal(rests, 2);
  const refuse = () => Promise.reject(new Error("given up"));
  await assert.rejects(unpack({ ...packed, sentences }, refuse), /given up/);
});
