import * as op from "../tensor/index.ts";
import type { Layer } from "./layer.ts";

/**
 * Creates a ReLU, max(x, 0).
 *
 * @returns a layer that keeps the shape.
 */
export function relu(): Layer {
  return (x) => op.leakyRelu(x, 0);
}

/**
 * Creates a leaky ReLU: x where x > 0, else slope · x (Maas et al. 2013).
 *
 * @param slope - 0 … 1. Default 0.2, usual in GANs; PyTorch's default is 0.01.
 * @returns a layer that keeps the shape.
 * @throws OmakaseError `option`, when the layer is applied, if the slope is out of range.
 */
export function leakyRelu(slope = 0.2): Layer {
  return (x) => op.leakyRelu(x, slope);
}

/**
 * Creates an ELU: x where x > 0, else e^x − 1 (Clevert et al. 2016).
 *
 * @returns a layer that keeps the shape.
 */
export function elu(): Layer {
  return (x) => op.select(op.greater(x, 0), x, op.subtract(op.exp(op.minimum(x, 0)), 1));
}

/**
 * Creates a GELU, x · Φ(x), exact (Hendrycks & Gimpel 2016).
 *
 * @returns a layer that keeps the shape.
 */
export function gelu(): Layer {
  return (x) => op.multiply(op.multiply(x, 0.5), op.add(op.erf(op.multiply(x, Math.SQRT1_2)), 1));
}

/**
 * Creates a SiLU, x · sigmoid(x), also called swish (Elfwing et al. 2018).
 *
 * @returns a layer that keeps the shape.
 */
export function silu(): Layer {
  return (x) => op.multiply(x, op.sigmoid(x));
}

/**
 * Creates a hyperbolic tangent, into (−1, 1): the last layer of a generator.
 *
 * @returns a layer that keeps the shape.
 */
export function tanh(): Layer {
  return op.tanh;
}

/**
 * Creates a logistic sigmoid, into (0, 1).
 *
 * @returns a layer that keeps the shape.
 */
export function sigmoid(): Layer {
  return op.sigmoid;
}

/**
 * Creates a softplus, log(1 + e^x), a smooth ReLU.
 *
 * @returns a layer that keeps the shape.
 */
export function softplus(): Layer {
  return op.softplus;
}
