import { cholesky, solve, solveLower, solveUpper } from "./cholesky.ts";
import { eyeParts, eyeWidth } from "./eye.ts";
import type { PartSpread } from "./part-spread.ts";

/** Tells pictures that have something from pictures that have not: a weighted sum of what an eye sees. */
export interface TaughtReader {
  /** `[parts · width]`. */
  readonly weights: Float64Array;
  readonly bias: number;
  /** The part of the pictures it was taught with that it gets right when taught with all others, 0.5 … 1. */
  readonly right: number;
}

/** How far the reader trusts a few examples: what is added to the kernel's diagonal, whose mean is 1. */
const doubt = 0.3;
/** How much more the parts count that tell better: their correlation to this power. */
const sharpness = 8;

/**
 * Learns from a few pictures. Each part of the picture is tried by itself, each picture judged by what the others teach;
 * the better a part tells the two kinds apart, the more it counts, so that glasses are looked for around the eyes. What
 * varies much from picture to picture anyway counts less: the part's own covariance is divided out, as in linear
 * discriminant analysis, but measured on pictures without labels, of which there is no end (Hariharan et al. 2012).
 * The rest is ridge regression with one kernel a part (Cristianini et al. 2002 for weighing kernels by what they tell).
 *
 * @param seen - of an eye, `[count, parts · width]`, row-major: first the pictures that have it, then those that have not.
 * @param having - how many have it, ≥ 2, as of those that have not.
 * @returns scaled so that those that have it lie about 1 and the others about −1.
 */
export function teachReader(spread: PartSpread, seen: Float32Array, having: number): TaughtReader {
  const count = seen.length / (eyeParts * eyeWidth);
  const labels = Float64Array.from({ length: count }, (_, at) => (at < having ? 1 : -1));
  const parts = spread.roots.map((_, part) => partKernel(spread, seen, part));
  const raw = parts.map(
    ({ kernel }) => Math.max(0, correlation(predictedByOthers(kernel, labels), labels)) ** sharpness,
  );
  const all = raw.reduce((sum, value) => sum + value, 0);
  const shares = all > 0 ? raw.map((value) => value / all) : raw.map(() => 1 / eyeParts);

  const kernel = new Float64Array(count * count);
  parts.forEach((part, at) => part.kernel.forEach((value, place) => (kernel[place] += shares[at] * value)));
  const predicted = predictedByOthers(kernel, labels);
  const [above, below] = [mean(predicted.subarray(0, having)), mean(predicted.subarray(having))];
  const half = Math.max((above - below) / 2, 1e-3);
  const middle = (above + below) / 2;
  const factors = solve(withDoubt(kernel, count), labels);

  const weights = new Float64Array(eyeParts * eyeWidth);
  let bias = -middle / half;
  parts.forEach(({ white, scale }, part) => {
    const sum = new Float64Array(eyeWidth);
    white.forEach((row, at) => row.forEach((value, axis) => (sum[axis] += factors[at] * value)));
    const own = solveUpper(spread.roots[part], sum);
    own.forEach((value, axis) => {
      const place = part * eyeWidth + axis;
      weights[place] = (value * shares[part]) / scale / half;
      bias -= weights[place] * spread.mean[place];
    });
  });
  const right = predicted.filter((value, at) => value > middle === at < having).length / count;
  return { weights, bias, right };
}

/** What a reader says of pictures, `[count]`: about 1 where they have it, about −1 where not. */
export function readPictures({ weights, bias }: TaughtReader, seen: Float32Array): Float64Array {
  const each = weights.length;
  return Float64Array.from({ length: seen.length / each }, (_, picture) => {
    let sum = bias;
    for (let at = 0; at < each; at++) sum += weights[at] * seen[picture * each + at];
    return sum;
  });
}

/** One part of all pictures, whitened, and how alike they are there, with a mean of 1 on the diagonal. */
function partKernel({ mean: middle, roots }: PartSpread, seen: Float32Array, part: number) {
  const each = eyeParts * eyeWidth;
  const count = seen.length / each;
  const start = part * eyeWidth;
  const white = Array.from({ length: count }, (_, picture) =>
    solveLower(
      roots[part],
      Float64Array.from({ length: eyeWidth }, (_, axis) => seen[picture * each + start + axis] - middle[start + axis]),
    ),
  );
  const kernel = new Float64Array(count * count);
  let scale = 1e-12;
  for (let row = 0; row < count; row++)
    for (let column = 0; column <= row; column++) {
      const product = white[row].reduce((sum, value, axis) => sum + value * white[column][axis], 0);
      kernel[row * count + column] = kernel[column * count + row] = product;
      if (row === column) scale += product / count;
    }
  return { white, kernel: kernel.map((value) => value / scale), scale };
}

/** For each picture what ridge regression on all others says of it, in closed form. */
function predictedByOthers(kernel: Float64Array, labels: Float64Array): Float64Array {
  const count = labels.length;
  const root = cholesky(withDoubt(kernel, count), count);
  const factors = solveUpper(root, solveLower(root, labels));
  return labels.map((label, at) => {
    const column = solveLower(
      root,
      Float64Array.from({ length: count }, (_, row) => (row === at ? 1 : 0)),
    );
    return label - factors[at] / column.reduce((sum, value) => sum + value * value, 0);
  });
}

function withDoubt(kernel: Float64Array, count: number): Float64Array {
  return kernel.map((value, at) => (at % (count + 1) === 0 ? value + doubt : value));
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function correlation(a: Float64Array, b: Float64Array): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  let [product, squaresA, squaresB] = [0, 0, 0];
  a.forEach((value, at) => {
    product += (value - meanA) * (b[at] - meanB);
    squaresA += (value - meanA) ** 2;
    squaresB += (b[at] - meanB) ** 2;
  });
  return product / Math.sqrt(squaresA * squaresB + 1e-30);
}
