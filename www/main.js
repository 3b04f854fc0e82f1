/** The only file that knows all parts: it takes texts in, asks the engine, and hands each part what changed. */

import { Contents, Strip } from "./aids.js";
import { ArticleView, provisional } from "./article.js";
import { Bar } from "./bar.js";
import { CheckQueue } from "./check.js";
import { isNewVersion, notesOf } from "./correct.js";
import { Correcting } from "./correcting.js";
import { Dock } from "./dock.js";
import { breathe, button, byId, h } from "./dom.js";
import { EmptyScreen } from "./empty.js";
import { startEngine } from "./engine.js";
import { EXAMPLE } from "./example.js";
import { Help } from "./help.js";
import { fromClipboard, listen } from "./intake.js";
import { listenKeys } from "./keys.js";
import { MapView } from "./map.js";
import { Marking } from "./marking.js";
import { Notes } from "./notes.js";
import { Occurrences } from "./occurrences.js";
import { keepOffline } from "./offline.js";
import { fromFile, fromText } from "./paste.js";
import { PublicationLine } from "./publication.js";
import { announcement, familyOf, read } from "./read.js";
import { lastingStorage, Rules } from "./rules.js";
import { paint, Search } from "./search.js";
import { Session, tabStorage } from "./session.js";
import { Sidebar } from "./sidebar.js";
import { corrections, newArticle, optionsOf, Store } from "./state.js";
import { focusOn, reveal } from "./steps.js";
import { Timeline } from "./timeline.js";
import { Toast } from "./toast.js";
import { showUnplaced, unplacedMessage } from "./unplaced.js";
import { clipped, counted } from "./words.js";

/** @typedef {import('./state.js').Article} Article */
/** @typedef {import('./state.js').State} State */
/** @typedef {import('./read.js').View} View */
/** @typedef {import('./report.d.ts').Report} Report */
/** @typedef {import('./paste.js').Pasted} Pasted */
/** @typedef {import('./paste.js').Refused} Refused */

/** A shorter paste opens nothing by itself while an article is open. */
const SHORT = 200;
/** More marks than this are taken in steps. */
const MANY = 1000;

const { signal } = new AbortController();
const store = new Store();
const session = new Session(tabStorage());
const rules = new Rules(lastingStorage());
const engine = startEngine(
  keepOffline((reload) => toast.show("A new version is ready.", [{ label: "Reload", action: reload }])),
);

const main = byId("main");
const toast = new Toast(byId("toast"));
const help = new Help(rules, () => void analyse());
const publication = new PublicationLine({
  readDate: (text, today) => engine.readDate(text, today),
  set: (date) => void change((a) => ({ ...a, published: date })),
});
const article = new ArticleView(publication.root, (blocks) => void correcting.restore(blocks));
const occurrences = new Occurrences(store, article, announce);
const correcting = new Correcting(store, rules, toast, announce, change);
const sidebar = new Sidebar({
  toggle,
  step: (thing) => goTo(() => occurrences.step(thing, 1)),
  light: (thing) => store.set({ lit: thing }),
  sentence: (start, end) => goTo(() => void showStretch(start, end)),
  addDate: () => goTo(() => publication.open()),
});
const contents = new Contents((start, end) => goTo(() => void showStretch(start, end)));
const notes = new Notes(
  {
    write: (span, words) => void correcting.note(span, words),
    show: (span) => goTo(() => void showStretch(span.start, span.end)),
  },
  signal,
);
const timeline = new Timeline({ onSelect: (thing) => goTo(() => occurrences.step(thing, 1)) });
const map = new MapView({
  onSelect: (thing) => goTo(() => occurrences.step(thing, 1)),
  onLight: (thing) => store.set({ lit: thing }),
});
const strip = new Strip();
const search = new Search({
  range: (start, end) => article.rangeOf(start, end),
  show: ({ start, end }) => void showStretch(start, end, false),
  go: (thing) => occurrences.step(thing, 1),
  closed: () => occurrences.repaint(),
});
const empty = new EmptyScreen({
  take: (text) => take(fromText(text)),
  paste: () =>
    void fromClipboard().then((pasted) =>
      pasted ? take(pasted) : empty.say("The browser keeps the clipboard to itself. Press Ctrl V in the box."),
    ),
  open: (file) => void fromFile(file).then(take),
  example: () => take({ text: EXAMPLE.text, hints: [] }),
  check: () => help.open(true),
});
const check = new CheckQueue({
  view: () => store.state.view,
  ask: (key, question) => marking.ask(key, question),
  name: (span, kind) => correcting.name(span, kind, { quiet: true }),
  done: (all) => {
    marking.close();
    if (all) toast.show("All checked.");
  },
});
const dock = new Dock(byId("dock"), { section: (id) => sidebar.section(id).root, check: () => check.start() });
const marking = new Marking({
  store,
  article,
  occurrences,
  correcting,
  check,
  notes,
  dock,
  readDate: engine.readDate,
  placesNamed: engine.placesNamed,
  signal,
});
const bar = new Bar(byId("bar"), search.root, {
  check: () => check.start(),
  undo: () => void correcting.undo(),
  find: () => search.open(),
  startNew,
  help: () => help.open(),
});
const failure = h("p", { class: "failure", role: "alert", hidden: true });
const working = h("p", { class: "working", role: "status", hidden: true });
const foreign = h("p", { class: "foreign", hidden: true });
const skips = h(
  "p",
  { class: "skips" },
  button("Next mark", () => occurrences.stepMark(1), { "aria-keyshortcuts": "n" }),
  button("Previous mark", () => occurrences.stepMark(-1), { "aria-keyshortcuts": "Shift+n" }),
);
const reading = h(
  "div",
  { class: "reading" },
  h("div", { class: "column" }, skips, failure, working, foreign, article.root),
  notes.column,
  sidebar.root,
);
sidebar.root.prepend(contents.root);
sidebar.figure("place").append(map.root);
sidebar.figure("date").append(timeline.root);
document.body.append(strip.root, marking.card.root, marking.selection.root);

