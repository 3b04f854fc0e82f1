/** One message at the foot of the page, with what can be done about it. */

import { button, byId, h } from "../dom.js";

/** @typedef {{label: string, action: () => void}} Offer */

export class Toast {
  #root;
  #timer = 0;
  #passing = false;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#root = root;
  }

  /**
   * @param {string} message
   * @param {Offer[]} [offers]
   */
  show(message, offers = []) {
    this.#passing = false;
    const buttons = offers.map(({ label, action }) =>
      button(label, () => {
        this.hide();
        action();
      }),
    );
    const close = h(
      "button",
      { type: "button", class: "close", "aria-label": "Dismiss", onclick: () => this.hide() },
      "×",
    );
    this.#root.replaceChildren(h("p", null, message), ...buttons, close);
    this.#root.hidden = false;
    // Heard for certain is only what changes in a place that stood before.
    byId("said").textContent = message;
    this.#expire(offers.length ? 20_000 : 6000);
  }

  /** The same, of what can be taken back in other ways too. @param {string} message @param {Offer[]} offers */
  showPassing(message, offers) {
    this.show(message, offers);
    this.#passing = true;
  }

  /** The reader begins something else: what was only passing need not cover it. */
  goOn() {
    if (this.#passing) this.hide();
  }

  /** Goes by itself, but not while it is pointed at or has the focus. @param {number} after milliseconds */
  #expire(after) {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      if (this.#root.matches(":hover, :focus-within")) this.#expire(after);
      else this.hide();
    }, after);
  }

  hide() {
    this.#root.hidden = true;
    this.#root.replaceChildren();
    byId("said").textContent = "";
  }

  get open() {
    return !this.#root.hidden;
  }
}
