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

/** Options of {@link openDataset}. */
export interface OpenDatasetOptions {
  /** Width and height that all pictures are brought to, px, 8 … 1024. Default 64. */
  readonly size?: number;
  /** 1: grey, 3: RGB. Default: what the source is by nature (IDX: 1, everything else: 3). */
  readonly channels?: 1 | 3;
  /**
   * How many pictures. Default: all there are; 10,000 of a built-in set that has no end. Of more, a random choice
   * is taken; of fewer, all of them.
   */
  readonly count?: number;
  /** Decides what a built-in set draws, and which pictures of a folder `count` picks, 0 … 2^53 − 1. Default 0. */
  readonly seed?: number;
  /**
   * Opens pictures in pairs: {@link Dataset.inputs} is what each picture is to be made from. Default false.
   *
   * Files come as pairs in two ways. Side by side: every picture is twice as wide as high, its left half the input,
   * its right half the target. Or in exactly two folders, whose pictures have the same names but for the ending; `A`,
   * `input`, `source`, `before` (also `trainA` and the like) is the input of `B`, `target`, `output`, `after`, and of
   * any other two names the one that comes first in the alphabet. A notice says what was taken for what. A `tags.csv`
   * beside the two folders names the targets as they are called in theirs.
   *
   * Of the built-in sets, `sushi` and `sushi-camera` (label map, picture) and `emoji` (lines, colours) have pairs.
   */
  readonly pairs?: boolean;
  /** Exchanges inputs and targets; only with `pairs`. Default false. */
  readonly reverse?: boolean;
  /** How pictures that are no squares become squares. Default `crop`. */
  readonly fit?: FitMode;
  /** Bytes of pixels held in memory at most; beyond that they are read from the cache. Default 2 GiB. */
  readonly maxMemoryBytes?: number;
  /** Told while pictures are decoded or drawn. */
  readonly onProgress?: ProgressListener;
  /** Stops the work; what was decoded until then is kept in the cache. */
  readonly signal?: AbortSignal;
}

/**
 * Opens a data set and has every picture ready: decoded, brought to one size, and kept in the host's cache, so that
 * the next time takes seconds.
 *
 * @param source - `sushi`, `sushi-camera`, `faces`, `faces-personas`, `characters`, `emoji`: a built-in set; else the
 *   path of a folder, a ZIP archive, or an IDX file. `./sushi` is a folder.
 * @throws OmakaseError `source` when there is nothing to learn from; `option` when an option is out of range.
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
    skipped: [...chosen.skipped, ...skipped],
    notices: [...chosen.notices, ...notices],
  });
}

function selectRandomEntries(source: PictureSource, count: number | undefined, seed: number): PictureSource {
  if (count === undefined || count >= source.entries.length) return source;
  return selectEntries(source, random(seed, "subset").permutation(source.entries.length).slice(0, count).sort());
}

function reversedSingles(): OmakaseError {
  return new OmakaseError("option", {
    where: "reverse",
    expected: { ja: "pairs と組み合わせた指定", en: "pairs beside it" },
    got: { ja: "1枚ずつの画像", en: "single pictures" },
    remedy: { ja: "pairs も指定してください", en: "Ask for pairs as well" },
  });
}

function nothingUsable(source: string, { entries, pairs }: PictureSource, reason: Text | undefined): OmakaseError {
  const count = entries.length;
  const first = { ja: reason?.ja ?? "不明", en: reason?.en ?? "unknown" };
  return new OmakaseError("source", {
    where: source,
    expected: pairs
      ? { ja: "使える画像の組1つ以上", en: "at least one usable pair of pictures" }
      : { ja: "使える画像1枚以上", en: "at least one usable picture" },
    got: {
      ja: pairs ? `使えない${count}組（1組目は${first.ja}）` : `使えない画像${count}枚（1枚目は${first.ja}）`,
      en: `${count} unusable ones (the first is ${first.en})`,
    },
    remedy: {
      ja: "別のフォルダを指定するか、画像を保存し直してください",
      en: "Name another folder, or save the pictures again",
    },
  });
}
