/** Notes in the margin: plain text beside a stretch of the article. */

import { button, h } from "../dom.js";
import { keyOf } from "../reading/read.js";
import { focusOn } from "../reading/steps.js";
import { clipped } from "../words.js";

/** @typedef {import('./correct.js').Note} Note */

/** @typedef {import('../reading/article.js').ArticleView} ArticleView */

/** Pages with a margin of its own for notes, between text and sidebar. */
const BESIDE = "(min-width: 1264px)";

/**
 * @typedef {object} NoteActions
 * @property {(note: {start: number, end: number}, text: string) => void} write an empty text takes the note away
 * @property {(note: {start: number, end: number}, text: string) => void} discard called for words that Esc would lose
 * @property {(note: {start: number, end: number}) => void} show
 */

export class Notes {
  /** The margin beside the text, where there is room for one. */
  column = h("div", { class: "margin", hidden: true });
  /** The list. */
  root = h("section", { class: "notes", "aria-label": "Notes", hidden: true });
  #actions;
  #place = () => {};

  /** @param {NoteActions} actions @param {AbortSignal} signal */
  constructor(actions, signal) {
    this.#actions = actions;
    addEventListener("resize", () => this.#place(), { signal });
  }

  /**
   * @param {Note[]} notes
   * @param {string} text
   * @param {ArticleView} article
   * @param {HTMLElement} sidebar where they stand when there is no room beside the text
   */
  update(notes, text, article, sidebar) {
    this.root.hidden = notes.length === 0;
    const focused = this.root.contains(document.activeElement) && document.activeElement?.closest("[data-note]");
    const rows = notes.map((note) => this.#row(note, text));
    this.root.replaceChildren(
      h("h2", null, "Notes ", h("span", { class: "count" }, notes.length)),
      h("ul", null, ...rows),
    );
    this.#place = () => {
      const beside = matchMedia(BESIDE).matches && notes.length > 0;
      this.column.hidden = !beside;
      (beside ? this.column : sidebar).append(this.root);
      if (beside) align(rows, notes, article, this.column);
    };
    this.#place();
    // The focus stays with its note; of one that is gone it goes to the words that it was about.
    if (!(focused instanceof HTMLElement)) return;
    const { note: key = "" } = focused.dataset;
    const again = rows.find((row) => row.dataset.note === key)?.querySelector(".link");
    const words = article.blockAt(Number.parseInt(key, 10))?.element;
    if (again instanceof HTMLElement) again.focus({ preventScroll: true });
    else if (words) focusOn(words);
  }

  /** @param {Note} note @param {string} text */
  #row(note, text) {
    const row = h("li", { class: "note", "data-note": keyOf(note) });
    const quote = h(
      "button",
      { type: "button", class: "quote", dir: "auto", onclick: () => this.#actions.show(note) },
      clipped(text.slice(note.start, note.end), 48),
    );
    const done = (/** @type {boolean} */ back) => {
      row.replaceChildren(quote, words);
      if (back) words.querySelector("button")?.focus();
    };
    const edit = () => row.replaceChildren(quote, this.editor(note, note.text, done));
    const words = h(
      "p",
      { dir: "auto" },
      h("span", { class: "words" }, note.text),
      " ",
      button("Edit", edit, { "aria-label": `Edit the note on ${clipped(text.slice(note.start, note.end))}` }),
    );
    row.append(quote, words);
    return row;
  }

  /**
   * A field that writes as soon as it is left; Esc leaves it as it was.
   * @param {{start: number, end: number}} span
   * @param {string} was
   * @param {(back: boolean) => void} done `back` says that the focus is to go where it was: a key has closed the field
   */
  editor(span, was, done) {
    const field = h("textarea", {
      class: "note-field",
      "aria-label": "Note",
      rows: 3,
      autocomplete: "off",
      autocorrect: "off",
      spellcheck: "false",
    });
    field.value = was;
    let over = false;
    const finish = (/** @type {boolean} */ write, back = true) => {
      if (over) return;
      over = true;
      const words = field.value.trim();
      done(back);
      if (words === was) return;
      if (write) this.#actions.write(span, words);
      else if (words !== "") this.#actions.discard(span, words);
    };
    field.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Escape") finish(false);
      if (event.key === "Enter" && !event.shiftKey) {
        event.preventDefault();
        finish(true);
      }
    });
    field.addEventListener("blur", () => finish(true, false));
    queueMicrotask(() => field.focus());
    return field;
  }
}

/**
 * Puts each note at the height of its words, below the one before it.
 * @param {HTMLElement[]} rows
 * @param {Note[]} notes
 * @param {ArticleView} article
 * @param {HTMLElement} column
 */
function align(rows, notes, article, column) {
  const top = column.getBoundingClientRect().top;
  const wanted = notes.map(({ start, end }) => (article.rangeOf(start, end)?.getBoundingClientRect().top ?? top) - top);
  let free = 0;
  rows.forEach((row, i) => {
    const at = Math.max(wanted[i] ?? 0, free);
    row.style.setProperty("--top", `${Math.round(at)}px`);
    free = at + row.offsetHeight + 12;
  });
}
