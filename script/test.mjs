/**
 * `npm test`: everything that is quick enough for every change, ending in one line: `N passed, N failed, N skipped`.
 * The checks around the tests (format, lint, …) count as one each.
 *
 * - `npm test -- --quick`: for the middle of work: the checks that need no build, and the unit tests that take no seconds.
 * - `npm run nightly`: the same line for the long learning runs, and for every case where `npm test` has one of each kind.
 *
 * Other arguments go to vitest: `npm test -- src/tensor` runs the checks and those tests only.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { install } from "./install.mjs";
import { messageLanguage } from "./message-language.mjs";
import { countTestResults } from "./count-test-results.mjs";

const args = process.argv.slice(2);
const [nightly, quick] = ["--nightly", "--quick"].map((option) => args.includes(option));
const filters = args.filter((argument) => argument !== "--nightly" && argument !== "--quick");

if ((await install(messageLanguage(args), { tests: true })) !== 0) {
  console.log("0 passed, 1 failed, 0 skipped");
  process.exit(1);
}
const { packageBinary, captureOutput, projectRoot, runProgram } = await import("./run-program.mjs");
const { build } = await import("./build.mjs");

const counts = { passed: 0, failed: 0, skipped: 0 };

if (quick) {
  await Promise.all([runChecks(), runVitest(["--project", "quick"])]);
} else {
  // The build comes first: tests of the command line run what people run.
  await runCheck("build", async () => ({ code: await build(), output: "" }));
  if (!nightly) await runChecks({ built: true });
  await runVitest(nightly ? ["--config", "vitest.nightly.config.ts"] : []);
}

console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed === 0 ? 0 : 1;

/**
 * The checks of sources and, where it is built, of the package: two at a time, in halves that take equally long.
 */
async function runChecks({ built = false } = {}) {
  const halves = [
    [
      ["format", () => runTool("oxfmt", ["--check"])],
      ["lint", () => runTool("oxlint", ["--quiet", "--deny-warnings"])],
      ["dead code", () => runTool("knip", ["--no-progress"])],
      ...(built ? [["package", () => runTool("publint", ["run", "--strict", "--level", "suggestion"])]] : []),
    ],
    [
      ["types", () => runTool("typescript-native", ["-p", "tsconfig.check.json"], "tsc")],
      ["types of the page", () => runTool("typescript-native", ["-p", "studio/tsconfig.json"], "tsc")],
    ],
  ];
  await Promise.all(
    halves.map(async (half) => {
      for (const [name, action] of half) await runCheck(name, action);
    }),
  );
}

/** One check around the tests: silent when it passes, else what the tool said. */
async function runCheck(name, action) {
  const { code, output } = await action();
  counts[code === 0 ? "passed" : "failed"]++;
  if (code !== 0) console.log(output.trimEnd());
  console.log(`${code === 0 ? "✓" : "✗"} ${name}`);
}

function runTool(name, options, command = name) {
  return captureOutput(process.execPath, [packageBinary(name, command), ...options]);
}

async function runVitest(options) {
  const folder = mkdtempSync(join(tmpdir(), "omakase-test-"));
  const report = join(folder, "report.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const code = await runProgram(
    process.execPath,
    [packageBinary("vitest"), "run", ...options, ...reporters, ...filters],
    { cwd: projectRoot },
  );
  const result = existsSync(report)
    ? countTestResults(JSON.parse(readFileSync(report, "utf8")), code)
    : countTestResults(undefined, code);
  for (const key of Object.keys(counts)) counts[key] += result[key];
  rmSync(folder, { recursive: true, force: true });
}
