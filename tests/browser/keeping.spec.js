// Keeping on the published page: what is stored and when, what is found again, and what is said when the store fails.

import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { expect, root, test } from "./house.js";
import { article, DANUBE, open, paste, read } from "./desk.js";

const KESTREL = article("kestrel-battery-deal");

/** @typedef {import("@playwright/test").Page} Page */

const bar = (/** @type {Page} */ page, /** @type {string} */ name) =>
  page.locator(".bar").getByRole("button", { name, exact: true });
const toast = (/** @type {Page} */ page) => page.locator("#toast");
const titles = (/** @type {Page} */ page) => page.locator(".articles .title");

/** Keeps the open article. @param {Page} page */
async function keep(page) {
  await bar(page, "Keep").click();
  await expect(toast(page)).toContainText("Kept in this browser.");
}

/** Reads a text anew and keeps it. @param {Page} page @param {string} text */
async function readAndKeep(page, text) {
  await read(page, text);
  await keep(page);
}

/** Opens the page and keeps an article with one correction, which is also a rule. @param {Page} page */
async function keepCorrected(page) {
  await open(page);
  await read(page, DANUBE);
  await page.locator(".article p mark[data-kind=place]").first().click();
  await page.keyboard.press("2");
  await page.getByRole("button", { name: "Always" }).click();
  await keep(page);
}

/** @param {Page} page */
async function library(page) {
  await bar(page, "New").click();
  await page.getByRole("button", { name: /tables, export/ }).click();
  await expect(page.locator("h1")).toHaveText("Kept articles");
}

/** All that this browser has stored for the page, as one string. @param {Page} page */
function stored(page) {
  return page.evaluate(async () => {
    const parts = [JSON.stringify({ ...sessionStorage }), JSON.stringify({ ...localStorage })];
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise((resolve, reject) => {
        const request = indexedDB.open(name ?? "");
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      for (const store of database.objectStoreNames) {
        const all = await new Promise((resolve) => {
          const request = database.transaction(store).objectStore(store).getAll();
          request.onsuccess = () => resolve(request.result);
        });
        parts.push(JSON.stringify(all));
      }
      database.close();
    }
    return parts.join("\n");
  });
}

/** Changes records of the library behind the page's back. @param {Page} page @param {string} store @param {string} change body of a function of `record` */
function tamper(page, store, change) {
  return page.evaluate(
    ([store, change]) =>
      new Promise((resolve, reject) => {
        const edit = /** @type {(record: any) => void} */ (/** @type {any} */ (globalThis).edits[change]);
        const request = indexedDB.open("marginalia");
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const transaction = request.result.transaction(store, "readwrite");
          const records = transaction.objectStore(store).getAll();
          records.onsuccess = () => {
            for (const record of records.result) {
              edit(record);
              transaction.objectStore(store).put(record);
            }
          };
          transaction.oncomplete = () => (request.result.close(), resolve(undefined));
        };
      }),
    /** @type {const} */ ([store, change]),
  );
}

/** What `tamper` can do; the page's policy lets no code be made of words. */
const edits = () => {
  /** @type {any} */ (globalThis).edits = {
    "an older engine that found one name less": (/** @type {any} */ { report }) => {
      report.engine.version = "0.0.1";
      const last = report.mentions.findLastIndex((/** @type {any} */ m) => m.kind === "date");
      const at = last < 0 ? report.mentions.length - 1 : last;
      report.mentions.splice(at, 1);
      const moved = (/** @type {number} */ m) => (m > at ? m - 1 : m);
      for (const entity of report.entities) entity.mentions = entity.mentions.filter((/** @type {number} */ m) => m !== at).map(moved);
      for (const list of ["dates", "amounts"]) {
        report[list] = report[list].filter((/** @type {any} */ x) => x.mention !== at);
        for (const one of report[list]) one.mention = moved(one.mention);
      }
    },
    "words changed": (/** @type {any} */ record) => (record.text = record.text.replace(/\w/, "#")),
    "report broken": (/** @type {any} */ record) => record.report.blocks.pop(),
  };
};

test.beforeEach(({ context }) => context.addInitScript(edits));

