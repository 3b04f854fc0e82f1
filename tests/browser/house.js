// What the browser tests share: a server of our own for each of their processes, and where the shared data lies.

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { test as base } from "@playwright/test";
import { policy, serve } from "../../tools/web/serve.mjs";
import { root } from "../../tools/web/setup.mjs";

export { expect } from "@playwright/test";
export { root };

/** Where each folder is served. @typedef {{dist: string, www: string}} Sites */
/** @typedef {import("@playwright/test").PlaywrightTestArgs & import("@playwright/test").PlaywrightTestOptions} Args */
/** @typedef {import("@playwright/test").PlaywrightWorkerArgs & import("@playwright/test").PlaywrightWorkerOptions} WorkerArgs */

/**
 * Tests whose `page` knows where the page is served: `page.goto("/")`. It is the page as it is published; tests that
 * reach into its modules say `test.use({ folder: "www" })`.
 * @type {import("@playwright/test").TestType<Args & {folder: keyof Sites}, WorkerArgs & {sites: Sites}>}
 */
export const test = base.extend(
  /** @type {any} */ ({
    folder: ["dist", { option: true }],
    sites: [served, { scope: "worker" }],
    baseURL: (/** @type {any} */ { folder, sites }, /** @type {(address: string) => Promise<void>} */ use) => use(sites[folder]),
  }),
);

/**
 * @param {{}} _
 * @param {(sites: Sites) => Promise<void>} use
 */
async function served({}, use) {
  const [dist, www] = await Promise.all([serve(`${root}dist`), serve(`${root}www`)]);
  await use({ dist: dist.address, www: www.address });
  await Promise.all([dist.close(), www.close()]);
}

/**
 * Path of a shared file; the test is skipped where the folder is absent.
 * @param {string} path
 */
export function shared(path) {
  const folder = `${root}../shared/`;
  if (!existsSync(folder)) console.log(`skipped: no ../shared (${path})`);
  test.skip(!existsSync(folder), "skipped: no ../shared");
  return folder + path;
}

/**
 * Opens a page that holds nothing but the engine, as `window.engine`, under the policy of the real one.
 * @param {import("@playwright/test").Page} page
 * @param {{rehearsal?: string}} [start] what the engine is started with
 */
export async function openEngine(page, start = {}) {
  const headers = { "Content-Security-Policy": policy, "Content-Type": "text/html; charset=utf-8" };
  const body = "<!doctype html><title>Engine</title><script type=module src=start.js></script>";
  const script = `import { startEngine } from "./engine/engine.js"; window.engine = startEngine(${JSON.stringify(start)});`;
  await page.route("**/bare.html", (route) => route.fulfill({ headers, body }));
  await page.route("**/start.js", (route) => route.fulfill({ contentType: "text/javascript", body: script }));
  await page.goto("/bare.html");
  await page.waitForFunction(() => "engine" in globalThis);
}

/**
 * The report that the command line prints for a text.
 * @param {string[]} args
 * @param {string} [input]
 */
export function commandLine(args, input) {
  const binary = `${root}target/debug/marginalia${process.platform === "win32" ? ".exe" : ""}`;
  return execFileSync(binary, ["annotate", ...args], { input, encoding: "utf8", maxBuffer: 1 << 30 });
}

/**
 * JSON with its keys in order, so that two reports can be compared whole.
 * @param {unknown} value
 */
export function canonical(value) {
  const ordered = (/** @type {string} */ _, /** @type {any} */ part) =>
    part && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part;
  return JSON.stringify(value, ordered, 1);
}

/**
 * Pastes into whatever has the focus.
 * @param {import("@playwright/test").Page} page
 * @param {string} text
 * @param {string} [html]
 */
export async function paste(page, text, html) {
  const content = /** @type {const} */ ([text, html]);
  await page.evaluate(([text, html]) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    if (html) data.setData("text/html", html);
    const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    (document.activeElement ?? document.body).dispatchEvent(event);
  }, content);
}

/**
 * The marks that stand in the text: where they begin and end (UTF-16), their family, and whether it is of the article.
 * @param {import("@playwright/test").Page} page
 * @returns {Promise<{start: number, end: number, family: string, aside: boolean}[]>}
 */
export async function marks(page) {
  await page.locator("article mark").first().waitFor({ state: "attached" });
  return page.locator("article mark").evaluateAll((all) => {
    const found = new Map(all.map((mark) => [mark.dataset.at ?? "", mark]));
    return [...found].map(([at, mark]) => {
      const [start, end] = at.split(":").map(Number);
      return { start, end, family: mark.dataset.kind ?? "", aside: mark.closest("details.aside") !== null };
    });
  });
}

/**
 * What happens from now on that should not: calls of `boom`, dialogs, requests, ways to other pages.
 * @param {import("@playwright/test").Page} page
 */
export async function watch(page) {
  /** @type {string[]} */
  const happened = [];
  await page.exposeFunction("boom", () => void happened.push("boom"));
  page.on("dialog", (dialog) => {
    happened.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  // The page's own workers and downloads have blob: addresses, which only a script can make; its icon is fetched by the
  // browser at a moment of its choosing.
  const icon = await page.evaluate(() => document.querySelector("link[rel=icon]")?.getAttribute("href"));
  const own = (/** @type {string} */ url) => url.startsWith("blob:") || url === (icon && new URL(icon, page.url()).href);
  page.on("request", (request) => own(request.url()) || happened.push(`request ${request.url()}`));
  // The page's own history entries stay at its address; a reload of it would be a request.
  const address = page.url();
  page.on("framenavigated", (frame) => frame.url() !== address && happened.push(`navigation ${frame.url()}`));
  return happened;
}
