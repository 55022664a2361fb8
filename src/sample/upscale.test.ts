import * as ort from "onnxruntime-node";
import { expect, test } from "vitest";
import { onnxDevice, type Ort } from "../device/index.ts";
import { flattenAlpha, resize, type Picture } from "../image/index.ts";
import { nodeHost } from "../node/index.ts";
import { drawSushi } from "../synthetic/index.ts";
import { upscale } from "./upscale.ts";

const host = nodeHost({ cache: false });
const device = onnxDevice(ort as unknown as Ort, { threads: 1 });
const squaredError = (a: Picture, b: Picture) =>
  a.pixels.reduce((sum, value, at) => sum + (value - b.pixels[at]) ** 2, 0) / a.pixels.length;

/** Averages squares of 2 × 2 pixels. */
function half({ width, height, channels, pixels }: Picture): Picture {
  const [w, h] = [width / 2, height / 2];
  const small = new Uint8Array(w * h * channels);
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w * channels; x++) {
      const column = Math.floor(x / channels) * 2 * channels + (x % channels);
      const at = (row: number, shift: number) => pixels[(2 * y + row) * width * channels + column + shift * channels];
      small[y * w * channels + x] = Math.round((at(0, 0) + at(0, 1) + at(1, 0) + at(1, 1)) / 4);
    }
  return { width: w, height: h, channels, pixels: small };
}

test("upscaling is nearer to what was rendered at twice the size than smooth enlargement", async () => {
  const large = [900_001, 900_002].map((index) => drawSushi(index, { seed: 77, size: 192 }).picture);
  const small = large.map(half);
  const enlarged = await upscale(small, { host, device });
  for (const [at, picture] of large.entries()) {
    expect(enlarged[at]).toMatchObject({ width: 192, height: 192, channels: 3 });
    const smooth = squaredError(resize(small[at], 192, 192), picture);
    expect(squaredError(enlarged[at], picture)).toBeLessThan(0.8 * smooth);
  }
});

test("upscaling keeps grey pictures grey and oblong ones oblong, and 1 leaves them alone", async () => {
  const { picture } = drawSushi(3, { size: 32 });
  const grey = flattenAlpha({ ...picture, height: 20, pixels: picture.pixels.slice(0, 20 * 32 * 3) }, 1);
  const [four] = await upscale([grey], { host, device, factor: 4 });
  expect(four).toMatchObject({ width: 128, height: 80, channels: 1 });
  expect(squaredError(four, resize(grey, 128, 80))).toBeLessThan(150);
  expect(await upscale([grey], { host, device, factor: 1 })).toEqual([grey]);
  expect(await upscale([], { host, device })).toEqual([]);
});
