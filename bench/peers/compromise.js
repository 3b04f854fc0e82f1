import nlp from "compromise";

/** @param {string} text */
export function find(text) {
  const doc = nlp(text);
  return [doc.people(), doc.places(), doc.organizations()].reduce((all, names) => all + names.out("offset").length, 0);
}
