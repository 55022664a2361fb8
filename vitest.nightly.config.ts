import { defineConfig } from "vitest/config";

/** The long learning runs: one after the other, each with the whole machine. */
export default defineConfig({
  test: {
    include: ["src/**/*.nightly.ts", "test/**/*.nightly.ts"],
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 3_600_000,
    hookTimeout: 3_600_000,
  },
});
