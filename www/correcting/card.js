/** The card of a mark or of a selection: who it is in one line, and what can be said of it with one press. */

import { dateChooser, placeChooser, sameChooser } from "./choosers.js";
import { otherDays } from "./days.js";
import { button, h } from "../dom.js";
import { otherPlace, placeWords } from "../reading/geography.js";
import { lineChoices } from "./lines.js";
import { detail, familyOf } from "../reading/read.js";
import { article, inFull, SINGULAR } from "../words.js";

/** @typedef {import('../report.d.ts').Kind} Kind */
/** @typedef {import('../report.d.ts').Role} Role */
/** @typedef {import('../engine/engine.js').Candidate} Candidate */
/** @typedef {import('../reading/read.js').View} View */
/** @typedef {import('../reading/read.js').Thing} Thing */
/** @typedef {{start: number, end: number}} Span */

/**
 * @typedef {object} CardActions
 * @property {(kind: Kind | null) => void} name says what it is; null for no name
 * @property {() => void} confirm says that the kind asked about is right
 * @property {(by: 1 | -1) => void} step
 * @property {(edge: "start" | "end", by: 1 | -1) => void} extent
 * @property {(thing: Thing) => void} same
 * @property {() => void} split
 * @property {(name: string) => Promise<Candidate[]>} lookUp the places of a name
 * @property {(place: Candidate | null) => void} place says which it is; null for none on the map
 * @property {(words: string) => Promise<string[]>} readDate what a date typed by the reader could mean
 * @property {(value: string) => void} date says which day it is
 * @property {(role: Role) => void} role says what the line around it is
 * @property {() => void} note
 * @property {(thing: string) => void} go to another thing
 * @property {import('../keeping/shelf.js').Elsewhere} elsewhere the kept articles that name it too
 * @property {() => void} close
 */

/** Below this confidence the other place is offered at once. */
const DOUBTFUL = 0.8;

/** The choices of what a stretch is, with the keys that press them. */
export const CHOICES = /** @type {{kind: Kind, title: string, key: string}[]} */ ([
  { kind: "person", title: "Person", key: "1" },
  { kind: "organization", title: "Organisation", key: "2" },
  { kind: "place", title: "Place", key: "3" },
  { kind: "date", title: "Date", key: "4" },
]);

/**
 * One button a choice; the one that holds is pressed.
 * @param {(kind: Kind | null) => void} choose
 * @param {Kind | null} now
 * @param {boolean} none whether "Not a name" is offered
 */
export function choices(choose, now, none = true) {
  const family = now && familyOf(now);
  const buttons = CHOICES.map(({ kind, title, key }) =>
    h(
      "button",
      {
        type: "button",
        class: "choice",
        "data-kind": kind,
        "aria-pressed": String(kind === family),
        "aria-keyshortcuts": key,
        title: `Key ${key}`,
        onclick: () => choose(kind),
      },
      h("span", { class: "legend" }, title),
    ),
  );
  if (none) {
    buttons.push(
      h(
        "button",
        { type: "button", class: "choice", "aria-keyshortcuts": "0", title: "Key 0", onclick: () => choose(null) },
        h("span", null, "Not a name"),
      ),
    );
  }
  return h("div", { class: "choices", role: "group", "aria-label": "What it is" }, ...buttons);
}

export class Card {
  root = h("div", { class: "panel card", role: "dialog", tabindex: "-1", hidden: true });
  /** @type {HTMLElement} */ #more = h("div");
  #actions;
  /** @type {View | null} */ #view = null;
  /** @type {Thing | null} */ #thing = null;
  #surface = "";
  /** @type {Role | null} */ #role = null;

  /** @param {CardActions} actions */
  constructor(actions) {
    this.#actions = actions;
  }

