// The picture of the README: the example article on the built page.

import { mkdir } from "node:fs/promises";
import { build } from "./build.mjs";
import { chromium, flags } from "./chromium.mjs";
import { serve } from "./serve.mjs";
import { root, setup, told } from "./setup.mjs";

await told(async () => {
  await setup();
  await build();
  await mkdir(`${root}docs`, { recursive: true });
  const { chromium: launcher } = await import("@playwright/test");
  const browser = await launcher.launch({ executablePath: await chromium(), args: flags() });
  const server = await serve(`${root}dist`);
  for (const [name, width, height] of /** @type {const} */ ([["reading", 1280, 800], ["reading-phone", 360, 720]])) {
    const page = await browser.newPage({ viewport: { width, height }, serviceWorkers: "block" });
    await page.goto(server.address);
    await page.getByRole("button", { name: /example/i }).click();
    await page.locator("article mark").first().waitFor();
    // Past the fading in of the tints and the message about the new article.
    await page.waitForTimeout(1_000);
    await page.screenshot({ path: `${root}docs/${name}.png` });
  }
  await browser.close();
  await server.close();
});
