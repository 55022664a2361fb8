import { OmakaseError, type Text } from "../error.ts";
import type { Files, Host } from "../host.ts";
import type { PictureCache, ShardEntry } from "./picture-cache.ts";
import type { SourceEntry } from "./picture-source.ts";
import type { PictureStore } from "./picture-store.ts";
import { datasetText } from "../text/index.ts";

/** Bytes of pixels gathered before they are written to the cache. */
const shardBytes = 32 * 2 ** 20;

/** Resized picture (of a pair, the target and then the input), or the reason of its absence. */
export type LoadedPicture = PicturePixels | Text;

interface PicturePixels {
  readonly pixels: Uint8Array;
  readonly from: readonly [number, number];
}

function isPixels(content: LoadedPicture): content is PicturePixels {
  return content.pixels instanceof Uint8Array;
}

/** Location of pixels: those of a whole shard in memory, or a file and an offset. */
type Chunk = { readonly pixels: Uint8Array } | { readonly path: string; readonly offset: number };

/** Loader of the pictures of a source: restores them from the cache, and takes decoded ones. */
export class PictureLoader {
  /** Warnings: errors that were not fatal. */
  readonly notices: Text[] = [];
  /** Reasons of unusable entries, by index. */
  readonly failures = new Map<number, Text>();
  /** `[count, 2]`: the width and height of each picture before resizing, px. */
  readonly originalSizes: Uint32Array;

  readonly #entries: readonly SourceEntry[];
  readonly #files: Files;
  readonly #bytesEach: number;
  readonly #inMemory: boolean;
  readonly #chunks: Chunk[] = [];
  /** Chunk of each entry, and its slot in the chunk; −1 if absent. */
  readonly #chunkOf: Int32Array;
  readonly #slotOf: Int32Array;
  #cache: PictureCache | undefined;
  #pending: { readonly index: number; readonly content: LoadedPicture }[] = [];
  #pendingBytes = 0;
  #packing: Promise<void> = Promise.resolve();

  /** @param inMemory - whether the pixels stay in memory; if not, there must be a cache. */
  constructor(
    entries: readonly SourceEntry[],
    { files }: Pick<Host, "files">,
    cache: PictureCache | undefined,
    bytesEach: number,
    inMemory: boolean,
  ) {
    this.#entries = entries;
    this.#files = files;
    this.#cache = cache;
    this.#bytesEach = bytesEach;
    this.#inMemory = inMemory;
    this.originalSizes = new Uint32Array(entries.length * 2);
    this.#chunkOf = new Int32Array(entries.length).fill(-1);
    this.#slotOf = new Int32Array(entries.length).fill(-1);
  }

