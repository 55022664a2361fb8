import { internalError, OmakaseError } from "../error.ts";
import type { Values, Weights } from "../device/index.ts";
import { sizeOf } from "../tensor/index.ts";
import { maxFloat16, toFloat16 } from "./float16.ts";
import { bytesPerNumber, type WritableDtype } from "./dtype.ts";
import { checkpointText } from "../text/index.ts";

/** Key of the metadata texts in the format. */
export const metadataName = "__metadata__";

/** See {@link writeSafetensors}. */
export interface SafetensorsOptions {
  /**
   * Number types of tensors by name, when not float32: `F16` rounds to about a thousandth's relative precision, `U8`
   * is for integers 0 … 255. Default: none.
   */
  readonly dtypes?: ReadonlyMap<string, WritableDtype>;
}

/**
 * Encodes weights as a safetensors file: eight bytes with the length of the header, a header in JSON, the numbers as
 * float32 or the given types. Equal weights give equal bytes regardless of order, because tensors are sorted by the
 * size of their numbers (for alignment) and by name. Format: github.com/huggingface/safetensors, "Format".
 * @param metadata - texts about the file, first in the header, in their own order.
 * @returns the bytes of the file.
 * @throws OmakaseError `option` when a finite number is beyond float16 and its tensor is to be F16.
 */
export function writeSafetensors(
  weights: Weights,
  metadata: Readonly<Record<string, string>> = {},
  { dtypes = new Map() }: SafetensorsOptions = {},
): Uint8Array<ArrayBuffer> {
  const entries = [...weights]
    .map(([name, tensor]) => ({ name, ...tensor, type: dtypes.get(name) ?? ("F32" as const) }))
    .sort((a, b) => bytesPerNumber[b.type] - bytesPerNumber[a.type] || (a.name < b.name ? -1 : 1));
  const fields = Object.keys(metadata).length > 0 ? [field(metadataName, metadata)] : [];
  let length = 0;
  for (const { name, shape, values, type } of entries) {
    if (name === metadataName) throw internalError(`a tensor cannot be called ${metadataName}`);
    if (values.length !== sizeOf(shape)) throw internalError(`"${name}" has ${values.length} values for [${shape}]`);
    const end = length + values.length * bytesPerNumber[type];
    fields.push(field(name, { dtype: type, shape, data_offsets: [length, end] }));
    length = end;
  }
  const text = new TextEncoder().encode(`{${fields.join(",")}}`);
  const start = 8 + Math.ceil(text.length / 8) * 8; // readers may memory-map the numbers
  const bytes = new Uint8Array(start + length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(start - 8), true);
  bytes.fill(0x20, 8, start).set(text, 8);
  let at = start;
  for (const { name, values, type } of entries) {
    bytes.set(bytesOf[type](values, name), at);
    at += values.length * bytesPerNumber[type];
  }
  return bytes;
}

/**
 * Formats a field of the header by hand, because a tensor may have any name, even one with a meaning for JavaScript
 * objects.
 */
function field(name: string, value: unknown): string {
  return `${JSON.stringify(name)}:${JSON.stringify(value)}`;
}

/** Encoders per number type. The format is little-endian, as is every machine that runs JavaScript today. */
const bytesOf: Record<WritableDtype, (values: Values, name: string) => Uint8Array> = {
  F32: (values) => viewOf(values instanceof Float32Array ? values : Float32Array.from(values)),
  F16(values, name) {
    const far = values.find((value) => Number.isFinite(value) && Math.abs(value) >= maxFloat16 + 16);
    if (far !== undefined) throw float16RangeError(name, far);
    return viewOf(Uint16Array.from(values, toFloat16));
  },
  U8(values, name) {
    const odd = values.find((value) => !(Number.isInteger(value) && value >= 0 && value <= 255));
    if (odd !== undefined) throw internalError(`"${name}" has ${odd}, which is no byte`);
    return Uint8Array.from(values);
  },
};

function viewOf({ buffer, byteOffset, byteLength }: Float32Array | Uint16Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function float16RangeError(name: string, value: number): OmakaseError {
  return new OmakaseError("option", {
    where: name,
    ...checkpointText.writeSafetensors.float16Range({ maxFloat16, value }),
  });
}
