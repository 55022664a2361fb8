import { OmakaseError, type Text } from "../error.ts";
import type { Host } from "../host.ts";
import type { Picture } from "../image/index.ts";
import type { ProgressListener, SkippedFile } from "./dataset.ts";
import { openPictureCache, type PictureCache } from "./picture-cache.ts";
import { PictureLoader, type LoadedPicture } from "./picture-loader.ts";
import type { PicturePair, PictureSource } from "./picture-source.ts";
import { pictureByteLength, toPlanes, type PictureSpec, type PictureStore } from "./picture-store.ts";
import { datasetText } from "../text/index.ts";

/** Minimum width and height of a picture to learn from, px. */
const minSide = 8;

/** Maximum time of synchronous rendering before the event loop gets a turn (screen, Ctrl-C), ms. */
const betweenTurns = 100;

/** Options of {@link collectPictures}. */
export interface CollectPicturesOptions {
  readonly spec: PictureSpec;
  /** Maximum bytes of pixels in memory; pictures beyond are read from the cache on demand. */
  readonly maxMemoryBytes: number;
  readonly onProgress?: ProgressListener;
  /** Aborts the decoding; the cache keeps the pictures decoded so far. */
  readonly signal?: AbortSignal;
}

/** Result of {@link collectPictures}. */
export interface CollectedPictures {
  readonly store: PictureStore;
  /** Inputs of pairs. */
  readonly inputs: PictureStore | undefined;
  /** Indices of the usable entries, in the order of the source. */
  readonly indices: Uint32Array;
  /** `[indices.length, 2]`: the widths and heights before resizing, px. */
  readonly originalSizes: Uint32Array;
  readonly skipped: readonly SkippedFile[];
  readonly notices: readonly Text[];
}

/** Decodes or renders every picture of a source that the cache lacks. */
export async function collectPictures(
  source: PictureSource,
  host: Host,
  options: CollectPicturesOptions,
): Promise<CollectedPictures> {
  const { spec, maxMemoryBytes, onProgress, signal } = options;
  const half = pictureByteLength(spec);
  const bytesEach = source.pairs ? 2 * half : half;
  const total = source.entries.length;
  const inMemory = total * bytesEach <= maxMemoryBytes;
  const { cache, notices } = await openCacheIfReadable(source, spec, bytesEach, host);
  if (!inMemory && cache === undefined) throw tooMuchMemoryError(source, total * bytesEach);
  const loader = new PictureLoader(source.entries, host, cache, bytesEach, inMemory);
  await loader.restore();
  const missing = loader.missing();
  let done = total - missing.length;
  onProgress?.({ done, total });
  let next = 0;
  let shown = host.clock();
  const work = async (): Promise<void> => {
    while (next < missing.length) {
      signal?.throwIfAborted();
      const index = missing[next++];
      try {
        await loader.put(index, await loadOne(source, index, spec));
      } catch (error) {
        // Stops the other workers as well.
        next = missing.length;
        throw error;
      }
      done++;
      if (done % 16 !== 0 && done !== total && host.clock() - shown < betweenTurns) continue;
      shown = host.clock();
      onProgress?.({ done, total });
      // Yields to the event loop (screen, Ctrl-C) when this thread computes everything.
      if (source.concurrency === 1) await new Promise((turn) => setTimeout(turn, 0));
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: source.concurrency }, work));
  await loader.flush();
  for (const end of ends) if (end.status === "rejected") throw end.reason;
  const indices = loader.loadedIndices();
  return {
    store: loader.store(indices, 0, half),
    inputs: source.pairs ? loader.store(indices, half, half) : undefined,
    indices,
    originalSizes: new Uint32Array(indices.length * 2).map(
      (_, at) => loader.originalSizes[indices[at >> 1] * 2 + (at & 1)],
    ),
    skipped: [...loader.failures]
      .sort(([a], [b]) => a - b)
      .map(([index, reason]) => ({ file: source.entries[index].name, reason })),
    notices: [...notices, ...loader.notices],
  };
}

/** Opens the cache; an unreadable cache counts as none. */
async function openCacheIfReadable(
  source: PictureSource,
  form: PictureSpec,
  bytesEach: number,
  host: Host,
): Promise<{ cache: PictureCache | undefined; notices: Text[] }> {
  try {
    return { cache: await openPictureCache(source, form, bytesEach, host), notices: [] };
  } catch (error) {
    if (!(error instanceof OmakaseError)) throw error;
    const { where, got } = error.errorParts;
    return {
      cache: undefined,
      notices: [datasetText.collectPictures.withoutCache({ where, got })],
    };
  }
}

async function loadOne(source: PictureSource, index: number, form: PictureSpec): Promise<LoadedPicture> {
  let loaded: Picture | PicturePair;
  try {
    loaded = await source.load(index, form.size);
  } catch (error) {
    if (error instanceof OmakaseError) return error.errorParts.got;
    throw error;
  }
  const pictures = "target" in loaded ? [loaded.target, loaded.input] : [loaded];
  for (const { width, height } of pictures) {
    if (Math.min(width, height) >= minSide) continue;
    return datasetText.collectPictures.tooSmall({ width, height });
  }
  const half = pictureByteLength(form);
  const pixels = new Uint8Array(pictures.length * half);
  pictures.forEach((picture, at) => pixels.set(toPlanes(picture, form), at * half));
  return { pixels, from: [pictures[0].width, pictures[0].height] };
}

function tooMuchMemoryError(source: PictureSource, bytes: number): OmakaseError {
  const size = `${(bytes / 2 ** 30).toFixed(1)} GiB`;
  return new OmakaseError("source", {
    where: source.name,
    ...datasetText.collectPictures.tooMuchMemory({ count: source.entries.length, size }),
  });
}
