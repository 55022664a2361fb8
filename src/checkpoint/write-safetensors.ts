import { internal } from "../error.ts";
import type { Values, Weights } from "../device/index.ts";
import { sizeOf } from "../tensor/index.ts";

/** The name that the format keeps for texts about the file. */
export const metadataName = "__metadata__";

/**
 * Named numbers as a safetensors file: eight bytes with the length of the header, a header in JSON, the numbers as
 * float32. The same weights give the same bytes in whatever order they come, as tensors are sorted by name.
 * Format: github.com/huggingface/safetensors, "Format".
 *
 * @param metadata - texts about the file. They come first in the header, in their own order.
 */
export function writeSafetensors(
  weights: Weights,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  const entries = [...weights].sort(([a], [b]) => (a < b ? -1 : 1));
  const fields = Object.keys(metadata).length > 0 ? [field(metadataName, metadata)] : [];
  let length = 0;
  for (const [name, { shape, values }] of entries) {
    if (name === metadataName) throw internal(`a tensor cannot be called ${metadataName}`);
    if (values.length !== sizeOf(shape)) throw internal(`"${name}" has ${values.length} values for [${shape}]`);
    const end = length + values.length * 4;
    fields.push(field(name, { dtype: "F32", shape, data_offsets: [length, end] }));
    length = end;
  }
  const text = new TextEncoder().encode(`{${fields.join(",")}}`);
  const start = 8 + Math.ceil(text.length / 8) * 8; // readers may map the numbers into memory where they stand
  const bytes = new Uint8Array(start + length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(start - 8), true);
  bytes.fill(0x20, 8, start).set(text, 8);
  let at = start;
  for (const [, { values }] of entries) {
    bytes.set(littleEndian(values), at);
    at += values.length * 4;
  }
  return bytes;
}

/** Written out by hand, because a tensor may have any name, even one with a meaning for JavaScript objects. */
function field(name: string, value: unknown): string {
  return `${JSON.stringify(name)}:${JSON.stringify(value)}`;
}

/** The file format is little-endian, as every machine is that JavaScript runs on today. */
function littleEndian(values: Values): Uint8Array {
  const floats = values instanceof Float32Array ? values : Float32Array.from(values);
  return new Uint8Array(floats.buffer, floats.byteOffset, floats.byteLength);
}
