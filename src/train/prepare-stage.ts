import type { Device, Weights } from "../device/index.ts";
import { internalError } from "../error.ts";
import { type ImageShape, type Stage } from "../model/index.ts";
import { createNetworkRunner, createRegistry, openScope } from "../nn/index.ts";
import { input, type Shape } from "../tensor/index.ts";
import type { BatchSource, TrainingImages } from "./trainer.ts";

/** Results of a stage's `prepare`: a row for each training image. */
export interface Prepared {
  /** Selects rows, as the input of a step. */
  select(rows: ArrayLike<number>): Float32Array;
}

/** Images whose values are computed together. */
const imagesTogether = 64;

/** Returns the shape of what a stage prepares for one image; undefined when it prepares nothing. */
export function preparedShape({ prepare }: Stage, { size, channels }: ImageShape): Shape | undefined {
  if (!prepare) return undefined;
  const scope = openScope(createRegistry(), "", { training: false });
  return prepare(input("x", [1, channels, size, size]), scope).shape.slice(1);
}

/**
 * Computes what a stage prepares, for all training images. The networks are used as for sampling: with averaged weights,
 * where training keeps them, and without dropout.
 *
 * @param weights - all states of the training.
 */
export async function prepareStage(
  { prepare }: Stage,
  source: BatchSource,
  device: Device,
  weights: Weights,
): Promise<Prepared> {
  if (!prepare) throw internalError("a stage that prepares nothing");
  const { size, channels } = source;
  const { count, load } = allImages(source);
  const runner = createNetworkRunner(device, weights, "", prepare, [channels, size, size]);
  const parts: Float32Array[] = [];
  for (let at = 0; at < count; at += imagesTogether) {
    const rows = Array.from({ length: Math.min(imagesTogether, count - at) }, (_, index) => at + index);
    parts.push(await runner.run(await load(rows), rows.length, imagesTogether));
  }
  runner.dispose();
  const width = parts[0].length / Math.min(imagesTogether, count);
  return {
    select(rows) {
      const values = new Float32Array(rows.length * width);
      Array.from(rows, (row, at) => {
        const part = parts[Math.floor(row / imagesTogether)];
        const first = (row % imagesTogether) * width;
        values.set(part.subarray(first, first + width), at * width);
      });
      return values;
    },
  };
}

/** Returns all images of a source for a stage that prepares something for each. */
export function allImages({ all }: BatchSource): TrainingImages {
  if (!all) throw internalError("a stage prepares something for each image, but the source cannot list them");
  return all;
}
