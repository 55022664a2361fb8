import * as op from "../tensor/index.ts";
import type { Layer } from "./layer.ts";

/** max(x, 0). */
export function relu(): Layer {
  return (x) => op.leakyRelu(x, 0);
}

/** x where it is positive, else slope · x: nothing dies (Maas et al. 2013). */
export function leakyRelu(slope = 0.2): Layer {
  return (x) => op.leakyRelu(x, slope);
}

/** x where it is positive, else e^x − 1 (Clevert et al. 2016). */
export function elu(): Layer {
  return (x) => op.select(op.greater(x, 0), x, op.subtract(op.exp(op.minimum(x, 0)), 1));
}

/** x times the chance that a normal number is smaller (Hendrycks & Gimpel 2016), exact. */
export function gelu(): Layer {
  return (x) => op.multiply(op.multiply(x, 0.5), op.add(op.erf(op.multiply(x, Math.SQRT1_2)), 1));
}

/** x · sigmoid(x), also called swish (Elfwing et al. 2018). */
export function silu(): Layer {
  return (x) => op.multiply(x, op.sigmoid(x));
}

/** Into (−1, 1): the last layer of a network that draws. */
export function tanh(): Layer {
  return op.tanh;
}

/** Into (0, 1). */
export function sigmoid(): Layer {
  return op.sigmoid;
}

/** A smooth relu. */
export function softplus(): Layer {
  return op.softplus;
}
