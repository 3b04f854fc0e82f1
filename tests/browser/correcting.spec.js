// Correcting, checking, notes: one press, at once, and everything can be taken back.

import { writeFileSync } from "node:fs";
import { canonical, commandLine, expect, test } from "./house.js";
import { DANUBE, DOUBTFUL, marks, open, paste, read, select } from "./desk.js";

const TEXT =
  "Boat week\nOn Monday quibble met the crew of the Wanderer. Then quibble, a clerk, said that Quibble Bay was calm.\nThe Wanderer left on Tuesday.";

/** What the engine is asked for the open article. @param {import("@playwright/test").Page} page */
function options(page) {
  return page.evaluate(() => {
    const { steps, cursor, hints, published } = JSON.parse(sessionStorage.getItem(`article:${history.state.article}`) ?? "");
    return { published, hints, corrections: steps.slice(0, cursor).flat() };
  });
}

test("one press names a spelling in the whole article", async ({ page }) => {
  await open(page);
  await read(page, TEXT);
  await select(page, "quibble");
  await page.locator(".picked").getByRole("button", { name: "Person" }).click();
  await expect(page.locator("mark[data-kind=person]", { hasText: /^quibble$/ }).nth(1)).toBeVisible();
  await expect(page.locator("#toast")).toContainText(/quibble is now a person, \d times\./);
  await expect(page.locator("#said")).toHaveText(/^quibble is now a person, \d times\.$/);
  const everywhere = (await marks(page)).filter((m) => m.endsWith("person quibble")).length;
  expect(everywhere).toBeGreaterThanOrEqual(2);

  await page.locator("#toast").getByRole("button", { name: "Only here" }).click();
  await expect(page.locator("mark[data-kind=person]", { hasText: /^quibble$/ })).toHaveCount(1);
  await page.locator(".bar").getByRole("button", { name: "Undo" }).click();
  await expect(page.locator("#toast")).toContainText("Undone: quibble is a person.");
  await page.locator("#toast").getByRole("button", { name: "Redo" }).click();
  await expect(page.locator("mark[data-kind=person]", { hasText: /^quibble$/ })).toHaveCount(1);
});

test("what was done stands until the reader goes on; what only the message can take back stays", async ({ page }) => {
  await open(page);
  await read(page, TEXT);
  const toast = page.locator("#toast");
  const person = async () => {
    await select(page, "quibble");
    await page.keyboard.press("1");
    await expect(toast).toContainText("quibble is now a person");
  };
  await person();
  // To look at the other places does not end it: "Only here" is meant for after that.
  await page.locator(".family[data-kind=person] .row", { hasText: "quibble" }).click();
  await page.keyboard.press("j");
  await expect(toast).toBeVisible();
  await page.locator("mark[data-kind=person]").first().click();
  await expect(toast).toBeHidden();
  await page.keyboard.press("Escape");
  await person();
  await page.keyboard.press("/");
  await expect(toast).toBeHidden();
  await page.keyboard.press("Escape");
  await person();
  await select(page, "calm");
  await expect(page.locator(".picked")).toBeVisible();
  await expect(toast).toBeHidden();
  await page.keyboard.press("a");
  await page.keyboard.type("Was it?");
  await page.keyboard.press("Escape");
  await expect(toast).toContainText("Note discarded.");
  await page.locator("mark[data-kind=person]").first().click();
  await expect(page.locator(".card")).toBeVisible();
  await expect(toast).toContainText("Note discarded.");
});

test("the card's choice corrects, and not a name takes the mark away", async ({ page }) => {
  await open(page);
  await read(page, DANUBE);
  const mark = page.locator(".article p mark[data-kind=place]").first();
  const words = (await mark.textContent()) ?? "";
  const key = await mark.getAttribute("data-at");
  await mark.click();
  await page.locator(".card").getByRole("button", { name: "Organisation" }).click();
  await expect(page.locator(`mark[data-at="${key}"]`)).toHaveAttribute("data-kind", "organization");
  await expect(page.locator("#toast")).toContainText(`${words} is now an organisation`);
  await page.locator(`mark[data-at="${key}"]`).click();
  await page.locator(".card").getByRole("button", { name: "Not a name" }).click();
  await expect(page.locator(`mark[data-at="${key}"]`)).toHaveCount(0);
  await expect(page.locator("#toast")).toContainText(`${words} is no longer a name`);
});

