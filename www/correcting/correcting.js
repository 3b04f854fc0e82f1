/** What the reader changes: one press, at once, everywhere the spelling stands; every change can be taken back. */

import { countOf, moveEdge, naming, occurrences, spotOf } from "./correct.js";
import { roleWords } from "./lines.js";
import { described } from "./unplaced.js";
import { familyOf, mentionOf } from "../reading/read.js";
import { corrections, dated, moved, stepped } from "../state.js";
import { article as withArticle, clipped, counted, inWords, SINGULAR } from "../words.js";

/** @typedef {import('../report.d.ts').Kind} Kind */
/** @typedef {import('../report.d.ts').Block} Block */
/** @typedef {import('../report.d.ts').Role} Role */
/** @typedef {import('../report.d.ts').Correction} Correction */
/** @typedef {import('../state.js').Store} Store */
/** @typedef {import('../state.js').Article} Article */
/** @typedef {import('../reading/read.js').View} View */
/** @typedef {import('../reading/read.js').Thing} Thing */
/** @typedef {import('../frame/toast.js').Toast} Toast */
/** @typedef {import('./rules.js').Rules} Rules */
/** @typedef {{start: number, end: number}} Span */

export class Correcting {
  #store;
  #rules;
  #toast;
  #announce;
  #change;

  /**
   * @param {Store} store
   * @param {Rules} rules
   * @param {Toast} toast
   * @param {(words: string) => void} announce
   * @param {(how: (article: Article) => Article) => Promise<View | null>} change changes the open article and has it
   *   read anew
   */
  constructor(store, rules, toast, announce, change) {
    this.#store = store;
    this.#rules = rules;
    this.#toast = toast;
    this.#announce = announce;
    this.#change = change;
  }

  /**
   * Says what the spelling at `span` is, in the whole article.
   * @param {Span} span
   * @param {Kind | null} kind null for no name
   * @param {{quiet?: boolean}} [options] quiet: without a message
   */
  async name(span, kind, { quiet = false } = {}) {
    const { article, view } = this.#store.state;
    if (!article || !view) return;
    const surface = article.text.slice(span.start, span.end);
    const before = kind === null ? countOf(view.report, article.text, surface, kindAt(view, span)) : 0;
    const now = await this.#change((a) => stepped(a, [naming({ surface }, kind)]));
    if (!now || quiet) return;
    const times = kind === null ? before : countOf(now.report, article.text, surface, kind);
    this.#say(named(surface, kind, times), span, kind, times);
  }

