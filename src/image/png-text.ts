import { unzlibSync } from "fflate";
import { crc32 } from "./crc32.ts";
import { concatenateBytes, pngSignature, pngTextChunk } from "./png.ts";

/** Maximum bytes of an unpacked text; a recipe has a few hundred. */
const maxTextBytes = 1 << 20;

/**
 * Reads the texts of a PNG (chunks iTXt, tEXt, zTXt), keyword → text. Never throws: bytes of another format give an
 * empty record, damaged chunks are skipped.
 */
export function readPngText(bytes: Uint8Array): Record<string, string> {
  const texts: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const { name, data } of chunksOf(bytes)) {
    const entry = textOf(name, data);
    if (entry !== undefined) texts[entry.keyword] = entry.text;
  }
  return { ...texts };
}

/**
 * Adds texts to a PNG as iTXt chunks, and replaces texts with the same keyword. Leaves the pixels unchanged. Returns
 * bytes of another format unchanged.
 */
export function writePngText(bytes: Uint8Array, text: Readonly<Record<string, string>>): Uint8Array {
  const chunks = chunksOf(bytes);
  if (chunks.length === 0) return bytes;
  const kept = chunks.filter(({ name, data }) => {
    const entry = textOf(name, data);
    return entry === undefined || !Object.hasOwn(text, entry.keyword);
  });
  const added = Object.entries(text).map(([keyword, value]) => pngTextChunk(keyword, value));
  const [header, ...rest] = kept.map(({ bytes }) => bytes);
  return concatenateBytes([pngSignature, header, ...added, ...rest]);
}

interface Chunk {
  readonly name: string;
  readonly data: Uint8Array;
  readonly bytes: Uint8Array;
}

function chunksOf(bytes: Uint8Array): Chunk[] {
  const chunks: Chunk[] = [];
  if (pngSignature.some((byte, at) => bytes[at] !== byte)) return chunks;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = pngSignature.length;
  while (at + 12 <= bytes.length) {
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > bytes.length) break;
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (view.getUint32(end - 4) === crc32(bytes.subarray(at + 4, end - 4))) {
      chunks.push({ name, data: bytes.subarray(at + 8, end - 4), bytes: bytes.subarray(at, end) });
    }
    at = end;
  }
  return chunks;
}

function textOf(name: string, data: Uint8Array): { keyword: string; text: string } | undefined {
  const latin = new TextDecoder("latin1");
  const keywordEnd = data.indexOf(0);
  if (!["tEXt", "zTXt", "iTXt"].includes(name) || keywordEnd < 1) return undefined;
  const keyword = latin.decode(data.subarray(0, keywordEnd));
  const rest = data.subarray(keywordEnd + 1);
  if (name === "tEXt") return { keyword, text: latin.decode(rest) };
  if (name === "zTXt") {
    const text = unpack(rest.subarray(1));
    return text && { keyword, text: latin.decode(text) };
  }
  const languageEnd = rest.indexOf(0, 2);
  const translatedEnd = languageEnd < 0 ? -1 : rest.indexOf(0, languageEnd + 1);
  if (translatedEnd < 0) return undefined;
  const body = rest.subarray(translatedEnd + 1);
  const text = rest[0] === 1 ? unpack(body) : body;
  return text && { keyword, text: new TextDecoder().decode(text) };
}

function unpack(bytes: Uint8Array): Uint8Array | undefined {
  try {
    return unzlibSync(bytes, { out: new Uint8Array(Math.min(maxTextBytes, bytes.length * 1032)) });
  } catch {
    return undefined;
  }
}
