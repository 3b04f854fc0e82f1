/** One message at the foot of the page, with what can be done about it. It stays until something takes its place. */

import { button, h } from "./dom.js";

/** @typedef {{label: string, action: () => void}} Offer */

export class Toast {
  #root;
  #timer = 0;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#root = root;
  }

  /**
   * @param {string} message
   * @param {Offer[]} [offers]
   */
  show(message, offers = []) {
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
    this.#root.replaceChildren(h("p", { role: "status" }, message), ...buttons, close);
    this.#root.hidden = false;
    clearTimeout(this.#timer);
    // What can be acted on is left alone; a mere word goes by itself.
    if (offers.length === 0) this.#timer = window.setTimeout(() => this.hide(), 6000);
  }

  hide() {
    this.#root.hidden = true;
    this.#root.replaceChildren();
  }

  get open() {
    return !this.#root.hidden;
  }
}
