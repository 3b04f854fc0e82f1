// `npm run build`: the page as it is published, into dist/. Every file but the page itself and the service worker
// carries its hash in its name; dist/marginalia.html is all of it in one file that works from disk.

import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { digest, integrity, root, setup, told } from "./setup.mjs";

const www = `${root}www/`;
const dist = `${root}dist/`;
const target = ["chrome109", "firefox115", "safari16.4"];

/** Loaded late: on a fresh machine `setup` installs it first. */
const esbuild = () => import("esbuild");

/** Builds dist/; what it is made from must stand in www/ (see setup.mjs). */
export async function build() {
  await rm(dist, { recursive: true, force: true });
  await mkdir(dist);
  const page = await readFile(`${www}index.html`, "utf8");
  const script = await workerScript();
  const wasm = await readFile(`${www}wasm/marginalia_bg.wasm`);
  const style = await styleOf(page);
  const icon = await readFile(`${www}icon.svg`);
  await served({ page, script, wasm, style, icon });
  await single({ page, script, wasm, style, icon });
}

/** @typedef {{page: string, script: string, wasm: Buffer, style: string, icon: Buffer}} Sources */

/** The page for a server: hashed files, the service worker. */
async function served(/** @type {Sources} */ { page, script, wasm, style, icon }) {
  const worker = await put("worker.js", script);
  const engine = await put("marginalia.wasm", wasm);
  const files = { worker, wasm: engine, serviceWorker: "service-worker.js" };
  const main = await put("main.js", await bundle({ "wasm/files.js": exportsOf(files) }));
  const css = await put("style.css", style);
  const image = await put("icon.svg", icon);
  // A preload takes no hash: browsers do not look at one there, and warn. Whoever fetches the file checks it.
  const html = withHead(page, [
    `<link rel="icon" href="${image.url}" type="image/svg+xml">`,
    `<link rel="stylesheet" href="${css.url}" integrity="${css.integrity}">`,
    `<link rel="preload" href="${worker.url}" as="fetch" crossorigin>`,
    `<link rel="preload" href="${engine.url}" as="fetch" crossorigin>`,
    `<script type="module" src="${main.url}" integrity="${main.integrity}"></script>`,
  ]);
  await writeFile(`${dist}index.html`, html);
  const list = [{ url: "./", integrity: integrity(html) }, worker, engine, main, css, image];
  await writeFile(`${dist}service-worker.js`, await serviceWorker(list));
}

/** The page in one file: its policy lets it connect to nothing from the start, and run only these very scripts. */
async function single(/** @type {Sources} */ { page, script, wasm, style, icon }) {
  const none = exportsOf({ serviceWorker: null });
  const main = await bundle({ "wasm/files.js": none, "engine/parts.js": await readFile(`${www}engine/embedded.js`, "utf8") });
  if (main.includes("</script")) throw new Error("the page's script cannot stand inside a page: it holds an end tag");
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${digest(main, "sha256", "base64")}' 'wasm-unsafe-eval'`,
    `style-src 'sha256-${digest(style, "sha256", "base64")}'`,
    "img-src data:",
    "worker-src blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types inert-html own-scripts",
  ].join("; ");
  const html = withHead(page, [
    `<link rel="icon" href="data:image/svg+xml;base64,${icon.toString("base64")}" type="image/svg+xml">`,
    `<style>${style}</style>`,
  ])
    .replace(/(http-equiv="Content-Security-Policy" content=")[^"]*/, (_, start) => start + policy)
    .replace("</body>", () => `${block("engine-worker", script)}${block("engine-wasm", wasm)}<script type="module">${main}</script>\n</body>`);
  await writeFile(`${dist}marginalia.html`, html);
}

/**
 * The page without its own links to styles, icon and script, and with `tags` instead.
 * @param {string} page
 * @param {string[]} tags
 */
function withHead(page, tags) {
  const bare = page.replace(/^<link rel="(?:icon|stylesheet)".*\n|^<script type="module".*\n/gm, "");
  return bare.replace("</head>", () => `${tags.join("\n")}\n</head>`);
}

