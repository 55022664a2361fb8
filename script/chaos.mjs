/**
 * `npm run chaos`: kills, stops, fills disks, jumps clocks and cuts connections while the built omakase trains, rates,
 * uploads and exports, and counts what it had promised and what is found afterwards. `--help` says how.
 */
import { randomInt } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createBench } from "./chaos/bench.mjs";
import { help, parseOptions } from "./chaos/options.mjs";
import { scenarios } from "./chaos/scenarios.mjs";
import { scheduleRound } from "./chaos/schedule.mjs";
import { addCounts, createTally, formatTable, isSound } from "./chaos/tally.mjs";

await main();

async function main() {
  let options;
  try {
    options = parseOptions(process.argv.slice(2));
  } catch (error) {
    console.error(error.message);
    process.exit(2);
  }
  if (options.help) return void process.stdout.write(help);
  process.exit(await runChaos(options));
}

/** Runs rounds until the time or the number is over, or Ctrl-C; returns the exit code. */
async function runChaos({ seed = randomInt(1, 1_000_000), minutes = 5, rounds, only, json, first = 1 }) {
  const chosen = scenarios.filter(({ name }) => only?.includes(name) ?? true);
  const say = (event, text) => console.log(json ? JSON.stringify(event) : text);
  const home = mkdtempSync(join(tmpdir(), "omakase-chaos-"));
  const totals = new Map(chosen.map(({ name }) => [name, createTally().counts]));
  const bench = createBench(home);
  const failures = [];
  const skips = new Map();
  let stop;
  let isStopped = false;
  const stopped = new Promise((done) => (stop = done));
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => stop((isStopped = true)));

  say({ type: "begin", seed, scenarios: chosen.map(({ name }) => name) }, `seed ${seed}`);
  const end = performance.now() + minutes * 60_000;
  const isOver = () => isStopped || skips.size === chosen.length || (rounds === undefined && performance.now() > end);
  for (let round = first; !isOver() && (rounds === undefined || round < first + rounds); round++) {
    for (const { name, plan } of scheduleRound(seed, round, chosen)) {
      if (isOver()) break;
      const folder = join(home, `round-${round}-${name}`);
      mkdirSync(folder);
      writeFileSync(join(folder, "plan.json"), `${JSON.stringify(plan, undefined, 2)}\n`);
      const scenario = chosen.find((one) => one.name === name);
      const result = await bench.run(scenario, plan, folder, stopped);
      if (result === undefined) break;
      const { counts, problems, skipped } = result;
      addCounts(totals.get(name), counts);
      if (skipped !== undefined) skips.set(name, skipped);
      say(
        { type: "round", round, scenario: name, ...counts, skipped, problems, plan },
        describeRound(round, name, result),
      );
      if (isSound(counts)) {
        rmSync(folder, { recursive: true, force: true });
        continue;
      }
      writeFileSync(join(folder, "problems.txt"), `${problems.join("\n")}\n`);
      const repeat = `npm run chaos -- --seed ${seed} --only ${name} --first-round ${round} --rounds 1`;
      failures.push({ round, scenario: name, problems, folder, repeat });
    }
  }
  await bench.close();
  rmSync(failures.length === 0 ? home : join(home, "shared"), { recursive: true, force: true });

  const rows = chosen.map(({ name }) => ({ scenario: name, ...totals.get(name) }));
  const lines = [
    `\n${formatTable(rows)}`,
    `seed ${seed}${isStopped ? ", stopped before its end" : ""}`,
    ...[...skips].map(([name, why]) => `skipped ${name}: ${why}`),
    ...failures.map(({ folder, repeat }) => `evidence: ${folder}\nrepeat:   ${repeat}`),
  ];
  say({ type: "end", seed, isStopped, rows, failures }, lines.join("\n"));
  return failures.length === 0 ? 0 : 1;
}

/** Describes a round in a line, with a line for each of the first problems. */
function describeRound(round, name, { counts, problems, skipped }) {
  const { faults, promised, kept, lost, double } = counts;
  const found = skipped ?? `${faults} faults, ${promised} promised, ${kept} kept, ${lost} lost, ${double} double`;
  return [`round ${round}, ${name}: ${found}`, ...problems.slice(0, 5).map((problem) => `  ${problem}`)].join("\n");
}
