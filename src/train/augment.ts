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

/**
 * Beyond this chance the changes would become part of what is learned: a generator could no longer tell how pictures
 * are when nothing is done to them (Karras et al. 2020, section 2.2).
 */
const mostStrength = 0.8;
/** After so many pictures of one opinion the strength has gone from nothing to everything. */
const picturesForAll = 40_000;

/**
 * Changes pictures a little, each in its own way, before the discriminator sees them, real and drawn ones alike
 * (DiffAugment, Zhao et al. 2020; the discriminator augmentation of Karras et al. 2020): what is seen never twice alike
 * cannot be learned by heart, so that a few hundred pictures are enough. Gradients pass through to the generator. Each
 * kind of change happens with a chance below one, so that the untouched picture stays the most usual one and the
 * changes do not leak into what is drawn.
 *
 * The kinds: moved by up to an eighth and made up to a fifth larger or smaller (edges repeat); brightness, contrast and
 * saturation; a square of half the side covered. No mirroring, turning or hues: they change what a picture means.
 *
 * @param pictures - `[batch, channel, size, size]` in [−1, 1]; the result can leave that range.
 * @param strength - the chance of each kind, `[]`, 0 … 0.8; 0 gives the pictures as they are.
 * @param name - whose random numbers.
 */
export function augment(registry: Registry, pictures: Tensor, strength: Tensor, name: string): Tensor {
  const [batch] = pictures.shape;
  const draw = (what: string, kind: "normal" | "uniform") =>
    noise(registry, `augment.${name}.${what}`, [batch, 1, 1], kind);
  /** 1 for the pictures that a kind of change happens to. */
  const happens = (what: string) => greater(strength, draw(`${what}.chance`, "uniform"));
  const spread = (what: string, width: number) =>
    multiply(happens(what), multiply(subtract(draw(what, "uniform"), 0.5), width));

  const zoom = exp(spread("zoom", 0.4));
  const moved = resample(pictures, zoom, spread("down", 0.25), spread("across", 0.25));
  const coloured = recolour(moved, {
    brightness: spread("brightness", 0.8),
    contrast: exp(spread("contrast", 1)),
    saturation: exp(spread("saturation", 1.4)),
  });
  return cover(coloured, happens("cover"), draw("coverDown", "uniform"), draw("coverAcross", "uniform"));
}

/** Every picture enlarged and moved by its own amounts `[batch, 1, 1]`; shifts are parts of the side. */
function resample(pictures: Tensor, zoom: Tensor, down: Tensor, across: Tensor): Tensor {
  const [batch, channels, size] = pictures.shape;
  /** Row i says how much of each pixel the new pixel i takes, `[batch, size, size]`: linear between neighbours. */
  const mixing = (shift: Tensor) => {
    const middle = (size - 1) / 2;
    const places = constant(
      Array.from({ length: size }, (_, at) => at - middle),
      [1, size, 1],
    );
    const from = add(add(multiply(places, zoom), multiply(shift, size)), middle);
    const inside = minimum(maximum(from, 0), size - 1);
    const pixels = constant(
      Array.from({ length: size }, (_, at) => at),
      [1, 1, size],
    );
    return maximum(subtract(1, abs(subtract(pixels, inside))), 0);
  };
  const mix = (x: Tensor, matrix: Tensor) =>
    reshape(matmul(reshape(x, [batch, channels * size, size]), matrix, { transposeB: true }), pictures.shape);
  const turned = transpose(mix(pictures, mixing(across)), [0, 1, 3, 2]);
  return transpose(mix(turned, mixing(down)), [0, 1, 3, 2]);
}

interface Colours {
  /** Added. */
  readonly brightness: Tensor;
  /** How far from the picture's mean. */
  readonly contrast: Tensor;
  /** How far from grey. */
  readonly saturation: Tensor;
}

function recolour(pictures: Tensor, changes: Colours): Tensor {
  const [batch] = pictures.shape;
  const each = (change: Tensor) => reshape(change, [batch, 1, 1, 1]);
  const apart = (x: Tensor, middle: Tensor, factor: Tensor) => add(middle, multiply(subtract(x, middle), each(factor)));
  const lit = add(pictures, each(changes.brightness));
  const vivid = pictures.shape[1] === 1 ? lit : apart(lit, mean(lit, [1]), changes.saturation);
  return apart(vivid, reshape(mean(flattenBatch(vivid), [1]), [batch, 1, 1, 1]), changes.contrast);
}

/** Hides a square of half the side, at a place `[batch, 1, 1]` in 0 … 1, of the pictures that it happens to. */
function cover(pictures: Tensor, happens: Tensor, down: Tensor, across: Tensor): Tensor {
  const [batch, , size] = pictures.shape;
  const near = (place: Tensor, shape: readonly number[]) => {
    const pixels = constant(
      Array.from({ length: size }, (_, at) => (at + 0.5) / size),
      shape,
    );
    return greater(0.25, abs(subtract(pixels, place)));
  };
  const square = multiply(near(down, [1, size, 1]), near(across, [1, 1, size])); // [batch, size, size]
  return select(reshape(multiply(square, happens), [batch, 1, size, size]), 0, pictures);
}

/** How strongly pictures are changed now, `[]`: 0 at first. */
export function adaptiveStrength(registry: Registry): Tensor {
  return define(registry, "augment.strength", [], zeros, "buffer");
}

/**
 * Moves the strength after a step: up when the discriminator is right too often, a sign that it knows the training
 * pictures by heart, down otherwise (the adaptive augmentation of Karras et al. 2020, section 3). Where we differ: that
 * paper looks at the sign of the real logits, which mean nothing alone to a relativistic loss; we look at the accuracy.
 *
 * @param accuracy - of the discriminator in this step, `[]`, 0 … 1.
 * @param batch - pictures in this step.
 */
export function adaptStrength(registry: Registry, accuracy: Tensor, batch: number, wanted = 0.9): void {
  const change = multiply(subtract(multiply(greater(accuracy, wanted), 2), 1), batch / picturesForAll);
  const next = add(adaptiveStrength(registry), change);
  registry.values.set("augment.strength", minimum(maximum(next, 0), mostStrength));
}
