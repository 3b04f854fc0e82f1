// Long work on the published page. What is asserted is counted under a clock that ticks once a look, so that the counts
// are the design's and not the machine's.

import { expect, test } from "./house.js";
import { open, paste, read } from "./desk.js";

/** @typedef {import("@playwright/test").Page} Page */

/** What may be done to the article between two yields: one slice of its drawing, and the beginning of the next drawing. */
const SLICE = 50;

/** A clock that each look moves on by a tenth of a millisecond, and a count of what is done to the article between two yields. */
const counting = () => {
  let now = 0;
  performance.now = () => (now += 0.1);
  const counts = { yields: 0, before: 0, most: 0, done: 0, all: 0 };
  Object.assign(globalThis, { counts });
  const scheduler = /** @type {any} */ (globalThis).scheduler;
  const real = scheduler.yield.bind(scheduler);
  scheduler.yield = () => {
    counts.yields++;
    if (counts.all === 0) counts.before++;
    counts.most = Math.max(counts.most, counts.done);
    counts.done = 0;
    return real();
  };
  for (const name of /** @type {const} */ (["insertBefore", "replaceChildren", "remove"])) {
    const owner = /** @type {any} */ (name === "insertBefore" ? Node.prototype : Element.prototype);
    const real = owner[name];
    owner[name] = function (/** @type {any[]} */ ...args) {
      if (this.closest?.(".article")) {
        counts.done++;
        counts.all++;
      }
      return real.apply(this, args);
    };
  }
};

const counts = (/** @type {Page} */ page) => page.evaluate(() => /** @type {any} */ (globalThis).counts);

/**
 * The end of the drawing: the last block has its marks, and no yield for a while. The beginning is marked some seconds
 * before all, so stillness alone may be the engine's work on the rest.
 * @param {Page} page
 */
async function settled(page) {
  await page.locator(".article [data-start]").last().locator("mark").first().waitFor({ state: "attached", timeout: 90_000 });
  let before = -1;
  await expect
    .poll(
      async () => {
        const { yields } = await counts(page);
        const still = yields === before;
        before = yields;
        return still;
      },
      { timeout: 90_000, intervals: [700] },
    )
    .toBe(true);
}

const line = (/** @type {number} */ i) => `Captain Ana Reis of the Harbour Trust sailed boat ${i} from Lisbon to Cairo on 3 May 2021, and the wind held.`;

test("a megabyte of text is drawn in slices of a few blocks, marks and all", async ({ page }) => {
  test.setTimeout(180_000);
  const lines = Array.from({ length: 10_000 }, (_, i) => line(i));
  const text = lines.join("\n");
  expect(text.length).toBeGreaterThan(1_000_000);
  await page.addInitScript(counting);
  await open(page);
  await read(page, "Warm up\nThe engine is here.");
  await page.evaluate(() => {
    const look = (/** @type {unknown} */ _, /** @type {MutationObserver} */ observer) => {
      if (!document.querySelector(".article [data-start='0']")?.textContent?.startsWith("Captain") || !document.querySelector(".article mark")) return;
      observer.disconnect();
      Object.assign(globalThis, { blocksAtFirstMark: document.querySelectorAll(".article [data-start]").length });
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  });
  await paste(page, text);
  await settled(page);
  // What is in view is marked before the end of the text is drawn.
  expect(await page.evaluate("blocksAtFirstMark")).toBeLessThan(lines.length / 2);
  const { yields, most, all } = await counts(page);
  // Forty looks at the clock are a slice of 4 ms, and there is a look after each block: once for its words, again for its
  // marks.
  console.log(JSON.stringify({ yields, most, all }));
  expect(all).toBeGreaterThan(2 * lines.length);
  expect(most).toBeLessThanOrEqual(SLICE);
  expect(yields).toBeGreaterThan(all / SLICE);
  await expect(page.locator(".article [data-start]")).toHaveCount(lines.length);
});

test("a megabyte of HTML is walked in slices before anything is drawn", async ({ page }) => {
  test.setTimeout(180_000);
  const paragraphs = Array.from({ length: 9_000 }, (_, i) => `<p>${line(i)} <b>So</b> it was.</p>`);
  const html = paragraphs.join("\n");
  expect(html.length).toBeGreaterThan(1_000_000);
  // A paragraph is five nodes and the line after it one; a step is 200 nodes, a slice of 8 ms eighty looks at the clock.
  const steps = (paragraphs.length * 6) / 200;
  await page.addInitScript(counting);
  await open(page);
  await paste(page, "", html);
  await page.locator(".article p").first().waitFor();
  const { before } = await counts(page);
  expect(Math.abs(before - steps / 80)).toBeLessThanOrEqual(1);
  await settled(page);
  expect((await counts(page)).most).toBeLessThanOrEqual(SLICE);
  await expect(page.locator(".article [data-start]")).toHaveCount(paragraphs.length);
});

test("long work is said, can be stopped, and taken up again", async ({ page }) => {
  test.setTimeout(120_000);
  await page.addInitScript(() => {
    // An engine that has not answered: what the page posts to it waits until it is let go.
    const post = Worker.prototype.postMessage;
    const waiting = /** @type {(() => void)[]} */ ([]);
    Object.assign(globalThis, { held: true, letGo: () => waiting.splice(0).forEach((go) => go()) });
    Worker.prototype.postMessage = function (/** @type {any} */ message, /** @type {any} */ ...rest) {
      const send = () => post.call(this, message, ...rest);
      if (message.call === "annotate" && /** @type {any} */ (globalThis).held) waiting.push(send);
      else send();
    };
  });
  await open(page);
  await paste(page, Array.from({ length: 200 }, (_, i) => line(i)).join("\n"));
  await expect(page.locator(".working")).toHaveText("Reading the text… Stop");
  await expect(page.locator(".article p").first()).toBeVisible();
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(page.locator(".working")).toHaveText("Stopped. Read it");
  await expect(page.locator(".article mark")).toHaveCount(0);
  await page.evaluate("held = false");
  await page.getByRole("button", { name: "Read it" }).click();
  await expect(page.locator(".article mark").first()).toBeVisible();
  await expect(page.locator(".working")).toBeHidden();
  // A correction of a long text is long work as well.
  await page.evaluate("held = true");
  await page.locator(".article mark").first().click();
  await page.keyboard.press("2");
  await expect(page.locator(".working")).toHaveText("Reading the text… Stop");
  await page.evaluate("letGo()");
  await expect(page.locator("#toast")).toContainText("is now an organisation");
  await expect(page.locator(".working")).toBeHidden();
});
