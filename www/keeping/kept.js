/** An article as the library and its files hold it: how it is made, what it must look like, how it is read again. Pure. */

import { definitions, report } from "../wasm/contract.js";
import { fault, like, list, maybe, object, oneOf, ref, text, whole } from "./shape.js";
import { corrections } from "../state.js";
import { clipped } from "../words.js";

/** @typedef {import('../report.d.ts').Report} Report */
/** @typedef {import('../state.js').Article} Article */
/** @typedef {import('../correcting/rules.js').Rule} Rule */
/** @typedef {import('./shape.js').Schema} Schema */

/**
 * @typedef {object} Kept
 * @property {1} format
 * @property {string} id
 * @property {string} title
 * @property {string | null} source where it was published, as the reader wrote it; never fetched
 * @property {string | null} published as the reader gave it
 * @property {string} pasted when, ISO 8601
 * @property {string} changed when last
 * @property {string} sha256 of the text
 * @property {string} text
 * @property {Article['hints']} hints
 * @property {Article['steps']} steps the reader's corrections, notes and publication dates
 * @property {number} cursor how many of the steps hold
 * @property {Report} report as it was when the article was kept, with the engine that made it
 */

/** @typedef {{articles: Kept[], rules: Rule[], damaged: string[]}} Backup */

/** Of the format below. */
const FORMAT = 1;
/** What a file of ours begins with. */
const MAGIC = "marginalia";

const moment = like("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$");
const uuid = like("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$");
const words = like("\\S");

const DAY = maybe(ref("PublicationDate"));
const CHANGE = oneOf(ref("Correction"), object({ op: { const: "published" }, date: DAY, was: DAY }));

const KEPT = object({
  format: { const: FORMAT },
  id: uuid,
  title: text,
  source: maybe(text),
  published: DAY,
  pasted: moment,
  changed: moment,
  sha256: like("^[0-9a-f]{64}$"),
  text: words,
  hints: list(ref("Hint")),
  steps: list(list(CHANGE)),
  cursor: whole,
  report,
});

const RULE = object({ surface: words, kind: maybe(ref("Kind")), article: uuid });

/** What an article is called: as the reader said, else by its headline, else by its first words. @param {Article} article @param {Report | null} report */
export function titleOf(article, report) {
  const first = article.text.trimStart().split("\n", 1)[0] ?? "";
  return article.title ?? clipped(report?.summary.title || first, 160);
}

/**
 * @param {Article} article
 * @param {Report} made of that article
 * @returns {Promise<Kept>}
 */
export async function keptOf(article, made) {
  const { id, source, published, pasted, text, hints, steps, cursor } = article;
  const [title, changed, sha256] = [titleOf(article, made), new Date().toISOString(), await hashOf(text)];
  return {
    format: FORMAT,
    id,
    title,
    source,
    published,
    pasted,
    changed,
    sha256,
    text,
    hints,
    steps,
    cursor,
    report: made,
  };
}

/**
 * @param {Kept} kept
 * @param {number} revision of the library that it came from; 0 when it came from a file
 * @returns {Article}
 */
export function articleOf({ id, title, source, published, pasted, text, hints, steps, cursor }, revision) {
  return { id, title, source, published, pasted, text, hints, steps, cursor, kept: revision, scroll: 0 };
}

/** Whether a report tells what the engine would say of this article, were it the engine of then. @param {Kept} kept @param {Article} article */
export function stillHolds(kept, article) {
  const asked = (/** @type {Kept | Article} */ of) =>
    JSON.stringify([of.text, of.hints, of.published, corrections(/** @type {Article} */ (of))]);
  return asked(kept) === asked(article);
}

/** SHA-256 of a text as UTF-8, in hexadecimal. @param {string} text */
export async function hashOf(text) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Why a value is no whole article, as the place of the damage; null when it is one. The report comes last: without it an
 * article can still be read.
 * @param {any} value
 * @returns {Promise<string | null>}
 */
export async function damageOf(value) {
  const found = fault(KEPT, value, definitions);
  if (found !== null && !/^report\b/.test(found)) return found;
  if (value.sha256 !== (await hashOf(value.text))) return "text";
  if (value.cursor > value.steps.length) return "cursor";
  if (!value.hints.every((/** @type {Span} */ hint) => isWithin(hint, value.text.length))) return "hints";
  return found ?? reportDamage(value.report, value.text);
}

