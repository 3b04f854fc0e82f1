import assert from "node:assert/strict";
import { test } from "node:test";
import { otherDays } from "../../www/correcting/days.js";

test("a weekday may be that of the week before or after", () => {
  assert.deepEqual(otherDays("Monday", "2023-05-22"), ["2023-05-15", "2023-05-29"]);
  assert.deepEqual(otherDays("Monday night", "2024-02-26TNI"), ["2024-02-19TNI", "2024-03-04TNI"]);
  assert.deepEqual(otherDays("on Thurs", "2023-12-28"), ["2023-12-21", "2024-01-04"]);
});

test("what has no year may be of the year before or after", () => {
  assert.deepEqual(otherDays("3 May", "2021-05-03"), ["2020-05-03", "2022-05-03"]);
  assert.deepEqual(otherDays("Tuesday, May 23", "2023-05-23"), ["2022-05-23", "2024-05-23"]);
  assert.deepEqual(otherDays("March", "2021-03"), ["2020-03", "2022-03"]);
  assert.deepEqual(otherDays("29 February", "2024-02-29"), []);
});

test("a date in numbers may name the month first or the day", () => {
  assert.deepEqual(otherDays("05/06/2023", "2023-05-06"), ["2023-06-05"]);
  assert.deepEqual(otherDays("5.6.23", "2023-06-05"), ["2023-05-06"]);
  assert.deepEqual(otherDays("23/05/2023", "2023-05-23"), []);
  assert.deepEqual(otherDays("05/05/2023", "2023-05-05"), []);
});

test("what says its day has no other", () => {
  for (const [surface, value] of [
    ["3 May 2021", "2021-05-03"],
    ["2023", "2023"],
    ["yesterday", "2023-05-22"],
    ["two weeks", "P2W"],
    ["Monday", "XXXX-WXX-1"],
    ["the 1990s", "199"],
  ])
    assert.deepEqual(otherDays(surface ?? "", value ?? ""), [], surface);
});
