// Reading: what stands on the page before and after a paste.

import { expect, test } from "./house.js";
import { blocks, DANUBE, open, paste, read, readAnew, select } from "./desk.js";

const GERMAN =
  "Fähre kehrt in den Hafen zurück\nDie Fähre ist nach einem langen Sturm in den Hafen zurückgekehrt, und niemand wurde " +
  "verletzt.\nDie Leute auf dem Schiff hatten nicht geglaubt, dass sie noch vor dem Abend wieder an das Land kommen würden.";

test("the first screen says what it does and waits for a paste", async ({ page }) => {
  await open(page);
  await expect(page.locator("h1")).toHaveText("Paste an article.");
  await expect(page.locator(".promise")).toHaveText(
    "Its people, organisations, places and dates are marked here, in this tab. Nothing you paste is sent anywhere. How to check",
  );
  await expect(page.getByRole("textbox", { name: "Paste an article" })).toBeFocused();
  await expect(page.locator(".specimen mark")).toHaveCount(4);
  await expect(page).toHaveTitle("Marginalia");
});

test("the text stands at once, and its marks shift nothing", async ({ page }) => {
  /** @type {() => void} */
  let release = () => {};
  const held = new Promise((resolve) => (release = () => resolve(undefined)));
  await page.route("**/*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  await open(page);
  const text = `Ferry held at Lisbon
Ana Reis of the Harbour Trust left Lisbon for Kyiv on 3 May 2021, and the Kremlin said nothing. She had come from Berlin, where Mayor Jane Roe of New York met Angela Merkel on Monday, and the two left for Paris on Tuesday without a word to the press, who had waited at the Brandenburg Gate since dawn.
The Wall Street Journal said that Ukraine and Russia would talk in Geneva in June. Volodymyr Zelensky told CNN that nothing was decided, while the White House spoke of a first step. In London the Foreign Office waited for news from Kyiv, and Reuters reported that two ships had left Odesa.`;
  await paste(page, text);
  await expect(page.locator(".article h1")).toHaveText("Ferry held at Lisbon");
  await expect(page.locator(".article h1")).toBeFocused();
  expect(await page.locator("mark").count()).toBe(0);
  const before = await words(page);
  release();
  await expect(page.locator(".article mark").first()).toBeVisible();
  await expect(page.locator("#announce")).toHaveText(/^Marked: /);
  const after = await words(page);
  expect(after.map((w) => w.word)).toEqual(before.map((w) => w.word));
  // Glyphs are placed in 64ths of a pixel, and each element begins at one.
  const shifts = after.flatMap((w, i) => w.box.map((v, side) => Math.abs(v - (before[i]?.box[side] ?? 1e9))));
  expect(Math.max(...shifts)).toBeLessThan(0.1);
});

/** Where each word stands. @param {import("@playwright/test").Page} page */
function words(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll(".article [data-start]")].flatMap((block) => {
      const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      const range = document.createRange();
      let whole = "";
      /** @type {{node: Node, from: number}[]} */
      const nodes = [];
      for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        nodes.push({ node, from: whole.length });
        whole += node.nodeValue;
      }
      const point = (/** @type {number} */ at) => {
        const found = nodes.findLast((n) => n.from <= at);
        return found ? /** @type {const} */ ([found.node, at - found.from]) : null;
      };
      return Array.from(whole.matchAll(/\S+/g), (m) => {
        const [start, end] = [point(m.index), point(m.index + m[0].length - 1)];
        if (!start || !end) return { word: m[0], box: [] };
        range.setStart(...start);
        range.setEnd(end[0], end[1] + 1);
        const { left, top, right } = range.getBoundingClientRect();
        return { word: m[0], box: [left, top, right] };
      });
    }),
  );
}

test("each block says exactly its stretch of the text, marks or not", async ({ page }) => {
  for (const text of [DANUBE, "قالت وزارة الدفاع في كييف يوم الاثنين\nوقال آخر", "😀😀 🎉\n👩‍👩‍👧", "  \n one line with\ttabs  and   blanks \n\n\n"]) {
    await open(page);
    await read(page, text);
    const found = await blocks(page);
    found.forEach((block, i) => expect(block.text).toBe(text.slice(block.start, found[i + 1]?.start ?? text.length)));
    expect(found.map((b) => b.text).join("")).toBe(text);
  }
});

