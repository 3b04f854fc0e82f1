/** The words of the page that depend on numbers, dates and kinds. Pure. */

/** @typedef {import('./report.d.ts').Kind} Kind */

const MONTHS = "January February March April May June July August September October November December".split(" ");
const WEEKDAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");
const PARTS = /** @type {Record<string, string>} */ ({
  MO: "morning",
  AF: "afternoon",
  EV: "evening",
  NI: "night",
  DT: "daytime",
  MI: "midday",
});
const SEASONS = /** @type {Record<string, string>} */ ({ SP: "spring", SU: "summer", FA: "autumn", WI: "winter" });
const HALVES = ["first", "second"];

/**
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 */
export function counted(count, one, many = `${one}s`) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** What one thing of a kind is called. */
export const SINGULAR = /** @type {Record<Kind, string>} */ ({
  person: "person",
  organization: "organisation",
  place: "place",
  group: "group",
  event: "event",
  work: "work",
  law: "law",
  product: "product",
  date: "date",
  time: "time",
  duration: "duration",
  set: "recurring time",
  money: "amount of money",
  percent: "percentage",
});

/** @param {string} word */
export function article(word) {
  return `${/^[aeiou]/i.test(word) ? "an" : "a"} ${word}`;
}

/**
 * A TIMEX3 value in words; null when it names no fixed time, so that the words of the text serve better.
 * @param {string} value
 * @returns {string | null}
 */
export function inWords(value) {
  const [date, time] = value.split("T");
  const day = dayInWords(date ?? "");
  if (day === null || time === undefined) return day;
  const part = PARTS[time];
  if (part) return `${day}, ${part}`;
  return /^\d\d:\d\d/.test(time) ? `${day}, ${time.slice(0, 5)}` : day;
}

/** @param {string} date @returns {string | null} */
function dayInWords(date) {
  let m;
  if ((m = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date))) return `${Number(m[3])} ${MONTHS[Number(m[2]) - 1]} ${year(m[1])}`;
  if ((m = /^(\d{4})-(\d\d)$/.exec(date))) return `${MONTHS[Number(m[2]) - 1]} ${year(m[1])}`;
  if ((m = /^\d{4}$/.exec(date))) return year(m[0]);
  if ((m = /^\d{3}$/.exec(date))) return `${Number(m[0])}0s`;
  if ((m = /^\d{2}$/.exec(date))) return `${ordinal(Number(m[0]) + 1)} century`;
  if ((m = /^(\d{4})-W(\d\d)$/.exec(date))) return `week ${Number(m[2])} of ${year(m[1])}`;
  if ((m = /^(\d{4})-W(\d\d)-WE$/.exec(date))) return `weekend of week ${Number(m[2])}, ${year(m[1])}`;
  if ((m = /^(\d{4})-Q([1-4])$/.exec(date))) return `Q${m[2]} ${year(m[1])}`;
  if ((m = /^(\d{4})-H([12])$/.exec(date))) return `${HALVES[Number(m[2]) - 1]} half of ${year(m[1])}`;
  if ((m = /^(\d{4})-(SP|SU|FA|WI)$/.exec(date))) return `${SEASONS[m[2] ?? ""]} ${year(m[1])}`;
  if ((m = /^BC(\d{4})$/.exec(date))) return `${Number(m[1])} BC`;
  return null;
}

/** @param {string | undefined} digits */
function year(digits) {
  return String(Number(digits));
}

/** @param {number} n */
function ordinal(n) {
  const tail = n % 100 > 10 && n % 100 < 14 ? "th" : (["th", "st", "nd", "rd"][n % 10] ?? "th");
  return `${n}${tail}`;
}

/**
 * The day with its weekday: `Tuesday 23 May 2023`; a month or a year as in `inWords`.
 * @param {string} value
 */
export function inFull(value) {
  const m = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value);
  if (!m) return inWords(value) ?? value;
  return `${WEEKDAYS[new Date(`${value}T00:00:00Z`).getUTCDay()]} ${inWords(value)}`;
}

/** The day of a value like `2023-05-23`, at noon here; null for any other. @param {string} value */
export function dayOf(value) {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value) ?? [];
  return year ? new Date(Number(year), Number(month) - 1, Number(day), 12) : null;
}

/** The local calendar day as `2023-05-23`. @param {Date} date */
export function localDay(date) {
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/**
 * The first words of a title, within `limit` characters.
 * @param {string} text
 */
export function clipped(text, limit = 32) {
  const flat = text.trim().replace(/\s+/g, " ");
  if (flat.length <= limit) return flat;
  const cut = flat.lastIndexOf(" ", limit);
  return `${flat.slice(0, cut > limit / 2 ? cut : limit).replace(/[\s,;:.]+$/, "")}…`;
}

/** @param {string[]} words */
export function listed(words) {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** The same in a list, which is empty for none. @param {number} count @param {string} one */
export function some(count, one) {
  return count ? [counted(count, one)] : [];
}
