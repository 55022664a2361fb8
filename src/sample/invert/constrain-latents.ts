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

/** Bound of standardised numbers, in standard deviations: the training data has little beyond. */
const maxStds = 2.5;

/**
 * Maps unbounded values to latents that the generator accepts, `[batch, latent]` both. Noise stays as it is.
 * Conditions become values in the model's range: binary ones −1 … 1, the probabilities of the choices of a category
 * add up to at most 1 (an unknown one is 0 everywhere), numbers stay within 2.5 standard deviations or, when
 * periodic, inside their unit circle.
 */
export function constrainLatents(model: InvertibleModel, raw: Tensor): Tensor {
  if (!model.attributes) return raw;
  const [batch] = raw.shape;
  const parts = [slice(raw, [0, 0], [batch, model.latent])];
  let at = model.latent;
  for (const tag of model.attributes.tags) {
    const width = encodedTagWidth(tag);
    const values = slice(raw, [0, at], [batch, width]);
    if (tag.kind === "category") parts.push(choiceProbabilities(values));
    else if (tag.kind === "binary") parts.push(tanh(multiply(values, 0.5)));
    else if (tag.period === undefined) parts.push(multiply(tanh(multiply(values, 1 / maxStds)), maxStds));
    else parts.push(divide(values, sqrt(add(sum(square(values), [1]), 1)))); // of a length below 1
    at += width;
  }
  return concatenate(parts, 1);
}

/** Returns the probability of each choice; the probability of no choice is left out. */
function choiceProbabilities(logits: Tensor): Tensor {
  const [batch, width] = logits.shape;
  const unknown = constant(new Float32Array(batch), [batch, 1]);
  return slice(softmax(concatenate([logits, unknown], 1), 1), [0, 0], [batch, width]);
}
