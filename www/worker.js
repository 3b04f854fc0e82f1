// The engine's worker. The build puts wasm-bindgen's glue in front of this file, so that the two are one classic script
// that the page can start from a blob; alone it does nothing.

/** @typedef {{id: number, call: "annotate", text: string, options: object | null}
 *   | {id: number, call: "readDate", text: string, today: string | null}} Request */

const scope = /** @type {{postMessage(message: unknown): void}} */ (/** @type {unknown} */ (self));

self.onmessage = ({ data }) => {
  if (data.module) {
    wasm_bindgen.initSync({ module: data.module });
    return;
  }
  const request = /** @type {Request} */ (data);
  try {
    scope.postMessage({ id: request.id, value: answer(request) });
  } catch (error) {
    // After a trap the memory is in no known state: the page starts another worker.
    const broken = error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
    scope.postMessage({ id: request.id, error: error instanceof Error ? error.message : String(error), broken });
  }
};

/** @param {Request} request */
function answer(request) {
  if (request.call === "readDate") return wasm_bindgen.readDate(request.text, request.today);
  return wasm_bindgen.annotate(request.text, request.options);
}
