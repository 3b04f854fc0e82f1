/** Tables for spreadsheets. No cell of them is taken for a formula. Pure. */

/** @typedef {string | number | null} Cell */

/** What a spreadsheet may take for the start of a formula, after anything that does not show. */
const FORMULA = /^[\s\p{C}'"]*[=+\-@＝＋－＠]/u;

/** Words that a spreadsheet leaves alone: a leading apostrophe declares them to be words. @param {Cell} cell */
function guarded(cell) {
  if (typeof cell !== "string") return cell === null ? "" : String(cell);
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

/** RFC 4180, with the mark by which spreadsheets know UTF-8. @param {Cell[][]} rows */
export function csv(rows) {
  const field = (/** @type {Cell} */ cell) => {
    const words = guarded(cell);
    return /[",\r\n;\t]|^\s|\s$/.test(words) ? `"${words.replaceAll('"', '""')}"` : words;
  };
  return `\ufeff${rows.map((row) => `${row.map(field).join(",")}\r\n`).join("")}`;
}

/** A row a line, a cell a tab: what spreadsheets take from the clipboard. @param {Cell[][]} rows */
export function tsv(rows) {
  const field = (/** @type {Cell} */ cell) => {
    const words = guarded(cell).replace(/[\t\r\n]+/g, " ");
    return words.startsWith('"') ? `"${words.replaceAll('"', '""')}"` : words;
  };
  return rows.map((row) => row.map(field).join("\t")).join("\n");
}
