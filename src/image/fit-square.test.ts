import { describe, expect, test } from "vitest";
import { contactSheet } from "./contact-sheet.ts";
import { crop, cropSquare, fitSquare, flip } from "./fit-square.ts";
import { flattenAlpha } from "./flatten-alpha.ts";
import type { Picture } from "./picture.ts";
import { toPicture, toPictures, toTensor } from "./tensor-picture.ts";

/** Red rises to the right, green downwards. */
function gradient(width: number, height: number): Picture {
  const pixels = new Uint8Array(width * height * 3);
  for (let at = 0; at < width * height; at++) pixels.set([at % width, Math.floor(at / width), 7], at * 3);
  return { width, height, channels: 3, pixels };
}

describe("fit", () => {
  test("crop keeps the middle, unscaled when that has the target size", () => {
    const { pixels } = fitSquare(gradient(20, 10), 10, 3);
    expect([...pixels.subarray(0, 3)]).toEqual([5, 0, 7]);
    expect([...pixels.subarray(-3)]).toEqual([14, 9, 7]);
  });

  test("pad shows the whole picture on white", () => {
    const wide: Picture = { width: 40, height: 10, channels: 1, pixels: new Uint8Array(400) };
    const { pixels } = fitSquare(wide, 20, 1, "pad");
    const rows = Array.from({ length: 20 }, (_, y) => new Set(pixels.subarray(y * 20, y * 20 + 20)));
    expect(rows.map((row) => row.has(0))).toEqual(rows.map((_, y) => y >= 7 && y < 12));
    expect(rows.filter((row) => row.has(255))).toHaveLength(15);
  });

  test("stretch uses every column", () => {
    const { pixels } = fitSquare(gradient(64, 8), 8, 3, "stretch");
    expect(pixels[0]).toBeLessThan(8);
    expect(pixels[7 * 3]).toBeGreaterThan(55);
  });

  test("a square crop of a tall picture is centred", () => {
    expect(cropSquare(gradient(6, 10)).pixels[1]).toBe(2);
    expect(crop(gradient(6, 10), 1, 2, 3, 4)).toMatchObject({ width: 3, height: 4 });
  });

  test("flip mirrors left and right, and is its own inverse", () => {
    const picture = gradient(5, 3);
    expect(flip(picture).pixels[0]).toBe(4);
    expect(flip(flip(picture))).toEqual(picture);
  });
});

describe("flattenAlpha", () => {
  test("blends transparency over white", () => {
    const picture: Picture = {
      width: 3,
      height: 1,
      channels: 4,
      pixels: Uint8Array.of(0, 0, 0, 0, 9, 8, 7, 255, 0, 100, 200, 51),
    };
    expect([...flattenAlpha(picture, 3).pixels]).toEqual([255, 255, 255, 9, 8, 7, 204, 224, 244]);
  });

  test("converts RGB to grey by luma, and grey to RGB by repetition", () => {
    const colours: Picture = {
      width: 4,
      height: 1,
      channels: 3,
      pixels: Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255),
    };
    const grey = flattenAlpha(colours, 1);
    expect([...grey.pixels]).toEqual([76, 150, 29, 255]);
    expect([...flattenAlpha(grey, 3).pixels.subarray(0, 4)]).toEqual([76, 76, 76, 150]);
  });
});

describe("tensors", () => {
  test("every grey level survives toTensor and toPicture", () => {
    const picture: Picture = { width: 16, height: 16, channels: 1, pixels: new Uint8Array(256).map((_, at) => at) };
    const values = toTensor(picture, 1);
    expect([values[0], values[255]]).toEqual([-1, 1]);
    expect(toPicture(values, { channels: 1, height: 16, width: 16 })).toEqual(picture);
  });

  test("channels become planes", () => {
    const values = toTensor({ width: 2, height: 1, channels: 3, pixels: Uint8Array.of(0, 255, 0, 255, 255, 0) }, 3);
    expect([...values]).toEqual([-1, 1, 1, 1, -1, -1]);
  });

  test("toPicture selects by index, clips values out of range, and refuses a missing index", () => {
    const shape = { channels: 1, height: 1, width: 2 } as const;
    const values = [0, 0, -9, NaN, 5, 1];
    expect(toPictures(values, shape).map(({ pixels }) => [...pixels])).toEqual([
      [128, 128],
      [0, 0],
      [255, 255],
    ]);
    expect(() => toPicture(values, shape, 3)).toThrow("no picture 3");
  });
});

describe("contactSheet", () => {
  test("places enlarged pictures row by row with gaps", () => {
    const tile = (level: number): Picture => ({ width: 1, height: 1, channels: 1, pixels: Uint8Array.of(level) });
    const sheet = contactSheet([tile(1), tile(2), tile(3)], { columns: 2, gap: 1, scale: 2, background: 9 });
    expect(sheet).toMatchObject({ width: 7, height: 7, channels: 1 });
    const rows = Array.from({ length: 7 }, (_, y) => [...sheet.pixels.subarray(y * 7, y * 7 + 7)].join(""));
    expect(rows).toEqual(["9999999", "9119229", "9119229", "9999999", "9339999", "9339999", "9999999"]);
  });

  test("mixes grey and colour, and refuses other sizes", () => {
    const grey: Picture = { width: 1, height: 1, channels: 1, pixels: Uint8Array.of(5) };
    const colour: Picture = { width: 1, height: 1, channels: 3, pixels: Uint8Array.of(1, 2, 3) };
    expect([...contactSheet([grey, colour], { gap: 0 }).pixels]).toEqual([5, 5, 5, 1, 2, 3]);
    expect(() => contactSheet([grey, gradient(2, 2)])).toThrow("differ in size");
  });
});
