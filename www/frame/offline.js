// Use without a connection. Only the built page has a service worker: its files carry their hashes in their names, so a
// new version never mixes with an old one.

import { ownScript } from "../engine/scripts.js";
import { serviceWorker } from "../wasm/files.js";

/**
 * Keeps the page's files for use without a connection. Resolves when the browser knows the service worker, which must
 * be so before the page seals itself; a browser that refuses (private windows, pages from disk) is left alone.
 * @param {(reload: () => void) => void} offer called when a newer version stands ready: `reload` opens it
 * @returns {Promise<void>}
 */
export async function keepOffline(offer) {
  const workers = navigator.serviceWorker;
  if (!serviceWorker || !workers || location.protocol === "file:") return;
  try {
    const registration = await workers.register(ownScript(serviceWorker), { updateViaCache: "none" });
    watch(registration, offer);
  } catch {
    // The page works all the same, with a connection.
  }
}

/**
 * @param {ServiceWorkerRegistration} registration
 * @param {(reload: () => void) => void} offer
 */
function watch(registration, offer) {
  // Without a controller this is the first version here, and nothing to offer.
  const ready = (/** @type {ServiceWorker | null} */ next) => {
    if (next?.state === "installed" && navigator.serviceWorker.controller) offer(() => takeOver(next));
  };
  ready(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const next = registration.installing;
    next?.addEventListener("statechange", () => ready(next));
  });
}

/** @param {ServiceWorker} next */
function takeOver(next) {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  next.postMessage("take over");
}
