import { encodedTagWidth, type Attribute, type Attributes } from "../dataset/index.ts";
import { dense, groupNorm, sequential, silu, zeros, type Scope } from "../nn/index.ts";
import { add, concatenate, constant, exp, multiply, slice, square, subtract, type Tensor } from "../tensor/index.ts";

/** Velocity of a flow: see `LatentFlowNetworks.flow`. */
export type Flow = (x: Tensor, t: Tensor, encoded: Tensor | undefined, scope: Scope) => Tensor;

/** Number of residual blocks of a flow. */
const flowBlocks = 3;
/** Numbers inside a residual block of a flow: few, as between blocks there must be room for the latent and more. */
const blockWidth = 192;
/** Numbers that describe the attributes. */
const conditionWidth = 64;

/**
 * Creates a flow of residual blocks of dense layers. A multiple of `x` that depends on the time goes straight to the
 * velocity (as in Karras et al. 2022, section 5), so that the blocks need not carry `x` through.
 */
export function denseFlow(latent: number, attributes: Attributes | undefined): Flow {
  const width = Math.min(1024, latent * 2);
  const block = sequential(groupNorm(1), dense(blockWidth), silu(), dense(width));
  return (x, t, encoded, scope) => {
    const time = bumps(t);
    let h = add(dense(width)(x, scope.child("input")), dense(width, { bias: false })(time, scope.child("time")));
    if (attributes && encoded) {
      const read = silu()(dense(conditionWidth)(widened(encoded, attributes), scope.child("attributes")), scope);
      h = add(h, dense(width, { bias: false })(read, scope.child("condition")));
    }
    for (let at = 0; at < flowBlocks; at++) h = add(h, block(h, scope.child(at)));
    const velocity = dense(latent, { initial: zeros })(silu()(h, scope), scope.child("velocity"));
    return add(velocity, multiply(x, dense(1, { bias: false, initial: zeros })(time, scope.child("straight"))));
  };
}

/** Turns numbers in [0, 1] into 32 bumps, `[batch, 1]` → `[batch, 32]`, from which a layer can make any function of them. */
function bumps(numbers: Tensor): Tensor {
  const count = 32;
  const centers = Array.from({ length: count }, (_, at) => at / (count - 1));
  return exp(multiply(square(multiply(subtract(numbers, constant(centers, [1, count])), count / 2)), -1));
}

/** Adds bumps of the attributes that are numbers, such as a pose, between −2.5 and 2.5 standard deviations. */
function widened(encoded: Tensor, attributes: Attributes): Tensor {
  const numbers = partsOf(encoded, attributes).filter(({ tag, part }) => tag.kind === "number" && part.shape[1] === 1);
  return concatenate([encoded, ...numbers.map(({ part }) => bumps(add(multiply(part, 0.2), 0.5)))], 1);
}

/** Divides encoded attributes, `[batch, width]`, into the parts of the tags. */
export function partsOf(encoded: Tensor, { tags }: Attributes): { readonly tag: Attribute; readonly part: Tensor }[] {
  let start = 0;
  return tags.map((tag) => {
    const width = encodedTagWidth(tag);
    const part = slice(encoded, [0, start], [encoded.shape[0], width]);
    start += width;
    return { tag, part };
  });
}
