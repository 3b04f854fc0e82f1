/** What the page shows of a report: families, rows, set-aside runs, questions. Pure functions of report and text. */

import { placeDetail } from "./geography.js";
import { firstFrom } from "./pieces.js";
import { counted, inWords } from "../words.js";

/** @typedef {import('../report.d.ts').Report} Report */
/** @typedef {import('../report.d.ts').Mention} Mention */
/** @typedef {import('../report.d.ts').Kind} Kind */
/** @typedef {import('../report.d.ts').Block} Block */
/** @typedef {import('../report.d.ts').Entity} Entity */
/** @typedef {import('../report.d.ts').Date} When */
/** @typedef {'person' | 'organization' | 'place' | 'date'} Family */

/**
 * One name, or one date: a row of the sidebar.
 * @typedef {object} Thing
 * @property {string} id stable across reports of one text
 * @property {Kind} kind
 * @property {string} name
 * @property {string | null} note who it is, or how a date reads in the text
 * @property {number[]} mentions indices into the report, those of the article's body only
 * @property {number[]} everywhere all indices
 * @property {boolean} unsure whether one of its marks is: then it is asked about
 * @property {Entity | null} entity
 * @property {When | null} when
 */

/**
 * @typedef {object} Section
 * @property {string} id
 * @property {string} title
 * @property {string} short
 * @property {Kind[]} kinds
 * @property {Thing[]} things
 */

/** One unsure spelling. @typedef {{mentions: number[], surface: string, kind: Kind}} Question */

/**
 * @typedef {object} View
 * @property {Report} report
 * @property {string} text
 * @property {boolean[]} body whether each mention stands in the article's body
 * @property {Thing[]} things by mention index
 * @property {Map<string, Thing>} byId
 * @property {Section[]} families the four
 * @property {Section[]} also the other kinds that occur
 * @property {Question[]} questions
 * @property {number} waiting how many dates get their day from a publication date
 * @property {number} aside lines set aside
 * @property {number} words
 */

/** Below this confidence a name is marked as unsure and asked about. */
export const SURE = 0.8;

/** The four families: sections of the sidebar, and the kinds in each. */
export const FAMILIES = /** @type {{id: Family, title: string, short: string, kinds: Kind[], one: string}[]} */ ([
  { id: "person", title: "People", short: "People", kinds: ["person"], one: "person" },
  { id: "organization", title: "Organisations", short: "Orgs", kinds: ["organization"], one: "organisation" },
  { id: "place", title: "Places", short: "Places", kinds: ["place"], one: "place" },
  { id: "date", title: "Dates", short: "Dates", kinds: ["date", "time", "duration", "set"], one: "date" },
]);

/** The kinds shown in the text only when switched on. */
const ALSO = /** @type {{id: Kind, title: string}[]} */ ([
  { id: "group", title: "Groups" },
  { id: "event", title: "Events" },
  { id: "work", title: "Works" },
  { id: "law", title: "Laws" },
  { id: "product", title: "Products" },
  { id: "money", title: "Money" },
  { id: "percent", title: "Percentages" },
]);

/** @type {Map<Kind, string>} */
const FAMILY_OF = new Map(FAMILIES.flatMap((f) => f.kinds.map((kind) => [kind, f.id])));

/** The family of a kind, or the kind itself for those without one. @param {Kind} kind */
export function familyOf(kind) {
  return FAMILY_OF.get(kind) ?? kind;
}

/**
 * Whether the marks of a kind are shown: the four families unless switched off, the others once switched on.
 * @param {Kind} kind
 * @param {{hidden: ReadonlySet<string>, extra: ReadonlySet<string>}} state
 */
export function isShown(kind, { hidden, extra }) {
  const family = familyOf(kind);
  return FAMILY_OF.has(kind) ? !hidden.has(family) : extra.has(family);
}

/** @param {Mention} mention */
export function isUnsure(mention) {
  return mention.by === "engine" && mention.confidence !== null && mention.confidence < SURE;
}

/**
 * @param {Report} report
 * @param {string} text
 * @returns {View}
 */
