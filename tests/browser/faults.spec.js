// What goes wrong around the page: each fault has a readable message, leaves the text whole, and a way on.

import { expect, test } from "./house.js";
import { DANUBE, open, paste, read } from "./desk.js";

/** @typedef {import("@playwright/test").Page} Page */

const TEXT = `Boat week\n${"Ana Reis met the mayor of Lisbon on Monday. ".repeat(10)}`;
const failure = (/** @type {Page} */ page) => page.getByRole("alert");

/** The text of the article, from its blocks. @param {Page} page */
const shown = (page) => page.locator(".article [data-start]").allTextContents().then((all) => all.join(""));

/**
 * Puts a fault into the first worker that the page starts: `fault` runs before it annotates what a reader pasted, which
 * has options.
 * @param {Page} page
 * @param {string} fault
 */
async function spoil(page, fault) {
  await page.addInitScript((fault) => {
    const spoiling = `;{
      const real = wasm_bindgen.annotate;
      wasm_bindgen.annotate = (text, options) => {
        if (options?.tokens) { ${fault} }
        return real(text, options);
      };
    }`;
    const RealBlob = Blob;
    globalThis.Blob = class extends RealBlob {
      constructor(/** @type {any} */ parts, /** @type {any} */ options) {
        super(options?.type === "text/javascript" ? [...parts, spoiling] : parts, options);
      }
    };
    const RealWorker = Worker;
    let workers = 0;
    globalThis.Worker = class extends RealWorker {
      #first = workers++ === 0;
      postMessage(/** @type {any} */ message) {
        const spoilt = this.#first && message.call === "annotate" && message.options;
        super.postMessage(spoilt ? { ...message, options: { ...message.options, tokens: true } } : message);
      }
    };
  }, fault);
}

const faults = /** @type {const} */ ([
  // A module of our own whose one function traps.
  [
    "a trap in the wasm",
    `const bytes = new Uint8Array([0,97,115,109,1,0,0,0,1,4,1,96,0,0,3,2,1,0,7,5,1,1,102,0,0,10,5,1,3,0,0,11]);
     new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports.f();`,
    "The analysis broke off: the engine has a fault. The text is kept. Try again",
  ],
  [
    "no more memory",
    `throw new RangeError("WebAssembly.Memory.grow(): Unable to grow instance memory");`,
    "This text takes more memory than the browser gives. Paste it in parts. The text is kept. Try again",
  ],
  [
    "a worker that ends without a word",
    `self.postMessage = () => {}; self.close();`,
    "The browser ended the analysis. The text is kept. Try again",
  ],
  [
    "an error outside of the analysis",
    `self.postMessage = () => {}; setTimeout(() => { throw new Error("lost"); });`,
    "The analysis broke off: the engine has a fault. The text is kept. Try again",
  ],
]);

test.describe("in the engine's files and the page's modules", () => {
  test.use({ folder: "www" });

  for (const [name, fault, message] of faults) {
    test(`${name}: a sentence, the text whole, and another try`, async ({ page }) => {
      await spoil(page, fault);
      await open(page);
      await paste(page, TEXT);
      await expect(failure(page)).toHaveText(message);
      expect(await shown(page)).toBe(TEXT);
      await failure(page).getByRole("button", { name: "Try again" }).click();
      await expect(page.locator(".article mark", { hasText: "Lisbon" }).first()).toBeVisible();
      await expect(failure(page)).toBeHidden();
      expect(await shown(page)).toBe(TEXT);
    });
  }

  test("a file of the engine that is missing for a while: another try loads it, with the text in place", async ({ page }) => {
    let missing = true;
    await page.route("**/*.wasm", (route) => (missing ? route.fulfill({ status: 404, body: "" }) : route.continue()));
    await open(page);
    await expect(page.locator(".message")).toContainText("could not be loaded");
    await paste(page, TEXT);
    await expect(failure(page)).toContainText("marginalia_bg.wasm could not be loaded");
    expect(await shown(page)).toBe(TEXT);
    missing = false;
    await failure(page).getByRole("button", { name: "Try again" }).click();
    await expect(page.locator(".article mark", { hasText: "Lisbon" }).first()).toBeVisible();
    // The page is sealed as ever.
    expect(await page.evaluate(`fetch(location.origin + "/engine/engine.js").then(() => "out", () => "held")`)).toBe("held");
  });

  test("a file of the page that is missing: its sentence instead of an empty page", async ({ page }) => {
    await page.route("**/sidebar.js", (route) => route.fulfill({ status: 404, body: "" }));
    await page.goto("/");
    await expect(page.getByText("A file of this page did not load. Reload to try again.")).toBeVisible({ timeout: 10_000 });
  });

  test("a style that is missing: the text and its marks stand all the same", async ({ page }) => {
    await page.route("**/*.css", (route) => route.fulfill({ status: 404, body: "" }));
    await open(page);
    await read(page, TEXT);
    expect(await shown(page)).toBe(TEXT);
    await expect(page.locator(".article mark").first()).toBeVisible();
  });
});