test("an extent grows and shrinks by words", async ({ page }) => {
  await open(page);
  await read(page, TEXT);
  await select(page, "Wanderer");
  await page.locator(".picked").getByRole("button", { name: "Organisation" }).click();
  await page.locator("mark", { hasText: "Wanderer" }).first().click();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Shift+Alt+ArrowLeft");
  await expect(page.locator("mark", { hasText: "the Wanderer" })).toBeFocused();
  await page.keyboard.press("Shift+Alt+ArrowRight");
  await expect(page.locator("mark", { hasText: "the Wanderer" })).toHaveCount(0);
});

test("always: the rule holds in the next article, and is listed and deleted under ?", async ({ page }) => {
  await open(page);
  await read(page, TEXT);
  await select(page, "quibble");
  await page.keyboard.press("1");
  await page.locator("#toast").getByRole("button", { name: "Always" }).click();
  await read(page, `Another day\nThen quibble slept. ${"The sea was calm. ".repeat(20)}`);
  await expect(page.locator("mark[data-kind=person]", { hasText: "quibble" })).toBeVisible();
  await page.getByRole("button", { name: "Help" }).click();
  await page.getByRole("combobox", { name: "quibble is" }).selectOption("place");
  await page.getByRole("button", { name: "Close" }).first().click();
  await expect(page.locator("mark[data-kind=place]", { hasText: "quibble" })).toBeVisible();
  await page.getByRole("button", { name: "Help" }).click();
  await page.getByRole("button", { name: "Delete the rule for quibble" }).click();
  await expect(page.getByText("No rules.")).toBeVisible();
});

test("overlapping corrections give the same marks in any order, and the command line the same report", async ({ page }) => {
  test.setTimeout(120_000);
  const line = "The Harbour Trust of Old Lisbon Road met.";
  const text = `Trust\n${line}`;
  const spans = ["Harbour Trust of Old Lisbon", "Trust of Old Lisbon Road", "Old Lisbon"];
  const spot = (/** @type {string} */ quote) => ({ spot: { quote, prefix: "", suffix: "", start: text.indexOf(quote, 6) } });
  const made = spans.map((quote, i) => ({ op: "mark", at: spot(quote), kind: ["organization", "place", "person"][i] }));
  /** @type {Set<string>} */
  const seen = new Set();
  for (const order of [[0, 1, 2], [2, 1, 0], [1, 2, 0]]) {
    await open(page);
    await read(page, text);
    await page.evaluate((steps) => {
      const key = `article:${history.state.article}`;
      const article = JSON.parse(sessionStorage.getItem(key) ?? "");
      const changed = { ...article, steps: [steps], cursor: 1 };
      addEventListener("pagehide", () => sessionStorage.setItem(key, JSON.stringify(changed)));
    }, order.map((i) => made[i]));
    await page.reload();
    await expect(page.locator("mark[data-kind=person]")).toHaveCount(1);
    seen.add(await page.locator(".article [data-start]").last().innerHTML());
    const asked = await options(page);
    const file = test.info().outputPath("options.json");
    writeFileSync(file, JSON.stringify(asked));
    const report = JSON.parse(commandLine(["--options", file, "-"], text));
    expect((await marks(page)).map((m) => m.split(" ")[0])).toEqual(
      expect.arrayContaining(report.mentions.map((/** @type {any} */ m) => `${m.start}:${m.end}`)),
    );
    seen.add(canonical(report.mentions));
  }
  expect(seen.size).toBe(2);
});

