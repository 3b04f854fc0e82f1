/** The first screen. */

import { button, h } from "../dom.js";

/**
 * @typedef {object} EmptyActions
 * @property {(text: string) => void} take words that were typed or put into the box
 * @property {() => void} paste asks the browser for the clipboard
 * @property {(files: File[]) => void} open
 * @property {() => void} example
 * @property {() => void} check shows how to check that nothing is sent
 */

/** How to paste here. */
export function pasteHint() {
  if (matchMedia("(pointer: coarse)").matches) return "Tap, then Paste";
  return /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘V" : "Ctrl V";
}

export class EmptyScreen {
  root = h("div", { class: "empty" });
  #box = h("textarea", {
    class: "box",
    id: "box",
    "aria-label": "Paste an article",
    placeholder: pasteHint(),
    spellcheck: "false",
    autocomplete: "off",
    autocorrect: "off",
    autocapitalize: "off",
    translate: "no",
    "data-gramm": "false",
  });
  #message = h("p", { class: "message", role: "status" });
  #file = h("input", {
    type: "file",
    accept: ".txt,.html,.htm,.json,text/plain,text/html,application/json",
    multiple: true,
    hidden: true,
    tabindex: "-1",
    "aria-hidden": "true",
  });
  #paste;
  #kept = h("section", { class: "kept", hidden: true });

  /** @param {EmptyActions} actions */
  constructor(actions) {
    const say = (/** @type {string} */ kind, /** @type {string} */ words) => h("mark", { "data-kind": kind }, words);
    this.#paste = button("Paste", () => (this.#box.value.trim() ? actions.take(this.#box.value) : actions.paste()), {
      class: "push",
    });
    this.#box.addEventListener("input", (event) => {
      this.#paste.textContent = this.#box.value.trim() ? "Mark it" : "Paste";
      const { inputType, data } = /** @type {InputEvent} */ (event);
      // Keyboards of phones put the clipboard in without a paste event.
      if (inputType === "insertFromPaste" || (data ?? "").length > 200) actions.take(this.#box.value);
    });
    this.#box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && this.#box.value.trim())
        actions.take(this.#box.value);
    });
    this.#file.addEventListener("change", () => {
      const files = [...(this.#file.files ?? [])];
      if (files.length) actions.open(files);
      this.#file.value = "";
    });
    this.root.append(
      h("h1", null, "Paste an article."),
      h(
        "p",
        { class: "promise" },
        "Its people, organisations, places and dates are marked here, in this tab. Nothing you paste is sent anywhere. ",
        button("How to check", actions.check),
      ),
      this.#box,
      this.#message,
      h(
        "p",
        { class: "ways" },
        this.#paste,
        button("Open a file", () => this.#file.click()),
        this.#file,
        button("Try an example", actions.example),
      ),
      h(
        "p",
        { class: "specimen" },
        "On ",
        say("date", "Monday night"),
        " ",
        say("person", "Ines Okafor"),
        " of the ",
        say("organization", "Harbour Trust"),
        " landed in ",
        say("place", "Lagos"),
        ".",
      ),
      this.#kept,
    );
  }

  /** Where the list of kept articles goes. */
  get kept() {
    return this.#kept;
  }

  /** @param {string} message */
  say(message) {
    this.#message.textContent = message;
  }

  show() {
    this.#box.value = "";
    this.#paste.textContent = "Paste";
    this.say("");
    this.#box.focus({ preventScroll: true });
  }
}
