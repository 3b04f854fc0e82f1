// The engine as the page sees it: fetched and compiled once, then the page seals itself and all work happens in a worker
// that can reach nothing.
//
// Why this shape: a worker started from a network address ignores the page's <meta> policy and could still send to its
// host, and a module worker cannot be started from a file on disk. A classic worker started from a blob inherits the
// policy in force at that moment, so the page first fetches everything, then forbids itself all connections, then starts
// the worker.

import { parts } from "./parts.js";
import { ownScript } from "./scripts.js";

/** @typedef {import("./report.d.ts").Report} Report */
/** @typedef {import("./report.d.ts").Options} Options */

/**
 * @typedef {object} Engine
 * @property {Promise<void>} ready resolves when the engine can work; rejects with a readable error
 * @property {(text: string, options?: Partial<Options> | null) => Promise<Report>} annotate the newest call wins: an older one
 *   that still runs is given up and rejects with an error named `Superseded`
 * @property {(text: string, today?: string | null) => Promise<string[]>} readDate what a date typed by the reader
 *   could mean, the likeliest first; one without year is read against `today`
 * @property {() => void} cancel gives up the annotation that runs; it rejects with an error named `Cancelled`
 */

const sealed = "connect-src 'none'; script-src 'wasm-unsafe-eval'; worker-src blob:";

/**
 * Loads the engine, seals the page and starts the worker.
 * @param {Promise<unknown>} [before] what the page must have connected to before it is sealed
 * @returns {Engine}
 */
export function startEngine(before) {
  const crew = Promise.all([load(), before]).then(([{ module, script }]) => {
    seal();
    return new Crew(module, script);
  });
  const ready = crew.then((ours) => ours.ready());
  ready.catch(() => {});
  return {
    ready,
    annotate: async (text, options = null) => (await crew).annotate(text, options),
    readDate: async (text, today = null) => (await crew).ask({ call: "readDate", text, today }),
    cancel: () => void crew.then((ours) => ours.giveUp("Cancelled", "The analysis was cancelled."), () => {}),
  };
}

/** Gets the worker's script and the wasm, and compiles it. */
async function load() {
  if (typeof WebAssembly !== "object") {
    throw new Error("This browser blocks WebAssembly, which the analysis runs on. Allow it for this page, or use another browser.");
  }
  const { script, bytes } = await parts();
  try {
    return { script, module: await WebAssembly.compile(bytes) };
  } catch (error) {
    throw new Error("The engine's file could not be compiled. Your browser may block WebAssembly, or the file is damaged.", { cause: error });
  }
}

/** From here on neither the page nor a worker it starts can connect to anything or load a script. */
function seal() {
  const meta = document.createElement("meta");
  meta.httpEquiv = "Content-Security-Policy";
  meta.content = sealed;
  document.head.append(meta);
}

/** One worker at a time, started anew from the kept module when it is stopped or breaks. */
class Crew {
  /** @type {Worker | null} */
  #worker = null;
  /** @type {Map<number, {request: object, resolve: (value: any) => void, reject: (error: Error) => void}>} */
  #pending = new Map();
  /** The annotation that runs, 0 for none. */
  #current = 0;
  #last = 0;

  /**
   * @param {WebAssembly.Module} module
   * @param {string} script
   */
  constructor(module, script) {
    this.module = module;
    this.url = ownScript(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
  }

  /** Resolves once a worker answers. */
  async ready() {
    await this.ask({ call: "annotate", text: "", options: null });
  }

  /**
   * @param {string} text
   * @param {object | null} options
   */
  annotate(text, options) {
    this.giveUp("Superseded", "A newer analysis took its place.");
    const answer = this.ask({ call: "annotate", text, options });
    const mine = (this.#current = this.#last);
    const done = () => {
      if (this.#current === mine) this.#current = 0;
    };
    answer.then(done, done);
    return answer;
  }

  /**
   * Stops the annotation that runs, if one does.
   * @param {string} name
   * @param {string} message
   */
  giveUp(name, message) {
    const running = this.#pending.get(this.#current);
    if (!running) return;
    this.#pending.delete(this.#current);
    this.#current = 0;
    this.#dismiss();
    const error = new Error(message);
    error.name = name;
    running.reject(error);
    // Small questions that waited behind it are put to the next worker.
    for (const [id, { request }] of this.#pending) this.#send(id, request);
  }

  /**
   * @param {object} request
   * @returns {Promise<any>}
   */
  ask(request) {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { request, resolve, reject });
      this.#send(id, request);
    });
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
    const hired = new Worker(this.url);
    hired.onmessage = ({ data }) => this.#receive(data);
    hired.onerror = (event) => {
      event.preventDefault();
      this.#dismiss();
      this.#fail(`The analysis stopped: ${event.message || "the worker could not go on"}.`);
    };
    hired.postMessage({ module: this.module });
    return hired;
  }

  #dismiss() {
    this.#worker?.terminate();
    this.#worker = null;
  }

  /** @param {{id: number, value?: any, error?: string, broken?: boolean}} answer */
  #receive({ id, value, error, broken }) {
    const asked = this.#pending.get(id);
    this.#pending.delete(id);
    if (error === undefined) {
      asked?.resolve(value);
      return;
    }
    asked?.reject(new Error(`The analysis stopped: ${error}`));
    if (broken) {
      this.#dismiss();
      for (const [waiting, { request }] of this.#pending) this.#send(waiting, request);
    }
  }

  /** @param {string} message */
  #fail(message) {
    const lost = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of lost) reject(new Error(message));
  }
}
