import { expect, test } from "vitest";
import type { RunConfig, RunOverrides } from "./config.ts";
import { resolveConfig } from "./resolve-config.ts";
import { reproduceCommand } from "./reproduce-command.ts";

const facts = { pictures: 5000, seed: 1 };

test("preset: the penalty grows with the number of pixels, unless the discriminator has another constraint", () => {
  const penaltyAt = (size: 32 | 64 | 128) => resolveConfig("gan", "sushi", { size }, facts).weights.gradientPenalty;
  expect([32, 64, 128].map((size) => penaltyAt(size as 64))).toEqual([0.5, 2, 8]);
  expect(resolveConfig("gan", "sushi", { spectral: true }, facts).weights.gradientPenalty).toBe(0);
  expect(
    resolveConfig("gan", "sushi", { size: 32, weights: { gradientPenalty: 3 } }, facts).weights.gradientPenalty,
  ).toBe(3);
  expect(resolveConfig("dcgan", "sushi", {}, facts).weights.gradientPenalty).toBeUndefined();
});

test("preset: a small set gets augmentation and small batches", () => {
  const few = { pictures: 200, seed: 1 };
  expect(resolveConfig("gan", "mine", {}, few).augment).toBe("auto");
  expect(resolveConfig("gan", "mine", { augment: "off" }, few).augment).toBe("off");
  expect(resolveConfig("gan", "mine", {}, facts).augment).toBeUndefined();
  expect(resolveConfig("dcgan", "mine", {}, { pictures: 10, seed: 1 }).batchSize).toBe(10);
});

test("preset: the hinge loss excludes simultaneous updates", () => {
  expect(resolveConfig("gan", "mine", {}, facts).updates).toBe("simultaneous");
  expect(resolveConfig("gan", "mine", { adversarial: "hinge" }, facts).updates).toBe("alternating");
});

const attributes = {
  tags: [{ name: "hat", label: { ja: "帽子", en: "hat" }, kind: "binary" as const, choices: [] }],
};

test("preset: the learning rate of a gan warms up, decays, and is lower for wide networks", () => {
  const config = (conditions: RunOverrides) => resolveConfig("gan", "mine", conditions, facts);
  expect(config({})).toMatchObject({ learningRate: { from: 2e-3, to: 4e-4 }, warmUpImages: 1000 });
  expect(config({ features: 8 }).learningRate).toEqual(config({}).learningRate);
  expect(config({ features: 32 }).learningRate).toMatchObject({ from: 1e-3, to: 2e-4 });
  expect(config({ features: 32, learningRate: 2e-3 }).learningRate).toBe(2e-3);
});

test("preset: the learning rate of a cgan decays and is lower for wide networks, unless overridden", () => {
  const config = (conditions: RunOverrides) => resolveConfig("cgan", "mine", { attributes, ...conditions }, facts);
  expect(config({ features: 16 }).learningRate).toMatchObject({ from: 2e-3, to: 4e-4 });
  expect(config({ features: 32 }).learningRate).toMatchObject({ from: 1e-3, to: 2e-4 });
  expect(config({}).warmUpImages).toBeUndefined();
  expect(config({ learningRate: 1e-3 }).learningRate).toBe(1e-3);
});

test("preset: an override of the decay moves the weights that rise during it", () => {
  const later = resolveConfig("cgan", "mine", { attributes, decay: "60000:140000" }, facts);
  expect(later.learningRate).toEqual({ from: 1e-3, to: 2e-4, after: 60_000, images: 80_000 });
  expect(later.weights.hardAttributes).toEqual({ from: 1e-3, to: 1, after: 60_000, images: 80_000 });
  expect(resolveConfig("gan", "mine", { decay: "0:5" }, facts).weights).toEqual({ gradientPenalty: 2 });
  expect(resolveConfig("vae", "mine", { decay: "0:5" }, facts).learningRate).toBe(2e-3);
  expect(reproduceCommand(later, { count: 1000, channels: 3, tags: [] }, 9)).toContain(" --decay 60000:140000 ");
});

test("cgan: hard attributes get weight late, and none in the classic method", () => {
  const { weights } = resolveConfig("cgan", "mine", { attributes }, facts);
  expect(weights.hardAttributes).toMatchObject({ from: 1e-3, to: 1 });
  const classic = resolveConfig("cgan", "mine", { attributes, method: "classic" }, facts);
  expect(classic.weights.hardAttributes).toBeUndefined();
});

test("an override of one weight keeps the other weights", () => {
  const { weights } = resolveConfig("cgan", "mine", { attributes, weights: { gradientPenalty: 5 } }, facts);
  expect(weights).toMatchObject({ gradientPenalty: 5, discriminatorAttributes: 3, generatorAttributes: 1 });
});

test("--decay in parts of the training, and its length, are in the command that reproduces a run", () => {
  const config = resolveConfig("gan", "sushi", { decay: "30%:100%" }, { pictures: 1000, seed: 1 });
  expect(config.learningRate).toEqual({ from: 2e-3, to: 4e-4, start: 0.3, end: 1 });
  const known = { count: 1000, channels: 3, tags: [] } as const;
  const commandFor = (totalImages: RunConfig["totalImages"]) =>
    reproduceCommand({ ...config, totalImages }, known, 100);
  expect(commandFor(undefined)).toMatch(/ --decay 30%:100% .*--seed 1 --steps 100$/);
  expect(commandFor(1600)).not.toContain("--total-images");
  expect(commandFor([{ from: 384, total: 9000 }, { from: 1200, total: 8000 }])).toContain(" --total-images 384:9000,1200:8000 "); // oxfmt-ignore
  expect(commandFor([])).toContain(" --total-images 1600:1600 ");
});
