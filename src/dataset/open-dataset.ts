import { OmakaseError, type Text } from "../error.ts";
import type { Host } from "../host.ts";
import type { FitMode } from "../image/index.ts";
import { random } from "../tensor/index.ts";
import { builtinNames, builtinSource } from "./builtin.ts";
import { collectPictures } from "./collect-pictures.ts";
import type { Dataset, ProgressListener } from "./dataset.ts";
import { folderSource } from "./folder-source.ts";
import { idxSource, isIdxPath } from "./idx-source.ts";
import { makeDataset } from "./make-dataset.ts";
import { selectEntries, type PictureSource } from "./picture-source.ts";
import { selectTags } from "./tag.ts";
import { zipSource } from "./zip-source.ts";

/** Options of {@link openDataset}. */
export interface OpenDatasetOptions {
  /** Width and height that all pictures are brought to, px, 8 … 1024. Default 64. */
  readonly size?: number;
  /** 1: grey, 3: RGB. Default: what the source is by nature (IDX: 1, everything else: 3). */
  readonly channels?: 1 | 3;
  /**
   * How many pictures. Default: all there are; 10,000 of a built-in set. Of a folder with more, a random choice is
   * taken; with fewer, all of them.
   */
  readonly count?: number;
  /** Decides what a built-in set draws, and which pictures of a folder `count` picks, 0 … 2^53 − 1. Default 0. */
  readonly seed?: number;
  /** How pictures that are no squares become squares. Default `crop`. */
  readonly fit?: FitMode;
  /** Bytes of pixels held in memory at most; beyond that they are read from the cache. Default 2 GiB. */
  readonly memory?: number;
  /** Told while pictures are decoded or drawn. */
  readonly onProgress?: ProgressListener;
  /** Stops the work; what was decoded until then is kept in the cache. */
  readonly signal?: AbortSignal;
}

/**
 * Opens a data set and has every picture ready: decoded, brought to one size, and kept in the host's cache, so that
 * the next time takes seconds.
 *
 * @param source - `sushi`, `faces`, `faces-personas`: a built-in set; else the path of a folder, a ZIP archive, or an
 *   IDX file. `./sushi` is a folder.
 * @throws OmakaseError `source` when there is nothing to learn from; `option` when an option is out of range.
 */
export async function openDataset(source: string, host: Host, options: OpenDatasetOptions = {}): Promise<Dataset> {
  const { size = 64, seed = 0, fit = "crop", memory = 2 * 2 ** 30 } = options;
  checkWhole("size", size, 8, 1024);
  checkWhole("seed", seed, 0, Number.MAX_SAFE_INTEGER);
  if (options.count !== undefined) checkWhole("count", options.count, 1, 10_000_000);
  const everything = await findSource(source, host, options.count, seed);
  const chosen = choose(everything, options.count, seed);
  const channels = options.channels ?? chosen.channels;
  const { onProgress, signal } = options;
  const form = { size, channels, fit };
  const { store, kept, originals, skipped, notices } = await collectPictures(chosen, host, {
    form,
    memory,
    onProgress,
    signal,
  });
  if (kept.length === 0) throw nothingUsable(source, chosen, skipped[0]?.reason);
  return makeDataset({
    name: chosen.name,
    size,
    channels,
    count: kept.length,
    store,
    tags: selectTags(chosen.tags, kept),
    skipped: [...chosen.skipped, ...skipped],
    notices: [...chosen.notices, ...notices],
    credit: chosen.credit,
    nameOf: (index) => chosen.entries[kept[index]].name,
    originalSize: (index) => [originals[index * 2], originals[index * 2 + 1]],
  });
}

async function findSource(source: string, host: Host, count: number | undefined, seed: number): Promise<PictureSource> {
  const builtin = builtinSource(source, host, { count: count ?? 10_000, seed });
  if (builtin) return builtin;
  const { files } = host;
  const entry = await files.entry(source);
  if (entry === undefined) throw notThere(source);
  if (entry.kind === "folder") {
    const found = await files.walk(entry.path);
    const idx = found.filter(({ path }) => isIdxPath(path));
    // A folder of MNIST holds a training and a test file: the training pictures are meant.
    const training = idx.find(({ path }) => /train/i.test(path)) ?? idx[0];
    if (training) return await idxSource(files.join(entry.path, training.path), training, files);
    return await folderSource(entry, found, host);
  }
  if (isIdxPath(entry.path)) return await idxSource(entry.path, entry, files);
  const start = await files.readRange(entry.path, 0, 4);
  // "PK", and then a file (3, 4) or, in an empty archive, the end (5, 6).
  if (start[0] === 0x50 && start[1] === 0x4b && start[2] < 7) return await zipSource(entry, host);
  throw new OmakaseError("source", {
    where: source,
    expected: { ja: "フォルダ・ZIP・IDXファイル", en: "a folder, a ZIP archive or an IDX file" },
    got: { ja: "別の種類のファイル", en: "another kind of file" },
    remedy: { ja: "画像の入ったフォルダかZIPを指定してください", en: "Name a folder or an archive of pictures" },
  });
}

function choose(source: PictureSource, count: number | undefined, seed: number): PictureSource {
  if (count === undefined || count >= source.entries.length) return source;
  return selectEntries(source, random(seed, "subset").permutation(source.entries.length).slice(0, count).sort());
}

function checkWhole(where: string, value: number, low: number, high: number): void {
  if (Number.isInteger(value) && value >= low && value <= high) return;
  throw new OmakaseError("option", {
    where,
    expected: { ja: `${low} から ${high} までの整数`, en: `a whole number from ${low} to ${high}` },
    got: { ja: `${value}`, en: `${value}` },
    remedy: { ja: "値を直してください", en: "Change the value" },
  });
}

function notThere(source: string): OmakaseError {
  const names = builtinNames.join(", ");
  return new OmakaseError("source", {
    where: source,
    expected: { ja: `画像のフォルダか内蔵データ（${names}）`, en: `a folder of pictures or a built-in set (${names})` },
    got: { ja: "何もない場所", en: "nothing at this path" },
    remedy: { ja: "パスのつづりを確かめてください", en: "Check the spelling of the path" },
  });
}

function nothingUsable(source: string, { entries }: PictureSource, reason: Text | undefined): OmakaseError {
  const count = entries.length;
  return new OmakaseError("source", {
    where: source,
    expected: { ja: "使える画像1枚以上", en: "at least one usable picture" },
    got: {
      ja: `使えない画像${count}枚（1枚目は${reason?.ja ?? "不明"}）`,
      en: `${count} unusable ones (the first is ${reason?.en ?? "unknown"})`,
    },
    remedy: {
      ja: "別のフォルダを指定するか、画像を保存し直してください",
      en: "Name another folder, or save the pictures again",
    },
  });
}
