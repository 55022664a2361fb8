import { createRegistry, type Layer, openScope, type Scope } from "../nn/index.ts";
import { add, input, slice, type Tensor } from "../tensor/index.ts";

/**
 * Wraps a generator so that offsets, the columns after the latent in `[batch, latent + offsets]`, are added to the
 * features of its first layer. Offsets reach images that no latent gives, a step beyond latent space as W+ is beyond
 * W in StyleGAN (Abdal et al. 2019), here for a plain generator. Offsets of 0 change nothing.
 * @param latent - latent size.
 * @returns layer `[batch, latent + offsets]` → `[batch, channel, size, size]`.
 */
export function withFeatureOffsets(generator: Layer, latent: number): Layer {
  return (x, scope) => {
    const [batch, width] = x.shape;
    const details = slice(x, [0, latent], [batch, width - latent]);
    return generator(slice(x, [0, 0], [batch, latent]), offsetFirstBias(scope, details));
  };
}

/**
 * Returns the number of feature offsets of a generator: the width of its first layer. 0 when that layer has no bias
 * to add them to, as in DCGAN as published.
 * @param latent - latent size.
 */
export function featureOffsetCount(generator: Layer, latent: number): number {
  const registry = createRegistry();
  generator(input("code", [1, latent]), openScope(registry, "", { training: false })); // registers its parameters
  const [, second] = [...registry.definitions];
  if (second?.[1].kind !== "parameter" || !second[0].endsWith(".bias")) return 0;
  const { shape } = second[1].tensor;
  return shape.length === 2 ? shape[1] : 0;
}

/**
 * Returns a scope whose first bias differs per image.
 * @param details - offsets, `[batch, features]`.
 */
function offsetFirstBias(scope: Scope, details: Tensor): Scope {
  let found = false;
  const within = (inner: Scope): Scope => ({
    ...inner,
    child: (name) => within(inner.child(name)),
    parameter(name, shape, initial) {
      const value = inner.parameter(name, shape, initial);
      if (found || name !== "bias") return value;
      found = true;
      return add(value, details); // [batch, features]
    },
  });
  return within(scope);
}
