import { subset, type Dataset } from "../dataset/index.ts";
import { random } from "../tensor/index.ts";

/** Shares of the images for the threshold and for the scales of the detectors, 0–1. */
const shares = { calibration: 0.3, scale: 0.1 } as const;

/** Normal images in three sets in random order, none of which shares a group with another. */
export interface NormalSplit {
  readonly training: Dataset;
  readonly scale: Dataset;
  readonly calibration: Dataset;
  /** Number of the group of each calibration image; undefined where each image is its own group. */
  readonly calibrationGroups?: Float32Array;
}

/**
 * Splits normal images at random: for training, for the scales of the detectors, for the threshold.
 *
 * @param groups - number of the group of each image; whole groups are drawn. Default: each image is its own group.
 */
export function splitNormalImages(dataset: Dataset, seed: number, groups?: ArrayLike<number>): NormalSplit {
  const members = new Map<number, number[]>();
  for (let at = 0; at < dataset.count; at++) {
    const group = groups ? groups[at] : at;
    const known = members.get(group);
    if (known) known.push(at);
    else members.set(group, [at]);
  }
  const all = [...members.values()];
  const order = random(seed, "normal").permutation(all.length);
  const calibrationCount = Math.round(all.length * shares.calibration);
  const scaleCount = Math.max(2, Math.round(all.length * shares.scale));
  const draw = (from: number, to?: number) => [...order.slice(from, to)].flatMap((at) => all[at]);
  const calibration = draw(0, calibrationCount);
  return {
    calibration: subset(dataset, calibration),
    scale: subset(dataset, draw(calibrationCount, calibrationCount + scaleCount)),
    training: subset(dataset, draw(calibrationCount + scaleCount)),
    ...(groups && { calibrationGroups: Float32Array.from(calibration, (at) => groups[at]) }),
  };
}
