import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { nodeHost } from "../node/index.ts";
import { openOutlierModel, saveOutlierModel } from "./outlier-run.ts";

const { files } = nodeHost({ cache: false });

const scale = { median: 0, std: 1 };

test("anomaly model: weights that are not finite are rejected", async () => {
  const folder = await mkdtemp(join(tmpdir(), "omakase-outlier-"));
  const path = join(folder, "normal");
  const keep = (value: number) =>
    saveOutlierModel(
      files,
      path,
      {
        picture: { size: 16, channels: 3 },
        fullSide: 16,
        features: 4,
        detectors: ["residual"],
        rejected: [],
        target: "any",
        counts: { training: 8, scale: 2 },
        scales: {
          layout: scale,
          edges: scale,
          colours: scale,
          patches: scale,
          tiles: scale,
          residual: scale,
          defects: scale,
        },
        weights: new Map([["residual.0.weight", { shape: [1], values: Float32Array.of(value) }]]),
        memory: {},
        calibration: Float32Array.of(0, 1),
      },
      { source: "sushi", pictures: 8, seed: 1 },
    );
  await keep(0.5);
  expect((await openOutlierModel(files, path)).model.weights.size).toBe(1);
  await keep(NaN);
  await expect(openOutlierModel(files, path)).rejects.toThrow('got one whose "residual.0.weight" are not');
  await rm(folder, { recursive: true, force: true });
});
