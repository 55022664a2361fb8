import { expect, test } from "vitest";
import { datasetFromPictures } from "../dataset/index.ts";
import { textureFeatures } from "../feature/index.ts";
import { toTensor, type Picture } from "../image/index.ts";
import { cpuDevice } from "../node/index.ts";
import { random } from "../tensor/index.ts";
import { fitAnomalyModel } from "./fit-anomaly-model.ts";
import { reduceToSide, tileFeatures, type SquareFeatures } from "./image-tiles.ts";
import { scoreAnomalies } from "./score-anomalies.ts";

/** Draws a grey, grainy surface; `flaw` is a black square of `side` px. */
function surface(
  index: number,
  [width, height]: readonly [number, number],
  flaw?: { readonly x: number; readonly y: number; readonly side: number },
): Picture {
  const stream = random(3, "surface", index);
  const pixels = Uint8Array.from({ length: width * height }, () => 120 + stream.integer(16));
  for (let at = 0; flaw && at < flaw.side ** 2; at++)
    pixels[(flaw.y + Math.floor(at / flaw.side)) * width + flaw.x + (at % flaw.side)] = 20;
  return { width, height, channels: 1, pixels };
}

const textures: SquareFeatures = async (tile, shape) => textureFeatures(tile, 1, shape);

test("tiles together give the features of the whole picture", async () => {
  const picture = surface(1, [256, 256]);
  const { features, width, height } = await tileFeatures(picture, textures);
  expect([width, height, features.count]).toEqual([32, 32, 1024]);
  // a single tile of 128 px in the middle, cut by hand
  const [left, top] = [64, 96];
  const cut = Uint8Array.from({ length: 128 * 128 }, (_, at) => {
    return picture.pixels[(top + Math.floor(at / 128)) * 256 + left + (at % 128)];
  });
  const values = toTensor({ width: 128, height: 128, channels: 1, pixels: cut }, 1);
  const single = textureFeatures(values, 1, { size: 128, channels: 1 });
  for (const [row, column] of [
    [3, 3],
    [8, 5],
    [12, 12],
  ]) {
    const [own, same] = [(row + top / 8) * 32 + column + left / 8, row * 16 + column];
    const rowOf = (at: number, { values: all, width: each }: typeof single) => all.slice(at * each, (at + 1) * each);
    const [a, b] = [rowOf(own, features), rowOf(same, single)];
    // the mean colour and the texture of a cell are the same; its surroundings but for the rim of a tile
    a.forEach((value, axis) => expect(Math.abs(value - b[axis])).toBeLessThan(0.05));
    expect(a[0]).toBeCloseTo(b[0], 5);
  }
});

test("a picture whose sides are no multiples of a cell is covered to its last pixel", async () => {
  const { width, height, features } = await tileFeatures(surface(1, [300, 41]), textures);
  expect([width, height, features.count]).toEqual([38, 6, 228]);
  expect(features.values.every(Number.isFinite)).toBe(true);
});

test("large pictures are reduced in their shape, small ones are kept", () => {
  const { width, height } = reduceToSide(surface(1, [1500, 300]), 1024, 1);
  expect([width, height]).toEqual([1024, 205]);
  expect(reduceToSide(surface(1, [100, 40]), 1024, 1).width).toBe(100);
});

test("a flaw of half a per cent of the width is found at the edge of an oblong picture, and localised", async () => {
  const device = await cpuDevice({ threads: 1 });
  const shape = [384, 96] as const;
  const setOf = (pictures: readonly Picture[]) => datasetFromPictures(pictures, { size: 32, fit: "stretch" });
  const normal = setOf(Array.from({ length: 40 }, (_, at) => surface(at, shape)));
  const model = await fitAnomalyModel(normal, { device, detectors: ["layout", "patches", "tiles"] });
  expect(model.fullSide).toBe(384);
  expect(model.detectors).toContain("tiles");
  expect(model.selfTest!.side).toBe(384);
  const flaws = [
    { x: 2, y: 50, side: 2 }, // outside of the square in the middle
    { x: 380, y: 24, side: 2 },
  ];
  const good = await scoreAnomalies(model, setOf([surface(100, shape), surface(101, shape)]), { device });
  const odd = await scoreAnomalies(model, setOf(flaws.map((flaw, at) => surface(102 + at, shape, flaw))), { device });
  const highest = Math.max(...good.map(({ score }) => score));
  for (const [at, { score, map }] of odd.entries()) {
    expect(score).toBeGreaterThan(highest);
    expect([map.width, map.height]).toEqual([48, 12]);
    const hottest = map.values.indexOf(Math.max(...map.values));
    expect(Math.abs((hottest % 48) * 8 + 4 - flaws[at].x)).toBeLessThan(24);
    expect(Math.abs(Math.floor(hottest / 48) * 8 + 4 - flaws[at].y)).toBeLessThan(24);
  }
});
