/** The days of a text on an axis, from days to centuries; long gaps are cut out. The list below it says the same. */

import { svg } from "../dom.js";
import { inWords } from "../words.js";

/** @typedef {import('./read.js').View} View */
/** @typedef {import('./read.js').Thing} Thing */
/** @typedef {{id: string, name: string, from: number, to: number, certain: boolean}} Point days since 1970, inclusive */
/** @typedef {{id: string, name: string, x0: number, x1: number, lane: number, certain: boolean}} Dot */
/** @typedef {{dots: Dot[], labels: {x: number, anchor: "start" | "end", text: string}[], breaks: number[], axis: [number, number][]}} Axis */

const WIDTH = 320;
const MARGIN = 7;
/** Width of a cut-out gap. */
const BREAK = 18;
/** A gap that takes more than this share of the whole is cut out. */
const GAP = 0.35;
const DAY = 86_400_000;
const LANES = 4;

/** Days since 1970 of the beginning of an ISO 8601 date; null for what is none. @param {string | null} iso */
export function dayNumber(iso) {
  const m = /^(\d{4})-(\d\d)-(\d\d)/.exec(iso ?? "");
  if (!m) return null;
  const date = new Date(0);
  date.setUTCFullYear(Number(m[1]), Number(m[2]) - 1, Number(m[3]));
  return Math.floor(date.getTime() / DAY);
}

/** The dated things as points, in order; those without a day are left out. @param {Thing[]} things @returns {Point[]} */
export function pointsOf(things) {
  const points = things.flatMap(({ id, name, when }) => {
    const from = dayNumber(when?.begin ?? null);
    const to = dayNumber(when?.end ?? null) ?? from;
    return from === null || to === null
      ? []
      : [{ id, name, from, to: Math.max(from, to), certain: when?.certain ?? false }];
  });
  return points.sort((a, b) => a.from - b.from || a.to - b.to);
}

/** Whether an axis tells more than the list does: three different days or more. @param {Point[]} points */
export function worthwhile(points) {
  return new Set(points.map((p) => p.from)).size >= 3;
}

/** The runs of points between the gaps that are cut out, at most two. @param {Point[]} points */
function runsOf(points) {
  /** @type {Point[][]} */
  let runs = [points];
  for (let cuts = 0; cuts < 2; cuts++) {
    const gaps = runs.flatMap((run, r) => {
      const whole = spanOf(run);
      let reach = run[0]?.to ?? 0;
      return run.slice(1).map((point, i) => {
        const gap = { r, i: i + 1, share: (point.from - reach) / Math.max(whole, 1), days: point.from - reach };
        reach = Math.max(reach, point.to);
        return gap;
      });
    });
    const widest = gaps.filter((g) => g.share > GAP && g.days > 14).sort((a, b) => b.days - a.days)[0];
    if (!widest) break;
    runs = runs.flatMap((run, r) => (r === widest.r ? [run.slice(0, widest.i), run.slice(widest.i)] : [run]));
  }
  return runs;
}

/** @param {Point[]} run */
function spanOf(run) {
  return run.length ? Math.max(...run.map((p) => p.to)) - Math.min(...run.map((p) => p.from)) : 0;
}

/** Where everything stands on an axis of `width`. @param {Point[]} points @param {number} width @returns {Axis} */
export function layout(points, width = WIDTH) {
  const runs = runsOf(points);
  const room = width - 2 * MARGIN - BREAK * (runs.length - 1);
  // Each run gets the same room first, so that a single day beside a year keeps a place of its own.
  const least = room / (runs.length * 2);
  const total = runs.reduce((sum, run) => sum + spanOf(run), 0);
  /** @type {Axis} */
  const axis = { dots: [], labels: [], breaks: [], axis: [] };
  let left = MARGIN;
  runs.forEach((run, r) => {
    const span = spanOf(run);
    const wide = runs.length === 1 ? room : least + (room / 2) * (total ? span / total : 1 / runs.length);
    const first = run[0]?.from ?? 0;
    const x = (/** @type {number} */ day) => (span ? left + ((day - first) / span) * wide : left + wide / 2);
    for (const point of run) axis.dots.push({ ...point, x0: x(point.from), x1: x(point.to), lane: 0 });
    axis.axis.push([left, left + wide]);
    label(axis, run, span ? left : left + wide / 2, left + wide, span);
    left += wide;
    if (r < runs.length - 1) axis.breaks.push(left + BREAK / 2);
    left += BREAK;
  });
  stack(axis.dots);
  return axis;
}

/**
 * Names the beginning and the end of a run, no finer than its points are; where there is no room for both, by their
 * years, else the beginning alone or the end.
 * @param {Axis} axis
 * @param {Point[]} run
 * @param {number} x0
 * @param {number} x1
 * @param {number} span
 */
