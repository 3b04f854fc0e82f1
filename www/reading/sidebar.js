/** The margin: key sentences, then a section for each family whose heading is legend, count and switch at once. */

import { button, h } from "../dom.js";
import { FAMILIES, keySentences, keysOf, languageOf } from "./read.js";

/** @typedef {import('./read.js').View} View */
/** @typedef {import('./read.js').Section} Section */
/** @typedef {import('./read.js').Thing} Thing */

/**
 * @typedef {object} SidebarActions
 * @property {(section: string) => void} toggle switches a family off or on
 * @property {(thing: string) => void} step to the next occurrence
 * @property {(thing: string | null) => void} light
 * @property {(start: number, end: number) => void} sentence
 * @property {() => void} addDate
 */

/** Rows before "more". */
const TOP = 3;

export class Sidebar {
  root = h("aside", { class: "sidebar", "aria-label": "What is marked" });
  #sentences = h("section", { class: "key", "aria-label": "Key sentences", hidden: true });
  /** @type {Map<string, SectionView>} */ #sections = new Map();
  #also = h("section", { class: "also", hidden: true });
  #alsoOpen = false;
  #actions;

  /** @param {SidebarActions} actions */
  constructor(actions) {
    this.#actions = actions;
    this.root.append(this.#sentences, ...FAMILIES.map(({ id }) => this.section(id).root), this.#also);
  }

  /**
   * @param {View} view
   * @param {{hidden: ReadonlySet<string>, extra: ReadonlySet<string>, chosen: string | null, current: string | null}} state
   */
  update(view, state) {
    this.#updateSentences(view);
    for (const section of view.families)
      this.section(section.id).update(view, section, state, !state.hidden.has(section.id));
    this.#updateAlso(view, state);
  }

  /** The part for one family or kind. @param {string} id */
  section(id) {
    let part = this.#sections.get(id);
    if (!part) {
      part = new SectionView(this.#actions);
      this.#sections.set(id, part);
    }
    return part;
  }

  /** Where the families' own pictures go: the map with the places, the axis with the dates. @param {string} id */
  figure(id) {
    return this.section(id).figure;
  }

  /** The row of a thing, if it is shown. @param {string} thing */
  row(thing) {
    return /** @type {HTMLElement | null} */ (this.root.querySelector(`button.row[data-thing="${CSS.escape(thing)}"]`));
  }

  /** Lights the row of a thing, as when its name is lit elsewhere. @param {string | null} thing */
  light(thing) {
    for (const row of this.root.querySelectorAll("button.row.lit")) row.classList.remove("lit");
    if (thing !== null) this.row(thing)?.classList.add("lit");
  }

  /** Shows all rows, for print. */
  openAll() {
    for (const part of this.#sections.values()) part.openAll();
  }

  /** @param {View} view */
  #updateSentences(view) {
    const sentences = keySentences(view);
    this.#sentences.hidden = sentences.length === 0;
    this.#sentences.replaceChildren(
      ...sentences.map(({ start, end }) => {
        const words = view.text.slice(start, end).trim();
        return h(
          "p",
          null,
          h(
            "button",
            { type: "button", class: "sentence", onclick: () => this.#actions.sentence(start, end) },
            h("span", null, words),
          ),
        );
      }),
    );
  }

  /** @param {View} view @param {Parameters<Sidebar['update']>[1]} state */
  #updateAlso(view, state) {
    this.#also.hidden = view.also.length === 0;
    if (this.#also.childElementCount === 0) {
      this.#also.append(
        h(
          "details",
          {
            ontoggle: (/** @type {Event} */ e) => {
              this.#alsoOpen = /** @type {HTMLDetailsElement} */ (e.target).open;
            },
          },
          h("summary", null, "Also"),
          h("div"),
        ),
      );
    }
    const parts = view.also.map((section) => {
      const part = this.section(section.id);
      part.update(view, section, state, state.extra.has(section.id));
      return part.root;
    });
    this.#also.querySelector("div")?.replaceChildren(...parts);
    const details = this.#also.querySelector("details");
    if (details) details.open = this.#alsoOpen;
  }
}

