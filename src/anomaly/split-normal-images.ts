import { subset, type Dataset } from "../dataset/index.ts";
import { random } from "../tensor/index.ts";

/** Shares of the images for the threshold and for the scales of the detectors, 0–1. */
const shares = { calibration: 0.3, scale: 0.1 } as const;

/** Splits normal images at random: for training, for the scales of the detectors, for the threshold. */
export function splitNormalImages(
  dataset: Dataset,
  seed: number,
): Record<"training" | "scale" | "calibration", Dataset> {
  const order = random(seed, "normal").permutation(dataset.count);
  const calibrationCount = Math.round(dataset.count * shares.calibration);
  const scaleCount = Math.max(2, Math.round(dataset.count * shares.scale));
  return {
    calibration: subset(dataset, order.slice(0, calibrationCount).sort()),
    scale: subset(dataset, order.slice(calibrationCount, calibrationCount + scaleCount).sort()),
    training: subset(dataset, order.slice(calibrationCount + scaleCount).sort()),
  };
}