/** @typedef {{start: number, end: number}} Span */

/** @param {Span} span @param {number} length */
function isWithin({ start, end }, length) {
  return start <= end && end <= length;
}

/** Where a report does not fit itself or its text; null where it does. @param {Report} report @param {string} text */
function reportDamage(report, text) {
  const { blocks, sentences, mentions, entities, dates, amounts, summary, published } = report;
  const sorted = (/** @type {Span[]} */ list) =>
    list.every((span, i) => isWithin(span, text.length) && span.start >= (list[i - 1]?.start ?? 0));
  const marked = (/** @type {number} */ m) => m < mentions.length;
  const ids = new Set(entities.map((entity) => entity.id));
  const ends = [0, ...blocks.map((block) => block.end)];
  const when = (/** @type {string | null} */ day) =>
    day === null || /^-?\d{4,}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?$/.test(day);
  /** @type {Record<string, boolean>} */
  const sound = {
    version: report.version === 1,
    published: (published.start ?? 0) <= (published.end ?? 0) && (published.end ?? 0) <= text.length,
    blocks:
      blocks.every((block, i) => block.start === ends[i] && block.end > block.start) && ends.at(-1) === text.length,
    sentences: sorted(sentences),
    mentions: sorted(mentions) && mentions.every((m) => m.start < m.end && (m.entity === null || ids.has(m.entity))),
    entities: ids.size === entities.length && entities.every((entity) => entity.mentions.every(marked)),
    places: entities.every(({ place }) => [place, place?.runner_up].every(isOnEarth)),
    dates: dates.every((d) => marked(d.mention) && isWithin(d.clause, text.length) && when(d.begin) && when(d.end)),
    amounts: amounts.every((amount) => marked(amount.mention)),
    summary: summary.sentences.every((s) => s < sentences.length),
  };
  const broken = Object.keys(sound).find((part) => !sound[part]);
  return broken === undefined ? null : `report/${broken}`;
}

/** @param {{lat: number, lon: number} | null | undefined} place */
function isOnEarth(place) {
  return !place || (Math.abs(place.lat) <= 90 && Math.abs(place.lon) <= 180);
}

/**
 * A file that holds articles whole, in parts, so that a large library is never one string.
 * @param {Kept[]} articles
 * @param {Rule[]} rules
 * @returns {string[]}
 */
export function backupOf(articles, rules) {
  const head = JSON.stringify({ [MAGIC]: "articles", format: FORMAT, rules }).slice(0, -1);
  return [`${head},"articles":[`, ...articles.map((kept, i) => `${i ? "," : ""}\n${JSON.stringify(kept)}`), "\n]}\n"];
}

/** Whether a file says that it holds our articles. @param {string} content */
export function isBackup(content) {
  return new RegExp(`^\\s*\\{\\s*"${MAGIC}"\\s*:`).test(content.slice(0, 200));
}

/**
 * Reads such a file. What is damaged in it is left out and named; an error tells that nothing of it can be read.
 * @param {string} content
 * @returns {Promise<Backup>}
 */
export async function readBackup(content) {
  const held = parsed(content);
  if (held?.[MAGIC] !== "articles" || !Array.isArray(held.articles) || !Array.isArray(held.rules))
    throw new Error("This file is damaged: it is not what Marginalia wrote. Nothing was taken from it.");
  if (held.format !== FORMAT)
    throw new Error("This file was written by another version of Marginalia, in a format that this one does not know.");
  /** @type {Backup} */
  const backup = { articles: [], rules: [], damaged: [] };
  for (const [i, kept] of held.articles.entries()) {
    const damage = await damageOf(kept);
    if (damage === null) backup.articles.push(kept);
    else backup.damaged.push(`article ${i + 1} (${damage || "all of it"})`);
  }
  for (const [i, rule] of held.rules.entries()) {
    if (fault(RULE, rule, definitions) === null) backup.rules.push(rule);
    else backup.damaged.push(`rule ${i + 1}`);
  }
  return backup;
}

/** @param {string} content @returns {any} */
function parsed(content) {
  try {
    return JSON.parse(content);
  } catch {
    throw new Error("This file is damaged: it ends too early or is not JSON. Nothing was taken from it.");
  }
}
