/** An article as a page of its own: the text with its marks, the lists, the notes; no script, and nothing from elsewhere. */

import { pieces } from "../reading/pieces.js";
import { asideLabel, FAMILIES, familyOf, isUnsure } from "../reading/read.js";
import { inWords, listed } from "../words.js";
import { about, mentionsIn, origin, sections, titled, unsureWords } from "./taken.js";

/** @typedef {import('./taken.js').Taken} Taken */
/** @typedef {import('../report.d.ts').Block} Block */

const SHOWN = new Set(["person", "organization", "place", "date"]);
const TAGS = /** @type {Record<string, string>} */ ({ headline: "h1", heading: "h2", quote: "blockquote" });

const LAYOUT = `body{margin:0 auto;max-width:38rem;padding:5vh 18px 8vh;background:var(--paper);color:var(--ink);font:18px/1.6 var(--serif);overflow-wrap:break-word}
h1{font-size:30px;line-height:1.2}h2{margin-top:1.6em;font-size:21px}p,blockquote,li{white-space:pre-line}
blockquote{margin-inline:0;padding-inline-start:20px;border-inline-start:1px solid var(--edge)}
details,footer,.deck,.caption,.meta{color:var(--soft);font:15px/1.5 var(--sans)}footer{margin-top:40px;border-top:1px solid var(--hairline)}
section{font:15px/1.5 var(--sans)}section ul{padding-inline-start:1.2em}a{color:var(--link)}
h1 mark,.unsure{background:none}:target{outline:2px solid var(--link)}dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 16px}dd{margin:0}`;

/** Words as HTML text. @param {string} words */
export function escaped(words) {
  return words.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/**
 * @param {Taken} taken
 * @param {string} style the palette, and how the kinds look
 * @param {(style: string) => Promise<string>} digest SHA-256 in base64
 */
export async function page(taken, style, digest) {
  const { kept } = taken;
  const unsure = unsureWords(taken);
  const css = `${style}\n${LAYOUT}`;
  const policy = `default-src 'none'; style-src 'sha256-${await digest(css)}'; base-uri 'none'; form-action 'none'`;
  const headed = kept.report.blocks.some((block) => block.body && block.role === "headline");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${escaped(kept.title)}</title>
<style>${css}</style>
</head>
<body>
<main>
${headed ? "" : `<h1 dir="auto">${escaped(kept.title)}</h1>\n${foreword(kept)}\n`}${text(taken)}
${lists(taken)}</main>
<footer>
${unsure && `<p>${unsure}</p>\n`}<dl>
${origin(kept)
  .map(([label, words]) => `<dt>${label}</dt><dd dir="auto">${escaped(words)}</dd>`)
  .join("\n")}
</dl>
</footer>
</body>
</html>
`;
}

/** When it was published, and how the marks are to be read. @param {Taken['kept']} kept */
function foreword({ report }) {
  const { date } = report.published;
  const mark = (/** @type {string} */ kind, /** @type {string} */ said, look = "") =>
    `<mark data-kind="${kind}"${look}>${said}</mark>`;
  const kinds = FAMILIES.map(({ id, title }) => mark(id, title.toLowerCase()));
  const unsure = report.mentions.some(isUnsure)
    ? ` With a line only, a name is ${mark("person", "not sure", ' class="unsure"')}.`
    : "";
  const published = date ? `Published ${escaped(inWords(date) ?? date)}. ` : "";
  return `<div class="meta">${published}Marked: ${listed(kinds)}.${unsure}</div>`;
}

/** @param {Taken} taken */
function text({ kept }) {
  /** @type {string[]} */
  const out = [];
  /** @type {Block[]} */
  let aside = [];
  let told = false;
  const close = () => {
    if (aside.length === 0) return;
    const inner = aside.map((block) => `<p dir="auto">${words(kept, block)}</p>`).join("\n");
    out.push(`<details><summary>${escaped(asideLabel(aside, kept.text))}</summary>\n${inner}\n</details>`);
    aside = [];
  };
  for (const block of kept.report.blocks) {
    if (kept.text.slice(block.start, block.end).trim() === "") continue;
    if (!block.body) {
      aside.push(block);
      continue;
    }
    close();
    const tag = TAGS[block.role] ?? "p";
    const look = ["deck", "caption"].includes(block.role)
      ? block.role
      : /byline|dateline|published|credit/.test(block.role)
        ? "meta"
        : "";
    out.push(`<${tag} dir="auto"${look && ` class="${look}"`}>${words(kept, block)}</${tag}>`);
    if (block.role === "headline" && !told) out.push(foreword(kept));
    told ||= block.role === "headline";
  }
  close();
  return out.join("\n");
}

/** @param {Taken['kept']} kept @param {Block} block */
function words(kept, block) {
  const spans = mentionsIn(kept, block)
    .filter((mention) => SHOWN.has(familyOf(mention.kind)))
    .map((mention) => ({ start: mention.start, end: mention.end, value: mention }));
  const flat = pieces(block.start, block.end, spans).map(({ start, end, on }) => {
    const said = escaped(kept.text.slice(start, end));
    const mention = on.at(-1);
    if (!mention) return said;
    const id = start === mention.start ? ` id="m${start}"` : "";
    const look = isUnsure(mention) ? ' class="unsure"' : "";
    return `<mark data-kind="${familyOf(mention.kind)}"${look}${id}>${said}</mark>`;
  });
  return flat.join("").trimEnd();
}

/** @param {Taken} taken */
function lists(taken) {
  const { kept, notes } = taken;
  const row = (/** @type {import('../reading/read.js').Thing} */ thing) => {
    const first = kept.report.mentions[thing.mentions[0] ?? -1]?.start ?? 0;
    const name = SHOWN.has(familyOf(thing.kind))
      ? `<a href="#m${first}">${escaped(titled(thing))}</a>`
      : escaped(titled(thing));
    const said = about(thing);
    return `<li dir="auto">${name}${said && `, ${escaped(said)}`} (${thing.mentions.length})</li>`;
  };
  const parts = sections(taken).map(
    ({ title, things }) => `<section>\n<h2>${title}</h2>\n<ul>\n${things.map(row).join("\n")}\n</ul>\n</section>\n`,
  );
  if (notes.length) {
    const said = notes.map(
      (note) => `<li dir="auto"><q>${escaped(kept.text.slice(note.start, note.end))}</q>: ${escaped(note.text)}</li>`,
    );
    parts.push(`<section>\n<h2>Notes</h2>\n<ul>\n${said.join("\n")}\n</ul>\n</section>\n`);
  }
  return parts.join("");
}

/** What the page's own styles say of the palette and of the kinds. */
export function pageStyle() {
  const wanted = /^(?::root|mark|mark\[data-kind\]|\[data-kind=.*)$/;
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  const kept = rules.filter((rule) =>
    rule instanceof CSSMediaRule
      ? /prefers-color-scheme/.test(rule.conditionText)
      : rule instanceof CSSStyleRule && wanted.test(rule.selectorText),
  );
  return kept.map((rule) => rule.cssText).join("\n");
}
