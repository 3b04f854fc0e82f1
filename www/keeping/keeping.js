/** Keeping an article and forgetting it: the acts between this tab and the library, and what is said when one fails. */

import { articleOf, damageOf, hashOf, keptOf, stillHolds } from "./kept.js";
import { Conflict, reasonOf } from "./library.js";
import { corrections } from "../state.js";
import { counted, inWords, listed, localDay, some } from "../words.js";

/** @typedef {import('../report.d.ts').Report} Report */
/** @typedef {import('../state.js').Article} Article */
/** @typedef {import('./kept.js').Kept} Kept */
/** @typedef {import('../frame/toast.js').Offer} Offer */

/**
 * @typedef {object} Parts
 * @property {import('../state.js').Store} store
 * @property {import('./session.js').Session} session
 * @property {import('../correcting/rules.js').Rules} rules
 * @property {import('./library.js').Library} library
 * @property {import('../frame/toast.js').Toast} toast
 * @property {(article: Article | null, report?: Report | null) => void} show opens an article in the place of the one that is open
 * @property {(article: Article, report?: Report | null) => void} visit opens an article as the next step of the tab's history
 * @property {(article: Article) => Promise<Report>} annotate
 * @property {(report: Report) => void} adopt shows another report of the open article
 * @property {() => void} describe opens the particulars of the open article
 * @property {() => Promise<void>} saveCopy saves the open article as a file
 * @property {() => void} changed called when the library has changed
 */

/** An article as it is to be shown. @typedef {{article: Article, report: Report | null, spared: string | null}} Stored */

export class Keeping {
  /** @type {Promise<unknown>} writes follow one another */ #last = Promise.resolve();
  #writing = 0;
  /** @type {Map<string, number>} revisions of what this tab has written */ #revisions = new Map();
  /** @type {string | null} version and model of the engine, once it was asked */ #engine = null;
  /** @type {string | null} the article to keep as soon as it is read */ #wanted = null;
  #parts;

