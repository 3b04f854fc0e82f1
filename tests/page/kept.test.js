import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { articleOf, backupOf, damageOf, isBackup, readBackup, stillHolds, titleOf } from "../../www/keeping/kept.js";
import { Ajv2020 } from "ajv/dist/2020.js";
import { fault, like, list, maybe, number, object, text, whole } from "../../www/keeping/shape.js";
import { definitions } from "../../www/wasm/contract.js";
import { newArticle, stepped } from "../../www/state.js";
import { sample } from "./sample.js";

/** @param {any} value @returns {any} */
const copy = (value) => JSON.parse(JSON.stringify(value));

test("a shape: the place of the first fault, no key too many, no key too few", () => {
  const shape = object({ a: whole, b: list(maybe(text)), $c: number, d: like("^x") });
  const good = { a: 1, b: ["x", null], d: "xy" };
  assert.equal(fault(shape, good, {}), null);
  assert.equal(fault(shape, { ...good, c: 0.5 }, {}), null);
  assert.equal(fault(shape, { ...good, a: -1 }, {}), "a");
  assert.equal(fault(shape, { ...good, a: 1.5 }, {}), "a");
  assert.equal(fault(shape, { ...good, b: ["x", 2] }, {}), "b/1");
  assert.equal(fault(shape, { ...good, b: { length: 0 } }, {}), "b");
  assert.equal(fault(shape, { ...good, c: JSON.parse("1e999") }, {}), "c");
  assert.equal(fault(shape, { ...good, d: "y" }, {}), "d");
  assert.equal(fault(shape, { ...good, e: 1 }, {}), "e");
  assert.equal(fault(shape, { a: 1, b: [] }, {}), "d");
  assert.equal(fault(shape, JSON.parse('{"a":1,"b":[],"d":"x","__proto__":{}}'), {}), "__proto__");
  for (const other of [null, [], "x", 1]) assert.equal(fault(shape, other, {}), "");
});

test("the page checks every type of the contract but those of what it asks", () => {
  const schema = JSON.parse(readFileSync(new URL("../../www/report.schema.json", import.meta.url), "utf8"));
  for (const name of ["Options", "PublishedOption", "PublishedFrom"]) delete schema.$defs[name];
  assert.deepEqual(Object.keys(definitions), Object.keys(schema.$defs));
  for (const [name, { properties = {}, required = [] }] of Object.entries(/** @type {any} */ (schema.$defs))) {
    const made = /** @type {any} */ (definitions)[name];
    assert.deepEqual(Object.keys(made.properties ?? {}), Object.keys(properties), name);
    assert.deepEqual((made.required ?? []).slice().sort(), required.slice().sort(), name);
  }
});

test("the page's check and the contract's own schema agree on a report", async () => {
  const schema = JSON.parse(readFileSync(new URL("../../www/report.schema.json", import.meta.url), "utf8"));
  const fits = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
  const { report } = await sample();
  assert.ok(fits(copy(report)), JSON.stringify(fits.errors));
});

test("a kept article is whole, and comes back as it was", async () => {
  const kept = await sample();
  assert.equal(await damageOf(copy(kept)), null);
  const { id, steps, cursor, source, published } = kept;
  const back = articleOf(copy(kept), 3);
  assert.deepEqual(
    { ...back, kept: 0, title: null },
    { ...newArticle(kept.text), id, steps, cursor, source, published, pasted: kept.pasted },
  );
  assert.equal(back.kept, 3);
  assert.ok(stillHolds(kept, back));
  assert.ok(!stillHolds(kept, stepped(back, [{ op: "unmark", at: { surface: "Reis" } }])));
  assert.ok(!stillHolds(kept, { ...back, published: "2021" }));
  const dating = { op: "published", date: "2021-05-03", was: null };
  assert.equal(await damageOf({ ...copy(kept), steps: [...kept.steps, [dating]] }), null);
});

