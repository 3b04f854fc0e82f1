// The engine as the page sees it: fetched and compiled once, then the page seals itself and all work happens in a worker
// that can reach nothing.
//
// Why this shape: a worker started from a network address ignores the page's <meta> policy and could still send to its
// host, and a module worker cannot be started from a file on disk. A classic worker started from a blob inherits the
// policy in force at that moment, so the page first fetches everything, then forbids itself all connections, then starts
// the worker.

import { Crew } from "./crew.js";
import { breathe } from "../dom.js";
import { parts } from "./parts.js";
import { unpack } from "./transfer.js";

/** @typedef {import("../report.d.ts").Report} Report */
/** @typedef {import("../report.d.ts").Options} Options */
/** @typedef {Pick<import("../report.d.ts").RunnerUp, "id" | "name" | "kind" | "country" | "admin1" | "lat" | "lon">} Candidate a place
 *   that a name may mean */

/**
 * @typedef {object} Engine
 * @property {Promise<void>} ready resolves when the engine can work; rejects with a readable error
 * @property {(text: string, options?: Partial<Options> | null, onPreview?: ((report: Report) => void) | null) => Promise<Report>} annotate
 *   the newest call wins: an older one that still runs is given up and rejects with an error named `Superseded`. Of a
 *   text above 200,000 characters `onPreview` gets a report of the first 20,000, which holds until the whole is there
 * @property {(text: string, today?: string | null) => Promise<string[]>} readDate what a date typed by the reader
 *   could mean, the likeliest first; one without year is read against `today`
 * @property {(name: string) => Promise<Candidate[]>} placesNamed the places that a name may mean, the likeliest first
 * @property {() => void} cancel gives up the annotation that runs; it rejects with an error named `Cancelled`
 */

/** Characters above which the beginning is shown first. */
const LONG = 200_000;
/** Characters of that beginning. */
const PREVIEW = 20_000;
/** Milliseconds in which nothing is asked before the engine rehearses. */
const QUIET = 500;

const sealed = "connect-src 'none'; script-src 'wasm-unsafe-eval'; worker-src blob:";

/**
 * Loads the engine, seals the page and starts the worker.
 * @param {object} [start]
 * @param {Promise<unknown>} [start.before] what the page must have connected to before it is sealed
 * @param {string} [start.rehearsal] a text to read while nothing is asked yet
 * @returns {Engine}
 */
export function startEngine({ before, rehearsal } = {}) {
  /** @type {Promise<Desk> | null} */
  let opened = null;
  // What could not be loaded is tried again when it is asked for the next time.
  const desk = () => {
    opened ??= Promise.all([load(), before]).then(([{ module, script }]) => {
      seal();
      return new Desk(new Crew(module, script));
    });
    opened.catch(() => (opened = null));
    return opened;
  };
  const ready = desk().then((ours) => ours.open());
  ready.then(async () => (await desk()).rehearse(rehearsal)).catch(() => {});
  return {
    ready,
    annotate: async (text, options = null, onPreview = null) => (await desk()).annotate(text, options, onPreview),
    readDate: async (text, today = null) => (await desk()).readDate(text, today),
    placesNamed: async (name) => (await desk()).placesNamed(name),
    cancel: () => void opened?.then((ours) => ours.giveUp("Cancelled", "The analysis was cancelled."), () => {}),
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

/** What the page asks, in its terms. */
class Desk {
  /** @type {{ids: number[], gone: Error | null} | null} */ #running = null;
  #asked = false;
  #crew;

  /** @param {Crew} crew */
  constructor(crew) {
    this.#crew = crew;
  }

  /**
   * @param {string} text
   * @param {Partial<Options> | null} options
   * @param {((report: Report) => void) | null} onPreview
   * @returns {Promise<Report>}
   */
  async annotate(text, options, onPreview) {
    this.giveUp("Superseded", "A newer analysis took its place.");
    this.#asked = true;
    /** @type {{ids: number[], gone: Error | null}} */
    const job = { ids: [], gone: null };
    this.#running = job;
    const rest = async () => {
      await breathe();
      if (job.gone) throw job.gone;
    };
    const put = async (/** @type {string} */ text, /** @type {Partial<Options> | null} */ options) => {
      const { id, answer } = this.#crew.ask({ call: "annotate", text, options });
      job.ids.push(id);
      return unpack(await answer, rest);
    };
    try {
      if (onPreview && text.length > LONG) {
        const first = beginning(text);
        const hints = options?.hints?.filter(({ end }) => end <= first.length) ?? [];
        put(first, { ...options, hints }).then(onPreview, () => {});
      }
      return await put(text, options);
    } finally {
      if (this.#running === job) this.#running = null;
    }
  }

  /** Has the worker open its model and its gazetteer, as the first text of all does, before there is one. */
  async open() {
    await this.#crew.ask({ call: "annotate", text: "", options: null }).answer;
  }

  /**
   * Reads a text that nobody waits for, unless one that somebody waits for comes first: browsers compile a function when it
   * is first called, and the first paste would wait for all of them.
   * @param {string} [text]
   */
  async rehearse(text) {
    await new Promise((resolve) => setTimeout(resolve, QUIET));
    if (text && !this.#asked) await this.#crew.ask({ call: "annotate", text, options: null }).answer;
  }

  /**
   * @param {string} text
   * @param {string | null} today
   * @returns {Promise<string[]>}
   */
  readDate(text, today) {
    return this.#crew.ask({ call: "readDate", text, today }).answer;
  }

  /** @param {string} text @returns {Promise<Candidate[]>} */
  placesNamed(text) {
    return this.#crew.ask({ call: "placesNamed", text }).answer;
  }

  /**
   * Stops the annotation that runs, if one does.
   * @param {string} name
   * @param {string} message
   */
  giveUp(name, message) {
    const job = this.#running;
    if (!job) return;
    this.#running = null;
    job.gone = Object.assign(new Error(message), { name });
    this.#crew.drop(job.ids, job.gone);
  }
}

/** Whole lines of about PREVIEW characters. @param {string} text */
function beginning(text) {
  const lines = text.lastIndexOf("\n", PREVIEW) + 1;
  return text.slice(0, lines || PREVIEW);
}
