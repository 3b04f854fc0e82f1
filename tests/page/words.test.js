import assert from "node:assert/strict";
import test from "node:test";
import { clipped, counted, inFull, inWords, localDay } from "../../www/words.js";

test("values in words", () => {
  const cases = {
    "2023-05-22": "22 May 2023",
    "2023-05-22TNI": "22 May 2023, night",
    "2023-05-22T14:30": "22 May 2023, 14:30",
    "2023-05-22T14:30:05Z": "22 May 2023, 14:30",
    "1863-05": "May 1863",
    1863: "1863",
    199: "1990s",
    19: "20th century",
    "2019-W46": "week 46 of 2019",
    "2019-Q3": "Q3 2019",
    "2019-H1": "first half of 2019",
    "2019-FA": "autumn 2019",
    BC0044: "44 BC",
  };
  for (const [value, words] of Object.entries(cases)) assert.equal(inWords(value), words, value);
});

test("values that name no fixed time have no words of their own", () => {
  for (const value of ["XXXX-WXX-1", "PAST_REF", "P3Y", "", "XXXX-05-12", "2023-5-2"])
    assert.equal(inWords(value), null, value);
});

test("a day in full has its weekday", () => {
  assert.equal(inFull("2023-05-23"), "Tuesday 23 May 2023");
  assert.equal(inFull("1863-05"), "May 1863");
});

test("the local day, not that of Greenwich", () => {
  assert.equal(localDay(new Date(2024, 0, 3, 0, 5)), "2024-01-03");
  assert.equal(localDay(new Date(2024, 11, 31, 23, 59)), "2024-12-31");
});

test("counts and cuts", () => {
  assert.equal(counted(1, "line"), "1 line");
  assert.equal(counted(1200, "person", "people"), "1,200 people");
  assert.equal(clipped("Anti-Kremlin Russians fighting for Ukraine"), "Anti-Kremlin Russians fighting…");
  assert.equal(clipped("  short\n title "), "short title");
  assert.equal(clipped("x".repeat(50)).length, 33);
});
