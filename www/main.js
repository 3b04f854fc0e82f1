/** The only file that knows all parts: it takes texts in, asks the engine, and hands each part what changed. */

import { ArticleView } from "./article.js";
import { Dock } from "./dock.js";
import { button, byId, h, isField } from "./dom.js";
import { EmptyScreen } from "./empty.js";
import { startEngine } from "./engine.js";
import { EXAMPLE } from "./example.js";
import { fromFile, fromHtml, fromText, fromTransfer, refusalOf } from "./paste.js";
import { PublicationLine } from "./publication.js";
import { announcement, read, spoken } from "./read.js";
import { Session, tabStorage } from "./session.js";
import { Sidebar } from "./sidebar.js";
import { newArticle, optionsOf, Store } from "./state.js";
import { focusOn, following, reveal } from "./steps.js";
import { Toast } from "./toast.js";
import { clipped } from "./words.js";

/** @typedef {import('./state.js').Article} Article */
/** @typedef {import('./state.js').State} State */
/** @typedef {import('./read.js').View} View */
/** @typedef {import('./paste.js').Pasted} Pasted */
/** @typedef {import('./paste.js').Refused} Refused */

/** A shorter paste opens nothing by itself while an article is open. */
const SHORT = 200;

const store = new Store();
const session = new Session(tabStorage());
const engine = startEngine();
/** @type {View | null} what `store.state.report` shows */
let view = null;

const main = byId("main");
const toast = new Toast(byId("toast"));
const publication = new PublicationLine({
  readDate: (text, today) => engine.readDate(text, today),
  set: (date) => change((article) => ({ ...article, published: date })),
});
const article = new ArticleView(publication.root, () => {});
const sidebar = new Sidebar({
  toggle,
  step: (thing) => step(thing, 1),
  light: (thing) => store.set({ lit: thing }),
  sentence: (start, end) => void showStretch(start, end),
  addDate: () => {
    dock.close();
    publication.open();
  },
});
const empty = new EmptyScreen({
  take: (text) => take(fromText(text)),
  paste: () => void pasteFromClipboard(),
  open: (file) => void fromFile(file).then(take),
  example: () => take({ text: EXAMPLE.text, hints: [] }),
  check: () => {},
});
const dock = new Dock(byId("dock"), { section: (id) => sidebar.section(id).root, check: () => {} });
const failure = h("p", { class: "failure", role: "alert", hidden: true });
const reading = h("div", { class: "reading" }, h("div", { class: "column" }, failure, article.root), sidebar.root);

function updateBar() {
  const { article: open } = store.state;
  byId("bar").replaceChildren(
    h("span", { class: "brand" }, "Marginalia"),
    h("span", { class: "acts" }, open && button("New", startNew, { class: "act" })),
  );
}

/** @param {State} now @param {State} before */
function render(now, before) {
  if (now.article?.id !== before.article?.id) showScreen(now);
  if (now.failure !== before.failure) {
    failure.hidden = now.failure === null;
    failure.textContent = now.failure && `${now.failure} The text is kept.`;
  }
  if (now.report !== before.report) {
    view = now.report && now.article ? read(now.report, now.article.text) : null;
    dock.update(view);
    if (view) {
      publication.update(view);
      void article.setMarks(view, []).then((whole) => whole && relight());
    }
  }
  const asSidebar = ["report", "hidden", "extra", "chosen", "current"];
  if (
    view &&
    asSidebar.some((key) => now[/** @type {keyof State} */ (key)] !== before[/** @type {keyof State} */ (key)])
  ) {
    sidebar.update(view, now);
    article.root.dataset.hidden = [...now.hidden].join(" ");
    article.root.dataset.extra = [...now.extra].join(" ");
  }
  if (now.lit !== before.lit || now.chosen !== before.chosen) relight();
  if (now.current !== before.current) paintCurrent();
}

/** @param {State} now */
function showScreen(now) {
  dock.close();
  sidebar.root.hidden = true;
  updateBar();
  if (now.article) {
    publication.clear();
    void article.setText(now.article.text);
    main.replaceChildren(reading);
    scrollTo({ top: now.article.scroll, behavior: "instant" });
    if (article.head) focusOn(article.head);
  } else {
    main.replaceChildren(empty.root);
    empty.show();
  }
}

/** @type {Element[]} */
let lit = [];

/** Lights every occurrence of the thing under the pointer, or of the chosen one. */
function relight() {
  for (const element of lit) element.classList.remove("lit");
  const thing = view?.byId.get(store.state.lit ?? store.state.chosen ?? "");
  lit = (thing?.everywhere ?? []).flatMap((m) => article.drawnAt(view?.report.mentions[m]?.start ?? -1));
  for (const element of lit) element.classList.add("lit");
}

/** Paints the current occurrence without touching the text. */
function paintCurrent() {
  const highlights = /** @type {any} */ (CSS).highlights;
  if (!highlights) return;
  highlights.delete("current");
  const { current } = store.state;
  const mention = view?.report.mentions.find((m) => m.start === current);
  const range = mention && article.rangeOf(mention.start, mention.end);
  if (range) highlights.set("current", new /** @type {any} */ (globalThis).Highlight(range));
}

/** @param {string} section */
function toggle(section) {
  const key = ["person", "organization", "place", "date"].includes(section) ? "hidden" : "extra";
  const now = new Set(store.state[key]);
  if (!now.delete(section)) now.add(section);
  store.set({ [key]: now });
}

