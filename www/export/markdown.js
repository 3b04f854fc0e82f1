/** An article as Markdown: its text with the names in bold and the dates in italics, then lists. Pure. */

import { pieces } from "../reading/pieces.js";
import { familyOf } from "../reading/read.js";
import { counted } from "../words.js";
import { about, mentionsIn, oneLine, origin, sections, titled, unsureWords } from "./taken.js";

/** @typedef {import('./taken.js').Taken} Taken */
/** @typedef {import('../report.d.ts').Block} Block */

/** How each family stands out. @type {Record<string, string>} */
const SIGNS = { person: "**", organization: "**", place: "**", date: "*" };

/** Words that no reader of Markdown takes for markup. @param {string} words */
function plain(words) {
  return oneLine(words).replace(/[\\`*_{}[\]<>#|~&!^$=]/g, "\\$&");
}

/** The same at the start of a line, where more signs have a meaning. @param {string} words */
function line(words) {
  return words.replace(/^(\d+)([.)])/, "$1\\$2").replace(/^[-+:]/, "\\$&");
}

/** @param {Taken} taken */
export function markdown(taken) {
  const { kept, view, notes } = taken;
  const blocks = view.report.blocks.filter(
    (block) => block.body && kept.text.slice(block.start, block.end).trim() !== "",
  );
  const headed = blocks.some((block) => block.role === "headline");
  const lines = [
    ...(headed ? [] : [`# ${plain(kept.title)}`]),
    ...blocks.map((block) => shaped(taken, block)),
    ...sections(taken).map(({ title, things }) => {
      const rows = things.map((thing) => {
        const said = about(thing);
        return `- ${line(plain(titled(thing)))}${said ? `: ${plain(said)}` : ""} (${counted(thing.mentions.length, "time")})`;
      });
      return [`## ${title}`, "", ...rows].join("\n");
    }),
  ];
  if (notes.length) {
    const rows = notes.map((note) => `- “${plain(kept.text.slice(note.start, note.end))}”: ${plain(note.text)}`);
    lines.push(["## Notes", "", ...rows].join("\n"));
  }
  const unsure = unsureWords(taken);
  if (unsure) lines.push(unsure);
  lines.push(["---", "", ...origin(kept).map(([label, words]) => `- ${label}: ${plain(words)}`)].join("\n"));
  return `${lines.join("\n\n")}\n`;
}

/** @param {Taken} taken @param {Block} block */
function shaped(taken, block) {
  const words = marked(taken, block);
  if (block.role === "headline") return `# ${words}`;
  if (block.role === "heading") return `${"#".repeat(block.level ?? 2)} ${words}`;
  if (block.role === "quote") return `> ${line(words)}`;
  if (block.role === "list") return `- ${line(words.replace(/^(?:[•‣▪–—·-]|\\\*)\s+/, ""))}`;
  return line(words);
}

/** @param {Taken} taken @param {Block} block */
function marked({ kept }, block) {
  const { text } = kept;
  const spans = mentionsIn(kept, block).map(({ start, end, kind }) => ({
    start,
    end,
    value: SIGNS[familyOf(kind)] ?? "",
  }));
  const words = pieces(block.start, block.end, spans).map(({ start, end, on }) => {
    const sign = on.at(-1) ?? "";
    const said = escaped(text.slice(start, end));
    return sign && stands(text, start, end) ? `${sign}${said}${sign}` : said;
  });
  return words.join("").trim();
}

/** As `plain`, but with a space where there is white space at an end. @param {string} words */
function escaped(words) {
  const inner = plain(words);
  if (inner === "") return words && " ";
  return `${/^\s/.test(words) ? " " : ""}${inner}${/\s$/.test(words) ? " " : ""}`;
}

/** Whether emphasis works here: its signs need a letter on their inner side, or none on the outer. @param {string} text @param {number} start @param {number} end */
function stands(text, start, end) {
  const letter = (/** @type {string | undefined} */ sign) => /[\p{L}\p{N}]/u.test(sign ?? "");
  const open = letter(text[start]) || !letter(text[start - 1]);
  return open && (letter(text[end - 1]) || !letter(text[end]));
}
