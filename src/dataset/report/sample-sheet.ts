import { contactSheet, type Picture } from "../../image/index.ts";
import { random } from "../../tensor/index.ts";
import type { Dataset } from "../dataset.ts";

/** Options of {@link sampleSheet}. */
export interface SampleSheetOptions {
  /** Maximum number of pictures. Default 80, or 40 pairs. */
  readonly count?: number;
  /** Seed of the random choice, 0 … 2^53 − 1. Default 0. */
  readonly seed?: number;
}

/**
 * Arranges a random choice of pictures in a grid, in the order of the data set; enlarges small pictures. Pairs are side
 * by side, the input on the left.
 */
export async function sampleSheet(dataset: Dataset, options: SampleSheetOptions = {}): Promise<Picture> {
  const { inputs } = dataset;
  const { count = inputs ? 40 : 80, seed = 0 } = options;
  const chosen = random(seed, "sheet").permutation(dataset.count).slice(0, count).sort();
  const show = async (index: number): Promise<Picture> => {
    const picture = await dataset.picture(index);
    return inputs ? contactSheet([await inputs.picture(index), picture], { columns: 2, gap: 0 }) : picture;
  };
  const pictures = await Promise.all(Array.from(chosen, show));
  const scale = Math.max(1, Math.floor(128 / dataset.size));
  const columns = Math.min(10, Math.ceil(Math.sqrt(pictures.length * 1.25))) / (inputs ? 2 : 1);
  return contactSheet(pictures, { columns: Math.ceil(columns), scale, gap: 4 });
}
