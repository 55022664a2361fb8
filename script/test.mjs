/**
 * `npm test`: everything that is quick enough for every change, ending in one line: `N passed, N failed, N skipped`.
 * The checks around the tests (format, lint, …) count as one each. `npm run nightly` is the same line for the long
 * learning runs. Arguments go to vitest: `npm test -- src/tensor` runs the checks and those tests only.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { install } from "./install.mjs";
import { language } from "./language.mjs";
import { tally } from "./tally.mjs";

const args = process.argv.slice(2);
const nightly = args.includes("--nightly");
const filters = args.filter((argument) => argument !== "--nightly");

if ((await install(language(args), { tests: true })) !== 0) {
  console.log("0 passed, 1 failed, 0 skipped");
  process.exit(1);
}
const { binary, capture, root, run } = await import("./tool.mjs");
const { build } = await import("./build.mjs");

const counts = { passed: 0, failed: 0, skipped: 0 };

// The build comes first: tests of the command line run what people run.
await check("build", async () => ({ code: await build(), output: "" }));
if (!nightly) {
  await check("format", () => tool("prettier", ["--check", "--log-level", "warn", "."]));
  await check("lint", () => tool("oxlint", ["--quiet", "--deny-warnings"]));
  await check("types", () => tool("typescript", ["-p", "tsconfig.check.json"], "tsc"));
  await check("types of the page", () => tool("typescript", ["-p", "studio/tsconfig.json"], "tsc"));
  await check("dead code", () => tool("knip", ["--no-progress"]));
  await check("package", () => tool("publint", ["run", "--strict", "--level", "suggestion"]));
}
await vitest();

console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed === 0 ? 0 : 1;

/** One check around the tests: silent when it passes, else what the tool said. */
async function check(name, action) {
  const { code, output } = await action();
  counts[code === 0 ? "passed" : "failed"]++;
  if (code !== 0) console.log(output.trimEnd());
  console.log(`${code === 0 ? "✓" : "✗"} ${name}`);
}

function tool(name, options, command = name) {
  return capture(process.execPath, [binary(name, command), ...options]);
}

async function vitest() {
  const folder = mkdtempSync(join(tmpdir(), "omakase-test-"));
  const report = join(folder, "report.json");
  const config = nightly ? ["--config", "vitest.nightly.config.ts"] : [];
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const code = await run(process.execPath, [binary("vitest"), "run", ...config, ...reporters, ...filters], {
    cwd: root,
  });
  const result = existsSync(report) ? tally(JSON.parse(readFileSync(report, "utf8")), code) : tally(undefined, code);
  for (const key of Object.keys(counts)) counts[key] += result[key];
  rmSync(folder, { recursive: true, force: true });
}
