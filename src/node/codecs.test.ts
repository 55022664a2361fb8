import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { OmakaseError } from "../error.ts";
import { crc32, encodePng, readPngText, type Picture } from "../image/index.ts";
import { nodeCodecs as codecs } from "./codecs.ts";

/** Width of an image whose left half is orange and right half blue, px. */
const width = 48;
const height = 32;
const raw = Buffer.alloc(width * height * 3);
for (let at = 0; at < width * height; at++) raw.set(at % width < width / 2 ? [230, 120, 20] : [20, 60, 200], at * 3);
const source = () => sharp(raw, { raw: { width, height, channels: 3 } });

function pixel(picture: Picture, x: number, y: number): number[] {
  const at = (y * picture.width + x) * picture.channels;
  return [...picture.pixels.subarray(at, at + picture.channels)];
}

function expectNear(actual: number[], expected: number[], tolerance: number): void {
  expected.forEach((value, at) => expect(Math.abs(actual[at] - value)).toBeLessThanOrEqual(tolerance));
}

describe("decode", () => {
  const orange = [230, 120, 20];
  const blue = [20, 60, 200];
  test.each([
    ["JPEG", () => source().jpeg({ quality: 95 }).toBuffer(), 4],
    ["progressive JPEG", () => source().jpeg({ quality: 95, progressive: true }).toBuffer(), 4],
    ["CMYK JPEG", () => source().toColourspace("cmyk").jpeg({ quality: 95 }).toBuffer(), 70],
    ["PNG", () => source().png().toBuffer(), 0],
    ["16-bit PNG", () => source().toColourspace("rgb16").png().toBuffer(), 0],
    ["palette PNG", () => source().png({ palette: true }).toBuffer(), 3],
    ["interlaced PNG", () => source().png({ progressive: true }).toBuffer(), 0],
    ["WebP", () => source().webp({ lossless: true }).toBuffer(), 0],
    ["GIF", () => source().gif().toBuffer(), 3],
    ["AVIF", () => source().avif({ quality: 90 }).toBuffer(), 10],
    ["TIFF", () => source().tiff({ compression: "lzw" }).toBuffer(), 0],
  ] as const)("%s", async (_, encode, tolerance) => {
    const picture = await codecs.decode(new Uint8Array(await encode()));
    expect([picture.width, picture.height]).toEqual([width, height]);
    expect(picture.pixels).toHaveLength(width * height * picture.channels);
    expectNear(pixel(picture, 6, 16), orange, tolerance);
    expectNear(pixel(picture, 41, 16), blue, tolerance);
  });

  test("grey becomes RGB, transparency stays, one bit is black and white", async () => {
    const grey = await codecs.decode(await source().greyscale().png().toBuffer());
    expect(new Set(pixel(grey, 3, 3)).size).toBe(1);
    const veiled = await codecs.decode(await source().ensureAlpha(0.5).png().toBuffer());
    expect(veiled.channels).toBe(4);
    expectNear(pixel(veiled, 6, 16), [...orange, 127], 1);
    const greyVeiled = await codecs.decode(
      await source().greyscale().ensureAlpha(0.5).toColourspace("b-w").png().toBuffer(),
    );
    expect(greyVeiled.channels).toBe(4);
    expectNear([pixel(greyVeiled, 6, 16)[3]], [127], 1);
    const bits = await codecs.decode(
      await source().greyscale().threshold(100).png({ palette: true, colours: 2 }).toBuffer(),
    );
    expect(pixel(bits, 6, 16).slice(0, 3)).toEqual([255, 255, 255]);
    expect(pixel(bits, 41, 16).slice(0, 3)).toEqual([0, 0, 0]);
  });

  test.each([
    [1, 48, 6, 16],
    [2, 48, 41, 16],
    [3, 48, 41, 16],
    [6, 32, 16, 6],
    [8, 32, 16, 41],
  ])("turns EXIF orientation %i upright", async (orientation, expectedWidth, x, y) => {
    const picture = await codecs.decode(await source().withMetadata({ orientation }).jpeg({ quality: 95 }).toBuffer());
    expect(picture.width).toBe(expectedWidth);
    expectNear(pixel(picture, x, y), orange, 5);
  });

  test("decodes the first frame of an animation", async () => {
    const frames = [10, 200].map((level): Picture => {
      return { width: 20, height: 12, channels: 3, pixels: new Uint8Array(720).fill(level) };
    });
    for (const format of ["gif", "webp"] as const) {
      const picture = await codecs.decode(await codecs.encodeAnimation(frames, { format, framesPerSecond: 5 }));
      expect([picture.width, picture.height]).toEqual([20, 12]);
      expectNear(pixel(picture, 5, 5).slice(0, 3), [10, 10, 10], 6);
    }
  });

  test("rejects other files, truncated images and SVG", async () => {
    const svg = "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>";
    await expect(codecs.decode(new TextEncoder().encode(svg))).rejects.toThrow("bytes that are no picture");
    await expect(codecs.decode(new Uint8Array(0))).rejects.toThrow("bytes that are no picture");
    const jpeg = await sharp(Buffer.from(new Uint8Array(120_000).map((_, at) => (at * 7919) >> 3)), {
      raw: { width: 200, height: 200, channels: 3 },
    })
      .jpeg()
      .toBuffer();
    await expect(codecs.decode(jpeg.subarray(0, jpeg.length >> 1))).rejects.toThrow("a damaged JPEG");
    const heic = Uint8Array.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", (letter) => letter.charCodeAt(0));
    await expect(codecs.decode(heic)).rejects.toThrow("a HEIC photograph");
  });

  test("a small file of billions of pixels is rejected before it is decoded", async () => {
    const bomb = encodePng({ width: 8, height: 8, channels: 1, pixels: new Uint8Array(64) });
    const view = new DataView(bomb.buffer);
    view.setUint32(16, 60_000);
    view.setUint32(20, 50_000);
    view.setUint32(29, crc32(bomb.subarray(12, 29)));
    await expect(codecs.decode(bomb)).rejects.toThrow("60000 × 50000 pixels, which is too large");
  });

  test("a damaged file gives an image or an OmakaseError", async () => {
    const originals = await Promise.all([
      source().jpeg().toBuffer(),
      source().png().toBuffer(),
      source().gif().toBuffer(),
      source().webp().toBuffer(),
      source().avif({ effort: 0 }).toBuffer(),
    ]);
    const damage = fc.tuple(fc.nat(4), fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 8 }), fc.boolean());
    await fc.assert(
      fc.asyncProperty(damage, async ([which, place, noise, cut]) => {
        const bytes = new Uint8Array(originals[which]);
        const at = place % (bytes.length - noise.length);
        bytes.set(noise, at);
        const outcome = await codecs.decode(cut ? bytes.subarray(0, at) : bytes).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(OmakaseError);
        else expect((outcome as Picture).pixels.length).toBeGreaterThan(0);
      }),
      { numRuns: 150 },
    );
  });
});

