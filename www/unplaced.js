/** The corrections that no longer fit the text, and what they said. */

import { button, h } from "./dom.js";
import { roleWords } from "./lines.js";
import { article, clipped, counted, inFull, SINGULAR } from "./words.js";

/** @typedef {import('./report.d.ts').Correction} Correction */
/** @typedef {import('./report.d.ts').Target} Target */

/** @param {Target} target */
function quoteOf(target) {
  return "spot" in target ? target.spot.quote : target.surface;
}

/** A correction in a sentence. @param {Correction} c */
export function described(c) {
  switch (c.op) {
    case "mark":
    case "kind":
      return `${quoteOf(c.at)} is ${article(SINGULAR[c.kind])}`;
    case "unmark":
      return `${quoteOf(c.at)} is no name`;
    case "extent":
      return `${c.at.quote} is really ${c.to.quote}`;
    case "same":
      return `${quoteOf(c.at)} and ${quoteOf(c.with)} are one`;
    case "split":
      return `${quoteOf(c.at)} stands by itself`;
    case "place":
      return c.place === null ? `${quoteOf(c.at)} is not on the map` : `${quoteOf(c.at)} is another place`;
    case "date":
      return `${quoteOf(c.at)} is ${inFull(c.value)}`;
    case "role":
      return `The line “${clipped(c.at.quote, 60)}” is ${roleWords(c.role)}`;
    case "note":
      return `Note on ${c.at.quote}: ${c.text}`;
  }
}

/** @param {number} count */
export function unplacedMessage(count) {
  return `${counted(count, "correction")} no longer fit${count === 1 ? "s" : ""} this text.`;
}

/** Shows them in a dialog of their own. @param {Correction[]} corrections */
export function showUnplaced(corrections) {
  const dialog = h("dialog", { class: "help", "aria-label": "Corrections that no longer fit" });
  dialog.append(
    h("p", null, unplacedMessage(corrections.length)),
    h("ul", { class: "plain-list" }, ...corrections.map((c) => h("li", { dir: "auto" }, described(c)))),
    button("Close", () => dialog.close()),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