test("all four headings are in view, each legend, count and switch", async ({ page }) => {
  await open(page);
  await read(page, DANUBE);
  for (const name of ["People", "Organisations", "Places", "Dates"]) {
    await expect(page.locator(".sidebar").getByRole("button", { name: new RegExp(`^${name} \\d+ Hide$`) })).toBeInViewport();
  }
  const places = page.locator(".family[data-kind=place]");
  const shown = page.locator(".article mark[data-kind=place]");
  const [count, others, text] = [await shown.count(), await page.locator(".article mark").count(), await blocks(page)];
  await places.locator(".switch").click();
  // Nothing is left of a mark that is not shown, neither to the eye nor to the ear; the words are as they were.
  await expect(shown).toHaveCount(0);
  await expect(page.locator(".article mark")).toHaveCount(others - count);
  expect(await blocks(page)).toEqual(text);
  await expect(places.locator(".row")).toHaveCount(0);
  await expect(places.getByRole("button", { name: /^Places \d+ Show$/ })).toBeVisible();
  await places.locator(".switch").click();
  await expect(shown).toHaveCount(count);
  // The other kinds are no marks until they are asked for.
  await expect(page.locator(".article mark[data-kind=group]")).toHaveCount(0);
  await page.locator(".also summary").click();
  await page.getByRole("button", { name: /^Groups \d+ Show$/ }).click();
  await expect(page.locator(".article mark[data-kind=group]").first()).toBeVisible();
});

test("what leads to a name that is not shown shows its kind", async ({ page }) => {
  await open(page);
  await read(page, DANUBE);
  await page.locator(".family[data-kind=place] .switch").click();
  await expect(page.locator(".article mark[data-kind=place]")).toHaveCount(0);
  await page.keyboard.press("/");
  await page.keyboard.type("Tulcea");
  await page.locator(".search .found button").first().click();
  await expect(page.locator("mark.current")).toHaveText("Tulcea");
  await expect(page.locator("mark.current")).toBeFocused();
});

test("in another language the margin says that names were not looked for, not that there are none", async ({ page }) => {
  await open(page);
  await read(page, GERMAN);
  await expect(page.locator(".foreign").first()).toHaveText("Names are found in English texts; this seems to be German.");
  for (const kind of ["person", "organization", "place"])
    await expect(page.locator(`.family[data-kind=${kind}] .foot`)).toHaveText("Not looked for in German.");
  await readAnew(page, "Nothing is here\nIt rained and rained. The cows stood under the tree, and the road was wet.");
  await expect(page.locator(".family[data-kind=person] .foot")).toHaveText("No people in this text.");
});

test("a row of the margin steps through its occurrences, and Esc leads back to it", async ({ page }) => {
  await open(page);
  await read(page, DANUBE);
  const row = page.locator(".family[data-kind=place] .row").first();
  const total = Number(await row.locator(".count").textContent());
  expect(total).toBeGreaterThan(1);
  await row.click();
  await expect(row.locator(".count")).toHaveText(`1 of ${total}`);
  await expect(page.locator("mark.current")).toBeFocused();
  await expect(page.locator("mark.current")).toBeInViewport();
  const first = await page.locator("mark.current").getAttribute("data-at");
  await row.click();
  await expect(page.locator(`mark.current:not([data-at="${first}"])`)).toBeFocused();
  await expect(row.locator(".count")).toHaveText(`2 of ${total}`);
  await expect(page.locator("#announce")).toHaveText(new RegExp(`, place, 2 of ${total}`));
  expect(await page.locator("mark.lit").count()).toBeGreaterThanOrEqual(total);
  await page.keyboard.press("Escape");
  await expect(row).toBeFocused();
});

test("hovering lights the same name everywhere, and nothing pops up", async ({ page }) => {
  await open(page);
  await read(page, DANUBE);
  const mark = page.locator(".article p mark[data-kind=place]").first();
  await mark.hover();
  await expect(mark).toHaveClass(/lit/);
  await expect(page.locator(".card:visible")).toHaveCount(0);
});

