// `npm run bench`: speed, size and memory of Marginalia beside its peers, all in one run on one machine, written to
// bench/RESULTS.md. `npm run bench -- --short` leaves out the longest texts.

import { execFileSync } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { cpus, loadavg, release, totalmem, type } from "node:os";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "../tools/web/build.mjs";
import { chromium, flags } from "../tools/web/chromium.mjs";
import { serve } from "../tools/web/serve.mjs";
import { commandLine, packages, root, setup, told } from "../tools/web/setup.mjs";
import { articles } from "./text.mjs";

const short = process.argv.includes("--short");
const rounds = 5;
/** Milliseconds that a peer may take for the long text; one that might take longer is measured on a tenth of it. */
const patience = 60_000;
const published = "2023-05-23";
const names = ["wink", "compromise", "compromise-dates", "chrono"];

await told(async () => {
  await setup();
  await Promise.all([packages(`${root}bench`), build()]);
  console.log("Building the command line…");
  const program = await commandLine();

  const load = loadavg()[0];
  const { chromium: launcher } = await import("@playwright/test");
  const browser = await launcher.launch({ executablePath: await chromium(), args: [...flags(), "--js-flags=--expose-gc"] });
  const many = await articles(1_000_000);
  const long = many.join("").slice(0, 1_000_000);
  const off = (/** @type {string} */ text) => Math.abs(words(text) - 1000);
  const article = many.reduce((best, other) => (off(other) < off(best) ? other : best));
  const sites = { page: await serve(`${root}www`), built: await serve(`${root}dist`), peers: await servePeers() };

  const own = await measureOwn(browser, sites, article, long);
  const markup = long.split("\n").map((line) => `<p>${line.replace(/&/g, "&amp;").replace(/</g, "&lt;")}</p>`).join("\n");
  const pastes = [await measurePaste(browser, sites.built.address, "text", long), await measurePaste(browser, sites.built.address, "HTML", markup)];
  const others = [];
  for (const name of names) others.push(await measurePeer(browser, sites.peers, name, article, long));
  const command = measureCommand(program, many);
  const about = {
    machine: `${cpus()[0].model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB; ${type()} ${release()}`,
    browser: `Chromium ${browser.version()}; Node.js ${process.versions.node}`,
    load: load.toFixed(1),
    words: words(article),
  };
  await browser.close();
  await Promise.all(Object.values(sites).map((site) => site.close()));

  const results = report(own, others, command, pastes, about);
  await writeFile(`${root}bench/RESULTS.md`, results);
  console.log(results);
});

/**
 * @typedef {{name: string, warm: number, article: number, cold: number, gzip: number, brotli: number, memory: number, measuredOn: number}} Measured
 *   characters a second on the long text; milliseconds for an article, warm and from a fresh page; bytes
 * @typedef {import("@playwright/test").Browser} Browser
 */

/**
 * @param {Browser} browser
 * @param {{page: {address: string}, built: {address: string}}} sites
 * @param {string} article
 * @param {string} long
 * @returns {Promise<Measured & {stages: [string, number][], growth: [number, number][], ready: number, stood: number}>}
 */