test("the queue walks through what is unsure", async ({ page }) => {
  test.setTimeout(120_000);
  await open(page);
  await read(page, DOUBTFUL);
  const button = page.getByRole("button", { name: /to check$/ });
  const total = Number.parseInt((await button.textContent()) ?? "0", 10);
  expect(total).toBeGreaterThan(0);
  await button.click();
  await expect(page.locator(".card .ask .count")).toHaveText(`1 of ${total}`);
  for (let i = 0; i < total && (await page.locator(".card").isVisible()); i++) {
    const at = await page.locator(".card .ask .count").textContent();
    await page.keyboard.press(i === 0 ? "3" : "Enter");
    await expect(page.locator(".card .ask .count").or(page.locator("#toast", { hasText: "All checked." })).first()).not.toHaveText(at ?? "");
  }
  await expect(page.locator("#toast")).toContainText("All checked.");
  await expect(button).toHaveCount(0);
});

test("notes stand in the margin, and are written, changed and taken away", async ({ page }) => {
  await open(page);
  await read(page, DANUBE);
  await select(page, "640 vehicles");
  await page.locator(".picked").getByRole("button", { name: "Note" }).click();
  await page.getByRole("textbox", { name: "Note" }).fill("Who counted?");
  await page.keyboard.press("Enter");
  const note = page.locator(".note");
  await expect(note).toContainText("640 vehicles");
  await expect(note).toContainText("Who counted?");
  await expect(page.locator(".noted")).toHaveText("640 vehicles");
  await page.locator(".noted").click();
  await expect(page.getByRole("textbox", { name: "Note" })).toHaveValue("Who counted?");
  await page.keyboard.press("Escape");
  await note.getByRole("button", { name: /^Edit/ }).click();
  await note.getByRole("textbox").fill("");
  await page.keyboard.press("Enter");
  await expect(note).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(note).toContainText("Who counted?");
  await expect(page.locator(".margin .note")).toBeVisible();
  const [beside, words] = [await note.boundingBox(), await page.locator(".noted").boundingBox()];
  expect(Math.abs((beside?.y ?? 0) - (words?.y ?? 99))).toBeLessThan(8);
});

test("the text stays where it is when the first note comes, and the note has room", async ({ page }) => {
  for (const width of [1264, 1280, 1440, 1920]) {
    await page.setViewportSize({ width, height: 800 });
    await open(page);
    await read(page, DANUBE);
    const box = async (/** @type {string} */ part) => await page.locator(part).first().boundingBox();
    const before = await box(".article h1");
    await select(page, "640 vehicles");
    await page.keyboard.press("a");
    await page.keyboard.type("Who counted?");
    await page.keyboard.press("Enter");
    await expect(page.locator(".margin .note")).toBeVisible();
    expect(await box(".article h1"), `${width} pixels`).toEqual(before);
    const [note, aside] = [await box(".margin .note"), await box(".sidebar")];
    expect(note?.width).toBeGreaterThan(140);
    expect((note?.x ?? 0) + (note?.width ?? 0)).toBeLessThan(aside?.x ?? 0);
    expect((aside?.x ?? 0) + (aside?.width ?? 0)).toBeLessThanOrEqual(width);
  }
});

test("Esc does not lose a note, and the focus goes back to where it was", async ({ page }) => {
  await open(page);
  await read(page, DANUBE);
  const field = page.getByRole("textbox", { name: "Note" });
  const toast = page.locator("#toast");
  const block = page.locator(".article p", { hasText: "640 vehicles" });
  await select(page, "640 vehicles");
  await page.keyboard.press("a");
  await page.keyboard.press("Escape");
  await expect(block).toBeFocused();
  await expect(toast, "nothing was written").toBeHidden();
  await select(page, "640 vehicles");
  await page.keyboard.press("a");
  await page.keyboard.type("Who counted?");
  await page.keyboard.press("Escape");
  await expect(toast).toContainText("Note discarded.");
  await expect(page.locator(".note")).toHaveCount(0);
  await toast.getByRole("button", { name: "Keep it" }).click();
  await expect(page.locator(".note")).toContainText("Who counted?");
  const edit = page.locator(".note").getByRole("button", { name: /^Edit/ });
  await edit.press("Enter");
  await field.fill("Who counted them?");
  await field.press("Enter");
  await expect(page.locator(".note")).toContainText("Who counted them?");
  await expect(edit).toBeFocused();
  await edit.press("Enter");
  await field.fill("");
  await field.press("Enter");
  await expect(page.locator(".note")).toHaveCount(0);
  await expect(block).toBeFocused();
  await page.keyboard.press("n");
  const mark = page.locator("mark.current");
  await page.keyboard.press("a");
  await field.fill("Who?");
  await field.press("Enter");
  await expect(page.locator(".note")).toContainText("Who?");
  await expect(mark).toBeFocused();
});

