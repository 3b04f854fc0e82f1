// The one Trusted Types policy through which the page starts a script of its own.

/** @type {{createScriptURL: (url: string) => any} | undefined} */
const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy("own-scripts", {
  createScriptURL: (/** @type {string} */ url) => url,
});

/**
 * An address of ours that the page's policy lets a worker be started from.
 * @param {string} url
 * @returns {string}
 */
export function ownScript(url) {
  return policy ? policy.createScriptURL(url) : url;
}