test("nothing is stored beyond the tab until Keep; then the article is there in every tab, with what was done to it", async ({ page, context }) => {
  await open(page);
  await read(page, DANUBE);
  await expect(page).toHaveTitle("Marginalia");
  expect(await page.evaluate("localStorage.length")).toBe(0);
  const other = await context.newPage();
  await open(other);
  await expect(other.locator(".kept")).toBeHidden();
  expect(await stored(other)).not.toContain("Danube");

  await page.bringToFront();
  await page.locator(".article p mark[data-kind=place]").first().click();
  await page.keyboard.press("2");
  await expect(toast(page)).toContainText("is now an organisation");
  await keep(page);
  await expect(page).toHaveTitle(/^Farmers block Danube ferry .* · Marginalia$/);
  await other.bringToFront();
  await expect(other.locator(".kept .row")).toHaveText(/^Farmers block Danube ferry/);
  await other.locator(".kept .row").click();
  await expect(other.locator(".article h1")).toHaveText(/^Farmers block/);
  await expect(other.locator(".article mark").first()).toBeVisible();
  const words = (/** @type {Page} */ p) => p.locator(".article mark").evaluateAll((all) => all.map((m) => `${m.dataset.at} ${m.dataset.kind}`));
  expect(await words(other)).toEqual(await words(page));
  await expect(bar(other, "Undo")).toBeVisible();
  expect(other.url()).not.toMatch(/danube|ferry/i);
  await other.reload();
  await expect(other.locator(".article h1")).toHaveText(/^Farmers block/);
  await expect(other).toHaveTitle(/^Farmers block/);
});

test("what is changed after Keep is kept as well: title, source, corrections, notes", async ({ page, context }) => {
  await open(page);
  await readAndKeep(page, DANUBE);
  await page.getByRole("button", { name: "Add where it was published" }).click();
  await page.getByLabel("Published at").fill("https://example.org/ferry");
  await page.getByLabel("Title").fill("The ferry");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Escape");
  await page.locator(".article p mark[data-kind=place]").first().click();
  await page.keyboard.press("1");
  await expect(toast(page)).toContainText("is now a person");
  const other = await context.newPage();
  await open(other);
  await expect(other.locator(".kept .row")).toHaveText(/^The ferry/);
  await other.locator(".kept .row").click();
  await expect(bar(other, "Kept")).toBeVisible();
  await bar(other, "Kept").click();
  await expect(other.getByLabel("Published at")).toHaveValue("https://example.org/ferry");
  await other.keyboard.press("Escape");
  await bar(other, "Undo").click();
  await expect(toast(other)).toContainText("Undone: ");
});

test("search over all, names with their articles, and the way from a name to where else it appears", async ({ page }) => {
  await open(page);
  await readAndKeep(page, DANUBE);
  const shown = await page.locator('.family[data-kind="person"] .row .name').first().textContent();
  const person = (shown ?? "").replace(/ \?$/, "");
  expect(person).toMatch(/\S \S/);
  await readAndKeep(page, KESTREL);
  await readAndKeep(page, `A third story\n\n${`${person} spoke again on Friday, said the mayor of Lisbon. `.repeat(4)}`);
  await page.locator("article mark", { hasText: person }).first().click();
  const line = page.locator(".card .said", { hasText: "Also in" });
  await expect(line).toHaveText(/Also in Farmers block Danube/);
  await line.getByRole("button").first().click();
  await expect(page.locator(".article h1")).toHaveText(/^Farmers block/);
  await expect(page.locator("mark.current").first()).toHaveText(person);

  await library(page);
  await expect(titles(page)).toHaveText([/^A third story/, /^Kestrel/, /^Farmers/]);
  await page.getByRole("searchbox").fill(person);
  await expect(titles(page)).toHaveText([/^A third story/, /^Farmers/]);
  await expect(page.locator(".name-found").first()).toHaveText(`${person} in 2 articles`);
  await expect(page.locator(".snippet mark").first()).toHaveText(person);
  await page.getByRole("searchbox").fill("zzz");
  await expect(titles(page)).toHaveCount(0);
  await expect(page.locator(".articles")).toHaveText("Nothing of that in any of them.");
  await page.getByRole("searchbox").fill("<img src=x onerror=alert(1)> [(");
  await expect(titles(page)).toHaveCount(0);
});

