import { checkInteger, OmakaseError, type Text } from "../error.ts";
import type { Host } from "../host.ts";
import type { FitMode } from "../image/index.ts";
import { random } from "../tensor/index.ts";
import { collectPictures } from "./collect-pictures.ts";
import type { Dataset, ProgressListener } from "./dataset.ts";
import { openSource } from "./open-source.ts";
import { datasetFromStore } from "./dataset-from-store.ts";
import { selectEntries, type PictureSource } from "./picture-source.ts";
import { selectTags } from "./tag.ts";
import { datasetText } from "../text/index.ts";

/** Options of {@link openDataset}. */
export interface OpenDatasetOptions {
  /** Width and height to which all pictures are resized, px, 8 … 1024. Default 64. */
  readonly size?: number;
  /** 1: grey, 3: RGB. Default: the source's own (IDX: 1, everything else: 3). */
  readonly channels?: 1 | 3;
  /**
   * Maximum number of pictures, from 1; a larger source is sampled at random. Default: all; 10,000 of an endless
   * built-in set.
   */
  readonly count?: number;
  /** Seed of a built-in set, and of the random choice by `count`, 0 … 2^53 − 1. Default 0. */
  readonly seed?: number;
  /**
   * Opens pictures in pairs: {@link Dataset.inputs} holds the inputs. Default false.
   *
   * Files form pairs in two ways. Side by side: every picture is twice as wide as high, its left half the input, its
   * right half the target. Or in exactly two folders, whose pictures have the same names but for the extension; `A`,
   * `input`, `source`, `before` (also `trainA` and the like) is the input of `B`, `target`, `output`, `after`, and of
   * any other two names the first in alphabetical order. A notice reports the choice. A `tags.csv` beside the two
   * folders lists the targets by their names.
   *
   * Of the built-in sets, `sushi` and `sushi-camera` (label map, picture) and `emoji` (lines, colours) have pairs.
   */
  readonly pairs?: boolean;
  /** Swaps inputs and targets; only with `pairs`. Default false. */
  readonly reverse?: boolean;
  /** Method that makes pictures square. Default `crop`. */
  readonly fit?: FitMode;
  /** Maximum bytes of pixels in memory; pictures beyond are read from the cache. Default 2 GiB. */
  readonly maxMemoryBytes?: number;
  /** Listener for the progress of decoding or rendering. */
  readonly onProgress?: ProgressListener;
  /** Aborts the work; the cache keeps the pictures decoded so far. */
  readonly signal?: AbortSignal;
}

/**
 * Opens a data set: decodes every picture, resizes it, and stores it in the host's cache, so that the next opening
 * takes seconds.
 *
 * @param source - `sushi`, `sushi-camera`, `faces`, `faces-personas`, `characters`, `emoji`: a built-in set; else the
 *   path of a folder, a ZIP archive, or an IDX file. `./sushi` is a folder.
 * @returns the data set, with pictures of `size × size`.
 * @throws OmakaseError `source` when there are no usable pictures; `option` when an option is out of range.
 *
 * @example
 * ```ts
 * const sushi = await openDataset("sushi", host, { size: 16, count: 24 });
 * sushi.count; // 24
 * ```
 */
export async function openDataset(source: string, host: Host, options: OpenDatasetOptions = {}): Promise<Dataset> {
  const { size = 64, seed = 0, fit = "crop", maxMemoryBytes = 2 * 2 ** 30, pairs = false, reverse = false } = options;
  checkInteger("size", size, 8, 1024);
  checkInteger("seed", seed, 0, Number.MAX_SAFE_INTEGER);
  if (options.count !== undefined) checkInteger("count", options.count, 1, 10_000_000);
  if (reverse && !pairs) throw reversedSingles();
  const wanted = { count: options.count ?? 10_000, seed, pairs, reverse };
  const everything = await openSource(source, host, wanted);
  const chosen = selectRandomEntries(everything, options.count, seed);
  const channels = options.channels ?? chosen.channels;
  const { onProgress, signal } = options;
  const spec = { size, channels, fit };
  const { store, inputs, indices, originalSizes, skipped, notices } = await collectPictures(chosen, host, {
    spec,
    maxMemoryBytes,
    onProgress,
    signal,
  });
  if (indices.length === 0) throw nothingUsable(source, chosen, skipped[0]?.reason);
  const facts = {
    name: chosen.name,
    size,
    channels,
    count: indices.length,
    credit: chosen.credit,
    nameOf: (index: number) => chosen.entries[indices[index]].name,
    originalSize: (index: number) => [originalSizes[index * 2], originalSizes[index * 2 + 1]] as const,
  };
  return datasetFromStore({
    ...facts,
    store,
    inputs: inputs && datasetFromStore({ ...facts, store: inputs }),
    tags: selectTags(chosen.tags, indices),
    async fullPicture(index) {
      const loaded = await chosen.load(indices[index], size);
      return "target" in loaded ? loaded.target : loaded;
    },
    skipped: [...chosen.skipped, ...skipped],
    notices: [...chosen.notices, ...notices],
  });
}

function selectRandomEntries(source: PictureSource, count: number | undefined, seed: number): PictureSource {
  if (count === undefined || count >= source.entries.length) return source;
  return selectEntries(source, random(seed, "subset").permutation(source.entries.length).slice(0, count).sort());
}

function reversedSingles(): OmakaseError {
  return new OmakaseError("option", { where: "reverse", ...datasetText.openDataset.reversedSingles });
}

function nothingUsable(source: string, { entries, pairs }: PictureSource, reason: Text | undefined): OmakaseError {
  const count = entries.length;
  const isPairs = pairs !== undefined;
  const first = reason ?? datasetText.openDataset.unknown;
  return new OmakaseError("source", {
    where: source,
    ...datasetText.openDataset.nothingUsable({ isPairs, count, first }),
  });
}
