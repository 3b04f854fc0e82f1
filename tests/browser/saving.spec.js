// A save cut short at each of its steps: after a reload the text and the reader's work are whole, the library holds the
// article whole or not at all, and keeping it goes on.

import { expect, test } from "./house.js";
import { DANUBE, open, read } from "./desk.js";

/** @typedef {import("@playwright/test").Page} Page */

const bar = (/** @type {Page} */ page, /** @type {string} */ name) => page.locator(".bar").getByRole("button", { name, exact: true });
const mark = (/** @type {Page} */ page) => page.locator(".article p mark[data-kind]").first();

/** Names the first mark of the article by its key. @param {Page} page @param {string} key @param {string} kind */
async function name(page, key, kind) {
  await mark(page).click();
  await page.keyboard.press(key);
  await expect(mark(page)).toHaveAttribute("data-kind", kind);
}

/** Cuts the next save off at a step: the page is reloaded there, and what was not yet written is not. @param {Page} page @param {string} step */
function cut(page, step) {
  return page.evaluate((step) => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (value) {
      if (step === "all") {
        // Written, but the page never learns of it.
        this.transaction.addEventListener("complete", (event) => {
          event.stopImmediatePropagation();
          location.reload();
        });
        step = "";
      }
      if (this.name === step) {
        this.transaction.abort();
        location.reload();
      }
      return put.call(this, value);
    };
  }, step);
}

/** Presses and waits for the reload that it brings. @param {Page} page @param {() => Promise<void>} press */
async function reloaded(page, press) {
  await page.evaluate("globalThis.before = true");
  await press();
  await page.waitForFunction(() => !("before" in globalThis) && document.querySelector(".article mark"));
}

for (const step of ["entries", "texts", "reports", "all"]) {
  test(`a save cut short at ${step}`, async ({ page, context }) => {
    await open(page);
    await read(page, DANUBE);
    await name(page, "2", "organization");
    await cut(page, step);
    await reloaded(page, () => bar(page, "Keep").click());
    await expect(mark(page)).toHaveAttribute("data-kind", "organization");
    const text = await page.locator(".article [data-start]").allTextContents();
    expect(text.join("")).toBe(DANUBE);
    if (step === "all") {
      await expect(bar(page, "Kept")).toBeVisible();
    } else {
      await bar(page, "Keep").click();
      await expect(page.locator("#toast")).toContainText("Kept in this browser.");
    }

    // The same while something that is kept already is written anew.
    await cut(page, step);
    await reloaded(page, async () => {
      await mark(page).click();
      await page.keyboard.press("1");
    });
    await expect(mark(page)).toHaveAttribute("data-kind", step === "all" ? "person" : /person|organization/);
    await name(page, "3", "place");
    const other = await context.newPage();
    await open(other);
    await expect(other.locator(".kept .row")).toHaveCount(1);
    await other.locator(".kept .row").click();
    await expect(mark(other)).toHaveAttribute("data-kind", "place");
  });
}
