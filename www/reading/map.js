/** The places of a text on a map without tiles or network: one drawn outline, zoomed through its viewBox. */

import { h, svg } from "../dom.js";
import { otherPlace, placeDetail, placeWords } from "./geography.js";
import { BORDERS, LAND, SCALE } from "./land.js";

/** @typedef {import('./read.js').Thing} Thing */
/** @typedef {import('../report.d.ts').Place} Place */

/**
 * A place to be drawn.
 * @typedef {object} Spot
 * @property {string} id
 * @property {string} name
 * @property {number} lat degrees
 * @property {number} lon
 * @property {number} count how often it is named
 * @property {boolean} sure
 * @property {string | null} country
 * @property {boolean} wide a country, which its places tell better
 */
/** A stretch of the drawing in its units, and how much the east is squeezed there. @typedef {{x: number, y: number, width: number, height: number, squeeze: number}} Frame */
/** @typedef {{spot: Spot, x: number, y: number, r: number}} Pin in pixels of the frame */
/** @typedef {{id: string, x: number, y: number, anchor: "start" | "end" | "middle", text: string}} Label */

const WIDTH = 320;
const HEIGHT = 200;
/** From this confidence an answer is sure. */
const SURE = 0.6;
/** A frame shows at least so many degrees from north to south, so that there is land to know a place by. */
const LEAST = 7;
/** Pixels kept free around the pins. */
const MARGIN = 26;
const LABELS = 8;
/** Once around the globe, in units of the drawing. */
const ROUND = 360 * SCALE;
/** The two views, each said on the button that leads to it. */
const WORLD = "Whole world";
const NEAR = "Only these places";
/** Size of a letter of a label, in pixels. */
const LETTER = 6.6;

/** What the map shows of the places: those with a pin. @param {Thing[]} things @returns {Spot[]} */
export function spotsOf(things) {
  return things.flatMap(({ id, name, mentions, entity }) => {
    const place = entity?.place;
    if (!place?.pin) return [];
    const { lat, lon, confidence, country, kind } = place;
    const wide = kind === "country";
    return [{ id, name, lat, lon, count: mentions.length, sure: confidence >= SURE, country, wide }];
  });
}

/** Whether a map tells more than the list does: two sure places or more. @param {Spot[]} spots */
export function worthwhile(spots) {
  return spots.filter((s) => s.sure).length >= 2;
}

/** The frame around all land but the far south. @returns {Frame} */
export function world() {
  const width = 360 * SCALE;
  const height = (width * HEIGHT) / WIDTH;
  return { x: 0, y: 75 * SCALE - height / 2, width, height, squeeze: 1 };
}

/**
 * The spots that the frame must hold: all but countries of which it holds a place, so that a town in Russia is not shown
 * from Siberia.
 * @param {Spot[]} spots
 */
export function framed(spots) {
  const told = new Set(spots.filter((s) => !s.wide).map((s) => s.country));
  return spots.filter((s) => !s.wide || !told.has(s.country));
}

/**
 * The frame around spots. The east is squeezed as it is on the globe in the middle of the frame.
 * @param {Spot[]} spots
 * @returns {Frame}
 */
export function around(spots) {
  if (spots.length === 0) return world();
  const north = Math.max(...spots.map((s) => s.lat));
  const south = Math.min(...spots.map((s) => s.lat));
  const [west, east] = narrowest(spots.map((s) => s.lon));
  const squeeze = Math.max(0.3, Math.cos((((north + south) / 2) * Math.PI) / 180));
  const free = { width: WIDTH - 2 * MARGIN, height: HEIGHT - 2 * MARGIN };
  const degrees = Math.max(
    LEAST / HEIGHT,
    (north - south) / free.height,
    ((east - west) * squeeze) / free.width,
  );
  if (degrees * WIDTH >= 360 * squeeze) return world();
  const [width, height] = [degrees * WIDTH * SCALE, degrees * HEIGHT * SCALE];
  const x = ((east + west) / 2 + 180) * squeeze * SCALE - width / 2;
  const y = (90 - (north + south) / 2) * SCALE - height / 2;
  return { x, y, width, height, squeeze };
}

/**
 * The shortest stretch of longitudes that holds them all; its end lies beyond 180° where it crosses the date line.
 * @param {number[]} lons degrees
 * @returns {[number, number]}
 */
