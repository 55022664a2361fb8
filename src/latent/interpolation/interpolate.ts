/** Interpolation of the noise: linear or spherical. */
export type InterpolationPath = "line" | "sphere";

/**
 * Interpolates through several latents, the first and the last included.
 * - `line` is linear; in many dimensions it passes through a region where N(0, 1) has no mass, so that images of a
 *   GAN fade in the middle.
 * - `sphere` rotates around the origin and keeps a typical norm (slerp, Shoemake 1985; for GANs White 2016).
 * @param stops - at least two latents of one length.
 * @param frames - number of points, ≥ 2, spread evenly over the legs.
 * @param random - noise size: values of a latent on this path; the condition after them is interpolated linearly.
 *   Default: all.
 * @param latent - latent size, when stops have a latent per layer: each is interpolated separately. Default: a stop
 *   is one latent.
 * @param periodicAxes - see {@link interpolateConditions}; indices in a latent. Default: none.
 * @returns `[frames, stop]`, row-major.
 */
export function interpolate(
  stops: readonly Float32Array[],
  frames: number,
  path: InterpolationPath,
  random = stops[0].length,
  latent = stops[0].length,
  periodicAxes: readonly number[] = [],
): Float32Array {
  const width = stops[0].length;
  const points = new Float32Array(frames * width);
  for (let frame = 0; frame < frames; frame++) {
    const along = (frame / (frames - 1)) * (stops.length - 1);
    const leg = Math.min(Math.floor(along), stops.length - 2);
    const mix = path === "line" ? lerp : slerp;
    const [from, to] = [stops[leg], stops[leg + 1]];
    for (let start = 0; start < width; start += latent) {
      const [conditions, end] = [start + random, start + latent];
      const place = frame * width;
      points.set(mix(from.subarray(start, conditions), to.subarray(start, conditions), along - leg), place + start);
      const conditionAxes = periodicAxes.map((at) => at - random);
      points.set(
        interpolateConditions(from.subarray(conditions, end), to.subarray(conditions, end), along - leg, conditionAxes),
        place + conditions,
      );
    }
  }
  return points;
}

/**
 * Interpolates conditions linearly from `a` (0) to `b` (1), but along the circle for periodic attributes: a linear
 * path would pass through 0, which means unknown.
 * @param periodicAxes - index of the first of the two values of each periodic attribute.
 */
export function interpolateConditions(
  a: Float32Array,
  b: Float32Array,
  t: number,
  periodicAxes: readonly number[],
): Float32Array {
  const mixed = lerp(a, b, t);
  for (const at of periodicAxes) mixed.set(slerp(a.subarray(at, at + 2), b.subarray(at, at + 2), t), at);
  return mixed;
}

/** Interpolates linearly from `a` (0) to `b` (1). */
export function lerp(a: Float32Array, b: Float32Array, t: number): Float32Array {
  return a.map((value, at) => value + (b[at] - value) * t);
}

/** Interpolates on the arc around the origin from `a` (0) to `b` (1), the norm linearly. */
export function slerp(a: Float32Array, b: Float32Array, t: number): Float32Array {
  const [lengthA, lengthB] = [Math.hypot(...a), Math.hypot(...b)];
  const cosine = a.reduce((total, value, at) => total + value * b[at], 0) / (lengthA * lengthB);
  const angle = Math.acos(Math.min(1, Math.max(-1, cosine)));
  // nearly parallel or opposite directions have no unique arc
  if (!(Math.sin(angle) > 1e-4)) return lerp(a, b, t);
  const [partA, partB] = [Math.sin((1 - t) * angle) / Math.sin(angle), Math.sin(t * angle) / Math.sin(angle)];
  return a.map((value, at) => value * partA + b[at] * partB);
}
