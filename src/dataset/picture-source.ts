import { internalError, type Text } from "../error.ts";
import type { Picture } from "../image/index.ts";
import type { SkippedFile } from "./dataset.ts";
import type { TagColumn } from "./tag.ts";

/** A picture to be made, and what it is to be made from. */
export interface ImagePair {
  readonly input: Picture;
  readonly target: Picture;
}

/** Pictures that are known to be there but not decoded or drawn yet. */
export interface PictureSource {
  readonly name: string;
  /** Tells this source from every other: its full path, or the name and seed of a built-in set. */
  readonly identity: string;
  readonly entries: readonly SourceEntry[];
  /** Values for every entry. */
  readonly tags: readonly TagColumn[];
  /** What could be seen to be unusable without decoding. */
  readonly skipped: readonly SkippedFile[];
  readonly notices: readonly Text[];
  readonly credit?: Text;
  /** What the pictures are by nature. */
  readonly channels: 1 | 3;
  /** Whether what is loaded are pairs. Default false. */
  readonly pairs?: boolean;
  /** How many to load at a time: 1 where the work is done in this thread anyway. */
  readonly concurrency: number;
  /** Whether a key that a cache knows can still occur, in these entries or in others that were not chosen. */
  isCurrent(key: string): boolean;
  /**
   * One picture, or one pair; of exactly `size × size` pixels where it is drawn for us.
   *
   * @throws OmakaseError when it cannot be had: it is then skipped.
   */
  load(index: number, size: number): Promise<Picture | ImagePair>;
}

/** A source of single pictures. */
export interface SingleImageSource extends PictureSource {
  load(index: number, size: number): Promise<Picture>;
}

/** One picture of a source. */
export interface SourceEntry {
  /** What people call it: the path inside the source. */
  readonly name: string;
  /** Changes whenever the picture may have changed. */
  readonly key: string;
}

/** The same source with some of its pictures only. */
export function selectEntries(source: PictureSource, indices: ArrayLike<number>): PictureSource {
  return {
    ...source,
    entries: Array.from(indices, (index) => source.entries[index]),
    tags: source.tags.map(({ tag, values }) => ({ tag, values: Float32Array.from(indices, (at) => values[at]) })),
    load: (index, size) => source.load(indices[index], size),
  };
}

/** The same pairs the other way round. */
export function reversePairs(source: PictureSource): PictureSource {
  return {
    ...source,
    identity: `${source.identity} reversed`,
    async load(index, size) {
      const loaded = await source.load(index, size);
      if (!("target" in loaded)) throw internalError(`${source.name}: no pairs to reverse`);
      return { input: loaded.target, target: loaded.input };
    },
  };
}
