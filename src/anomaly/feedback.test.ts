import fc from "fast-check";
import { expect, test } from "vitest";
import { datasetFromPictures } from "../dataset/index.ts";
import type { Features } from "../feature/index.ts";
import type { Picture } from "../image/index.ts";
import { cpuDevice } from "../node/index.ts";
import { random } from "../tensor/index.ts";
import { anomalyDetectors, type AnomalyDetector, type AnomalyModel, type PictureFeedback } from "./anomaly-model.ts";
import { anomalyThreshold, lowerThreshold } from "./anomaly-threshold.ts";
import { conformalThreshold } from "./conformal-threshold.ts";
import { judgePictures, scoreEvidence, withFeedback } from "./feedback.ts";
import { fitAnomalyModel } from "./fit-anomaly-model.ts";
import type { ImageEvidence } from "./image-evidence.ts";
import { isOutlier, scoreAnomalies } from "./score-anomalies.ts";

const size = 32;
const date = "2026-12-02T10:00:00.000Z";

/** Draws a soft ball on grey; `spot` adds a green square of that side at the upper left. */
function ball(index: number, spot = 0): Picture {
  const stream = random(1, "ball", index);
  const [x, y, radius] = [15 + 2 * stream.uniform(), 15 + 2 * stream.uniform(), 9 + 2 * stream.uniform()];
  const pixels = new Uint8Array(size * size * 3);
  for (let at = 0; at < size * size; at++) {
    const [column, row] = [at % size, Math.floor(at / size)];
    const inside = Math.hypot(column - x, row - y) < radius;
    const odd = column >= 8 && column < 8 + spot && row >= 8 && row < 8 + spot;
    pixels.set(odd ? [20, 240, 40] : inside ? [200, 70, 40] : [128, 128, 128], at * 3);
  }
  return { width: size, height: size, channels: 3, pixels };
}

const balls = (from: number, count: number, spot = 0) =>
  datasetFromPictures(Array.from({ length: count }, (_, at) => ball(from + at, spot)));

const scale = { median: 0.4, std: 0.3 };
const width = 3;
const detectors = ["colours", "edges", "patches", "defects"] as const;

function rowsOf(seed: number, label: string, count: number): Features {
  return { values: Float32Array.from(random(seed, label).normals(count * width)), count, width };
}

/** Makes the evidence of an image of 32 px at random. */
function evidenceOf(seed: number): ImageEvidence {
  const map = Float32Array.from(random(seed, "map").normals(256));
  return {
    features: { colours: rowsOf(seed, "colours", 1), edges: rowsOf(seed, "edges", 1), patches: rowsOf(seed, "p", 64) },
    maps: { defects: { values: map, width: 16, height: 16 } },
  };
}

function modelOf(seed: number, target: AnomalyModel["target"] = "any"): AnomalyModel {
  return {
    picture: { size, channels: 3 },
    ...{ fullSide: size, features: 4, counts: { training: 20, scale: 5 }, detectors, rejected: [], target },
    weights: new Map(),
    memory: {
      colours: rowsOf(seed, "memory of colours", 10),
      edges: rowsOf(seed, "memory of edges", 10),
      patches: rowsOf(seed, "memory of patches", 30),
    },
    scales: Object.fromEntries(anomalyDetectors.map((part) => [part, scale])) as Record<AnomalyDetector, typeof scale>,
    calibration: Float32Array.from(random(seed, "calibration").normals(99)),
  };
}

const entryOf = (seed: number, verdict: PictureFeedback["verdict"]): PictureFeedback => {
  return { verdict, name: `${seed}.png`, date, hash: `${seed}`, evidence: evidenceOf(seed) };
};

