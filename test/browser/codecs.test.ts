import sharp, { type Sharp } from "sharp";
import { describe, expect, test } from "vitest";
import { drawSushi } from "../../src/synthetic/index.ts";
import { crc32, encodePng, flattenAlpha, readPngText, type Picture } from "../../src/image/index.ts";
import { nodeHost } from "../../src/node/index.ts";
import { random } from "../../src/tensor/index.ts";
import { casesOf } from "../nightly.ts";
import { fromBase64, toBase64 } from "./base64.ts";
import { callInPage } from "./call-in-page.ts";
import { chromiumPath } from "./open-chromium.ts";
import type { HostCalls, EncodedError, EncodedPicture } from "./page/host-calls.ts";
import { openScriptPage } from "./open-script-page.ts";

const { codecs } = nodeHost();
const { picture: sushi } = drawSushi(3, { size: 128 });
/** Source picture; not square, so that a wrong rotation shows. */
const source = (): Sharp => sharp(sushi.pixels, { raw: { width: 128, height: 128, channels: 3 } }).resize(120, 90);

const formats: Readonly<Record<string, () => Sharp>> = {
  JPEG: () => source().jpeg({ quality: 90 }),
  "JPEG with all its colours": () => source().jpeg({ quality: 90, chromaSubsampling: "4:4:4" }),
  "progressive JPEG": () => source().jpeg({ quality: 90, progressive: true }),
  "grey JPEG": () => source().greyscale().jpeg({ quality: 90 }),
  "JPEG in another colour space": () => source().withIccProfile("p3").jpeg({ quality: 90 }),
  PNG: () => source().png(),
  "16-bit PNG": () => source().toColourspace("rgb16").png(),
  "palette PNG": () => source().png({ palette: true }),
  "interlaced PNG": () => source().png({ progressive: true }),
  "grey PNG": () => source().greyscale().toColourspace("b-w").png(),
  "PNG in another colour space": () => source().withIccProfile("p3").png(),
  "PNG with transparency": () => source().ensureAlpha(0.4).png(),
  WebP: () => source().webp({ quality: 90 }),
  "WebP without loss": () => source().webp({ lossless: true }),
  "WebP with transparency": () => source().ensureAlpha(0.4).webp({ quality: 90 }),
  GIF: () => source().gif(),
  AVIF: () => source().avif({ quality: 90 }),
};
const orientedSamples = Object.fromEntries(
  casesOf([1, 2, 3, 4, 5, 6, 7, 8], [3, 6]).flatMap((orientation) => [
    [`JPEG turned by EXIF ${orientation}`, () => source().withMetadata({ orientation }).jpeg({ quality: 90 })],
    [`WebP turned by EXIF ${orientation}`, () => source().withMetadata({ orientation }).webp({ lossless: true })],
  ]),
);

/** Returns the mean difference of two pictures on white, in levels of 255; infinite if their sizes differ. */
function meanDifference(a: Picture, b: Picture): number {
  if (a.width !== b.width || a.height !== b.height) return Infinity;
  const [left, right] = [flattenAlpha(a, 3).pixels, flattenAlpha(b, 3).pixels];
  return left.reduce((most, value, at) => Math.max(most, Math.abs(value - right[at])), 0);
}

const decodeFromPage = (sent: EncodedPicture): Picture => ({ ...sent, pixels: fromBase64(sent.pixels) });
const encodeForPage = (picture: Picture): EncodedPicture => ({ ...picture, pixels: toBase64(picture.pixels) });

