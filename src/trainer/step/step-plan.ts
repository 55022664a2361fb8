import type { PictureShape, Registry } from "../../model/index.ts";
import type { Shape, Tensor } from "../../tensor/index.ts";
import type { Settings } from "../settings.ts";
import type { Turn } from "./turn.ts";

/**
 * Names of what a step is fed besides random numbers and the optimizers' factors: the pictures of a batch, what they
 * are to be made from, and numbers that change with time.
 */
export const stepInputs = {
  real: "real",
  given: "given",
  penalty: "penalty",
  worst: "worst",
  average: "average",
} as const;

/** What a step of any kind is built from. */
export interface StepPlan {
  readonly registry: Registry;
  readonly settings: Settings;
  readonly picture: PictureShape;
  /** Who learns, where there are two networks. */
  readonly turn: Turn;
  /** Something that every batch brings along, `[batch, …shape]`. */
  feed(name: string, shape: Shape): Tensor;
}

/** What a step measures, each a single number `[]`, and which optimizers it used, by the first network they move. */
export interface Learned {
  readonly metrics: Readonly<Record<string, Tensor>>;
  readonly optimizers: readonly string[];
}

/** The real pictures of a batch, `[batch, channel, size, size]` in [−1, 1]. */
export function realPictures({ feed, picture: { channels, size } }: StepPlan): Tensor {
  return feed(stepInputs.real, [channels, size, size]);
}
