// A tab that is used all day: paste after paste, and nothing grows.

import { chromium as launcher } from "@playwright/test";
import { chromium, flags } from "../../tools/web/chromium.mjs";
import { expect, test } from "./house.js";
import { open } from "./desk.js";

// Code that V8 compiles while it runs counts as heap, and grows with use though nothing leaks: here it keeps to bytecode.
const args = [...flags(), "--js-flags=--no-opt --no-maglev --no-sparkplug"];

/** Pastes articles one after the other, each as soon as the one before is marked. */
const pasteMany = async (/** @type {readonly [number, number]} */ [from, to]) => {
  const line = (/** @type {number} */ i) => `Captain Ana Reis of the Harbour Trust sailed boat ${i} from Lisbon to Cairo on 3 May 2021.`;
  const said = /** @type {HTMLElement} */ (document.querySelector("#announce"));
  for (let i = from; i <= to; i++) {
    said.textContent = "";
    const data = new DataTransfer();
    data.setData("text/plain", `Boat ${i} returns\n\n${Array.from({ length: 10 }, (_, at) => line(1000 * i + at)).join("\n")}`);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    while (!said.textContent?.startsWith("Marked:")) await new Promise((next) => setTimeout(next, 5));
    while (document.querySelectorAll(".article mark").length < 30) await new Promise((next) => setTimeout(next, 5));
  }
};

test("after 200 pastes nodes, listeners, heap and the engine's memory are where they were after 20", async ({ baseURL }) => {
  test.setTimeout(300_000);
  const browser = await launcher.launch({ executablePath: await chromium(), args });
  const page = await browser.newPage({ baseURL, serviceWorkers: "block", viewport: { width: 1280, height: 800 } });
  await page.addInitScript(() => {
    const Real = globalThis.Worker;
    globalThis.Worker = class extends Real {
      constructor(/** @type {string | URL} */ url) {
        super(url);
        this.addEventListener("message", ({ data }) => {
          if (data.memory) /** @type {any} */ (globalThis).engineMemory = data.memory;
        });
      }
    };
  });
  await open(page);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable");
  const look = async () => {
    await page.waitForTimeout(500);
    for (let i = 0; i < 3; i++) await devtools.send("HeapProfiler.collectGarbage");
    const { metrics } = await devtools.send("Performance.getMetrics");
    const of = (/** @type {string} */ name) => metrics.find((metric) => metric.name === name)?.value ?? 0;
    const engine = await page.evaluate(() => /** @type {any} */ (globalThis).engineMemory ?? 0);
    return { nodes: of("Nodes"), listeners: of("JSEventListeners"), heap: of("JSHeapUsedSize"), engine };
  };
  await page.evaluate(pasteMany, /** @type {const} */ ([1, 20]));
  const after20 = await look();
  await page.evaluate(pasteMany, /** @type {const} */ ([21, 200]));
  const after200 = await look();
  console.log(JSON.stringify({ after20, after200 }));
  for (const what of /** @type {const} */ (["nodes", "listeners", "heap", "engine"])) {
    expect(after20[what], what).toBeGreaterThan(0);
    expect(after200[what], what).toBeLessThanOrEqual(1.05 * after20[what]);
  }
  await browser.close();
});
