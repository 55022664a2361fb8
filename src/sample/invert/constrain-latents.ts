import { encodedTagWidth } from "../../dataset/index.ts";
import type { InvertibleModel } from "./invertible-model.ts";
import {
  add,
  concatenate,
  constant,
  divide,
  multiply,
  slice,
  softmax,
  sqrt,
  square,
  sum,
  tanh,
  type Tensor,
} from "../../tensor/index.ts";

/** Standardised numbers are kept within this, in standard deviations: farther out nothing was learned. */
const maxStds = 2.5;

/**
 * What a generator is given, from numbers without bounds, `[batch, latent]` both. Random ones stay as they are. Wishes
 * become such as the model knows: yes or no and everything between, shares of the choices of a category that add up to
 * at most 1 (as an unknown one is 0 everywhere), numbers within 2.5 standard deviations or, where they wrap, within their
 * circle.
 */
export function constrainLatents(model: InvertibleModel, raw: Tensor): Tensor {
  if (!model.attributes) return raw;
  const [batch] = raw.shape;
  const parts = [slice(raw, [0, 0], [batch, model.latent])];
  let at = model.latent;
  for (const tag of model.attributes.tags) {
    const width = encodedTagWidth(tag);
    const own = slice(raw, [0, at], [batch, width]);
    if (tag.kind === "category") parts.push(choiceProbabilities(own));
    else if (tag.kind === "binary") parts.push(tanh(multiply(own, 0.5)));
    else if (tag.period === undefined) parts.push(multiply(tanh(multiply(own, 1 / maxStds)), maxStds));
    else parts.push(divide(own, sqrt(add(sum(square(own), [1]), 1)))); // of a length below 1
    at += width;
  }
  return concatenate(parts, 1);
}

/** Of each choice, and of none of them, which is left out. */
function choiceProbabilities(logits: Tensor): Tensor {
  const [batch, width] = logits.shape;
  const unknown = constant(new Float32Array(batch), [batch, 1]);
  return slice(softmax(concatenate([logits, unknown], 1), 1), [0, 0], [batch, width]);
}
