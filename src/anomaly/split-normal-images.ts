import { subset, type Dataset } from "../dataset/index.ts";
import { random } from "../tensor/index.ts";

/** What of the pictures is kept to set the threshold with, and what to set the scales of the parts with. */
const shares = { calibration: 0.3, scale: 0.1 } as const;

/** Splits normal pictures by chance: to learn from, to see how large the parts' numbers are, to set the threshold with. */
export function splitNormalImages(
  dataset: Dataset,
  seed: number,
): Record<"training" | "scale" | "calibration", Dataset> {
  const order = random(seed, "normal").permutation(dataset.count);
  const kept = Math.round(dataset.count * shares.calibration);
  const measured = Math.max(2, Math.round(dataset.count * shares.scale));
  return {
    calibration: subset(dataset, order.slice(0, kept).sort()),
    scale: subset(dataset, order.slice(kept, kept + measured).sort()),
    training: subset(dataset, order.slice(kept + measured).sort()),
  };
}