test("one table over the chosen articles", async ({ page }) => {
  await open(page);
  await readAndKeep(page, DANUBE);
  await readAndKeep(page, KESTREL);
  await library(page);
  await page.getByRole("button", { name: "Choose all" }).click();
  await expect(page.locator(".library .ways")).toContainText("2 chosen:");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Table" }).click()]);
  const csv = await readFile(await download.path(), "utf8");
  expect(csv).toMatch(/^\ufeffMention,Kind,Name,About,Sentence,Article,Source,Published,Engine,Unsure,From,To,Start,End\r\n/);
  for (const title of [/Farmers block Danube/, /Kestrel to buy/]) expect(csv).toMatch(title);
  expect(csv.split("\r\n").length).toBeGreaterThan(40);
});

test("Forget leaves nothing of the article, neither text, corrections, nor rules; Undo brings it back", async ({ page }) => {
  await keepCorrected(page);
  expect(await stored(page)).toContain("Danube");
  const forget = async () => {
    await bar(page, "Kept").click();
    await page.getByRole("button", { name: "Forget it" }).click();
    await expect(toast(page)).toContainText("Forgotten: 1 article, 1 correction and 1 rule.");
  };
  await forget();
  await expect(page.locator("h1")).toHaveText("Paste an article.");
  await expect(page).toHaveTitle("Marginalia");
  const left = await stored(page);
  expect(left).not.toMatch(/Danube|Farmers/);
  expect(left).toContain('"rules":"[]"');
  await toast(page).getByRole("button", { name: "Undo" }).click();
  await expect(page.locator(".kept .row")).toHaveText(/^Farmers/);
  expect(JSON.parse(/** @type {string} */ (await page.evaluate("localStorage.rules")))).toHaveLength(1);
  await page.locator(".kept .row").click();
  await forget();
  await page.goBack();
  await expect(page.locator(".article")).toHaveCount(0);
});

test("export all, forget all, import: everything is back, and a second import changes nothing", async ({ page }) => {
  await keepCorrected(page);
  await readAndKeep(page, KESTREL);
  await library(page);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Export all" }).click()]);
  expect(download.suggestedFilename()).toMatch(/^marginalia-library-\d{4}-\d\d-\d\d\.json$/);
  const content = await readFile(await download.path(), "utf8");
  const bring = (/** @type {string} */ words) =>
    page.locator(".library input[type=file]").setInputFiles({ name: "a.json", mimeType: "application/json", buffer: Buffer.from(words) });

  await bring(content);
  await expect(toast(page)).toContainText("Imported 0 articles. 2 articles were here already.");
  await page.getByRole("button", { name: "Choose all" }).click();
  await page.getByRole("button", { name: "Forget" }).click();
  await expect(titles(page)).toHaveCount(0);
  await expect(page.locator(".library")).toContainText("None yet.");
  await bring(content);
  await expect(toast(page)).toContainText("Imported 2 articles and 1 rule.");
  await expect(titles(page)).toHaveCount(2);

  const changed = JSON.parse(content);
  changed.articles[0].title = "Another name";
  changed.articles[1].report.blocks = [];
  await bring(JSON.stringify(changed));
  await expect(toast(page)).toContainText("1 differs from the one here: both are kept. Left out as damaged: article 2 (report/blocks).");
  await expect(titles(page)).toHaveCount(3);
  for (const [broken, sentence] of /** @type {const} */ ([
    [content.slice(0, 5000), "This file is damaged: it ends too early or is not JSON. Nothing was taken from it."],
    ['{"marginalia":"articles","format":9,"articles":[],"rules":[]}', "written by another version of Marginalia"],
    ['{"hello":1}', "This file is damaged: it is not what Marginalia wrote."],
  ])) {
    await bring(broken);
    await expect(toast(page)).toContainText(sentence);
  }
  await expect(titles(page)).toHaveCount(3);
  await titles(page).filter({ hasText: "Another name" }).click();
  await expect(page.locator(".article mark").first()).toBeVisible();
});

