/** Calls of a page's host, in a page or in a worker; bytes travel as base64. */
import { browserDevice, browserHost, browserLanguage, type BrowserDeviceOptions } from "../../../src/browser/index.ts";
import { OmakaseError, type ErrorCode, type Text } from "../../../src/error.ts";
import type { AnimationOptions, AssetName } from "../../../src/host.ts";
import type { Picture } from "../../../src/image/index.ts";
import { openDataset } from "../../../src/dataset/index.ts";
import { fromBase64, toBase64 } from "../base64.ts";
import { filesScenario, countMixedReads } from "../files-scenario.ts";

/** Serialised picture, with base64 pixels. */
export type EncodedPicture = Omit<Picture, "pixels"> & { readonly pixels: string };

/** Serialised error; one without a code is no OmakaseError. */
export interface EncodedError {
  readonly code?: ErrorCode;
  readonly message: string;
}

const host = browserHost({ assets: "/asset/" });
const decodePixels = (picture: EncodedPicture): Picture => ({ ...picture, pixels: fromBase64(picture.pixels) });

/** See {@link HostCalls}. */
export const hostCalls = {
  language: () => browserLanguage(),

  facts: () => ({
    clock: [host.clock(), performance.now()],
    seeds: Array.from({ length: 50 }, () => host.newSeed()),
    cache: host.cache,
  }),

  filesScenario: (base: string) => filesScenario(host.files, base),

  countMixedReads: (path: string) => countMixedReads(host.files, path),

  list: (path: string) => host.files.list(path),

  write: (path: string, length: number, value: number): Promise<void | EncodedError> =>
    catchError(() => host.files.write(path, new Uint8Array(length).fill(value))),

  append: (path: string, text: string): Promise<void | EncodedError> => catchError(() => host.files.append(path, text)),

  /** Returns the notices of an opened data set. */
  async notices() {
    const { notices } = await openDataset("sushi", host, { size: 32, count: 4 });
    return notices;
  },

  /** Returns the length of a file and its distinct byte values. */
  async contentOf(path: string) {
    const bytes = await host.files.read(path);
    return { length: bytes.length, values: [...new Set(bytes)] };
  },

  decode: (bytes: string): Promise<EncodedPicture | EncodedError> =>
    catchError(async () => {
      const picture = await host.codecs.decode(fromBase64(bytes));
      return { ...picture, pixels: toBase64(picture.pixels) };
    }),

  encodePng: async (picture: EncodedPicture, text: Readonly<Record<string, string>>) =>
    toBase64(await host.codecs.encodePng(decodePixels(picture), text)),

  encodeAnimation: (frames: readonly EncodedPicture[], options: AnimationOptions): Promise<string | EncodedError> =>
    catchError(async () => toBase64(await host.codecs.encodeAnimation(frames.map(decodePixels), options))),

  /** Returns the description of the page's device. */
  deviceText: (options: BrowserDeviceOptions): Promise<Text | EncodedError> =>
    catchError(async () => (await browserDevice(options)).description),

  asset: (name: AssetName, base: string): Promise<string | EncodedError> =>
    catchError(async () => toBase64(await browserHost({ assets: base }).asset(name))),
};

/** Calls by name. */
export type HostCalls = typeof hostCalls;

async function catchError<T>(work: () => Promise<T>): Promise<T | EncodedError> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof OmakaseError) return { code: error.code, message: error.message };
    return { message: String(error) };
  }
}
