/**
 * Computes the cyclic redundancy check of PNG and ZIP (ISO 3309, polynomial 0xedb88320) over the concatenation of the
 * parts.
 *
 * @returns an unsigned 32-bit integer.
 */
export function crc32(...parts: readonly Uint8Array[]): number {
  let value = 0xffffffff;
  for (const part of parts) {
    for (let at = 0; at < part.length; at++) value = table[(value ^ part[at]) & 0xff] ^ (value >>> 8);
  }
  return (value ^ 0xffffffff) >>> 0;
}

const table = new Uint32Array(256).map((_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});
