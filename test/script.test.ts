import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nightlyTest } from "./nightly.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

describe("npm start, in a folder with a space and Japanese in its name", { timeout: 240_000 }, () => {
  let folder = "";
  const bundleEntries = ["lesson", "node", "browser"].map((name) => `${name}/index`);
  bundleEntries.push("node/lesson/lesson-process", "node/model-file/hooks");
  bundleEntries.push("browser/element/omakase-picture", "browser/element/picture-worker");
  const start = (...args: string[]) =>
    spawnSync(process.execPath, [join(folder, "script", "start.mjs"), ...args], { encoding: "utf8", timeout: 230_000 });

  beforeAll(() => {
    folder = join(mkdtempSync(join(tmpdir(), "omakase-")), "お寿司 model");
    mkdirSync(join(folder, "src", "cli"), { recursive: true });
    for (const name of ["package.json", "package-lock.json", "tsconfig.json", "script"])
      cpSync(join(root, name), join(folder, name), { recursive: true });
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
    writeFileSync(join(folder, "src", "index.ts"), "export const answer: number = 7;\n");
    writeFileSync(
      join(folder, "src", "cli", "main.ts"),
      'import { answer } from "../index.ts";\nconsole.log(JSON.stringify(process.argv.slice(2)));\nprocess.exitCode = answer;\n',
    );
    for (const name of bundleEntries) {
      mkdirSync(join(folder, "src", name, ".."), { recursive: true });
      writeFileSync(join(folder, "src", `${name}.ts`), "export {};\n");
    }
    for (const name of ["studio", "lesson"]) mkdirSync(join(folder, name));
    writeFileSync(join(folder, "studio", "index.html"), "<!doctype html><title>page</title>");
    writeFileSync(
      join(folder, "studio", "vite.config.ts"),
      'export default { root: import.meta.dirname, build: { outDir: "../dist/studio", emptyOutDir: true } };\n',
    );
  });
  afterAll(() => rmSync(join(folder, ".."), { recursive: true, force: true }));

  test("builds, passes the arguments on, and ends with the exit code of the command", () => {
    const { status, stdout } = start("--minutes", "30", "--out", "a b");
    expect(JSON.parse(stdout)).toEqual(["start", "--minutes", "30", "--out", "a b"]);
    expect(status).toBe(7);
    expect(readFileSync(join(folder, "dist", "studio", "index.html"), "utf8")).toContain("page");
  });

  nightlyTest("builds again after a change, and stops when the build fails", () => {
    writeFileSync(join(folder, "src", "index.ts"), 'export const answer: number = "no";\n');
    const failed = start();
    expect(failed.status).not.toBe(0);
    expect(failed.stdout).toContain("TS2322");
    expect(start().status, "a failed build is not taken for a finished one").toBe(failed.status);
  });
});

describe("the installation", () => {
  const lock = (packages: object) => JSON.stringify({ packages });
  const isInstalled = (wanted: object, present: object | undefined, options: object = {}): boolean => {
    const folder = mkdtempSync(join(tmpdir(), "omakase-"));
    writeFileSync(join(folder, "package-lock.json"), lock(wanted));
    if (present !== undefined) {
      mkdirSync(join(folder, "node_modules"));
      writeFileSync(join(folder, "node_modules", ".package-lock.json"), lock(present));
    }
    const module = JSON.stringify(new URL("../script/install.mjs", import.meta.url).href);
    const code = `import { isInstalled } from ${module}; console.log(isInstalled(${JSON.stringify(folder)}, ${JSON.stringify(options)}));`;
    const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", code], { encoding: "utf8" });
    rmSync(folder, { recursive: true });
    return JSON.parse(stdout) as boolean;
  };
  const wanted = {
    "": {},
    "node_modules/a": { version: "1.0.0" },
    "node_modules/b": { version: "2.0.0", optional: true },
  };

  test("is enough with every package in its version, whatever the other systems' binaries", () => {
    expect(isInstalled(wanted, { "node_modules/a": { version: "1.0.0" } })).toBe(true);
  });
  test("is enough without the tools of the tests for npm start, and not for npm test", () => {
    const tools = { ...wanted, "node_modules/c": { version: "1.0.0", dev: true } };
    const present = { "node_modules/a": { version: "1.0.0" } };
    expect(isInstalled(tools, present)).toBe(true);
    expect(isInstalled(tools, present, { tests: true })).toBe(false);
  });
  test("is not enough when nothing, too little or another version is there", () => {
    expect(isInstalled(wanted, undefined)).toBe(false);
    expect(isInstalled(wanted, { "node_modules/b": { version: "2.0.0" } })).toBe(false);
    expect(isInstalled(wanted, { "node_modules/a": { version: "1.0.1" } })).toBe(false);
  });
});

test("the counts hide no failure", () => {
  const module = JSON.stringify(new URL("../script/count-test-results.mjs", import.meta.url).href);
  const counts = (report: unknown, exitCode: number): unknown => {
    const code = `import { countTestResults } from ${module}; console.log(JSON.stringify(countTestResults(${JSON.stringify(report)}, ${exitCode})));`;
    return JSON.parse(spawnSync(process.execPath, ["--input-type=module", "-e", code], { encoding: "utf8" }).stdout);
  };
  const report = (failed: number, files: object[]) => ({
    numPassedTests: 5,
    numFailedTests: failed,
    numPendingTests: 2,
    numTodoTests: 0,
    testResults: files,
  });
  const good = { status: "passed", assertionResults: [{ status: "passed" }] };
  const bad = { status: "failed", assertionResults: [{ status: "failed" }] };
  const broken = { status: "failed", assertionResults: [] };
  expect(counts(report(0, [good]), 0)).toEqual({ passed: 5, failed: 0, skipped: 2 });
  expect(counts(report(1, [good, bad]), 1)).toEqual({ passed: 5, failed: 1, skipped: 2 });
  expect(counts(report(0, [broken]), 1), "a file that did not load").toEqual({ passed: 5, failed: 1, skipped: 2 });
  expect(counts(report(0, [good]), 1), "an unhandled error").toEqual({ passed: 5, failed: 1, skipped: 2 });
  expect(counts(undefined, 139), "a crash").toEqual({ passed: 0, failed: 1, skipped: 0 });
});