test("corrections are carried over to a new version, and what no longer fits is shown", async ({ page }) => {
  await open(page);
  await read(page, DANUBE);
  for (const words of ["barley", "soup"]) {
    await select(page, words);
    await page.keyboard.press("a");
    await page.getByRole("textbox", { name: "Note" }).fill(`About ${words}`);
    await page.keyboard.press("Enter");
    await expect(page.locator(".note", { hasText: `About ${words}` })).toBeAttached();
  }
  await select(page, "Several hundred");
  await page.keyboard.press("2");
  await expect(page.locator("#toast")).toContainText("Several hundred is now an organisation");
  await read(page, DANUBE.replace("22 tons of barley", "22 tons of wheat").replace("Several hundred", "Hundreds of"));
  await expect(page.locator("#toast")).toContainText("This looks like a new version of “Farmers block");
  await page.getByRole("button", { name: "Carry over 3 corrections" }).click();
  await expect(page.locator("#toast")).toContainText("2 corrections no longer fit this text.");
  await page.locator("#toast").getByRole("button", { name: "Show" }).click();
  await expect(page.getByRole("dialog", { name: "Corrections that no longer fit" })).toContainText(/Note on barley: About barley.*Several hundred is an organisation/);
  await page.keyboard.press("Escape");
  // The line stays when the message is gone, and a reload does not lose it.
  await page.reload();
  const line = page.getByText("2 corrections no longer fit this text.");
  await line.getByRole("button", { name: "Show" }).click();
  await page.getByRole("button", { name: "Remove them" }).click();
  await expect(page.locator("dialog[open]")).toHaveCount(0);
  await expect(line).toBeHidden();
  await expect(page.locator(".note", { hasText: "About soup" })).toBeAttached();
  await page.locator("#toast").getByRole("button", { name: "Undo" }).click();
  await expect(line).toBeVisible();
});

test("two names are said to be one, and told apart again", async ({ page }) => {
  await open(page);
  await read(page, TEXT);
  for (const words of ["quibble", "Wanderer"]) {
    await select(page, words);
    await page.keyboard.press("2");
    await expect(page.locator("#toast")).toContainText(`${words} is now an organisation`);
  }
  const rows = page.locator(".family[data-kind=organization] .row");
  const before = await rows.count();
  await page.locator("mark", { hasText: /^Wanderer$/ }).first().click();
  await page.keyboard.press("Escape");
  await page.keyboard.press("m");
  await page.getByRole("textbox", { name: "Same as" }).fill("Quib");
  await page.keyboard.press("Enter");
  await expect(page.locator("#toast")).toContainText("are one now.");
  await expect(rows).toHaveCount(before - 1);
  await page.locator("#toast").getByRole("button", { name: "Undo" }).click();
  await expect(rows).toHaveCount(before);
});

test("a paste into a field stays in the field", async ({ page }) => {
  await open(page);
  await read(page, TEXT);
  await page.keyboard.press("/");
  await paste(page, `Long enough. ${"word ".repeat(100)}`);
  await expect(page.locator(".article h1")).toHaveText("Boat week");
});

test("a line can be set aside, and put back", async ({ page }) => {
  await open(page);
  await read(page, DANUBE);
  await select(page, "cold nights");
  await page.locator(".picked").getByRole("button", { name: "Set the line aside" }).click();
  await expect(page.locator("details.aside p", { hasText: "cold nights" })).toBeHidden();
  await page.locator("#toast").getByRole("button", { name: "Undo" }).click();
  await expect(page.locator(".article > p", { hasText: "cold nights" })).toBeVisible();
});

