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
import { nnText } from "../text/index.ts";
import { checkFeatures, checkOptions, layerPath } from "./check-layer.ts";
import { scaledNormal, zeros } from "./initializer.ts";
import type { Layer, Scope } from "./layer.ts";
import type { Initializer } from "./registry.ts";
import { spectralNorm } from "./spectral-norm.ts";

/** See {@link conv} and {@link upConv}. */
export interface ConvOptions {
  /** Side of the square kernel, in pixels. Default 3; 4 when the stride is 2. */
  readonly kernel?: number;
  /** Stride in pixels; 2 halves the image, or doubles it in `upConv`. Default 1; 2 in `upConv`. */
  readonly stride?: number;
  /** Rows of zeros around the image. Default ⌊(kernel − 1) / 2⌋: stride 1 keeps the size, stride 2 halves it. */
  readonly padding?: number;
  /** Whether to add a learned bias to each feature. Default true. */
  readonly bias?: boolean;
  /** Initializer of the weights. Default `scaledNormal()`. */
  readonly initial?: Initializer;
  /** Divides the weights by their largest singular value (Miyato et al. 2018). Default false. */
  readonly spectral?: boolean;
}

/**
 * Creates a convolution: `[batch, in, height, width]` → `[batch, out, height / stride, width / stride]`.
 *
 * @param out - number of output features, 1 or more.
 * @param options - see {@link ConvOptions}.
 * @returns a layer with parameters `weight`, `[out, in, kernel, kernel]`, and `bias`, `[1, out, 1, 1]`.
 * @throws OmakaseError `option` when `out` is no whole number above 0; `shape`, when the layer is applied, unless the input
 *   has four axes and the kernel fits.
 */
export function conv(out: number, options: ConvOptions = {}): Layer {
  const { stride = 1, kernel = stride === 2 ? 4 : 3, padding = Math.floor((kernel - 1) / 2) } = options;
  checkFeatures("conv", out);
  checkOptions("conv", out, options, "{ stride: 2 }");
  return (x, scope) => {
    const [, channels] = checkImages("conv", x, scope).shape;
    const weight = weights(scope, [out, channels, kernel, kernel], channels * kernel ** 2, options);
    return addBias(conv2d(x, weight, attributes(stride, padding)), scope, options);
  };
}

/** See {@link upConvSmooth}. */
export type UpConvSmoothOptions = Pick<ConvOptions, "bias" | "initial">;

/**
 * Creates a layer that doubles an image without checkerboards: nearest-neighbour upsampling and a 3 × 3 convolution (Odena
 * et al. 2016, "Deconvolution and checkerboard artifacts"), computed as one transposed convolution with four
 * multiplications for each pixel in place of nine. `[batch, in, height, width]` → `[batch, out, height · 2, width · 2]`.
 *
 * @param out - number of output features, 1 or more.
 * @param options - see {@link ConvOptions}.
 * @returns a layer with parameters `weight`, `[in, out, 3, 3]`, and `bias`, `[1, out, 1, 1]`.
 * @throws OmakaseError `option` when `out` is no whole number above 0; `shape`, when the layer is applied, unless the input
 *   has four axes.
 */
export function upConvSmooth(out: number, options: UpConvSmoothOptions = {}): Layer {
  checkFeatures("upConvSmooth", out);
  checkOptions("upConvSmooth", out, options, "{ bias: false }");
  return (x, scope) => {
    const [, channels, height, width] = checkImages("upConvSmooth", x, scope).shape;
    const small = weights(scope, [channels, out, 3, 3], channels * 9, options);
    // the 4 × 4 kernel of the transposed convolution: the sum of the small one at four offsets
    const offsets = [0, 1].flatMap((down) => [0, 1].map((right) => [down, right] as const));
    const large = addN(offsets.map(([down, right]) => pad(small, [0, 0, down, right], [0, 0, 1 - down, 1 - right])));
    return addBias(conv2dInputGradient(x, large, [height * 2, width * 2], attributes(2, 1)), scope, options);
  };
}

/**
 * Creates a transposed convolution, which doubles the image when the stride is 2.
 * `[batch, in, height, width]` → `[batch, out, height · stride, width · stride]`.
 *
 * @param out - number of output features, 1 or more.
 * @param options - see {@link ConvOptions}.
 * @returns a layer with parameters `weight`, `[in, out, kernel, kernel]`, and `bias`, `[1, out, 1, 1]`.
 * @throws OmakaseError `option` when `out` is no whole number above 0; `shape`, when the layer is applied, unless the input
 *   has four axes.
 */
export function upConv(out: number, options: ConvOptions = {}): Layer {
  const { stride = 2, kernel = stride === 2 ? 4 : 3, padding = Math.floor((kernel - 1) / 2) } = options;
  checkFeatures("upConv", out);
  checkOptions("upConv", out, options, "{ stride: 1 }");
  return (x, scope) => {
    const [, channels, height, width] = checkImages("upConv", x, scope).shape;
    const fanIn = channels * Math.max(1, kernel / stride) ** 2; // each output pixel depends on 1 / stride² of the kernel
    const weight = weights(scope, [channels, out, kernel, kernel], fanIn, options);
    const outLength = (length: number) => (length - 1) * stride - 2 * padding + kernel;
    const y = conv2dInputGradient(x, weight, [outLength(height), outLength(width)], attributes(stride, padding));
    return addBias(y, scope, options);
  };
}

function checkImages(name: string, x: Tensor, scope: Scope): Tensor {
  if (x.shape.length !== 4)
    throw shapeError(layerPath(scope, name), nnText.conv.images({ shape: formatShape(x.shape) }));
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

function addBias(y: Tensor, scope: Scope, { bias = true }: ConvOptions): Tensor {
  return bias ? add(y, scope.parameter("bias", [1, y.shape[1], 1, 1], zeros)) : y;
}
