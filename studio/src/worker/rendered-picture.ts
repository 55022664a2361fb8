import type { Candidate, Picture, Recipe } from "omakase/studio";

/** Pixels ready for a canvas. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** RGBA, row by row, 0 … 255. */
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** sRGB colour, 0 … 255. */
export type Colour = readonly [number, number, number];

/** Rendered picture with its candidate and recipe. */
export interface RenderedPicture {
  /** Candidate for the preference model; `candidate.id` identifies the picture. */
  readonly candidate: Candidate;
  /** Recipe that redraws it. */
  readonly recipe: Recipe;
  readonly pixels: Pixels;
}

/** Converts a picture to RGBA pixels for a canvas. */
export function pixelsFromPicture({ width, height, channels, pixels }: Picture): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let from = 0, to = 0; to < data.length; from += channels, to += 4) {
    const grey = channels < 3;
    data[to] = pixels[from];
    data[to + 1] = pixels[from + (grey ? 0 : 1)];
    data[to + 2] = pixels[from + (grey ? 0 : 2)];
    data[to + 3] = channels === 4 ? pixels[from + 3] : 255;
  }
  return { width, height, data };
}

/** Converts canvas pixels to a picture; drops transparency. */
export function pictureFromPixels({ width, height, data }: Pixels): Picture {
  const pixels = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; from < data.length; from += 4) {
    pixels[to++] = data[from];
    pixels[to++] = data[from + 1];
    pixels[to++] = data[from + 2];
  }
  return { width, height, channels: 3, pixels };
}

/** Packs a colour into the four bytes of a canvas, in this machine's byte order. */
export function packColour(colour: Colour): number {
  return new Uint32Array(Uint8Array.of(...colour, 255).buffer)[0];
}
