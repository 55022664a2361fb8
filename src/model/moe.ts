import { attributesWidth, type Attributes } from "../dataset/index.ts";
import { add, concatenate, multiply, slice, sum, type Tensor } from "../tensor/index.ts";
import { dense, scaledNormal, type Layer, type Scope } from "./layer/index.ts";

/**
 * A GAN that draws what it is asked for: glasses, an open mouth, a head turned by 30 degrees. Its wishes are
 * {@link Attributes}, as numbers, behind the latent; its discriminator reads them back from every picture (AC-GAN,
 * Odena et al. 2017, as in make.girls.moe, Jin et al. 2017).
 */
export interface Moe {
  readonly kind: "moe";
  /**
   * `modern`: the discriminator is also told what a picture is to show (a projection, Miyato & Koyama 2018) and is
   * trained as that of a `gan`. `classic`: as in Jin et al. 2017.
   */
  readonly method: "modern" | "classic";
  /** How many numbers of a code are random; the wishes follow them. */
  readonly latent: number;
  /** What can be asked for. */
  readonly attributes: Attributes;
  /** `[batch, latent + width]`, the latent and the wishes → `[batch, channel, size, size]` in [−1, 1]. */
  readonly generator: Layer;
  /** `[batch, channel, size, size]` → `[batch, features]`; {@link judgeMoe} makes of these what it says. */
  readonly discriminator: Layer;
}

/** A GAN with attributes, of two networks. */
export function moe(parts: Omit<Moe, "kind">): Moe {
  return { kind: "moe", ...parts };
}

/**
 * What the discriminator says of pictures: `[batch, 1 + width]`, a logit (larger is more real) and what it reads, for
 * each attribute as in `attributesLoss`. The head is one layer behind the features.
 *
 * @param wishes - `[batch, width]`: what each picture is to show.
 * @param scope - of the discriminator.
 */
export function judgeMoe(model: Moe, pictures: Tensor, wishes: Tensor, scope: Scope): Tensor {
  const { attributes, discriminator, method } = model;
  const width = attributesWidth(attributes);
  const [batch] = pictures.shape;
  const told = method === "modern" ? width : 0;
  const features = discriminator(pictures, scope.child("trunk"));
  const said = dense(1 + width + told, { initial: scaledNormal(1) })(features, scope.child("head"));
  if (told === 0) return said;
  const plain = slice(said, [0, 0], [batch, 1]);
  const fit = sum(multiply(slice(said, [0, 1 + width], [batch, width]), wishes), [1]); // does it show what it is to show?
  // each attribute wishes for about one thing; all of them together must not drown the plain logit
  const logit = add(plain, multiply(fit, 1 / Math.sqrt(attributes.tags.length)));
  return concatenate([logit, slice(said, [0, 1], [batch, width])], 1);
}
