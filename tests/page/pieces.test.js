import assert from "node:assert/strict";
import test from "node:test";
import { firstFrom, pieces } from "../../www/reading/pieces.js";

/** @typedef {import("../../www/reading/pieces.js").Spanned<any>} Spanned */

/** @param {number} start @param {number} end @param {Spanned[]} spans */
const flat = (start, end, spans) => pieces(start, end, spans).map((p) => `${p.start}-${p.end}:${p.on.join("")}`);

test("a stretch without spans is one piece, an empty one is none", () => {
  assert.deepEqual(flat(3, 9, []), ["3-9:"]);
  assert.deepEqual(flat(3, 3, []), []);
});

test("spans side by side, nested and crossing", () => {
  const span = (/** @type {number} */ start, /** @type {number} */ end, /** @type {string} */ value) => ({
    start,
    end,
    value,
  });
  assert.deepEqual(flat(0, 10, [span(0, 2, "a"), span(2, 4, "b")]), ["0-2:a", "2-4:b", "4-10:"]);
  assert.deepEqual(flat(0, 10, [span(1, 9, "a"), span(3, 5, "b")]), ["0-1:", "1-3:a", "3-5:ab", "5-9:a", "9-10:"]);
  assert.deepEqual(flat(0, 9, [span(1, 6, "a"), span(4, 8, "b")]), ["0-1:", "1-4:a", "4-6:ab", "6-8:b", "8-9:"]);
});

test("spans are clipped to the stretch; empty and outer ones are left out", () => {
  const spans = [
    { start: 0, end: 5, value: "a" },
    { start: 6, end: 6, value: "b" },
    { start: 8, end: 20, value: "c" },
    { start: 30, end: 40, value: "d" },
  ];
  assert.deepEqual(flat(4, 10, spans), ["4-5:a", "5-8:", "8-10:c"]);
});

test("whatever the spans, the pieces tile the stretch and say what covers each place", () => {
  let seed = 7;
  const random = (/** @type {number} */ n) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
  for (let round = 0; round < 300; round++) {
    const spans = Array.from({ length: random(7) }, (_, value) => {
      const start = random(30);
      return { start, end: start + random(12), value };
    });
    const cut = pieces(5, 28, spans);
    assert.equal(cut[0].start, 5);
    assert.equal(cut.at(-1)?.end, 28);
    cut.forEach((p, i) => {
      assert.ok(p.start < p.end);
      if (i) assert.equal(p.start, cut[i - 1].end);
      for (let at = p.start; at < p.end; at++) {
        const over = spans.filter((s) => s.start <= at && at < s.end).map((s) => s.value);
        assert.deepEqual(p.on, over);
      }
    });
  }
});

test("firstFrom finds the first that is not less", () => {
  const list = [1, 3, 3, 7].map((n) => ({ n }));
  const at = (/** @type {number} */ key) => firstFrom(list, key, (item) => item.n);
  assert.deepEqual([0, 1, 2, 3, 4, 7, 8].map(at), [0, 0, 1, 1, 3, 3, 4]);
});
