import { zipSync } from "fflate";
import { encodePng } from "../../src/image/index.ts";

/** Creates small, distinct images as PNG. */
export function smallPictures(count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, number) => {
    const pixels = new Uint8Array(16 * 16 * 3).map((__, at) => (at * (number + 3) * 7 + (at % 48 > 20 ? 90 : 0)) % 256);
    return encodePng({ width: 16, height: 16, channels: 3, pixels });
  });
}

/** Creates an archive of small images in two folders. */
export function smallPictureArchive(count: number): Uint8Array<ArrayBuffer> {
  const files = smallPictures(count).map((bytes, at) => [`${at % 2 ? "odd" : "even"}/${at}.png`, bytes]);
  return zipSync(Object.fromEntries(files) as Record<string, Uint8Array>);
}
