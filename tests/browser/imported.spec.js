// Files of articles from strangers: hostile fragments in every string that a file may hold freely. Nothing runs, nothing
// is asked for, in the library, in the article, in what is made of it.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { expect, root, test, watch } from "./house.js";
import { open } from "./desk.js";

const fragments = readFileSync(`${root}tests/fixtures/hostile.txt`, "utf8").trimEnd().split("\n");

/** What no words of an article may become. */
const inside =
  ":is(main, dialog, .panel, .toast) :is(script, iframe, img, image, object, embed, form, link, base, style, video, audio, svg script, template, a[href], [onload], [onerror], [onfocus], [style*=url])";

/** An article that is nothing but fragments, wherever words are free. @param {string} words @param {number} i */
function article(words, i) {
  const text = `${words}\n\nCalm day: ${words} was all.\n`;
  const id = `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`;
  const span = { start: 0, end: words.length };
  const again = { start: words.length + 12, end: 2 * words.length + 12 };
  const place = { id: words, name: words, kind: "city", country: words, admin1: words, lat: 38.7, lon: -9.1 + i / 10, confidence: 0.9, pin: true };
  const mention = (/** @type {object} */ at, /** @type {string} */ kind, /** @type {string | null} */ entity) => ({ ...at, kind, entity, confidence: entity && 0.9, by: "engine" });
  const report = {
    version: 1,
    engine: { version: words, model: words },
    language: { code: words, supported: true },
    published: { date: words, source: "found", ...span },
    blocks: [
      { start: 0, end: words.length + 2, role: "headline", level: null, language: words, body: true },
      { start: words.length + 2, end: text.length, role: "paragraph", level: null, language: words, body: true },
    ],
    sentences: [{ start: words.length + 2, end: text.length }],
    mentions: [mention(span, "place", words), mention(again, "date", null)],
    entities: [
      { id: words, kind: "place", name: words, aliases: [words], role: words, country: words, mentions: [0], salience: 1, related: [{ id: words, weight: 1 }], place: { ...place, runner_up: place } },
    ],
    dates: [{ mention: 1, value: words, type: "DATE", certain: true, begin: "2021-05-03", end: "2021-05-03", why: words, clause: again }],
    amounts: [{ mention: 0, value: 1, unit: words }],
    summary: { title: words, sentences: [0] },
    unplaced: [],
    tokens: null,
  };
  const steps = [
    [
      { op: "note", at: { quote: words, prefix: "", suffix: "", ...{ start: 0 } }, text: words },
      { op: "place", at: { surface: words }, place: words },
      { op: "date", at: { surface: words }, value: words },
    ],
  ];
  const sha256 = createHash("sha256").update(text).digest("hex");
  const [pasted, changed] = ["2026-01-01T00:00:00.000Z", "2026-01-02T00:00:00.000Z"];
  const hints = [{ ...span, tag: words, depth: 1, link_share: 0, datetime: words }];
  return { format: 1, id, title: words, source: words, published: null, pasted, changed, sha256, text, hints, steps, cursor: 1, report };
}

/** @param {object[]} articles @param {object[]} rules */
const file = (articles, rules) => ({
  name: "a.json",
  mimeType: "application/json",
  buffer: Buffer.from(JSON.stringify({ marginalia: "articles", format: 1, rules, articles })),
});

/** Opens an article of the library and waits until it is marked; runs in the page. @param {number} i */
const visit = async (i) => {
  /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".articles .title"))[i]?.click();
  while (!document.querySelector(".article h1") || !document.querySelector(".article mark")) await new Promise((next) => setTimeout(next, 4));
};

/** Goes back to the library and waits until all is listed; runs in the page. @param {number} count */
const goBack = async (count) => {
  history.back();
  while (document.querySelectorAll(".articles .title").length !== count) await new Promise((next) => setTimeout(next, 4));
};

