/** The library on the page: the last few articles on the first screen, and a screen with all of them. */

import { button, h } from "../dom.js";
import { elsewhere, folded, namesLike } from "./elsewhere.js";
import { reasonOf } from "./library.js";
import { familyOf } from "../reading/read.js";
import { hits } from "../reading/search.js";
import { clipped, counted, inWords, localDay } from "../words.js";

/** @typedef {import('./library.js').Entry} Entry */
/** @typedef {import('../reading/read.js').Thing} Thing */

/**
 * @typedef {object} ShelfActions
 * @property {(id: string, thing?: string) => void} open thing: the name to go to
 * @property {(query?: string) => void} showAll
 * @property {(ids: string[]) => Promise<void>} forget
 * @property {(ids: string[]) => void} table
 * @property {(ids: string[]) => void} save
 * @property {() => void} exportAll
 * @property {(file: File) => void} bring
 */

/** The line that leads to the other articles of a thing; none where there is no other. @typedef {(thing: Thing) => HTMLElement[]} Elsewhere */

/** On the first screen. */
const RECENT = 5;
/** Characters around a hit. */
const AROUND = 70;
/** On a card. */
const OTHERS = 2;
/** Names offered to a search. */
const NAMES = 6;

export class Shelf {
  /** The screen. */
  root = h("div", { class: "library" });
  /** The part of the first screen. */
  recent;
  #field = h("input", {
    type: "search",
    class: "find-all",
    "aria-label": "Find in all articles",
    placeholder: "Find in all of them",
    autocomplete: "off",
    autocorrect: "off",
    spellcheck: "false",
  });
  #said = h("p", { class: "promise" });
  #names = h("p", { class: "names" });
  #acts = h("p", { class: "ways" });
  #list = h("ul", { class: "articles" });
  #found = h("p", { class: "unseen", role: "status" });
  #file = h("input", {
    type: "file",
    accept: ".json,application/json",
    hidden: true,
    tabindex: "-1",
    "aria-hidden": "true",
  });
  /** @type {Entry[]} */ #entries = [];
  /** @type {Promise<Map<string, string>> | null} */ #texts = null;
  /** @type {Set<string>} */ #chosen = new Set();
  #about = "";
  #library;
  #actions;
  #turn = 0;
  #timer = 0;

  /**
   * @param {import('./library.js').Library} library
   * @param {HTMLElement} recent
   * @param {ShelfActions} actions
   */
  constructor(library, recent, actions) {
    this.#library = library;
    this.recent = recent;
    this.#actions = actions;
    this.root.append(
      h("h1", { tabindex: "-1" }, "Kept articles"),
      this.#said,
      h("search", null, this.#field),
      this.#names,
      this.#acts,
      this.#file,
      this.#found,
      this.#list,
    );
    this.#field.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => void this.#look(), 120);
    });
    this.#file.addEventListener("change", () => {
      const file = this.#file.files?.[0];
      if (file) actions.bring(file);
      this.#file.value = "";
    });
  }

  /** Reads anew what the library holds. */
  async update() {
    this.#texts = null;
    try {
      this.#entries = await this.#library.entries();
      this.#said.textContent = await promise(this.#entries.length);
    } catch (error) {
      this.#entries = [];
      this.#said.textContent = `${reasonOf(error)} Nothing in it was changed.`;
    }
    const ids = new Set(this.#entries.map((entry) => entry.id));
    this.#chosen = new Set([...this.#chosen].filter((id) => ids.has(id)));
    this.#updateRecent();
    if (this.root.isConnected) await this.#look();
  }

  /** Begins at all of them, or at those that a query finds. @param {string} query */
  show(query) {
    this.#field.value = query;
    this.#chosen.clear();
    /** @type {HTMLElement | null} */ (this.root.querySelector("h1"))?.focus({ preventScroll: true });
    return this.update();
  }

  /** Lets go of what only the screen needs. */
  leave() {
    this.#texts = null;
    this.#list.replaceChildren();
  }

  /** Where else a thing of the open article appears. @param {Thing} thing @param {string} own @returns {HTMLElement[]} */
  elsewhere({ entity, name }, own) {
    const found = entity ? elsewhere(this.#entries, entity, own) : [];
    if (!entity || found.length === 0) return [];
    const shown = found
      .slice(0, OTHERS)
      .map(({ id, title }) => button(clipped(title), () => this.#actions.open(id, entity.id)));
    const more = found.length - shown.length;
    if (more > 0) shown.push(button(`${more} more`, () => this.#actions.showAll(name)));
    return [h("p", { class: "said" }, "Also in ", ...shown.flatMap((link, i) => [i > 0 && ", ", link]))];
  }

  #updateRecent() {
    const entries = this.#entries.slice(0, RECENT);
    this.recent.hidden = entries.length === 0;
    const all =
      this.#entries.length > RECENT ? `All ${this.#entries.length}: search, tables, export` : "Search, tables, export";
    this.recent.replaceChildren(
      h("h2", null, "Kept"),
      h("ul", { class: "rows" }, ...entries.map((entry) => h("li", null, this.#opener(entry)))),
      h(
        "p",
        { class: "foot" },
        button(all, () => this.#actions.showAll()),
      ),
    );
  }

  /** @param {Entry} entry */
  #opener(entry) {
    return h(
      "button",
      { type: "button", class: "row", onclick: () => this.#actions.open(entry.id) },
      h("span", { class: "name", dir: "auto" }, entry.title),
      " ",
      h("span", { class: "count" }, day(entry.changed)),
    );
  }

  /** Shows what the query finds: words of the texts, titles and names. */
  async #look() {
    const turn = ++this.#turn;
    const query = this.#field.value.trim();
    /** @type {Map<string, string>} */
    let texts = new Map();
    if (query) {
      this.#texts ??= this.#library.texts().then((all) => new Map(all.map(({ id, text }) => [id, text])));
      texts = await this.#texts.catch(() => new Map());
      if (turn !== this.#turn) return;
    }
    const rows = this.#entries.flatMap((entry) => {
      const found = query ? hits(texts.get(entry.id) ?? "", query) : [];
      const named = entry.names.some(({ keys }) => keys.some((key) => key.includes(folded(query))));
      if (query && found.length === 0 && !named && !folded(entry.title).includes(folded(query))) return [];
      const first = found[0];
      return [this.#row(entry, first ? snippet(texts.get(entry.id) ?? "", first) : null, found.length)];
    });
    this.#list.replaceChildren(...rows);
    const names = query.length > 1 ? namesLike(this.#entries, query) : [];
    this.#names.hidden = names.length === 0;
    this.#names.replaceChildren(...names.slice(0, NAMES).map((n) => this.#name(n)));
    this.#found.textContent = query ? `${counted(rows.length, "article")} found.` : "";
    if (query && rows.length === 0) this.#list.append(h("li", { class: "none" }, "Nothing of that in any of them."));
    this.#updateActs();
  }

  /** @param {{name: string, kind: string, count: number}} name */
  #name({ name, kind, count }) {
    const choose = () => {
      this.#field.value = name;
      void this.#look();
    };
    return h(
      "button",
      { type: "button", class: "name-found", "data-kind": familyOf(/** @type {any} */ (kind)), onclick: choose },
      h("span", { class: "legend", dir: "auto" }, name),
      " ",
      h("span", { class: "count" }, `in ${counted(count, "article")}`),
    );
  }

  /** @param {Entry} entry @param {HTMLElement | null} around @param {number} times */
  #row(entry, around, times) {
    const { id, title, pasted, published } = entry;
    const box = h("input", { type: "checkbox", "aria-label": `Choose ${title}`, checked: this.#chosen.has(id) });
    box.addEventListener("change", () => {
      if (box.checked) this.#chosen.add(id);
      else this.#chosen.delete(id);
      this.#updateActs();
    });
    const told = [
      published && `Published ${inWords(published) ?? published}`,
      `${published ? "p" : "P"}asted ${day(pasted)}`,
      entry.corrections && counted(entry.corrections, "correction"),
      entry.notes && counted(entry.notes, "note"),
      times && counted(times, "hit"),
    ];
    const opener = h(
      "button",
      { type: "button", class: "title", dir: "auto", onclick: () => this.#actions.open(id) },
      title,
    );
    return h(
      "li",
      null,
      box,
      h("div", null, opener, h("p", { class: "told" }, told.filter(Boolean).join(" · ")), around),
    );
  }

  /** What can be done: with those chosen, else with all. */
  #updateActs() {
    const ids = this.#entries.map((entry) => entry.id).filter((id) => this.#chosen.has(id));
    // A button that were replaced between press and release would never be clicked.
    const about = [this.#entries.length, ...ids].join(" ");
    if (this.#about === about) return;
    this.#about = about;
    const { table, save, forget, exportAll } = this.#actions;
    const none = () => {
      this.#chosen.clear();
      void this.#look();
    };
    const all = () => {
      for (const entry of this.#entries) this.#chosen.add(entry.id);
      void this.#look();
    };
    const acts = ids.length
      ? [
          h("span", { role: "status" }, `${ids.length} chosen:`),
          button("Table", () => table(ids), { title: "Every mention with its sentence, as CSV" }),
          button("Save as file", () => save(ids)),
          button("Forget", () => void forget(ids)),
          button("None", none),
        ]
      : [
          ...(this.#entries.length ? [button("Choose all", all), button("Export all", exportAll)] : []),
          ...(this.#library.open ? [button("Import", () => this.#file.click())] : []),
        ];
    const focused = this.#acts.contains(document.activeElement);
    this.#acts.replaceChildren(...acts);
    if (focused) this.#acts.querySelector("button")?.focus();
  }
}

/** What the library promises, and what it cannot. @param {number} count */
async function promise(count) {
  if (count === 0) return "None yet. “Keep” puts an open article here; it stays in this browser.";
  const lasting = (await navigator.storage?.persisted?.()) ?? false;
  const care = lasting ? "" : ` The browser may clear ${count === 1 ? "it" : "them"} when it runs out of room: export a copy now and then.`;
  return `${counted(count, "article")}, in this browser only.${care}`;
}

/** The words around the first hit, with it marked. @param {string} text @param {{start: number, end: number}} hit */
function snippet(text, { start, end }) {
  const from = Math.max(0, text.lastIndexOf(" ", Math.max(0, start - AROUND)));
  const to = text.indexOf(" ", end + AROUND);
  const words = (/** @type {number} */ a, /** @type {number} */ b) => text.slice(a, b).replace(/\s+/g, " ");
  return h(
    "p",
    { class: "snippet", dir: "auto" },
    from > 0 && "…",
    words(from, start),
    h("mark", null, words(start, end)),
    words(end, to < 0 ? text.length : to),
    to >= 0 && "…",
  );
}

/** @param {string} moment */
function day(moment) {
  return inWords(localDay(new Date(moment))) ?? "";
}
