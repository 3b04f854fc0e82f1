// Scores every stage on the development sets and compares with tests/floors.json: the figures below which a change has
// lost something. A command line that is built already may be named. Most sets are not part of the project; where they
// are absent, their figures count as skipped.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { commandLine, root, run, told } from "./setup.mjs";

const data = `${root}../shared/data/`;

/** @typedef {{what: string, run: [string, string], figure: string, floor: number}} Floor */

await told(async () => {
  /** @type {Floor[]} */
  const floors = JSON.parse(await readFile(`${root}tests/floors.json`, "utf8"));
  const program = process.argv[2] ?? (await commandLine());
  /** @type {Map<string, string>} */
  const outputs = new Map();
  let [failed, skipped] = [0, 0];
  for (const { what, run: [stage, file], figure, floor } of floors) {
    const own = file.startsWith("tests/");
    if (!own && !existsSync(data)) {
      console.log(`${what}: skipped: no ../shared`);
      skipped++;
      continue;
    }
    const key = `${stage} ${file}`;
    if (!outputs.has(key)) {
      const { output } = await run(program, ["evaluate", stage, (own ? root : data) + file], { quiet: true });
      outputs.set(key, output);
    }
    const reached = Number(outputs.get(key)?.match(new RegExp(figure, "m"))?.[1]);
    const kept = reached >= floor;
    if (!kept) failed++;
    console.log(`${what.padEnd(24)} ${Number.isNaN(reached) ? "no figure" : reached.toFixed(floor < 1 ? 3 : 1)} of at least ${floor}${kept ? "" : "  BELOW"}`);
  }
  console.log(`${floors.length - failed - skipped} passed, ${failed} failed, ${skipped} skipped`);
  if (failed > 0) process.exitCode = 1;
});
