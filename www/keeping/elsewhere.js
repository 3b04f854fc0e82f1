/** Where else a name appears: names of one article found again in others. Pure. */

import { familyOf } from "../reading/read.js";

/** @typedef {import('../report.d.ts').Report} Report */
/** @typedef {import('../report.d.ts').Entity} Entity */

/** A name as the library knows it. @typedef {{kind: string, name: string, keys: string[]}} Named */

/** A spelling without case and accents. @param {string} words */
export function folded(words) {
  return words.normalize("NFKD").replace(/\p{M}/gu, "").replace(/\s+/g, " ").toLowerCase();
}

/**
 * The spellings by which an entity is known again. A person's lone surname tells nothing outside of its article, unless
 * it is all there is.
 * @param {Entity} entity
 */
function keysOf({ kind, name, aliases }) {
  const all = [name, ...aliases];
  const full = kind === "person" ? all.filter((spelling) => /\S\s+\S/.test(spelling)) : all;
  return [...new Set((full.length ? full : [name]).map(folded))];
}

/** The names of a report's article, in its order of weight. @param {Report} report @returns {Named[]} */
export function spellingsOf(report) {
  return report.entities.map((entity) => ({ kind: entity.kind, name: entity.name, keys: keysOf(entity) }));
}

/**
 * The articles in which an entity is named, other than its own.
 * @template {{id: string, names: Named[]}} T
 * @param {T[]} library
 * @param {Entity} entity
 * @param {string} own
 */
export function elsewhere(library, entity, own) {
  const keys = new Set(keysOf(entity));
  const same = (/** @type {Named} */ n) => n.kind === entity.kind && n.keys.some((key) => keys.has(key));
  return library.filter(({ id, names }) => id !== own && names.some(same));
}

/**
 * The names whose spelling begins a word with `query`, with the number of articles each is in; those in most first.
 * @param {{names: Named[]}[]} library
 * @param {string} query
 */
export function namesLike(library, query) {
  const wanted = folded(query.trim());
  /** @type {Map<string, {name: string, kind: string, count: number}>} */
  const found = new Map();
  if (wanted === "") return [];
  for (const { names } of library) {
    const seen = new Set();
    for (const { kind, name, keys } of names) {
      if (!keys.some((key) => ` ${key}`.includes(` ${wanted}`))) continue;
      const id = `${familyOf(/** @type {any} */ (kind))} ${folded(name)}`;
      if (seen.has(id)) continue;
      seen.add(id);
      const known = found.get(id);
      if (known) known.count++;
      else found.set(id, { name, kind, count: 1 });
    }
  }
  return [...found.values()].sort((a, b) => b.count - a.count);
}
