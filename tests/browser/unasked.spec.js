// Nothing is kept unasked: after a session without Keep and a closed tab, no word of it stands anywhere.

import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium as launcher } from "@playwright/test";
import { chromium, flags } from "../../tools/web/chromium.mjs";
import { expect, test } from "./house.js";
import { open, read, select } from "./desk.js";

const WORD = "Quillforth";
const TEXT = `${WORD} ferry returns\n${`Ana ${WORD} met the mayor of Lisbon on Monday. `.repeat(8)}`;

/** All that scripts of the page's origin can find stored. @param {import("@playwright/test").Page} page */
function stored(page) {
  return page.evaluate(async () => {
    const found = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie, JSON.stringify(history.state)];
    for (const { name = "" } of await indexedDB.databases()) {
      const base = await new Promise((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      for (const store of base.objectStoreNames) {
        const all = base.transaction(store).objectStore(store).getAll();
        await new Promise((resolve) => (all.onsuccess = resolve));
        found.push(JSON.stringify(all.result));
      }
      base.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) found.push(request.url, (await (await cache.match(request))?.text()) ?? "");
    }
    return found.join("\n");
  });
}

test("a session without Keep leaves no text, title or file name behind", async ({ baseURL }) => {
  test.setTimeout(120_000);
  const folder = await mkdtemp(join(tmpdir(), "marginalia-profile-"));
  const options = { executablePath: await chromium(), args: flags(), viewport: { width: 1280, height: 800 } };
  const context = await launcher.launchPersistentContext(folder, { ...options, baseURL });
  const other = context.pages()[0] ?? (await context.newPage());
  const page = await context.newPage();
  await open(page);
  await page.locator("input[type=file]").setInputFiles({ name: `${WORD} dossier.txt`, mimeType: "text/plain", buffer: Buffer.from(TEXT) });
  await page.locator(".article mark").first().waitFor();
  await page.reload();
  await page.locator(".article mark").first().waitFor();
  await select(page, `Ana ${WORD}`);
  await page.keyboard.press("1");
  await expect(page.locator("#toast")).toContainText("is now a person");
  await select(page, "mayor");
  await page.keyboard.press("a");
  await page.getByRole("textbox", { name: "Note" }).fill(`${WORD} again`);
  await page.keyboard.press("Enter");
  await expect(page.locator(".note")).toHaveCount(1);
  await read(page, TEXT.replace("Lisbon", "Porto"));
  // While the tab is open: the title and the address say nothing, and only the tab itself holds the text.
  await expect(page).toHaveTitle("Marginalia");
  expect(decodeURIComponent(page.url())).not.toContain(WORD);
  expect(await page.evaluate("JSON.stringify(history.state)")).toMatch(/^\{"article":"[0-9a-f-]{36}"\}$/);
  await open(other);
  expect(await stored(other)).not.toContain(WORD);
  await page.close();
  expect(await stored(other)).not.toContain(WORD);
  await context.close();
  expect(await filesWith(folder, WORD)).toEqual([]);
  await rm(folder, { recursive: true });
});

/**
 * Files of a folder that hold a word, in UTF-8 or UTF-16. The browser's log of its tabs' stores is left out: it tidies up
 * after a closed tab when it likes, which no page can hasten; SECURITY.md says so.
 * @param {string} folder
 * @param {string} word
 */
async function filesWith(folder, word) {
  const found = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.parentPath.endsWith("Session Storage")) continue;
    const bytes = await readFile(join(entry.parentPath, entry.name)).catch(() => Buffer.alloc(0));
    if (bytes.includes(word) || bytes.includes(Buffer.from(word, "utf16le"))) found.push(entry.name);
  }
  return found;
}

test("fields keep nothing for the browser to complete, check or translate", async ({ page }) => {
  await open(page);
  await read(page, TEXT);
  await page.keyboard.press("/");
  await page.getByRole("button", { name: /Add the date|Change/ }).click();
  await page.locator(".article mark").first().click();
  await page.locator(".card").getByRole("button", { name: "More" }).click();
  await page.locator(".card").getByRole("button", { name: "Same as…" }).click();
  const fields = await page.locator("input:not([type=file]), textarea").evaluateAll((all) =>
    all.map((field) => [field.getAttribute("aria-label") ?? field.id, field.getAttribute("spellcheck"), field.getAttribute("autocomplete"), field.getAttribute("autocorrect")].join(" ")),
  );
  expect(fields.length).toBeGreaterThanOrEqual(3);
  for (const field of fields) expect(field).toMatch(/ false off off$/);
  expect(await page.evaluate("[document.documentElement.translate, document.querySelector('meta[name=referrer]').content]")).toEqual([false, "no-referrer"]);
});
