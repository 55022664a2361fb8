import { expect, test, vi } from "vitest";
import { datasetFromPictures } from "../dataset/index.ts";
import { cpuDevice } from "../node/index.ts";
import { flip, type Picture } from "../image/index.ts";
import { random } from "../tensor/index.ts";
import { scoreAnomalies } from "./score-anomalies.ts";
import { fitAnomalyModel } from "./fit-anomaly-model.ts";
import { syntheticDefectBatches } from "./synthetic-defect-batches.ts";
import { addSyntheticDefect } from "./add-synthetic-defect.ts";
import { splitNormalImages } from "./split-normal-images.ts";
import { foundShare, isReady, reliablyFoundDefects } from "./self-test.ts";
import { resizeMap } from "./anomaly-map.ts";

const size = 32;

/** Draws a soft ball on grey; `spot` adds a green square in its upper left. */
function ball(index: number, spot = false): Picture {
  const stream = random(1, "ball", index);
  const [x, y, radius] = [15 + 2 * stream.uniform(), 15 + 2 * stream.uniform(), 9 + 2 * stream.uniform()];
  const pixels = new Uint8Array(size * size * 3);
  for (let at = 0; at < size * size; at++) {
    const [column, row] = [at % size, Math.floor(at / size)];
    const inside = Math.hypot(column - x, row - y) < radius;
    const odd = spot && column >= 8 && column < 14 && row >= 8 && row < 14;
    pixels.set(odd ? [20, 240, 40] : inside ? [200, 70, 40] : [128, 128, 128], at * 3);
  }
  return { width: size, height: size, channels: 3, pixels };
}

const balls = (from: number, count: number, spot = false) =>
  datasetFromPictures(Array.from({ length: count }, (_, at) => ball(from + at, spot)));

test("finds a defect and localises it", async () => {
  const device = await cpuDevice({ threads: 1 });
  const model = await fitAnomalyModel(balls(0, 60), { device, pictures: 1000, features: 4 });
  expect(model.counts).toEqual({ training: 36, scale: 6 });
  expect(model.calibration).toHaveLength(18);
  const normal = await scoreAnomalies(model, balls(100, 10), { device });
  const odd = await scoreAnomalies(model, balls(200, 10, true), { device });
  const highest = Math.max(...normal.map(({ score }) => score));
  for (const { score, pValue, map } of odd) {
    expect(score).toBeGreaterThan(highest);
    expect(pValue).toBe(1 / 19);
    const hottest = map.values.indexOf(Math.max(...map.values));
    const [column, row] = [hottest % size, Math.floor(hottest / size)];
    // the square is at 8 … 13, and cells are 4 px
    expect(Math.abs(column - 10.5)).toBeLessThan(7);
    expect(Math.abs(row - 10.5)).toBeLessThan(7);
  }
});

test.each(["layout", "edges", "colours"] as const)("%s: the map agrees with the score", async (part) => {
  const device = await cpuDevice({ threads: 1 });
  const model = await fitAnomalyModel(balls(0, 60), { device, target: "novelty", detectors: [part] });
  for (const { score, kind, map } of await scoreAnomalies(model, balls(200, 5, true), { device })) {
    expect(kind).toBe("novelty");
    // the map peaks at the score, at the green square
    const most = Math.max(...map.values);
    expect(Math.abs(most - score)).toBeLessThan(0.2 * score);
    const hottest = map.values.indexOf(most);
    expect(Math.abs((hottest % size) - 10.5)).toBeLessThan(7);
    expect(Math.abs(Math.floor(hottest / size) - 10.5)).toBeLessThan(7);
    expect(map.values[size * size - 1]).toBeLessThan(most - 2);
  }
});

test("a black image scores as novelty everywhere", async () => {
  const device = await cpuDevice({ threads: 1 });
  const options = { device, pictures: 64, features: 4, target: "novelty", detectors: ["colours", "defects"] } as const;
  const model = await fitAnomalyModel(balls(0, 60), options);
  const black = { width: size, height: size, channels: 3 as const, pixels: new Uint8Array(size * size * 3) };
  const [{ score, kind, map }] = await scoreAnomalies(model, datasetFromPictures([black]), { device });
  expect(score).toBeGreaterThan(5);
  expect(kind).toBe("novelty");
  for (const value of map.values) expect(value).toBeCloseTo(score, 3);
});

