// What `npm run verify` measures of the native build: instructions by stage, and a large archive.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { appendFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { articles } from "../../bench/text.mjs";
import { commandLine, onPath, root, run, Sentence, Skip } from "./setup.mjs";

/** Instructions by stage for one article, as callgrind counts them: a line for this commit in bench/instructions.tsv. */
export async function instructions() {
  if (!onPath("valgrind")) throw new Skip("valgrind is missing: install it (Debian: `apt install valgrind`).");
  await run("cargo", ["clippy", "--quiet", "--locked", "--package=marginalia-bench", "--all-targets", "--", "-Dwarnings"], { quiet: true });
  await run("cargo", ["build", "--release", "--quiet", "--locked", "--package=marginalia-bench"], { quiet: true });
  const folder = await mkdtemp(join(tmpdir(), "marginalia-"));
  try {
    const counting = ["--tool=callgrind", "--dump-after=marginalia_bench::stage_done*", `--callgrind-out-file=${folder}/out`];
    const { output } = await run("valgrind", ["--quiet", ...counting, "target/release/marginalia-bench"], { quiet: true });
    const stages = output.split("\n").filter((line) => /^\w+$/.test(line));
    // The first half is the run that opens the packed files.
    const warm = stages.map((stage, at) => ({ stage, at: at + 1 })).slice(stages.length / 2);
    const counts = await Promise.all(
      warm.map(async ({ stage, at }) => {
        const count = (await readFile(`${folder}/out.${at}`, "utf8")).match(/^(?:totals|summary): (\d+)/m)?.[1];
        if (count === undefined) throw new Sentence(`callgrind wrote no count for ${stage}.`);
        return { stage, count: Number(count) };
      }),
    );
    await addToTrend(counts);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param {{stage: string, count: number}[]} counts */
async function addToTrend(counts) {
  const trend = `${root}bench/instructions.tsv`;
  const { output: commit } = await run("git", ["rev-parse", "--short", "HEAD"], { quiet: true });
  const before = existsSync(trend) ? (await readFile(trend, "utf8")).trimEnd().split("\n").slice(1) : [];
  const head = ["commit", ...counts.map(({ stage }) => stage)].join("\t");
  if (before.length === 0) await appendFile(trend, `${head}\n`);
  const last = before.at(-1)?.split("\t") ?? [];
  for (const [at, { stage, count }] of counts.entries()) {
    const ratio = last[at + 1] ? `  ${(count / Number(last[at + 1])).toFixed(3)} of ${last[0]}` : "";
    console.log(`     ${stage.padEnd(12)} ${count.toLocaleString("en").padStart(14)}${ratio}`);
  }
  const line = counts.map(({ count }) => count).join("\t");
  if (line !== last.slice(1).join("\t")) await appendFile(trend, `${commit.trim()}\t${line}\n`);
}

/** An archive of ARCHIVE_MB megabytes (1000) on all cores: what each core more brings, and whether the memory stays flat. */
export async function archive() {
  if (process.platform !== "linux") throw new Skip("taskset and /proc are Linux's.");
  const program = await commandLine();
  const texts = await articles(2_000_000);
  const cores = availableParallelism();
  const [one, all] = [await annotated(["taskset", "-c", "0", program], texts, 20), await annotated([program], texts, 20)];
  const efficiency = one.seconds / all.seconds / cores;
  console.log(`     ${(20 / one.seconds).toFixed(2)} MB/s on one core, ${(20 / all.seconds).toFixed(2)} on ${cores}: efficiency ${(100 * efficiency).toFixed(0)} %`);
  const megabytes = Number(process.env.ARCHIVE_MB ?? 1000);
  const { memory, peak } = await annotated([program], texts, megabytes);
  // The most ever used grows with every new record of a fluctuation: what tells of a leak is the level.
  const tenth = Math.ceil(memory.length / 10);
  const [early, late] = [median(memory.slice(tenth, 2 * tenth)), median(memory.slice(-tenth))];
  console.log(`     memory ${early} KB in the second tenth of ${megabytes} MB, ${late} KB in the last (medians); at most ${peak} KB`);
  if (late > 1.1 * early) throw new Sentence("the memory grows with the archive.");
  if (efficiency < 0.9) throw new Sentence(`${cores} cores bring ${(100 * efficiency).toFixed(0)} % of what they could; 90 % are asked.`);
}

/**
 * Annotates an archive that is made on the way.
 * @param {string[]} command what starts the command line
 * @param {string[]} texts
 * @param {number} megabytes
 * @returns {Promise<{seconds: number, memory: number[], peak: number}>} memory: KB in use after each megabyte; peak: the most
 */
async function annotated([program = "", ...args], texts, megabytes) {
  const child = spawn(program, [...args, "annotate", "--jsonl"], { stdio: ["pipe", "ignore", "inherit"] });
  const began = performance.now();
  const ended = once(child, "close");
  const memory = [];
  let peak = 0;
  let written = 0;
  for (let at = 0; written < megabytes * 1e6; at++) {
    const line = `${JSON.stringify({ id: String(at), text: texts[at % texts.length] })}\n`;
    if (!child.stdin.write(line)) await Promise.race([once(child.stdin, "drain"), ended]);
    if (child.exitCode !== null) throw new Sentence(`the command line stopped (exit status ${child.exitCode}).`);
    written += line.length;
    if (written > (memory.length + 1) * 1e6) {
      const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
      memory.push(Number(status.match(/VmRSS:\s+(\d+)/)?.[1]));
      peak = Number(status.match(/VmHWM:\s+(\d+)/)?.[1]);
    }
  }
  child.stdin.end();
  await ended;
  return { seconds: (performance.now() - began) / 1000, memory, peak };
}

/** @param {number[]} numbers */
function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
