/** The other days that an expression could mean, beside the one that was read. Pure. */

const WEEKDAY = /\b(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\b/i;
const MONTH = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b/i;

/**
 * A weekday may be that of the week before or after; a day or month without a year that of the year before or after;
 * 05/06/2023 may name the month first or the day.
 * @param {string} surface
 * @param {string} value TIMEX3
 * @returns {string[]} TIMEX3, in the order of time
 */
export function otherDays(surface, value) {
  const [, date = "", time = ""] = /^(\d{4}(?:-\d\d){0,2})(T.*)?$/.exec(value) ?? [];
  const swapped = swap(surface, date);
  if (swapped) return [swapped + time];
  if (/\d{4}/.test(surface)) return [];
  const isDay = /^\d{4}-\d\d-\d\d$/.test(date);
  if (isDay && WEEKDAY.test(surface) && !/\d/.test(surface)) return [-7, 7].map((days) => moved(date, days) + time);
  if (/-\d\d/.test(date) && MONTH.test(surface)) return [-1, 1].flatMap((years) => yearsOn(date, years) ?? []).map((d) => d + time);
  return [];
}

/** @param {string} date @param {number} days */
function moved(date, days) {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const moment = new Date(0);
  moment.setUTCFullYear(year, month - 1, day + days);
  return moment.toISOString().slice(0, 10);
}

/** The same day of another year; null for 29 February in most. @param {string} date @param {number} years */
function yearsOn(date, years) {
  const year = String(Number(date.slice(0, 4)) + years).padStart(4, "0");
  const there = year + date.slice(4);
  return there.length < 10 || moved(there, 0) === there ? there : null;
}

/** The other reading of a date in numbers. @param {string} surface @param {string} date */
function swap(surface, date) {
  const [, first, second] = /(?:^|\D)(\d{1,2})[/.-](\d{1,2})[/.-](?:\d\d|\d{4})(?:\D|$)/.exec(surface) ?? [];
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date) ?? [];
  if (!first || !second || !year || Number(first) > 12 || Number(second) > 12 || month === day) return null;
  return `${year}-${day}-${month}`;
}
