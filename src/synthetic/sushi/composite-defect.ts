import type { Picture } from "../../image/index.ts";
import type { RenderedScene } from "./render-scene.ts";

/** How much a pixel must change, in 255ths, to belong to a defect. */
const visibleChange = 8;

/**
 * Puts a defect into the picture without it. The mask is 1 where the defect is seen: where a ray meets something else
 * than before, or near there, and the colour changes visibly. Everywhere else the picture keeps its bytes exactly, so
 * that far traces of the defect, such as a slightly paler shadow, do not blur the question of where it is.
 */
export function compositeDefect(
  clean: RenderedScene,
  spoiled: RenderedScene,
): { readonly picture: Picture; readonly mask: Uint8Array } {
  const size = clean.picture.width;
  const near = changedNearby(clean, spoiled, size);
  const pixels = clean.picture.pixels.slice();
  const mask = new Uint8Array(size * size);
  for (let at = 0; at < mask.length; at++) {
    if (near[at] === 0) continue;
    const from = at * 3;
    const after = spoiled.picture.pixels.subarray(from, from + 3);
    if (!after.some((value, channel) => Math.abs(value - pixels[from + channel]) >= visibleChange)) continue;
    pixels.set(after, from);
    mask[at] = 1;
  }
  return { picture: { ...clean.picture, pixels }, mask };
}

/** 1 for pixels at most a thirty-second of the picture from a changed shape; if no shape changed: 1 everywhere. */
function changedNearby(clean: RenderedScene, spoiled: RenderedScene, size: number): Uint8Array {
  const { scale, nearness } = clean;
  const width = size * scale;
  const reach = Math.max(1, Math.round(size / 32));
  const near = new Uint8Array(size * size);
  let changed = false;
  for (let at = 0; at < nearness.length; at++) {
    if (nearness[at] === spoiled.nearness[at]) continue;
    changed = true;
    const row = Math.floor(Math.floor(at / width) / scale);
    const column = Math.floor((at % width) / scale);
    for (let y = Math.max(0, row - reach); y <= Math.min(size - 1, row + reach); y++) {
      near.fill(1, y * size + Math.max(0, column - reach), y * size + Math.min(size - 1, column + reach) + 1);
    }
  }
  return changed ? near : near.fill(1);
}