test("novelty detection trains no network", async () => {
  const device = await cpuDevice({ threads: 1 });
  const onProgress = vi.fn();
  const model = await fitAnomalyModel(balls(0, 60), { device, target: "novelty", onProgress });
  expect(model.detectors).toEqual(["colours", "edges"]);
  expect(model.weights.size).toBe(0);
  expect(new Set(onProgress.mock.calls.map(([phase]) => phase))).toEqual(new Set(["calibration"]));
  expect(model.selfTest).toBeUndefined();
  const normal = await scoreAnomalies(model, balls(100, 10), { device });
  const odd = await scoreAnomalies(model, balls(200, 10, true), { device });
  const score = (found: typeof odd) => found.map((one) => one.score);
  expect(Math.min(...score(odd))).toBeGreaterThan(Math.max(...score(normal)));
});

test("isStopped ends the training in either phase", async () => {
  const device = await cpuDevice({ threads: 1 });
  for (const steps of [3, 5]) {
    const seen: number[] = [];
    await fitAnomalyModel(balls(0, 30), {
      ...{ device, pictures: 64, features: 4, detectors: ["defects"] },
      isStopped: () => seen.length >= steps,
      onProgress: (phase, done) => void (phase === "defects" && seen.push(done)),
    });
    expect(seen).toEqual(Array.from({ length: steps }, (_, at) => 8 * (at + 1)));
  }
});

test("memory and calibration end within the time, which training leaves to them", async () => {
  const device = await cpuDevice({ threads: 1 });
  const normal = balls(0, 200);
  let time = 0; // of a clock that advances by 10 ms for each image read
  let trained = 0;
  const slow = {
    ...normal,
    batch: async (indices: readonly number[]) => {
      time += 0.01 * indices.length;
      return await normal.batch(indices);
    },
  };
  await fitAnomalyModel(slow, {
    ...{ device, pictures: 1e6, features: 4, detectors: ["colours", "defects"] },
    secondsLeft: () => 30 - time,
    onProgress: (phase) => void (phase === "defects" && (trained = time)),
  });
  expect(time).toBeGreaterThan(27);
  expect(time).toBeLessThan(33);
  expect(time - trained).toBeGreaterThan(4); // more than 400 images are read after the training
});

test("the time is kept on a real clock, and also where it is too short to train", async () => {
  const device = await cpuDevice({ threads: 1 });
  for (const seconds of [15, 0.3]) {
    const { user: begun } = process.cpuUsage(); // of the processor, as other tests run beside this one
    const elapsed = () => (process.cpuUsage().user - begun) / 1e6;
    const model = await fitAnomalyModel(balls(0, 2000), {
      ...{ device, features: 4, target: "defects", secondsLeft: () => seconds - elapsed() },
    });
    // a handful of images is measured in any case, which takes a tenth of a second
    expect(elapsed()).toBeLessThan(1.1 * seconds + (seconds < 1 ? 0.5 : 0));
    expect(model.calibration.length).toBeGreaterThan(0);
    if (seconds < 1) {
      expect(model.weights.size).toBe(0);
      expect(model.calibration.length).toBeLessThan(600); // all of them do not fit
    } else expect(elapsed()).toBeGreaterThan(0.6 * seconds);
  }
});

test("a first model is there before training, and stays where no time is left", async () => {
  const device = await cpuDevice({ threads: 1 });
  const onFirstModel = vi.fn();
  let time = 0;
  const model = await fitAnomalyModel(balls(0, 40), {
    ...{ device, pictures: 64, features: 4, onFirstModel },
    secondsLeft: () => 3 - (time += 1), // the first model takes more than a third of it
  });
  expect(onFirstModel).toHaveBeenCalledExactlyOnceWith(model);
  expect(model.detectors).toEqual(["colours", "edges", "patches"]);
  expect(model.weights.size).toBe(0);
});

test("a network that has hardly learned is rejected, and the model says what it finds", async () => {
  const device = await cpuDevice({ threads: 1 });
  const model = await fitAnomalyModel(balls(0, 60), { device, pictures: 8, features: 4 });
  expect(model.rejected).toEqual(["defects"]);
  expect(model.detectors).toEqual(["colours", "edges", "patches"]);
  expect(model.weights.size).toBe(0);
  const test = model.selfTest!;
  expect(test.defects.reduce((sum, { count }) => sum + count, 0)).toBe(72); // 4 in each of 18
  // the balls are alike, so patches alone see large flaws
  expect(isReady(test)).toBe(true);
  expect(isReady({ ...test, defects: test.defects.map((one) => ({ ...one, found: 0 })) })).toBe(false);
  const { size, share } = reliablyFoundDefects(test)!;
  expect(share).toBeCloseTo(foundShare(test, size), 10);
  expect(share).toBeGreaterThanOrEqual(0.8);
});

