// The engine's promises to the page: the newest call wins, faults are told in a sentence.

import { expect, openEngine, test } from "./house.js";

test.use({ folder: "www" });

const fault = `engine.ready.then(() => "ready", (error) => error.message)`;

test("annotates", async ({ page }) => {
  await openEngine(page);
  const report = await page.evaluate(`engine.annotate("Storm over Lisbon\\n\\nAna Reis left on 3 May 2021.")`);
  expect(report).toMatchObject({ version: 1, summary: { title: "Storm over Lisbon" } });
  expect(/** @type {any} */ (report).blocks).toHaveLength(2);
});

test("while nothing is asked it reads a text that nobody sees, and none when something is", async ({ page }) => {
  await page.addInitScript(() => {
    const heard = Object.assign(globalThis, { heard: /** @type {string[]} */ ([]) }).heard;
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (/** @type {any} */ message) {
      if (message.call) heard.push(message.text);
      post.call(this, message);
    };
  });
  const heard = async (/** @type {string} */ asked) => {
    const wanted = page.waitForRequest("**/*.wasm");
    await openEngine(page, { rehearsal: "Rehearsed." });
    await wanted;
    await page.evaluate(asked);
    deliver();
    await page.evaluate(`engine.ready.then(() => new Promise((resolve) => setTimeout(resolve, 1000)))`);
    return page.evaluate(`engine.annotate("Last.").then(() => heard)`);
  };
  let deliver = () => {};
  await page.route("**/*.wasm", (route) => {
    deliver = () => void route.continue();
  });
  expect(await heard("")).toEqual(["", "Rehearsed.", "Last."]);
  expect(await heard(`void engine.annotate("Asked.")`)).toEqual(["", "Asked.", "Last."]);
});

test("the newest annotation wins, and both are settled", async ({ page }) => {
  await openEngine(page);
  const [older, newer] = /** @type {any[]} */ (
    await page.evaluate(`(async () => {
      await engine.ready;
      const older = engine.annotate("Slow words. ".repeat(60_000)).catch((error) => error.name);
      const newer = engine.annotate("Quick.");
      return Promise.all([older, newer]);
    })()`)
  );
  expect(older).toBe("Superseded");
  expect(newer.blocks).toHaveLength(1);
});

test("an annotation can be given up, and the next one works", async ({ page }) => {
  await openEngine(page);
  const outcome = await page.evaluate(`(async () => {
    await engine.ready;
    const long = engine.annotate("Slow words. ".repeat(60_000)).catch((error) => error.name);
    await Promise.resolve().then(() => {});
    engine.cancel();
    const next = await engine.annotate("Quick.");
    return [await long, next.version];
  })()`);
  expect(outcome).toEqual(["Cancelled", 1]);
});

test("a long text: its beginning first, then the whole, in slices", async ({ page }) => {
  await openEngine(page);
  const line = "Ana Reis of Lisbon met Omar Haddad in Cairo on 3 May 2021, and person number";
  const outcome = await page.evaluate(`(async () => {
    const text = Array.from({ length: 2_600 }, (_, at) => ${JSON.stringify(line)} + " " + at + " Smith" + at + ".\\n").join("");
    let preview = null;
    const report = await engine.annotate(text, { hints: [{ start: 210_000, end: 210_010, tag: "p" }] }, (first) => {
      preview = [first.blocks.at(-1).end, first.mentions.length > 0];
    });
    return { preview, length: text.length, end: report.blocks.at(-1).end, mentions: report.mentions.length };
  })()`);
  const { preview, length, end, mentions } = /** @type {any} */ (outcome);
  expect(preview[0]).toBeGreaterThan(19_000);
  expect(preview[0]).toBeLessThanOrEqual(20_000);
  expect(preview[1]).toBe(true);
  expect(end).toBe(length);
  expect(mentions).toBeGreaterThan(2_600);
});

test("a short text has no preview", async ({ page }) => {
  await openEngine(page);
  const previews = await page.evaluate(`(async () => {
    let previews = 0;
    await engine.annotate("Word. ".repeat(1_000), null, () => previews++);
    return previews;
  })()`);
  expect(previews).toBe(0);
});

test("options that do not fit are refused in a sentence, and the engine goes on", async ({ page }) => {
  await openEngine(page);
  const outcome = await page.evaluate(`(async () => {
    const refused = await engine.annotate("Words.", { published: "yesterday" }).then(() => "taken", (error) => error.message);
    return [refused, (await engine.annotate("Words.")).version];
  })()`);
  expect(outcome).toEqual([expect.stringMatching(/options.*Published/), 1]);
});

test("reads a date that the reader types", async ({ page }) => {
  await openEngine(page);
  const readings = await page.evaluate(`Promise.all([
    engine.readDate("23/5", "2024-05-16"),
    engine.readDate("05/06/2023", "2024-05-16"),
    engine.readDate("a fine day", "2024-05-16"),
    engine.readDate("23/5", "someday").catch((error) => error.message),
  ])`);
  expect(readings).toEqual([["2023-05-23"], ["2023-05-06", "2023-06-05"], [], expect.stringMatching(/date/)]);
});

test("a missing wasm file", async ({ page }) => {
  await page.route("**/*.wasm", (route) => route.fulfill({ status: 404, body: "gone" }));
  await openEngine(page);
  expect(await page.evaluate(fault)).toMatch(/marginalia_bg\.wasm/);
});

test("a wasm file that is not the one the page was built with", async ({ page }) => {
  await page.route("**/*.wasm", (route) => route.fulfill({ contentType: "application/wasm", body: "\0asm\x01\0\0\0" }));
  await openEngine(page);
  expect(await page.evaluate(fault)).toMatch(/not the one this page was built with/);
});

test("a wasm file served as text works all the same", async ({ page }) => {
  await page.route("**/*.wasm", async (route) => route.fulfill({ response: await route.fetch(), contentType: "text/plain" }));
  await openEngine(page);
  expect(await page.evaluate(fault)).toBe("ready");
});

test("a browser that blocks WebAssembly", async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, "WebAssembly"));
  await openEngine(page);
  expect(await page.evaluate(fault)).toMatch(/blocks WebAssembly/);
});

test("no connection", async ({ page }) => {
  await page.route("**/wasm/worker.js", (route) => route.abort());
  await openEngine(page);
  expect(await page.evaluate(fault)).toMatch(/could not be loaded/);
});

test("a worker that dies rejects with a sentence, and the next call gets a new one", async ({ page }) => {
  await page.addInitScript(() => {
    const Real = globalThis.Worker;
    globalThis.Worker = class extends Real {
      constructor(/** @type {string | URL} */ url) {
        super(url);
        /** @type {any} */ (globalThis).hired = this;
      }
    };
  });
  await openEngine(page);
  const outcome = await page.evaluate(`(async () => {
    await engine.ready;
    const long = engine.annotate("Slow words. ".repeat(60_000)).catch((error) => error.message);
    await new Promise((next) => setTimeout(next));
    hired.dispatchEvent(new ErrorEvent("error", { message: "out of memory" }));
    return [await long, (await engine.annotate("Quick.")).version];
  })()`);
  expect(outcome).toEqual([expect.stringMatching(/more memory than the browser gives/), 1]);
});
