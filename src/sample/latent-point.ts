import type { Values } from "../device/index.ts";

/**
 * A point of latent space: all numbers that decide an image of a model. It is plain data, so that JSON keeps it. Every
 * part can be combined with every other; `render` draws points, and `pictureRecipe` writes them down.
 */
export interface LatentPoint {
  /**
   * Latent: noise of about N(0, 1), `[noiseSize]`, then the encoded condition. `[latent]`; or `[layers · latent]`, one
   * latent per layer of the network (style mixing), from the first layer to the last.
   */
  readonly latent: readonly number[];
  /**
   * Feature offsets, added to the features of the first layer: see `withFeatureOffsets`. `[featureOffsetSize]`.
   * Default: none.
   */
  readonly featureOffsets?: readonly number[];
  /** Offsets that hold in a region of the image. Default: none. */
  readonly localEdits?: readonly LocalEdit[];
}

/** A noise offset that holds in a region of the image. */
export interface LocalEdit {
  /** Strength per cell of the image, 0 … 1: 8 × 8 cells, rows from the top, `[64]`. */
  readonly mask: readonly number[];
  /** Offset of the noise where the mask is 1, `[noiseSize]`; every layer of a layered point takes it. */
  readonly noiseOffset: readonly number[];
}

/** Offsets that move a point. */
export interface LatentOffset {
  /** Offset of the noise, `[noiseSize]`. */
  readonly noiseOffset: readonly number[];
  /** Offset of the condition, `[latent − noiseSize]`. Default: none. */
  readonly conditionOffset?: readonly number[];
  /** Further local edits. Default: none. */
  readonly localEdits?: readonly LocalEdit[];
}

/** Sizes of a latent, and of the noise at its beginning. */
export interface LatentLayout {
  readonly latent: number;
  readonly noiseSize: number;
}

/**
 * Splits latents into points.
 * @param latents - `[count, width]`, row-major, as of `Sampler.latents`.
 * @param width - `latent`, or `layers · latent`.
 * @returns `count` points.
 */
export function latentPoints(latents: Values, width: number): LatentPoint[] {
  return Array.from({ length: latents.length / width }, (_, at) => ({
    latent: Array.from(latents.subarray(at * width, (at + 1) * width)),
  }));
}

/**
 * Moves a point. Offsets reach every layer of a layered point alike; local edits are appended. Sums are rounded to
 * float32, as devices take them.
 */
export function movePoint({ latent, noiseSize }: LatentLayout, point: LatentPoint, offset: LatentOffset): LatentPoint {
  const { noiseOffset, conditionOffset = [], localEdits = [] } = offset;
  const moved = point.latent.map((value, at) => {
    const axis = at % latent;
    const added = axis < noiseSize ? noiseOffset[axis] : conditionOffset[axis - noiseSize];
    return Math.fround(value + (added ?? 0));
  });
  const edits = [...(point.localEdits ?? []), ...localEdits];
  return { ...point, latent: moved, ...(edits.length > 0 && { localEdits: edits }) };
}

/**
 * Returns the latent of a point with its local edits added everywhere: the nearest latent without regions. Feature
 * offsets have no place in it.
 * @returns `[latent]` or `[layers · latent]`.
 */
export function wholeLatent(layout: LatentLayout, { latent, localEdits = [] }: LatentPoint): Float32Array {
  const whole = localEdits.reduce<LatentPoint>((point, { noiseOffset }) => movePoint(layout, point, { noiseOffset }), {
    latent,
  });
  return Float32Array.from(whole.latent);
}