/** @param {State} now @param {State} before */
function render(now, before) {
  const changed = (/** @type {(keyof State)[]} */ ...keys) => keys.some((key) => now[key] !== before[key]);
  if (now.article?.id !== before.article?.id) showScreen(now);
  if (changed("failure")) {
    failure.hidden = now.failure === null;
    failure.replaceChildren(
      `${now.failure} The text is kept. `,
      button("Try again", () => void analyse()),
    );
  }
  if (changed("working")) showWorking(now);
  if (changed("view")) showView(now);
  if (changed("view", "article")) bar.update(now);
  if (now.view && changed("view", "hidden", "extra", "chosen", "current")) {
    sidebar.update(now.view, now);
    article.root.dataset.hidden = [...now.hidden].join(" ");
    article.root.dataset.extra = [...now.extra].join(" ");
  }
  if (changed("lit", "chosen")) occurrences.relight();
  if (changed("lit")) {
    map.light(now.lit);
    sidebar.light(now.lit);
  }
  if (changed("current")) occurrences.repaint();
  if (changed("chosen", "view")) void breathe().then(updateStrip);
}

/** Where the reader was, until the text is drawn so far. */
let place = 0;

function resume() {
  if (place) scrollTo({ top: place, behavior: "instant" });
  place = 0;
}

/** @param {State} now */
function showScreen(now) {
  dock.close();
  check.drop();
  marking.close();
  search.root.hidden = true;
  sidebar.root.hidden = true;
  foreign.hidden = true;
  if (now.article) {
    publication.clear();
    place = now.article.scroll;
    void article.setText(now.article.text).then((whole) => whole && resume());
    main.replaceChildren(reading);
    scrollTo({ top: 0, behavior: "instant" });
    if (article.head) focusOn(article.head);
  } else {
    main.replaceChildren(empty.root);
    scrollTo({ top: 0, behavior: "instant" });
    empty.show();
  }
}

let patience = 0;

/** Says that the text is being read, if it takes longer than a blink. @param {State} now */
function showWorking(now) {
  clearTimeout(patience);
  working.hidden = true;
  if (!now.working || now.view) return;
  patience = window.setTimeout(() => {
    working.replaceChildren(
      "Reading the text… ",
      button("Stop", () => engine.cancel()),
    );
    working.hidden = false;
  }, 300);
}

