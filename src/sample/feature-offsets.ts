import { createRegistry, type Layer, openScope, type Scope } from "../nn/index.ts";
import { add, input, slice, type Tensor } from "../tensor/index.ts";

/**
 * A generator with details: numbers behind the latent, `[batch, latent + details]`, that are added to what its first
 * layer makes of the latent, and so reach pictures that no latent leads to (a step from latent space into the next one,
 * as W and W+ of a StyleGAN are, Abdal et al. 2019, here for a plain generator). All 0: as without.
 */
export function withFeatureOffsets(generator: Layer, latent: number): Layer {
  return (x, scope) => {
    const [batch, width] = x.shape;
    const details = slice(x, [0, latent], [batch, width - latent]);
    return generator(slice(x, [0, 0], [batch, latent]), offsetFirstBias(scope, details));
  };
}

/**
 * How many details a generator has: the features of its first layer. 0 where that layer has no bias to add them to, as
 * in DCGAN as published.
 */
export function featureOffsetCount(generator: Layer, latent: number): number {
  const registry = createRegistry();
  generator(input("code", [1, latent]), openScope(registry, "", { training: false })); // asks for what it needs
  const [, second] = [...registry.definitions];
  if (second === undefined || !second[0].endsWith(".bias")) return 0;
  const { shape } = second[1].tensor;
  return shape.length === 2 ? shape[1] : 0;
}

/** A scope whose first bias is another one for each picture. */
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
