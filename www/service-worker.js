// Serves the built page without a connection. The build writes the list of files and its hash into this script; one
// cache holds exactly one version.

/** @type {{version: string, files: {url: string, integrity: string}[]}} */
const { version, files } = /** @type {any} */ (self).BUILT;

const cacheName = `marginalia-${version}`;
const scope = /** @type {any} */ (self);

scope.addEventListener("install", (/** @type {any} */ event) => {
  event.waitUntil(store());
});

scope.addEventListener("activate", (/** @type {any} */ event) => {
  event.waitUntil(forgetOthers().then(() => scope.clients.claim()));
});

scope.addEventListener("message", (/** @type {MessageEvent} */ event) => {
  if (event.data === "take over") scope.skipWaiting();
});

scope.addEventListener("fetch", (/** @type {any} */ event) => {
  if (event.request.method === "GET") event.respondWith(answer(event.request));
});

/** All or nothing: a file that is not of this version fails the integrity check, and the install with it. */
async function store() {
  const cache = await caches.open(cacheName);
  await cache.addAll(files.map(({ url, integrity }) => new Request(url, { integrity })));
}

async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("marginalia-") && name !== cacheName).map((name) => caches.delete(name)));
}

/** @param {Request} request */
async function answer(request) {
  const cache = await caches.open(cacheName);
  const wanted = request.mode === "navigate" ? "./" : request;
  return (await cache.match(wanted, { ignoreSearch: true })) ?? fetch(request);
}
