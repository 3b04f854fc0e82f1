/** The walk through what is unsure: one question at a time, at its place in the text. */

import { keyOf } from "../reading/read.js";

/** @typedef {import('../reading/read.js').View} View */
/** @typedef {import('../reading/read.js').Question} Question */
/** @typedef {import('../report.d.ts').Kind} Kind */

export class CheckQueue {
  /** @type {Question[]} */ #left = [];
  #total = 0;
  #actions;

  /**
   * @param {{view: () => View | null, ask: (key: string, question: {at: number, of: number, kind: Kind}) => void,
   *   name: (span: {start: number, end: number}, kind: Kind | null) => Promise<void>, done: (all: boolean) => void}} actions
   */
  constructor(actions) {
    this.#actions = actions;
  }

  get open() {
    return this.#left.length > 0;
  }

  start() {
    const view = this.#actions.view();
    this.#left = [...(view?.questions ?? [])];
    this.#total = this.#left.length;
    if (this.open) this.#ask();
  }

  /** Confirms with the kind that is asked about, or answers with another. @param {Kind | null} [kind] */
  async answer(kind) {
    const question = this.#left.shift();
    const span = question && this.#spanOf(question);
    if (question && span) await this.#actions.name(span, kind === undefined ? question.kind : kind);
    if (this.open) this.#ask();
    else this.#actions.done(true);
  }

  leave() {
    this.#left = [];
    this.#actions.done(false);
  }

  /** Forgets the walk without a word, when another article opens. */
  drop() {
    this.#left = [];
  }

  #ask() {
    // An answer can settle later questions: those are no longer asked.
    while (this.#left[0] && !this.#spanOf(this.#left[0])) this.#left.shift();
    const question = this.#left[0];
    const span = question && this.#spanOf(question);
    if (!question || !span) {
      this.#actions.done(true);
      return;
    }
    this.#actions.ask(keyOf(span), { at: this.#total - this.#left.length + 1, of: this.#total, kind: question.kind });
  }

  /** Where the question stands now; null when it is no longer unsure. @param {Question} question */
  #spanOf(question) {
    const view = this.#actions.view();
    const still = view?.questions.find((q) => q.surface === question.surface && q.kind === question.kind);
    return (still && view?.report.mentions[still.mentions[0] ?? -1]) || null;
  }
}
