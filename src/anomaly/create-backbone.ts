import { sha256 } from "../checkpoint/index.ts";
import {
  readOnnxFile,
  selectOnnxOutputs,
  sessionOptions,
  type OnnxFile,
  type OnnxFileInput,
  type Ort,
  type OrtResults,
  type OrtSession,
  type OrtTensor,
} from "../device/index.ts";
import { OmakaseError } from "../error.ts";
import { flattenAlpha, resize, type Picture } from "../image/index.ts";
import { random } from "../tensor/index.ts";
import { anomalyText, nearestWords, type ErrorTexts } from "../text/index.ts";
import type { Backbone, BackboneRange } from "./backbone.ts";
import { cellsOfMaps, cellWidth, type FeatureMaps } from "./feature-maps.ts";

/** Options of {@link createBackbone}. */
export interface CreateBackboneOptions {
  /** Name of the file, for errors. */
  readonly name: string;
  /** Names of values of the graph, or of operations. Default: the outputs. */
  readonly layers?: readonly string[];
  /** Numbers that the network expects of pixels. Default `imagenet`. */
  readonly range?: BackboneRange;
  /** Side at which it sees a picture, px. Default: the one that its file fixes, or 224. */
  readonly size?: number;
  /** Number of threads. Default: one for each physical core. */
  readonly threads?: number;
}

/** Side of pictures for a network of any size, px, as for most that learned from ImageNet. */
const defaultSize = 224;
/** Most cells along a side. */
const maxSide = 16;
/** Most layer names in an error. */
const maxNames = 3;

const words = anomalyText.createBackbone;

/**
 * Opens a network from an ONNX file, and checks it: its input, its layers, and that their features are finite and depend
 * on the picture. What the layers do not need is not run.
 *
 * @param ort - module of ONNX Runtime.
 * @param bytes - content of the file.
 * @throws OmakaseError `option` for what does not fit.
 */
export async function createBackbone(
  ort: Ort,
  bytes: Uint8Array,
  { name: where, layers: wanted, range = "imagenet", size, threads }: CreateBackboneOptions,
): Promise<Backbone> {
  const file = readOnnxFile(bytes);
  if (!file) throw unsuitable(where, words.noOnnx);
  if (file.hasExternalWeights) throw unsuitable(where, words.externalWeights);
  const layers = wanted?.map((name) => valueOf(file, name, where)) ?? [...new Set(file.outputs)];
  const part = selectOnnxOutputs(file, layers);
  const input = pictureInput(part.inputs, where, size);
  const run = await openRunner(ort, part.bytes, { where, layers, input, range, threads });
  try {
    const outputs = await run.outputs(testPictures());
    const map = (layer: string) => spatialMap(outputs.get(layer)!, input);
    const kept = layers.filter((layer) => wanted || map(layer)); // by default outputs with places alone
    if (kept.length === 0)
      throw unsuitable(where, words.noLayers({ outputs: layers.join(", "), examples: examplesOf(file) }));
    const sides = kept.map((layer) => {
      const found = map(layer);
      const { type, dims } = outputs.get(layer)!;
      if (!found) throw unsuitable(where, words.noMap({ layer, type, shape: dims.join(", ") }));
      requireTelling(found, layer, where);
      return Math.max(found.height, found.width);
    });
    const longest = Math.max(input.height, input.width);
    return {
      ...{ bytes, layers: kept, range, size: longest, hash: await sha256(bytes) },
      async cellFeatures(pictures, side = Math.min(maxSide, Math.max(...sides))) {
        const made = await run.outputs(pictures);
        const maps = kept.map((layer) => {
          const found = spatialMap(made.get(layer)!, input)!;
          if (!found.values.every(Number.isFinite)) throw unsuitable(where, words.notFinite({ layer }));
          return found;
        });
        return joinColumns(maps.map((one) => ({ values: cellsOfMaps(one, side), width: cellWidth(one.channels) }))); // oxfmt-ignore
      },
      dispose: run.dispose,
    };
  } catch (error) {
    await run.dispose();
    throw error;
  }
}

/** Returns the value of a layer: the name of a value, or of the operation that makes it. */
function valueOf({ nodes }: OnnxFile, name: string, where: string): string {
  const values = nodes.flatMap(({ outputs }) => outputs);
  const found = values.includes(name) ? name : nodes.find((node) => node.name === name)?.outputs[0];
  if (found !== undefined) return found;
  const names = [...new Set([...values, ...nodes.map((node) => node.name).filter((one) => one !== "")])];
  throw unsuitable(where, words.unknownLayer({ name, nearest: nearestWords(name, names, maxNames).join(", ") }));
}

