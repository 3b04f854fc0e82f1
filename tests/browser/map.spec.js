// The map of the places: shown where it tells more than the list, sized, hollow, zoomed, lit, led from and printed.

import { expect, test } from "./house.js";
import { open, read } from "./desk.js";

/** @typedef {import("@playwright/test").Page} Page */

const TEXT =
  "Three cities talk\nThe mayors of Lisbon, Cairo and Warsaw met in Lisbon on Monday. Lisbon had asked for the talks, and Cairo came late. In Lisbon it rained.";

const map = (/** @type {Page} */ page) => page.locator(".map");
/** @param {Page} page @param {string} name */
const pin = (page, name) => map(page).locator(".pin", { has: page.locator("title", { hasText: name }) });

/** Opens the map, which stands folded behind its link. @param {Page} page */
async function unfold(page) {
  await page.locator(".family[data-kind=place] .foot").getByRole("button", { name: /map$/i }).click();
  await expect(map(page)).toBeVisible();
}

test("a map is offered from two sure places on", async ({ page }) => {
  await open(page);
  await read(page, "One city\nThe mayor of Lisbon spoke in Lisbon on Monday.");
  await expect(page.locator(".family[data-kind=place] .row")).toHaveCount(1);
  await expect(page.getByRole("button", { name: /map$/i })).toHaveCount(0);
  await page.getByRole("button", { name: "New", exact: true }).click();
  await read(page, TEXT);
  await unfold(page);
  await expect(map(page).locator(".pin")).toHaveCount(3);
  await expect(map(page)).toContainText("Places: GeoNames (CC BY 4.0). Map: Natural Earth.");
});

test("pins grow with mentions, and stand in the frame", async ({ page }) => {
  await open(page);
  await read(page, TEXT);
  await unfold(page);
  const radius = async (/** @type {string} */ name) => Number(await pin(page, name).locator("circle").last().getAttribute("r"));
  expect(await radius("Lisbon")).toBeGreaterThan(await radius("Cairo"));
  expect(await radius("Cairo")).toBeGreaterThan(await radius("Warsaw"));
  const frame = await map(page).locator("svg").first().boundingBox();
  for (const circle of await map(page).locator(".pin circle:last-child").all()) {
    const box = await circle.boundingBox();
    expect(box && frame && box.x >= frame.x && box.x + box.width <= frame.x + frame.width).toBe(true);
    expect(box && frame && box.y >= frame.y && box.y + box.height <= frame.y + frame.height).toBe(true);
  }
});

test("the map fits the places and shows the world, through its viewBox", async ({ page }) => {
  await open(page);
  await read(page, TEXT);
  await unfold(page);
  const ground = map(page).locator("svg svg");
  const width = async () => Number((await ground.getAttribute("viewBox"))?.split(" ")[2]) / 16;
  expect(await width()).toBeLessThan(120);
  await map(page).getByRole("button", { name: "Whole world" }).click();
  expect(await width()).toBe(360);
  await map(page).getByRole("button", { name: "Only these places" }).click();
  await expect(map(page).getByRole("button", { name: "Whole world" })).toBeFocused();
  expect(await width()).toBeLessThan(120);
  expect(await ground.evaluate((e) => getComputedStyle(e).transform)).toBe("none");
});

test("pin, label, row and text light one another, and lead to the mentions", async ({ page }) => {
  await open(page);
  await read(page, TEXT);
  await unfold(page);
  const row = page.locator(".family[data-kind=place] .row", { hasText: "Cairo" });
  const label = map(page).locator("text", { hasText: "Cairo" });
  await pin(page, "Cairo").hover();
  await expect(label).toHaveClass(/lit/);
  await expect(row).toHaveClass(/lit/);
  await expect(page.locator(".article mark.lit")).toHaveText(["Cairo", "Cairo"]);
  await row.hover();
  await expect(pin(page, "Cairo")).toHaveClass(/lit/);
  await page.locator(".article mark", { hasText: "Warsaw" }).first().hover();
  await expect(pin(page, "Warsaw")).toHaveClass(/lit/);
  await expect(pin(page, "Cairo")).not.toHaveClass(/lit/);

  await label.click();
  await expect(page.locator("mark.current")).toHaveText("Cairo");
  await expect(page.locator("mark.current")).toBeFocused();
  await pin(page, "Cairo").click();
  await expect(row.locator(".count")).toHaveText("2 of 2");
});

