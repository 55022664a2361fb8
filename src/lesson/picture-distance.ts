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

/** Compares drawn pictures with as many real ones; at least 128 of each, and twice as many real ones for the floor. */
export async function comparePictures(
  { host, device }: Pick<LessonContext, "host" | "device">,
  real: Dataset,
  drawn: DrawnPictures,
): Promise<PictureComparison> {
  const { size, channels } = real;
  const { count } = drawn;
  const network = await featureNetwork(host, device);
  const numbers = (from: number) => Array.from({ length: count }, (_, at) => (from + at) % real.count);
  const [first, second] = [await real.batch(numbers(0)), await real.batch(numbers(count))];
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
  const [one, two, made] = [await gaussianOf(first), await gaussianOf(second), await gaussianOf(drawn.values)];
  network.dispose();
  return {
    distance: frechetDistance(made, one),
    floor: frechetDistance(two, one),
    variety: spread(drawn.values, count) / spread(first, count),
  };
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
