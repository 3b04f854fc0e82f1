// For those who do not see the page, or have no mouse.

import { readFileSync } from "node:fs";
import { expect, test } from "./house.js";
import { DANUBE, DOUBTFUL, open, paste, read, select, violations } from "./desk.js";

for (const width of [1280, 360]) {
  test(`axe finds nothing, light or dark, ${width} pixels`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 800 });
    await open(page);
    expect(await violations(page), "first screen").toEqual([]);
    await paste(page, "https://example.org/");
    expect(await violations(page, ".message"), "message").toEqual([]);
    await read(page, DOUBTFUL);
    expect(await violations(page), "article").toEqual([]);
    await page.locator(".article p mark[data-kind=place]", { hasText: "Kyiv" }).first().click();
    await expect(page.locator(".card")).toBeVisible();
    const more = page.locator(".card").getByRole("button", { name: "More" });
    await more.click();
    expect(await violations(page, ".card"), "card").toEqual([]);
    await page.locator(".card").getByRole("button", { name: "Another place…" }).click();
    await expect(page.locator(".card .more .row").first()).toBeVisible();
    if (width > 860) await expect(page.locator(".card")).toBeInViewport({ ratio: 1 });
    expect(await violations(page, ".card"), "places to choose from").toEqual([]);
    await more.click();
    await more.click();
    await page.locator(".card").getByRole("button", { name: "The line is…" }).click();
    expect(await violations(page, ".card"), "roles of the line").toEqual([]);
    await page.keyboard.press("Escape");
    await page.locator("details.aside summary").first().click();
    expect(await violations(page, "details.aside"), "set-aside lines").toEqual([]);
    await page.getByRole("button", { name: "Help", exact: true }).click();
    expect(await violations(page, "dialog[open]"), "dialog").toEqual([]);
    await page.keyboard.press("Escape");
    await page.keyboard.press("/");
    await page.keyboard.type("grain");
    expect(await violations(page, "search"), "search").toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /Add the date|Change/ }).click();
    expect(await violations(page, ".publication"), "publication field").toEqual([]);
    await page.keyboard.press("Escape");
    await select(page, "barley");
    await expect(page.locator(".picked")).toBeVisible();
    expect(await violations(page, ".picked"), "selection").toEqual([]);
    await page.keyboard.press("1");
    await expect(page.locator("#toast")).toBeVisible();
    expect(await violations(page, "#toast"), "toast").toEqual([]);
    if (width > 860) {
      await page.getByRole("button", { name: /map$/i }).click();
      await page.getByRole("button", { name: "As a list" }).click();
      expect(await violations(page, ".sidebar"), "map").toEqual([]);
      await page.getByRole("button", { name: /to check$/ }).click();
    } else {
      await page.locator("#dock").getByRole("button", { name: /^Places/ }).click();
      expect(await violations(page, ".sheet"), "sheet").toEqual([]);
      await page.locator(".sheet").getByRole("button", { name: "Close" }).click();
      await page.locator("#dock").getByRole("button", { name: /^Check/ }).click();
    }
    await expect(page.locator(".card .ask")).toBeVisible();
    expect(await violations(page, ".card"), "question").toEqual([]);
    await page.keyboard.press("Escape");
    await select(page, "640 vehicles");
    await page.keyboard.press("a");
    await page.getByRole("textbox", { name: "Note" }).fill("Who counted?");
    expect(await violations(page, ".notes"), "writing a note").toEqual([]);
    await page.keyboard.press("Enter");
    await expect(page.locator(".note")).toHaveCount(1);
    expect(await violations(page, ".notes"), "note").toEqual([]);
    await read(page, DOUBTFUL.replace("barley", "wheat").replace("640 vehicles", "many vehicles"));
    await page.getByRole("button", { name: /^Carry over/ }).click();
    await page.locator("#toast").getByRole("button", { name: "Show" }).click();
    await expect(page.getByRole("dialog", { name: "Corrections that no longer fit" })).toBeVisible();
    expect(await violations(page, "dialog[open]"), "corrections that no longer fit").toEqual([]);
  });
}

