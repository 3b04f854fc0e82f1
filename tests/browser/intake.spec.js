// The ways texts come in, and what is said when they cannot.

import { expect, test } from "./house.js";
import { blocks, DANUBE, open, paste, read, readAnew } from "./desk.js";

const OTHER = `A second story\n${"Another council met in Leeds on Friday, and said that it was content. ".repeat(6)}`;

test("what cannot be read gets its sentence", async ({ page }) => {
  await open(page);
  const message = page.locator(".message");
  await paste(page, "https://example.org/story");
  await expect(message).toHaveText(
    "That is a link. Marginalia never goes online, so it cannot fetch the page. Open it, select all (Ctrl A), copy (Ctrl C), paste here.",
  );
  await paste(page, "   \n ");
  await expect(message).toHaveText("There is no text in that.");
  await paste(page, "\u0000\u0001\u0002\u0003");
  await expect(message).toHaveText(/not a text/);
  const files = page.locator("input[type=file]");
  await files.setInputFiles({ name: "a.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4") });
  await expect(message).toHaveText("That is a PDF, which cannot be read here. Open it, select all, copy, paste here.");
  await files.setInputFiles({ name: "a.png", mimeType: "image/png", buffer: Buffer.from("\x89PNG", "latin1") });
  await expect(message).toHaveText("That is a picture; there is no text in it to read.");
});

test("files are read in their encoding", async ({ page }) => {
  await open(page);
  await page.locator("input[type=file]").setInputFiles({ name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("Caf\xe9 opens\nA caf\xe9 in Lisbon opened.", "latin1") });
  await expect(page.locator(".article h1")).toHaveText("Café opens");
  await expect(page.locator("#toast")).toContainText("Read as windows-1252.");
});

test("HTML is rebuilt as text: words stay, markup, scripts and pictures do not", async ({ page }) => {
  /** @type {string[]} */
  const requests = [];
  await open(page);
  await read(page, "Warm up\nThe engine is here.");
  page.on("request", (request) => requests.push(request.url()));
  await readAnew(
    page,
    "",
    `<style>p{}</style><h1>Head <i>line</i></h1><script>window.ran = 1</script><img src="http://127.0.0.1:9/x" onerror="ran=1">
     <p>One <b>bold</b><br>two &amp; <a href="javascript:ran=1">three</a>.</p><ul><li>four<li>five</ul>
     <table><tr><td>six<td>seven</table><p hidden>gone</p><svg><text>gone</text></svg><pre>a  b\n c</pre>`,
  );
  expect((await blocks(page)).map((b) => b.text).join("")).toBe("Head line\n\nOne bold\ntwo & three.\n\nfour\nfive\n\nsix\tseven\n\na  b\n c");
  expect(await page.evaluate("window.ran")).toBeUndefined();
  expect(await page.locator("main :is(img, script, style, svg text, a)").count()).toBe(0);
  expect(requests).toEqual([]);
});

test("HTML tells of its elements, but not of holders that say no more than what they hold", async ({ page, sites }) => {
  const script = 'import { fromHtml } from "./intake/paste.js"; window.fromHtml = fromHtml;';
  const body = "<!doctype html><title>Paste</title><script type=module src=start.js></script>";
  await page.route("**/bare.html", (route) => route.fulfill({ contentType: "text/html", body }));
  await page.route("**/start.js", (route) => route.fulfill({ contentType: "text/javascript", body: script }));
  await page.goto(`${sites.www}bare.html`);
  await page.waitForFunction(() => "fromHtml" in globalThis);
  const html = '<div><div class="story wide" id="main"><p>One.</p>Two.</div></div><div>Three <a href="#">four</a></div>';
  const pasted = await page.evaluate(`fromHtml(${JSON.stringify(html)})`);
  const hint = { datetime: null, link_share: 0 };
  expect(pasted).toEqual({
    text: "One.\n\nTwo.\n\nThree four",
    hints: [
      { ...hint, start: 0, end: 10, tag: "div.story.wide.main", depth: 1 },
      { ...hint, start: 0, end: 4, tag: "p", depth: 2 },
      { ...hint, start: 12, end: 22, tag: "div", depth: 0, link_share: 0.4 },
    ],
  });
});

