// The browser of the tests and the bench: the system's Chromium, else Playwright's own, else (as root on Debian) the
// package `chromium`.

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run, Sentence } from "./setup.mjs";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/** Quiet and without services that reach for the network. */
const quiet = ["--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/**
 * What belongs to the browser's own window and not to the page: every window loads two pages of its address bar, which
 * costs as much as ours. The last list on a command line counts, so what Playwright switches off stands here as well.
 */
const features = [
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
  "AimEnabled",
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsFirstBalancedModeAutoEnable",
  "HttpsUpgrades",
  "LensOverlay",
  "MediaRouter",
  "NetworkTimeServiceQuerying",
  "OptimizationHints",
  "PaintHolding",
  "PreconnectToSearch",
  "ThirdPartyStoragePartitioning",
];

/**
 * What Chromium is started with; as root it has no sandbox.
 * @param {string[]} without more features that are switched off
 */
export const flags = (...without) => [
  ...quiet,
  `--disable-features=${[...features, ...without].join(",")}`,
  "--disable-gpu",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

/**
 * Path of a Chromium that starts.
 * @returns {Promise<string>}
 */
export async function chromium() {
  return onPath() ?? (await playwrights()) ?? (await debians()) ?? missing();
}

function onPath() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const mac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
  return [process.env.CHROMIUM ?? "", ...candidates, mac].find((path) => path !== "" && existsSync(path));
}

async function playwrights() {
  const { chromium: bundled } = await import("@playwright/test");
  if (existsSync(bundled.executablePath())) return bundled.executablePath();
  console.log("No Chromium on PATH: trying Playwright's own download…");
  const { code } = await run("npx", ["playwright", "install", "chromium"], { quiet: true, allowFailure: true });
  return code === 0 && existsSync(bundled.executablePath()) ? bundled.executablePath() : undefined;
}

async function debians() {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return undefined;
  console.log("Installing Debian's package chromium with apt-get…");
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update"], { quiet: true, allowFailure: true, env });
  await run("apt-get", ["install", "--yes", "--no-install-recommends", "chromium"], { quiet: true, allowFailure: true, env });
  return onPath();
}

/** @returns {never} */
function missing() {
  throw new Sentence("Chromium is missing: install it (Debian and Ubuntu: `apt install chromium`) or name one in CHROMIUM=/path/to/chromium.");
}