test("a hostile library gets in as words", async ({ page, context }) => {
  test.setTimeout(240_000);
  const fours = Array.from({ length: Math.ceil(fragments.length / 4) }, (_, i) => fragments.slice(4 * i, 4 * i + 4).join(" "));
  const articles = fours.map(article);
  const rules = fragments.map((surface, i) => ({ surface, kind: "person", article: articles[i >> 2]?.id }));
  await open(page);
  await page.locator(".empty input[type=file]").setInputFiles(file([articles[0] ?? {}], []));
  await expect(page.locator(".article mark").first()).toBeVisible();
  const happened = await watch(page);
  const clean = async (/** @type {string} */ where) => {
    // The engine's own worker is started anew from the page's memory.
    expect(happened, where).toEqual([]);
    expect(await page.locator(inside).count(), where).toBe(0);
  };
  await page.locator(".bar").getByRole("button", { name: "New" }).click();
  await page.evaluate(() => {
    history.pushState({ library: true }, "");
    dispatchEvent(new PopStateEvent("popstate", { state: { library: true } }));
  });
  await page.locator(".library input[type=file]").setInputFiles(file(articles, rules));
  await expect(page.locator("#toast")).toContainText(/^Imported \d+ articles and \d+ rules?\./, { timeout: 120_000 });
  await expect(page.locator(".articles .title")).toHaveCount(articles.length);
  await clean("library");
  for (const words of fours.slice(0, 5)) {
    await page.getByRole("searchbox").fill(words);
    await expect(page.locator(".snippet mark").first()).toBeVisible();
    await clean(`search ${words}`);
  }
  await page.getByRole("searchbox").fill("");
  await expect(page.locator(".articles .title")).toHaveCount(articles.length);
  for (const [i, words] of fours.entries()) {
    await page.evaluate(visit, i);
    await clean(words);
    if (i % 4 === 0) {
      await page.locator(".article mark").first().click();
      await expect(page.locator(".card")).toBeVisible();
      await clean(`card ${words}`);
      await page.locator(".bar").getByRole("button", { name: "Kept" }).click();
      await clean(`particulars ${words}`);
      await page.keyboard.press("Escape");
    }
    await page.evaluate(goBack, articles.length);
  }
  await page.getByRole("button", { name: "Help" }).click();
  await clean("rules");
  await page.keyboard.press("Escape");
  await context.close();
});

test("what is taken away of a hostile article runs nothing and asks for nothing, by itself or opened here again", async ({ page, context }) => {
  test.setTimeout(180_000);
  const every = article(fragments.join(" "), 0);
  await open(page);
  const chooser = page.locator(".empty input[type=file]");
  await chooser.setInputFiles(file([every], []));
  await expect(page.locator(".article h1")).toBeVisible();
  /** @type {{name: string, mimeType: string, buffer: Buffer}[]} */
  const taken = [];
  for (const form of ["Web page", "CSV", "Markdown", "JSON", "GeoJSON", "Web Annotations"]) {
    await page.locator(".bar").getByRole("button", { name: "Take away" }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: form, exact: true }).click()]);
    taken.push({ name: download.suggestedFilename(), mimeType: "", buffer: await readFile(await download.path()) });
  }
  const [web] = taken;
  const path = test.info().outputPath("taken.html");
  await writeFile(path, web?.buffer ?? "");
  const other = await context.newPage();
  const address = pathToFileURL(path).href;
  await other.goto(address);
  const happened = (await watch(other)).filter((what) => what !== `request ${address}`);
  await other.waitForTimeout(500);
  expect(happened).toEqual([]);
  expect(await other.locator(":is(script, iframe, img, object, embed, form, base, link, video, audio, [onload], [onerror], [style])").count()).toBe(0);
  await expect(other.locator("h1")).toContainText("<script>boom()</script>");

  await page.bringToFront();
  const here = await watch(page);
  for (const one of taken) {
    await page.locator(".bar").getByRole("button", { name: "New" }).click();
    await chooser.setInputFiles(one);
    await expect(page.locator(".article h1"), one.name).toBeVisible();
    expect(here, one.name).toEqual([]);
    expect(await page.locator(inside).count(), one.name).toBe(0);
  }
});

test("a fragment where the form is strict is damage, and is named", async ({ page }) => {
  const [words = ""] = fragments;
  const good = article("Calm words", 1);
  /** @type {Record<string, (a: any) => void>} */
  const strict = {
    id: (a) => (a.id = words),
    pasted: (a) => (a.pasted = words),
    published: (a) => (a.published = words),
    sha256: (a) => (a.sha256 = words),
    "steps/0/0/op": (a) => (a.steps[0][0].op = words),
    "report/blocks/0/role": (a) => (a.report.blocks[0].role = words),
    "report/mentions/0/kind": (a) => (a.report.mentions[0].kind = words),
    "report/mentions/0/by": (a) => (a.report.mentions[0].by = words),
    "report/published/source": (a) => (a.report.published.source = words),
    "report/dates/0/type": (a) => (a.report.dates[0].type = words),
    "report/dates": (a) => (a.report.dates[0].begin = words),
    extra: (a) => (a.extra = words),
  };
  await open(page);
  const happened = await watch(page);
  for (const [place, spoil] of Object.entries(strict)) {
    const bad = structuredClone(good);
    spoil(bad);
    await page.locator(".empty input[type=file]").setInputFiles(file([bad], []));
    await expect(page.locator("#toast")).toContainText(`article 1 (${place}) is damaged`);
  }
  await expect(page.locator(".article")).toHaveCount(0);
  expect(happened).toEqual([]);
});
