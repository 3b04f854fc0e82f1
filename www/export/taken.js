/** What every export is made from: an article as it is kept, read as the page reads it. Pure. */

import { notesOf } from "../correcting/correct.js";
import { articleOf } from "../keeping/kept.js";
import { firstFrom } from "../reading/pieces.js";
import { detail, read } from "../reading/read.js";
import { corrections } from "../state.js";
import { inWords } from "../words.js";

/** @typedef {import('../keeping/kept.js').Kept} Kept */
/** @typedef {import('../report.d.ts').Mention} Mention */
/** @typedef {import('../reading/read.js').Thing} Thing */
/** @typedef {{kept: Kept, view: import('../reading/read.js').View, notes: import('../correcting/correct.js').Note[]}} Taken */

/** @param {Kept} kept @returns {Taken} */
export function taken(kept) {
  return {
    kept,
    view: read(kept.report, kept.text),
    notes: notesOf(kept.text, corrections(articleOf(kept, 0))),
  };
}

/** What marked the text. @param {Kept} kept */
export function engineOf({ report }) {
  return `Marginalia ${report.engine.version}, model ${report.engine.model}`;
}

/** Where a copy comes from, as labels and words; what is not known is left out. @param {Kept} kept @returns {[string, string][]} */
export function origin(kept) {
  const { date } = kept.report.published;
  /** @type {[string, string | null][]} */
  const lines = [
    ["Source", kept.source],
    ["Published", date && (inWords(date) ?? date)],
    ["Pasted", inWords(kept.pasted.slice(0, 10))],
    ["Marked by", engineOf(kept)],
  ];
  return lines.flatMap(([label, words]) => (words ? [[label, words]] : []));
}

/** The mentions that reach into a block. @param {Kept} kept @param {{start: number, end: number}} block */
export function mentionsIn({ report: { mentions } }, block) {
  const first = firstFrom(mentions, block.start, (m) => m.end - 1);
  return mentions.slice(
    first,
    firstFrom(mentions, block.end, (m) => m.start),
  );
}

/** The sentence around a stretch on one line, or its block where no sentence is. @param {Kept} kept @param {{start: number, end: number}} span */
export function sentenceOf({ report, text }, { start }) {
  const around = (/** @type {{start: number, end: number}[]} */ list) => {
    const found = list[firstFrom(list, start + 1, (s) => s.start) - 1];
    return found && start < found.end ? found : null;
  };
  const found = around(report.sentences) ?? around(report.blocks);
  return found ? oneLine(text.slice(found.start, found.end)) : "";
}

/** @param {string} words */
export function oneLine(words) {
  return words.trim().replace(/\s+/g, " ");
}

/** The things of the article's body, family by family. @param {Taken} taken */
export function sections({ view }) {
  return [...view.families, ...view.also].filter((section) => section.things.length > 0);
}

/** What is known of a thing in words: who it is, where it lies; how a date reads in the text. @param {Thing} thing */
export function about(thing) {
  if (!thing.when) return detail(thing);
  return thing.note === thing.name ? "" : (thing.note ?? "");
}

/** A name as the sidebar has it: with a question mark where it is unsure. @param {Thing} thing */
export function titled(thing) {
  return thing.name + (thing.unsure ? " ?" : "");
}

/** What the question mark means; nothing where there is none. @param {Taken} taken */
export function unsureWords(taken) {
  const some = sections(taken).some(({ things }) => things.some((thing) => thing.unsure));
  return some ? "A question mark stands after a name that is not sure." : "";
}
