import assert from "node:assert/strict";
import { test } from "node:test";
import { distinct } from "../../www/correcting/choosers.js";
import { otherPlace, placeDetail, placeWords } from "../../www/reading/geography.js";

/** @param {object} place @returns {any} */
const place = (place) => ({ id: "geonames:1", name: "Georgia", kind: "admin1", country: "US", admin1: "Georgia", lat: 33, lon: -83, ...place });

test("a place is told apart from others of its name", () => {
  assert.equal(placeWords(place({})), "Georgia, United States");
  assert.equal(placeWords(place({ kind: "country", country: "GE", admin1: null })), "Georgia, country");
  assert.equal(placeWords(place({ name: "Paris", kind: "city", country: "US", admin1: "Texas" })), "Paris, Texas, United States");
  assert.equal(placeWords(place({ name: "Baltic Sea", kind: "water", country: null, admin1: null })), "Baltic Sea");
  assert.equal(placeDetail(place({ name: "Paris", kind: "city", country: "US", admin1: "Texas" })), "town in Texas, United States");
  assert.equal(placeDetail(place({ kind: "country", country: "GE", admin1: null })), "country");
  assert.equal(placeWords(place({ country: "XK", admin1: null })), "Georgia, Kosovo");
  assert.equal(placeWords(place({ country: "??", admin1: null })), "Georgia, ??");
});

test("no other place is offered that reads the same or lies in the same spot", () => {
  const odesa = place({ name: "Odesa", kind: "city", country: "UA", admin1: "Odessa Oblast", lat: 46.5, lon: 30.7 });
  const other = (/** @type {object} */ runner) => otherPlace({ ...odesa, runner_up: runner && { ...odesa, ...runner } })?.kind ?? null;
  assert.equal(other({ lat: 44, kind: "admin2" }), null, "the same words");
  assert.equal(other({ lat: 46.6, kind: "admin1", name: "Odessa Oblast" }), null, "the same spot");
  assert.equal(other({ lat: 31.8, lon: -102, kind: "city", country: "US", admin1: "Texas" }), "city");
  assert.equal(otherPlace({ ...odesa, runner_up: null }), null);
  assert.equal(otherPlace(null), null);
});

test("a list of places has one label each; two that read alike say what they are", () => {
  const labels = distinct([
    place({ name: "Kyiv", kind: "city", country: "UA", admin1: "Kyiv" }),
    place({ name: "Kyiv", kind: "admin1", country: "UA", admin1: "Kyiv" }),
    place({ name: "Kyiv", kind: "admin1", country: "UA", admin1: "Kyiv" }),
  ]);
  assert.deepEqual(labels.map((l) => l.label), ["Kyiv, Ukraine", "Kyiv, state or province, Ukraine"]);
});
