// Once the engine stands, neither the page nor its worker can reach anything.

import { expect, openEngine, paste, test } from "./house.js";

/** Each way out, run in the page or the worker: resolves with "out" when it works. */
const waysOut = {
  fetch: `fetch(location.origin + "/engine.js").then(() => "out", () => "held")`,
  "fetch elsewhere": `fetch("http://127.0.0.1:9/").then(() => "out", (e) => "held")`,
  XMLHttpRequest: `new Promise((done) => {
    const request = new XMLHttpRequest();
    request.onload = () => done("out");
    request.onerror = () => done("held");
    request.open("GET", location.origin + "/engine.js");
    request.send();
  })`,
  WebSocket: `new Promise((done) => {
    try {
      const socket = new WebSocket("ws://127.0.0.1:9/");
      socket.onopen = () => done("out");
      socket.onerror = () => done("held");
    } catch { done("held"); }
  })`,
  import: `import(location.origin + "/engine.js?again").then(() => "out", () => "held")`,
  // Later than the test's own call, in which the browser lets the test evaluate.
  eval: `new Promise((done) => setTimeout(() => {
    try { done(eval("'out'")); } catch { done("held"); }
  }))`,
};

test("nothing leaves the page", async ({ page }) => {
  await openEngine(page);
  await page.evaluate("engine.ready");
  const requests = watch(page);
  for (const [name, way] of Object.entries(waysOut)) {
    expect(await page.evaluate(way), name).toBe("held");
  }
  const beacon = await page.evaluate(`navigator.sendBeacon("/x", "text")`);
  const image = await page.evaluate(`new Promise((done) => {
    const image = new Image();
    image.onload = () => done("out");
    image.onerror = () => done("held");
    image.src = "http://127.0.0.1:9/x.png";
  })`);
  expect(image).toBe("held");
  expect(typeof beacon).toBe("boolean");
  expect(requests).toEqual([]);
});

test("after its start a whole session asks for nothing", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: /example/i }).click();
  await page.locator("article mark").first().waitFor();
  /** @type {string[]} */
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  for (let at = 0; at < 20; at++) {
    await paste(page, `Ferry ${at} returns\n\nAna Reis, the mayor of Lisbon, welcomed it on ${at + 1} May 2021.\n`.repeat(5));
    await page.locator("article mark", { hasText: `${at + 1} May 2021` }).first().waitFor();
  }
  await page.goBack();
  await page.locator("article mark").first().waitFor();
  await page.locator("article p mark", { hasText: "Lisbon" }).first().click();
  await page.keyboard.press("2");
  await expect(page.locator("#toast")).toContainText("Lisbon is now an organisation");
  for (const form of ["CSV", "Markdown", "Web page", "JSON", "GeoJSON", "Web Annotations"]) {
    await page.getByRole("button", { name: "Take away" }).click();
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: form, exact: true }).click();
    await (await saved).path();
  }
  expect(asked.filter((url) => !url.startsWith("blob:"))).toEqual([]);
});

test("nothing leaves the worker", async ({ page }) => {
  await openEngine(page);
  await page.evaluate("engine.ready");
  const requests = watch(page);
  const [worker] = page.workers();
  const ways = {
    ...waysOut,
    importScripts: `Promise.resolve().then(() => { importScripts(location.origin + "/engine.js"); return "out"; }).catch(() => "held")`,
  };
  for (const [name, way] of Object.entries(ways)) {
    expect(await worker.evaluate(way), name).toBe("held");
  }
  expect(requests).toEqual([]);
});

test("a worker that took the place of another is held as well", async ({ page }) => {
  await openEngine(page);
  await page.evaluate(`(async () => {
    await engine.ready;
    engine.annotate("Word. ".repeat(50_000)).catch(() => {});
    await engine.annotate("One more.");
  })()`);
  const worker = page.workers().at(-1);
  expect(await worker?.evaluate(waysOut.fetch)).toBe("held");
});

test("before the engine stands the same ways are open, so these tests can fail", async ({ page }) => {
  await page.route("**/open.html", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Open</title>" }));
  await page.goto("/open.html");
  expect(await page.evaluate(waysOut.fetch)).toBe("out");
  expect(await page.evaluate(waysOut.eval)).toBe("out");
});

/** Requests that reached the network from now on. */
function watch(/** @type {import("@playwright/test").Page} */ page) {
  /** @type {string[]} */
  const reached = [];
  page.on("response", (response) => reached.push(response.url()));
  return reached;
}
