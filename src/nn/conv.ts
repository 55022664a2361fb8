import {
  add,
  conv2d,
  conv2dInputGradient,
  pad,
  shapeError,
  formatShape,
  addN,
  type Conv2dAttributes,
  type Shape,
  type Tensor,
} from "../tensor/index.ts";
import { scaledNormal, zeros } from "./initializer.ts";
import type { Layer, Scope } from "./layer.ts";
import type { Initializer } from "./registry.ts";
import { spectralNorm } from "./spectral-norm.ts";

/** See {@link conv} and {@link upConv}. */
export interface ConvOptions {
  /** Side of the square kernel. Default: 3, or 4 when the stride is 2. */
  readonly kernel?: number;
  /** Steps of the kernel; 2 halves the picture (or doubles it, in upConv). Default 1; 2 in upConv. */
  readonly stride?: number;
  /** Zeros around the picture. Default: so that stride 1 keeps the size and stride 2 halves it. */
  readonly padding?: number;
  /** Whether to add a learned number to each feature. Default true. */
  readonly bias?: boolean;
  /** How the weights start. Default: scaled normal with gain √2. */
  readonly initial?: Initializer;
  /** Divides the weights by their largest singular value (Miyato et al. 2018). Default false. */
  readonly spectral?: boolean;
}

/**
 * A convolution: `[batch, in, height, width]` → `[batch, out, height / stride, width / stride]`.
 *
 * @param out - how many features come out, ≥ 1.
 */
export function conv(out: number, options: ConvOptions = {}): Layer {
  const { stride = 1, kernel = stride === 2 ? 4 : 3, padding = Math.floor((kernel - 1) / 2) } = options;
  return (x, scope) => {
    const [, channels] = picture(x, scope).shape;
    const weight = weights(scope, [out, channels, kernel, kernel], channels * kernel ** 2, options);
    return biased(conv2d(x, weight, attributes(stride, padding)), scope, options);
  };
}

/** See {@link upConvSmooth}. */
export type UpConvSmoothOptions = Pick<ConvOptions, "bias" | "initial">;

/**
 * Doubles the picture without chequers: the same as repeating every pixel and then a 3 × 3 convolution (Odena et al.
 * 2016, "Deconvolution and checkerboard artifacts"), with four products for a pixel where that takes nine. All four pixels that one becomes are
 * made by the same 3 × 3 weights, where a transposed convolution has weights of its own for each of them.
 * `[batch, in, height, width]` → `[batch, out, height · 2, width · 2]`.
 *
 * @param out - how many features come out, ≥ 1.
 */
export function upConvSmooth(out: number, options: UpConvSmoothOptions = {}): Layer {
  return (x, scope) => {
    const [, channels, height, width] = picture(x, scope).shape;
    const small = weights(scope, [channels, out, 3, 3], channels * 9, options);
    // the 4 × 4 kernel of the transposed convolution: the small one at four neighbouring places, added up
    const places = [0, 1].flatMap((down) => [0, 1].map((right) => [down, right] as const));
    const large = addN(places.map(([down, right]) => pad(small, [0, 0, down, right], [0, 0, 1 - down, 1 - right])));
    return biased(conv2dInputGradient(x, large, [height * 2, width * 2], attributes(2, 1)), scope, options);
  };
}

/**
 * A transposed convolution, a convolution run backwards: it doubles the picture when the stride is 2.
 * `[batch, in, height, width]` → `[batch, out, height · stride, width · stride]`.
 *
 * @param out - how many features come out, ≥ 1.
 */
export function upConv(out: number, options: ConvOptions = {}): Layer {
  const { stride = 2, kernel = stride === 2 ? 4 : 3, padding = Math.floor((kernel - 1) / 2) } = options;
  return (x, scope) => {
    const [, channels, height, width] = picture(x, scope).shape;
    const fanIn = channels * Math.max(1, kernel / stride) ** 2; // each output pixel sees a stride-th of the kernel
    const weight = weights(scope, [channels, out, kernel, kernel], fanIn, options);
    const grown = (length: number) => (length - 1) * stride - 2 * padding + kernel;
    const y = conv2dInputGradient(x, weight, [grown(height), grown(width)], attributes(stride, padding));
    return biased(y, scope, options);
  };
}

function picture(x: Tensor, scope: Scope): Tensor {
  if (x.shape.length !== 4) throw shapeError(scope.path, "[batch, channel, height, width]", formatShape(x.shape));
  return x;
}

function weights(scope: Scope, shape: Shape, fanIn: number, options: ConvOptions): Tensor {
  const { initial = scaledNormal(), spectral = false } = options;
  const weight = scope.parameter("weight", shape, (random) => initial(random, shape, fanIn));
  return spectral ? spectralNorm(weight, scope) : weight;
}

function attributes(stride: number, padding: number): Conv2dAttributes {
  return { stride: [stride, stride], padding: [padding, padding, padding, padding] };
}

function biased(y: Tensor, scope: Scope, { bias = true }: ConvOptions): Tensor {
  return bias ? add(y, scope.parameter("bias", [1, y.shape[1], 1, 1], zeros)) : y;
}