/** @param {string} id @param {1 | -1} by */
function step(id, by) {
  const thing = view?.byId.get(id);
  if (!thing || !view) return;
  const { report } = view;
  const list = thing.mentions.length ? thing.mentions : thing.everywhere;
  const starts = list.map((m) => report.mentions[m]?.start ?? 0);
  const next = following(starts, store.state.chosen === id ? store.state.current : null, by);
  if (next === null) return;
  dock.close();
  store.set({ chosen: id, current: next });
  const [mark] = article.marksAt(next);
  if (mark) void reveal(mark);
  relight();
  announce(spoken(view, /** @type {number} */ (list[starts.indexOf(next)])));
}

/** @param {number} start @param {number} end */
async function showStretch(start, end) {
  const found = article.blockAt(start);
  if (!found) return;
  await reveal(found.element);
  const range = article.rangeOf(start, end);
  const highlights = /** @type {any} */ (CSS).highlights;
  if (range && highlights) highlights.set("current", new /** @type {any} */ (globalThis).Highlight(range));
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
  const open = () => {
    leave();
    openNew(newArticle(pasted.text, pasted.hints));
    if (pasted.note) toast.show(pasted.note);
    else if (before)
      toast.show("New article.", [
        { label: `Back to “${clipped(before.text.trim().split("\n")[0] ?? "")}”`, action: () => history.back() },
      ]);
    else toast.hide();
  };
  if (before && pasted.text.trim().length < SHORT) {
    toast.show(`Pasted ${pasted.text.trim().length} characters.`, [{ label: "Open as new article", action: open }]);
  } else {
    open();
  }
}

/** @param {Article} opened */
function openNew(opened) {
  history.pushState({ article: opened.id }, "");
  keep(opened);
  show(opened);
}

/** @param {Article | null} shown */
function show(shown) {
  store.set({
    article: shown,
    report: null,
    chosen: null,
    current: null,
    lit: null,
    hidden: new Set(),
    extra: new Set(),
  });
  if (shown) void analyse();
  else engine.cancel();
}

/** Asks the engine for the report of the open article; an answer that comes too late is dropped. */
async function analyse() {
  const asked = store.state.article;
  if (!asked) return;
  const first = store.state.report === null;
  store.set({ working: true, failure: null });
  try {
    const report = await engine.annotate(asked.text, optionsOf(asked));
    if (store.state.article !== asked) return;
    sidebar.root.hidden = false;
    store.set({ report, working: false });
    if (view && first) announce(announcement(view));
  } catch (error) {
    const { name, message } = /** @type {Error} */ (error);
    if (name === "Superseded" || name === "Cancelled" || store.state.article !== asked) return;
    store.set({ working: false, failure: message });
  }
}

/** Changes the open article and has it read anew. @param {(article: Article) => Article} how */
function change(how) {
  const { article: open } = store.state;
  if (!open) return;
  const changed = how(open);
  keep(changed);
  store.set({ article: changed });
  void analyse();
}

/** @param {Article} changed */
function keep(changed) {
  if (!session.put(changed) && tabStorage()) {
    toast.show("This text is too long for the tab’s own store. It stays until you reload or close the tab.");
  }
}

/** Remembers where the reader was. */
function leave() {
  const { article: open } = store.state;
  if (open) session.put({ ...open, scroll: Math.round(scrollY) });
}

function startNew() {
  leave();
  history.pushState({ article: null }, "");
  show(null);
}

async function pasteFromClipboard() {
  try {
    const [item] = await navigator.clipboard.read();
    const html = item?.types.includes("text/html") ? await (await item.getType("text/html")).text() : "";
    const plain = item?.types.includes("text/plain") ? await (await item.getType("text/plain")).text() : "";
    const pasted = html ? await fromHtml(html) : null;
    take(pasted && !refusalOf(pasted.text) ? pasted : fromText(plain));
  } catch {
    empty.say("The browser keeps the clipboard to itself. Press Ctrl V in the box.");
  }
}

/** @param {DataTransfer | null} data */
function takeTransfer(data) {
  if (data) void fromTransfer(data).then(take);
}

document.addEventListener("paste", (event) => {
  if (isField(event.target) && !(/** @type {HTMLElement} */ (event.target).matches(".box"))) return;
  event.preventDefault();
  takeTransfer(event.clipboardData);
});
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  takeTransfer(event.dataTransfer);
});
article.root.addEventListener("pointerover", (event) => {
  if (event.pointerType !== "touch") store.set({ lit: thingAt(event.target) });
});
article.root.addEventListener("pointerleave", () => store.set({ lit: null }));

/** The thing whose mark is at an event's target. @param {EventTarget | null} target */
function thingAt(target) {
  const mark = target instanceof Element ? target.closest("mark") : null;
  const start = Number(mark?.dataset.at ?? -1);
  const m = view?.report.mentions.findIndex((mention) => mention.start === start) ?? -1;
  return view?.things[m]?.id ?? null;
}

addEventListener("popstate", (event) => {
  leave();
  toast.hide();
  show(session.get(event.state?.article ?? ""));
});
addEventListener("pagehide", leave);
history.scrollRestoration = "manual";
store.watch(render);
engine.ready.catch((/** @type {Error} */ error) => {
  if (!store.state.article) empty.say(error.message);
});
const kept = session.get(history.state?.article ?? "");
if (kept) show(kept);
else {
  updateBar();
  main.replaceChildren(empty.root);
  empty.show();
}