export function read(report, text) {
  const body = inBody(report);
  const byId = thingsOf(report, text, body);
  /** @type {Thing[]} */
  const things = [];
  for (const thing of byId.values()) for (const m of thing.everywhere) things[m] = thing;
  const listedThings = [...byId.values()].filter((t) => t.mentions.length > 0);
  const of = (/** @type {Kind[]} */ kinds) => surerFirst(listedThings.filter((t) => kinds.includes(t.kind)));
  return {
    report,
    text,
    body,
    things,
    byId,
    families: FAMILIES.map((f) => ({ ...f, things: f.id === "date" ? byTime(of(f.kinds)) : of(f.kinds) })),
    also: ALSO.map((a) => ({ ...a, short: a.title, kinds: [a.id], things: of([a.id]) })).filter(
      (s) => s.things.length > 0,
    ),
    questions: questions(report, text, body),
    waiting: report.dates.filter((d) => body[d.mention] && isOpen(d)).length,
    aside: report.blocks.filter((b) => !b.body && text.slice(b.start, b.end).trim() !== "").length,
    words: report.blocks.reduce((sum, b) => (b.body ? sum + wordCount(text, b) : sum), 0),
  };
}

/** Whether a date would get its day from a publication date. @param {When} date */
export function isOpen(date) {
  return date.begin === null && date.type !== "DURATION" && date.type !== "SET" && date.value.includes("X");
}

/** @param {Report} report @returns {boolean[]} */
function inBody(report) {
  let at = 0;
  return report.mentions.map((mention) => {
    while (at + 1 < report.blocks.length && mention.start >= /** @type {Block} */ (report.blocks[at]).end) at++;
    return report.blocks[at]?.body ?? true;
  });
}

/** @param {Report} report @param {string} text @param {boolean[]} body */
function thingsOf(report, text, body) {
  /** @type {Map<string, Thing>} */
  const byId = new Map();
  for (const entity of report.entities) {
    const mentions = entity.mentions.filter((m) => body[m]);
    const marked = (mentions.length ? mentions : entity.mentions).map(
      (m) => /** @type {Mention} */ (report.mentions[m]),
    );
    byId.set(entity.id, {
      id: entity.id,
      kind: entity.kind,
      name: entity.name,
      note: entity.role,
      mentions,
      everywhere: entity.mentions,
      unsure: marked.some(isUnsure),
      entity,
      when: null,
    });
  }
  const whens = new Map(report.dates.map((d) => [d.mention, d]));
  report.mentions.forEach((mention, m) => {
    if (mention.entity !== null && byId.has(mention.entity)) return;
    const when = whens.get(m) ?? null;
    const surface = text.slice(mention.start, mention.end).replace(/\s+/g, " ");
    const words = when && (when.begin !== null || when.type === "DATE") ? inWords(when.value) : null;
    const id = `${familyOf(mention.kind)}:${words ?? surface.toLowerCase()}`;
    const known = byId.get(id);
    if (known) {
      known.everywhere.push(m);
      if (body[m]) known.mentions.push(m);
      if (words && !known.note?.split(", ").includes(surface)) known.note = `${known.note}, ${surface}`;
    } else {
      byId.set(id, {
        id,
        kind: mention.kind,
        name: words ?? surface,
        note: words ? surface : null,
        mentions: body[m] ? [m] : [],
        everywhere: [m],
        unsure: false,
        entity: null,
        when,
      });
    }
  });
  return byId;
}

/** The order as it is, but for names seen once and unsure: they lead no list. @param {Thing[]} things */
function surerFirst(things) {
  const faint = (/** @type {Thing} */ t) => t.unsure && t.mentions.length === 1;
  return [...things.filter((t) => !faint(t)), ...things.filter(faint)];
}

/** Dated things in the order of time, the others after them in the order of the text. @param {Thing[]} things */
function byTime(things) {
  const key = (/** @type {Thing} */ t) => t.when?.begin ?? "~";
  return things
    .map((thing, order) => ({ thing, order }))
    .sort((a, b) => (key(a.thing) < key(b.thing) ? -1 : key(a.thing) > key(b.thing) ? 1 : a.order - b.order))
    .map((t) => t.thing);
}

/** The unsure spellings of the kinds that are shown. @param {Report} report @param {string} text @param {boolean[]} body @returns {Question[]} */
function questions(report, text, body) {
  /** @type {Map<string, Question>} */
  const asked = new Map();
  report.mentions.forEach((mention, m) => {
    if (!body[m] || !isUnsure(mention) || !FAMILY_OF.has(mention.kind)) return;
    const surface = text.slice(mention.start, mention.end);
    const key = `${mention.kind}:${surface}`;
    const known = asked.get(key);
    if (known) known.mentions.push(m);
    else asked.set(key, { mentions: [m], surface, kind: mention.kind });
  });
  return [...asked.values()];
}

