// One worker at a time, started anew from the kept module when it is stopped, breaks or has grown too large.

import { ownScript } from "./scripts.js";

/** @typedef {import("./transfer.js").Packed} Packed */

/** WebAssembly memory never shrinks: a worker beyond this is let go after its analysis. In bytes. */
const LARGE = 64 * 1024 * 1024;

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
    hired.onmessage = ({ data }) => this.#receive(data);
    hired.onerror = (event) => {
      event.preventDefault();
      const message = `The analysis stopped: ${event.message || "the worker could not go on"}.`;
      this.#dismiss();
      for (const { reject } of this.#waiting.values()) reject(new Error(message));
      this.#waiting.clear();
    };
    hired.postMessage({ module: this.#module });
    return hired;
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
    if (error !== undefined) waiting.reject(new Error(`The analysis stopped: ${error}`));
    else waiting.resolve(packed ? { ...packed, ...waiting.parts } : value);
    if (broken || memory > LARGE) this.#replace();
  }
}