/** @param {State} now */
function showView({ view, notes: noted }) {
  dock.update(view);
  search.update(view);
  if (!view) return;
  sidebar.root.hidden = false;
  publication.update(view);
  contents.update(view);
  map.update(view.families.find((f) => f.id === "place")?.things ?? []);
  timeline.update(view.families.find((f) => f.id === "date")?.things ?? []);
  foreign.hidden = view.report.language.supported;
  foreign.textContent = "Names are found in English texts; this seems to be another language.";
  void article.setMarks(view, noted).then((whole) => {
    if (!whole) return;
    resume();
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

/** Leaves the phone's sheet before going to a place in the text. @param {() => void} go */
function goTo(go) {
  dock.close();
  go();
}

/** @param {string} section */
function toggle(section) {
  const key = ["person", "organization", "place", "date"].includes(section) ? "hidden" : "extra";
  const now = new Set(store.state[key]);
  if (!now.delete(section)) now.add(section);
  const chosen = store.state.view?.byId.get(store.state.chosen ?? "");
  const gone = chosen && familyOf(chosen.kind) === section;
  store.set({ [key]: now, ...(gone ? { chosen: null, current: null } : {}) });
}

/** @param {number} start @param {number} end */
async function showStretch(start, end, focus = true) {
  const found = article.blockAt(start);
  if (!found) return;
  await reveal(found.element, { focus });
  const range = article.rangeOf(start, end);
  if (range) paint("stretch", [range]);
  const box = range?.getBoundingClientRect();
  if (box && (box.top < 60 || box.bottom > innerHeight - 60)) {
    scrollBy({ top: box.top - innerHeight / 2, behavior: "instant" });
  }
}

/** @param {string} words */
function announce(words) {
  byId("announce").textContent = words;
}

/**
 * Opens what was pasted, or says why not.
 * @param {Pasted | Refused} pasted
 */
function take(pasted) {
  const before = store.state.article;
  if ("refused" in pasted) {
    if (before) toast.show(pasted.refused);
    else empty.say(pasted.refused);
    return;
  }
  const short = pasted.text.trim();
  if (before && short.length < SHORT) {
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
  leave();
  const opened = newArticle(pasted.text, pasted.hints);
  history.pushState({ article: opened.id }, "");
  toast.hide();
  keep(opened);
  show(opened);
  const made = before ? corrections(before).length : 0;
  const title = before ? clipped(before.text.trim().split("\n")[0] ?? "") : "";
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
}

/** @param {Article} before */
async function carryOver(before) {
  const view = await change((a) => ({ ...a, steps: before.steps.slice(0, before.cursor), cursor: before.cursor }));
  const held = store.state.article;
  if (!view || !held) return;
  const lost = view.report.unplaced.flatMap((i) => corrections(held)[i - rules.all().length] ?? []);
  if (lost.length) toast.show(unplacedMessage(lost.length), [{ label: "Show", action: () => showUnplaced(lost) }]);
}

/** @param {Article | null} shown */
function show(shown) {
  store.set({
    article: shown,
    view: null,
    chosen: null,
    current: null,
    lit: null,
    notes: [],
    failure: null,
    hidden: new Set(),
    extra: new Set(),
  });
  if (shown) void analyse();
  else engine.cancel();
}

/** Asks the engine for the report of the open article; an answer that comes too late is dropped. */
async function analyse() {
  const asked = store.state.article;
  if (!asked) return null;
  const first = store.state.view === null;
  store.set({ working: true, failure: null });
  try {
    const beginning = first ? (/** @type {Report} */ known) => showBeginning(asked, known) : null;
    const report = await engine.annotate(asked.text, optionsOf(asked, rules.corrections()), beginning);
    // A long report has taken its time to arrive; reading it is a task of its own.
    if (report.mentions.length > MANY) await breathe();
    if (store.state.article !== asked) return null;
    const view = read(report, asked.text);
    if (report.mentions.length > MANY) await breathe();
    if (store.state.article !== asked) return null;
    store.set({ view, notes: notesOf(asked.text, corrections(asked)), working: false });
    if (first) announce(announcement(view));
    return view;
  } catch (error) {
    const { name, message } = /** @type {Error} */ (error);
    if (name === "Superseded" || store.state.article !== asked) return null;
    store.set({ working: false, failure: name === "Cancelled" ? null : message });
    if (name === "Cancelled") {
      working.replaceChildren(
        "Stopped. ",
        button("Read it", () => void analyse()),
      );
      working.hidden = false;
    }
    return null;
  }
}

/**
 * Shows what is known of a long text's beginning; the rest stands as plain lines until all is known.
 * @param {Article} asked
 * @param {Report} known
 */
function showBeginning(asked, known) {
  if (store.state.article !== asked) return;
  store.set({ view: read(provisional(known, asked.text), asked.text) });
}

/** Changes the open article and has it read anew. @param {(article: Article) => Article} how */
async function change(how) {
  const { article: held } = store.state;
  if (!held) return null;
  const changed = how(held);
  keep(changed);
  store.set({ article: changed });
  return analyse();
}

/** The article of which the reader knows that a reload ends it. */
let unkept = "";

/** @param {Article} changed */
function keep(changed) {
  if (session.put(changed) || location.protocol === "file:" || unkept === changed.id) return;
  unkept = changed.id;
  const why = tabStorage() ? "This text is too long for the tab’s own store." : "This browser gives the page no store.";
  toast.show(`${why} The text stays until you reload or close the tab.`);
}

/** Remembers where the reader was. */
function leave() {
  const { article: held } = store.state;
  if (held) session.put({ ...held, scroll: Math.round(scrollY) });
}

function startNew() {
  leave();
  history.pushState({ article: null }, "");
  toast.hide();
  show(null);
}

listen(take, signal);
listenKeys({ store, occurrences, correcting, check, marking, search, sidebar, toast, signal });
article.root.addEventListener("pointerover", (event) => {
  if (event.pointerType !== "touch")
    store.set({ lit: occurrences.thingOf(occurrences.keyAt(event.target))?.id ?? null });
});
article.root.addEventListener("pointerleave", () => store.set({ lit: null }));
addEventListener("popstate", (event) => {
  leave();
  toast.hide();
  show(session.get(event.state?.article ?? ""));
});
addEventListener("pagehide", leave);
addEventListener("beforeprint", () => sidebar.openAll());
history.scrollRestoration = "manual";
store.watch(render);
engine.ready.catch((/** @type {Error} */ error) => {
  if (!store.state.article) empty.say(error.message);
});
const held = session.get(history.state?.article ?? "");
if (held) {
  show(held);
} else {
  bar.update(store.state);
  showScreen(store.state);
}