function narrowest(lons) {
  const order = [...lons].sort((a, b) => a - b);
  const first = order[0] ?? 0;
  const last = order.at(-1) ?? 0;
  let gap = first + 360 - last;
  /** @type {[number, number]} */
  let stretch = [first, last];
  for (const [i, west] of order.entries()) {
    const before = order[i - 1] ?? west;
    if (west - before > gap) [gap, stretch] = [west - before, [west, before + 360]];
  }
  return stretch;
}

/**
 * Where pins and labels stand, in pixels of a frame. The most named come last, on top; labels that would cover a label
 * or another pin are left out.
 * @param {Spot[]} spots
 * @param {Frame} frame
 */
export function layout(spots, frame) {
  const pixels = WIDTH / frame.width;
  const east = (/** @type {number} */ lon) => {
    const x = (lon + 180) * SCALE * frame.squeeze - frame.x;
    return x < 0 && x + ROUND * frame.squeeze <= frame.width ? x + ROUND * frame.squeeze : x;
  };
  /** @type {Pin[]} */
  const pins = spots.map((spot) => ({
    spot,
    x: east(spot.lon) * pixels,
    y: ((90 - spot.lat) * SCALE - frame.y) * pixels,
    r: Math.min(9, 2.6 + 1.2 * Math.sqrt(spot.count)),
  }));
  pins.sort((a, b) => a.spot.count - b.spot.count);
  return { pins, labels: labelsOf(pins) };
}

/** @param {Pin[]} pins @returns {Label[]} */
function labelsOf(pins) {
  const taken = pins.map(({ x, y, r }) => ({ x0: x - r, x1: x + r, y0: y - r, y1: y + r }));
  /** @type {Label[]} */
  const labels = [];
  for (const { spot, x, y, r } of [...pins].reverse()) {
    if (labels.length >= LABELS) break;
    const long = spot.name.length * LETTER;
    const sides = /** @type {const} */ ([
      { anchor: "start", at: x + r + 3, x0: x + r + 2, y },
      { anchor: "end", at: x - r - 3, x0: x - r - 3 - long, y },
      { anchor: "middle", at: x, x0: x - long / 2, y: y + r + 8 },
      { anchor: "middle", at: x, x0: x - long / 2, y: y - r - 8 },
      { anchor: "end", at: x + r, x0: x + r - long, y: y + r + 8 },
      { anchor: "end", at: x + r, x0: x + r - long, y: y - r - 8 },
      { anchor: "start", at: x - r, x0: x - r, y: y + r + 8 },
      { anchor: "start", at: x - r, x0: x - r, y: y - r - 8 },
    ]);
    const boxes = sides.map(({ anchor, at, x0, y: mid }) => ({ anchor, at, x0, x1: x0 + long, y0: mid - 6, y1: mid + 6 }));
    const side = boxes.find((b) => inside(b) && !taken.some((t) => b.x0 < t.x1 && t.x0 < b.x1 && b.y0 < t.y1 && t.y0 < b.y1));
    if (!side) continue;
    taken.push(side);
    labels.push({ id: spot.id, x: side.at, y: side.y1 - 2, anchor: side.anchor, text: spot.name });
  }
  return labels;
}

/** @param {{x0: number, x1: number, y0: number, y1: number}} box */
function inside({ x0, x1, y0, y1 }) {
  return x0 >= 4 && x1 <= WIDTH - 4 && y0 >= 0 && y1 <= HEIGHT;
}

/**
 * What is said of a place beside its name in the text: "town in Texas, United States"; where it is unsure, the other
 * place it could be.
 * @param {Place} place
 * @param {string} name
 */
export function description(place, name) {
  const words = place.name === name ? placeDetail(place) : `${place.name}, ${placeDetail(place)}`;
  const other = place.confidence >= SURE ? null : otherPlace(place);
  return other ? `${words}; or ${placeWords(other)}?` : words;
}

function outlines() {
  return [svg("path", { class: "land", d: LAND }), svg("path", { class: "borders", d: BORDERS })];
}

