import { internalError } from "../error.ts";
import { flattenAlpha } from "./flatten-alpha.ts";
import type { Picture } from "./picture.ts";

/** Options of {@link contactSheet}. */
export interface ContactSheetOptions {
  /** Pictures per row; default: as many as make the sheet nearly square. */
  readonly columns?: number;
  /** Gap between pictures and around them, px. Default 2. */
  readonly gap?: number;
  /** Integer factor of enlargement: each pixel becomes `scale × scale` pixels. Default 1. */
  readonly scale?: number;
  /** Grey level between the pictures, 0 … 255. Default 255, white. */
  readonly background?: number;
}

/**
 * Arranges pictures in a grid, row by row.
 *
 * @param pictures - at least one, all of one size; grey ones become RGB if any other is coloured. Transparency is
 *   blended over white.
 * @returns one picture, grey if all are, else RGB.
 */
export function contactSheet(pictures: readonly Picture[], options: ContactSheetOptions = {}): Picture {
  const { gap = 2, scale = 1, background = 255 } = options;
  if (pictures.length === 0) throw internalError("contactSheet: no pictures");
  const { width, height } = pictures[0];
  const columns = Math.min(
    pictures.length,
    options.columns ?? Math.ceil(Math.sqrt((pictures.length * height) / width)),
  );
  const rows = Math.ceil(pictures.length / columns);
  const channels = pictures.every((picture) => picture.channels === 1) ? 1 : 3;
  const sheetWidth = columns * (width * scale + gap) + gap;
  const sheetHeight = rows * (height * scale + gap) + gap;
  const pixels = new Uint8Array(sheetWidth * sheetHeight * channels).fill(background);
  pictures.forEach((picture, index) => {
    if (picture.width !== width || picture.height !== height)
      throw internalError("contactSheet: pictures differ in size");
    const left = gap + (index % columns) * (width * scale + gap);
    const top = gap + Math.floor(index / columns) * (height * scale + gap);
    const source = flattenAlpha(picture, channels).pixels;
    for (let y = 0; y < height * scale; y++) {
      for (let x = 0; x < width * scale; x++) {
        const from = (Math.floor(y / scale) * width + Math.floor(x / scale)) * channels;
        const to = ((top + y) * sheetWidth + left + x) * channels;
        for (let channel = 0; channel < channels; channel++) pixels[to + channel] = source[from + channel];
      }
    }
  });
  return { width: sheetWidth, height: sheetHeight, channels, pixels };
}
