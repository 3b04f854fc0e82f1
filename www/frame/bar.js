/** The top bar: the name, the search while it is open, and what can be done with the article. */

import { button, h } from "../dom.js";

/** @typedef {import('../state.js').State} State */

/**
 * @typedef {object} BarActions
 * @property {() => void} check
 * @property {() => void} undo
 * @property {() => void} redo
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
  #buttons;

  /**
   * @param {HTMLElement} root
   * @param {HTMLElement} search
   * @param {BarActions} actions
   * @param {string} keep what keeping is here: in the library, or as a file
   */
  constructor(root, search, actions, keep) {
    this.#search = search;
    // Each is made once: one that were replaced between press and release would never be clicked.
    this.#buttons = {
      check: act("", actions.check, { class: "act wide", "aria-keyshortcuts": "c" }),
      undo: act("Undo", actions.undo, { "aria-keyshortcuts": "Control+z" }),
      redo: act("Redo", actions.redo, { "aria-keyshortcuts": "Control+Shift+z" }),
      find: act("Find", actions.find, { "aria-keyshortcuts": "/" }),
      nextFile: act("", actions.nextFile, { "aria-keyshortcuts": "." }),
      startNew: act("New", actions.startNew),
      keep: act(keep, actions.keep, { "aria-keyshortcuts": "Control+s" }),
      kept: act("Kept", actions.describe),
      takeAway: act("Take away", actions.takeAway),
      help: act("?", actions.help, { "aria-label": "Help" }),
    };
    root.replaceChildren(h("span", { class: "brand" }, "Marginalia"), search, this.#acts);
  }

  /** @param {State} state */
  update({ article, view, library, files }) {
    if (!view) this.#search.hidden = true;
    const { check, undo, redo, find, nextFile, startNew, keep, kept, takeAway, help } = this.#buttons;
    const asked = view?.questions.length ?? 0;
    check.textContent = `${asked} to check`;
    nextFile.textContent = `Next file (${files})`;
    const shown = [
      asked > 0 && check,
      article && article.cursor > 0 && undo,
      article && article.cursor < article.steps.length && redo,
      view && find,
      files > 0 && nextFile,
      (article || library) && startNew,
      view && (article?.kept ? kept : keep),
      view && takeAway,
      help,
    ].filter((act) => act instanceof HTMLElement);
    if (shown.length === this.#acts.children.length && shown.every((act, i) => act === this.#acts.children[i])) return;
    const focused = this.#acts.contains(document.activeElement) ? document.activeElement : null;
    this.#acts.replaceChildren(...shown);
    if (focused) (shown.find((act) => act === focused) ?? shown[0])?.focus();
  }
}

/** @param {string} label @param {() => void} action @param {Record<string, unknown>} [props] */
function act(label, action, props = {}) {
  return button(label, action, { class: "act", ...props });
}
