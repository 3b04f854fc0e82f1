// The built page: it works without a connection after the first visit, and versions never mix.

import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "../../tools/web/serve.mjs";
import { integrity } from "../../tools/web/setup.mjs";
import { expect, marks, paste, root, test } from "./house.js";

test.use({ serviceWorkers: "allow" });

const article = "Ferry returns to Lisbon\n\nAna Reis, the mayor of Lisbon, welcomed it on 3 May 2021.\n\n".repeat(3);

/** A copy of dist/ that a test may change, served. */
async function published() {
  const folder = await mkdtemp(join(tmpdir(), "marginalia-"));
  await cp(`${root}dist`, folder, { recursive: true });
  const server = await serve(folder);
  return {
    ...server,
    folder,
    end: async () => {
      await server.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Opens the page and waits until its files are kept. */
async function visit(/** @type {import("@playwright/test").Page} */ page, /** @type {string} */ address) {
  await page.goto(address);
  await page.waitForFunction(async () => (await navigator.serviceWorker.ready).active?.state === "activated");
}

/** Publishes another version over the one that stands there: the same page with another name. */
async function publishNext(/** @type {string} */ folder) {
  const page = await readFile(join(folder, "index.html"), "utf8");
  const next = page.replace("<body>", '<body data-version="next">');
  const worker = await readFile(join(folder, "service-worker.js"), "utf8");
  const version = worker.match(/version:"(\w+)"/)?.[1] ?? "";
  await writeFile(join(folder, "index.html"), next);
  await writeFile(join(folder, "service-worker.js"), worker.replace(integrity(page), integrity(next)).replace(version, "next"));
}

test("without a connection, after one visit, the page opens and analyses", async ({ page }) => {
  const site = await published();
  await visit(page, site.address);
  await site.close();
  await page.reload();
  await paste(page, article);
  expect((await marks(page)).length).toBeGreaterThan(0);
  await rm(site.folder, { recursive: true });
});

test("a new version is offered, not forced, and replaces the old one whole", async ({ page }) => {
  const site = await published();
  await visit(page, site.address);
  await page.reload();
  await publishNext(site.folder);
  await page.reload();
  const offer = page.locator("#toast", { hasText: "A new version is ready." });
  await expect(offer).toBeVisible();
  await expect(page.locator("body")).not.toHaveAttribute("data-version");
  // The session goes on with the version it began with, and its text and corrections outlive the change.
  await paste(page, article);
  await marks(page);
  await page.reload();
  const mark = page.locator(".article p mark", { hasText: "Lisbon" }).first();
  await mark.click();
  await page.keyboard.press("2");
  await expect(mark).toHaveAttribute("data-kind", "organization");
  await page.reload();
  await page.getByRole("button", { name: "Reload" }).click();
  await expect(page.locator("body")).toHaveAttribute("data-version", "next");
  await expect(page.locator("article")).toContainText("Ana Reis");
  await expect(mark).toHaveAttribute("data-kind", "organization");
  expect(await page.evaluate(() => caches.keys())).toEqual(["marginalia-next"]);
  await site.end();
});

test("a version that is only half there is not taken", async ({ page }) => {
  const site = await published();
  await visit(page, site.address);
  const kept = await page.evaluate(() => caches.keys());
  await publishNext(site.folder);
  await writeFile(join(site.folder, "index.html"), "<!doctype html><title>Half</title>");
  await page.reload();
  await paste(page, article);
  await marks(page);
  await expect(page.locator("#toast", { hasText: "A new version is ready." })).toBeHidden();
  const registration = await page.evaluate(async () => {
    const { installing, waiting } = (await navigator.serviceWorker.getRegistration()) ?? {};
    return [installing, waiting].some(Boolean);
  });
  expect(registration).toBe(false);
  expect(await page.evaluate((name) => caches.has(name), kept[0])).toBe(true);
  await site.end();
});

test("each file of a first visit is fetched from the network once", async ({ page }) => {
  const site = await published();
  /** @type {string[]} */
  const fetched = [];
  page.on("requestfinished", (request) => fetched.push(new URL(request.url()).pathname));
  await visit(page, site.address);
  await paste(page, article);
  await marks(page);
  const wasm = fetched.filter((path) => path.endsWith(".wasm"));
  expect(wasm).toHaveLength(1);
  await site.end();
});

test("a version that another tab took over in the middle of a session: this tab goes on, and its text stays", async ({ page, context }) => {
  const site = await published();
  await visit(page, site.address);
  await page.reload();
  await paste(page, article);
  await marks(page);
  await publishNext(site.folder);
  const other = await context.newPage();
  await other.goto(site.address);
  await other.reload();
  await other.getByRole("button", { name: "Reload" }).click();
  await expect(other.locator("body")).toHaveAttribute("data-version", "next");
  await page.bringToFront();
  // Nothing of the old version is left, and this tab has all it needs.
  expect(await page.evaluate(() => caches.keys())).toEqual(["marginalia-next"]);
  await expect(page.locator("article")).toContainText("Ana Reis");
  await paste(page, `${article}\nOmar Haddad came as well.`);
  await expect(page.locator("article mark", { hasText: "Omar Haddad" })).toBeVisible();
  await page.reload();
  await expect(page.locator("body")).toHaveAttribute("data-version", "next");
  await expect(page.locator("article mark", { hasText: "Omar Haddad" })).toBeVisible();
  await site.end();
});
