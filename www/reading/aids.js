/** Aids for long texts: a list of the headings, and a strip beside the scrollbar that shows where a name occurs. */

import { h, svg } from "../dom.js";

/** @typedef {import('./read.js').View} View */
/** @typedef {import('./article.js').ArticleView} ArticleView */

/** Fewer headings are no help. */
const HEADINGS = 3;

export class Contents {
  root = h("details", { class: "contents", hidden: true });
  #go;

  /** @param {(start: number, end: number) => void} go */
  constructor(go) {
    this.#go = go;
  }

  /** @param {View} view */
  update(view) {
    const headings = view.report.blocks.filter((b) => b.body && b.role === "heading");
    this.root.hidden = headings.length < HEADINGS;
    if (this.root.hidden) return;
    const rows = headings.map((block) => {
      const words = view.text.slice(block.start, block.end).trim();
      const go = () => this.#go(block.start, block.start + words.length);
      return h(
        "li",
        { class: `level-${block.level ?? 2}` },
        h("button", { type: "button", class: "row", dir: "auto", onclick: go }, words),
      );
    });
    this.root.replaceChildren(
      h("summary", null, "Contents"),
      h("nav", { "aria-label": "Contents" }, h("ul", { class: "rows" }, ...rows)),
    );
  }
}

export class Strip {
  root = svg("svg", {
    class: "strip",
    "aria-hidden": "true",
    viewBox: "0 0 8 1000",
    preserveAspectRatio: "none",
    hidden: true,
  });

  /**
   * Shows where mentions stand in the whole page.
   * @param {ArticleView} article
   * @param {{start: number, end: number}[]} spans
   * @param {string | null} family
   */
  update(article, spans, family) {
    // Its height is asked for only where it is needed: the question lays the whole page out.
    const height = spans.length > 0 ? document.documentElement.scrollHeight : 0;
    const shown = height > 2 * innerHeight;
    this.root.toggleAttribute("hidden", !shown);
    if (!shown) return;
    this.root.setAttribute("data-kind", family ?? "");
    /** @type {Map<number, DOMRect | null>} one look for each block */
    const boxes = new Map();
    const places = spans.flatMap(({ start }) => {
      const found = article.blockAt(start);
      if (!found) return [];
      const { block, element } = found;
      if (!boxes.has(block.start))
        boxes.set(block.start, element.offsetParent ? element.getBoundingClientRect() : null);
      const box = boxes.get(block.start);
      if (!box) return [];
      const share = (start - block.start) / Math.max(1, block.end - block.start);
      return [Math.round((1000 * (box.top + scrollY + share * box.height)) / height)];
    });
    const path = [...new Set(places)].map((y) => `M0 ${y}h8`).join("");
    this.root.replaceChildren(svg("path", { d: path }));
  }
}
