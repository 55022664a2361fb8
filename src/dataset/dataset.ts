import type { Text } from "../error.ts";
import type { Picture } from "../image/index.ts";
import type { TagColumn } from "./tag.ts";

/** Pictures of one size to learn from, with their tags. */
export interface Dataset {
  /** Name for people: `sushi`, or the folder's name. */
  readonly name: string;
  /** Width and height of every picture, px. */
  readonly size: number;
  /** 1: grey, 3: RGB. */
  readonly channels: 1 | 3;
  /** Number of pictures, at least 1. */
  readonly count: number;
  /** Tags of the pictures; empty when there are none. */
  readonly tags: readonly TagColumn[];
  /** Files that were found but are unusable, and the reasons. */
  readonly skipped: readonly SkippedFile[];
  /** Further notices for the user. */
  readonly notices: readonly Text[];
  /** Credit and licence of pictures that ship with omakase. */
  readonly credit: Text | undefined;
  /**
   * Inputs of pairs. Picture `i` of it belongs to picture `i` here; count and size are equal, the channels may differ.
   * Undefined: the data set has no pairs.
   */
  readonly inputs?: Dataset;
  /** Returns the name of a picture: its file, or the number of a generated one. */
  nameOf(index: number): string;
  /** Returns the width and height of a picture before resizing, px. */
  originalSize(index: number): readonly [number, number];
  /**
   * Loads pictures as `[indices.length, channels, size, size]`, −1 (black) … 1 (white).
   *
   * @param flips - 1 mirrors a picture left to right, 0 does not; default: no flips.
   */
  batch(indices: ArrayLike<number>, flips?: ArrayLike<number>): Promise<Float32Array>;
  /** Loads pictures as bytes 0 … 255: `[indices.length, channels, size, size]`. */
  pixels(indices: ArrayLike<number>): Promise<Uint8Array>;
  /** Loads one picture for display. */
  picture(index: number): Promise<Picture>;
  /** Loads one picture at its own size and shape, of a pair the target. Undefined: only the resized ones are there. */
  fullPicture?(index: number): Promise<Picture>;
}

/** Unusable file. */
export interface SkippedFile {
  /** Path relative to the data set. */
  readonly file: string;
  readonly reason: Text;
}

/** Listener for progress of decoding or rendering: `done` of `total` pictures are ready. */
export type ProgressListener = (progress: { readonly done: number; readonly total: number }) => void;