/**
 * A data block, which no browser runs: gzip in base64.
 * @param {string} id
 * @param {string | Buffer} content
 */
function block(id, content) {
  return `<script type="application/octet-stream" id="${id}">${gzipSync(content, { level: 9 }).toString("base64")}</script>\n`;
}

/**
 * Writes a file under a name that carries its hash.
 * @param {string} name
 * @param {string | Buffer} content
 */
async function put(name, content) {
  const kind = extname(name);
  const url = `${basename(name, kind)}.${digest(content, "sha256").slice(0, 10)}${kind}`;
  await writeFile(dist + url, content);
  return { url, integrity: integrity(content) };
}

/** The worker: glue and worker.js, one classic script. */
async function workerScript() {
  const source = await readFile(`${www}wasm/worker.js`, "utf8");
  return (await (await esbuild()).transform(source, { minify: true, format: "iife", target })).code;
}

/**
 * @param {{url: string, integrity: string}[]} files
 */
async function serviceWorker(files) {
  const version = digest(JSON.stringify(files), "sha256").slice(0, 16);
  const define = { "self.BUILT": JSON.stringify({ version, files }) };
  return (await (await esbuild()).transform(await readFile(`${www}service-worker.js`, "utf8"), { minify: true, format: "iife", define, target })).code;
}

/** All styles the page links, in its order. */
async function styleOf(/** @type {string} */ page) {
  const links = page.matchAll(/<link rel="stylesheet" href="([^"]+)"(?: media="([^"]+)")?/g);
  const contents = [...links].map(([, href, media = ""]) => `@import "./${href}" ${media};`).join("\n");
  const built = await (await esbuild()).build({
    stdin: { contents, loader: "css", resolveDir: www },
    bundle: true,
    minify: true,
    write: false,
    target,
  });
  return built.outputFiles[0].text.trim();
}

/**
 * Compression sees what is alike as far as 32 KB back. The map's outlines stand before all else, where they part nothing;
 * then what holds and writes articles, and what builds elements, in an order found by trial: a kilobyte less.
 */
const first = [
  ..."reading/land keeping/shape reading/pieces export/name state keeping/kept".split(" "),
  ..."correcting/correct engine/transfer export/annotations export/tables export/cells".split(" "),
  ..."correcting/days keeping/session export/taken export/markdown export/page".split(" "),
  ..."export/takeaway intake/queue engine/scripts correcting/rules reading/map".split(" "),
  ..."reading/timeline reading/sidebar correcting/card frame/toast frame/help keeping/shelf".split(" "),
  ..."reading/aids correcting/unplaced correcting/choosers reading/steps frame/dock".split(" "),
  ..."correcting/notes intake/empty dom correcting/marking keeping/particulars".split(" "),
  ..."engine/engine keeping/files frame/offline correcting/selection reading/occurrences".split(" "),
  ..."correcting/correcting".split(" "),
];

/**
 * The page's modules as one, some of them replaced.
 * @param {Record<string, string>} replaced
 */
async function bundle(replaced) {
  const plugin = {
    name: "replaced",
    setup(/** @type {import("esbuild").PluginBuild} */ build) {
      build.onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
        const name = relative(www, join(resolveDir, path)).replaceAll("\\", "/");
        return name in replaced ? { path: name, namespace: "replaced" } : undefined;
      });
      build.onLoad({ filter: /./, namespace: "replaced" }, ({ path }) => ({ contents: replaced[path], resolveDir: dirname(www + path) }));
    },
  };
  const built = await (await esbuild()).build({
    stdin: { contents: [...first, "main"].map((name) => `import "./${name}.js";`).join("\n"), resolveDir: www },
    bundle: true,
    minify: true,
    format: "esm",
    charset: "utf8",
    write: false,
    target,
    plugins: [plugin],
  });
  return built.outputFiles[0].text.trim();
}

/** @param {Record<string, unknown>} values */
function exportsOf(values) {
  return Object.entries(values)
    .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
    .join("\n");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await told(async () => {
    await setup();
    await build();
    console.log("The page stands in dist/; dist/marginalia.html is all of it in one file.");
  });
}
