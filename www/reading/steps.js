/** Bringing a place of the text into view: at once, never smoothly, since what lies between is not laid out yet. */

/** Height of the bar over the text, in pixels, with some air. */
export const HEAD = 60;

/** The element that was asked for last: whoever steps fast must not be led back by a step that took longer. */
let wanted = /** @type {HTMLElement | null} */ (null);

/**
 * Gives `element` the focus and scrolls it to the middle of the view. Heights above it are estimates until they are laid
 * out, so one scroll can miss: it is repeated until the element stays in view.
 * @param {HTMLElement} element
 * @param {{focus?: boolean}} [options]
 */
export async function reveal(element, { focus = true } = {}) {
  const aside = element.closest("details");
  if (aside) aside.open = true;
  wanted = element;
  // Before it is in view: the next key is meant for it already.
  if (focus) focusOn(element);
  for (let tries = 0; tries < 6; tries++) {
    element.scrollIntoView({ block: "center", behavior: "instant" });
    await new Promise((resolve) => requestAnimationFrame(resolve));
    if (wanted !== element) return;
    if (tries > 0 && inView(element)) break;
  }
}

/** Gives focus to an element that is no tab stop and shall not become one. @param {HTMLElement} element */
export function focusOn(element) {
  if (!element.hasAttribute("tabindex")) {
    element.tabIndex = -1;
    element.addEventListener("blur", () => element.removeAttribute("tabindex"), { once: true });
  }
  element.focus({ preventScroll: true });
}

/** @param {Element} element */
function inView(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}

/**
 * The occurrence after `current`, or before it; round at the end.
 * @template T
 * @param {T[]} starts in order
 * @param {T | null} current
 * @param {1 | -1} by
 */
export function following(starts, current, by) {
  if (starts.length === 0) return null;
  const at = current === null ? -1 : starts.indexOf(current);
  if (at < 0) return (by > 0 ? starts[0] : starts.at(-1)) ?? null;
  return starts[(at + by + starts.length) % starts.length] ?? null;
}
