import { random } from "../tensor/index.ts";
import { selectFeatures, type Features } from "./features.ts";
import { forEachDistances } from "./for-each-distances.ts";

/** How near drawn pictures come to those that were learned from; see {@link memorisation}. */
export interface Memorisation {
  /** For each drawn picture the nearest training picture. */
  readonly nearest: Uint32Array;
  /** For each drawn picture how near that is; see {@link memorisation}. The smallest are the most suspicious. */
  readonly relativeDistances: Float64Array;
  /** A nearness below this is suspicious. */
  readonly threshold: number;
  /** The part of fresh real pictures that would be suspicious too, by chance. */
  readonly expectedFraction: number;
  /** The part of the drawn pictures that is suspicious. */
  readonly suspiciousFraction: number;
}

/** See {@link memorisation}. */
export interface MemorisationOptions {
  /** Decides which training pictures stand for fresh ones. Default 1. */
  readonly seed?: number;
  /** How many training pictures stand for fresh ones, at most. Default 1000. */
  readonly maxReferences?: number;
}

/** How rare a nearness must be among fresh pictures to be suspicious. */
const falseAlarmRate = 0.01;

/**
 * Looks for drawn pictures that are copies of training pictures. The nearness of a drawn picture is its distance to the
 * nearest training picture, divided by the distance from that one to the nearest other training picture: far below 1 it
 * is closer than real pictures are to each other. How often that happens by chance is seen on the training pictures
 * themselves, each held back in turn as if it were a fresh one (in the spirit of the data-copying test of Meehan et al.
 * 2020).
 *
 * @param training - at least three pictures.
 */
export function memorisation(training: Features, generated: Features, options: MemorisationOptions = {}): Memorisation {
  const { seed = 1, maxReferences = 1000 } = options;
  const held = random(seed, "memorisation").permutation(training.count).slice(0, maxReferences);
  const fresh = nearestTraining(training, selectFeatures(training, held), held);
  const found = nearestTraining(training, generated);
  const usual = relativeDistancesTo(training, fresh, held).sort();
  const near = relativeDistancesTo(training, found);
  const rank = Math.floor(falseAlarmRate * usual.length);
  const threshold = usual[rank];
  return {
    nearest: found.indices,
    relativeDistances: near,
    threshold,
    expectedFraction: (rank + 1) / (usual.length + 1),
    suspiciousFraction: near.filter((value) => value < threshold).length / near.length,
  };
}

interface NearestTraining {
  readonly indices: Uint32Array;
  /** Squared. */
  readonly distances: Float64Array;
}

/**
 * The nearest training picture of each point.
 *
 * @param except - for each point a training picture that does not count.
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

/** Distances relative to those of the nearest training pictures to others. `except`: the points themselves, held back. */
function relativeDistancesTo(
  training: Features,
  { indices, distances }: NearestTraining,
  except?: ArrayLike<number>,
): Float64Array {
  const around = nearestTraining(training, selectFeatures(training, indices), indices, ...(except ? [except] : []));
  // twins among the training pictures have no distance: anything but a third twin is far away from them
  return distances.map((distance, at) => Math.sqrt(distance / Math.max(around.distances[at], Number.MIN_VALUE)));
}
