/** The text: blocks drawn as plain prose first, marks after them, in slices of 4 ms. A mark adds no width and no text. */

import { breathe, button, h } from "../dom.js";
import { firstFrom, pieces } from "./pieces.js";
import { asideLabel, familyOf, isUnsure, keyOf } from "./read.js";
import { focusOn } from "./steps.js";
import { clipped } from "../words.js";

/** @typedef {import('../report.d.ts').Block} Block */
/** @typedef {import('../report.d.ts').Report} Report */
/** @typedef {import('../report.d.ts').Role} Role */
/** @typedef {import('../report.d.ts').Kind} Kind */
/** @typedef {import('./read.js').View} View */
/** @typedef {{key: string, block: Block, tag: keyof HTMLElementTagNameMap, className: string}} Slot */
/** @typedef {{key: string, slot: Slot} | {key: string, slots: Slot[], aside: boolean} | {key: string, node: HTMLElement}} Item */
/** @typedef {{start: number, end: number}} Noted */

/** Longest task while drawing, in milliseconds. */
const SLICE = 4;
/** From this many characters on, blocks out of view are not laid out. */
const LONG = 20_000;
/** Characters to a line, for the height of what is not laid out yet. */
const MEASURE = 68;
/** Set-aside lines up to which their row is a thin one: a busy page has many such between its paragraphs. */
const FEW = 3;

export class ArticleView {
  /** The element that holds it all. */
  root = h("article", { class: "article", lang: "en", spellcheck: "false" });
  /** Slices drawn since the text was set; what the tests count. */
  slices = 0;
  #text = "";
  /** @type {View | null} */ #view = null;
  /** @type {Block[]} */ #blocks = [];
  /** @type {Map<string, HTMLElement>} by block key */ #elements = new Map();
  /** @type {WeakMap<HTMLElement, string>} what is drawn in a block */ #drawn = new WeakMap();
  /** @type {Map<string, HTMLElement[]>} by key of the mention */ #marks = new Map();
  /** @type {Noted[]} */ #notes = [];
  /** @type {(kind: Kind) => boolean} */ #isShown = () => true;
  /** @type {number | null} where a line was put back, whose button goes with its fold */ #back = null;
  #turn = 0;
  #line;
  #onRestore;

  /**
   * @param {HTMLElement} line the publication line, which stands under the headline
   * @param {(blocks: Block[]) => void} onRestore called when set-aside lines are declared part of the article
   */
  constructor(line, onRestore) {
    this.#line = line;
    this.#onRestore = onRestore;
  }

  /** Shows `text` without marks. @param {string} text */
  setText(text) {
    this.#text = text;
    this.#view = null;
    this.#notes = [];
    this.#marks.clear();
    this.#elements.clear();
    this.root.replaceChildren();
    this.root.classList.toggle("long", text.length > LONG);
    this.slices = 0;
    return this.#show(plainBlocks(text));
  }

  /**
   * Shows the marks of a report on the same text, and the stretches with notes.
   * @param {View} view
   * @param {Noted[]} notes
   * @param {(kind: Kind) => boolean} isShown of other kinds nothing is drawn: those who hear the page would hear a mark
   */
  async setMarks(view, notes, isShown) {
    const first = this.#view === null;
    this.#view = view;
    this.#notes = notes;
    this.#isShown = isShown;
    if (first) this.root.classList.add("fresh");
    const whole = await this.#show(view.report.blocks);
    if (first && whole) setTimeout(() => this.root.classList.remove("fresh"), 400);
    return whole;
  }

  /** The elements of a mention; its block is drawn if it was not. @param {string} key */
  marksOf(key) {
    const block = this.blockAt(Number.parseInt(key, 10));
    if (block) this.#draw(block.element, block.block);
    return this.drawnOf(key);
  }

  /** The same, of what is drawn already. @param {string} key */
  drawnOf(key) {
    return this.#marks.get(key) ?? [];
  }

  /** The block around a place in the text. @param {number} at */
  blockAt(at) {
    const block = this.#blocks[firstFrom(this.#blocks, at + 1, (b) => b.start) - 1];
    const element = block && this.#elements.get(keyOf(block));
    return element && block ? { element, block } : null;
  }

  /** A range over a stretch of the text within the blocks it begins and ends in. @param {number} start @param {number} end */
  rangeOf(start, end) {
    const from = this.#point(start);
    const to = this.#point(end);
    if (!from || !to) return null;
    const range = document.createRange();
    range.setStart(from.node, from.offset);
    range.setEnd(to.node, to.offset);
    return range;
  }

