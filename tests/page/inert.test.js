// No file of the page writes markup, navigates by itself, or keeps more than it may.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";

const www = new URL("../../www/", import.meta.url);
const files = readdirSync(www, { recursive: true, encoding: "utf8" })
  .map((name) => name.replaceAll("\\", "/"))
  .filter((name) => name.endsWith(".js") && !/^wasm\/|\/land\.js$/.test(name))
  .map((name) => ({ name, source: readFileSync(new URL(name, www), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/ .*/g, "") }));

/** The files whose code, comments aside, matches. @param {RegExp} pattern */
const users = (pattern) => files.filter(({ source }) => pattern.test(source)).map(({ name }) => name);

test("there are files to look at", () => assert.ok(files.length > 20));

test("nothing is written as markup", () => {
  assert.deepEqual(
    users(
      /\b(?:innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|createContextualFragment|srcdoc)\b|document\.write/,
    ),
    [],
  );
  assert.deepEqual(users(/DOMParser/), ["intake/paste.js"]);
});

test("no address is opened, and none is made of the text: a file to save has one of this tab’s own memory", () => {
  assert.deepEqual(users(/\blocation(?:\.href)?\s*=[^=]|location\.(?:assign|replace)\(|window\.open\(|\bhref:/), []);
  assert.deepEqual(users(/\.href\s*=[^=]/), ["export/save.js"]);
  assert.match(files.find(({ name }) => name === "export/save.js")?.source ?? "", /\.href = URL\.createObjectURL\(/);
});

test("the title is set in one place, and only session, rules and library know a store", () => {
  assert.deepEqual(users(/document\.title/), ["screen.js"]);
  assert.deepEqual(users(/\b(?:sessionStorage|localStorage|indexedDB)\b/).sort(), ["correcting/rules.js", "keeping/library.js", "keeping/session.js"]);
});

test("styles are set through properties only, which the page's policy allows; a page taken away reads them", () => {
  assert.deepEqual(users(/setAttribute\(\s*["']style|\bstyle:\s*["'`]|cssText\s*=/), []);
  const html = readFileSync(new URL("index.html", www), "utf8");
  assert.doesNotMatch(html, /<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
});
