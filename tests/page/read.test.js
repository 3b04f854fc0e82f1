import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { announcement, asideLabel, keysOf, keySentences, languageOf, mentionOf, read, spoken, SURE } from "../../www/reading/read.js";

const LINES = [
  "Storm over Lisbon",
  "Ana Reis of Harbour Trust left Lisbon on Monday.",
  "Reis said on 3 May 2021 that Trust was calm.",
  "Sign up for the newsletter of Harbour Trust",
];
const TEXT = LINES.join("\n");

/** A small report of our own: marks are found by their words, from left to right. */
/** @returns {any} */
function report() {
  let start = 0;
  const blocks = LINES.map((line, i) => {
    const end = Math.min(start + line.length + 1, TEXT.length);
    const block = {
      start,
      end,
      role: ["headline", "paragraph", "paragraph", "promo"][i],
      level: null,
      language: "en",
      body: i < 3,
    };
    start = end;
    return block;
  });
  /** @type {[string, string, string | null, number | null][]} */
  const marks = [
    ["Lisbon", "place", "place:lisbon", 0.9],
    ["Ana Reis", "person", "person:ana reis", 0.9],
    ["Harbour Trust", "organization", "organization:trust", 0.3],
    ["Lisbon", "place", "place:lisbon", 0.9],
    ["Monday", "date", null, null],
    ["Reis", "person", "person:ana reis", 0.5],
    ["3 May 2021", "date", null, null],
    ["Trust", "organization", "organization:trust", 0.4],
    ["Harbour Trust", "organization", "organization:trust", 0.9],
  ];
  let from = 0;
  const mentions = marks.map(([words, kind, entity, confidence]) => {
    const at = TEXT.indexOf(words, from);
    from = at + words.length;
    return { start: at, end: from, kind, entity, confidence, by: "engine" };
  });
  const entity = (
    /** @type {string} */ id,
    /** @type {string} */ name,
    /** @type {number[]} */ list,
    /** @type {string | null} */ role = null,
  ) => ({
    id,
    kind: id.split(":")[0],
    name,
    aliases: [],
    role,
    country: null,
    mentions: list,
    salience: 1,
    related: [],
    place: null,
  });
  const date = (/** @type {number} */ mention, /** @type {string} */ value, /** @type {string | null} */ begin) => ({
    mention,
    value,
    type: "DATE",
    certain: true,
    begin,
    end: begin,
    why: "",
    clause: { start: 0, end: 1 },
  });
  return {
    version: 1,
    engine: { version: "0", model: "0" },
    language: { code: "en", supported: true },
    published: { date: null, source: "none", start: null, end: null },
    blocks,
    sentences: [{ start: 18, end: 66 }],
    mentions,
    entities: [
      entity("place:lisbon", "Lisbon", [0, 3]),
      entity("person:ana reis", "Ana Reis", [1, 5], "captain"),
      entity("organization:trust", "Harbour Trust", [2, 7, 8]),
    ],
    dates: [date(4, "XXXX-WXX-1", null), date(6, "2021-05-03", "2021-05-03")],
    amounts: [],
    summary: { title: LINES[0], sentences: [0] },
    unplaced: [],
    tokens: null,
  };
}

const view = read(report(), TEXT);
/** @param {string} id */
const family = (id) => view.families.find((f) => f.id === id)?.things ?? [];

test("rows count the occurrences of the article's body only", () => {
  assert.deepEqual(
    family("place").map((t) => [t.name, t.mentions.length]),
    [["Lisbon", 2]],
  );
  assert.deepEqual(
    family("organization").map((t) => [t.mentions.length, t.everywhere.length]),
    [[2, 3]],
  );
});

test("a name is unsure when one of its marks in the body is: those that are asked about, and no others", () => {
  const unsure = [...view.byId.values()].filter((t) => t.unsure && t.mentions.length > 0);
  const asked = new Set(view.questions.flatMap((q) => q.mentions.map((m) => view.things[m])));
  assert.deepEqual(new Set(unsure), asked);
  assert.deepEqual(
    family("place").map((t) => t.unsure),
    [false],
  );
});

test("a name seen once and unsure leads no list", () => {
  const made = report();
  const [lisbon, ana] = [made.entities[0], made.entities[1]];
  made.mentions[0].confidence = 0.5;
  made.entities = [
    { ...lisbon, id: "place:first", name: "First", mentions: [0] },
    { ...lisbon, id: "place:second", name: "Second", mentions: [3] },
    ana,
  ];
  made.mentions[0].entity = "place:first";
  made.mentions[3].entity = "place:second";
  const names = () => read(made, TEXT).families.find((f) => f.id === "place")?.things.map((t) => t.name);
  assert.deepEqual(names(), ["Second", "First"]);
  made.mentions[0].by = "reader";
  assert.deepEqual(names(), ["First", "Second"]);
});

test("a language is told by its name", () => {
  const of = (/** @type {string} */ code) => languageOf({ ...report(), language: { code, supported: false } });
  assert.deepEqual(["de", "uk"].map(of), ["German", "Ukrainian"]);
  for (const code of ["und", "qq", "", "<b>German</b>", "d e"]) assert.equal(of(code), "another language");
});

test("each unsure spelling of the body is one question", () => {
  assert.deepEqual(
    view.questions.map((q) => q.surface),
    ["Harbour Trust", "Reis", "Trust"],
  );
});

test("a mark the reader made asks nothing", () => {
  const made = report();
  made.mentions[2].by = "rule";
  assert.deepEqual(
    read(made, TEXT).questions.map((q) => q.surface),
    ["Reis", "Trust"],
  );
});

test("dates are named by their day, in the order of time; open ones wait by their words", () => {
  assert.deepEqual(
    family("date").map((t) => t.name),
    ["3 May 2021", "Monday"],
  );
  assert.equal(view.waiting, 1);
});

test("the announcement and what is said of an occurrence", () => {
  assert.equal(announcement(view), "Marked: 1 person, 1 organisation, 1 place, 2 dates. 1 line set aside. 3 to check.");
  assert.equal(spoken(view, 5), "Reis, person, 2 of 2, captain");
});

test("key sentences: none in a short text", () => {
  assert.deepEqual(keySentences(view), []);
  assert.equal(keySentences({ ...view, words: 300 }).length, 1);
});

test("set-aside runs say what they are", () => {
  const block = view.report.blocks[3];
  assert.ok(block);
  assert.equal(asideLabel([block], TEXT), "1 line set aside: newsletter sign-up");
  assert.equal(
    asideLabel(
      [
        { ...block, role: "bio" },
        { ...block, role: "related" },
        { ...block, role: "related" },
      ],
      TEXT,
    ),
    "3 lines set aside: about the author, other articles",
  );
});

test("keys find their mentions again, also where two begin together", () => {
  assert.deepEqual(keysOf(view, /** @type {import("../../www/reading/read.js").Thing} */ (view.things[0])), ["11:17", "49:55"]);
  assert.equal(mentionOf(view.report, "49:55"), 3);
  assert.equal(mentionOf(view.report, "49:54"), -1);
  assert.equal(mentionOf(view.report, null), -1);
  /** @type {any} */
  const twice = { ...view.report, mentions: [{ ...view.report.mentions[0], end: 20 }, view.report.mentions[0]] };
  assert.equal(mentionOf(twice, "11:17"), 1);
});

test("what the page asks about is what `evaluate names` counts as unsure", () => {
  const rust = readFileSync(new URL("../../src/names/mod.rs", import.meta.url), "utf8");
  assert.equal(Number(/pub const UNSURE: f32 = ([\d.]+);/.exec(rust)?.[1]), SURE);
});
