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
import { Files } from "./files.js";
import { Help } from "./help.js";
import { fromClipboard, listen } from "./intake.js";
import { listenKeys } from "./keys.js";
import { MapView } from "./map.js";
import { Marking } from "./marking.js";
import { Notes } from "./notes.js";
import { Occurrences } from "./occurrences.js";
import { keepOffline } from "./offline.js";
import { Keeping } from "./keeping.js";
import { keptOf, titleOf } from "./kept.js";
import { Library } from "./library.js";
import { Particulars } from "./particulars.js";
import { fromText } from "./paste.js";
import { PublicationLine } from "./publication.js";
import { FileQueue } from "./queue.js";
import { announcement, familyOf, read } from "./read.js";
import { lastingStorage, Rules } from "./rules.js";
import { paint, Search } from "./search.js";
import { Session, tabStorage } from "./session.js";
import { Shelf } from "./shelf.js";
import { Sidebar } from "./sidebar.js";
import { asksTheSame, corrections, newArticle, optionsOf, Store } from "./state.js";
import { focusOn, reveal } from "./steps.js";
import { saveTable, TakeAway } from "./takeaway.js";
import { Timeline } from "./timeline.js";
import { Toast } from "./toast.js";
import { Unplaced, unplacedMessage } from "./unplaced.js";
import { clipped, counted } from "./words.js";

/** @typedef {import('./state.js').Article} Article */
/** @typedef {import('./state.js').State} State */
/** @typedef {import('./read.js').View} View */
/** @typedef {import('./report.d.ts').Report} Report */
/** @typedef {import('./paste.js').Pasted} Pasted */
/** @typedef {import('./paste.js').Taken} Taken */

/** A shorter paste opens nothing by itself while an article is open. */
const SHORT = 200;
/** More marks than this are taken in steps. */
const MANY = 1000;

const { signal } = new AbortController();
const store = new Store();
const session = new Session(tabStorage());
const rules = new Rules(lastingStorage());
const library = new Library(location.protocol !== "file:");
const engine = startEngine(
  keepOffline((reload) => toast.show("A new version is ready.", [{ label: "Reload", action: reload }])),
);

const main = byId("main");
const toast = new Toast(byId("toast"));
const help = new Help(rules, () => void analyse());
const publication = new PublicationLine({
  readDate: (text, today) => engine.readDate(text, today),
  set: (date) => void change((a) => ({ ...a, published: date })),
  changed: (was) => void correcting.published(was),
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
const unplaced = new Unplaced((lost) => void correcting.remove(lost));
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
  open: (chosen) => void queue.add(chosen),
  example: () => {
    const { content } = /** @type {HTMLTemplateElement} */ (byId("example"));
    take({ text: content.textContent ?? "", hints: [] });
  },
  check: () => help.open(true),
});
const queue = new FileQueue({
  take: (taken) => take(taken, true),
  refused: (words) => {
    if (store.state.files) toast.show(words, [{ label: "Next", action: () => void queue.next() }]);
    else take({ refused: words });
  },
  waiting: (count) => store.set({ files: count }),
});
const keeping = new Keeping({
  store,
  session,
  rules,
  library,
  toast,
  show,
  visit,
  annotate: (asked) => engine.annotate(asked.text, optionsOf(asked, rules.corrections())),
  adopt,
  describe,
  saveCopy: () => files.saveCopy(),
  changed: () => void shelf.update(),
});
const files = new Files({
  store,
  rules,
  library,
  toast,
  visit,
  say: (error, after) => keeping.say(error, after),
  changed: () => void shelf.update(),
});
const particulars = new Particulars({ amend, forget: (id) => void keeping.forget([id]), showAll: () => showLibrary() });
const takeAway = new TakeAway(toast);
const shelf = new Shelf(library, empty.kept, {
  open: (id, thing) => void openKept(id, thing),
  showAll: (query) => showLibrary(query),
  forget: (ids) => keeping.forget(ids),
  table: (ids) =>
    void files.take(ids).then(
      (all) => toast.show(`Saved as ${saveTable(all)}.`),
      (error) => keeping.say(error),
    ),
  save: (ids) => void files.exportSome(ids),
  exportAll: () => void files.exportAll(),
  bring: (file) => void file.text().then((content) => files.bring(content)),
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
  elsewhere: (thing) => shelf.elsewhere(thing, store.state.article?.id ?? ""),
  signal,
});
const bar = new Bar(
  byId("bar"),
  search.root,
  {
    check: () => check.start(),
    undo: () => void correcting.undo(),
    find: () => search.open(),
    startNew,
    keep: () => void keeping.keep(),
    describe,
    takeAway: () => void openTakeAway(),
    nextFile: () => void queue.next(),
    help: () => help.open(),
  },
  library.open ? "Keep" : "Save as file",
);
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
  h("div", { class: "column" }, skips, failure, working, foreign, unplaced.root, article.root),
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
  if (now.article?.id !== before.article?.id || now.library !== before.library) showScreen(now);
  if (changed("failure")) {
    failure.hidden = now.failure === null;
    failure.replaceChildren(
      `${now.failure} The text is kept. `,
      button("Try again", () => void analyse()),
    );
  }
  if (changed("working")) showWorking(now);
  if (changed("view")) showView(now);
  if (changed("view", "article", "library", "files")) bar.update(now);
  if (changed("view", "article")) nameTab(now);
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