test("a publication date is read as it is typed, and the dates follow at once", async ({ page }) => {
  await open(page);
  await read(page, "Calm day\nThe council met on Monday and left early Tuesday.");
  const line = page.locator(".publication");
  await expect(line).toHaveText(/Published: not in the text\. Add the date and 2 dates get their day\./);
  await expect(page.locator(".family[data-kind=date] .foot")).toHaveText("Need the publication date. Add it");
  await page.getByRole("button", { name: "Add the date" }).click();
  const field = page.getByRole("textbox", { name: "Published" });
  await expect(field).toBeFocused();
  await field.fill("23 May 2023");
  await expect(line).toContainText("Read as Tuesday 23 May 2023. Not right?");
  await expect(page.locator(".family[data-kind=date] .row").first()).toContainText("22 May 2023");
  await field.fill("05/06/2023");
  await expect(line.getByRole("button", { name: "5 June 2023" })).toBeVisible();
  await line.getByRole("button", { name: "6 May 2023" }).click();
  await expect(line).toContainText("Read as Saturday 6 May 2023.");
  await field.press("Enter");
  await expect(line).toHaveText(/Published 6 May 2023\. Change/);
  // As with every change, one press takes it back, of the message, the bar or the keys.
  await page.locator("#toast").getByRole("button", { name: "Undo" }).click();
  await expect(line).toHaveText(/Published: not in the text\. Add the date/);
  await page.keyboard.press("Control+Shift+z");
  await expect(line).toHaveText(/Published 6 May 2023\. Change/);
  await page.getByRole("button", { name: "Change" }).click();
  await field.fill("1863");
  await expect(line).toContainText("Read as 1863.");
  await page.locator(".bar").getByRole("button", { name: "Undo" }).click();
  await expect(line).toHaveText(/Published 6 May 2023\. Change/);
  await page.keyboard.press("Control+z");
  await expect(line).toHaveText(/Published: not in the text\. Add the date/);
});

test("what is no date, or one of two, is not dropped: the field stays and asks", async ({ page }) => {
  await open(page);
  await read(page, "Calm day\nThe council met on Monday and left early Tuesday.");
  const line = page.locator(".publication");
  const field = page.getByRole("textbox", { name: "Published" });
  await page.getByRole("button", { name: "Add the date" }).click();
  for (const words of ["banana", "2024-02-31"]) {
    await field.fill("");
    await page.keyboard.type(words);
    await page.keyboard.press("Enter");
    await expect(line).toContainText(`“${words}” is no date yet. Write it like 23 May 2023`);
    await expect(field).toBeFocused();
  }
  // Nor does a year stay that was read on the way to it.
  await expect(page.locator(".family[data-kind=date] .foot")).toHaveText("Need the publication date. Add it");
  await field.fill("05/06/2023");
  await field.press("Enter");
  await expect(line.getByRole("button", { name: "5 June 2023" }).or(line.getByRole("button", { name: "6 May 2023" })).first()).toBeFocused();
  await line.getByRole("button", { name: "5 June 2023" }).press("Enter");
  await expect(field).toBeFocused();
  await field.press("Enter");
  await expect(line).toHaveText(/Published 5 June 2023\. Change/);
  // Left for something else, the words still stand there.
  await page.getByRole("button", { name: "Change" }).click();
  await field.fill("banana");
  await page.locator(".article p[data-start]").last().click();
  await expect(field).toHaveValue("banana");
  await field.press("Escape");
  await expect(line).toHaveText(/Published 5 June 2023\. Change/);
});

test("a date that was given goes, and the one of the text holds again", async ({ page }) => {
  await open(page);
  await read(page, "Calm day\nPublished 14 March 2024\nThe council met on Monday and left early Tuesday.");
  const line = page.locator(".publication");
  const field = page.getByRole("textbox", { name: "Published" });
  await expect(line).toHaveText(/Published 14 March 2024, from the text\. Change/);
  await page.getByRole("button", { name: "Change" }).click();
  await field.fill("");
  await expect(line).toContainText("With nothing here the text’s own date holds: Thursday 14 March 2024.");
  await field.fill("1 May 2024");
  await expect(line).toContainText("Read as Wednesday 1 May 2024.");
  await field.press("Enter");
  await page.getByRole("button", { name: "Change" }).click();
  await field.fill("");
  await field.press("Enter");
  await expect(page.locator("#toast")).toContainText("Published 14 March 2024, from the text again.");
  await expect(line).toHaveText(/Published 14 March 2024, from the text\. Change/);
});

test("set-aside lines stand folded where they were, and can be put back", async ({ page }) => {
  await open(page);
  await read(page, DANUBE);
  const asides = page.locator(".article details.aside");
  expect(await asides.count()).toBeGreaterThan(0);
  const first = asides.first();
  await expect(first.locator("summary")).toHaveText(/^\d+ lines? set aside: /);
  await expect(first.locator("p").first()).toBeHidden();
  await first.locator("summary").click();
  const line = await first.locator("p[data-start]").first().getAttribute("data-start");
  await first.getByRole("button", { name: "Part of the article" }).click();
  await expect(page.locator(`.article > [data-start="${line}"]`)).toBeVisible();
  await expect(page.locator("#toast")).toContainText("put back into the article.");
  await page.locator("#toast").getByRole("button", { name: "Undo" }).click();
  await expect(page.locator(`.article details [data-start="${line}"]`)).toBeHidden();
});