test("a list says the same to those who cannot see the map, by keyboard", async ({ page }) => {
  await open(page);
  await read(page, TEXT);
  await unfold(page);
  await expect(map(page).locator("svg").first()).toHaveAttribute("aria-hidden", "true");
  const toggle = map(page).getByRole("button", { name: "As a list" });
  await toggle.focus();
  await page.keyboard.press("Enter");
  await expect(toggle).toHaveAttribute("aria-expanded", "true");
  const rows = map(page).getByRole("listitem");
  await expect(rows).toHaveText([/^Lisbon 4 times: town in .*Portugal$/, /^Cairo 2 times: town in .*Egypt$/, /^Warsaw 1 time: town in .*Poland$/]);
  await page.keyboard.press("Tab");
  await expect(rows.first().getByRole("button")).toBeFocused();
  await expect(pin(page, "Lisbon")).toHaveClass(/lit/);
  await page.keyboard.press("Enter");
  await expect(page.locator("mark.current")).toHaveText("Lisbon");
});

test.describe("of a report of our own making", () => {
  // How sure the engine is of a name changes with every model.
  test.use({ folder: "www" });

  test("an unsure place is hollow, and what else it could be is said", async ({ page }) => {
    await open(page);
    const said = await page.evaluate(async () => {
      const { MapView } = await import(/** @type {string} */ ("./reading/map.js"));
      const view = new MapView({ onSelect: () => {} });
      const place = { kind: "city", country: "US", admin1: "Texas", lat: 33.7, lon: -95.6, pin: true };
      const thing = (/** @type {string} */ name, /** @type {object} */ own) => ({
        id: name,
        name,
        mentions: [0],
        entity: { place: { ...place, name, confidence: 0.9, runner_up: null, ...own } },
      });
      const runner_up = { ...place, name: "Paris", admin1: "Île-de-France", country: "FR", lat: 48.9, lon: 2.35 };
      view.update([thing("Dallas", {}), thing("Austin", { lat: 30.3 }), thing("Paris", { confidence: 0.55, runner_up })]);
      document.body.append(view.root);
      return view.root.querySelector('li[data-thing="Paris"]')?.textContent;
    });
    expect(said).toBe("Paris 1 time: town in Texas, United States; or Paris, Île-de-France, France?");
    await expect(pin(page, "Paris")).toHaveClass("pin open");
    await expect(pin(page, "Dallas")).toHaveClass("pin");
    const fill = (/** @type {string} */ name) => pin(page, name).locator("circle").last().evaluate((e) => getComputedStyle(e).fill);
    const paper = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    expect(await fill("Paris")).toBe(paper);
    expect(await fill("Dallas")).not.toBe(paper);
  });
});

test("on paper the map stands with its list, in the dark it is dark, in forced colours it keeps its lines", async ({ page }) => {
  await open(page);
  await read(page, TEXT);
  await unfold(page);
  const land = () => map(page).locator(".land").evaluate((e) => getComputedStyle(e).fill);
  const light = await land();
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await land()).not.toBe(light);
  await page.emulateMedia({ colorScheme: "light", forcedColors: "active" });
  const [line, ground] = await map(page).locator(".land").evaluate((e) => [getComputedStyle(e).stroke, getComputedStyle(e).fill]);
  expect(line).not.toBe(ground);
  await page.emulateMedia({ colorScheme: "light", forcedColors: "none", media: "print" });
  await expect(map(page)).toBeVisible();
  await expect(map(page).getByRole("button", { name: "Whole world" })).toBeHidden();
  await expect(map(page).getByRole("listitem")).toHaveCount(3);
  await expect(page.locator(".family[data-kind=place] > .rows")).toBeHidden();
});
