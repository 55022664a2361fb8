/**
 * Removes the EXIF orientation from a WebP and returns it: 1 (upright) … 8. Chromium ignores it in a WebP; without it
 * no browser applies it a second time.
 */
export function extractWebpOrientation(bytes: Uint8Array): { bytes: Uint8Array; orientation: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 12; at + 8 <= bytes.length;) {
    const length = view.getUint32(at + 4, true);
    const end = at + 8 + length;
    if (String.fromCharCode(...bytes.subarray(at, at + 4)) === "EXIF" && end <= bytes.length) {
      const withoutExif = bytes.slice();
      withoutExif.set([0x58, 0x58, 0x58, 0x58], at); // decoders skip chunks of unknown names
      return { bytes: withoutExif, orientation: exifOrientation(bytes.subarray(at + 8, end)) };
    }
    at = end + (length & 1);
  }
  return { bytes, orientation: 1 };
}

/** Reads tag 0x0112 of the first directory (EXIF 3.0, §4.6.5); 1 where it is missing or invalid. */
function exifOrientation(exif: Uint8Array): number {
  const start = String.fromCharCode(...exif.subarray(0, 4)) === "Exif" ? 6 : 0;
  if (exif.length < start + 8) return 1;
  const view = new DataView(exif.buffer, exif.byteOffset + start, exif.byteLength - start);
  const little = view.getUint16(0) === 0x4949;
  const directory = view.getUint32(4, little);
  if (directory + 2 > view.byteLength) return 1;
  const count = view.getUint16(directory, little);
  for (let entry = 0; entry < count; entry++) {
    const at = directory + 2 + entry * 12;
    if (at + 12 > view.byteLength) return 1;
    if (view.getUint16(at, little) !== 0x0112) continue;
    const orientation = view.getUint16(at + 8, little);
    return orientation >= 1 && orientation <= 8 ? orientation : 1;
  }
  return 1;
}
