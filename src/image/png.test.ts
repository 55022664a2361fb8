import fc from "fast-check";
import { zlibSync } from "fflate";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { random } from "../tensor/index.ts";
import type { Picture } from "./picture.ts";
import { readPngText, writePngText } from "./png-text.ts";
import { concatenateBytes, encodePng, pngChunk } from "./png.ts";

function picture(channels: 1 | 3 | 4, smooth = false): Picture {
  const chance = random(1, "test");
  const pixels = new Uint8Array(23 * 11 * channels).map((_, at) => (smooth ? at % 200 : chance.integer(256)));
  return { width: 23, height: 11, channels, pixels };
}

describe("encodePng", () => {
  test.each([1, 3, 4] as const)("libvips decodes the same pixels of %i channels", async (channels) => {
    for (const original of [picture(channels), picture(channels, true)]) {
      const { data, info } = await sharp(encodePng(original)).raw().toBuffer({ resolveWithObject: true });
      const step = info.channels / channels;
      expect(info).toMatchObject({ width: 23, height: 11 });
      expect(data.filter((_, at) => at % step === 0)).toEqual(Buffer.from(original.pixels));
    }
  });

  test("smooth pictures compress well", () => {
    const pixels = new Uint8Array(256 * 256 * 3).map((_, at) => Math.floor(at / 768));
    expect(encodePng({ width: 256, height: 256, channels: 3, pixels }).length).toBeLessThan(2000);
  });
});

describe("readPngText", () => {
  test("returns the written text, in any script", async () => {
    const text = { "omakase-recipe": '{"seed":7,"名前":"鮪 🍣"}', Comment: "line\nline" };
    const bytes = encodePng(picture(3), text);
    expect(readPngText(bytes)).toEqual(text);
    expect((await sharp(bytes).metadata()).comments).toContainEqual({
      keyword: "omakase-recipe",
      text: text["omakase-recipe"],
    });
  });

  test("writePngText replaces one text and keeps the other texts and the pixels", async () => {
    const bytes = writePngText(encodePng(picture(3), { a: "1", b: "2" }), { b: "3", c: "4" });
    expect(readPngText(bytes)).toEqual({ a: "1", b: "3", c: "4" });
    expect(await sharp(bytes).raw().toBuffer()).toEqual(Buffer.from(picture(3).pixels));
  });

  test("reads tEXt, zTXt and compressed iTXt of other programs", () => {
    const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    const chunks = [
      pngChunk("tEXt", latin("plain\0caf\xe9")),
      pngChunk("zTXt", concatenateBytes([latin("packed\0\0"), zlibSync(latin("small"))])),
      pngChunk("iTXt", concatenateBytes([latin("both\0\x01\0ja\0\0"), zlibSync(new TextEncoder().encode("寿司"))])),
      pngChunk("iTXt", latin("broken\0\x01\0ja\0\0not deflate")),
    ];
    const whole = encodePng(picture(1));
    const bytes = concatenateBytes([whole.subarray(0, 33), ...chunks, whole.subarray(33)]);
    expect(readPngText(bytes)).toEqual({ plain: "café", packed: "small", both: "寿司" });
  });

  test("a decompression bomb is cut at 1 MiB", () => {
    const bomb = zlibSync(new Uint8Array(4 << 20));
    const name = Uint8Array.from("bomb\0\0", (letter) => letter.charCodeAt(0));
    const bytes = concatenateBytes([
      encodePng(picture(1)).subarray(0, 33),
      pngChunk("zTXt", concatenateBytes([name, bomb])),
    ]);
    expect((readPngText(bytes).bomb ?? "").length).toBeLessThanOrEqual(1 << 20);
  });

  test("never throws for arbitrary or damaged bytes", () => {
    const good = encodePng(picture(1), { recipe: "x" });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(good.length - 1), (noise, at) => {
        expect(readPngText(noise)).toEqual({});
        const damaged = good.slice();
        damaged.set(noise.subarray(0, damaged.length - at), at);
        readPngText(damaged);
        readPngText(good.subarray(0, at));
        expect(writePngText(noise, { a: "b" })).toEqual(noise);
      }),
      { numRuns: 200 },
    );
  });
});
