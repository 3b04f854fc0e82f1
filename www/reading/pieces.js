/** Text with overlapping spans on it, cut into flat pieces. Pure. */

/**
 * @template T
 * @typedef {{start: number, end: number, value: T}} Spanned
 */
/**
 * @template T
 * @typedef {{start: number, end: number, on: T[]}} Piece
 */

/**
 * Cuts `start..end` wherever a span begins or ends. The pieces tile the stretch in order; each lists the values of the
 * spans over it, in the order given. Spans that reach outside are clipped, empty ones left out.
 * @template T
 * @param {number} start
 * @param {number} end
 * @param {Spanned<T>[]} spans
 * @returns {Piece<T>[]}
 */
export function pieces(start, end, spans) {
  const inside = spans
    .map((s, order) => ({ from: Math.max(s.start, start), to: Math.min(s.end, end), value: s.value, order }))
    .filter((s) => s.from < s.to);
  if (inside.length === 0) return start < end ? [{ start, end, on: [] }] : [];

  const opening = [...inside].sort((a, b) => a.from - b.from || a.order - b.order);
  const cuts = [...new Set([start, end, ...inside.flatMap((s) => [s.from, s.to])])].sort((a, b) => a - b);
  /** @type {Piece<T>[]} */
  const flat = [];
  /** @type {typeof inside} */
  let open = [];
  let next = 0;
  for (let i = 0; i + 1 < cuts.length; i++) {
    const at = /** @type {number} */ (cuts[i]);
    open = open.filter((s) => s.to > at);
    for (; next < opening.length && /** @type {typeof inside[0]} */ (opening[next]).from <= at; next++) {
      open.push(/** @type {typeof inside[0]} */ (opening[next]));
    }
    open.sort((a, b) => a.order - b.order);
    flat.push({ start: at, end: /** @type {number} */ (cuts[i + 1]), on: open.map((s) => s.value) });
  }
  return flat;
}

/**
 * Index of the first item of a list sorted by `of` whose key is at least `key`.
 * @template T
 * @param {readonly T[]} list
 * @param {number} key
 * @param {(item: T) => number} of
 */
export function firstFrom(list, key, of) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (of(/** @type {T} */ (list[middle])) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
