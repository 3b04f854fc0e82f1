// Once the engine stands, neither the page nor its worker can reach anything.

import { pathToFileURL } from "node:url";
import { expect, openEngine, root, test } from "./house.js";

test.use({ folder: "www" });

/** Each way out, run in the page or the worker: resolves with "out" when it works. */
const waysOut = {
  fetch: `fetch(location.origin + "/engine/engine.js").then(() => "out", () => "held")`,
  "fetch elsewhere": `fetch("http://127.0.0.1:9/").then(() => "out", (e) => "held")`,
  XMLHttpRequest: `new Promise((done) => {
    const request = new XMLHttpRequest();
    request.onload = () => done("out");
    request.onerror = () => done("held");
    request.open("GET", location.origin + "/engine/engine.js");
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

test("nothing leaves the worker", async ({ page }) => {
  await openEngine(page);
  await page.evaluate("engine.ready");
  const requests = watch(page);
  const [worker] = page.workers();
  const ways = {
    ...waysOut,
    importScripts: `Promise.resolve().then(() => { importScripts(location.origin + "/engine/engine.js"); return "out"; }).catch(() => "held")`,
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

test("no string becomes markup, a script or another policy", async ({ page }) => {
  for (const address of ["/", pathToFileURL(`${root}dist/marginalia.html`).href]) {
    await page.goto(address);
    const outcomes = await page.evaluate(() => {
      const types = /** @type {any} */ (globalThis).trustedTypes;
      const ways = {
        innerHTML: () => (document.createElement("div").innerHTML = "<b>x</b>"),
        "a parsed page": () => new DOMParser().parseFromString("<b>x</b>", "text/html"),
        "a script's words": () => (document.createElement("script").text = "1"),
        "a worker": () => new Worker("data:text/javascript,1"),
        "a policy of its own": () => types.createPolicy("mine", {}),
      };
      return Object.entries(ways).map(([name, way]) => {
        try {
          way();
          return `${name} passes`;
        } catch (error) {
          return /** @type {Error} */ (error).name;
        }
      });
    });
    expect(outcomes).toEqual(Array(5).fill("TypeError"));
  }
});

test("a worker's script that is not the one the page was built with is not started", async ({ page }) => {
  await page.route("**/wasm/worker.js", (route) => route.fulfill({ contentType: "text/javascript", body: "postMessage('mine')" }));
  await openEngine(page);
  expect(await page.evaluate(`engine.ready.then(() => "ready", (error) => error.message)`)).toMatch(/not the one this page was built with/);
  expect(page.workers()).toEqual([]);
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