describe.skipIf(chromiumPath === undefined)("the codecs of a page", () => {
  const opened = openScriptPage("host-main.ts");

  const decode = async (bytes: Uint8Array): Promise<EncodedPicture | EncodedError> =>
    callInPage<HostCalls, "decode">(opened.page, "decode", toBase64(bytes));

  test.each(Object.entries({ ...formats, ...orientedSamples }))("decode %s as Node does", async (_, make) => {
    const bytes = new Uint8Array(await make().toBuffer());
    const got = await decode(bytes);
    expect(got).toHaveProperty("pixels");
    const [mine, theirs] = [decodeFromPage(got as EncodedPicture), await codecs.decode(bytes)];
    expect(mine.channels).toBe(theirs.channels);
    expect(meanDifference(mine, theirs)).toBeLessThanOrEqual(2);
    expect(new Set(mine.pixels).size).toBeGreaterThan(50);
  });

  test("decode a picture that is larger than one strip", async () => {
    const [width, height] = [1100, 1300];
    const pixels = new Uint8Array(width * height).map((_, at) => ((at % width) >> 4) ^ (Math.floor(at / width) >> 4));
    const bytes = new Uint8Array(
      await sharp(pixels, { raw: { width, height, channels: 1 } })
        .png()
        .toBuffer(),
    );
    const got = decodeFromPage((await decode(bytes)) as EncodedPicture);
    expect(meanDifference(got, { width, height, channels: 1, pixels })).toBe(0);
  });

  test("take the first picture of a moving one", async () => {
    const frames = [10, 200].map((level): Picture => {
      return { width: 20, height: 12, channels: 3, pixels: new Uint8Array(720).fill(level) };
    });
    for (const format of ["gif", "webp"] as const) {
      const bytes = await codecs.encodeAnimation(frames, { format, framesPerSecond: 5 });
      expect(meanDifference(decodeFromPage((await decode(bytes)) as EncodedPicture), frames[0])).toBeLessThanOrEqual(6);
    }
  });

  test("refuse with Node's messages a file that is no picture, truncated, too large, or of another kind", async () => {
    const letters = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    const bomb = encodePng({ width: 8, height: 8, channels: 1, pixels: new Uint8Array(64) });
    const view = new DataView(bomb.buffer);
    view.setUint32(16, 60_000);
    view.setUint32(20, 50_000);
    view.setUint32(29, crc32(bomb.subarray(12, 29)));
    const cut = ["JPEG", "progressive JPEG", "PNG", "interlaced PNG", "WebP", "WebP without loss", "GIF", "AVIF"];
    const whole = await Promise.all(cut.map(async (name) => new Uint8Array(await formats[name]().toBuffer())));
    const broken = [
      new Uint8Array(0),
      letters("<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>"),
      letters("\0\0\0\x18ftypheic\0\0\0\0mif1heic"),
      letters("BM and more"),
      bomb,
      ...whole.flatMap((bytes) => [0.05, 0.5, 0.99].map((part) => bytes.subarray(0, bytes.length * part))),
    ];
    for (const bytes of broken) {
      const refusal = await codecs.decode(bytes).catch((error: unknown) => error);
      expect(await decode(bytes)).toEqual({ code: "picture", message: (refusal as Error).message });
    }
    const tiff = new Uint8Array(await source().tiff().toBuffer());
    expect(await decode(tiff)).toMatchObject({
      code: "picture",
      message: expect.stringContaining("got a TIFF, which"),
    });
  });

  test("decode a damaged file to a picture or an OmakaseError", async () => {
    const chance = random(1, "damage");
    const outcomes = { pictures: 0, errors: 0 };
    for (const name of ["JPEG", "PNG", "WebP with transparency", "GIF", "AVIF"]) {
      const whole = new Uint8Array(await formats[name]().toBuffer());
      for (let round = 0; round < 25; round++) {
        const bytes = whole.slice();
        const at = chance.integer(bytes.length - 8);
        bytes.set(
          Array.from({ length: 1 + chance.integer(8) }, () => chance.integer(256)),
          at,
        );
        const got = await decode(round % 3 === 0 ? bytes.subarray(0, at) : bytes);
        if ("pixels" in got) outcomes.pictures++;
        else {
          expect(got.code, got.message).toBe("picture");
          outcomes.errors++;
        }
      }
    }
    expect(outcomes.pictures).toBeGreaterThan(10);
    expect(outcomes.errors).toBeGreaterThan(10);
  });

  test("write the same PNG as Node, with its recipe inside", async () => {
    const recipe = { recipe: "種 7" };
    const bytes = fromBase64(
      await callInPage<HostCalls, "encodePng">(opened.page, "encodePng", encodeForPage(sushi), recipe),
    );
    expect(bytes).toEqual(await codecs.encodePng(sushi, recipe));
    expect(readPngText(bytes)).toEqual(recipe);
    expect(meanDifference(decodeFromPage((await decode(bytes)) as EncodedPicture), sushi)).toBe(0);
  });

  test.each(["gif", "webp"] as const)("write a moving %s that other programs read", async (format) => {
    // Pictures with many colours, some with transparency.
    const frames = Array.from({ length: 6 }, (_, index): Picture => {
      const { picture } = drawSushi(index, { size: 64 });
      if (index % 2 === 0) return picture;
      const pixels = new Uint8Array(64 * 64 * 4).map((__, at) =>
        at % 4 === 3 ? 255 : picture.pixels[(at >> 2) * 3 + (at % 4)],
      );
      return { ...picture, channels: 4, pixels };
    });
    const written = await callInPage<HostCalls, "encodeAnimation">(
      opened.page,
      "encodeAnimation",
      frames.map(encodeForPage),
      {
        format,
        framesPerSecond: 10,
      },
    );
    const bytes = fromBase64(written as string);
    const facts = await sharp(bytes, { animated: true }).metadata();
    expect(facts).toMatchObject({ format, pages: 6, width: 64, pageHeight: 64, loop: 0, delay: Array(6).fill(100) });
    for (const [index, frame] of frames.entries()) {
      const shown = await sharp(bytes, { page: index }).removeAlpha().raw().toBuffer();
      const drawn = flattenAlpha(frame, 3).pixels;
      const error = Math.sqrt(drawn.reduce((sum, value, at) => sum + (value - shown[at]) ** 2, 0) / drawn.length);
      expect(error, `picture ${index}, in levels`).toBeLessThan(format === "gif" ? 6 : 8);
    }
  });

  test("write a GIF of few colours without loss, longer than its table of codes", async () => {
    const chance = random(2, "gif");
    const colours = Array.from({ length: 200 }, () => [chance.integer(256), chance.integer(256), chance.integer(256)]);
    const pixels = Uint8Array.from(Array.from({ length: 160 * 120 }, () => colours[chance.integer(200)]).flat());
    const noise: Picture = { width: 160, height: 120, channels: 3, pixels };
    const film = [
      encodeForPage(noise),
      encodeForPage({ width: 160, height: 120, channels: 1, pixels: new Uint8Array(160 * 120) }),
    ];
    const options = { format: "gif", framesPerSecond: 50 } as const;
    const bytes = fromBase64(
      (await callInPage<HostCalls, "encodeAnimation">(opened.page, "encodeAnimation", film, options)) as string,
    );
    expect(meanDifference(await codecs.decode(bytes), noise)).toBe(0);
    expect((await sharp(bytes, { page: 1 }).stats()).channels.slice(0, 3).map(({ max }) => max)).toEqual([0, 0, 0]);
  });

  test("refuse no pictures and other rates", async () => {
    const frame = encodeForPage({ width: 8, height: 8, channels: 1, pixels: new Uint8Array(64) });
    const none = await callInPage<HostCalls, "encodeAnimation">(opened.page, "encodeAnimation", [], {
      format: "gif",
      framesPerSecond: 5,
    });
    expect(none).toMatchObject({ code: "option" });
    const still = await callInPage<HostCalls, "encodeAnimation">(opened.page, "encodeAnimation", [frame], {
      format: "webp",
      framesPerSecond: 0,
    });
    expect(still).toMatchObject({ code: "option", message: expect.stringContaining("rate: expected 1 to 50") });
  });
});
