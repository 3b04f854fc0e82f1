/** The card and the choices for a selection: opened at their words, closed again, and what their buttons do. */

import { Card } from "./card.js";
import { placeWords } from "../reading/geography.js";
import { h } from "../dom.js";
import { focusOn } from "../reading/steps.js";
import { isNarrow, placeBeside } from "../frame/panel.js";
import { keyOf, mentionOf } from "../reading/read.js";
import { valuesOf } from "../reading/publication.js";
import { SelectionPanel } from "./selection.js";
import { dayOf, inFull, localDay } from "../words.js";

/** @typedef {import('../report.d.ts').Kind} Kind */
/** @typedef {{start: number, end: number}} Span */

/** In milliseconds. */
const HALF_A_YEAR = 183 * 86_400_000;

/**
 * @typedef {object} Parts
 * @property {import('../state.js').Store} store
 * @property {import('../reading/article.js').ArticleView} article
 * @property {import('../reading/occurrences.js').Occurrences} occurrences
 * @property {import('./correcting.js').Correcting} correcting
 * @property {import('./check.js').CheckQueue} check
 * @property {import('./notes.js').Notes} notes
 * @property {import('../frame/dock.js').Dock} dock
 * @property {(text: string, today: string) => Promise<unknown>} readDate
 * @property {(name: string) => Promise<import('../engine/engine.js').Candidate[]>} placesNamed
 * @property {import('../keeping/shelf.js').Elsewhere} elsewhere
 * @property {() => void} begun called when a card or the choices for a selection open
 * @property {AbortSignal} signal
 */

export class Marking {
  card;
  selection;
  /** @type {string | null} key of the mention the card is about */ key = null;
  /** @type {{at: number, of: number, kind: Kind} | null} */ #question = null;
  #parts;

