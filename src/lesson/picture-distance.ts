import type { Dataset } from "../dataset/index.ts";
import { featureNetwork, fitGaussian, frechetDistance } from "../feature/index.ts";
import type { LessonContext } from "./chapter.ts";

/** Drawn pictures, `[count, channels, size, size]` in [−1, 1]. */
export interface DrawnPictures {
  readonly values: Float32Array;
  readonly count: number;
}

/** How drawn pictures compare with real ones. */
export interface PictureComparison {
  /** Fréchet distance in the features that ship with omakase: 0 is alike. */
  readonly distance: number;
  /** Distance between two halves of the real pictures, which no model can be expected to beat. */
  readonly floor: number;
  /** Mean distance between two drawn pictures, as a share of that between two real ones: far below 1 is a collapse. */
  readonly variety: number;
}

/** Compares several sets of drawn pictures with the same real ones. */
export interface PictureComparer {
  /** Number of drawn pictures in a set. */
  readonly count: number;
  /** Compares drawn pictures, `[count, channels, size, size]` in [−1, 1]. */
  compare(values: Float32Array): Promise<PictureComparison>;
  dispose(): void;
}

/**
 * Prepares comparisons with the first `count` real pictures, so that only the drawn ones remain to be looked at.
 *
 * @param count - pictures of each kind, at least 128; twice as many real ones give the floor.
 */
export async function pictureComparer(
  { host, device }: Pick<LessonContext, "host" | "device">,
  real: Dataset,
  count: number,
): Promise<PictureComparer> {
  const { size, channels } = real;
  const network = await featureNetwork(host, device);
  const numbers = (from: number) => Array.from({ length: count }, (_, at) => (from + at) % real.count);
  const gaussianOf = async (values: Float32Array) => {
    const width = values.length / count;
    const batch = async (indices: ArrayLike<number>) => {
      const picked = Array.from(indices, (at) => values.subarray(at * width, (at + 1) * width));
      const all = new Float32Array(picked.length * width);
      picked.forEach((one, at) => all.set(one, at * width));
      return all;
    };
    return fitGaussian(await network.extract({ count, size, channels, batch }));
  };
  const first = await real.batch(numbers(0));
  const [one, two] = [await gaussianOf(first), await gaussianOf(await real.batch(numbers(count)))];
  const [floor, realSpread] = [frechetDistance(two, one), spread(first, count)];
  return {
    count,
    compare: async (values) => ({
      distance: frechetDistance(await gaussianOf(values), one),
      floor,
      variety: spread(values, count) / realSpread,
    }),
    dispose: () => network.dispose(),
  };
}

/** Compares drawn pictures with as many real ones; see {@link pictureComparer}. */
export async function comparePictures(
  context: Pick<LessonContext, "host" | "device">,
  real: Dataset,
  { values, count }: DrawnPictures,
): Promise<PictureComparison> {
  const comparer = await pictureComparer(context, real, count);
  const comparison = await comparer.compare(values);
  comparer.dispose();
  return comparison;
}

/** Returns the mean distance between neighbours in a list of pictures. */
function spread(values: Float32Array, count: number): number {
  const width = values.length / count;
  let total = 0;
  for (let at = 0; at + 1 < count; at++) {
    let squares = 0;
    for (let pixel = 0; pixel < width; pixel++)
      squares += (values[at * width + pixel] - values[(at + 1) * width + pixel]) ** 2;
    total += Math.sqrt(squares / width);
  }
  return total / (count - 1);
}
