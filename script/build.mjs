/**
 * Builds src/ into dist/ with the TypeScript compiler, the command line into dist/cli/ and the HTML element into
 * dist/element/ with Rolldown, and the page of the studio into dist/studio/ with Vite: each when something of it is
 * newer. `--clean` starts from nothing.
 */
import { existsSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { messageLanguage } from "./message-language.mjs";
import { packageBinary, projectRoot, runProgram } from "./run-program.mjs";

const dist = join(projectRoot, "dist");
const sharedSources = ["package-lock.json", "tsconfig.json"];

const buildTargets = [
  {
    mark: join(dist, ".built"),
    made: join(dist, "index.js"),
    from: ["src", ...sharedSources],
    command: () => [packageBinary("typescript-native", "tsc"), "-p", "tsconfig.json"],
  },
  {
    mark: join(dist, ".built-cli"),
    made: join(dist, "cli", "main.js"),
    from: ["src", "script/bundle.mjs", ...sharedSources],
    command: () => [join(projectRoot, "script", "bundle.mjs")],
  },
  {
    mark: join(dist, ".built-element"),
    made: join(dist, "element", "omakase-picture.js"),
    from: ["src", "script/bundle-element.mjs", ...sharedSources],
    command: () => [join(projectRoot, "script", "bundle-element.mjs")],
  },
  {
    mark: join(dist, ".built-studio"),
    made: join(dist, "studio", "index.html"),
    from: ["src", "studio", "lesson", ...sharedSources],
    command: () => [packageBinary("vite"), "build", "--config", join("studio", "vite.config.ts"), "--logLevel", "warn"],
  },
];

/** Builds what is needed. Gives the exit code. */
export async function build({ clean = false } = {}) {
  if (clean) rmSync(dist, { recursive: true, force: true });
  const due = buildTargets.filter(isDue);
  if (due.length > 0) printBuildNotice();
  const codes = await Promise.all(due.map(make));
  return codes.find((code) => code !== 0) ?? 0;
}

function isDue({ mark, made, from }) {
  const since = existsSync(mark) ? statSync(mark).mtimeMs : -Infinity;
  return Math.max(...from.map((name) => newestIn(join(projectRoot, name)))) >= since || !existsSync(made);
}

async function make({ mark, command }) {
  const start = Date.now();
  const code = await runProgram(process.execPath, command());
  if (code !== 0) return code;
  writeFileSync(mark, "");
  utimesSync(mark, start / 1000, start / 1000); // what was saved while it was built is newer than this
  return 0;
}

/** Prints the reason for the wait on standard error: standard output belongs to the command. */
function printBuildNotice() {
  const words = { ja: "組み立てています（30 秒ほど）…", en: "building (about half a minute) …" };
  console.error(words[messageLanguage(process.argv.slice(2))]);
}

function newestIn(path) {
  let newest = statSync(path).mtimeMs;
  if (!statSync(path).isDirectory()) return newest;
  for (const entry of readdirSync(path, { withFileTypes: true }))
    if (entry.name !== "node_modules") newest = Math.max(newest, newestIn(join(path, entry.name)));
  return newest;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = await build({ clean: process.argv.includes("--clean") });
}