async function measureOwn(browser, sites, article, long) {
  const page = await browser.newPage();
  // The worker says with each answer how large its memory is.
  const start = `import { parts } from "./engine/parts.js"; import { Crew } from "./engine/crew.js"; import { startEngine } from "./engine/engine.js";
    const { script, bytes } = await parts(); const module = await WebAssembly.compile(bytes);
    globalThis.Worker = class extends Worker {
      constructor(...args) {
        super(...args);
        this.addEventListener("message", ({ data }) => (globalThis.memory = data.memory ?? globalThis.memory));
      }
    };
    globalThis.crew = new Crew(module, script); globalThis.engine = startEngine();`;
  await page.route("**/bench.html", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Bench</title><script type=module src=bench.js></script>" }));
  await page.route("**/bench.js", (route) => route.fulfill({ contentType: "text/javascript", body: start }));
  await page.goto(`${sites.page.address}bench.html`);
  await page.waitForFunction(() => "engine" in globalThis);
  const time = (/** @type {string} */ text, /** @type {number} */ rounds) =>
    page.evaluate(
      async ([text, published, rounds]) => {
        const { engine } = /** @type {any} */ (globalThis);
        await engine.annotate(text, { published });
        const taken = [];
        for (let round = 0; round < rounds; round++) {
          const before = performance.now();
          await engine.annotate(text, { published });
          taken.push(performance.now() - before);
        }
        return taken.sort((a, b) => a - b)[rounds >> 1];
      },
      /** @type {const} */ ([text, published, rounds]),
    );
  const warm = await time(long, rounds);
  const one = await time(article, 25);
  const { stages, memory } = await page.evaluate(
    async ([text, published]) => {
      const { crew } = /** @type {any} */ (globalThis);
      const ask = (/** @type {string} */ call) => crew.ask({ call, text, options: { published } }).answer;
      await ask("stages");
      const stages = await ask("stages");
      await ask("annotate");
      return { stages, memory: /** @type {any} */ (globalThis).memory };
    },
    /** @type {const} */ ([long, published]),
  );
  /** @type {[number, number][]} */
  const growth = [];
  for (const size of short ? [10_000, 100_000, 1_000_000] : [10_000, 100_000, 1_000_000, 10_000_000]) {
    const text = long.repeat(Math.ceil(size / long.length)).slice(0, size);
    growth.push([size, await time(text, size > 1_000_000 ? 1 : 3)]);
  }
  await page.close();
  const files = (await readdir(`${root}dist`)).filter((name) => name !== "marginalia.html");
  const bytes = await Promise.all(files.map((name) => readFile(`${root}dist/${name}`)));
  const { ready, painted: cold } = await firstMarks(browser, sites.built.address, article);
  const { painted: stood } = await firstMarks(browser, sites.built.address, article, 2000);
  return {
    name: "Marginalia",
    warm: (1000 * long.length) / warm,
    article: one,
    ready,
    cold,
    stood,
    gzip: bytes.reduce((all, file) => all + gzipSync(file, { level: 9 }).length, 0),
    brotli: bytes.reduce((all, file) => all + brotliCompressSync(file).length, 0),
    memory,
    measuredOn: long.length,
    stages,
    growth,
  };
}

/**
 * Medians of five fresh pages, in milliseconds: from the request for the built page until its engine stands ready, sealing
 * included; and until the first painted marks, when the article is pasted as soon as the page is loaded, or, when the page
 * has stood for a while, from the paste.
 * @param {Browser} browser
 * @param {string} address
 * @param {string} article
 * @param {number} [stood] milliseconds that the page stands before the paste
 */
async function firstMarks(browser, address, article, stood = 0) {
  const all = [];
  for (let round = 0; round < rounds; round++) {
    const context = await browser.newContext({ serviceWorkers: "block" });
    const page = await context.newPage();
    await page.addInitScript(([text, stood]) => {
      const paste = () => {
        const began = stood > 0 ? performance.now() : 0;
        const data = new DataTransfer();
        data.setData("text/plain", text);
        document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        const look = () => {
          if (document.querySelector("article mark")) console.info("first", performance.now() - began);
          else requestAnimationFrame(look);
        };
        look();
      };
      addEventListener("load", () => (stood > 0 ? setTimeout(paste, stood) : paste()));
    }, /** @type {const} */ ([article, stood]));
    const painted = await firstOf(page, address);
    const ready = await page.evaluate(() => performance.getEntriesByName("ready")[0]?.startTime ?? NaN);
    all.push({ painted, ready });
    await context.close();
  }
  return { painted: middle(all.map(({ painted }) => painted)), ready: middle(all.map(({ ready }) => ready)) };
}

/**
 * Opens an address and waits for what its page says of its first article, without running a script of our own meanwhile.
 * @param {import("@playwright/test").Page} page
 * @param {string} address
 */
async function firstOf(page, address) {
  const [said] = await Promise.all([page.waitForEvent("console", (said) => said.text().startsWith("first ")), page.goto(address)]);
  return Number(said.text().slice("first ".length));
}

/**
 * What a reader waits for who pastes `content` into the built page, in milliseconds from the paste.
 * @typedef {{form: string, length: number, text: number, marks: number, all: number, longest: number}} Paste until the text stands,
 *   until its beginning is marked, until all of it is; the longest single task of the page
 * @param {Browser} browser
 * @param {string} address
 * @param {"text" | "HTML"} form
 * @param {string} content
 * @returns {Promise<Paste>}
 */
async function measurePaste(browser, address, form, content) {
  const context = await browser.newContext({ serviceWorkers: "block" });
  const page = await context.newPage();
  await page.goto(address);
  // A first article, so that the engine is warm.
  await page.getByRole("button", { name: /example/i }).click();
  await page.locator("article mark").first().waitFor();
  const found = await page.evaluate(
    async ([type, content]) => {
      const said = document.querySelector("#announce");
      said?.replaceChildren();
      let longest = 0;
      const tasks = new PerformanceObserver((list) => list.getEntries().forEach((task) => (longest = Math.max(longest, task.duration))));
      const began = performance.now();
      tasks.observe({ entryTypes: ["longtask"] });
      const data = new DataTransfer();
      data.setData(type, content);
      document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
      const times = { text: 0, marks: 0, all: 0 };
      const known = new Set(document.querySelectorAll("article [data-start]"));
      const look = () => {
        const now = performance.now();
        const block = document.querySelector("article [data-start]");
        if (!times.text && block && !known.has(block)) times.text = now - began;
        if (!times.marks && times.text && document.querySelector("article mark")) times.marks = now - began;
        times.all = now - began;
      };
      const changes = new MutationObserver(look);
      changes.observe(document.body, { childList: true, subtree: true });
      // All is there when that was said and then nothing has changed for a while.
      for (let still = -1; still !== times.all || !said?.textContent; ) {
        still = times.all;
        await new Promise((next) => setTimeout(next, 2_000));
      }
      return { ...times, longest };
    },
    /** @type {const} */ ([form === "HTML" ? "text/html" : "text/plain", content]),
  );
  await context.close();
  return { form, length: content.length, ...found };
}

/**
 * @param {Browser} browser
 * @param {{address: string, scripts: Map<string, Buffer>}} site
 * @param {string} name
 * @param {string} article
 * @param {string} long
 * @returns {Promise<Measured>}
 */
async function measurePeer(browser, site, name, article, long) {
  console.log(`Measuring ${name}…`);
  const cold = [];
  for (let round = 0; round < rounds; round++) {
    const page = await browser.newPage();
    await page.addInitScript((text) => Object.assign(globalThis, { article: text }), article);
    cold.push(await firstOf(page, `${site.address}${name}.html`));
    await page.close();
  }
  const page = await browser.newPage();
  await page.addInitScript((text) => Object.assign(globalThis, { article: text }), article);
  await firstOf(page, `${site.address}${name}.html`);
  const time = (/** @type {string} */ text, /** @type {number} */ rounds) =>
    page.evaluate(
      ([text, rounds]) => {
        const { find } = /** @type {any} */ (globalThis);
        const taken = [];
        for (let round = 0; round < rounds; round++) {
          const before = performance.now();
          find(text);
          taken.push(performance.now() - before);
        }
        return { milliseconds: taken.sort((a, b) => a - b)[rounds >> 1], memory: /** @type {any} */ (performance).memory.usedJSHeapSize };
      },
      /** @type {const} */ ([text, rounds]),
    );
  const one = await time(article, 25);
  const tenth = long.slice(0, long.length / 10);
  const sample = await time(tenth, 1);
  // For ten times the text some take a hundred times as long.
  const [text, fitting] = 100 * sample.milliseconds > patience ? [tenth, sample] : [long, null];
  const warm = fitting ?? (await time(text, Math.max(1, Math.min(rounds, Math.floor(patience / (10 * sample.milliseconds))))));
  await page.close();
  const script = site.scripts.get(`${name}.js`) ?? Buffer.alloc(0);
  return {
    name,
    warm: (1000 * text.length) / warm.milliseconds,
    article: one.milliseconds,
    cold: middle(cold),
    gzip: gzipSync(script, { level: 9 }).length,
    brotli: brotliCompressSync(script).length,
    memory: warm.memory,
    measuredOn: text.length,
  };
}

/** A page for each peer with all of it in one minified script. */
async function servePeers() {
  const esbuild = await import("esbuild");
  /** @type {Map<string, Buffer>} */
  const scripts = new Map();
  for (const name of names) {
    const contents = `import { find } from "./${name}.js"; Object.assign(globalThis, { find });
      find(globalThis.article); console.info("first", performance.now());`;
    const built = await esbuild.build({
      stdin: { contents, resolveDir: `${root}bench/peers` },
      bundle: true,
      minify: true,
      format: "esm",
      write: false,
    });
    scripts.set(`${name}.js`, Buffer.from(built.outputFiles[0].contents));
  }
  const server = createServer((request, response) => {
    const file = (request.url ?? "").slice(1);
    const script = scripts.get(file);
    const body = script ?? `<!doctype html><title>Peer</title><script type="module" src="${file.replace(".html", ".js")}"></script>`;
    response.writeHead(200, { "Content-Type": script ? "text/javascript; charset=utf-8" : "text/html; charset=utf-8" }).end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { address: `http://localhost:${port}/`, scripts, close: () => new Promise((resolve) => server.close(() => resolve(undefined))) };
}

/** Characters a second of the command line over an archive, all cores, reading and writing included. */
function measureCommand(/** @type {string} */ program, /** @type {string[]} */ many) {
  const input = many.map((text, id) => JSON.stringify({ id: String(id), text, published })).join("\n");
  const taken = [];
  for (let round = 0; round < rounds; round++) {
    const before = performance.now();
    execFileSync(program, ["annotate", "--jsonl"], { input, maxBuffer: 1 << 30 });
    taken.push(performance.now() - before);
  }
  return (1000 * many.reduce((all, text) => all + text.length, 0)) / middle(taken);
}

function words(/** @type {string} */ text) {
  return text.trim().split(/\s+/).length;
}

function middle(/** @type {number[]} */ times) {
  return times.sort((a, b) => a - b)[times.length >> 1];
}

/**
 * @param {Measured & {stages: [string, number][], growth: [number, number][], ready: number, stood: number}} own
 * @param {Measured[]} others
 * @param {number} command
 * @param {Paste[]} pastes
 * @param {{machine: string, browser: string, load: string, words: number}} about
 */
function report(own, others, command, pastes, about) {
  const kilobytes = (/** @type {number} */ bytes) => `${Math.round(bytes / 1000).toLocaleString("en")} KB`;
  const million = (/** @type {number} */ perSecond) => `${(perSecond / 1e6).toFixed(3)} M`;
  const rows = [own, ...others].map((one) =>
    [one.measuredOn < own.measuredOn ? `${one.name} (on ${one.measuredOn.toLocaleString("en")} characters)` : one.name, million(one.warm), `${(own.warm / one.warm).toFixed(1)}×`, `${one.article.toFixed(1)} ms`, `${Math.round(one.cold)} ms`, kilobytes(one.gzip), kilobytes(one.brotli), kilobytes(one.memory)].join(" | "),
  );
  const perCharacter = own.stages.map(([stage, milliseconds]) => `| ${stage} | ${Math.round(milliseconds)} |`);
  const whole = own.stages.reduce((all, [, milliseconds]) => all + milliseconds, 0);
  const growth = own.growth.map(([size, milliseconds], at) => {
    const each = (1e6 * milliseconds) / size;
    const [size0, milliseconds0] = own.growth[Math.max(0, at - 1)];
    return `| ${size.toLocaleString("en")} | ${milliseconds.toFixed(1)} | ${each.toFixed(0)} | ${(each / ((1e6 * milliseconds0) / size0)).toFixed(2)}× |`;
  });
  const pasted = pastes.map(({ form, length, text, marks, all, longest }) => {
    const times = [text, marks, all, longest].map((milliseconds) => Math.round(milliseconds).toLocaleString("en"));
    return `| ${form}, ${length.toLocaleString("en")} characters | ${times.join(" | ")} |`;
  });
  return `# Results

Machine-written by \`npm run bench\`${short ? " in its short form" : ""}.
${about.machine}. ${about.browser}. Load average at the start: ${about.load}${Number(about.load) > 0.7 ? " (the machine was busy: compare within this table only)" : ""}.

The same text for all: our own articles retold with other names, 1,000,000 characters, and one article of ${about.words.toLocaleString("en")} words. Medians of
up to five rounds; whoever took more than ${patience / 100_000} s for a tenth of the long text got no more than that, once.
Marginalia does everything it does on the page (names, dates with values, places on the map, who is who, key sentences)
in one worker, the transfer to the page included. wink tags dates, money and the like but no names; compromise names
only; compromise-dates and chrono dates only.

| | characters/s, warm | Marginalia is | an article, warm | an article from a fresh page | download, gzip | brotli | memory |
|---|---|---|---|---|---|---|---|
${rows.map((row) => `| ${row} |`).join("\n")}

Memory is that of the WebAssembly instance for Marginalia, of the JavaScript heap for the others, after the long text.
A page opened afresh is sealed and its engine ready after ${Math.round(own.ready)} ms; pasted two seconds later, the first article is
marked ${Math.round(own.stood)} ms after its paste.
The command line over the same articles as JSON lines, on all cores: ${million(command)} characters/s.

## Nanoseconds per character by stage, in the worker

| stage | ns |
|---|---|
${perCharacter.join("\n")}
| all | ${Math.round(whole)} |

## A megabyte pasted into the page

Milliseconds after the paste, in a tab that has read an article before. The reader can scroll and press meanwhile, but
for the longest single task.

| | the text stands | its beginning is marked | all is marked | the longest task |
|---|---|---|---|---|
${pasted.join("\n")}

## Growth with length

| characters | ms | ns per character | to the one before |
|---|---|---|---|
${growth.join("\n")}
`;
}