/** What the tab is called: nothing of a text that is not kept may stand there, where browsers record it. @param {State} now */
function nameTab({ article: held, view }) {
  document.title = held && held.kept > 0 ? `${titleOf(held, view?.report ?? null)} · Marginalia` : "Marginalia";
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
  if (!now.library) shelf.leave();
  if (now.article) {
    publication.clear();
    place = now.article.scroll;
    void article.setText(now.article.text).then((whole) => whole && resume());
    main.replaceChildren(reading);
    scrollTo({ top: 0, behavior: "instant" });
    if (article.head) focusOn(article.head);
  } else {
    main.replaceChildren(now.library ? shelf.root : empty.root);
    scrollTo({ top: 0, behavior: "instant" });
    if (!now.library) empty.show();
    void (now.library ? shelf.show(wanted) : shelf.update());
    wanted = "";
  }
}

/** What to look for in the library when it opens; no history entry may hold it. */
let wanted = "";

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
  unplaced.update(lostOf(store.state));
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
 * @param {Taken} pasted
 * @param {boolean} [meant] whether even a short text is an article
 */
function take(pasted, meant = false) {
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
  const opened = newArticle(pasted.text, pasted.hints);
  visit(opened);
  void keeping.remind(opened);
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
  const { steps, cursor, published } = before;
  await change((a) => ({ ...a, steps: steps.slice(0, cursor), cursor, published }));
  const lost = lostOf(store.state);
  if (lost.length) toast.show(unplacedMessage(lost.length), [{ label: "Show", action: () => unplaced.show() }]);
}

/** The corrections of the article that no longer fit its text. @param {State} state */
function lostOf({ article: held, view }) {
  if (!held || !view) return [];
  const made = corrections(held);
  return view.report.unplaced.flatMap((i) => made[i - rules.all().length] ?? []);
}

/** Opens an article as the next step of the tab's history. @param {Article} opened @param {Report | null} [report] that is known already */
function visit(opened, report = null) {
  leave();
  history.pushState({ article: opened.id }, "");
  toast.hide();
  hold(opened);
  show(opened, report);
}

/** @param {Article | null} shown @param {Report | null} [report] of it, that is known already */
function show(shown, report = null) {
  const view = shown && report ? read(report, shown.text) : null;
  store.set({
    article: shown,
    library: false,
    working: false,
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

/** Shows another report of the open article. @param {Report} report */
function adopt(report) {
  const { article: held } = store.state;
  if (!held) return;
  store.set({ view: read(report, held.text) });
  keeping.read();
}

/** @param {string} id of the library @param {string} [thing] to go to */
async function openKept(id, thing) {
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

/** @param {string} [query] */
function showLibrary(query = "") {
  leave();
  history.pushState({ library: true }, "");
  toast.hide();
  enterLibrary(query);
}

/** @param {string} query */
function enterLibrary(query) {
  wanted = query;
  store.set({
    article: null,
    view: null,
    library: true,
    chosen: null,
    current: null,
    lit: null,
    notes: [],
    failure: null,
  });
  engine.cancel();
}

/** Brings back what an entry of the tab's history stands for. */
async function restore() {
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

async function openTakeAway() {
  const { article: held, view } = store.state;
  toast.hide();
  if (held && view) takeAway.open(await keptOf(held, view.report), held.kept > 0 || !library.open);
}

function describe() {
  const { article: held, view } = store.state;
  toast.hide();
  if (held) particulars.open(held, view?.report ?? null);
}

/** Changes what the engine is not asked about. @param {(article: Article) => Article} how */
function amend(how) {
  const { article: held } = store.state;
  if (!held) return;
  const changed = how(held);
  hold(changed);
  store.set({ article: changed });
  keeping.read();
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
    if (!asksTheSame(asked, store.state.article)) return null;
    const view = read(report, asked.text);
    if (report.mentions.length > MANY) await breathe();
    if (!asksTheSame(asked, store.state.article)) return null;
    store.set({ view, notes: notesOf(asked.text, corrections(asked)), working: false });
    keeping.read();
    if (first) announce(announcement(view));
    return view;
  } catch (error) {
    const { name, message } = /** @type {Error} */ (error);
    if (name === "Superseded" || !asksTheSame(asked, store.state.article)) return null;
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
  if (!asksTheSame(asked, store.state.article)) return;
  store.set({ view: read(provisional(known, asked.text), asked.text) });
}

/** Changes the open article and has it read anew. @param {(article: Article) => Article} how */
async function change(how) {
  const { article: held } = store.state;
  if (!held) return null;
  const changed = how(held);
  hold(changed);
  store.set({ article: changed });
  return analyse();
}

/** The article of which the reader knows that a reload ends it. */
let unkept = "";

/** Keeps an article for this tab. @param {Article} changed */
function hold(changed) {
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

listen(take, (dropped) => void queue.add(dropped), signal);
listenKeys({ store, occurrences, correcting, check, marking, search, sidebar, toast, keeping, queue, signal });
article.root.addEventListener("pointerover", (event) => {
  if (event.pointerType !== "touch")
    store.set({ lit: occurrences.thingOf(occurrences.keyAt(event.target))?.id ?? null });
});
article.root.addEventListener("pointerleave", () => store.set({ lit: null }));
addEventListener("popstate", () => {
  leave();
  toast.hide();
  void restore();
});
addEventListener("beforeunload", (event) => keeping.busy && event.preventDefault());
addEventListener("pagehide", leave);
addEventListener("beforeprint", () => sidebar.openAll());
history.scrollRestoration = "manual";
store.watch(render);
engine.ready.catch((/** @type {Error} */ error) => {
  if (!store.state.article) empty.say(error.message);
});
bar.update(store.state);
void shelf.update();
if (history.state?.article || history.state?.library) await restore();
if (!store.state.article && !store.state.library) showScreen(store.state);
