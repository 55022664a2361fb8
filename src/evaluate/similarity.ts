import { internalError } from "../error.ts";
import type { Picture } from "../image/index.ts";

/** Similarity of two images. */
export interface Similarity {
  /** Mean absolute difference of values in [−1, 1], 0–2: 0 is identical, 2 is black against white. */
  readonly l1: number;
  /**
   * Peak signal-to-noise ratio, 10 · log₁₀(255² / mean squared error of the 8-bit values), dB: 20 is rough, 30 is good,
   * ∞ is identical.
   */
  readonly psnr: number;
  /** Structural similarity, −1 … 1: 1 is identical, about 0 is unrelated; see {@link similarity}. */
  readonly ssim: number;
}

/** Mean similarity of several pairs. */
export interface MeanSimilarity extends Similarity {
  /** Number of pairs. */
  readonly count: number;
}

/**
 * Measures L1, PSNR and SSIM of two images of the same shape. SSIM follows Wang et al. 2004 (section III.B): Gaussian
 * windows of 11 × 11 px with a standard deviation of 1.5 px, K₁ = 0.01, K₂ = 0.03, the mean over all windows that fit.
 * We differ: in colour it is the mean over the channels, where the paper uses luminance alone, and images smaller than
 * a window get a window of their own size.
 *
 * @param a - first image.
 * @param b - second image, of the same width, height and channels.
 * @returns L1 0–2, PSNR in dB, SSIM −1 … 1.
 * @throws Error for images of different shapes, a bug of the caller.
 */
export function similarity(a: Picture, b: Picture): Similarity {
  if (a.width !== b.width || a.height !== b.height || a.channels !== b.channels)
    throw internalError("similarity: pictures differ in shape");
  let [absolute, squares] = [0, 0];
  for (let at = 0; at < a.pixels.length; at++) {
    const difference = a.pixels[at] - b.pixels[at];
    absolute += Math.abs(difference);
    squares += difference * difference;
  }
  const count = a.pixels.length;
  let structure = 0;
  for (let channel = 0; channel < a.channels; channel++)
    structure += structuralSimilarity(channelPlane(a, channel), channelPlane(b, channel), a.width) / a.channels;
  return { l1: absolute / count / 127.5, psnr: 10 * Math.log10(255 ** 2 / (squares / count)), ssim: structure };
}

/**
 * Averages {@link similarity} over pairs of images.
 *
 * @param pairs - at least one pair.
 * @returns mean L1, PSNR and SSIM, and the number of pairs.
 * @throws Error without pairs, a bug of the caller.
 */
export function meanSimilarity(pairs: readonly (readonly [Picture, Picture])[]): MeanSimilarity {
  if (pairs.length === 0) throw internalError("meanSimilarity: no pairs");
  const each = pairs.map(([a, b]) => similarity(a, b));
  const mean = (of: keyof Similarity): number => each.reduce((total, one) => total + one[of], 0) / each.length;
  return { l1: mean("l1"), psnr: mean("psnr"), ssim: mean("ssim"), count: each.length };
}

const window = { side: 11, std: 1.5 };
const [c1, c2] = [(0.01 * 255) ** 2, (0.03 * 255) ** 2];

function structuralSimilarity(a: Float64Array, b: Float64Array, width: number): number {
  const means = (values: Float64Array): Float64Array => gaussianBlur(values, width);
  const product = (x: Float64Array, y: Float64Array): Float64Array => x.map((value, at) => value * y[at]);
  const [meanA, meanB] = [means(a), means(b)];
  const [squareA, squareB, both] = [means(product(a, a)), means(product(b, b)), means(product(a, b))];
  let total = 0;
  for (let at = 0; at < meanA.length; at++) {
    const [x, y] = [meanA[at], meanB[at]];
    const [spreadA, spreadB, covariance] = [squareA[at] - x * x, squareB[at] - y * y, both[at] - x * y];
    total += ((2 * x * y + c1) * (2 * covariance + c2)) / ((x * x + y * y + c1) * (spreadA + spreadB + c2));
  }
  return total / meanA.length;
}

/** Computes Gaussian-weighted means over every window that fits: along rows, then along columns. */
function gaussianBlur(values: Float64Array, width: number): Float64Array {
  const height = values.length / width;
  const [across, down] = [gaussianWeights(width), gaussianWeights(height)];
  const columns = width - across.length + 1;
  const rows = height - down.length + 1;
  const half = new Float64Array(height * columns);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < columns; x++)
      for (let k = 0; k < across.length; k++) half[y * columns + x] += across[k] * values[y * width + x + k];
  const blurred = new Float64Array(rows * columns);
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++)
      for (let k = 0; k < down.length; k++) blurred[y * columns + x] += down[k] * half[(y + k) * columns + x];
  return blurred;
}

/** Returns Gaussian window weights with sum 1, at most `length` of them. */
function gaussianWeights(length: number): Float64Array {
  const side = Math.min(window.side, length);
  const weights = Float64Array.from({ length: side }, (_, at) =>
    Math.exp(-(((at - (side - 1) / 2) / window.std) ** 2) / 2),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

function channelPlane({ pixels, channels }: Picture, channel: number): Float64Array {
  return Float64Array.from({ length: pixels.length / channels }, (_, at) => pixels[at * channels + channel]);
}