test("on a phone the card, the queue and a note are sheets, one after the other", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page);
  await read(page, DOUBTFUL);
  const sheet = page.locator("dialog.sheet");
  await page.locator(".article p mark[data-kind=place]").first().click();
  await sheet.getByRole("button", { name: "Note" }).click();
  await sheet.getByRole("textbox", { name: "Note" }).fill("Which bank?");
  await page.keyboard.press("Enter");
  await expect(sheet).toBeHidden();
  await expect(page.locator(".noted")).toHaveCount(1);
  await expect(page.locator(".note", { hasText: "Which bank?" })).toBeVisible();
  await page.locator(".noted").click();
  await sheet.getByRole("button", { name: "Note" }).click();
  await expect(sheet.getByRole("textbox", { name: "Note" })).toHaveValue("Which bank?");
  await page.keyboard.press("Escape");
  const check = page.locator("#dock").getByRole("button", { name: /^Check/ });
  await check.click();
  await expect(sheet.locator(".ask")).toBeVisible();
  await sheet.getByRole("button", { name: /^Yes/ }).click();
  await expect(sheet.locator(".ask .count")).toHaveText(/^2 of/);
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await check.click();
  await expect(sheet.locator(".ask .count")).toHaveText(/^1 of/);
});

test("under a finger the choices for a selection stand at the foot, clear of the system's menu", async ({ browser, baseURL }) => {
  const page = await browser.newPage({ baseURL, hasTouch: true, viewport: { width: 1180, height: 820 }, serviceWorkers: "block" });
  await open(page);
  await expect(page.getByPlaceholder("Tap, then Paste")).toBeVisible();
  await read(page, TEXT);
  await select(page, "quibble");
  await expect(page.locator(".picked")).toBeVisible();
  const box = await page.locator(".picked").boundingBox();
  expect([box?.x, (box?.y ?? 0) + (box?.height ?? 0), box?.width]).toEqual([0, 820, 1180]);
  await page.close();
});

/** Opens the card of a mark and what stands under More. @param {import("@playwright/test").Page} page @param {import("@playwright/test").Locator} mark */
async function more(page, mark) {
  await mark.click();
  await page.locator(".card").getByRole("button", { name: "More" }).click();
}

const CAMBRIDGE = "A quiet town\nThe mayor of Cambridge spoke in Cambridge on 05/06/2023. The bridge at Cambridge will open on Monday.";

test("a place is chosen among all of its name, or any that is typed, or none", async ({ page }) => {
  await open(page);
  await read(page, CAMBRIDGE);
  const mark = page.locator("mark[data-kind=place]", { hasText: "Cambridge" }).first();
  const card = page.locator(".card");
  await more(page, mark);
  await card.getByRole("button", { name: "Another place…" }).click();
  const field = card.getByRole("textbox", { name: "It is" });
  await expect(field).toBeFocused();
  await expect(field).toHaveValue("Cambridge");
  const rows = card.locator(".more .row");
  await expect(rows.filter({ hasText: "Cambridge, England, United Kingdom" })).toBeVisible();
  const labels = await rows.allTextContents();
  expect(new Set(labels).size).toBe(labels.length);
  await field.fill("Cambridge, Massachusetts");
  await expect(rows).toHaveText([/^Cambridge, Massachusetts/]);
  await field.press("Enter");
  await expect(page.locator("#toast")).toContainText("Cambridge is Cambridge, Massachusetts, United States now.");
  await mark.click();
  await expect(card.locator(".said").first()).toHaveText("Town in Massachusetts, United States");

  await card.getByRole("button", { name: "More" }).click();
  await card.getByRole("button", { name: "Another place…" }).click();
  await card.getByRole("textbox", { name: "It is" }).fill("Zyxwvut");
  await expect(card.getByText("No place of this name is known here.")).toBeVisible();
  await card.getByRole("button", { name: "Not on the map" }).click();
  await expect(page.locator("#toast")).toContainText("Cambridge is not on the map now.");
  expect((await options(page)).corrections.map((/** @type {any} */ c) => [c.op, c.at.surface, c.place === null])).toEqual([
    ["place", "Cambridge", false],
    ["place", "Cambridge", true],
  ]);
});