  /** Where a DOM position stands in the text; null outside of it. @param {Node} node @param {number} offset */
  offsetOf(node, offset) {
    const element = (node instanceof Element ? node : node.parentElement)?.closest("[data-start]");
    if (!(element instanceof HTMLElement) || !this.root.contains(element)) return null;
    const range = document.createRange();
    range.selectNodeContents(element);
    range.setEnd(node, offset);
    return Number(element.dataset.start) + range.toString().length;
  }

  /** Where in the text a height of the view is, to a line or so; 0 above and below it. @param {number} y pixels */
  placeAt(y) {
    const { left } = this.root.getBoundingClientRect();
    for (let down = y; down < y + 60; down += 12) {
      const here = document.elementsFromPoint(left + 12, down).map((e) => e.closest("[data-start]"));
      const block = here.find((element) => element instanceof HTMLElement);
      if (!block) continue;
      const { top, height } = block.getBoundingClientRect();
      return Number(block.dataset.start) + Math.floor(((down - top) / height) * (block.textContent?.length ?? 0));
    }
    return 0;
  }

  /** A stretch without the white space around it; null when nothing is left. @param {{start: number, end: number}} span */
  trimmed({ start, end }) {
    const words = this.#text.slice(start, end);
    const from = start + words.length - words.trimStart().length;
    const to = from + words.trim().length;
    return from < to ? { start: from, end: to } : null;
  }

  /** The first heading, or the first block. */
  get head() {
    return /** @type {HTMLElement | null} */ (this.root.querySelector("h1, [data-start]"));
  }

  /** @param {number} at */
  #point(at) {
    const found = this.blockAt(Math.min(at, this.#text.length - 1));
    if (!found) return null;
    this.#draw(found.element, found.block);
    let left = at - found.block.start;
    const texts = document.createTreeWalker(found.element, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const length = node.nodeValue?.length ?? 0;
      if (left <= length) return { node, offset: left };
      left -= length;
    }
    return null;
  }

  /** @param {Block[]} blocks @returns {Promise<boolean>} whether nothing newer overtook it */
  async #show(blocks) {
    const turn = ++this.#turn;
    this.#blocks = blocks;
    const rest = () => this.#rest(turn);
    const whole = await this.#arrange(itemsOf(blocks, this.#text, this.#line), rest);
    const back = whole && this.#back !== null ? this.blockAt(this.#back)?.element : null;
    if (whole) this.#back = null;
    if (back && document.activeElement === document.body) focusOn(back);
    return whole;
  }

