import { z } from "zod";
import type { Weights } from "../device/index.ts";
import { damagedCheckpointError } from "./damaged-checkpoint-error.ts";
import { decodeFloat16 } from "./float16.ts";
import { bytesPerNumber, type Dtype } from "./dtype.ts";
import { parseJson } from "./parse-json.ts";
import { metadataName } from "./write-safetensors.ts";
import { checkpointText } from "../text/index.ts";

/** Contents of a safetensors file. */
export interface Safetensors {
  readonly weights: Weights;
  /** Metadata texts. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** Maximum header length, bytes: that of the reference implementation. */
const longestHeader = 100_000_000;

const entrySchema = z.strictObject({
  dtype: z.string(),
  shape: z.array(z.int().nonnegative()).readonly(),
  data_offsets: z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
});

/**
 * Decodes a safetensors file with numbers of type F32, F16, BF16 or U8 to float32. The file is untrusted: lengths,
 * shapes and offsets have to fit together, without gaps, overlaps or trailing bytes.
 * @param where - path of the file in errors.
 * @throws OmakaseError `checkpoint` when the file is not safetensors, is damaged, or holds other number types.
 */
export function readSafetensors(bytes: Uint8Array, where: string): Safetensors {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 8)
    throw damagedCheckpointError(where, checkpointText.readSafetensors.bytes({ count: bytes.length }));
  const headerLength = view.getBigUint64(0, true);
  if (headerLength > BigInt(longestHeader) || headerLength > BigInt(bytes.length - 8))
    throw damagedCheckpointError(
      where,
      checkpointText.readSafetensors.headerLength({ headerLength: String(headerLength) }),
    );
  const start = 8 + Number(headerLength);
  const header = parseHeader(bytes.subarray(8, start), where);
  const metadata = header[metadataName] ?? {};
  if (!isTexts(metadata)) throw damagedCheckpointError(where, checkpointText.readSafetensors.metadata);

  const entries = Object.entries(header)
    .filter(([name]) => name !== metadataName)
    .map(([name, value]) => ({ name, ...parseEntry(name, value, where) }))
    .sort((a, b) => a.begin - b.begin || a.end - b.end);
  const weights = new Map<string, { shape: readonly number[]; values: Float32Array }>();
  let expected = 0;
  for (const { name, dtype, shape, begin, end } of entries) {
    if (begin !== expected)
      throw damagedCheckpointError(where, checkpointText.readSafetensors.wrongOffset({ name, begin, expected }));
    if (end > bytes.length - start)
      throw damagedCheckpointError(where, checkpointText.readSafetensors.cutOff({ name }));
    weights.set(name, {
      shape,
      values: readers[dtype](new Uint8Array(bytes.subarray(start + begin, start + end)).buffer),
    });
    expected = end;
  }
  const rest = bytes.length - start - expected;
  if (rest > 0) throw damagedCheckpointError(where, checkpointText.readSafetensors.leftOver({ rest }));
  return { weights, metadata };
}

function parseHeader(bytes: Uint8Array, where: string): Record<string, unknown> {
  const header = parseJson(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
  if (typeof header === "object" && header !== null && !Array.isArray(header)) return header as Record<string, unknown>;
  throw damagedCheckpointError(where, checkpointText.readSafetensors.unreadableHeader);
}

/** Checks for texts without a schema, which would lose a key named `__proto__`. */
function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((text) => typeof text === "string");
}

function parseEntry(name: string, value: unknown, where: string) {
  const entry = entrySchema.safeParse(value);
  if (!entry.success) throw damagedCheckpointError(where, checkpointText.readSafetensors.unreadableEntry({ name }));
  const { dtype, shape, data_offsets } = entry.data;
  const [begin, end] = data_offsets;
  if (!isKnown(dtype))
    throw damagedCheckpointError(
      where,
      checkpointText.readSafetensors.unknownType({ name, dtype, types: Object.keys(bytesPerNumber).join(", ") }),
    );
  const size = shape.reduce((product, length) => product * length, 1);
  if (end - begin !== size * bytesPerNumber[dtype])
    throw damagedCheckpointError(
      where,
      checkpointText.readSafetensors.wrongLength({ end: end - begin, name, shape: shape.join(", ") }),
    );
  return { dtype, shape, begin, end };
}

function isKnown(dtype: string): dtype is Dtype {
  return Object.hasOwn(bytesPerNumber, dtype);
}

const readers: Record<Dtype, (buffer: ArrayBuffer) => Float32Array> = {
  F32: (buffer) => new Float32Array(buffer),
  F16: (buffer) => decodeFloat16(new Uint16Array(buffer)),
  BF16: (buffer) => new Float32Array(Uint32Array.from(new Uint16Array(buffer), (bits) => bits << 16).buffer),
  U8: (buffer) => Float32Array.from(new Uint8Array(buffer)),
};
