import { readdirSync, readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { resolve } from "./vitest.config.ts";

/** Test files that import `test/nightly.ts`: `npm test` leaves out a part of their cases. */
const partlyNightly = ["src", "test"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
    .filter((path) => path.endsWith(".test.ts") && readFileSync(path, "utf8").includes('/nightly.ts"')),
);

/**
 * The long learning runs, and every language, width, model, chapter and damage where `npm test` has one of each kind. One
 * file after the other, each with the whole machine.
 */
export default defineConfig({
  resolve,
  test: {
    include: ["src/**/*.nightly.ts", "test/**/*.nightly.ts", ...partlyNightly],
    globalSetup: "test/shared-folder.ts",
    env: { OMAKASE_NIGHTLY: "1", OMAKASE_PROGRESS: "3600", ORT_DISABLE_TELEMETRY: "1" },
    expect: { poll: { timeout: 60_000 } },
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 3_600_000,
    hookTimeout: 3_600_000,
  },
});