test("one line of several set aside is put back by itself, and the rest stays open around it", async ({ page }) => {
  await open(page);
  await read(page, DANUBE);
  const fold = page.locator(".article details.several").filter({ has: page.locator(".folded:nth-of-type(3)") }).first();
  await fold.locator("summary").click();
  const lines = fold.locator("p[data-start]");
  const [first, second] = [await lines.nth(0).getAttribute("data-start"), await lines.nth(1).getAttribute("data-start")];
  const said = (await lines.nth(1).textContent())?.trim() ?? "";
  const before = await blocks(page);
  const put = fold.getByRole("button", { name: /^Put back: / });
  expect(await put.count()).toBe(await lines.count());
  await put.nth(1).press("Enter");
  const line = page.locator(`.article > [data-start="${second}"]`);
  await expect(line).toBeFocused();
  await expect(line).toContainText(said);
  await expect(page.locator("#toast")).toContainText("1 line put back into the article.");
  await expect(page.locator(`.article details [data-start="${first}"]`)).toBeVisible();
  expect(await blocks(page)).toEqual(before);
});

test("the cells of a table stand below one another, also where a mark divides them", async ({ page }) => {
  await open(page);
  const rows = [["Country", "2023 (in millions)", "2024"], ["France", "7,285", "7,301"], ["Germany", "4,916", "4,890"], ["Spain", "4,874", "4,912"]];
  const cells = rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("");
  await read(page, "", `<h1>What the budget means</h1><p>The council met in Strasbourg and adopted it.</p><table>${cells}</table>`);
  const left = (/** @type {string} */ words) =>
    page.evaluate((words) => {
      const texts = document.createTreeWalker(document.querySelector(".article") ?? document, NodeFilter.SHOW_TEXT);
      for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        const at = node.nodeValue?.indexOf(words) ?? -1;
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + words.length);
        return Math.round(range.getBoundingClientRect().left);
      }
      return -1;
    }, words);
  const second = await left("2023");
  expect(second).toBeGreaterThan(0);
  for (const words of ["7,285", "4,916", "4,874"]) expect(await left(words)).toBe(second);
});

test("long texts have a list of their headings", async ({ page }) => {
  await open(page);
  const html = ["One", "Two", "Three", "Four"].map((name) => `<h2>Part ${name}</h2><p>${"The boat lay still. ".repeat(60)}</p>`).join("");
  await read(page, "", `<h1>Log of a voyage</h1>${html}`);
  const contents = page.locator("details.contents");
  await contents.locator("summary").click();
  await contents.getByRole("button", { name: "Part Four" }).click();
  const heading = page.getByRole("heading", { name: "Part Four" });
  await expect(heading).toBeInViewport();
  const top = async (/** @type {import("@playwright/test").Locator} */ part) => (await part.boundingBox())?.y ?? 0;
  const before = await top(heading);
  await page.reload();
  await expect.poll(async () => Math.abs((await top(heading)) - before)).toBeLessThan(40);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.reload();
  await expect(contents).toBeVisible();
  expect(await top(contents)).toBeLessThan(await top(page.locator(".article h1")));
});

test("search finds in the text and in the names, and leaves the text as it is", async ({ page }) => {
  await open(page);
  await read(page, DANUBE);
  const before = await blocks(page);
  await page.keyboard.press("/");
  await page.keyboard.type("grain");
  await expect(page.locator(".search .count")).toHaveText(/^\d+$/);
  const total = Number(await page.locator(".search .count").textContent());
  expect(total).toBe(DANUBE.match(/grain/gi)?.length);
  await page.keyboard.press("Enter");
  await expect(page.locator(".search .count")).toHaveText(`1 of ${total}`);
  expect(await page.evaluate("CSS.highlights.get('search').size")).toBe(total);
  // A mark under a hit keeps its line.
  const [line, under] = await page.locator(".article p mark[data-kind=place]").first().evaluate((mark) => {
    const of = (/** @type {string | null} */ part) => getComputedStyle(mark, part);
    return [null, "::highlight(search)"].map((part) => [of(part).textDecorationStyle, of(part).textDecorationColor].join(" "));
  });
  expect(line).toMatch(/^dotted rgb/);
  expect(under).toBe(line);
  expect(await blocks(page)).toEqual(before);
  await page.keyboard.press("Escape");
  expect(await page.evaluate("CSS.highlights.has('search')")).toBe(false);
});

