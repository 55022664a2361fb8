import { sizeOf } from "../tensor/index.ts";
import type { Initializer } from "./registry.ts";

/** Initializes with zeros. */
export const zeros: Initializer = (_random, shape) => new Float32Array(sizeOf(shape));

/** Initializes with ones. */
export const ones: Initializer = (_random, shape) => new Float32Array(sizeOf(shape)).fill(1);

/**
 * Creates an initializer that draws from N(mean, std²). DCGAN (Radford et al. 2015, section 4) uses N(0, 0.02²).
 *
 * @param std - standard deviation, 0 or more.
 * @param mean - default 0.
 */
export function normal(std: number, mean = 0): Initializer {
  return (random, shape) => random.normals(sizeOf(shape)).map((value) => mean + std * value);
}

/**
 * Creates an initializer that draws from N(0, gain² / fan-in) (He et al. 2015, section 2.2), which keeps the variance of
 * activations from layer to layer.
 *
 * @param gain - √2 before a ReLU, 1 for a linear layer. Default √2.
 */
export function scaledNormal(gain = Math.SQRT2): Initializer {
  return (random, shape, fanIn = sizeOf(shape.slice(1))) => normal(gain / Math.sqrt(fanIn))(random, shape);
}
