/** The ways a text comes in: pasted anywhere, dropped anywhere, opened, or asked of the clipboard. */

import { isField } from "../dom.js";
import { fromHtml, fromText, fromTransfer, refusalOf } from "./paste.js";

/** @typedef {import('./paste.js').Taken} Taken */

/**
 * Listens for pastes and drops on the whole page. A paste into a field stays in the field.
 * @param {(taken: Taken) => void} take
 * @param {(files: File[]) => void} queue takes several files at once
 * @param {AbortSignal} signal
 */
export function listen(take, queue, signal) {
  const transfer = (/** @type {DataTransfer | null} */ data) => {
    // An office program puts the same words onto the clipboard as HTML and as pictures: then the words are meant.
    if (data && data.files.length > 1 && !data.types.includes("text/html")) queue([...data.files]);
    else if (data) void fromTransfer(data).then(take);
  };
  document.addEventListener(
    "paste",
    (event) => {
      const own = event.target instanceof Element && event.target.matches(".box");
      if (isField(event.target) && !own) return;
      event.preventDefault();
      transfer(event.clipboardData);
    },
    { signal },
  );
  document.addEventListener("dragover", (event) => event.preventDefault(), { signal });
  document.addEventListener(
    "drop",
    (event) => {
      event.preventDefault();
      transfer(event.dataTransfer);
    },
    { signal },
  );
}

/** What is on the clipboard, if the browser hands it out; null when it does not. @returns {Promise<Taken | null>} */
export async function fromClipboard() {
  try {
    const [item] = await navigator.clipboard.read();
    const read = async (/** @type {string} */ type) =>
      item?.types.includes(type) ? (await item.getType(type)).text() : "";
    const html = await read("text/html");
    const pasted = html ? await fromHtml(html) : null;
    return pasted && !refusalOf(pasted.text) ? pasted : fromText(await read("text/plain"));
  } catch {
    return null;
  }
}
