// Taking away: every form is saved from the published page, and opened again where it is meant to go.

import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { expect, root, test } from "./house.js";
import { blocks, DANUBE, open, paste, read, select } from "./desk.js";

/** @typedef {import("@playwright/test").Page} Page */

/** Takes the open article away; the file's path and name. @param {Page} page @param {string} form */
async function take(page, form) {
  await page.locator(".bar").getByRole("button", { name: "Take away" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator(".takeaway").getByRole("button", { name: form, exact: true }).click(),
  ]);
  await expect(page.locator("#toast")).toContainText(`Saved as ${download.suggestedFilename()}.`);
  return { path: await download.path(), name: download.suggestedFilename() };
}

/** @param {Page} page @param {string} [text] */
async function prepare(page, text = `🚢 ${DANUBE}`) {
  await open(page);
  await read(page, text);
  await select(page, "barley");
  await page.keyboard.press("a");
  await page.keyboard.type("=cmd|'/c calc'!A1");
  await page.keyboard.press("Enter");
  await expect(page.locator("#toast")).toContainText("Note kept");
}

const words = (/** @type {Page} */ page) =>
  page.locator(".article mark").evaluateAll((all) => all.map((m) => `${m.dataset.at} ${m.dataset.kind} ${m.textContent}`));

test("file names tell nothing of a text that is not kept", async ({ page }) => {
  await prepare(page);
  expect((await take(page, "CSV")).name).toBe("article.csv");
  await page.locator(".bar").getByRole("button", { name: "Keep" }).click();
  await expect(page.locator("#toast")).toContainText("Kept");
  expect((await take(page, "CSV")).name).toMatch(/^🚢 Farmers block Danube ferry.*\.csv$/);
});

test("the web page: all the text with its marks, no script, no request, both schemes, and back in by its own way", async ({ page, context }) => {
  await prepare(page);
  const inside = (await blocks(page)).map((b) => b.text.trim()).filter(Boolean);
  const { path } = await take(page, "Web page");
  const file = `${path}.html`;
  await writeFile(file, await readFile(path));
  const other = await context.newPage();
  /** @type {string[]} */
  const asked = [];
  other.on("request", (request) => asked.push(request.url()));
  other.on("console", (message) => asked.push(message.text()));
  await other.goto(pathToFileURL(file).href);
  expect(asked).toEqual([pathToFileURL(file).href]);
  expect(await other.locator("script, img, iframe, link, form, [style]").count()).toBe(0);
  const shown = (await other.locator("main > :is(h1, h2, p, blockquote), details > p").allTextContents()).map((t) => t.trim());
  expect(shown).toEqual(inside);
  const lines = () => other.locator("mark[data-kind=place]").first().evaluate((m) => getComputedStyle(m).textDecoration);
  expect(await lines()).toMatch(/underline.* dotted rgb\(27, 127, 64\)/);
  await other.emulateMedia({ colorScheme: "dark" });
  expect(await lines()).toMatch(/rgb\(140, 232, 171\)/);
  await other.getByRole("link").first().click();
  await expect(other.locator("mark:target")).toHaveCount(1);
  await expect(other.locator("section").last()).toContainText("barley: =cmd|'/c calc'!A1");
});

test("CSV, list and Markdown carry the notes as words and say where they are from", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await prepare(page);
  const csv = await readFile((await take(page, "CSV")).path, "utf8");
  expect(csv).toContain(`barley,note,,'=cmd|'/c calc'!A1,`);
  expect(csv.split("\r\n").filter(Boolean).every((line) => !/(?:^|,)"?[=+@-][^",]/.test(line))).toBe(true);
  const md = await readFile((await take(page, "Markdown")).path, "utf8");
  expect(md).toMatch(/^# 🚢 .*Danube/);
  expect(md).toContain("- Marked by: Marginalia 0.1.0, model ");
  await page.locator(".bar").getByRole("button", { name: "Take away" }).click();
  await page.getByRole("button", { name: "Copy list" }).click();
  await expect(page.locator("#toast")).toContainText(/^Copied: \d+ lines\./);
  const list = (await page.evaluate(() => navigator.clipboard.readText())).split(/\r?\n/).map((line) => line.split("\t"));
  expect(list[0]).toEqual(["Name", "Kind", "Times", "About", "Unsure"]);
  expect(list).toContainEqual(["barley", "note", "1", "'=cmd|'/c calc'!A1"]);
  expect(list.find(([label]) => label === "Marked by")?.[1]).toMatch(/^Marginalia/);
});

