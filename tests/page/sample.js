// An article as it is kept, of our own making: an emoji before the names, a note, a correction, a place, a date.

import { keptOf } from "../../www/keeping/kept.js";
import { newArticle, stepped } from "../../www/state.js";
import { spotOf } from "../../www/correcting/correct.js";

export const LINES = [
  "🚢 Storm over Lisbon",
  "Ana Reis of Harbour Trust left Lisbon on 3 May 2021.",
  "“Calm,” said Reis. Then *all* was <quiet> & still.",
  "Sign up for the newsletter",
];
export const TEXT = LINES.join("\n");

/** @param {string} words @param {number} [from] */
export function at(words, from = 0) {
  const start = TEXT.indexOf(words, from);
  return { start, end: start + words.length };
}

/** @returns {any} */
export function report() {
  let from = 0;
  const blocks = LINES.map((line, i) => {
    const start = from;
    from = Math.min(start + line.length + 1, TEXT.length);
    const role = ["headline", "paragraph", "quote", "promo"][i];
    return { start, end: from, role, level: null, language: "en", body: i < 3 };
  });
  const mention = (
    /** @type {{start: number, end: number}} */ span,
    /** @type {string} */ kind,
    /** @type {string | null} */ entity,
  ) => ({ ...span, kind, entity, confidence: entity ? 0.9 : null, by: "engine" });
  const second = at("Lisbon", 25);
  const lisbon = {
    id: "geonames:2267057",
    name: "Lisbon",
    kind: "city",
    country: "PT",
    admin1: "Lisboa",
    lat: 38.72,
    lon: -9.13,
  };
  const entity = (/** @type {string} */ kind, /** @type {string} */ name, /** @type {number[]} */ mentions) => ({
    id: `${kind}:${name.toLowerCase()}`,
    kind,
    name,
    aliases: kind === "person" ? ["Reis"] : [],
    role: kind === "person" ? "captain" : null,
    country: null,
    mentions,
    salience: 0.5,
    related: [],
    place: kind === "place" ? { ...lisbon, confidence: 0.98, pin: true, runner_up: null } : null,
  });
  return {
    version: 1,
    engine: { version: "0.1.0", model: "abc" },
    language: { code: "en", supported: true },
    published: { date: "2021-05-04", source: "given", start: null, end: null },
    blocks,
    sentences: LINES.map((line) => at(line)),
    mentions: [
      mention(at("Lisbon"), "place", "place:lisbon"),
      mention(at("Ana Reis"), "person", "person:ana reis"),
      mention(at("Harbour Trust"), "organization", "organization:harbour trust"),
      mention(second, "place", "place:lisbon"),
      mention(at("3 May 2021"), "date", null),
      mention(at("Reis", TEXT.indexOf("said")), "person", "person:ana reis"),
    ],
    entities: [
      entity("place", "Lisbon", [0, 3]),
      entity("person", "Ana Reis", [1, 5]),
      entity("organization", "Harbour Trust", [2]),
    ],
    dates: [
      {
        mention: 4,
        value: "2021-05-03",
        type: "DATE",
        certain: true,
        begin: "2021-05-03",
        end: "2021-05-03",
        why: "",
        clause: at(LINES[1] ?? ""),
      },
    ],
    amounts: [],
    summary: { title: LINES[0], sentences: [1] },
    unplaced: [],
    tokens: null,
  };
}

/** @param {Partial<import("../../www/state.js").Article>} [changes] */
export function sample(changes = {}) {
  /** @type {import("../../www/report.d.ts").Correction[]} */
  const step = [
    { op: "mark", at: { surface: "Reis" }, kind: "person" },
    { op: "note", at: spotOf(TEXT, at("Calm")), text: '=HYPERLINK("x")\nor not?' },
  ];
  const article = { ...newArticle(TEXT), published: "2021-05-04", source: "https://example.org/storm", ...changes };
  return keptOf(stepped(article, step), report());
}
