/** The phone's bottom bar, and the sheet that each of its buttons opens. */

import { h } from "../dom.js";

/** @typedef {import('../reading/read.js').View} View */

export class Dock {
  #root;
  #sheet = h("dialog", { class: "sheet" });
  #body = h("div", { class: "sheet-body" });
  /** @type {(() => void) | null} */ #putBack = null;
  #onCheck;

  /**
   * @param {HTMLElement} root
   * @param {{section: (id: string) => HTMLElement, check: () => void}} actions
   */
  constructor(root, actions) {
    this.#root = root;
    this.#onCheck = actions.check;
    this.actions = actions;
    const close = h("button", { type: "button", class: "link", onclick: () => this.close() }, "Close");
    this.#sheet.append(h("p", { class: "sheet-head" }, close), this.#body);
    // The event comes after the next sheet may have been opened.
    this.#sheet.addEventListener("close", () => !this.#sheet.open && this.#restore());
    this.#sheet.addEventListener("click", (event) => {
      if (event.target === this.#sheet) this.close();
    });
    document.body.append(this.#sheet);
  }

  /** @param {View | null} view */
  update(view) {
    this.#root.hidden = view === null;
    document.body.classList.toggle("docked", view !== null);
    if (!view) return;
    const items = view.families.map((section) =>
      this.#item(section.id, section.short, section.things.length, () =>
        this.open(this.actions.section(section.id), section.title),
      ),
    );
    items.push(this.#item("check", "Check", view.questions.length, this.#onCheck));
    this.#root.replaceChildren(...items);
  }

  /**
   * Shows `content` in the sheet; closing it puts the content back where it stood.
   * @param {HTMLElement} content
   * @param {string} label
   * @param {() => void} [closed]
   */
  open(content, label, closed = () => {}) {
    this.close();
    const parent = content.parentNode;
    const next = content.nextSibling;
    this.#putBack = () => {
      parent?.insertBefore(content, next);
      closed();
    };
    this.#body.append(content);
    this.#sheet.setAttribute("aria-label", label);
    this.#sheet.showModal();
  }

  close() {
    if (this.#sheet.open) this.#sheet.close();
    this.#restore();
  }

  #restore() {
    const putBack = this.#putBack;
    this.#putBack = null;
    putBack?.();
    this.#body.replaceChildren();
  }

  /** @param {string} id @param {string} word @param {number} count @param {() => void} action */
  #item(id, word, count, action) {
    return h(
      "button",
      { type: "button", "data-kind": id, disabled: count === 0, onclick: action },
      h("span", { class: "legend" }, word),
      " ",
      h("span", null, count),
    );
  }
}
