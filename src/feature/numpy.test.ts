/** Comparison of the metrics with plain implementations in NumPy and SciPy. */
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { pythonWithModules } from "../../test/python-with-modules.ts";
import { random } from "../tensor/index.ts";
import { densityCoverage } from "./density-coverage.ts";
import type { Features } from "./features.ts";
import { fitGaussian, frechetDistance } from "./frechet-distance.ts";
import { kernelDistance, kernelMatrices } from "./kernel-distance.ts";
import { pairDistances } from "./pair-distances.ts";
import { precisionRecall } from "./precision-recall.ts";

const python = pythonWithModules("numpy", "scipy");

const reference = `
import json, sys
import numpy as np
from scipy.linalg import sqrtm
from scipy.spatial.distance import cdist
a, b = (np.array(rows) for rows in json.load(sys.stdin))
n, m, d = len(a), len(b), a.shape[1]
c, e = np.cov(a.T), np.cov(b.T)
frechet = ((a.mean(0) - b.mean(0)) ** 2).sum() + np.trace(c + e - 2 * sqrtm(c @ e).real)
k = lambda x, y: (x @ y.T / d + 1) ** 3
others = lambda x: (k(x, x).sum() - np.trace(k(x, x))) / (len(x) * (len(x) - 1))
radius = lambda x, order: np.sort(cdist(x, x), axis=1)[:, order]
across = cdist(a, b)
print(json.dumps({
  "frechet": frechet,
  "kernel": others(a) + others(b) - 2 * k(a, b).mean(),
  "precision": (across <= radius(a, 3)[:, None]).any(0).mean(),
  "recall": (across <= radius(b, 3)[None]).any(1).mean(),
  "density": (across <= radius(a, 5)[:, None]).sum(0).mean() / 5,
  "coverage": (across <= radius(a, 5)[:, None]).any(1).mean(),
}))
`;

function skewed(seed: number, count: number, width: number, shift: number): Features {
  const noise = random(seed, "skewed").normals(count * width);
  const mixed = (value: number, at: number) => value * (1 + (at % width) / 4) + noise[Math.max(0, at - 1)] + shift;
  return { values: noise.map(mixed), count, width };
}

test.skipIf(!python).each([
  ["many pictures", skewed(1, 300, 24, 0), skewed(2, 260, 24, 0.6)],
  ["fewer pictures than features", skewed(3, 14, 24, 0), skewed(4, 16, 24, 0.5)],
])("metrics equal those of NumPy and SciPy: %s", (_, a, b) => {
  const rows = ({ values, count, width }: Features) =>
    Array.from({ length: count }, (_, at) => [...values.subarray(at * width, (at + 1) * width)]);
  const run = spawnSync(python!, ["-c", reference], { input: JSON.stringify([rows(a), rows(b)]), encoding: "utf8" });
  const expected = JSON.parse(run.stdout) as Record<string, number>;
  const mean = (scores: Float64Array) => scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const distances = pairDistances(a, b);
  const { precision, recall } = precisionRecall(distances);
  const { density, coverage } = densityCoverage(distances);
  const found: Record<string, number> = {
    frechet: frechetDistance(fitGaussian(a), fitGaussian(b)),
    kernel: kernelDistance(kernelMatrices(a, b, distances)),
    precision: mean(precision),
    recall: mean(recall),
    density: mean(density),
    coverage: mean(coverage),
  };
  for (const [name, value] of Object.entries(expected))
    expect(Math.abs(found[name] - value), name).toBeLessThan(1e-5 * Math.max(1, Math.abs(value)));
});
