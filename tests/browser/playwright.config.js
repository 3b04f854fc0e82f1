import { defineConfig } from "@playwright/test";
import { chromium, flags } from "../../tools/web/chromium.mjs";

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
    launchOptions: { executablePath: await chromium(), args: flags },
    locale: "en-GB",
    serviceWorkers: "block",
    viewport: { width: 1280, height: 800 },
  },
});
