import { sizeOf } from "../tensor/index.ts";
import type { Initializer } from "./registry.ts";

/** All zeros. */
export const zeros: Initializer = (_random, shape) => new Float32Array(sizeOf(shape));

/** All ones. */
export const ones: Initializer = (_random, shape) => new Float32Array(sizeOf(shape)).fill(1);

/** N(mean, deviation²). DCGAN (Radford et al. 2015, section 4) starts every weight from N(0, 0.02²). */
export function normal(std: number, mean = 0): Initializer {
  return (random, shape) => random.normals(sizeOf(shape)).map((value) => mean + std * value);
}

/**
 * N(0, gain² / fan-in) (He et al. 2015, section 2.2): keeps the size of the signal from layer to layer.
 *
 * @param gain - √2 suits a following ReLU, 1 a linear layer.
 */
export function scaledNormal(gain = Math.SQRT2): Initializer {
  return (random, shape, fanIn = sizeOf(shape.slice(1))) => normal(gain / Math.sqrt(fanIn))(random, shape);
}
