// A small static server for the page, on this machine only.

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";

const types = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/**
 * What the page may do before it seals itself: its own files, compiled wasm, workers from blobs, nothing else. A worker
 * started from a blob inherits what holds for the page at that moment.
 */
export const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self'",
  "manifest-src 'self'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types inert-html own-scripts",
].join("; ");

const headers = {
  "Content-Security-Policy": policy,
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  "Cache-Control": "no-cache",
};

/**
 * Serves a folder on localhost.
 * @param {string} folder
 * @param {number} [port] 0 for any that is free
 * @param {(path: string) => void} [heard] called with each path that is asked for
 * @returns {Promise<{address: string, close: () => Promise<void>}>}
 */
export async function serve(folder, port = 0, heard = () => {}) {
  const server = createServer((request, response) => {
    heard(request.url ?? "");
    answer(folder, request, response).catch(() => response.destroy());
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(undefined));
  });
  const { port: bound } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    address: `http://localhost:${bound}/`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/**
 * @param {string} folder
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 */
async function answer(folder, request, response) {
  const file = fileFor(folder, request.url ?? "/");
  const found = file === null ? null : await stat(file).catch(() => null);
  if (file === null || !found?.isFile()) {
    response.writeHead(404, { ...headers, "Content-Type": "text/plain; charset=utf-8" }).end("Not found\n");
    return;
  }
  const tag = `"${found.size.toString(36)}-${found.mtimeMs.toString(36)}"`;
  const type = types[/** @type {keyof typeof types} */ (extname(file))] ?? "application/octet-stream";
  if (request.headers["if-none-match"] === tag) {
    response.writeHead(304, { ...headers, ETag: tag }).end();
    return;
  }
  response.writeHead(200, { ...headers, ETag: tag, "Content-Type": type, "Content-Length": found.size });
  if (request.method === "HEAD") response.end();
  else createReadStream(file).pipe(response);
}

/**
 * The file a request means; null when it points outside the folder.
 * @param {string} folder
 * @param {string} url
 */
function fileFor(folder, url) {
  try {
    const path = decodeURIComponent(new URL(url, "http://localhost").pathname);
    const file = normalize(join(folder, path.endsWith("/") ? `${path}index.html` : path));
    return file.startsWith(normalize(folder + sep)) ? file : null;
  } catch {
    return null;
  }
}
