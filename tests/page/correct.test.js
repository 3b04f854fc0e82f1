import assert from "node:assert/strict";
import test from "node:test";
import { stepWords } from "../../www/correcting/correcting.js";
import { isNewVersion, moveEdge, naming, notesOf, occurrences, placed, spotOf } from "../../www/correcting/correct.js";
import { corrections, dated, moved, newArticle, optionsOf, stepped } from "../../www/state.js";

const TEXT = "Jordan met Ana Reis in Jordan. Ana Reis of the Harbour Trust left for the Jordan River on Monday.";
/** @typedef {import("../../www/report.d.ts").Correction} Correction */
/** @typedef {import("../../www/report.d.ts").Kind} Kind */

/** @param {string} text @param {string} words @param {number} [from] */
const at = (text, words, from = 0) => ({
  start: text.indexOf(words, from),
  end: text.indexOf(words, from) + words.length,
});

test("a spot is found where it was", () => {
  const second = at(TEXT, "Ana Reis", 20);
  assert.deepEqual(placed(TEXT, spotOf(TEXT, second)), second);
});

test("in an edited text a spot is found by the words around it", () => {
  const spot = spotOf(TEXT, at(TEXT, "Ana Reis", 20));
  const edited = `A new first line.\n${TEXT}`;
  assert.deepEqual(placed(edited, spot), at(edited, "Ana Reis", 45));
});

test("a spot whose words are gone, or whose surroundings are, is nowhere", () => {
  const spot = spotOf(TEXT, at(TEXT, "Harbour Trust"));
  assert.equal(placed(TEXT.replace("Harbour", "Harbor"), spot), null);
  assert.equal(placed("A Harbour Trust it was", spot), null);
  assert.equal(placed("Anything", { quote: "", prefix: "", suffix: "", start: 0 }), null);
});

test("the context of a spot never holds half a character", () => {
  const text = `${"😀".repeat(20)}x${"😀".repeat(20)}`;
  const spot = spotOf(text, { start: 40, end: 41 });
  const half = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
  assert.doesNotMatch(`${spot.prefix} ${spot.suffix}`, half);
  const odd = `a${text}`;
  assert.doesNotMatch(spotOf(odd, { start: 41, end: 42 }).prefix ?? "", half);
});

test("an edge moves by whole words and never out of its block", () => {
  const bounds = { start: 0, end: TEXT.length };
  const name = at(TEXT, "Harbour Trust");
  const words = (/** @type {{start: number, end: number} | null} */ span) => span && TEXT.slice(span.start, span.end);
  assert.equal(words(moveEdge(TEXT, name, "start", -1, bounds)), "the Harbour Trust");
  assert.equal(words(moveEdge(TEXT, name, "start", 1, bounds)), "Trust");
  assert.equal(words(moveEdge(TEXT, name, "end", 1, bounds)), "Harbour Trust left");
  assert.equal(words(moveEdge(TEXT, name, "end", -1, bounds)), "Harbour");
  assert.equal(moveEdge(TEXT, at(TEXT, "Jordan"), "end", -1, bounds), null);
  assert.equal(moveEdge(TEXT, at(TEXT, "Monday"), "end", 1, bounds), null);
  assert.equal(moveEdge(TEXT, name, "end", 1, name), null);
});

test("occurrences are whole words", () => {
  assert.equal(occurrences(TEXT, "Jordan"), 3);
  assert.equal(occurrences("Iran, Iranian, Iran's", "Iran"), 2);
});

test("notes: the last of a spot stands, an empty one takes it away", () => {
  const [a, b] = [spotOf(TEXT, at(TEXT, "Ana Reis")), spotOf(TEXT, at(TEXT, "Monday"))];
  /** @type {Correction[]} */
  const list = [
    { op: "note", at: b, text: "which?" },
    { op: "note", at: a, text: "who?" },
    { op: "note", at: a, text: "a rower" },
    naming({ surface: "Jordan" }, "person"),
  ];
  assert.deepEqual(
    notesOf(TEXT, list).map((n) => n.text),
    ["a rower", "which?"],
  );
  assert.deepEqual(
    notesOf(TEXT, [...list, { op: "note", at: b, text: "" }]).map((n) => n.text),
    ["a rower"],
  );
});

test("undo and redo move a cursor; a new step drops what was undone", () => {
  const [one, two, three] = /** @type {(Kind | null)[]} */ (["person", "place", null]).map((kind) => [
    naming({ surface: "Jordan" }, kind),
  ]);
  assert.ok(one && two && three);
  let article = stepped(stepped(newArticle(TEXT), one), two);
  assert.deepEqual(corrections(article), [...one, ...two]);
  article = moved(article, -1);
  assert.deepEqual(corrections(article), one);
  assert.deepEqual(corrections(moved(article, 1)), [...one, ...two]);
  assert.deepEqual(corrections(moved(article, -1)), []);
  assert.equal(moved(moved(article, -1), -1).cursor, 0);
  article = stepped(article, three);
  assert.deepEqual(corrections(moved(article, 1)), [...one, ...three]);
  assert.deepEqual(optionsOf(article, two).corrections, [...two, ...one, ...three]);
});

test("a new version of a draft is told from another article", () => {
  const draft = Array.from(
    { length: 8 },
    (_, i) => `Paragraph ${i} says that boat number ${i} of the harbour trust left port at dawn.`,
  ).join("\n");
  const other = Array.from(
    { length: 8 },
    (_, i) => `Elsewhere the council voted on item ${i} without any debate worth noting here.`,
  ).join("\n");
  assert.ok(isNewVersion(draft.replace("boat number 3", "ferry number 3").replace("Paragraph 5", "Part 5"), draft));
  assert.ok(!isNewVersion(other, draft));
  assert.ok(!isNewVersion(draft, draft));
  assert.ok(!isNewVersion("short", draft));
});

test("a publication date is a step as any other, and none of the engine's corrections", () => {
  const article = stepped(newArticle(TEXT), [{ op: "unmark", at: { surface: "Reis" } }]);
  const first = dated({ ...article, published: "2021-05-03" }, null);
  const second = dated({ ...first, published: null }, "2021-05-03");
  assert.deepEqual(optionsOf(second).corrections, optionsOf(article).corrections);
  const back = moved(second, -1);
  assert.deepEqual([back.published, back.cursor], ["2021-05-03", 2]);
  assert.equal(moved(back, -1).published, null);
  assert.equal(moved(moved(back, -1), 1).published, "2021-05-03");
  assert.deepEqual(corrections(moved(moved(back, -1), -1)), []);
});

test("a step that is undone is told in a few words", () => {
  const note = { op: /** @type {const} */ ("note"), at: spotOf("Calm is it.", { start: 0, end: 4 }), text: "Was it?" };
  const mark = { op: /** @type {const} */ ("mark"), at: { surface: "Reis" }, kind: /** @type {const} */ ("person") };
  const dating = (/** @type {string | null} */ date) => ({ op: /** @type {const} */ ("published"), date, was: null });
  assert.equal(stepWords([mark]), "Reis is a person");
  assert.equal(stepWords([mark, mark, mark]), "Reis is a person, and 2 more");
  assert.equal(stepWords([note]), "note on Calm");
  assert.equal(stepWords([dating("2023-05-23")]), "published 23 May 2023");
  assert.equal(stepWords([dating(null)]), "your date taken away");
});
