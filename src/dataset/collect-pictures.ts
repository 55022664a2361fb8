import { OmakaseError, type Text } from "../error.ts";
import type { Host } from "../host.ts";
import type { Picture } from "../image/index.ts";
import type { ProgressListener, Skipped } from "./dataset.ts";
import { openPictureCache, type PictureCache, type ShardEntry } from "./picture-cache.ts";
import type { PictureSource } from "./picture-source.ts";
import { bytesOf, toForm, type PictureForm, type PictureStore } from "./picture-store.ts";

/** The smallest width and height that is learnt from, px. */
const smallestSide = 8;
/** Bytes of pixels that are gathered before they are written to the cache. */
const shardBytes = 32 * 2 ** 20;

/** Options of {@link collectPictures}. */
export interface CollectOptions {
  readonly form: PictureForm;
  /** Bytes of pixels held in memory at most; what is beyond is read from the cache when it is needed. */
  readonly memory: number;
  readonly onProgress?: ProgressListener;
  /** Stops the decoding; what was decoded until then is kept in the cache. */
  readonly signal?: AbortSignal;
}

/** What {@link collectPictures} gives. */
export interface Collection {
  readonly store: PictureStore;
  /** The entries that could be decoded, in the order of the source. */
  readonly kept: Uint32Array;
  readonly skipped: readonly Skipped[];
  readonly notices: readonly Text[];
}

/** Pixels in memory, or in a file from an offset on. */
type Chunk = { readonly pixels: Uint8Array } | { readonly path: string; readonly offset: number };

/** Decodes or draws every picture of a source, as far as the cache does not have it already. */
export async function collectPictures(source: PictureSource, host: Host, options: CollectOptions): Promise<Collection> {
  const { form, memory } = options;
  const bytesEach = bytesOf(form);
  const total = source.entries.length;
  const cache = await openPictureCache(source, form, bytesEach, host);
  const shelf = new Shelf(source, host, cache, bytesEach, total * bytesEach <= memory);
  await shelf.restore();
  const missing = shelf.missing();
  let done = total - missing.length;
  options.onProgress?.({ done, total });
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < missing.length) {
      const index = missing[next++];
      options.signal?.throwIfAborted();
      await shelf.put(index, await loadOne(source, index, form));
      done++;
      if (done % 16 === 0 || done === total) options.onProgress?.({ done, total });
      // Lets the screen and Ctrl-C have their turn where everything is computed in this thread.
      if (source.concurrency === 1 && done % 16 === 0) await new Promise((turn) => setTimeout(turn, 0));
    }
  };
  try {
    await Promise.all(Array.from({ length: source.concurrency }, worker));
  } finally {
    await shelf.flush();
  }
  return shelf.collection();
}

/** The pixels, or why there are none. */
async function loadOne(source: PictureSource, index: number, form: PictureForm): Promise<Uint8Array | Text> {
  let picture: Picture;
  try {
    picture = await source.load(index, form.size);
  } catch (error) {
    if (error instanceof OmakaseError) return error.complaint.got;
    throw error;
  }
  const { width, height } = picture;
  if (Math.min(width, height) < smallestSide) {
    return {
      ja: `${width} × ${height} ピクセルの小さすぎる画像`,
      en: `a picture of ${width} × ${height} pixels, too small`,
    };
  }
  return toForm(picture, form);
}

/** Where every picture of the source lies, filled from the cache and by decoding. */
class Shelf {
  readonly #source: PictureSource;
  readonly #host: Host;
  #cache: PictureCache | undefined;
  readonly #bytesEach: number;
  readonly #inMemory: boolean;
  readonly #chunks: Chunk[] = [];
  /** For each entry: the chunk and the slot in it, −1 where there is none. */
  readonly #chunkOf: Int32Array;
  readonly #slotOf: Int32Array;
  readonly #reasons = new Map<number, Text>();
  #pending: { index: number; content: Uint8Array | Text }[] = [];
  #pendingBytes = 0;
  #flushing: Promise<void> = Promise.resolve();
  readonly #notices: Text[] = [];

  constructor(
    source: PictureSource,
    host: Host,
    cache: PictureCache | undefined,
    bytesEach: number,
    inMemory: boolean,
  ) {
    this.#source = source;
    this.#host = host;
    this.#cache = cache;
    this.#bytesEach = bytesEach;
    this.#inMemory = inMemory;
    this.#chunkOf = new Int32Array(source.entries.length).fill(-1);
    this.#slotOf = new Int32Array(source.entries.length).fill(-1);
    if (!inMemory && cache === undefined) throw tooLarge(source, source.entries.length * bytesEach);
  }

