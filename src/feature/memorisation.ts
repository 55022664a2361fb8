import { random } from "../tensor/index.ts";
import { selectFeatures, type Features } from "./features.ts";
import { forEachDistances } from "./for-each-distances.ts";

/** Nearest training pictures of generated pictures, and the resulting test for copies; see {@link memorisation}. */
export interface Memorisation {
  /** Index of the nearest training picture, for each generated picture. */
  readonly nearest: Uint32Array;
  /**
   * Relative distance to it, for each generated picture; see {@link memorisation}. The smallest are the most
   * suspicious.
   */
  readonly relativeDistances: Float64Array;
  /** Relative distance below which a picture is suspicious. */
  readonly threshold: number;
  /** Expected fraction of suspicious pictures among new real pictures, 0 … 1. */
  readonly expectedFraction: number;
  /** Fraction of the generated pictures that is suspicious, 0 … 1. */
  readonly suspiciousFraction: number;
}

/** Options of {@link memorisation}. */
export interface MemorisationOptions {
  /** Seed of the choice of held-out training pictures. Default 1. */
  readonly seed?: number;
  /** Maximum number of training pictures that calibrate the threshold. Default 1000. */
  readonly maxReferences?: number;
}

/** False-positive rate among new real pictures that sets the threshold. */
const falseAlarmRate = 0.01;

/**
 * Detects generated pictures that copy training pictures. The relative distance of a generated picture is its distance
 * to the nearest training picture, divided by the distance from that one to its nearest other training picture: far
 * below 1, it is closer than real pictures are to each other. The threshold comes from the training pictures
 * themselves, each held out in turn (in the spirit of the data-copying test of Meehan et al. 2020).
 *
 * @param training - at least three pictures.
 */
export function memorisation(training: Features, generated: Features, options: MemorisationOptions = {}): Memorisation {
  const { seed = 1, maxReferences = 1000 } = options;
  const held = random(seed, "memorisation").permutation(training.count).slice(0, maxReferences);
  const calibration = nearestTraining(training, selectFeatures(training, held), held);
  const found = nearestTraining(training, generated);
  const expected = relativeDistancesTo(training, calibration, held).sort();
  const near = relativeDistancesTo(training, found);
  const rank = Math.floor(falseAlarmRate * expected.length);
  const threshold = expected[rank];
  return {
    nearest: found.indices,
    relativeDistances: near,
    threshold,
    expectedFraction: (rank + 1) / (expected.length + 1),
    suspiciousFraction: near.filter((value) => value < threshold).length / near.length,
  };
}

interface NearestTraining {
  readonly indices: Uint32Array;
  /** Squared distance to it. */
  readonly distances: Float64Array;
}

/**
 * Finds the nearest training picture of each point.
 *
 * @param except - for each point, the index of a training picture to exclude.
 */
function nearestTraining(
  training: Features,
  points: Features,
  ...except: readonly ArrayLike<number>[]
): NearestTraining {
  const [indices, nearest] = [new Uint32Array(points.count), new Float64Array(points.count).fill(Infinity)];
  forEachDistances(points, training, (row, distances) => {
    for (let at = 0; at < distances.length; at++) {
      if (distances[at] >= nearest[row] || except.some((places) => places[row] === at)) continue;
      nearest[row] = distances[at];
      indices[row] = at;
    }
  });
  return { indices, distances: nearest };
}

/**
 * Divides distances by those of the nearest training pictures to their own neighbours. `except`: the points themselves,
 * when held out.
 */
function relativeDistancesTo(
  training: Features,
  { indices, distances }: NearestTraining,
  except?: ArrayLike<number>,
): Float64Array {
  const around = nearestTraining(training, selectFeatures(training, indices), indices, ...(except ? [except] : []));
  // duplicates have distance 0: relative to them, anything but a third duplicate is far away
  return distances.map((distance, at) => Math.sqrt(distance / Math.max(around.distances[at], Number.MIN_VALUE)));
}
