import type { Dataset } from "../dataset/index.ts";
import { random } from "../tensor/index.ts";
import { type BatchSource } from "../train/index.ts";
import { addSyntheticDefect } from "./add-synthetic-defect.ts";

/** Share of images without a defect, 0–1. */
const cleanFraction = 0.3;
/** Largest number of defects in the others. */
const maxDefects = 4;

/**
 * Creates training batches for the defect network: normal images with synthetic defects and their masks. The same seed
 * and step give the same batch.
 *
 * @param cell - side of a mask cell, px.
 */
export function syntheticDefectBatches(dataset: Dataset, seed: number, cell: number): BatchSource {
  const { size, channels, count } = dataset;
  const each = channels * size * size;
  const cells = (size / cell) ** 2;
  return {
    size,
    channels,
    async batch(step, batchSize) {
      const stream = random(seed, "defects", step);
      const indices = Array.from({ length: 2 * batchSize }, () => stream.integer(count));
      const flips = indices.map(() => stream.integer(2));
      const both = await dataset.batch(indices, flips);
      const images = both.slice(0, batchSize * each);
      const attributes = new Float32Array(batchSize * cells).fill(-1);
      for (let at = 0; at < batchSize; at++) {
        const defects = stream.uniform() < cleanFraction ? 0 : 1 + stream.integer(maxDefects);
        const picture = images.subarray(at * each, (at + 1) * each);
        const other = both.subarray((batchSize + at) * each, (batchSize + at + 1) * each);
        for (let defect = 0; defect < defects; defect++)
          addSyntheticDefect(picture, other, { size, channels, cell }, stream).forEach((isDefective, place) => {
            if (isDefective) attributes[at * cells + place] = 1;
          });
      }
      return { images, attributes, attributeMask: new Float32Array(attributes.length).fill(1) };
    },
  };
}
