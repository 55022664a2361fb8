/**
 * Detects the format from the first bytes; undefined for anything else. Callers check it before they decode, so that a
 * file named `.png` never reaches the decoders that fetch other files (SVG, PDF).
 *
 * @returns `JPEG`, `PNG`, `GIF`, `WebP`, `TIFF`, `BMP`, `AVIF`, `HEIC`, or undefined.
 */
export function pictureFormat(bytes: Uint8Array): string | undefined {
  const text = (from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return "JPEG";
  if (text(0, 8) === "\x89PNG\r\n\x1a\n") return "PNG";
  if (text(0, 4) === "GIF8") return "GIF";
  if (text(0, 4) === "RIFF" && text(8, 12) === "WEBP") return "WebP";
  if (text(0, 4) === "II*\0" || text(0, 4) === "MM\0*") return "TIFF";
  if (text(0, 2) === "BM") return "BMP";
  if (text(4, 8) === "ftyp") {
    // AVIF can be any of the listed brands.
    const brands = text(8, Math.min(bytes.length, 64));
    if (brands.includes("avif") || brands.includes("avis")) return "AVIF";
    if (/hei[cxms]|mif1/.test(brands)) return "HEIC";
  }
  return undefined;
}
