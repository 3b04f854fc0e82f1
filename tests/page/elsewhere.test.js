import assert from "node:assert/strict";
import test from "node:test";
import { elsewhere, namesLike, spellingsOf } from "../../www/keeping/elsewhere.js";

/** @param {string} kind @param {string} name @param {...string} aliases @returns {any} */
const entity = (kind, name, ...aliases) => ({ kind, name, aliases });
/** @param {string} id @param {...any} entities */
const held = (id, ...entities) => ({ id, names: spellingsOf(/** @type {any} */ ({ entities })) });

const library = [
  held("1", entity("person", "Ana Reis", "Reis"), entity("place", "Lisbon")),
  held("2", entity("person", "Ana  Réis", "A. Reis"), entity("organization", "Lisbon")),
  held("3", entity("person", "Reis"), entity("place", "São Paulo")),
  held("4", entity("person", "Omar Haddad"), entity("place", "Lisbon")),
];

test("a person is found again by the full name, whatever its accents and case", () => {
  assert.deepEqual(
    elsewhere(library, entity("person", "ANA REIS", "Reis"), "1").map((a) => a.id),
    ["2"],
  );
});

test("a lone surname is no one in particular, unless it is all there is", () => {
  assert.deepEqual(
    elsewhere(library, entity("person", "Reis"), "0").map((a) => a.id),
    ["3"],
  );
});

test("kinds are not mixed up", () => {
  assert.deepEqual(
    elsewhere(library, entity("place", "Lisbon"), "1").map((a) => a.id),
    ["4"],
  );
});

test("a search names what it finds, with the number of articles", () => {
  assert.deepEqual(namesLike(library, "lis"), [
    { name: "Lisbon", kind: "place", count: 2 },
    { name: "Lisbon", kind: "organization", count: 1 },
  ]);
  assert.deepEqual(
    namesLike(library, "sao").map((n) => n.name),
    ["São Paulo"],
  );
  assert.deepEqual(namesLike(library, "isbon"), []);
  assert.deepEqual(namesLike(library, " "), []);
});
