import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Crew } from "../../www/engine/crew.js";

/** Workers that were started, with what they were sent; a test answers in their place. */
/** @type {FakeWorker[]} */
let workers = [];

class FakeWorker {
  /** @type {any[]} */ sent = [];
  ended = false;
  lock = "";
  /** @type {(event: {data: any}) => void} */ onmessage = () => {};
  /** @type {(event: {message: string, preventDefault: () => void}) => void} */ onerror = () => {};

  constructor() {
    workers.push(this);
  }

  postMessage(/** @type {any} */ { lock, ...message }) {
    if (lock) this.lock = lock;
    this.sent.push(message);
  }

  terminate() {
    this.ended = true;
  }

  answer(/** @type {object} */ data) {
    this.onmessage({ data });
  }
}

const module = /** @type {WebAssembly.Module} */ ({});
const crew = () => new Crew(module, "");

beforeEach(() => {
  workers = [];
  Object.assign(globalThis, { Worker: FakeWorker });
});

test("a worker gets the module first, then the requests", () => {
  const { id } = crew().ask({ call: "readDate", text: "May" });
  assert.deepEqual(workers[0].sent, [{ module }, { id, call: "readDate", text: "May" }]);
});

test("slices are gathered in order", async () => {
  const { id, answer } = crew().ask({ call: "annotate" });
  workers[0].answer({ id, entities: ["a", "b"], dates: [1] });
  workers[0].answer({ id, entities: ["c"], dates: [] });
  workers[0].answer({ id, packed: { head: {} }, memory: 1 });
  assert.deepEqual(await answer, { head: {}, entities: ["a", "b", "c"], dates: [1] });
  assert.equal(workers.length, 1);
});

test("a worker that has grown large is let go after its analysis, and another stands ready", async () => {
  const { id, answer } = crew().ask({ call: "annotate" });
  workers[0].answer({ id, packed: {}, memory: 65 * 1024 * 1024 });
  await answer;
  assert.equal(workers[0].ended, true);
  assert.deepEqual(workers[1].sent, [{ module }]);
});

test("what is dropped rejects; what waited beside it goes to the next worker", async () => {
  const ours = crew();
  const long = ours.ask({ call: "annotate" });
  const small = ours.ask({ call: "readDate" });
  ours.drop([long.id], new Error("newer"));
  await assert.rejects(long.answer, /newer/);
  assert.equal(workers[0].ended, true);
  assert.deepEqual(workers[1].sent, [{ module }, { id: small.id, call: "readDate" }]);
  workers[1].answer({ id: small.id, value: ["2023"] });
  assert.deepEqual(await small.answer, ["2023"]);
});

test("dropping what is done leaves the worker alone", async () => {
  const ours = crew();
  const { id, answer } = ours.ask({ call: "readDate" });
  workers[0].answer({ id, value: [] });
  await answer;
  ours.drop([id], new Error("newer"));
  assert.equal(workers[0].ended, false);
});

test("after a trap the next request gets a fresh worker, an ordinary error keeps it", async () => {
  const ours = crew();
  const refused = ours.ask({ call: "annotate" });
  workers[0].answer({ id: refused.id, error: "the options do not fit", broken: false });
  await assert.rejects(refused.answer, /do not fit/);
  assert.equal(workers.length, 1);
  const trapped = ours.ask({ call: "annotate" });
  workers[0].answer({ id: trapped.id, error: "unreachable", broken: true, memory: 1 });
  await assert.rejects(trapped.answer, /the engine has a fault/);
  assert.equal(workers[0].ended, true);
  assert.equal(workers.length, 2);
});

test("a worker that dies rejects all that waited", async () => {
  const ours = crew();
  const { answer } = ours.ask({ call: "annotate" });
  workers[0].onerror({ message: "out of memory", preventDefault: () => {} });
  await assert.rejects(answer, /more memory than the browser gives/);
  ours.ask({ call: "readDate" });
  assert.equal(workers.length, 2);
});

test("a trap with the memory used up is told as such", async () => {
  const ours = crew();
  const { id, answer } = ours.ask({ call: "annotate" });
  workers[0].answer({ id, error: "unreachable", broken: true, memory: 3 * 1024 ** 3 });
  await assert.rejects(answer, /more memory than the browser gives/);
});

test("a worker whose lock is free has ended without a word: what waited rejects", async () => {
  /** @type {() => void} */
  let free = () => {};
  const locks = { request: (/** @type {string} */ name) => new Promise((resolve) => name === workers[0].lock && (free = () => resolve(null))) };
  Object.defineProperty(globalThis, "navigator", { value: { locks }, configurable: true });
  const ours = crew();
  const { answer } = ours.ask({ call: "annotate" });
  workers[0].answer({ lock: workers[0].lock });
  free();
  await assert.rejects(answer, /The browser ended the analysis/);
  ours.ask({ call: "readDate" });
  assert.equal(workers.length, 2);
});
