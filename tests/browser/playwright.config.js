import { defineConfig } from "@playwright/test";
import { chromium, flags } from "../../tools/web/chromium.mjs";

// V8 compiles a hot wasm function a second time, for speed: in tests, which read a short text and go, that costs more
// than all the rest. Only what runs for long earns it here. Nor does a page that lives for a second earn a process of its
// own for drawing, one kept ready for the next page, and bars around it.
const args = [...flags("SpareRendererForSitePerProcess"), "--in-process-gpu", "--kiosk", "--js-flags=--wasm-tiering-budget=40000000"];

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.js",
  outputDir: "../../test-results",
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  reporter: "list",
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    launchOptions: { executablePath: await chromium(), args },
    locale: "en-GB",
    serviceWorkers: "block",
    viewport: { width: 1280, height: 800 },
  },
});