test("an accepted picture is no outlier, and one like it neither; the rest stays as it was", async () => {
  const device = await cpuDevice({ threads: 1 });
  const model = await fitAnomalyModel(balls(0, 60), { device, pictures: 1000, features: 4 });
  const { threshold } = conformalThreshold(model.calibration, 0.1);
  const odd = balls(200, 4, 6);
  const others = datasetFromPictures([ball(300, 1), ball(301), { ...ball(302), pixels: new Uint8Array(3072) }]);
  const before = await scoreAnomalies(model, odd, { device });
  expect(before.every(({ score }) => score > threshold)).toBe(true);
  const [first] = await judgePictures(model, odd, { device, verdict: "accepted", date });
  const taught = withFeedback(model, [first]);
  const after = await scoreAnomalies(taught, odd, { device });
  expect(after[0].score).toBeLessThan(threshold);
  expect(after.map((one) => isOutlier(one, { threshold }))[0]).toBe(false);
  expect(after.map(({ verdict }) => verdict)).toEqual(["accepted", undefined, undefined, undefined]);
  expect(after.map(({ fittedScore }) => fittedScore)).toEqual(before.map(({ score }) => score));
  for (const [at, { score }] of after.entries()) expect(score).toBeLessThan(before[at].score);
  // a black picture is as odd as before
  const [was, is] = [await scoreAnomalies(model, others, { device }), await scoreAnomalies(taught, others, { device })];
  expect(is[2].score).toBe(was[2].score);
  const alone = await scoreAnomalies(withFeedback(taught, []), odd, { device });
  expect(alone).toEqual(before);
});

test("a network is quiet about an accepted spot, in the very picture and in others like it", async () => {
  const device = await cpuDevice({ threads: 1 });
  const model = await fitAnomalyModel(balls(0, 40), { device, pictures: 400, features: 4, detectors: ["defects"] });
  const odd = balls(200, 6, 6);
  const [first] = await judgePictures(model, odd, { device, verdict: "accepted", date });
  const [before] = await scoreAnomalies(model, odd, { device });
  const after = await scoreAnomalies(withFeedback(model, [first]), odd, { device });
  expect(before.score).toBeGreaterThan(0.5);
  expect(after[0].score).toBeLessThanOrEqual(Math.log(2) / 2 + 1e-6); // that of half of the normal pictures
});

test("no score rises by an accepted picture, whatever it is", () => {
  fc.assert(
    fc.property(
      fc.nat(1e6),
      fc.array(fc.nat(1e6), { minLength: 1, maxLength: 4 }),
      fc.constantFrom("any" as const, "defects" as const, "novelty" as const),
      (seed, accepted, target) => {
        const model = modelOf(seed, target);
        const taught = withFeedback(
          model,
          accepted.map((one) => entryOf(one, "accepted")),
        );
        const seen = [...accepted, ...accepted.map((one) => one + 1), seed].map(evidenceOf);
        const [before, after] = [scoreEvidence(model, seen), scoreEvidence(taught, seen)];
        after.forEach((score, at) => expect(score).toBeLessThanOrEqual(before[at]));
        // of the accepted ones each detector says at most what it says of a usual picture
        const usual = target === "any" ? Math.hypot(...[0, 0, 0].map(() => Math.log(2) / 2)) : 0;
        for (const score of after.slice(0, accepted.length)) expect(score).toBeLessThanOrEqual(usual + 1e-6);
      },
    ),
    { numRuns: 60 },
  );
});

test("feedback that is taken back leaves no trace, and the last verdict about a picture counts", () => {
  const model = modelOf(1);
  const seen = [5, 6, 7].map(evidenceOf);
  const one = withFeedback(model, [entryOf(6, "accepted")]);
  const both = withFeedback(one, [...one.feedback!, entryOf(7, "missed"), entryOf(5, "accepted")]);
  const back = withFeedback(
    both,
    both.feedback!.filter(({ hash }) => hash === "6"),
  );
  expect(back).toEqual(one);
  expect(scoreEvidence(back, seen)).toEqual(scoreEvidence(one, seen));
  expect(withFeedback(back, [])).toEqual(model);
  const last = withFeedback(model, [entryOf(6, "accepted"), entryOf(6, "missed")]);
  expect(last.feedback!.map(({ verdict }) => verdict)).toEqual(["missed"]);
  expect(scoreEvidence(last, seen)).toEqual(scoreEvidence(model, seen));
});

