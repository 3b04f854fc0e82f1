import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import * as recogito from "@recogito/text-annotator";
import { Ajv2020 } from "ajv/dist/2020.js";
import { annotations } from "../../www/export/annotations.js";
import { csv, tsv } from "../../www/export/cells.js";
import { geojson } from "../../www/export/geojson.js";
import { markdown } from "../../www/export/markdown.js";
import { fileName } from "../../www/export/name.js";
import { page } from "../../www/export/page.js";
import { list, table } from "../../www/export/tables.js";
import { taken } from "../../www/export/taken.js";
import { sample, TEXT } from "./sample.js";

const kept = await sample();
const one = taken(kept);

/** Reads CSV as RFC 4180 has it. @param {string} content */
function parsed(content) {
  /** @type {string[][]} */
  const rows = [];
  let row = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy;
  for (let m = cell.exec(content); m && m.index < content.length; m = cell.exec(content)) {
    row.push(m[1] === undefined ? (m[2] ?? "") : m[1].replaceAll('""', '"'));
    if (m[3] === ",") continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

test("cells: what could be a formula is words, the rest is as it was", () => {
  const formulas = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    " =1",
    "\r=1",
    "\u200b=1",
    "＝1",
    '"=1',
    "\u202e=1",
    "\n@x",
  ];
  for (const formula of formulas) {
    assert.equal(parsed(csv([[formula]]).slice(1))[0]?.[0], `'${formula}`, formula);
    assert.match(tsv([[formula]]), /^"?'/, formula);
  }
  for (const plain of ["Ana", "a=b", "3-1", "", "é", 'say "hi"', "a\nb", "a;b", " x "]) {
    assert.deepEqual(parsed(csv([[plain, "end"]]).slice(1)), [[plain, "end"]]);
  }
  assert.equal(csv([[-1, null, "x"]]), "\ufeff-1,,x\r\n");
  assert.equal(tsv([["a\tb\nc", 2]]), "a b c\t2");
  assert.equal(tsv([['"a"', "b"]]), '"""a"""\tb');
});

test("the table has every mention of the body and every note, with its sentence and where it is from", () => {
  const [head, ...rows] = parsed(table([one, one]).slice(1));
  assert.deepEqual(
    head?.join(),
    "Mention,Kind,Name,About,Sentence,Article,Source,Published,Engine,Unsure,From,To,Start,End",
  );
  assert.equal(rows.length, 14);
  const origin = ["🚢 Storm over Lisbon", "https://example.org/storm", "2021-05-04", "Marginalia 0.1.0, model abc"];
  assert.deepEqual(rows[1], [
    "Ana Reis",
    "person",
    "Ana Reis",
    "captain",
    "Ana Reis of Harbour Trust left Lisbon on 3 May 2021.",
    ...origin,
    ...["", "", "", "21", "29"],
  ]);
  const date = rows.find((r) => r[1] === "date");
  assert.deepEqual(date?.slice(0, 4), ["3 May 2021", "date", "3 May 2021", ""]);
  assert.deepEqual(date?.slice(10, 12), ["2021-05-03", "2021-05-03"]);
  for (const [words, ...row] of rows) assert.equal(TEXT.slice(Number(row[11]), Number(row[12])), words);
  const note = rows.find((r) => r[1] === "note");
  assert.deepEqual([note?.[0], note?.[3]], ["Calm", '\'=HYPERLINK("x")\nor not?']);
});

test("the list for the clipboard: a name a line, then the notes, then where it is from", () => {
  const lines = list(one)
    .split("\n")
    .map((line) => line.split("\t"));
  assert.deepEqual(lines.slice(0, 3), [
    ["Name", "Kind", "Times", "About", "Unsure"],
    ["Ana Reis", "person", "2", "captain", ""],
    ["Harbour Trust", "organisation", "1", "", ""],
  ]);
  assert.ok(lines.some(([name, kind, times]) => name === "Calm" && kind === "note" && times === "1"));
  assert.ok(lines.some(([label, words]) => label === "Source" && words === "https://example.org/storm"));
});

test("Markdown: names stand out, and no word of the text is markup", () => {
  const md = markdown(one);
  assert.match(
    md,
    /^# 🚢 Storm over \*\*Lisbon\*\*\n\n\*\*Ana Reis\*\* of \*\*Harbour Trust\*\* left \*\*Lisbon\*\* on \*3 May 2021\*\.\n/,
  );
  assert.match(md, /\n> “Calm,” said \*\*Reis\*\*\. Then \\\*all\\\* was \\<quiet\\> \\& still\.\n/);
  assert.match(md, /\n## People\n\n- Ana Reis: captain \(2 times\)\n/);
  assert.match(md, /\n## Notes\n\n- “Calm”: \\=HYPERLINK\("x"\) or not\?\n/);
  assert.match(md, /\n- Published: 4 May 2021\n/);
  assert.ok(!md.includes("newsletter"));
});

/** The same article with an unsure name and a date that its words do not tell. */
async function doubtful() {
  const report = structuredClone(kept.report);
  const [, , trust] = report.mentions;
  const [when] = report.dates;
  if (trust) trust.confidence = 0.5;
  if (when) Object.assign(when, { value: "2021-05-03TNI", why: "as it is written" });
  return taken({ ...kept, report });
}

test("what is unsure says so in every form with words, and no date is a code there", async () => {
  const two = await doubtful();
  const html = await page(two, "mark{}", async () => "hash");
  const md = markdown(two);
  const tsv = list(two);
  assert.match(table([two]), /\r\nHarbour Trust,organisation,Harbour Trust,[^\r]*,unsure,,,33,46\r\n/);
  assert.match(table([two]), /\r\n3 May 2021,date,"3 May 2021, night",as it is written,/);
  assert.match(tsv, /\nHarbour Trust\torganisation\t1\t\tunsure\n/);
  assert.match(tsv, /\n3 May 2021, night\tdate\t1\t3 May 2021\t\n/);
  assert.match(md, /\n- Harbour Trust \? \(1 time\)\n/);
  assert.match(md, /\n- 3 May 2021, night: 3 May 2021 \(1 time\)\n/);
  assert.match(html, /<a href="#m33">Harbour Trust \?<\/a> \(1\)/);
  for (const made of [md, html]) assert.match(made, /A question mark stands after a name that is not sure\./);
  for (const made of [md, tsv, html]) assert.doesNotMatch(made, /2021-05-03/);
  for (const made of [markdown(one), await page(one, "", async () => "")]) assert.doesNotMatch(made, /not sure| \?/);
});

test("the page begins with its date and a legend", async () => {
  const html = await page(await doubtful(), "mark{}", async () => "hash");
  const [, below = ""] = /<\/h1>\n(.*)\n/.exec(html) ?? [];
  assert.match(below, /^<div class="meta">Published 4 May 2021\. Marked: <mark data-kind="person">people<\/mark>, /);
  assert.match(below, /With a line only, a name is <mark data-kind="person" class="unsure">not sure<\/mark>\.<\/div>$/);
  assert.equal(html.match(/Marked: <mark/g)?.length, 1);
});

test("Markdown: signs at the start of a line, and emphasis that would not hold", async () => {
  const text = "1. First of all\n- not a list\n# Nor a heading";
  const blocks = [
    [0, 16],
    [16, 29],
    [29, text.length],
  ].map(([start = 0, end = 0]) => ({ ...kept.report.blocks[1], start, end }));
  const mentions = [{ ...kept.report.mentions[2], start: 1, end: 2, entity: null }];
  const report = /** @type {any} */ ({ ...kept.report, blocks, mentions, entities: [], dates: [], sentences: [] });
  const md = markdown(taken({ ...kept, text, steps: [], cursor: 0, report }));
  assert.match(md, /\n1\\\. First of all\n\n\\- not a list\n\n\\# Nor a heading\n/);
});

test("the page: all of the text, escaped; no script, nothing from elsewhere", async () => {
  const html = await page(one, "mark{}", async () => "hash");
  assert.match(html, /content="default-src 'none'; style-src 'sha256-hash'/);
  assert.match(html, /<mark data-kind="person" id="m\d+">Ana Reis<\/mark>/);
  assert.match(html, /was &#60;quiet&#62; &#38; still\./);
  assert.match(html, /<details><summary>1 line set aside: newsletter sign-up<\/summary>/);
  assert.match(html, /<q>Calm<\/q>: =HYPERLINK\(&#34;x&#34;\)\nor not\?/);
  assert.doesNotMatch(html, /<script|\son\w+=|\ssrc=|url\(|@import|<link|<a (?!href="#m\d+">)/i);
});

test("GeoJSON: points as longitude and latitude, with their sentences", () => {
  const made = JSON.parse(geojson(one));
  assert.equal(made.type, "FeatureCollection");
  assert.deepEqual(
    made.features.map((/** @type {any} */ f) => [f.id, f.geometry, f.properties.times]),
    [["place:lisbon", { type: "Point", coordinates: [-9.13, 38.72] }, 2]],
  );
  assert.equal(made.features[0].properties.sentences[1], "Ana Reis of Harbour Trust left Lisbon on 3 May 2021.");
  assert.deepEqual(made.article.source, "https://example.org/storm");
});

const schema = JSON.parse(readFileSync(new URL("../annotation.schema.json", import.meta.url), "utf8"));
/** @type {import("ajv").ValidateFunction<any>} */
const fits = new Ajv2020({ strict: true, allErrors: true }).compile(schema);

test("Web Annotations are what the recommendation asks for", () => {
  const made = JSON.parse(annotations(one));
  assert.ok(fits(made), JSON.stringify(fits.errors, null, 1));
  assert.equal(made.total, made.first.items.length);
  assert.equal(new Set(made.first.items.map((/** @type {any} */ a) => a.id)).size, made.total);
  const characters = [...TEXT];
  for (const { target } of made.first.items) {
    const [quote, position] = target.selector;
    assert.equal(characters.slice(position.start, position.end).join(""), quote.exact);
    assert.ok(TEXT.includes(quote.prefix + quote.exact + quote.suffix));
  }
  const note = made.first.items.find((/** @type {any} */ a) => a.motivation === "commenting");
  assert.deepEqual(note.body, [
    { type: "TextualBody", purpose: "commenting", value: '=HYPERLINK("x")\nor not?', format: "text/plain" },
  ]);
  assert.ok(
    made.first.items.some((/** @type {any} */ a) =>
      a.body.some((/** @type {any} */ b) => b.source === "https://sws.geonames.org/2267057/"),
    ),
  );
});

test("the schema of annotations holds against what is none", () => {
  const made = JSON.parse(annotations(one));
  const items = made.first.items;
  const broken = [
    { ...made, "@context": "http://example.org/" },
    { ...made, first: { ...made.first, items: [{ ...items[0], target: { ...items[0].target, selector: [] } }] } },
    { ...made, first: { ...made.first, items: [{ ...items[0], motivation: "dancing" }] } },
    { ...made, first: { ...made.first, items: [{ ...items[0], id: "no address" }] } },
    { ...made, total: -1 },
  ];
  for (const [i, other] of broken.entries()) assert.ok(!fits(other), String(i));
});

test("a source that is no address is not made one", async () => {
  for (const source of [null, "The Harbour Times", "javascript:alert(1)", "https://exa mple.org/"]) {
    const made = JSON.parse(annotations(taken(await sample({ source }))));
    assert.match(made.first.items[0].target.source, /^ni:\/\/\/sha-256;[\w-]{43}$/);
  }
});

test("another annotator reads them", () => {
  const { parseW3CTextAnnotation } = /** @type {any} */ (recogito);
  const made = JSON.parse(annotations(one));
  for (const item of made.first.items) {
    const { parsed, error } = parseW3CTextAnnotation(item);
    assert.equal(error, undefined);
    const [selector] = parsed?.target.selector ?? [];
    const [quote, position] = item.target.selector;
    assert.equal(selector?.quote, quote.exact);
    assert.deepEqual([selector?.start, selector?.end], [position.start, position.end]);
    assert.equal(parsed?.bodies[0]?.purpose, item.body[0].purpose);
    assert.equal(parsed?.bodies[0]?.value, item.body[0].value);
  }
});

test("file names: what cannot be seen or would turn the writing is gone", () => {
  assert.equal(fileName("Storm over Lisbon", "csv"), "Storm over Lisbon.csv");
  assert.equal(fileName("Invoice\u202Efdp.exe", "html"), "Invoice fdp exe.html");
  assert.equal(fileName('a/b\\c:d*e?f"g<h>i|j\u0000k\nl\u200b\u2066m', "md"), "a b c d e f g h i j k l m.md");
  assert.equal(fileName("../../etc/passwd", "json"), "etc passwd.json");
  assert.equal(fileName("-rf ~", "json"), "rf.json");
  for (const bad of [null, "", " . ", "\u202e", "CON", "nul", "com1"])
    assert.equal(fileName(bad, "csv"), "article.csv");
  assert.equal(fileName("שלום 世界", "csv"), "שלום 世界.csv");
  assert.equal([...fileName("😀".repeat(200), "csv")].length, 84);
});
