/** The places of an article as GeoJSON (RFC 7946), for maps. Pure. */

import { oneLine, engineOf, sentenceOf } from "./taken.js";

/** @typedef {import('./taken.js').Taken} Taken */

/** Only places that are sure enough for the page's own map. @param {Taken} taken */
export function geojson({ kept, view, notes }) {
  const { report, text } = kept;
  const features = report.entities.flatMap(({ id, kind, name, place, mentions }) => {
    const shown = mentions.filter((m) => view.body[m]);
    if (!place?.pin || shown.length === 0) return [];
    const spans = shown.flatMap((m) => report.mentions[m] ?? []);
    const said = notes.filter((note) => spans.some((s) => s.start < note.end && note.start < s.end));
    return {
      type: "Feature",
      id,
      geometry: { type: "Point", coordinates: [place.lon, place.lat] },
      properties: {
        name,
        kind,
        place: { id: place.id, name: place.name, kind: place.kind, admin1: place.admin1, country: place.country },
        confidence: place.confidence,
        times: shown.length,
        sentences: [...new Set(spans.map((span) => sentenceOf(kept, span)))],
        notes: said.map((note) => ({ quote: oneLine(text.slice(note.start, note.end)), text: note.text })),
      },
    };
  });
  const { title, source } = kept;
  const article = { title, source, published: report.published.date, sha256: kept.sha256, engine: engineOf(kept) };
  const credit = "Places: GeoNames (CC BY 4.0) and Natural Earth";
  return JSON.stringify({ type: "FeatureCollection", article, credit, features }, null, 1);
}
