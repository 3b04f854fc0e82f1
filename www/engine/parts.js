// The engine's two files as the served page gets them: over the network, each checked against the hash this page was
// built with.

import { wasm, worker } from "../wasm/files.js";

/**
 * The worker's script and the bytes of the wasm.
 * @returns {Promise<{script: string, bytes: BufferSource}>}
 */
export async function parts() {
  const [script, bytes] = await Promise.all([
    part(worker).then((response) => response.text()),
    part(wasm).then((response) => response.arrayBuffer()),
  ]);
  return { script, bytes };
}

/**
 * Bytes that do not fit the hash, those of an error page included, count as not loaded.
 * @param {{url: string, integrity: string}} file
 */
async function part(file) {
  try {
    return await fetch(new URL(file.url, document.baseURI), { integrity: file.integrity });
  } catch (error) {
    const name = file.url.slice(file.url.lastIndexOf("/") + 1);
    const message = `The engine's file ${name} could not be loaded: it is missing, or not the one this page was built with.`;
    throw new Error(message, { cause: error });
  }
}