  /** Restores the pictures in the cache. */
  async restore(): Promise<void> {
    const indexOf = new Map(this.#entries.map(({ key }, index) => [key, index]));
    for (const { path, offset, entries } of this.#cache?.shards ?? []) {
      const chunk = this.#chunks.push({ path, offset }) - 1;
      const used: number[] = [];
      let slots = 0;
      for (const { key, originalSize, reason } of entries) {
        const index = indexOf.get(key);
        const slot = originalSize ? slots++ : -1;
        if (index === undefined || this.#has(index)) continue;
        if (originalSize) {
          this.#place(index, chunk, slot, originalSize);
          used.push(index);
        } else if (reason) this.failures.set(index, reason);
      }
      if (!this.#inMemory || used.length === 0) continue;
      const all = await this.#files.readRange(path, offset, slots * this.#bytesEach);
      this.#chunks[chunk] = { pixels: used.length === slots ? all : this.#only(used, all) };
    }
  }

  /** Returns the indices of entries that are neither loaded nor known to be unusable. */
  missing(): number[] {
    return [...this.#entries.keys()].filter((index) => !this.#has(index));
  }

  /** Adds a picture; writes to the cache when a shard is full. */
  async put(index: number, content: LoadedPicture): Promise<void> {
    this.#pending.push({ index, content });
    if (isPixels(content)) this.#pendingBytes += content.pixels.length;
    if (this.#pendingBytes >= shardBytes) await this.flush();
  }

  /** Writes the gathered pictures as a shard. Sequential, so that only a few shards are in memory. */
  async flush(): Promise<void> {
    const batch = this.#pending.sort((a, b) => a.index - b.index);
    this.#pending = [];
    this.#pendingBytes = 0;
    this.#packing = this.#packing.then(() => this.#pack(batch));
    await this.#packing;
  }

  /** Returns the indices of the loaded entries. */
  loadedIndices(): Uint32Array {
    return Uint32Array.from(this.#chunkOf.keys()).filter((index) => this.#chunkOf[index] >= 0);
  }

  /**
   * Builds a store of some entries, renumbered from 0: of each, the `bytesEach` bytes from `offset` on (one half of a
   * pair, or all).
   */
  store(selected: Uint32Array, offset: number, bytesEach: number): PictureStore {
    const chunkOf = selected.map((index) => this.#chunkOf[index]);
    const slotOf = selected.map((index) => this.#slotOf[index]);
    const [chunks, stride, files] = [this.#chunks, this.#bytesEach, this.#files];
    return {
      bytesEach,
      async read(indices) {
        const bytes = new Uint8Array(indices.length * bytesEach);
        for (let at = 0; at < indices.length; at++) {
          const chunk = chunks[chunkOf[indices[at]]];
          const start = slotOf[indices[at]] * stride + offset;
          const picture =
            "pixels" in chunk
              ? chunk.pixels.subarray(start, start + bytesEach)
              : await files.readRange(chunk.path, chunk.offset + start, bytesEach);
          bytes.set(picture, at * bytesEach);
        }
        return bytes;
      },
    };
  }

  #has(index: number): boolean {
    return this.#chunkOf[index] >= 0 || this.failures.has(index);
  }

  #place(index: number, chunk: number, slot: number, from: readonly [number, number]): void {
    this.#chunkOf[index] = chunk;
    this.#slotOf[index] = slot;
    this.originalSizes.set(from, index * 2);
  }

  /** Copies the pixels of some entries out of a shard, to free the memory of the others. */
  #only(indices: readonly number[], all: Uint8Array): Uint8Array {
    const size = this.#bytesEach;
    const pixels = new Uint8Array(indices.length * size);
    indices.forEach((index, slot) => {
      const from = this.#slotOf[index] * size;
      pixels.set(all.subarray(from, from + size), slot * size);
      this.#slotOf[index] = slot;
    });
    return pixels;
  }

  async #pack(batch: readonly { readonly index: number; readonly content: LoadedPicture }[]): Promise<void> {
    if (batch.length === 0) return;
    const entries: ShardEntry[] = [];
    const pixels = new Uint8Array(
      batch.reduce((sum, { content }) => sum + (isPixels(content) ? content.pixels.length : 0), 0),
    );
    const chunk = this.#chunks.push({ pixels }) - 1;
    let slot = 0;
    for (const { index, content } of batch) {
      const { key } = this.#entries[index];
      if (isPixels(content)) {
        pixels.set(content.pixels, slot * this.#bytesEach);
        this.#place(index, chunk, slot++, content.from);
        entries.push({ key, originalSize: content.from });
      } else {
        this.failures.set(index, content);
        entries.push({ key, reason: content });
      }
    }
    try {
      const shard = await this.#cache?.add(entries, pixels);
      if (shard && !this.#inMemory) this.#chunks[chunk] = { path: shard.path, offset: shard.offset };
    } catch (error) {
      // A full disk does not stop a training that fits into memory.
      if (!this.#inMemory || !(error instanceof OmakaseError)) throw error;
      this.#cache = undefined;
      const { got } = error.errorParts;
      this.notices.push(datasetText.pictureLoader.notKept({ got }));
    }
  }
}