test("groups stay on one side of every split", async () => {
  const groups = Array.from({ length: 90 }, (_, at) => Math.floor(at / 3));
  const split = splitNormalImages(balls(0, 90), 1, groups);
  const sides = [split.training, split.scale, split.calibration].map(
    (side) => new Set(Array.from({ length: side.count }, (_, at) => groups[Number(side.nameOf(at))])),
  );
  expect(sides.map(({ size }) => size)).toEqual([18, 3, 9]);
  expect(new Set(sides.flatMap((side) => [...side])).size).toBe(30);
  expect(new Set(split.calibrationGroups)).toEqual(sides[2]);
});

test("rejects too few images and other sizes", async () => {
  const device = await cpuDevice({ threads: 1 });
  await expect(fitAnomalyModel(balls(0, 19), { device })).rejects.toThrow("at least 20 normal pictures");
  const model = await fitAnomalyModel(balls(0, 20), { device, detectors: ["layout"] });
  const small = datasetFromPictures([ball(0)], { size: 16 });
  await expect(scoreAnomalies(model, small, { device })).rejects.toThrow("pictures of 32 px");
});

test("a synthetic defect changes the marked cells, and hardly any others", () => {
  let marked = 0;
  for (let index = 0; index < 200; index++) {
    const stream = random(5, "test", index);
    const picture = stream.uniforms(3 * size * size, -1, 1);
    const other = stream.uniforms(3 * size * size, -1, 1);
    const before = picture.slice();
    const cells = addSyntheticDefect(picture, other, { size, channels: 3, cell: 4 }, stream);
    const least = 0.3 * 16; // pixels of a cell
    const changes = new Float64Array(64);
    for (let at = 0; at < size * size; at++) {
      const most = [0, 1, 2].map((channel) => Math.abs(picture[channel * 1024 + at] - before[channel * 1024 + at]));
      changes[Math.floor(at / size / 4) * 8 + Math.floor((at % size) / 4)] += Math.min(1, Math.max(...most) / 0.2);
    }
    // at the exact threshold, rounding decides
    const clear = [...changes.keys()].filter((place) => Math.abs(changes[place] - least) > 1e-3);
    expect(clear.map((place) => cells[place])).toEqual(clear.map((place) => (changes[place] > least ? 1 : 0)));
    marked += cells.reduce((sum, cell) => sum + cell, 0);
    expect(picture.every((value) => Math.abs(value) <= 1)).toBe(true);
  }
  expect(marked).toBeGreaterThan(200);
});

test("synthetic batches depend on seed and step alone, and keep some images clean", async () => {
  const set = balls(0, 30);
  const [one, again, next] = await Promise.all(
    [3, 3, 4].map((step) => syntheticDefectBatches(set, 1, 4).batch(step, 16)),
  );
  expect(one).toEqual(again);
  expect(next.images).not.toEqual(one.images);
  const defective = Array.from({ length: 16 }, (_, at) => one.attributes!.subarray(at * 64, (at + 1) * 64).includes(1));
  expect(new Set(defective).size).toBe(2);
});

test("resizeMap keeps the position of the peak", () => {
  const values = new Float32Array(16);
  values[6] = 1; // row 1, column 2 of 4
  const large = resizeMap({ values, width: 4, height: 4 }, 32, 32);
  const hottest = large.values.indexOf(Math.max(...large.values));
  expect([Math.floor(hottest / 32 / 8), Math.floor((hottest % 32) / 8)]).toEqual([1, 2]);
});

test("an image and its mirror image get the same defect score", async () => {
  const device = await cpuDevice({ threads: 1 });
  const model = await fitAnomalyModel(balls(0, 30), { device, pictures: 64, features: 4, detectors: ["defects"] });
  const pictures = [ball(0, true), ball(1)];
  const both = datasetFromPictures([...pictures, ...pictures.map(flip)]);
  const scores = (await scoreAnomalies(model, both, { device })).map(({ score }) => score);
  expect(scores[0]).not.toBeCloseTo(scores[1], 3);
  expect(scores[2]).toBeCloseTo(scores[0], 4);
  expect(scores[3]).toBeCloseTo(scores[1], 4);
});