test("a missed picture is above the threshold from then on, and the new rate is stated", () => {
  const base = modelOf(1);
  const [missedScore] = scoreEvidence(base, [evidenceOf(9)]);
  // 2 of 99 normal pictures score higher, so 1 % promises to stay above the picture
  const calibration = Float32Array.from({ length: 99 }, (_, at) => missedScore + (at - 96.5) / 10);
  const model = { ...base, calibration };
  expect(anomalyThreshold(model, 0.01).threshold).toBeGreaterThan(missedScore);
  const found = anomalyThreshold(withFeedback(model, [entryOf(9, "missed")]), 0.01);
  expect(found.threshold).toBeLessThan(missedScore);
  expect(missedScore - found.threshold).toBeLessThan(1e-6);
  expect(found.moved).toMatchObject({ missed: 1, rate: 0.03 });
  expect(found.moved!.interval[0]).toBeCloseTo(0.0025, 3); // 2 of 99
  expect(found.moved!.interval[1]).toBeCloseTo(0.0711, 3);
  // a picture that was above the threshold anyway moves nothing
  expect(anomalyThreshold(withFeedback(model, [entryOf(9, "missed")]), 0.1).moved).toBeUndefined();
});

test("a missed picture that is as usual as many normal ones does not move the threshold", () => {
  const base = modelOf(1);
  const [score] = scoreEvidence(base, [evidenceOf(9)]);
  const model = { ...base, calibration: Float32Array.from({ length: 99 }, (_, at) => score + (at - 50.5) / 10) };
  const given = withFeedback(model, [entryOf(9, "missed")]);
  expect(anomalyThreshold(given, 0.05)).toEqual({ ...anomalyThreshold(model, 0.05), tooUsual: 1 });
});

test("with too few normal pictures for a promise, a missed picture still sets a threshold", () => {
  const given = { threshold: Infinity, rate: 0.01, count: 12, lowestRate: 1 / 13 };
  const calibration = Float32Array.from({ length: 12 }, (_, at) => at / 10);
  const { threshold, moved } = lowerThreshold(given, [2], { calibration });
  expect(threshold).toBeLessThan(2);
  expect(moved).toMatchObject({ from: Infinity, rate: 1 / 13 });
  expect(moved!.interval[1]).toBeCloseTo(0.2646, 3); // 0 of 12
});

test("the stated rate is that of fresh normal pictures", () => {
  const rounds = 400;
  let [covered, told, real, count] = [0, 0, 0, 0];
  for (let round = 0; round < rounds; round++) {
    const calibration = Float32Array.from(random(round, "calibration").normals(120));
    const given = conformalThreshold(calibration, 0.01);
    const missed = Array.from(random(round, "missed").normals(2), (one) => 1.8 + 0.4 * one);
    const { threshold, moved } = lowerThreshold(given, missed, { calibration });
    if (!moved) continue;
    const fresh = random(round, "fresh").normals(4000);
    const alarms = fresh.reduce((sum, score) => sum + (score > threshold ? 1 : 0), 0) / fresh.length;
    count++;
    told += moved.rate;
    real += alarms;
    if (alarms >= moved.interval[0] && alarms <= moved.interval[1]) covered++;
  }
  expect(count).toBeGreaterThan(200);
  expect(covered / count).toBeGreaterThanOrEqual(0.95);
  expect(real / count).toBeLessThanOrEqual(told / count);
  expect(real / told).toBeGreaterThan(0.8); // nor is it told too high
});

test("the promised rate holds with accepted pictures", () => {
  const accepted = [1, 2, 3].map((seed) => entryOf(seed + 5000, "accepted"));
  let [before, after] = [0, 0];
  for (let round = 0; round < 40; round++) {
    const base = modelOf(round);
    const seen = Array.from({ length: 60 }, (_, at) => evidenceOf(10_000 + 60 * round + at));
    const scores = scoreEvidence(base, seen);
    const model = { ...base, calibration: Float32Array.from(scores.slice(0, 30)) };
    const { threshold } = anomalyThreshold(model, 0.1);
    before += scores.slice(30).filter((score) => score > threshold).length;
    const taught = withFeedback(model, accepted);
    expect(anomalyThreshold(taught, 0.1)).toEqual(anomalyThreshold(model, 0.1));
    after += scoreEvidence(taught, seen.slice(30)).filter((score) => score > threshold).length;
  }
  expect(after).toBeLessThanOrEqual(before);
  expect(after / 1200).toBeLessThan(0.13);
});
