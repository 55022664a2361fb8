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
  /** How much of a batch goes into the running averages. Default 0.1. */
  readonly momentum?: number;
  /** How far the first scales lie around 1. Default 0; DCGAN uses 0.02. */
  readonly std?: number;
}

/**
 * Batch normalisation (Ioffe & Szegedy 2015): each feature gets mean 0 and variance 1 over the batch and the picture,
 * then a learned scale and shift. Outside of training, running averages take the batch's place.
 *
 * @returns the shape of `x`: `[batch, features]` or `[batch, features, height, width]`.
 */
export function batchNorm(options: BatchNormOptions = {}): Layer {
  const { epsilon = 1e-5, momentum = 0.1, std = 0 } = options;
  return (x, scope) => {
    const axes = x.shape.flatMap((_, axis) => (axis === 1 ? [] : [axis]));
    const shape = x.shape.map((length, axis) => (axis === 1 ? length : 1));
    const scale = scope.parameter("scale", shape, std === 0 ? ones : normal(std, 1));
    const shift = scope.parameter("shift", shape, zeros);
    if (!scope.training) {
      const spread = sqrt(add(scope.buffer("variance", shape, ones), epsilon));
      const factor = divide(scale, spread);
      return add(multiply(x, factor), subtract(shift, multiply(scope.buffer("mean", shape, zeros), factor)));
    }
    const { normalized, center, variance } = normalize(x, axes, epsilon, scale, shift);
    const count = sizeOf(x.shape) / x.shape[1];
    follow(scope, "mean", center, zeros, momentum);
    follow(scope, "variance", multiply(variance, count / Math.max(1, count - 1)), ones, momentum);
    return normalized;
  };
}

/** Moves a running average towards a batch's value. */
function follow(scope: Scope, name: string, value: Tensor, initial: typeof ones, momentum: number): void {
  const before = scope.buffer(name, value.shape, initial);
  scope.keep(name, add(multiply(before, 1 - momentum), multiply(stopGradient(value), momentum)));
}

/**
 * x with mean 0 and variance 1 over some axes, then scaled and shifted. Its gradient is written by hand: the derivative
 * through mean and variance collapses to two sums, which are also the gradients of shift and scale; half the work of
 * what differentiation would find.
 *
 * @param scale - one number for all that is normalised together, like `shift`.
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
    const level = multiply(byShift, 1 / count);
    const slope = multiply(multiply(byScale, inverse), 1 / count);
    return [multiply(factor, subtract(subtract(dy, level), multiply(centered, slope))), byScale, byShift];
  });
  return { normalized, center, variance };
}

/**
 * Group normalisation (Wu & He 2018): mean 0 and variance 1 over groups of features of one picture; no batch needed.
 *
 * @param groups - divides the number of features; 1 normalises all together, as layer normalisation does.
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

/** Instance normalisation (Ulyanov et al. 2016): group normalisation with a group for each feature. */
export function instanceNorm(options: { readonly epsilon?: number } = {}): Layer {
  return (x, scope) => groupNorm(x.shape[1], options)(x, scope);
}