test("axe finds nothing where the engine fails", async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, "WebAssembly"));
  await open(page);
  await paste(page, DANUBE);
  await expect(page.locator(".failure")).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test("one announcement tells what was found", async ({ page }) => {
  await open(page);
  await read(page, DANUBE);
  await expect(page.locator("#announce")).toHaveText(
    /^Marked: \d+ (?:person|people), \d+ organisations?, \d+ places?, \d+ dates?\. \d+ lines? set aside\./,
  );
});

test("from paste through corrections and undo by keyboard alone", async ({ page }) => {
  await open(page);
  await read(page, DANUBE);
  await expect(page.locator(".article h1")).toBeFocused();
  // The first stop behind the headline leads to the marks, and is seen whole.
  await page.keyboard.press("Tab");
  const next = page.getByRole("button", { name: "Next mark" });
  await expect(next).toBeFocused();
  expect((await next.boundingBox())?.y).toBeGreaterThan((await page.locator(".bar").boundingBox())?.height ?? 0);
  await page.keyboard.press("n");
  const current = page.locator("mark.current");
  await expect(current).toBeFocused();
  const key = await current.getAttribute("data-at");
  const words = await current.textContent();
  await page.keyboard.press("n");
  await expect(current).not.toHaveAttribute("data-at", key ?? "");
  await page.keyboard.press("Shift+N");
  await expect(current).toHaveAttribute("data-at", key ?? "");
  await expect(page.locator("#announce")).toHaveText(new RegExp(`^${words}, `));

  await page.keyboard.press("Enter");
  await expect(page.locator(".card")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(current).toBeFocused();

  const mark = page.locator(`mark[data-at="${key}"]`);
  await page.keyboard.press("2");
  await expect(mark).toHaveAttribute("data-kind", "organization");
  await expect(mark).toBeFocused();
  await expect(page.locator("#toast")).toContainText(`${words} is now an organisation`);
  await page.keyboard.press("0");
  await expect(mark).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(mark).toHaveAttribute("data-kind", "organization");
  await page.keyboard.press("Control+Shift+z");
  await expect(mark).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect(mark).toBeVisible();
  await expect(page.locator(".bar").getByRole("button", { name: "Undo" })).toHaveCount(0);
});

test("every shortcut has a button", async ({ page }) => {
  await open(page);
  await read(page, DANUBE);
  await page.locator(".article p mark[data-kind=place]").first().click();
  await page.locator(".card").getByRole("button", { name: "More" }).click();
  for (const name of ["Person", "Organisation", "Place", "Date", "Not a name", "Note", "Same as…", "earlier", "later"]) {
    await expect(page.locator(".card").getByRole("button", { name, exact: true }).first()).toBeVisible();
  }
  for (const name of ["Next mark", "Previous mark"]) await expect(page.getByRole("button", { name })).toBeAttached();
  await expect(page.getByRole("button", { name: "Find" })).toBeVisible();
  await page.keyboard.press("1");
  await expect(page.locator(".bar").getByRole("button", { name: "Undo" })).toBeVisible();
  await expect(page.locator(".bar").getByRole("button", { name: "Redo" })).toHaveCount(0);
  await page.locator(".bar").getByRole("button", { name: "Undo" }).click();
  await page.locator("#toast").getByRole("button", { name: "Dismiss" }).click();
  await page.locator(".bar").getByRole("button", { name: "Redo" }).click();
  await expect(page.locator("#toast")).toContainText(/Done again: .* is a person\./);
  await expect(page.locator(".bar").getByRole("button", { name: "Redo" })).toHaveCount(0);
});

test("in forced colours the lines stay", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await open(page);
  await read(page, DANUBE);
  const lines = await page.evaluate(() =>
    ["place", "date"].map((kind) => {
      const style = getComputedStyle(document.querySelector(`.article p mark[data-kind=${kind}]`) ?? document.body);
      return [style.textDecorationLine, style.textDecorationStyle].join(" ");
    }),
  );
  expect(lines).toEqual(["underline dotted", "underline dashed"]);
});
