// dist/marginalia.html: the whole page in one file, opened from disk.

import { writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { expect, marks, paste, root, test } from "./house.js";

const address = pathToFileURL(`${root}dist/marginalia.html`).href;
const article = "Ferry returns to Lisbon\n\nAna Reis, the mayor of Lisbon, welcomed it on 3 May 2021.\n\n".repeat(3);

test("works from disk, asks for nothing and stores nothing", async ({ page, context }) => {
  /** @type {string[]} */
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(address);
  await paste(page, article);
  const found = await marks(page);
  expect(found.length).toBeGreaterThan(3);
  expect(asked.filter((url) => url !== address && !url.startsWith("data:") && !url.startsWith("blob:"))).toEqual([]);
  await page.locator("article p mark", { hasText: "Lisbon" }).first().click();
  await page.keyboard.press("2");
  await page.locator("#toast").getByRole("button", { name: "Always" }).click();
  const stored = await page.evaluate(async () => [sessionStorage.length, localStorage.length, (await indexedDB.databases()).length]);
  expect(stored).toEqual([0, 0, 0]);
  expect(await context.cookies()).toEqual([]);

  // Another file from disk shares the store of this one.
  const file = test.info().outputPath("second.html");
  await writeFile(file, "<!doctype html><title>Second</title>");
  const second = await context.newPage();
  await second.goto(pathToFileURL(file).href);
  expect(
    await second.evaluate(async () => [sessionStorage.length, localStorage.length, (await indexedDB.databases()).length, document.cookie, history.state]),
  ).toEqual([0, 0, 0, "", null]);

  const other = await context.newPage();
  await other.goto(address);
  await expect(other.locator("article")).toHaveCount(0);
});

test("is sealed from the start", async ({ page }) => {
  await page.goto(address);
  const fetched = await page.evaluate(() => fetch(location.href).then(() => "out", () => "held"));
  expect(fetched).toBe("held");
  await paste(page, article);
  await marks(page);
  const [worker] = page.workers();
  expect(await worker.evaluate(() => fetch("http://127.0.0.1:9/").then(() => "out", () => "held"))).toBe("held");
});