  async restore(): Promise<void> {
    const indexOf = new Map(this.#source.entries.map(({ key }, index) => [key, index]));
    for (const { path, offset, entries } of this.#cache?.shards ?? []) {
      let chunk = -1;
      let slot = 0;
      for (const { key, reason } of entries) {
        const index = indexOf.get(key);
        const here = reason === undefined ? slot++ : -1;
        if (index === undefined || this.#chunkOf[index] >= 0) continue;
        if (reason !== undefined) {
          this.#reasons.set(index, reason);
          continue;
        }
        if (chunk < 0) chunk = this.#chunks.push({ path, offset }) - 1;
        this.#chunkOf[index] = chunk;
        this.#slotOf[index] = here;
      }
      if (this.#inMemory && chunk >= 0) {
        const pixels = await this.#host.files.readRange(path, offset, slot * this.#bytesEach);
        this.#chunks[chunk] = { pixels };
      }
    }
  }

  missing(): number[] {
    const indices: number[] = [];
    for (let index = 0; index < this.#chunkOf.length; index++) {
      if (this.#chunkOf[index] < 0 && !this.#reasons.has(index)) indices.push(index);
    }
    return indices;
  }

  async put(index: number, content: Uint8Array | Text): Promise<void> {
    this.#pending.push({ index, content });
    if (content instanceof Uint8Array) this.#pendingBytes += content.length;
    if (this.#pendingBytes >= shardBytes) await this.flush();
  }

  /** Packs what is pending. One flush at a time, so that no more than a few shards are in memory. */
  async flush(): Promise<void> {
    const batch = this.#pending;
    this.#pending = [];
    this.#pendingBytes = 0;
    this.#flushing = this.#flushing.then(() => this.#pack(batch));
    await this.#flushing;
  }

  async #pack(batch: { index: number; content: Uint8Array | Text }[]): Promise<void> {
    if (batch.length === 0) return;
    batch.sort((a, b) => a.index - b.index);
    const entries: ShardEntry[] = [];
    const parts: { index: number; content: Uint8Array }[] = [];
    for (const { index, content } of batch) {
      const { key } = this.#source.entries[index];
      if (content instanceof Uint8Array) {
        parts.push({ index, content });
        entries.push({ key });
      } else {
        this.#reasons.set(index, content);
        entries.push({ key, reason: content });
      }
    }
    const pixels = new Uint8Array(parts.length * this.#bytesEach);
    const chunk = this.#chunks.push({ pixels }) - 1;
    parts.forEach(({ index, content }, slot) => {
      pixels.set(content, slot * this.#bytesEach);
      this.#chunkOf[index] = chunk;
      this.#slotOf[index] = slot;
    });
    try {
      const shard = await this.#cache?.add(entries, pixels);
      if (shard && !this.#inMemory) this.#chunks[chunk] = { path: shard.path, offset: shard.offset };
    } catch (error) {
      // A full disk must not stop a training that fits into memory.
      if (!this.#inMemory || !(error instanceof OmakaseError)) throw error;
      this.#cache = undefined;
      const { got } = error.complaint;
      this.#notices.push({
        ja: `読み込んだ画像を保存できませんでした（${got.ja}）。次回も読み込みからになります。`,
        en: `The decoded pictures could not be kept (${got.en}); they will be decoded again next time.`,
      });
    }
  }

  collection(): Collection {
    const kept = Uint32Array.from(this.#chunkOf.keys()).filter((index) => this.#chunkOf[index] >= 0);
    const skipped = [...this.#reasons]
      .sort(([a], [b]) => a - b)
      .map(([index, reason]) => ({ file: this.#source.entries[index].name, reason }));
    const chunks = this.#chunks;
    const chunkOf = kept.map((index) => this.#chunkOf[index]);
    const slotOf = kept.map((index) => this.#slotOf[index]);
    const bytesEach = this.#bytesEach;
    const { files } = this.#host;
    const store: PictureStore = {
      bytesEach,
      async read(indices) {
        const bytes = new Uint8Array(indices.length * bytesEach);
        for (let at = 0; at < indices.length; at++) {
          const chunk = chunks[chunkOf[indices[at]]];
          const from = slotOf[indices[at]] * bytesEach;
          const part =
            "pixels" in chunk
              ? chunk.pixels.subarray(from, from + bytesEach)
              : await files.readRange(chunk.path, chunk.offset + from, bytesEach);
          bytes.set(part, at * bytesEach);
        }
        return bytes;
      },
    };
    return { store, kept, skipped, notices: this.#notices };
  }
}

function tooLarge(source: PictureSource, bytes: number): OmakaseError {
  const size = `${(bytes / 2 ** 30).toFixed(1)} GiB`;
  return new OmakaseError("source", {
    where: source.name,
    expected: { ja: "メモリに入る量の画像", en: "pictures that fit into memory" },
    got: { ja: `${source.entries.length}枚（${size}）`, en: `${source.entries.length} pictures (${size})` },
    remedy: {
      ja: "--size か --count を小さくするか、キャッシュを使えるようにしてください",
      en: "Choose a smaller --size or --count, or allow a cache",
    },
  });
}
