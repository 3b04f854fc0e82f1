/** What is said of a place: its name, what it is, where it lies. Pure. */

/** @typedef {import('../report.d.ts').Place} Place */
/** @typedef {Pick<Place, "name" | "kind" | "country" | "admin1">} Told */

/** Answers nearer than this, in degrees, are one spot to a reader. */
const APART = 0.5;

const KINDS = /** @type {Record<Place["kind"], string>} */ ({
  country: "country",
  admin1: "state or province",
  admin2: "county or district",
  city: "town",
  water: "water",
  mountain: "mountain",
  region: "region",
  park: "park",
  facility: "site",
});

const REGIONS = new Intl.DisplayNames("en", { type: "region", fallback: "none" });

/** The English name of a country code. @param {string | null} code */
export function countryName(code) {
  if (code === null) return null;
  try {
    return code === "XK" ? "Kosovo" : (REGIONS.of(code) ?? code);
  } catch {
    return code;
  }
}

/** Where a place lies: "Texas, United States"; nothing for a country. @param {Told} place */
export function whereabouts({ kind, name, admin1, country }) {
  const nation = kind === "country" ? null : countryName(country);
  return [admin1, nation].filter((part) => part !== null && part !== name).join(", ");
}

/**
 * A place, told apart from others of its name: "Paris, Texas, United States"; "Georgia, country".
 * @param {Told} place
 * @param {boolean} [kind] whether to say what it is
 */
export function placeWords(place, kind = place.kind === "country") {
  return [place.name, kind && KINDS[place.kind], whereabouts(place)].filter(Boolean).join(", ");
}

/** What a place is and where: "town in Texas, United States". @param {Told} place */
export function placeDetail(place) {
  const where = whereabouts(place);
  return where ? `${KINDS[place.kind]} in ${where}` : KINDS[place.kind];
}

/** The other place it could be; none that lies in the same spot or reads the same. @param {Place | null | undefined} place */
export function otherPlace(place) {
  const other = place?.runner_up;
  if (!place || !other || Math.hypot(place.lat - other.lat, place.lon - other.lon) < APART) return null;
  return placeWords(place) === placeWords(other) ? null : other;
}
