/** Building and finding elements; nothing here, or anywhere in the page, writes markup. */

/** @typedef {Node | string | number | null | undefined | false} Child */

/**
 * Builds an element. Keys of `props` that start with `on` are listeners, `true` and `false` switch an attribute on and
 * off, the rest are attributes.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, unknown> | null} [props]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, props = null, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) set(element, name, value);
  element.append(...kept(children));
  return element;
}

/**
 * The same for SVG.
 * @param {string} tag
 * @param {Record<string, unknown> | null} [props]
 * @param {...Child} children
 */
export function svg(tag, props = null, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(props ?? {})) set(element, name, value);
  element.append(...kept(children));
  return element;
}

/** @param {Element} element @param {string} name @param {unknown} value */
function set(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith("on")) {
    element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
  } else {
    element.setAttribute(name, value === true ? "" : String(value));
  }
}

/** @param {Child[]} children @returns {(Node | string)[]} */
function kept(children) {
  const shown = children.filter((c) => c !== null && c !== undefined && c !== false);
  return shown.map((c) => (typeof c === "number" ? String(c) : /** @type {Node | string} */ (c)));
}

/**
 * A button that reads as a link or as plain words.
 * @param {string} label
 * @param {() => void} action
 * @param {Record<string, unknown>} [props]
 */
export function button(label, action, props = {}) {
  return h("button", { type: "button", class: "link", ...props, onclick: action }, label);
}

/**
 * A dialog with a title, closed by its button, by Esc, or by a press beside it.
 * @param {string} name of its class
 * @param {string} title
 * @param {...Child} children
 */
export function dialog(name, title, ...children) {
  const close = h("button", { type: "button", class: "close", "aria-label": "Close" }, "×");
  const heading = h("h2", { id: `${name}-heading` }, title);
  const root = h(
    "dialog",
    { class: `help ${name}`, "aria-labelledby": heading.id },
    h("div", { class: "card-head" }, heading, close),
    ...children,
  );
  close.addEventListener("click", () => root.close());
  root.addEventListener("click", (event) => {
    if (event.target === root) root.close();
  });
  document.body.append(root);
  return root;
}

/** @param {string} id */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
}

/** Whether keys pressed now belong to a field. @param {EventTarget | null} target */
export function isField(target) {
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
}

/** Breaths after which the worker is heard. */
const FEW = 8;
let breaths = 0;

/**
 * Lets the browser paint and handle input before going on; every few times also whatever else waits, for what has yielded
 * comes before what the worker says.
 */
export async function breathe() {
  const scheduler = /** @type {any} */ (globalThis).scheduler;
  await scheduler?.yield?.();
  if (!scheduler?.yield || ++breaths % FEW === 0) await new Promise((resolve) => setTimeout(resolve));
}
