// The engine's worker. The build puts wasm-bindgen's glue in front of this file, so that the two are one classic script
// that the page can start from a blob; alone it does nothing.

/** @typedef {import("./transfer.js").Packed} Packed */
/** @typedef {{id: number, call: "annotate" | "stages", text: string, options: object | null}
 *   | {id: number, call: "readDate", text: string, today: string | null}
 *   | {id: number, call: "placesNamed", text: string}} Request */

/** Entities or dates in one message: the page takes each in with a task of its own. */
const SLICE = 500;

const scope = /** @type {{postMessage(message: unknown, transfer?: Transferable[]): void}} */ (/** @type {unknown} */ (self));

/** @type {WebAssembly.Memory} */
let memory;

/** Nothing is begun before the page can notice how it ends. */
let watched = Promise.resolve();

self.onmessage = async ({ data }) => {
  if (data.module) {
    memory = wasm_bindgen.initSync({ module: data.module }).memory;
    watched = hold(data.lock);
    return;
  }
  await watched;
  const request = /** @type {Request} */ (data);
  try {
    if (request.call === "annotate") annotate(request);
    else scope.postMessage({ id: request.id, value: small(request) });
  } catch (error) {
    // After a trap the memory is in no known state: the page starts another worker.
    const broken = error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
    const message = error instanceof Error ? error.message : String(error);
    scope.postMessage({ id: request.id, error: message, broken, memory: memory.buffer.byteLength });
  }
};

/**
 * Holds a lock as long as this worker lives, so that the page notices an end without a word. Pages from disk have none.
 * @param {string} lock
 * @returns {Promise<void>} when it is held, or cannot be
 */
function hold(lock) {
  return new Promise((resolve) => {
    const held = () => {
      scope.postMessage({ lock });
      resolve();
      return new Promise(() => {});
    };
    if (navigator.locks) navigator.locks.request(lock, held).catch(() => resolve());
    else resolve();
  });
}

/** @param {{id: number, text: string, options: object | null}} request */
function annotate({ id, text, options }) {
  const { entities, dates, ...rest } = /** @type {Packed} */ (wasm_bindgen.annotate(text, options));
  for (let at = 0; at < Math.max(entities.length, dates.length); at += SLICE) {
    scope.postMessage({ id, entities: entities.slice(at, at + SLICE), dates: dates.slice(at, at + SLICE) });
  }
  const buffers = [rest.blocks, rest.sentences, rest.mentions, rest.tokens].flatMap((list) => (list ? [list.buffer] : []));
  scope.postMessage({ id, packed: rest, memory: memory.buffer.byteLength }, /** @type {ArrayBuffer[]} */ (buffers));
}

/** @param {Request} request */
function small(request) {
  if (request.call === "readDate") return wasm_bindgen.readDate(request.text, request.today ?? undefined);
  if (request.call === "placesNamed") return wasm_bindgen.placesNamed(request.text);
  return wasm_bindgen.stages(request.text, request.options, () => performance.now());
}
