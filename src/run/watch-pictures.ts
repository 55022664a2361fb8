import type { Dataset } from "../dataset/index.ts";
import { glance, permutationTest, selectFeatures } from "../feature/index.ts";
import { detective, type Trained } from "../generate/index.ts";
import { random } from "../tensor/index.ts";
import type { RealPictures } from "./real-pictures.ts";

/** How the pictures of a place compare with those that a model learned from. */
export interface Watched {
  /** How many there are, and how many of them were looked at. */
  readonly pictures: number;
  readonly looked: number;
  /** How far they are from those that were learned from; 0: not at all. */
  readonly distance: number;
  /** How often chance alone makes a difference as large, above 0, up to 1. */
  readonly probability: number;
  /**
   * How often the detective takes one of the learned pictures for more real than one of these, 0 … 1; ½: they are alike
   * to it. Undefined for a model without such a detective.
   */
  readonly doubted?: number;
  /** Whether they have changed: chance does this once in a hundred looks. */
  readonly changed: boolean;
}

const [mostPictures, mostKnown] = [200, 300];
const rarity = 0.01;

/**
 * Compares pictures with those that a model learned from, by what is seen of both at a glance and by what the detective
 * says of both.
 *
 * @param pictures - at least two, of the model's size and channels.
 */
export async function watchPictures(trained: Trained, known: RealPictures, pictures: Dataset): Promise<Watched> {
  const indices = random(1, "watch").permutation(pictures.count).slice(0, mostPictures);
  const looked = indices.length;
  const values = await pictures.batch(indices);
  const some = Array.from({ length: Math.min(mostKnown, known.glance.count) }, (_, at) => at);
  const { distance, probability } = permutationTest(
    selectFeatures(known.glance, some),
    glance(values, looked, pictures),
  );
  const judge = known.scores && detective(trained);
  const scores = judge && (await judge.judge(values, looked));
  judge?.dispose();
  const doubted = scores && known.scores ? preferred(known.scores, scores) : undefined;
  const changed = probability <= rarity;
  return {
    pictures: pictures.count,
    looked,
    distance,
    probability,
    ...(doubted !== undefined && { doubted }),
    changed,
  };
}

/** How often one of the first scores is above one of the second; ties count half (Mann & Whitney 1947). */
function preferred(first: Float32Array, second: Float32Array): number {
  let wins = 0;
  for (const one of first) for (const other of second) wins += one > other ? 1 : one === other ? 0.5 : 0;
  return wins / (first.length * second.length);
}
