/** What stands on the screen: each part is handed what changed in the state. */

import { analyse } from "./analysis.js";
import {
  article,
  bar,
  check,
  contents,
  dock,
  empty,
  engine,
  map,
  marking,
  notes,
  occurrences,
  publication,
  rules,
  search,
  shelf,
  sidebar,
  store,
  strip,
  timeline,
  unplaced,
} from "./desk.js";
import { breathe, button, byId, h } from "./dom.js";
import { isNarrow } from "./frame/panel.js";
import { titleOf } from "./keeping/kept.js";
import { familyOf, isShown, languageOf } from "./reading/read.js";
import { focusOn, HEAD, reveal } from "./reading/steps.js";
import { lostOf } from "./correcting/unplaced.js";

/** @typedef {import('./state.js').State} State */
/** @typedef {import('./reading/read.js').View} View */

const main = byId("main");
const failure = h("p", { class: "failure", role: "alert", hidden: true });
const working = h("p", { class: "working", role: "status", hidden: true });
const foreign = h("p", { class: "foreign", hidden: true });
const skips = h(
  "div",
  { class: "skips" },
  button("Next mark", () => occurrences.stepMark(1), { "aria-keyshortcuts": "n" }),
  button("Previous mark", () => occurrences.stepMark(-1), { "aria-keyshortcuts": "Shift+n" }),
);
// Right behind the headline, which has the focus after a paste.
publication.root.prepend(skips);
const column = h("div", { class: "column" }, failure, working, foreign, unplaced.root, article.root);
const reading = h("div", { class: "reading" }, column, notes.column, sidebar.root);
sidebar.figure("place").append(map.root);
sidebar.figure("date").append(timeline.root);
document.body.append(strip.root, marking.card.root, marking.selection.root);
/** Where in the text the reader was, until it is drawn. */
let place = 0;
let patience = 0;

/** @param {State} now @param {State} before */
export function render(now, before) {
  const changed = (/** @type {(keyof State)[]} */ ...keys) => keys.some((key) => now[key] !== before[key]);
  if (now.article?.id !== before.article?.id || now.library !== before.library) show(now);
  if (changed("failure")) showFailure(now);
  if (changed("working", "stopped")) showWorking(now);
  if (changed("view")) showView(now);
  if (changed("view", "article", "library", "files")) bar.update(now);
  if (changed("view", "article")) nameTab(now);
  if (now.view && changed("view", "hidden", "extra", "chosen", "current")) {
    sidebar.update(now.view, now);
  }
  if (now.view && changed("view", "hidden", "extra")) draw(now.view, now);
  if (changed("lit", "chosen")) occurrences.relight();
  if (changed("lit")) {
    map.light(now.lit);
    sidebar.light(now.lit);
  }
  if (changed("current")) occurrences.repaint();
  if (changed("chosen", "view")) void breathe().then(() => updateStrip());
}

/** The first screen, the library, or an article. @param {State} now */
export function show(now) {
  dock.close();
  check.drop();
  marking.close();
  search.root.hidden = true;
  sidebar.root.hidden = true;
  contents.root.hidden = true;
  foreign.hidden = true;
  if (!now.library) shelf.leave();
  if (now.article) {
    publication.clear();
    place = now.article.scroll;
    void article.setText(now.article.text).then((whole) => whole && void resume());
    main.replaceChildren(reading);
    scrollTo({ top: 0, behavior: "instant" });
    if (article.head) focusOn(article.head);
  } else {
    main.replaceChildren(now.library ? shelf.root : empty.root);
    scrollTo({ top: 0, behavior: "instant" });
    if (!now.library) empty.show();
    void (now.library ? shelf.show(now.query) : shelf.update());
  }
}

async function resume() {
  const at = place;
  place = 0;
  const block = at && article.blockAt(at);
  if (!block) return;
  await reveal(block.element, { focus: false });
  const line = article.rangeOf(at, at + 1)?.getBoundingClientRect();
  if (line?.height) scrollBy({ top: line.top - HEAD, behavior: "instant" });
}

/** @param {State} now */
function showFailure(now) {
  failure.hidden = now.failure === null;
  failure.replaceChildren(`${now.failure} The text is kept. `, again("Try again"));
}

/** @param {string} words */
function again(words) {
  return button(words, () => void analyse());
}

/** Says that the text is being read, if it takes longer than a blink, or that the reader has stopped it. @param {State} now */
function showWorking(now) {
  clearTimeout(patience);
  const say = (/** @type {string} */ words, /** @type {HTMLElement} */ act) => {
    working.replaceChildren(words, act);
    working.hidden = false;
  };
  working.hidden = true;
  if (now.stopped) say("Stopped. ", again("Read it"));
  else if (now.working)
    patience = window.setTimeout(() => say("Reading the text… ", button("Stop", () => engine.cancel())), 300);
}

/** @param {State} now */
function showView({ view }) {
  dock.update(view);
  search.update(view);
  if (!view) return;
  sidebar.root.hidden = false;
  publication.update(view);
  contents.update(view);
  const home = isNarrow() ? column : sidebar.root;
  if (contents.root.parentNode !== home) home.prepend(contents.root);
  map.update(view.families.find((f) => f.id === "place")?.things ?? []);
  timeline.update(view.families.find((f) => f.id === "date")?.things ?? []);
  unplaced.update(lostOf(store.state, rules.all().length));
  foreign.hidden = view.report.language.supported;
  foreign.textContent = `Names are found in English texts; this seems to be ${languageOf(view.report)}.`;
}

/** Draws the marks that are to be seen, then what stands by them. @param {View} view @param {State} now */
function draw(view, { notes: noted, hidden, extra }) {
  void article.setMarks(view, noted, (kind) => isShown(kind, { hidden, extra })).then((whole) => {
    if (!whole) return;
    void resume();
    notes.update(noted, view.text, article, sidebar.root);
    occurrences.relight();
    occurrences.repaint();
    updateStrip();
  });
}

function updateStrip() {
  const { view, chosen } = store.state;
  const thing = view?.byId.get(chosen ?? "");
  const spans = (thing?.mentions ?? []).flatMap((m) => view?.report.mentions[m] ?? []);
  strip.update(article, spans, thing ? familyOf(thing.kind) : null);
}

/** What the tab is called: nothing of a text that is not kept may stand there, where browsers record it. @param {State} now */
function nameTab({ article: held, view }) {
  document.title = held && held.kept > 0 ? `${titleOf(held, view?.report ?? null)} · Marginalia` : "Marginalia";
}