/** Stretches without white space. @param {string} text @param {{start: number, end: number}} span */
function wordCount(text, { start, end }) {
  let count = 0;
  let inside = false;
  for (let i = start; i < end; i++) {
    const blank = text.charCodeAt(i) <= 32;
    if (!blank && !inside) count++;
    inside = !blank;
  }
  return count;
}

/** The key sentences to show: none for a short text, more for a long one. @param {View} view */
export function keySentences(view) {
  const most = view.words < 250 ? 0 : view.words > 1600 ? 4 : view.words > 800 ? 3 : 2;
  return view.report.summary.sentences.slice(0, most).flatMap((s) => view.report.sentences[s] ?? []);
}

/** What tells a stretch from all others of its text: its start and end. @param {{start: number, end: number}} span */
export function keyOf({ start, end }) {
  return `${start}:${end}`;
}

/** Index of the mention with this key, or -1. @param {Report} report @param {string | null} key */
export function mentionOf(report, key) {
  const [start, end] = (key ?? "-1:-1").split(":").map(Number);
  for (let m = firstFrom(report.mentions, start ?? -1, (x) => x.start); report.mentions[m]?.start === start; m++) {
    if (report.mentions[m]?.end === end) return m;
  }
  return -1;
}

/** The keys of a thing's occurrences: those of the body, or all when none is there. @param {View} view @param {Thing} thing */
export function keysOf(view, thing) {
  const list = thing.mentions.length ? thing.mentions : thing.everywhere;
  return list.map((m) => keyOf(/** @type {Mention} */ (view.report.mentions[m])));
}

const ASIDE = /** @type {Record<string, string>} */ ({
  bio: "about the author",
  related: "other articles",
  promo: "promotion",
  furniture: "menus and notices",
});

/** What a run of set-aside blocks is, in a few words. @param {Block[]} blocks @param {string} text */
export function asideLabel(blocks, text) {
  const words = blocks.map((b) => {
    const newsletter = b.role === "promo" && /newsletter|sign up|inbox/i.test(text.slice(b.start, b.end));
    return newsletter ? "newsletter sign-up" : (ASIDE[b.role] ?? b.role);
  });
  const distinct = [...new Set(words)];
  const merged = distinct.includes("newsletter sign-up") ? distinct.filter((w) => w !== "promotion") : distinct;
  return `${counted(blocks.length, "line")} set aside: ${merged.join(", ")}`;
}

/** The one announcement after a text was marked. @param {View} view */
export function announcement(view) {
  const found = view.families.map((f, i) => counted(f.things.length, FAMILIES[i]?.one ?? "", f.title.toLowerCase()));
  const aside = view.aside ? ` ${counted(view.aside, "line")} set aside.` : "";
  const check = view.questions.length ? ` ${view.questions.length} to check.` : "";
  return `Marked: ${found.join(", ")}.${aside}${check}`;
}

/** The language of a text by its name; what a report from a file calls its language may be no code. @param {Report} report */
export function languageOf({ language: { code } }) {
  const names = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });
  const name = /^[a-z]{2,3}$/.test(code) && code !== "und" ? names.of(code) : null;
  return name ?? "another language";
}

/** One occurrence, said to those who hear the page. @param {View} view @param {number} mention */
export function spoken(view, mention) {
  const thing = view.things[mention];
  const marked = view.report.mentions[mention];
  if (!thing || !marked) return "";
  const family = FAMILIES.find((f) => f.kinds.includes(thing.kind))?.one ?? thing.kind;
  const list = thing.mentions.includes(mention) ? thing.mentions : thing.everywhere;
  const place = `${list.indexOf(mention) + 1} of ${list.length}`;
  return [view.text.slice(marked.start, marked.end), family, place, detail(thing)].filter(Boolean).join(", ");
}

/** Who a name is, or why a date has its value. @param {Thing} thing */
export function detail(thing) {
  if (thing.when) return thing.when.why || thing.note || "";
  const place = thing.entity?.place;
  if (!place || thing.kind !== "place") return thing.note ?? "";
  return place.name === thing.name ? placeDetail(place) : `${place.name}, ${placeDetail(place)}`;
}
