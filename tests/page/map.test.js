import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { BORDERS, LAND, SCALE } from "../../www/reading/land.js";
import { around, description, framed, layout, spotsOf, world, worthwhile } from "../../www/reading/map.js";

/** @typedef {import('../../www/reading/map.js').Spot} Spot */
/** @typedef {import('../../www/reading/map.js').Frame} Frame */

/** @param {Partial<Spot> & {lat: number, lon: number}} given @returns {Spot} */
const spot = (given) => ({ id: "", name: "Here", count: 1, sure: true, country: null, wide: false, ...given });

const kyiv = spot({ id: "kyiv", name: "Kyiv", lat: 50.45, lon: 30.52, count: 5, country: "UA" });
const belgorod = spot({ id: "belgorod", name: "Belgorod", lat: 50.6, lon: 36.6, count: 3, country: "RU" });
const russia = spot({ id: "russia", name: "Russia", lat: 61.5, lon: 96, count: 8, country: "RU", wide: true });
const britain = spot({ id: "britain", name: "Britain", lat: 54, lon: -2, country: "GB", wide: true });

/** @param {object} place @returns {any} */
const thing = (place) => ({
  id: "x",
  name: "X",
  mentions: [0, 1],
  entity: { place: { lat: 1, lon: 2, confidence: 0.9, pin: true, kind: "city", country: "FR", ...place } },
});

test("only places with a pin are drawn", () => {
  assert.deepEqual(spotsOf([thing({ pin: false }), { ...thing({}), entity: null }]), []);
  const drawn = { id: "x", name: "X", lat: 1, lon: 2, count: 2, sure: true, country: "FR", wide: false };
  assert.deepEqual(spotsOf([thing({})]), [drawn]);
  assert.equal(spotsOf([thing({ confidence: 0.5 })])[0]?.sure, false);
});

test("a map is shown from two sure places", () => {
  assert.equal(worthwhile([kyiv, belgorod]), true);
  assert.equal(worthwhile([kyiv]), false);
  assert.equal(worthwhile([kyiv, { ...belgorod, sure: false }]), false);
});

test("every spot lies in its frame, at high latitudes too", () => {
  for (const spots of [
    [kyiv, belgorod],
    [kyiv],
    [spot({ lat: 69.6, lon: 18.9 }), spot({ lat: 60.4, lon: 5.3 })],
    [spot({ lat: -33.9, lon: 151.2 }), spot({ lat: -36.8, lon: 174.8 })],
    [spot({ lat: 40, lon: -120 }), spot({ lat: 35, lon: 139 }), britain],
    [spot({ lat: -36.8, lon: 174.8 }), spot({ lat: -13.8, lon: -171.8 }), spot({ lat: -18.1, lon: 178.4 })],
  ]) {
    for (const { x, y } of layout(spots, around(spots)).pins)
      assert.ok(x >= 0 && x <= 320 && y >= 0 && y <= 200, `${x} ${y}`);
  }
});

test("neighbours are not shown from space, nor a lone town through a keyhole", () => {
  const degrees = (/** @type {Frame} */ frame) => frame.height / SCALE;
  assert.ok(degrees(around([kyiv, belgorod])) < 8);
  assert.ok(degrees(around([kyiv])) >= 6.9);
  assert.equal(degrees(around([])), degrees(world()));
});

test("places on both sides of the date line are neighbours", () => {
  const frame = around([spot({ lat: -18.1, lon: 178.4 }), spot({ lat: -13.8, lon: -171.8 })]);
  assert.ok(frame.width / SCALE < 30, `${frame.width / SCALE} degrees`);
});

test("a country that has a place of its own in the text does not widen the frame", () => {
  assert.deepEqual(framed([kyiv, belgorod, russia, britain]), [kyiv, belgorod, britain]);
  assert.deepEqual(framed([russia, britain]), [russia, britain]);
});

test("pins grow with mentions and labels never cover one another", () => {
  const crowd = Array.from({ length: 30 }, (_, i) =>
    spot({ id: `${i}`, name: `Place ${i}`, lat: 50 + (i % 5) * 0.3, lon: 30 + Math.floor(i / 5) * 0.4, count: i + 1 }),
  );
  const { pins, labels } = layout(crowd, around(crowd));
  assert.ok(pins.every((pin, i) => i === 0 || pin.r >= /** @type {{r: number}} */ (pins[i - 1]).r));
  assert.ok(labels.length > 0 && labels.length <= 8);
  const boxes = labels.map(({ x, y, anchor, text }) => {
    const long = text.length * 6;
    const x0 = anchor === "start" ? x : anchor === "end" ? x - long : x - long / 2;
    return { x0, x1: x0 + long, y0: y - 8, y1: y };
  });
  for (const [i, a] of boxes.entries())
    for (const b of boxes.slice(i + 1))
      assert.ok(a.x1 <= b.x0 || b.x1 <= a.x0 || a.y1 <= b.y0 || b.y1 <= a.y0, "labels overlap");
});

test("a place is described in words, with the other it could be where it is unsure", () => {
  const paris = { name: "Paris", kind: "city", country: "US", admin1: "Texas", confidence: 0.9, runner_up: null };
  const say = (/** @type {object} */ place, name = "Paris") =>
    description(/** @type {any} */ ({ ...paris, ...place }), name);
  const france = { name: "Paris", kind: "city", country: "FR", admin1: "Île-de-France" };
  assert.equal(say({}), "town in Texas, United States");
  assert.equal(
    say({ confidence: 0.4, runner_up: france }),
    "town in Texas, United States; or Paris, Île-de-France, France?",
  );
  assert.equal(say({ runner_up: france }), "town in Texas, United States");
  assert.equal(say({ name: "Myanmar", kind: "country", country: "MM", admin1: null }, "Burma"), "Myanmar, country");
  assert.equal(say({ name: "Baltic Sea", kind: "water", country: null, admin1: null }, "Baltic Sea"), "water");
});

test("the drawing is whole and fits its budget", () => {
  for (const path of [LAND, BORDERS]) assert.match(path, /^(M-?\d+ -?\d+l-?\d+([ -]\d+)*z?)+$/);
  const files = ["reading/land.js", "reading/map.js", "style/map.css"].map((file) => new URL(`../../www/${file}`, import.meta.url));
  const bytes = Buffer.concat(files.map((file) => readFileSync(file)));
  assert.ok(gzipSync(bytes, { level: 9 }).length <= 45_000);
});
