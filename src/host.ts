/**
 * Services that omakase needs from its environment and never accesses by itself: files, image codecs, a clock, entropy,
 * and bundled assets. `node/` and `browser/` each implement them.
 */
import type { Picture } from "./image/index.ts";

/** Services of a host: Node.js or a browser. */
export interface Host {
  readonly files: Files;
  readonly codecs: Codecs;
  /** Folder for reproducible data such as decoded images; undefined: nothing is cached. */
  readonly cache: string | undefined;
  /**
   * Reads a monotonic clock, in milliseconds since an arbitrary origin; changes of the system date do not affect it.
   */
  readonly clock: () => number;
  /** Draws a seed at random, 0 … 2^32 − 1, for a caller that chooses none. */
  readonly newSeed: () => number;
  /** Reads a file that ships with omakase. */
  readonly asset: (name: AssetName) => Promise<Uint8Array>;
}

/**
 * Names of the files that ship with omakase: the SVG rasteriser, fonts (TrueType) with Latin and Japanese glyphs, the
 * emoji of the built-in set as Iconify JSON (in colour, as lines, and their groups), the weights of the feature
 * network, those of the upscaler, and the conditional GAN of chapter 11.
 */
export type AssetName =
  | "resvg.wasm"
  | "font-regular.ttf"
  | "font-bold.ttf"
  | "emoji-colour.json"
  | "emoji-line.json"
  | "emoji-groups.json"
  | "features.safetensors"
  | "upscaler.safetensors"
  | "cgan-characters.omakase";

/** File system of a host. Paths are the host's own (a folder on disk, a name in the browser's storage). */
export interface Files {
  read(path: string): Promise<Uint8Array>;
  /** Reads `length` bytes from `offset` on; fewer at the end of the file. */
  readRange(path: string, offset: number, length: number): Promise<Uint8Array>;
  /**
   * Writes a file atomically: a reader sees either the old file or the complete new one, even after a power cut.
   * Creates missing folders. A draft left by a killed process has a name that begins with a dot and ends in `.draft`.
   */
  write(path: string, bytes: Uint8Array | string): Promise<void>;
  /** Appends text to a file; creates the file and its folders if necessary. */
  append(path: string, text: string): Promise<void>;
  /**
   * Lists the names in a folder, sorted by code point, folders with a trailing `/`; empty when the folder does not
   * exist.
   */
  list(path: string): Promise<string[]>;
  /**
   * Lists every file under a folder, at any depth, sorted by code point. Follows links but enters each folder once;
   * skips unreadable entries and names that begin with a dot. Empty when the folder does not exist.
   *
   * @throws OmakaseError `source` when the folder itself is unreadable.
   */
  walk(path: string): Promise<FileEntry[]>;
  /** Describes the file or folder at a path; undefined when there is none. */
  stat(path: string): Promise<FileEntry | undefined>;
  /** Returns the size of a file in bytes, or undefined when there is none. */
  size(path: string): Promise<number | undefined>;
  /** Removes a file, or a folder with its content; does nothing when the path does not exist. */
  remove(path: string): Promise<void>;
  /** Joins parts of a path with the host's separator. */
  join(...parts: string[]): string;
}

/** File or folder that {@link Files.walk} and {@link Files.stat} find. */
export interface FileEntry {
  /** Path. From `walk`: relative to the folder, parts separated by `/`. From `stat`: absolute. */
  readonly path: string;
  readonly kind: "file" | "folder";
  readonly bytes: number;
  /** Time of the last change, milliseconds since 1970. */
  readonly modified: number;
}

/** Decoders and encoders of compressed images. */
export interface Codecs {
  /**
   * Decodes JPEG, PNG, WebP, GIF (first frame), AVIF, TIFF; applies the EXIF rotation; converts CMYK, grey and 16 bits
   * to 8-bit RGB(A).
   *
   * @throws OmakaseError `picture` when the bytes are in another format, are damaged, or hold more than 128 million
   *   pixels.
   */
  decode(bytes: Uint8Array): Promise<Picture>;
  /** Encodes a lossless PNG; `text` becomes iTXt chunks (a recipe). Equal pictures give equal bytes. */
  encodePng(picture: Picture, text?: Readonly<Record<string, string>>): Promise<Uint8Array>;
  /** Encodes an animation that loops without end. All frames have one size. */
  encodeAnimation(frames: readonly Picture[], options: AnimationOptions): Promise<Uint8Array>;
}

/** Options of {@link Codecs.encodeAnimation}. */
export interface AnimationOptions {
  readonly format: "gif" | "webp";
  /** Frames per second, 1 … 50. */
  readonly framesPerSecond: number;
}

/** Port at which a studio listens by default; the next free one is taken when it is not free. */
export const studioPort = 4649;
