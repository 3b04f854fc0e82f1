/** What stands under "?": how to check that nothing is sent, the keys, the rules that always hold, the sources. */

import { button, h } from "../dom.js";
import { article, SINGULAR } from "../words.js";

/** @typedef {import('../correcting/rules.js').Rules} Rules */
/** @typedef {import('../report.d.ts').Kind} Kind */

const KEYS = /** @type {[string, string][]} */ ([
  ["Ctrl V", "paste an article, anywhere on the page"],
  ["N  ·  Shift N", "next or previous mark"],
  ["J  ·  K", "next or previous occurrence of the chosen name"],
  ["Enter", "on a mark: its card"],
  ["1  2  3  4", "on a mark or a selection: person, organisation, place, date"],
  ["0", "on a mark: not a name"],
  ["Shift ←  ·  Shift →", "on a mark: end a word earlier or later; with Alt: begin"],
  ["M", "on a mark: same as another name"],
  ["A", "on a mark or a selection: a note"],
  ["C", "go through what is to check"],
  ["/", "find in text and names"],
  ["Ctrl S", "keep the article"],
  [".", "the next of several dropped files"],
  ["Ctrl Z  ·  Ctrl Shift Z", "undo, redo"],
  ["Esc", "close, or back to the margin"],
]);

/** Where there are no keys. @type {[string, string][]} */
const TOUCH = [
  ["Tap a mark", "its card: who it is, and what else it could be"],
  ["Hold a word", "select it: to name it, or for a note"],
  ["People, Orgs …", "below: the lists; a row jumps to its place"],
  ["Check", "go through what is unsure"],
  ["Undo", "in the bar, after every change"],
];

const RULED = /** @type {Kind[]} */ ([
  "person",
  "organization",
  "place",
  "date",
  "group",
  "event",
  "work",
  "law",
  "product",
]);

export class Help {
  root = h("dialog", { class: "help", "aria-labelledby": "help-title" });
  #rules;
  #list = h("div", { class: "rules" });
  #check = h("h3", { tabindex: "-1" }, "How to check that nothing is sent");
  #changed;

  /** @param {Rules} rules @param {() => void} changed called when a rule was changed */
  constructor(rules, changed) {
    this.#rules = rules;
    this.#changed = changed;
    this.root.append(
      h(
        "div",
        { class: "card-head" },
        h("h2", { id: "help-title" }, "Marginalia"),
        h("button", { type: "button", class: "close", "aria-label": "Close", onclick: () => this.root.close() }, "×"),
      ),
      h(
        "p",
        null,
        "Marks the people, organisations, places and dates of an article. Everything is worked out in this tab.",
      ),
      this.#check,
      h(
        "p",
        null,
        "Open your browser’s developer tools, choose Network, and paste: no request appears. Or go offline first: it works the same. " +
          "Once loaded, the page forbids itself all connections, which its Content-Security-Policy shows.",
      ),
      h("div", { class: "by-touch" }, h("h3", null, "By touch"), ways(TOUCH)),
      h("h3", null, "Keys"),
      ways(KEYS),
      h("h3", null, "Always"),
      this.#list,
      h("h3", null, "Sources"),
      h("p", null, "Places: GeoNames (CC BY 4.0) and Natural Earth."),
    );
    this.root.addEventListener("click", (event) => {
      if (event.target === this.root) this.root.close();
    });
    document.body.append(this.root);
  }

  /** @param {boolean} [checking] whether to begin at how to check */
  open(checking = false) {
    this.#fill();
    this.root.showModal();
    if (checking) this.#check.focus();
    else this.root.scrollTop = 0;
  }

  #fill() {
    const rules = this.#rules.all();
    this.#list.replaceChildren(
      rules.length
        ? h("ul", null, ...rules.map((rule) => this.#row(rule)))
        : h("p", null, "No rules. “Always”, after a correction, makes one that holds in every article."),
    );
  }

  /** @param {import('../correcting/rules.js').Rule} rule */
  #row(rule) {
    const none = h("option", { value: "", selected: rule.kind === null }, "not a name");
    const options = RULED.map((kind) =>
      h("option", { value: kind, selected: rule.kind === kind }, article(SINGULAR[kind])),
    );
    const select = h("select", { "aria-label": `${rule.surface} is` }, ...options, none);
    select.addEventListener("change", () => {
      this.#rules.put({ ...rule, kind: /** @type {Kind | ""} */ (select.value) || null });
      this.#changed();
    });
    return h(
      "li",
      null,
      h("strong", null, rule.surface),
      " is ",
      select,
      " ",
      button(
        "Delete",
        () => {
          this.#rules.remove(rule.surface);
          this.#fill();
          this.#changed();
        },
        { "aria-label": `Delete the rule for ${rule.surface}` },
      ),
    );
  }
}

/** @param {[string, string][]} rows */
function ways(rows) {
  return h("dl", { class: "keys" }, ...rows.flatMap(([how, what]) => [h("dt", null, how), h("dd", null, what)]));
}
