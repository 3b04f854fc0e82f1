// The product's main job: a real article goes in, its names and dates stand marked, the sidebar leads to them.

import { readFileSync } from "node:fs";
import { expect, marks, paste, root, shared, test } from "./house.js";

/** What the page shows as one family. */
const dates = new Set(["date", "time", "duration", "set"]);

/**
 * @typedef {{start: number, end: number, kind: string, surface: string}} Gold
 * @typedef {{article_paragraphs: [number, number][], mentions: Gold[]}} Golden
 */

/** Gives the reader's date, as a reader would. */
async function addDate(/** @type {import("@playwright/test").Page} */ page, /** @type {string} */ words) {
  await page.locator(".publication").getByRole("button", { name: /^(Add the date|Change)$/ }).click();
  await page.getByRole("textbox", { name: "Published" }).fill(words);
  await page.getByRole("textbox", { name: "Published" }).press("Enter");
}

test.describe("the user's article", () => {
  let text = "";
  /** @type {Golden} */
  let gold;

  test.beforeEach(async ({ page }) => {
    text = readFileSync(shared("articles/anti-kremlin-raid.txt"), "utf8");
    gold = JSON.parse(readFileSync(shared("articles/anti-kremlin-raid.gold.json"), "utf8"));
    await page.goto("/");
    await paste(page, text);
    await expect(page.locator(".sidebar .row").first()).toBeVisible();
  });

  test("its names and dates are marked", async ({ page }) => {
    await addDate(page, "23 May 2023");
    await expect(page.locator(".publication")).toContainText("Published 23 May 2023");
    await page.locator(".also summary").click();
    for (const other of await page.locator(".also .switch").all()) await other.click();
    const inside = (/** @type {{start: number}} */ { start }) => gold.article_paragraphs.some(([from, to]) => start >= from && start < to);
    const key = (/** @type {{start: number, end: number}} */ { start, end }, /** @type {string} */ kind) =>
      `${start} ${end} ${dates.has(kind) ? "date" : kind} ${text.slice(start, end)}`;
    const wanted = new Set(gold.mentions.filter(inside).map((m) => key(m, m.kind)));
    const got = new Set((await marks(page)).filter(inside).map((m) => key(m, m.family)));
    const right = [...got].filter((one) => wanted.has(one)).length;
    const f1 = (2 * right) / (wanted.size + got.size);
    const wrong = { missed: [...wanted].filter((one) => !got.has(one)), extra: [...got].filter((one) => !wanted.has(one)) };
    console.log(`the user's article: F1 ${(100 * f1).toFixed(1)} on ${wanted.size} mentions`);
    expect(f1, JSON.stringify(wrong, null, 1)).toBeGreaterThanOrEqual(0.95);
  });

  test("a weekday gets its day from the date that the reader gives", async ({ page }) => {
    const listed = page.locator('.family[data-kind="date"]');
    await expect(listed.getByRole("button", { name: "22 May 2023" })).toHaveCount(0);
    await expect(page.getByText("Published: not in the text.")).toBeVisible();
    await expect(listed.getByText("Need the publication date.")).toBeVisible();
    await addDate(page, "23/5/2023");
    await expect(listed.locator(".row", { hasText: /^22 May 2023 \d/ })).toBeVisible();
    await expect(listed.locator(".row", { hasText: "23 May 2023" })).toBeVisible();
    await expect(listed.getByText("Need the publication date.")).toBeHidden();
  });

  test("the sidebar leads to a name in the text", async ({ page }) => {
    for (const name of ["People", "Organisations", "Places", "Dates"]) {
      await expect(page.locator(".sidebar").getByRole("button", { name: new RegExp(`^${name} \\d+ Hide$`) })).toBeInViewport({ ratio: 1 });
    }
    await page.locator('.family[data-kind="person"] .row', { hasText: "Andriy Yusov" }).click();
    await expect(page.locator("#announce")).toHaveText("Andriy Yusov, person, 1 of 1, Ukrainian military intelligence spokesman");
    const mark = page.locator("article mark", { hasText: "Andriy Yusov" }).first();
    await expect(mark).toBeInViewport();
  });

  test("promos and the related list are set aside, and no word is lost", async ({ page }) => {
    const aside = (await page.locator("article details.aside").allTextContents()).join("\n");
    expect(aside).toContain("Escape your echo chamber");
    expect(aside).toMatch(/2024/);
    const paragraphs = await page.locator("article > p").allTextContents();
    const body = paragraphs.join("\n");
    for (const [start, end] of gold.article_paragraphs) expect(body).toContain(text.slice(start, end).trim());
    expect(body).not.toContain("Escape your echo chamber");
  });
});

test("an article of our own, pasted as plain text", async ({ page }) => {
  const text = readFileSync(`${root}tests/articles/danube-ferry-standoff.txt`, "utf8");
  await page.goto("/");
  await paste(page, text);
  const found = await marks(page);
  expect(found.length).toBeGreaterThan(5);
  // Marks are in order, do not overlap, and change no letter of the text.
  for (let at = 1; at < found.length; at++) expect(found[at].start).toBeGreaterThanOrEqual(found[at - 1].end);
  const shown = await page.locator("article [data-start]").evaluateAll((blocks) =>
    blocks.map((block) => [Number(block.dataset.start), block.textContent ?? ""]),
  );
  for (const [start, words] of shown) expect(words).toBe(text.slice(Number(start), Number(start) + String(words).length));
});

test("of a long text the beginning is marked first", async ({ page }) => {
  const sentence = (/** @type {number} */ at) => `Captain Ana Reis${at} sailed the Calder from Lisbon to Cairo on 3 May 2021, said Omar Haddad.`;
  const text = Array.from({ length: 2_300 }, (_, at) => sentence(at)).join("\n");
  await page.goto("/");
  await page.evaluate(() => {
    /** @type {any} */ (globalThis).counts = new Set();
    const look = () => {
      const row = document.querySelector('.family[data-kind="place"] .row .count');
      if (row?.textContent) /** @type {any} */ (globalThis).counts.add(Number(row.textContent));
      requestAnimationFrame(look);
    };
    look();
  });
  await paste(page, text);
  await expect.poll(() => page.evaluate("Math.max(...counts)"), { timeout: 40_000 }).toBeGreaterThanOrEqual(2_300);
  const counts = /** @type {number[]} */ (await page.evaluate("[...counts]"));
  expect(counts[0]).toBeLessThan(400);
  await expect(page.locator("article")).toContainText("Ana Reis2299");
});

test("the example article, and a reload of the tab", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: /example/i }).click();
  await expect(page.locator("article mark").first()).toBeVisible();
  const before = await page.locator("article mark").allTextContents();
  await page.reload();
  await expect(page.locator("article mark")).toHaveText(before);
});

test("the engine's file fails to load: a calm message, and the text is kept", async ({ page }) => {
  await page.route("**/*.wasm", (route) => route.fulfill({ status: 404, body: "" }));
  await page.goto("/");
  await paste(page, "Ana Reis met the mayor of Lisbon on Monday.\n".repeat(10));
  await expect(page.getByRole("alert")).toContainText("missing");
  await expect(page.locator("article")).toContainText("Ana Reis met the mayor");
});

test("WebAssembly blocked: its sentence, and the text stays", async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, "WebAssembly"));
  await page.goto("/");
  await paste(page, "Ana Reis met the mayor of Lisbon on Monday.\n".repeat(10));
  await expect(page.getByRole("alert")).toContainText("blocks WebAssembly");
  await expect(page.locator("article")).toContainText("Ana Reis met the mayor");
});
