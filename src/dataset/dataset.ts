import type { Text } from "../error.ts";
import type { Picture } from "../image/index.ts";
import type { TagColumn } from "./tag.ts";

/** Pictures of one size to learn from, with what is known about them. */
export interface Dataset {
  /** As people call it: `sushi`, or the folder's name. */
  readonly name: string;
  /** Width and height of every picture, px. */
  readonly size: number;
  /** 1: grey, 3: RGB. */
  readonly channels: 1 | 3;
  /** How many pictures there are, at least 1. */
  readonly count: number;
  /** Empty when nothing is known about the pictures. */
  readonly tags: readonly TagColumn[];
  /** Files that were found but cannot be learnt from, and why. */
  readonly skipped: readonly SkippedFile[];
  /** What a person should hear about this data set besides. */
  readonly notices: readonly Text[];
  /** Whom to thank and under which licence, where the pictures come along with omakase. */
  readonly credit: Text | undefined;
  /**
   * For pairs: what the pictures are to be made from. Picture `i` of it belongs to picture `i` here; it has the same
   * count and size, but its channels may differ. Undefined: these are no pairs.
   */
  readonly inputs?: Dataset;
  /** What the picture is called: its file, or the number of a drawn one. */
  nameOf(index: number): string;
  /** The width and height, px, that the picture had before it was brought to `size`. */
  originalSize(index: number): readonly [number, number];
  /**
   * Pictures as numbers: `[indices.length, channels, size, size]`, −1 (black) … 1 (white).
   *
   * @param flips - for each picture, whether left and right are exchanged; default: none.
   */
  batch(indices: ArrayLike<number>, flips?: ArrayLike<number>): Promise<Float32Array>;
  /** The same as bytes 0 … 255: `[indices.length, channels, size, size]`. */
  pixels(indices: ArrayLike<number>): Promise<Uint8Array>;
  /** One picture to look at. */
  picture(index: number): Promise<Picture>;
}

/** A file that cannot be learnt from. */
export interface SkippedFile {
  /** Relative to the data set. */
  readonly file: string;
  readonly reason: Text;
}

/** Told while pictures are decoded or drawn: `done` of `total` are ready. */
export type ProgressListener = (progress: { readonly done: number; readonly total: number }) => void;
