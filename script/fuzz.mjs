/**
 * `npm run fuzz`: looks for bytes that a reader of files cannot bear, guided by the lines that they reach (Jazzer.js, which
 * is libFuzzer). What it finds is kept in `test/fuzz/corpus`, where `npm test` reads it from then on. `--help` says how.
 */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { installTools } from "./install.mjs";
import { projectRoot } from "./run-program.mjs";

const tools = join(projectRoot, "test", "fuzz");
const corpusFolder = join(tools, "corpus");
const help = `npm run fuzz -- [options] [reader...]

Feeds readers of files with bytes that reach ever more of their lines.

Readers: ${readdirSync(corpusFolder).join(", ")} (default: all)

  --seconds <n>   time for each reader; default 60
  --seed <n>      decides the bytes; default: a fresh one
  --keep          add what reached more lines to test/fuzz/corpus
  --help          show this help

Examples:
  npm run fuzz
  npm run fuzz -- zip onnx --seconds 600
  npm run fuzz -- --seconds 3600 --keep
`;
const words = {
  installing: "Installing the fuzzer into test/fuzz (about 30 MB on disk).",
  failed: (got) =>
    `test/fuzz: expected to install Jazzer.js from the npm registry, got ${got}. Check that the registry can be reached, then run npm run fuzz again.`,
};

/** Limits for one input: time in s, and memory in MB of the whole process. */
const [timeLimit, memoryLimit] = [5, 2048];

await main();

async function main() {
  let options;
  try {
    options = readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`fuzz: ${error.message}`);
    process.exit(2);
  }
  if (options.help) return void process.stdout.write(help);
  if (!(await installTools(tools, words))) process.exit(1);
  const faults = [];
  for (const name of options.names) {
    const { runs, reached, kept, found } = await fuzz(name, options);
    console.log(`${name}: ${runs} inputs, ${reached} places reached, ${kept} inputs kept, ${found.length} faults`);
    faults.push(...found);
  }
  for (const file of faults) console.log(`fault: ${file}`);
  process.exit(faults.length > 0 ? 1 : 0);
}

function readOptions(words) {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      seconds: { type: "string", default: "60" },
      seed: { type: "string" },
      keep: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const all = readdirSync(corpusFolder);
  const unknown = positionals.find((name) => !all.includes(name));
  if (unknown !== undefined) throw new Error(`expected one of ${all.join(", ")}, got ${unknown}. Name a reader.`);
  const [seconds, seed] = [values.seconds, values.seed ?? String(1 + Math.floor(Math.random() * 1e6))];
  for (const [name, value] of Object.entries({ seconds, seed }))
    if (!/^[1-9]\d{0,8}$/.test(value))
      throw new Error(`--${name}: expected a whole number from 1 on, got ${value}. Correct it.`);
  return { ...values, names: positionals.length > 0 ? positionals : all, seconds, seed };
}

/** Feeds one reader for a time; returns what came of it. */
async function fuzz(name, { seconds, seed, keep }) {
  const corpus = join(corpusFolder, name);
  const work = mkdtempSync(join(tmpdir(), `omakase-fuzz-${name}-`));
  const before = new Set(readdirSync(corpus));
  const limits = [`-timeout=${timeLimit}`, `-rss_limit_mb=${memoryLimit}`, `-artifact_prefix=${corpus}/`];
  const output = await jazzer(name, [work, corpus], [`-max_total_time=${seconds}`, `-seed=${seed}`, ...limits]);
  if (keep) await jazzer(name, [corpus, work], ["-merge=1", ...limits]);
  rmSync(work, { recursive: true, force: true });
  const added = readdirSync(corpus).filter((file) => !before.has(file));
  const found = added.filter((file) => /^(crash|timeout|oom|leak)-/.test(file)).map((file) => join(corpus, file));
  return {
    runs: Number(/Done (\d+) runs/.exec(output)?.[1] ?? 0),
    reached: Number([...output.matchAll(/\bcov: (\d+)/g)].at(-1)?.[1] ?? 0),
    kept: added.length - found.length,
    found,
  };
}

/** Runs the fuzzer and returns what it printed; a fault's stack goes to the screen, too. */
function jazzer(name, folders, limits) {
  for (const folder of folders) mkdirSync(folder, { recursive: true });
  const program = join(tools, "node_modules", "@jazzer.js", "core", "dist", "cli.js");
  const target = join(tools, "targets.mjs");
  const args = [program, target, ...folders, "--includes", "/dist/", "--excludes", "node_modules", "--", ...limits];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: tools, env: { ...process.env, OMAKASE_FUZZ: name } });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => (output += part));
    child.on("error", reject);
    child.on("close", () => {
      if (output.includes("Uncaught Exception"))
        console.error(output.slice(output.indexOf("Uncaught Exception"), output.indexOf("MS: ")));
      resolve(output);
    });
  });
}
