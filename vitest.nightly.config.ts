import { defineConfig } from "vitest/config";

/**
 * The long learning runs, every case of a studio whose PostgreSQL hangs, and every case of the device suite in a page: they
 * take minutes, and `npm test` has one of each kind. One file after the other, each with the whole machine.
 */
export default defineConfig({
  test: {
    include: [
      "src/**/*.nightly.ts",
      "test/**/*.nightly.ts",
      "test/browser/device.test.ts",
      "test/studio/database-silent.test.ts",
    ],
    env: { OMAKASE_NIGHTLY: "1" },
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 3_600_000,
    hookTimeout: 3_600_000,
  },
});
