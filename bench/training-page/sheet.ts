import { contactSheet, type Picture } from "../../src/image/index.ts";
import type { PixelSheet } from "./messages.ts";

/** Pictures in columns, with narrow gaps that let the page through. */
export function pixelSheet(pictures: readonly Picture[], columns: number): PixelSheet {
  const gap = Math.max(1, pictures[0].width >> 4);
  const { width, height, channels, pixels } = contactSheet(pictures, { columns, gap });
  const shown = new Uint8ClampedArray(width * height * 4);
  const [cellWidth, cellHeight] = [pictures[0].width + gap, pictures[0].height + gap];
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const inPicture = x % cellWidth >= gap && y % cellHeight >= gap;
      for (let channel = 0; channel < 3; channel++)
        shown[at * 4 + channel] = pixels[at * channels + (channels === 1 ? 0 : channel)];
      shown[at * 4 + 3] = inPicture ? 255 : 0;
    }
  }
  return { width, height, pixels: shown };
}
