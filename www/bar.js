/** The top bar: the name, the search while it is open, and what can be done with the article. */

import { button, h } from "./dom.js";

/** @typedef {import('./state.js').State} State */

/**
 * @typedef {object} BarActions
 * @property {() => void} check
 * @property {() => void} undo
 * @property {() => void} find
 * @property {() => void} startNew
 * @property {() => void} help
 */

export class Bar {
  #acts = h("span", { class: "acts" });
  #search;
  #actions;

  /**
   * @param {HTMLElement} root
   * @param {HTMLElement} search
   * @param {BarActions} actions
   */
  constructor(root, search, actions) {
    this.#search = search;
    this.#actions = actions;
    root.replaceChildren(h("span", { class: "brand" }, "Marginalia"), search, this.#acts);
  }

  /** @param {State} state */
  update({ article, view }) {
    if (!view) this.#search.hidden = true;
    const { check, undo, find, startNew, help } = this.#actions;
    const asked = view?.questions.length ?? 0;
    const focused = this.#acts.contains(document.activeElement) ? document.activeElement?.textContent : null;
    const acts = [
      asked > 0 && act(`${asked} to check`, check, { class: "act wide", "aria-keyshortcuts": "c" }),
      article && article.cursor > 0 && act("Undo", undo, { "aria-keyshortcuts": "Control+z" }),
      view && act("Find", find, { "aria-keyshortcuts": "/" }),
      article && act("New", startNew),
      act("?", help, { "aria-label": "Help" }),
    ].filter((a) => a instanceof HTMLElement);
    this.#acts.replaceChildren(...acts);
    if (focused) (acts.find((a) => a.textContent === focused) ?? acts[0])?.focus();
  }
}

/** @param {string} label @param {() => void} action @param {Record<string, unknown>} [props] */
function act(label, action, props = {}) {
  return button(label, action, { class: "act", ...props });
}
