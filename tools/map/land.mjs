// Draws www/reading/land.js: land and borders as two SVG paths, from Natural Earth's 50 m countries and, so that local news has
// lines to go by, the states of the US Census (both public domain).
//
//   npm install --no-save world-atlas@2.0.2 us-atlas@3.0.1
//   node tools/map/land.mjs node_modules/world-atlas/countries-50m.json node_modules/us-atlas/states-10m.json > www/reading/land.js

import { readFileSync } from "node:fs";

/** Units of the drawing in a degree. */
const SCALE = 16;
/** Points nearer than this to the line between their neighbours are left out, in degrees. */
const LAND_TOLERANCE = 0.06;
const BORDER_TOLERANCE = 0.08;
const STATE_TOLERANCE = 0.12;
/** Islands smaller than this are left out, in square degrees. */
const SMALLEST = 0.015;

/** @typedef {[number, number]} Point degrees east and north */

const [world, states] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, "utf8")));

const outlines = ringsOf(world, world.objects.land).filter(isLarge).flatMap(unwound);
const borders = shared(world, world.objects.countries.geometries);
const stateBorders = shared(states, states.objects.states.geometries);
const out = `/** Land and borders, drawn by tools/map/land.mjs from Natural Earth 1:50m as world-atlas 2.0.2 carries it and the states
 * of the US Census as us-atlas 3.0.1 does, both public domain. Do not edit: run the tool again.
 * Equirectangular: ${SCALE} units are a degree, from 180° west and 90° north. */

export const SCALE = ${SCALE};
export const LAND = "${outlines.map((ring) => drawn(ring, LAND_TOLERANCE, true)).join("")}";
export const BORDERS = "${borders.map((line) => drawn(line, BORDER_TOLERANCE, false)).join("")}${stateBorders.map((line) => drawn(line, STATE_TOLERANCE, false)).join("")}";
`;
process.stdout.write(out);

/** TopoJSON's arcs as lists of points. */
function decode({ arcs, transform: { scale, translate } }) {
  return arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
  });
}

/** The rings of all polygons of an object. */
function ringsOf(topology, object) {
  const arcs = decode(topology);
  // An arc of a negative number is walked backwards.
  const points = (arc) => (arc < 0 ? [...arcs[~arc]].reverse() : arcs[arc]);
  const polygons = (object.geometries ?? [object]).flatMap(({ type, arcs: parts }) =>
    type === "MultiPolygon" ? parts : type === "Polygon" ? [parts] : [],
  );
  return polygons.flat().map((ring) => ring.flatMap((arc, i) => points(arc).slice(i === 0 ? 0 : 1)));
}

/** The arcs that two areas have in common. */
function shared(topology, geometries) {
  const arcs = decode(topology);
  const uses = new Map();
  for (const arc of geometries.flatMap(({ arcs: parts }) => (parts ?? []).flat(Infinity))) {
    const plain = arc < 0 ? ~arc : arc;
    uses.set(plain, (uses.get(plain) ?? 0) + 1);
  }
  return [...uses].filter(([, count]) => count > 1).map(([arc]) => arcs[arc]);
}

/**
 * A ring that crosses the line of dates goes on past it, and is drawn once more a turn to the west; what is past the edge
 * is not seen. One that goes round a pole is closed below it.
 * @param {Point[]} ring @returns {Point[][]}
 */
function unwound(ring) {
  let turn = 0;
  const on = ring.map(([x, y], i) => {
    const step = i === 0 ? 0 : x - ring[i - 1][0];
    if (Math.abs(step) > 180) turn -= 360 * Math.sign(step);
    return /** @type {Point} */ ([x + turn, y]);
  });
  if (turn !== 0) return [[...on, [on[on.length - 1][0], -90], [on[0][0], -90], on[0]]];
  const [west, east] = [Math.min(...on.map(([x]) => x)), Math.max(...on.map(([x]) => x))];
  const moved = (/** @type {number} */ by) => on.map(([x, y]) => /** @type {Point} */ ([x + by, y]));
  return east > 180 ? [on, moved(-360)] : west < -180 ? [on, moved(360)] : [on];
}

/** @param {Point[]} ring */
function isLarge(ring) {
  const area = ring.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = /** @type {Point} */ (ring[(i + 1) % ring.length]);
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(area / 2) >= SMALLEST;
}

/** A path of relative steps in whole units. @param {Point[]} line @param {number} tolerance @param {boolean} closed */
function drawn(line, tolerance, closed) {
  const kept = simplified(line, tolerance);
  const grid = kept.map(([x, y]) => [Math.round((x + 180) * SCALE), Math.round((90 - y) * SCALE)]);
  const steps = grid.slice(1).map(([x, y], i) => [x - grid[i][0], y - grid[i][1]]);
  const moved = steps.filter(([dx, dy]) => dx !== 0 || dy !== 0);
  if (moved.length < (closed ? 3 : 1)) return "";
  if (closed) moved.pop();
  const numbers = moved.flat().reduce((text, n) => text + (n < 0 || text === "" ? n : ` ${n}`), "");
  return `M${grid[0][0]} ${grid[0][1]}l${numbers}${closed ? "z" : ""}`;
}

/** Douglas and Peucker's: what is left describes the line within the tolerance. @param {Point[]} line @param {number} tolerance */
function simplified(line, tolerance) {
  const keep = new Uint8Array(line.length);
  keep[0] = keep[line.length - 1] = 1;
  const stack = [[0, line.length - 1]];
  for (let range = stack.pop(); range; range = stack.pop()) {
    const [first, last] = range;
    let [far, at] = [tolerance, -1];
    for (let i = first + 1; i < last; i++) {
      const d = distance(line[i], line[first], line[last]);
      if (d > far) [far, at] = [d, i];
    }
    if (at < 0) continue;
    keep[at] = 1;
    stack.push([first, at], [at, last]);
  }
  return line.filter((_, i) => keep[i]);
}

/** From a point to a stretch of line. @param {Point} p @param {Point} a @param {Point} b */
function distance([x, y], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const t = length ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length)) : 0;
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}
