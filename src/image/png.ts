import { zlibSync } from "fflate";
import { internalError } from "../error.ts";
import { crc32 } from "./crc32.ts";
import type { Picture } from "./picture.ts";

/** Signature, the first eight bytes of every PNG. */
export const pngSignature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/**
 * Encodes a picture as PNG (ISO/IEC 15948), 8 bits per channel. Independent of the host, so that equal pictures give
 * equal bytes everywhere.
 *
 * @param text - keyword → text, stored as iTXt chunks; a keyword has 1 … 79 printable ASCII characters. See
 *   `readPngText`. Default: none.
 * @returns the bytes of the file.
 */
export function encodePng(picture: Picture, text: Readonly<Record<string, string>> = {}): Uint8Array {
  const { width, height, channels } = picture;
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header[8] = 8;
  header[9] = channels === 1 ? 0 : channels === 3 ? 2 : 6;
  const chunks = [
    pngChunk("IHDR", header),
    ...Object.entries(text).map(([keyword, value]) => pngTextChunk(keyword, value)),
    pngChunk("IDAT", zlibSync(filterRows(picture), { level: 6 })),
    pngChunk("IEND", new Uint8Array(0)),
  ];
  return concatenateBytes([pngSignature, ...chunks]);
}

/** Encodes one chunk: length, name, data, checksum. */
export function pngChunk(name: string, data: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(data.length + 12);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length);
  for (let at = 0; at < 4; at++) chunk[4 + at] = name.charCodeAt(at);
  chunk.set(data, 8);
  view.setUint32(data.length + 8, crc32(chunk.subarray(4, data.length + 8)));
  return chunk;
}

/** Encodes an uncompressed iTXt chunk: keyword, two zero flags, no language, no translated keyword, UTF-8 text. */
export function pngTextChunk(keyword: string, value: string): Uint8Array {
  if (!/^[\x20-\x7e]{1,79}$/.test(keyword)) throw internalError(`"${keyword}" cannot be the keyword of a PNG text`);
  const encoder = new TextEncoder();
  const name = Uint8Array.from(keyword, (letter) => letter.charCodeAt(0));
  return pngChunk("iTXt", concatenateBytes([name, new Uint8Array(5), encoder.encode(value)]));
}

/** Concatenates byte arrays. */
export function concatenateBytes(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * Filters every row and prepends the number of its filter, chosen as the PNG specification (§12.8) proposes: the filter
 * whose signed bytes have the smallest sum of absolute values.
 */
function filterRows({ width, height, channels, pixels }: Picture): Uint8Array {
  const stride = width * channels;
  const filtered = new Uint8Array((stride + 1) * height);
  const tries = Array.from({ length: 5 }, () => new Uint8Array(stride));
  const zero = new Uint8Array(stride);
  for (let y = 0; y < height; y++) {
    const row = pixels.subarray(y * stride, (y + 1) * stride);
    const above = y === 0 ? zero : pixels.subarray((y - 1) * stride, y * stride);
    const costs = [0, 0, 0, 0, 0];
    for (let at = 0; at < stride; at++) {
      const left = at < channels ? 0 : row[at - channels];
      const corner = at < channels ? 0 : above[at - channels];
      const guesses = [0, left, above[at], (left + above[at]) >> 1, paeth(left, above[at], corner)];
      for (let filter = 0; filter < 5; filter++) {
        const byte = (row[at] - guesses[filter]) & 0xff;
        tries[filter][at] = byte;
        costs[filter] += byte < 128 ? byte : 256 - byte;
      }
    }
    const best = costs.indexOf(Math.min(...costs));
    filtered[y * (stride + 1)] = best;
    filtered.set(tries[best], y * (stride + 1) + 1);
  }
  return filtered;
}

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const [fromLeft, fromAbove, fromCorner] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  if (fromLeft <= fromAbove && fromLeft <= fromCorner) return left;
  return fromAbove <= fromCorner ? above : corner;
}

/** Returns the width of a PNG file, px. */
export function pngWidth(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(16); // after the signature, and length and name of IHDR
}
