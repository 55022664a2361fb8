import { maxFloat16, omakaseVersion, writeChecksummed, type WritableDtype } from "../checkpoint/index.ts";
import { baseName } from "../dataset/index.ts";
import type { Weights } from "../device/index.ts";
import { selectWeights } from "../nn/index.ts";
import type { RunConfig } from "./config.ts";
import { inferenceWeightShapes } from "./inference-weights.ts";
import { hashedRun, type OpenedRun } from "./open-run.ts";
import { packExamples } from "./packed-attribute-examples.ts";
import { gzipWeights } from "./gzip-weights.ts";
import { roundWeights } from "./round-weights.ts";

/** Options of {@link packRun}. */
export interface PackOptions {
  /** Whether large weights are stored as float16: half of the bytes; pixels change by at most 2/255. Default false. */
  readonly float16?: boolean;
  /**
   * Whether large weights are rounded to about eight bits: gzipped in half precision, another 40 % smaller; pixels change
   * by about 1/255 on average. Default false.
   */
  readonly rounded?: boolean;
  /**
   * Whether the file is gzipped: a sixth smaller in half precision. Only `openPackedRun` reads the result. Default
   * false.
   */
  readonly gzipped?: boolean;
}

/** Format metadata of a packed run. */
export const packedFormat = { format: "omakase run", formatVersion: "1" } as const;

/**
 * Packs a run into one small file for web pages. It holds the weights that sampling, encoding and translating need,
 * without discriminator and optimizer state, base names instead of folders, and the attributes of at most 2,000
 * training images.
 *
 * @returns a safetensors file with a SHA-256 checksum, gzipped on request; `openPackedRun` reads both.
 */
export async function packRun(run: OpenedRun, options: PackOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
  const { float16 = false, rounded = false, gzipped = false } = options;
  const { name, config, loaded, examples, hash } = await hashedRun(run);
  const { weights, step, imagesSeen, device } = loaded.checkpoint;
  const selected = selectWeights(weights, [...inferenceWeightShapes(config).keys()]);
  const drawing = rounded ? roundLarge(selected) : selected;
  const shown = config.attributes && examples && packExamples(config.attributes, examples, float16);
  const dtypes = new Map<string, WritableDtype>(shown?.types);
  for (const [tensor, { shape, values }] of float16 ? drawing : [])
    if (isLarge(shape) && values.every((value) => Math.abs(value) <= maxFloat16)) dtypes.set(tensor, "F16");
  const bytes = await writeChecksummed(
    new Map([...drawing, ...(shown?.tensors ?? [])]),
    {
      ...packedFormat,
      omakase: omakaseVersion,
      run: name,
      step: String(step),
      imagesSeen: String(imagesSeen),
      modelHash: hash,
      device: device.name,
      deviceVersion: device.version,
      config: JSON.stringify(withoutFolders(config)),
    },
    { dtypes },
  );
  return gzipped ? gzipWeights(bytes) : bytes;
}

function roundLarge(weights: Weights): Weights {
  return new Map(
    Array.from(weights, ([name, { shape, values }]) => [
      name,
      { shape, values: isLarge(shape) ? roundWeights(values) : values },
    ]),
  );
}

/**
 * Returns whether a weight is a kernel or a matrix. Vectors (biases, scales, averages) are small and affect all pixels.
 */
function isLarge(shape: readonly number[]): boolean {
  return shape.filter((length) => length > 1).length > 1;
}

/** Reduces paths to base names, to keep local folder names private. */
function withoutFolders(config: RunConfig): RunConfig {
  const { source, from } = config;
  return { ...config, source: baseName(source), ...(from && { from: { ...from, run: baseName(from.run) } }) };
}
