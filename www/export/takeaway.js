/** Taking an article away: the forms it can have elsewhere, each with what it is for. */

import { annotations } from "./annotations.js";
import { geojson } from "./geojson.js";
import { markdown } from "./markdown.js";
import { fileName } from "./name.js";
import { page, pageStyle } from "./page.js";
import { saveFile } from "./save.js";
import { list, table } from "./tables.js";
import { taken } from "./taken.js";
import { button, dialog, h } from "../dom.js";
import { backupOf } from "../keeping/kept.js";
import { counted } from "../words.js";

/** @typedef {import('../keeping/kept.js').Kept} Kept */
/** @typedef {import('./taken.js').Taken} Taken */

/** @typedef {{label: string, use: string, ending: string, type: string, make: (taken: Taken) => string | string[] | Promise<string>}} Form */

/** @type {Form[]} */
const FORMS = [
  {
    label: "CSV",
    use: "every mention with its sentence, for a spreadsheet",
    ending: "csv",
    type: "text/csv;charset=utf-8",
    make: (one) => table([one]),
  },
  {
    label: "Markdown",
    use: "the text with its names, for notes and documents",
    ending: "md",
    type: "text/markdown;charset=utf-8",
    make: markdown,
  },
  {
    label: "Web page",
    use: "the marked text in one file, to read or send; without scripts",
    ending: "html",
    type: "text/html;charset=utf-8",
    make: (one) => page(one, pageStyle(), digest),
  },
  {
    label: "JSON",
    use: "all there is, for programs and to open here again",
    ending: "json",
    type: "application/json",
    make: ({ kept }) => backupOf([kept], []),
  },
  {
    label: "GeoJSON",
    use: "the places, for a map",
    ending: "geojson",
    type: "application/geo+json",
    make: geojson,
  },
  {
    label: "Web Annotations",
    use: "marks and notes as W3C JSON-LD, for other annotators",
    ending: "jsonld",
    type: "application/ld+json",
    make: annotations,
  },
];

export class TakeAway {
  #list = h("dl", { class: "forms" });
  #root = dialog(
    "takeaway",
    "Take away",
    this.#list,
    h("p", { class: "said" }, "Each says where the article comes from, when it was published, and what marked it."),
  );
  #toast;

  /** @param {import('../frame/toast.js').Toast} toast */
  constructor(toast) {
    this.#toast = toast;
  }

  /** @param {Kept} kept @param {boolean} named whether the files may be called by the title */
  open(kept, named) {
    const one = taken(kept);
    const rows = FORMS.map((form) => this.#row(form.label, form.use, () => this.#save(form, one, named)));
    rows.unshift(this.#row("Copy list", "names and dates, to paste into a spreadsheet", () => this.#copy(one)));
    this.#list.replaceChildren(...rows.flat());
    this.#root.showModal();
  }

  /** @param {string} label @param {string} use @param {() => Promise<void>} action */
  #row(label, use, action) {
    const act = () => {
      this.#root.close();
      void action();
    };
    return [h("dt", null, button(label, act)), h("dd", null, use)];
  }

  /** @param {Form} form @param {Taken} one @param {boolean} named */
  async #save({ ending, type, make }, one, named) {
    const name = fileName(named ? one.kept.title : null, ending);
    saveFile(name, [await make(one)].flat(), type);
    this.#toast.show(`Saved as ${name}.`);
  }

  /** @param {Taken} one */
  async #copy(one) {
    const rows = list(one);
    try {
      await navigator.clipboard.writeText(rows);
      this.#toast.show(`Copied: ${counted(rows.split("\n\n")[0]?.split("\n").length ?? 0, "line")}.`);
    } catch {
      const name = fileName(null, "tsv");
      saveFile(name, [rows], "text/tab-separated-values;charset=utf-8");
      this.#toast.show(`The browser keeps the clipboard to itself. Saved as ${name}.`);
    }
  }
}

/** One table over several articles. @param {Kept[]} articles */
export function saveTable(articles) {
  const name = "marginalia-mentions.csv";
  saveFile(name, [table(articles.map(taken))], "text/csv;charset=utf-8");
  return name;
}

/** SHA-256 in base64. @param {string} words */
async function digest(words) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(words)));
  return btoa(String.fromCharCode(...bytes));
}
