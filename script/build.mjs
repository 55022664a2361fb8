/** Builds src/ into dist/ with the TypeScript compiler, when something in src/ is newer. `--clean` starts from nothing. */
import { existsSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { binary, root, run } from "./tool.mjs";

const dist = join(root, "dist");
const mark = join(dist, ".built");

/** Builds if needed. Gives the exit code. */
export async function build({ clean = false } = {}) {
  if (clean) rmSync(dist, { recursive: true, force: true });
  const since = existsSync(mark) ? statSync(mark).mtimeMs : -Infinity;
  const start = Date.now();
  const newest = Math.max(
    newestIn(join(root, "src")),
    ...["package-lock.json", "tsconfig.json"].map((name) => statSync(join(root, name)).mtimeMs),
  );
  if (newest < since && existsSync(join(dist, "index.js"))) return 0;
  const code = await run(process.execPath, [binary("typescript", "tsc"), "-p", "tsconfig.json"]);
  if (code !== 0) return code;
  writeFileSync(mark, "");
  utimesSync(mark, start / 1000, start / 1000); // what was saved while the compiler ran is newer than this
  return 0;
}

function newestIn(folder) {
  let newest = statSync(folder).mtimeMs;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    newest = Math.max(newest, entry.isDirectory() ? newestIn(path) : statSync(path).mtimeMs);
  }
  return newest;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = await build({ clean: process.argv.includes("--clean") });
}
