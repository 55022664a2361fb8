import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  // Examples import the package by its name.
  resolve: {
    alias: [
      { find: /^omakase$/, replacement: fileURLToPath(new URL("src/index.ts", import.meta.url)) },
      { find: /^omakase\/studio$/, replacement: fileURLToPath(new URL("src/studio.ts", import.meta.url)) },
      {
        find: /^omakase\/(lesson|node|browser)$/,
        replacement: fileURLToPath(new URL("src/$1/index.ts", import.meta.url)),
      },
    ],
  },
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts", "bench/**/*.test.ts", "script/**/*.test.ts"],
    // Training tests keep two cores busy by themselves, and a laptop has other things to do.
    maxWorkers: 2,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Pages are waited for, however busy the machine is.
    expect: { poll: { timeout: 60_000 } },
  },
});
