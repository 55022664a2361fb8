import {
  add,
  constant,
  divide,
  mean,
  multiply,
  reshape,
  sizeOf,
  sqrt,
  square,
  stopGradient,
  subtract,
  sum,
  withGradient,
  type Tensor,
} from "../tensor/index.ts";
import { normal, ones, zeros } from "./initializer.ts";
import type { Layer, Scope } from "./layer.ts";

/** See {@link batchNorm}. */
export interface BatchNormOptions {
  /** Added to the variance. Default 1e-5. */
  readonly epsilon?: number;
  /** Fraction of the batch statistics in the running averages, 0 … 1. Default 0.1. */
  readonly momentum?: number;
  /** Standard deviation of the initial scales, around 1. Default 0; DCGAN uses 0.02. */
  readonly std?: number;
}

/**
 * Creates batch normalization (Ioffe & Szegedy 2015): each feature gets mean 0 and variance 1 over the batch and all
 * pixels, then a learned scale and shift. Outside of training, running averages replace the statistics of the batch.
 *
 * @param options - see {@link BatchNormOptions}.
 * @returns a layer that keeps the shape, `[batch, features]` or `[batch, features, height, width]`; parameters `scale` and
 *   `shift`, buffers `mean` and `variance`.
 */
export function batchNorm(options: BatchNormOptions = {}): Layer {
  const { epsilon = 1e-5, momentum = 0.1, std: scaleStd = 0 } = options;
  return (x, scope) => {
    const axes = x.shape.flatMap((_, axis) => (axis === 1 ? [] : [axis]));
    const shape = x.shape.map((length, axis) => (axis === 1 ? length : 1));
    const scale = scope.parameter("scale", shape, scaleStd === 0 ? ones : normal(scaleStd, 1));
    const shift = scope.parameter("shift", shape, zeros);
    if (!scope.training) {
      const std = sqrt(add(scope.buffer("variance", shape, ones), epsilon));
      const factor = divide(scale, std);
      return add(multiply(x, factor), subtract(shift, multiply(scope.buffer("mean", shape, zeros), factor)));
    }
    const { normalized, center, variance } = normalize(x, axes, epsilon, scale, shift);
    const count = sizeOf(x.shape) / x.shape[1];
    updateRunning(scope, "mean", center, zeros, momentum);
    updateRunning(scope, "variance", multiply(variance, count / Math.max(1, count - 1)), ones, momentum);
    return normalized;
  };
}

/** Updates a running average with the value of a batch. */
function updateRunning(scope: Scope, name: string, value: Tensor, initial: typeof ones, momentum: number): void {
  const before = scope.buffer(name, value.shape, initial);
  scope.keep(name, add(multiply(before, 1 - momentum), multiply(stopGradient(value), momentum)));
}

/**
 * Normalizes x to mean 0 and variance 1 over some axes, then scales and shifts it. The gradient is written by hand: the
 * derivative through mean and variance reduces to two sums, which are also the gradients of shift and scale. That takes
 * half the operations of automatic differentiation.
 *
 * @param axes - axes that are normalized together.
 * @param scale - constant along `axes`, like `shift`.
 */
function normalize(
  x: Tensor,
  axes: readonly number[],
  epsilon: number,
  scale: Tensor = constant(1),
  shift: Tensor = constant(0),
) {
  const center = mean(x, axes);
  const centered = subtract(x, center);
  const variance = mean(square(centered), axes);
  const inverse = divide(1, sqrt(add(variance, epsilon)));
  const factor = multiply(inverse, scale);
  const count = sizeOf(x.shape) / sizeOf(center.shape);
  const value = add(multiply(centered, factor), shift);
  const normalized = withGradient(value, [x, scale, shift], (dy) => {
    const byShift = sum(dy, axes);
    const byScale = multiply(sum(multiply(dy, centered), axes), inverse);
    const meanTerm = multiply(byShift, 1 / count);
    const varianceTerm = multiply(centered, multiply(multiply(byScale, inverse), 1 / count));
    return [multiply(factor, subtract(subtract(dy, meanTerm), varianceTerm)), byScale, byShift];
  });
  return { normalized, center, variance };
}

/**
 * Creates group normalization (Wu & He 2018): mean 0 and variance 1 over groups of features of one image, then a learned
 * scale and shift for each feature.
 *
 * @param groups - number of groups, a divisor of the number of features; 1 is layer normalization.
 * @param options.epsilon - added to the variance. Default 1e-5.
 * @returns a layer that keeps the shape, `[batch, features, …]`; parameters `scale` and `shift`.
 * @throws OmakaseError `shape`, when the layer is applied, if the groups do not divide the features.
 */
export function groupNorm(groups: number, options: { readonly epsilon?: number } = {}): Layer {
  const { epsilon = 1e-5 } = options;
  return (x, scope) => {
    const [batch, features, ...rest] = x.shape;
    const grouped = reshape(x, [batch, groups, (features / groups) * sizeOf(rest)]);
    const { normalized } = normalize(grouped, [2], epsilon);
    const shape = [1, features, ...rest.map(() => 1)];
    const y = multiply(reshape(normalized, x.shape), scope.parameter("scale", shape, ones));
    return add(y, scope.parameter("shift", shape, zeros));
  };
}

/**
 * Creates instance normalization (Ulyanov et al. 2016): group normalization with one feature in each group.
 *
 * @param options.epsilon - added to the variance. Default 1e-5.
 * @returns a layer that keeps the shape, `[batch, features, …]`.
 */
export function instanceNorm(options: { readonly epsilon?: number } = {}): Layer {
  return (x, scope) => groupNorm(x.shape[1], options)(x, scope);
}
