import { define, noise, zeros, type Registry } from "../nn/index.ts";
import {
  abs,
  add,
  constant,
  exp,
  flattenBatch,
  greater,
  matmul,
  maximum,
  mean,
  minimum,
  multiply,
  reshape,
  select,
  subtract,
  transpose,
  type Tensor,
} from "../tensor/index.ts";

/** Largest strength, 0 … 1: beyond it, augmentations leak into the generated images (Karras et al. 2020, section 2.2). */
const maxStrength = 0.8;
/** Images over which the strength rises from 0 to 1 when the accuracy is always too high. */
const imagesToFullStrength = 40_000;

/**
 * Changes images at random before the discriminator sees them, real and generated ones alike (DiffAugment, Zhao et al.
 * 2020; Karras et al. 2020), so that it cannot memorize a few hundred images. Gradients pass through to the generator.
 * Each kind of change has a probability below 1, so that unchanged images stay the most frequent ones and the changes do
 * not leak into the generated images.
 *
 * The kinds: translation by up to 1/8 of the side and scaling by up to e^0.2 (edges repeat); brightness, contrast and
 * saturation; cutout of a square of half the side. No mirroring, rotation or hue: they change the meaning of an image.
 *
 * @param images - `[batch, channel, size, size]` in [−1, 1].
 * @param strength - probability of each kind, `[]`, 0 … 0.8; 0 returns the images unchanged.
 * @param name - name of the random numbers.
 * @returns images of the same shape, which can leave [−1, 1].
 */
export function augment(registry: Registry, images: Tensor, strength: Tensor, name: string): Tensor {
  const [batch] = images.shape;
  const draw = (key: string, kind: "normal" | "uniform") =>
    noise(registry, `augment.${name}.${key}`, [batch, 1, 1], kind);
  /** Returns 1 for the images that a kind of change applies to, else 0, `[batch, 1, 1]`. */
  const applies = (key: string) => greater(strength, draw(`${key}.chance`, "uniform"));
  const amount = (key: string, width: number) =>
    multiply(applies(key), multiply(subtract(draw(key, "uniform"), 0.5), width));

  const zoom = exp(amount("zoom", 0.4));
  const moved = resample(images, zoom, amount("down", 0.25), amount("across", 0.25));
  const recoloured = recolour(moved, {
    brightness: amount("brightness", 0.8),
    contrast: exp(amount("contrast", 1)),
    saturation: exp(amount("saturation", 1.4)),
  });
  return cutout(recoloured, applies("cover"), draw("coverDown", "uniform"), draw("coverAcross", "uniform"));
}

/** Scales and translates each image by its own amounts `[batch, 1, 1]`; translations are fractions of the side. */
function resample(images: Tensor, zoom: Tensor, down: Tensor, across: Tensor): Tensor {
  const [batch, channels, size] = images.shape;
  /** Returns `[batch, size, size]`: row i holds the weights of all pixels in pixel i of the result (linear interpolation). */
  const interpolation = (shift: Tensor) => {
    const middle = (size - 1) / 2;
    const offsets = constant(
      Array.from({ length: size }, (_, at) => at - middle),
      [1, size, 1],
    );
    const source = add(add(multiply(offsets, zoom), multiply(shift, size)), middle);
    const clamped = minimum(maximum(source, 0), size - 1);
    const pixels = constant(
      Array.from({ length: size }, (_, at) => at),
      [1, 1, size],
    );
    return maximum(subtract(1, abs(subtract(pixels, clamped))), 0);
  };
  const mix = (x: Tensor, matrix: Tensor) =>
    reshape(matmul(reshape(x, [batch, channels * size, size]), matrix, { transposeB: true }), images.shape);
  const transposed = transpose(mix(images, interpolation(across)), [0, 1, 3, 2]);
  return transpose(mix(transposed, interpolation(down)), [0, 1, 3, 2]);
}

/** Changes of colour, `[batch, 1, 1]` each. */
interface ColourChanges {
  /** Added to every value. */
  readonly brightness: Tensor;
  /** Factor of the difference from the mean of the image. */
  readonly contrast: Tensor;
  /** Factor of the difference from grey. */
  readonly saturation: Tensor;
}

function recolour(images: Tensor, { brightness, contrast, saturation }: ColourChanges): Tensor {
  const [batch, channels] = images.shape;
  const perImage = (change: Tensor) => reshape(change, [batch, 1, 1, 1]);
  const scaleAround = (x: Tensor, center: Tensor, factor: Tensor) =>
    add(center, multiply(subtract(x, center), perImage(factor)));
  const brightened = add(images, perImage(brightness));
  const saturated = channels === 1 ? brightened : scaleAround(brightened, mean(brightened, [1]), saturation);
  return scaleAround(saturated, perImage(mean(flattenBatch(saturated), [1])), contrast);
}

/** Sets a square of half the side to 0, at a position `[batch, 1, 1]` in 0 … 1, in the images where `applies` is 1. */
function cutout(images: Tensor, applies: Tensor, down: Tensor, across: Tensor): Tensor {
  const [batch, , size] = images.shape;
  const isNear = (position: Tensor, shape: readonly number[]) => {
    const pixels = constant(
      Array.from({ length: size }, (_, at) => (at + 0.5) / size),
      shape,
    );
    return greater(0.25, abs(subtract(pixels, position)));
  };
  const square = multiply(isNear(down, [1, size, 1]), isNear(across, [1, 1, size])); // [batch, size, size]
  return select(reshape(multiply(square, applies), [batch, 1, size, size]), 0, images);
}

/** Defines the strength of augmentation as a state of the training, `[]`; it starts at 0. */
export function adaptiveStrength(registry: Registry): Tensor {
  return define(registry, "augment.strength", [], zeros, "buffer");
}

/**
 * Adapts the strength after a step: up when the accuracy of the discriminator is too high, a sign that it memorizes the
 * training images, else down (adaptive discriminator augmentation, Karras et al. 2020, section 3). We differ: that paper
 * uses the sign of the real logits, which has no meaning for a relativistic loss; we use the accuracy.
 *
 * @param accuracy - of the discriminator in this step, `[]`, 0 … 1.
 * @param batch - number of images in this step.
 * @param target - accuracy above which the strength rises, 0 … 1. Default 0.9.
 */
export function adaptStrength(registry: Registry, accuracy: Tensor, batch: number, target = 0.9): void {
  const change = multiply(subtract(multiply(greater(accuracy, target), 2), 1), batch / imagesToFullStrength);
  const next = add(adaptiveStrength(registry), change);
  registry.values.set("augment.strength", minimum(maximum(next, 0), maxStrength));
}
