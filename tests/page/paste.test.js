import assert from "node:assert/strict";
import test from "node:test";
import { decoded, fromText, refusalOf, refusalOfFile } from "../../www/intake/paste.js";

/** @param {...(string | number[])} parts */
const bytes = (...parts) =>
  Uint8Array.from(parts.flatMap((p) => (typeof p === "string" ? [...p].map((c) => c.charCodeAt(0)) : p)));

test("a lone link is told what to do", () => {
  assert.match(refusalOf(" https://example.org/news?id=1 \n") ?? "", /^That is a link\./);
  assert.match(refusalOf("www.example.org") ?? "", /^That is a link\./);
  assert.equal(refusalOf("See https://example.org for more."), null);
});

test("nothing, and what is no text, is refused; emoji and right-to-left words are not", () => {
  assert.equal(refusalOf(" \n\t"), "There is no text in that.");
  assert.match(refusalOf("\u0000\u0001\u0002PNG\ufffd\ufffd") ?? "", /not a text/);
  assert.equal(refusalOf("😀🎉"), null);
  assert.equal(refusalOf("قالت وزارة الدفاع يوم الاثنين"), null);
});

test("documents and pictures by their first bytes, whatever their name", () => {
  assert.equal(refusalOfFile("a.txt", "text/plain", bytes("%PDF-1.7")), "That is a PDF, which cannot be read here. Open it, select all, copy, paste here.");
  assert.equal(refusalOfFile("a.docx", "", bytes("PK\x03\x04")), "Open it, select all, copy, paste here.");
  assert.match(refusalOfFile("a.txt", "", bytes("\x89PNG\r\n")) ?? "", /^That is a picture/);
  assert.match(refusalOfFile("a", "", bytes("RIFF\0\0\0\0WEBP")) ?? "", /^That is a picture/);
  assert.match(refusalOfFile("photo.heic", "", bytes("\0\0\0 ftyp")) ?? "", /^That is a picture/);
  assert.equal(refusalOfFile("a.txt", "text/plain", bytes("Plain words")), null);
});

test("encodings: a mark, then what the page says, then UTF-8, else windows-1252", () => {
  assert.deepEqual(decoded(bytes([0xef, 0xbb, 0xbf], "Caf", [0xc3, 0xa9])), { text: "Café", encoding: "utf-8" });
  assert.deepEqual(decoded(bytes([0xff, 0xfe, 0x41, 0, 0xe9, 0])), { text: "Aé", encoding: "utf-16le" });
  assert.equal(decoded(bytes('<meta charset="iso-8859-2">', [0xb1])).text.at(-1), "ą");
  assert.deepEqual(decoded(bytes("Caf", [0xe9])), { text: "Café", encoding: "windows-1252" });
});

test("line ends of other systems become one", () => {
  assert.deepEqual(fromText("a\r\nb\rc"), { text: "a\nb\nc", hints: [] });
});