test("JSON opens here again as it was, in another browser too", async ({ page, browser, baseURL }) => {
  await prepare(page);
  const { path } = await take(page, "JSON");
  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(baseURL ?? "");
  await stranger.locator(".empty input[type=file]").setInputFiles({ name: "a.json", mimeType: "application/json", buffer: await readFile(path) });
  await expect(stranger.locator(".article h1")).toHaveText(/^🚢 Farmers/);
  await expect(stranger.locator(".note .words")).toHaveText("=cmd|'/c calc'!A1");
  expect(await words(stranger)).toEqual(await words(page));
  await stranger.context().close();
});

test("GeoJSON has the places of the map", async ({ page }) => {
  await prepare(page);
  const { type, features } = JSON.parse(await readFile((await take(page, "GeoJSON")).path, "utf8"));
  expect(type).toBe("FeatureCollection");
  expect(features.length).toBeGreaterThan(1);
  for (const { geometry, properties } of features) {
    const [lon, lat] = geometry.coordinates;
    expect([geometry.type, Math.abs(lon) <= 180, Math.abs(lat) <= 90]).toEqual(["Point", true, true]);
    await expect(page.locator('.sidebar .family[data-kind="place"]')).toContainText(/\d/);
    expect(properties.sentences.join(" ")).toMatch(/\w/);
  }
});

// It counts UTF-16 units where the recommendation counts characters, so this text has none that are two units.
test("another annotator draws the Web Annotations on the same words", async ({ page, context }) => {
  await prepare(page, DANUBE);
  const collection = JSON.parse(await readFile((await take(page, "Web Annotations")).path, "utf8"));
  const { outputFiles } = await build({
    stdin: { contents: 'export { createTextAnnotator, reviveAnnotation, W3CTextFormat } from "@recogito/text-annotator";', resolveDir: root },
    bundle: true,
    format: "iife",
    globalName: "recogito",
    write: false,
  });
  const other = await context.newPage();
  await other.goto("about:blank");
  await other.addScriptTag({ content: outputFiles[0]?.text ?? "" });
  const quotes = await other.evaluate(
    async ([text, items]) => {
      const box = document.createElement("div");
      box.textContent = text;
      document.body.append(box);
      const { createTextAnnotator, reviveAnnotation, W3CTextFormat } = /** @type {any} */ (globalThis).recogito;
      const annotator = createTextAnnotator(box, { adapter: W3CTextFormat(items[0].target.source, box) });
      annotator.setAnnotations(items);
      return annotator.state.store.all().map((/** @type {any} */ a) => ({
        quote: a.target.selector[0].quote,
        shown: reviveAnnotation(a, box).target.selector[0].range.toString(),
        tag: a.bodies[0].value,
      }));
    },
    /** @type {const} */ ([DANUBE, collection.first.items]),
  );
  expect(quotes).toHaveLength(collection.total);
  expect(quotes.map((/** @type {any} */ q) => q.quote).sort()).toEqual(collection.first.items.map((/** @type {any} */ a) => a.target.selector[0].exact).sort());
  for (const { quote, shown } of quotes) expect(shown).toBe(quote);
});

test("a form that has no names still says where it is from", async ({ page }) => {
  await open(page);
  await paste(page, "All is quiet here.\n\n" + "Nothing moved and no one spoke of anything. ".repeat(5));
  await expect(page.locator("#announce")).toHaveText(/^Marked:/);
  const md = await readFile((await take(page, "Markdown")).path, "utf8");
  expect(md).toContain("# All is quiet here\\.".replace("\\", ""));
  const { total } = JSON.parse(await readFile((await take(page, "Web Annotations")).path, "utf8"));
  expect(total).toBe(0);
});