export class MapView {
  #picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" });
  #ground = svg(
    "svg",
    { width: WIDTH, height: HEIGHT, preserveAspectRatio: "none" },
    ...outlines(),
  );
  /** The east of the date line, drawn once more for frames across it. */
  #beyond = svg("g", { transform: `translate(${ROUND} 0)` });
  #pins = svg("g");
  #zoom = h("button", { type: "button", class: "link" }, WORLD);
  #list = h("ul", { class: "map-list", hidden: true });
  #open = h("button", { type: "button", class: "link", "aria-expanded": "false" }, "As a list");
  #credit = h("small", null, "Places: GeoNames (CC BY 4.0). Map: Natural Earth.");
  root = h(
    "figure",
    { class: "map", "data-kind": "place", "aria-label": "Map of the places", hidden: true },
    this.#picture,
    h("div", { class: "map-acts" }, this.#zoom, this.#open),
    this.#list,
    this.#credit,
  );
  #away = new AbortController();
  /** @type {Thing[]} */ #things = [];
  #whole = false;
  #actions;

  /** @param {{onSelect: (thing: string) => void, onLight?: (thing: string | null) => void}} actions */
  constructor(actions) {
    this.#actions = actions;
    this.#picture.append(this.#ground, this.#pins);
    const { signal } = this.#away;
    this.root.addEventListener("click", (event) => this.#click(event), { signal });
    for (const type of ["pointerover", "focusin"])
      this.root.addEventListener(type, (event) => this.#hover(thingAt(event)), { signal });
    for (const type of ["pointerleave", "focusout"])
      this.root.addEventListener(type, () => this.#hover(null), { signal });
  }

  /** Shows the places of a text; nothing when fewer than two are sure. @param {Thing[]} things the family of places */
  update(things) {
    this.#things = things;
    const spots = spotsOf(things);
    this.root.hidden = !worthwhile(spots);
    if (this.root.hidden) return;
    this.#draw(spots);
    const placed = things.filter((thing) => thing.entity?.place);
    this.#list.replaceChildren(...placed.map((thing) => this.#row(thing)));
  }

  /** Lights a place here, as when its name is lit elsewhere. @param {string | null} thing */
  light(thing) {
    for (const part of this.root.querySelectorAll("[data-thing]"))
      part.classList.toggle("lit", thing !== null && part.getAttribute("data-thing") === thing);
  }

  /** Listens no longer. */
  destroy() {
    this.#away.abort();
    this.root.remove();
  }

  /** @param {Spot[]} spots */
  #draw(spots) {
    const { x, y, width, height, squeeze } = this.#whole ? world() : around(framed(spots));
    const { pins, labels } = layout(spots, { x, y, width, height, squeeze });
    this.#ground.setAttribute("viewBox", `${x / squeeze} ${y} ${width / squeeze} ${height}`);
    if ((x + width) / squeeze > ROUND) {
      if (!this.#beyond.childElementCount) this.#beyond.append(...outlines());
      this.#ground.append(this.#beyond);
    } else this.#beyond.remove();
    this.#pins.replaceChildren(
      ...pins.map(({ spot, x, y, r }) =>
        svg(
          "g",
          { class: spot.sure ? "pin" : "pin open", "data-thing": spot.id },
          svg("title", null, spot.name),
          svg("circle", { class: "touch", cx: x, cy: y, r: Math.max(r, 11) }),
          svg("circle", { cx: x, cy: y, r }),
        ),
      ),
      ...labels.map(({ id, x, y, anchor, text }) =>
        svg("text", { x, y, "text-anchor": anchor, "data-thing": id }, text),
      ),
    );
  }

  /** @param {Thing} thing */
  #row({ id, name, mentions, entity }) {
    const place = /** @type {Place} */ (entity?.place);
    const said = description(place, name);
    const times = `${mentions.length} ${mentions.length === 1 ? "time" : "times"}`;
    return h(
      "li",
      { "data-thing": id },
      h("button", { type: "button", class: "link" }, name),
      h("span", null, ` ${times}: ${said}`),
    );
  }

  /** @param {Event} event */
  #click(event) {
    if (event.target === this.#zoom) {
      this.#whole = !this.#whole;
      this.#zoom.textContent = this.#whole ? NEAR : WORLD;
      this.#draw(spotsOf(this.#things));
    } else if (event.target === this.#open) {
      this.#list.hidden = !this.#list.hidden;
      this.#open.setAttribute("aria-expanded", String(!this.#list.hidden));
    } else {
      const thing = thingAt(event);
      if (thing !== null) this.#actions.onSelect(thing);
    }
  }

  /** @param {string | null} thing */
  #hover(thing) {
    this.light(thing);
    this.#actions.onLight?.(thing);
  }
}

/** The place whose pin, label or row an event is about. @param {Event} event */
function thingAt(event) {
  const part = event.target instanceof Element ? event.target.closest("[data-thing]") : null;
  return part?.getAttribute("data-thing") ?? null;
}
