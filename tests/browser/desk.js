// What the tests of the page do again and again: open it, paste, look at what stands there.

import { readFileSync } from "node:fs";
import { paste, root } from "./house.js";

export { paste };

/** @typedef {import("@playwright/test").Page} Page */

const axe = readFileSync(`${root}node_modules/axe-core/axe.min.js`, "utf8");

/**
 * Violations that axe finds, in the light and in the dark. The schemes differ in colours alone, so in the dark these are
 * all that is looked at.
 * @param {Page} page
 * @param {string} [part] selector of what has changed since the whole page was looked at
 */
export async function violations(page, part = "html") {
  if (await page.evaluate(() => !("axe" in globalThis))) await page.evaluate(axe);
  const found = [];
  for (const [colorScheme, rules] of /** @type {const} */ ([["dark", { runOnly: ["color-contrast"] }], ["light", {}]])) {
    await page.emulateMedia({ colorScheme });
    const options = /** @type {const} */ ([part, { ...rules, resultTypes: ["violations"], selectors: false }]);
    const { violations } = await page.evaluate(([part, options]) => /** @type {any} */ (globalThis).axe.run(part, options), options);
    found.push(...violations.map((/** @type {any} */ v) => `${colorScheme}: ${v.id}: ${v.nodes.map((/** @type {any} */ n) => n.html).join(" | ")}`));
  }
  return found;
}

/** An article of our own. @param {string} name */
export const article = (name) => readFileSync(`${root}tests/articles/${name}.txt`, "utf8");

export const DANUBE = article("danube-ferry-standoff");

/** The same with three names more that nothing explains: whatever the model, it cannot be sure of them. */
export const DOUBTFUL = DANUBE.replace("\nIn Kyiv, ", "\nThe Stell was late. The Vorn was later. Nobody blamed the Quist.\nIn Kyiv, ");

/** Opens the page at its first screen: the same address again is a reload, which keeps the article. @param {Page} page */
export async function open(page) {
  await page.goto("/");
  await page.locator("h1").first().waitFor();
  const article = page.getByRole("button", { name: "New", exact: true });
  if (await article.isVisible()) await article.click();
}

/** Pastes and waits until the marks are there. @param {Page} page @param {string} text @param {string} [html] */
export async function read(page, text, html) {
  await page.locator("#announce").evaluate((e) => (e.textContent = ""));
  await paste(page, text, html);
  await page.locator("#announce", { hasText: "Marked:" }).waitFor({ state: "attached" });
}

/** The same from the first screen, where a text of any length is an article. @type {typeof read} */
export async function readAnew(page, text, html) {
  await page.getByRole("button", { name: "New", exact: true }).click();
  await read(page, text, html);
}

/** The text of the open article, from its blocks, and whether each says exactly its stretch. @param {Page} page */
export function blocks(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll(".article [data-start]")].map((e) => ({
      start: Number(/** @type {HTMLElement} */ (e).dataset.start),
      text: e.textContent ?? "",
    })),
  );
}

/** The marks that stand in the text: key, kind and words. @param {Page} page */
export function marks(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll(".article mark")].map((e) => {
      const { at, kind } = /** @type {HTMLElement} */ (e).dataset;
      return `${at} ${kind} ${e.textContent}`;
    }),
  );
}

/** Selects the first occurrence of some words in the text. @param {Page} page @param {string} words */
export async function select(page, words) {
  await page.evaluate((wanted) => {
    for (const block of document.querySelectorAll(".article [data-start]")) {
      const at = block.textContent?.indexOf(wanted) ?? -1;
      if (at < 0) continue;
      const range = document.createRange();
      const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      let seen = 0;
      for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        const length = node.nodeValue?.length ?? 0;
        if (at >= seen && at < seen + length) range.setStart(node, at - seen);
        if (at + wanted.length <= seen + length) {
          range.setEnd(node, at + wanted.length - seen);
          break;
        }
        seen += length;
      }
      getSelection()?.removeAllRanges();
      getSelection()?.addRange(range);
      return;
    }
  }, words);
}

/** A text of so many words, of our own making, with a name in every sentence. @param {number} words */
export function long(words) {
  // Every line says something else: the same line again and again would be set aside.
  const line = (/** @type {number} */ crew) =>
    `On Monday Anna Keller sailed for the Harbour Trust from Lisbon to Kyiv with a crew of ${crew}, and wrote that the wind had held all the way.`;
  const paragraph = (/** @type {number} */ at) => [2, 3, 4, 5].map((crew) => line(4 * at + crew)).join(" ");
  const count = Math.ceil(words / paragraph(0).split(" ").length);
  return Array.from({ length: count }, (_, i) => (i % 40 ? paragraph(i) : `Chapter ${i / 40 + 1}\n${paragraph(i)}`)).join("\n");
}
