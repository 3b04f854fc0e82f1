import assert from "node:assert/strict";
import test from "node:test";
import { Session } from "../../www/keeping/session.js";
import { Rules } from "../../www/correcting/rules.js";
import { newArticle } from "../../www/state.js";

/** A store that holds so many characters. */
class Small {
  /** @type {Map<string, string>} */ #held = new Map();
  constructor(limit = Infinity) {
    this.limit = limit;
  }
  get length() {
    return this.#held.size;
  }
  clear() {
    this.#held.clear();
  }
  /** @param {number} i */
  key(i) {
    return [...this.#held.keys()][i] ?? null;
  }
  /** @param {string} key */
  getItem(key) {
    return this.#held.get(key) ?? null;
  }
  /** @param {string} key @param {string} value */
  setItem(key, value) {
    const others = [...this.#held].filter(([k]) => k !== key).reduce((sum, [, v]) => sum + v.length, 0);
    if (others + value.length > this.limit) throw new DOMException("full", "QuotaExceededError");
    this.#held.set(key, value);
  }
  /** @param {string} key */
  removeItem(key) {
    this.#held.delete(key);
  }
}

test("an article survives a reload", () => {
  const storage = new Small();
  const article = newArticle("Words.");
  assert.equal(new Session(storage).put(article), true);
  assert.deepEqual(new Session(storage).get(article.id), article);
});

test("older articles give way when the store is full, and stay in memory", () => {
  const storage = new Small(900);
  const session = new Session(storage);
  const [older, newer] = ["a", "b"].map((c) => ({ ...newArticle(c.repeat(500)), pasted: c }));
  assert.ok(older && newer);
  assert.equal(session.put(older), true);
  assert.equal(session.put(newer), true);
  assert.deepEqual(session.get(older.id), older);
  assert.deepEqual(
    new Session(storage).all().map((a) => a.id),
    [newer.id],
  );
});

test("what is too long is kept in memory, and says so", () => {
  const session = new Session(new Small(100));
  const article = newArticle("x".repeat(500));
  assert.equal(session.put(article), false);
  assert.equal(session.get(article.id), article);
  assert.equal(new Session(null).put(article), false);
});

test("what is stored is not held in memory as well", () => {
  const storage = new Small();
  const session = new Session(storage);
  const article = newArticle("Words.");
  session.put(article);
  assert.notEqual(session.get(article.id), article);
  storage.clear();
  assert.equal(session.get(article.id), null);
});

test("an article with the same text is found, in the store or in memory", () => {
  for (const limit of [Infinity, 10]) {
    const session = new Session(new Small(limit));
    const [first, other, again] = ['Say "a"\n\u2028b', "Say", 'Say "a"\n\u2028b'].map((text) => newArticle(text));
    assert.ok(first && other && again);
    session.put(first);
    session.put(other);
    session.put(again);
    assert.equal(session.like(again)?.id, first.id);
    assert.equal(session.like(other), null);
  }
});

test("damaged entries are passed over", () => {
  const storage = new Small();
  storage.setItem("article:1", "{");
  storage.setItem("article:2", '{"id":"2"}');
  storage.setItem("other", "1");
  assert.deepEqual(new Session(storage).all(), []);
});

test("rules: one for a spelling, forgotten with their article", () => {
  const storage = new Small();
  const rules = new Rules(storage);
  rules.put({ surface: "Jordan", kind: "place", article: "1" });
  rules.put({ surface: "Jordan", kind: "person", article: "1" });
  rules.put({ surface: "May", kind: null, article: "2" });
  assert.deepEqual(new Rules(storage).corrections(), [
    { op: "mark", at: { surface: "Jordan" }, kind: "person" },
    { op: "unmark", at: { surface: "May" } },
  ]);
  rules.forget("1");
  assert.deepEqual(
    new Rules(storage).all().map((r) => r.surface),
    ["May"],
  );
  storage.setItem("rules", '[{"surface":"A","kind":"king"},{"surface":"B","kind":null},{"kind":"person"},null]');
  assert.deepEqual(new Rules(storage).all(), [{ surface: "B", kind: null }]);
  storage.setItem("rules", "[");
  assert.deepEqual(new Rules(storage).all(), []);
});

test("rules of two tabs are added up, and without a store they hold until the page is left", () => {
  const storage = new Small(200);
  const [here, there] = [new Rules(storage), new Rules(storage)];
  assert.equal(here.put({ surface: "Jordan", kind: "person", article: "1" }), true);
  assert.equal(there.put({ surface: "May", kind: null, article: "2" }), true);
  assert.deepEqual(
    here.all().map((r) => r.surface),
    ["Jordan", "May"],
  );
  assert.equal(here.put({ surface: "x".repeat(200), kind: "place", article: "1" }), false);
  assert.equal(here.all().length, 3);
  assert.equal(new Rules(storage).all().length, 2);
  const none = new Rules(null);
  assert.equal(none.put({ surface: "May", kind: null, article: "2" }), false);
  assert.equal(none.all().length, 1);
});
