import { spawnSync } from "node:child_process";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { pythonWithModules } from "../../test/python-with-modules.ts";
import { random } from "../tensor/index.ts";
import { crc32 } from "./crc32.ts";
import type { Picture } from "./picture.ts";
import { resize } from "./resize.ts";

const python = pythonWithModules("PIL");

function noise(width: number, height: number, channels: 1 | 3): Picture {
  const chance = random(5, "test");
  const pixels = new Uint8Array(width * height * channels).map(() => chance.integer(256));
  return { width, height, channels, pixels };
}

/** Draws a picture with edges and smooth parts at every resolution. */
function rings(size: number): Picture {
  const pixels = new Uint8Array(size * size * 3);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const distance = Math.hypot(x / size - 0.5, y / size - 0.4);
      pixels.set(
        [distance < 0.3 ? 220 : 40, 255 * (x / size), 127 + 120 * Math.cos(distance * 30)],
        (y * size + x) * 3,
      );
    }
  }
  return { width: size, height: size, channels: 3, pixels };
}

function meanDifference(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, value, at) => sum + Math.abs(value - b[at]), 0) / a.length;
}

describe("resize", () => {
  test("a constant colour stays exactly constant at any size", () => {
    const even: Picture = { width: 37, height: 91, channels: 1, pixels: new Uint8Array(37 * 91).fill(201) };
    for (const [width, height] of [
      [1, 1],
      [64, 64],
      [5, 200],
      [300, 3],
    ]) {
      expect(new Set(resize(even, width, height).pixels)).toEqual(new Set([201]));
    }
  });

  test("an equal size returns the picture itself", () => {
    const picture = noise(9, 7, 3);
    expect(resize(picture, 9, 7)).toBe(picture);
  });

  test("a fine chessboard shrinks to its mean, without aliasing", () => {
    const size = 512;
    const pixels = new Uint8Array(size * size).map((_, at) => (((at % size) + Math.floor(at / size)) % 2 ? 255 : 0));
    for (const target of [16, 40, 100, 201]) {
      const small = resize({ width: size, height: size, channels: 1, pixels }, target, target).pixels;
      expect(Math.max(...small.map((value) => Math.abs(value - 127.5))), `to ${target}`).toBeLessThan(8);
    }
  });

  test("a linear ramp stays linear", () => {
    const pixels = new Uint8Array(256).map((_, at) => at);
    const small = resize({ width: 256, height: 1, channels: 1, pixels }, 32, 1).pixels;
    for (let at = 1; at < 31; at++) expect(Math.abs(small[at] - (at * 8 + 3.5))).toBeLessThanOrEqual(1);
  });

  test.each([
    [300, 64],
    [700, 64],
  ])("is close to libvips' cubic from %i to %i", async (from, to) => {
    const picture = rings(from);
    const theirs = await sharp(picture.pixels, { raw: picture })
      .resize(to, to, { kernel: "cubic", fastShrinkOnLoad: false })
      .raw()
      .toBuffer();
    expect(meanDifference(resize(picture, to, to).pixels, theirs)).toBeLessThan(1.2);
  });

  test.skipIf(python === undefined)("equals Pillow's bicubic up to rounding", () => {
    for (const [from, to] of [
      [64, 200],
      [300, 64],
    ]) {
      const picture = rings(from);
      const code = [
        "import sys; from PIL import Image",
        `picture = Image.frombytes("RGB", (${from}, ${from}), sys.stdin.buffer.read())`,
        `sys.stdout.buffer.write(picture.resize((${to}, ${to}), Image.BICUBIC).tobytes())`,
      ].join("\n");
      const theirs = spawnSync(python!, ["-c", code], { input: picture.pixels, maxBuffer: 1 << 24 }).stdout;
      const ours = resize(picture, to, to).pixels;
      expect(theirs.length).toBe(ours.length);
      expect(ours.reduce((most, value, at) => Math.max(most, Math.abs(value - theirs[at])), 0)).toBeLessThanOrEqual(1);
    }
  });

  test("gives the recorded pixels on every host", () => {
    const checks = [
      resize(noise(100, 80, 3), 64, 64),
      resize(noise(700, 900, 1), 32, 24),
      resize(noise(13, 17, 3), 50, 40),
    ].map(({ pixels }) => crc32(pixels));
    expect(checks).toMatchInlineSnapshot(`
      [
        2389990820,
        1780133990,
        2598028509,
      ]
    `);
  });
});
