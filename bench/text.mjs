// News-like text of any length, the same every time: our own articles over and over, each time with other people, places
// and numbers, so that no part can be answered from memory.

import { readdir, readFile } from "node:fs/promises";
import { root } from "../tools/web/setup.mjs";

const forenames = "Amara Bruno Clara Dmitri Elif Farid Greta Hamid Ines Jonas Kavita Lars Mei Nadia Oscar Petra Quentin Rosa Samuel Tamsin Umar Viola Wanda Yusuf Zoe".split(" ");
const surnames = "Abadi Becker Castellano Duarte Eriksen Fofana Grigoryan Hartley Ivanova Jansen Kowalski Lindqvist Moreau Nakamura Okafor Petrov Quispe Rahman Santos Tanaka Usman Varga Whitfield Xu Yilmaz Zimmer".split(" ");
const places = "Aarhus Bergen Cordoba Durban Essen Florence Ghent Hobart Izmir Jaipur Kaunas Leeds Mombasa Nantes Oaxaca Porto Quito Riga Santiago Tampere Utrecht Valparaiso Warsaw Yokohama Zagreb".split(" ");

/** @typedef {{text: string, mentions: {start: number, end: number, kind: string, surface: string}[]}} Article */

/** @returns {Promise<Article[]>} */
async function ours() {
  const folder = `${root}tests/articles/`;
  const names = (await readdir(folder)).filter((name) => name.endsWith(".gold.json")).sort();
  return Promise.all(
    names.map(async (name) => ({
      text: await readFile(folder + name.replace(".gold.json", ".txt"), "utf8"),
      mentions: JSON.parse(await readFile(folder + name, "utf8")).mentions,
    })),
  );
}

/**
 * An article as its `copy`th telling.
 * @param {Article} article
 * @param {number} copy
 */
function retold({ text, mentions }, copy) {
  const points = [...text];
  /** @type {Map<string, string>} */
  const names = new Map();
  const pick = (/** @type {string[]} */ list) => list[(copy * 7 + names.size * 13) % list.length];
  let out = "";
  let at = 0;
  for (const { start, end, kind, surface } of mentions) {
    if (start < at || (kind !== "person" && kind !== "place")) continue;
    const full = kind === "person" && surface.includes(" ");
    const other = names.get(surface) ?? (kind === "place" ? pick(places) : full ? `${pick(forenames)} ${pick(surnames)}` : pick(surnames));
    names.set(surface, other);
    // The surname that stands alone later is that of the full name.
    if (full) names.set(surface.slice(surface.lastIndexOf(" ") + 1), other.slice(other.indexOf(" ") + 1));
    out += points.slice(at, start).join("") + other;
    at = end;
  }
  out += points.slice(at).join("");
  return out.replace(/\b\d{2}\b/g, (number) => String(10 + ((Number(number) + copy) % 18)));
}

/**
 * Articles of about 1,000 words that together have `length` characters or a little more.
 * @param {number} length
 */
export async function articles(length) {
  const all = await ours();
  /** @type {string[]} */
  const made = [];
  let total = 0;
  for (let copy = 0; total < length; copy++) {
    let article = "";
    for (let next = 0; article.length < 5_800; next++) article += `${retold(all[(copy + next) % all.length], copy * 5 + next)}\n\n`;
    made.push(article);
    total += article.length;
  }
  return made;
}