/** Returns names of layers in the middle of a network. */
function examplesOf({ nodes }: OnnxFile): string {
  const convolutions = nodes.filter(({ type }) => type === "Conv");
  const some = convolutions.length > 0 ? convolutions : nodes;
  const names = [0.5, 0.75].map((share) => some[Math.floor(share * (some.length - 1))].outputs[0]);
  return [...new Set(names)].join(",");
}

/** Input of a network. */
interface PictureInput {
  readonly name: string;
  readonly channels: 1 | 3;
  readonly channelsLast: boolean;
  readonly height: number;
  readonly width: number;
  /** Whether it takes one picture at a time. */
  readonly isSingle: boolean;
}

/** Names of ONNX's element types. */
const elementTypes: Readonly<Record<number, string>> = { 1: "float32", 2: "uint8", 3: "int8", 6: "int32", 7: "int64", 10: "float16", 11: "float64" }; // oxfmt-ignore

function pictureInput(inputs: readonly OnnxFileInput[], where: string, size?: number): PictureInput {
  if (inputs.length !== 1) {
    const names = inputs.map(({ name }) => name).join(", ");
    throw unsuitable(where, words.inputs({ count: inputs.length, names: names || "–" }));
  }
  const [{ name, elementType, shape = [] }] = inputs;
  if (elementType !== 1)
    throw unsuitable(where, words.inputType({ type: elementTypes[elementType] ?? `type ${elementType}` }));
  const [batch, ...lengths] = shape.map((length) => (typeof length === "number" && length > 0 ? length : undefined));
  const channelsLast = !fitsChannels(lengths[0]) || (lengths[0] === undefined && fitsChannels(lengths[2]) && lengths[2] !== undefined); // oxfmt-ignore
  const channels = channelsLast ? lengths[2] : (lengths[0] ?? 3);
  const [height, width] = channelsLast ? lengths : lengths.slice(1);
  if (shape.length !== 4 || (batch ?? 1) !== 1 || (channels !== 1 && channels !== 3))
    throw unsuitable(where, words.inputShape({ shape: shape.map((length) => length ?? "?").join(", ") }));
  const fixed = height && width ? Math.max(height, width) : (height ?? width);
  if (size !== undefined && fixed !== undefined && fixed !== size)
    throw unsuitable(where, words.fixedSize({ fixed, size }));
  const side = size ?? defaultSize;
  return { name, channels, channelsLast, height: height ?? side, width: width ?? side, isSingle: batch === 1 };
}

function fitsChannels(length: number | undefined): boolean {
  return length === undefined || length === 1 || length === 3;
}

/** Network that runs on pictures. */
interface BackboneRunner {
  /** Returns the outputs of all layers by name, for all pictures. */
  outputs(pictures: readonly Picture[]): Promise<ReadonlyMap<string, OrtTensor>>;
  dispose(): Promise<void>;
}

interface RunnerOptions {
  readonly where: string;
  readonly layers: readonly string[];
  readonly input: PictureInput;
  readonly range: BackboneRange;
  readonly threads?: number;
}

async function openRunner(
  ort: Ort,
  bytes: Uint8Array,
  { where, layers, input, range, threads }: RunnerOptions,
): Promise<BackboneRunner> {
  const told = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (cause) {
      const [reason] = (cause instanceof Error ? cause.message : String(cause)).split("\n");
      throw unsuitable(where, words.notLoaded({ reason: reason.slice(0, maxReason) }), cause);
    }
  };
  const quiet = { ...sessionOptions(ort, threads), logSeverityLevel: 4 } as const; // errors are thrown, too
  const session: OrtSession = await told(() => ort.InferenceSession.create(bytes, quiet));
  const fetches = Object.fromEntries(layers.map((layer) => [layer, null]));
  const runOnce = (pictures: readonly Picture[]) => {
    const { values, shape } = inputValues(pictures, input, range);
    return told(() => session.run({ [input.name]: new ort.Tensor("float32", values, shape) }, fetches));
  };
  return {
    async outputs(pictures) {
      const groups = input.isSingle ? pictures.map((one) => [one]) : [pictures];
      const made: OrtResults[] = [];
      for (const group of groups) made.push(await runOnce(group));
      return new Map(layers.map((layer) => [layer, joinTensors(made.map((one) => one[layer]))]));
    },
    dispose: () => session.release(),
  };
}

/** Most letters of an error of ONNX Runtime in a sentence. */
const maxReason = 200;

