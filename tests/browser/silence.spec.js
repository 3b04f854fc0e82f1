// A whole session on the published page: its own files at the start, then nothing, from the page, its workers and its
// service worker; and the same again without a connection.

import { readdirSync } from "node:fs";
import { serve } from "../../tools/web/serve.mjs";
import { expect, paste, root, test } from "./house.js";

/** @param {import("@playwright/test").Page} page @param {number} from */
async function pasteTwenty(page, from) {
  for (let at = from; at < from + 20; at++) {
    await paste(page, `Ferry ${at} returns\n\nAna Reis, the mayor of Lisbon, welcomed it in May ${1900 + at}.\n`.repeat(5));
    await page.locator("article mark", { hasText: `May ${1900 + at}` }).first().waitFor();
  }
}

test("each file is loaded once, and the console has nothing to say", async ({ page }) => {
  /** @type {string[]} */
  const heard = [];
  /** @type {string[]} */
  const said = [];
  const site = await serve(`${root}dist`, 0, (path) => void heard.push(path));
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));
  await page.goto(site.address);
  await page.waitForFunction(() => performance.getEntriesByName("ready").length > 0);
  expect(heard.filter((path) => path.endsWith(".wasm"))).toHaveLength(1);
  expect(heard).toEqual([...new Set(heard)]);
  expect(said.filter((words) => words !== "Service Worker registration blocked by Playwright")).toEqual([]);
  await site.close();
});

test("a wasm file that was preloaded and is not the one the page was built with is not run", async ({ page }) => {
  await page.route("**/*.wasm", async (route) => {
    const response = await route.fetch();
    // One empty section more: still a module that could run.
    await route.fulfill({ response, body: Buffer.concat([await response.body(), Buffer.from([0, 2, 1, 120])]) });
  });
  await page.goto("/");
  await expect(page.locator(".message")).toContainText("not the one this page was built with");
});

test.describe("with the service worker", () => {
  test.use({ serviceWorkers: "allow" });

  test("own files at the start, then nothing; and the same without a connection", async ({ page, context }) => {
    /** @type {string[]} what the server was asked for */
    const heard = [];
    /** @type {string[]} what the page, its workers and its service worker asked for */
    const asked = [];
    const site = await serve(`${root}dist`, 0, (path) => void heard.push(path));
    context.on("request", (request) => asked.push(request.url()));
    await page.goto(site.address);
    await page.getByRole("button", { name: /example/i }).click();
    await page.locator("article mark").first().waitFor();
    await page.waitForFunction(async () => (await navigator.serviceWorker.ready).active?.state === "activated");
    const files = readdirSync(`${root}dist`).map((name) => `/${name}`);
    expect(heard.filter((path) => path !== "/" && !files.includes(path))).toEqual([]);
    expect(heard).toContain("/service-worker.js");
    const [start, first] = [heard.length, asked.length];

    await pasteTwenty(page, 1);
    await page.locator("article p mark", { hasText: "Lisbon" }).first().click();
    await page.keyboard.press("2");
    await expect(page.locator("#toast")).toContainText("Lisbon is now an organisation");
    await page.getByRole("button", { name: "Keep", exact: true }).click();
    await expect(page.locator("#toast")).toContainText("Kept in this browser.");
    for (const form of ["CSV", "Markdown", "Web page", "JSON", "GeoJSON", "Web Annotations"]) {
      await page.getByRole("button", { name: "Take away" }).click();
      const saved = page.waitForEvent("download");
      await page.getByRole("button", { name: form, exact: true }).click();
      await (await saved).path();
    }
    expect(heard.slice(start)).toEqual([]);
    // What has a blob: address stays in the page's own memory.
    expect(asked.slice(first).filter((url) => !url.startsWith("blob:"))).toEqual([]);

    await site.close();
    await page.reload();
    await page.locator("article mark").first().waitFor();
    await pasteTwenty(page, 30);
    expect(asked.filter((url) => !url.startsWith("blob:") && !url.startsWith(site.address))).toEqual([]);
  });
});
