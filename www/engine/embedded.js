// The engine's two files as the single file carries them: the build puts this module in the place of parts.js, and the
// files into two data blocks of the page.

/**
 * The worker's script and the bytes of the wasm.
 * @returns {Promise<{script: string, bytes: BufferSource}>}
 */
export async function parts() {
  const [script, bytes] = await Promise.all([unpacked("engine-worker"), unpacked("engine-wasm")]);
  return { script: new TextDecoder().decode(script), bytes };
}

/**
 * The bytes of a data block: gzip in base64.
 * @param {string} id
 */
async function unpacked(id) {
  const block = document.getElementById(id);
  const packed = Uint8Array.from(atob(block?.textContent ?? ""), (character) => character.charCodeAt(0));
  block?.remove();
  const plain = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(plain).arrayBuffer();
}
