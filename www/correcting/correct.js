/** The reader's corrections as the core takes them, made from what is on the page. Pure. */

/** @typedef {import('../report.d.ts').Correction} Correction */
/** @typedef {import('../report.d.ts').Target} Target */
/** @typedef {import('../report.d.ts').Spot} Spot */
/** @typedef {import('../report.d.ts').Kind} Kind */
/** @typedef {import('../report.d.ts').Report} Report */
/** @typedef {{start: number, end: number}} Span */
/** @typedef {{start: number, end: number, text: string, spot: Spot}} Note */

/** Characters kept on each side of a spot. */
const CONTEXT = 32;
/** Characters on one side that must agree for a spot in an edited text. */
const SIDE = 16;

/**
 * A stretch told by its words. Context never cuts a surrogate pair in two.
 * @param {string} text
 * @param {Span} span
 * @returns {Spot}
 */
export function spotOf(text, { start, end }) {
  const from = Math.max(0, start - CONTEXT);
  const to = Math.min(text.length, end + CONTEXT);
  return {
    quote: text.slice(start, end),
    prefix: text.slice(isLow(text, from) ? from + 1 : from, start),
    suffix: text.slice(end, isLow(text, to) ? to - 1 : to),
    start,
  };
}

/** @param {string} text @param {number} at */
function isLow(text, at) {
  return /[\udc00-\udfff]/.test(text[at] ?? "");
}

/**
 * This spelling, wherever it stands, is of this kind; `null` for no name.
 * @param {Target} at
 * @param {Kind | null} kind
 * @returns {Correction}
 */
export function naming(at, kind) {
  return kind === null ? { op: "unmark", at } : { op: "mark", at, kind };
}

/**
 * Where a spot stands in a text that may have been edited: at its start; else at the only place with the same words
 * around; else at the nearest place that agrees on one side. Null when it is gone.
 * @param {string} text
 * @param {Spot} spot
 * @returns {Span | null}
 */
export function placed(text, { quote, prefix = "", suffix = "", start }) {
  if (quote === "") return null;
  const span = (/** @type {number} */ at) => ({ start: at, end: at + quote.length });
  if (text.startsWith(quote, start)) return span(start);
  const around = prefix + quote + suffix;
  const whole = text.indexOf(around);
  if (whole >= 0 && text.indexOf(around, whole + 1) < 0) return span(whole + prefix.length);
  let best = -1;
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
    const agrees = sameBefore(text, at, prefix) >= SIDE || sameAfter(text, at + quote.length, suffix) >= SIDE;
    if (agrees && (best < 0 || Math.abs(at - start) < Math.abs(best - start))) best = at;
  }
  return best < 0 ? null : span(best);
}

/** @param {string} text @param {number} at @param {string} prefix */
function sameBefore(text, at, prefix) {
  let n = 0;
  while (n < prefix.length && text[at - 1 - n] === prefix[prefix.length - 1 - n]) n++;
  return n;
}

/** @param {string} text @param {number} at @param {string} suffix */
function sameAfter(text, at, suffix) {
  let n = 0;
  while (n < suffix.length && text[at + n] === suffix[n]) n++;
  return n;
}

/**
 * The notes that stand: for each spot the last one, none where it is empty.
 * @param {string} text
 * @param {Correction[]} corrections
 * @returns {Note[]}
 */
export function notesOf(text, corrections) {
  /** @type {Map<string, Note>} */
  const notes = new Map();
  for (const correction of corrections) {
    if (correction.op !== "note") continue;
    const at = placed(text, correction.at);
    if (at) notes.set(`${at.start}:${at.end}`, { ...at, text: correction.text, spot: correction.at });
  }
  return [...notes.values()].filter((note) => note.text !== "").sort((a, b) => a.start - b.start || b.end - a.end);
}

/** A word, with the points and marks inside it. */
const WORD = /[\p{L}\p{M}\p{N}]+(?:[.'’&-][\p{L}\p{M}\p{N}]+)*/gu;

/**
 * The stretch with one edge moved by a word, within `bounds`; null when there is no word to take or to leave.
 * @param {string} text
 * @param {Span} span
 * @param {"start" | "end"} edge
 * @param {1 | -1} by to the right or to the left
 * @param {Span} bounds
 * @returns {Span | null}
 */
export function moveEdge(text, span, edge, by, bounds) {
  const words = [...text.slice(bounds.start, bounds.end).matchAll(WORD)].map((m) => ({
    start: bounds.start + m.index,
    end: bounds.start + m.index + m[0].length,
  }));
  const edges = words.map((word) => word[edge]);
  const now = span[edge];
  const to = by > 0 ? edges.find((e) => e > now) : edges.findLast((e) => e < now);
  if (to === undefined) return null;
  const moved = { ...span, [edge]: to };
  return moved.start < moved.end ? moved : null;
}

/**
 * How many mentions of a report have this spelling, and are of this kind.
 * @param {Report} report
 * @param {string} text
 * @param {string} surface
 * @param {Kind | null} kind
 */
export function countOf(report, text, surface, kind) {
  const same = report.mentions.filter((m) => m.end - m.start === surface.length && text.startsWith(surface, m.start));
  return same.filter((m) => m.kind === kind).length;
}

/** Where a spelling stands as whole words. @param {string} text @param {string} surface */
export function occurrences(text, surface) {
  let count = 0;
  const letter = /[\p{L}\p{N}]/u;
  for (let at = text.indexOf(surface); at >= 0 && surface; at = text.indexOf(surface, at + surface.length)) {
    if (!letter.test(text[at - 1] ?? "") && !letter.test(text[at + surface.length] ?? "")) count++;
  }
  return count;
}

/**
 * Whether a text looks like another version of an older one: most of its lines' words are the same, line for line.
 * @param {string} text
 * @param {string} older
 */
export function isNewVersion(text, older) {
  if (text === older) return false;
  const lines = (/** @type {string} */ t) => new Set(t.split("\n").flatMap(runs));
  const [now, before] = [lines(text), lines(older)];
  if (now.size === 0 || before.size === 0) return false;
  let shared = 0;
  for (const run of now) if (before.has(run)) shared++;
  return shared / Math.min(now.size, before.size) >= 0.5;
}

/** The runs of five words of a line. @param {string} line */
function runs(line) {
  const words = line.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.slice(0, Math.max(0, words.length - 4)).map((_, i) => words.slice(i, i + 5).join(" "));
}
