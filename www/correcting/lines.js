/** What a line of the text is: the choices of its role, and their words. */

import { h } from "../dom.js";
import { article } from "../words.js";

/** @typedef {import('../report.d.ts').Role} Role */

/** The roles a reader can give, and what they are called. */
export const ROLES = /** @type {{role: Role, title: string}[]} */ ([
  { role: "headline", title: "Headline" },
  { role: "deck", title: "Standfirst" },
  { role: "heading", title: "Heading" },
  { role: "byline", title: "Byline" },
  { role: "paragraph", title: "Paragraph" },
  { role: "quote", title: "Quotation" },
  { role: "list", title: "List item" },
  { role: "caption", title: "Caption" },
  { role: "furniture", title: "Not part of the article" },
]);

/** What a role is called after "is now". @param {Role} role */
export function roleWords(role) {
  const title = ROLES.find((r) => r.role === role)?.title ?? "Paragraph";
  return role === "furniture" ? "set aside" : article(title.toLowerCase());
}

/**
 * One button a role; the one that holds is pressed.
 * @param {(role: Role) => void} choose
 * @param {Role | null} now
 * @param {string} [words] what is chosen for
 */
export function lineChoices(choose, now, words = "The line is") {
  const buttons = ROLES.map(({ role, title }) =>
    h(
      "button",
      { type: "button", class: "choice", "aria-pressed": String(role === now), onclick: () => choose(role) },
      title,
    ),
  );
  return [h("p", { class: "said" }, words), h("div", { class: "choices", role: "group", "aria-label": words }, ...buttons)];
}
