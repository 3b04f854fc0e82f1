/** Spellings the reader has declared for every article: kept in this browser, listed and editable under "?". */

/** @typedef {import('./report.d.ts').Correction} Correction */
/** @typedef {import('./report.d.ts').Kind} Kind */
/** @typedef {{surface: string, kind: Kind | null, article: string}} Rule `article` is the id of the one it came from */

const KEY = "rules";

export class Rules {
  /** @type {Rule[]} */ #rules = [];
  #storage;

  /** @param {Storage | null} storage */
  constructor(storage) {
    this.#storage = storage;
    try {
      const stored = JSON.parse(storage?.getItem(KEY) ?? "[]");
      if (Array.isArray(stored)) this.#rules = stored.filter((r) => typeof r?.surface === "string");
    } catch {
      // Damaged: begin anew.
    }
  }

  all() {
    return this.#rules;
  }

  /** Adds a rule, or changes the one for this spelling. @param {Rule} rule */
  put(rule) {
    this.#write([...this.#rules.filter((r) => r.surface !== rule.surface), rule]);
  }

  /** @param {string} surface */
  remove(surface) {
    this.#write(this.#rules.filter((r) => r.surface !== surface));
  }

  /** Removes those that came from an article. @param {string} article */
  forget(article) {
    this.#write(this.#rules.filter((r) => r.article !== article));
  }

  /** @returns {Correction[]} */
  corrections() {
    return this.#rules.map(({ surface, kind }) =>
      kind === null ? { op: "unmark", at: { surface } } : { op: "mark", at: { surface }, kind },
    );
  }

  /** @param {Rule[]} rules */
  #write(rules) {
    this.#rules = rules;
    try {
      this.#storage?.setItem(KEY, JSON.stringify(rules));
    } catch {
      // The store is full or closed: the rules hold until the page is left.
    }
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
