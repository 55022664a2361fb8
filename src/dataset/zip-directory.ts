import { inflateSync } from "fflate";
import { OmakaseError, type Text } from "../error.ts";
import type { Files } from "../host.ts";
import { crc32 } from "../image/index.ts";
import { datasetText } from "../text/index.ts";

/** Maximum number of files; more count as an attack. */
const maxEntries = 1_000_000;
/** Maximum unpacked bytes of one file. */
const maxEntryBytes = 256 * 2 ** 20;

/** File in an archive, still packed. */
export interface ZipEntry {
  /** Path in the archive, parts separated by `/`. */
  readonly path: string;
  /** Unpacked bytes, as the archive claims. */
  readonly bytes: number;
  readonly packedBytes: number;
  readonly checksum: number;
  readonly method: number;
  readonly isEncrypted: boolean;
  /** Offset of the entry's local header, bytes. */
  readonly offset: number;
}

/**
 * Reads the table of contents of a ZIP archive (PKWARE APPNOTE 6.3, with Zip64). Reads only the end of the file, so
 * that an archive of any size needs little memory.
 *
 * @throws OmakaseError `source` when the file is no archive, is truncated, or lists more than a million files.
 */
export async function readZipDirectory(files: Files, path: string): Promise<ZipEntry[]> {
  const length = (await files.size(path)) ?? 0;
  // The end record is 22 bytes and a comment of up to 65,535.
  const tailStart = Math.max(0, length - 22 - 0xffff);
  const tail = await files.readRange(path, tailStart, length - tailStart);
  const view = viewOf(tail);
  let at = tail.length - 22;
  while (at >= 0 && view.getUint32(at, true) !== 0x06054b50) at--;
  if (at < 0) throw damaged(path, datasetText.zipDirectory.noDirectory);
  let count = view.getUint16(at + 10, true);
  let size = view.getUint32(at + 12, true);
  let start = view.getUint32(at + 16, true);
  if (count === 0xffff || size === 0xffffffff || start === 0xffffffff) {
    const wide = await readZip64End(files, path, at >= 20 ? view : undefined, at - 20);
    if (wide !== undefined) ({ count, size, start } = wide);
  }
  if (count > maxEntries) throw damaged(path, datasetText.zipDirectory.files({ count }));
  if (start + size > length) throw damaged(path, datasetText.zipDirectory.cutOff);
  return parseDirectory(await files.readRange(path, start, size), count, path);
}

/**
 * Unpacks one file of an archive into at most its claimed size, and verifies its checksum.
 *
 * @throws OmakaseError `picture` when it is damaged.
 */
export async function readZipEntry(files: Files, path: string, entry: ZipEntry): Promise<Uint8Array> {
  const refuse = (got: Text): OmakaseError => damaged(`${path}/${entry.path}`, got, "picture");
  if (entry.isEncrypted) throw refuse(datasetText.zipDirectory.encrypted);
  if (entry.method !== 0 && entry.method !== 8) throw refuse(datasetText.zipDirectory.unknownCompression);
  if (entry.bytes > maxEntryBytes || entry.packedBytes > maxEntryBytes) {
    throw refuse(datasetText.zipDirectory.fileTooLarge);
  }
  // Deflate cannot shrink more than 1032-fold.
  if (entry.bytes > entry.packedBytes * 1032 + 64) throw refuse(datasetText.zipDirectory.damagedFile);
  const header = viewOf(await files.readRange(path, entry.offset, 30));
  if (header.byteLength < 30 || header.getUint32(0, true) !== 0x04034b50) {
    throw refuse(datasetText.zipDirectory.damagedFile);
  }
  const from = entry.offset + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  const packed = await files.readRange(path, from, entry.packedBytes);
  let content = packed;
  if (entry.method === 8) {
    try {
      content = inflateSync(packed, { out: new Uint8Array(entry.bytes) });
    } catch {
      throw refuse(datasetText.zipDirectory.damagedFile);
    }
  }
  if (content.length !== entry.bytes || crc32(content) !== entry.checksum) {
    throw refuse(datasetText.zipDirectory.damagedFile);
  }
  return content;
}

interface DirectoryLocation {
  readonly count: number;
  readonly size: number;
  readonly start: number;
}

/** Reads the Zip64 end record, for more than 65,535 files or 4 GiB. */
async function readZip64End(
  files: Files,
  path: string,
  tail: DataView | undefined,
  at: number,
): Promise<DirectoryLocation | undefined> {
  if (tail === undefined || tail.getUint32(at, true) !== 0x07064b50) return undefined;
  const record = viewOf(await files.readRange(path, readUint64(tail, at + 8), 56));
  if (record.byteLength < 56 || record.getUint32(0, true) !== 0x06064b50) return undefined;
  return { count: readUint64(record, 32), size: readUint64(record, 40), start: readUint64(record, 48) };
}

function parseDirectory(bytes: Uint8Array, count: number, path: string): ZipEntry[] {
  const view = viewOf(bytes);
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) {
      throw damaged(path, datasetText.zipDirectory.damagedDirectory);
    }
    const nameEnd = at + 46 + view.getUint16(at + 28, true);
    const extraEnd = nameEnd + view.getUint16(at + 30, true);
    const flags = view.getUint16(at + 8, true);
    const sizes = {
      bytes: view.getUint32(at + 24, true),
      packedBytes: view.getUint32(at + 20, true),
      offset: view.getUint32(at + 42, true),
    };
    if (extraEnd > bytes.length) throw damaged(path, datasetText.zipDirectory.damagedDirectory);
    readZip64Sizes(view, nameEnd, extraEnd, sizes);
    entries.push({
      ...sizes,
      path: decodeName(bytes.subarray(at + 46, nameEnd)),
      checksum: view.getUint32(at + 16, true),
      method: view.getUint16(at + 10, true),
      isEncrypted: (flags & 1) === 1,
    });
    at = extraEnd + view.getUint16(at + 32, true);
  }
  return entries;
}

/** Reads the Zip64 extra field, which replaces the sizes that exceed 32 bits, in this order. */
function readZip64Sizes(
  view: DataView,
  from: number,
  end: number,
  sizes: { bytes: number; packedBytes: number; offset: number },
): void {
  for (let at = from; at + 4 <= end;) {
    const length = view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === 1) {
      let next = at + 4;
      for (const name of ["bytes", "packedBytes", "offset"] as const) {
        if (sizes[name] !== 0xffffffff || next + 8 > Math.min(end, at + 4 + length)) continue;
        sizes[name] = readUint64(view, next);
        next += 8;
      }
      return;
    }
    at += 4 + length;
  }
}

function readUint64(view: DataView, at: number): number {
  return view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;
}

/** Decodes a file name; archives made on a Japanese Windows use Shift_JIS without declaring it. */
function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("shift_jis").decode(bytes);
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function damaged(where: string, got: Text, code: "source" | "picture" = "source"): OmakaseError {
  return new OmakaseError(code, { where, ...datasetText.zipDirectory.damaged({ got }) });
}
