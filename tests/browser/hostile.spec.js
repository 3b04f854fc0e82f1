// Hostile fragments, one a line in tests/fixtures/hostile.txt, through every door: nothing runs, nothing is asked for,
// nothing leads away.

import { readFileSync } from "node:fs";
import { expect, root, test, watch } from "./house.js";

const fragments = readFileSync(`${root}tests/fixtures/hostile.txt`, "utf8").trimEnd().split("\n");
const prose = "Ana Reis, the mayor of Lisbon, welcomed the ferry on 3 May 2021. ".repeat(4);

/** @typedef {import("@playwright/test").Page} Page */

/** How a fragment comes in; each runs in the page. */
const doors = {
  "pasted as HTML": (/** @type {string} */ fragment) => {
    const data = new DataTransfer();
    data.setData("text/html", fragment);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  },
  "pasted as text": (/** @type {string} */ fragment) => {
    const data = new DataTransfer();
    data.setData("text/plain", fragment);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  },
  dropped: (/** @type {string} */ fragment) => {
    const data = new DataTransfer();
    data.setData("text/html", fragment);
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  },
  "dropped as a file": (/** @type {string} */ fragment) => {
    const data = new DataTransfer();
    data.items.add(new File([fragment], "article.html", { type: "text/html" }));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  },
};

for (const [name, door] of Object.entries(doors)) {
  test(`nothing gets in: ${name}`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.goto("/");
    await page.evaluate(`globalThis.settled = () => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)))`);
    await page.evaluate(doors["pasted as text"], prose);
    await page.locator("article mark").first().waitFor();
    const happened = await watch(page);
    for (const fragment of fragments) {
      await page.evaluate(door, `<h1>Ferry returns</h1><p>${prose}</p>${fragment}<p>${prose}</p>`);
      await page.evaluate("settled()");
      expect(happened, fragment).toEqual([]);
      const inside = page.locator("main :is(script, iframe, img, image, object, embed, form, link, base, style, video, audio, svg script, template, [onload], [onerror], [onfocus], [style*=url])");
      expect(await inside.count(), fragment).toBe(0);
    }
    // The page itself stands and works.
    await page.evaluate(doors["pasted as text"], `${prose}\nAnd Omar Haddad came.`);
    await expect(page.locator("article mark", { hasText: "Omar Haddad" }).first()).toBeVisible();
    expect(happened).toEqual([]);
  });
}

test("on a page without guard the same fragments do run and ask, so this test can fail", async ({ page }) => {
  await page.route("**/open.html", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Open</title><div></div>" }));
  await page.goto("/open.html");
  const happened = await watch(page);
  await page.evaluate((fragments) => {
    for (const fragment of fragments) {
      const box = document.createElement("div");
      document.body.append(box);
      box.innerHTML = fragment;
    }
  }, fragments.filter((fragment) => /^<(img|svg|video|audio|details|input)/.test(fragment)));
  await expect.poll(() => happened.filter((what) => what === "boom").length).toBeGreaterThan(5);
  expect(happened.some((what) => what.startsWith("request http://127.0.0.1:9/"))).toBe(true);
});
