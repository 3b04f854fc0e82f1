// The smallest WebDriver client that the run in Firefox needs: geckodriver over HTTP.

import { spawn } from "node:child_process";
import { once } from "node:events";

/**
 * Opens an address in Firefox, runs a script there until it returns something, and resolves with that.
 * @param {string} address
 * @param {string} first run once
 * @param {string} until run again and again; null means not yet
 * @returns {Promise<unknown>}
 */
export async function inFirefox(address, first, until) {
  const driver = spawn("geckodriver", ["--port", "4457"], { stdio: "ignore" });
  await Promise.race([once(driver, "spawn"), once(driver, "error").then(([error]) => Promise.reject(error))]);
  try {
    const options = { "moz:firefoxOptions": { args: ["-headless"] } };
    const { sessionId } = await patiently(() => ask("session", { capabilities: { alwaysMatch: options } }));
    const inside = (/** @type {string} */ path, /** @type {object} */ body) => ask(`session/${sessionId}/${path}`, body);
    await inside("url", { url: address });
    await inside("execute/sync", { script: first, args: [] });
    return await patiently(async () => {
      const value = await inside("execute/sync", { script: until, args: [] });
      if (value === null) throw new Error("the page did not come to it within a minute");
      return value;
    });
  } finally {
    driver.kill();
  }
}

/**
 * @param {string} path
 * @param {object} body
 * @returns {Promise<any>}
 */
async function ask(path, body) {
  const headers = { "Content-Type": "application/json" };
  const response = await fetch(`http://127.0.0.1:4457/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  const { value } = /** @type {{value: any}} */ (await response.json());
  if (!response.ok) throw new Error(value.message);
  return value;
}

/**
 * Tries again for a minute.
 * @template T
 * @param {() => Promise<T>} attempt
 * @returns {Promise<T>}
 */
async function patiently(attempt) {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (tries === 120) throw error;
      await new Promise((next) => setTimeout(next, 500));
    }
  }
}
