/** The top bar: the name, the search while it is open, and what can be done with the article. */

import { button, h } from "./dom.js";

/** @typedef {import('./state.js').State} State */

/**
 * @typedef {object} BarActions
 * @property {() => void} check
 * @property {() => void} undo
 * @property {() => void} find
 * @property {() => void} startNew
 * @property {() => void} keep
 * @property {() => void} describe
 * @property {() => void} takeAway
 * @property {() => void} nextFile
 * @property {() => void} help
 */

export class Bar {
  #acts = h("span", { class: "acts" });
  #search;
  #actions;
  #keep;

  /**
   * @param {HTMLElement} root
   * @param {HTMLElement} search
   * @param {BarActions} actions
   * @param {string} keep what keeping is here: in the library, or as a file
   */
  constructor(root, search, actions, keep) {
    this.#keep = keep;
    this.#search = search;
    this.#actions = actions;
    root.replaceChildren(h("span", { class: "brand" }, "Marginalia"), search, this.#acts);
  }

  /** @param {State} state */
  update({ article, view, library, files }) {
    if (!view) this.#search.hidden = true;
    const { check, undo, find, startNew, keep, describe, takeAway, nextFile, help } = this.#actions;
    const asked = view?.questions.length ?? 0;
    const focused = this.#acts.contains(document.activeElement) ? document.activeElement?.textContent : null;
    const acts = [
      asked > 0 && act(`${asked} to check`, check, { class: "act wide", "aria-keyshortcuts": "c" }),
      article && article.cursor > 0 && act("Undo", undo, { "aria-keyshortcuts": "Control+z" }),
      view && act("Find", find, { "aria-keyshortcuts": "/" }),
      files > 0 && act(`Next file (${files})`, nextFile, { "aria-keyshortcuts": "." }),
      (article || library) && act("New", startNew),
      view && !article?.kept && act(this.#keep, keep, { "aria-keyshortcuts": "Control+s" }),
      view && article && article.kept > 0 && act("Kept", describe),
      view && act("Take away", takeAway),
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
