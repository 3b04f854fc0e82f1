/** What is open in this tab: texts taken in, articles of the library, and the steps of the tab's history between them. */

import { analyse, change } from "./analysis.js";
import { isNewVersion, notesOf } from "./correcting/correct.js";
import {
  announce,
  article,
  empty,
  engine,
  files,
  keeping,
  occurrences,
  rules,
  search,
  session,
  store,
  toast,
  unplaced,
} from "./desk.js";
import { announcement, read } from "./reading/read.js";
import { titleOf } from "./keeping/kept.js";
import { corrections, newArticle } from "./state.js";
import { tabStorage } from "./keeping/session.js";
import { HEAD } from "./reading/steps.js";
import { lostOf, unplacedMessage } from "./correcting/unplaced.js";
import { clipped, counted } from "./words.js";

/** @typedef {import('./state.js').Article} Article */
/** @typedef {import('./report.d.ts').Report} Report */
/** @typedef {import('./intake/paste.js').Pasted} Pasted */
/** @typedef {import('./intake/paste.js').Taken} Taken */

/** A shorter paste opens nothing by itself while an article is open. */
const SHORT = 200;

/** The article of which the reader knows that a reload ends it. */
let unkept = "";

/**
 * Opens what was pasted, or says why not.
 * @param {Taken} pasted
 * @param {boolean} [meant] whether even a short text is an article
 */
export function take(pasted, meant = false) {
  const before = store.state.article;
  if ("refused" in pasted) {
    if (before || store.state.library) toast.show(pasted.refused);
    else empty.say(pasted.refused);
    return;
  }
  if ("backup" in pasted) {
    void files.openFile(pasted.backup);
    return;
  }
  const short = pasted.text.trim();
  if (before && short.length < SHORT && !meant) {
    toast.show(`Pasted ${counted(short.length, "character")}.`, [
      { label: "Search for them", action: () => search.open(short) },
      { label: "Open as new article", action: () => open(pasted, before) },
    ]);
  } else {
    open(pasted, before);
  }
}

/** @param {Pasted} pasted @param {Article | null} before */
function open(pasted, before) {
  const title = before ? clipped(titleOf(before, store.state.view?.report ?? null)) : "";
  const opened = newArticle(pasted.text, pasted.hints);
  visit(opened);
  const made = before ? corrections(before).length : 0;
  if (before && made && isNewVersion(opened.text, before.text)) {
    toast.show(`This looks like a new version of “${title}”.`, [
      { label: `Carry over ${counted(made, "correction")}`, action: () => void carryOver(before) },
      { label: "No", action: () => {} },
    ]);
  } else if (pasted.note) {
    toast.show(pasted.note);
  } else if (before) {
    toast.show("New article.", [{ label: `Back to “${title}”`, action: () => history.back() }]);
  }
  void keeping.remind(opened);
}

/** @param {Article} before */
async function carryOver({ steps, cursor, published }) {
  await change((a) => ({ ...a, steps: steps.slice(0, cursor), cursor, published }));
  const lost = lostOf(store.state, rules.all().length);
  if (lost.length) toast.show(unplacedMessage(lost.length), [{ label: "Show", action: () => unplaced.show() }]);
}

/** Opens an article as the next step of the tab's history. @param {Article} opened @param {Report | null} [report] that is known already */
export function visit(opened, report = null) {
  leave();
  history.pushState({ article: opened.id }, "");
  toast.hide();
  hold(opened);
  show(opened, report);
}

/** @param {Article | null} shown @param {Report | null} [report] of it, that is known already */
export function show(shown, report = null) {
  const view = shown && report ? read(report, shown.text) : null;
  store.set({
    article: shown,
    library: false,
    working: false,
    stopped: false,
    view,
    chosen: null,
    current: null,
    lit: null,
    notes: shown && view ? notesOf(shown.text, corrections(shown)) : [],
    failure: null,
    hidden: new Set(),
    extra: new Set(),
  });
  if (shown && !view) void analyse();
  else engine.cancel();
  if (view) announce(announcement(view));
}

/** @param {string} id of the library @param {string} [thing] to go to */
export async function openKept(id, thing) {
  try {
    const stored = await keeping.stored(id);
    if (!stored) {
      toast.show("This article is no longer in the library.");
      return;
    }
    visit(stored.article, stored.report);
    if (thing) occurrences.step(thing, 1);
    void keeping.compare(stored);
  } catch (error) {
    keeping.say(error);
  }
}

export function startNew() {
  leave();
  history.pushState({ article: null }, "");
  toast.hide();
  show(null);
}

/** @param {string} [query] */
export function showLibrary(query = "") {
  leave();
  history.pushState({ library: true }, "");
  toast.hide();
  enterLibrary(query);
}

/** @param {string} query which no history entry may hold */
function enterLibrary(query) {
  store.set({
    article: null,
    view: null,
    library: true,
    query,
    chosen: null,
    current: null,
    lit: null,
    notes: [],
    failure: null,
  });
  engine.cancel();
}

/** Brings back what an entry of the tab's history stands for. */
export async function restore() {
  const { article: id = "", library: shelved = false } = history.state ?? {};
  if (shelved) {
    enterLibrary("");
    return;
  }
  const mine = session.get(id ?? "");
  if (!id || (mine && !mine.kept && !mine.wrote)) {
    show(mine);
    return;
  }
  const stored = await keeping.stored(id).catch((error) => (keeping.say(error), null));
  if (history.state?.article !== id) return;
  show(stored?.article ?? mine, stored?.report);
  if (stored) void keeping.compare(stored);
}

/** Keeps an article for this tab. @param {Article} changed */
export function hold(changed) {
  if (session.put(changed) || location.protocol === "file:" || unkept === changed.id) return;
  unkept = changed.id;
  const why = tabStorage() ? "This text is too long for the tab’s own store." : "This browser gives the page no store.";
  toast.show(`${why} The text stays until you reload or close the tab.`);
}

/** Remembers where the reader was. */
export function leave() {
  const held = store.state.article;
  if (held) session.put({ ...held, scroll: scrollY && article.placeAt(HEAD) });
}