  /**
   * @param {View} view
   * @param {number} mention
   * @param {{at: number, of: number, kind: Kind} | null} [question] of the check queue
   */
  update(view, mention, question = null) {
    const thing = view.things[mention];
    const marked = view.report.mentions[mention];
    if (!thing || !marked) return;
    this.#view = view;
    this.#thing = thing;
    this.#surface = view.text.slice(marked.start, marked.end).replace(/\s+/g, " ");
    this.#role = view.report.blocks.find((b) => b.start <= marked.start && marked.start < b.end)?.role ?? null;
    this.#more = h("div", { class: "more" });
    this.root.setAttribute("aria-label", thing.name);
    const said = sentence(detail(thing));
    const list = thing.mentions.includes(mention) ? thing.mentions : thing.everywhere;
    this.root.replaceChildren(
      h(
        "div",
        { class: "card-head" },
        h("strong", { "data-kind": familyOf(thing.kind), dir: "auto" }, h("span", { class: "legend" }, thing.name)),
        h(
          "button",
          { type: "button", class: "close", "aria-label": "Close", onclick: () => this.#actions.close() },
          "×",
        ),
      ),
      ...(said ? [h("p", { class: "said" }, said)] : []),
      ...this.#others(thing),
      ...(question ? [this.#ask(question)] : []),
      choices(this.#actions.name, thing.kind),
      h(
        "p",
        { class: "card-foot" },
        ...(list.length > 1 && !question ? this.#stepper(list.indexOf(mention) + 1, list.length) : []),
        button("Note", this.#actions.note),
        button("More", () => this.#openMore()),
      ),
      this.#more,
    );
  }

  /** @param {{at: number, of: number, kind: Kind}} question */
  #ask({ at, of, kind }) {
    const yes = button(`Yes, ${article(SINGULAR[kind])}`, this.#actions.confirm, {
      class: "push",
      "aria-keyshortcuts": "Enter",
    });
    return h(
      "p",
      { class: "ask" },
      h("span", { class: "count" }, `${at} of ${of}`),
      yes,
      button("Leave", this.#actions.close),
    );
  }

  /** @param {number} at @param {number} of */
  #stepper(at, of) {
    const arrow = (/** @type {string} */ sign, /** @type {string} */ label, /** @type {1 | -1} */ by) =>
      h("button", { type: "button", class: "arrow", "aria-label": label, onclick: () => this.#actions.step(by) }, sign);
    return [arrow("‹", "Previous", -1), h("span", null, `${at} of ${of}`), arrow("›", "Next", 1)];
  }

  /** What else it is called, and which other reading is likely enough to be offered at once. @param {Thing} thing */
  #others(thing) {
    const { entity } = thing;
    const lines = [];
    if (entity?.aliases.length) lines.push(h("p", { class: "said" }, `Also ${entity.aliases.join(", ")}`));
    lines.push(...this.#actions.elsewhere(thing));
    const place = thing.kind === "place" ? entity?.place : null;
    const other = place && place.confidence < DOUBTFUL ? otherPlace(place) : null;
    if (other) lines.push(or(placeWords(other), () => this.#actions.place(other)));
    const day = this.#surface && thing.when ? otherDays(this.#surface, thing.when.value) : [];
    // One other day is an order of day and month; two are the weeks or years around.
    if (day.length === 1 && day[0]) lines.push(or(inFull(day[0]), () => this.#actions.date(day[0] ?? "")));
    return lines;
  }

  #openMore() {
    const thing = this.#thing;
    if (!thing) return;
    if (this.#more.childElementCount) {
      this.#more.replaceChildren();
      return;
    }
    const { extent, split } = this.#actions;
    const rows = [
      [
        "Begins ",
        button("earlier", () => extent("start", -1)),
        " ",
        button("later", () => extent("start", 1)),
        " · Ends ",
        button("earlier", () => extent("end", -1)),
        " ",
        button("later", () => extent("end", 1)),
      ],
      spaced([
        thing.when && button("Another date…", () => this.openDate()),
        thing.kind === "place" && button("Another place…", () => this.openPlace()),
        thing.entity && button("Same as…", () => this.openSame()),
        thing.entity && thing.everywhere.length > 1 && button("Not the same as the others", split),
        button("The line is…", () => this.#put(lineChoices(this.#actions.role, this.#role))),
      ]),
    ];
    const related = this.#related(thing);
    if (related.length) rows.push(["With ", ...related]);
    this.#put(rows.map((row) => h("p", null, ...row)));
  }

  /** @param {(HTMLElement | null)[]} content */
  #put(content) {
    this.#more.replaceChildren(...content.filter((part) => part !== null));
    this.#more.querySelector("button")?.focus({ preventScroll: true });
    this.root.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  /** Offers the other names, to say that two are one. */
  openSame() {
    const thing = this.#thing;
    if (thing && this.#view) this.#put(sameChooser(thing, [...this.#view.byId.values()], this.#actions.same));
  }

  /** Offers the places that go by this name, or by any that is typed. */
  openPlace() {
    this.#put(placeChooser(this.#surface, this.#actions.lookUp, this.#actions.place));
  }

  /** Offers the days it could mean, or any that is typed. */
  openDate() {
    const when = this.#thing?.when;
    if (when) this.#put(dateChooser(this.#surface, when.value, this.#actions.readDate, this.#actions.date));
  }

  /** @param {Thing} thing */
  #related(thing) {
    const others = (thing.entity?.related ?? []).flatMap((r) => this.#view?.byId.get(r.id) ?? []);
    return others.slice(0, 4).flatMap((t, i) => [i ? ", " : "", button(t.name, () => this.#actions.go(t.id))]);
  }
}

/** With a capital first letter. @param {string} words */
function sentence(words) {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** Another reading, one press away. @param {string} words @param {() => void} choose */
function or(words, choose) {
  return h("p", { class: "said" }, "Or ", button(words, choose), "?");
}

/** Buttons with a dot between them. @param {(HTMLElement | null | false | undefined)[]} parts */
function spaced(parts) {
  const shown = parts.filter((part) => part instanceof HTMLElement);
  return shown.flatMap((part, i) => (i ? [" · ", part] : [part]));
}
