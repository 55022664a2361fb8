/**
 * What omakase needs from the place it runs in, and never reaches for by itself: files, picture codecs, a clock,
 * entropy, and the engines. `node/` and `browser/` make one each.
 */
import type { Picture } from "./image/index.ts";

/** Everything a host offers. */
export interface Host {
  readonly files: Files;
  readonly codecs: Codecs;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** A fresh seed, 0 … 2^32 − 1, for people who did not choose one. */
  readonly entropy: () => number;
}

/** A tree of files. Paths are the host's own (a folder on disk, a name in the browser's storage). */
export interface Files {
  read(path: string): Promise<Uint8Array>;
  /** Writes so that a reader sees either the old file or the whole new one, also after a power cut. Makes folders. */
  write(path: string, bytes: Uint8Array | string): Promise<void>;
  /** Adds a line to a text file. */
  append(path: string, text: string): Promise<void>;
  /** Names in a folder, sorted by code point, folders with a trailing `/`; empty when there is no such folder. */
  list(path: string): Promise<string[]>;
  /** Bytes of a file, or undefined when there is none. */
  size(path: string): Promise<number | undefined>;
  remove(path: string): Promise<void>;
  /** Joins parts of a path in the host's own way. */
  join(...parts: string[]): string;
}

/** Compressed pictures to pixels and back. */
export interface Codecs {
  /** Decodes JPEG, PNG, WebP, GIF (first frame), AVIF; applies the EXIF rotation; CMYK, grey and alpha become RGB(A). */
  decode(bytes: Uint8Array): Promise<Picture>;
  /** Lossless PNG; `text` becomes iTXt chunks (a recipe). The same picture gives the same bytes. */
  encodePng(picture: Picture, text?: Readonly<Record<string, string>>): Promise<Uint8Array>;
  /** A moving picture. All frames have one size. */
  encodeAnimation(frames: readonly Picture[], options: AnimationOptions): Promise<Uint8Array>;
}

/** See {@link Codecs.encodeAnimation}. */
export interface AnimationOptions {
  readonly format: "gif" | "webp";
  /** Pictures per second, 1 … 50. */
  readonly rate: number;
}