describe("encode", () => {
  test("a PNG with a recipe: the same bytes each time, pixels and text come back", async () => {
    const picture: Picture = { width, height, channels: 3, pixels: new Uint8Array(raw) };
    const bytes = await codecs.encodePng(picture, { recipe: "種 7" });
    expect(await codecs.encodePng(picture, { recipe: "種 7" })).toEqual(bytes);
    expect(await codecs.decode(bytes)).toEqual(picture);
    expect(readPngText(bytes)).toEqual({ recipe: "種 7" });
  });

  test.each(["gif", "webp"] as const)("an animated %s keeps frames, rate and colours, and loops", async (format) => {
    const frames = Array.from({ length: 6 }, (_, index): Picture => {
      const pixels = new Uint8Array(24 * 18 * 3).map((__, at) => [40 * index, 255 - 40 * index, 90][at % 3]);
      return { width: 24, height: 18, channels: 3, pixels };
    });
    const bytes = await codecs.encodeAnimation(frames, { format, framesPerSecond: 10 });
    const facts = await sharp(bytes, { animated: true }).metadata();
    expect(facts).toMatchObject({ format, pages: 6, width: 24, pageHeight: 18, loop: 0 });
    expect(facts.delay).toEqual([100, 100, 100, 100, 100, 100]);
    const last = await sharp(bytes, { page: 5 }).removeAlpha().raw().toBuffer();
    expectNear([...last.subarray(0, 3)], [200, 55, 90], 8);
  });

  test("rejects an animation without frames, and other rates", async () => {
    const frame: Picture = { width: 8, height: 8, channels: 1, pixels: new Uint8Array(64) };
    await expect(codecs.encodeAnimation([], { format: "gif", framesPerSecond: 5 })).rejects.toThrow(
      "at least one picture",
    );
    await expect(codecs.encodeAnimation([frame], { format: "gif", framesPerSecond: 0 })).rejects.toThrow(
      "rate: expected 1 to 50",
    );
  });
});