test("a worker that ends while nothing is asked is replaced without a word", async ({ page }) => {
  await open(page);
  await read(page, TEXT);
  const [worker] = page.workers();
  const ended = worker?.waitForEvent("close");
  await worker?.evaluate("setTimeout(() => self.close())");
  await ended;
  await read(page, DANUBE);
  await expect(failure(page)).toBeHidden();
});

for (const now of ["1970-01-01T00:00:00Z", "2099-12-31T23:59:59Z"]) {
  test(`a clock that says ${now.slice(0, 4)} changes no mark and no date`, async ({ page }) => {
    await page.clock.setFixedTime(new Date(now));
    await open(page);
    await read(page, DANUBE);
    const rows = () => page.locator(".family[data-kind=date] .row").allTextContents();
    const wrong = await rows();
    await page.clock.setFixedTime(new Date("2024-06-01T12:00:00Z"));
    await page.reload();
    await page.locator(".article mark").first().waitFor();
    expect(await rows()).toEqual(wrong);
    expect(await shown(page)).toBe(DANUBE);
  });
}

test("a date without a year is never silently of this year: what it was read as is said", async ({ page }) => {
  await page.clock.setFixedTime(new Date("1970-01-01T00:00:00Z"));
  await open(page);
  await read(page, TEXT);
  await page.getByRole("button", { name: "Add the date" }).click();
  await page.getByRole("textbox", { name: "Published" }).fill("23/5");
  await expect(page.locator(".publication")).toContainText("Read as Friday 23 May 1969. Not right?");
});

test("a browser that denies every store: all works, and the page says that the text lives in memory only", async ({ page }) => {
  await page.addInitScript(() => {
    const denied = () => {
      throw new DOMException("Access is denied.", "SecurityError");
    };
    for (const store of ["sessionStorage", "localStorage", "indexedDB", "caches"]) {
      Object.defineProperty(globalThis, store, { get: denied });
    }
  });
  /** @type {string[]} */
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await open(page);
  await read(page, TEXT);
  await expect(page.locator("#toast")).toHaveText(/This browser gives the page no store\. The text stays until you reload/);
  expect(await shown(page)).toBe(TEXT);
  await page.locator(".article mark", { hasText: "Lisbon" }).first().click();
  await page.keyboard.press("2");
  await expect(page.locator("#toast")).toContainText("Lisbon is now an organisation");
  await page.locator("#toast").getByRole("button", { name: "Always" }).click();
  await expect(page.locator("#toast")).toContainText("Lisbon is always an organisation");
  expect(errors).toEqual([]);
});

test("200 MB pasted: a sentence, and the article before stays as it was", async ({ page }) => {
  test.setTimeout(120_000);
  await open(page);
  await read(page, DANUBE);
  await page.evaluate(() => {
    const text = "Ana Reis met the mayor of Lisbon on Monday. ".repeat(4_600_000);
    const data = { files: [], getData: (/** @type {string} */ type) => (type === "text/plain" ? text : "") };
    const event = new ClipboardEvent("paste", { bubbles: true, cancelable: true });
    // The event's own clipboard would hold the text twice.
    Object.defineProperty(event, "clipboardData", { value: data });
    document.body.dispatchEvent(event);
  });
  await expect(page.locator("#toast")).toContainText("That is 202 million characters, and a tab can read 10 million at once. Take it in parts; nothing here has changed.");
  expect(await shown(page)).toBe(DANUBE);
  await expect(page.locator(".article mark").first()).toBeVisible();
  // On the first screen as well, where files of that size are not even read.
  await page.getByRole("button", { name: "New", exact: true }).click();
  await page.evaluate(() => {
    const file = new File(["x"], "large.txt", { type: "text/plain" });
    Object.defineProperty(file, "size", { value: 200_000_000 });
    const event = new DragEvent("drop", { bubbles: true, cancelable: true });
    Object.defineProperty(event, "dataTransfer", { value: { files: [file], getData: () => "" } });
    document.body.dispatchEvent(event);
  });
  await expect(page.locator(".message")).toContainText("That is 200 million characters");
});
