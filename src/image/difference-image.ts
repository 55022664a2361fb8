import { internalError } from "../error.ts";
import type { Picture } from "./picture.ts";

/**
 * Where two pictures of one shape differ, in grey: white is the same; the darker, the farther apart is the channel that
 * differs most.
 *
 * @param times - by how much differences are enlarged, so that they can be seen. Default 3.
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
