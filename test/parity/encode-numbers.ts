import type { Values, Weights } from "../../src/device/index.ts";
import { sizeOf, type Shape } from "../../src/tensor/index.ts";

/** Encodes float64 numbers as safetensors, with settings as metadata, for exchange with PyTorch. */
export function encodeNumbers(weights: Weights, settings: unknown): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: { settings: JSON.stringify(settings) } };
  let at = 0;
  for (const [name, { shape, values }] of weights) {
    header[name] = { dtype: "F64", shape, data_offsets: [at, at + 8 * values.length] };
    at += 8 * values.length;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + at);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  let to = 8 + text.length;
  for (const { values } of weights.values()) {
    bytes.set(new Uint8Array(Float64Array.from(values).buffer), to);
    to += 8 * values.length;
  }
  return bytes;
}

/** Decodes numbers by name. */
export function decodeNumbers(bytes: Uint8Array): Map<string, Values> {
  const start = 8 + Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, start))) as Record<
    string,
    { shape: Shape; data_offsets: [number, number] }
  >;
  return new Map(
    Object.entries(header).map(
      ([
        name,
        {
          shape,
          data_offsets: [first, last],
        },
      ]) => {
        const values = new Float64Array(bytes.slice(start + first, start + last).buffer);
        if (values.length !== sizeOf(shape)) throw new Error(`${name} has ${values.length} numbers`);
        return [name, values];
      },
    ),
  );
}