class SectionView {
  root = h("section", { class: "family" });
  figure = h("div", { class: "figure" });
  #title = h("span", { class: "legend" });
  #count = h("span", { class: "count" });
  #hint = h("span", { class: "hint" });
  #switch = h("button", { type: "button", class: "switch" }, this.#title, " ", this.#count, " ", this.#hint);
  #list = h("ul", { class: "rows" });
  #foot = h("p", { class: "foot", hidden: true });
  #open = false;
  #actions;
  /** @type {(() => void)} */ #again = () => {};

  /** @param {SidebarActions} actions */
  constructor(actions) {
    this.#actions = actions;
    this.root.append(h("h2", null, this.#switch), this.figure, this.#list, this.#foot);
  }

  /**
   * @param {View} view
   * @param {Section} section
   * @param {{chosen: string | null, current: string | null}} state
   * @param {boolean} shown
   */
  update(view, section, state, shown) {
    this.#again = () => this.update(view, section, state, shown);
    this.root.dataset.kind = section.id;
    this.#title.textContent = section.title;
    this.#count.textContent = section.things.length ? String(section.things.length) : "";
    this.#hint.textContent = shown ? "Hide" : "Show";
    this.#hint.hidden = section.things.length === 0;
    this.#switch.disabled = section.things.length === 0;
    this.#switch.onclick = () => this.#actions.toggle(section.id);
    this.root.classList.toggle("off", !shown);
    const rows = shown ? section.things : [];
    const top = this.#open || rows.length <= TOP + 1 ? rows : rows.slice(0, TOP);
    const focused = this.#list.contains(document.activeElement)
      ? document.activeElement?.getAttribute("data-thing")
      : null;
    this.#list.replaceChildren(...top.map((thing) => this.#row(thing, view, state)));
    this.#list.hidden = top.length === 0;
    this.figure.hidden = !shown || (section.id === "place" && !this.#open);
    if (focused)
      /** @type {HTMLElement | null} */ (this.#list.querySelector(`[data-thing="${CSS.escape(focused)}"]`))?.focus();
    this.#updateFoot(view, section, shown, rows.length - top.length);
  }

  openAll() {
    this.#open = true;
    this.#again();
  }

  /** Whether there is a map to open, which takes more room than the rows. @param {Section} section */
  #folded(section) {
    const picture = this.figure.firstElementChild;
    return section.id === "place" && picture !== null && !picture.hasAttribute("hidden");
  }

  /** @param {View} view @param {Section} section @param {boolean} shown @param {number} more */
  #updateFoot(view, section, shown, more) {
    /** @type {(Node | string)[]} */
    const foot = [];
    const sought = section.id === "date" || view.report.language.supported;
    if (section.things.length === 0)
      foot.push(sought ? `No ${section.title.toLowerCase()} in this text.` : `Not looked for in ${languageOf(view.report)}.`);
    const words = [more > 0 && `${more} more`, !this.#open && this.#folded(section) && "map"]
      .filter(Boolean)
      .join(", ");
    if (shown && words) {
      const open = () => {
        this.openAll();
        this.#list.querySelectorAll("button")[more > 0 ? TOP : 0]?.focus({ preventScroll: true });
      };
      foot.push(button(words === "map" ? "Map" : words, open));
    }
    if (shown && section.id === "date" && view.waiting > 0 && view.report.published.source === "none") {
      foot.push(
        h("span", { class: "need" }, "Need the publication date. ", button("Add it", () => this.#actions.addDate())),
      );
    }
    this.#foot.replaceChildren(...foot);
    this.#foot.hidden = foot.length === 0;
  }

  /** @param {Thing} thing @param {View} view @param {{chosen: string | null, current: string | null}} state */
  #row(thing, view, state) {
    const chosen = state.chosen === thing.id;
    const at = chosen ? keysOf(view, thing).indexOf(state.current ?? "") : -1;
    const many = thing.mentions.length;
    const count = at < 0 || many === 1 ? String(many) : `${at + 1} of ${many}`;
    return h(
      "li",
      null,
      h(
        "button",
        {
          type: "button",
          class: "row",
          "data-thing": thing.id,
          "aria-current": chosen ? "true" : null,
          onclick: () => this.#actions.step(thing.id),
          onpointerenter: () => this.#actions.light(thing.id),
          onpointerleave: () => this.#actions.light(null),
        },
        h("span", { class: "name", dir: "auto" }, thing.name + (thing.unsure ? " ?" : "")),
        " ",
        h("span", { class: "count" }, count),
      ),
    );
  }
}
