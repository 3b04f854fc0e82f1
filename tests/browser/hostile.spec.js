// Hostile fragments, one a line in tests/fixtures/hostile.txt, and the payloads of other people's suites, through every
// door: nothing runs, nothing is asked for, nothing leads away. Files of articles have tests of their own.

import { readFileSync } from "node:fs";
import { expect, paste, root, shared, test, watch } from "./house.js";

const fragments = readFileSync(`${root}tests/fixtures/hostile.txt`, "utf8").trimEnd().split("\n");
const prose = "Ana Reis, the mayor of Lisbon, welcomed the ferry on 3 May 2021. ".repeat(4);

const doors = ["pasted as HTML", "pasted as text", "dropped", "dropped as a file", "chosen as a file"];

/**
 * Runs in a page: puts twelve fragments into one article, but for those that swallow what follows them (a comment left
 * open, say), which stay alone.
 */
function together(/** @type {string[]} */ fragments) {
  const parsed = (/** @type {string} */ html) => new DOMParser().parseFromString(html, "text/html");
  const open = fragments.filter((fragment) => !parsed(`${fragment}<p id="after">`).querySelector("p#after"));
  const closed = fragments.filter((fragment) => !open.includes(fragment));
  while (closed.length) open.push(closed.splice(0, 12).join(""));
  return open;
}

/** Runs in the page: brings each fragment in through a door, and tells which did not show its article, or left markup in the page. */
async function bringIn(/** @type {readonly [string, string[], string]} */ [door, fragments, prose]) {
  const chooser = /** @type {HTMLInputElement} */ (document.querySelector("input[type=file]"));
  const bring = (/** @type {string} */ words) => {
    const data = new DataTransfer();
    if (door.endsWith("file")) data.items.add(new File([words], "article.html", { type: "text/html" }));
    else data.setData(door === "pasted as text" ? "text/plain" : "text/html", words);
    const init = { bubbles: true, cancelable: true };
    if (door.startsWith("pasted")) document.body.dispatchEvent(new ClipboardEvent("paste", { ...init, clipboardData: data }));
    else if (door.startsWith("dropped")) document.body.dispatchEvent(new DragEvent("drop", { ...init, dataTransfer: data }));
    else {
      chooser.files = data.files;
      chooser.dispatchEvent(new Event("change", init));
    }
  };
  for (const [at, fragment] of fragments.entries()) {
    const title = `Ferry ${at} returns`;
    bring(`<h1>${title}</h1><p>${prose}</p>${fragment}<p>${prose}</p>`);
    const shown = () => document.querySelector("article")?.textContent?.includes(title);
    for (let turns = 0; !shown() && turns < 2000; turns++) await new Promise((next) => setTimeout(next));
    const inside =
      "script, iframe, img, image, object, embed, form, link, base, style, video, audio, template, [onload], [onerror], [onfocus], [style*=url]";
    if (!shown() || document.querySelector(`main :is(${inside})`)) return fragment;
  }
  return null;
}

/** @param {import("@playwright/test").Page} page @param {string} door @param {string[]} hostile */
async function nothingGetsIn(page, door, hostile) {
  // Through the first door each comes by itself.
  const articles = door === doors[0] ? hostile : await page.evaluate(together, hostile);
  await page.goto("/");
  const happened = await watch(page);
  expect(await page.evaluate(bringIn, /** @type {const} */ ([door, articles, prose]))).toBeNull();
  // The page itself stands and works.
  await paste(page, `${prose}\nAnd Omar Haddad came.`);
  await expect(page.locator("article mark", { hasText: "Omar Haddad" }).first()).toBeVisible();
  expect(happened).toEqual([]);
}

for (const door of doors) {
  test(`nothing gets in: ${door}`, ({ page }) => nothingGetsIn(page, door, fragments));

  test(`no payload of other people’s suites gets in: ${door}`, async ({ page }) => {
    test.setTimeout(120_000);
    /** @type {{html: string}[]} */
    const payloads = JSON.parse(readFileSync(shared("data/xss/payloads.json"), "utf8"));
    expect(payloads.length).toBeGreaterThan(300);
    await nothingGetsIn(page, door, payloads.map(({ html }) => html));
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
