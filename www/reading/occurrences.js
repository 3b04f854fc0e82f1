/** The chosen name and its occurrences: lit, painted, stepped through. */

import { isField } from "../dom.js";
import { isNarrow } from "../frame/panel.js";
import { familyOf, isShown, keyOf, keysOf, mentionOf, spoken } from "./read.js";
import { paint } from "./search.js";
import { following, HEAD, reveal } from "./steps.js";

/** @typedef {import('../state.js').Store} Store */
/** @typedef {import('./article.js').ArticleView} ArticleView */
/** @typedef {import('./read.js').View} View */

export class Occurrences {
  /** @type {Element[]} */ #lit = [];
  /** @type {Element[]} */ #current = [];
  #store;
  #article;
  #announce;

  /**
   * @param {Store} store
   * @param {ArticleView} article
   * @param {(words: string) => void} announce
   */
  constructor(store, article, announce) {
    this.#store = store;
    this.#article = article;
    this.#announce = announce;
  }

  /** To the next occurrence of a thing, or the one before. @param {string} id @param {1 | -1} by */
  step(id, by) {
    const { view, chosen, current } = this.#store.state;
    const thing = view?.byId.get(id);
    if (!view || !thing) return;
    const next = following(keysOf(view, thing), chosen === id ? current : null, by);
    if (next !== null) this.select(next);
  }

  /** To the next occurrence of whatever name is chosen. @param {1 | -1} by */
  stepChosen(by) {
    const { chosen } = this.#store.state;
    if (chosen) this.step(chosen, by);
  }

  /** To the next mark that is shown, whatever it names. @param {1 | -1} by */
  stepMark(by) {
    const { view, current } = this.#store.state;
    if (!view) return;
    const shown = view.report.mentions.filter((m, i) => view.body[i] && isShown(m.kind, this.#store.state));
    const next = following(shown.map(keyOf), current ?? this.#firstInView(shown.map(keyOf), by), by);
    if (next !== null) this.select(next);
  }

  /** Brings a mention into view, with the focus on it; its kind is shown, if it was not. @param {string} key */
  select(key) {
    const { view, hidden, extra } = this.#store.state;
    const m = view ? mentionOf(view.report, key) : -1;
    const kind = view?.report.mentions[m]?.kind;
    if (!view || !kind) return;
    if (!isShown(kind, this.#store.state)) {
      const family = familyOf(kind);
      const main = hidden.has(family);
      this.#store.set(
        main ? { hidden: new Set([...hidden].filter((id) => id !== family)) } : { extra: new Set([...extra, family]) },
      );
    }
    const [mark] = this.#article.marksOf(key);
    this.#store.set({ chosen: view.things[m]?.id ?? null, current: key });
    if (mark) void reveal(mark);
    this.#announce(spoken(view, m));
  }

  /** Brings a stretch of the text into view and paints it. @param {number} start @param {number} end @param {boolean} [focus] */
  async showStretch(start, end, focus = true) {
    const found = this.#article.blockAt(start);
    if (!found) return;
    await reveal(found.element, { focus });
    const range = this.#article.rangeOf(start, end);
    if (range) paint("stretch", [range]);
    const box = range?.getBoundingClientRect();
    if (box && (box.top < HEAD || box.bottom > innerHeight - 60)) {
      scrollBy({ top: box.top - innerHeight / 2, behavior: "instant" });
    }
  }

  /** Lights every occurrence of the thing under the pointer, or of the chosen one. */
  relight() {
    const { view, lit, chosen } = this.#store.state;
    for (const element of this.#lit) element.classList.remove("lit");
    const thing = view?.byId.get(lit ?? chosen ?? "");
    this.#lit = (thing?.everywhere ?? []).flatMap((m) => {
      const mention = view?.report.mentions[m];
      return mention ? this.#article.drawnOf(keyOf(mention)) : [];
    });
    for (const element of this.#lit) element.classList.add("lit");
  }

  /** Paints the current occurrence. */
  repaint() {
    for (const element of this.#current) element.classList.remove("current");
    const { current } = this.#store.state;
    this.#current = current ? this.#article.marksOf(current) : [];
    for (const element of this.#current) element.classList.add("current");
    paint("stretch", []);
  }

  /** The key of the mark an event is about; null for none. @param {EventTarget | null} target */
  keyAt(target) {
    const mark = target instanceof Element && !isField(target) ? target.closest("mark[data-at]") : null;
    const key = mark instanceof HTMLElement ? (mark.dataset.at ?? null) : null;
    const { view } = this.#store.state;
    const mention = view?.report.mentions[mentionOf(view.report, key)];
    return mention && isShown(mention.kind, this.#store.state) ? key : null;
  }

  /** The thing a mark names. @param {string | null} key */
  thingOf(key) {
    const { view } = this.#store.state;
    return (view && view.things[mentionOf(view.report, key)]) || null;
  }

  /** The last key before what is in view, so that the step from it lands there. @param {string[]} keys @param {1 | -1} by */
  #firstInView(keys, by) {
    if (isNarrow() && scrollY < 10) return null;
    const at = keys.findIndex((key) => (this.#article.drawnOf(key)[0]?.getBoundingClientRect().top ?? -1) > 48);
    return keys[by > 0 ? at - 1 : at] ?? null;
  }
}
