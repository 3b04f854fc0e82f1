// The engine's two files as the served page gets them: over the network, each checked against the hash this page was
// built with.

import { wasm, worker } from "./wasm/files.js";

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

/** @param {{url: string, integrity: string}} file */
async function part(file) {
  const name = file.url.slice(file.url.lastIndexOf("/") + 1);
  let response;
  try {
    response = await fetch(new URL(file.url, document.baseURI), { integrity: file.integrity });
  } catch (error) {
    const message = `The engine's file ${name} could not be loaded, or it is not the one this page was built with.`;
    throw new Error(`${message} Reload the page to try again.`, { cause: error });
  }
  if (!response.ok) {
    throw new Error(`The engine's file ${name} is missing (status ${response.status}). Reload the page to try again.`);
  }
  return response;
}
