/**
 * Articles of this tab: they survive a reload and go with the tab. Pages opened from disk share one store between all
 * of them, so from there nothing is written and everything stays in memory.
 */

/** @typedef {import('../state.js').Article} Article */

const PREFIX = "article:";

export class Session {
  /** @type {Map<string, Article>} those that the tab's store has no room for */ #unstored = new Map();
  #storage;

  /** @param {Storage | null} storage */
  constructor(storage) {
    this.#storage = storage;
  }

  /** @param {string} id @returns {Article | null} */
  get(id) {
    return this.#unstored.get(id) ?? parsed(this.#storage?.getItem(PREFIX + id) ?? null);
  }

  /** All, the oldest first. */
  all() {
    const stored = this.#keys().flatMap((key) => parsed(this.#storage?.getItem(key) ?? null) ?? []);
    return [...stored, ...this.#unstored.values()].sort((a, b) => (a.pasted < b.pasted ? -1 : 1));
  }

  /** The last other article with the very text of this one. @param {Article} article */
  like({ id, text }) {
    const words = JSON.stringify(text);
    const stored = this.#keys().filter((key) => this.#storage?.getItem(key)?.includes(words));
    const found = [...stored.map((key) => this.get(key.slice(PREFIX.length))), ...this.#unstored.values()];
    return found.findLast((a) => a && a.id !== id && a.text === text) ?? null;
  }

  /**
   * Keeps `article` for this tab. Older ones give way when the tab's store is full, and stay in memory.
   * @param {Article} article
   * @returns {boolean} whether it will survive a reload
   */
  put(article) {
    if (this.#write(article)) return true;
    for (const other of this.#storage ? this.all() : []) {
      if (other.id === article.id || this.#unstored.has(other.id)) continue;
      this.#storage?.removeItem(PREFIX + other.id);
      this.#unstored.set(other.id, other);
      if (this.#write(article)) return true;
    }
    this.#storage?.removeItem(PREFIX + article.id);
    this.#unstored.set(article.id, article);
    return false;
  }

  /** @param {string} id */
  forget(id) {
    this.#unstored.delete(id);
    this.#storage?.removeItem(PREFIX + id);
  }

  /** @param {Article} article */
  #write(article) {
    try {
      if (!this.#storage) return false;
      this.#storage.setItem(PREFIX + article.id, JSON.stringify(article));
      this.#unstored.delete(article.id);
      return true;
    } catch {
      return false;
    }
  }

  #keys() {
    const storage = this.#storage;
    if (!storage) return [];
    return Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? "").filter((k) => k.startsWith(PREFIX));
  }
}

/** @param {string | null} value @returns {Article | null} */
function parsed(value) {
  try {
    const article = JSON.parse(value ?? "");
    const whole = typeof article?.id === "string" && typeof article.text === "string" && Array.isArray(article.steps);
    return whole ? { title: null, source: null, kept: 0, ...article } : null;
  } catch {
    return null;
  }
}

/** The tab's own store, or null where there is none to use. */
export function tabStorage() {
  try {
    return location.protocol === "file:" ? null : sessionStorage;
  } catch {
    return null;
  }
}
