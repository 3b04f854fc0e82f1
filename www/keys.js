/** The keys. Each has a button that does the same. */

import { CHOICES } from "./correcting/card.js";
import { isField } from "./dom.js";

/**
 * @param {{
 *   store: import('./state.js').Store, occurrences: import('./reading/occurrences.js').Occurrences,
 *   correcting: import('./correcting/correcting.js').Correcting, check: import('./correcting/check.js').CheckQueue,
 *   marking: import('./correcting/marking.js').Marking, search: import('./reading/search.js').Search,
 *   sidebar: import('./reading/sidebar.js').Sidebar, toast: import('./frame/toast.js').Toast,
 *   keeping: import('./keeping/keeping.js').Keeping, queue: import('./intake/queue.js').FileQueue, signal: AbortSignal,
 * }} parts
 */
export function listenKeys({
  store,
  occurrences,
  correcting,
  check,
  marking,
  search,
  sidebar,
  toast,
  keeping,
  queue,
  signal,
}) {
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.defaultPrevented || event.isComposing || !store.state.view || modalOpen()) return;
      if (event.key === "Escape") {
        escape();
        return;
      }
      if (isField(event.target)) return;
      const did = event.ctrlKey || event.metaKey ? command(event) : key(event);
      if (did) event.preventDefault();
    },
    { signal },
  );

  /** The mention that keys are about: of the card, or under the focus. */
  const keyNow = () => marking.key ?? occurrences.keyAt(document.activeElement);

  /** @param {KeyboardEvent} event */
  function command(event) {
    if (event.key.toLowerCase() === "s" && !event.shiftKey) {
      if (!store.state.article?.kept) void keeping.keep();
      return true;
    }
    if (event.key.toLowerCase() !== "z") return false;
    void (event.shiftKey ? correcting.redo() : correcting.undo());
    return true;
  }

  /** @param {KeyboardEvent} event */
  function key(event) {
    if (event.key === "Enter") return enter(event);
    const choice = event.key === "0" ? null : CHOICES.find((c) => c.key === event.key)?.kind;
    if (choice !== undefined && !event.altKey) return name(choice);
    const on = keyNow();
    if (event.shiftKey && on && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
      void marking.extent(event.altKey ? "start" : "end", event.key === "ArrowRight" ? 1 : -1, on);
      return true;
    }
    return event.altKey ? false : letter(event, on);
  }

  /** @param {KeyboardEvent} event @param {string | null} on */
  function letter(event, on) {
    const picked = marking.selection.span;
    switch (event.key) {
      case "n":
      case "N":
        marking.close();
        occurrences.stepMark(event.shiftKey ? -1 : 1);
        return true;
      case "j":
      case "k":
        marking.close();
        occurrences.stepChosen(event.key === "j" ? 1 : -1);
        return true;
      case "c":
        check.start();
        return true;
      case "/":
        search.open();
        return true;
      case ".":
        void queue.next();
        return store.state.files > 0;
      case "m":
        if (on) marking.same(on);
        return on !== null;
      case "a":
        if (picked) marking.noteOn(picked);
        else if (on) marking.note(on);
        return picked !== null || on !== null;
      default:
        return false;
    }
  }

  /** @param {import('./report.d.ts').Kind | null} kind */
  function name(kind) {
    const { span } = marking.selection;
    if (span) {
      marking.selection.clear();
      void correcting.name(span, kind);
      return true;
    }
    const on = keyNow();
    if (on) void marking.name(kind, on);
    return on !== null;
  }

  /** @param {KeyboardEvent} event */
  function enter(event) {
    if (event.target instanceof HTMLElement && event.target.closest("button, a, summary")) return false;
    if (check.open && marking.isOpen) {
      void check.answer();
      return true;
    }
    const on = occurrences.keyAt(document.activeElement);
    if (on) marking.open(on);
    return on !== null;
  }

  function escape() {
    const row = occurrences.keyAt(document.activeElement) && sidebar.row(store.state.chosen ?? "");
    if (marking.isOpen) marking.leave();
    else if (!search.root.hidden) search.close();
    else if (row) row.focus();
    else if (toast.open) toast.hide();
    else store.set({ chosen: null, current: null });
  }
}

/** Whether a dialog of the page has the keys to itself. */
function modalOpen() {
  return document.querySelector("dialog[open]:not(.sheet)") !== null;
}
