import assert from "node:assert/strict";
import test from "node:test";
import { dayNumber, layout, pointsOf, worthwhile } from "../../www/reading/timeline.js";

/** @param {string} begin @param {string} [end] @returns {any} */
const thing = (begin, end = begin) => ({ id: begin, name: begin, when: { begin, end, certain: true } });
/** @param {...string} begins */
const axis = (...begins) => layout(pointsOf(begins.map((b) => thing(b))));

test("days are counted through all centuries", () => {
  assert.equal(dayNumber("1970-01-02"), 1);
  assert.equal(dayNumber("0044-03-15T12:00"), (dayNumber("0044-03-16") ?? 0) - 1);
  assert.equal(dayNumber(null), null);
});

test("an axis needs three different days", () => {
  assert.ok(!worthwhile(pointsOf([thing("2023-05-22"), thing("2023-05-22", "2023-05-24"), thing("2023-05-23")])));
  assert.ok(worthwhile(pointsOf([thing("2023-05-22"), thing("2023-05-23"), thing("1863-05-01")])));
});

test("everything stays within the width, in the order of time", () => {
  for (const begins of [
    ["2023-05-22", "2023-05-23", "2023-05-24"],
    ["1863-01-01", "1990-01-01", "2023-05-22", "2023-05-23", "2023-05-24"],
    ["0100-01-01", "1999-01-01", "2020-01-01", "2020-01-02"],
  ]) {
    const { dots, breaks } = axis(...begins);
    assert.deepEqual(
      dots.map((d) => d.id),
      begins,
    );
    dots.forEach((d, i) => assert.ok(d.x0 >= 0 && d.x1 <= 320 && (i === 0 || d.x0 >= dots[i - 1].x0)));
    assert.ok(breaks.length <= 2);
  }
});

test("a long gap is cut out, so that near days stay apart", () => {
  const { dots, breaks } = axis("1863-05-01", "2023-05-20", "2023-05-22", "2023-05-24");
  assert.equal(breaks.length, 1);
  assert.ok(dots[2].x0 - dots[1].x0 > 20);
  assert.equal(axis("2023-05-20", "2023-05-22", "2023-05-24").breaks.length, 0);
});

test("dots at one place are stacked", () => {
  const points = pointsOf([thing("2023-05-22"), thing("2023-05-22"), thing("2023-06-22"), thing("2023-07-22")]);
  assert.deepEqual(
    layout(points).dots.map((d) => d.lane),
    [0, 1, 0, 0],
  );
});

test("labels never overlap, and a year is named as a year", () => {
  const years = [
    thing("1998-01-01", "1998-12-31"),
    thing("2019-01-01", "2019-12-31"),
    thing("2024-03-12"),
    thing("2024-03-14"),
  ];
  const { labels } = layout(pointsOf(years));
  assert.equal(labels[0]?.text, "1998");
  const boxes = labels.map((l) =>
    l.anchor === "start" ? [l.x, l.x + l.text.length * 6] : [l.x - l.text.length * 6, l.x],
  );
  boxes.forEach(([left = 0, right = 0], i) => {
    assert.ok(left >= -1 && right <= 321);
    if (i) assert.ok(left >= (boxes[i - 1]?.[1] ?? 0));
  });
});

test("where two days have no room, their years are named", () => {
  const { labels } = layout(pointsOf([thing("1990-01-01", "1999-12-31"), thing("2024-01-01", "2024-12-31"), thing("2025-12-01", "2025-12-31")]));
  assert.deepEqual(labels.map((l) => l.text), ["1990", "1999", "2024", "2025"]);
});

test("a last run that has no room for its last day is named by its year", () => {
  const runs = [thing("2020-01-01", "2020-12-31"), thing("2022-03-01", "2022-03-31"), thing("2023-10-01", "2023-10-31"), thing("2024-02-21")];
  const { labels } = layout(pointsOf(runs));
  assert.deepEqual(labels.map((l) => l.text), ["2020", "March 2022", "2024"]);
});