  /** @param {Parts} parts */
  constructor(parts) {
    this.#parts = parts;
    parts.library.watch((gone) => this.#elsewhere(gone));
  }

  /** Whether something that was kept is not yet written. */
  get busy() {
    const { article, working } = this.#parts.store.state;
    return this.#writing > 0 || (working && article !== null && article.kept > 0);
  }

  /** Keeps the open article in the library; where there is none, as a file. */
  async keep() {
    const { store, library, toast } = this.#parts;
    const { article, view, working } = store.state;
    if (!article || !view) return;
    if (!library.open) {
      await this.#parts.saveCopy();
      return;
    }
    if (working) {
      this.#wanted = article.id;
      return;
    }
    if (!(await this.#save(article, view.report))) return;
    void navigator.storage?.persist?.();
    toast.show("Kept in this browser.", [
      { label: "Add where it was published", action: this.#parts.describe },
      { label: "Undo", action: () => void this.#unkeep(article.id) },
    ]);
  }

  /** A report of the open article is there: what is kept is kept as it is now. */
  read() {
    const { article, view, working } = this.#parts.store.state;
    if (!article || !view || working) return;
    if (this.#wanted === article.id) {
      this.#wanted = null;
      void this.keep();
    } else if (article.kept > 0) {
      void this.#save(article, view.report);
    }
  }

  /**
   * An article of the library, as it is to be shown: the tab's own state of it where that is the newer.
   * @param {string} id
   * @returns {Promise<Stored | null>}
   */
  async stored(id) {
    const { library, session, toast } = this.#parts;
    const found = await library.get(id);
    if (!found) return null;
    const { kept, entry } = found;
    const damage = await damageOf(kept);
    if (damage !== null && !damage.startsWith("report")) {
      throw new Error(
        "This article is damaged in the browser’s store and cannot be opened. “Save as file” saves what is left.",
      );
    }
    const mine = session.get(id);
    // What the tab wrote itself may be there without its knowing, when it was reloaded in that moment.
    const own = mine && (mine.kept === entry.revision || mine.wrote === entry.changed);
    const article = own ? { ...mine, kept: entry.revision } : articleOf(kept, entry.revision);
    if (damage !== null) toast.show("The marks of this article were damaged in the browser’s store. It was read anew.");
    return { article, report: damage === null && stillHolds(kept, article) ? kept.report : null, spared: entry.spared };
  }

  /** Offers what the present engine makes of a stored article, if that differs. @param {Stored} stored */
  async compare({ article, report, spared }) {
    const { store, annotate, adopt, toast } = this.#parts;
    if (!report) return;
    const open = () => {
      const { article: held, view, working } = store.state;
      return held?.id === article.id && view?.report === report && !working;
    };
    const named = (/** @type {Report} */ { engine }) => `${engine.version} ${engine.model}`;
    // A word is enough to learn which engine this is.
    this.#engine ??= await annotate({ ...article, text: "Word", hints: [], steps: [] }).then(named, () => null);
    if ([null, spared, named(report)].includes(this.#engine) || !open()) return;
    const now = await annotate(article).catch(() => null);
    const marks = now && open() ? differing(report, now) : 0;
    if (!now || marks === 0) return;
    toast.show(`Version ${now.engine.version} reads this differently: ${counted(marks, "mark")}.`, [
      { label: "Show", action: () => open() && adopt(now) },
      { label: "Keep as it was", action: () => void this.#save(article, report, this.#engine) },
    ]);
  }

  /** Says so if this very text was pasted before. @param {Article} fresh */
  async remind(fresh) {
    const { session, library, store, toast } = this.#parts;
    const here = session.like(fresh);
    const entry = here ? null : await library.withText(await hashOf(fresh.text)).catch(() => null);
    const earlier = here ?? entry;
    if (!earlier || store.state.article?.id !== fresh.id) return false;
    const made = here ? corrections(here).length : (entry?.corrections ?? 0) + (entry?.notes ?? 0);
    const day = inWords(localDay(new Date(earlier.pasted)));
    toast.show(`You have this article from ${day}${made ? `, with ${counted(made, "correction")}` : ""}.`, [
      { label: "Open it", action: () => void this.#goBack(fresh, earlier.id) },
      { label: "Start fresh", action: () => {} },
    ]);
    return true;
  }

  /** Puts an earlier article in the place of a fresh one. @param {Article} fresh @param {string} id */
  async #goBack(fresh, id) {
    const { session, store, show } = this.#parts;
    const stored = await this.#storedOrSaid(id);
    const article = stored?.article ?? session.get(id);
    if (!article || store.state.article?.id !== fresh.id) return;
    session.forget(fresh.id);
    history.replaceState({ article: id }, "");
    session.put(article);
    show(article, stored?.report);
    if (stored) void this.compare(stored);
  }

  /** @param {string} id @returns {Promise<Stored | null>} */
  async #storedOrSaid(id) {
    try {
      return await this.stored(id);
    } catch (error) {
      this.say(error);
      return null;
    }
  }

  /**
   * Removes articles from the tab and from the library, with the rules that came from them.
   * @param {string[]} ids
   */
  async forget(ids) {
    const { store, session, rules, library, toast, show } = this.#parts;
    try {
      const found = (await Promise.all(ids.map((id) => library.get(id)))).flatMap((f) => f ?? []);
      const own = rules.all().filter((rule) => ids.includes(rule.article));
      await this.#last;
      await library.remove(ids);
      for (const id of ids) {
        session.forget(id);
        rules.forget(id);
        this.#revisions.delete(id);
      }
      if (ids.includes(store.state.article?.id ?? "")) {
        history.replaceState({ article: null }, "");
        show(null);
      }
      this.#parts.changed();
      const gone = [
        counted(found.length, "article"),
        ...some(
          found.reduce((sum, { entry }) => sum + entry.corrections, 0),
          "correction",
        ),
        ...some(
          found.reduce((sum, { entry }) => sum + entry.notes, 0),
          "note",
        ),
        ...some(own.length, "rule"),
      ];
      toast.show(`Forgotten: ${listed(gone)}.`, [
        {
          label: "Undo",
          action: () => {
            for (const rule of own) rules.put(rule);
            void this.#putBack(found);
          },
        },
      ]);
    } catch (error) {
      this.say(error, "Nothing was forgotten.");
    }
  }

  /** @param {import('./library.js').Found[]} found */
  async #putBack(found) {
    const { library, toast } = this.#parts;
    try {
      for (const { kept, entry } of found) await library.put(kept, 0, entry.spared);
      this.#parts.changed();
      toast.show("Not forgotten.");
    } catch (error) {
      this.say(error);
    }
  }

  /** @param {string} id */
  async #unkeep(id) {
    const { library, toast } = this.#parts;
    try {
      await this.#last;
      await library.remove([id]);
      this.#revised(id, 0);
      this.#parts.changed();
      toast.show("No longer kept. It stays in this tab.");
    } catch (error) {
      this.say(error);
    }
  }

  /** Says why something failed. @param {unknown} error @param {string} [after] */
  say(error, after = "") {
    const known = error instanceof Conflict || (error instanceof Error && error.name === "Error");
    const sentence = known ? /** @type {Error} */ (error).message : reasonOf(error);
    this.#parts.toast.show(`${sentence} ${after}`.trim(), [{ label: "Understood", action: () => {} }]);
  }

  /**
   * @param {Article} article
   * @param {Report} report
   * @param {string | null} [spared]
   * @returns {Promise<boolean>} whether it is written
   */
  #save(article, report, spared = null) {
    this.#writing++;
    const write = async () => {
      const { library } = this.#parts;
      try {
        const kept = await keptOf(article, report);
        this.#note(article.id, { wrote: kept.changed });
        this.#revised(article.id, await library.put(kept, this.#revisions.get(article.id) ?? article.kept, spared));
        this.#parts.changed();
        return true;
      } catch (error) {
        this.#failed(error, article, report);
        return false;
      } finally {
        this.#writing--;
      }
    };
    const written = this.#last.then(write);
    this.#last = written;
    return written;
  }

  /** @param {string} id @param {number} revision */
  #revised(id, revision) {
    this.#revisions.set(id, revision);
    this.#note(id, { kept: revision });
  }

  /** Notes what has become of an article, for this tab. @param {string} id @param {Partial<Article>} what */
  #note(id, what) {
    const { store, session } = this.#parts;
    const held = session.get(id);
    if (held) session.put({ ...held, ...what });
    const { article } = store.state;
    if (article?.id === id) store.set({ article: { ...article, ...what } });
  }

  /** @param {unknown} error @param {Article} article @param {Report} report */
  #failed(error, article, report) {
    const { toast } = this.#parts;
    if (error instanceof Conflict) {
      toast.show(error.message, error.gone ? [this.#again(article, report)] : this.#choices(article, report));
      return;
    }
    const stays = article.kept ? "What you changed last is in this tab only." : "The article stays in this tab.";
    toast.show(`${reasonOf(error)} ${stays}`, [{ label: "Save as file", action: () => void this.#parts.saveCopy() }]);
  }

  /** @param {Article} article @param {Report} report @returns {Offer} */
  #again(article, report) {
    const again = () => {
      this.#revisions.set(article.id, 0);
      void this.#save(article, report);
    };
    return { label: "Keep it again", action: again };
  }

  /** What can be done when two tabs have changed one article. @param {Article} article @param {Report} report @returns {Offer[]} */
  #choices(article, report) {
    const { session, store, show } = this.#parts;
    const theirs = async () => {
      session.forget(article.id);
      this.#revisions.delete(article.id);
      const stored = await this.#storedOrSaid(article.id);
      if (!stored || store.state.article?.id !== article.id) return;
      session.put(stored.article);
      show(stored.article, stored.report);
    };
    const both = () => {
      const copy = { ...article, id: crypto.randomUUID(), kept: 0 };
      session.forget(article.id);
      this.#revisions.delete(article.id);
      session.put(copy);
      if (store.state.article?.id === article.id) {
        history.replaceState({ article: copy.id }, "");
        show(copy, report);
      }
      void this.#save(copy, report);
    };
    return [
      { label: "Show that one", action: () => void theirs() },
      { label: "Keep both", action: both },
    ];
  }

  /** Another tab changed the library. @param {string[]} gone */
  #elsewhere(gone) {
    const { store, session, toast } = this.#parts;
    const { article, view } = store.state;
    for (const id of gone) if (id !== article?.id) session.forget(id);
    this.#parts.changed();
    if (!article || !view || !gone.includes(article.id)) return;
    const here = () => {
      session.forget(article.id);
      history.replaceState({ article: null }, "");
      this.#parts.show(null);
    };
    const offers = [this.#again(article, view.report), { label: "Forget it here", action: here }];
    toast.show(new Conflict(true).message, offers);
  }
}

/** How many stretches are marked by one report only, or as different kinds. @param {Report} one @param {Report} other */
export function differing(one, other) {
  const marks = (/** @type {Report} */ report) => new Map(report.mentions.map((m) => [`${m.start}:${m.end}`, m.kind]));
  const [a, b] = [marks(one), marks(other)];
  return [...new Set([...a.keys(), ...b.keys()])].filter((key) => a.get(key) !== b.get(key)).length;
}
