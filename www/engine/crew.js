// One worker at a time, started anew from the kept module when it is stopped, breaks or has grown too large.

import { ownScript } from "./scripts.js";

/** @typedef {import("./transfer.js").Packed} Packed */

/** WebAssembly memory never shrinks: a worker beyond this is let go after its analysis. In bytes. */
const LARGE = 64 * 1024 * 1024;
/** A worker that breaks beyond this has run out of memory: the engine's ends at 4 GiB, and browsers give less. In bytes. */
const SPENT = 1024 * 1024 * 1024;

/** @typedef {{request: object, parts: Pick<Packed, "entities" | "dates">, resolve: (value: any) => void, reject: (error: Error) => void}} Waiting */

export class Crew {
  /** @type {Worker | null} */ #worker = null;
  /** @type {Map<number, Waiting>} */ #waiting = new Map();
  #last = 0;
  #module;
  #url;

  /**
   * @param {WebAssembly.Module} module
   * @param {string} script the worker's
   */
  constructor(module, script) {
    this.#module = module;
    this.#url = ownScript(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
  }

  /**
   * Puts a request to the worker.
   * @param {object} request
   * @returns {{id: number, answer: Promise<any>}}
   */
  ask(request) {
    const id = ++this.#last;
    const answer = new Promise((resolve, reject) => {
      this.#waiting.set(id, { request, parts: { entities: [], dates: [] }, resolve, reject });
      this.#send(id, request);
    });
    return { id, answer };
  }

  /**
   * Ends the requests that still wait, and the worker with them; all others go to the next worker.
   * @param {number[]} ids
   * @param {Error} error what they reject with
   */
  drop(ids, error) {
    const dropped = ids.flatMap((id) => this.#waiting.get(id) ?? []);
    if (dropped.length === 0) return;
    for (const id of ids) this.#waiting.delete(id);
    this.#replace();
    for (const { reject } of dropped) reject(error);
  }

  /**
   * @param {number} id
   * @param {object} request
   */
  #send(id, request) {
    this.#worker ??= this.#hire();
    this.#worker.postMessage({ id, ...request });
  }

  #hire() {
    const hired = new Worker(this.#url);
    hired.onmessage = ({ data }) => (data.lock ? void this.#watch(hired, data.lock) : this.#receive(data));
    hired.onerror = (event) => {
      event.preventDefault();
      this.#bury(hired, sentence(event.message ?? ""));
    };
    hired.postMessage({ module: this.#module, lock: crypto.randomUUID() });
    return hired;
  }

  /** Waits for the lock of a worker: it is free when the worker is gone. @param {Worker} hired @param {string} lock */
  async #watch(hired, lock) {
    await navigator.locks.request(lock, () => {});
    this.#bury(hired, sentence("gone"));
  }

  /** A worker is dead: all that waits for it ends with `message`. @param {Worker} dead @param {string} message */
  #bury(dead, message) {
    if (this.#worker !== dead) return;
    this.#dismiss();
    for (const { reject } of this.#waiting.values()) reject(new Error(message));
    this.#waiting.clear();
  }

  #dismiss() {
    this.#worker?.terminate();
    this.#worker = null;
  }

  /** A fresh worker, at work on all that waits. */
  #replace() {
    this.#dismiss();
    this.#worker = this.#hire();
    for (const [id, waiting] of this.#waiting) {
      waiting.parts = { entities: [], dates: [] };
      this.#send(id, waiting.request);
    }
  }

  /** @param {any} message */
  #receive({ id, value, entities, dates, packed, memory, error, broken }) {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    if (entities) {
      waiting.parts.entities.push(...entities);
      waiting.parts.dates.push(...dates);
      return;
    }
    this.#waiting.delete(id);
    if (error !== undefined) waiting.reject(new Error(broken ? sentence(memory > SPENT ? "out of memory" : error) : error));
    else waiting.resolve(packed ? { ...packed, ...waiting.parts } : value);
    if (broken || memory > LARGE) this.#replace();
  }
}

/** Why an analysis ended, to a reader. @param {string} cause what the browser says, or "gone" */
function sentence(cause) {
  if (/out of memory|grow|allocat/i.test(cause)) return "This text takes more memory than the browser gives. Paste it in parts.";
  if (cause === "gone") return "The browser ended the analysis.";
  return "The analysis broke off: the engine has a fault.";
}
