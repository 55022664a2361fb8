import { zlibSync } from "fflate";
import type { Picture } from "../image/index.ts";

/**
 * A picture as the bytes of a PNG (RFC 2083), without a host: figures embed their pictures. The filter of each row is
 * the one with the smallest sum of absolute differences, the heuristic of the specification (section 9.6).
 */
export function pngBytes({ width, height, channels, pixels }: Picture): Uint8Array {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, { 1: 0, 3: 2, 4: 6 }[channels], 0, 0, 0], 8);
  const stride = width * channels;
  const rows = new Uint8Array(height * (stride + 1));
  const nothing = new Uint8Array(stride);
  for (let y = 0; y < height; y++) {
    const above = y > 0 ? pixels.subarray((y - 1) * stride, y * stride) : nothing;
    rows.set(filterRow(pixels.subarray(y * stride, (y + 1) * stride), above, channels), y * (stride + 1));
  }
  const signature = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const chunks = [chunk("IHDR", header), chunk("IDAT", zlibSync(rows, { level: 7 })), chunk("IEND", new Uint8Array())];
  return join([signature, ...chunks]);
}

/** The same as a `data:` address. */
export function pngAddress(picture: Picture): string {
  const bytes = pngBytes(picture);
  let text = "";
  for (let from = 0; from < bytes.length; from += 8192)
    text += String.fromCharCode(...bytes.subarray(from, from + 8192));
  return `data:image/png;base64,${btoa(text)}`;
}

/** The filter type and the filtered bytes of a row. */
function filterRow(row: Uint8Array, above: Uint8Array, channels: number): Uint8Array {
  let best = new Uint8Array();
  let least = Infinity;
  for (const type of [0, 1, 2, 4]) {
    const filtered = new Uint8Array(row.length + 1);
    filtered[0] = type;
    let sum = 0;
    for (let i = 0; i < row.length; i++) {
      const left = i >= channels ? row[i - channels] : 0;
      const corner = i >= channels ? above[i - channels] : 0;
      const guess = type === 0 ? 0 : type === 1 ? left : type === 2 ? above[i] : paeth(left, above[i], corner);
      const difference = (row[i] - guess) & 255;
      filtered[i + 1] = difference;
      sum += difference < 128 ? difference : 256 - difference;
    }
    if (sum < least) [best, least] = [filtered, sum];
  }
  return best;
}

function paeth(left: number, above: number, corner: number): number {
  const [a, b, c] = [Math.abs(above - corner), Math.abs(left - corner), Math.abs(left + above - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? above : corner;
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) bytes[4 + i] = name.charCodeAt(i);
  bytes.set(data, 8);
  view.setUint32(data.length + 8, checksum(bytes.subarray(4, data.length + 8)));
  return bytes;
}

const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function checksum(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = table[(value ^ byte) & 255] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
