/**
 * What omakase needs from the place it runs in, and never reaches for by itself: files, picture codecs, a clock,
 * entropy, and the engines. `node/` and `browser/` make one each.
 */
import type { Picture } from "./image/index.ts";

/** Everything a host offers. */
export interface Host {
  readonly files: Files;
  readonly codecs: Codecs;
  /** A folder for what can be made again at any time, such as decoded pictures; undefined: nothing is kept. */
  readonly cache: string | undefined;
  /** Milliseconds since some moment. It never goes back, and takes no notice when the date is set. */
  readonly clock: () => number;
  /** A fresh seed, 0 … 2^32 − 1, for people who did not choose one. */
  readonly newSeed: () => number;
  /** The bytes of a part that comes along with omakase. */
  readonly asset: (name: AssetName) => Promise<Uint8Array>;
}

/**
 * Parts that come along as files: the SVG rasteriser, fonts (TrueType) with Latin and Japanese glyphs, the emoji of the
 * built-in set as Iconify JSON (in colour, as lines, and which group each belongs to), and the weights of the network
 * in whose eyes pictures are compared.
 */
export type AssetName =
  | "resvg.wasm"
  | "font-regular.ttf"
  | "font-bold.ttf"
  | "emoji-colour.json"
  | "emoji-line.json"
  | "emoji-groups.json"
  | "features.safetensors";

/** A tree of files. Paths are the host's own (a folder on disk, a name in the browser's storage). */
export interface Files {
  read(path: string): Promise<Uint8Array>;
  /** `length` bytes from `offset` on; fewer at the end of the file. */
  readRange(path: string, offset: number, length: number): Promise<Uint8Array>;
  /**
   * Writes so that a reader sees either the old file or the whole new one, also after a power cut. Makes folders. What
   * a killed process leaves half-written begins with a dot and ends in `.draft`.
   */
  write(path: string, bytes: Uint8Array | string): Promise<void>;
  /** Adds text to the end of a text file; makes it, and its folders, where there is none. */
  append(path: string, text: string): Promise<void>;
  /** Names in a folder, sorted by code point, folders with a trailing `/`; empty when there is no such folder. */
  list(path: string): Promise<string[]>;
  /**
   * Every file under a folder, at any depth, sorted by code point. Follows links but enters each folder once; leaves
   * out what may not be read, and names that begin with a dot. Empty when there is no such folder.
   *
   * @throws OmakaseError `source` when the folder itself may not be read.
   */
  walk(path: string): Promise<FileEntry[]>;
  /** What stands at a path; undefined when nothing does. */
  stat(path: string): Promise<FileEntry | undefined>;
  /** Bytes of a file, or undefined when there is none. */
  size(path: string): Promise<number | undefined>;
  /** Removes a file, or a folder with all that is in it; does nothing where nothing is. */
  remove(path: string): Promise<void>;
  /** Joins parts of a path in the host's own way. */
  join(...parts: string[]): string;
}

/** See {@link Files.walk} and {@link Files.stat}. */
export interface FileEntry {
  /** From `walk`: relative to the folder, parts separated by `/`. From `stat`: the path in full (absolute). */
  readonly path: string;
  readonly kind: "file" | "folder";
  readonly bytes: number;
  /** When it was last changed, milliseconds since 1970. */
  readonly modified: number;
}

/** Compressed pictures to pixels and back. */
export interface Codecs {
  /**
   * Decodes JPEG, PNG, WebP, GIF (first frame), AVIF, TIFF; applies the EXIF rotation; CMYK, grey and 16 bits become
   * 8-bit RGB(A).
   *
   * @throws OmakaseError `picture` when the bytes are no such picture, are damaged, or hold more than 128 million pixels.
   */
  decode(bytes: Uint8Array): Promise<Picture>;
  /** Lossless PNG; `text` becomes iTXt chunks (a recipe). The same picture gives the same bytes. */
  encodePng(picture: Picture, text?: Readonly<Record<string, string>>): Promise<Uint8Array>;
  /** A moving picture that repeats for ever. All frames have one size. */
  encodeAnimation(frames: readonly Picture[], options: AnimationOptions): Promise<Uint8Array>;
}

/** See {@link Codecs.encodeAnimation}. */
export interface AnimationOptions {
  readonly format: "gif" | "webp";
  /** Pictures per second, 1 … 50. */
  readonly framesPerSecond: number;
}
