// What keeping and taking away add to the page, for those who do not see it.

import { expect, test } from "./house.js";
import { article, DANUBE, open, read, violations } from "./desk.js";

for (const width of [1280, 360]) {
  test(`axe finds nothing where articles are kept and taken away, ${width} pixels`, async ({ page }) => {
    test.setTimeout(120_000);
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 800 });
    await open(page);
    const act = (/** @type {string} */ name) => page.locator(".bar").getByRole("button", { name, exact: true });
    for (const text of [article("kestrel-battery-deal"), DANUBE, `A third story\n\n${"The ministers met in Romania on Monday. ".repeat(5)}`]) {
      await read(page, text);
      await act("Keep").click();
      await expect(page.locator("#toast")).toContainText("Kept");
    }
    expect(await violations(page), "kept").toEqual([]);
    await page.locator("article mark", { hasText: "Romania" }).first().click();
    await expect(page.locator(".card")).toContainText("Also in Farmers");
    expect(await violations(page, ".card"), "where else").toEqual([]);
    await page.keyboard.press("Escape");
    await act("Take away").click();
    expect(await violations(page, "dialog[open]"), "take away").toEqual([]);
    await page.keyboard.press("Escape");
    await act("Kept").click();
    expect(await violations(page, "dialog[open]"), "particulars").toEqual([]);
    await page.keyboard.press("Escape");
    await act("New").click();
    await expect(page.locator(".kept .row")).toHaveCount(3);
    expect(await violations(page), "first screen").toEqual([]);
    await page.getByRole("button", { name: /tables, export/ }).click();
    await expect(page.locator("h1")).toBeFocused();
    expect(await violations(page), "library").toEqual([]);
    await page.getByRole("searchbox").fill("Romania");
    await expect(page.locator(".name-found").first()).toBeVisible();
    await page.getByRole("checkbox").first().check();
    expect(await violations(page, ".library"), "found and chosen").toEqual([]);
    await page.getByRole("searchbox").fill("nowhere at all");
    await expect(page.locator(".none")).toBeVisible();
    expect(await violations(page, ".library"), "nothing found").toEqual([]);
    await page.getByRole("searchbox").fill("");
    await page.getByRole("button", { name: "Forget" }).click();
    await expect(page.locator("#toast")).toContainText("Forgotten");
    expect(await violations(page, "#toast"), "forgotten").toEqual([]);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(sideways).toBeLessThanOrEqual(0);
  });
}

test("keep, find, open and take away by keyboard alone", async ({ page }) => {
  await open(page);
  await read(page, DANUBE);
  await page.keyboard.press("Control+s");
  await expect(page.locator("#toast")).toContainText("Kept in this browser.");
  const tabTo = async (/** @type {string} */ name) => {
    const wanted = page.getByRole("button", { name, exact: true });
    for (let tries = 0; tries < 80; tries++) {
      await page.keyboard.press("Tab");
      if (await wanted.first().evaluate((e) => e === document.activeElement).catch(() => false)) return;
    }
    throw new Error(`no way to ${name}`);
  };
  await tabTo("New");
  await page.keyboard.press("Enter");
  await tabTo("Search, tables, export");
  await page.keyboard.press("Enter");
  await expect(page.locator("h1")).toHaveText("Kept articles");
  await page.keyboard.press("Tab");
  await page.keyboard.type("ferry");
  await expect(page.locator(".snippet")).toHaveCount(1);
  for (let tries = 0; tries < 30 && !(await page.locator(".articles .title").evaluate((e) => e === document.activeElement)); tries++)
    await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.locator(".article h1")).toBeFocused();
  await tabTo("Take away");
  await page.keyboard.press("Enter");
  await expect(page.locator(".takeaway")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.locator(".bar").getByRole("button", { name: "Take away" })).toBeFocused();
});
