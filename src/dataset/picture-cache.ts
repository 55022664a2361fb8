import type { Text } from "../error.ts";
import type { Files, Host } from "../host.ts";
import { crc32 } from "../image/index.ts";
import type { PictureSpec } from "./picture-store.ts";
import type { PictureSource } from "./picture-source.ts";

/**
 * Cache of decoded pictures on disk, so that a second run starts at once. A cache is a folder of shards; a shard is
 * written once, in full, and holds up to 32 MiB of pixels, so that an interrupted first run loses little.
 *
 * Format of a shard: the 8 letters `OMKSHARD`, the header's length and its checksum (32 bits each, little endian), the
 * header as JSON, and the pixels of those entries that have a slot.
 */
export interface PictureCache {
  readonly shards: readonly Shard[];
  /** Writes a shard and returns its location. */
  add(entries: readonly ShardEntry[], pixels: Uint8Array): Promise<Shard>;
}

/** Shard of a {@link PictureCache}. */
export interface Shard {
  readonly path: string;
  readonly entries: readonly ShardEntry[];
  /** Offset of the pixels in the file, bytes. */
  readonly offset: number;
}

/** Entry of a shard: a picture, or the reason of its absence. Pixels are in the order of the entries that have them. */
export interface ShardEntry {
  readonly key: string;
  /** Width and height before resizing, px; undefined without pixels. */
  readonly originalSize?: readonly [number, number];
  /** Reason of the absence of pixels. */
  readonly reason?: Text;
}

const magic = "OMKSHARD";
/** Version of the cache, raised whenever decoding or resizing changes pixels. */
const cacheVersion = 2;

/** Opens the cache of a source in one form; undefined if the host has no cache. Skips damaged shards. */
export async function openPictureCache(
  source: PictureSource,
  form: PictureSpec,
  bytesEach: number,
  host: Host,
): Promise<PictureCache | undefined> {
  if (host.cache === undefined) return undefined;
  const { files } = host;
  const identity = JSON.stringify([cacheVersion, source.identity(), form.size, form.channels, form.fit]);
  const folder = files.join(host.cache, "pictures", `${safeName(source.name)}-${form.size}-${hex(identity)}`);
  const shards: Shard[] = [];
  for (const name of await files.list(folder)) {
    const shard = name.endsWith(".shard")
      ? await readShard(files, files.join(folder, name), identity, bytesEach)
      : undefined;
    if (shard) shards.push(shard);
  }
  const isStale = ({ entries }: Shard): boolean => !entries.some(({ key }) => source.isCurrent(key));
  for (const shard of shards.filter(isStale)) await files.remove(shard.path);
  return {
    shards: shards.filter((shard) => !isStale(shard)),
    async add(entries, pixels) {
      const header = new TextEncoder().encode(JSON.stringify({ identity, entries }));
      const offset = 16 + header.length;
      const bytes = new Uint8Array(offset + pixels.length);
      for (let at = 0; at < magic.length; at++) bytes[at] = magic.charCodeAt(at);
      const view = new DataView(bytes.buffer);
      view.setUint32(8, header.length, true);
      view.setUint32(12, crc32(header), true);
      bytes.set(header, 16);
      bytes.set(pixels, offset);
      const path = files.join(folder, `${hex(header)}.shard`);
      await files.write(path, bytes);
      return { path, entries, offset };
    },
  };
}

async function readShard(files: Files, path: string, identity: string, bytesEach: number): Promise<Shard | undefined> {
  const start = await files.readRange(path, 0, 16);
  if (start.length < 16 || String.fromCharCode(...start.subarray(0, 8)) !== magic) return undefined;
  const view = new DataView(start.buffer, start.byteOffset);
  const header = await files.readRange(path, 16, view.getUint32(8, true));
  if (crc32(header) !== view.getUint32(12, true)) return undefined;
  const content = JSON.parse(new TextDecoder().decode(header)) as { identity: string; entries: ShardEntry[] };
  const offset = 16 + header.length;
  const slots = content.entries.filter(({ originalSize }) => originalSize !== undefined).length;
  if (content.identity !== identity || (await files.size(path)) !== offset + slots * bytesEach) return undefined;
  return { path, entries: content.entries, offset };
}

function safeName(name: string): string {
  return name.replace(/[^\p{L}\p{N}_-]+/gu, "_").slice(0, 40);
}

/**
 * Computes a 64-bit checksum as a file name; a collision would only cost the cache, because the header is compared in
 * full.
 */
function hex(content: string | Uint8Array): string {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return [crc32(bytes), crc32(Uint8Array.of(0x6f), bytes)].map((value) => value.toString(16).padStart(8, "0")).join("");
}
