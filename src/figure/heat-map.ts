import type { Picture } from "../image/index.ts";

/** Options of {@link heatMap}. */
export interface HeatMapOptions {
  /** Largest value without colour. Default 0. */
  readonly low?: number;
  /** Smallest value with full colour. Default 5. */
  readonly high?: number;
}

/**
 * Colour ramp from faint to full: yellow, orange, dark red. Lightness decreases monotonically, so a grey print stays
 * readable.
 */
const ramp = [
  [255, 221, 87],
  [237, 125, 24],
  [160, 12, 40],
] as const;
/** Opacity of the full colour, 0–1. */
const cover = 0.85;

/**
 * Overlays a picture in pale grey with colour where values are high.
 *
 * @param picture - 1 or 3 channels.
 * @param values - one per pixel, `[height, width]`, rows from the top, in any unit; see `low` and `high`.
 * @param options - values of no and of full colour.
 * @returns RGB picture of the same size.
 */
export function heatMap(picture: Picture, values: ArrayLike<number>, options: HeatMapOptions = {}): Picture {
  const { low = 0, high = 5 } = options;
  const { width, height, channels, pixels } = picture;
  const heated = new Uint8Array(width * height * 3);
  for (let at = 0; at < width * height; at++) {
    const [red, green, blue] = channels === 1 ? [0, 0, 0] : [0, 1, 2];
    const place = at * channels;
    const grey = 0.299 * pixels[place + red] + 0.587 * pixels[place + green] + 0.114 * pixels[place + blue];
    const pale = 70 + (grey * 185) / 255;
    const heat = Math.min(1, Math.max(0, (values[at] - low) / (high - low)));
    const step = Math.min(ramp.length - 2, Math.floor(heat * (ramp.length - 1)));
    const part = heat * (ramp.length - 1) - step;
    const alpha = cover * Math.min(1, 2 * heat);
    for (let channel = 0; channel < 3; channel++) {
      const colour = ramp[step][channel] * (1 - part) + ramp[step + 1][channel] * part;
      heated[at * 3 + channel] = Math.round(pale * (1 - alpha) + colour * alpha);
    }
  }
  return { width, height, channels: 3, pixels: heated };
}
