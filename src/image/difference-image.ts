import { internalError } from "../error.ts";
import type { Picture } from "./picture.ts";

/**
 * Draws the absolute difference of two pictures in grey: white is equal; the darker a pixel, the larger the difference
 * of its most different channel.
 *
 * @param a - `width × height × channels`, as `b`.
 * @param gain - factor of the differences, for visibility. Default 3.
 * @returns a grey picture of the same size.
 */
export function differenceImage(a: Picture, b: Picture, gain = 3): Picture {
  const { width, height, channels } = a;
  if (b.width !== width || b.height !== height || b.channels !== channels)
    throw internalError("difference: pictures differ in shape");
  const pixels = new Uint8Array(width * height);
  for (let at = 0; at < pixels.length; at++) {
    let most = 0;
    for (let channel = at * channels; channel < (at + 1) * channels; channel++)
      most = Math.max(most, Math.abs(a.pixels[channel] - b.pixels[channel]));
    pixels[at] = Math.max(0, 255 - gain * most);
  }
  return { width, height, channels: 1, pixels };
}
