import { maxFloat16, omakaseVersion, writeChecksummed, type WritableDtype } from "../checkpoint/index.ts";
import { baseName } from "../dataset/index.ts";
import { selectWeights } from "../nn/index.ts";
import type { RunConfig } from "./config.ts";
import { inferenceWeightShapes } from "./inference-weights.ts";
import { hashedRun, type OpenedRun } from "./open-run.ts";
import { packExamples } from "./packed-attribute-examples.ts";
import { gzipWeights } from "./gzip-weights.ts";
import { isLarge, quantizeWeights } from "./quantize-weights.ts";

/** Options of {@link packRun}. */
export interface PackOptions {
  /** Whether large weights are stored as float16: half of the bytes; pixels change by at most 2/255. Default false. */
  readonly float16?: boolean;
  /**
   * Whether large weights are rounded to about eight bits: gzipped, half the size of half precision; pixels change by about
   * 1/255 on average. Default false.
   */
  readonly quantized?: boolean;
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
  const { float16 = false, quantized = false, gzipped = false } = options;
  const { name, config, loaded, examples, hash } = await hashedRun(run);
  const { weights, step, imagesSeen, device } = loaded.checkpoint;
  const selected = selectWeights(weights, [...inferenceWeightShapes(config).keys()]);
  const drawing = quantized ? quantizeWeights(selected) : { tensors: selected, dtypes: [], steps: {} };
  const shown = config.attributes && examples && packExamples(config.attributes, examples, float16);
  const dtypes = new Map<string, WritableDtype>([...(shown?.types ?? []), ...drawing.dtypes]);
  for (const [tensor, { shape, values }] of float16 ? drawing.tensors : [])
    if (!dtypes.has(tensor) && isLarge(shape) && values.every((value) => Math.abs(value) <= maxFloat16))
      dtypes.set(tensor, "F16");
  const bytes = await writeChecksummed(
    new Map([...drawing.tensors, ...(shown?.tensors ?? [])]),
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
      ...(quantized && { quantizationSteps: JSON.stringify(drawing.steps) }),
    },
    { dtypes },
  );
  return gzipped ? gzipWeights(bytes) : bytes;
}

/** Reduces paths to base names, to keep local folder names private. */
function withoutFolders(config: RunConfig): RunConfig {
  const { source, from } = config;
  return { ...config, source: baseName(source), ...(from && { from: { ...from, run: baseName(from.run) } }) };
}