test("a date is chosen among what it could mean, or typed", async ({ page }) => {
  await open(page);
  await read(page, CAMBRIDGE);
  const card = page.locator(".card");
  const numbers = page.locator("mark[data-kind=date]", { hasText: "05/06/2023" });
  await numbers.click();
  await card.getByRole("button", { name: /^(Monday 5 June|Saturday 6 May) 2023$/ }).click();
  await expect(page.locator("#toast")).toContainText(/^05\/06\/2023 is (Monday 5 June|Saturday 6 May) 2023 now\./);

  await page.getByRole("button", { name: /Add the date|Change/ }).click();
  await page.keyboard.type("23 May 2023");
  await expect(page.locator(".publication")).toContainText("Read as Tuesday 23 May 2023");
  await page.keyboard.press("Enter");
  // On the way "23 May" stood there, of this year: the card is opened on what holds at the end.
  await expect(page.locator(".publication .line")).toContainText("23 May 2023");
  const monday = page.locator("mark[data-kind=date]", { hasText: "Monday" });
  await more(page, monday);
  await card.getByRole("button", { name: "Another date…" }).click();
  await expect(card.locator(".more .row")).toHaveText(["Monday 22 May 2023", "Monday 5 June 2023"]);
  await card.getByRole("textbox", { name: "It means" }).fill("soon");
  await expect(card.getByText("Not a date yet.")).toBeVisible();
  await card.getByRole("textbox", { name: "It means" }).fill("12/6");
  await card.locator(".more .row", { hasText: "Monday 12 June 2023" }).click();
  await expect(page.locator("#toast")).toContainText("Monday is Monday 12 June 2023 now.");
  await expect(page.locator(".family[data-kind=date] .row", { hasText: "12 June 2023" })).toBeVisible();
});

test("a line is said to be a headline, a caption, a quotation; several to be no part of the article", async ({ page }) => {
  await open(page);
  await read(page, DANUBE);
  const picked = page.locator(".picked");
  const say = async (/** @type {string} */ words, /** @type {string} */ role) => {
    await select(page, words);
    await picked.getByRole("button", { name: "The line is…" }).click();
    await picked.getByRole("button", { name: role, exact: true }).click();
    await expect(picked).toBeHidden();
  };
  await say("week-long blockade", "Headline");
  await expect(page.locator("#toast")).toContainText("The line is now a headline.");
  await expect(page.locator(".article h1")).toHaveText(/^A week-long blockade/);
  await expect(page.locator(".article h2", { hasText: "Farmers block Danube ferry" })).toBeVisible();
  await say("The crossing, which opened", "Caption");
  await expect(page.locator(".article .caption", { hasText: "The crossing, which opened" })).toBeVisible();
  await say("cold nights", "Quotation");
  await expect(page.locator(".article blockquote", { hasText: "cold nights" })).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(page.locator(".article blockquote", { hasText: "cold nights" })).toHaveCount(0);

  // From the card as well, for those who have no selection.
  await more(page, page.locator(".article > p mark", { hasText: "Serhiy Holub" }).first());
  const line = page.locator(".card").getByRole("group", { name: "The line is" });
  await page.locator(".card").getByRole("button", { name: "The line is…" }).click();
  await expect(line.getByRole("button", { pressed: true })).toHaveText("Paragraph");
  await line.getByRole("button", { name: "Not part of the article" }).click();
  await expect(page.locator("details.aside p", { hasText: "cold nights" })).toBeHidden();
  await page.keyboard.press("Control+z");
  await expect(page.locator(".article > p", { hasText: "cold nights" })).toBeVisible();

  // A selection across lines is about all of them.
  await page.evaluate(() => {
    const lines = [...document.querySelectorAll(".article > p[data-start]")];
    const found = (/** @type {string} */ words) => lines.find((e) => e.textContent?.includes(words)) ?? document;
    const range = document.createRange();
    range.setStart(found("In Kyiv, Deputy"), 0);
    range.setEnd(found("has been quick to take up"), 1);
    getSelection()?.removeAllRanges();
    getSelection()?.addRange(range);
  });
  await picked.getByRole("button", { name: "Set 3 lines aside" }).click();
  await expect(page.locator("#toast")).toContainText("3 lines set aside.");
  await expect(page.locator("details.aside p", { hasText: "has been quick to take up" })).toBeHidden();
});
