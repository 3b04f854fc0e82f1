/** Spellings the reader has declared for every article: kept in this browser, listed and editable under "?". */

import { SINGULAR } from "../words.js";

/** @typedef {import('../report.d.ts').Correction} Correction */
/** @typedef {import('../report.d.ts').Kind} Kind */
/** @typedef {{surface: string, kind: Kind | null, article: string}} Rule `article` is the id of the one it came from */

const KEY = "rules";

export class Rules {
  /** @type {Rule[] | null} what could not be written */ #unstored = null;
  #storage;

  /** @param {Storage | null} storage */
  constructor(storage) {
    this.#storage = storage;
  }

  /** Read anew each time: another tab may have added to them. */
  all() {
    return this.#unstored ?? parsed(this.#storage?.getItem(KEY) ?? null);
  }

  /**
   * Adds a rule, or changes the one for this spelling.
   * @param {Rule} rule
   * @returns {boolean} whether it outlasts the page
   */
  put(rule) {
    return this.#write([...this.all().filter((r) => r.surface !== rule.surface), rule]);
  }

  /** @param {string} surface */
  remove(surface) {
    this.#write(this.all().filter((r) => r.surface !== surface));
  }

  /** Removes those that came from an article. @param {string} article */
  forget(article) {
    this.#write(this.all().filter((r) => r.article !== article));
  }

  /** @returns {Correction[]} */
  corrections() {
    return this.all().map(({ surface, kind }) =>
      kind === null ? { op: "unmark", at: { surface } } : { op: "mark", at: { surface }, kind },
    );
  }

  /** @param {Rule[]} rules */
  #write(rules) {
    try {
      this.#storage?.setItem(KEY, JSON.stringify(rules));
      this.#unstored = this.#storage ? null : rules;
    } catch {
      // The store is full or closed: the rules hold until the page is left.
      this.#unstored = rules;
    }
    return this.#unstored === null;
  }
}

/** @param {string | null} stored @returns {Rule[]} */
function parsed(stored) {
  try {
    const rules = JSON.parse(stored ?? "[]");
    const sound = (/** @type {any} */ r) =>
      typeof r?.surface === "string" && (r.kind === null || Object.hasOwn(SINGULAR, r.kind));
    return Array.isArray(rules) ? rules.filter(sound) : [];
  } catch {
    return [];
  }
}

/** The browser's own store, or null where there is none to use: pages opened from disk would share it. */
export function lastingStorage() {
  try {
    return location.protocol === "file:" ? null : localStorage;
  } catch {
    return null;
  }
}
