/** The two tables: names of one article for the clipboard, mentions of any number of articles as a file. Pure. */

import { isUnsure } from "../reading/read.js";
import { SINGULAR } from "../words.js";
import { csv, tsv } from "./cells.js";
import { about, engineOf, oneLine, origin, sections, sentenceOf } from "./taken.js";

/** @typedef {import('./taken.js').Taken} Taken */
/** @typedef {import('./cells.js').Cell} Cell */

/** The names and dates of an article, one a line, then its notes and where it comes from. @param {Taken} taken */
export function list(taken) {
  const { kept, notes } = taken;
  const things = sections(taken).flatMap((section) => section.things);
  return tsv([
    ["Name", "Kind", "Times", "About", "Unsure"],
    ...things.map((thing) => [
      thing.name,
      SINGULAR[thing.kind],
      thing.mentions.length,
      about(thing),
      thing.unsure ? "unsure" : "",
    ]),
    ...notes.map((note) => [oneLine(kept.text.slice(note.start, note.end)), "note", 1, note.text]),
    [],
    ["Article", kept.title],
    ...origin(kept),
  ]);
}

const HEAD = [
  ..."Mention Kind Name About Sentence Article Source Published Engine".split(" "),
  // Whether it is sure; the first and the last day or minute of a date; where in the text it stands, in UTF-16 units.
  ..."Unsure From To Start End".split(" "),
];

/** Every mention of the articles' bodies, and every note, with its sentence. @param {Taken[]} all */
export function table(all) {
  return csv([HEAD, ...all.flatMap(rows)]);
}

/** @param {Taken} taken @returns {Cell[][]} */
function rows({ kept, view, notes }) {
  const { title, source, text, report } = kept;
  const last = [title, source, report.published.date, engineOf(kept)];
  const whens = new Map(report.dates.map((date) => [date.mention, date]));
  const marks = report.mentions.flatMap((mention, m) => {
    const thing = view.things[m];
    if (!view.body[m] || !thing) return [];
    const { start, end, kind } = mention;
    const when = whens.get(m);
    const said = when ? when.why : about(thing);
    const row = [SINGULAR[kind], thing.name, said, sentenceOf(kept, mention), ...last];
    const more = [isUnsure(mention) ? "unsure" : "", when?.begin ?? "", when?.end ?? "", start, end];
    return [{ start, row: [oneLine(text.slice(start, end)), ...row, ...more] }];
  });
  const said = notes.map((note) => {
    const { start, end } = note;
    const row = [oneLine(text.slice(start, end)), "note", "", note.text, sentenceOf(kept, note), ...last];
    return { start, row: [...row, "", "", "", start, end] };
  });
  return [...marks, ...said].sort((a, b) => a.start - b.start).map(({ row }) => row);
}