test("a second paste is a new article, and the one before is one Back away", async ({ page }) => {
  await open(page);
  await read(page, DANUBE);
  const first = await page.locator(".article h1").textContent();
  await read(page, OTHER);
  await expect(page.locator(".article h1")).toHaveText("A second story");
  await expect(page.locator("#toast")).toContainText("New article.");
  expect(page.url()).not.toMatch(/story|farmers/i);
  await page.getByRole("button", { name: /^Back to “Farmers block/ }).click();
  await expect(page.locator(".article h1")).toHaveText(first ?? "");
  await page.goForward();
  await expect(page.locator(".article h1")).toHaveText("A second story");
});

test("a short paste opens nothing by itself while an article is open", async ({ page }) => {
  await open(page);
  await read(page, DANUBE);
  await paste(page, "Galati");
  await expect(page.locator("#toast")).toContainText("Pasted 6 characters.");
  await page.getByRole("button", { name: "Search for them" }).click();
  await expect(page.getByRole("searchbox")).toHaveValue("Galati");
  await paste(page, "Odesa");
  await expect(page.locator(".article h1")).toHaveText(/^Farmers block/);
  await page.keyboard.press("Escape");
  await paste(page, "Odesa");
  await page.getByRole("button", { name: "Open as new article" }).click();
  await expect(page.locator(".article p[data-start]")).toHaveText(["Odesa"]);
});

test("a paste while another is being read never shows the first", async ({ page }) => {
  await open(page);
  await page.evaluate(() => {
    const seen = /** @type {any} */ (globalThis);
    seen.marked = [];
    new MutationObserver(() => {
      if (document.querySelector(".article mark")) seen.marked.push(document.querySelector(".article")?.textContent?.slice(0, 12));
    }).observe(document.body, { childList: true, subtree: true });
  });
  await paste(page, `Slow article\n${"Ana Reis sailed from Lisbon on Monday. ".repeat(20_000)}`);
  await paste(page, OTHER);
  await expect(page.locator(".article mark").first()).toBeVisible();
  await expect(page.locator(".article h1")).toHaveText("A second story");
  const marked = await page.evaluate("[...new Set(marked)]");
  expect(marked).toEqual(["A second sto"]);
});

test("the text survives a reload in this tab, with what the reader did", async ({ page }) => {
  await open(page);
  await read(page, "Calm day\nThe council met on Monday in Lisbon.");
  await page.getByRole("button", { name: "Add the date" }).click();
  await page.keyboard.type("2023-05-23");
  await expect(page.locator(".publication")).toContainText("Read as Tuesday 23 May 2023");
  await page.reload();
  await expect(page.locator(".article h1")).toHaveText("Calm day");
  await expect(page.locator(".publication")).toContainText("Published 23 May 2023.");
  await page.getByRole("button", { name: "New" }).click();
  await expect(page.locator("h1")).toHaveText("Paste an article.");
  await page.goBack();
  await expect(page.locator(".article h1")).toHaveText("Calm day");
});

test("what is typed into the box can be marked too", async ({ page }) => {
  await open(page);
  await page.locator(".box").pressSequentially("Ana left Lisbon.");
  await page.getByRole("button", { name: "Mark it" }).click();
  await expect(page.locator(".article p[data-start]")).toHaveText(["Ana left Lisbon."]);
});

test("a dropped file is opened, wherever it falls", async ({ page }) => {
  await open(page);
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(["<h1>Dropped</h1><p>It fell.</p>"], "a.html", { type: "text/html" }));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  await expect(page.locator(".article h1")).toHaveText("Dropped");
});

test("without WebAssembly the page says so, and the text is kept", async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, "WebAssembly"));
  await open(page);
  await expect(page.locator(".message")).toHaveText(/blocks WebAssembly/);
  await paste(page, DANUBE);
  await expect(page.locator(".article h1")).toHaveText(/^Farmers block/);
  await expect(page.locator(".failure")).toHaveText(/blocks WebAssembly.*The text is kept\. Try again$/);
});

test("the example is marked", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Try an example" }).click();
  await expect(page.locator(".article h1")).toHaveText("Ferry crew praised after night rescue off Galway");
  await expect(page.locator(".article mark").first()).toBeVisible();
});
