/** Articles as files: saved, opened again, put into the library. */

import { folded } from "./elsewhere.js";
import { fileName } from "../export/name.js";
import { saveFile } from "../export/save.js";
import { articleOf, backupOf, keptOf, readBackup } from "./kept.js";
import { counted, listed, localDay, some } from "../words.js";

/** @typedef {import('../state.js').Article} Article */
/** @typedef {import('./kept.js').Kept} Kept */

/**
 * @typedef {object} Parts
 * @property {import('../state.js').Store} store
 * @property {import('../correcting/rules.js').Rules} rules
 * @property {import('./library.js').Library} library
 * @property {import('../frame/toast.js').Toast} toast
 * @property {(article: Article, report?: import('../report.d.ts').Report | null) => void} visit opens an article as the
 *   next step of the tab's history
 * @property {(error: unknown, after?: string) => void} say says why something failed
 * @property {() => void} changed called when the library has changed
 */

export class Files {
  #parts;

  /** @param {Parts} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** Writes the open article to a file that this page opens again. */
  async saveCopy() {
    const { article, view } = this.#parts.store.state;
    if (!article || !view) return;
    const kept = await keptOf(article, view.report);
    this.#saveFile([kept], fileName(kept.title, "json"));
  }

  /** @param {Kept[]} articles @param {string} name */
  #saveFile(articles, name) {
    const { rules, toast } = this.#parts;
    const ids = new Set(articles.map((kept) => kept.id));
    const own = rules.all().filter((rule) => ids.has(rule.article));
    saveFile(name, backupOf(articles, own), "application/json");
    toast.show(`Saved as ${name}.`);
  }

  /** All of the library, with its rules, as one file. */
  async exportAll() {
    const { library, rules, toast } = this.#parts;
    try {
      const entries = await library.entries();
      const kept = await this.take(entries.map((entry) => entry.id));
      const name = `marginalia-library-${localDay(new Date())}.json`;
      saveFile(name, backupOf(kept, rules.all()), "application/json");
      toast.show(
        `Saved as ${name}: ${counted(kept.length, "article")}${rules.all().length ? ` and ${counted(rules.all().length, "rule")}` : ""}.`,
      );
    } catch (error) {
      this.#parts.say(error);
    }
  }

  /** Some of the library as a file. @param {string[]} ids */
  async exportSome(ids) {
    try {
      const kept = await this.take(ids);
      this.#saveFile(kept, kept.length === 1 ? fileName(kept[0]?.title ?? null, "json") : "marginalia-articles.json");
    } catch (error) {
      this.#parts.say(error);
    }
  }

  /** Articles of the library, whole. @param {string[]} ids */
  async take(ids) {
    const found = await Promise.all(ids.map((id) => this.#parts.library.get(id)));
    return found.flatMap((f) => f?.kept ?? []);
  }

  /**
   * Opens a file of ours: one article in this tab; of several, offers to put them into the library.
   * @param {string} content
   */
  async openFile(content) {
    const { toast, visit, library, rules } = this.#parts;
    try {
      const { articles, rules: theirs, damaged } = await readBackup(content);
      const [only, ...others] = articles;
      if (!only)
        throw new Error(
          `This file has no article that could be opened${damaged.length ? `: ${listed(damaged)} is damaged` : ""}.`,
        );
      if (others.length > 0) {
        toast.show(`A library of ${counted(articles.length, "article")}.`, [
          ...(library.open ? [{ label: "Import it", action: () => void this.bring(content) }] : []),
          { label: "Open the first", action: () => visit(this.#opened(only), only.report) },
        ]);
        return;
      }
      visit(this.#opened(only), only.report);
      const missing = theirs.filter((rule) => !rules.all().some((r) => folded(r.surface) === folded(rule.surface)));
      const left = damaged.length ? `Left out as damaged: ${listed(damaged)}. ` : "";
      if (missing.length) {
        toast.show(`${left}It comes with ${counted(missing.length, "rule")} for every article.`, [
          { label: "Take them", action: () => missing.forEach((rule) => rules.put(rule)) },
          { label: "No", action: () => {} },
        ]);
      } else if (left) {
        toast.show(left);
      }
    } catch (error) {
      this.#parts.say(error);
    }
  }

  /** An article from a file, which is never taken for the one of this browser. @param {Kept} kept */
  #opened(kept) {
    return { ...articleOf(kept, 0), id: crypto.randomUUID() };
  }

  /**
   * Puts the articles of a file into the library. One that is there already, but differs, stays beside the other.
   * @param {string} content
   */
  async bring(content) {
    const { library, rules, toast } = this.#parts;
    let done = 0;
    try {
      const { articles, rules: theirs, damaged } = await readBackup(content);
      let [same, both] = [0, 0];
      for (const kept of articles) {
        const there = await library.get(kept.id);
        if (there && isSame(there.kept, kept)) same++;
        else await library.put(there ? { ...kept, id: crypto.randomUUID() } : kept, 0);
        if (there && !isSame(there.kept, kept)) both++;
        done++;
      }
      const mine = new Map(rules.all().map((rule) => [rule.surface, rule.kind]));
      const fresh = theirs.filter((rule) => !mine.has(rule.surface));
      const other = theirs.filter((rule) => mine.has(rule.surface) && mine.get(rule.surface) !== rule.kind);
      for (const rule of fresh) rules.put(rule);
      this.#parts.changed();
      const said = [
        `Imported ${listed([counted(articles.length - same, "article"), ...some(fresh.length, "rule")])}.`,
        same && `${counted(same, "article")} ${same === 1 ? "was" : "were"} here already.`,
        both && `${both} ${both === 1 ? "differs from the one" : "differ from those"} here: both are kept.`,
        other.length && `Your own rule stays for ${listed(other.map((rule) => rule.surface))}.`,
        damaged.length && `Left out as damaged: ${listed(damaged)}.`,
      ];
      toast.show(said.filter(Boolean).join(" "), damaged.length ? [{ label: "Understood", action: () => {} }] : []);
    } catch (error) {
      this.#parts.changed();
      this.#parts.say(error, done ? `${counted(done, "article")} had been imported before.` : "");
    }
  }
}

/** Whether two states of an article are one. @param {Kept} a @param {Kept} b */
function isSame(a, b) {
  const told = (/** @type {Kept} */ k) => JSON.stringify([k.title, k.source, k.published, k.text, k.steps, k.cursor]);
  return told(a) === told(b);
}
