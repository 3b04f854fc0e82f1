// A text of 100,000 words: drawn in slices between which the browser can answer. What is asserted is counted, for
// milliseconds are the machine's; those are only told.

import { expect, test } from "./house.js";
import { long, open, read } from "./desk.js";

/** @typedef {{name: string, slices: number, largest: number, nodes: number}} Phase nodes that a slice put into the article */
/** @typedef {{phases: Phase[], tasks: number[]}} Figures */

/** Counts, for each phase, what is put into the article between two breaths. @param {import("@playwright/test").Page} page */
async function watch(page) {
  await page.evaluate(() => {
    /** @type {Figures} */
    const figures = { phases: [], tasks: [] };
    Object.assign(globalThis, {
      figures,
      phase: (/** @type {string} */ name) => figures.phases.push({ name, slices: 0, largest: 0, nodes: 0 }),
    });
    new MutationObserver((records) => {
      const now = figures.phases.at(-1);
      const nodes = records.reduce((sum, r) => sum + (r.target instanceof Element && r.target.closest(".article") ? r.addedNodes.length : 0), 0);
      if (!now || nodes === 0) return;
      now.slices++;
      now.nodes += nodes;
      now.largest = Math.max(now.largest, nodes);
    }).observe(document.body, { childList: true, subtree: true });
    new PerformanceObserver((list) => figures.tasks.push(...list.getEntries().map((e) => Math.round(e.duration)))).observe({ entryTypes: ["longtask"] });
  });
}

test("100,000 words are drawn in slices, before and after their marks are known, and after a correction only what changed", async ({ page }) => {
  test.setTimeout(180_000);
  await open(page);
  await watch(page);
  await page.evaluate("phase('text and marks')");
  await read(page, long(100_000));
  const marks = page.locator(".article mark");
  await expect.poll(() => marks.count(), { timeout: 120_000 }).toBeGreaterThan(6000);
  await page.waitForFunction(() => !document.querySelector(".article.fresh"));
  await page.evaluate("phase('a correction of one spelling')");
  await page.locator(".article p mark[data-kind=place]").first().click();
  await page.locator(".card").getByRole("button", { name: "Organisation" }).click();
  await expect(page.locator("#toast")).toContainText("is now an organisation", { timeout: 60_000 });
  await page.evaluate("phase('a note')");
  await page.locator(".article p mark[data-kind=person]").first().click();
  await page.locator(".card").getByRole("button", { name: "Note" }).click();
  await page.getByRole("textbox", { name: "Note" }).fill("Who?");
  await page.keyboard.press("Enter");
  await expect(page.locator(".noted").first()).toBeVisible({ timeout: 60_000 });

  const { phases, tasks } = /** @type {Figures} */ (await page.evaluate("figures"));
  for (const { name, slices, largest, nodes } of phases) console.log(`100,000 words, ${name}: ${nodes} nodes in ${slices} slices, at most ${largest} in one`);
  console.log(`100,000 words: ${tasks.length} tasks above 50 ms on this machine, the longest ${Math.max(0, ...tasks)} ms`);
  const [text, correction, note] = phases;
  expect(text?.nodes).toBeGreaterThan(12_000);
  expect(text?.slices).toBeGreaterThan(20);
  expect(text?.largest).toBeLessThan((text?.nodes ?? 0) / 5);
  expect(correction?.slices).toBeGreaterThan(5);
  expect(correction?.largest).toBeLessThan((correction?.nodes ?? 0) / 2);
  // One block, and nothing else, is drawn again for a note.
  expect(note?.nodes).toBeLessThan(100);
});
