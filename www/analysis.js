/** Asking the engine about the open article, and changing what it is asked. */

import { provisional } from "./reading/article.js";
import { notesOf } from "./correcting/correct.js";
import { announce, engine, keeping, rules, store } from "./desk.js";
import { breathe } from "./dom.js";
import { announcement, read } from "./reading/read.js";
import { asksTheSame, corrections, optionsOf } from "./state.js";
import { hold } from "./visits.js";

/** @typedef {import('./state.js').Article} Article */
/** @typedef {import('./report.d.ts').Report} Report */

/** More marks than this are taken in steps. */
const MANY = 1000;

/** Asks the engine for the report of the open article; an answer that comes too late is dropped. */
export async function analyse() {
  const asked = store.state.article;
  if (!asked) return null;
  const first = store.state.view === null;
  store.set({ working: true, stopped: false, failure: null });
  try {
    const view = await viewOf(asked, first);
    if (!view) return null;
    store.set({ view, notes: notesOf(asked.text, corrections(asked)), working: false });
    keeping.read();
    if (first) announce(announcement(view));
    return view;
  } catch (error) {
    failed(/** @type {Error} */ (error), asked);
    return null;
  }
}

/** @param {Article} asked @param {boolean} first whether nothing of it is shown yet */
async function viewOf(asked, first) {
  const late = () => !asksTheSame(asked, store.state.article);
  const beginning = first ? (/** @type {Report} */ known) => showBeginning(asked, known) : null;
  const report = await engine.annotate(asked.text, optionsOf(asked, rules.corrections()), beginning);
  // A long report has taken its time to arrive; reading it is a task of its own.
  if (report.mentions.length > MANY) await breathe();
  if (late()) return null;
  const view = read(report, asked.text);
  if (report.mentions.length > MANY) await breathe();
  return late() ? null : view;
}

/** @param {Error} error @param {Article} asked */
function failed({ name, message }, asked) {
  if (name === "Superseded" || !asksTheSame(asked, store.state.article)) return;
  const stopped = name === "Cancelled";
  store.set({ working: false, stopped, failure: stopped ? null : message });
}

/**
 * Shows what is known of a long text's beginning; the rest stands as plain lines until all is known.
 * @param {Article} asked
 * @param {Report} known
 */
function showBeginning(asked, known) {
  if (!asksTheSame(asked, store.state.article)) return;
  store.set({ view: read(provisional(known, asked.text), asked.text) });
}

/** Changes the open article and has it read anew. @param {(article: Article) => Article} how */
export async function change(how) {
  return put(how) ? analyse() : null;
}

/** Changes what the engine is not asked about. @param {(article: Article) => Article} how */
export function amend(how) {
  if (put(how)) keeping.read();
}

/** @param {(article: Article) => Article} how */
function put(how) {
  const { article } = store.state;
  if (!article) return false;
  const changed = how(article);
  hold(changed);
  store.set({ article: changed });
  return true;
}

/** Shows another report of the open article. @param {Report} report */
export function adopt(report) {
  const { article } = store.state;
  if (!article) return;
  store.set({ view: read(report, article.text) });
  keeping.read();
}
