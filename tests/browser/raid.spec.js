// The user's own article, whole as pasted: promos inside, the author's lines, a list of other stories.

import { readFileSync } from "node:fs";
import { expect, shared, test } from "./house.js";
import { marks, open, read } from "./desk.js";

/** @typedef {{start: number, end: number, kind: string, surface: string, value: string}} Gold */

/** The article and what is marked in it, its offsets in code points. */
function raid() {
  const text = readFileSync(shared("articles/anti-kremlin-raid.txt"), "utf8");
  /** @type {{article_paragraphs: [number, number][], mentions: Gold[]}} */
  const gold = JSON.parse(readFileSync(shared("articles/anti-kremlin-raid.gold.json"), "utf8"));
  expect([...text].length, "offsets are alike in code points and code units").toBe(text.length);
  return { text, ...gold };
}

const FAMILY = /** @type {Record<string, string>} */ ({ time: "date", duration: "date", set: "date" });

test("its names and dates are marked, and only the article is the article", async ({ page }) => {
  const { text, article_paragraphs: paragraphs, mentions } = raid();
  await open(page);
  await read(page, text);
  await expect(page.locator(".publication .line")).toContainText("Published: not in the text.");
  await expect(page.locator(".family[data-kind=date] .foot")).toContainText("Need the publication date.");
  await expect(page.locator(".family[data-kind=date] .row", { hasText: /^Monday \d/ })).toBeVisible();

  await page.getByRole("button", { name: "Add the date" }).click();
  await page.getByRole("textbox", { name: "Published" }).fill("2023-05-23");
  await expect(page.locator(".publication .echo")).toContainText("Read as Tuesday 23 May 2023.");
  await expect(page.locator(".family[data-kind=date] .row", { hasText: "22 May 2023" }).first()).toBeVisible();

  const inside = (/** @type {number} */ at) => paragraphs.some(([start, end]) => start <= at && at < end);
  const wanted = new Set(mentions.map((m) => `${m.start}:${m.end} ${FAMILY[m.kind] ?? m.kind}`));
  const found = new Set(
    (await marks(page)).filter((m) => inside(Number.parseInt(m, 10))).map((m) => m.split(" ").slice(0, 2).join(" ")),
  );
  const right = [...found].filter((m) => wanted.has(m)).length;
  const f1 = (2 * right) / (found.size + wanted.size);
  const named = (/** @type {string} */ m) => `${text.slice(...m.split(/[: ]/).slice(0, 2).map(Number))} (${m})`;
  console.log(`F1 ${(100 * f1).toFixed(1)}; missed: ${[...wanted].filter((m) => !found.has(m)).map(named).join(", ")}; wrong: ${[...found].filter((m) => !wanted.has(m)).map(named).join(", ")}`);
  expect(f1).toBeGreaterThanOrEqual(0.95);
});

test("what is promotion, biography or another story is set aside", async ({ page }) => {
  const { text, article_paragraphs: paragraphs } = raid();
  await open(page);
  await read(page, text);
  const body = await page.evaluate(() =>
    [...document.querySelectorAll(".article > [data-start]")].map((e) => Number(/** @type {HTMLElement} */ (e).dataset.start)),
  );
  expect(body).toEqual([0, ...paragraphs.map(([start]) => start)]);
});

test("Andriy Yusov's row leads to where he is named", async ({ page }) => {
  const { text } = raid();
  await open(page);
  await read(page, text);
  const people = page.locator(".family[data-kind=person]");
  const more = people.getByRole("button", { name: / more$/ });
  if (await more.isVisible()) await more.click();
  await people.locator(".row", { hasText: "Andriy Yusov" }).click();
  await expect(page.locator("mark.current")).toHaveText("Andriy Yusov");
  await expect(page.locator("mark.current")).toBeFocused();
  await expect(page.locator("mark.current")).toBeInViewport();
});