test("an article opens with its stored marks, and a newer engine asks before it changes them", async ({ page }) => {
  await open(page);
  await readAndKeep(page, KESTREL);
  const now = await page.locator(".article mark").count();
  await tamper(page, "reports", "an older engine that found one name less");
  const openIt = async () => {
    await bar(page, "New").click();
    await page.locator(".kept .row").click();
    await expect(page.locator(".article mark").first()).toBeVisible();
  };
  await openIt();
  await expect(toast(page)).toContainText(/^Version \d+\.\d+\.\d+ reads this differently: 1 mark\./);
  expect(await page.locator(".article mark").count()).toBe(now - 1);
  await page.getByRole("button", { name: "Keep as it was" }).click();
  await openIt();
  await page.waitForTimeout(500);
  await expect(toast(page)).toBeHidden();
  expect(await page.locator(".article mark").count()).toBe(now - 1);

  await tamper(page, "reports", "an older engine that found one name less");
  await page.evaluate(`new Promise((done) => {
    const request = indexedDB.open("marginalia");
    request.onsuccess = () => {
      const store = request.result.transaction("entries", "readwrite").objectStore("entries");
      store.getAll().onsuccess = ({ target }) => { store.put({ ...target.result[0], spared: null }); };
      store.transaction.oncomplete = () => { request.result.close(); done(); };
    };
  })`);
  await openIt();
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page.locator(".article mark")).toHaveCount(now);
});

test("two tabs change one article: neither overwrites the other", async ({ page, context }) => {
  await open(page);
  await readAndKeep(page, DANUBE);
  const other = await context.newPage();
  await open(other);
  await other.locator(".kept .row").click();
  const name = async (/** @type {Page} */ p, /** @type {string} */ key, /** @type {string} */ said) => {
    // A tab that is not in front draws once a second.
    await p.bringToFront();
    await p.locator(".article p mark[data-kind=place]").first().click();
    await p.keyboard.press(key);
    await expect(toast(p)).toContainText(said);
  };
  await name(page, "1", "is now a person");
  await expect(other.locator(".article mark").first()).toBeVisible();
  await name(other, "2", "This article was changed in another tab.");
  await toast(other).getByRole("button", { name: "Keep both" }).click();
  await other.goto(other.url());
  await bar(other, "New").click();
  await expect(other.locator(".kept .row")).toHaveCount(2);
  await name(page, "4", "is now a date");
  await other.bringToFront();
  await other.locator(".kept .row").first().click();
  await expect(other.locator(".article mark").first()).toBeVisible();

  await name(page, "2", "is now an organisation");
  await name(other, "1", "This article was changed in another tab.");
  await toast(other).getByRole("button", { name: "Show that one" }).click();
  const kinds = (/** @type {Page} */ p) => p.locator(".article mark").evaluateAll((all) => all.map((m) => `${m.dataset.at} ${m.dataset.kind}`));
  await expect.poll(() => kinds(other)).toEqual(await kinds(page));

  await page.bringToFront();
  await bar(page, "Kept").click();
  await page.getByRole("button", { name: "Forget it" }).click();
  await other.bringToFront();
  await expect(toast(other)).toContainText("This article was forgotten in another tab.");
  await toast(other).getByRole("button", { name: "Forget it here" }).click();
  await expect(other.locator("h1")).toHaveText("Paste an article.");
});

test("no room, and no store at all: said, the article stays, and a file keeps it", async ({ page, context }) => {
  await open(page);
  await read(page, DANUBE);
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await bar(page, "Keep").click();
  await expect(toast(page)).toContainText("There is no room left in this browser’s store. The article stays in this tab.");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save as file" }).click()]);
  await expect(page.locator(".article h1")).toHaveText(/^Farmers/);
  await expect(bar(page, "Keep")).toBeVisible();

  const denied = await context.newPage();
  await denied.addInitScript(() => {
    Object.defineProperty(globalThis, "indexedDB", {
      get: () => {
        throw new DOMException("denied", "SecurityError");
      },
    });
  });
  await open(denied);
  await denied.locator(".empty input[type=file]").setInputFiles(await download.path());
  await expect(denied.locator(".article h1")).toHaveText(/^Farmers/);
  await expect(denied.locator(".article mark").first()).toBeVisible();
  await bar(denied, "Keep").click();
  await expect(toast(denied)).toContainText("This browser does not let the page store anything. The article stays in this tab.");
});

