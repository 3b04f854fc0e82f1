/** The one store of the page, and the shape of what is in it. */

/** @typedef {import('./reading/read.js').View} View */
/** @typedef {import('./correcting/correct.js').Note} Note */
/** @typedef {import('./report.d.ts').Hint} Hint */
/** @typedef {import('./report.d.ts').Correction} Correction */
/** @typedef {import('./report.d.ts').Options} Options */
/** The reader's other publication date, beside the one it takes the place of. @typedef {{op: "published", date: string | null, was: string | null}} Dating */

/**
 * A pasted text and what the reader did with it.
 * @typedef {object} Article
 * @property {string} id random; never says anything of the text
 * @property {string} text as it was pasted, never edited
 * @property {Hint[]} hints
 * @property {string | null} published as the reader gave it
 * @property {(Correction | Dating)[][]} steps what the reader changed, each step undone as a whole
 * @property {number} cursor how many of the steps hold
 * @property {string} pasted when, ISO 8601
 * @property {string | null} title as the reader gave it, or as it was kept
 * @property {string | null} source where it was published, as the reader wrote it
 * @property {number} kept the library's revision of it; 0 when it is in this tab only
 * @property {string} [wrote] when this tab last began to write it there, ISO 8601
 * @property {number} scroll reading position: where in the text the view begins; 0 at its head
 */

/**
 * @typedef {object} State
 * @property {Article | null} article null on the first screen and in the library
 * @property {boolean} library whether the library is shown
 * @property {string} query what to look for in it when it opens
 * @property {number} files how many dropped files still wait
 * @property {View | null} view the report of `article`, as the page shows it; null until it is there
 * @property {boolean} working whether a report is being made
 * @property {boolean} stopped whether the reader has stopped it
 * @property {string | null} failure why nothing can be marked
 * @property {ReadonlySet<string>} hidden families switched off
 * @property {ReadonlySet<string>} extra other kinds switched on
 * @property {string | null} lit the thing under the pointer
 * @property {string | null} chosen the thing stepped through or shown in the card
 * @property {string | null} current key of the current occurrence
 * @property {Note[]} notes the reader's, in order of the text
 */

/** @returns {State} */
function initial() {
  return {
    article: null,
    library: false,
    query: "",
    files: 0,
    view: null,
    working: false,
    stopped: false,
    failure: null,
    hidden: new Set(),
    extra: new Set(),
    lit: null,
    chosen: null,
    current: null,
    notes: [],
  };
}

/** Holds a state; everyone who watches is told of each change, with the state before it. */
export class Store {
  /** @type {State} */ #state;
  /** @type {Set<(now: State, before: State) => void>} */ #watchers = new Set();

  /** @param {State} [state] */
  constructor(state = initial()) {
    this.#state = state;
  }

  get state() {
    return this.#state;
  }

  /** @param {Partial<State>} changes */
  set(changes) {
    const before = this.#state;
    this.#state = { ...before, ...changes };
    for (const watcher of this.#watchers) watcher(this.#state, before);
  }

  /** @param {(now: State, before: State) => void} watcher */
  watch(watcher) {
    this.#watchers.add(watcher);
  }
}

/**
 * @param {string} text
 * @param {Hint[]} [hints]
 * @returns {Article}
 */
export function newArticle(text, hints = []) {
  return {
    id: crypto.randomUUID(),
    text,
    hints,
    published: null,
    steps: [],
    cursor: 0,
    pasted: new Date().toISOString(),
    title: null,
    source: null,
    kept: 0,
    scroll: 0,
  };
}

/** Whether two states of an article ask the engine the same. @param {Article} a @param {Article | null} b */
export function asksTheSame(a, b) {
  return a.id === b?.id && a.steps === b.steps && a.cursor === b.cursor && a.published === b.published;
}

/** The corrections that hold now. @param {Article} article @returns {Correction[]} */
export function corrections(article) {
  return article.steps.slice(0, article.cursor).flat().filter((change) => change.op !== "published");
}

/**
 * The article after one more step; what was undone before it is gone.
 * @param {Article} article
 * @param {(Correction | Dating)[]} step
 * @returns {Article}
 */
export function stepped(article, step) {
  const steps = [...article.steps.slice(0, article.cursor), step];
  return { ...article, steps, cursor: steps.length };
}

/**
 * The article with its last step taken back, or with the step that was taken back done again.
 * @param {Article} article
 * @param {1 | -1} by
 * @returns {Article}
 */
export function moved(article, by) {
  const step = article.steps[by < 0 ? article.cursor - 1 : article.cursor];
  if (!step) return article;
  const dating = step.find((change) => change.op === "published");
  const published = dating ? (by < 0 ? dating.was : dating.date) : article.published;
  return { ...article, published, cursor: article.cursor + by };
}

/**
 * The article after its publication date, which is in force already, has become a step.
 * @param {Article} article
 * @param {string | null} was the date before
 * @returns {Article}
 */
export function dated(article, was) {
  return stepped(article, [{ op: "published", date: article.published, was }]);
}

/**
 * What the engine is asked beside the text.
 * @param {Article} article
 * @param {Correction[]} [rules] corrections that hold in every article, before its own
 * @returns {Options}
 */
export function optionsOf(article, rules = []) {
  return { published: article.published, hints: article.hints, corrections: [...rules, ...corrections(article)] };
}
