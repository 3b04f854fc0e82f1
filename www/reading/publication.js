/** The line under the headline that says when the text was published, and the field that changes it. */

import { button, h } from "../dom.js";
import { counted, inFull, inWords, localDay } from "../words.js";

/** @typedef {import('./read.js').View} View */

/**
 * @typedef {object} PublicationActions
 * @property {(text: string, today: string) => Promise<unknown>} readDate what the engine's date finder makes of it
 * @property {(date: string | null) => void} set
 * @property {(was: string | null) => void} changed called when the field is left with another date than it had before
 */

export class PublicationLine {
  root = h("div", { class: "publication" });
  #line = h("p", { class: "line" });
  #field = h("input", {
    type: "text",
    id: "published",
    autocomplete: "off",
    autocorrect: "off",
    autocapitalize: "off",
    spellcheck: "false",
    inputmode: "text",
    placeholder: "23 May 2023",
    "aria-describedby": "published-echo",
  });
  #echo = h("p", { class: "echo", id: "published-echo", role: "status" });
  #form = h("div", { class: "form", hidden: true });
  #actions;
  #asked = 0;
  /** @type {string | null} */ #date = null;
  /** @type {string | null} as the reader gave it */ #given = null;
  /** @type {string | null} the same before it was changed */ #was = null;
  /** @type {Promise<boolean>} whether what stands in the field is a date, or nothing */ #understood = Promise.resolve(true);

  /** @param {PublicationActions} actions */
  constructor(actions) {
    this.#actions = actions;
    this.#form.append(
      h("label", { for: "published" }, "Published"),
      this.#field,
      button("Done", () => void this.#finish()),
      this.#echo,
    );
    this.root.append(this.#line, this.#form);
    this.#field.addEventListener("input", () => (this.#understood = this.#read()));
    this.#field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key === "Escape") this.#close();
      else void this.#finish();
    });
    // Whoever goes on to something else has made up their mind; what was typed can be undone from there.
    this.#form.addEventListener("focusout", async ({ relatedTarget }) => {
      await null; // A choice that was pressed goes, and hands the focus back to the field.
      const now = /** @type {Node | null} */ (relatedTarget) ?? document.activeElement;
      if (!this.#form.contains(now)) this.#settle();
    });
  }

  /** Before anything is known: the line keeps its height. */
  clear() {
    this.#given = this.#was = null;
    this.#line.replaceChildren("\u00a0");
    this.#show(false);
    this.#field.value = "";
    this.#echo.replaceChildren();
  }

  /** @param {View} view */
  update(view) {
    const { date, source } = view.report.published;
    const given = source === "given" ? date : null;
    // Another date than the one in the field comes from an undo.
    if (given !== this.#given && !this.#form.hidden) this.#show(false);
    this.#date = date;
    this.#given = given;
    if (source === "found" && date !== null && !this.#form.hidden && this.#field.value.trim() === "")
      this.#echo.replaceChildren(`With nothing here the text’s own date holds: ${inFull(date)}.`);
    if (source === "none" || date === null) {
      const gain = view.waiting
        ? ` and ${counted(view.waiting, "date")} get${view.waiting === 1 ? "s" : ""} ${view.waiting === 1 ? "its" : "their"} day.`
        : "";
      this.#line.replaceChildren(
        "Published: not in the text. ",
        button("Add the date", () => this.open()),
        h("span", { class: "gain" }, gain),
      );
    } else {
      const from = source === "found" ? ", from the text" : "";
      this.#line.replaceChildren(
        `Published ${inWords(date) ?? date}${from}. `,
        button("Change", () => this.open()),
      );
    }
  }

  /** Opens the field and puts the focus into it. */
  open() {
    this.#was = this.#given;
    this.#show(true);
    this.#field.value = this.#date ? (inWords(this.#date) ?? this.#date) : "";
    this.#echo.replaceChildren();
    this.#understood = Promise.resolve(true);
    this.#field.focus();
    this.#field.select();
  }

  /** Leaves the field; but what is no date, or one of two, is not dropped: it waits there for a better answer. */
  async #finish() {
    if (await this.#understood) this.#close();
    else if (!this.#form.hidden) (this.#echo.querySelector("button") ?? this.#field).focus();
  }

  #close() {
    this.#show(false);
    this.#line.querySelector("button")?.focus();
    this.#settle();
  }

  /** Shows the field, or the line. @param {boolean} field */
  #show(field) {
    this.#form.hidden = !field;
    this.#line.hidden = field;
  }

  #settle() {
    const was = this.#was;
    this.#was = this.#given;
    if (this.#given !== was) this.#actions.changed(was);
  }

  /** @param {string | null} date */
  #set(date) {
    this.#given = date;
    this.#actions.set(date);
  }

  /** Takes what stands in the field, if it can mean one thing only. @returns {Promise<boolean>} whether it does */
  async #read() {
    const asked = ++this.#asked;
    const words = this.#field.value.trim();
    if (words === "") {
      this.#echo.replaceChildren();
      this.#set(null);
      return true;
    }
    const found = await this.#actions.readDate(words, localDay(new Date())).then(valuesOf, () => []);
    if (asked !== this.#asked) return false;
    const [only] = found;
    if (found.length === 1 && only) {
      this.#take(only);
      return true;
    }
    // On the way to these words a year or a month may have been read: what held before holds again.
    if (this.#given !== this.#was) this.#set(this.#was);
    if (found.length > 1) this.#ask(found);
    else this.#echo.replaceChildren(`“${words}” is no date yet. Write it like 23 May 2023, May 1863 or 1863.`);
    return false;
  }

  /** @param {string} value */
  #take(value) {
    this.#echo.replaceChildren(
      `Read as ${inFull(value)}. `,
      button("Not right?", () => {
        this.#echo.replaceChildren("Write the month as a word: 23 May 2023.");
        this.#field.focus();
        this.#field.select();
      }),
    );
    this.#set(value);
  }

  /** @param {string[]} values */
  #ask(values) {
    const choices = values.flatMap((value, i) => [
      ...(i > 0 ? [" or "] : []),
      button(inWords(value) ?? value, () => {
        this.#take(value);
        this.#understood = Promise.resolve(true);
        this.#field.focus();
      }),
    ]);
    this.#echo.replaceChildren("Which day? ", ...choices);
  }
}

/**
 * The values of what the date finder read.
 * @param {unknown} readings
 * @returns {string[]}
 */
export function valuesOf(readings) {
  const list = Array.isArray(readings) ? readings : /** @type {any} */ (readings)?.readings;
  return Array.isArray(list) ? list.map((r) => (typeof r === "string" ? r : r.value)) : [];
}
