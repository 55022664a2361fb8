import { internalError, type Text } from "../error.ts";
import type { Picture } from "../image/index.ts";
import type { SkippedFile } from "./dataset.ts";
import type { TagColumn } from "./tag.ts";

/** Target and input of a pair. */
export interface PicturePair {
  readonly input: Picture;
  readonly target: Picture;
}

/** Source of pictures that are listed but not yet decoded or rendered. */
export interface PictureSource {
  readonly name: string;
  /**
   * Returns the unique identity: the full path, or the name and seed of a built-in set with a checksum of its pictures,
   * which takes most of a second.
   */
  identity(): string;
  readonly entries: readonly SourceEntry[];
  /** Tags with a value for every entry. */
  readonly tags: readonly TagColumn[];
  /** Files found to be unusable without decoding. */
  readonly skipped: readonly SkippedFile[];
  readonly notices: readonly Text[];
  readonly credit?: Text;
  /** Channels of the source material. */
  readonly channels: 1 | 3;
  /** Whether the source loads pairs. Default false. */
  readonly pairs?: boolean;
  /** Number of parallel loads: 1 if this thread does the work anyway. */
  readonly concurrency: number;
  /** Tells whether a cached key can still occur, in these entries or in unselected ones. */
  isCurrent(key: string): boolean;
  /**
   * Loads one picture, or one pair; of exactly `size × size` pixels if it is rendered.
   *
   * @throws OmakaseError when it is unusable: callers skip it.
   */
  load(index: number, size: number): Promise<Picture | PicturePair>;
}

/** Source of single pictures. */
export interface SinglePictureSource extends PictureSource {
  load(index: number, size: number): Promise<Picture>;
}

/** Entry of a source. */
export interface SourceEntry {
  /** Name for people: the path inside the source. */
  readonly name: string;
  /** Cache key; changes whenever the picture may have changed. */
  readonly key: string;
}

/** Selects some pictures of a source. */
export function selectEntries(source: PictureSource, indices: ArrayLike<number>): PictureSource {
  return {
    ...source,
    entries: Array.from(indices, (index) => source.entries[index]),
    tags: source.tags.map(({ tag, values }) => ({ tag, values: Float32Array.from(indices, (at) => values[at]) })),
    load: (index, size) => source.load(indices[index], size),
  };
}

/** Swaps inputs and targets of pairs. */
export function reversePairs(source: PictureSource): PictureSource {
  return {
    ...source,
    identity: () => `${source.identity()} reversed`,
    async load(index, size) {
      const loaded = await source.load(index, size);
      if (!("target" in loaded)) throw internalError(`${source.name}: no pairs to reverse`);
      return { input: loaded.target, target: loaded.input };
    },
  };
}
