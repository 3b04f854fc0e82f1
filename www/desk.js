/** The parts of the page, each made once and told what the others can do for it. */

import { Contents, Strip } from "./reading/aids.js";
import { adopt, amend, analyse, change } from "./analysis.js";
import { ArticleView } from "./reading/article.js";
import { Bar } from "./frame/bar.js";
import { CheckQueue } from "./correcting/check.js";
import { Correcting } from "./correcting/correcting.js";
import { Dock } from "./frame/dock.js";
import { byId } from "./dom.js";
import { EmptyScreen, pasteHint } from "./intake/empty.js";
import { startEngine } from "./engine/engine.js";
import { Files } from "./keeping/files.js";
import { Help } from "./frame/help.js";
import { fromClipboard } from "./intake/intake.js";
import { MapView } from "./reading/map.js";
import { Marking } from "./correcting/marking.js";
import { Notes } from "./correcting/notes.js";
import { Occurrences } from "./reading/occurrences.js";
import { keepOffline } from "./frame/offline.js";
import { Keeping } from "./keeping/keeping.js";
import { keptOf } from "./keeping/kept.js";
import { Library } from "./keeping/library.js";
import { Particulars } from "./keeping/particulars.js";
import { fromText } from "./intake/paste.js";
import { PublicationLine } from "./reading/publication.js";
import { FileQueue } from "./intake/queue.js";
import { FAMILIES, familyOf } from "./reading/read.js";
import { lastingStorage, Rules } from "./correcting/rules.js";
import { Search } from "./reading/search.js";
import { Session, tabStorage } from "./keeping/session.js";
import { Shelf } from "./keeping/shelf.js";
import { Sidebar } from "./reading/sidebar.js";
import { optionsOf, Store } from "./state.js";
import { saveTable, TakeAway } from "./export/takeaway.js";
import { Timeline } from "./reading/timeline.js";
import { Toast } from "./frame/toast.js";
import { Unplaced } from "./correcting/unplaced.js";
import { openKept, show, showLibrary, startNew, take, visit } from "./visits.js";

export const { signal } = new AbortController();
export const store = new Store();
export const session = new Session(tabStorage());
export const rules = new Rules(lastingStorage());
const library = new Library(location.protocol !== "file:");
const example = /** @type {HTMLTemplateElement} */ (byId("example")).content.textContent ?? "";
export const engine = startEngine({
  before: keepOffline((reload) => toast.show("A new version is ready.", [{ label: "Reload", action: reload }])),
  rehearsal: example,
});

export const toast = new Toast(byId("toast"));
const help = new Help(rules, () => void analyse());
export const publication = new PublicationLine({
  readDate: (text, today) => engine.readDate(text, today),
  set: (date) => void change((a) => ({ ...a, published: date })),
  changed: (was) => void correcting.published(was),
});
export const article = new ArticleView(publication.root, (blocks) => void correcting.restore(blocks));
export const occurrences = new Occurrences(store, article, announce);
export const correcting = new Correcting(store, rules, toast, announce, change);
export const sidebar = new Sidebar({
  toggle,
  step: (thing) => goTo(() => occurrences.step(thing, 1)),
  light: (thing) => store.set({ lit: thing }),
  sentence: (start, end) => goTo(() => void occurrences.showStretch(start, end)),
  addDate: () => goTo(() => publication.open()),
});
export const contents = new Contents((start, end) => goTo(() => void occurrences.showStretch(start, end)));
export const notes = new Notes(
  {
    write: (span, words) => void correcting.note(span, words),
    discard: (span, words) =>
      toast.show("Note discarded.", [{ label: "Keep it", action: () => void correcting.note(span, words) }]),
    show: (span) => goTo(() => void occurrences.showStretch(span.start, span.end)),
  },
  signal,
);
export const timeline = new Timeline({ onSelect: (thing) => goTo(() => occurrences.step(thing, 1)) });
export const map = new MapView({
  onSelect: (thing) => goTo(() => occurrences.step(thing, 1)),
  onLight: (thing) => store.set({ lit: thing }),
});
export const unplaced = new Unplaced((lost) => void correcting.remove(lost));
export const strip = new Strip();
export const search = new Search({
  range: (start, end) => article.rangeOf(start, end),
  show: ({ start, end }) => void occurrences.showStretch(start, end, false),
  go: (thing) => occurrences.step(thing, 1),
  opened: () => toast.goOn(),
  closed: () => occurrences.repaint(),
});
export const empty = new EmptyScreen({
  take: (text) => take(fromText(text)),
  paste: () =>
    void fromClipboard().then((pasted) =>
      pasted ? take(pasted) : empty.say(`The browser keeps the clipboard to itself. In the box: ${pasteHint()}.`),
    ),
  open: (chosen) => void queue.add(chosen),
  example: () => take({ text: example, hints: [] }),
  check: () => help.open(true),
});
export const queue = new FileQueue({
  take: (taken) => take(taken, true),
  refused: (words) => {
    if (store.state.files) toast.show(words, [{ label: "Next", action: () => void queue.next() }]);
    else take({ refused: words });
  },
  waiting: (count) => store.set({ files: count }),
});
export const keeping = new Keeping({
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
export const files = new Files({
  store,
  rules,
  library,
  toast,
  visit,
  say: (error, after) => keeping.say(error, after),
  changed: () => void shelf.update(),
});
const particulars = new Particulars({
  amend,
  forget: (id) => void keeping.forget([id]),
  showAll: () => showLibrary(),
});
const takeAway = new TakeAway(toast);
export const shelf = new Shelf(library, empty.kept, {
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
export const check = new CheckQueue({
  view: () => store.state.view,
  ask: (key, question) => marking.ask(key, question),
  name: (span, kind) => correcting.name(span, kind, { quiet: true }),
  done: (all) => {
    marking.close();
    if (all) toast.show("All checked.");
  },
});
export const dock = new Dock(byId("dock"), { section: (id) => sidebar.section(id).root, check: () => check.start() });
export const marking = new Marking({
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
  begun: () => toast.goOn(),
  signal,
});
export const bar = new Bar(
  byId("bar"),
  search.root,
  {
    check: () => check.start(),
    undo: () => void correcting.undo(),
    redo: () => void correcting.redo(),
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
/** Leaves the phone's sheet before going to a place in the text. @param {() => void} go */
function goTo(go) {
  dock.close();
  go();
}

/** @param {string} section */
function toggle(section) {
  const key = FAMILIES.some(({ id }) => id === section) ? "hidden" : "extra";
  const now = new Set(store.state[key]);
  if (!now.delete(section)) now.add(section);
  const chosen = store.state.view?.byId.get(store.state.chosen ?? "");
  const gone = chosen && familyOf(chosen.kind) === section;
  store.set({ [key]: now, ...(gone ? { chosen: null, current: null } : {}) });
}

/** @param {string} words */
export function announce(words) {
  byId("announce").textContent = words;
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

