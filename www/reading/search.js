/** Search in the text and in the names: hits are painted over the text, which stays as it is. */

import { button, h } from "../dom.js";

/** @typedef {import('./read.js').View} View */
/** @typedef {import('./read.js').Thing} Thing */
/** @typedef {{start: number, end: number}} Span */

/** More hits than this are counted, not painted. */
const PAINTED = 2000;

/**
 * Where `query` stands in `text`, upper and lower case alike, any white space for white space.
 * @param {string} text
 * @param {string} query
 * @returns {Span[]}
 */
export function hits(text, query) {
  const words = query.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const pattern = words.map((w) =>
    w
      .replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")
      .replace(/['’]/g, "['’]")
      .replace(/["“”]/g, '["“”]'),
  );
  return Array.from(text.matchAll(new RegExp(pattern.join("\\s+"), "giu")), (m) => ({
    start: m.index,
    end: m.index + m[0].length,
  }));
}

/** The things whose name or another spelling has `query` in it. @param {Iterable<Thing>} things @param {string} query */
export function named(things, query) {
  const wanted = query.trim().toLowerCase();
  if (wanted === "") return [];
  return [...things].filter(
    (t) => t.mentions.length && [t.name, ...(t.entity?.aliases ?? [])].some((n) => n.toLowerCase().includes(wanted)),
  );
}

export class Search {
  root = h("search", { class: "search", hidden: true });
  #field = h("input", {
    type: "search",
    id: "search",
    "aria-label": "Find in text and names",
    placeholder: "Find",
    autocomplete: "off",
    autocorrect: "off",
    spellcheck: "false",
  });
  #count = h("span", { class: "count", role: "status" });
  #names = h("p", { class: "found" });
  /** @type {View | null} */ #view = null;
  /** @type {Span[]} */ #hits = [];
  #at = -1;
  /** What had the focus when the search was opened. @type {Element | null} */ #from = null;
  #actions;

  /**
   * @param {{range: (start: number, end: number) => Range | null, show: (span: Span) => void, go: (thing: string) => void,
   *   opened: () => void, closed: () => void}} actions
   */
  constructor(actions) {
    this.#actions = actions;
    this.root.append(
      this.#field,
      this.#count,
      h("button", { type: "button", class: "arrow", "aria-label": "Previous hit", onclick: () => this.#step(-1) }, "‹"),
      h("button", { type: "button", class: "arrow", "aria-label": "Next hit", onclick: () => this.#step(1) }, "›"),
      button("Done", () => this.close()),
      this.#names,
    );
    this.#field.addEventListener("input", () => this.#look());
    this.#field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.#step(event.shiftKey ? -1 : 1);
      if (event.key === "Escape") this.close();
      if (event.key === "Enter" || event.key === "Escape") event.preventDefault();
    });
  }

  /** @param {View | null} view */
  update(view) {
    this.#view = view;
    if (!view) this.root.hidden = true;
    if (!this.root.hidden) this.#look();
  }

  /** @param {string} [query] */
  open(query) {
    this.#actions.opened();
    if (this.root.hidden) this.#from = document.activeElement;
    this.root.hidden = false;
    if (query !== undefined) this.#field.value = query;
    this.#field.focus();
    this.#field.select();
    this.#look();
    if (query !== undefined) this.#step(1);
  }

  close() {
    // A hidden field keeps the focus until the page is drawn again: what is pasted or typed till then would vanish in it.
    const focused = document.activeElement;
    if (focused instanceof HTMLElement && this.root.contains(focused)) {
      focused.blur();
      if (this.#from instanceof HTMLElement) this.#from.focus({ preventScroll: true });
    }
    this.root.hidden = true;
    paint("search", []);
    this.#actions.closed();
  }

  #look() {
    const query = this.#field.value;
    const view = this.#view;
    this.#at = -1;
    this.#hits = view ? hits(view.text, query) : [];
    this.#count.textContent = query.trim() === "" ? "" : String(this.#hits.length || "None");
    const ranges = this.#hits.slice(0, PAINTED).flatMap(({ start, end }) => this.#actions.range(start, end) ?? []);
    paint("search", ranges);
    const things = view && query.trim().length > 1 ? named(view.byId.values(), query).slice(0, 5) : [];
    this.#names.replaceChildren(...things.map((t) => button(t.name, () => this.#actions.go(t.id))));
  }

  /** @param {1 | -1} by */
  #step(by) {
    if (this.#hits.length === 0) return;
    this.#at = this.#at < 0 && by < 0 ? this.#hits.length - 1 : (this.#at + by + this.#hits.length) % this.#hits.length;
    this.#count.textContent = `${this.#at + 1} of ${this.#hits.length}`;
    const hit = this.#hits[this.#at];
    if (hit) this.#actions.show(hit);
  }
}

/**
 * Paints ranges over the text with the CSS Highlight API; where it is missing nothing is painted.
 * @param {"search" | "stretch"} name
 * @param {Range[]} ranges
 */
export function paint(name, ranges) {
  const { highlights } = /** @type {{highlights?: Map<string, unknown>}} */ (/** @type {unknown} */ (CSS));
  const Painted = /** @type {any} */ (globalThis).Highlight;
  if (!highlights || !Painted) return;
  if (ranges.length) highlights.set(name, new Painted(...ranges));
  else highlights.delete(name);
}