  /** @param {Parts} parts */
  constructor(parts) {
    this.#parts = parts;
    const { store, article, occurrences, correcting } = parts;
    this.card = new Card({
      elsewhere: parts.elsewhere,
      name: (kind) => void this.name(kind),
      confirm: () => void parts.check.answer(),
      step: (by) => {
        occurrences.stepChosen(by);
        if (store.state.current) this.open(store.state.current);
      },
      extent: (edge, by) => void this.extent(edge, by),
      same: (other) => this.#withThing((thing) => correcting.same(thing, other)),
      split: () => this.#withThing((thing, span) => correcting.split(span, thing)),
      lookUp: parts.placesNamed,
      place: (place) =>
        this.#withThing((_, span) => correcting.place(span, place?.id ?? null, place ? placeWords(place) : "")),
      readDate: (words) => this.#readDate(words),
      date: (value) => this.#withThing((_, span) => correcting.date(span, value, inFull(value))),
      role: (role) => this.#withThing((_, span) => correcting.role(span, role)),
      note: () => this.note(),
      go: (id) => {
        this.close();
        occurrences.step(id, 1);
      },
      close: () => this.leave(),
    });
    this.selection = new SelectionPanel(
      article,
      {
        name: (span, kind) => void correcting.name(span, kind),
        note: (span) => this.noteOn(span),
        linesOf: (span) => correcting.linesOf(span),
        role: (span, role) => void correcting.role(span, role),
        kindOf: (span) => this.#kindOf(span),
        ready: () => store.state.view !== null,
        shown: parts.begun,
      },
      parts.signal,
    );
    article.root.addEventListener("click", (event) => {
      if (!(getSelection()?.isCollapsed ?? true)) return;
      const key = occurrences.keyAt(event.target);
      const noted = event.target instanceof Element ? event.target.closest(".noted") : null;
      const at = noted && article.offsetOf(noted, 0);
      if (key) this.open(key);
      else if (at !== null) this.noteOn(this.#noted({ start: at, end: at + 1 }));
    });
    document.addEventListener(
      "pointerdown",
      (event) => {
        const inside = event.target instanceof Element && event.target.closest(".panel, mark, .toast, .sheet, .bar");
        if (!inside && !this.card.root.hidden) this.leave();
      },
      { signal: parts.signal },
    );
  }

  get isOpen() {
    return this.key !== null;
  }

  /** Opens the card of a mention. @param {string} key */
  open(key) {
    const { store, article, dock } = this.#parts;
    const { view } = store.state;
    const m = view ? mentionOf(view.report, key) : -1;
    if (!view || m < 0) return;
    this.#parts.begun();
    this.selection.hide();
    this.key = key;
    store.set({ chosen: view.things[m]?.id ?? null, current: key });
    this.card.update(view, m, this.#question);
    this.card.root.hidden = false;
    if (isNarrow()) {
      dock.open(this.card.root, this.card.root.getAttribute("aria-label") ?? "", () => this.#dismissed());
    } else {
      const box = article.marksOf(key).at(-1)?.getClientRects()[0];
      if (box) placeBeside(this.card.root, box);
      this.card.root.focus({ preventScroll: true });
    }
  }

  /** Puts a question of the check queue. @param {string} key @param {{at: number, of: number, kind: Kind}} question */
  ask(key, question) {
    this.close();
    this.#question = question;
    this.#parts.occurrences.select(key);
    // The card stands beside the mark, which is in view only after the scroll.
    requestAnimationFrame(() => requestAnimationFrame(() => this.#question === question && this.open(key)));
  }

  /** Closes the card; the focus goes back to the mark. */
  close() {
    if (!this.isOpen && this.card.root.hidden) return;
    const { dock, article } = this.#parts;
    const key = this.key;
    this.#closed();
    if (isNarrow()) dock.close();
    const mark = key ? article.drawnOf(key)[0] : null;
    if (mark?.isConnected) focusOn(mark);
  }

  /** Closes the card and with it the walk through what is to check. */
  leave() {
    const { check } = this.#parts;
    if (this.#question) check.leave();
    else this.close();
  }

  /** The sheet was closed from outside: by its own button, Esc, or a tap beside it. */
  #dismissed() {
    if (!this.isOpen) return;
    if (this.#question) this.#parts.check.drop();
    this.#closed();
  }

  #closed() {
    this.key = null;
    this.#question = null;
    this.card.root.hidden = true;
  }

  /** Says what the mention of the card, or the focused one, is. @param {Kind | null} kind @param {string | null} key */
  async name(kind, key = this.key) {
    const { check, correcting } = this.#parts;
    if (this.#question) {
      await check.answer(kind);
      return;
    }
    const span = this.#spanOf(key);
    this.close();
    if (span) await correcting.name(span, kind);
  }

  /** @param {"start" | "end"} edge @param {1 | -1} by @param {string | null} key */
  async extent(edge, by, key = this.key) {
    const { correcting, article, occurrences } = this.#parts;
    const span = this.#spanOf(key);
    if (!span) return;
    const open = this.isOpen;
    this.close();
    const to = keyOf(await correcting.extent(span, edge, by));
    if (open) this.open(to);
    else occurrences.select(to);
    article.marksOf(to);
  }

  /** A note on the mention of the card. @param {string | null} key */
  note(key = this.key) {
    const span = this.#spanOf(key);
    this.close();
    if (span) this.noteOn(this.#noted(span));
  }

  /** The stretch of the note over `span`, where there is one. @param {Span} span @returns {Span} */
  #noted(span) {
    const over = this.#parts.store.state.notes.filter((n) => n.start <= span.start && span.end <= n.end);
    return over.at(-1) ?? span;
  }

  /** Opens the card with the field for another name. @param {string} key */
  same(key) {
    this.open(key);
    this.card.openSame();
  }

  /** A note on a stretch of the text. @param {Span} span */
  noteOn(span) {
    this.selection.clear();
    const { notes, store, article, dock } = this.#parts;
    const was = store.state.notes.find((n) => n.start === span.start && n.end === span.end)?.text ?? "";
    const panel = h("div", { class: "panel writing", role: "region", "aria-label": "Writing a note" });
    const block = article.blockAt(span.start)?.element;
    const from = document.activeElement;
    const done = (back = false) => {
      if (isNarrow()) dock.close();
      panel.remove();
      // To the mark that the note was asked for from; selected words have no focus: to their block.
      const origin = block?.contains(from) ? from : block;
      if (back && origin instanceof HTMLElement) focusOn(origin);
    };
    panel.append(notes.editor(span, was, done));
    document.body.append(panel);
    const box = article.rangeOf(span.start, span.end)?.getBoundingClientRect();
    if (isNarrow()) dock.open(panel, "Note", () => done());
    else if (box) placeBeside(panel, box);
  }

  /**
   * What a date typed by the reader could mean. One without a year is read as the last such day, so that counting from
   * half a year after the publication gives the nearest to it.
   * @param {string} words
   */
  #readDate(words) {
    const day = dayOf(this.#parts.store.state.view?.report.published.date ?? "");
    const from = day ? new Date(day.getTime() + HALF_A_YEAR) : new Date();
    return this.#parts.readDate(words, localDay(from)).then(valuesOf);
  }

  /** @param {(thing: import('../reading/read.js').Thing, span: Span) => Promise<void>} action */
  #withThing(action) {
    const { occurrences } = this.#parts;
    const thing = occurrences.thingOf(this.key);
    const span = this.#spanOf(this.key);
    this.close();
    if (thing && span) void action(thing, span);
  }

  /** @param {string | null} key @returns {Span | null} */
  #spanOf(key) {
    const { view } = this.#parts.store.state;
    return (view && view.report.mentions[mentionOf(view.report, key)]) || null;
  }

  /** @param {Span} span @returns {Kind | null} */
  #kindOf(span) {
    const { view } = this.#parts.store.state;
    return view?.report.mentions[mentionOf(view.report, keyOf(span))]?.kind ?? null;
  }
}
