// A text of 100,000 words: drawn in slices between which the browser can answer, with marks that are in nobody's way.
// What is asserted is counted, for milliseconds are the machine's; those are only told.

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

test("100,000 words: 6,000 marks are no tab stops, a jump lands, and all is drawn in slices, after a correction only what changed", async ({ page }) => {
  test.setTimeout(180_000);
  await open(page);
  await watch(page);
  await page.evaluate("phase('text and marks')");
  const text = long(100_000);
  await read(page, text);
  const marks = page.locator(".article mark");
  await expect.poll(() => marks.count(), { timeout: 120_000 }).toBeGreaterThan(6000);
  await page.waitForFunction(() => !document.querySelector(".article.fresh"));
  expect(await page.locator(".article mark[tabindex], .article mark[role]").count()).toBe(0);
  expect(await page.locator(".article [data-start] :is(a, button, [tabindex])").count()).toBe(0);

  // A jump across the whole text lands in view, with the focus on it.
  await page.locator(".family[data-kind=date] .row, .family[data-kind=person] .row").first().click();
  await page.keyboard.press("k");
  const current = page.locator("mark.current");
  await current.waitFor();
  await expect(current).toBeFocused();
  await expect(current).toBeInViewport();
  expect(Number((await current.getAttribute("data-at"))?.split(":")[0])).toBeGreaterThan(text.length * 0.9);

  await page.evaluate("phase('a correction of one spelling')");
  await page.locator(".article p mark[data-kind=place]").first().click();
  await page.locator(".card").getByRole("button", { name: "Organisation" }).click();
  // Waited for, not expected: an expectation that is not yet met describes the whole page, which takes seconds here.
  await page.locator("#toast", { hasText: "is now an organisation" }).waitFor({ timeout: 60_000 });
  await page.waitForFunction(() => {
    const lisbon = [...document.querySelectorAll(".article mark")].findLast((mark) => mark.textContent === "Lisbon");
    return lisbon instanceof HTMLElement && lisbon.dataset.kind === "organization";
  });
  await page.evaluate("phase('a note')");
  await page.locator(".article p mark[data-kind=person]").first().click();
  await page.locator(".card").getByRole("button", { name: "Note" }).click();
  await page.getByRole("textbox", { name: "Note" }).fill("Who?");
  await page.keyboard.press("Enter");
  await page.locator(".noted").first().waitFor({ timeout: 60_000 });

  const { phases, tasks } = /** @type {Figures} */ (await page.evaluate("figures"));
  for (const { name, slices, largest, nodes } of phases) console.log(`100,000 words, ${name}: ${nodes} nodes in ${slices} slices, at most ${largest} in one`);
  console.log(`100,000 words: ${tasks.length} tasks above 50 ms on this machine, the longest ${Math.max(0, ...tasks)} ms`);
  const [first, correction, note] = phases;
  expect(first?.nodes).toBeGreaterThan(12_000);
  expect(first?.slices).toBeGreaterThan(20);
  expect(first?.largest).toBeLessThan((first?.nodes ?? 0) / 5);
  expect(correction?.slices).toBeGreaterThan(5);
  expect(correction?.largest).toBeLessThan((correction?.nodes ?? 0) / 2);
  // One block, and nothing else, is drawn again for a note.
  expect(note?.nodes).toBeLessThan(100);
});
