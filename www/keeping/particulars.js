/** What is known of the open article beside its text: its title, where it was published, since when it is kept. */

import { button, dialog, h } from "../dom.js";
import { titleOf } from "./kept.js";
import { inWords, localDay } from "../words.js";

/** @typedef {import('../state.js').Article} Article */

/**
 * @typedef {object} ParticularsActions
 * @property {(how: (article: Article) => Article) => void} amend
 * @property {(id: string) => void} forget
 * @property {() => void} showAll
 */

export class Particulars {
  #form = h("div", { class: "fields" });
  #root = dialog("particulars", "This article", this.#form);
  #actions;

  /** @param {ParticularsActions} actions */
  constructor(actions) {
    this.#actions = actions;
  }

  /** @param {Article} article @param {import('../report.d.ts').Report | null} report */
  open(article, report) {
    const { amend, forget, showAll } = this.#actions;
    const title = field("Title", titleOf(article, report), (words) => amend((a) => ({ ...a, title: words || null })));
    const source = field("Published at", article.source ?? "", (words) =>
      amend((a) => ({ ...a, source: words || null })),
    );
    const leave = (/** @type {() => void} */ action) => () => {
      this.#root.close();
      action();
    };
    this.#form.replaceChildren(
      ...title.parts,
      ...source.parts,
      h("p", { class: "said" }, "An address, or any words. It goes with every copy and is never fetched."),
      h(
        "p",
        { class: "said" },
        `Pasted ${inWords(localDay(new Date(article.pasted)))}; kept in this browser, with what you change.`,
      ),
      h(
        "p",
        { class: "ways" },
        button(
          "Forget it",
          leave(() => forget(article.id)),
        ),
        button("All kept articles", leave(showAll)),
      ),
    );
    this.#root.showModal();
    source.input.focus();
  }
}

/** A field that writes as soon as it is left. @param {string} label @param {string} value @param {(words: string) => void} write */
function field(label, value, write) {
  const id = `particulars-${label.toLowerCase().replace(" ", "-")}`;
  const input = h("input", {
    type: "text",
    id,
    class: "field",
    autocomplete: "off",
    autocorrect: "off",
    spellcheck: "false",
    dir: "auto",
    maxlength: 2000,
  });
  input.value = value;
  input.addEventListener("change", () => write(input.value.trim()));
  return { input, parts: [h("label", { for: id }, label), input] };
}
