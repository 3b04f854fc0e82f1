/**
 * The library: articles that were kept, in this browser's own database. What lists and look-ups need is in one store, the
 * texts with the reader's work in another, the reports in a third, so that none is read in vain.
 */

import { spellingsOf } from "./elsewhere.js";
import { notesOf } from "../correcting/correct.js";
import { articleOf } from "./kept.js";
import { corrections } from "../state.js";

/** @typedef {import('./kept.js').Kept} Kept */
/** @typedef {import('./elsewhere.js').Named} Named */

/**
 * What is known of an article without reading it.
 * @typedef {object} Entry
 * @property {string} id
 * @property {string} title
 * @property {string} pasted
 * @property {string | null} published
 * @property {string} changed
 * @property {string} sha256
 * @property {number} revision counts the times it was written
 * @property {string | null} spared the engine whose other reading the reader declined
 * @property {Named[]} names of its report
 * @property {number} corrections
 * @property {number} notes
 */

/** An article with its revision. @typedef {{kept: Kept, entry: Entry}} Found */

/** The article is not as it was when it was read: it was changed in another tab, or forgotten there. */
export class Conflict extends Error {
  name = "Conflict";

  /** @param {boolean} gone */
  constructor(gone) {
    super(gone ? "This article was forgotten in another tab." : "This article was changed in another tab.");
    this.gone = gone;
  }
}

const NAME = "marginalia";
const STORES = ["entries", "texts", "reports"];

export class Library {
  /** Whether there may be one: pages opened from disk would all share it, so they have none. */
  open;
  /** @type {Promise<IDBDatabase> | null} */ #database = null;
  /** @type {BroadcastChannel | null} */ #others = null;

  /** @param {boolean} open */
  constructor(open) {
    this.open = open;
    if (open && typeof BroadcastChannel === "function") this.#others = new BroadcastChannel(NAME);
  }

  /** Calls back when another tab changed the library, with what it has forgotten. @param {(gone: string[]) => void} changed */
  watch(changed) {
    this.#others?.addEventListener("message", ({ data }) => changed(data));
  }

  /** What it holds, those changed last first. @returns {Promise<Entry[]>} */
  async entries() {
    if (!this.open) return [];
    const all = /** @type {Entry[]} */ (await answer((await this.#store("entries")).getAll()));
    return all.sort((a, b) => (a.changed < b.changed ? 1 : -1));
  }

  /** All texts, for a search. @returns {Promise<{id: string, text: string}[]>} */
  async texts() {
    return answer((await this.#store("texts")).getAll());
  }

  /** @param {string} id @returns {Promise<Found | null>} */
  async get(id) {
    if (!this.open) return null;
    const { transaction } = await this.#store("entries");
    const [entry, text, report] = await Promise.all(
      STORES.map((store) => answer(transaction.objectStore(store).get(id))),
    );
    if (!entry) return null;
    const { title, pasted, changed, sha256 } = entry;
    const kept = { format: 1, title, pasted, changed, sha256, ...text, ...report, id };
    return { kept: /** @type {Kept} */ (kept), entry };
  }

  /** The article with this very text. @param {string} sha256 @returns {Promise<Entry | null>} */
  async withText(sha256) {
    if (!this.open) return null;
    return (await answer((await this.#store("entries")).index("sha256").get(sha256))) ?? null;
  }

  /**
   * Writes an article, if the library still has it as it was read.
   * @param {Kept} kept
   * @param {number} revision that was read; 0 for an article that is new here
   * @param {string | null} [spared]
   * @returns {Promise<number>} its new revision
   */
  async put(kept, revision, spared = null) {
    const { id, report, source, published, text, hints, steps, cursor } = kept;
    const entries = await this.#store("entries", "readwrite");
    const { transaction } = entries;
    const there = /** @type {Entry | undefined} */ (await answer(entries.get(id)));
    if ((there?.revision ?? 0) !== revision) {
      transaction.abort();
      throw new Conflict(there === undefined);
    }
    const done = end(transaction);
    try {
      entries.put(entryOf(kept, revision + 1, spared));
      transaction.objectStore("texts").put({ id, text, hints, source, published, steps, cursor });
      transaction.objectStore("reports").put({ id, report });
    } catch (error) {
      // What was put before would be written without the rest.
      done.catch(() => {});
      transaction.abort();
      throw error;
    }
    await done;
    this.#others?.postMessage([]);
    return revision + 1;
  }

  /** @param {string[]} ids */
  async remove(ids) {
    const { transaction } = await this.#store("entries", "readwrite");
    for (const id of ids) for (const store of STORES) transaction.objectStore(store).delete(id);
    await end(transaction);
    this.#others?.postMessage(ids);
  }

  /** A store in a transaction over all of them. @param {string} name @param {IDBTransactionMode} [mode] */
  async #store(name, mode = "readonly") {
    this.#database ??= this.#connect();
    return (await this.#database).transaction(STORES, mode, { durability: "strict" }).objectStore(name);
  }

  async #connect() {
    const forget = () => (this.#database = null);
    try {
      const request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => {
        const [entries] = STORES.map((store) => request.result.createObjectStore(store, { keyPath: "id" }));
        entries?.createIndex("sha256", "sha256");
      };
      const database = await answer(request);
      // A newer page in another tab wants in, or the browser has taken the database away.
      database.onversionchange = () => (database.close(), forget());
      database.onclose = forget;
      return database;
    } catch (error) {
      forget();
      throw error;
    }
  }
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
function answer(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Resolves when all of it is written; else nothing of it is. @param {IDBTransaction} transaction @returns {Promise<void>} */
function end(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}

/** @param {Kept} kept @param {number} revision @param {string | null} spared @returns {Entry} */
function entryOf(kept, revision, spared) {
  const { id, title, pasted, changed, sha256, text, report } = kept;
  const made = corrections(articleOf(kept, revision));
  const notes = notesOf(text, made).length;
  const changes = made.filter((correction) => correction.op !== "note").length;
  const { date: published } = report.published;
  const names = spellingsOf(report);
  return { id, title, pasted, published, changed, sha256, revision, spared, names, corrections: changes, notes };
}

/** Why something could not be written or read, in a sentence. @param {unknown} error */
export function reasonOf(error) {
  switch (/** @type {Error} */ (error)?.name) {
    case "QuotaExceededError":
      return "There is no room left in this browser’s store.";
    case "VersionError":
      return "The library belongs to a newer version of this page: reload it.";
    case "SecurityError":
    case "InvalidStateError":
    case "NotAllowedError":
      return "This browser does not let the page store anything.";
    default:
      return "This browser’s store cannot be opened.";
  }
}
