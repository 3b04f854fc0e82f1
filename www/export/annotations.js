/**
 * The marks and notes of an article as W3C Web Annotations in JSON-LD: a collection of one page. Each target tells its
 * words (TextQuoteSelector) and their place (TextPositionSelector). The recommendation counts characters of Unicode there,
 * not the UTF-16 units of this page's own reports. Pure.
 */

import { spotOf } from "../correcting/correct.js";
import { firstFrom } from "../reading/pieces.js";
import { engineOf } from "./taken.js";

/** @typedef {import('./taken.js').Taken} Taken */
/** @typedef {{start: number, end: number}} Span */

/** @param {Taken} taken */
export function annotations(taken) {
  const { kept, view, notes } = taken;
  const at = positions(kept.text);
  const target = (/** @type {Span} */ span) => {
    const { quote, prefix, suffix } = spotOf(kept.text, span);
    return {
      source: addressOf(kept),
      selector: [
        { type: "TextQuoteSelector", exact: quote, prefix, suffix },
        { type: "TextPositionSelector", start: at(span.start), end: at(span.end) },
      ],
    };
  };
  const marks = kept.report.mentions.flatMap((mention, m) => {
    const thing = view.things[m];
    if (!view.body[m] || !thing) return [];
    const place = thing.entity?.place?.pin ? placeAddress(thing.entity.place.id) : null;
    const tags = [mention.kind, thing.name, ...(thing.when?.begin ? [thing.when.value] : [])];
    const body = [
      ...[...new Set(tags)].map((value) => ({ type: "TextualBody", purpose: "tagging", value })),
      ...(place ? [{ type: "SpecificResource", purpose: "identifying", source: place }] : []),
    ];
    return { start: mention.start, annotation: annotation(kept, "tagging", body, mention, target(mention)) };
  });
  const said = notes.map((note) => {
    const body = [{ type: "TextualBody", purpose: "commenting", value: note.text, format: "text/plain" }];
    return { start: note.start, annotation: annotation(kept, "commenting", body, note, target(note)) };
  });
  const items = [...marks, ...said].sort((a, b) => a.start - b.start).map((entry) => entry.annotation);
  const id = `urn:uuid:${kept.id}`;
  const first = { id: `${id}#all`, type: "AnnotationPage", startIndex: 0, items };
  return JSON.stringify({ ...head(kept), id, type: "AnnotationCollection", total: items.length, first }, null, 1);
}

/** @param {Taken['kept']} kept */
function head(kept) {
  const { date } = kept.report.published;
  return {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    label: kept.title,
    created: kept.pasted,
    generated: kept.changed,
    generator: { type: "Software", name: engineOf(kept) },
    "dcterms:source": addressOf(kept),
    ...(date && { "dcterms:issued": date }),
  };
}

/** @param {Taken['kept']} kept @param {string} motivation @param {object[]} body @param {Span} span @param {object} target */
function annotation(kept, motivation, body, { start, end }, target) {
  const id = `urn:uuid:${kept.id}#${motivation}-${start}-${end}`;
  return { id, type: "Annotation", motivation, created: kept.pasted, body, target };
}

/** The source where the reader gave an address, else a name made of the text's hash (RFC 6920). @param {Taken['kept']} kept */
function addressOf({ source, sha256 }) {
  if (source && /^https?:\/\/[^\s<>"{}|\\^`]+$/i.test(source)) return source;
  const bytes = (sha256.match(/../g) ?? []).map((byte) => String.fromCharCode(Number.parseInt(byte, 16)));
  const hash = btoa(bytes.join("")).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  return `ni:///sha-256;${hash}`;
}

/** GeoNames' own address for one of its places; null for those of other gazetteers. @param {string} id */
function placeAddress(id) {
  const number = /^geonames:(\d+)$/.exec(id)?.[1];
  return number ? `https://sws.geonames.org/${number}/` : null;
}

/** Turns UTF-16 offsets into positions in Unicode characters. @param {string} text */
function positions(text) {
  /** @type {number[]} the offsets of the second halves of pairs */
  const seconds = [];
  for (let i = 1; i < text.length; i++) {
    if ((text.charCodeAt(i) & 0xfc00) === 0xdc00 && (text.charCodeAt(i - 1) & 0xfc00) === 0xd800) seconds.push(i);
  }
  return (/** @type {number} */ offset) => offset - firstFrom(seconds, offset, (second) => second);
}