test("damage is told by its place", async () => {
  const kept = await sample();
  /** @type {[string, (k: any) => void][]} */
  const damages = [
    ["id", (k) => (k.id = "../../x")],
    ["format", (k) => (k.format = 2)],
    ["text", (k) => (k.text += " more")],
    ["text", (k) => (k.text = "  ")],
    ["sha256", (k) => (k.sha256 = "0")],
    ["pasted", (k) => (k.pasted = "yesterday")],
    ["published", (k) => (k.published = "May")],
    ["source", (k) => (k.source = 1)],
    ["cursor", (k) => (k.cursor = 9)],
    ["steps/0/0/op", (k) => (k.steps[0][0].op = "run")],
    ["steps/0/1/at/start", (k) => (k.steps[0][1].at.start = "1")],
    ["steps/1/0/op", (k) => k.steps.push([{ op: "published", date: "May", was: null }])],
    ["hints", (k) => (k.hints = [{ start: 0, end: 9999, tag: "p" }])],
    ["more", (k) => (k.more = 1)],
    ["report", (k) => (k.report = null)],
    ["report/tokens", (k) => delete k.report.tokens],
    ["report/version", (k) => (k.report.version = 7)],
    ["report/blocks", (k) => k.report.blocks.pop()],
    ["report/blocks", (k) => (k.report.blocks[1].start += 1)],
    ["report/blocks/0/role", (k) => (k.report.blocks[0].role = "script")],
    ["report/mentions", (k) => k.report.mentions.reverse()],
    ["report/mentions", (k) => (k.report.mentions[5].end = 1e6)],
    ["report/mentions", (k) => (k.report.mentions[0].entity = "place:nowhere")],
    ["report/mentions/0/kind", (k) => (k.report.mentions[0].kind = "__proto__")],
    ["report/entities", (k) => k.report.entities.push(k.report.entities[0])],
    ["report/entities", (k) => (k.report.entities[0].mentions = [6])],
    ["report/places", (k) => (k.report.entities[0].place.lat = 1e9)],
    ["report/dates", (k) => (k.report.dates[0].mention = 6)],
    ["report/dates", (k) => (k.report.dates[0].begin = "<script>")],
    ["report/summary", (k) => (k.report.summary.sentences = [4])],
    ["report/published", (k) => (k.report.published.end = 1e6)],
  ];
  for (const [place, damage] of damages) {
    const broken = copy(kept);
    damage(broken);
    assert.equal(await damageOf(broken), place, String(damage));
  }
});

test("a file comes back whole; of a damaged one the sound parts do, and the rest is named", async () => {
  const [one, two] = [await sample(), await sample()];
  const rules = [{ surface: "Jordan", kind: /** @type {const} */ ("person"), article: one.id }];
  const content = backupOf([one, two], rules).join("");
  assert.ok(isBackup(content));
  assert.deepEqual(await readBackup(content), { articles: copy([one, two]), rules, damaged: [] });
  const broken = JSON.parse(content);
  broken.articles[1].report.blocks = [];
  broken.rules.push({ surface: "x", kind: "king", article: one.id });
  const read = await readBackup(JSON.stringify(broken));
  assert.deepEqual(read.articles, [copy(one)]);
  assert.deepEqual(read.rules, rules);
  assert.deepEqual(read.damaged, ["article 2 (report/blocks)", "rule 2"]);
});

test("a file that cannot be read gets its sentence", async () => {
  const content = backupOf([await sample()], []).join("");
  await assert.rejects(readBackup(content.slice(0, -20)), /damaged: it ends too early/);
  await assert.rejects(readBackup('{"marginalia":"articles"}'), /damaged: it is not what Marginalia wrote/);
  await assert.rejects(readBackup("null"), /damaged/);
  await assert.rejects(readBackup('{"marginalia":"articles","format":2,"articles":[],"rules":[]}'), /another version/);
  for (const other of ["Marginalia", '{"title":"x"}', "[1]", "An article with {braces}"]) assert.ok(!isBackup(other));
});

test("an article is called as the reader said, by its headline, or by its first words", () => {
  const article = newArticle("  First line of it\nSecond");
  assert.equal(titleOf(article, null), "First line of it");
  assert.equal(titleOf(article, /** @type {any} */ ({ summary: { title: "Head" } })), "Head");
  assert.equal(titleOf({ ...article, title: "Mine" }, null), "Mine");
});
