import { concatenateBytes, flattenAlpha, type Picture } from "../image/index.ts";
import { createGifPalette } from "./gif-palette.ts";

/**
 * Encodes a GIF89a animation that loops endlessly, in 256 colours; transparency is laid over white.
 *
 * @param rate - pictures per second; a GIF counts in hundredths of a second.
 */
export function encodeGif(frames: readonly Picture[], rate: number): Uint8Array {
  const { width, height } = frames[0];
  const pictures = frames.map((frame) => flattenAlpha(frame, 3).pixels);
  const palette = createGifPalette(pictures);
  const table = new Uint8Array(256 * 3);
  table.set(palette.colours);
  const side = [width & 255, width >> 8, height & 255, height >> 8];
  const delay = Math.round(100 / rate);
  return concatenateBytes([
    ascii("GIF89a"),
    Uint8Array.of(...side, 0xf7, 0, 0), // one table of 256 colours for all pictures
    table,
    Uint8Array.of(0x21, 0xff, 11),
    ascii("NETSCAPE2.0"),
    Uint8Array.of(3, 1, 0, 0, 0), // 0 repetitions are endless ones
    ...pictures.flatMap((pixels) => {
      const indices = new Uint8Array(width * height);
      for (let at = 0; at < indices.length; at++)
        indices[at] = palette.indexOf((pixels[3 * at] << 16) | (pixels[3 * at + 1] << 8) | pixels[3 * at + 2]);
      return [
        Uint8Array.of(0x21, 0xf9, 4, 0x04, delay & 255, delay >> 8, 0, 0), // stays until the next one covers it
        Uint8Array.of(0x2c, 0, 0, 0, 0, ...side, 0),
        Uint8Array.of(8),
        subBlocks(compressLzw(indices)),
      ];
    }),
    Uint8Array.of(0x3b),
  ]);
}

/** Splits bytes into blocks of at most 255, each after its length; an empty block ends them. */
function subBlocks(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += 255) {
    const block = bytes.subarray(at, at + 255);
    parts.push(Uint8Array.of(block.length), block);
  }
  return concatenateBytes([...parts, new Uint8Array(1)]);
}

const clearCode = 256;
const endCode = 257;

/** Compresses by Lempel–Ziv–Welch as in GIF: codes of 9 to 12 bits, the lowest bit first. */
function compressLzw(indices: Uint8Array): Uint8Array {
  // Every code takes at most 12 bits, and there are at most as many as pixels, a clear for 3,800 of them, and the ends.
  const bytes = new Uint8Array(Math.ceil(indices.length * 1.51) + 16);
  let [length, bits, pendingBits] = [0, 0, 0];
  let width = 9;
  let next = endCode + 1;
  const codes = new Map<number, number>();
  const put = (code: number): void => {
    pendingBits |= code << bits;
    bits += width;
    for (; bits >= 8; bits -= 8, pendingBits >>= 8) bytes[length++] = pendingBits & 255;
  };
  put(clearCode);
  let run = indices[0];
  for (let at = 1; at < indices.length; at++) {
    const longer = run * 256 + indices[at];
    const known = codes.get(longer);
    if (known !== undefined) {
      run = known;
      continue;
    }
    put(run);
    if (next === 4096) {
      put(clearCode);
      codes.clear();
      width = 9;
      next = endCode + 1;
    } else {
      if (next === 2 ** width) width++;
      codes.set(longer, next++);
    }
    run = indices[at];
  }
  put(run);
  put(endCode);
  if (bits > 0) bytes[length++] = pendingBits & 255;
  return bytes.subarray(0, length);
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
