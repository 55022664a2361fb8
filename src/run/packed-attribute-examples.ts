import { maxFloat16, type WritableDtype } from "../checkpoint/index.ts";
import type { Attribute, Attributes } from "../dataset/index.ts";
import type { Weights } from "../device/index.ts";
import { random } from "../tensor/index.ts";

/** Attributes of training images, as tensors of a file. */
export interface PackedExamples {
  readonly tensors: Weights;
  readonly types: ReadonlyMap<string, WritableDtype>;
}

/** Name prefix of the tensors: attribute i is `examples.<i>`. */
const prefix = "examples.";
/** Byte for an unknown value; other bytes are choice indices. */
const unknownByte = 255;
/** Maximum number of images. The standard error of a frequency is then at most 1.1 %. */
const maxPackedExamples = 2000;

/**
 * Packs the attributes of at most 2,000 images, chosen at random, in the smallest sufficient data type.
 *
 * @param half - whether numbers are stored as float16.
 */
export function packExamples({ tags }: Attributes, examples: readonly Float32Array[], half: boolean): PackedExamples {
  const rows = random(0, "packed examples").permutation(examples[0].length).subarray(0, maxPackedExamples).sort();
  const names = tags.map((_, at) => prefix + at);
  const columns = tags.map((tag, at) => Float32Array.from(rows, (row) => encodedValue(tag, examples[at][row])));
  const type = (at: number) => (isByte(tags[at]) ? "U8" : half && fitsFloat16(columns[at]) ? "F16" : "F32");
  return {
    tensors: new Map(names.map((name, at) => [name, { shape: [rows.length], values: columns[at] }])),
    types: new Map(names.map((name, at) => [name, type(at)])),
  };
}

/** Unpacks the output of `packExamples`; undefined when it is missing or invalid. */
export function unpackExamples({ tags }: Attributes, tensors: Weights): readonly Float32Array[] | undefined {
  const found = tags.map((_, at) => tensors.get(prefix + at)?.values ?? new Float32Array());
  const count = found[0]?.length ?? 0;
  const right = (tag: Attribute, values: Float32Array) =>
    values.length === count && (tag.kind === "number" || values.every((value) => isChoiceIndex(tag, value)));
  const columns = tags.map((tag, at) =>
    Float32Array.from(found[at], (value) => (isByte(tag) && value === unknownByte ? Number.NaN : value)),
  );
  return count > 0 && tags.every((tag, at) => right(tag, columns[at])) ? columns : undefined;
}

/** Returns whether a tensor's name is that of packed examples. */
export function isExamples(name: string): boolean {
  return name.startsWith(prefix);
}

function encodedValue(tag: Attribute, value: number): number {
  return Number.isNaN(value) && isByte(tag) ? unknownByte : value;
}

function isByte({ kind, choices }: Attribute): boolean {
  return kind !== "number" && choices.length <= unknownByte;
}

/** Returns whether a value is a choice index of a non-numeric attribute, or NaN (unknown). */
export function isChoiceIndex({ kind, choices }: Attribute, value: number): boolean {
  const count = kind === "binary" ? 2 : choices.length;
  return Number.isNaN(value) || (Number.isInteger(value) && value >= 0 && value < count);
}

function fitsFloat16(values: Float32Array): boolean {
  return values.every((value) => !(Math.abs(value) > maxFloat16));
}
