import type { Values } from "../device/index.ts";
import { OmakaseError } from "../error.ts";
import { toPictures, type Picture } from "../image/index.ts";
import type { Sampler } from "./sampler.ts";
import { sliceLocalEdits, type LocalEdit } from "./local-edit.ts";

/**
 * Batch size of images whose bytes matter. It is fixed so that an image has the same bytes alone and among others: a
 * device may compute one image by other kernels than many.
 */
export const renderBatch = 16;

/** See {@link renderLatents}. */
export interface RenderLatentsOptions {
  /** Batch size, ≥ 1; it decides the last bits. Default {@link renderBatch}. */
  readonly batch?: number;
  /**
   * Feature offsets, `[count, featureOffsetSize]`: see `withFeatureOffsets`. Default: none. Not together with
   * `localEdits`.
   */
  readonly featureOffsets?: Float32Array;
  /** Local edits: see `withLocalEdits`. Default: none. Not together with `featureOffsets`. */
  readonly localEdits?: readonly LocalEdit[];
  /** Values per row of `latents`: `latent`, or `layers · latent` for per-layer latents. Default: `latent`. */
  readonly width?: number;
  /** Called after every batch: `done` of `total` images are drawn. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Stops the work. */
  readonly signal?: AbortSignal;
}

/**
 * Renders latents: the same latent gives the same bytes, whatever else is drawn.
 * @param latents - `[count, latent]`, or `[count, layers · latent]`: see `Sampler.decode`.
 * @returns `count` images.
 * @throws OmakaseError `option` when both feature offsets and local edits are given.
 */
export async function renderLatents(
  sampler: Sampler,
  latents: Values,
  options: RenderLatentsOptions = {},
): Promise<Picture[]> {
  const { batch = renderBatch, width = sampler.latent, featureOffsets, localEdits = [], onProgress, signal } = options;
  if (featureOffsets && localEdits.length > 0) throw offsetsWithLocalEditsError();
  const { size, channels } = sampler.trained.picture;
  const total = latents.length / width;
  const pictures: Picture[] = [];
  while (pictures.length < total) {
    signal?.throwIfAborted();
    const count = Math.min(batch, total - pictures.length);
    const part = rowsOf(latents, width, pictures.length, count);
    const drawn = async () => {
      if (featureOffsets) {
        const offsets = rowsOf(featureOffsets, sampler.featureOffsetSize, pictures.length, count);
        return sampler.decodeWithFeatureOffsets(concatenateColumns(part, offsets, count), count, batch);
      }
      if (localEdits.length === 0) return sampler.decode(part, count, batch);
      return sampler.decodeWithLocalEdits(
        part,
        sliceLocalEdits(localEdits, sampler.noiseSize, pictures.length, count),
        count,
        batch,
      );
    };
    const values = await drawn();
    pictures.push(...toPictures(values, { channels, height: size, width: size }));
    onProgress?.({ done: pictures.length, total });
  }
  return pictures;
}

function rowsOf<Numbers extends Values>(values: Numbers, width: number, from: number, count: number): Numbers {
  return values.subarray(from * width, (from + count) * width) as Numbers;
}

/** Concatenates two row-major matrices along their columns. */
function concatenateColumns(left: Values, right: Values, rows: number): Float32Array {
  const [a, b] = [left.length / rows, right.length / rows];
  const both = new Float32Array(left.length + right.length);
  for (let row = 0; row < rows; row++) {
    both.set(left.subarray(row * a, (row + 1) * a), row * (a + b));
    both.set(right.subarray(row * b, (row + 1) * b), row * (a + b) + a);
  }
  return both;
}

function offsetsWithLocalEditsError(): OmakaseError {
  return new OmakaseError("option", {
    where: "featureOffsets, localEdits",
    expected: { ja: "どちらか片方", en: "one of the two" },
    got: { ja: "両方", en: "both" },
    remedy: { ja: "どちらかを外してください", en: "Leave one of them out" },
  });
}