test("a damaged record: its marks are made anew, its text is never shown as whole", async ({ page }) => {
  await open(page);
  await readAndKeep(page, DANUBE);
  const marks = await page.locator(".article mark").count();
  await tamper(page, "reports", "report broken");
  await bar(page, "New").click();
  await page.locator(".kept .row").click();
  await expect(page.locator(".article mark")).toHaveCount(marks);
  await bar(page, "New").click();
  await tamper(page, "texts", "words changed");
  await page.locator(".kept .row").click();
  await expect(toast(page)).toContainText("This article is damaged in the browser’s store and cannot be opened.");
  await page.getByRole("button", { name: "Understood" }).click();
  await page.getByRole("button", { name: /tables, export/ }).click();
  await page.getByRole("checkbox").check();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save as file" }).click()]);
  expect(await readFile(await download.path(), "utf8")).toContain("Danube");
});

test("a text pasted before is remembered", async ({ page, context }) => {
  await open(page);
  await read(page, DANUBE);
  await page.locator(".article p mark[data-kind=place]").first().click();
  await page.keyboard.press("2");
  await keep(page);
  const other = await context.newPage();
  await open(other);
  await read(other, DANUBE);
  await expect(toast(other)).toContainText(/^You have this article from \d+ \w+ \d{4}, with 1 correction\./);
  await other.getByRole("button", { name: "Open it" }).click();
  await expect(bar(other, "Kept")).toBeVisible();
  await expect(bar(other, "Undo")).toBeVisible();
  // With an article open as well, which is this very one.
  await read(other, DANUBE);
  await expect(toast(other)).toContainText(/^You have this article from \d+ \w+ \d{4}, with 1 correction\./);
});

test("several dropped files: one is opened, the others wait for a key", async ({ page }) => {
  await open(page);
  await page.evaluate(() => {
    const data = new DataTransfer();
    for (const name of ["One", "Two"]) data.items.add(new File([`${name} story\n\nAna Reis left Lisbon.`], `${name}.txt`, { type: "text/plain" }));
    data.items.add(new File(["%PDF-1.4"], "three.pdf", { type: "application/pdf" }));
    data.items.add(new File(["Four story\n\nAna Reis left Lisbon."], "Four.txt", { type: "text/plain" }));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  await expect(page.locator(".article h1")).toHaveText("One story");
  await expect(bar(page, "Next file (3)")).toBeVisible();
  await expect(page.locator(".article mark").first()).toBeVisible();
  await page.keyboard.press(".");
  await expect(page.locator(".article h1")).toHaveText("Two story");
  await bar(page, "Next file (2)").click();
  await expect(toast(page)).toContainText("three.pdf: That is a PDF, which cannot be read here. Open it, select all, copy, paste here. 1 file still to come.");
  await toast(page).getByRole("button", { name: "Next" }).click();
  await expect(page.locator(".article h1")).toHaveText("Four story");
  await expect(page.locator(".bar")).not.toContainText("Next file");
});

test("from disk nothing is stored: Keep is a file there, which the page opens again", async ({ page }) => {
  await page.goto(pathToFileURL(`${root}dist/marginalia.html`).href);
  await paste(page, DANUBE);
  await expect(page.locator(".article mark").first()).toBeVisible();
  await page.locator(".article p mark[data-kind=place]").first().click();
  await page.keyboard.press("2");
  await expect(toast(page)).toContainText("is now an organisation");
  const kinds = () => page.locator(".article mark").evaluateAll((all) => all.map((m) => `${m.dataset.at} ${m.dataset.kind}`));
  const before = await kinds();
  const [download] = await Promise.all([page.waitForEvent("download"), bar(page, "Save as file").click()]);
  expect(download.suggestedFilename()).toBe("Farmers block Danube ferry as grain quarrel between neighbors deepens.json");
  const stores = () => page.evaluate(async () => [sessionStorage.length, localStorage.length, (await indexedDB.databases()).length]);
  expect(await stores()).toEqual([0, 0, 0]);
  await page.reload();
  await expect(page.locator("h1")).toHaveText("Paste an article.");
  await page.locator(".empty input[type=file]").setInputFiles(await download.path());
  await expect(page.locator(".article mark").first()).toBeVisible();
  expect(await kinds()).toEqual(before);
  await expect(bar(page, "Undo")).toBeVisible();
  expect(await stores()).toEqual([0, 0, 0]);
});
