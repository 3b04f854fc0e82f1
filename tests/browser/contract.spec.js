// One contract: the browser's report is the command line's.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { canonical, commandLine, expect, openEngine, root, shared, test } from "./house.js";

test.use({ folder: "www" });

/**
 * @param {import("@playwright/test").Page} page
 * @param {string} text
 * @param {object | null} [options]
 */
async function same(page, text, options = null) {
  await openEngine(page);
  const ours = await page.evaluate(([text, options]) => /** @type {any} */ (globalThis).engine.annotate(text, options), /** @type {const} */ ([text, options]));
  const line = JSON.stringify({ id: "one", text, ...(options && { options }) });
  const theirs = JSON.parse(commandLine(["--jsonl"], `${line}\n`)).report;
  expect(canonical(ours)).toBe(canonical(theirs));
  return ours;
}

test("our own articles", async ({ page }) => {
  const folder = `${root}tests/articles/`;
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".txt")) : [];
  for (const name of files) await same(page, readFileSync(folder + name, "utf8"), { published: "2024-05-16", tokens: true });
});

test("every option", async ({ page }) => {
  const text = "Ferry returns\n\nMonday’s sailing from Calais — the first 🚢 in years — was full, Ana Reis said.\n\nSubscribe now";
  await same(page, text, {
    published: [{ start: 0, date: "2024-05-16" }],
    hints: [{ start: 0, end: 13, tag: "h1", depth: 2, link_share: 0.25, datetime: null }],
    corrections: [],
    tokens: true,
  });
});

test("every correction, and overlapping ones in any order", async ({ page }) => {
  const text =
    "Ferry aground\n\nThe Harbour Trust of Old Lisbon Road met on Monday. Ida Holm of the Harbour Trust spoke in Cambridge.\n\nSubscribe now";
  const spot = (/** @type {string} */ quote) => {
    const start = text.indexOf(quote);
    return { quote, prefix: text.slice(Math.max(0, start - 32), start), suffix: text.slice(start + quote.length).slice(0, 32), start };
  };
  const marks = [
    { op: "mark", at: { spot: spot("Harbour Trust of Old Lisbon") }, kind: "organization" },
    { op: "mark", at: { spot: spot("Trust of Old Lisbon Road") }, kind: "place" },
    { op: "unmark", at: { surface: "Old Lisbon" } },
    { op: "kind", at: { spot: spot("Ida Holm") }, kind: "organization" },
  ];
  const rest = [
    { op: "extent", at: spot("Ida Holm"), to: spot("Holm") },
    { op: "same", at: { surface: "Holm" }, with: { surface: "Harbour Trust" } },
    { op: "split", at: { spot: spot("Harbour Trust spoke".slice(0, 13)) } },
    { op: "place", at: { surface: "Cambridge" }, place: "geonames:4931972" },
    { op: "date", at: { spot: spot("Monday") }, value: "2024-05-20" },
    { op: "role", at: spot("Subscribe now"), role: "paragraph" },
    { op: "note", at: spot("Ferry"), text: "Which?" },
    { op: "note", at: { ...spot("Ferry"), quote: "gone" }, text: "Lost" },
  ];
  const published = "2024-05-16";
  const first = await same(page, text, { published, corrections: [...marks, ...rest] });
  expect(first.unplaced).toEqual([marks.length + rest.length - 1]);
  const turned = await same(page, text, { published, corrections: [...marks.toReversed(), ...rest] });
  expect(canonical(turned)).toBe(canonical(first));
});

test("awkward text", async ({ page }) => {
  const text = "\uFEFFNul \0 and CRLF\r\n\r\nZe\u0301ro\u200Bwidth \u202Ertl\u202C 👩‍👩‍👧 שלום\u2028Berlin.\n\n\t\n…";
  await same(page, text, { tokens: true });
});

test("a lone surrogate becomes U+FFFD and keeps its place", async ({ page }) => {
  await openEngine(page);
  const text = "Bad \ud800 unit. Lisbon waits.";
  const report = await page.evaluate((text) => /** @type {any} */ (globalThis).engine.annotate(text, { tokens: true }), text);
  const words = [];
  for (let at = 0; at < report.tokens.length; at += 2) words.push(text.slice(report.tokens[at], report.tokens[at + 1]));
  expect(words).toContain("Lisbon");
});

test("the user's article", async ({ page }) => {
  const text = readFileSync(shared("articles/anti-kremlin-raid.txt"), "utf8");
  await same(page, text, { published: "2023-05-23", tokens: true });
});