function label(axis, run, x0, x1, span) {
  const first = /** @type {Point} */ (run[0]);
  const last = run.reduce((a, b) => (b.to > a.to ? b : a), first);
  const begin = named(first.from, Math.max(span, lengthOf(first)));
  const end = named(last.to, Math.max(span, lengthOf(last)));
  const years = [first.from, last.to].map((day) => named(day, 10_000));
  const before = axis.labels.at(-1);
  const taken = before ? (before.anchor === "start" ? before.x + widthOf(before.text) : before.x) : -Infinity;
  const from = (/** @type {string} */ text) => Math.min(x0, WIDTH - widthOf(text));
  const put = (/** @type {string} */ text) => axis.labels.push({ x: from(text), anchor: "start", text });
  for (const [left = "", right = ""] of [[begin, end], years]) {
    if (from(left) <= taken || (left !== right && x1 - widthOf(right) <= from(left) + widthOf(left))) continue;
    put(left);
    if (left !== right) axis.labels.push({ x: x1, anchor: "end", text: right });
    return;
  }
  const tail = [end, years[1] ?? ""].find((text) => x1 - widthOf(text) > taken);
  if (from(begin) > taken) put(begin);
  else if (tail) axis.labels.push({ x: x1, anchor: "end", text: tail });
}

/** @param {Point | undefined} point */
function lengthOf(point) {
  return point ? point.to - point.from : 0;
}

/** A day as a day, a month or a year, as fits a stretch of so many days. @param {number} day @param {number} days */
function named(day, days) {
  const iso = new Date(day * DAY).toISOString().slice(0, 10);
  const finest =
    days >= 360 ? (days < 1100 && days !== 364 && days !== 365 ? 7 : 4) : days >= 27 && days <= 31 ? 7 : 10;
  return inWords(iso.slice(0, finest)) ?? iso;
}

/** About how wide a label is, with the space after it. @param {string} text */
function widthOf(text) {
  return text.length * 6.4 + 10;
}

/** Lifts dots that would cover one another. @param {Dot[]} dots */
function stack(dots) {
  const reach = Array.from({ length: LANES }, () => -Infinity);
  for (const dot of dots) {
    const free = reach.findIndex((x) => x + 3 < dot.x0 - 4);
    dot.lane = free < 0 ? LANES - 1 : free;
    reach[dot.lane] = dot.x1 + 4;
  }
}

export class Timeline {
  root = svg("svg", { class: "timeline", "aria-hidden": "true", "data-kind": "date" });
  #onSelect;

  /** @param {{onSelect: (thing: string) => void}} actions */
  constructor({ onSelect }) {
    this.#onSelect = onSelect;
  }

  /** Whether there is something to show. @param {Thing[]} things */
  update(things) {
    const points = pointsOf(things);
    const shown = worthwhile(points);
    this.root.toggleAttribute("hidden", !shown);
    if (!shown) return;
    const axis = layout(points);
    const lanes = Math.max(...axis.dots.map((d) => d.lane)) + 1;
    const ground = 8 + lanes * 11;
    this.root.setAttribute("viewBox", `0 0 ${WIDTH} ${ground + 22}`);
    this.root.replaceChildren(
      ...axis.axis.map(([x0, x1]) => svg("path", { class: "axis", d: `M${x0 - 5} ${ground}H${x1 + 5}` })),
      ...axis.breaks.map((x) => svg("path", { class: "axis", d: `M${x - 4} ${ground + 4}l3 -8m2 8l3 -8` })),
      ...axis.labels.map(({ x, anchor, text }) =>
        svg(
          "text",
          { x: anchor === "start" ? Math.max(0, x - 5) : x + 5, y: ground + 18, "text-anchor": anchor },
          text,
        ),
      ),
      ...axis.dots.map((dot) => this.#dot(dot, ground)),
    );
  }

  /** @param {Dot} dot @param {number} ground */
  #dot({ id, name, x0, x1, lane, certain }, ground) {
    const y = ground - 8 - lane * 11;
    const shape =
      x1 - x0 > 9
        ? svg("rect", { x: x0 - 4, y: y - 3, width: x1 - x0 + 8, height: 6, rx: 3 })
        : svg("circle", { cx: (x0 + x1) / 2, cy: y, r: 4 });
    return svg(
      "g",
      { class: certain ? "dot" : "dot open", onclick: () => this.#onSelect(id) },
      svg("title", null, name),
      svg("rect", { class: "touch", x: x0 - 6, y: y - 6, width: x1 - x0 + 12, height: 12 }),
      shape,
    );
  }
}
