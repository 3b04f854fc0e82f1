/** Several files at once: one is opened, the others wait for a key. */

import { fromFile } from "./paste.js";
import { counted } from "../words.js";

/** @typedef {import('./paste.js').Taken} Taken */

export class FileQueue {
  /** @type {File[]} */ #files = [];
  #several = false;
  #actions;

  /** @param {{take: (taken: Taken) => void, refused: (words: string) => void, waiting: (count: number) => void}} actions */
  constructor(actions) {
    this.#actions = actions;
  }

  /** @param {File[]} files */
  async add(files) {
    this.#files.push(...files);
    this.#several = this.#files.length > 1;
    await this.next();
  }

  /** Opens the next one. One that cannot be read is named, and the rest still waits. */
  async next() {
    const file = this.#files.shift();
    if (!file) return;
    const { take, refused, waiting } = this.#actions;
    waiting(this.#files.length);
    const got = await fromFile(file);
    if ("refused" in got) refused(this.#several ? `${file.name}: ${got.refused}${this.#left()}` : got.refused);
    else take(got);
  }

  #left() {
    return this.#files.length ? ` ${counted(this.#files.length, "file")} still to come.` : "";
  }
}
