/** Where the card and the choices for a selection stand: beside the words on a wide page, in a sheet on a phone. */

const WIDTH = 424;
const EDGE = 12;

/** Whether the page shows the phone's bar and sheets. */
export function isNarrow() {
  return matchMedia("(max-width: 860px)").matches;
}

/**
 * Puts `panel` below the rectangle, or above it where there is more room, within the text's column where that is wide
 * enough: the margin beside it says how many there are.
 * @param {HTMLElement} panel shown already, so that it can be measured
 * @param {DOMRect} beside
 */
export function placeBeside(panel, beside) {
  const page = document.documentElement.clientWidth;
  const width = Math.min(WIDTH, page - 2 * EDGE);
  const column = document.querySelector(".column")?.getBoundingClientRect();
  const right = column && column.width >= width ? column.right + EDGE : page - EDGE;
  const left = Math.max(EDGE, Math.min(beside.left - 16, right - width));
  const height = panel.offsetHeight;
  const below = beside.bottom + 8;
  const fits = below + height < innerHeight - EDGE || beside.top - height - 8 < 56;
  panel.style.setProperty("--width", `${width}px`);
  panel.style.setProperty("--left", `${Math.round(left + scrollX)}px`);
  panel.style.setProperty("--top", `${Math.round((fits ? below : beside.top - height - 8) + scrollY)}px`);
}
