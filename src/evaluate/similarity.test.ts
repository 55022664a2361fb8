import { describe, expect, test } from "vitest";
import type { Picture } from "../image/index.ts";
import { meanSimilarity, similarity } from "./similarity.ts";

function picture(width: number, height: number, at: (x: number, y: number) => number): Picture {
  const pixels = Uint8Array.from({ length: width * height }, (_, index) =>
    at(index % width, Math.floor(index / width)),
  );
  return { width, height, channels: 1, pixels };
}

const flat = (level: number, side = 16) => picture(side, side, () => level);

describe("similarity", () => {
  test("agrees with numpy, every window written out", () => {
    const a = picture(20, 16, (x, y) => (x * 13 + y * 7) % 256);
    const b = picture(20, 16, (x, y) => (x * 11 + y * 9 + 20) % 256);
    const got = similarity(a, b);
    expect(got.ssim).toBeCloseTo(0.788947914897484, 10);
    expect(got.l1).toBeCloseTo(0.22205882352941175, 10);
    expect(got.psnr).toBeCloseTo(13.219989474447232, 10);
  });

  test("reduces to the paper's luminance term for flat images", () => {
    const [x, y, c1] = [100, 150, (0.01 * 255) ** 2];
    expect(similarity(flat(x), flat(y)).ssim).toBeCloseTo((2 * x * y + c1) / (x * x + y * y + c1), 10);
    expect(similarity(flat(0), flat(255))).toMatchObject({ l1: 2, psnr: 0 });
  });

  test("is perfect for identical images of any size", () => {
    for (const side of [8, 11, 32]) {
      const same = picture(side, side, (x, y) => (x * x + 31 * y) % 256);
      const { l1, psnr, ssim } = similarity(same, same);
      expect([l1, psnr]).toEqual([0, Number.POSITIVE_INFINITY]);
      expect(ssim).toBeCloseTo(1, 10);
    }
  });

  test("is negative for the negative of an image", () => {
    const a = picture(16, 16, (x, y) => ((x + y) % 2) * 200 + 20);
    expect(similarity(a, { ...a, pixels: a.pixels.map((level) => 255 - level) }).ssim).toBeLessThan(-0.5);
  });

  test("averages over colour channels", () => {
    const [a, b] = [flat(100), flat(150)];
    const colour = (red: Picture, green: Picture): Picture => ({
      ...red,
      channels: 3,
      pixels: Uint8Array.from({ length: 3 * 256 }, (_, at) => [red, green, green][at % 3].pixels[Math.floor(at / 3)]),
    });
    const got = similarity(colour(a, a), colour(b, a));
    expect(got.ssim).toBeCloseTo((similarity(a, b).ssim + 2) / 3, 10);
  });
});

test("meanSimilarity averages over pairs and returns their count", () => {
  const got = meanSimilarity([
    [flat(100), flat(150)],
    [flat(100), flat(110)],
  ]);
  expect(got.count).toBe(2);
  expect(got.l1).toBeCloseTo(30 / 127.5, 10);
});