/** Mean and standard deviation of ImageNet's pixels, 0 … 1: red, green, blue, and their means for grey. */
const imagenet = { 3: { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] }, 1: { mean: [0.449], std: [0.226] } };

/** Returns what is subtracted from a byte, and the divisor. */
function normalization(range: BackboneRange, channels: 1 | 3, channel: number): readonly [number, number] {
  switch (range) {
    case "imagenet":
      return [255 * imagenet[channels].mean[channel], 255 * imagenet[channels].std[channel]];
    case "0..1":
      return [0, 255];
    case "-1..1":
      return [127.5, 127.5];
    case "0..255":
      return [0, 1];
  }
}

function inputValues(
  pictures: readonly Picture[],
  { channels, channelsLast, height, width }: PictureInput,
  range: BackboneRange,
): { readonly values: Float32Array; readonly shape: readonly number[] } {
  const plane = height * width;
  const values = new Float32Array(pictures.length * channels * plane);
  const [ofPixel, ofChannel] = channelsLast ? [channels, 1] : [1, plane];
  pictures.forEach((picture, at) => {
    const { pixels } = resize(flattenAlpha(picture, channels), width, height);
    for (let channel = 0; channel < channels; channel++) {
      const [mean, std] = normalization(range, channels, channel);
      const from = at * channels * plane + channel * ofChannel;
      for (let pixel = 0; pixel < plane; pixel++)
        values[from + pixel * ofPixel] = (pixels[pixel * channels + channel] - mean) / std;
    }
  });
  const each = channelsLast ? [height, width, channels] : [channels, height, width];
  return { values, shape: [pictures.length, ...each] };
}

/** Joins tensors of equal shape along the first axis. */
function joinTensors(all: readonly OrtTensor[]): OrtTensor {
  const [{ type, dims, data }] = all;
  if (all.length === 1 || !(data instanceof Float32Array)) return all[0];
  const values = new Float32Array(data.length * all.length);
  all.forEach((one, at) => values.set(one.data as Float32Array, at * data.length));
  return { type, dims: [dims[0] * all.length, ...dims.slice(1)], data: values };
}

/** Returns the maps of a layer; undefined without height and width, which have the ratio of the input's. */
function spatialMap({ type, dims, data }: OrtTensor, input: PictureInput): FeatureMaps | undefined {
  if (type !== "float32" || dims.length !== 4) return undefined;
  const [count, ...lengths] = dims;
  const isMap = (height: number, width: number) =>
    Math.min(height, width) >= 2 &&
    height <= input.height &&
    Math.abs(height * input.width - width * input.height) <= Math.max(input.height, input.width);
  const [first, last] = [isMap(lengths[1], lengths[2]), isMap(lengths[0], lengths[1])];
  if (!first && !last) return undefined;
  const channelsLast = first && last ? input.channelsLast : last;
  const [height, width] = channelsLast ? lengths : lengths.slice(1);
  return { values: data as Float32Array, count, height, width, channels: channelsLast ? lengths[2] : lengths[0], channelsLast }; // oxfmt-ignore
}

/** Draws two pictures that no feature confuses: noise, bright and dark. */
function testPictures(): readonly Picture[] {
  const side = 64;
  return [0, 1].map((at) => {
    const numbers = random(1, "test picture", at).uniforms(3 * side * side, 120 * at, 120 * at + 130);
    return { width: side, height: side, channels: 3 as const, pixels: Uint8Array.from(numbers) };
  });
}

/** Requires finite features that differ between two pictures. */
function requireTelling({ values }: FeatureMaps, layer: string, where: string): void {
  if (!values.every(Number.isFinite)) throw unsuitable(where, words.notFinite({ layer }));
  const half = values.length / 2;
  const isSame = values.subarray(0, half).every((value, at) => value === values[half + at]);
  if (isSame) throw unsuitable(where, words.alwaysSame({ layer }));
}

/** Joins the columns of cells. */
function joinColumns(parts: readonly { readonly values: Float32Array; readonly width: number }[]) {
  const width = parts.reduce((sum, one) => sum + one.width, 0);
  const count = parts[0].values.length / parts[0].width;
  const values = new Float32Array(count * width);
  let column = 0;
  for (const part of parts) {
    for (let row = 0; row < count; row++)
      values.set(part.values.subarray(row * part.width, (row + 1) * part.width), row * width + column);
    column += part.width;
  }
  return { values, count, width };
}

function unsuitable(where: string, parts: ErrorTexts, cause?: unknown): OmakaseError {
  return new OmakaseError("option", { where, ...parts }, { cause });
}
