/** Fields with a list of answers below: another name, another place, another day. One press chooses. */

import { button, h } from "../dom.js";
import { otherDays } from "./days.js";
import { placeWords } from "../reading/geography.js";
import { inFull } from "../words.js";

/** @typedef {import('../engine/engine.js').Candidate} Candidate */
/** @typedef {import('../reading/read.js').Thing} Thing */
/** @typedef {{label: string, choose: () => void}} Answer */

/** Answers shown at once. */
const SHOWN = 7;

/**
 * A field whose words narrow the list below it; Enter takes the first.
 * @param {string} label
 * @param {string} was what stands in the field at first
 * @param {(words: string) => Answer[] | Promise<Answer[]>} find
 * @param {string} [none] said when nothing fits
 * @param {HTMLElement | null} [rest] what else can be chosen
 */
export function chooser(label, was, find, none = "", rest = null) {
  const field = h("input", {
    type: "text",
    class: "field",
    "aria-label": label,
    autocomplete: "off",
    autocorrect: "off",
    spellcheck: "false",
  });
  const list = h("ul", { class: "rows" });
  const said = h("p", { class: "said", role: "status" });
  let asked = 0;
  const fill = async () => {
    const turn = ++asked;
    const found = await find(field.value.trim());
    if (turn !== asked) return;
    said.textContent = found.length || !field.value.trim() ? "" : none;
    list.replaceChildren(
      ...found
        .slice(0, SHOWN)
        .map((a) => h("li", null, h("button", { type: "button", class: "row", dir: "auto", onclick: a.choose }, a.label))),
    );
    list.closest(".panel")?.scrollIntoView({ block: "nearest", behavior: "instant" });
  };
  field.value = was;
  field.addEventListener("input", () => void fill());
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") list.querySelector("button")?.click();
  });
  void fill();
  queueMicrotask(() => {
    field.focus();
    field.select();
  });
  return [h("label", { class: "same" }, `${label} `, field), list, said, rest];
}

/**
 * The places that a name may mean. What stands after a comma narrows them: "Paris, Texas".
 * @param {string} name
 * @param {(name: string) => Promise<Candidate[]>} find
 * @param {(place: Candidate | null) => void} choose null for no place on the map
 */
export function placeChooser(name, find, choose) {
  const answers = async (/** @type {string} */ words) => {
    const [place = "", ...within] = words.split(",").map((part) => part.trim());
    const found = place ? await find(place).catch(() => []) : [];
    const wanted = within.filter(Boolean).map((part) => part.toLowerCase());
    return distinct(found)
      .filter(({ label }) => wanted.every((part) => label.toLowerCase().includes(part)))
      .map(({ label, place }) => ({ label, choose: () => choose(place) }));
  };
  const none = h("p", null, button("Not on the map", () => choose(null)));
  return chooser("It is", name, answers, "No place of this name is known here.", none);
}

/**
 * One label a place: two that read alike are told apart by what they are, or left to the likelier.
 * @param {Candidate[]} places
 */
export function distinct(places) {
  /** @type {Map<string, Candidate>} */
  const known = new Map();
  for (const place of places) {
    const plain = placeWords(place);
    const label = known.has(plain) ? placeWords(place, true) : plain;
    if (!known.has(label)) known.set(label, place);
  }
  return [...known].map(([label, place]) => ({ label, place }));
}

/**
 * Another day: those the expression could mean as well, or what is typed.
 * @param {string} surface
 * @param {string} value TIMEX3, as it was read
 * @param {(words: string) => Promise<string[]>} read what typed words could mean
 * @param {(value: string) => void} choose
 */
export function dateChooser(surface, value, read, choose) {
  const answers = async (/** @type {string} */ words) => {
    const values = words ? await read(words).catch(() => []) : otherDays(surface, value);
    return values.map((v) => ({ label: inFull(v), choose: () => choose(v) }));
  };
  return chooser("It means", "", answers, "Not a date yet. Write it like 23 May 2023, May 1863 or 1863.");
}

/**
 * Another name that means the same.
 * @param {Thing} thing
 * @param {Thing[]} others
 * @param {(other: Thing) => void} choose
 */
export function sameChooser(thing, others, choose) {
  const near = others.filter((t) => t.entity && t !== thing && t.mentions.length);
  near.sort((a, b) => Number(b.kind === thing.kind) - Number(a.kind === thing.kind));
  const answers = (/** @type {string} */ words) =>
    near
      .filter((t) => t.name.toLowerCase().includes(words.toLowerCase()))
      .map((t) => ({ label: t.name, choose: () => choose(t) }));
  return chooser("Same as", "", answers, "No such name in this text.");
}
