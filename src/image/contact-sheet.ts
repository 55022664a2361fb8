import { internalError } from "../error.ts";
import { flattenAlpha } from "./flatten-alpha.ts";
import type { Picture } from "./picture.ts";

/** Options of {@link contactSheet}. */
export interface ContactSheetOptions {
  /** Pictures side by side; default: as square as the pictures allow. */
  readonly columns?: number;
  /** Pixels between pictures and around them. Default 2. */
  readonly gap?: number;
  /** Every pixel becomes `scale × scale` pixels, for small pictures. Default 1. */
  readonly scale?: number;
  /** Grey level between the pictures, 0 … 255. Default 255, white. */
  readonly background?: number;
}

/** Pictures in a grid, row by row. All must have one size; grey ones become RGB where others are. */
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
