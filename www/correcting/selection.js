/** The choices beside selected words; on a phone in the place of the bottom bar, clear of the system's own menu. */

import { choices } from "./card.js";
import { button, h } from "../dom.js";
import { lineChoices } from "./lines.js";
import { isNarrow, placeBeside } from "../frame/panel.js";

/** @typedef {import('../report.d.ts').Kind} Kind */
/** @typedef {import('../report.d.ts').Block} Block */
/** @typedef {import('../report.d.ts').Role} Role */
/** @typedef {import('../reading/article.js').ArticleView} ArticleView */
/** @typedef {{start: number, end: number}} Span */

/** Longer selections are for notes only. */
const NAME = 120;

export class SelectionPanel {
  root = h("div", { class: "panel picked", role: "region", "aria-label": "The selected words", hidden: true });
  /** @type {Span | null} what the panel is about */ #shown = null;
  /** Where the selection ends, be it in a later block. */ #reach = 0;
  #article;
  #actions;
  #timer = 0;

  /**
   * @param {ArticleView} article
   * @param {{name: (span: Span, kind: Kind | null) => void, note: (span: Span) => void, linesOf: (span: Span) => Block[],
   *   role: (span: Span, role: Role) => void, kindOf: (span: Span) => Kind | null, ready: () => boolean, shown: () => void}} actions
   * @param {AbortSignal} signal
   */
  constructor(article, actions, signal) {
    this.#article = article;
    this.#actions = actions;
    document.addEventListener(
      "selectionchange",
      () => {
        clearTimeout(this.#timer);
        this.#timer = window.setTimeout(() => this.#look(), 250);
      },
      { signal },
    );
    // Pressing a choice must not clear the selection that it is about.
    this.root.addEventListener("pointerdown", (event) => event.preventDefault());
  }

  /** What is selected now, whether or not the panel had the time to show. */
  get span() {
    return this.#actions.ready() ? this.#selected() : null;
  }

  /** Closes the panel and takes the selection back. */
  clear() {
    clearTimeout(this.#timer);
    getSelection()?.removeAllRanges();
    this.hide();
  }

  hide() {
    this.#shown = null;
    this.root.hidden = true;
  }

  #look() {
    const { span } = this;
    if (!span) {
      this.hide();
      return;
    }
    if (this.#shown?.start === span.start && this.#shown.end === span.end) return;
    this.#shown = span;
    const done = (/** @type {() => void} */ action) => {
      this.clear();
      action();
    };
    const kind = this.#actions.kindOf(span);
    const offer =
      span.end - span.start <= NAME
        ? [choices((k) => done(() => this.#actions.name(span, k)), kind, kind !== null)]
        : [];
    const note = button("Note", () => done(() => this.#actions.note(span)), { "aria-keyshortcuts": "a" });
    this.root.replaceChildren(...offer, h("p", { class: "card-foot" }, note, ...this.#lines(span, done)));
    this.root.hidden = false;
    this.#actions.shown();
    this.#place(span);
  }

  /**
   * What can be said of the selected lines.
   * @param {Span} span
   * @param {(action: () => void) => void} done
   */
  #lines(span, done) {
    const whole = { start: span.start, end: Math.max(this.#reach, span.end) };
    const lines = this.#actions.linesOf(whole);
    const [first] = lines;
    if (!first) return [];
    const choose = (/** @type {Role} */ role) => done(() => this.#actions.role(whole, role));
    const many = lines.length > 1;
    const open = () => {
      const now = first.body ? first.role : "furniture";
      const title = many ? `These ${lines.length} lines are` : "The line is";
      this.root.replaceChildren(...lineChoices(choose, now, title));
      this.#place(span);
    };
    const aside = button(many ? `Set ${lines.length} lines aside` : "Set the line aside", () => choose("furniture"));
    return [button(many ? "The lines are…" : "The line is…", open), aside];
  }

  /** @param {Span} span */
  #place(span) {
    const range = this.#article.rangeOf(span.start, span.end);
    if (range && !isNarrow()) placeBeside(this.root, range.getBoundingClientRect());
  }

  /** The selected stretch of the text, without white space around it, within one block. @returns {Span | null} */
  #selected() {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
    const range = selection.getRangeAt(0);
    const start = this.#article.offsetOf(range.startContainer, range.startOffset);
    const words = selection.toString();
    if (start === null || words.trim() === "") return null;
    const block = this.#article.blockAt(start)?.block;
    const end = this.#article.offsetOf(range.endContainer, range.endOffset) ?? block?.end ?? start;
    if (!block) return null;
    this.#reach = end;
    return this.#article.trimmed({ start, end: Math.min(end, block.end) });
  }
}
