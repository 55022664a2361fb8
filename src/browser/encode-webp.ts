import { OmakaseError } from "../error.ts";
import { concatenateBytes, type Picture } from "../image/index.ts";
import { browserText } from "../text/index.ts";
import { toRgba } from "./to-rgba.ts";

/**
 * Encodes a WebP animation that loops endlessly: the browser encodes each frame; the container follows RFC 9649, §2.7.
 *
 * @param rate - pictures per second.
 * @throws OmakaseError `option` in a browser that writes no WebP (Safari).
 */
export async function encodeWebp(frames: readonly Picture[], rate: number): Promise<Uint8Array> {
  const { width, height } = frames[0];
  const duration = Math.round(1000 / rate);
  const parts = [];
  for (const frame of frames) parts.push(riffChunk("ANMF", frameHeader(frame, duration), await encodeStill(frame)));
  const alpha = frames.some(({ channels }) => channels === 4);
  const header = bytes((alpha ? 0x10 : 0) | 0x02, 0, 0, 0, ...uint24(width - 1), ...uint24(height - 1));
  // No background; 0 repetitions are endless ones.
  const body = concatenateBytes([
    ascii("WEBP"),
    riffChunk("VP8X", header),
    riffChunk("ANIM", new Uint8Array(6)),
    ...parts,
  ]);
  return riffChunk("RIFF", body);
}

/** Builds the frame header: offset, size, duration, and no blending with the previous frame. */
function frameHeader({ width, height }: Picture, duration: number): Uint8Array {
  return bytes(...uint24(0), ...uint24(0), ...uint24(width - 1), ...uint24(height - 1), ...uint24(duration), 0x02);
}

/** Returns the chunks with the pixels of one image. */
async function encodeStill(picture: Picture): Promise<Uint8Array> {
  const { width, height } = picture;
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext("2d")!.putImageData(new ImageData(toRgba(picture), width, height), 0, 0);
  const blob = await canvas.convertToBlob({ type: "image/webp", quality: 0.9 });
  if (blob.type !== "image/webp")
    throw new OmakaseError("option", { where: "format", ...browserText.encodeWebp.noWebp });
  const encodedBytes = new Uint8Array(await blob.arrayBuffer());
  const view = new DataView(encodedBytes.buffer);
  const imageChunks: Uint8Array[] = [];
  for (let at = 12; at + 8 <= encodedBytes.length;) {
    const length = view.getUint32(at + 4, true);
    const end = at + 8 + length + (length & 1);
    if (["VP8 ", "VP8L", "ALPH"].includes(String.fromCharCode(...encodedBytes.subarray(at, at + 4))))
      imageChunks.push(encodedBytes.subarray(at, end));
    at = end;
  }
  return concatenateBytes(imageChunks);
}

/** Builds a chunk: name, length, data, and a zero where the length is odd. */
function riffChunk(name: string, ...data: Uint8Array[]): Uint8Array {
  const body = concatenateBytes(data);
  const length = body.length;
  const size = bytes(length & 255, (length >> 8) & 255, (length >> 16) & 255, length >>> 24);
  return concatenateBytes([ascii(name), size, body, new Uint8Array(length & 1)]);
}

function uint24(value: number): [number, number, number] {
  return [value & 255, (value >> 8) & 255, (value >> 16) & 255];
}

function bytes(...values: number[]): Uint8Array {
  return Uint8Array.from(values);
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
