import { largestHalf, omakaseVersion, writeSealed, type WrittenType } from "../checkpoint/index.ts";
import { lastPart } from "../dataset/index.ts";
import { chosen } from "../generate/index.ts";
import type { RunConfig } from "./config.ts";
import { drawingShapes } from "./drawing-shapes.ts";
import { hashedRun, type OpenedRun } from "./open-run.ts";
import { packExamples } from "./packed-examples.ts";
import { squeeze } from "./squeeze.ts";

/** See {@link packRun}. */
export interface PackOptions {
  /** Whether large weights are kept as float16: half of the bytes, and pictures within 2/255. Default false. */
  readonly half?: boolean;
  /**
   * Whether the file is squeezed for its way through a network, by a sixth in half precision; only `openPackedRun` reads
   * it then. Default false.
   */
  readonly squeezed?: boolean;
}

/** What a packed run says that it is. */
export const packedFormat = { format: "omakase run", formatVersion: "1" } as const;

/**
 * A run as one small file for pages: what drawing, encoding and translating need of it, and nothing else. There is no
 * discriminator in it and no moment of an optimizer, of folders only what they are called, and of the attributes of its
 * pictures those of 2,000. It is a safetensors file with a SHA-256, or that squeezed; `openPackedRun` reads both.
 */
export async function packRun(run: OpenedRun, options: PackOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
  const { half = false, squeezed = false } = options;
  const { name, config, loaded, examples, hash } = await hashedRun(run);
  const { weights, step, picturesSeen, device } = loaded.checkpoint;
  const drawing = chosen(weights, [...drawingShapes(config).keys()]);
  const shown = config.attributes && examples && packExamples(config.attributes, examples, half);
  const types = new Map<string, WrittenType>(shown?.types);
  for (const [tensor, { shape, values }] of half ? drawing : [])
    if (isLarge(shape) && values.every((value) => Math.abs(value) <= largestHalf)) types.set(tensor, "F16");
  const bytes = await writeSealed(
    new Map([...drawing, ...(shown?.tensors ?? [])]),
    {
      ...packedFormat,
      omakase: omakaseVersion,
      run: name,
      step: String(step),
      picturesSeen: String(picturesSeen),
      modelHash: hash,
      device: device.name,
      deviceVersion: device.version,
      config: JSON.stringify(withoutPlaces(config)),
    },
    { types },
  );
  return squeezed ? squeeze(bytes) : bytes;
}

/** Kernels and matrices. What there is once for a feature (biases, scales, averages) is little, and moves all pixels. */
function isLarge(shape: readonly number[]): boolean {
  return shape.filter((length) => length > 1).length > 1;
}

/** Where folders lie on somebody's machine is nobody's business on the web. */
function withoutPlaces(config: RunConfig): RunConfig {
  const { source, from } = config;
  return { ...config, source: lastPart(source), ...(from && { from: { ...from, run: lastPart(from.run) } }) };
}
