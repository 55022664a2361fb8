import type { Picture } from "../../image/index.ts";
import type { RenderedScene } from "./render-scene.ts";

/** Minimum change of a pixel that counts as part of a defect, 0 … 255. */
const visibleChange = 8;

/**
 * Composites a defect into the clean picture. The mask is 1 where the defect is visible: at or near a changed ray hit,
 * where the colour changes visibly. Elsewhere the picture keeps its bytes exactly, so that remote effects, such as a
 * slightly paler shadow, do not blur the mask.
 */
export function compositeDefect(
  clean: RenderedScene,
  defective: RenderedScene,
): { readonly picture: Picture; readonly mask: Uint8Array } {
  const size = clean.picture.width;
  const near = changedNearby(clean, defective, size);
  const pixels = clean.picture.pixels.slice();
  const mask = new Uint8Array(size * size);
  for (let at = 0; at < mask.length; at++) {
    if (near[at] === 0) continue;
    const from = at * 3;
    const after = defective.picture.pixels.subarray(from, from + 3);
    if (!after.some((value, channel) => Math.abs(value - pixels[from + channel]) >= visibleChange)) continue;
    pixels.set(after, from);
    mask[at] = 1;
  }
  return { picture: { ...clean.picture, pixels }, mask };
}

/** Marks pixels at most a thirty-second of the picture from a changed shape with 1; all pixels if no shape changed. */
function changedNearby(clean: RenderedScene, defective: RenderedScene, size: number): Uint8Array {
  const { scale, nearness } = clean;
  const width = size * scale;
  const reach = Math.max(1, Math.round(size / 32));
  const near = new Uint8Array(size * size);
  let changed = false;
  for (let at = 0; at < nearness.length; at++) {
    if (nearness[at] === defective.nearness[at]) continue;
    changed = true;
    const row = Math.floor(Math.floor(at / width) / scale);
    const column = Math.floor((at % width) / scale);
    for (let y = Math.max(0, row - reach); y <= Math.min(size - 1, row + reach); y++) {
      near.fill(1, y * size + Math.max(0, column - reach), y * size + Math.min(size - 1, column + reach) + 1);
    }
  }
  return changed ? near : near.fill(1);
}