test("nothing scrolls sideways, from 320 pixels to 2560", async ({ page }) => {
  test.setTimeout(120_000);
  const widths = [320, 360, 860, 861, 1060, 2560];
  /** @type {string[]} */
  const wide = [];
  const look = async (/** @type {string} */ what) => {
    const sideways = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
    if (Number(sideways) > 0) wide.push(what);
  };
  await open(page);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 740 });
    await look(`${width}: first screen`);
  }
  await read(page, `${DANUBE}\n${"Donaudampfschifffahrtsgesellschaft".repeat(6)}`);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 740 });
    await look(`${width}: article`);
    await page.locator(".article p mark[data-kind=place]").first().click();
    await look(`${width}: card`);
    await page.locator(".card").getByRole("button", { name: "More" }).click();
    await look(`${width}: more`);
    await page.locator(".card").getByRole("button", { name: "The line is…" }).click();
    await look(`${width}: roles`);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /Add the date|Change/ }).click();
    await look(`${width}: date`);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Find" }).click();
    await page.keyboard.type("the");
    await look(`${width}: search`);
    await page.keyboard.press("Escape");
    await select(page, "cold nights");
    await expect(page.locator(".picked")).toBeVisible();
    await look(`${width}: selection`);
    await page.keyboard.press("1");
    await expect(page.locator("#toast")).toBeVisible();
    await look(`${width}: toast`);
    await page.locator("#toast").getByRole("button", { name: "Undo" }).click();
    await expect(page.locator("article mark", { hasText: "cold nights" })).toHaveCount(0);
  }
  expect(wide).toEqual([]);
});

test("on a phone each kind opens a sheet, and a row closes it and jumps", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page);
  await read(page, DANUBE);
  await page.locator("#dock").getByRole("button", { name: /^Places/ }).click();
  const sheet = page.locator("dialog.sheet");
  await expect(sheet).toBeVisible();
  expect((await sheet.boundingBox())?.height).toBeLessThanOrEqual(740 * 0.6 + 1);
  await sheet.locator(".row").first().click();
  await expect(sheet).toBeHidden();
  await expect(page.locator("mark.current")).toBeInViewport();
  await page.locator("#dock").getByRole("button", { name: /^Places/ }).click();
  await expect(sheet.locator(".row").first()).toBeVisible();
});

test("print shows the article with its marks, then the margin as an appendix", async ({ page }) => {
  await open(page);
  await read(page, DANUBE);
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".bar")).toBeHidden();
  await expect(page.locator(".sidebar")).toBeVisible();
  const order = await page.evaluate(() => {
    const top = (/** @type {string} */ s) => document.querySelector(s)?.getBoundingClientRect().top ?? 0;
    return top(".sidebar") > top(".article [data-start]:last-of-type");
  });
  expect(order).toBe(true);
  expect(await page.locator(".family[data-kind=place] .foot .link:visible").count()).toBe(0);
});

test("print does not show which name was chosen", async ({ page }) => {
  await open(page);
  await read(page, DANUBE);
  const mark = page.locator(".article p mark[data-kind=place]:not(.unsure)").first();
  const look = () => mark.evaluate((e) => [getComputedStyle(e).backgroundColor, getComputedStyle(e).outlineStyle].join());
  await page.emulateMedia({ media: "print" });
  await page.waitForFunction(() => !document.querySelector(".article.fresh"));
  const before = await look();
  await page.emulateMedia({ media: "screen" });
  const key = await mark.getAttribute("data-at");
  await mark.click();
  await page.keyboard.press("Escape");
  await expect(page.locator(`mark.current[data-at="${key}"]`)).toBeFocused();
  expect(await look()).not.toBe(before);
  await page.emulateMedia({ media: "print" });
  expect(await look()).toBe(before);
});

test("under the finger the help tells of taps, under the mouse of keys alone", async ({ page, browser, baseURL }) => {
  const touch = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, serviceWorkers: "block" });
  const phone = await touch.newPage();
  for (const [one, taps] of /** @type {const} */ ([[page, false], [phone, true]])) {
    await one.goto(baseURL ?? "");
    await one.getByRole("button", { name: "Help", exact: true }).click();
    await expect(one.getByText("Tap a mark")).toBeVisible({ visible: taps });
    await expect(one.getByText("Ctrl Z")).toBeVisible();
  }
  await touch.close();
});
