import { expect, test } from "vitest";
import { datasetFromPictures } from "../dataset/index.ts";
import type { Picture } from "../image/index.ts";
import { drawSushi } from "../synthetic/index.ts";
import { random } from "../tensor/index.ts";
import { findNearDuplicates } from "./near-duplicates.ts";

const size = 64;

/** Photographs a picture again: shifted by up to 2 px, brighter or darker by up to a tenth, with noise. */
function photograph({ width, height, channels, pixels }: Picture, index: number): Picture {
  const stream = random(11, "photograph", index);
  const [right, down] = [stream.integer(5) - 2, stream.integer(5) - 2];
  const [gain, offset] = [0.9 + 0.2 * stream.uniform(), 16 * stream.uniform() - 8];
  const inside = (at: number, length: number) => Math.min(length - 1, Math.max(0, at));
  const again = Uint8ClampedArray.from(pixels, (_, at) => {
    const [column, row] = [Math.floor(at / channels) % width, Math.floor(at / channels / width)];
    const from = (inside(row + down, height) * width + inside(column + right, width)) * channels + (at % channels);
    return 128 + gain * (pixels[from] - 128) + offset + 4 * stream.normal();
  });
  return { width, height, channels, pixels: new Uint8Array(again.buffer) };
}

/** Draws a part that always lies alike: a bright bar on a dark plate, with its own scratches. */
function part(index: number): Picture {
  const stream = random(12, "part", index);
  const pixels = new Uint8Array(3 * size * size);
  for (let at = 0; at < size * size; at++) {
    const [column, row] = [at % size, Math.floor(at / size)];
    pixels.fill(column > 20 && column < 44 && row > 8 && row < 56 ? 200 : 40, 3 * at, 3 * at + 3);
  }
  for (let scratch = 0; scratch < 5; scratch++) {
    const [left, top, side] = [stream.integer(size - 9), stream.integer(size - 9), 4 + stream.integer(5)];
    for (let row = top; row < top + side; row++)
      pixels.fill(stream.integer(60) + 90, 3 * (row * size + left), 3 * (row * size + left + side));
  }
  return { width: size, height: size, channels: 3, pixels };
}

const sushi = (count: number) => Array.from({ length: count }, (_, at) => drawSushi(at, { seed: 3, size }).picture);

async function find(pictures: readonly Picture[]) {
  const found = (await findNearDuplicates(datasetFromPictures([...pictures], { size })))!;
  const together = (a: number, b: number) => found.groups[a] === found.groups[b];
  return { ...found, together };
}

test.each([
  ["sushi", sushi(40), 3],
  ["parts that lie alike", Array.from({ length: 40 }, (_, at) => part(at)), 12],
] as const)("bursts of %s are noticed, and no others", async (_, things, most) => {
  const alone = await find(things);
  expect([alone.pictures, alone.bursts]).toEqual([0, 0]);
  // three photographs of each of the first twenty, in another order
  const shots = [0, 1, 2].flatMap((shot) => things.slice(0, 20).map((one, at) => photograph(one, 100 * shot + at)));
  const { together, groups } = await find([...things, ...shots]);
  let missed = 0;
  for (let at = 0; at < shots.length; at++) {
    if (!together(at % 20, 40 + at)) missed++;
    for (let other = 0; other < 40; other++) if (other !== at % 20) expect(together(other, 40 + at)).toBe(false);
  }
  expect(missed).toBeLessThanOrEqual(most);
  expect(groups).toHaveLength(100);
});

test("pictures of one colour are like no other", async () => {
  const plain = (value: number): Picture => {
    return { width: size, height: size, channels: 3, pixels: new Uint8Array(3 * size * size).fill(value) };
  };
  expect((await find([plain(90), plain(91), plain(200), plain(90)])).pictures).toBe(0);
  const shot = part(1);
  expect((await find([shot, part(2), shot, part(3)])).together(0, 2)).toBe(true);
});

test("too many pictures are not compared, nor without time", async () => {
  const set = datasetFromPictures([part(1)], { size: 16 });
  expect(await findNearDuplicates({ ...set, count: 10_001 })).toBeUndefined();
  expect(await findNearDuplicates(set, { isStopped: () => true })).toBeUndefined();
});
