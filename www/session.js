/**
 * Articles of this tab: they survive a reload and go with the tab. Pages opened from disk share one store between all
 * of them, so from there nothing is written and everything stays in memory.
 */

/** @typedef {import('./state.js').Article} Article */

const PREFIX = "article:";

export class Session {
  /** @type {Map<string, Article>} */ #articles = new Map();
  /** @type {Storage | null} */ #storage;

  /** @param {Storage | null} storage */
  constructor(storage) {
    this.#storage = storage;
    for (const key of this.#keys()) {
      const article = parsed(this.#storage?.getItem(key) ?? null);
      if (article) this.#articles.set(article.id, article);
    }
  }

  /** @param {string} id */
  get(id) {
    return this.#articles.get(id) ?? null;
  }

  /** All, the oldest first. */
  all() {
    return [...this.#articles.values()].sort((a, b) => (a.pasted < b.pasted ? -1 : 1));
  }

  /**
   * Keeps `article` for this tab. Older ones give way when the tab's store is full.
   * @param {Article} article
   * @returns {boolean} whether it will survive a reload
   */
  put(article) {
    this.#articles.set(article.id, article);
    if (!this.#storage) return false;
    const value = JSON.stringify(article);
    for (const other of [null, ...this.all().filter((a) => a.id !== article.id)]) {
      try {
        if (other) this.#storage.removeItem(PREFIX + other.id);
        this.#storage.setItem(PREFIX + article.id, value);
        return true;
      } catch {
        // The store is full: the next round lets the oldest other article go.
      }
    }
    return false;
  }

  /** @param {string} id */
  forget(id) {
    this.#articles.delete(id);
    this.#storage?.removeItem(PREFIX + id);
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
