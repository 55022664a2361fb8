/** Header of a compressed image. */
export interface ImageHeader {
  readonly width: number;
  readonly height: number;
  /** Whether nothing is missing at the end, as far as the format lets one see it: browsers show half a picture too. */
  readonly isComplete: boolean;
}

/**
 * Reads the size of a JPEG, PNG, WebP, GIF or AVIF from its first bytes, because a browser tells it only after it has
 * unpacked all pixels. Undefined when the bytes are too damaged for that.
 */
export function readImageHeader(bytes: Uint8Array, format: string): ImageHeader | undefined {
  const read = headerReaders[format];
  const header = read?.(bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  return header && header.width > 0 && header.height > 0 ? header : undefined;
}

type HeaderReader = (bytes: Uint8Array, view: DataView) => ImageHeader | undefined;

const headerReaders: Readonly<Record<string, HeaderReader>> = {
  JPEG: jpeg,
  PNG: png,
  WebP: webp,
  GIF: gif,
  AVIF: avif,
};

/** Segments up to the frame header (SOF0 … SOF15 without DHT, JPG and DAC); an end marker after the first scan. */
function jpeg(bytes: Uint8Array, view: DataView): ImageHeader | undefined {
  let size: { width: number; height: number } | undefined;
  let at = 2;
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1];
    if (marker === 0xff) at++;
    else if (marker === 0xda) return size && { ...size, isComplete: hasEndMarkerAfter(bytes, at) };
    else {
      if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
        size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
      at += 2 + view.getUint16(at + 2);
    }
  }
  return undefined;
}

/** Whether the JPEG marker "end of image" comes after an offset; it cannot occur within compressed data. */
function hasEndMarkerAfter(bytes: Uint8Array, start: number): boolean {
  for (let at = bytes.length - 2; at > start; at--) if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return true;
  return false;
}

function png(bytes: Uint8Array, view: DataView): ImageHeader | undefined {
  if (bytes.length < 33 || ascii(bytes, 12, 16) !== "IHDR") return undefined;
  let at = 8;
  while (at + 12 <= bytes.length && ascii(bytes, at + 4, at + 8) !== "IEND") at += 12 + view.getUint32(at);
  return { width: view.getUint32(16), height: view.getUint32(20), isComplete: at + 12 <= bytes.length };
}

function webp(bytes: Uint8Array, view: DataView): ImageHeader | undefined {
  if (bytes.length < 30) return undefined;
  const isComplete = view.getUint32(4, true) + 8 <= bytes.length;
  const kind = ascii(bytes, 12, 16);
  if (kind === "VP8X") return { width: 1 + uint24(bytes, 24), height: 1 + uint24(bytes, 27), isComplete };
  if (kind === "VP8L") {
    const bits = view.getUint32(21, true);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >> 14) & 0x3fff), isComplete };
  }
  if (kind !== "VP8 ") return undefined;
  return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff, isComplete };
}

/** The logical screen; whole when its first picture is, as no other is read. */
function gif(bytes: Uint8Array, view: DataView): ImageHeader | undefined {
  if (bytes.length < 13) return undefined;
  const size = { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  let at = 13 + tableLength(bytes[10]);
  const skipBlocks = (): void => {
    while (at < bytes.length && bytes[at] !== 0) at += 1 + bytes[at];
    at++;
  };
  while (bytes[at] === 0x21) {
    at += 2;
    skipBlocks();
  }
  if (bytes[at] !== 0x2c) return { ...size, isComplete: false };
  at += 10 + tableLength(bytes[at + 9]) + 1;
  skipBlocks();
  return { ...size, isComplete: at <= bytes.length };
}

/** Returns the length of a GIF's colour table in bytes, from the flags before it. */
function tableLength(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** The largest of the "image spatial extents": a picture can be made of tiles. Its end is the decoder's to find. */
function avif(bytes: Uint8Array, view: DataView): ImageHeader | undefined {
  let header: ImageHeader | undefined;
  for (let at = 4; at + 16 <= bytes.length && at < 65_536; at++) {
    if (bytes[at] !== 0x69 || ascii(bytes, at, at + 4) !== "ispe") continue;
    const [width, height] = [view.getUint32(at + 8), view.getUint32(at + 12)];
    if (!header || width * height > header.width * header.height) header = { width, height, isComplete: true };
  }
  return header;
}

function uint24(bytes: Uint8Array, at: number): number {
  return bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16);
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}