  /** Ends a slice when its time is up; false when a newer drawing began. @param {number} turn */
  async #rest(turn) {
    if (turn !== this.#turn) return false;
    if (performance.now() - this.#began < SLICE) return true;
    this.slices++;
    await breathe();
    this.#began = performance.now();
    return turn === this.#turn;
  }
  #began = 0;

  /**
   * Brings the children of the root into the order of `items`, with their marks; those that stay are not moved, so that
   * focus, selection and reading position stay too.
   * @param {Item[]} items
   * @param {() => Promise<boolean>} rest
   */
  async #arrange(items, rest) {
    this.#began = performance.now();
    const wanted = new Set(items.map((item) => item.key));
    const standing = new Map();
    let here = this.root.firstElementChild;
    const left = () => here !== null && !wanted.has(here.getAttribute("data-key") ?? "");
    const skip = async () => {
      while (here && left()) {
        const gone = here;
        here = here.nextElementSibling;
        gone.remove();
        if (!(await rest())) return false;
      }
      return true;
    };
    for (const child of this.root.children) standing.set(child.getAttribute("data-key"), child);
    for (const item of items) {
      if (left() && !(await skip())) return false;
      const stood = standing.get(item.key);
      const node = stood ?? this.#build(item);
      if (node === here) here = node.nextElementSibling;
      else this.root.insertBefore(node, here);
      if (!stood && "slots" in item && !(await this.#load(node, item, rest))) return false;
      if (!(await rest())) return false;
      // Marks come with their block, so that those in view do not wait for the end of a long text.
      for (const { block } of "slot" in item ? [item.slot] : "slots" in item ? item.slots : []) {
        const element = this.#elements.get(keyOf(block));
        if (element) this.#draw(element, block);
        if (!(await rest())) return false;
      }
    }
    wanted.clear();
    return skip();
  }

  /** @param {Item} item @returns {HTMLElement} */
  #build(item) {
    if ("node" in item) {
      item.node.dataset.key = item.key;
      return item.node;
    }
    if ("slot" in item) return this.#block(item.slot);
    if (!item.aside) return h("ul", { class: "list" });
    const own = item.slots.map((slot) => slot.block);
    const lines = own.filter((b) => this.#text.slice(b.start, b.end).trim() !== "");
    const several = lines.length > 1;
    const restore = button(several ? "All are part of the article" : "Part of the article", () => this.#putBack(own));
    // Of a fold that was open and has lost a line, what is left stays open.
    const open = own.some((b) => this.#elements.get(keyOf(b))?.closest("details")?.open);
    return h(
      "details",
      { class: `aside${lines.length > FEW ? "" : " brief"}${several ? " several" : ""}`, open },
      h("summary", null, asideLabel(lines, this.#text)),
      h("p", { class: "restore" }, restore),
    );
  }

  /**
   * Puts a run of blocks into its element. Only when all are there it gets its key, so that no half of it is reused.
   * @param {HTMLElement} node
   * @param {{key: string, slots: Slot[]}} item
   * @param {() => Promise<boolean>} rest
   */
  async #load(node, item, rest) {
    const foot = node.querySelector(".restore");
    const several = node.classList.contains("several");
    for (const slot of item.slots) {
      const block = this.#block(slot);
      node.insertBefore(several && block.textContent?.trim() ? this.#foldedLine(block, slot.block) : block, foot);
      if (!(await rest())) return false;
    }
    node.dataset.key = item.key;
    return true;
  }

  /** One of several set-aside lines, which can be put back by itself. @param {HTMLElement} element @param {Block} block */
  #foldedLine(element, block) {
    const label = `Put back: ${clipped(element.textContent ?? "", 60)}`;
    const back = button("Put back", () => this.#putBack([block]), { class: "link back", "aria-label": label });
    return h("div", { class: "folded" }, element, back);
  }

  /** @param {Block[]} blocks */
  #putBack(blocks) {
    this.#back = blocks[0]?.start ?? null;
    this.#onRestore(blocks);
  }

  /** @param {Slot} slot */
  #block({ key, block, tag, className }) {
    const words = this.#text.slice(block.start, block.end);
    const element = h(
      tag,
      { "data-key": key, "data-start": block.start, dir: "auto", class: className || null },
      words,
    );
    if (this.#text.length > LONG) element.style.setProperty("--lines", String(Math.ceil(words.length / MEASURE)));
    this.#elements.set(keyOf(block), element);
    return element;
  }

  /** @param {HTMLElement} element @param {Block} block */
  #draw(element, block) {
    const spans = this.#spans(block);
    const drawn = spans.map(({ start, end, value }) => `${start} ${end} ${value.look} ${value.kind}`).join(",");
    if ((this.#drawn.get(element) ?? "") === drawn) return;
    this.#drawn.set(element, drawn);
    /** @type {Map<string, HTMLElement[]>} */
    const made = new Map();
    const nodes = pieces(block.start, block.end, spans).map(({ start, end, on }) => {
      const words = this.#text.slice(start, end);
      const mark = on.findLast((s) => s.look !== "noted");
      const noted = on.some((s) => s.look === "noted");
      if (!mark) return noted ? h("span", { class: "noted" }, words) : words;
      const look = [mark.look === "unsure" && "unsure", noted && "noted"].filter(Boolean).join(" ");
      const node = h("mark", { "data-kind": familyOf(mark.kind), "data-at": mark.at, class: look || null }, words);
      made.set(mark.at, [...(made.get(mark.at) ?? []), node]);
      return node;
    });
    const focused = element.contains(document.activeElement) ? document.activeElement : null;
    for (const gone of element.querySelectorAll("mark")) this.#marks.delete(gone.dataset.at ?? "");
    element.replaceChildren(...nodes);
    for (const [at, marks] of made) this.#marks.set(at, marks);
    if (focused instanceof HTMLElement) focusOn(made.get(focused.dataset.at ?? "")?.[0] ?? element);
  }

  /** @param {Block} block */
  #spans(block) {
    const report = this.#view?.report;
    /** @type {import('./pieces.js').Spanned<{at: string, kind: Kind, look: 'sure' | 'unsure' | 'noted'}>[]} */
    const spans = [];
    if (!report) return spans;
    for (let m = firstFrom(report.mentions, block.start, (x) => x.end - 1); ; m++) {
      const mention = report.mentions[m];
      if (!mention || mention.start >= block.end) break;
      const { start, end, kind } = mention;
      if (!this.#isShown(kind)) continue;
      spans.push({ start, end, value: { at: keyOf(mention), kind, look: isUnsure(mention) ? "unsure" : "sure" } });
    }
    for (const { start, end } of this.#notes) {
      if (start < block.end && end > block.start)
        spans.push({ start, end, value: { at: "", kind: "work", look: "noted" } });
    }
    return spans;
  }
}

/**
 * The blocks of a text before anything is known of it: one a line with something on it, the separators after it
 * included, as the engine cuts plain text. A short first line stands as the headline.
 * @param {string} text
 * @returns {Block[]}
 */
function plainBlocks(text) {
  /** @type {Block[]} */
  const blocks = [];
  const line = /[^\n]*(?:\n|$)/y;
  for (let m = line.exec(text); m && m[0] !== ""; m = line.exec(text)) {
    const last = blocks.at(-1);
    const end = m.index + m[0].length;
    if (last && (m[0].trim() === "" || text.slice(last.start, last.end).trim() === "")) last.end = end;
    else blocks.push({ start: m.index, end, role: "paragraph", level: null, language: "en", body: true });
  }
  const first = blocks[0];
  if (first && blocks.length > 1 && text.slice(first.start, first.end).trim().length <= 200) first.role = "headline";
  return blocks;
}

/**
 * A report of the beginning of a text, made to cover all of it: what follows its last whole block stays plain.
 * @param {Report} report
 * @param {string} text
 * @returns {Report}
 */
export function provisional(report, text) {
  const cut = report.blocks.at(-1)?.start ?? 0;
  const rest = plainBlocks(text).filter((block) => block.start >= cut);
  return { ...report, blocks: [...report.blocks.filter((block) => block.start < cut), ...rest] };
}

/** @type {Partial<Record<Role, [keyof HTMLElementTagNameMap, string]>>} */
const SHAPES = {
  deck: ["p", "deck"],
  byline: ["p", "meta"],
  dateline: ["p", "meta"],
  published: ["p", "meta"],
  quote: ["blockquote", ""],
  caption: ["p", "caption"],
  credit: ["p", "caption"],
  table: ["p", "cells"],
  list: ["li", ""],
};

/**
 * @param {Block[]} blocks
 * @param {string} text
 * @param {HTMLElement} line
 * @returns {Item[]}
 */
function itemsOf(blocks, text, line) {
  const headline = blocks.findIndex((b) => b.role === "headline");
  /** @type {Item[]} */
  const items = [];
  const publication = { key: "publication", node: line };
  // The outline of the page begins with a heading, even where the text has none.
  if (headline < 0)
    items.push({ key: "untitled", node: h("h1", { class: "unseen" }, "Article without a headline") }, publication);
  blocks.forEach((block, i) => {
    const slot = slotOf(block, i === headline, text);
    const run = !block.body ? "aside" : slot.tag === "li" ? "list" : null;
    const last = items.at(-1);
    if (run && last && "slots" in last && last.aside === (run === "aside")) last.slots.push(slot);
    else if (run) items.push({ key: "", slots: [slot], aside: run === "aside" });
    else items.push({ key: slot.key, slot });
    if (i === headline) items.push(publication);
  });
  for (const item of items) {
    if ("slots" in item) item.key = `${item.aside ? "aside" : "list"} ${item.slots.map((s) => s.key).join(" ")}`;
  }
  return items;
}

/** @param {Block} block @param {boolean} title @param {string} text @returns {Slot} */
function slotOf(block, title, text) {
  /** @type {[keyof HTMLElementTagNameMap, string]} */
  let [tag, className] = SHAPES[block.role] ?? ["p", ""];
  if (title) tag = "h1";
  else if (block.role === "headline" || block.role === "heading") tag = /** @type {'h2'} */ (`h${block.level ?? 2}`);
  if (tag === "li" && block.body && !/^\s*(?:[•‣▪·]|[–—*-]\s|\(?\w{1,3}[.)]\s)/.test(text.slice(block.start, block.end)))
    className = "bullet";
  if (!block.body) [tag, className] = ["p", ""];
  return { key: `${tag} ${block.start}:${block.end}${className && ` ${className}`}`, block, tag, className };
}
