import { expect, test } from "vitest";
import { assessTraining, isWorse, type HealthCheck, type Measured } from "./health.ts";
import { recoverySettings } from "./recovery-settings.ts";

const look = (imagesSeen: number, distance: number, diversity = 0.9, copies = 0.01): HealthCheck => ({
  imagesSeen,
  distance,
  diversity,
  copies,
});
const measured = (imagesSeen: number, metrics: Record<string, number>): Measured => ({ imagesSeen, metrics });
/** Health checks every 1,000 images with these distances. */
const looks = (...distances: number[]) => distances.map((distance, at) => look(at * 1000, distance));
const log = (accuracy: number, gradientNorm = 1, count = 10) =>
  Array.from({ length: count }, (_, at) =>
    measured((at + 1) * 500, { accuracy, "generator.gradientNorm": gradientNorm }),
  );

test("healthy: a model that improves, however accurate its discriminator is", () => {
  const checkups = looks(4, 2, 1, 0.5);
  expect(assessTraining({ checkups, log: log(1), adversarial: "standard" })).toBe("healthy");
  expect(assessTraining({ checkups, log: [] })).toBe("healthy");
});

test("too strong: the accuracy is 1 and the distance does not fall", () => {
  const checkups = looks(4, 3, 3, 3.1, 3.2);
  expect(assessTraining({ checkups, log: log(1), adversarial: "standard" })).toBe("too strong");
  expect(assessTraining({ checkups, log: log(0.9), adversarial: "standard" })).toBe("healthy");
  expect(assessTraining({ checkups, log: log(0.99), adversarial: "relativistic" })).toBe("healthy");
});

test("too strong: the generator's gradient has vanished", () => {
  const gone = [...log(0.9), measured(5200, { accuracy: 0.9, "generator.gradientNorm": 1e-6 })];
  const checkups = [look(0, 4), look(5000, 3), look(5200, 2)];
  expect(assessTraining({ checkups, log: gone, adversarial: "standard" })).toBe("too strong");
});

test("too weak: the accuracy is chance and the samples are bad", () => {
  expect(assessTraining({ checkups: looks(4, 3, 3, 3, 3), log: log(0.5), adversarial: "standard" })).toBe("too weak");
  expect(assessTraining({ checkups: looks(4, 3, 2, 1, 0.5), log: log(0.5), adversarial: "standard" })).toBe("healthy");
});

test("collapsing: the diversity falls, or never rises", () => {
  const fallen = [look(0, 4, 0.01), look(1000, 1, 0.8), look(2000, 1, 0.2)];
  expect(assessTraining({ checkups: fallen, log: [] })).toBe("collapsing");
  const early = [look(0, 4, 0.01), look(1000, 3.9, 0.02), look(2000, 3.9, 0.02), look(3000, 3.9, 0.02)];
  expect(assessTraining({ checkups: early, log: [] })).toBe("healthy");
  expect(assessTraining({ checkups: [...early, look(6000, 3.9, 0.02)], log: [] })).toBe("collapsing");
});

test("memorising: samples copy training images", () => {
  expect(assessTraining({ checkups: [look(0, 4), look(1000, 0.1, 1, 0.5)], log: [] })).toBe("memorising");
});

test("stalled: the distance has not improved for long", () => {
  const long = [look(0, 4), look(5000, 1), ...[1, 2, 3, 4, 5, 6].map((at) => look(5000 + at * 2000, 1.02))];
  expect(assessTraining({ checkups: long, log: [] })).toBe("stalled");
  expect(assessTraining({ checkups: long.slice(0, -1), log: [] })).toBe("healthy");
});

test("stalled: never below the resolution of the distance", () => {
  const near = [look(0, 4), ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((at) => look(at * 5000, 0.02 + 0.001 * at))];
  expect(assessTraining({ checkups: near, log: log(1), adversarial: "relativistic" })).toBe("healthy");
  expect(assessTraining({ checkups: near, log: [] })).toBe("healthy");
});

test("broken: NaN in a metric, or a model that has forgotten", () => {
  expect(assessTraining({ checkups: [look(0, 4), look(1000, NaN)], log: [] })).toBe("broken");
  const nonsense = [measured(900, { "generator.adversarial": Infinity })];
  expect(assessTraining({ checkups: looks(4, 3), log: nonsense })).toBe("broken");
  expect(assessTraining({ checkups: looks(4, 3), log: [measured(900, { "generator.adversarial": 2e4 })] })).toBe(
    "broken",
  );
  expect(assessTraining({ checkups: looks(4, 2, 1, 0.3, 2), log: [] })).toBe("broken");
  expect(assessTraining({ checkups: looks(4, 3.9, 4.2), log: [] })).toBe("healthy");
});

test("broken: the distance exceeds the first one after 5,000 images", () => {
  expect(assessTraining({ checkups: [look(0, 0.9), look(11_000, 2.06)], log: [] })).toBe("broken");
  expect(assessTraining({ checkups: [look(0, 0.9), look(11_000, 1.2)], log: [] })).toBe("healthy");
  expect(assessTraining({ checkups: [look(0, 0.9), look(3000, 2.06)], log: [] })).toBe("healthy");
  expect(assessTraining({ checkups: [look(0, 0.02), look(11_000, 0.1)], log: [] })).toBe("healthy"); // began with what another knew
});

test("isWorse: the distance is more than a quarter larger", () => {
  expect(isWorse({ distance: 1.2 }, { distance: 1 })).toBe(false);
  expect(isWorse({ distance: 1.3 }, { distance: 1 })).toBe(true);
  expect(isWorse({ distance: 0.015 }, { distance: -0.001 })).toBe(false);
  expect(isWorse({ distance: NaN }, { distance: 1 })).toBe(true);
});

test("recoverySettings: a quarter of every learning rate and twice the gradient penalty", () => {
  const settings = {
    batchSize: 4,
    optimizer: { name: "sgd" },
    learningRate: { from: 4, to: 0.4, images: 10 },
    weights: {},
  } as const;
  expect(recoverySettings(settings)).toEqual({ ...settings, learningRate: { from: 1, to: 0.1, images: 10 } });
  expect(
    recoverySettings({ ...settings, learningRate: 4, discriminatorLearningRate: 8, weights: { gradientPenalty: 3 } }),
  ).toMatchObject({
    learningRate: 1,
    discriminatorLearningRate: 2,
    weights: { gradientPenalty: 6 },
  });
});
