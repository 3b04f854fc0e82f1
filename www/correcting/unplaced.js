/** The corrections that no longer fit the text, and what they said. */

import { button, h } from "../dom.js";
import { roleWords } from "./lines.js";
import { hits } from "../reading/search.js";
import { corrections } from "../state.js";
import { article as withArticle, clipped, counted, inFull, SINGULAR } from "../words.js";

/** @typedef {import('../report.d.ts').Correction} Correction */
/** @typedef {import('../report.d.ts').Target} Target */

/**
 * The corrections of the article that no longer fit its text: their spot is gone, or their spelling stands nowhere.
 * @param {import('../state.js').State} state
 * @param {number} rules how many of them came before the article's own
 */
export function lostOf({ article, view }, rules) {
  if (!article || !view) return [];
  const { text, report } = view;
  const gone = (/** @type {Correction} */ { at }) =>
    "surface" in at && !text.includes(at.surface) && hits(text, at.surface).length === 0;
  return corrections(article).filter((c, i) => report.unplaced.includes(i + rules) || gone(c));
}

/** @param {Target} target */
function quoteOf(target) {
  return "spot" in target ? target.spot.quote : target.surface;
}

/** A correction in a sentence. @param {Correction} c */
export function described(c) {
  switch (c.op) {
    case "mark":
    case "kind":
      return `${quoteOf(c.at)} is ${withArticle(SINGULAR[c.kind])}`;
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

/** The line that says so as long as it is so, and the dialog behind it. */
export class Unplaced {
  root = h("p", { class: "foreign", hidden: true });
  /** @type {Correction[]} */ #lost = [];
  #remove;

  /** @param {(lost: Correction[]) => void} remove takes them out for good */
  constructor(remove) {
    this.#remove = remove;
  }

  /** @param {Correction[]} lost */
  update(lost) {
    this.#lost = lost;
    this.root.hidden = lost.length === 0;
    this.root.replaceChildren(
      `${unplacedMessage(lost.length)} `,
      button("Show", () => this.show()),
    );
  }

  show() {
    const lost = this.#lost;
    const close = () => dialog.close();
    const remove = () => {
      close();
      this.#remove(lost);
    };
    const dialog = h(
      "dialog",
      { class: "help", "aria-label": "Corrections that no longer fit" },
      h("p", null, unplacedMessage(lost.length)),
      h("ul", { class: "plain-list" }, ...lost.map((c) => h("li", { dir: "auto" }, described(c)))),
      h("p", { class: "card-foot" }, button("Close", close), button("Remove them", remove)),
    );
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }
}