  /** @param {string} message @param {Span} span @param {Kind | null} kind @param {number} times */
  #say(message, span, kind, times) {
    const { article } = this.#store.state;
    if (!article) return;
    const surface = article.text.slice(span.start, span.end);
    /** @type {import('../frame/toast.js').Offer[]} */
    const offers = [{ label: "Undo", action: () => this.#undo() }];
    offers.unshift({ label: "Always", action: () => this.#always(surface, kind) });
    if (times > 1 || occurrences(article.text, surface) > 1) {
      offers.unshift({
        label: "Only here",
        action: () => {
          void this.#onlyHere(span, kind);
        },
      });
    }
    this.#tell(message, offers);
  }

  /** The last step again, but for this one spot. @param {Span} span @param {Kind | null} kind */
  async #onlyHere(span, kind) {
    const step = [naming({ spot: spotOf(this.#store.state.article?.text ?? "", span) }, kind)];
    await this.#change((a) => stepped(moved(a, -1), step));
    const surface = this.#store.state.article?.text.slice(span.start, span.end) ?? "";
    this.#tell(named(surface, kind, 0).replace(/\.$/, ", only here."), this.#undoOffer());
  }

  /** @param {string} surface @param {Kind | null} kind */
  #always(surface, kind) {
    const { article } = this.#store.state;
    if (!article) return;
    const lasts = this.#rules.put({ surface, kind, article: article.id });
    const what = kind === null ? "no name" : withArticle(SINGULAR[kind]);
    this.#tell(
      `${surface} is always ${what} ${lasts ? "from now on" : "until you leave this page"}. The rules are under “?”.`,
      [{ label: "Undo", action: () => this.#rules.remove(surface) }],
    );
  }

  /** These two are one. @param {Thing} one @param {Thing} other */
  async same(one, other) {
    const [a, b] = [this.#surface(one), this.#surface(other)];
    await this.#change((article) => stepped(article, [{ op: "same", at: { surface: a }, with: { surface: b } }]));
    this.#tell(`${one.name} and ${other.name} are one now.`, this.#undoOffer());
  }

  /** This one is another than those of the same name. @param {Span} span @param {Thing} thing */
  async split(span, thing) {
    const { article, view } = this.#store.state;
    if (!article || !view) return;
    const spellings = new Set(thing.everywhere.map((m) => surfaceOf(view, m)));
    const surface = article.text.slice(span.start, span.end);
    const at = spellings.size > 1 ? { surface } : { spot: spotOf(article.text, span) };
    await this.#change((a) => stepped(a, [{ op: "split", at }]));
    this.#tell(`${surface} stands by itself now.`, this.#undoOffer());
  }

  /** @param {Span} span @param {string | null} place @param {string} words */
  async place(span, place, words) {
    const surface = this.#store.state.article?.text.slice(span.start, span.end) ?? "";
    await this.#change((a) => stepped(a, [{ op: "place", at: { surface }, place }]));
    this.#tell(place === null ? `${surface} is not on the map now.` : `${surface} is ${words} now.`, this.#undoOffer());
  }

  /** @param {Span} span @param {string} value @param {string} words */
  async date(span, value, words) {
    const { article } = this.#store.state;
    if (!article) return;
    await this.#change((a) => stepped(a, [{ op: "date", at: { spot: spotOf(a.text, span) }, value }]));
    this.#tell(`${article.text.slice(span.start, span.end)} is ${words} now.`, this.#undoOffer());
  }

  /**
   * Moves an edge of a mention by a word; gives the stretch it has then.
   * @param {Span} span
   * @param {"start" | "end"} edge
   * @param {1 | -1} by
   * @returns {Promise<Span>}
   */
  async extent(span, edge, by) {
    const { article, view } = this.#store.state;
    const block = view?.report.blocks.find((b) => b.start <= span.start && span.end <= b.end);
    const to = article && block ? moveEdge(article.text, span, edge, by, block) : null;
    if (!article || !to) return span;
    await this.#change((a) => stepped(a, [{ op: "extent", at: spotOf(a.text, span), to: spotOf(a.text, to) }]));
    this.#announce(article.text.slice(to.start, to.end));
    return to;
  }

  /** Set-aside blocks belong to the article. @param {Block[]} blocks */
  async restore(blocks) {
    const { article } = this.#store.state;
    if (!article) return;
    const lines = blocks.filter((b) => article.text.slice(b.start, b.end).trim() !== "");
    const step = lines.map((b) => roleStep(article.text, b, "paragraph"));
    await this.#change((a) => stepped(a, step));
    this.#tell(`${counted(lines.length, "line")} put back into the article.`, this.#undoOffer());
  }

  /** The lines that a stretch touches. @param {Span} span */
  linesOf(span) {
    const { view } = this.#store.state;
    const touched = view?.report.blocks.filter((b) => b.start < span.end && span.start < b.end) ?? [];
    return touched.filter((b) => view?.text.slice(b.start, b.end).trim() !== "");
  }

  /** Says what the lines around a stretch are. @param {Span} span @param {Role} role */
  async role(span, role) {
    const { article, view } = this.#store.state;
    const lines = this.linesOf(span);
    if (!article || !view || lines.length === 0) return;
    const step = lines.map((b) => roleStep(article.text, b, role));
    // A text has one headline: the one before it becomes a heading.
    const before = role === "headline" ? view.report.blocks.filter((b) => b.role === role && !lines.includes(b)) : [];
    step.unshift(...before.map((b) => roleStep(article.text, b, "heading")));
    await this.#change((a) => stepped(a, step));
    this.#tell(
      role === "furniture" ? `${counted(lines.length, "line")} set aside.` : `The line is now ${roleWords(role)}.`,
      this.#undoOffer(),
    );
  }

  /** @param {Span} span @param {string} words */
  async note(span, words) {
    await this.#change((a) => stepped(a, [{ op: "note", at: spotOf(a.text, span), text: words }]));
    this.#tell(words === "" ? "Note taken away." : "Note kept in the margin.", this.#undoOffer());
  }

  /** The article has another publication date, already in force. @param {string | null} was the one before */
  async published(was) {
    const { published = null } = this.#store.state.article ?? {};
    if (published === was) return;
    const now = await this.#change((a) => dated(a, was));
    const { date = null, source = "none" } = now?.report.published ?? {};
    const day = published ?? date;
    const from = source === "found" ? ", from the text again" : "";
    this.#tell(
      day ? `Published ${inWords(day) ?? day}${from}.` : "The publication date is taken away.",
      this.#undoOffer(),
    );
  }

  /** Takes corrections out, as if they had never been made. @param {Correction[]} gone */
  async remove(gone) {
    const { article } = this.#store.state;
    if (!article) return;
    const { steps, cursor } = article;
    const kept = steps.slice(0, cursor).map((step) => step.filter((c) => c.op === "published" || !gone.includes(c)));
    const left = kept.filter((step) => step.length > 0);
    await this.#change((a) => ({ ...a, steps: left, cursor: left.length }));
    const putBack = () => void this.#change((a) => ({ ...a, steps, cursor }));
    this.#toast.show(`${counted(gone.length, "correction")} removed.`, [{ label: "Undo", action: putBack }]);
  }

  async undo() {
    const { article } = this.#store.state;
    const step = article?.steps[article.cursor - 1];
    if (!step) return;
    await this.#change((a) => moved(a, -1));
    this.#tell(`Undone: ${stepWords(step)}.`, [{ label: "Redo", action: () => void this.redo() }]);
  }

  async redo() {
    const { article } = this.#store.state;
    const step = article?.steps[article.cursor];
    if (!step) return;
    await this.#change((a) => moved(a, 1));
    this.#tell(`Done again: ${stepWords(step)}.`, this.#undoOffer());
  }

  /** How many corrections hold. */
  get count() {
    const { article } = this.#store.state;
    return article ? corrections(article).length : 0;
  }

  #undo() {
    void this.undo();
  }

  #undoOffer() {
    return [{ label: "Undo", action: () => this.#undo() }];
  }

  /** @param {string} message @param {import('../frame/toast.js').Offer[]} offers */
  #tell(message, offers) {
    this.#toast.showPassing(message, offers);
  }

  /** A spelling of a thing, the one it is listed by if it stands in the text. @param {Thing} thing */
  #surface(thing) {
    const { view } = this.#store.state;
    const surfaces = thing.everywhere.map((m) => (view ? surfaceOf(view, m) : ""));
    return surfaces.includes(thing.name) ? thing.name : (surfaces[0] ?? thing.name);
  }
}

/** @param {View} view @param {number} m */
function surfaceOf(view, m) {
  const mention = view.report.mentions[m];
  return mention ? view.text.slice(mention.start, mention.end) : "";
}

/** @param {View} view @param {Span} span @returns {Kind | null} */
function kindAt(view, span) {
  return view.report.mentions[mentionOf(view.report, `${span.start}:${span.end}`)]?.kind ?? null;
}

/** @param {string} text @param {Block} block @param {Role} role @returns {Correction} */
function roleStep(text, block, role) {
  const words = text.slice(block.start, block.end);
  const start = block.start + words.length - words.trimStart().length;
  return { op: "role", at: spotOf(text, { start, end: start + words.trim().length }), role };
}

/** What a step changed, in a few words. @param {Article["steps"][number]} step */
export function stepWords([first, ...more]) {
  if (!first) return "";
  const words = correctionWords(first);
  return more.length ? `${words}, and ${more.length} more` : words;
}

/** @param {Article["steps"][number][number]} correction */
function correctionWords(correction) {
  if (correction.op === "note") return `note on ${clipped(correction.at.quote)}`;
  if (correction.op !== "published") return described(correction);
  return correction.date ? `published ${inWords(correction.date) ?? correction.date}` : "your date taken away";
}

/** What a correction did, in a sentence. @param {string} surface @param {Kind | null} kind @param {number} times */
export function named(surface, kind, times) {
  const often = times > 1 ? `, ${times} times` : "";
  const word = kind && (familyOf(kind) === "date" ? "date" : SINGULAR[kind]);
  return word ? `${surface} is now ${withArticle(word)}${often}.` : `${surface} is no longer a name${often}.`;
}
