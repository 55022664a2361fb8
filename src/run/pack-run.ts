import { maxFloat16, omakaseVersion, writeChecksummed, type WritableDtype } from "../checkpoint/index.ts";
import { baseName } from "../dataset/index.ts";
import { selectWeights } from "../nn/index.ts";
import type { RunConfig } from "./config.ts";
import { inferenceWeightShapes } from "./inference-weights.ts";
import { hashedRun, type OpenedRun } from "./open-run.ts";
import { packExamples } from "./packed-attribute-examples.ts";
import { gzipWeights } from "./gzip-weights.ts";

/** See {@link packRun}. */
export interface PackOptions {
  /** Whether large weights are kept as float16: half of the bytes, and pictures within 2/255. Default false. */
  readonly float16?: boolean;
  /**
   * Whether the file is squeezed for its way through a network, by a sixth in half precision; only `openPackedRun` reads
   * it then. Default false.
   */
  readonly gzipped?: boolean;
}

/** What a packed run says that it is. */
export const packedFormat = { format: "omakase run", formatVersion: "1" } as const;

/**
 * A run as one small file for pages: what drawing, encoding and translating need of it, and nothing else. There is no
 * discriminator in it and no moment of an optimizer, of folders only what they are called, and of the attributes of its
 * pictures those of 2,000. It is a safetensors file with a SHA-256, or that squeezed; `openPackedRun` reads both.
 */
export async function packRun(run: OpenedRun, options: PackOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
  const { float16 = false, gzipped = false } = options;
  const { name, config, loaded, examples, hash } = await hashedRun(run);
  const { weights, step, imagesSeen, device } = loaded.checkpoint;
  const drawing = selectWeights(weights, [...inferenceWeightShapes(config).keys()]);
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

/** Kernels and matrices. What there is once for a feature (biases, scales, averages) is little, and moves all pixels. */
function isLarge(shape: readonly number[]): boolean {
  return shape.filter((length) => length > 1).length > 1;
}

/** Where folders lie on somebody's machine is nobody's business on the web. */
function withoutFolders(config: RunConfig): RunConfig {
  const { source, from } = config;
  return { ...config, source: baseName(source), ...(from && { from: { ...from, run: baseName(from.run) } }) };
}
