/** The card of a mark or of a selection: who it is in one line, and what can be said of it with one press. */

import { button, h } from "./dom.js";
import { countryName, detail, familyOf } from "./read.js";
import { article, SINGULAR } from "./words.js";

/** @typedef {import('./report.d.ts').Kind} Kind */
/** @typedef {import('./report.d.ts').Place} Place */
/** @typedef {import('./report.d.ts').RunnerUp} RunnerUp */
/** @typedef {import('./read.js').View} View */
/** @typedef {import('./read.js').Thing} Thing */
/** @typedef {{start: number, end: number}} Span */

/**
 * @typedef {object} CardActions
 * @property {(kind: Kind | null) => void} name says what it is; null for no name
 * @property {() => void} confirm says that the kind asked about is right
 * @property {(by: 1 | -1) => void} step
 * @property {(edge: "start" | "end", by: 1 | -1) => void} extent
 * @property {(thing: Thing) => void} same
 * @property {() => void} split
 * @property {(id: string | null) => void} place
 * @property {(words: string) => Promise<string | null>} date takes a date typed by the reader; what it was read as
 * @property {() => void} note
 * @property {(thing: string) => void} go to another thing
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
    this.#more = h("div", { class: "more" });
    this.root.setAttribute("aria-label", thing.name);
    const said = detail(thing);
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
        ...(list.length > 1 ? this.#stepper(list.indexOf(mention) + 1, list.length) : []),
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

  /** What else it is called, or which of its readings could be meant. @param {Thing} thing */
  #others(thing) {
    const { entity } = thing;
    const lines = [];
    if (entity?.aliases.length) lines.push(h("p", { class: "said" }, `Also ${entity.aliases.join(", ")}`));
    const other = otherPlace(thing);
    if (other && (entity?.place?.confidence ?? 1) < DOUBTFUL) lines.push(this.#orPlace(other));
    return lines;
  }

  /** @param {RunnerUp} other */
  #orPlace(other) {
    return h(
      "p",
      { class: "said" },
      "Or ",
      button(placeWords(other), () => this.#actions.place(other.id)),
      "?",
    );
  }

  #openMore() {
    const thing = this.#thing;
    if (!thing) return;
    if (this.#more.childElementCount) {
      this.#more.replaceChildren();
      return;
    }
    const { extent } = this.#actions;
    const rows = [
      h(
        "p",
        null,
        "Begins ",
        button("earlier", () => extent("start", -1)),
        " ",
        button("later", () => extent("start", 1)),
        " · Ends ",
        button("earlier", () => extent("end", -1)),
        " ",
        button("later", () => extent("end", 1)),
      ),
    ];
    if (thing.when) rows.push(this.#dateField());
    const other = otherPlace(thing);
    if (other && (thing.entity?.place?.confidence ?? 1) >= DOUBTFUL) rows.push(this.#orPlace(other));
    if (thing.entity) {
      rows.push(
        h(
          "p",
          null,
          button("Same as…", () => this.openSame()),
          thing.everywhere.length > 1 && " · ",
          thing.everywhere.length > 1 && button("Not the same as the others", this.#actions.split),
        ),
      );
      if (thing.kind === "place" && thing.entity.place)
        rows.push(
          h(
            "p",
            null,
            button("Not on the map", () => this.#actions.place(null)),
          ),
        );
      const related = this.#related(thing);
      if (related.length) rows.push(h("p", { class: "said" }, "With ", ...related));
    }
    this.#more.replaceChildren(...rows);
    this.#more.querySelector("button")?.focus();
  }

  /** Offers the other names, to say that two are one. */
  openSame() {
    const view = this.#view;
    const thing = this.#thing;
    if (!view || !thing) return;
    const field = h("input", {
      type: "text",
      class: "field",
      "aria-label": "Same as",
      placeholder: "A name",
      autocomplete: "off",
      spellcheck: "false",
    });
    const list = h("ul", { class: "rows" });
    const others = [...view.byId.values()].filter((t) => t.entity && t !== thing && t.mentions.length);
    const fill = () => {
      const typed = field.value.trim().toLowerCase();
      const fits = others.filter((t) => t.name.toLowerCase().includes(typed));
      const near = fits.sort((a, b) => Number(b.kind === thing.kind) - Number(a.kind === thing.kind)).slice(0, 6);
      list.replaceChildren(
        ...near.map((t) =>
          h("li", null, h("button", { type: "button", class: "row", onclick: () => this.#actions.same(t) }, t.name)),
        ),
      );
    };
    field.addEventListener("input", fill);
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") list.querySelector("button")?.click();
    });
    fill();
    this.#more.replaceChildren(h("label", { class: "same" }, "Same as ", field), list);
    field.focus();
  }

  #dateField() {
    const echo = h("span", { role: "status" });
    const field = h("input", {
      type: "text",
      class: "field",
      "aria-label": "It means",
      autocomplete: "off",
      spellcheck: "false",
    });
    const take = async () => {
      const read = await this.#actions.date(field.value);
      echo.textContent = read === null ? " Not a date yet." : "";
    };
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") void take();
    });
    return h(
      "p",
      null,
      "It means ",
      field,
      " ",
      button("Set", () => void take()),
      echo,
    );
  }

  /** @param {Thing} thing */
  #related(thing) {
    const others = (thing.entity?.related ?? []).flatMap((r) => this.#view?.byId.get(r.id) ?? []);
    return others.slice(0, 4).flatMap((t, i) => [i ? ", " : "", button(t.name, () => this.#actions.go(t.id))]);
  }
}

/** Another place it could be; not one that lies in the same spot. @param {Thing} thing */
function otherPlace(thing) {
  const place = thing.kind === "place" ? thing.entity?.place : null;
  const other = place?.runner_up;
  const apart = place && other ? Math.hypot(place.lat - other.lat, place.lon - other.lon) : 0;
  return other && apart > 0.5 ? other : null;
}

/** A place, told apart from others of its name. @param {Place | RunnerUp} place */
export function placeWords(place) {
  const admin1 = place.admin1 === place.name ? null : place.admin1;
  const country = countryName(place.country);
  return [place.name, admin1, country === place.name ? "the country" : country].filter(Boolean).join(", ");
}
