import {
  averagePool,
  conv,
  leakyRelu,
  meanAbsoluteError,
  pixelShuffle,
  scaledNormal,
  sequential,
  upNearest,
  type Layer,
} from "../nn/index.ts";
import { add, multiply } from "../tensor/index.ts";
import { defineModel, type Model } from "./define-model.ts";

/** Features of its convolutions. */
const features = 24;
/** Standard deviation of the noise in what it learns to enlarge, of values in [−1, 1]: it leaves grit out. */
const noiseDeviation = 0.03;

/**
 * Creates a network that doubles the side of an image, `[batch, 3, height, width]` → `[batch, 3, 2 · height, 2 · width]`: it
 * adds details to pixels that are repeated (sub-pixel convolution: Shi et al. 2016, section 3.1).
 */
export function upscalerNetwork(): Layer {
  const details = sequential(
    conv(features),
    leakyRelu(),
    conv(features),
    leakyRelu(),
    conv(features),
    leakyRelu(),
    conv(12, { initial: scaledNormal(0.1) }),
    pixelShuffle(),
  );
  return (x, scope) => add(upNearest()(x, scope), details(x, scope));
}

/**
 * Creates an upscaler, which learns to undo that images are averaged down to half of their side. We differ from Shi et al.
 * (2016): the mean absolute error, and noise, as what it enlarges is drawn by models and has some.
 */
export function upscaler(): Model {
  return defineModel({
    kind: "upscaler",
    networks: { upscaler: upscalerNetwork(), half: averagePool() },
    settings: { batchSize: 16, learningRate: 2e-3, optimizer: { name: "adam", beta1: 0.9, beta2: 0.99 } },
    losses: {
      upscaler({ images, size }, { upscaler, half, noise }) {
        const [, channels, height, width] = images.shape;
        const small = half(images);
        const grit = multiply(noise("grit", [size, channels, height / 2, width / 2]), noiseDeviation);
        return { reconstruction: meanAbsoluteError(upscaler(add(small, grit)), images) };
      },
    },
  });
}
