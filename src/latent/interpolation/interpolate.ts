/** Ways from one latent to another. */
export type InterpolationPath = "line" | "sphere";

/**
 * Points on the way through several latents, the first and the last included.
 *
 * - `line` is the straight way; in many dimensions it passes through a region where N(0, 1) has no mass, so that
 *   pictures of a GAN fade in the middle.
 * - `sphere` turns around the origin and keeps the length typical (slerp, Shoemake 1985; for GANs White 2016).
 *
 * @param stops - at least two latents of one length.
 * @param frames - how many points, ≥ 2, spread evenly over the legs.
 * @param random - how many numbers of a latent go that way; those behind them, which are wishes, go straight. Default: all.
 * @param latent - how many numbers one latent has, where the stops have one for each layer: each goes its own way.
 *   Default: a stop is one latent.
 * @param circles - see {@link interpolateConditions}; places in a latent. Default: none.
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
 * A point of the straight way from `a` (0) to `b` (1), but around the circle where two numbers are a place on one: a head
 * that is to turn must not be told nothing on its way.
 *
 * @param circles - where these begin.
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

/** A point of the straight way from `a` (0) to `b` (1). */
export function lerp(a: Float32Array, b: Float32Array, t: number): Float32Array {
  return a.map((value, at) => value + (b[at] - value) * t);
}

/** A point of the arc from `a` (0) to `b` (1) around the origin, the length going evenly. */
export function slerp(a: Float32Array, b: Float32Array, t: number): Float32Array {
  const [lengthA, lengthB] = [Math.hypot(...a), Math.hypot(...b)];
  const cosine = a.reduce((total, value, at) => total + value * b[at], 0) / (lengthA * lengthB);
  const angle = Math.acos(Math.min(1, Math.max(-1, cosine)));
  // nearly the same or nearly opposite directions have no one arc between them
  if (!(Math.sin(angle) > 1e-4)) return lerp(a, b, t);
  const [partA, partB] = [Math.sin((1 - t) * angle) / Math.sin(angle), Math.sin(t * angle) / Math.sin(angle)];
  return a.map((value, at) => value * partA + b[at] * partB);
}
