import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Unit tests that train, search or decode for seconds: not in `npm test -- --quick`. */
const slowUnitTests = [
  "src/anomaly/anomaly.test.ts",
  "src/checkpoint/float16.test.ts",
  "src/dataset/open-pairs.test.ts",
  "src/device/webgpu/{gpu-plan,half,webgpu-device}.test.ts",
  "src/evaluate/{evaluate,plane-embedding}.test.ts",
  "src/feature/numpy.test.ts",
  "src/latent/direction/*.test.ts",
  "src/node/server/{open-studio,upload-store,upload-routes}.test.ts",
  "src/preference/{preference-model,rater-models}.test.ts",
  "src/preference/rater/rater.test.ts",
  "src/run/{detect-data-drift,lost-device,pack-run,recovery,resume,train-run,undertrained}.test.ts",
  "src/sample/invert/inverter.test.ts",
  "src/synthetic/characters/characters.test.ts",
  "src/train/trainer.test.ts",
];
/** Rules of structure, names and prose, which read sources and run nothing. */
const rules = ["test/{structure,prose,vocabulary,public-api}.test.ts"];

/** Examples import the package by its name. */
export const resolve = {
  alias: [
    { find: /^omakase$/, replacement: fileURLToPath(new URL("src/index.ts", import.meta.url)) },
    { find: /^omakase\/studio$/, replacement: fileURLToPath(new URL("src/studio.ts", import.meta.url)) },
    {
      find: /^omakase\/(lesson|node|browser)$/,
      replacement: fileURLToPath(new URL("src/$1/index.ts", import.meta.url)),
    },
  ],
};

export default defineConfig({
  resolve,
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "quick",
          include: ["src/**/*.test.ts", "script/**/*.test.ts", "bench/**/*.test.ts", ...rules],
          exclude: slowUnitTests,
          // One module graph per worker: to import src takes longer than most of these tests.
          isolate: false,
        },
      },
      { extends: true, test: { name: "slow", include: slowUnitTests, isolate: false } },
      {
        extends: true,
        test: {
          name: "program",
          include: ["test/**/*.test.ts"],
          exclude: rules,
          globalSetup: "test/shared-folder.ts",
          isolate: false,
        },
      },
    ],
    // Training tests keep two cores busy by themselves, and a laptop has other things to do.
    maxWorkers: 2,
    maxConcurrency: 3,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // A busy machine takes longer than the silence after which commands say that they still work.
    env: { OMAKASE_PROGRESS: "3600", ORT_DISABLE_TELEMETRY: "1" },
    // Pages are waited for, however busy the machine is.
    expect: { poll: { timeout: 60_000 } },
  },
});
