// `node tools/web/rooms.mjs`: what each room of the core takes in the wasm. A function belongs to the room that its name
// says, which is only in the module as cargo writes it; code inlined elsewhere counts there, and tables count nowhere.

import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { root, told, wasm } from "./setup.mjs";

await told(async () => {
  await wasm();
  const rooms = byRoom(await readFile(`${root}target/wasm32-unknown-unknown/wasm/marginalia.wasm`));
  const sizes = [...rooms].map(([room, bodies]) => {
    const code = Buffer.concat(bodies);
    return { room, raw: code.length, gzip: gzipSync(code, { level: 9 }).length };
  });
  console.log(`${"room".padEnd(16)}${"raw KB".padStart(9)}${"gzip KB".padStart(9)}`);
  for (const { room, raw, gzip } of sizes.sort((a, b) => b.gzip - a.gzip)) {
    console.log(`${room.padEnd(16)}${(raw / 1000).toFixed(1).padStart(9)}${(gzip / 1000).toFixed(1).padStart(9)}`);
  }
});

/**
 * The room that a mangled name says, `dates` for `_ZN10marginalia5dates…`; of another crate, the crate.
 * @param {string} name
 */
function roomOf(name) {
  const part = (/** @type {RegExpMatchArray | null} */ found) => {
    const start = (found?.index ?? 0) + (found?.[0].length ?? 0);
    return found && name.slice(start, start + Number(found[1]));
  };
  // In the name of an implementation the path is told with dots.
  const dotted = name.match(/marginalia\.\.([a-z]+)/)?.[1];
  return part(name.match(/10marginalia(\d+)/)) ?? dotted ?? part(name.match(/^_ZN(\d+)/)) ?? "other";
}

/**
 * The code of each room.
 * @param {Buffer} module
 * @returns {Map<string, Buffer[]>}
 */
function byRoom(module) {
  const { bodies, names, imported } = sections(module);
  /** @type {Map<string, Buffer[]>} */
  const rooms = new Map();
  bodies.forEach((body, index) => {
    const room = roomOf(names.get(imported + index) ?? "");
    rooms.set(room, [...(rooms.get(room) ?? []), body]);
  });
  return rooms;
}

/**
 * Bodies of the functions, their names, and how many functions are imported before them.
 * @param {Buffer} wasm
 */
function sections(wasm) {
  let at = 8;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = wasm[at++];
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  };
  const text = () => {
    const length = number();
    at += length;
    return wasm.toString("utf8", at - length, at);
  };
  /** @type {Buffer[]} */
  const bodies = [];
  /** @type {Map<number, string>} */
  const names = new Map();
  let imported = 0;
  while (at < wasm.length) {
    const id = wasm[at++];
    const size = number();
    const end = at + size;
    if (id === 2) imported = imports(number(), text, number, () => wasm[at++]);
    if (id === 10) {
      for (let left = number(); left > 0; left--) {
        const length = number();
        bodies.push(wasm.subarray(at, at + length));
        at += length;
      }
    }
    if (id === 0 && text() === "name") {
      while (at < end) {
        const kind = wasm[at++];
        const past = number() + at;
        if (kind === 1) for (let left = number(); left > 0; left--) names.set(number(), text());
        at = past;
      }
    }
    at = end;
  }
  return { bodies, names, imported };
}

/**
 * How many of the imports are functions.
 * @param {number} count
 * @param {() => string} text
 * @param {() => number} number
 * @param {() => number} byte
 */
function imports(count, text, number, byte) {
  let functions = 0;
  for (let left = count; left > 0; left--) {
    text();
    text();
    const kind = byte();
    if (kind === 0) functions++;
    // Tables and memories have limits, globals a type and whether they change, tags a type.
    if (kind === 1) byte();
    if (kind === 1 || kind === 2) {
      const bounded = byte() & 1;
      number();
      if (bounded) number();
    } else if (kind === 3) {
      byte();
      byte();
    } else {
      number();
    }
  }
  return functions;
}
